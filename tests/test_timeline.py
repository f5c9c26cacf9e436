"""/timeline: dated events, newest first."""

from __future__ import annotations

import re

import msgspec
import pytest

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import Base
from bot.render.kinds import kind_reply
from bot.render.listing import timeline_reply
from bot.render.words import date_text
from bot.scope import Scope
from bot.services import Services
from tests.chat import Chat, Said


async def every_page(talk: Chat, said: Said) -> str:
    shown = said.text
    while "下一页 ›" in said.labels:
        said = await talk.press(said, "下一页 ›")
        shown += "\n" + said.text
    return shown


async def test_all_events_come_newest_first(talk: Chat) -> None:
    shown = await every_page(talk, await talk("/timeline"))
    years = [int(year) for year in re.findall(r"^(\d{4})年$", shown, re.MULTILINE)]
    assert years == sorted(years, reverse=True)
    assert (years[0], years[-1]) == (2024, 2003)
    assert len(re.findall(r"^\d+\. ", shown, re.MULTILINE)) >= 40


async def test_a_year_restricts_and_precision_is_shown(talk: Chat) -> None:
    shown = await every_page(talk, await talk("/timeline 2021"))
    assert "2021年11月8日" in shown
    assert "2021年11月（只知道到月）" in shown
    assert "2019年" not in shown


@pytest.mark.parametrize("words", ["2019", "湖州", "成果转化", ""])
async def test_whatever_it_is_of_its_first_page_has_the_newest(
    talk: Chat, services: Services, catalogue: Catalogue, words: str
) -> None:
    of = services.search.mentioned(words)
    place = of.places[0] if of.places else None
    facts = catalogue.timeline(Scope(int(words) if words.isdecimal() else None, place, of.topic))
    first = (await talk(f"/timeline {words}")).text
    assert [date_text(fact.when) in first for fact in facts[:5]] == [True] * len(facts[:5])
    years = [fact.when.last.year for fact in facts]
    assert years == sorted(years, reverse=True)


async def test_the_events_of_a_year_stand_under_one_heading(talk: Chat) -> None:
    shown = await every_page(talk, await talk("/timeline"))
    headings = re.findall(r"^(\d{4}(?:—\d{4})?年)$", shown, re.MULTILINE)
    once = [heading for heading, before in zip(headings, ["", *headings], strict=False) if heading != before]
    assert len(once) == len(set(once)), "a heading is repeated on the next page only"


async def test_a_plan_is_no_event(talk: Chat) -> None:
    assert "预告" not in await every_page(talk, await talk("/timeline 2024"))


@pytest.mark.parametrize(
    ("words", "shown", "hidden"),
    [
        ("芜湖", "成果展", "双创券"),
        ("量子通信", "量子密码", "成果展"),
        ("2019 芜湖", "成果展", "2021年"),
        ("芜湖 2019年", "成果展", "2024年"),
    ],
)
async def test_a_place_or_topic_restricts(talk: Chat, words: str, shown: str, hidden: str) -> None:
    said = await every_page(talk, await talk(f"/timeline {words}"))
    assert shown in said
    assert hidden not in said


async def test_a_year_without_events_offers_the_years_that_have_some(talk: Chat) -> None:
    said = await talk("/timeline 1999")
    assert "没有带日期的大事" in said.text
    assert "2021年" in said.labels
    assert "2021年11月8日" in (await talk.press(said, "2021年")).text


async def test_an_unknown_word_gets_an_honest_no(talk: Chat) -> None:
    assert "没有找到" in (await talk("/timeline 深圳")).text


async def test_a_topic_is_known_by_a_word_of_its_english_name(talk: Chat) -> None:
    assert (await talk("/timeline quantum")).text.startswith("时间线　量子通信")


async def test_a_day_is_shown_as_that_day(talk: Chat) -> None:
    assert (await talk("/timeline 2021年11月8日")).text.startswith("2021年11月8日（星期一）")


@pytest.mark.parametrize(
    "words", ["2025年有什么计划", "到2025年的目标", "2025年目标有哪些", "/timeline 2025", "2025年"]
)
async def test_of_a_year_without_events_what_is_planned_for_it_is_shown(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.startswith("时间线　2025年\n资料到2024年5月24日为止，没有带日期的大事；定在这一年的计划和目标 6 项")
    assert "PM2.5" in said


@pytest.mark.parametrize("words", ["2019-2022", "2019年到2022年", "2019—2022", "从2019年到2022年", "from 2019 to 2022"])
async def test_of_several_years_each_one_is_a_tap_away(talk: Chat, words: str) -> None:
    said = await talk(f"/timeline {words}")
    assert said.labels == ["2022年", "2021年", "2019年"]
    assert "2020年没有带日期的大事" in said.text
    assert (await talk.press(said, "2021年")).text.startswith("时间线　2021年\n")


async def test_of_a_year_with_events_what_is_planned_for_it_is_one_tap_away(talk: Chat) -> None:
    said = await talk("/timeline 2024")
    assert (await talk.press(said, "定在这一年的计划和目标 8 项")).text.startswith("计划和目标　2024年\n共 8 条")
    assert not any("计划和目标" in label for label in (await talk("/timeline 2019")).labels)


def test_a_timeline_without_events_and_the_page_of_a_year_s_plans_list_the_same(base: Base) -> None:
    undated = next(fact for fact in base.facts if fact.id == "housing-outlook-2022")
    dated = msgspec.structs.replace(undated, date=PartialDate("2025-03"))
    catalogue = Catalogue(
        msgspec.structs.replace(base, facts=tuple(dated if fact is undated else fact for fact in base.facts))
    )
    timeline, page = timeline_reply(Scope(2025), 1, catalogue), kind_reply("plan", Scope(2025), 1, catalogue)
    assert "定在这一年的计划和目标 7 项" in timeline.html
    assert "共 7 条" in page.html
    assert [button for row in timeline.rows for button in row][:7] == [b for row in page.rows for b in row][:7]


async def test_a_year_of_which_nothing_is_planned_either_says_which_years_are_known(talk: Chat) -> None:
    assert "有记录的年份" in (await talk("/timeline 2010")).text


@pytest.mark.parametrize("words", ["量子通信有哪些大事", "量子通信大事记", "量子通信的里程碑", "量子通信时间线"])
async def test_the_milestones_of_a_topic_are_its_timeline(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.startswith("时间线　")
    assert "量子通信" in said.splitlines()[0]


async def test_what_was_counted_in_a_city_in_a_year_is_a_button_away(talk_of_cities: Chat) -> None:
    said = await talk_of_cities("/timeline 2019 杭州")
    assert "没有带日期的大事" in said.text
    (way,) = [each for each in said.labels if each.startswith("这一年的数据")]
    counted = (await talk_of_cities.press(said, way)).text
    assert counted.startswith("数据　2019年 · 杭州")
    assert "3.46万亿元" in counted
    assert "3.68万亿元" not in counted  # of the next year


async def test_an_anniversary_is_looked_up_in_the_year_that_it_is_of(talk: Chat) -> None:
    assert "时间线　2016年" in (await talk("十周年")).text


@pytest.mark.parametrize("words", ["十十十周年", "999周年", "0005年99周年"])
async def test_an_anniversary_of_no_year_is_none(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith(f"没有找到“{words}”的记录")
