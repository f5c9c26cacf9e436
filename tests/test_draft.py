"""`facts draft`: a new article becomes a proposal, and the wording stays the curator's."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import main
from tests.conftest import ROOT

HARBOUR = ROOT / "examples" / "harbour"
ARTICLE = """---
title: 测试用的文章
image: https://example.org/400/300?x=5416
date: 2025-03-01
---

　　今年1-2月，松江区完成技术合同成交额超12.5亿元，同比增长8.3%。去年11月8日，第七届要素对接大会举行。
截至目前，G60科创走廊已成立17个产业联盟，“一网通办”事项近２１０
个。湖州国家高新技术企业达1611家。明年6月，松江枢纽二期将投用，预计投资30亿元左右。
<p>有关规划日前印发，覆盖全国1/15的地方。</p>
"""


KNOWN, NAMES_ALONE = ("--facts", str(ROOT / "facts.json")), ("--seeds", str(ROOT / "seeds"))


def draft(
    article: Path, capsys: pytest.CaptureFixture[str], *more: str, base: Sequence[str] = KNOWN
) -> tuple[int, str, str]:
    """The exit code of a draft, what it printed, and what it said was wrong."""
    code = main(["facts", "draft", str(article), "--published", "2025-03-01", *base, *more])
    return code, *capsys.readouterr()


@pytest.fixture
def drafted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    article = tmp_path / "article.md"
    article.write_text(ARTICLE, encoding="utf-8")
    code, proposed, _ = draft(article, capsys, "--id", "test-2025")
    assert code == 0
    return proposed


Proposed = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def proposed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Proposed:
    """The facts that are proposed for the text of an article, to which the facts that are known add nothing."""

    def run(text: str, published: str = "2025-03-01") -> list[dict[str, Any]]:
        article = tmp_path / "article.txt"
        article.write_text(text, encoding="utf-8")
        code, drafted, _ = draft(article, capsys, "--published", published, base=NAMES_ALONE)
        assert code == 0
        return facts(drafted)

    return run


def facts(drafted: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(drafted, Loader=yaml.BaseLoader)["facts"]  # noqa: S506 (all stays text)
    return found


def test_no_statement_or_title_is_written(drafted: str) -> None:
    assert facts(drafted)
    assert all(fact["statement"] == "" and fact["title"] == "" for fact in facts(drafted))


def test_figures_come_with_units_and_qualifiers_and_damage_is_undone(drafted: str) -> None:
    figures = [figure for fact in facts(drafted) for figure in fact.get("figures", [])]
    shown = {(str(f["value"]), f["unit"], tuple(f.get("qualifiers", ()))) for f in figures}
    assert ("12.5", "亿元", ("超",)) in shown
    assert ("8.3", "%", ("同比",)) in shown
    assert ("210", "个", ("近",)) in shown
    assert ("30", "亿元", ("左右",)) in shown
    assert not any(value in ("5416", "400", "2025") for value, _, _ in shown), "the page's own numbers are no figures"


@pytest.mark.parametrize(
    ("said", "qualifiers"),
    [
        ("活动现场签约32个项目", []),
        ("余杭节约32亿元", []),
        ("航线到达32个城市", []),
        ("产业发达，下达32亿元", []),
        ("最近32次会议", []),
        ("附近32家企业", []),
        ("超市32家，多家在余杭", []),
        ("工期逾期，赶超32家", []),
        ("32家以上海为中心的企业", []),
        ("现场签约约32个项目", ["约"]),
        ("联合约32家企业", ["约"]),
        ("大约32个项目", ["约"]),
        ("将近32家", ["近"]),
        ("规模高达32亿元", ["达"]),
        ("企业达32家", ["达"]),
        ("累计超32亿元", ["累计", "超"]),
        ("年均逾32家", ["逾"]),
        ("32万余家", ["余"]),
        ("32多家以上", ["多", "以上"]),
        ("不超过32家", ["最多"]),
        ("首次突破32亿元", ["首次", "超"]),
        ("首次突破32项", ["首次", "超"]),
        ("企业突破32家", ["超"]),
        ("创新中心突破32个", ["超"]),
        ("突破32个技术转移机构", ["超"]),
        ("历史性突破32亿元", ["超"]),
        ("营收实现突破32亿元", ["超"]),
        ("取得突破32项", []),
        ("取得了突破32项", []),
        ("重大突破32个", []),
        ("新突破32余项", ["余"]),
        ("关键突破32项", []),
        ("关键技术突破32项", []),
        ("突破32项“卡脖子”关键核心技术", []),
        ("突破32个技术难题", []),
        ("突破32项技术和装备", []),
        ("历届累计成交额首次突破32亿元", ["累计", "首次", "超"]),
        ("累计三年来，成交额32亿元", []),
        ("税负超过32%的部分免征", []),
        ("超过32万元的部分按一成收", []),
        ("32万元以上的部分减半", []),
        ("超过32%的企业在余杭", ["超过"]),
        ("超过32家企业的部分员工", ["超过"]),
    ],
)
def test_a_qualifier_is_a_word_of_its_own_and_no_part_of_another(
    proposed: Proposed, said: str, qualifiers: list[str]
) -> None:
    (fact,) = proposed(f"{said}。")
    (figure,) = fact["figures"]
    assert (figure["value"], figure.get("qualifiers", [])) == ("32", qualifiers)


@pytest.mark.parametrize(
    ("said", "qualifiers"),
    [
        ("占全国1/5", []),
        ("占全国超1/5", ["超"]),
        ("超过全国的1/5", ["超过"]),
        ("约为全国总量的1/5", ["约"]),
    ],
)
def test_a_fraction_is_a_share_and_has_its_qualifier(proposed: Proposed, said: str, qualifiers: list[str]) -> None:
    (fact,) = proposed(f"{said}。")
    (figure,) = fact["figures"]
    assert (figure["value"], figure["unit"], figure.get("qualifiers", [])) == ("1/5", "比重", qualifiers)


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("开行4800列", "4800", "列"),
        ("累计开行3万列", "3", "万列"),
        ("只要50分钟", "50", "分钟"),
        ("面积262平方公里", "262", "平方公里"),
        ("产量72吉瓦时", "72", "吉瓦时"),
        ("用电2亿千瓦时", "2", "亿千瓦时"),
        ("投用20辆", "20", "辆"),
        ("贷款1.2万笔", "1.2", "万笔"),
        ("办件1700万件次", "1700", "万件次"),
        ("提高3个百分点", "3", "个百分点"),
        ("吞吐45万标准箱", "45", "万标准箱"),
        ("增长6.0%", "6.0", "%"),
        ("共32天津企业", "32", ""),
        ("对59国免签", "59", "国"),
        ("共59国家级实验室", "59", ""),
        ("药械450余种", "450", "种"),
        ("药械450种业", "450", ""),
        ("增至42只", "42", "只"),
        ("渡运430万辆次", "430", "万辆次"),
        ("药械一百三十余种", "130", "种"),
    ],
)
def test_a_figure_has_its_whole_unit_and_its_value_as_printed(
    proposed: Proposed, said: str, value: str, unit: str
) -> None:
    (fact,) = proposed(f"{said}。")
    (figure,) = fact["figures"]
    assert (figure["value"], figure["unit"]) == (value, unit)


def test_what_the_base_counts_in_is_a_unit_and_its_indicator_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds, article = tmp_path / "seeds", tmp_path / "article.txt"
    seeds.mkdir()
    text = (HARBOUR / "base.yaml").read_text(encoding="utf-8").replace("unit: 标准箱", "unit: 自然箱")
    (seeds / "base.yaml").write_text(text, encoding="utf-8")
    article.write_text("白沙集装箱吞吐量45万自然箱。", encoding="utf-8")
    assert main(["facts", "draft", str(article), "--published", "2025-03-01", "--seeds", str(seeds)]) == 0
    drafted = capsys.readouterr().out
    assert facts(drafted)[0]["figures"] == [{"label": "", "value": "45", "unit": "万自然箱"}]
    assert "# may be of indicator containers (集装箱吞吐量), basis baisha\n" in drafted


@pytest.mark.parametrize("said", ["2020–2022年的合作", "2020至2022年的合作", "编辑电话028，2022年的合作"])
def test_the_numbers_of_times_and_telephones_are_no_figures(proposed: Proposed, said: str) -> None:
    (fact,) = proposed(f"{said}。")
    assert "figures" not in fact


@pytest.mark.parametrize("said", ["2万2千人", "约1亿2千万3百人", "历时3小时20分钟"])
def test_a_number_in_several_parts_is_no_figure_and_what_stands_beside_it_is_one(proposed: Proposed, said: str) -> None:
    assert not proposed(f"共有{said}。")
    (fact,) = proposed(f"{said}，企业60家，增长8%2024年末建成5个。")
    assert [(figure["value"], figure["unit"]) for figure in fact["figures"]] == [("60", "家"), ("8", "%"), ("5", "个")]


def test_what_goes_on_behind_a_semicolon_is_of_the_same_measure_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "2022年，白沙集装箱吞吐量90万标准箱；2023年首次突破100万标准箱；2024年为120万标准箱。2024年为12万标准箱。",
        encoding="utf-8",
    )
    _, drafted, _ = draft(article, capsys, base=("--seeds", str(HARBOUR)))
    *goes_on, other = facts(drafted)
    assert [(fact["places"], fact["as_of"]) for fact in goes_on] == [(["baisha"], y) for y in ("2022", "2023", "2024")]
    assert goes_on[-1]["evidence"] == ["为120万标准箱", "白沙"]
    assert other["places"] == ["yunwan"], "and a new sentence is of its own"
    assert drafted.count("may be of indicator containers") == 3


@pytest.mark.parametrize(
    ("line", "is_an_event"),
    [
        ("自贸周刊　2025年3月1日", False),
        ("2025年3月1日", False),
        ("自贸周刊　2025年2月28日", True),
        ("2025年3月1日　大会开幕", True),
        ("第三届青屿渔业大会闭幕式的日子：2025年3月1日", True),
        ("大会开幕是2025年3月1日。", True),
    ],
)
def test_the_day_below_a_title_is_no_event(proposed: Proposed, line: str, *, is_an_event: bool) -> None:
    found = proposed(f"标题\n\n{line}\n\n　　去年，大会举行。")
    assert [fact["kind"] for fact in found] == ["event"] * (2 if is_an_event else 1)


def test_a_title_is_no_part_of_the_first_sentence(proposed: Proposed) -> None:
    title, first = proposed("合作记事（2020—2022年）\n\n　　2020年4月27日，两地签约。")
    assert (title["date"], first["date"]) == ("2022", "2020-04-27")


@pytest.mark.parametrize(
    ("said", "anchor"),
    [
        ("2024年7月27日，签约。", "2024年7月27日"),
        ("2024年6月8日，签约。", "2024年6月8日"),
        ("目前超过1,200。", "目前超过1,200"),
    ],
)
def test_an_anchor_ends_behind_a_number_and_not_within(proposed: Proposed, said: str, anchor: str) -> None:
    (fact,) = proposed(said)
    assert fact["evidence"] in ([anchor], [anchor.removeprefix("目前"), anchor])


def test_an_anchor_begins_with_the_qualifier_and_not_in_a_word(proposed: Proposed) -> None:
    (signed, about) = proposed("现场签约32个项目。现场签约约32个项目。")
    assert signed["evidence"][0] == "32个"
    assert about["evidence"][0] == "约32个"


def test_relative_dates_are_resolved_against_the_publication(drafted: str) -> None:
    assert "as_of: 2025-01/2025-02" in drafted
    assert "date: 2024-11-08" in drafted
    assert "due: 2026-06" in drafted


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("今年前三季度", "2025-01/2025-09"),
        ("去年前三个季度", "2024-01/2024-09"),
        ("前5个月", "2025-01/2025-05"),
        ("2024年前十一个月", "2024-01/2024-11"),
        ("2024年度前11月", "2024-01/2024-11"),
        ("去年上半年", "2024-01/2024-06"),
        ("2024年下半年", "2024-07/2024-12"),
        ("一季度", "2025-01/2025-03"),
        ("去年第4季度", "2024-10/2024-12"),
        ("去年1—9月", "2024-01/2024-09"),
        ("去年1至9月", "2024-01/2024-09"),
        ("去年1月至9月", "2024-01/2024-09"),
        ("本月8日", "2025-03-08"),
        ("本月", "2025-03"),
        ("上月8日", "2025-02-08"),
        ("上月", "2025-02"),
        ("昨日", "2025-02-28"),
        ("昨天", "2025-02-28"),
        ("今日", "2025-03-01"),
        ("今天", "2025-03-01"),
        ("去年11月8日至10日", "2024-11-08"),
        ("此前，在2月8日", "2025-02-08"),
        ("芜湖2月28日电 2月27日", "2025-02-27"),
        ("本报芜湖2月28日讯 昨日", "2025-02-28"),
        ("芜湖2月28日电 日前", "2025-03"),
        ("芜湖2月28日电 今年的", "2025"),
        ("芜湖2月28日电 记者获悉", "2025-02-28"),
        ("2月28日电视台和2月27日", "2025-02-28"),
        ("2月28日电池产业大会在1月", "2025-02-28"),
        ("2月28日电网会议和1月", "2025-02-28"),
        ("2月28日电信、2月28日电气", "2025-02-28"),
        ("2月28日讯飞在1月", "2025-02-28"),
        ("2月28日电\n池产业大会在1月", "2025-02-28"),
        ("芜湖2月28日电 电池产业大会1月", "2025-01"),
        ("芜湖2月28日电　长三角1月", "2025-01"),
        ("<b>芜湖2月28日电</b> 长三角1月", "2025-01"),
        ("芜湖2月28日电（记者 某某）1月", "2025-01"),
        ("芜湖2月28日电：1月", "2025-01"),
        ("芜湖2月28日电记者获悉，1月", "2025-01"),
        ("芜湖2月28日电1月8日", "2025-01-08"),
        ("芜湖2月28日讯昨日", "2025-02-28"),
    ],
)
def test_a_time_is_as_precise_as_it_is_told(proposed: Proposed, said: str, told: str) -> None:
    (fact,) = proposed(f"{said}，大会举行。")
    assert [fact.get(field) for field in ("date", "due") if field in fact] == [told]


@pytest.mark.parametrize("said", ["如今天气转暖", "提前5个月", "8日", "三个季度", "12季度", "去年13月"])
def test_what_tells_no_time_gets_none(proposed: Proposed, said: str) -> None:
    (fact,) = proposed(f"{said}，17家企业签约。")
    assert fact["as_of"] == "2025-03-01", "that of the article"


def test_the_month_before_january_is_december(proposed: Proposed) -> None:
    (fact,) = proposed("上月8日，大会举行。", published="2025-01-31")
    assert fact["date"] == "2024-12-08"


def test_what_is_to_come_is_a_plan(drafted: str) -> None:
    (plan,) = [fact for fact in facts(drafted) if fact["kind"] == "plan"]
    assert plan["places"] == ["songjiang"]


def test_a_part_is_of_the_time_of_the_whole(proposed: Proposed) -> None:
    _, part, other = proposed("去年前三季度，进出口3.4万亿元。其中，合肥超3200亿元。芜湖28万辆。")
    assert part["as_of"] == "2024-01/2024-09"
    assert other["as_of"] == "2025-03-01", "and what is no part is not"
    _, part = proposed("去年前三季度，进出口3.4万亿元。其中，合肥最多")
    assert part["date"] == "2024-01/2024-09", "also one that tells no time and no figure"


def test_a_figure_of_another_time_than_its_sentence_has_its_own(proposed: Proposed) -> None:
    (fact,) = proposed("截至今年2月底，企业近6.2万家，占全国约1/10，而去年同期为5.6万家，较2020年增加1万家。")
    assert fact["as_of"] == "2025-02"
    assert [figure.get("as_of") for figure in fact["figures"]] == [None, None, "2024-02", None]


@pytest.mark.parametrize(
    ("said", "kind", "as_of", "due"),
    [
        ("昨日两地签约，计划明年6月投入使用，投资12亿元", "plan", "2025-02-28", "2026-06"),
        ("实验室预计今年底投用，投资12亿元", "plan", "2025-03-01", "2025-12"),
        ("2025年12月5日将开大会，企业12家", "plan", "2025-03-01", "2025-12-05"),
        ("昨日两地登记12个项目", "figure", "2025-02-28", None),
        ("计划2024年6月投用的实验室有12个", "figure", "2024-06", None),
    ],
)
def test_what_is_planned_is_due_then(proposed: Proposed, said: str, kind: str, as_of: str, due: str | None) -> None:
    (fact,) = proposed(f"{said}。")
    assert (fact["kind"], fact["as_of"], fact.get("due")) == (kind, as_of, due)


def test_what_became_less_is_told_by_its_anchor(proposed: Proposed) -> None:
    (fact,) = proposed("芜湖开行412列，较去年同期减少8%。")
    assert fact["evidence"] == ["412列", "减少8%", "芜湖"]


@pytest.mark.parametrize("said", ["2026长三角大会", "２０２６G60大会", "电话：5550123，大会"])
def test_the_year_in_a_name_and_a_telephone_are_no_figures(proposed: Proposed, said: str) -> None:
    (fact,) = proposed(f"去年，{said}举行。")
    assert "figures" not in fact


@pytest.mark.parametrize(
    ("said", "value", "qualifiers"),
    [
        ("一百三十余个项目", "130", ["余"]),
        ("近二十家企业", "20", ["近"]),
        ("累计超一千二百家企业", "1200", ["累计", "超"]),
    ],
)
def test_a_number_in_words_is_a_figure(proposed: Proposed, said: str, value: str, qualifiers: list[str]) -> None:
    (fact,) = proposed(f"去年促成{said}落地。")
    (figure,) = fact["figures"]
    assert (figure["value"], figure.get("qualifiers", [])) == (value, qualifiers)
    assert fact["evidence"][0] in said


@pytest.mark.parametrize("said", ["数十个项目", "第二十届大会", "几百家企业", "十个项目"])
def test_what_is_no_number_in_words_is_no_figure(proposed: Proposed, said: str) -> None:
    (fact,) = proposed(f"去年促成{said}。")
    assert "figures" not in fact


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("走廊内高新技术企业近6.2万家，占全国比重约1/10", ["g60"]),
        ("芜湖的增速比全国平均水平高出1.1个百分点", ["wuhu"]),
        ("芜湖进出口增长20%，增速居全国第三位", ["wuhu"]),
        ("芜湖进出口增长20%，位居全国第3", ["wuhu"]),
        ("芜湖进出口增长20%，在全国排第3，走在长三角前列", ["wuhu"]),
        ("芜湖进出口增长20%，全国第三家海关在此", ["china", "wuhu"]),
        ("全国高新技术企业60万家", ["china"]),
    ],
)
def test_what_is_only_compared_with_is_no_place(proposed: Proposed, said: str, places: list[str]) -> None:
    (fact,) = proposed(f"{said}。")
    assert fact["places"] == places


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("芜湖签约12个，湖州首次突破十个，达13个", [["wuhu"], ["huzhou"]]),
        ("湖州市签约12个，完成8个；芜湖签约13个", [["huzhou"], ["wuhu"]]),
        ("G60科创走廊签约120个，其中湖州12个", [["g60"], ["huzhou"]]),
        ("芜湖、湖州签约12个，完成8个", [["huzhou", "wuhu"]]),
        ("芜湖与湖州相距12公里，与合肥相距13公里", [["huzhou", "wuhu", "hefei"]]),
        ("签约12个，芜湖13个，湖州14个", [["huzhou", "wuhu"]]),
    ],
)
def test_each_place_that_has_a_figure_of_its_own_is_a_fact(
    proposed: Proposed, said: str, places: list[list[str]]
) -> None:
    found = proposed(f"去年{said}。")
    assert [fact["places"] for fact in found] == places


def test_the_figures_of_a_place_are_its_own_fact_s(proposed: Proposed) -> None:
    wuhu, huzhou = proposed("去年芜湖签约12个，完成8个，湖州签约12个。")
    assert [each["value"] for each in wuhu["figures"]] == ["12", "8"]
    assert wuhu["evidence"] == ["12个", "8个", "芜湖"]
    assert huzhou["evidence"] == ["12个", "湖州"]
    assert wuhu["id"] != huzhou["id"]


def test_what_the_base_knows_and_what_differs_is_said(drafted: str) -> None:
    assert "known already: 达1611家 in huzhou-hightech-2023" in drafted
    assert "differs: industry-alliances-2024 has 16个" in drafted
    assert "differs: onestop-items-2024 has 195个" in drafted


def test_what_differs_is_found_by_the_words_of_a_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "九城市高新技术企业5.2万余家，占全国的1/8。科创板上市企业178家。产业合作示范园区增至21个。会议室21个。",
        encoding="utf-8",
    )
    _, drafted, _ = draft(article, capsys)
    first, listed, parks, rooms = drafted.split("  - id: ")[:4]
    assert "differs: hightech-enterprises-2021-end has 3.6万余家" in first
    assert "differs: g60-hightech-share-2023 has 1/7" in first
    assert "differs: star-listed-2021-11 has 82家" in listed
    assert "differs: demo-parks-2024 has 14个" in parks
    assert "differs" not in rooms


def test_places_and_topics_are_the_base_s_and_anchors_stand_in_the_text(drafted: str) -> None:
    first = facts(drafted)[0]
    assert first["places"] == ["songjiang"]
    assert first["evidence"] == ["超12.5亿元", "同比增长8.3%", "松江"]


def test_the_base_that_the_bot_reads_is_the_one_that_is_drafted_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built, article = tmp_path / "harbour.json", tmp_path / "article.txt"
    article.write_text("2024年，四港集装箱吞吐量合计342万标准箱。远洲签约17家企业。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["facts", "build", "--seeds", str(HARBOUR), "--out", str(built)]) == 0
    monkeypatch.setenv("BOT_FACTS", str(built))
    capsys.readouterr()
    assert main(["facts", "draft", str(article), "--published", "2025-03-01"]) == 0
    drafted = capsys.readouterr().out
    assert [fact["places"] for fact in facts(drafted)] == [["yunwan"], ["yuanzhou"]]
    assert "known already: 342万标准箱 in containers-2024" in drafted


def test_the_first_article_of_a_base_is_drafted_by_the_names_of_its_record_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds, article = tmp_path / "seeds", tmp_path / "article.txt"
    seeds.mkdir()
    shutil.copy(HARBOUR / "base.yaml", seeds)
    (seeds / "first-2025.yaml").touch()  # as a shell makes it that writes the draft there
    article.write_text("2024年，浪头港的航运企业有17家。", encoding="utf-8")
    command = ["facts", "draft", str(article), "--published", "2025-03-01", "--seeds", str(seeds)]
    assert main(command) == 0
    drafted = capsys.readouterr().out
    (fact,) = facts(drafted)
    assert (fact["places"], fact["topics"]) == (["langtou"], ["shipping"])
    assert "This base has no facts yet" in drafted
    (seeds / "base.yaml").write_text("about: 5\n", encoding="utf-8")
    assert main(command) == 2
    assert f"{seeds / 'base.yaml'}: places is missing" in capsys.readouterr().err


def test_check_points_at_the_empty_statements(drafted: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "base.yaml").write_text((ROOT / "seeds" / "base.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (seeds / "test-2025.yaml").write_text(drafted, encoding="utf-8")
    assert main(["facts", "check", "--seeds", str(seeds)]) == 1
    said = capsys.readouterr().err
    assert said.count("statement is empty; write it in your own words") == len(facts(drafted))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "cannot be read (No such file or directory)", id="a file that is not there"),
        pytest.param(b"", "is empty", id="an empty file"),
        pytest.param("<p>\u3000\n</p>".encode(), "is empty", id="a page without a word"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "is no text in UTF-8", id="a picture"),
        pytest.param(ARTICLE.encode("gb18030"), "is no text in UTF-8", id="a text in another encoding"),
    ],
)
def test_what_is_no_article_is_said_and_not_drafted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, says: str
) -> None:
    article = tmp_path / "article.txt"
    if content is not None:
        article.write_bytes(content)
    code, drafted, said = draft(article, capsys)
    assert (code, drafted) == (2, "")
    assert said.startswith(f"{article}: {says}; ")
    assert said.count("\n") == 1


def test_a_few_damaged_characters_do_not_keep_an_article_from_being_drafted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes(ARTICLE.encode() + b"\xe6\x9d\0")
    assert draft(article, capsys)[0] == 0


@pytest.mark.parametrize("wrong", ["Bad Id", "", "日报-2026", "daily_2026", "d" * 41])
def test_an_id_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    with pytest.raises(SystemExit) as ended:
        draft(tmp_path / "article.txt", capsys, "--id", wrong)
    assert ended.value.code == 2
    assert f"--id: {wrong!r} is no id; write a-z, 0-9 and -" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["2026-13-02", "2026-11", "18.11.2026", ""])
def test_a_day_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    with pytest.raises(SystemExit) as ended:
        draft(tmp_path / "article.txt", capsys, "--published", wrong)
    assert ended.value.code == 2
    assert f"--published: {wrong!r} is no day; write YYYY-MM-DD" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "places"),
    [
        pytest.param("苏州大学在合肥投入3亿元。", ["hefei"], id="a university is not in the city of its name"),
        pytest.param("中国科学院在芜湖投入3亿元。", ["wuhu"], id="nor is an academy the country"),
        pytest.param("苏州大学在苏州投入3亿元。", ["suzhou"], id="the city itself is"),
        pytest.param("湖州的大学有3所。", ["huzhou"], id="and so is a city that has universities"),
    ],
)
def test_a_place_in_the_name_of_a_university_is_no_place_of_the_fact(
    proposed: Proposed, said: str, places: list[str]
) -> None:
    (fact,) = proposed(said)
    assert fact["places"] == places


def test_what_stands_behind_a_semicolon_is_of_the_time_before_it(proposed: Proposed) -> None:
    first, second = proposed("2023年苏州收入300亿元；合肥收入200亿元。")
    assert (first["as_of"], second["as_of"]) == ("2023", "2023")


def test_a_sentence_that_tells_no_time_says_so_and_names_the_last_that_was_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("2023年苏州收入300亿元。合肥收入200亿元。", encoding="utf-8")
    _, drafted, _ = draft(article, capsys)
    assert (
        drafted.count("# tells no time, so as_of is the day of publication; the last time told before it is 2023") == 1
    )


@pytest.mark.parametrize(
    ("said", "unit"),
    [("16支队伍", "支"), ("35.4米的球", "米"), ("8场比赛", "场"), ("16支持", ""), ("4米兰", ""), ("12部门", "")],
)
def test_what_counts_and_what_only_begins_so(proposed: Proposed, said: str, unit: str) -> None:
    (fact,) = proposed(f"松江有{said}。")
    assert fact["figures"][0]["unit"] == unit


@pytest.mark.parametrize(
    ("said", "kind", "field"),
    [
        pytest.param("2024年6月30日，全长24公里的松江大桥通车。", "event", "date", id="what happened on a day"),
        pytest.param("截至2024年6月30日，松江开通公交线路24条。", "figure", "as_of", id="what there was by a day"),
        pytest.param("2024年松江开通公交线路24条。", "figure", "as_of", id="what a year brought"),
    ],
)
def test_what_happened_on_a_day_is_an_event_also_with_a_figure(
    proposed: Proposed, said: str, kind: str, field: str
) -> None:
    (fact,) = proposed(said)
    assert fact["kind"] == kind
    assert field in fact


@pytest.mark.parametrize(
    ("said", "places"),
    [
        pytest.param("长三角G60科创走廊有9个园区。", ["g60"], id="the subject's formal name"),
        pytest.param("走廊有9个园区。", ["g60"], id="the subject's short name"),
        pytest.param("长三角有9个园区。", ["yrd"], id="a region by itself"),
        pytest.param("长三角的G60科创走廊有9个园区。", ["g60", "yrd"], id="a region beside the subject"),
        pytest.param("安徽省芜湖市有9个园区。", ["wuhu"], id="a city behind its province"),
        pytest.param("安徽省有9个园区，芜湖市最多。", ["anhui", "wuhu"], id="a province and a city"),
        pytest.param("江苏苏州有9个园区。", ["suzhou"], id="a city whose name has the province's short one"),
        pytest.param("本报上海2月27日电 芜湖有9个园区。", ["wuhu"], id="a dateline"),
        pytest.param("本报上海电（记者某某）芜湖有9个园区。", ["wuhu"], id="a dateline without a day"),
        pytest.param("本报上海9个园区的报道。", ["shanghai"], id="what is told of the place of a dateline"),
    ],
)
def test_a_place_is_named_by_its_own_name(proposed: Proposed, said: str, places: list[str]) -> None:
    assert proposed(said)[0]["places"] == places


@pytest.mark.parametrize(
    ("said", "kind", "times"),
    [
        pytest.param(
            "昨日发布的《行动方案》提出，到2030年，园区达到90个。",
            "plan",
            {"as_of": "2025-02-28", "due": "2030"},
            id="by 2030",
        ),
        pytest.param("2023年到2024年，园区达到90个。", "figure", {"as_of": "2023"}, id="by a year that is over"),
    ],
)
def test_what_is_counted_up_to_a_time_to_come_is_a_plan(
    proposed: Proposed, said: str, kind: str, times: dict[str, str]
) -> None:
    (fact,) = proposed(said)
    assert fact["kind"] == kind
    assert {name: fact[name] for name in ("as_of", "due") if name in fact} == times


@pytest.mark.parametrize(
    ("behind", "when"),
    [
        ("同日，12家企业的联盟成立。", "2025-02-18"),
        ("会上，12家企业揭牌成立联盟。", "2025-02-18"),
        ("12家企业的联盟成立。", "2025-03-01"),
        ("协会上海分会有12家企业。", "2025-03-01"),
    ],
)
def test_what_happens_on_the_same_day_is_of_the_day_before_it(proposed: Proposed, behind: str, when: str) -> None:
    _, fact = proposed(f"2月18日，芜湖举行了3场大会。{behind}")
    assert fact.get("date", fact.get("as_of")) == when


def test_no_less_than_is_at_least(proposed: Proposed) -> None:
    (fact,) = proposed("芜湖每年投入不低于5亿元。")
    assert fact["figures"][0]["qualifiers"] == ["至少"]


def test_a_file_that_is_there_is_not_drafted_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, out = tmp_path / "article.txt", tmp_path / "news.yaml"
    article.write_text("芜湖有9个园区。", encoding="utf-8")
    code, printed, _ = draft(article, capsys, "--out", str(out))
    assert (code, printed) == (0, f"{out}: written\n")
    drafted = out.read_text(encoding="utf-8")
    schema = drafted.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / schema).resolve() == Path("docs/seed.schema.json").resolve()
    out.write_text(f"{drafted}# edited\n", encoding="utf-8")
    code, _, said = draft(article, capsys, "--out", str(out))
    assert code == 2
    assert said.startswith(f"{out}: is there already, and may have been edited; name another file with --out")
    assert out.read_text(encoding="utf-8").endswith("# edited\n")
