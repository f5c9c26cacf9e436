"""Words in; ranked hits with the reason out, or an honest nothing.

A question is a handful of characters with errors in it; a fact is a few dozen. So the score asks how much of what was
asked a fact explains, not how alike two texts are.
"""

from __future__ import annotations

from collections import Counter

from bot.catalogue import Catalogue
from bot.facts import Fact, Indicator
from bot.language import passing_words
from bot.search.about_subject import beginning, membership, with_cities_in_digits
from bot.search.agreement import is_near
from bot.search.asked_for import HOW_MANY_THINGS, WHEN, WHERE
from bot.search.clauses import clauses, sentences
from bot.search.confirming import CLAIM, SO, SO_AT_THE_END
from bot.search.contrasts import Contrast, contrast, without_difference
from bot.search.decide import ENOUGH, Verdict
from bot.search.finder import MOST, NEAR_NAMES, OFFERED, Finder
from bot.search.findings import Beginning, Findings, Found, Membership, Mentioned, fact_name
from bot.search.framing import ASKS, without_frame
from bot.search.insists import OFFICES, is_year
from bot.search.known import MEMBER_OR_PLACE, Known, Name
from bot.search.latin import Correction
from bot.search.lexicon import Lexicon
from bot.search.mentioned import in_words, mentioned
from bot.search.most import Most, most_of_cities, most_of_things, most_of_years
from bot.search.question import LONGEST_QUESTION, as_typed, cut
from bot.search.quoted import Quotations, Quote
from bot.search.saying import says
from bot.search.storage import Stored, beside, built, is_current, opened
from bot.search.telling import lead, where
from bot.search.told import Agreement
from bot.search.wants import (
    ASKING,
    ASKS_A_WAY,
    GROWTH,
    WHO_PAID,
    Wants,
    asks_a_measure,
    asks_only_where,
    asks_several,
    counts_things,
    tells_growth,
    tells_share,
    wants,
    without_growth,
)
from bot.search.why import why
from bot.text import apart, key, pairs

__all__ = [
    "ASKING",
    "ASKS",
    "ASKS_A_WAY",
    "CLAIM",
    "GROWTH",
    "HOW_MANY_THINGS",
    "LONGEST_QUESTION",
    "NEAR_NAMES",
    "OFFERED",
    "OFFICES",
    "SO",
    "SO_AT_THE_END",
    "WHEN",
    "WHERE",
    "WHO_PAID",
    "Agreement",
    "Beginning",
    "Contrast",
    "Correction",
    "Findings",
    "Found",
    "Membership",
    "Mentioned",
    "Most",
    "Name",
    "Quote",
    "Search",
    "Verdict",
    "Wants",
    "asks_a_measure",
    "asks_only_where",
    "asks_several",
    "beside",
    "built",
    "clauses",
    "contrast",
    "counts_things",
    "cut",
    "fact_name",
    "is_current",
    "lead",
    "most_of_cities",
    "most_of_things",
    "most_of_years",
    "opened",
    "sentences",
    "tells_growth",
    "tells_share",
    "wants",
    "where",
    "without_difference",
    "without_frame",
    "without_growth",
]


