"""Question words: the reply begins with what was asked, the figure, the date, the person, the list, the change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.loading import load
from bot.services import Services
from tests.chat import Chat
from tests.conftest import ROOT


def first_line(text: str) -> str:
    return text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("湖州多少家高新企业", "1611家", id="how many"),
        pytest.param("九城市高新技术企业多少万", "3.6万余家", id="how many tens of thousands, of what is no money"),
        pytest.param("2021年要素对接大会在哪个会场", "上海", id="at which site"),
        pytest.param("一网通办现在多少项了", "195个", id="how many now is the newest point"),
        pytest.param("how many one-stop service items", "195个", id="how many, in English"),
        pytest.param("要素对接大会哪年开的", "2023年11月8日", id="in which year"),
        pytest.param("拍卖会首届成交额多少", "科技成果拍卖会成交额：9040万元", id="how much of an event"),
        pytest.param("谁说要当施工队长", "程向民", id="who said so"),
        pytest.param(
            "首届拍卖会成交几个项目", "现场成交项目数：18个", id="how many, where an amount of money stands too"
        ),
        pytest.param("资源共享平台多少仪器", "平台大型科学仪器设备数：28634台（套）", id="how many of two things"),
        pytest.param("宁夏跟多少高校合作", "合作的高等院校数：360多家", id="how many, in other words"),
        pytest.param("产融结合示范园区几家", "首批产融结合高质量发展示范园区：13家", id="how many at an event"),
        pytest.param("刘多是什么职务", "刘多（上海市副市长）", id="which office somebody holds"),
        pytest.param("首届拍卖会在哪举办的", "来源没有写地点", id="where a session was, which is not told"),
        pytest.param("量子联盟什么时候成立的", "2023年11月", id="when, of what is called longer"),
        pytest.param("when will Songjiang hub open", "2024年（预定）", id="when, in English"),
        pytest.param("what happened on November 8 2021", "2021年11月8日", id="what happened on a day, in English"),
        pytest.param("first tech auction amount", "首届G60科技成果拍卖会成交额", id="which session, in English"),
        pytest.param("创新策源地指标体系有什么用", "指标体系的用途", id="what it is for"),
        pytest.param("为啥那么多楼盘交不了房", "住宅逾期交付的成因", id="why it is so"),
        pytest.param("湖州市委书记叫什么", "陈浩（浙江省湖州市委书记）", id="what somebody is called"),
        pytest.param("高企占全国七分之一是哪一年的数据", "截至2023年", id="of which year a figure is"),
        pytest.param("贾占锋是谁", "贾占锋（G60创新研究中心主任）", id="who somebody is"),
        pytest.param("优图实验室在哪", "松江（上海）", id="where the one city is that something is told of with"),
        pytest.param("新增市场主体是哪一年的", "2021年1—9月", id="of which year an amount is, without its number"),
        pytest.param("长三角技术市场联盟什么时候成立的", "2018年", id="when, of what has no date but in its words"),
        pytest.param("车俊什么时候说的", "2019年6月21日", id="when somebody said it"),
        pytest.param("“施工队长”谁说的，什么时候说的", "程向民", id="who said it, and when"),
        pytest.param("科技成果转化基金什么时候成立", "来源没有写何时成立", id="when it was founded, not when released"),
        pytest.param("长三角PM2.5项目谁牵头", "PM2.5和臭氧防控项目的承担单位", id="who leads it, not who set it up"),
        pytest.param("基金的钱是谁出的", "科技成果转化基金的发起出资", id="who paid, and not how much"),
        pytest.param("成果转化基金的钱都是谁给的", "科技成果转化基金的发起出资", id="who gave the money"),
        pytest.param("成果转化基金的资金哪里来的", "科技成果转化基金的发起出资", id="whose funds, and no place"),
        pytest.param("成果转化基金的钱从哪来", "科技成果转化基金的发起出资", id="where the money comes from"),
        pytest.param("保交楼的资金从哪里来", "保交楼专项借款", id="whose loan it is"),
        pytest.param(
            "Who paid for the technology transfer fund?", "科技成果转化基金的发起出资", id="who paid, in English"
        ),
        pytest.param("陈爱国是干什么的", "陈爱国（上海科学院", id="what somebody does is who he is"),
        pytest.param("石湖荡枢纽建好没有", "石湖荡国际多式联运物流枢纽", id="whether it is built, which it is not"),
        pytest.param("松江枢纽现在建成了吗", "来源没有说已经实现；", id="whether it is built, of what is planned"),
        pytest.param("What is an enclave?", "科创飞地的一体化发展模式", id="what it is, and not how many, in English"),
        pytest.param("What are innovation enclaves for?", "科创飞地的一体化发展模式", id="what for, in English"),
        pytest.param("创新券的钱从哪来", "来源没有写钱是谁出的", id="who paid, which is not told"),
        pytest.param("科创贷怎么申请", "来源没有写具体怎么做；", id="how one gets it, which is not told"),
        pytest.param("量子调研去了哪几个城市", "七市量子通信网络调研", id="which ones, and not how many"),
        pytest.param("首届成果展浙江送了多少件", "104件", id="the first session in another word"),
        pytest.param("车俊的职务", "车俊（浙江省委副书记）", id="somebody's office"),
        pytest.param("长三角有多少大型仪器", "平台大型科学仪器设备数：28634台", id="what is counted, not only named"),
        pytest.param("服务机构有多少家", "平台聚集服务机构数：1825家", id="what is counted, as its label says"),
        pytest.param("宁夏和多少院校合作", "合作的高等院校数：360多家", id="what a label alone calls so"),
        pytest.param("彩虹鱼在哪个普陀", "舟山普陀（浙江）", id="which of several places of a name"),
        pytest.param("克隆猴叫什么名字", "体细胞克隆猴模型", id="a thing's name is nobody who told of it"),
        pytest.param("走廊的云平台叫什么名字", "长三角G60科创云", id="the end of one word begins no place: 台叫, 台州"),
    ],
)
async def test_the_reply_begins_with_what_was_asked(talk: Chat, question: str, begins: str) -> None:
    assert first_line((await talk(question)).text).startswith(begins)


async def test_a_date_that_the_source_does_not_give_is_not_made_up(talk: Chat) -> None:
    said = await talk("首届拍卖会什么时候办的")
    assert first_line(said.text).startswith("来源没有写明日期")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("12家验证中心名单", "来源没有列出名单；记录的是：", id="which ones, where they are only counted"),
        pytest.param("U30榜单上都有谁", "来源没有列出名单；记录的是：", id="who, where nobody is named"),
        pytest.param("23个自创区名单", "来源没有列出名单；记录的是：", id="counts side by side are no list"),
        pytest.param("首批13家产融结合示范园区名单", "来源没有列全名单，只点了其中几个：", id="a list of some"),
        pytest.param("2022年拍卖会是第几届", "来源没有写是第几次；记录的是：", id="which of all the sessions"),
        pytest.param("飞地有多少在松江以外", "来源没有写那里以外的；记录的是：", id="outside of where all is"),
        pytest.param("上饶什么时候加入", "来源没有说已经加入；记录的是：", id="when, of what has not happened"),
        pytest.param("首批入选单位有哪些", "来源没有列出名单；记录的是：", id="which of what is only counted"),
        pytest.param("97项需求清单", "来源没有列出名单；记录的是：", id="a list, by its other name"),
        pytest.param("2021年全年gdp", "来源没有全年的数；有的是：", id="a whole year, of which some months are told"),
        pytest.param("2021年GDP多少", "来源没有全年的数；有的是：", id="a year by its number"),
        pytest.param(
            "九城市2021年第三季度GDP", "来源没有单独一个季度的数；有的是：", id="a quarter, of three together"
        ),
        pytest.param("研发经费多少", "来源只有占比，没有总量：", id="an amount, of which there are hundredths"),
        pytest.param("2022年拍卖会成交额", "来源只有累计数，没有单独一届或一年的数：", id="a year's, of a total"),
        pytest.param("2023年九城市gdp", "来源只有占比，没有总量：", id="an amount, by its name alone"),
        pytest.param("拍卖会一年成交多少", "来源只有累计数，没有单独一届或一年的数：", id="one year's, of a total"),
        pytest.param("2023年外贸", "来源说的是几年间的数，没有单独一年的：", id="one year's, of five years' amount"),
        pytest.param(
            "杭州每月新增多少年轻人", "来源没有平均到这个时段的数；记录的是：", id="a month's, of each year's"
        ),
        pytest.param(
            "九城市每年进出口多少", "来源没有平均到这个时段的数；记录的是：", id="each year's, of five years'"
        ),
        pytest.param("国家生物药技术创新中心在苏州哪个园区", "来源没有写更具体的地点；记录的是：", id="nearer"),
        pytest.param("之江实验室在哪个城市", "来源没有写地点；记录的是：", id="where, which a note says"),
        pytest.param("克隆猴是谁负责的", "来源没有写是谁；记录的是：", id="who, which a note says"),
        pytest.param("谁负责量子", "这一条没有写是谁：", id="who writes of it does not lead it"),
        pytest.param("谁负责人才", "这一条没有写是谁：", id="nor who speaks of it; 负责|人才 is no 负责人"),
        pytest.param("量子密码联盟谁牵头", "这一条没有写是谁：", id="who leads what nobody is told to lead"),
        pytest.param(
            "28条金融支持政策有哪些", "来源没有列出名单；记录的是：", id="which so many are that are only counted"
        ),
    ],
)
async def test_what_the_source_does_not_tell_is_said_before_what_it_tells(talk: Chat, question: str, said: str) -> None:
    assert first_line((await talk(question)).text) == said


@pytest.mark.parametrize(
    ("question", "event"),
    [
        pytest.param("2022年拍卖会是第几届", "2022年G60科技成果拍卖会", id="no sum of all sessions"),
        pytest.param("成果展是第几届", "第一届长三角一体化创新成果展开幕", id="no figure of a part"),
    ],
)
async def test_which_session_it_was_is_told_by_the_event(talk: Chat, question: str, event: str) -> None:
    assert event in (await talk(question)).text.split("时点：")[0].splitlines()


async def test_what_a_fact_tells_in_its_words_is_not_said_to_be_untold(talk: Chat) -> None:
    for question in ("基金在第几届进博会发布", "拍卖会第几次", "除了合肥还有哪些城市在松江设飞地"):
        assert not first_line((await talk(question)).text).startswith("来源没有")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("G60研究院什么时候建成", "来源没有写何时建成；记录的是：", id="signed for, which is not built"),
        pytest.param("科创走廊什么时候建成", "来源没有写何时建成；记录的是：", id="begun, which is not built"),
        pytest.param("科创走廊什么时候开始建设", "2016年", id="when it was begun"),
        pytest.param("固态电池新厂房什么时候建成", "2024年12月（预定）", id="when it is to be built"),
    ],
)
async def test_when_something_is_built_is_not_when_it_is_agreed_or_begun(talk: Chat, question: str, said: str) -> None:
    assert first_line((await talk(question)).text) == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("谁领导联席办", "刘福升（长三角G60科创走廊联席会议办公室主任", id="who has an office in it"),
        pytest.param("谁领导G60", "没有找到“谁领导G60”的记录", id="leaders of other things do not lead the subject"),
        pytest.param("你是谁做出来的", "没有找到“你是谁做出来的”的记录", id="a verb alone names nothing that was made"),
        pytest.param("成果转化基金是谁出的钱", "科技成果转化基金的发起出资", id="who paid, and not what for"),
    ],
)
async def test_who_leads_or_paid_is_not_who_speaks(talk: Chat, question: str, said: str) -> None:
    assert first_line((await talk(question)).text).startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "杭州创新券能在安徽哪些城市用的名单",
        "九城市名单",
        "联席办在哪",
        "12家验证中心",
        "九城市2021年前三季度GDP",
        "研发投入强度多少",
        "松江21年1-10月财政收入",
    ],
)
async def test_nothing_is_said_to_be_missing_that_is_told(talk: Chat, question: str) -> None:
    assert not first_line((await talk(question)).text).startswith("来源没有")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param(
            "G60的GDP是多少", "地区生产总值（2021年1—9月）：5.46万亿元", id="of which months, if none are named"
        ),
        pytest.param("2021年1-9月GDP多少", "地区生产总值：5.46万亿元", id="those that are named go without saying"),
        pytest.param("2023年芜湖技术合同增长多少", "与上年同期相比：翻了两番", id="growth first, in words too"),
        pytest.param("G60有多少企业", "高新技术企业数：3.6万余家", id="which kind, where all are asked for"),
        pytest.param("上市公司多少家", "科创板上市企业数：82家", id="which kind, in another word"),
        pytest.param("示范区多少", "首批G60产城融合发展示范区数：11家", id="which kind of several"),
        pytest.param("高企多少家", "3.6万余家", id="the kind that is asked for"),
        pytest.param("产城融合示范区几家", "11家", id="the kind that is named"),
        pytest.param(
            "金华有飞地吗", "这一条说的是松江、合肥、金华、湖州合在一起，没有分开的数。", id="of several together"
        ),
    ],
)
async def test_a_figure_says_what_it_is_of_where_the_question_says_less(talk: Chat, question: str, begins: str) -> None:
    assert first_line((await talk(question)).text) == begins


@pytest.mark.parametrize(
    ("question", "untold", "name"),
    [
        pytest.param("人才高地方案什么时候出台的", "日期", "人才高地建设方案", id="when"),
        pytest.param("保交楼专项借款一共多少亿", "这个数", "保交楼专项借款的用途限制", id="how much"),
        pytest.param("之江实验室地址", "地点", "之江实验室", id="where"),
    ],
)
async def test_a_no_says_what_the_source_is_known_not_to_tell(
    talk: Chat, question: str, untold: str, name: str
) -> None:
    said = await talk(question)
    assert first_line(said.text) == f"没有找到“{question}”的记录：来源没有写{untold}。"
    assert name in said.labels[0]


@pytest.mark.parametrize("question", ["张江实验室什么时候成立", "海尔工厂投资多少", "之江实验室投资多少"])
async def test_a_no_says_nothing_of_a_source_where_nothing_is_noted(talk: Chat, question: str) -> None:
    assert first_line((await talk(question)).text) == f"没有找到“{question}”的记录。"


@pytest.mark.parametrize("question", ["一网通办2024年多少项是什么时候开通的", "U30榜单什么时候发布"])
async def test_the_time_of_a_report_is_no_date(talk: Chat, question: str) -> None:
    assert not first_line((await talk(question)).text).startswith("2024年")


async def test_who_leads_it_is_told_by_the_fact_that_says_so(talk: Chat) -> None:
    assert "由G60联席办牵头" in (await talk("谁牵头成立的基金")).text.partition("时点")[0]


async def test_a_bare_term_still_begins_with_its_title(talk: Chat) -> None:
    assert first_line((await talk("一网通办")).text) == "九城市一网通办事项数（2024）"


async def test_which_ones_brings_a_list_whose_numbers_open_the_facts(talk: Chat) -> None:
    said = await talk("创新券有哪些")
    assert first_line(said.text).startswith("有 ")
    assert "1. " in said.text
    opened = await talk.press(said, "2")
    assert "时点：" in opened.text


async def test_a_change_brings_the_series(talk: Chat) -> None:
    said = await talk("产业联盟变化趋势")
    assert first_line(said.text) == "产业联盟数　趋势"
    assert said.text.index("15个") < said.text.index("16个")


async def test_a_change_of_what_was_measured_once_brings_the_fact(talk: Chat) -> None:
    assert "33亿元" in (await talk("芜湖技术合同变化")).text


async def test_two_sides_stand_side_by_side_and_a_missing_one_is_said_to_be(talk: Chat) -> None:
    said = await talk("湖州和芜湖技术合同对比")
    assert "湖州：没有找到“技术合同”的记录" in said.text
    assert "达33亿元" in said.text
    assert any("芜湖" in label for label in said.labels)


async def test_a_corrected_side_is_said_to_be(talk: Chat) -> None:
    said = await talk("湖州和芜胡技术合同对比")
    assert first_line(said.text) == "按“芜湖”查找"
    assert "达33亿元" in said.text


async def test_sides_without_a_measure_bring_what_was_measured_of_each(talk: Chat) -> None:
    said = await talk("湖州和芜湖哪个更强")
    assert first_line(said.text) == "湖州"
    assert "\n芜湖\n" in said.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("产业联盟有多少个 2023", "16个", id="not one city's count"),
        pytest.param(
            "示范基地有多少个", "G60科技成果转移转化示范基地数：11个", id="not one city's count, without a year"
        ),
        pytest.param("合肥飞地有几个", "这一条说的是", id="a total of several cities is said to be one"),
        pytest.param("第五届拍卖会单场成交多少", "来源只有累计数，没有单独一届", id="a total, and not one session's"),
    ],
)
async def test_the_figure_of_a_part_is_not_that_of_the_whole(talk: Chat, question: str, begins: str) -> None:
    assert first_line((await talk(question)).text).startswith(begins)


@pytest.mark.parametrize("question", ["全国研发投入强度", "松江枢纽花了多少钱"])
async def test_a_figure_that_the_base_lacks_is_not_replaced_by_a_near_one(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(question)).text


async def test_the_date_of_something_else_is_not_put_first(talk: Chat) -> None:
    assert not first_line((await talk("沪苏湖高铁什么时候通车")).text).startswith("2024")


async def test_a_year_that_the_series_below_has_is_not_denied(talk: Chat) -> None:
    assert "没有2021年" not in (await talk("2021年和2024年产业联盟")).text


async def test_when_the_subject_began_is_answered_with_its_beginning(talk: Chat) -> None:
    assert first_line((await talk("这条走廊是哪年开始搞的")).text) == "2016年"


@pytest.mark.parametrize("question", ["松江 2023", "松江2023年"])
async def test_a_city_and_a_year_bring_that_city_s_timeline(talk: Chat, question: str) -> None:
    said = await talk(question)
    assert "时间线　2023年" in said.text
    assert "2021年" not in said.text


async def test_a_year_means_that_year_and_not_an_average_over_it(talk: Chat) -> None:
    assert "178.91" in (await talk("协同创新指数2017")).text.partition("时点：")[0]


async def test_a_year_in_a_question_restricts_it(talk: Chat) -> None:
    assert "首届" not in (await talk("拍卖会2023年")).text.splitlines()[0]
    assert "没有2018年的这项记录" in (await talk("2018年拍卖会成交额")).text


@pytest.mark.parametrize(
    ("question", "missing"),
    [("专责小组第五次会议", "第五次"), ("zhuanze xiaozu diliuci huiyi", "第六次"), ("共建走廊十周年", "十周年")],
)
async def test_another_session_or_anniversary_is_offered_as_another_one(
    talk: Chat, question: str, missing: str
) -> None:
    assert f"没有{missing}的这项记录" in (await talk(question)).text


@pytest.mark.parametrize(
    "question",
    [
        "yongjiang科创走廊的城市",
        "cx大走廊高企",
        "综合金融服务联盟不良贷款率",
        "苏州高校数量",
        "长江中游城市群规划",
        "宿州",
    ],
)
async def test_what_only_looks_alike_is_not_answered(talk: Chat, question: str) -> None:
    said = await talk(question)
    assert "时点：" not in said.text


async def test_a_newer_point_leads_however_few_names_its_curator_gave_it(tmp_path: Path) -> None:
    raw = json.loads((ROOT / "facts.json").read_text(encoding="utf-8"))
    share = next(fact for fact in raw["facts"] if fact["id"] == "g60-hightech-share-2023")
    newer = {
        "id": "hightech-share-2024",
        "title": "九城市高企占全国比重（2024年5月）",
        "statement": "截至2024年5月，九城市的高新技术企业约占全国的1/8。",
        "figures": [{**share["figures"][0], "value": "1/8"}],
        "keywords": [],
        "utterances": [],
        "as_of": "2024-05",
    }
    raw["facts"].append(share | newer)
    (tmp_path / "facts.json").write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    chat = Chat(Services.of(load(tmp_path / "facts.json")))
    async with chat.application:
        assert "1/8" in (await chat("高企占比")).text.split("时点：")[0]


@pytest.mark.parametrize("question", ["上饶跟G60什么关系", "上饶和G60走廊是什么关系？"])
async def test_what_two_have_to_do_with_one_another_is_what_is_told_of_both(talk: Chat, question: str) -> None:
    assert "不是G60科创走廊成员" in (await talk(question)).text


async def test_part_of_it_in_english_is_a_member(talk: Chat) -> None:
    assert first_line((await talk("Is Wuhu part of the corridor?")).text) == "芜湖：G60科创走廊成员"
    assert first_line((await talk("Is Ningbo part of the corridor?")).text) == "宁波：不是G60科创走廊成员"


async def test_growth_rates_of_several_are_no_list_that_is_missing(talk: Chat) -> None:
    assert not first_line((await talk("松江和九城市的财政收入增速分别是多少")).text).startswith("来源没有列出名单")
    assert not first_line((await talk("两份文件分别是什么")).text).startswith("来源没有列出名单")


@pytest.mark.parametrize("question", ["松江枢纽能到哪里", "国际班列开往哪里"])
async def test_where_something_leads_to_is_not_where_it_is(talk: Chat, question: str) -> None:
    assert "（上海）" not in first_line((await talk(question)).text)


@pytest.mark.parametrize("words", ["松江财政", "songjiang caizheng"])
async def test_a_measure_s_name_alone_brings_its_amount_before_how_it_grew(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "没有总量" not in said
    assert "财政收入：236.87亿元" in said.split("时点：")[0]
