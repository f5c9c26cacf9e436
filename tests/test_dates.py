"""Partial dates: never more precise than the source."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import PartialDate, Precision
from bot.days import Asked, coming_day, read_day
from bot.render.words import date_text, published_text
from bot.time_words import in_years


@pytest.mark.parametrize(
    ("text", "precision", "first", "last", "read"),
    [
        ("2016", Precision.YEAR, date(2016, 1, 1), date(2016, 12, 31), "2016年"),
        ("2023-02", Precision.MONTH, date(2023, 2, 1), date(2023, 2, 28), "2023年2月"),
        ("2021-11-08", Precision.DAY, date(2021, 11, 8), date(2021, 11, 8), "2021年11月8日"),
        ("2021-01/2021-09", Precision.INTERVAL, date(2021, 1, 1), date(2021, 9, 30), "2021年1—9月"),
        ("2023/2024", Precision.INTERVAL, date(2023, 1, 1), date(2024, 12, 31), "2023—2024年"),
        ("2019-08-08/2019-12-31", Precision.INTERVAL, date(2019, 8, 8), date(2019, 12, 31), "2019年8月8日—12月31日"),
        ("2023-11/2024-05", Precision.INTERVAL, date(2023, 11, 1), date(2024, 5, 31), "2023年11月—2024年5月"),
        ("2021-03/2021", Precision.INTERVAL, date(2021, 3, 1), date(2021, 12, 31), "2021年3月—2021年"),
        ("2021/2021-09", Precision.INTERVAL, date(2021, 1, 1), date(2021, 9, 30), "2021年—2021年9月"),
        ("2020-11/2021", Precision.INTERVAL, date(2020, 11, 1), date(2021, 12, 31), "2020年11月—2021年"),
        ("2021/2021", Precision.INTERVAL, date(2021, 1, 1), date(2021, 12, 31), "2021年"),
        ("2021-03/2021-03", Precision.INTERVAL, date(2021, 3, 1), date(2021, 3, 31), "2021年3月"),
    ],
)
def test_a_partial_date_knows_its_span_and_reads_as_it_is_known(
    text: str, precision: Precision, first: date, last: date, read: str
) -> None:
    moment = PartialDate(text)
    assert (moment.precision, moment.first, moment.last) == (precision, first, last)
    assert date_text(moment) == read
    assert (moment.day is not None) == (precision is Precision.DAY)


def parts(day: date) -> st.SearchStrategy[str]:
    return st.sampled_from([day.isoformat()[:size] for size in (4, 7, 10)])


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31))
intervals = st.tuples(days, days).map(sorted).flatmap(lambda ends: st.tuples(*map(parts, ends))).map("/".join)


@given(intervals)
def test_an_interval_is_told_from_its_first_year_to_its_last_and_to_the_end(text: str) -> None:
    moment = PartialDate(text)
    for read in (date_text(moment), published_text(moment).removesuffix("以后）")):
        assert str(moment.first.year) in read
        assert str(moment.last.year) in read
        assert re.search("[年月日]$", read)


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2019-08-08/2019-12-31", "2019年（8月8日以后）"),
        ("2021-03/2021", "2021年（3月以后）"),
        ("2021/2021", "2021年"),
        ("2021-12/2021-12", "2021年12月"),
        ("2020-11/2021", "2020年11月—2021年"),
        ("2020/2021", "2020—2021年"),
        ("2021-11-08", "2021年11月8日"),
    ],
)
def test_what_was_published_until_the_end_of_its_year_says_from_when_on(published: str, read: str) -> None:
    assert published_text(PartialDate(published)) == read


@pytest.mark.parametrize(
    "text", ["", "21", "2021-13", "2021-02-30", "2021-1-1", "2021/2020", "2021-11-08/", "0000", "去年"]
)
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="write YYYY"):
        PartialDate(text)


@given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1900, 1, 1)))
def test_order_is_that_of_the_calendar(one: date, other: date) -> None:
    assert (PartialDate(one.isoformat()) < PartialDate(other.isoformat())) == (one < other)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    today = date(2026, 11, 20)
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}"):
        asked = read_day(text, today)
        assert asked is not None
        assert asked.day == day


def part(most: int, behind: str) -> st.SearchStrategy[str]:
    """A part of a date, right or wrong, or nothing."""
    return st.one_of(st.just(""), st.integers(0, most).map(lambda number: f"{number}{behind}"))


@given(st.one_of(st.text(max_size=20), st.tuples(part(9999, "年"), part(40, "月"), part(40, "日")).map("".join)))
def test_of_no_text_is_more_read_than_a_day_or_a_month_and_a_year(text: str) -> None:
    asked = read_day(text, date(2026, 11, 20))
    if asked is not None:
        assert (asked.day is None) == (asked.month is not None or asked.year is not None), "one of both"
        assert asked.month in (None, *range(1, 13))


@pytest.mark.parametrize("text", ["9999-12-31", "99991231", "0001-01-01", "00010101"])
def test_a_day_that_nobody_means_is_no_day(text: str) -> None:
    assert read_day(text, date(2026, 11, 20)) is None


@pytest.mark.parametrize("text", ["November 8, 2021", "8th of Nov 2021", "nov 8 2021", "Nov 8,2021", "2021 nov 8"])
def test_a_day_is_read_in_english(text: str) -> None:
    assert read_day(text, date(2026, 11, 20)) == Asked(day=date(2021, 11, 8))


@pytest.mark.parametrize("text", ["May 24", "24 May", "24th of May", "may 24th", "五月二十四日"])
def test_a_day_of_may_that_stands_alone_is_one(text: str) -> None:
    assert read_day(text, date(2026, 11, 20)) == Asked(day=date(2026, 5, 24))


@pytest.mark.parametrize(("text", "year"), [("二〇二一年", 2021), ("二零一九年", 2019), ("一九九八年", 1998)])
def test_a_year_is_read_in_numerals(text: str, year: int) -> None:
    assert read_day(text, date(2026, 11, 20)) == Asked(year=year)


def test_a_month_in_english_that_may_be_another_word_is_no_day() -> None:
    assert read_day("may", date(2026, 11, 20)) is None


def test_the_29th_of_february_is_read_in_a_common_year() -> None:
    asked = read_day("2-29", date(2026, 11, 20))
    assert asked is not None
    assert asked.day == date(2024, 2, 29)


@given(st.dates(), st.dates(max_value=date(9998, 12, 31)))
def test_a_coming_day_is_within_a_year_and_in_common_years_the_29th_of_february_is_the_28th(
    named: date, today: date
) -> None:
    coming = coming_day(named.month, named.day, today)
    assert 0 <= (coming - today).days <= 366
    may_be = {(2, 28), (2, 29)} if (named.month, named.day) == (2, 29) else {(named.month, named.day)}
    assert (coming.month, coming.day) in may_be


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24年5月签约", "2024年5月签约"),
        ("22年和24年各几个", "2022年和2024年各几个"),
        ("近24年", "近24年"),
        ("24年来", "24年来"),
        ("第24年", "第24年"),
        ("35年规划", "35年规划"),
        ("2024年", "2024年"),
    ],
)
def test_a_year_of_two_digits_near_to_today_is_one_and_a_span_of_years_is_none(typed: str, meant: str) -> None:
    assert in_years(typed, date(2026, 11, 28)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("明年有什么计划", "2027年有什么计划"),
        ("松江明年有什么计划", "松江2027年有什么计划"),
        ("后年呢", "2028年呢"),
        ("大前年的拍卖会", "2023年的拍卖会"),
        ("这个月有什么", "2026年11月有什么"),
        ("本月8日的会", "2026年11月8日的会"),
        ("上个月", "2026年10月"),
        ("成本月均", "成本月均"),
        ("表明年均增速", "表明年均增速"),
        ("目前年产值", "目前年产值"),
        ("三年前年产值", "三年前年产值"),
        ("去年前年各多少", "2025年2024年各多少"),
        ("昆明年会", "昆明年会"),
        ("达产后年产值", "达产后年产值"),
    ],
)
def test_a_year_or_month_that_is_named_from_today_is_one(typed: str, meant: str) -> None:
    assert in_years(typed, date(2026, 11, 28)) == meant


def test_the_month_before_january_is_of_the_year_before() -> None:
    assert in_years("上个月", date(2026, 1, 31)) == "2025年12月"
    assert in_years("下个月", date(2026, 12, 31)) == "2027年1月"
