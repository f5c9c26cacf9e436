"""By how much something grew: between two times, since one, or since it was first measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.loading import load
from bot.services import Services
from bot.talk.answers import by_fact
from tests.bases import base_of_cities
from tests.chat import Chat

RECKONED = "由下面两个时点算出，不是来源里的数"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("产业联盟从2021年到2024年增加了几个", "增加1个", id="between two years"),
        pytest.param("2021年产业联盟比2024年少多少", "增加1个", id="how much less the earlier one is"),
        pytest.param("how much did the industry alliances grow from 2021 to 2024", "增加1个", id="in English"),
        pytest.param("chanye lianmeng zengjia le duoshao", "增加1个", id="in pinyin"),
        pytest.param("合作示范园区比2023年多了几个", "增加1个", id="since a year"),
        pytest.param("一网通办的事项增加了多少", "增加165个，后者是前者的6.5倍", id="since it was first measured"),
        pytest.param("协同创新指数到2020年比2011年翻了几倍", "增加127.05分，后者是前者的2.27倍", id="as a multiple"),
    ],
)
async def test_growth_is_reckoned_from_two_points_and_said_to_be(talk: Chat, words: str, told: str) -> None:
    said = await talk(words)
    assert f"\n{told}（{RECKONED}）\n" in said.text


async def test_both_points_and_their_sources_stand_below_it(talk: Chat) -> None:
    said = await talk("产业联盟从2021年到2024年增加了几个")
    assert "2021年：15个（2021年11月8日）\n2024年：16个（2024年5月24日）" in said.text
    assert "证券时报网2021-11-08、专版2024-05-24" in said.text
    assert "15个" in (await talk.press(said, "G60产业联盟总数（2021年）")).text


async def test_months_are_understood_and_the_same_figure_twice_is_no_growth(talk: Chat) -> None:
    said = await talk("取得实质进展的项目从2023年11月到2024年5月多了几个")
    assert "没有变化（按这两个时点，都是31个）" in said.text
    assert RECKONED not in said.text


async def test_two_bases_are_never_subtracted(talk: Chat) -> None:
    said = await talk("协同创新指数从2017年涨了多少")
    assert "口径不同，不能相减" in said.text
    assert "178.91分" in said.text
    assert "另一口径（以2011年为100）：227.05分" in said.text
    assert RECKONED not in said.text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(
            "拍卖会累计成交额涨了多少", "由累计超50亿元到首次累计超100亿元（来源给的是约数", id="over a figure"
        ),
        pytest.param("高企占全国比重提高了多少", "由1/10到1/7", id="a share as a fraction"),
        pytest.param("GDP占全国比重涨了多少", "没有变化（两次都是1/15）", id="the same share"),
    ],
)
async def test_what_cannot_be_subtracted_is_told_from_and_to(talk: Chat, words: str, told: str) -> None:
    said = await talk(words)
    assert told in said.text
    assert RECKONED not in said.text


async def test_figures_of_two_scales_are_subtracted_in_the_smaller_one(tmp_path: Path) -> None:
    file = base_of_cities(tmp_path / "facts.json")
    raw = json.loads(file.read_text(encoding="utf-8"))
    figures = {fact["id"]: fact["figures"][0] for fact in raw["facts"] if "figures" in fact}
    figures["gdp-hefei-2019"] |= {"value": 30400, "unit": "亿元"}  # and 3.1万亿元 a year later
    figures["gdp-hangzhou-2019"] |= {"value": 36800, "unit": "亿元"}  # which 3.68万亿元 is, too
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    talk = Chat(Services.of(load(file)))
    async with talk.application:
        assert f"\n增加600亿元（{RECKONED}）\n" in (await talk("合肥gdp从2019年到2020年增加了多少")).text
        assert "没有变化（按这两个时点，都是3.68万亿元）" in (await talk("杭州gdp从2019年到2020年增加了多少")).text
        assert (await talk("合肥哪年gdp最高")).text.startswith("最高的是2020年：3.1万亿元")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("杭州2020年gdp增速", "地区生产总值同比增速：3.9%", id="of a year that tells it"),
        pytest.param("杭州gdp2020比2019增长百分之几", "地区生产总值同比增速：3.9%", id="against the year before"),
        pytest.param("杭州2019年gdp增速", "没有2019年增速的这项记录；最接近的是：", id="of a year that does not"),
        pytest.param("九城市2020年gdp增速", "来源没有写增速；有的是这几个时点的数：", id="of a year with two points"),
        pytest.param("九城市gdp2020比2019少多少", "地区生产总值　九城市\n\n减少0.26万亿元", id="how much less it is"),
    ],
)
async def test_a_rate_that_is_told_is_not_reckoned(talk_of_cities: Chat, words: str, begins: str) -> None:
    assert (await talk_of_cities(words)).text.startswith(begins)


async def test_a_year_without_a_record_gives_no_growth(talk: Chat) -> None:
    said = await talk("产业联盟从2019年到2024年增加了几个")
    assert "2019年：没有这一年的记录" in said.text
    assert RECKONED not in said.text


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        pytest.param("湖州高企涨了多少", "1611家", id="one point"),
        pytest.param("高新技术企业从2021年11月到2021年底涨了多少", "3.6万余家", id="one point of each of two bases"),
        pytest.param("科创飞地多了几个", "18个", id="no indicator"),
    ],
)
async def test_what_was_measured_once_is_said_to_have_no_growth(talk: Chat, words: str, figure: str) -> None:
    said = await talk(words)
    assert said.text.startswith("没有可以相减的两个时点，算不出增减；记录的是：")
    assert figure in said.text


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("利用外资增长了多少", "54.5%"),
        ("九城市GDP增速多少", "地区生产总值同比增速：同比10.9%"),
        ("松江合同外资涨了多少", "同比62.4%"),
        ("松江财政收入增加了多少", "财政收入同比增速：19.4%"),
        ("国际媒体报道增加了多少", "79.2%"),
        ("九城给大飞机供货的多了几成", "超30%"),
    ],
)
async def test_growth_that_a_source_reports_is_told_as_it_is(talk: Chat, words: str, figure: str) -> None:
    said = await talk(words)
    assert said.text.startswith(figure)
    assert RECKONED not in said.text
    assert "算不出增减" not in said.text


async def test_what_is_new_is_no_growth(talk: Chat) -> None:
    assert (await talk("新增市场主体多少户")).text.startswith("新增市场主体（2021年1—9月）：150.76万户")


@pytest.mark.parametrize("then", ["增加了多少", "涨了多少？", "那增加了几个呢"])
async def test_after_a_figure_it_is_asked_of_that(talk: Chat, then: str) -> None:
    await talk("一网通办多少项")
    said = await talk(then)
    assert "增加165个" in said.text


async def test_without_anything_asked_before_it_is_no_question(talk: Chat) -> None:
    assert "直接发词就能查" in (await talk("涨了多少")).text


@pytest.mark.parametrize("words", ["产业联盟有15个吗", "产业联盟是不是15个", "高企占全国1/10对吗"])
async def test_a_claim_that_was_true_is_told_the_newer_figure_first(talk: Chat, words: str) -> None:
    first = (await talk(words)).text.splitlines()[0]
    assert first.startswith("这是2021年11月8日的数；更新的是1")


@pytest.mark.parametrize("words", ["产业联盟有16个吗", "2021年产业联盟有15个吗", "产业联盟几个"])
async def test_what_is_still_so_or_is_asked_of_a_year_is_told_no_newer_one(talk: Chat, words: str) -> None:
    assert "更新的是" not in (await talk(words)).text


async def test_months_with_dashes_are_months(talk: Chat) -> None:
    said = (await talk("产业联盟从2021-11到2023-11增加几个")).text
    assert "2021年11月：15个" in said
    assert "2023年11月：16个" in said


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("GDP增速", id="a measure"),
        pytest.param("双城经济圈GDP增长了百分之几", id="in other words"),
        pytest.param("2023年双城经济圈GDP增速是多少", id="of a year, against the one before"),
    ],
)
def test_a_rate_of_which_the_source_tells_amounts_alone_is_said_to_be_untold(words: str, twins: Services) -> None:
    said = by_fact(words, "fact", twins).html
    assert said.startswith("来源没有写增速；有的是这几个时点的数：")
    assert "增加0.44万亿元" in said
    assert RECKONED in said


def test_an_amount_that_grew_is_asked_for_without_its_rate(twins: Services) -> None:
    assert "来源没有写增速" not in by_fact("双城经济圈GDP增加了多少", "fact", twins).html


async def test_a_rate_that_is_told_is_not_said_to_be_untold(talk_of_cities: Chat) -> None:
    assert "来源没有写增速" not in (await talk_of_cities("杭州GDP增速")).text


@pytest.mark.parametrize("words", ["全国增速", "全国GDP增速"])
async def test_how_the_country_grew_is_not_told_by_a_share_of_it(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "比重" not in said
    assert "两项增速都快于全国" in said


@pytest.mark.parametrize("words", ["高企占全国比重增长了多少", "GDP占全国的比重提高了多少"])
async def test_how_a_share_grew_is_told(talk: Chat, words: str) -> None:
    assert "占全国比重　九城市占全国" in (await talk(words)).text
