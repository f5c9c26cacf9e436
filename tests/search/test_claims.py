"""Claims: what is asked to be confirmed is compared with the figure that is meant, and denied where it is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading import load
from bot.search.counters import counts_alike
from bot.services import Services
from tests.bases import LIGHTHOUSE, small_base
from tests.chat import Chat


@pytest.mark.parametrize(
    ("question", "no", "figure"),
    [
        pytest.param("产业联盟有6个吗", "6个", "16个", id="a count"),
        pytest.param("九城市GDP占全国1/10对吗", "1/10", "1/15", id="a share that never was"),
        pytest.param("湖州高企超过2000家对吗", "超过2000家", "1611家", id="more than there are"),
        pytest.param("产业联盟不到10个对吧", "不到10个", "16个", id="fewer than there are"),
        pytest.param("一网通办200多项是真的吗", "200多项", "195个", id="some more than there are"),
        pytest.param("首批概念验证中心入选37家对吗", "37家", "入选单位数：12家", id="another figure of the same fact"),
        pytest.param("国家高新区有23个吗", "23个", "国家高新区数：173个", id="the figure of another thing beside it"),
        pytest.param("湖州高企没超过1000家对吗", "没超过1000家", "1611家", id="not more than"),
        pytest.param("松江2023年规上工业企业数排第二对吗", "第2位", "第1位", id="a rank beside a year"),
        pytest.param("松江规上工业产值排第12名对吗", "第12位", "第2位", id="a rank of two digits"),
        pytest.param("松江外贸上海第一是不是", "第1位", "第2位", id="a rank that something else has"),
        pytest.param("松江规上工业企业数排第二对吗", "第2位", "第1位", id="a rank in other words"),
        pytest.param("松江规上工业产值全市第一，是吗", "第1位", "第2位", id="a rank before 是吗"),
        pytest.param("九城市GDP占全国二十分之一对吗", "1/20", "1/15", id="a fraction of more than ten parts"),
        pytest.param("专责小组第四次会议是2023年开的对吗", "2023年", "2022年", id="the year of an event"),
        pytest.param(
            "松江财政收入增长15.61%对吗", "15.61%", "19.4%", id="a growth, where a number of months is nearer"
        ),
        pytest.param("协同创新指数2017年227.05，对吗", "227.05", "178.91分", id="an index, which has no unit"),
        pytest.param("一网通办事项达到159个，对吗", "159个", "195个", id="a slip that is less than the figure"),
        pytest.param("授信融资总额达2万亿元，对吗", "2万亿元", "超2.9万亿元", id="less money than the figure"),
        pytest.param("湖州高企达到1000家，对吗", "1000家", "1611家", id="less, where the figure has a note"),
        pytest.param("Are there 20 industry alliances?", "20个", "16个", id="a count in English"),
        pytest.param(
            "Did Huzhou have 2000 high-tech enterprises?", "2000个", "1611家", id="a count like a year, in English"
        ),
        pytest.param("Was the corridor started in 2018?", "2018年", "2016年", id="a year in English"),
        pytest.param("专责小组第三次会议2021年11月9日召开，对吗", "11月9日", "2021年11月8日", id="the day of an event"),
        pytest.param("要素对接大会是2023年11月5日办的吗", "11月5日", "2023年11月8日", id="a day before 吗"),
        pytest.param("专责小组第四次会议2021年召开，对吗", "2021年", "2022年", id="a year that has another meeting"),
        pytest.param("专责小组第四次会议2023年召开，对吗", "2023年", "2022年", id="a year in which it is spoken of"),
        pytest.param("科技成果转化基金2022年发布，对吗", "2022年", "2021年11月", id="the year of what is done once"),
        pytest.param("科技成果转化基金2021年12月发布，对吗", "12月", "2021年11月", id="the month of an event"),
        pytest.param(
            "综合金融服务联盟授信超2.9亿元，对吗", "超2.9亿元", "超2.9万亿元", id="the scale of an amount alone"
        ),
        pytest.param("拍卖会累计成交首次超100万元，对吗", "超100万元", "超100亿元", id="a scale, of several times"),
        pytest.param("平台仪器设备总价值超327万元，对吗", "超327万元", "超327亿元", id="a scale, of several figures"),
        pytest.param("德清累计使用创新券6000多元，对吗", "6000多元", "6000多万元", id="the scale of some more than"),
        pytest.param("德清累计使用创新券3000多万元，对吗", "3000多万元", "6000多万元", id="half of some more than"),
        pytest.param(
            "The financing credit exceeded 2.9 billion yuan, right?", "超过29亿元", "超2.9万亿元", id="billions"
        ),
        pytest.param("首届拍卖会成交80个项目，对吗", "80个", "现场成交项目数：18个", id="a count, not by the money"),
        pytest.param("飞地近30个，对吗", "近30个", "18个", id="far less than almost that"),
        pytest.param("产业联盟不下于20个，对吗", "不下于20个", "16个", id="no less than"),
        pytest.param("产业联盟少说也有20个，对吗", "少说也有20个", "16个", id="at least, as people say it"),
        pytest.param("产业联盟起码20个，对吗", "起码20个", "16个", id="at the very least"),
        pytest.param("产业联盟顶多10个，对吗", "顶多10个", "16个", id="at the very most"),
        pytest.param("产业联盟最多有10个，对吗", "最多有10个", "16个", id="at most, with a verb between"),
        pytest.param("产业联盟在10个以内，对吗", "10个以内", "16个", id="within"),
        pytest.param("走廊孵化器和众创空间800家，对吗", "800家", "1300余家", id="two kinds together"),
        pytest.param("长三角协同创新指数不到113分，对吗", "不到113分", "227.05分", id="a bound, by the newest point"),
    ],
)
async def test_what_is_not_so_is_denied_before_the_figure_that_is(
    talk: Chat, question: str, no: str, figure: str
) -> None:
    lines = (await talk(question)).text.split("\n")
    assert lines[0].startswith(f"不是{no}")
    assert lines[0].endswith("；记录的是：")
    assert figure in lines[1] + lines[2]


@pytest.mark.parametrize(
    ("statement", "begins"),
    [
        pytest.param("湖州引进新型研发机构65家", "不是65家；记录的是：\n\n56家", id="a count"),
        pytest.param("九城市利用外资增长45.5%", "不是45.5%；记录的是：\n\n54.5%", id="a growth"),
        pytest.param("九城市贸易进出口额3.8万亿元", "不是3.8万亿元；记录的是：\n\n达3.8万亿美元", id="a currency"),
        pytest.param(
            "截至2024年5月，走廊一网通办事项195个，产业联盟61个。",
            "一句里有几个数，分开核对：\n走廊一网通办事项195个：与记录相符\n产业联盟61个：不是61个；记录的是：16个\n",
            id="several",
        ),
        pytest.param(
            "一网通办事项195个\n产业联盟61个\n对吗",
            "一句里有几个数，分开核对：\n一网通办事项195个：与记录相符\n产业联盟61个：不是61个；记录的是：16个\n",
            id="one a line",
        ),
        pytest.param(
            "The corridor has 195 one-stop items and 61 alliances.",
            "一句里有几个数，分开核对：\nThe corridor has 195 one-stop items：与记录相符\n"
            "61 alliances：不是61个；记录的是：16个",
            id="an English sentence",
        ),
        pytest.param(
            "专责小组第三次会议2021年11月9日召开，产业联盟16个，对吗",
            "一句里有几个数，分开核对：\n专责小组第三次会议2021年11月9日召开：不是11月9日；记录的是：2021年11月8日\n"
            "产业联盟16个：与记录相符\n",
            id="an event's day among them",
        ),
    ],
)
async def test_a_statement_that_finds_no_answer_is_checked(talk: Chat, statement: str, begins: str) -> None:
    assert (await talk(statement)).text.startswith(begins)


@pytest.mark.parametrize(
    "words", ["深圳高企2万家", "火星人口100万", "上海地铁20条线路，里程800公里", "G60 3个", "九城市利用外资增长4550%"]
)
async def test_a_number_beside_what_nothing_tells_is_neither_confirmed_nor_denied(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("没有找到")


@pytest.mark.parametrize(
    ("question", "when", "figure"),
    [
        pytest.param("2021年有16个产业联盟是不是", "16个是2022年8月17日的数", "15个", id="a count of the year after"),
        pytest.param("2023年有14个示范园区对吗", "14个是2024年5月24日的数", "13个", id="a count of another year"),
        pytest.param("2023年高企占全国1/10对吗", "1/10是2021年11月8日的数", "1/7", id="a share of another year"),
        pytest.param("高企1/7是2021年的吧", "1/7是2023年的数", "1/10", id="a share that is newer"),
        pytest.param("Are there 15 industry alliances in 2024?", "15个是2021年11月8日的数", "16个", id="in English"),
    ],
)
async def test_what_was_so_at_another_time_is_told_with_that_time(
    talk: Chat, question: str, when: str, figure: str
) -> None:
    first, second, *_ = [line for line in (await talk(question)).text.split("\n") if line]
    assert first == f"{when}；所问时间的是："
    assert second == figure


async def test_a_figure_that_is_claimed_as_people_round_it_is_told_in_full(talk: Chat) -> None:
    assert (await talk("九城市财政收入6805亿对吗")).text.startswith(
        "与记录大体相符：6805亿；记录的是：\n\n财政收入：6805.04"
    )
    assert (await talk("九城市财政收入6810亿对吗")).text.startswith("不是6810亿；")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("新设市场主体150万户对吗", "与记录大体相符：150万户；", id="what comes behind is left off"),
        pytest.param("新设市场主体151万户对吗", "与记录大体相符：151万户；", id="rounded up"),
        pytest.param("新设市场主体152万户对吗", "不是152万户；", id="one more than rounded"),
        pytest.param("松江财政收入236亿对吗", "与记录大体相符：236亿；", id="money without its decimals"),
        pytest.param("松江财政收入235亿对吗", "不是235亿；", id="less than that"),
        pytest.param("松江财政收入增长19%对吗", "与记录大体相符：19%；", id="two digits, rounded"),
        pytest.param("松江财政收入增长20%对吗", "不是20%；", id="two digits that are not what it rounds to"),
        pytest.param("九城市GDP5.4万亿对吗", "不是5.4万亿；", id="two digits, cut off"),
        pytest.param("九城市GDP5万亿对吗", "不是5万亿；", id="a single digit"),
        pytest.param("新增市场主体5522户对吗", "不是5522户（5522户是“日均新增市场主体”）；", id="a mean for the sum"),
        pytest.param("日均新增市场主体5522户对吗", "与记录大体相符：5522户；", id="the mean"),
        pytest.param("每天新增市场主体5522户对吗", "这句话不能全部核对；", id="the mean, in other words"),
        pytest.param("一网通办200项对吗", "不是200项；", id="a count beyond its last digit"),
        pytest.param("湖州高企1612家对吗", "不是1612家；", id="a count"),
        pytest.param("新增市场主体150多万户对吗", "与记录相符：150多万户。", id="some more than that"),
        pytest.param("新增市场主体140多万户对吗", "不是140多万户；", id="some more than less"),
        pytest.param("芜湖技术合同比上年翻了两番，对吗", "与记录相符：4倍；怎样理解见注。", id="twice doubled"),
        pytest.param("芜湖技术合同翻一番对吗", "不是2倍；记录的是：", id="doubled once"),
        pytest.param("芜湖技术合同将翻两番，对吗", "这句话不能全部核对；", id="what is yet to double"),
        pytest.param("2021年九城市GDP超过5万亿元，对吗", "与记录相符：超过5万亿元", id="what some months exceed alone"),
        pytest.param("2021年九城市GDP达到6万亿元，对吗", "来源没有写到6万亿元；", id="what some months cannot deny"),
        pytest.param("争取加入的城市有16个吗", "这句话不能全部核对；", id="what some more than ten may be"),
        pytest.param("争取加入的城市有20个吗", "没有20个", id="what some more than ten is not"),
    ],
)
async def test_a_figure_is_about_what_it_is_rounded_to(talk: Chat, words: str, begins: str) -> None:
    assert (await talk(words)).text.startswith(begins)


@pytest.mark.parametrize("question", ["Are there 16 industry alliances?", "Does the corridor have 16 alliances?"])
async def test_an_english_claim_is_confirmed_where_it_is_so(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("与记录相符：16个。")


@pytest.mark.parametrize(
    "question", ["how many one-stop items in 2019?", "When did the corridor start?", "Is there a hydrogen plan?"]
)
async def test_an_english_question_that_claims_no_amount_is_denied_none(talk: Chat, question: str) -> None:
    assert not (await talk(question)).text.startswith("没有")


async def test_one_year_s_amount_is_not_confirmed_by_a_total(talk: Chat) -> None:
    assert (await talk("2022年拍卖会成交50亿元对吗")).text.startswith("来源只有累计数")
    together = (await talk("截至2022年拍卖会累计成交50亿元对吗")).text
    assert together.startswith("与记录大体相符：50亿元；记录的是：\n\n累计超50亿元")


async def test_a_sum_of_several_is_not_confirmed_of_one(talk: Chat) -> None:
    assert "合在一起，没有分开的数" in (await talk("合肥在松江有18个飞地对吗")).text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "so", "figure"),
    [
        pytest.param("产业联盟有16个吗", "16个", "16个", id="a count that is still so"),
        pytest.param("一网通办有195项对不对", "195项", "195个", id="in another unit"),
        pytest.param("550家成员单位对吗", "550家", "550家", id="with what is counted behind it"),
        pytest.param("产业联盟不到20个对吧", "不到20个", "16个", id="fewer than"),
        pytest.param("松江规上工业企业数排第一对吗", "第1位", "第1位", id="a rank"),
        pytest.param("一网通办已达到195项，对吗", "195项", "195个", id="what it has come to"),
        pytest.param("产业联盟达到10个了吗", "达到10个", "16个", id="whether it has come so far"),
        pytest.param("产业联盟至少10个，对吗", "至少10个", "16个", id="at least"),
        pytest.param("九城市GDP占全国十五分之一，对吗？", "1/15", "1/15", id="a fraction of fifteen parts"),
        pytest.param("松江规上工业产值排第2名对吗", "第2位", "第2位", id="a rank in digits"),
        pytest.param("九城市高企占全国超过1/10对吗", "超过1/10", "1/7", id="more than a fraction"),
        pytest.param("陈浩是湖州市委书记吗", "浙江省湖州市委书记", "陈浩（浙江省湖州市委书记）", id="an office"),
        pytest.param("一网通办大概200项对吗", "大概200项", "195个", id="about"),
        pytest.param("产业联盟有十六个吗", "16个", "16个", id="in Chinese numerals"),
        pytest.param("一网通办（2024）195个对吗", "195个", "195个", id="behind a number in brackets"),
        pytest.param("科创板占全国20%以上对吗", "20%以上", "超1/5", id="a share in another form"),
        pytest.param("基金投了38700万对吗", "38700万", "达3.87亿元", id="money in another scale"),
        pytest.param(
            "九城市新增市场主体150.76万户，对吗", "150.76万户", "新增市场主体：150.76万户", id="one of two alike"
        ),
        pytest.param(
            "成渝研发强度目标2025年2.5%左右，对吗", "2.5%左右", "全社会研发投入强度：达2.5%左右", id="a target as one"
        ),
        pytest.param(
            "程向民说要当好“施工队长”，对吗", "程向民谈当好施工队长", "程向民谈当好施工队长", id="what somebody said"
        ),
        pytest.param("刘多提出要强化政策协同，对吗", "刘多谈政策协同", "刘多谈政策协同", id="what somebody proposed"),
        pytest.param("德清累计使用创新券6000多万元，对吗", "6000多万元", "累计6000多万元", id="some more than"),
        pytest.param("产业联盟不下10个，对吗", "不下10个", "16个", id="no less than"),
        pytest.param("产业联盟起码也得有10个，对吗", "起码也得有10个", "16个", id="at least, with verbs between"),
        pytest.param("产业联盟不止15个，对吗", "不止15个", "16个", id="not only so many"),
        pytest.param("产业联盟顶多20个，对吗", "顶多20个", "16个", id="at the very most"),
        pytest.param("产业联盟多达16个，对吗", "16个", "16个", id="as many as"),
        pytest.param("产业联盟有16家，对吗", "16家", "16个", id="by the counter of bodies"),
        pytest.param("双创券平台共享服务309条，对吗", "309条", "首批创新创业服务项目数：309条", id="by its counter"),
        pytest.param(
            "日均新增超过5522户对吗", "超过5522户", "日均新增市场主体：超5522户", id="of two figures the one meant"
        ),
        pytest.param("建设方案由六部委印发，对吗", "6个", "联合印发的部委数：6个", id="counted in one word"),
    ],
)
async def test_what_is_so_is_confirmed_and_its_figure_follows(talk: Chat, question: str, so: str, figure: str) -> None:
    first, second, *_ = [line for line in (await talk(question)).text.split("\n") if line]
    assert first == f"与记录相符：{so}。"
    assert second.startswith(figure)


@pytest.mark.parametrize(
    ("question", "no", "office"),
    [
        ("联席办主任是郭淑晴吗", "主任", "郭淑晴（长三角G60科创走廊联席办副主任）"),
        ("陈浩是湖州市长吗", "市长", "陈浩（浙江省湖州市委书记）"),
    ],
)
async def test_an_office_that_somebody_has_not_is_denied_and_theirs_is_told(
    talk: Chat, question: str, no: str, office: str
) -> None:
    said = (await talk(question)).text
    assert said.startswith(f"不是{no}；记录的是：")
    assert office in said


@pytest.mark.parametrize(
    ("question", "so", "figure"),
    [
        pytest.param("湖州高企1611家对吗", "1611家", "1611家", id="a count"),
        pytest.param("高新技术企业超过3万家吗", "超过3万家", "3.6万余家", id="more than, in another scale"),
        pytest.param("九城市GDP超过5万亿是真的吗", "超过5万亿", "地区生产总值：5.46万亿元", id="more money than"),
        pytest.param("九城市GDP突破5万亿了吗", "突破5万亿", "地区生产总值：5.46万亿元", id="beyond an amount"),
        pytest.param("2021年有15个产业联盟吗", "15个", "15个", id="a count of that year"),
        pytest.param("国际主流媒体报道增长近八成对吗", "近8成", "79.2%", id="nearly so many tenths"),
        pytest.param("gdp5.46万亿对吗", "5.46万亿", "地区生产总值：5.46万亿元", id="right behind Latin letters"),
        pytest.param("松江贸易全市第2，对吗", "第2位", "第2位", id="a rank"),
        pytest.param("松江财政收入连续70个月正增长，对吗", "70个月", "70个月", id="for how long"),
        pytest.param(
            "专精特新协作联盟2021年11月成立的吗", "2021年11月", "专精特新协作联盟成立", id="the time of an event"
        ),
        pytest.param(
            "松江高铁客运枢纽计划2024年底建成通车，对吗",
            "2024年",
            "松江高铁客运枢纽通车计划",
            id="a plan that is told as one",
        ),
        pytest.param("长三角集成电路占全国一半以上，对吗", "一半以上", "逾六成", id="more than a half"),
    ],
)
async def test_what_is_so_and_has_a_note_is_confirmed_with_what_the_note_tells(
    talk: Chat, question: str, so: str, figure: str
) -> None:
    first, second, *_ = [line for line in (await talk(question)).text.split("\n") if line]
    assert first == f"与记录相符：{so}；怎样理解见注。"
    assert second == figure


@pytest.mark.parametrize(
    ("question", "so", "remark"),
    [
        pytest.param("国际班列4条，对吗", "4条", "报道没有列出班列的名称和去向。", id="a count of lines"),
        pytest.param("量子联盟2023年11月成立，对吗", "2023年11月", "原文只写到月。", id="when it was"),
    ],
)
async def test_what_is_so_and_has_only_a_remark_is_confirmed_plainly_and_the_remark_stands_in_the_card(
    talk: Chat, question: str, so: str, remark: str
) -> None:
    said = (await talk(question)).text
    assert said.startswith(f"与记录相符：{so}。")
    assert f"说明：{remark}" in said
    assert "注：" not in said


@pytest.mark.parametrize(
    ("question", "so", "figure"),
    [
        pytest.param("专精特新小巨人有400家吗", "400家", "400余家", id="a round count"),
        pytest.param("高新技术企业有36000家吗", "36000家", "3.6万余家", id="in another scale"),
        pytest.param("高企29000家对吗", "29000家", "近2.9万家", id="an earlier count in another scale"),
        pytest.param("高企3万6千家对不对", "3.6万家", "3.6万余家", id="in two scales"),
        pytest.param("高企三点六万家对吗", "3.6万家", "3.6万余家", id="with a spoken decimal point"),
        pytest.param("授信2.9万亿，对吗", "2.9万亿", "累计超2.9万亿元", id="money"),
        pytest.param("飞地近20个，对吗", "近20个", "18个", id="what a speech calls almost that"),
        pytest.param("金融支持政策近30条，对吗", "近30条", "28条", id="almost that, of another thing"),
        pytest.param("近六部委联合印发建设方案对吗", "近6个", "联合印发的部委数：6个", id="almost, of just that"),
        pytest.param("转化基金投资17余个项目对吗", "17余个", "17个", id="some more, of just that"),
    ],
)
async def test_what_is_a_little_more_or_less_is_about_so(talk: Chat, question: str, so: str, figure: str) -> None:
    first, second, *_ = [line for line in (await talk(question)).text.split("\n") if line]
    assert first == f"与记录大体相符：{so}；记录的是："
    assert second == figure


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("高企将近两万九千家对吗", "近2.9万家", id="the same in Chinese numerals, about"),
        pytest.param("产业联盟有几十个吗", "16个", id="tens of them, which is no ten"),
    ],
)
async def test_what_was_so_once_or_is_no_amount_begins_with_the_figure(talk: Chat, question: str, figure: str) -> None:
    assert figure in (await talk(question)).text.split("时点：")[0]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("九城市人才都满意，对吗", id="what nothing tells"),
        pytest.param("概念验证中心有37家，对吗", id="one of two figures"),
        pytest.param("九城市新增市场主体至少5500户，对吗", id="a bound that another figure is near"),
        pytest.param("社会资本由G60联席办牵头，对吗", id="who did what, of something else"),
        pytest.param("松江枢纽直达城市比例超过88%，对吗", id="more than is planned"),
        pytest.param("协同创新指数227.05分，对吗", id="a figure of something larger"),
        pytest.param("拍卖会累计超50万元，对吗", id="much less than there is"),
        pytest.param("产业联盟不到100个，对吗", id="much more than there is"),
        pytest.param("刘多提出要强化产业协同，对吗", id="what somebody said of something else"),
        pytest.param("程向民说不要当好“施工队长”，对吗", id="the contrary of what somebody said"),
        pytest.param("走廊众创空间1300余家，对吗", id="one of two kinds that are counted together"),
        pytest.param("首批共享大型仪器1705台，对吗", id="one of two kinds, beside other figures"),
        pytest.param("湖州企业1611家，对吗", id="a wider kind"),
        pytest.param("九城市有82家上市企业，对吗", id="a wider kind of companies"),
        pytest.param("松江收入236.87亿元，对吗", id="a wider kind of money"),
        pytest.param("拟落地项目不超过15个，对吗", id="some more than ten, which may be more"),
        pytest.param("大飞机供应商储备库超过980家，对吗", id="nearly a thousand, which may be less"),
        pytest.param("联盟企业16家，对吗", id="the members of what is counted"),
        pytest.param("联盟企业550家，对吗", id="the members of what is counted, and as many"),
        pytest.param("湖州企业2000家，对吗", id="a wider kind, of which there may be more"),
        pytest.param("松江投资2000亿元，对吗", id="more of a wider kind of money"),
        pytest.param("走廊孵化器800家，对吗", id="less of one of two kinds"),
        pytest.param("平台聚集服务机构1825亿元，对吗", id="a count in money, beside some money"),
        pytest.param("平台大型科学仪器设备超过14317台，对吗", id="instruments, where cities are counted"),
        pytest.param("松江规上工业企业数在江苏排第一，对吗", id="a rank elsewhere"),
        pytest.param("松江规上工业企业数长三角第一，对吗", id="a rank in a larger region"),
        pytest.param("在全国科技创新中心中的次序第五个，对吗", id="what is in the country"),
        pytest.param("湖州高新技术企业1611台，对吗", id="another counter"),
        pytest.param("产业联盟16台，对吗", id="a counter of machines"),
        pytest.param("产业联盟16座，对吗", id="a counter of buildings"),
        pytest.param("湖州高企1611座，对吗", id="companies by a counter of buildings"),
        pytest.param("湖州引进56家，对吗", id="what was done, and not with what"),
        pytest.param("长三角面积与经济总量占全国比重1/26，对吗", id="one of two shares, of both"),
        pytest.param("芜湖33亿元，对吗", id="some money of a city"),
        pytest.param("芜湖50亿元，对吗", id="money of a city, of which other money is told"),
        pytest.param("宣城投资100亿元，对吗", id="money of a city of which none is told"),
        pytest.param("九城市增幅25%，对吗", id="a growth of anything"),
    ],
)
async def test_whoever_asks_whether_it_is_right_hears_that_it_cannot_be_told(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith(("这句话不能全部核对；记录的是：", "没有"))


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("300家企业已经上市了吗", id="what has happened already"),
        pytest.param("成渝2025年达到2.5%了吗", id="a target"),
        pytest.param("第五届拍卖会成交100亿元吗", id="what is of all sessions together"),
        pytest.param("概念验证中心有37家对吗", id="one of two figures of a fact"),
        pytest.param("九城市GDP全年5.46万亿吗", id="a figure of nine months"),
        pytest.param("研发投入强度3.25%是每个城市的吗", id="a mean"),
        pytest.param("攻关需求97项都完成了吗", id="what is to be done"),
        pytest.param("郭淑晴现在还是副主任吗", id="an office of another time"),
        pytest.param("高鹰忠是科技部厅长吗", id="an office elsewhere"),
        pytest.param("成果展104件对吗", id="one province's part of all"),
        pytest.param("走廊是2016年11月启动的吗", id="a month of which only the year is told"),
        pytest.param("松江规上工业企业数上海第二对吗", id="a rank of something else"),
    ],
)
async def test_what_is_not_all_of_what_is_claimed_is_not_confirmed(talk: Chat, question: str) -> None:
    assert "与记录相符" not in (await talk(question)).text


async def test_what_is_below_more_than_the_record_s_number_is_neither_confirmed_nor_denied(talk: Chat) -> None:
    said = (await talk("授信不到3万亿，对吗")).text  # the record has more than 2.9
    assert "与记录相符" not in said
    assert "不到3万亿" not in said


async def test_what_is_said_of_one_city_confirms_nothing_of_all(talk: Chat) -> None:
    assert "与记录相符" not in (await talk("高企有1611家吗")).text


@pytest.mark.parametrize(
    ("words", "verdicts"),
    [
        pytest.param(
            "外资增长54.5%，注册资本增长25%对吗",
            ["外资增长54.5%：与记录相符", "注册资本增长25%：与记录相符"],
            id="of two facts",
        ),
        pytest.param(
            "一网通办195个，飞地20个，对吗",
            ["一网通办195个：与记录相符", "飞地20个：不是20个；记录的是：18个"],
            id="one is so and one is not",
        ),
        pytest.param(
            "湖州有56家新型研发机构和1611家高企，对吗",
            ["湖州有56家新型研发机构：与记录相符，怎样理解见注", "1611家高企：与记录相符，怎样理解见注"],
            id="joined, of the place that is named first",
        ),
        pytest.param(
            "湖州高企1611家，产业联盟16个，对吗",
            ["湖州高企1611家：与记录相符，怎样理解见注", "产业联盟16个：与记录相符"],
            id="of a place, and of all",
        ),
        pytest.param(
            "据报道，截至2024年5月，G60科创走廊九城市有195个事项实现“一网通办”，科技成果转化基金已投资27个项目，产业联盟16个，对吗",
            [
                "G60科创走廊九城市有195个事项实现“一网通办”：与记录相符",
                "科技成果转化基金已投资27个项目：不是27个；记录的是：17个",
                "产业联盟16个：与记录相符",
            ],
            id="a paragraph",
        ),
        pytest.param(
            "2021年1-9月九城市一般公共预算收入6805亿元，增长15.61%，松江区财政收入增长19.4%，对吗？",
            [
                "2021年1-9月九城市一般公共预算收入6805亿元：与记录大体相符；记录的是：财政收入：6805.04亿元",
                "增长15.61%：与记录相符",
                "松江区财政收入增长19.4%：与记录相符，怎样理解见注",
            ],
            id="a growth of what was named before it",
        ),
        pytest.param(
            "芜湖技术合同33亿元，火星人5个，对吗",
            ["芜湖技术合同33亿元：与记录相符，怎样理解见注", "火星人5个：没有找到"],
            id="what nothing tells",
        ),
        pytest.param(
            "2023年产业联盟15个，示范园区14个，对吗",
            [
                "2023年产业联盟15个：15个是2021年11月8日的数；所问时间的是：16个",
                "示范园区14个：14个是2024年5月24日的数；所问时间的是：13个",
            ],
            id="of the year that is named first",
        ),
        pytest.param(
            "湖州国家高新技术企业1,611家，飞地20个，对吗",
            ["湖州国家高新技术企业1611家：与记录相符，怎样理解见注", "飞地20个：不是20个；记录的是：18个"],
            id="with a comma between thousands",
        ),
        pytest.param(
            "As of May 2024, the nine cities had 97 joint research demands, 31 of which made progress. Is this right?",
            [
                "the nine cities had 97 joint research demands：与记录相符，怎样理解见注",
                "31 of which made progress：与记录相符",
            ],
            id="of which, in English",
        ),
        pytest.param(
            "2021年11月九城市科创板企业82家，成果转化基金投资17个项目，对吗",
            [
                "2021年11月九城市科创板企业82家：与记录相符",
                "成果转化基金投资17个项目：是2024年5月24日的数，与记录相符",
            ],
            id="of another time than the one before it",
        ),
        pytest.param(
            "联合攻关需求达到79项，已有18个项目落地松江、芜湖、湖州和宣城。一网通办事项195个，对吗",
            [
                "联合攻关需求达到79项：不是79项；记录的是：97项",
                "已有18个项目落地松江、芜湖、湖州和宣城：不是18个；记录的是：10余个",
                "一网通办事项195个：与记录相符",
            ],
            id="with places after an amount, and a sentence behind them",
        ),
        pytest.param(
            "走廊2016年启动，九城市GDP占全国1/15，研发强度3.25%，对吗",
            [
                "走廊2016年启动：与记录相符",
                "九城市GDP占全国1/15：与记录相符",
                "研发强度3.25%：与记录相符，怎样理解见注",
            ],
            id="a beginning, of which nothing else is",
        ),
        pytest.param(
            "走廊2018年启动，九城市GDP占全国1/15，对吗",
            ["走廊2018年启动：不是2018年；记录的是：2016年", "九城市GDP占全国1/15：与记录相符"],
            id="a beginning in another year",
        ),
        pytest.param(
            "2019年4月26日长三角科技资源共享服务平台开通，集聚服务机构1825家，对吗",
            ["2019年4月26日长三角科技资源共享服务平台开通：与记录相符", "集聚服务机构1825家：与记录相符"],
            id="a day, of which nothing else is",
        ),
        pytest.param(
            "首届科技成果拍卖会成交18项，成交额1亿元，对吗",
            [
                "首届科技成果拍卖会成交18项：与记录相符，怎样理解见注",
                "成交额1亿元：不是1亿元；记录的是：科技成果拍卖会成交额：9040万元",
            ],
            id="of the session that is named first",
        ),
        pytest.param(
            "截至2024年5月，湖州高企1611家，新型研发机构56家，对吗",
            [
                "湖州高企1611家：是2023年11月的数，与记录相符，怎样理解见注",
                "新型研发机构56家：是2023年11月的数，与记录相符，怎样理解见注",
            ],
            id="of a time for which there is none",
        ),
        pytest.param(
            "九城市有195个事项一网通办，比2019年增加165个，对吗",
            ["九城市有195个事项一网通办：与记录相符", "比2019年增加165个：没有找到；最接近的是：30个"],
            id="a growth that no figure tells",
        ),
        pytest.param(
            "截至2021年底九城市高企3.6万余家，占全国1/10，对吗",
            [
                "截至2021年底九城市高企3.6万余家：与记录相符，怎样理解见注",
                "占全国1/10：是2021年11月8日的数，与记录相符",
            ],
            id="a share of another count",
        ),
        pytest.param(
            "截至2023年11月，成果转化基金对接企业300家，投资38.7亿元，对吗",
            ["成果转化基金对接企业300家：与记录相符，怎样理解见注", "投资38.7亿元：不是38.7亿元；记录的是：达3.87亿元"],
            id="what is not so of the thing before it",
        ),
        pytest.param(
            "松江财政收入增长19.4%，九城市增长15.61%，对吗",
            ["松江财政收入增长19.4%：与记录相符，怎样理解见注", "九城市增长15.61%：与记录相符"],
            id="the same of another place",
        ),
        pytest.param(
            "芜湖技术合同成交额达33亿元，是上年同期的3倍，对吗",
            [
                "芜湖技术合同成交额达33亿元：与记录相符，怎样理解见注",
                "是上年同期的3倍：不是3倍；记录的是：与上年同期相比：翻了两番",
            ],
            id="how many times, of what doubled twice",
        ),
        pytest.param(
            "首届拍卖会成交80个项目，合计9040万元，对吗",
            [
                "首届拍卖会成交80个项目：不是80个；记录的是：现场成交项目数：18个",
                "合计9040万元：与记录相符，怎样理解见注",
            ],
            id="a count beside money",
        ),
        pytest.param(
            "长三角争取国家经费109.49亿元，占76.2%，对吗",
            [
                "长三角争取国家经费109.49亿元：与记录相符，怎样理解见注",
                "占76.2%：不是76.2%（76.2%是“长三角协同承担国家重点研发项目”）；记录的是：国家经费占比：86.73%",
            ],
            id="a share beside money",
        ),
        pytest.param(
            "截至2021年底，九城市小巨人企业4000余家，研发强度3.25%，对吗",
            ["九城市小巨人企业4000余家：不是4000余家；记录的是：400余家", "研发强度3.25%：与记录相符，怎样理解见注"],
            id="not by what else is counted in that year",
        ),
        pytest.param(
            "九城市高新技术企业3.6万家占全国七分之一",
            ["九城市高新技术企业3.6万家：与记录大体相符；记录的是：3.6万余家", "占全国1/7：是2023年的数，与记录相符"],
            id="a share in the same clause, and nobody asks",
        ),
        pytest.param(
            "湖州高企1611家占全国1/7，研发机构56家占全省一半，对吗",
            ["湖州高企1611家：与记录相符，怎样理解见注", "占全国1/7：没有找到", "研发机构56家占全省一半：没有找到"],
            id="a share of others, and one that is no amount",
        ),
        pytest.param(
            "产业联盟16个，示范园区14个，纳入国家规划，对吗",
            ["产业联盟16个：与记录相符", "示范园区14个：与记录相符，怎样理解见注", "没有数的部分没有核对。"],
            id="and what has no amount",
        ),
        pytest.param(
            "这段对不对？九城市高新技术企业3.6万家，占全国七分之一。",
            ["九城市高新技术企业3.6万家：与记录大体相符；记录的是：3.6万余家", "占全国1/7：是2023年的数，与记录相符"],
            id="of a text that is shown first as one",
        ),
        pytest.param(
            "走廊2016年启动，2018年上升为国家战略，对吗",
            [
                "走廊2016年启动：与记录相符",
                "2018年上升为国家战略：不能全部核对；记录的是：长三角一体化上升为国家战略",
            ],
            id="two years, each with what was then",
        ),
        pytest.param(
            "走廊2016年启动，九城市2018年加入，对吗",
            ["走廊2016年启动：与记录相符", "九城市2018年加入：没有找到；最接近的是：10余个"],
            id="who joined when, which nobody wrote",
        ),
        pytest.param(
            "走廊2018年11月启动，由科技部等七部委印发建设方案，对吗",
            [
                "走廊2018年11月启动：不是2018年；记录的是：2016年",
                "由科技部等7个部委印发建设方案：不是7个；记录的是：联合印发的部委数：6个",
            ],
            id="a year, and how many in one word",
        ),
    ],
)
async def test_of_several_amounts_each_has_its_verdict(talk: Chat, words: str, verdicts: list[str]) -> None:
    lines = (await talk(words)).text.split("\n")
    assert lines[: len(verdicts) + 1] == ["一句里有几个数，分开核对：", *verdicts]


@pytest.mark.parametrize(
    "ends",
    [
        "，对吗",
        "对吧",
        "是吗",
        "是不是",
        "，真的假的",
        "属实么",
        "正确吧",
        "准确吗",
        "，没问题吧",
        "，有没有错",
        "可信吗",
        "靠谱吗",
        "，这个数对不对",
        "，是这样吗",
    ],
)
async def test_however_a_verdict_is_asked_for_it_is_the_same(talk: Chat, ends: str) -> None:
    assert (await talk(f"产业联盟有16个{ends}")).text.startswith("与记录相符：16个。")
    assert (await talk(f"产业联盟有61个{ends}")).text.startswith("不是61个；记录的是：")


async def test_a_count_behind_a_month_is_no_day(talk: Chat) -> None:
    assert "日的这项记录" not in (await talk("产业联盟5月16个")).text


async def test_of_several_claims_that_cannot_be_told_apart_none_is_denied(talk: Chat) -> None:
    said = await talk("占全国七分之一的高企有二十家吗")
    assert said.text.startswith("一句里有几个数，不能一起核对，请一次问一个；最接近的是：")
    assert "没有" not in said.text.split("\n")[0]


@pytest.mark.parametrize(
    ("statement", "begins", "figure"),
    [
        ("2021年产业联盟已经有16个了", "16个是2022年8月17日的数", "15个"),
        ("示范园区2024年有13个", "13个是2023年11月的数", "14个"),
        ("2023年九城市高企占全国1/10", "1/10是2021年11月8日的数", "1/7"),
        ("2023年九城市高企占全国1/9", "不是1/9；", "1/7"),
    ],
)
async def test_a_statement_of_a_year_is_checked_like_a_claim(
    talk: Chat, statement: str, begins: str, figure: str
) -> None:
    said = (await talk(statement)).text
    assert said.startswith(begins)
    assert figure in said


async def test_what_is_over_a_figure_is_not_below_it(talk: Chat) -> None:
    assert (await talk("拍卖会累计成交额不到100亿吗")).text.startswith("不是不到100亿；")


async def test_the_country_is_no_place_that_a_fact_lacks(talk: Chat) -> None:
    assert not (await talk("武汉是全国第五个科技创新中心吗")).text.startswith("没有")


async def test_the_point_of_a_year_is_told_and_not_one_that_names_the_year(talk: Chat) -> None:
    assert (await talk("协同创新指数2010年得分多少")).text.startswith("100.00分")


ODD = (
    "产业联盟超过3.2.1个对吗",
    "..家对吗",
    "0家对吗",
    "1/0对吗",
    "占比1.5/7吗",
    "第百位对吗",
    "第0位对吗",
    "第三代半导体是松江的吗",
)


@pytest.mark.parametrize("words", ODD)
async def test_what_is_no_amount_and_no_rank_is_no_claim(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert "出了点问题" not in said.text
    assert "位的这项记录" not in said.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("联席办是哪年从松江搬到杭州的", id="when, to a place that no fact has"),
        pytest.param("同济大学为什么退出G60研究院", id="why, of what nobody wrote"),
        pytest.param("成果转化基金亏掉了多少钱", id="how much, of what nobody wrote"),
    ],
)
async def test_a_premise_that_no_fact_has_gets_a_no(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith(f"没有找到“{question}”的记录。")


@pytest.mark.parametrize(
    ("mark", "claimed", "is_so"),
    [
        ("至少", "至少100家", True),
        ("至少", "100家", True),
        ("至少", "不超过100家", False),
        ("至少", "超过100家", False),
        ("最多", "不超过100家", True),
        ("最多", "100家", True),
        ("最多", "至少100家", False),
        ("最多", "不到100家", False),
    ],
)
async def test_of_a_figure_that_is_a_bound_nothing_is_confirmed_beyond_it(
    tmp_path: Path, mark: str, claimed: str, is_so: bool
) -> None:
    figure = {"label": "参会企业数", "value": 100, "unit": "家", "qualifiers": [mark]}
    statement = f"2021年11月21日，灯塔大会在松江举行，{mark}100家企业参会。"
    base = small_base(tmp_path / "facts.json", {**LIGHTHOUSE, "statement": statement, "figures": [figure]})
    talk = Chat(Services.of(load(base)))
    async with talk.application:
        said = await talk(f"松江灯塔大会参会企业有{claimed}吗")
    assert said.text.startswith(f"{'与记录相符：' if is_so else '不是'}{claimed}")


async def test_a_figure_of_more_than_ten_digits_is_told_and_claimed_in_full(tmp_path: Path) -> None:
    figure = {"label": "投入", "value": 12345678901.5, "unit": "元"}
    statement = "2021年11月21日，灯塔大会在松江举行，投入12345678901.5元。"
    base = small_base(tmp_path / "facts.json", {**LIGHTHOUSE, "statement": statement, "figures": [figure]})
    talk = Chat(Services.of(load(base)))
    async with talk.application:
        assert (await talk("松江灯塔大会投入多少元")).text.startswith("投入：12345678901.5元")
        for claimed in ("12345678901.5元", "123.456789015亿元"):
            assert (await talk(f"松江灯塔大会投入有{claimed}吗")).text.startswith(f"与记录相符：{claimed}")
        assert (await talk("松江灯塔大会投入有12345679801.5元吗")).text.startswith("不是12345679801.5元")


@pytest.mark.parametrize(
    ("question", "no", "told"),
    [
        pytest.param("瑞安飞地在松江，对吗", "松江", "嘉定（上海）", id="where something is"),
        pytest.param("固态电池项目落户芜湖，对吗", "芜湖", "松江（上海）", id="where something settled"),
        pytest.param("第一届成果展在合肥办的，对吗", "合肥", "芜湖（安徽）", id="where a session was held"),
        pytest.param(
            "科创生态建设大会2023年5月25日在杭州开的，对吗", "杭州", "松江（上海）", id="where something was on a day"
        ),
        pytest.param("技术市场联盟是江苏牵头的吗", "江苏", "由浙江牵头", id="which province leads it"),
        pytest.param("专责小组由国家发改委牵头，对吗", "国家发改委", "由科技部牵头", id="which ministry leads it"),
        pytest.param("陈浩是杭州市委书记吗", "杭州", "陈浩（浙江省湖州市委书记）", id="of which city"),
        pytest.param("芜湖市委书记是陈浩吗", "陈浩", "宁波（安徽省芜湖市委书记）", id="who holds it"),
        pytest.param("方守恩是复旦大学书记吗", "复旦大学书记", "方守恩（同济大学党委书记）", id="of which university"),
        pytest.param("吴朝晖是教育部副部长吗", "教育部副部长", "吴朝晖（科技部副部长）", id="of which ministry"),
        pytest.param("贾占锋是联席办主任吗", "贾占锋", "刘福升（", id="who heads an office"),
    ],
)
async def test_another_place_doer_or_holder_than_is_supposed_is_denied_and_told(
    talk: Chat, question: str, no: str, told: str
) -> None:
    said = (await talk(question)).text
    assert said.startswith(f"不是{no}；记录的是：")
    assert told in said.split("时点：")[0]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("瑞安飞地在嘉定，对吗", id="where it is"),
        pytest.param("固态电池项目落户上海，对吗", id="the city around it"),
        pytest.param("要素对接大会在松江办的吗", id="a district of the city that is told"),
        pytest.param("产业联盟在苏州成立的吗", id="what is told without a place"),
        pytest.param("拍卖会在杭州办的吗", id="what has several sessions and no place"),
        pytest.param("专责小组由科学技术部牵头，对吗", id="the same one by its full name"),
        pytest.param("技术市场联盟是浙江省牵头的吗", id="the same province"),
        pytest.param("产业联盟是政府主导的吗", id="a doer where none is told"),
        pytest.param("陈浩是湖州市委书记吗", id="who holds it"),
        pytest.param("量子通信网络接到宁波了吗", id="where something leads"),
        pytest.param("固态电池项目不在芜湖，对吗", id="where something is not"),
        pytest.param("科创生态建设大会2022年5月25日开的，对吗", id="when what is held again may have been held"),
        pytest.param("科技成果转化基金2021年11月9日发布，对吗", id="a day in the month that is told"),
    ],
)
async def test_what_nothing_tells_otherwise_is_not_denied(talk: Chat, question: str) -> None:
    assert not (await talk(question)).text.startswith("不是")


async def test_a_name_with_a_number_before_a_project_claims_no_amount(talk: Chat) -> None:
    assert "5项" not in (await talk("PM2.5项目由复旦大学牵头，对吗")).text.splitlines()[0]


async def test_a_rank_in_the_city_around_it_is_missed_and_not_that_city(talk: Chat) -> None:
    assert (await talk("松江进出口额全上海第二，对吗")).text.startswith("来源没有写到第2位；记录的是：")


@pytest.mark.parametrize("question", ["松江贸易全国第二对吗", "松江贸易全国排第几", "松江外贸长三角第二，是吗"])
async def test_a_rank_in_a_city_is_none_in_all_that_is_around_it(talk: Chat, question: str) -> None:
    first = (await talk(question)).text.splitlines()[0]
    assert first in ("没有全国的这项记录；最接近的是：", "没有长三角的这项记录；最接近的是：")


async def test_a_rank_by_number_is_confirmed_by_the_rank(talk: Chat) -> None:
    assert (await talk("松江规上工业企业数量上海第一对吧")).text.startswith("与记录相符：第1位")


async def test_another_rank_than_one_of_something_else_is_told(talk: Chat) -> None:
    said = (await talk("松江外贸全市第一，是吗")).text
    assert said.startswith("不是第1位；记录的是：")
    assert "企业数" not in said.split("时点：")[0]


@pytest.mark.parametrize("question", ["刘多说长三角出口额多少", "《经济参考报》说长三角出口额多少"])
async def test_exports_are_no_office_of_who_speaks_of_them(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("没有找到")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("产业联盟2023年比2022年多了1个对吗", "没有变化", id="nothing"),
        pytest.param("产业联盟2022年比2021年多了2个，是吗", "增加1个", id="less than that"),
        pytest.param("一网通办2024年比2019年增加了165项对吗", "增加165个", id="as much"),
    ],
)
async def test_by_how_much_something_is_claimed_to_have_grown_is_told_by_how_much_it_did(
    talk: Chat, question: str, told: str
) -> None:
    said = (await talk(question)).text
    assert said.split("\n")[2].startswith(told)
    assert "没有找到" not in said


async def test_an_amount_of_one_time_is_no_growth(talk: Chat) -> None:
    assert (await talk("产业联盟有16个吗")).text.startswith("与记录相符：16个。")


@pytest.mark.parametrize(
    ("question", "so"),
    [
        pytest.param("海尔洗衣机工厂在松江，对吗", "松江", id="where something is"),
        pytest.param("科创生态建设大会2023年5月25日在松江开的，对吗", "松江", id="where something was on a day"),
        pytest.param("国家生物药技术创新中心设在苏州，是吗", "苏州", id="where something was set up"),
        pytest.param("PM2.5项目由清华大学牵头，对吗", "清华大学", id="who leads it"),
    ],
)
async def test_a_place_or_a_doer_that_is_told_so_is_confirmed(talk: Chat, question: str, so: str) -> None:
    assert (await talk(question)).text.startswith(f"与记录相符：{so}。")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("海尔洗衣机工厂不在松江，对吗", id="that it is not there"),
        pytest.param("海尔洗衣机工厂在上海，对吗", id="the city around it"),
        pytest.param("海尔洗衣机工厂在松江建成投产了，对吗", id="what is said of it besides"),
        pytest.param("科创板占全国五分之一，是吗", id="a little less than it is"),
        pytest.param("专精特新小巨人有400家吗", id="a round count"),
    ],
)
async def test_what_is_told_otherwise_or_not_quite_so_is_not_confirmed(talk: Chat, question: str) -> None:
    assert "与记录相符" not in (await talk(question)).text


async def test_a_place_is_denied_only_of_the_very_thing(talk: Chat) -> None:
    """Another firm cuts the rods of the one that is in that city."""
    assert "没有松江" not in (await talk("超硅半导体在松江切割硅棒，对吗")).text


async def test_a_place_confirms_nothing_of_what_is_done_there(talk: Chat) -> None:
    """That firm makes no rods, it cuts those of another."""
    assert "与记录相符" not in (await talk("晶方半导体在苏州做硅棒，对吗")).text


@pytest.mark.parametrize(
    ("question", "of"),
    [
        pytest.param("九城市高新技术企业有1611家，对吗", "1611家是“湖州国家高新技术企业数”", id="one city's of all"),
        pytest.param("外资增长54.5%是松江的吗", "54.5%是“九城市利用外资增幅”", id="all cities' of one"),
        pytest.param(
            "首批概念验证中心37家入选，对吗", "37家是“首批概念验证中心自主申报单位数”", id="another figure of the fact"
        ),
    ],
)
async def test_an_amount_that_is_something_else_s_is_told_to_be_that(talk: Chat, question: str, of: str) -> None:
    assert (await talk(question)).text.split("\n")[0].endswith(f"（{of}）；记录的是：")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("国家实验室3个，对吗", "没有3个的这项记录；最接近的是：", id="labs by cities"),
        pytest.param("高速公路4条，对吗", "没有4条的这项记录；最接近的是：", id="roads by cities"),
        pytest.param(
            "实验室仪器28634台，对吗",
            "没有28634台的这项记录（28634台是“科技资源共享平台的机构与仪器”）；最接近的是：",
            id="instruments by cities",
        ),
    ],
)
async def test_a_count_of_one_thing_is_not_denied_by_that_of_another(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


async def test_four_times_is_what_doubled_twice(talk: Chat) -> None:
    said = (await talk("芜湖技术合同成交额达33亿元，是上年同期的4倍，对吗")).text
    assert said.startswith("与记录相符：33亿元、4倍；怎样理解见注。")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("松江高新技术企业数上海第一，对吗", "来源没有写到第1位；", id="a rank of who is in the front"),
        pytest.param("G60科创贷是2023年推出的，对吗", "来源没有写到2023年；", id="a year of what was only reported"),
    ],
)
async def test_of_what_is_told_too_vaguely_nothing_is_denied(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param(
            "2023年11月成果转化基金投资17个项目，对吗",
            "没有2023年的这项记录；17个是2024年5月24日的数；",
            id="a month of which only the money is known",
        ),
        pytest.param(
            "产业联盟2020年16个，对吗",
            "没有2020年的这项记录；16个是2022年8月17日的数；最接近的是：\n\n15个",
            id="a year of which nothing is known",
        ),
        pytest.param(
            "研发强度3.25%是2022年的，对吗",
            "没有2022年的这项记录；3.25%是2021年12月的数；最接近的是：\n\n达3.25%",
            id="the figure of the year before",
        ),
        pytest.param(
            "拍卖会累计成交超100亿元，是2022年，对吗",
            "超100亿元是2023年11月的数；所问时间的是：\n\n累计超50亿元",
            id="more than an amount",
        ),
        pytest.param(
            "14个产业合作示范园区，是2023年，对吗",
            "14个是2024年5月24日的数；所问时间的是：\n\n13个",
            id="a year behind the amount",
        ),
    ],
)
async def test_a_claim_with_another_year_is_told_what_is_of_which_time(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("联席办设在杭州，对吗", "不是杭州；记录的是：\n松江（上海）", id="another place than is told"),
        pytest.param("联席办在苏州吧", "不是苏州；记录的是：\n松江（上海）", id="where it only went for a while"),
        pytest.param("生物药技术创新中心在合肥对吧", "不是合肥；记录的是：\n苏州（江苏）", id="where others are"),
        pytest.param(
            "首届长三角科技交易博览会在苏州举办，对吗", "不是苏州；记录的是：\n嘉定", id="where a host is from"
        ),
        pytest.param("首届长三角科技交易博览会在上海举办，对吗", "嘉定（上海）", id="the city around the place"),
        pytest.param("进博会要素对接大会在松江举行，对吗", "来源没有写到松江；记录的是：\n上海", id="nearer"),
        pytest.param("成渝是第五个科技创新中心，对吗", "不是成渝；记录的是：\n\n在全国", id="which one is the fifth"),
        pytest.param("武汉是第五个科技创新中心，对吗", "与记录相符：第五个；", id="it is the fifth"),
    ],
)
async def test_a_place_is_held_against_where_the_fact_says_that_it_is(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


async def test_a_count_is_not_held_against_a_share_of_the_year_that_is_named(talk: Chat) -> None:
    said = (await talk("2021年成果转化基金投资17个项目，对吗")).text
    assert said.startswith("没有2021年的这项记录；17个是2024年5月24日的数；最接近的是：\n\n17个")
    assert not (await talk("九城市利用外资54个，对吗")).text.startswith("不是")


async def test_of_several_that_are_so_the_notes_are_told(talk: Chat) -> None:
    said = (await talk("走廊研发强度3.25%，高新技术企业3.6万家，对吗")).text
    assert "研发强度3.25%：与记录相符，怎样理解见注" in said
    assert "注：3.25%是九城市的均值，不是各市的数。" in said


async def test_a_growth_that_is_claimed_is_checked_and_not_reckoned(talk: Chat) -> None:
    said = (await talk("长三角协同创新指数2020年为227.05分，年均增速9.54%，对吗")).text
    assert said.startswith("与记录相符：")
    assert "9.54%" in said.split("\n")[0]


async def test_whoever_gives_a_rank_is_not_told_that_there_is_no_total(talk: Chat) -> None:
    assert not (await talk("松江工业产值全市第二")).text.startswith("来源只有")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("正确的是多少", "联合攻关需求达到79项：不是79项；记录的是：97项"),
        ("第一个正确的是多少", "联合攻关需求达到79项：不是79项；记录的是：97项"),
        ("哪个错了", "联合攻关需求达到79项：不是79项；记录的是：97项"),
        ("第二个错在哪", "31个项目取得实质进展：与记录相符"),
        ("这些都是哪年的", "截至2024年5月24日　公开征集的技术攻关需求数"),
    ],
)
async def test_after_several_were_checked_it_is_told_what_is_right_and_of_when(
    talk: Chat, words: str, line: str
) -> None:
    await talk("联合攻关需求达到79项，31个项目取得实质进展，对吗")
    assert (await talk(words)).text.startswith(f"{line}\n")


async def test_an_amount_of_what_was_published_is_not_left_out(talk: Chat) -> None:
    assert "与记录相符：2021年11月8日" not in (await talk("2021年11月8日第三次会议召开，发布了5个文件，对吗")).text


async def test_after_a_claim_that_is_not_so_it_is_told_what_is(talk: Chat) -> None:
    await talk("产业联盟61个，对吗")
    assert "16个" in (await talk("正确的是多少")).text.split("\n")[:3]


async def test_for_how_long_something_went_on_is_no_year(talk: Chat) -> None:
    said = (await talk("松江财政收入连续70年正增长，对吗")).text
    assert said.startswith("不是70年；记录的是：\n\n70个月")


@pytest.mark.parametrize("question", ["产业联盟有16个，对吗", "产业联盟有17个，对吗"])
async def test_of_equal_figures_a_claim_is_held_against_the_newest(talk: Chat, question: str) -> None:
    assert "时点：截至2024年5月24日" in (await talk(question)).text


async def test_whoever_holds_an_office_is_confirmed_though_called_like_a_place(talk: Chat) -> None:
    assert (await talk("宁波是芜湖市委书记吗")).text.startswith("与记录相符：芜湖市委书记。")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("G60 has 195 one-stop items, right?", "与记录相符：195个。", id="right?"),
        pytest.param("G60 has 159 one-stop items, right?", "不是159个；记录的是：\n\n195个", id="not so"),
        pytest.param(
            "Is it true that the auction total exceeded 10 billion yuan in 2023?",
            "与记录相符：超过100亿元",
            id="billions, and more than",
        ),
        pytest.param(
            "Is it right that the credit reached 2.9 trillion yuan?", "与记录大体相符：2.9万亿元；", id="trillions"
        ),
        pytest.param("R&D intensity is 3.25%, is that right?", "与记录相符：3.25%；", id="a percentage"),
        pytest.param("There are over 400 little giants, aren't there?", "与记录相符：超过400个；", id="a tag"),
        pytest.param(
            "The nine cities account for one-fifteenth of China's GDP. Is that right?",
            "与记录相符：1/15。",
            id="a fraction",
        ),
        pytest.param(
            "The nine cities produced one quarter of China's GDP, right?",
            "不是1/4；记录的是：\n\n1/15",
            id="another fraction",
        ),
        pytest.param(
            "The nine cities produced 25% of China's GDP, right?",
            "不是25%；记录的是：\n\n1/15",
            id="a share in hundredths",
        ),
        pytest.param(
            "Foreign investment rose 54.5% over five years. Is that right?", "与记录相符：54.5%。", id="a growth"
        ),
        pytest.param("sixteen alliances, right?", "与记录相符：16个。", id="a number that is spelt out"),
        pytest.param(
            "16 alliances are available, right?", "与记录相符：16个。", id="what is said of whatever there is"
        ),
        pytest.param(
            "There are one hundred and ninety-five one-stop items available, right?",
            "与记录相符：195个。",
            id="a longer number that is spelt out",
        ),
        pytest.param("Over four hundred little giants, right?", "与记录相符：超过400个；", id="hundreds"),
        pytest.param("The corridor has three thousand high-tech enterprises, right?", "不是3000个；", id="thousands"),
        pytest.param(
            "The auction total exceeded ten billion yuan, right?", "与记录相符：超过100亿元；", id="ten billion"
        ),
        pytest.param("Trade reached four trillion dollars, right?", "不是4万亿美元；", id="other trillions"),
        pytest.param("The corridor has ten cities, right?", "不是10个；", id="members"),
        pytest.param("There are twenty twenty-one alliances, right?", "没有找到", id="what is no one number"),
        pytest.param("Trade reached $3.8 trillion, right?", "与记录相符：3.8万亿美元；", id="dollars by their sign"),
        pytest.param(
            "Suzhou is not a member of the corridor, right?", "苏州：G60科创走廊成员", id="a member that is one"
        ),
        pytest.param(
            "Is it true that Shangrao joined the corridor?", "上饶：不是G60科创走廊成员", id="one that is none"
        ),
        pytest.param(
            "There are 16 industrial alliances and 14 demonstration parks in the corridor. Is this correct?",
            "一句里有几个数，分开核对：\nThere are 16 industrial alliances：与记录相符\n"
            "14 demonstration parks in the corridor：与记录相符",
            id="two amounts with and",
        ),
    ],
)
async def test_an_english_sentence_that_is_to_be_verified_is_checked(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


@pytest.mark.parametrize("words", ["all right", "right", "GDP 2021, right?"])
async def test_english_that_claims_nothing_is_neither_confirmed_nor_denied(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith(("与记录", "不是"))


@pytest.mark.parametrize("question", ["G60没有苏州，对吗", "苏州不在G60里，对吗"])
async def test_that_a_member_is_none_is_put_right(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("苏州：G60科创走廊成员")


@pytest.mark.parametrize(
    "words",
    [
        "研发强度不是3.25%，对吗",
        "湖州没有1611家高企，对吗",
        "陈浩不是湖州市委书记，对吗",
        "走廊不是2016年启动的，对吗",
        "不是九个城市，对吗",
        "there aren't 16 industry alliances, right?",
    ],
)
async def test_what_is_claimed_not_to_be_so_is_not_confirmed(talk: Chat, words: str) -> None:
    assert "相符" not in (await talk(words)).text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            "GDP5.46万亿元，增长15.61%，对吗",
            "增长15.61%：不是15.61%（15.61%是“九城市一般公共预算收入”）；记录的是：地区生产总值同比增速：同比10.9%",
        ),
        (
            "2021年财政收入6805.04亿元，同比增长10.9%，对吗",
            "同比增长10.9%：不是10.9%（10.9%是“九城市前三季度GDP（地区生产总值）”）；记录的是：财政收入同比增速：同比15.61%",
        ),
        ("九城市科创板上市企业82家，占全国超过1/5，对吗", "占全国超过1/5：是2023年的数，与记录相符"),
        ("一网通办195项，增长20%，对吗", "增长20%：没有找到"),
        ("松江有18个飞地，其中合肥6个，对吗", "其中合肥6个：说的是松江、合肥、金华、湖州；记录的是：18个"),
        ("湖州有2个联盟，4个基地，1611家高企，对吗", "4个基地：与记录相符"),
    ],
)
async def test_a_part_without_a_thing_of_its_own_is_of_the_one_before_it(talk: Chat, words: str, line: str) -> None:
    assert line in (await talk(words)).text.splitlines()


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        pytest.param(
            "产业联盟从15个增加到16个，对吗",
            "产业联盟从15个：是2021年11月8日的数，与记录相符",
            "增加到16个：是2024年5月24日的数，与记录相符",
            id="both are so",
        ),
        pytest.param(
            "产业联盟由14个增至16个，对吗",
            "产业联盟由14个：不是14个；记录的是：16个",
            "增至16个：是2024年5月24日的数，与记录相符",
            id="the first is not",
        ),
        pytest.param(
            "高企占全国比重从1/10升至1/8，对吗",
            "高企占全国比重从1/10：是2021年11月8日的数，与记录相符",
            "升至1/8：不是1/8；记录的是：1/7",
            id="the second is not",
        ),
        pytest.param(
            "产业联盟从16个减少到15个，对吗",
            "产业联盟从16个：是2024年5月24日的数，与记录相符",
            "减少到15个：是2021年11月8日的数，比前一个数早",
            id="the other way round",
        ),
        pytest.param(
            "一网通办事项从2020年的30个增加到2024年的195个，对吗",
            "一网通办事项从2020年的30个：没有2020年的这项记录；30个是2019年的数；最接近的是：30个",
            "增加到2024年的195个：是2024年5月24日的数，与记录相符",
            id="with years",
        ),
    ],
)
async def test_of_two_points_of_one_measure_each_is_held_against_its_time(
    talk: Chat, question: str, first: str, second: str
) -> None:
    lines = (await talk(question)).text.split("\n")
    assert lines[1].startswith(first)
    assert lines[2].startswith(second)


async def test_what_has_grown_to_an_amount_has_that(talk: Chat) -> None:
    assert (await talk("一网通办增加到195个，对吗")).text.startswith("与记录相符：195个。")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("产业联盟增加到16个，对吗", id="less before, and alike since"),
        pytest.param("长三角协同创新指数上升到227.05分，对吗", id="less at another time that the same fact tells"),
    ],
)
async def test_a_rise_is_confirmed_where_there_was_less_before(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("与记录相符：")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("产业联盟减少到16个，对吗", id="less before, and alike since"),
        pytest.param("一网通办减少到195个，对吗", id="less before"),
        pytest.param("长三角协同创新指数下降到227.05分，对吗", id="less at another time that the same fact tells"),
        pytest.param("湖州高企下降到1611家，对吗", id="nothing measured before"),
        pytest.param("湖州高企增加到1611家，对吗", id="a rise, and nothing measured before"),
    ],
)
async def test_what_did_not_rise_or_fall_so_is_not_confirmed(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("这句话不能全部核对；记录的是：")


@pytest.mark.parametrize("words", ["产业联盟降到16个了吗", "成员减少到9个城市，对吗", "成员扩大到9个城市，对吗"])
async def test_of_how_it_came_to_an_amount_nothing_is_confirmed_by_the_amount(talk: Chat, words: str) -> None:
    assert "相符" not in (await talk(words)).text


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("产业联盟从15个减少到16个，对吗", "减少到16个：不能全部核对；记录的是：16个"),
        ("高企占全国比重从1/10降至1/7，对吗", "降至1/7：不能全部核对；记录的是：1/7"),
        ("一网通办减少到195个，联盟16个，对吗", "一网通办减少到195个：不能全部核对；记录的是：195个"),
    ],
)
async def test_of_two_points_that_rose_no_fall_is_confirmed(talk: Chat, question: str, line: str) -> None:
    assert line in (await talk(question)).text.splitlines()


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "长三角协同创新指数2011年100分，2020年227.05分，对吗",
            "长三角协同创新指数2011年100分：与记录相符",
            "2020年227.05分：与记录相符",
        ),
        (
            "长三角协同创新指数从100分增加到227.05分，对吗",
            "长三角协同创新指数从100分：是2011年的数，与记录相符",
            "增加到227.05分：是2020年的数，与记录相符",
        ),
        (
            "长三角协同创新指数从227.05分下降到100分，对吗",
            "长三角协同创新指数从227.05分：是2020年的数，与记录相符",
            "下降到100分：是2011年的数，比前一个数早",
        ),
    ],
)
async def test_of_the_times_that_one_fact_tells_each_figure_has_its_own(
    talk: Chat, question: str, first: str, second: str
) -> None:
    lines = (await talk(question)).text.split("\n")
    assert lines[1].startswith(first)
    assert lines[2].startswith(second)


async def test_of_two_shares_each_is_held_against_its_own(talk: Chat) -> None:
    said = (await talk("长三角经济总量占全国1/26、面积占1/4，对吗")).text.split("\n")
    assert said[1].startswith("长三角经济总量占全国1/26：不是1/26（1/26是“长三角面积占全国比重”）")
    assert said[2].startswith("面积占1/4：不是1/4（1/4是“地区生产总值占全国比重”）")
    said = (await talk("长三角面积占全国1/26、经济总量占近1/4，对吗")).text.split("\n")
    assert said[1].startswith("长三角面积占全国1/26：与记录相符")
    assert said[2].startswith("经济总量占近1/4：与记录相符")


async def test_a_figure_of_an_earlier_year_is_told_to_be_of_that_year(talk: Chat) -> None:
    said = (await talk("2020年长三角协同创新指数100分，对吗")).text
    assert said.startswith("100分是2011年的数；所问时间的是：\n\n长三角区域协同创新指数（2020年）：227.05分")


@pytest.mark.parametrize(
    "words", ["2011年长三角协同创新指数227.05分，对吗", "长三角协同创新指数2011年是227.05分，对吗"]
)
async def test_a_figure_of_a_later_year_is_told_to_be_of_that_year(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("227.05分是2020年的数；所问时间的是：\n")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("落地四城的合作项目12个，对吗", id="somewhat more than 10余"),
        pytest.param("孵化器与众创空间1350家，对吗", id="somewhat more than 1300余"),
        pytest.param("孵化器与众创空间1316家，对吗", id="in so many digits"),
        pytest.param("供应商储备库980家，对吗", id="somewhat less than 近1000"),
    ],
)
async def test_what_a_vague_figure_may_be_is_neither_denied_nor_confirmed(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("这句话不能全部核对；记录的是：")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("落地四城的合作项目10个，对吗", "与记录大体相符：10个"),
        ("落地四城的合作项目18个，对吗", "不是18个；"),
        ("孵化器与众创空间1200家，对吗", "不是1200家；"),
        ("供应商储备库800家，对吗", "不是800家；"),
        ("供应商储备库1100家，对吗", "不是1100家；"),
    ],
)
async def test_what_a_vague_figure_is_not_is_denied(talk: Chat, words: str, begins: str) -> None:
    assert (await talk(words)).text.startswith(begins)


@pytest.mark.parametrize("counter", ["次", "件", "种", "支", "台"])
async def test_what_is_counted_by_any_counter_is_claimed_by_none_of_other_things(talk: Chat, counter: str) -> None:
    assert (await talk(f"产业联盟有16{counter}，对吗")).text.startswith(f"没有16{counter}的这项记录；最接近的是：")


@pytest.mark.parametrize("counter", ["个", "家"])
async def test_what_is_counted_by_any_counter_is_claimed_by_what_counts_the_like(talk: Chat, counter: str) -> None:
    assert (await talk(f"产业联盟有16{counter}，对吗")).text.startswith(f"与记录相符：16{counter}。")


@pytest.mark.parametrize(
    ("told", "claimed", "alike"),
    [
        ("项", "个", True),
        ("个", "户", True),
        ("台（套）", "个", True),
        ("companies", "个", True),
        ("次", "个", False),
        ("车次", "个", False),
        ("公斤", "个", False),
        ("赫兹", "个", False),
        ("ppm", "个", False),
        ("级", "个", False),
        ("个", "公斤", False),
    ],
)
def test_what_counts_things_counts_no_measure_and_no_times(told: str, claimed: str, alike: bool) -> None:
    assert counts_alike(told, claimed) is alike


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param(
            "专责小组第三次会议是2022年吗", "不是2022年；记录的是：\n2021年11月8日", id="another year's session"
        ),
        pytest.param(
            "第15个产业联盟2022年成立，对吗", "不是2022年；记录的是：\n2021年11月8日", id="an ordinal in another year"
        ),
        pytest.param("专责小组第三次会议是2021年吗", "与记录相符：2021年。", id="its own year"),
        pytest.param("2003年三省一市签了协议，对吗", "没有2003年的这项记录；", id="one of several events of a kind"),
        pytest.param("专责小组第三次会议是2021年12月吗", "不是12月；", id="another month"),
        pytest.param("专责小组第二次会议是2022年吗", "没有第二次的这项记录；", id="a session that is not told"),
        pytest.param("首届拍卖会是2018年吗", "来源没有写到2018年；", id="a year before it was reported"),
        pytest.param("第五届拍卖会是2023年吗", "来源没有写明日期", id="the year in which it was reported"),
        pytest.param("要素对接大会是2022年吗", "来源没有写到2022年；", id="what may have been held then, too"),
        pytest.param(
            "2021年11月九城高企3.6万家对吗", "不是3.6万家；记录的是：\n\n近2.9万家", id="as another counted it"
        ),
        pytest.param("九城高企3.6万家是2021年11月的数吗", "不是3.6万家；记录的是：\n\n近2.9万家", id="said after it"),
        pytest.param(
            "2021年11月一网通办195项对吗", "没有2021年11月的这项记录；195项是2024年", id="a month of its year"
        ),
    ],
)
async def test_a_session_is_held_against_its_own_year_and_a_count_against_its_own_month(
    talk: Chat, words: str, begins: str
) -> None:
    assert (await talk(words)).text.startswith(begins)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("利用外资增长54.5%是同比吗", id="a growth over years"),
        pytest.param("利用外资同比增长54.5%对吗", id="a growth over years, said before it"),
        pytest.param("国际主流媒体报道同比增长79.2%对吗", id="a growth since the year began"),
        pytest.param("外资企业注册资本年均增长25%对吗", id="a growth over years, a year"),
        pytest.param("79.2%是国内媒体吗", id="at home, where it is told of at home and abroad"),
        pytest.param("产业联盟全部有16个吗", id="all of them, asked without a word for a verdict"),
    ],
)
async def test_a_growth_is_confirmed_by_no_other_measure(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith(("与记录", "不是"))


@pytest.mark.parametrize("words", ["松江合同外资同比上升62.4%对吗", "九城市GDP同比增长10.9%对吗"])
async def test_a_growth_is_confirmed_by_the_measure_that_is_told(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("与记录相符")


@pytest.mark.parametrize("words", ["成员市9亿元，对吗", "2015年走廊城市9个，对吗"])
async def test_the_number_of_members_is_confirmed_of_no_money_and_no_year(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("G60科创走廊成员：")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("G60成员有9座对吗", "与记录相符：9座。", id="members, as cities are counted"),
        pytest.param("G60成员有9家对吗", "与记录相符：9家。", id="members, as any others are counted"),
        pytest.param("G60成员有8座对吗", "不是8座；", id="fewer members"),
        pytest.param("走廊有9座城市对吗", "与记录相符：9座。", id="cities by their counter"),
    ],
)
async def test_members_are_counted_as_cities_are(talk: Chat, words: str, begins: str) -> None:
    assert (await talk(words)).text.startswith(f"{begins}")


@pytest.mark.parametrize("words", ["1611家是九城市合计吗", "1300家是九城市吗"])
async def test_what_counts_no_cities_is_no_number_of_members(talk: Chat, words: str) -> None:
    assert "G60科创走廊成员：" not in (await talk(words)).text


async def test_of_what_is_only_near_no_amount_is_denied(talk: Chat) -> None:
    said = (await talk("2024年5月24日大会 9个城市")).text
    assert said.startswith("没有2024年5月24日的这项记录；最接近的是：")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("2024年联席会议在苏州召开，对吗", id="a name that begins another one"),
        pytest.param("九城市外贸占全国1/15，对吗", id="another measure of the same share"),
        pytest.param("高铁线路4条，对吗", id="other lines"),
        pytest.param("九城市有82家上市公司，对吗", id="a narrower kind"),
        pytest.param("成员银行550家，对吗", id="a narrower kind of members"),
        pytest.param("授信余额超2.9万亿元，对吗", id="a word that is no slip"),
        pytest.param("基金对接项目300个，对吗", id="something else that is counted"),
        pytest.param("双创券平台1705家机构，对吗", id="another figure's digits"),
        pytest.param("松江规上工业产值全国第2，对吗", id="a rank in a larger place"),
        pytest.param("高企占全国10%，对吗", id="what was so before"),
        pytest.param("湖州国家高新技术企业900多家，对吗", id="more than so many, and much more"),
        pytest.param("拍卖会累计成交近100亿元，对吗", id="nearly, of what is over"),
        pytest.param("长三角经济总量占全国1/4，面积占1/4，对吗", id="one share of two"),
    ],
)
async def test_what_only_looks_like_the_record_is_not_confirmed(talk: Chat, words: str) -> None:
    first = (await talk(words)).text.split("\n")
    assert not any(line.startswith(("与记录相符", "与记录大体相符")) for line in first)


@pytest.mark.parametrize(
    ("words", "so"),
    [
        pytest.param("湖州国家高新技术企业1600多家，对吗", "与记录相符：1600多家", id="more, below the next hundred"),
        pytest.param("松江贸易在上海排第二，对吗", "与记录相符：第2位", id="a rank where it is one"),
        pytest.param("松江贸易全市第二，对吗", "与记录相符：第2位", id="a rank in the city around it"),
        pytest.param("九城市科创板上市企业82家，对吗", "与记录相符：82家", id="the very kind"),
    ],
)
async def test_what_is_the_record_in_other_words_is_confirmed(talk: Chat, words: str, so: str) -> None:
    assert (await talk(words)).text.startswith(so)


async def test_a_market_is_not_held_again_in_another_year(talk: Chat) -> None:
    said = (await talk("长三角技术市场互通合作协议2019年签署，对吗")).text
    assert said.startswith("不是2019年；记录的是：\n2018年")


async def test_an_amount_of_nothing_that_is_named_is_told_to_be_what_it_is_of(talk: Chat) -> None:
    said = (await talk("湖州引进1611家，对吗")).text
    assert said.startswith("没有1611家的这项记录（1611家是“湖州国家高新技术企业数”）；最接近的是：")


@pytest.mark.parametrize("question", ["财政收入6805.04%", "财政收入6805.04%，对吗"])
async def test_a_figure_in_another_unit_is_denied_with_that_figure_before_others(talk: Chat, question: str) -> None:
    denied, told, *_ = (await talk(question)).text.replace("\n\n", "\n").split("\n")
    assert (denied, told) == ("不是6805.04%；记录的是：", "财政收入：6805.04亿元")


async def test_a_name_with_a_number_is_the_fact_that_is_called_so_and_no_claim_of_how_many_members_there_are(
    talk: Chat,
) -> None:
    assert (await talk("16个城市")).text.startswith("共建大型科学仪器协作共用平台协议")
    assert (await talk("16个城市对吗")).text.startswith("不是16个；记录的是：")
    assert (await talk("G60八个城市")).text.startswith("不是八个城市；记录的是：")
    assert (await talk("G60有9座城市对吗")).text.startswith("与记录相符：9座。")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("杭州创新券26座城市通用对吗", "与记录相符：26座"),
        ("13座产融结合示范园区对吗", "与记录相符：13座"),
        ("飞地18座对吗", "与记录相符：18座"),
        ("飞地20座对吗", "不是20座"),
    ],
)
async def test_what_stands_somewhere_may_be_counted_by_the_counter_of_buildings(
    talk: Chat, words: str, verdict: str
) -> None:
    assert (await talk(words)).text.startswith(verdict)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("走廊有9个城市，产业联盟16个，对吗", "走廊有9个城市：与记录相符\n"),
        ("G60由10个市组成，产业联盟16个，对吗", "G60由10个市组成：不是10个；记录的是：9个（松江、"),
    ],
)
async def test_how_many_belong_to_the_subject_is_checked_beside_other_amounts(
    talk: Chat, words: str, verdict: str
) -> None:
    assert verdict in (await talk(words)).text


@pytest.mark.parametrize(
    ("words", "begins", "figure"),
    [
        pytest.param("550家都是银行吗", "这句话不能全部核对；", "550家", id="of what kind they are"),
        pytest.param(
            "36万是2023年新增的吗", "这句话不能全部核对；", "36万人", id="of one year, where each has as many"
        ),
        pytest.param("36万是杭州的吗", "与记录相符：杭州；", "36万人", id="whose it is"),
        pytest.param("36万是浙江的吗", "这句话不能全部核对；", "36万人", id="of what lies around"),
        pytest.param("36万是上海的吗", "不是上海；", "36万人", id="of another city"),
        pytest.param("1611家是合肥的吗", "不是合肥；", "1611家", id="of another member"),
        pytest.param("1611家是九城市合计吗", "不是九城市；", "1611家", id="of all members together"),
        pytest.param("195项是松江的吗", "不是松江；", "195个", id="of one member, where it is of all"),
        pytest.param("3.25%是松江的吗", "这句话不能全部核对；", "3.25%", id="a rate, which a part may have, too"),
        pytest.param("3.25%是九城市的吗", "与记录相符：九城市；", "3.25%", id="of all members"),
        pytest.param("3.25%是上海的吗", "这句话不能全部核对；", "3.25%", id="of what lies around one member"),
        pytest.param("3.25%不是松江的吧", "这句话不能全部核对；", "3.25%", id="what it is said not to be"),
        pytest.param("195项是松江的吗", "不是松江；", "195个", id="by another counter"),
        pytest.param("195项是2024年的吗", "与记录相符：2024年", "195个", id="of its year"),
        pytest.param("1/10是2023年的吗", "不是2023年；", "1/10", id="of a year that has another"),
        pytest.param("1328亿是2023年的吗", "这句话不能全部核对；", "1328亿元", id="of a time that a note leaves open"),
        pytest.param("3.25%是2022年的吗", "这句话不能全部核对；", "3.25%", id="of another year, with a note"),
        pytest.param("2.9万家是2021年底的吗", "这句话不能全部核对；", "2.9万家", id="of the end of its year"),
        pytest.param("1/15是2021年的吗", "这句话不能全部核对；", "2021年11月8日", id="of two times the one asked for"),
        pytest.param(
            "5.46万亿是2021年的吗", "这句话不能全部核对；", "5.46万亿元", id="of a year of which it is a part"
        ),
        pytest.param(
            "2021年九城市GDP5.46万亿元，对吗", "来源没有全年的数；", "5.46万亿元", id="of a year by its number"
        ),
        pytest.param("5.46万亿是全年的吗", "来源没有全年的数；", "5.46万亿元", id="of all the year"),
        pytest.param("3.8万亿美元是一年的吗", "这句话不能全部核对；", "3.8万亿美元", id="of one year"),
        pytest.param("100亿是第五届一场的吗", "来源只有累计数", "100亿元", id="of one session, where it is of all"),
        pytest.param(
            "2500万人次是实际客流吗", "这句话不能全部核对；", "2500万人次", id="as it is, where it is planned"
        ),
        pytest.param("82家占全国五分之一吗", "这句话不能全部核对；", "超1/5", id="what share it is"),
        pytest.param("150多万户对吗", "这句话不能全部核对；", "150.76万户", id="alone"),
    ],
)
async def test_what_begins_with_an_amount_is_claimed_of_the_figure_that_is_so_much(
    talk: Chat, words: str, begins: str, figure: str
) -> None:
    said = (await talk(words)).text
    assert said.startswith(begins)
    assert figure in said


@pytest.mark.parametrize("question", ["130家餐厅倒闭了吗", "100亿元够买航母吗", "1611家店都开业了吗"])
async def test_an_amount_of_something_else_is_no_fact_s(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("没有")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("产业联盟有没有达到16个", "与记录相符：达到16个。"),
        ("产业联盟有没有10个左右", "不是10个左右；"),
        ("产业联盟有没有20个以内", "与记录相符：20个以内。"),
    ],
)
async def test_whether_there_are_so_many_minds_what_bounds_them(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("16个是2023年的吗", "没有找到", id="as many of several things"),
        pytest.param("77个是松江的吗", "没有", id="so many of nothing"),
        pytest.param("1000家是湖州高企吗", "不是1000家；记录的是：\n\n1611家", id="another amount of what is named"),
        pytest.param("550家是成员单位吗", "与记录相符：550家", id="what is so"),
        pytest.param("550家成员单位，28条政策，对吗", "一句里有几个数，分开核对：", id="several"),
    ],
)
async def test_an_amount_is_not_what_is_meant_where_that_is_named_or_nobody_can_tell(
    talk: Chat, words: str, begins: str
) -> None:
    assert (await talk(words)).text.startswith(begins)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("九城市有没有3万家高企", "与记录相符：达到3万家", id="more than so many"),
        pytest.param("九城市有没有4万家高企", "不是达到4万家；", id="fewer than so many"),
        pytest.param("产业联盟有没有16个", "与记录相符：达到16个。", id="just so many"),
        pytest.param("飞地有没有超过20个", "不是超过20个；", id="no more than so many"),
        pytest.param("拍卖会累计成交额有没有超过50亿", "与记录相符：超过50亿", id="more money"),
        pytest.param("拍卖会累计成交额超过50亿了吗", "与记录相符：超过50亿", id="much more by now"),
        pytest.param("授信总额超过1万亿了吗", "与记录相符：超过1万亿", id="more than twice as much by now"),
        pytest.param("拍卖会累计成交额超过50万了吗", "这句话不能全部核对；", id="so much more that the scale is wrong"),
        pytest.param("拍卖会累计成交额超过200亿了吗", "不是超过200亿；", id="less by now"),
        pytest.param("G60有没有9个城市", "与记录相符：达到9个", id="the members"),
        pytest.param("松江有没有飞地", "走廊城市在松江的科创飞地数", id="whether there are any"),
        pytest.param("有没有2023年的高企数据", "这一条说的是湖州。", id="something of a year"),
    ],
)
async def test_whether_there_are_so_many_is_a_claim_of_no_less(talk: Chat, words: str, begins: str) -> None:
    assert (await talk(words)).text.startswith(begins)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("松江枢纽建成了吗", "来源没有说已经实现；计划的是：", id="whether it is built"),
        pytest.param("松江枢纽建成了没", "来源没有说已经实现；计划的是：", id="whether it is built, or not"),
        pytest.param("松江枢纽有没有建成", "来源没有说已经实现；计划的是：", id="the same with the verb at the end"),
        pytest.param("松江枢纽建没建成", "来源没有说已经实现；计划的是：", id="the same with half a verb before it"),
        pytest.param("松江枢纽建成没有？", "来源没有说已经实现；计划的是：", id="the same with or not"),
        pytest.param("松江枢纽是否已经启用", "来源没有说已经实现；计划的是：", id="whether it has already opened"),
        pytest.param("有没有启用松江枢纽", "来源没有说已经实现；计划的是：", id="the verb before its object"),
        pytest.param("量子通信应用场景公布了吗", "来源没有说已经实现；计划的是：", id="whether it was published"),
        pytest.param("成渝2025年达到2.5%了吗", "来源没有说已经实现；计划的是：", id="whether a target was reached"),
        pytest.param(
            "成渝2025年研发强度达到2.5%，对吗", "来源没有说已经实现；计划的是：", id="a target told as reached"
        ),
        pytest.param(
            "松江高铁客运枢纽2024年底建成通车，对吗", "来源没有说已经实现；计划的是：", id="a plan told as done"
        ),
        pytest.param("松江枢纽什么时候建成", "2024年12月（预定）", id="when it is to be built"),
        pytest.param("科技成果转化基金成立了吗", "科技成果转化基金发布", id="what happened"),
        pytest.param("技术合同成交额翻了4倍对吗", "这句话不能全部核对；记录的是：", id="a part's figure"),
    ],
)
async def test_whether_it_is_done_is_answered_before_the_card(talk: Chat, words: str, begins: str) -> None:
    assert (await talk(words)).text.startswith(begins)


@pytest.mark.parametrize("words", ["550家是九城市的吗", "28条是九城市的吗", "550家包括高校吗"])
async def test_an_amount_is_of_no_place_that_its_fact_does_not_name(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("这句话不能全部核对；")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("湖州高企破1600家了吗", "与记录相符：破1600家"),
        ("湖州高企过1000家了吗", "与记录相符：过1000家"),
        ("湖州高企过千家了吗", "与记录相符：过1千家"),
        ("湖州高企过了1000家吗", "与记录相符：过了1000家"),
        ("成立过16个联盟吗", "与记录相符：16个"),
        ("成立过10个联盟吗", "不是10个"),
        ("综合金融服务联盟有过550家成员吗", "与记录相符：550家"),
        ("湖州引进过1611家高企吗", "与记录相符：1611家"),
        ("芜湖成交过33亿元技术合同吗", "与记录相符：过33亿元"),
        ("湖州高企破两千家了吗", "不是破2000家"),
        ("九城市GDP过万亿了吗", "与记录相符：过1万亿"),
        ("九城市GDP破8万亿了吗", "不是破8万亿"),
    ],
)
async def test_that_something_is_past_a_number_is_claimed_by_one_character_as_well(
    talk: Chat, question: str, begins: str
) -> None:
    assert (await talk(question)).text.startswith(begins)
