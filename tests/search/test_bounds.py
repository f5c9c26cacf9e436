"""What is told of a question before all facts are looked at: no fact that would be an answer is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.catalogue import Catalogue
from bot.search import cut
from bot.search.decisions import SURELY
from bot.search.known import Known
from bot.search.lexicon import Lexicon
from bot.search.rank import Ranking
from bot.search.reading import Reading, read
from bot.search.storage import built
from tests.search.labelled import QUESTIONS

EVERY = 30  # of how many labelled questions one is asked here


@pytest.fixture(scope="module")
def known_and_ranking(catalogue: Catalogue) -> tuple[Known, Ranking]:
    stored = built(catalogue)
    known = Known(catalogue, Lexicon(stored.words))
    return known, Ranking(catalogue, known, stored.index)


def readings(known: Known) -> Iterator[Reading]:
    """Readings of questions, each with and without doubt."""
    for each in QUESTIONS[::EVERY]:
        reading = read(cut(each.question), known)
        if reading.asked:
            yield from (reading, replace(reading, doubting=True))


@pytest.mark.parametrize("at_least", [0.5, SURELY])
def test_what_any_fact_explains_so_much_of_is_ranked_as_without_a_bound(
    known_and_ranking: tuple[Known, Ranking], at_least: float
) -> None:
    known, ranking = known_and_ranking
    given_up = 0
    for reading in readings(known):
        every, bounded = ranking.ranked(reading), ranking.ranked(reading, at_least)
        if max((hit.explained for hit in every), default=0.0) >= at_least:
            assert bounded == every, reading.text
        given_up += bool(every) and not bounded
    assert given_up > 0
