"""Many texts taken apart at once: the same as one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.search.texts import all_apart, are_han
from bot.text import apart, is_han

# Wide, ligated, composed and traditional characters, a line's end, and what joins with its neighbour.
STRANGE = "áé㍿ＡＢ，。１２ǆﬁÅ\ń゛ゞが゙가İß½©\N{COMBINING DIAERESIS}·2021gdp長髮"


@given(st.lists(st.text(st.one_of(st.characters(), st.sampled_from(STRANGE)), max_size=12)))
def test_many_texts_are_taken_apart_as_each_is(texts: list[str]) -> None:
    assert all_apart(texts) == [apart(text) for text in texts]


@given(st.lists(st.text(st.one_of(st.characters(), st.sampled_from(f"{STRANGE}一鿿芜湖")), max_size=3)))
def test_of_many_texts_it_is_known_which_are_chinese_characters_alone(texts: list[str]) -> None:
    assert are_han(texts) == [is_han(text) for text in texts]
