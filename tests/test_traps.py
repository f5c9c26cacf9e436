"""The traps of the five texts: look-alikes stay two, cumulative is no single event, announced is not done.

The numbers of the tests' ids are those of the curators' list of traps.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.catalogue import Catalogue
from bot.digest import day
from bot.facts import Fact, Figure
from tests.chat import Chat


def figures(catalogue: Catalogue, value: float | str, unit: str) -> list[tuple[Fact, Figure]]:
    return [(f, g) for f in catalogue.facts for g in f.figures if g.value == value and g.unit == unit]


def are_apart(catalogue: Catalogue, *amounts: tuple[float, str]) -> bool:
    """Whether there are facts with each of these amounts, and none with two of them."""
    found = [{fact.id for fact, _ in figures(catalogue, value, unit)} for value, unit in amounts]
    return all(found) and len(set.union(*found)) == sum(map(len, found))


def statements(catalogue: Catalogue, pattern: str) -> list[Fact]:
    return [fact for fact in catalogue.facts if re.search(pattern, fact.statement)]


def test_4_the_startup_list_cut_in_two_is_one_fact(catalogue: Catalogue) -> None:
    assert len(statements(catalogue, "U30")) == 1


def test_5_nothing_is_told_of_the_history_whose_picture_is_lost(catalogue: Catalogue) -> None:
    assert not statements(catalogue, r"[123]\.0版")


def test_8_all_ten_rows_of_the_history_table_are_there(catalogue: Catalogue) -> None:
    years = {fact.when.first.year for fact in catalogue.facts if fact.id.startswith("history-")}
    assert years == {2003, 2004, 2006, 2008, 2014, 2016, 2017, 2018}
    assert len([fact for fact in catalogue.facts if fact.id.startswith("history-2018")]) >= 4
    assert len([fact for fact in catalogue.facts if fact.id.startswith("history-2008")]) >= 2


def test_9_no_noise_of_the_web_page_is_a_figure(catalogue: Catalogue) -> None:
    for noise in (300832, 5416):
        assert not [f for f in catalogue.facts for g in f.figures if g.value == noise]


@pytest.mark.parametrize(
    ("source", "published"),
    [("stcn-2021", "2021-11-08"), ("observer-2023", "2023-11"), ("chronicle-2019", "2019-08-08/2019-12-31")],
)
def test_12_publication_dates_are_no_more_precise_than_known(catalogue: Catalogue, source: str, published: str) -> None:
    found = catalogue.source(source)
    assert found is not None
    assert found.published.text == published
    assert found.published_note or source == "stcn-2021"


def test_14_what_has_no_day_is_no_milestone_of_a_day(catalogue: Catalogue) -> None:
    for pattern in ("武汉.*规划", "概念验证中心.*名单", "固态电池.*落户", "协同创新指数2021"):
        found = statements(catalogue, pattern)
        assert found, pattern
        assert all(fact.when.day is None or fact.date is None for fact in found), pattern


def test_15_announcements_of_24_may_2024_are_plans(catalogue: Catalogue) -> None:
    announced = catalogue.calendar.announced_for(5, 24)
    assert len(announced) >= 3
    assert all(fact.kind == "plan" for fact in announced)
    assert not day(catalogue, date(2026, 5, 24)).milestones


def test_16_the_first_auction_has_no_date(catalogue: Catalogue) -> None:
    first = statements(catalogue, "首届.*拍卖会")
    assert first
    assert all(fact.date is None for fact in first)


def test_17_8_november_has_the_events_of_2021_and_of_2023(catalogue: Catalogue) -> None:
    years = {m.fact.when.first.year for m in day(catalogue, date(2026, 11, 8)).milestones}
    assert years == {2021, 2023}
    assert {m.fact.when.first.year for m in day(catalogue, date(2026, 5, 23)).milestones} == {2019}


def test_18_the_auction_of_2022_has_no_number(catalogue: Catalogue) -> None:
    assert not statements(catalogue, "第四届.*拍卖会|第四届G60科技成果")


def test_20_the_auction_s_totals_are_cumulative_and_apart_from_the_single_session(catalogue: Catalogue) -> None:
    bases = {g.value: g.basis for f in catalogue.facts for g in f.figures if g.indicator == "auction-turnover"}
    assert bases == {9040: "first-session", 50: "cumulative", 100: "cumulative"}
    for value in (50, 100):
        assert all(
            "累计" in g.qualifiers for _, g in figures(catalogue, value, "亿元") if g.indicator == "auction-turnover"
        )


def test_21_the_two_counts_of_high_tech_firms_are_two_bases(catalogue: Catalogue) -> None:
    series = catalogue.series("hightech-enterprises")
    assert sorted(s.points[0].figure.value for s in series) == [2.9, 3.6, 1611]  # type: ignore[type-var]
    assert all(len(s.points) == 1 for s in series)


def test_22_firms_and_money_of_29000_are_told_apart(catalogue: Catalogue) -> None:
    assert are_apart(catalogue, (2.9, "万家"), (2.9, "万亿元"))


def test_23_alliances_go_from_15_to_16_and_are_never_counted_as_9(catalogue: Catalogue) -> None:
    (series,) = catalogue.series("industry-alliances")
    assert [point.figure.value for point in series.points] == [15, 16, 16, 16]


def test_24_the_four_kinds_of_demonstration_sites_are_apart(catalogue: Catalogue) -> None:
    assert are_apart(catalogue, (11, "家"), (11, "个"), (13, "家"), (14, "个"))


def test_25_the_two_indices_are_two_series_and_lie_outside_the_corridor(catalogue: Catalogue) -> None:
    found = catalogue.series("innovation-index")
    assert {s.basis: [str(p.figure.value) for p in s.points] for s in found} == {
        "base-2010": ["100.00", "178.91"],
        "base-2011": ["100", "227.05"],
    }
    assert all(point.fact.context for s in found for point in s.points)


def test_26_the_target_of_chengdu_chongqing_is_not_the_corridor_s_intensity(catalogue: Catalogue) -> None:
    (own,), (target,) = (s.points for s in catalogue.series("rd-intensity"))
    assert (own.fact.places, own.figure.value) == (("g60",), 3.25)
    assert (target.fact.context, target.fact.kind) == (True, "plan")


def test_27_the_lists_of_40_and_97_are_two_bases(catalogue: Catalogue) -> None:
    assert {s.basis: s.points[0].figure.value for s in catalogue.series("tackling-items")} == {
        "list-2023": 40,
        "demands-2024": 97,
    }


def test_28_the_two_300_are_two_facts(catalogue: Catalogue) -> None:
    assert len({f.id for f, _ in figures(catalogue, 300, "家")}) == 2


def test_30_revenue_of_the_nine_cities_and_of_songjiang_are_apart(catalogue: Catalogue) -> None:
    assert {s.basis for s in catalogue.series("revenue")} == {"g60-jan-sep", "songjiang-jan-oct"}


def test_31_the_output_is_that_of_nine_months(catalogue: Catalogue) -> None:
    ((fact, _),) = figures(catalogue, 5.46, "万亿元")
    assert fact.when.text == "2021-01/2021-09"


def test_32_trade_is_in_dollars(catalogue: Catalogue) -> None:
    assert figures(catalogue, 3.8, "万亿美元")
    assert not figures(catalogue, 3.8, "万亿元")


def test_33_to_double_twice_is_not_to_grow_twofold(catalogue: Catalogue) -> None:
    ((fact, _),) = figures(catalogue, 33, "亿元")
    assert "翻了两番" in fact.statement
    assert "4倍" in (fact.note or "")


def test_35_the_two_60_millions_are_apart(catalogue: Catalogue) -> None:
    found = figures(catalogue, 6000, "万元")
    assert {fact.places for fact, _ in found} == {("chengyu",), ("deqing",)}
    assert ["多" in g.qualifiers for f, g in found if f.places == ("deqing",)] == [True]


def test_36_enclaves_outside_songjiang_are_not_among_the_18(catalogue: Catalogue) -> None:
    for fact in statements(catalogue, "婺城|瑞安"):
        assert not [g for g in fact.figures if g.indicator == "enclaves"]
        assert fact.context


def test_38_qualifiers_stay_with_their_figures(catalogue: Catalogue) -> None:
    for value, unit, mark in (
        (3.6, "万家", "余"),
        (2.9, "万家", "近"),
        (2.9, "万亿元", "超"),
        (400, "家", "余"),
        (1300, "家", "余"),
    ):
        assert all(mark in g.qualifiers for _, g in figures(catalogue, value, unit)), (value, unit)
        assert figures(catalogue, value, unit), (value, unit)


async def test_41_what_the_man_ningbo_said_is_not_the_city_s(talk: Chat, catalogue: Catalogue) -> None:
    assert all("ningbo" not in fact.places for fact in statements(catalogue, "33亿元"))
    assert "33亿" not in (await talk("/city 宁波")).text


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("程向民", "松江区委书记"),
        ("刘福升", "联席会议办公室主任"),
        ("郭淑晴", "副主任"),
        ("贾占锋", "创新研究中心"),
        ("陈爱国", "上海科学院"),
    ],
)
def test_42_speakers_have_the_office_of_that_time(catalogue: Catalogue, name: str, office: str) -> None:
    found = [f.said_by.office or "" for f in catalogue.facts if f.said_by and f.said_by.name == name]
    assert found
    assert all(office in each for each in found)


def test_43_a_doubtful_office_is_kept_and_noted(catalogue: Catalogue) -> None:
    said = [f for f in catalogue.facts if f.said_by and f.said_by.name == "车俊"]
    assert all(f.said_by and f.said_by.office == "浙江省委副书记" and f.note for f in said)
    assert said


def test_45_no_city_is_given_that_the_text_does_not_print(catalogue: Catalogue) -> None:
    found = [fact for fact in catalogue.facts if fact.title.startswith("之江实验室")]
    assert found
    assert all("hangzhou" not in fact.places for fact in found)


@pytest.mark.parametrize("place", ["chengyu", "wuhan", "ningxia", "deqing"])
def test_46_what_is_not_the_corridor_s_is_marked(catalogue: Catalogue, place: str) -> None:
    found = [fact for fact in catalogue.facts if fact.places == (place,)]
    assert found
    assert all(fact.context for fact in found)


async def test_47_cities_that_apply_are_no_members(talk: Chat, catalogue: Catalogue) -> None:
    assert {place.id for place in catalogue.members} == {
        "songjiang", "jiaxing", "hangzhou", "jinhua", "suzhou", "huzhou", "xuancheng", "wuhu", "hefei",
    }  # fmt: skip
    for city in ("上饶", "绍兴", "衢州"):
        assert "不是G60科创走廊成员" in (await talk(f"/city {city}")).text


def test_48_the_housing_notice_has_no_amount_of_money(catalogue: Catalogue) -> None:
    found = catalogue.of_source("housing-2022")
    assert found
    assert not [g for f in found for g in f.figures if "元" in g.unit]
    assert all(fact.context for fact in found)


def test_50_the_agreement_of_2003_is_that_of_three_without_anhui(catalogue: Catalogue) -> None:
    (fact,) = [f for f in catalogue.facts if f.id == "history-2003-agreement"]
    assert "三省一市" not in fact.statement
    assert "anhui" not in fact.places


@pytest.mark.parametrize("fact_id", ["songjiang-hub-opening-2024", "songjiang-hub-opening-plan-2023"])
def test_52_both_reports_of_the_hub_are_kept_as_plans_for_2024(catalogue: Catalogue, fact_id: str) -> None:
    fact = catalogue.fact(fact_id)
    assert fact is not None
    assert fact.kind == "plan"
    assert fact.due is not None
    assert fact.due.touches(2024)


def test_54_the_500_of_an_index_s_name_is_no_figure(catalogue: Catalogue) -> None:
    assert not [f for f in statements(catalogue, "中证500") if any(g.value == 500 for g in f.figures)]


def test_55_achievements_without_a_date_are_no_milestones(catalogue: Catalogue) -> None:
    for pattern in ("智慧链", "南浔", "职工科创成果|职工.*交易中心", "航空航天材料"):
        found = statements(catalogue, pattern)
        assert found, pattern
        assert all(fact.date is None for fact in found), pattern
