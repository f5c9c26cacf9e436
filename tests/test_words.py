"""Plain words in a private chat."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

import pytest

from bot.services import Services
from tests.chat import Chat

LONGEST_WAIT = 10.0  # seconds, on the slowest machine; it took minutes


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("芜湖", "G60科创走廊成员", id="a city is its card"),
        pytest.param("城市 芜湖", "G60科创走廊成员", id="a Chinese form without a slash"),
        pytest.param("／城市 芜湖", "G60科创走廊成员", id="a full-width slash"),
        pytest.param("事实　拍卖会", "累计超100亿元", id="a full-width space"),
        pytest.param("/city芜湖", "G60科创走廊成员", id="no space at all"),
        pytest.param("/芜湖", "G60科创走廊成员", id="a city for a command"),
        pytest.param("拍卖会", "累计超100亿元", id="a term is the best fact"),
        pytest.param("2021", "时间线　2021年", id="a year is its timeline"),
        pytest.param("２０２１年", "时间线　2021年", id="a year in full width"),
        pytest.param("11月8日", "2026年11月8日", id="a day"),
        pytest.param("2021-11-08", "2021年11月8日", id="a day of a year"),
        pytest.param("今天", "2026年11月20日", id="today"),
        pytest.param("芜湖 技术合同", "33亿元", id="a city and a term"),
        pytest.param("科创飞地", "18个", id="a topic that is an indicator too"),
        pytest.param("帮助", "命令", id="help in Chinese"),
        pytest.param("？？？", "直接发词就能查", id="only marks"),
        pytest.param("🙂", "直接发词就能查", id="an emoji"),
    ],
)
async def test_words_are_understood(talk: Chat, words: str, shown: str) -> None:
    assert shown in (await talk(words)).text


@pytest.mark.parametrize(
    "text", ["mo liao " * 40, "㍿" * 256, "shi " * 80, "芜湖" * 128], ids=["pinyin", "one as four", "run", "long"]
)
async def test_a_hostile_question_is_answered(talk: Chat, text: str) -> None:
    assert "出了点问题" not in (await talk(text)).text


async def test_a_caption_is_read_like_a_text(talk: Chat) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    assert "累计超100亿元" in (await talk(None, photo=photo, caption="拍卖会")).text


async def test_a_sticker_is_told_that_only_words_are_read(talk: Chat) -> None:
    sticker = {
        "file_id": "a",
        "file_unique_id": "b",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
        "type": "regular",
    }
    assert "我只读文字" in (await talk(None, sticker=sticker)).text


async def test_a_message_sent_through_this_bot_is_no_question(talk: Chat) -> None:
    assert await talk("拍卖会", via_bot={"id": 1, "is_bot": True, "first_name": "简报"}) == []


async def test_an_unknown_command_names_the_near_ones(talk: Chat) -> None:
    assert "/city" in (await talk("/citi 芜湖")).text


@pytest.mark.parametrize(
    "text",
    [
        "芜湖" * 5000,
        "a" * 10_000,
        "1" * 4000,
        "<b>&lt;</b>",
        "'; DROP TABLE facts; --",
        "\u202e芜湖\u200f",
        "/" * 300,
        "\ud83d",
        "shishi" * 60,
    ],
    ids=["long", "latin", "digits", "html", "sql", "right-to-left", "slashes", "half a surrogate", "pinyin"],
)
async def test_any_text_gets_a_sensible_answer(talk: Chat, text: str) -> None:
    said = await talk(text)
    assert said.text
    assert "出了点问题" not in said.text


async def test_what_telegram_says_of_a_chat_is_no_question(talk: Chat) -> None:
    paid = {"currency": "XTR", "total_amount": 5, "invoice_payload": "x", "telegram_payment_charge_id": "x"}
    assert await talk(None, successful_payment={**paid, "provider_payment_charge_id": "x"}) == []
    assert await talk(None, new_chat_title="拍卖会") == []


@pytest.mark.parametrize(
    "typed", ["{} 合肥", "/city 合肥 {}", "/timeline {} 合肥", "/fact {} 合肥", "@briefing_bot {} 合肥"]
)
async def test_a_year_by_its_distance_is_that_year_in_every_command(services: Services, typed: str) -> None:
    chat = Chat(services, datetime(2025, 6, 1, tzinfo=UTC))
    async with chat.application:
        said = (await chat(typed.format("去年"))).text
        assert said == (await chat(typed.format("2024年"))).text
        assert said != (await chat(typed.format("今年"))).text


@pytest.mark.parametrize("typed", ["/on {}5月", "/source {}", "/topics {}", "/trend 产业联盟 {}"])
async def test_the_same_in_commands_that_name_no_city(talk: Chat, typed: str) -> None:
    assert (await talk(typed.format("前年"))).text == (await talk(typed.format("2024年"))).text


async def test_the_same_month_of_last_year_is_no_year_of_its_own(talk: Chat) -> None:
    assert "2025年" not in (await talk("比去年同期增长")).text


@pytest.mark.parametrize("words", ["新华社", "新华社的报道", "新華社"])
async def test_a_publisher_s_name_alone_lists_what_is_from_it(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert said.text == (await talk("/source 新华社")).text
    assert said.labels == ["新华社2022-08-19", "新华社2022-08-17"]


@pytest.mark.parametrize("words", ["证券时报网", "《经济参考报》", "纪实报道2019", "多地区域协同创新加快推进"])
async def test_the_name_of_one_source_is_that_source_with_its_facts(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert "据此整理" in said.text
    assert said.text == (await talk(f"/source {words}")).text


@pytest.mark.parametrize("words", ["新华社 高新技术企业", "转载", "参考", "人民日报", "2022"])
async def test_what_is_more_or_less_than_a_name_is_no_source(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert "据此整理" not in said.text
    assert not said.text.startswith("来源")


@pytest.mark.parametrize("words", ["2023年", "2023"])
async def test_a_source_is_found_by_its_year_as_the_usage_says(talk: Chat, words: str) -> None:
    assert "长三角G60科创走廊观察" in (await talk(f"/source {words}")).text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("科创生态建设大会2023年在哪里开", "松江（上海）"),
        ("第一届长三角一体化创新成果展在哪个城市开幕", "芜湖（安徽）"),
        ("固态电池材料项目落户哪里", "松江（上海）"),
        ("第六届进博会G60要素对接大会在什么地方举行", "上海"),
        ("松江枢纽在哪", "松江（上海）"),
        ("Where is the Songjiang hub?", "松江（上海）"),
        ("脑智基地在哪", "松江（上海）"),
        ("婺城飞地在哪", "闵行（上海）"),
        ("彩虹鱼落户哪里", "舟山普陀（浙江）"),
    ],
)
async def test_a_question_of_where_begins_with_the_place(talk: Chat, question: str, place: str) -> None:
    assert (await talk(question)).text.splitlines()[0] == place


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("婺城上海科创中心在哪里", "婺城（浙江）"),
        ("瑞安市（安亭）飞地创新港在哪", "温州（浙江）"),
        ("德清创新券首批发放在哪里", "上海"),
        ("专责小组第三次全体会议在哪一天开的", "上海"),
        ("要素对接大会在哪一年举办", "上海"),
        ("第一届长三角一体化创新成果展在哪天开幕", "芜湖（安徽）"),
        ("想加入走廊的城市在哪里", "G60科创走廊"),
    ],
)
async def test_a_name_and_a_day_are_no_place(talk: Chat, question: str, wrong: str) -> None:
    assert (await talk(question)).text.splitlines()[0] != wrong


@pytest.mark.parametrize(
    "question",
    ["昆山小核酸产业园获授牌在哪里", "湖州高新技术企业在哪里", "2023年科创生态建设大会", "松江枢纽在松江哪里"],
)
async def test_a_place_that_the_statement_does_not_say_it_is_at_is_none(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.splitlines()[0] not in ("昆山（江苏）", "湖州（浙江）", "松江（上海）")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        pytest.param("九城市科创板企业占全国多少", "超1/5", id="the newest share"),
        pytest.param("九城市利用外资多少", "来源只有增减的幅度，没有总量：", id="a growth is no amount"),
        pytest.param(
            "九城市GDP在长三角占多少", "没有找到“九城市GDP在长三角占多少”的记录。", id="a share of something else"
        ),
        pytest.param("2023年九城市有多少高新技术企业", "没有2023年的这项记录；最接近的是：", id="a share is no count"),
        pytest.param("G60科创走廊谁批准的", "没有找到“G60科创走廊谁批准的”的记录。", id="who did what nobody wrote"),
        pytest.param("最近一次专责小组会议是什么时候", "2022年", id="the last time"),
        pytest.param("最新消息", "时间线　长三角G60科创走廊", id="news"),
        pytest.param("最近一年的新闻", "时间线　长三角G60科创走廊", id="the news of a year"),
        pytest.param("芜湖的英文", "芜湖　芜湖市 · 安徽 · Wuhu", id="a place's English name"),
        pytest.param("松江是市还是区", "松江　上海市松江区 · 上海 · Songjiang", id="what kind of place it is"),
        pytest.param("G60科创走廊英文怎么说", "长三角G60科创走廊", id="the subject's English name"),
        pytest.param("科创飞地的英文", "没有找到“科创飞地的英文”的记录。", id="the English name of what is no place"),
        pytest.param("嘉兴有哪些大事", "时间线　嘉兴", id="what happened in a place"),
        pytest.param("南京里程碑", "没有找到“南京里程碑”的记录。", id="where nothing did"),
        pytest.param("有什么主题", "主题", id="which topics there are"),
        pytest.param("下一页", "没有找到“下一页”：上一条没有列出几条可选。", id="a page of nothing"),
        pytest.param("我在写一份关于科创飞地的材料", "科创飞地　Innovation enclaves", id="what somebody writes about"),
        pytest.param("11个产城融合示范区分别是谁", "没有找到“11个产城融合示范区分别是谁”的记录。", id="another thing"),
        pytest.param(
            "松江财政收入连续70个月增长靠的是哪几个行业",
            "没有找到“松江财政收入连续70个月增长靠的是哪几个行业”的记录。",
            id="what an amount comes from",
        ),
        pytest.param("松江有几个第一", "来源没有数过有几个；记为第1位的是：", id="no number of ranks"),
        pytest.param("松江有哪些第一", "来源没有数过有几个；记为第1位的是：", id="which ranks there are"),
        pytest.param("松江拿了几项全国第一", "没有找到“松江拿了几项全国第一”的记录。", id="a rank elsewhere"),
        pytest.param("合肥有几个第一", "没有找到“合肥有几个第一”的记录。", id="of a place without any"),
        pytest.param("保交楼多少亿", "来源没有“保交楼多少亿”这样一个数；这个主题记录的是：", id="a topic's amount"),
        pytest.param("联盟叫什么", "有 7 条最相近的：", id="which they are, and not how many"),
        pytest.param("科技成果转化联盟叫什么", "G60科技成果转化联盟", id="one by its own name"),
        pytest.param("54.5%涨的是什么", "九城市利用外资增幅", id="what an amount is"),
        pytest.param("国家级高企1611家是哪个市的", "这一条说的是湖州。", id="whose an amount is"),
        pytest.param("芜湖1611家是什么", "没有找到“芜湖1611家是什么”的记录。", id="an amount of another place"),
        pytest.param(
            "2.9万亿元是比特币市值吗",
            "这句话不能全部核对；资料里的2.9万亿元说的是下面这一条，没有写到“是比特币市值”：",
            id="an amount of something else",
        ),
        pytest.param(
            "28条政策都是央行出的吗",
            "这句话不能全部核对；资料里的28条说的是下面这一条，没有写到“都是央行出的”：",
            id="what no source says of an amount",
        ),
        pytest.param("2.9万亿元是授信总额吗", "与记录大体相符：2.9万亿元；记录的是：", id="what an amount is indeed"),
        pytest.param("5周年", "按“2021年”查找", id="what is so many years ago"),
        pytest.param("五周年", "九城市共建走廊周年", id="the same, where it is the name of something"),
        pytest.param("满10周年的有什么", "按“2016年”查找", id="so many years ago, in more words"),
        pytest.param("安亭", "按“嘉定（安亭）”查找", id="a place by the name of what lies in it"),
        pytest.param("安亭属于G60吗", "按“嘉定（安亭）”查找", id="whether that belongs to the subject"),
        pytest.param("松江区", "松江　上海市松江区 · 上海 · Songjiang", id="a place by its longer name"),
        pytest.param("大湾区", "粤港澳　粤港澳大湾区 · Greater Bay Area", id="a place by a part of that"),
        pytest.param("能到哪些城市", "长三角G60科创走廊", id="where some line leads to is no membership"),
    ],
)
async def test_the_first_line_is_what_was_asked(talk: Chat, words: str, first: str) -> None:
    assert (await talk(words)).text.splitlines()[0] == first


@pytest.mark.parametrize("words", ["谢谢", "xiexie", "辛苦啦", "好的，谢谢", "Thanks!", "感谢"])
async def test_thanks_are_welcome(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("不客气。")


@pytest.mark.parametrize("words", ["早", "ok", "嗯", "哈哈", "拜拜", "bye", "收到", "不用了"])
async def test_what_is_polite_and_no_thanks_is_not_answered_as_if_it_were(talk: Chat, words: str) -> None:
    assert (await talk(words)).text == "要查什么，直接发词就行；/help 看怎么用。"


async def test_a_numeral_is_no_misspelt_city(talk: Chat) -> None:
    assert "申城" not in (await talk("十城市的GDP")).text


@pytest.mark.parametrize("words", ["哈" * 200 + "湖", "好的" * 100 + "湖", "谢" * 200 + "湖", "吗" * 4_000 + "湖"])
async def test_a_long_laugh_holds_nobody_up(talk: Chat, words: str) -> None:
    """It took longer than anybody waits when a laugh could be read in as many ways as it has parts."""
    began = perf_counter()
    assert (await talk(words)).text
    assert perf_counter() - began < LONGEST_WAIT


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("有多少条数据", "条事实，其中带日期的大事"),
        ("更新到什么时候了？", "最新的来源发布于2024年5月24日"),
        ("资料截止到哪天", "最新的来源发布于2024年5月24日"),
        ("数据更新到什么时候", "最新的来源发布于2024年5月24日"),
        ("你的数据从哪来？", "观察报道2023-11"),
        ("请问这些资料来自哪里", "观察报道2023-11"),
        ("这个机器人是谁做的", "每条都由编辑据原文改写"),
        ("数据哪来的", "观察报道2023-11"),
        ("help", "命令"),
        ("能在群里用吗", "命令"),
        ("你会记录我的聊天吗", "不存名字，不存你发来的消息"),
        ("今天的简报", "每日简报"),
    ],
)
async def test_questions_about_the_bot_itself_are_answered(talk: Chat, words: str, told: str) -> None:
    said = await talk(words)
    assert told in said.text + "".join(said.labels)
