"""/today, /on and /digest: what a day holds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.days import Asked, read_day
from bot.digest import day
from bot.facts import Base
from bot.services import Services
from tests.chat import GROUP, Chat


async def test_an_empty_day_points_to_the_next_ones(talk: Chat) -> None:
    said = await talk("/today")
    assert "2026年11月20日（今天，星期五）" in said.text
    assert "没有记录到的大事" in said.text
    assert "2026年11月28日（8天后）" in said.text


async def test_today_is_the_base_s_day_and_not_utc_s(services: Services) -> None:
    chat = Chat(services, datetime(2026, 11, 7, 16, 30, tzinfo=UTC))  # half past midnight in Shanghai
    async with chat.application:
        assert "2026年11月8日（今天" in (await chat("/today")).text


@pytest.mark.parametrize(
    ("words", "day"),
    [
        pytest.param("11-20", "2026年11月20日", id="today"),
        pytest.param("11-19", "2027年11月19日", id="over since yesterday"),
        pytest.param("1-1", "2027年1月1日", id="over for long"),
        pytest.param("12-31", "2026年12月31日", id="still to come"),
        pytest.param("2月29日", "2027年2月28日", id="kept the day before in a common year"),
        pytest.param("2026-01-01", "2026年1月1日", id="of a year that is named"),
    ],
)
async def test_a_digest_of_a_day_without_a_year_is_the_next_one(talk: Chat, words: str, day: str) -> None:
    assert f"{day}　星期" in (await talk(f"/digest {words}")).text


@pytest.mark.parametrize(
    ("words", "day", "after"),
    [
        ("1-2", "2026年1月2日", "2027年3月（只知道月份）"),
        ("2月29日", "2024年2月29日", "2027年3月（只知道月份）"),
        ("12-2", "2026年12月2日", "2027年1月（只知道月份）"),
        ("2021-11-09", "2021年11月9日", "2021年11月28日"),
    ],
)
async def test_what_comes_after_a_day_of_this_year_that_is_over_is_still_to_come(
    talk: Chat, words: str, day: str, after: str
) -> None:
    said = (await talk(f"/on {words}")).text
    assert said.startswith(f"{day}（")
    assert f"之后最近的\n1. {after}　" in said


async def test_in_a_chat_with_another_zone_it_is_that_zone_s_day_as_in_its_digest(services: Services) -> None:
    chat = Chat(services, datetime(2026, 11, 28, 0, 0, tzinfo=UTC))  # still the evening before in New York
    async with chat.application:
        await chat("/subscribe 8点 纽约")
        for words in ("/today", "今天", "/on 今天", "/digest"):
            assert "2026年11月27日" in (await chat(words)).text, words
        assert "2026年11月28日（今天，" in (await chat("/today", GROUP)).text, "which has no zone of its own"


async def test_a_page_of_the_chat_s_day_is_turned_in_its_zone(services: Services) -> None:
    chat = Chat(services, datetime(2026, 11, 9, 1, 0, tzinfo=UTC))
    async with chat.application:
        await chat("/subscribe 8点 纽约")
        said = await chat("/today")
        assert "2026年11月8日（今天，" in said.text
        assert "2026年11月8日（今天，" in (await chat.press(said, "下一页 ›")).text


async def test_several_years_of_one_day_are_together_and_round_ones_apart(talk: Chat) -> None:
    said = await talk("/on 11-08")
    first, others = said.text.split("历史上的这一天")
    assert "逢五逢十" in first
    assert "2021年11月8日（5周年）" in first
    assert "2023年11月8日（3周年）" in others


async def test_a_day_of_a_year_shows_that_day_itself(talk: Chat) -> None:
    said = await talk("/on 2021-11-08")
    assert "2021年11月8日（星期一）" in said.text
    assert "周年）" not in said.text.split("接下来")[0]


@pytest.mark.parametrize(
    "words", ["11-08", "11.8", "11月8日", "11月8号", "11/8", "１１月８日", "2026-11-08", "20261108"]
)
async def test_a_day_is_read_however_it_is_written(talk: Chat, words: str) -> None:
    assert "2026年11月8日" in (await talk(f"/on {words}")).text


async def test_a_day_of_a_week_is_read(talk: Chat) -> None:
    today = date(2026, 1, 1)  # a Thursday
    assert read_day("下周一", today) == Asked(date(2026, 1, 5))
    assert read_day("本周日", today) == Asked(date(2026, 1, 4))
    assert read_day("上个星期天", today) == Asked(date(2025, 12, 28))
    assert "星期一" in (await talk("/on 下周一")).text.splitlines()[0]


@pytest.mark.parametrize("words", ["13-45", "2021-02-30", "芜湖", "31"])
async def test_what_is_no_day_is_answered_with_how_to_write_one(talk: Chat, words: str) -> None:
    assert "不是日期" in (await talk(f"/on {words}")).text


async def test_a_month_shows_its_events_of_every_year(talk: Chat) -> None:
    said = await talk("/on 11月")
    assert said.text.startswith("11月")
    assert "（只知道到月）" in said.text
    turned = await talk.press(said, "下一页 ›")
    assert turned.text != said.text


async def test_a_month_without_events_offers_those_that_have_some(talk: Chat) -> None:
    said = await talk("/on 2016年2月")
    assert said.text == "2016年2月\n\n没有记录到的大事。历年有记录的月份："
    assert (await talk.press(said, "11月")).text.startswith("11月　历年")


async def test_of_a_year_with_events_it_offers_that_year_s_months(talk: Chat) -> None:
    said = await talk("2019年11月发生了什么")
    assert said.text == "2019年11月\n\n没有记录到的大事。这一年有记录的月份："
    assert all(label.startswith("2019年") for label in said.labels)
    assert (await talk.press(said, "2019年5月")).text.startswith("2019年5月　4 件")


async def test_the_digest_shows_a_day_as_a_chat_would_get_it(talk: Chat) -> None:
    said = await talk("/digest 2026-11-08")
    assert "每日简报" in said.text
    assert "5周年" in said.text
    assert "每日简报" in (await talk("/digest")).text
    assert "不是日期" in (await talk("/digest 什么")).text
    assert "简报是某一天的" in (await talk("/digest 11月")).text


@pytest.mark.parametrize(
    ("words", "week"),
    [
        ("本周", "2026年11月16日—11月22日"),
        ("下周", "2026年11月23日—11月29日"),
        ("last week", "2026年11月9日—11月15日"),
    ],
)
async def test_a_digest_of_a_week_is_its_round_up(talk: Chat, words: str, week: str) -> None:
    said = await talk(f"/digest {words}")
    assert "每周简报" in said.text
    assert week in said.text


@pytest.mark.parametrize(
    ("words", "week"),
    [
        ("本周", "2026年11月16日—11月22日"),
        ("这周有什么大事？", "2026年11月16日—11月22日"),
        ("下周有什么", "2026年11月23日—11月29日"),
        ("本周有哪些纪念日", "2026年11月16日—11月22日"),
        ("上个星期发生了什么", "2026年11月9日—11月15日"),
        ("what happened last week", "2026年11月9日—11月15日"),
    ],
)
async def test_who_asks_what_a_week_holds_gets_its_round_up(talk: Chat, words: str, week: str) -> None:
    assert week in (await talk(words)).text


@pytest.mark.parametrize("words", ["周末有什么活动", "本周新增多少户", "一周有几天", "每周有什么"])
async def test_other_words_about_weeks_are_looked_up(talk: Chat, words: str) -> None:
    assert "每周简报" not in (await talk(words)).text


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("国庆节有什么大事", "2026年10月1日"),
        ("今天有什么纪念日", "2026年11月20日"),
        ("周日有什么大事", "2026年11月22日"),
        ("2021年国庆", "2021年10月1日"),
        ("去年元旦发生了什么", "2025年1月1日"),
        ("/on 五一", "2026年5月1日"),
        ("劳动节那天", "2026年5月1日"),
    ],
)
async def test_a_day_that_has_a_name_is_that_day(talk: Chat, words: str, day: str) -> None:
    assert (await talk(words)).text.startswith(f"{day}（")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("2019年上半年发生了什么", "2019年上半年　9 件"),
        ("2019年的下半年有哪些大事", "2019年下半年　3 件"),
        ("/on 19年下半年", "2019年下半年　3 件"),
        ("2021年Q4有什么大事", "2021年第四季度　8 件"),
        ("2021年第三季度", "2021年第三季度\n\n没有记录到的大事。这一年有记录的月份："),
        ("2019年二季度", "2019年第二季度　8 件"),
        ("2022年上半年", "2022年上半年\n\n没有记录到的大事。这一年有记录的月份："),
        ("今年上半年有什么", "2026年上半年\n\n资料到2024年5月24日为止，没有记录到的大事。历年有记录的月份："),
    ],
)
async def test_half_a_year_has_all_that_its_months_have(talk: Chat, words: str, begins: str) -> None:
    assert (await talk(words)).text.startswith(begins)


async def test_the_pages_of_half_a_year_are_its_own(talk: Chat) -> None:
    said = await talk("2019年上半年")
    assert "下一页 ›" in said.labels
    assert "2019年上半年" in (await talk.press(said, "下一页 ›")).text


@pytest.mark.parametrize("words", ["2019年上半年的GDP", "上半年", "大半年"])
async def test_what_is_measured_in_half_a_year_is_looked_up(talk: Chat, words: str) -> None:
    assert "记录的月份" not in (await talk(words)).text


@pytest.mark.parametrize("words", ["有没有2026年的数据", "2026年有什么大事", "上个月发生了什么"])
async def test_of_what_came_after_the_newest_source_it_is_said_so(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert "资料到2024年5月24日为止，没有" in said.text
    assert said.labels


@pytest.mark.parametrize("words", ["国庆节放假几天", "春节", "儿童节目", "五一路"])
async def test_what_only_has_such_a_name_in_it_is_no_day(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith("2026年")


async def test_the_pages_of_a_week_s_digest_are_that_week_s(talk: Chat) -> None:
    week, day = await talk.press_data("digest|20261102w|2"), await talk.press_data("digest|20261102|2")
    assert "2026年11月2日—11月8日" in week.text
    assert "2026年11月2日　星期一" in day.text


async def test_that_a_digest_is_not_of_this_year_s_day_is_said(talk: Chat) -> None:
    assert "2026年11月8日已过，这是下一次的；那一天的发 /digest 2026-11-08。" in (await talk("/digest 11-08")).text
    for words in ("12-01", "2026-11-08", "昨天"):
        assert "已过" not in (await talk(f"/digest {words}")).text


async def test_a_date_that_a_statement_begins_with_is_not_said_twice(talk: Chat) -> None:
    said = (await talk("/on 2018年11月")).text
    assert "1. 2018年11月28日首届长三角科技交易博览会开幕时" in said
    assert "2018年11月28日　在首届长三角科技交易博览会的开幕式上" in said
    assert "2018年11月28日　首届长三角科技交易博览会2018年11月28日在" in said, "it stands inside of this one"


async def test_a_month_has_all_that_its_days_have(talk: Chat) -> None:
    of_day, of_month = (await talk("/on 2024-05-24")).text, (await talk("/on 2024年5月")).text
    announced = of_day.partition("当时的预告（来源没有说是否实现）")[2]
    assert of_month.startswith("2024年5月　1 件，预告 4 条")
    for line in announced.splitlines():
        assert line.partition(". ")[2] in of_month
    assert (await talk("/on 5月")).text.startswith("5月　历年 8 件，预告 4 条")


async def test_a_month_for_which_something_was_announced_is_not_empty(talk: Chat) -> None:
    said = await talk("/on 2022年12月")
    assert said.text.startswith("2022年12月　预告 1 条\n\n当时的预告")


async def test_on_its_first_a_month_has_what_is_known_to_the_month_only(talk: Chat) -> None:
    said = await talk("/on 11-01")
    assert "没有记录到的大事" not in said.text
    assert "本月（只知道月份）\n1. 2021年11月（只知道到月）" in said.text
    assert "只知道到月" not in (await talk("/on 11-02")).text


def with_dates(base: Base, *dates: str) -> Catalogue:
    """The base with those dates on events, and no other events."""
    events = [fact for fact in base.facts if fact.is_dated_event][: len(dates)]
    facts = [msgspec.structs.replace(e, date=PartialDate(d)) for e, d in zip(events, dates, strict=True)]
    return Catalogue(msgspec.structs.replace(base, facts=tuple(facts)))


def test_the_29th_of_february_is_kept_on_the_28th_in_common_years(base: Base) -> None:
    catalogue = with_dates(base, "2020-02-29")
    assert [m.years for m in day(catalogue, date(2023, 2, 28)).milestones] == [3]
    assert day(catalogue, date(2024, 2, 28)).is_empty
    assert [m.years for m in day(catalogue, date(2024, 2, 29)).milestones] == [4]


def test_a_month_known_to_the_month_comes_once_on_the_first(base: Base) -> None:
    catalogue = with_dates(base, "2020-03")
    assert len(day(catalogue, date(2025, 3, 1)).month) == 1
    assert day(catalogue, date(2025, 3, 2)).is_empty
    assert not day(catalogue, date(2025, 3, 1)).milestones


def test_nothing_is_celebrated_before_it_happened(base: Base) -> None:
    catalogue = with_dates(base, "2020-05-05")
    assert day(catalogue, date(2019, 5, 5)).is_empty
    assert day(catalogue, date(2020, 5, 5)).milestones[0].years == 0


def test_a_base_without_days_has_empty_days_and_nothing_ahead(base: Base) -> None:
    catalogue = with_dates(base, "2020")
    held = day(catalogue, date(2025, 3, 1))
    assert held.is_empty
    assert held.ahead == ()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("昨日有什么大事", "2026年11月19日"),
        ("前天", "2026年11月18日"),
        ("大前天", "2026年11月17日"),
        ("大后天有什么大事", "2026年11月23日"),
        ("今天是什么日子", "2026年11月20日"),
        ("明天是个什么日子", "2026年11月21日"),
        ("去年的今天", "2025年11月20日"),
        ("2023年11月8日有什么会", "2023年11月8日"),
        ("2023年11月8日开的什么会", "2023年11月8日"),
        ("11月8日都开了哪些会", "2026年11月8日"),
    ],
)
async def test_a_day_is_one_however_it_is_named_and_asked_of(talk: Chat, words: str, day: str) -> None:
    assert (await talk(words)).text.startswith(day)


async def test_what_is_planned_for_next_year_is_asked_of_that_year(talk: Chat) -> None:
    assert (await talk("明年有什么计划")).text.startswith("时间线　2027年")
