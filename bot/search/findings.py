"""What a search finds: values, handed to whoever answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.dates import PartialDate
from bot.facts import Fact, Place, Topic
from bot.search.decide import Verdict
from bot.search.framing import without_frame
from bot.search.insists import is_year
from bot.search.known import Name
from bot.search.latin import Correction
from bot.search.told import Agreement, Lack
from bot.search.wants import Wants
from bot.series import Point
from bot.text import key


@dataclass(frozen=True, slots=True)
class Found:
    """A fact, how well it answers (0 and up, 1 is: explains all that was asked), and the share that it explains.

    `named`: the share of what was asked that its title has, 0..1; 1 for who holds the office that was asked for.
    """

    fact: Fact
    score: float
    explained: float
    named: float = 1.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question: the decision, the hits (best first), and how the question was read.

    Of the question: `question` is its normal form, `asked` what it is about, without the words that only ask, `wants`
    the kind of thing that it asks for. `untold`: what a note on the nearest fact says that the source does not tell.

    Of the best hit: `missing` are the years, sessions, places and verbs that it lacks, and all that is `denied`: claims
    that are wrong for it, and a place, doer or office holder that was wrongly supposed.
    `of_another`: wrong amounts that are another figure's, each with what that counts.
    `vague`: a supposed place that is more precise than the recorded one; ranks and years of which too little is
    recorded to deny them.
    `at_other_times`: claims that were right at another time than was asked for, with that time.
    `confirmed`: the claims, where all of them are right; `agreement`: how well.
    `several_claims`: whether several amounts were claimed, and not all are the best hit's.
    `so_of`: its figure, with its time, that has the first of the claimed amounts.
    `newer`: a newer and different figure of the same measure, where no year was asked for.
    `of_a_part`: its places, when it is about a part only and no place was asked for; or when one was, and its figure is
    that of several places together.
    """

    verdict: Verdict
    hits: tuple[Found, ...] = ()
    corrections: tuple[Correction, ...] = ()
    near: tuple[Name, ...] = ()
    missing: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    of_another: tuple[tuple[str, str], ...] = ()
    vague: tuple[str, ...] = ()
    at_other_times: tuple[tuple[str, PartialDate], ...] = ()
    agreement: Agreement = Agreement.NOTHING
    confirmed: tuple[str, ...] = ()
    wants: Wants = Wants.NOTHING
    untold: Lack | None = None
    of_a_part: tuple[Place, ...] = ()
    so_of: Point | None = None
    newer: Point | None = None
    several_claims: bool = False
    asked: str = ""
    question: str = ""

    @property
    def answers(self) -> bool:
        """Whether the best hit has all that was asked for."""
        return self.verdict is not Verdict.NONE and not self.missing

    @property
    def when(self) -> PartialDate:
        """The time of the best hit; of several figures that of the one that was claimed."""
        return self.so_of.when if self.so_of else self.hits[0].fact.when

    @property
    def core(self) -> str:
        """The question, without what is only put around it where the whole is not answered."""
        return self.question if self.answers else without_frame(self.question)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The places and the topic that words name, what is left of the words, and how they were read.

    `year`: the year, if that is all that is left; `required`: the years, days and sessions that were named.
    `inside`: the names of places that longer names in the rest begin with. `form`: the words, those that ask among
    them, without places and without what is required. `things`: what is spoken of, one after another: the rest without
    what is light or said in passing (成立, 最早). `has_names`: whether a fact or topic is called like one of them.
    """

    places: tuple[Place, ...]
    topic: Topic | None
    rest: str
    corrections: tuple[Correction, ...]
    year: int | None = None
    required: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    form: str = ""
    about_subject: bool = False
    has_names: bool = False
    things: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        return bool(self.required)

    @property
    def year_named(self) -> int | None:
        """The year, if it is all the time that is named, whatever is named beside it."""
        return int(self.required[0]) if len(self.required) == 1 and is_year(self.required[0]) else None

    @property
    def is_whole_topic(self) -> bool:
        """Whether the words are a topic's own name, and no more."""
        return self.topic is not None and not self.places and key(self.rest) == key(self.topic.name)


class Beginning(NamedTuple):
    """The fact that says when the subject began, and which of the claimed years are wrong, and right.

    `question`: in its normal form.
    """

    fact: Fact
    missing: tuple[str, ...]
    confirmed: tuple[str, ...]
    question: str


class Membership(NamedTuple):
    """A question of who belongs to the subject: the places it names, and a place that the base does not know.

    `missing` and `confirmed`: numbers of members that it claims, wrong and right ones.
    `ordinals`: which one of them it asks for (第十个); no source numbers them.
    """

    places: tuple[Place, ...]
    unknown: str
    missing: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()


def fact_name(fact: Fact) -> Name:
    """A fact as a name that can be offered: its title, which has no figure."""
    return Name(fact.title, key(fact.title), "keyword", fact.id)
