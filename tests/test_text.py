"""Normal forms: width, case, traditional characters, sound, shape, pinyin."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.characters import look_alike
from bot.sounds import sound_class, sounds, syllable_cuts, syllables
from bot.text import key, normal, number_text, tokens


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("蕪湖", "芜湖"),
        ("Ｇ６０", "g60"),
        ("３．２５％", "3.25%"),
        ("HEFEI", "hefei"),
        ("拍賣會", "拍卖会"),
        ("芜\u200b湖", "芜 湖"),
    ],
)
def test_forms_of_one_text_are_one(written: str, same: str) -> None:
    assert normal(written) == same


def test_a_name_s_key_has_no_spaces_or_marks() -> None:
    assert key("《规划》 （2021）") == key("规划2021") == "规划2021"


def test_numbers_keep_their_decimals_shares_and_thousands() -> None:
    assert [token.text for token in tokens("2.9万 1/15 6,805.04亿 95%")] == [
        "2.9",
        "万",
        "1/15",
        "6805.04",
        "亿",
        "95%",
    ]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        pytest.param(16, "16", id="whole"),
        pytest.param(16.0, "16", id="whole with a point"),
        pytest.param(236.87, "236.87", id="a decimal"),
        pytest.param(0.1, "0.1", id="less than one"),
        pytest.param(12345678901.5, "12345678901.5", id="more than ten digits"),
        pytest.param(123456789.123, "123456789.123", id="more than ten digits, some behind the point"),
        pytest.param(1e22, "10000000000000000000000", id="no power of ten"),
        pytest.param(1e-7, "0.0000001", id="no power of a tenth"),
        pytest.param(Fraction(12345678901), "12345678901", id="an exact amount"),
        pytest.param("1/15", "1/15", id="a share as it is written"),
    ],
)
def test_a_value_is_printed_with_all_its_digits(value: float | Fraction | str, printed: str) -> None:
    assert number_text(value) == printed


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_of_a_value_is_lost(value: float) -> None:
    assert float(number_text(value)) == value
    assert "e" not in number_text(value)


@pytest.mark.parametrize(("one", "other"), [("杭", "抗"), ("州", "洲"), ("买", "卖"), ("芜", "抚")])
def test_characters_look_alike(one: str, other: str) -> None:
    assert look_alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("湖", "江"), ("芜", "州"), ("a", "b")])
def test_characters_that_share_only_a_radical_do_not(one: str, other: str) -> None:
    assert not look_alike(one, other)


def test_sounds_that_people_confuse_are_one_class() -> None:
    assert sound_class("zhang") == sound_class("zan")
    assert sound_class("lin") == sound_class("ning")
    assert sound_class("wu") != sound_class("hu")


def test_a_character_keeps_its_usual_readings_and_not_its_rare_ones() -> None:
    assert set(sounds("行")) == {"xin", "han"}
    assert sounds("广") == ("guan",)


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("wuhu", ["wu", "hu"]),
        ("xian", ["xian", "xi", "an"]),
        ("xi'an", ["xian", "xi", "an"]),
        ("fangan", ["fang", "fan", "gan", "an"]),
        ("hello", []),
        ("", []),
    ],
)
def test_pinyin_is_cut_into_syllables_in_every_way_the_longest_first(word: str, spelt: list[str]) -> None:
    letters = word.replace("'", "")
    assert [letters[start : start + size] for start, size in syllable_cuts(word, syllables())] == spelt


@given(st.text())
def test_any_text_has_a_normal_form_and_it_is_stable(text: str) -> None:
    assert normal(normal(text)).split() == normal(text).split()
    assert key(f" {text} ") == key(text)


def test_digits_of_any_script_are_digits() -> None:
    assert normal("20١١年，２０１２年") == "2011年,2012年"
