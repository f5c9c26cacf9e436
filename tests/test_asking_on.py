"""What is asked on: of other times, of another thing, in English of it; and after a no."""

from __future__ import annotations

import pytest

from tests.chat import Chat


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        pytest.param(
            "财政收入", "2020年的有吗", "按“2020年 财政收入”查找\n\n没有2020年的这项记录", id="a year, if there is one"
        ),
        pytest.param("2021年产业联盟几个", "最新的", "按“最新 产业联盟几个”查找\n\n16个", id="the newest"),
        pytest.param("一网通办多少项", "往年的", "按“一网通办多少项 历年”查找\n\n一网通办事项数　趋势", id="all times"),
        pytest.param("高新技术企业占全国多少", "以前呢", "按“高新技术企业占全国多少 历年”", id="earlier times"),
        pytest.param(
            "高新技术企业占全国多少", "科创板的呢", "按“科创板 占全国多少”查找\n\n超1/5", id="the share of another"
        ),
        pytest.param("高企占全国多少", "GDP的呢", "按“gdp 占全国多少”查找\n\n1/15", id="the share of a measure"),
        pytest.param("G60 Starlink?", "who built it", "上一条写的就是这些", id="in English, what is not told"),
        pytest.param(
            "海尔工厂", "where is it?", "按“where is 海尔工厂”查找\n\n松江（上海）", id="in English, what is told"
        ),
        pytest.param(
            "保交楼专项借款有多少钱", "能拿来干啥", "按“保交楼专项借款 能拿来干啥”", id="after a no, of the same thing"
        ),
        pytest.param("保交楼", "借款多少", "按“保交楼 借款多少”查找\n\n没有找到", id="below a list, of its topic"),
        pytest.param("苏州高企多少家", "谁说的", "上一条没有给出单独一条资料", id="after a no, who said it"),
    ],
)
async def test_it_is_asked_of_what_was_spoken_of(talk: Chat, first: str, then: str, begins: str) -> None:
    await talk(first)
    assert (await talk(then)).text.startswith(begins)


async def test_what_somebody_says_to_be_right_is_not_shown_in_words_of_the_bot_s_own(talk: Chat) -> None:
    await talk("湖州高企")
    said = (await talk("错了，1600家")).text
    assert said.startswith("按“湖州 高企 1600家对吗”查找\n\n不是1600家；记录的是：")


@pytest.mark.parametrize(
    ("conversation", "shown"),
    [
        pytest.param(["湖州参与共建几个联盟", "陈浩说了什么"], "陈浩\n\n有 5 条", id="all that he said"),
        pytest.param(["湖州高企", "他谈高企了吗"], "按“陈浩 高企”查找", id="what he said of something"),
        pytest.param(["陈浩怎么看飞地"], "没有找到陈浩对“飞地”的说法；记录里说过的是", id="by his name"),
        pytest.param(["陈浩怎么看飞地", "他怎么看创新券"], "没有找到陈浩对“创新券”的说法", id="and on from it"),
        pytest.param(["陈浩说了什么", "他还说了什么"], "陈浩\n\n有 5 条", id="of a list of his"),
        pytest.param(["谁是副主任", "他还说了什么"], "郭淑晴\n\n有 3 条", id="whom a fact names that is not his"),
        pytest.param(
            ["宁波怎么看飞地"], "没有找到宁波对“飞地”的说法；记录里说过的是：\n\n芜湖", id="one statement alone"
        ),
        pytest.param(["刘福升说了什么"], "刘福升谈联席办职责\n\n松江区副区长", id="which is shown in full"),
    ],
)
async def test_what_somebody_said_is_his_alone(talk: Chat, conversation: list[str], shown: str) -> None:
    *before, last = conversation
    for words in before:
        await talk(words)
    assert shown in (await talk(last)).text


