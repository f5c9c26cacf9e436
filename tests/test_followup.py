"""Follow-ups: the last question, asked of another place or time."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.last_asked import LastAsked
from bot.loading import load
from bot.services import Services
from bot.subscription import Where
from bot.transport.local import BOT_NAME
from tests.bases import LIGHTHOUSE, small_base
from tests.chat import GROUP, Chat, bot_message


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("一网通办多少项", "2019年呢", "30个", id="another year"),
        pytest.param("一网通办多少项", "那2019年的呢？", "30个", id="another year, in more words"),
        pytest.param("2021年产业联盟几个", "现在呢", "时点：截至2024年5月24日", id="now"),
        pytest.param("技术合同成交额", "那芜湖呢", "33亿元", id="another place"),
        pytest.param("松江财政收入", "那九城市呢", "6805.04亿元", id="a place that begins the name of what was asked"),
        pytest.param("湖州高企多少家", "芜湖呢", "没有找到“芜湖 高企多少家”的记录", id="a place that has none"),
        pytest.param("/city 湖州", "高企呢", "1611家", id="a measure, of the city whose card was asked for"),
        pytest.param("/trend 高企", "湖州呢", "1611家", id="a place, of what moved"),
        pytest.param("一网通办多少项", "2019 nian ne", "30个", id="another year, in Latin letters"),
        pytest.param("高企多少家", "na Huzhou ne?", "1611家", id="another place, in Latin letters"),
        pytest.param("九城市GDP占全国多少", "2021也是吗", "1/15", id="whether it was so in another year"),
        pytest.param("湖州高企多少家", "嘉兴也有吗", "没有找到“嘉兴 高企多少家”", id="whether another place has it"),
    ],
)
async def test_the_last_question_is_asked_again(talk: Chat, first: str, then: str, shown: str) -> None:
    await talk(first)
    said = await talk(then)
    assert said.text.startswith("按“")
    assert shown in said.text


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("芜湖", "那湖州呢", "湖州市 · 浙江", id="nothing was asked of the place before"),
        pytest.param("一网通办", "研发投入呢", "3.25%", id="another measure is a question of its own"),
        pytest.param("一网通办", "你呢", "直接发词就能查", id="small talk"),
        pytest.param("一网通办", "湖州", "湖州市 · 浙江", id="a place by itself"),
        pytest.param("一网通办", "湖州怎么样", "湖州市 · 浙江", id="a place that is asked about"),
    ],
)
async def test_what_is_no_follow_up_is_not_taken_for_one(talk: Chat, first: str, then: str, shown: str) -> None:
    await talk(first)
    said = await talk(then)
    assert not said.text.startswith("按“")
    assert shown in said.text


async def test_it_goes_on_from_a_follow_up(talk: Chat) -> None:
    await talk("一网通办多少项")
    await talk("2019年呢")
    assert "195个" in (await talk("现在呢")).text


async def test_after_a_while_it_is_a_question_of_its_own(talk: Chat) -> None:
    await talk("一网通办多少项")
    talk.clock.go_on_to(talk.clock.now() + timedelta(minutes=11))
    assert "30个" not in (await talk("2019年呢")).text.splitlines()[0]


async def test_another_person_s_question_in_a_group_is_not_gone_on_with(talk: Chat) -> None:
    await talk(f"@{BOT_NAME} 一网通办多少项", GROUP)
    own = await talk(f"@{BOT_NAME} 2019年呢", GROUP)
    other = {**talk.message(f"@{BOT_NAME} 2019年呢", GROUP), "from": {"id": 8, "is_bot": False, "first_name": "乙"}}
    said = await talk.update({"message": other})
    assert own.text.startswith("按“")
    assert not said.text.startswith("按“")


async def test_what_is_forgotten_is_not_gone_on_with(talk: Chat) -> None:
    await talk("一网通办多少项")
    await talk.press(await talk("/forget"), "全部删除")
    assert not (await talk("2019年呢")).text.startswith("按“")


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("九城市GDP", "占全国多少", "1/15", id="what share it is"),
        pytest.param("专责小组第三次会议是什么时候", "在哪开的", "上海", id="where it was"),
        pytest.param("科创飞地有多少个", "哪些城市", "合肥、金华、湖州", id="which cities"),
        pytest.param(
            "专责小组第三次会议", "谁参加了", "没有找到“第三次 专责小组会议 谁参加了”的记录", id="what nobody wrote"
        ),
        pytest.param("拍卖会成交额", "比2019年翻了几倍", "口径不同，不能相减", id="since when it grew"),
        pytest.param("示范园区有几个", "2023年呢", "13个", id="the whole question of another year"),
        pytest.param("科创板", "占比呢", "超1/5", id="a share of it"),
        pytest.param("高企", "全国占比呢", "1/7", id="a share of it in the country"),
        pytest.param("基金", "规模多大", "没有找到“基金 规模多大”的记录", id="a side of it that nobody wrote"),
        pytest.param("飞地有多少", "什么时候设的", "没有找到“飞地 什么时候设的”的记录", id="when, which nobody wrote"),
        pytest.param("产业联盟", "2023年呢", "九城市成立的产业园区联盟有16个", id="the same measure in another year"),
        pytest.param("高企", "2021年底呢", "3.6万余家", id="the same measure at the end of a year"),
        pytest.param("湖州", "有多少高企", "1611家", id="of the place whose card was shown"),
        pytest.param("松江", "财政收入多少", "236.87亿元", id="how much, of the place whose card was shown"),
        pytest.param("合肥", "书记是谁", "虞爱华", id="who, of the place whose card was shown"),
        pytest.param("嘉兴", "市长是谁", "没有找到“嘉兴 市长是谁”的记录", id="nobody's mayor is another city's"),
    ],
)
async def test_what_names_nothing_is_asked_of_what_was_spoken_of(talk: Chat, first: str, then: str, shown: str) -> None:
    await talk(first)
    said = await talk(then)
    assert said.text.startswith("按“")
    assert shown in said.text


@pytest.mark.parametrize("then", ["出处呢", "来源呢", "laiyuan", "给我来源", "真的吗", "哪里来的数", "数据哪来的"])
async def test_the_source_of_the_last_answer_is_told(talk: Chat, then: str) -> None:
    await talk("湖州高企多少家")
    said = await talk(then)
    assert said.text.startswith("《共建共享区域高质量发展机遇")
    assert "陈浩" in said.text.splitlines()[0]
    assert said.text.splitlines()[1] == "时点：截至2023年11月"


@pytest.mark.parametrize("then", ["谁说的", "这话是谁说的", "who said so"])
async def test_who_said_it_stands_before_where(talk: Chat, then: str) -> None:
    await talk("湖州高企多少家")
    assert (await talk(then)).text.startswith("陈浩（浙江省湖州市委书记）　截至2023年11月\n来源：《共建共享")


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        ("产业联盟有多少个", "分别是什么", "按“16个产业联盟 分别是什么”查找\n\n来源没有列出名单"),
        ("湖州高企", "名单呢", "按“湖州1611家高企 名单”查找\n\n来源没有列出名单"),
    ],
)
async def test_which_ones_were_counted_is_asked_of_so_many(talk: Chat, first: str, then: str, begins: str) -> None:
    await talk(first)
    assert (await talk(then)).text.startswith(begins)


async def test_another_thing_is_held_against_the_one_that_was_asked_about(talk: Chat) -> None:
    await talk("产业联盟有多少个")
    said = (await talk("和示范园区相比呢")).text
    assert said.index("16个") < said.index("14个")


async def test_after_a_no_a_question_that_is_answered_alone_is_no_follow_up(talk: Chat) -> None:
    assert (await talk("交通运输局副局长")).text.startswith("没有找到")
    assert (await talk("联席办是什么")).text.startswith("联席办派驻干部轮换制度")


async def test_what_somebody_said_is_shown_though_it_is_the_only_thing(talk: Chat) -> None:
    await talk("芜湖书记是谁")
    said = await talk("他说了什么")
    assert said.text.startswith("宁波　资料里只有这一条：")
    assert "翻了两番" in said.text


@pytest.mark.parametrize("then", ["哪年的数据", "这是什么时候的数据？"])
async def test_the_time_of_the_last_answer_is_told(talk: Chat, then: str) -> None:
    await talk("湖州高企多少家")
    assert (await talk(then)).text.startswith("截至2023年11月\n《共建共享区域高质量发展机遇")


@pytest.mark.parametrize("then", ["还有呢", "具体点", "详细说说"])
async def test_more_brings_what_is_near_to_the_last_answer(talk: Chat, then: str) -> None:
    await talk("示范园区有几个")
    said = await talk(then)
    assert said.text.startswith("同“产业合作示范园区总数（2024）”相近的：")
    assert "1. " in said.text


async def test_more_of_what_listed_all_that_is_near_is_said_to_be_none(talk: Chat) -> None:
    await talk("示范园区有几个")
    await talk("还有呢")
    assert (await talk("还有呢")).text.startswith("上一条已经列出能列的")


@pytest.mark.parametrize("words", ["它呢", "那呢？", "这个呢"])
async def test_what_only_points_to_the_last_answer_brings_it_again(talk: Chat, words: str) -> None:
    await talk("示范园区有几个")
    assert (await talk(words)).text.startswith("上一条写的就是这些，别的没有写：\n\n产业合作示范园区总数（2024）")


@pytest.mark.parametrize(
    ("first", "then", "asked"),
    [
        ("湖州市长是谁", "那芜湖呢", "没有找到“芜湖 市长是谁”的记录"),
        ("湖州市委书记是谁", "那芜湖呢", "按“芜湖 市委书记是谁”查找\n\n宁波（安徽省芜湖市委书记）"),
        ("松江区委书记是谁", "湖州呢", "按“湖州 市委书记是谁”查找\n\n陈浩（浙江省湖州市委书记）"),
        ("浙江省委书记是谁", "安徽呢", "没有找到“安徽 省委书记是谁”的记录"),
        ("松江和芜湖高企对比", "那湖州呢", "1611家"),
    ],
)
async def test_an_office_is_asked_again_of_another_place_as_it_is_called_there(
    talk: Chat, first: str, then: str, asked: str
) -> None:
    await talk(first)
    assert asked in (await talk(then)).text


async def test_a_reason_that_nobody_wrote_is_not_made_up(talk: Chat) -> None:
    await talk("示范园区有几个")
    assert (await talk("为什么呢")).text.startswith("来源没有写原因；记录的是：")


async def test_thanks_do_not_end_the_conversation(talk: Chat) -> None:
    await talk("一网通办多少项")
    await talk("谢谢")
    assert "30个" in (await talk("2019年呢")).text


@pytest.mark.parametrize("words", ["出处呢", "具体点", "为什么呢", "谁参加了", "占全国多少"])
async def test_without_an_answer_before_there_is_nothing_to_go_on_from(talk: Chat, words: str) -> None:
    await talk("湖州")
    assert "来源没有写原因" not in (said := (await talk(words)).text)
    assert not said.startswith("按“")


@pytest.mark.parametrize("words", ["你是谁", "你能干什么", "怎么用"])
async def test_a_question_to_the_bot_itself_is_no_follow_up(talk: Chat, words: str) -> None:
    await talk("一网通办多少项")
    assert not (await talk(words)).text.startswith("按“")


@pytest.mark.parametrize("first", ["/fact 一网通办", "/compare 一网通办 2019 2024"])
async def test_a_command_is_gone_on_from_too(talk: Chat, first: str) -> None:
    await talk(first)
    assert "增加165个" in (await talk("增加了多少")).text


async def test_a_command_goes_on_from_what_was_asked(talk: Chat) -> None:
    await talk("一网通办多少项")
    assert "30个" in (await talk("/fact 2019年呢")).text


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("授信融资总额多少", "who said it", "贾占锋", id="who said it, in English"),
        pytest.param("一网通办多少项", "what about 2019", "30个", id="another year, in English"),
        pytest.param("芜湖技术合同成交额", "同比呢", "翻了两番", id="on the year before"),
        pytest.param("科技部副部长是谁", "他还说了什么", "有 3 条", id="what else a person said"),
        pytest.param("产业联盟有15个吗", "那湖州呢", "2个", id="a claimed amount is left behind"),
    ],
)
async def test_it_is_understood_as_people_go_on(talk: Chat, first: str, then: str, shown: str) -> None:
    await talk(first)
    assert shown in (await talk(then)).text


async def test_from_a_year_without_a_record_nothing_goes_on(talk: Chat) -> None:
    await talk("科创飞地有几个")
    assert "没有2019年的这项记录" in (await talk("2019年呢")).text
    assert "2019" not in (await talk("在哪")).text.splitlines()[0]


async def test_what_was_said_in_between_does_not_end_the_conversation(talk: Chat) -> None:
    await talk("保交楼专项借款能用来干嘛")
    await talk("后来呢")
    assert (await talk("还有呢")).text.startswith("同“保交楼专项借款")


async def test_a_share_is_gone_on_from_in_another_year(talk: Chat) -> None:
    await talk("高企有多少家")
    await talk("占全国多少")
    assert "1/10" in (await talk("2021年呢")).text.split("历次")[0]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("/today", id="a day"),
        pytest.param("产业联盟从2021年到2024年增加了几个", id="two points"),
    ],
)
async def test_after_what_is_no_single_fact_no_source_is_made_up(talk: Chat, between: str) -> None:
    await talk("一网通办多少项")
    await talk(between)
    assert (await talk("出处呢")).text.startswith("上一条没有给出单独一条资料")


async def test_the_source_is_of_the_fact_that_was_opened_by_a_button(talk: Chat) -> None:
    said = await talk("产业联盟从2021年到2024年增加了几个")
    await talk.press(said, "G60产业联盟总数（2021年）")
    assert "证券时报网" in (await talk("出处呢")).text.splitlines()[0]


async def test_a_question_that_ends_like_a_follow_up_is_gone_on_from(talk: Chat) -> None:
    await talk("湖州高企多少家")
    await talk("一网通办有多少项呢")
    assert "谢卫群、阮见" in (await talk("出处呢")).text.splitlines()[0]


async def test_a_long_follow_up_is_answered(talk: Chat) -> None:
    await talk("一网通办多少项")
    assert (await talk("涨了多少" + "ﷺ" * 240)).text


@pytest.mark.parametrize("words", ["确定", "准", "多", "其他"])
async def test_a_word_that_may_mean_anything_is_no_detail(talk: Chat, words: str) -> None:
    await talk("一网通办多少项")
    assert not (await talk(words)).text.startswith("《")


def test_what_was_asked_longer_ago_than_ten_minutes_is_kept_no_more() -> None:
    """Not only unused: it is gone when anybody asks again."""
    last, now = LastAsked(), datetime(2026, 11, 8, 8, 30, tzinfo=UTC)
    one, other = ((Where(chat), chat) for chat in (1, 2))
    last.note(one, "一网通办", now)
    last.note_shown(one, ("onestop",), {}, now)
    later = now + timedelta(minutes=11)
    last.note(other, "产业联盟", later)
    last.note_shown(other, ("alliances",), {"2": "fact|onestop"}, later)
    assert last.of(one, now) is None
    assert last.shown(one, now) == ()
    assert (last.of(other, later), last.shown(other, later)) == ("产业联盟", ("alliances",))
    last.note_shown(other, (), {}, later)
    assert last.shown(other, later) == ()


async def test_of_a_place_s_card_nothing_is_asked_that_is_not_known_of_it(talk: Chat) -> None:
    await talk("湖州")
    assert "16个" in (await talk("走廊产业联盟有几个")).text
    await talk("湖州")
    assert "首次累计超100亿元" in (await talk("拍卖会")).text


async def test_of_when_an_opened_fact_is_can_be_asked(talk: Chat) -> None:
    said = await talk("产业联盟")
    await talk.press(said, "G60产业联盟总数（2022年）")
    assert (await talk("哪年的")).text.startswith("截至2022年8月17日")


async def test_growth_is_asked_on_from_one_year(talk: Chat) -> None:
    await talk("一网通办")
    await talk("2019年呢")
    assert "增加165个" in (await talk("涨了多少")).text


@pytest.mark.parametrize(
    ("first", "then"),
    [("产业联盟", "2022年增加了多少"), ("一网通办", "2019年涨了多少"), ("首届拍卖会成交额", "涨了多少")],
)
async def test_growth_in_one_year_or_of_one_session_is_not_reckoned(talk: Chat, first: str, then: str) -> None:
    await talk(first)
    assert "没有可以相减的两个时点" in (await talk(then)).text


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("今天有什么", "2026年11月20日（今天，星期五）"),
        ("接下来有什么大事", "2026年11月20日（今天，星期五）"),
        ("这个月有什么", "2026年11月\n\n资料到2024年5月24日为止，没有记录到的大事"),
        ("上个月", "2026年10月\n\n资料到2024年5月24日为止，没有记录到的大事"),
        ("11月有什么大事", "11月　历年"),
    ],
)
@pytest.mark.parametrize("first", ["本周", "一网通办多少项", "科创板"])
async def test_what_a_day_or_month_holds_is_asked_of_nothing_before(
    talk: Chat, first: str, words: str, begins: str
) -> None:
    await talk(first)
    assert (await talk(words)).text.startswith(begins)


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        (["2019年5月有什么大事", "6月呢"], "2019年6月　2 件"),
        (["2019年5月", "6月呢", "那7月呢"], "2019年7月　2 件"),
        (["5月", "6月呢"], "6月　历年"),
        (["上周五", "6月呢"], "6月　历年"),
        (["大前天", "6月呢"], "6月　历年"),
        (["2024年5月", "6月呢", "上半年呢"], "2024年上半年　2 件"),
        (["2024年上半年", "2023年呢"], "2023年上半年　4 件"),
        (["2024年上半年", "2023年呢", "第四季度呢", "那11月呢"], "2023年11月　2 件"),
        (["2019年5月", "2023年呢", "6月呢"], "2023年6月　1 件"),
        (["2019年5月发生了什么大事", "那八月呢"], "2019年8月　1 件"),
        (["2019年5月有什么大事", "6月呢", "2018年11月呢", "12月呢"], "2018年12月"),
        (["2019年5月有什么大事", "2023年呢", "6月呢"], "2023年6月　1 件"),
        (["11月有什么大事", "5月呢"], "5月　历年"),
        (["2019年5月有什么大事", "6月有什么大事"], "6月　历年"),
    ],
)
async def test_a_month_that_is_asked_on_is_of_the_year_that_was_spoken_of(
    talk: Chat, messages: list[str], begins: str
) -> None:
    *before, last = messages
    for message in before:
        await talk(message)
    said = (await talk(last)).text.splitlines()
    assert any(line.startswith(begins) for line in said[:3]), "below the line that tells as what it was read"


ALLIANCE = {
    **LIGHTHOUSE,
    "id": "lighthouse-alliance",
    "title": "灯塔科创联盟",
    "statement": "大会宣布灯塔科创联盟首批吸收46所高校，总部在松江，理事长是王树新。",
    "kind": "institution",
    "date": None,
    "as_of": "2021-11-21",
    "keywords": ["科创联盟"],
    "figures": [{"label": "高校", "value": 46, "unit": "所"}],
}


@pytest_asyncio.fixture
async def talk_of_lighthouses(tmp_path: Path) -> AsyncIterator[Chat]:
    """A conversation about a meeting, and about an alliance that it announced."""
    alliance = {field: value for field, value in ALLIANCE.items() if value is not None}
    chat = Chat(Services.of(load(small_base(tmp_path / "facts.json", LIGHTHOUSE, alliance))))
    async with chat.application:
        yield chat


@pytest.mark.parametrize(("words", "begins"), [("大会在哪举行", "松江"), ("大会什么时候", "2021年11月21日")])
async def test_an_event_that_is_named_is_asked_of_itself(talk_of_lighthouses: Chat, words: str, begins: str) -> None:
    assert "王树新" in (await talk_of_lighthouses("理事长是谁")).text
    said = (await talk_of_lighthouses(words)).text
    assert said.startswith(begins)
    assert "灯塔大会\n" in said


async def test_what_nothing_is_called_by_does_not_change_what_is_spoken_of(talk_of_lighthouses: Chat) -> None:
    for words in ("灯塔科创联盟", "有多少高校", "理事长是谁", "总部在哪"):
        assert "王树新" in (await talk_of_lighthouses(words)).text
    assert (await talk_of_lighthouses("什么时候成立的")).text.startswith("按“灯塔科创联盟 什么时候成立的”查找")


@pytest.mark.parametrize("first", ["一网通办多少项", "优图实验室", "陈浩"])
async def test_which_cities_after_what_is_of_none_is_who_belongs_to_the_subject(talk: Chat, first: str) -> None:
    await talk(first)
    assert (await talk("有哪些城市")).text.startswith("G60科创走廊成员：松江")


@pytest.mark.parametrize("city", ["合肥", "杭州", "嘉兴"])
@pytest.mark.parametrize("office", ["市委书记是谁", "副市长是谁", "市长呢"])
async def test_after_a_city_s_card_its_offices_are_not_another_city_s(talk: Chat, city: str, office: str) -> None:
    await talk(city)
    said = (await talk(office)).text
    assert "湖州" not in said
    assert "没有找到" in said or city in said.split("出处：")[1].split("\n")[0]


@pytest.mark.parametrize("now", ["当前呢", "最近呢", "what about now?"])
async def test_now_is_said_in_many_ways(talk: Chat, now: str) -> None:
    await talk("2021年产业联盟几个")
    assert "时点：截至2024年5月24日" in (await talk(now)).text


async def test_between_two_times_that_were_named_stood_an_and(talk: Chat) -> None:
    await talk("产业联盟 2021年和2024年")
    assert (await talk("2022年呢")).text.startswith("按“2022年 产业联盟”查找")


async def test_an_english_question_is_asked_of_another_place_as_it_was(talk: Chat) -> None:
    """Half of enterprise in is no rise in."""
    await talk("how many high-tech enterprises in Huzhou")
    assert "enterp " not in (await talk("what about Songjiang?")).text


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("武汉科创中心", "哪年批的", "2022年", id="when it was approved"),
        pytest.param("国际班列", "几条", "4条", id="how many"),
        pytest.param("德清创新券", "花了多少", "累计6000多万元", id="for how much"),
        pytest.param("概念验证中心", "名单", "来源没有列出名单", id="a list"),
        pytest.param("松江枢纽", "一年多少人", "2500万人次", id="how many people"),
        pytest.param("芜湖 技术合同多少", "书记是谁", "宁波（安徽省芜湖市委书记）", id="an office in the place"),
        pytest.param("合肥", "谁是书记", "虞爱华", id="an office, turned round"),
        pytest.param("程向民", "什么职务", "程向民（", id="the speaker's office"),
    ],
)
async def test_what_names_nothing_is_asked_of_what_was_asked_about(
    talk: Chat, first: str, then: str, shown: str
) -> None:
    await talk(first)
    said = (await talk(then)).text
    assert shown in "\n".join([line for line in said.split("\n") if line][:3])


@pytest.mark.parametrize(("first", "then"), [("合肥", "有多少高企"), ("松江", "GDP多少")])
async def test_what_is_not_told_of_it_is_said_to_be_of_something_else(talk: Chat, first: str, then: str) -> None:
    await talk(first)
    assert (await talk(then)).text.startswith(f"没有{first}的这项记录；下面说的不是它：")


@pytest.mark.parametrize("words", ["出处呢", "出处", "来源"])
async def test_the_source_of_a_fact_that_a_button_opened_is_told(talk: Chat, words: str) -> None:
    listed = await talk("/city 湖州")
    opened = await talk.press(listed, "3")
    source = next(line for line in opened.text.split("\n") if line.startswith("来源："))
    assert source.removeprefix("来源：") in (await talk(words)).text.split("\n")[0]


@pytest.mark.parametrize("words", ["出处", "来源", "数据哪来的"])
async def test_of_no_fact_in_particular_the_source_is_all_of_them(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("最新的来源")


async def test_what_else_is_claimed_of_an_amount_is_not_a_denial_of_it(talk: Chat) -> None:
    await talk("湖州有多少高企")
    said = (await talk("1611家都是国家级吗")).text
    assert said.startswith("这个数在上一条里，别的没有写；记录的是：")


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        ("一网通办事项达到195个，对吗", "2019年一网通办195项，对吗", "195项是2024年5月24日的数；所问时间的是："),
        ("G60产业联盟有17个，对吗", "产业联盟2021年16个，对吗", "16个是2022年8月17日的数；所问时间的是："),
        ("宁波是芜湖市委书记吗", "虞爱华是芜湖市委书记吗", "不是虞爱华；记录的是："),
        ("产业联盟多少个", "科创飞地16个，对吗", "不是16个；记录的是："),
    ],
)
async def test_a_whole_claim_is_read_by_itself_though_its_amount_was_just_shown(
    talk: Chat, first: str, then: str, begins: str
) -> None:
    await talk(first)
    assert (await talk(then)).text.startswith(begins)


async def test_a_figure_is_compared_with_another_place_s(talk: Chat) -> None:
    await talk("九城市研发投入强度")
    said = (await talk("和成渝比呢")).text
    assert "2.5%左右" in said
    assert "3.25%" in said


async def test_who_made_it_is_asked_of_what_was_shown_and_not_of_the_bot(talk: Chat) -> None:
    await talk("科创云")
    assert "条事实，其中带日期的大事" not in (await talk("谁做的")).text


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        pytest.param("一网通办多少项", "2019年多少", "按“2019年 一网通办多少项”查找", id="then, in other words"),
        pytest.param("gdp多少", "占全国呢", "按“gdp 占全国”查找", id="its share, and nothing else's"),
        pytest.param("飞地几个", "在哪", "按“飞地 在哪”查找\n\n松江（上海）", id="where it is, and not another one"),
        pytest.param("湖州 vs 芜湖", "高企呢", "按“湖州 芜湖 高企 对比”查找", id="of both sides"),
        pytest.param("陈浩是谁", "湖州书记现在是他吗", "陈浩（浙江省湖州市委书记）", id="whether the office is his"),
    ],
)
async def test_what_is_asked_on_stays_with_what_was_asked_about(talk: Chat, first: str, then: str, begins: str) -> None:
    await talk(first)
    assert (await talk(then)).text.startswith(begins)


async def test_a_reply_to_a_card_goes_on_from_that_card_and_not_from_what_was_asked_since(talk: Chat) -> None:
    card = await talk("拍卖会一共多少钱")
    await talk("科创板几家")
    answered = bot_message(card.text, card)
    assert "谢卫群" in (await talk("出处", reply_to_message=answered)).text
    assert "50亿" in (await talk("2022年呢", reply_to_message=answered)).text


async def test_who_asked_nothing_goes_on_from_the_card_that_they_reply_to(talk: Chat) -> None:
    card = await talk("/fact 九城市科创板上市企业数", GROUP)
    other = {"id": 8, "is_bot": False, "first_name": "乙"}
    reply = {"from": other, "reply_to_message": bot_message(card.text, card)}
    assert "1/5" in (await talk("占全国多少", GROUP, **reply)).text


async def test_a_reply_to_a_list_is_asked_as_before(talk: Chat) -> None:
    several = await talk("/timeline", GROUP)
    await talk(f"@{BOT_NAME} 一网通办多少项", GROUP)
    said = await talk("2019年呢", GROUP, reply_to_message=bot_message(several.text, several))
    assert "30个" in said.text


async def test_a_new_start_is_no_follow_up(talk: Chat) -> None:
    await talk("一网通办多少项")
    await talk("/start")
    assert "30个" not in (await talk("2019年呢")).text


async def test_a_place_is_asked_for_again_in_whatever_words(talk: Chat) -> None:
    await talk("高企有多少家")
    assert (await talk("那湖州")).text.startswith("按“湖州 高企有多少家”查找\n\n1611家")
    await talk("长三角成果展多少件")
    assert "104件" in (await talk("浙江几件")).text.splitlines()[2]


async def test_a_year_that_is_asked_for_again_begins_with_its_figure(talk: Chat) -> None:
    await talk("一网通办多少项")
    assert (await talk("2019年呢")).text.splitlines()[2] == "30个"


@pytest.mark.parametrize("words", ["完成了吗", "提供什么服务"])
async def test_what_says_not_of_what_is_asked_of_the_card_on_show_and_brings_no_welcome(talk: Chat, words: str) -> None:
    await talk("攻关需求多少项")
    said = (await talk(words)).text
    assert said.startswith("上一条写的就是这些，没有写所问的；别的条目也许有，见按钮：")
    assert "97项" in said
    assert "直接发词就能查" in (await talk("你好")).text


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param("固态电池项目落户在哪", "投资多少", id="what all projects cost is not what this one costs"),
        pytest.param("海尔工厂在哪", "生产什么", id="a gross product is no product"),
        pytest.param("松江外资增长多少", "金额多少", id="an amount of something else in the same city"),
        pytest.param("飞地", "为什么要建", id="a reason of something else"),
    ],
)
async def test_what_is_not_told_of_it_is_not_told_of_something_else(talk: Chat, first: str, then: str) -> None:
    shown = (await talk(first)).text.splitlines()
    said = (await talk(then)).text
    assert said.startswith("上一条写的就是这些，别的没有写：")
    assert max(shown, key=len) in said


@pytest.mark.parametrize(
    ("messages", "shown"),
    [
        pytest.param(["大飞机供应商增幅多少", "储备库多少家"], "近1000家", id="a name that this and that has"),
        pytest.param(
            ["上交所基地什么时候成立", "实体化了吗"], "上交所资本市场服务G60基地已经实体化运作", id="so of it"
        ),
        pytest.param(["双创券是什么", "哪三个城市", "多少台仪器"], "1705台", id="on and on of one thing"),
        pytest.param(["德清创新券用了多少", "在上海能买什么", "多少家机构"], "31家", id="after a place of it"),
        pytest.param(
            ["松江枢纽什么时候启用", "客流量多少"], "2500万人次", id="what it was asked to do is no part of it"
        ),
        pytest.param(["成果转化基金投了多少", "谁运营"], "成果转化基金的运营", id="nor what was asked of it"),
        pytest.param(["专精特新协作联盟什么时候成立", "排第几"], "15个", id="which one it is"),
        pytest.param(["科恩实验室在哪", "优图呢"], "松江（上海）", id="the same of another thing"),
        pytest.param(["湖州有多少新型研发机构", "高企呢"], "1611家", id="another thing in the same place"),
        pytest.param(["要素对接大会什么时候开的", "在哪"], "上海", id="the verb of before is left behind"),
        pytest.param(["湖州有多少高企", "比芜湖多吗"], "芜湖：没有找到“高企”的记录", id="more than another city"),
        pytest.param(["安徽创新馆", "面积多大"], "没有找到“安徽创新馆 面积多大”的记录", id="its own area"),
        pytest.param(["STAR market listed companies", "what share?"], "超1/5", id="a share in English"),
        pytest.param(["上饶", "它是成员吗"], "上饶：不是G60科创走廊成员", id="whether it is a member"),
        pytest.param(["产业联盟有多少个", "2021年呢", "上一年呢"], "没有2020年的这项记录", id="the year before"),
        pytest.param(["松江财政收入多少", "去年同期呢"], "没有2020年的这项记录", id="the year before what was shown"),
        pytest.param(["首届拍卖会成交多少", "第五届呢", "上一届呢"], "没有第四届的这项记录", id="the session before"),
        pytest.param(["拍卖会成交多少", "上一届呢"], "没有第四届的这项记录", id="the session before what was shown"),
        pytest.param(["刘福升是谁", "他的职务"], "松江区副区长", id="his office"),
        pytest.param(["industry alliances", "in 2021"], "15个", id="a year, in English"),
        pytest.param(["how many one-stop items", "and in 2019?"], "30个", id="and a year, in English"),
        pytest.param(["How many high-tech enterprises are there?", "In Huzhou?"], "1611家", id="a place, in English"),
        pytest.param(["Tell me about Huzhou", "alliances?"], "2个", id="of a place, in English"),
        pytest.param(["What is the GDP of the nine cities?", "growth?"], "10.9%", id="its growth, in English"),
        pytest.param(["Who is Cheng Xiangmin?", "What did he say?"], "程向民", id="what he said, in English"),
        pytest.param(
            ["综合金融服务联盟给企业放了多少授信", "成员有多少家"], "综合金融服务联盟成员单位数", id="its members"
        ),
        pytest.param(["How many projects have landed?", "Where?"], "松江、芜湖、湖州、宣城", id="where, by one word"),
        pytest.param(["一网通办多少项", "最初有多少"], "30个", id="how many at first"),
        pytest.param(["What is one-stop service?", "How many were there at first?"], "30个", id="at first, in English"),
        pytest.param(["What is one-stop service?", "So how much did it increase?"], "增加165个", id="so how much more"),
        pytest.param(["How many alliances are there?", "How many were there in 2021?"], "15个", id="how many then"),
        pytest.param(
            ["How many high-tech companies are there?", "What about 2023?"], "没有写所问的", id="not that of a part"
        ),
        pytest.param(["拍卖会", "投资额多少"], "别的没有写", id="what it cost, and not what others did"),
        pytest.param(["研发投入强度是多少", "哪个城市最高"], "来源没有逐个城市的数", id="in which city there is most"),
        pytest.param(["浙江有成员吗", "只有湖州吗"], "4 个是成员", id="whether one place of it is all"),
        pytest.param(["上海和合肥哪个高企多", "研发强度呢"], "没有找到“上海 合肥 研发强度", id="of both places"),
        pytest.param(["G60走廊2016年启动"], "时间线　2016年", id="the subject, in a year"),
    ],
)
async def test_a_conversation_stays_with_its_thing(talk: Chat, messages: list[str], shown: str) -> None:
    for words in messages:
        said = await talk(words)
    assert shown in said.text.partition("时点：")[0]


async def test_what_stands_by_itself_is_not_said_to_be_read_otherwise(talk: Chat) -> None:
    await talk("松江枢纽什么时候启用")
    assert not (await talk("客流量多少")).text.startswith("按“")


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("松江枢纽什么时候启用", "攻关需求几项", "97项", id="what counts a thing of its own"),
        pytest.param("湖州有多少高企", "谁是陈浩", "陈浩谈湖州对接走廊", id="who somebody is"),
        pytest.param("湖州有多少高企", "is it true that there are 16 alliances?", "16个", id="a claim, in English"),
        pytest.param("虚拟窗口", "攻关需求收了多少个啊", "97项", id="in many words"),
    ],
)
async def test_a_whole_question_is_its_own_whatever_was_asked_before(
    talk: Chat, first: str, then: str, shown: str
) -> None:
    await talk(first)
    said = (await talk(then)).text
    assert shown in said
    assert not said.startswith(("按“", "上一条"))


@pytest.mark.parametrize("then", ["市长是谁", "市长呢"])
async def test_another_office_is_asked_of_the_same_city(talk: Chat, then: str) -> None:
    await talk("湖州市委书记是谁")
    said = (await talk(then)).text
    assert "没有找到“湖州市 市长" in said
    assert "苏州" not in said


@pytest.mark.parametrize("words", ["来源", "来源呢", "出处"])
@pytest.mark.parametrize("listed", ["有哪些政策", "哪些城市有高企", "/city 芜湖", "最新消息"])
async def test_after_a_list_the_sources_of_what_it_lists_are_told(talk: Chat, listed: str, words: str) -> None:
    await talk(listed)
    said = (await talk(words)).text
    assert re.match(r"上面列出的 \d+ 条来自：\n\n来源\n\n1. 《", said)
    assert "保交楼" not in said  # a source of which nothing is listed


async def test_after_a_card_the_source_is_the_card_s(talk: Chat) -> None:
    await talk("有哪些政策")
    await talk("湖州高企")
    assert (await talk("来源")).text.startswith("《共建共享区域高质量发展机遇")


async def test_without_a_list_before_it_all_sources_are_told(talk: Chat) -> None:
    assert "\n来源\n\n1. " in (await talk("来源")).text


WHO_RUNS_IT = ["What is the G60 corridor?", "Who runs it?"]


@pytest.mark.parametrize(
    ("messages", "shown"),
    [
        pytest.param(WHO_RUNS_IT, "没有找到“who runs G60科创走廊”的记录", id="it is asked by its name, which fails"),
        pytest.param([*WHO_RUNS_IT, "When did it start?"], "2016年", id="it is not what failed"),
        pytest.param([*WHO_RUNS_IT, "Which cities are in it?"], "共 9 个", id="nor are its cities"),
        pytest.param([*WHO_RUNS_IT, "How many of them are in Zhejiang?"], "4 个是成员", id="they are its cities"),
        pytest.param([*WHO_RUNS_IT, "它什么时候成立的"], "2016年", id="it is the same in Chinese"),
        pytest.param(["G60走廊是什么", "谁负责", "什么时候启动的"], "2016年", id="what names nothing is asked of it"),
        pytest.param(["Tell me about Huzhou", "Who runs it?", "alliances?"], "2个", id="nor is a city left for it"),
    ],
)
async def test_after_a_question_that_failed_it_is_still_the_subject(
    talk: Chat, messages: list[str], shown: str
) -> None:
    for words in messages:
        said = await talk(words)
    assert shown in said.text.partition("时点：")[0]


ECONOMY = "How big is its economy?"
NO_START_PAGE = "直接发词就能查"


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        pytest.param("科创板上市多少家", "后来呢", "来源没有写后来怎样；记录的是：", id="later"),
        pytest.param(
            "2021年产业联盟几个", "后来呢", "产业（园区）联盟总数（2024）", id="later, where that is measured"
        ),
        pytest.param("2024年5月24日开了什么会", "结果怎么样", "上一条没有给出单独一条资料", id="later, of a list"),
        pytest.param(ECONOMY, "And then?", "来源没有写后来怎样；记录的是：", id="later, in English"),
        pytest.param(ECONOMY, "And the year before?", "按“2020年 how big is its economy”查找", id="the year before"),
        pytest.param(
            "What are the three firsts?", "Which cities did they visit?", "没有写所问的：", id="with nothing near"
        ),
        pytest.param(ECONOMY, "By whom?", "上一条写的就是这些，没有写所问的", id="by whom"),
        pytest.param(ECONOMY, "Where does that number come from?", "《长三角G60科创走廊九城市", id="its source"),
        pytest.param(
            "保交楼是怎么回事", "这跟G60有什么关系", "来源没有说有什么关系。", id="what a topic has to do with it"
        ),
        pytest.param("保交楼专项借款能用来干嘛", "这和走廊有关系吗", "来源没有说有什么关系。", id="nor a fact"),
        pytest.param("清单一共几项", "为什么减少了", "来源没有写原因；记录的是：", id="a reason for what nobody wrote"),
        pytest.param("松江枢纽什么时候启用", "Did it open?", "松江枢纽启用计划（2024年）", id="whether it opened"),
        pytest.param("Who is Wu Zhaohui?", "Who is Chen Hao?", "陈浩（浙江省湖州市委书记）", id="somebody else"),
    ],
)
async def test_what_is_asked_on_brings_neither_the_start_page_nor_another_thing(
    talk: Chat, first: str, then: str, begins: str
) -> None:
    await talk(first)
    said = (await talk(then)).text
    assert NO_START_PAGE not in said
    assert begins in said.partition("时点：")[0]


async def test_what_asks_on_after_nothing_still_brings_the_start_page(talk: Chat) -> None:
    assert NO_START_PAGE in (await talk("后来呢")).text


FUND = "How much money did the technology fund invest?"
RAIL_HUB = "Is there a high-speed rail hub?"
OFFICE = ["What is the joint office?", "Who heads it?"]


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        pytest.param(
            ["基金投了几个项目", "储备库里有多少"], "600余个\n\n成果转化基金项目储备库", id="of another fact of it"
        ),
        pytest.param(
            ["基金投了几个项目", "钱从哪来"],
            "按“基金 谁出资”查找\n\n科技成果转化基金的发起出资",
            id="who paid, in other words",
        ),
        pytest.param([FUND, "Who put up the money?"], "科技成果转化基金的发起出资", id="who paid, in English"),
        pytest.param([FUND, "Who paid for it?"], "科技成果转化基金的发起出资", id="who paid for it, in English"),
        pytest.param([FUND, "Where did the money come from?"], "科技成果转化基金的发起出资", id="and from where"),
        pytest.param(
            ["基金投了几个项目", "这些资金是哪来的"],
            "按“基金 谁出资”查找\n\n科技成果转化基金的发起出资",
            id="whose funds they are",
        ),
        pytest.param(["基金投了多少项目", "规模呢"], "按“基金 规模”查找", id="of it, and not of what it did"),
        pytest.param(["保交楼是怎么回事", "钱从哪来"], "按“保交楼 钱从哪来”查找", id="who paid, below a list"),
        pytest.param(["德清的券能买什么", "哪天首发的"], "按“德清 券 哪天首发的”查找\n\n2019年8月8日", id="its day"),
        pytest.param(
            ["量子骨干网什么时候发布的", "在哪个会上"],
            "按“量子骨干网 发布 在哪个会上”查找\n\n来源没有写地点；记录的是：\n\n长三角量子骨干网成果发布",
            id="and not of another fact that is called so",
        ),
        pytest.param(
            ["建设方案是几个部委印的", "都有哪些部委"],
            "按“建设方案部委 都有哪些部委”查找\n\n来源没有列出名单；记录的是：",
            id="which ones it counts",
        ),
        pytest.param(
            ["概念验证中心有几家", "哪几家"], "按“概念验证中心 哪几家”查找\n\n来源没有列出名单", id="and which"
        ),
        pytest.param(
            ["攻关项目落地了多少个", "都落在哪"],
            "按“攻关项目落地 都落在哪”查找\n\n松江、芜湖、湖州、宣城\n",
            id="in which places",
        ),
        pytest.param(["What is Zhijiang Lab?", "Which labs are there?"], "有 7 条最相近的：", id="all of a kind"),
        pytest.param([RAIL_HUB, "How many passengers will it handle?"], "枢纽预计年客流量", id="how many of it"),
        pytest.param([*OFFICE, "What is his other job?"], "刘福升（长三角G60科创走廊", id="somebody's office"),
        pytest.param([*OFFICE, "What did he say about meetings?"], "按“刘福升 meetings”查找", id="and his words"),
        pytest.param([*OFFICE, "What did he say about chips?"], "上一条写的就是这些，没有写所问的", id="not another's"),
        pytest.param(
            ["Who leads the task force?", "When was it set up?"],
            "按“when was lead task force set up”查找\n\n来源没有写明日期",
            id="a task force is no task",
        ),
        pytest.param(
            ["What is the innovation index?", "How fast does it grow?"],
            "按“what is innovation index 增加了多少”查找\n\n长三角区域协同创新指数年均增速：达9.54%",
            id="how fast it grows",
        ),
    ],
)
async def test_what_is_asked_of_it_is_asked_of_the_last_thing_alone(
    talk: Chat, messages: list[str], begins: str
) -> None:
    for words in messages:
        said = await talk(words)
    assert said.text.startswith(begins)


TASK_FORCE = ["专责小组开过几次会", "第一次什么时候"]
DAY = ["5月25日是什么日子", "2024年5月24号开了什么会"]


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        pytest.param(TASK_FORCE, "按“专责小组 第一次什么时候”查找\n\n没有找到", id="the first time of it"),
        pytest.param(
            [*TASK_FORCE, "第四次在哪开的"], "按“专责小组 第四次在哪开的”查找\n\n来源没有写地点", id="and the fourth"
        ),
        pytest.param(
            [*DAY, "那次会谁参加了"], "按“2024年 5月24日 会议 谁参加了”查找\n\n2024年生态大会", id="that meeting"
        ),
        pytest.param([*DAY, "一网通办多少项", "2019年呢"], "按“2019年 一网通办多少项”查找", id="not the day for ever"),
        pytest.param(["一网通办多少项", "2021年", "涨了多少"], "按“一网通办 涨了多少”查找", id="a year between"),
        pytest.param(["有哪些政策", "能查什么"], "长三角G60科创走廊\n", id="what can be asked is asked of the bot"),
    ],
)
async def test_the_last_day_or_meeting_is_the_one_that_is_meant(talk: Chat, messages: list[str], begins: str) -> None:
    for words in messages:
        said = await talk(words)
    assert said.text.startswith(begins)


ENCLAVES = "How many innovation enclaves are there in Songjiang?"
COMPANIES = ["How many high-tech companies are there?", "How many in Huzhou?"]
CAPITAL = "What is the registered capital growth of foreign firms?"
GDP = ["九城GDP多少", "占全国多大份额", "换成苏州"]


@pytest.mark.parametrize(
    ("messages", "shown"),
    [
        pytest.param([ENCLAVES, "How many does Hefei have?"], "合在一起，没有分开的数。", id="another city has"),
        pytest.param(COMPANIES, "\n\n1611家\n", id="there are in another city"),
        pytest.param([*COMPANIES, "And in Jinhua?"], "没有找到“jinhua how many", id="in one that has none"),
        pytest.param([CAPITAL, "Is that for Songjiang?"], "没有找到“songjiang", id="whether it is another city's"),
        pytest.param([ECONOMY, "How does that compare with the Yangtze Delta?"], "近1/4", id="beside a region"),
        pytest.param(["嘉兴有哪些数据", "跟湖州比呢"], "嘉兴\n没有单独的数据", id="beside another city, after a card"),
        pytest.param(GDP[:2], "1/15", id="its share, in other words"),
        pytest.param(GDP, "没有找到“苏州 gdp占全国多大份额”", id="the share of the same in another city"),
        pytest.param([*GDP, "增速呢"], "没有找到“苏州 gdp 增加了多少”", id="its growth, and not its share's"),
    ],
)
async def test_what_was_asked_is_asked_of_another_place_in_whole(talk: Chat, messages: list[str], shown: str) -> None:
    for words in messages:
        said = await talk(words)
    assert shown in said.text.partition("时点：")[0]


async def test_a_whole_question_after_several_places_is_no_comparison_of_them(talk: Chat) -> None:
    await talk("苏州 嘉定 温州")
    assert (await talk("联合攻关有实质进展的项目按最近的说法是多少个")).text.startswith("31个")


async def test_nobody_s_office_elsewhere_is_another_office(talk: Chat) -> None:
    await talk("谁是苏州市长")
    assert "陈浩" not in (await talk("湖州呢")).text


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        pytest.param(
            ["松江工业排第几", "gdp呢"],
            "没有松江的这项记录；下面说的不是它：\n\n九城市前三季度GDP",
            id="others have it",
        ),
        pytest.param(
            ["湖州高企", "产业联盟呢"], "按“湖州 产业联盟”查找\n\n湖州参与共建的产业联盟", id="it has it, too"
        ),
        pytest.param(["湖州产业联盟", "gdp呢"], "没有湖州的这项记录", id="the place stands in a name"),
        pytest.param(["产业联盟", "高企呢"], "九城市高新技术企业", id="no place was spoken of"),
    ],
)
async def test_another_thing_is_of_the_place_that_was_spoken_of_or_said_not_to_be(
    talk: Chat, messages: list[str], begins: str
) -> None:
    for words in messages:
        said = await talk(words)
    assert said.text.startswith(begins)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("是2021年的吗", "不是2021年；记录的是：\n截至2024年5月24日"),
        ("是2024年的吗", "与记录相符：2024年。\n截至2024年5月24日"),
        ("这是2024年5月的数据吗", "与记录相符：2024年5月。\n截至2024年5月24日"),
    ],
)
async def test_whether_what_was_shown_is_of_a_time_is_checked(talk: Chat, words: str, verdict: str) -> None:
    await talk("产业联盟")
    assert (await talk(words)).text.startswith(verdict)


@pytest.mark.parametrize(
    ("shown", "words", "told"),
    [
        pytest.param("松江高铁客运枢纽通车计划", "是2023年吗", "2023年11月时的计划，预定2024年12月", id="a plan"),
        pytest.param("固态电池项目什么时候落户", "是2023年吗", "2023—2024年", id="one of two years"),
        pytest.param("首届拍卖会成交多少", "这是2018年的数吗", "截至2019年", id="a year of the report"),
        pytest.param("G60科创走廊启动建设（2019纪实）", "是2019年的吗", "2016—2019年", id="a span of years"),
        pytest.param("小巨人企业多少家", "是2021年底的吗", "截至2022年8月17日", id="the end of a year"),
    ],
)
async def test_where_nobody_can_tell_whether_it_is_of_a_time_its_own_time_is_told(
    talk: Chat, shown: str, words: str, told: str
) -> None:
    await talk(shown)
    assert (await talk(words)).text.startswith(told)


@pytest.mark.parametrize("words", ["专责小组呢", "科技部呢"])
async def test_an_institution_is_not_said_to_be_lacking_in_the_place_that_was_spoken_of(talk: Chat, words: str) -> None:
    await talk("湖州高企有多少")
    assert (await talk(words)).text.startswith("专责小组由科技部牵头")


async def test_how_much_more_there_is_at_last_than_at_first_is_asked_of_what_was_shown(talk: Chat) -> None:
    await talk("产业联盟")
    assert "增加1个" in (await talk("从最初到后来多了多少")).text


@pytest.mark.parametrize(
    ("messages", "begins"),
    [
        pytest.param(["研发投入强度3.52%", "那是多少"], "按“研发投入强度 是多少”查找\n\n达3.25%", id="what it is"),
        pytest.param(["湖州高企1600家对吗", "那是多少"], "按“湖州 高企 是多少”查找\n\n1611家", id="of a place"),
        pytest.param(["研发投入强度3.52%", "全国呢"], "按“全国 研发投入强度”查找", id="of another place"),
        pytest.param(
            ["产业联盟15个对吗", "16个呢"], "按“产业联盟 16个对吗”查找\n\n与记录相符：16个。", id="another amount"
        ),
    ],
)
async def test_an_amount_that_was_put_forward_is_no_part_of_what_is_asked_next(
    talk: Chat, messages: list[str], begins: str
) -> None:
    for words in messages:
        said = await talk(words)
    assert said.text.startswith(begins)


async def test_what_is_held_against_another_year_is_subtracted(talk: Chat) -> None:
    await talk("产业联盟2023年几个")
    assert "增加1个" in (await talk("跟2021年比呢")).text


@pytest.mark.parametrize("words", ["通了没", "建好了没有", "通车了没"])
async def test_whether_it_is_done_by_now_is_asked_of_what_was_shown(talk: Chat, words: str) -> None:
    await talk("松江枢纽什么时候通车")
    said = (await talk(words)).text
    assert "松江高铁客运枢纽通车计划\n这是计划或预告，来源没有说已经完成" in said


async def test_whose_the_amount_is_may_be_asked_with_the_place_that_was_shown(talk: Chat) -> None:
    await talk("芜湖书记是谁")
    assert (await talk("33亿是芜湖全市的吗")).text.startswith("这个数在上一条里，别的没有写；记录的是：")


@pytest.mark.parametrize(
    "then", ["那是全市的吗", "是九城市的吗", "是累计的吗", "这是全国的数吗", "是估计的还是准确的", "是人民币吗"]
)
async def test_of_what_a_figure_is_told_stands_in_its_statement_and_its_note(talk: Chat, then: str) -> None:
    await talk("湖州高企多少家")
    figure, when, statement, note, *_ = (await talk(then)).text.splitlines()
    assert (figure, when) == ("1611家", "时点：截至2023年11月")
    assert "先后引进、培育" in statement
    assert note.startswith("注：只是湖州一市的数，不是九城市合计")


async def test_of_what_is_no_figure_no_scope_is_told(talk: Chat) -> None:
    await talk("量子联盟")
    assert "上一条写的就是这些" in (await talk("是累计的吗")).text
    assert (await talk("是松江的吗")).text.startswith("松江　上海市松江区")


@pytest.mark.parametrize("then", ["怎么引用", "复制引用", "分享", "怎么转发给同事", "how do I cite it?"])
async def test_what_was_shown_is_quoted_to_be_copied(talk: Chat, then: str) -> None:
    await talk("湖州高企多少家")
    said = await talk(then)
    quoted = next(said.text[span.start : span.end] for span in said[0].shown.spans if span.style == "code")
    assert quoted.startswith("湖州市委书记陈浩2023年11月说")
    assert "（截至2023年11月；来源：《共建共享区域高质量发展机遇" in quoted
    assert {"复制引用", "分享"} <= set(said.labels)


async def test_of_nothing_that_was_shown_there_is_nothing_to_quote(talk: Chat) -> None:
    assert (await talk("怎么引用")).text.startswith("上一条没有给出单独一条资料")


async def test_a_side_that_only_another_thing_has_is_not_told_of_it(talk: Chat) -> None:
    await talk("成果转化基金")
    await talk("对接了多少企业")
    assert (await talk("规模呢")).text.startswith("上一条写的就是这些")


@pytest.mark.parametrize(
    ("before", "words", "begins"),
    [
        ("合肥", "更多", "合肥　合肥市"),
        ("合肥", "还有吗", "合肥　合肥市"),
        ("长三角", "第三页", "长三角　长江三角洲"),
        ("上饶是成员吗", "有产业园吗", "按“上饶 有产业园吗”查找\n\n上饶合作产业园"),
        ("上饶是走廊第十个成员", "有产业园吗", "按“上饶 有产业园吗”查找\n\n上饶合作产业园"),
        ("量子", "有几个联盟", "按“量子联盟”查找\n\nG60量子密码应用创新联盟"),
        ("松江枢纽", "客流呢", "按“松江枢纽 客流”查找\n\n松江高铁枢纽预计客流量"),
        ("习近平", "什么场合说的", "长三角一体化上升为国家战略"),
        ("拍卖会", "我要第一届的", "按“第一届 拍卖会”查找\n\n首届G60科技成果拍卖会成交额"),
        ("一网通办", "首批的", "按“首批一网通办”查找\n\n九城市首批一网通办事项"),
        ("5th auction turnover", "and the first one", "按“第一届 auction turnover”查找\n\n首届G60科技成果拍卖会"),
        ("杭州创新券能用在哪", "安庆行吗", "按“安庆 创新券能用在哪”查找\n\n杭州创新券覆盖的安徽城市"),
        ("彩虹鱼在哪", "投产了吗", "上一条写的就是这些，没有写所问的"),
        ("G60星链", "有多少颗", "上一条写的就是这些，没有写所问的"),
        ("石湖荡", "和松江枢纽什么关系", "石湖荡国际多式联运物流枢纽"),
        ("G60走廊有十个城市对吗", "那到底几个", "按“有哪些成员”查找\n\nG60科创走廊成员：松江"),
        ("G60走廊有十个城市对吗", "不是？", "请对照来源核对。"),
        ("G60走廊有十个城市对吗", "不对", "请对照来源核对。"),
        ("高企", "total?", "上一条写的就是这些，没有写所问的"),
        ("成渝研发强度", "和九城市比哪个高", "按“G60科创走廊 成渝研发强度 对比”查找"),
        ("成渝研发强度", "高多少", "口径不同，不能相比、相减，只能并列看："),
        ("协同创新指数走势", "两个版本能比吗", "口径不同，不能相比、相减，只能并列看："),
        ("协同创新指数走势", "为什么不能比", "口径不同，不能相比、相减，只能并列看："),
        ("首届拍卖会成交额", "哪个大", "口径不同，不能相比、相减，只能并列看："),
        ("研发投入强度", "有没有新一点的", "这是资料里最新的；来源最新到2024年5月24日"),
        ("2021年产业联盟几个", "有更新的吗", "产业（园区）联盟总数（2024）"),
        ("来源有哪些", "作者是谁", "最新的来源发布于"),
        ("写一段湖州的简报", "要带来源", "上面列出的 8 条来自："),
    ],
)
async def test_what_a_stranger_asked_on(talk: Chat, before: str, words: str, begins: str) -> None:
    await talk(before)
    assert (await talk(words)).text.startswith(begins)


async def test_a_session_that_was_chosen_stays_what_is_spoken_of(talk: Chat) -> None:
    await talk("拍卖会")
    await talk("第一届的")
    for words in ("多少钱", "成交多少"):
        assert "科技成果拍卖会成交额：9040万元" in (await talk(words)).text.partition("另一口径")[0]
    await talk("第四届的")
    assert "没有第四届的这项记录" in (await talk("多少钱")).text, "and so does one of which nothing is told"


async def test_what_a_thing_has_that_is_in_a_place_is_not_told_of_the_place(talk: Chat) -> None:
    await talk("松江枢纽")
    await talk("客流呢")
    assert (await talk("投资呢")).text.startswith("上一条写的就是这些，别的没有写：\n\n松江高铁枢纽预计客流量")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("一网通办", "哪个大学最多"),  # which one is bigger: of nothing that was shown
        ("彩虹鱼在哪", "今天有什么"),
        ("彩虹鱼在哪", "有哪些机构"),
        ("松江枢纽", "高企有多少"),
        ("拍卖会", "16个联盟是哪些"),
    ],
)
async def test_what_says_of_what_it_asks_is_no_more_of_what_was_shown(talk: Chat, before: str, words: str) -> None:
    await talk(before)
    assert not (await talk(words)).text.startswith(("上一条写的就是这些", "口径不同"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("收藏", "这里没有收藏"),
        ("能导出word吗", "不能导出文件"),
        ("给我表格", "不能导出文件"),
        ("in English please", "You can ask in English"),
        ("谁编的", "/sources 看来源"),
    ],
)
async def test_what_there_is_not_is_told_with_what_there_is_and_what_was_shown_is_still_spoken_of(
    talk: Chat, words: str, says: str
) -> None:
    await talk("一网通办多少项")
    assert says in (await talk(words)).text
    assert (await talk("来源")).text.startswith("《长三角G60科创走廊 激活")


@pytest.mark.parametrize("words", ["出口多少", "英文报道有吗", "收藏品拍卖", "下载量多少", "谁编制的规划"])
async def test_what_only_has_such_a_word_is_a_question(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert not said.startswith(("这里没有收藏", "不能导出", "答案只有中文", "每条都由编辑"))


@pytest.mark.parametrize(
    ("before", "point"),
    [
        ("九城市近2.9万家高新技术企业", "· 2021年12月  3.6万余家（九城市，2021年底）"),
        ("首届拍卖会成交额", "· 2023年11月  首次累计超100亿元（历届累计）"),
    ],
)
async def test_what_is_newer_on_another_basis_is_told_and_said_to_be_on_one(
    talk: Chat, before: str, point: str
) -> None:
    await talk(before)
    said = (await talk("有没有更新的")).text
    assert said.startswith("同一口径没有更新的（来源最新到2024年5月24日）；口径或地方不同的有，不能同它相比：\n· ")
    assert point in said.partition("\n\n")[0]


@pytest.mark.parametrize("before", ["刘福升", "首届进博会", "彩虹鱼在哪"])
async def test_what_measures_nothing_is_not_called_the_newest(talk: Chat, before: str) -> None:
    await talk(before)
    said = (await talk("有没有更新的")).text
    assert said.startswith("没有记录能接在它后面比较的数；来源最新到2024年5月24日")


async def test_an_office_and_what_was_spoken_of_are_no_occasion(talk: Chat) -> None:
    await talk("刘福升")
    assert (await talk("在什么场合说的")).text.startswith("上一条写的就是这些，没有写所问的")
    await talk("高鹰忠")
    assert (await talk("在什么场合说的")).text.startswith("高鹰忠谈")