class Search:
    """A base, opened for questions: a catalogue, and what `built` or `opened` made of it."""

    def __init__(self, catalogue: Catalogue, stored: Stored) -> None:
        self._catalogue = catalogue
        self._known = Known(catalogue, Lexicon(stored.words))
        self._finder = Finder(catalogue, self._known, stored.index)
        self._index = stored.index
        self._read = self._finder.read
        self._quotations = Quotations(catalogue, self._known, self._read)

    def find(self, question: str) -> Findings:
        """The facts that answer a question, or up to three near names."""
        return self._finder.find(self._asked(question))

    def _asked(self, question: str) -> str:
        """The form in which a question is answered: with amounts in digits, else as it was typed."""
        asked, typed = cut(question), as_typed(question)
        if typed == asked or (found := self._finder.find(asked)).answers or found.denied:
            return asked
        return typed if self._finder.find(typed).answers else asked

    def why(self, question: str) -> str:
        """How the answer to a question comes about, as text for curators."""
        asked = self._asked(question)
        return why(self._finder.decided(asked), self._finder.find(asked), self._catalogue, self._index)

    def as_read(self, words: str) -> str:
        """Words in their normal form as they were read: pinyin as characters, misspelt names put right."""
        return in_words(position.text for position in self._read(cut(words)).positions)

    def mentioned(self, words: str) -> Mentioned:
        """The places that words name, and the topic when the rest is one. Never a keyword that merely sounds alike."""
        return mentioned(self._read(cut(words)), self._known, self._catalogue)

    def is_measure_or_topic(self, name: str) -> bool:
        """Whether an indicator or a topic is called so."""
        return bool(self._known.targets(key(name), "topic", "indicator"))

    def is_of_one_topic(self, name: str) -> bool:
        """Whether most facts that are called by a name are of one topic: that is what is spoken of.

        金额, 投资, 储备库 stand in the names of this and that. What no fact is called by is a thing of its own.
        """
        called = self._index.called(key(name))
        topics = Counter(topic for number in called for topic in self._catalogue.facts[number].topics)
        return not called or max(topics.values(), default=0) >= MOST * len(called)

    def tells_all(self, fact: Fact, question: str) -> bool:
        """Whether a fact that was found for a question explains every word of it but those that only ask."""
        asked = self._asked(question)
        decision, found = self._finder.decided(asked), self._finder.find(asked)
        if decision.verdict is Verdict.NONE and found.answers:
            return any(hit.fact is fact for hit in found.hits)  # it is called so to the letter
        rows = (hit.why.row for hit in decision.every if self._catalogue.facts[hit.number] is fact)
        row = next(rows, None)
        weigh = (at for at, position in enumerate(decision.reading.positions) if position.weight)
        return row is not None and all(row[at] >= ENOUGH for at in weigh)

    def measures(self, fact: Fact, words: str) -> bool:
        """Whether words name an indicator of a fact's figures, with whatever else."""
        named = (self._catalogue.indicators[figure.indicator].name for figure in fact.figures if figure.indicator)
        return any(key(name) in key(words) for name in named)

    def is_named_like(self, fact: Fact, words: str) -> bool:
        """Whether names of a fact have most of some words, pair by pair of characters."""
        wanted = pairs(key(words))
        own = frozenset[str]().union(*(pairs(key(name)) for name in (fact.title, *fact.keywords)))
        return 2 * len(wanted & own) >= len(wanted)

    def is_of_the_same(self, fact: Fact, other: Fact) -> bool:
        """Whether two facts are of one thing: they share a keyword."""
        return not {*map(key, fact.keywords)}.isdisjoint(map(key, other.keywords))

    def told_of_the_same(self, fact: Fact, question: str) -> Fact | None:
        """The best fact of the same thing as `fact` that tells all that a question names, verbs and the like aside.

        None where it names nothing (什么时候设的): that might be asked of anything.
        """
        decision = self._finder.decided(self._asked(question))
        reading = decision.reading
        named = [
            at
            for at in reading.asked_at
            if at not in reading.passing and reading.positions[at].text not in passing_words()
        ]
        tell = (hit for hit in decision.every if named and all(hit.why.row[at] >= ENOUGH for at in named))
        told = (self._catalogue.facts[hit.number] for hit in tell)
        return next((each for each in told if each is fact or self.is_of_the_same(each, fact)), None)

    def claims_of(self, words: str, fact: Fact) -> bool:
        """Whether words claim amounts, and a fact has all of them."""
        claims = [claim for claim in self._read(cut(words)).claims if claim.is_amount]
        return bool(claims) and all(says(claim, apart(f"{fact.title}|{fact.statement}")) for claim in claims)

    def claims_nearly(self, words: str, fact: Fact) -> bool:
        """Whether each amount that words claim may be a slip for a figure of a fact."""
        claims = [claim for claim in self._read(cut(words)).claims if claim.is_amount]
        return bool(claims) and all(any(is_near(claim, figure) for figure in fact.figures) for claim in claims)

    def amounts_claimed(self, words: str) -> int:
        """How many amounts words claim."""
        return sum(claim.is_amount for claim in self._read(cut(words)).claims)

    def prepare(self) -> None:
        """Makes at once what else the first text that may quote something would wait for."""
        self._quotations.prepare()

    def quoted(self, words: str) -> tuple[Quote, ...]:
        """The amounts of a text that stand in it as its source prints them, or would: confirmed, denied, or open."""
        return self._quotations.of(words)

    def amounts_named(self, words: str) -> list[str]:
        """The amounts that words name, as if they claimed them."""
        asked = SO_AT_THE_END.sub("", cut(words))
        return [claim.text for claim in self._read(f"{asked}{SO}").claims if claim.is_amount]

    def without_amounts(self, words: str) -> str:
        """Words without the amounts that they claim, if they do: 研发投入强度 of 研发投入强度3.52%."""
        asked, amounts = SO_AT_THE_END.sub("", cut(words)), self.amounts_named(words)
        for amount in amounts:
            asked = asked.replace(amount, " ", 1)
        return asked.strip() if amounts else words

    def membership(self, words: str) -> Membership | None:
        """The question of who belongs to the subject, if the words ask that and nothing else."""
        words = with_cities_in_digits(cut(words))
        reading = self._read(words)
        named = mentioned(reading, self._known, self._catalogue)
        found = membership(words, reading, named, self.unknown_place(words), self._known, self._catalogue)
        is_of_subject = reading.about_subject or named.places or CLAIM.search(words)
        return None if found and found.missing and not is_of_subject and self._is_told(words) else found

    def _is_told(self, words: str) -> bool:
        """Whether the fact that answers words tells them to the letter."""
        findings = self.find(words)
        return findings.answers and key(words) in key(findings.hits[0].fact.statement)

    def is_about_subject(self, words: str) -> bool:
        """Whether the words name the subject and ask nothing of it in particular."""
        reading = self._read(cut(words))
        names_it_alone = reading.about_subject and not reading.asked and not reading.insisted_at
        asks_who = reading.wants & (Wants.PERSON | Wants.MAKER)  # who leads it is not what it is
        return names_it_alone and not asks_who and not asks_a_measure(reading.text)

    def beginning_of_subject(self, words: str) -> Beginning | None:
        """The fact that says when the subject began, if the words ask that, or whether it was in some year."""
        words = cut(words)
        return beginning(words, self._read(words), self._catalogue)

    def year_of_subject(self, words: str) -> int | None:
        """The year, if the words name the subject and a year and ask nothing more."""
        reading = self._read(cut(words))
        if reading.asked or not reading.about_subject or len(reading.required) != 1 or not is_year(reading.required[0]):
            return None
        return int(reading.required[0])

    def is_only_asking(self, words: str) -> bool:
        """Whether the words ask or greet without saying about what."""
        reading = self._read(cut(words))
        return not reading.asked and not reading.insisted_at and not reading.about_subject

    def indicators(self, words: str) -> tuple[Indicator, ...]:
        """The indicators that words name; else those of the fact that answers them."""
        reading = self._read(cut(words))
        named = [target for _, _, name in reading.names for target in self._known.targets(name, "indicator")]
        if not named and (findings := self.find(words)).hits:
            named = [figure.indicator for figure in findings.hits[0].fact.figures if figure.indicator]
        known = (self._catalogue.indicators[each] for each in dict.fromkeys(named))
        return tuple(indicator for indicator in known if self._catalogue.series(indicator.id))

    def unknown_place(self, words: str) -> str:
        """A place elsewhere that words name and that the base does not know; else nothing."""
        reading = self._read(cut(words))
        return next(("".join(p.text for p in reading.positions[s:e]) for s, e in reading.elsewhere), "")

    def near_places(self, words: str) -> tuple[Name, ...]:
        """Up to three names of places near to words by spelling or sound, the nearest first."""
        return tuple(self._known.near(cut(words), MEMBER_OR_PLACE, (), NEAR_NAMES))
