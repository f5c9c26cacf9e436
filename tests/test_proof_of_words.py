"""`facts verify` doubts what a text says otherwise: another year, qualifier, office, direction or place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "harbour"
PUBLISHED = "2025-11-24"
Doubts = Callable[..., list[str]]


@pytest.fixture
def doubts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Doubts:
    """What is doubted of a fact that is drawn from an article of one sentence, or of a few."""
    seeds = Path(shutil.copytree(EXAMPLE, tmp_path / "seeds", ignore=shutil.ignore_patterns("texts")))
    texts = Path(shutil.copytree(EXAMPLE / "texts", tmp_path / "texts"))
    base = (seeds / "base.yaml").read_text(encoding="utf-8")
    assert "baisha: 白沙港}" in base
    base = base.replace("baisha: 白沙港}", "baisha: 白沙港, all-years: 历年累计}")
    (seeds / "base.yaml").write_text(base, encoding="utf-8")

    def run(article: str, statement: str, evidence: list[str], *figures: str, **fields: Any) -> list[str]:
        (texts / "news.txt").write_text(article, encoding="utf-8")
        fact = {"id": "news", "title": "消息", "kind": "event", "places": ["yunwan"], "topics": ["shipping"]}
        fact |= {"statement": statement, "evidence": evidence} | fields
        fact |= {} if "date" in fields or "as_of" in fields else {"as_of": PUBLISHED}
        lines = ["source:", "  id: news-2025", "  title: 消息", "  short: 消息", f"  published: {PUBLISHED}"]
        lines += [f"  sha256: {sha256(article.encode()).hexdigest()}", "facts:"]
        written = [f"    {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fact.items()]
        lines += ["  -", *written, *(["    figures:"] if figures else []), *(f"      - {{{each}}}" for each in figures)]
        (seeds / "news-2025.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        code = main(["facts", "verify", "--seeds", str(seeds), "--texts", str(texts)])
        out, err = capsys.readouterr()
        assert not err
        found = [line.partition("fact news: ")[2] for line in out.splitlines() if "fact news: " in line]
        assert code == (1 if found else 0), out
        return found

    return run


ITEMS, FIRMS = "label: 可办事项, value: 173, unit: 项", "label: 航运企业, value: 5.6, unit: 万家"


@pytest.mark.parametrize(
    ("article", "time", "says"),
    [
        pytest.param("2024年底，四港可办事项增至173项。", "2025", "2024年底", id="a year in digits"),
        pytest.param("2024年底，四港可办事项增至173项。", "2023-12", "2024年底", id="a month of another year"),
        pytest.param("2024年底，四港可办事项增至173项。", PUBLISHED, "2024年底", id="the day of the report"),
        pytest.param("去年四港可办事项达173项。", "2023", "去年", id="last year, of the wrong day"),
        pytest.param("去年四港可办事项达173项。", "2025", "去年", id="last year as this year"),
        pytest.param("今年四港可办事项达173项。", "2024", "今年", id="this year as last year"),
        pytest.param("今年为190项，而去年同期为173项。", "2025", "去年同期", id="the same months of last year"),
        pytest.param("2023年可办事项173项，2024年增至190项。", "2024", "2023年", id="the year of another figure"),
    ],
)
def test_a_figure_of_another_year_is_doubted(doubts: Doubts, article: str, time: str, says: str) -> None:
    (doubt,) = doubts(article, "四港能办的事有173项。", ["173项"], ITEMS, as_of=time)
    assert time in doubt
    assert says in doubt


@pytest.mark.parametrize(
    ("article", "time"),
    [
        ("2024年底，四港可办事项增至173项。", "2024-12"),
        ("2024年底，四港可办事项增至173项。", "2024"),
        ("去年四港可办事项达173项。", "2024"),
        ("今年前三季度为190项，而去年同期为173项。", "2024-01/2024-09"),
        ("2023年可办事项173项，2024年增至190项。", "2023"),
        ("自2016年以来，四港可办事项增至173项。", PUBLISHED),
        ("2016年成立的联盟，可办事项173项。", PUBLISHED),
        ("四港可办事项173项，较去年同期增长。", PUBLISHED),
        ("较2011年翻一番，四港可办事项173项。", PUBLISHED),
        ("每年底，四港可办事项173项。", PUBLISHED),
        ("9月底，四港可办事项173项。", "2025-09"),
    ],
)
def test_a_figure_of_the_time_that_is_told_is_proven(doubts: Doubts, article: str, time: str) -> None:
    assert doubts(article, "四港能办的事有173项。", ["173项"], ITEMS, as_of=time) == []


def test_an_event_of_another_year_is_doubted(doubts: Doubts) -> None:
    article = "去年10月，四港大会在青屿举行。"
    assert doubts(article, "四港大会在青屿办了。", ["四港大会", "青屿"], date="2024-10") == []
    (doubt,) = doubts(article, "四港大会在青屿办了。", ["四港大会", "青屿"], date="2025")
    assert doubt.startswith("date 2025 is not what the sentences of the anchors say: 去年10月")
    found = doubts(article, "2023年四港大会在青屿办了。", ["四港大会", "青屿"], date="2024-10")
    assert "date 2024-10 is not what the statement says: 2023年" in found


def test_the_end_of_a_year_is_its_december_beside_another_day_too(doubts: Doubts) -> None:
    article = "白沙港二期2025年1月25日开工，计划2026年底建成。"
    told, anchors = "2025年1月25日，白沙港二期动工，要在2026年底完工。", ["白沙港二期"]
    plan: dict[str, Any] = {"kind": "plan", "as_of": "2025-01-25"}
    assert doubts(article, told, anchors, **plan, due="2026-12") == []
    (doubt,) = doubts(article, told, anchors, **plan, due="2026-10")
    assert doubt == "due 2026-10 is not what the statement says: 2025年1月25日"
    (doubt,) = doubts(article, told, anchors, **plan, due="2026-12-31")
    assert doubt == "due 2026-12-31 is not what the statement says: 2025年1月25日"


def test_the_time_of_a_plan_is_not_doubted_for_the_time_when_it_is_due(doubts: Doubts) -> None:
    article, told = "昨日，青屿港与白沙港签约，计划明年6月投用码头。", "青屿与白沙将共建码头，2026年6月投用。"
    anchors, plan = ["昨日", "青屿港", "明年6月"], {"kind": "plan", "as_of": "2025-11-23"}
    assert doubts(article, told, anchors, **plan, due="2026-06") == []
    assert doubts("昨日，青屿港签约，计划2027年底投用。", "码头要建。", ["昨日"], **plan, due="2027-12") == []
    found = doubts(article, told.replace("2026", "2027"), anchors, **plan, due="2027-06")
    assert [doubt.partition(": ")[0] for doubt in found] == ["due 2027-06 is not what the sentences of the anchors say"]


TURNOVER = "第七届拍卖会现场成交2.6亿元，历届累计成交额超过180亿元。"


def test_the_bound_of_the_part_above_it_is_a_number_without_a_qualifier(doubts: Doubts) -> None:
    article, bound = "货主实际税负超过15%的部分免征。", "label: 税负上限, value: 15, unit: '%'"
    told, anchors = "货主的税负到15%为止，再多的不收。", ["税负", "15%"]
    assert doubts(article, told, anchors, bound) == []
    (doubt,) = doubts(article, told, anchors, f"{bound}, qualifiers: [超过]")
    assert doubt == "figures[0] 15 is printed as '超过15%的部分'; without 超过; leave the qualifier out"


def test_a_number_of_the_statement_may_be_one_of_the_figure_s_basis_or_label(doubts: Doubts) -> None:
    article, anchors = "2018年以来，四港累计引进船员82.4万人。", ["船员82.4万人"]
    told, crew = "自2018年算起，四港总共引进船员82.4万人。", "value: 82.4, unit: 万人, qualifiers: [累计]"
    assert doubts(article, told, anchors, f"label: 2018年以来引进船员, {crew}") == []
    (doubt,) = doubts(article, told, anchors, f"label: 引进船员, {crew}")
    assert doubt == "statement the number 2018 is none of the fact's figures, dates or names"


@pytest.mark.parametrize(
    ("article", "figure", "says"),
    [
        (TURNOVER, "label: 成交额, value: 2.6, unit: 亿元, qualifiers: [累计]", "without 累计"),
        (TURNOVER, "label: 成交额, value: 2.6, unit: 亿元, qualifiers: [首次]", "without 首次"),
        (TURNOVER, "label: 成交额, value: 2.6, unit: 亿元, qualifiers: [约]", "without 约"),
        (TURNOVER, "label: 成交额, value: 180, unit: 亿元, qualifiers: [累计, 近]", "write qualifiers 超过"),
        (
            "白沙港今年120万标准箱。",
            "indicator: containers, basis: all-years, value: 120, unit: 万标准箱",
            "is no total",
        ),
    ],
)
def test_a_qualifier_that_the_number_has_not_is_doubted(doubts: Doubts, article: str, figure: str, says: str) -> None:
    value = figure.partition("value: ")[2].partition(",")[0]
    found = doubts(article, "公报有这个数。", [value], figure)
    assert any(says in doubt for doubt in found), found


@pytest.mark.parametrize(
    ("article", "figure"),
    [
        (TURNOVER, "label: 成交额, value: 180, unit: 亿元, qualifiers: [累计, 超]"),
        ("累计引进企业31家，项目173项。", "label: 项目, value: 173, unit: 项, qualifiers: [累计]"),
        ("历届拍卖会总额180亿元。", "label: 总额, value: 180, unit: 亿元, qualifiers: [累计]"),
        ("企业不少于173家。", "label: 企业, value: 173, unit: 家, qualifiers: [至少]"),
        ("企业173家左右。", "label: 企业, value: 173, unit: 家, qualifiers: [左右]"),
        ("企业达到173家，属首次。", "label: 企业, value: 173, unit: 家, qualifiers: [首次, 达]"),
        ("历年共计120万标准箱。", "indicator: containers, basis: all-years, value: 120, unit: 万标准箱"),
    ],
)
def test_a_qualifier_in_other_words_is_proven(doubts: Doubts, article: str, figure: str) -> None:
    value = figure.partition("value: ")[2].partition(",")[0]
    assert doubts(article, "公报有这个数。", [value], figure) == []


@pytest.mark.parametrize(
    ("article", "statement", "label", "is_doubted"),
    [
        ("班列较去年同期减少8%。", "班列多了8%。", "变化", True),
        ("班列较去年同期减少8%。", "班列的变化是8%。", "同比增长", True),
        ("班列同比增长约8%。", "班列降了8%。", "变化", True),
        ("班列较去年同期减少8%。", "班列少了8%。", "降幅", False),
        ("班列增长8%。", "班列增幅是8%。", "增减幅度", False),
        ("班列变化8%。", "班列增长8%。", "增长", False),
    ],
)
def test_a_direction_that_is_turned_round_is_doubted(
    doubts: Doubts, article: str, statement: str, label: str, *, is_doubted: bool
) -> None:
    found = doubts(article, statement, ["8%"], f"label: {label}, value: 8, unit: '%', qualifiers: []")
    assert any("say so in statement and label" in doubt for doubt in found) is is_doubted, found


@pytest.mark.parametrize(
    ("article", "office", "statement", "says"),
    [
        ("青屿市科技局副局长李华说，好。", "青屿市科技局局长", "李华赞成。", ["said_by has 局长"]),
        ("青屿市科技局副局长李华说，好。", "青屿市科技局副局长", "局长李华赞成。", ["statement has 局长"]),
        ("副局长李华说，局长王强也赞成。", "局长", "李华赞成。", ["said_by has 局长"]),
        ("科技局李华说，好。", "科技局局长", "李华赞成。", ["said_by has 局长"]),
        ("青屿市科技局局长李华说，好。", "青屿市科技局局长", "局长李华赞成。", []),
        ("青屿市委副书记、市长李华说，好。", "青屿市委副书记", "市委副书记李华赞成。", []),
        ("李华说，好。王强问局长李华。", "科技局局长", "李华赞成。", []),
        ("李华说，好。", "本报记者", "李华赞成内部长期合作。", []),
    ],
)
def test_an_office_that_the_text_does_not_give_is_doubted(
    doubts: Doubts, article: str, office: str, statement: str, says: list[str]
) -> None:
    found = doubts(article, statement, ["李华"], kind="statement-by", said_by={"name": "李华", "office": office})
    assert [doubt.partition(", which the text has not")[0] for doubt in found] == says


@pytest.mark.parametrize(
    ("article", "places", "is_doubted"),
    [
        ("四港吞吐173万吨，占青屿比重约1/10。", ["qingyu"], True),
        ("四港吞吐173万吨，占青屿比重约1/10。", ["yunwan", "qingyu"], True),
        ("四港吞吐173万吨，比青屿平均水平高。", ["qingyu"], True),
        ("四港吞吐173万吨，约为青屿的1/10。", ["qingyu"], True),
        ("青屿吞吐173万吨，占青屿全部的1/10。", ["qingyu"], False),
        ("青屿吞吐173万吨，占四港1/10。", ["yunwan", "qingyu"], False),
    ],
)
def test_a_place_that_is_only_compared_with_is_no_place_of_the_fact(
    doubts: Doubts, article: str, places: list[str], *, is_doubted: bool
) -> None:
    found = doubts(article, "吞吐173万吨。", ["173万吨"], "label: 吞吐, value: 173, unit: 万吨", places=places)
    says = ["places 青屿 is only what a share or a comparison is of; leave it out"]
    assert found == (says if is_doubted else [])


@pytest.mark.parametrize(
    ("article", "is_doubted"),
    [("青屿大学投入173万元。", True), ("青屿的大学投入173万元。", False), ("青屿大学在青屿投入173万元。", False)],
)
def test_a_place_that_is_named_only_in_a_university_is_no_place_of_the_fact(
    doubts: Doubts, article: str, *, is_doubted: bool
) -> None:
    found = doubts(article, "投入173万元。", ["173万元"], "label: 投入, value: 173, unit: 万元", places=["qingyu"])
    says = "places 青屿 is named only in 青屿大学, which may be elsewhere; leave it out, or add an anchor that names it"
    assert found == ([says] if is_doubted else [])


@pytest.mark.parametrize(
    ("statement", "doubted"),
    [
        pytest.param("四港办了“英才荟萃云湾”人才峰会。", "“英才荟萃云湾”", id="an invented quotation"),
        pytest.param("四港按《云湾英才办法》办了人才峰会。", "《云湾英才办法》", id="an invented title"),
        pytest.param("四港办了“智汇 云湾”人才峰会。", "", id="as printed, but for white space"),
        pytest.param("四港办了“人才峰会”。", "", id="a name that is printed without marks"),
    ],
)
def test_what_is_quoted_stands_in_the_text(doubts: Doubts, statement: str, doubted: str) -> None:
    found = doubts("近日，四港办了“智汇云湾”人才峰会。", statement, ["智汇云湾", "人才峰会"])
    what = f"statement {doubted} does not stand in news.txt; quote what it prints, or leave it out"
    assert found == ([what] if doubted else [])