@pytest.mark.parametrize("words", ["陈浩说湖州有1611家高企吗", "规划提到了什么", "谁谈了飞地"])
async def test_what_names_no_speaker_or_claims_an_amount_is_no_question_for_all_he_said(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "说过的是" not in said
    assert not said.startswith("陈浩\n")


@pytest.mark.parametrize(
    ("conversation", "begins"),
    [
        pytest.param(
            ["联盟16个对吗", "15个呢"], "按“联盟 15个对吗”查找\n\n这是2021年11月8日的数；更新的是16个", id="once"
        ),
        pytest.param(["联盟16个对吗", "15个呢", "17个？"], "按“联盟 17个对吗”查找\n\n不是17个", id="and another"),
        pytest.param(
            ["湖州高企", "超过2000家吗"], "按“湖州 高企 超过2000家对吗”查找\n\n不是超过2000家", id="of a figure"
        ),
        pytest.param(
            ["产业联盟有哪些", "第一条", "是18个吧"], "按“产业联盟 是18个对吗”查找\n\n不是18个", id="of an item"
        ),
        pytest.param(
            ["松江枢纽在哪", "客流量呢"], "按“松江枢纽 客流量”查找\n\n松江高铁枢纽预计客流量", id="a side of a thing"
        ),
        pytest.param(
            ["一网通办多少项", "是全国第一个吗"], "上一条写的就是这些，没有写所问的", id="whether it is first"
        ),
        pytest.param(
            ["跨区域知识产权保护协作中心", "是全国首个吗"],
            "跨区域知识产权保护协作中心\n\n截至",
            id="what is told to be first",
        ),
        pytest.param(["一网通办多少项", "2024年的吗"], "与记录相符：2024年。", id="of which time, in two words"),
        pytest.param(["一网通办多少项", "原文在哪看"], "《长三角G60科创走廊 激活", id="where to read it"),
        pytest.param(["一网通办多少项", "这些数据谁发布的"], "《长三角G60科创走廊 激活", id="who published it"),
        pytest.param(["一网通办", "what is the source"], "《长三角G60科创走廊 激活", id="its source, in English"),
        pytest.param(["湖州市委书记是谁", "他说了什么", "他是什么职务"], "陈浩（浙江省湖州市委书记）", id="of a list"),
        pytest.param(["2021年产业联盟几个", "那时候有哪些"], "按“2021年 产业联盟 有哪些”查找", id="at that time"),
        pytest.param(
            ["联盟16个，飞地20个，对吗", "第二个对吗"], "飞地20个：不是20个；记录的是：18个", id="one of two amounts"
        ),
        pytest.param(
            ["核对：联盟16个，飞地20个", "第一个对吗", "错在哪"],
            "飞地20个：不是20个；记录的是：18个",
            id="what is wrong",
        ),
        pytest.param(["上交所G60基地", "服务了多少企业"], "上一条写的就是这些，别的没有写", id="what it did"),
        pytest.param(["第五届拍卖会", "成交了多少项目"], "按“第五届 拍卖会 成交了多少项目”查找", id="of its session"),
        pytest.param(
            ["走廊的规划叫什么", "谁印发的"], "上一条写的就是这些，没有写所问的", id="what background alone tells"
        ),
        pytest.param(["松江枢纽", "投资呢"], "上一条写的就是这些，别的没有写", id="what is told of its place alone"),
        pytest.param(["松江财政收入", "投资呢"], "按“松江 投资”查找\n\n松江重大项目", id="of a measure of a place"),
        pytest.param(["湖州研发机构56家", "高企呢"], "按“湖州 高企”查找\n\n湖州国家高新", id="another thing there"),
        pytest.param(["研发投入强度", "全国平均呢"], "按“研发投入强度 全国平均”查找\n\n没有找到", id="an average"),
        pytest.param(["创新券", "武汉能用吗"], "按“武汉 创新券”查找\n\n没有找到", id="whether it is so elsewhere"),
        pytest.param(["11月8日", "那2021年的那次"], "按“2021年11月8日”查找\n\n2021年11月8日", id="that day of a year"),
        pytest.param(
            ["概念验证中心37家入选，产业联盟16个，对吗", "哪里不对", "来源"],
            "《长三角G60科创走廊 激活创新动能",
            id="where what is wrong is told",
        ),
        pytest.param(["概念验证", "哪12家"], "按“12家概念验证 名单”查找\n\n来源没有列出名单", id="which so many are"),
        pytest.param(["湖州市委书记", "高企呢"], "按“湖州 高企”查找\n\n湖州国家高新", id="of somebody's place"),
        pytest.param(
            ["11月8日", "发布了什么"], "按“11月8日 发布了什么”查找\n\n进博会上同时发布", id="what a day brought"
        ),
        pytest.param(
            ["11月8日", "签了什么"],
            "按“11月8日 签了什么”查找\n\n“11月8日 签了什么”没有单独的一条",
            id="what it did not bring",
        ),
    ],
)
async def test_it_is_asked_of_what_was_shown(talk: Chat, conversation: list[str], begins: str) -> None:
    *before, last = conversation
    for words in before:
        await talk(words)
    assert (await talk(last)).text.startswith(begins)


async def test_background_that_alone_tells_what_is_asked_has_the_first_of_the_buttons(talk: Chat) -> None:
    await talk("量子骨干网")
    said = await talk("什么时候发布的")
    assert said.text.startswith("上一条写的就是这些，没有写所问的；别的条目也许有，见按钮：")
    assert said.labels[2] == "长三角量子骨干网成果发布 · 2023年6月"


@pytest.mark.parametrize("words", ["2021年呢", "九城市呢", "你呢", "18个飞地呢"])
async def test_what_is_no_amount_alone_is_no_claim_of_what_was_shown(talk: Chat, words: str) -> None:
    await talk("湖州高企")
    assert "对吗" not in (await talk(words)).text.splitlines()[0]


@pytest.mark.parametrize("words", ["投资多少", "总投资是多少", "花了多少钱"])
async def test_what_something_cost_is_asked_of_it_and_not_of_others(talk: Chat, words: str) -> None:
    await talk("松江枢纽")
    said = (await talk(words)).text
    assert said.startswith("上一条写的就是这些")
    assert "亿元" not in said


@pytest.mark.parametrize("words", ["人工", "图片", "文件", "发文件", "表格"])
async def test_a_noun_alone_is_a_question_of_the_base(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith(("这里没有", "不能导出"))


@pytest.mark.parametrize(
    ("words", "says"),
    [("转人工", "没有人工客服"), ("人工客服", "没有人工客服"), ("发个文件", "不能导出"), ("下载", "不能导出")],
)
async def test_and_what_is_asked_for_with_it_is_not_offered(talk: Chat, words: str, says: str) -> None:
    assert says in (await talk(words)).text


async def test_what_failed_is_not_gone_on_from(talk: Chat) -> None:
    await talk("G60星链")
    assert (await talk("投产了吗")).text.startswith("上一条写的就是这些，没有写所问的")
    assert (await talk("在哪")).text.startswith("按“g60星链 在哪”查找\n\n来源没有写地点")
    await talk("松江枢纽")  # and what did not is
    assert (await talk("客流呢")).text.startswith("按“松江枢纽 客流”查找")
