"""The values of a fact base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from bot.dates import PartialDate

SCHEMA_VERSION: Final = 1

# Ids stand in callback data (64 bytes) and in deep links (64 of A-Z a-z 0-9 _ -), both Telegram's limits.
# To Python $ is before a last line break, too; \Z, which is not, is unknown to JSON Schema.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$(?!\n)")]
# Ids of places and topics stand in one button together, beside a year and a page.
ShortId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,21}$(?!\n)")]
# A card must fit a message of 4,096 with all that stands around these: whatever a reply shows has a greatest length.
Statement = Annotated[str, Meta(min_length=1, max_length=600)]
Remark = Annotated[str, Meta(min_length=1, max_length=400)]
Description = Annotated[str, Meta(min_length=1, max_length=120)]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
Title = Annotated[str, Meta(min_length=2, max_length=40)]
Short = Annotated[str, Meta(min_length=1, max_length=24)]
Whole = Annotated[int, Meta(ge=-(10**15), le=10**15)]
Decimals = Annotated[float, Meta(ge=-1e15, le=1e15)]
Unit = Annotated[str, Meta(max_length=16)]
Text = Annotated[str, Meta(min_length=1)]  # what is looked at, and stands in no reply whole
FactKind = Literal["figure", "event", "institution", "plan", "policy", "membership", "statement-by"]
PlaceKind = Literal["corridor", "region", "country", "province", "city", "district", "county"]
Qualifier = Literal[
    "累计", "首次", "同比", "近", "超", "超过", "逾", "约", "达", "至少", "最多", "余", "多", "左右", "以上", "以下"
]

RANK, PERCENT, SHARE = "位", "%", "比重"  # units that count nothing; a 比重 is a part of one, as 1/5
TOTAL = "累计"  # of all times together


class Strict(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value whose misspelt field is an error, not an omission."""


class Figure(Strict, frozen=True):
    """A number as printed (3.6 万家), of an indicator of the base, or with a label of its own.

    `as_of` is for a fact whose figures speak of different times; by default it is the fact's own.
    """

    value: Whole | Decimals | Short
    unit: Unit = ""
    indicator: Id | None = None
    basis: Id | None = None
    label: Name | None = None
    qualifiers: Annotated[tuple[Qualifier, ...], Meta(max_length=4)] = ()
    as_of: PartialDate | None = None


class Speaker(Strict, frozen=True):
    """Who said it, with the office held at that time."""

    name: Name | None = None
    office: Description | None = None


class Fact(Strict, frozen=True):
    """One sourced statement. Every fact has `date` (when it happened) or `as_of` (the time that it speaks of).

    `keywords` are names that people call it by, `utterances` whole questions in which they ask for it. `note` says how
    it is to be understood: who repeats it without that may be wrong. `remark` is what else the curator has to say.
    `corrects` is the id of an older fact that this one's source says was wrong: it stands in that one's place.
    """

    id: Id
    title: Title
    statement: Statement
    kind: FactKind
    source: Id
    places: Annotated[tuple[Id, ...], Meta(min_length=1)]
    topics: Annotated[tuple[Id, ...], Meta(min_length=1)]
    evidence: Annotated[tuple[Text, ...], Meta(min_length=1)]
    keywords: tuple[Text, ...] = ()
    utterances: tuple[Text, ...] = ()
    date: PartialDate | None = None
    as_of: PartialDate | None = None
    due: PartialDate | None = None
    figures: tuple[Figure, ...] = ()
    said_by: Speaker | None = None
    context: bool = False
    note: Remark | None = None
    remark: Remark | None = None
    corrects: Id | None = None

    @property
    def comments(self) -> str:
        """All that the curator says beside the fact."""
        return "".join(filter(None, (self.note, self.remark)))

    @property
    def when(self) -> PartialDate:
        """The time that it is ordered by: of an event its date, else its as-of."""
        moment = self.date or self.as_of
        if moment is None:  # refused by `problems`, so no loaded base holds one
            raise AssertionError(f"fact {self.id} has neither date nor as_of")
        return moment

    @property
    def measured(self) -> frozenset[str]:
        """The indicators that its figures are of."""
        return frozenset(figure.indicator for figure in self.figures if figure.indicator)

    @property
    def speaker(self) -> str:
        """The name of who said it; empty where nobody is named."""
        return (self.said_by and self.said_by.name) or ""

    @property
    def office(self) -> str:
        """The office of who said it; empty where none is known."""
        return (self.said_by and self.said_by.office) or ""

    @property
    def speaker_texts(self) -> tuple[str, ...]:
        """The name and the office of who said it, as far as they are known."""
        return tuple(filter(None, (self.speaker, self.office)))

    @property
    def is_of_months(self) -> bool:
        """Whether it tells of some months of one year together, and not of what took some days of it (a congress)."""
        return self.when.is_part_of_a_year and self.kind != "event"

    @property
    def is_dated_event(self) -> bool:
        """Whether it happened (not: is planned) at a known time, and so belongs on a timeline."""
        return self.date is not None and self.kind != "plan"


