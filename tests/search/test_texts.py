"""Many texts taken apart at once: the same as one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.search.texts import all_apart
from bot.text import apart

# Wide, ligated, composed and traditional characters, a line's end, and what joins with its neighbour.
STRANGE = "áé㍿ＡＢ，。１２ǆﬁÅ\ń゛ゞが゙가İß½©\N{COMBINING DIAERESIS}·2021gdp長髮"


@given(st.lists(st.text(st.one_of(st.characters(), st.sampled_from(STRANGE)), max_size=12)))
def test_many_texts_are_taken_apart_as_each_is(texts: list[str]) -> None:
    assert all_apart(texts) == [apart(text) for text in texts]
