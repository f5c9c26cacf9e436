"""Pasted sentences: an amount among the words that a source prints around it is confirmed, a wrong one is denied."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading import load
from bot.services import Services
from tests.bases import LIGHTHOUSE, small_base
from tests.chat import Chat

SEVERAL = "一句里有几个数，分开核对："


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(
            "集聚高新技术企业3.6万余家",
            "这句话不能全部核对；记录的是：\n\n3.6万余家",
            id="with the verb of another record",
        ),
        pytest.param(
            "集聚高新技术企业3.6万家，对吗", "这句话不能全部核对；记录的是：\n\n3.6万余家", id="a little less"
        ),
        pytest.param("集聚高新技术企业4.6万余家。", "不是4.6万余家", id="and with another number"),
        pytest.param(
            "走廊九城市已有195个事项“一网通办”，群众少跑腿",
            "九城市一网通办事项数（2024）",
            id="beside what nothing tells",
        ),
        pytest.param(
            "走廊九城市已有295个事项“一网通办”，群众少跑腿",
            "句中的295个没有核对；记录的是：",
            id="of which no card passes",
        ),
        pytest.param(
            "可喜的是，20余个项目落地在松江、芜湖、湖州、宣城。",
            "不是20余个",
            id="what leads to it, of no source",
        ),
        pytest.param(
            "第五届G60科创成果拍卖会之后，累计成交额突破百亿元。", "与记录相符：突破100亿元", id="a scale alone"
        ),
        pytest.param("走廊九城市五年来利用外资增长54.5%。", "与记录相符：54.5%", id="a growth"),
        pytest.param(
            "5月23日在芜湖，第一届长三角一体化创新成果展上亮相的有418件最新成果", "不是418件", id="with a day"
        ),
    ],
)
async def test_an_amount_of_a_pasted_sentence_is_held_against_the_source(talk: Chat, words: str, said: str) -> None:
    assert (await talk(words)).text.startswith(said)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("第六届G60科创成果拍卖会之后，累计成交额突破百亿元。", id="of another session"),
        pytest.param("苏州已参与共建三个产业联盟、两个科技成果示范基地。", id="of another city"),
        pytest.param("深圳已成立26个产业园区联盟。", id="of a place that is not known"),
        pytest.param("目前，研发投入占全国比重上升到1/8。", id="of another measure"),
        pytest.param("综合金融服务联盟服务了650家企业。", id="of what else so many are"),
        pytest.param("走廊九城市五年来利用外资下降54.5%。", id="that fell by that"),
        pytest.param("2020年九城市落地项目总投资达到2.29万亿元", id="of another year"),
        pytest.param("力争集聚高新技术企业3.6万余家", id="that is aimed at"),
        pytest.param("每个城市已成立16个产业园区联盟", id="of each city"),
        pytest.param("近期停止稳定运营4条国际班列", id="of what is said to have stopped"),
        pytest.param("1-10月松江地方财政支出236.87亿元", id="of what was spent"),
        pytest.param("科技成果转化基金2026年已投资17个项目", id="of a later year"),
        pytest.param("苏州2019年至2021年国家重点研发计划承担682项", id="of a part of the region"),
        pytest.param("九城市落地项目总投资不是1.29万亿元", id="that it is not"),
    ],
)
async def test_an_amount_of_something_else_is_neither_confirmed_nor_denied(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith(("与记录", "不是"))


@pytest.mark.parametrize(
    "words",
    [
        "成果转化基金已投资金额近4亿元",
        "公开征集近100项技术攻关需求",
        "1-10月松江地方财政收入近237亿元",
        "近200个事项实现一网通办",
        "各级孵化器众创空间超过1000家",
    ],
)
async def test_a_true_amount_that_is_rounded_is_not_denied(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("与记录相符")


@pytest.mark.parametrize("words", ["已投资1/0个项目，科技成果转化基金", "已成立15～16个产业（园区）联盟", "万" * 250])
async def test_what_is_no_amount_is_neither_confirmed_nor_denied(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith(("与记录", "不是", "出了点问题"))


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        pytest.param(
            "2023年科创走廊九城市有全国1/15的GDP、2/7的高新技术企业，超1/5的科创板上市企业。",
            [
                "2023年科创走廊九城市有全国1/15的GDP：与记录相符",
                "2/7的高新技术企业：不是2/7；记录的是：1/7",
                "超1/5的科创板上市企业：与记录相符",
            ],
            id="shares one behind another",
        ),
        pytest.param(
            "首届科技成果拍卖会一锤定音，18个项目现场成交金额合计1040万元",
            [
                "18个项目现场成交金额合计1040万元：18个与记录相符，怎样理解见注；"
                "不是1040万元；记录的是：科技成果拍卖会成交额：9040万元"
            ],
            id="two of one fact",
        ),
        pytest.param(
            "全国布局了国际科技创新中心3个，具有全国影响力的科技创新中心3个",
            [
                "全国布局了国际科技创新中心3个：与记录相符",
                "具有全国影响力的科技创新中心3个：不是3个（3个是“国际科技创新中心数”）；"
                "记录的是：具有全国影响力的科技创新中心数：2个",
            ],
            id="the same number, right and wrong",
        ),
        pytest.param(
            "走廊九城市实现159个事项“一网通办”；金融服务联盟的成员单位有550家，基金目前已投资17个项目。",
            [
                "走廊九城市实现159个事项“一网通办”：不是159个；记录的是：195个",
                "金融服务联盟的成员单位有550家：与记录相符",
                "基金投资17个项目：与记录相符",
            ],
            id="each of another fact",
        ),
        pytest.param(
            "长三角经济总量占全国1/26、面积占1/4，对吗",
            [
                "长三角经济总量占全国1/26：不是1/26（1/26是“长三角面积占全国比重”）；记录的是：地区生产总值占全国比重：近1/4",
                "面积占1/4：不是1/4（1/4是“地区生产总值占全国比重”）；记录的是：长三角面积占全国比重：1/26",
            ],
            id="two shares, each in the other's place",
        ),
        pytest.param(
            "走廊九城市五年来新增外资企业注册资本增长54.5%，利用外资增长25%",
            [
                "走廊九城市五年来新增外资企业注册资本增长54.5%：不是54.5%（54.5%是“九城市利用外资增幅”）；记录的是：25%",
                "利用外资增长25%：不是25%；记录的是：54.5%",
            ],
            id="two facts, each with the other's",
        ),
        pytest.param(
            "上海市松江区规上工业产值规模居上海第二位，进出口总额居上海第二位。",
            ["上海市松江区规上工业产值规模居上海第二位：与记录相符", "进出口总额居上海第二位：没有找到"],
            id="the same of something else besides",
        ),
        pytest.param(
            "全国已布局国家自创区23个、国家高新区193个。",
            [
                "全国已布局国家自创区23个：不能全部核对；记录的是：国家自创区数：23个",
                "国家高新区193个：不是193个；记录的是：国家高新区数：173个",
            ],
            id="in another order, of one fact that is found at once",
        ),
    ],
)
async def test_of_several_amounts_that_are_pasted_each_has_its_verdict(
    talk: Chat, words: str, verdicts: list[str]
) -> None:
    lines = (await talk(words)).text.split("\n")
    assert lines[: len(verdicts) + 1] == [SEVERAL, *verdicts]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("产业联盟26个", "不是26个；记录的是：", id="a wrong one"),
        pytest.param("九城市的研发投入强度已经达到了3.25%。", "与记录相符：3.25%", id="already"),
        pytest.param("目前已经建了16个产业联盟", "与记录相符：16个。", id="by now, and already"),
        pytest.param("攻关需求97项", "公开征集的技术攻关需求数", id="that is on the card, of which no more is known"),
        pytest.param("三个率先", "量子通信三个率先", id="a name with a number"),
        pytest.param("松江合同外资涨了六成", "与记录大体相符：6成", id="in tenths"),
        pytest.param("拍卖会是不是累计过了100个亿", "与记录相符：过了100亿", id="so many of a large number"),
        pytest.param("16个城市", "共建大型科学仪器协作共用平台协议", id="an amount and a thing, which state nothing"),
        pytest.param("97项需求清单", "来源没有列出名单；记录的是：", id="nor does what asks for a list"),
    ],
)
async def test_no_card_passes_the_amount_of_a_statement_in_silence(talk: Chat, words: str, said: str) -> None:
    assert (await talk(words)).text.startswith(said)


async def test_of_a_text_that_is_too_long_it_is_said_how_far_it_was_checked(talk: Chat) -> None:
    words = f"31个项目有了实质进展，九城市195个事项“一网通办”。{'还有其他。' * 60}"
    assert "只核对了前 256 个字。" in (await talk(words)).text.split("\n")


async def test_who_asks_what_is_right_hears_it_of_what_was_pasted(talk: Chat) -> None:
    await talk("有37家单位自主申报，22家单位入选首批概念验证中心。")
    assert "不是22家" in (await talk("哪个错了")).text


@pytest.fixture
def lamps(tmp_path: Path) -> Services:
    """A base of its own, in which nothing is named but what the sources of it print."""
    lamp = LIGHTHOUSE | {
        "id": "lamps-2021",
        "title": "灯塔数",
        "statement": "松江有灯塔30座。",
        "kind": "figure",
        "evidence": ["累计点亮", "30座灯塔"],
        "keywords": ["灯塔"],
        "as_of": "2021-11",
        "figures": [{"label": "灯塔数", "value": 30, "unit": "座"}],
    }
    del lamp["date"]
    return Services.of(load(small_base(tmp_path / "facts.json", lamp)))


@pytest.mark.parametrize(
    ("words", "typed", "is_denied"),
    [
        ("松江沿江一带多年来累计点亮30座灯塔，夜航更安全", ["30"], False),
        ("松江沿江一带多年来累计点亮40座灯塔，夜航更安全", ["40"], True),
        ("松江的渔民多年来修过40座灯塔", [], False),
        ("湖州沿江一带多年来累计点亮40座灯塔", [], False),
    ],
)
def test_any_base_is_quoted_by_its_anchors(lamps: Services, words: str, typed: list[str], is_denied: bool) -> None:
    quotes = lamps.search.quoted(words)
    assert [quote.typed for quote in quotes] == typed
    assert all(bool(quote.findings.denied) == is_denied for quote in quotes)