class Noise(Strict, frozen=True):
    """Something of a source's text that is no fact, as the text prints it, and why it is none."""

    text: Text
    reason: Text


class Source(Strict, frozen=True):
    """A bibliographic record; `published` is as precise as it is known, and `published_note` says how it is known."""

    id: Id
    title: Description
    short: Short
    published: PartialDate
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    published_note: Remark | None = None
    publisher: Description | None = None
    authors: Annotated[tuple[Name, ...], Meta(max_length=8)] = ()
    noise: tuple[Noise, ...] = ()


class Place(Strict, frozen=True):
    id: ShortId
    name: Name
    formal: Name
    english: Name
    kind: PlaceKind
    within: Id | None = None
    member: bool = False
    aliases: tuple[Name, ...] = ()
    note: Remark | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, also what stands behind the places around it: 南山区 in 深圳市南山区."""
        around, name, behind = self.formal.partition(self.name)
        own = (name + behind,) if around and behind else ()
        return tuple(dict.fromkeys((self.name, self.formal, self.english, *self.aliases, *own)))


class Topic(Strict, frozen=True):
    id: ShortId
    name: Name
    english: Name
    aliases: tuple[Name, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.english, *self.aliases)


class Indicator(Strict, frozen=True):
    """What is measured. `bases` maps a way of counting to its description; only points of one basis form a series."""

    id: Id
    name: Name
    unit: Unit
    bases: Annotated[dict[Id, Description], Meta(min_length=1)]
    aliases: tuple[Name, ...] = ()
    note: Remark | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


class Examples(Strict, frozen=True):
    """Questions of this base that help texts and buttons show."""

    city: Annotated[tuple[Title, ...], Meta(min_length=1)]
    fact: Annotated[tuple[Title, ...], Meta(min_length=1)]
    timeline: Annotated[tuple[Title, ...], Meta(min_length=1)]
    topics: Annotated[tuple[Title, ...], Meta(min_length=1)]
    words: Annotated[tuple[Title, ...], Meta(min_length=1)]
    trend: tuple[Title, ...] = ()
    compare: tuple[Title, ...] = ()


class About(Strict, frozen=True):
    """What the base is about, in its own words; `introduction` names the facts that say what the subject is."""

    id: Id
    name: Name
    english: Name
    summary: Statement
    timezone: Text
    subject: Id
    member_label: Title
    nonmember_label: Title
    context_label: Title
    examples: Examples
    subject_words: tuple[Text, ...] = ()
    introduction: tuple[Id, ...] = ()


class Vocabulary(Strict, frozen=True):
    """What `facts build` works out with a dictionary: `words` are the words that the facts use."""

    words: tuple[str, ...] = ()


class Base(Strict, frozen=True):
    """A whole fact base: what `facts.json` holds."""

    schema: Literal[1]
    about: About
    places: tuple[Place, ...]
    topics: tuple[Topic, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    facts: Annotated[tuple[Fact, ...], Meta(min_length=1)]
    vocabulary: Vocabulary = Vocabulary()


# the lists of a base: what they are called in it, and what they are lists of
LISTS: Mapping[str, type[Strict]] = {
    "places": Place,
    "topics": Topic,
    "indicators": Indicator,
    "sources": Source,
    "facts": Fact,
}


class Problem(Struct, frozen=True):
    """One thing that is wrong: where it stands, and what would be right."""

    where: str
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.field} {self.what}" if self.field else f"{self.where}: {self.what}"


class BaseRefused(Exception):
    """The base cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def newest_first(facts: Iterable[Fact]) -> Sequence[Fact]:
    """Ordered by when they speak of, the newest first; facts of one time by id: the order is always the same."""
    return sorted(
        sorted(facts, key=lambda fact: fact.id), key=lambda fact: (fact.when.last, fact.when.first), reverse=True
    )
