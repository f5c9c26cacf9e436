"""What a question names must not be swapped for something near: a place, an office, a year, an ordinal, a unit.

Each was once answered wrongly and with confidence in a trial.
"""

from __future__ import annotations

import pytest

from bot.search import Verdict
from bot.services import Services
from tests.chat import Chat


@pytest.mark.parametrize(
    "question",
    [
        "杭州市长是谁",
        "湖州市长",
        "嘉兴市长",
        "杭州市委书记",
        "安徽省委书记",
        "科技部部长",
        "专责小组组长是谁",
        "金华市市长",
    ],
)
async def test_an_office_is_not_answered_with_another_or_its_deputy(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "shown"),
    [("湖州市委书记", "陈浩"), ("杭州副市长", "胥伟华"), ("苏州市长", "吴庆文"), ("芜湖市委书记", "宁波")],
)
async def test_an_office_that_is_known_is_found(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


@pytest.mark.parametrize(
    "question",
    ["who is the mayor of Hangzhou", "mayor of Shanghai", "governor of Zhejiang", "exports", "exports of Songjiang"],
)
async def test_nor_in_english_is_an_office_or_an_export_another_one(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("who is the party secretary of Songjiang", "程向民（推进", id="the newest, of that place"),
        pytest.param("vice mayor of Hangzhou", "胥伟华", id="a deputy, who is asked for"),
        pytest.param("imports and exports", "3.8万亿美元", id="both ways"),
    ],
)
async def test_in_english_they_are_found_by_themselves(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


@pytest.mark.parametrize(
    "question",
    [
        "how many hi-tech enterprises in Suzhou",
        "how many hi-tech firms in Shanghai",
        "hi-tech enterprises in Hefei",
        "Jinhua technology contracts",
        "fund size",
        "how big is the fund",
    ],
)
async def test_words_that_mean_one_thing_together_are_not_found_apart(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("how many hi-tech enterprises in Huzhou", "1611家"),
        ("total investment", "1.29万亿元"),
        ("shared instrument lab tasks", "科学仪器共享实验室的任务"),
    ],
)
async def test_together_they_are_found(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


@pytest.mark.parametrize(
    "question",
    [
        "九城市人口",
        "九城市面积",
        "九城市就业",
        "九城市大学数量",
        "九城市技术合同成交额",
        "人工智能企业数",
        "生物医药产值",
        "杭州GDP",
        "宁波技术合同",
        "温州有几家科创板公司",
    ],
)
async def test_a_measure_that_the_base_lacks_is_not_replaced_by_another(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(question)).text


@pytest.mark.parametrize("question", ["第三届拍卖会", "第四届拍卖会", "第六届拍卖会"])
async def test_another_session_is_offered_as_another_one(talk: Chat, question: str) -> None:
    assert f"没有{question[:3]}的这项记录" in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "year"), [("一网通办2023", "2023"), ("2020年GDP", "2020"), ("科创板 2024", "2024")]
)
async def test_another_year_is_offered_as_another_one(talk: Chat, question: str, year: str) -> None:
    assert f"没有{year}年的这项记录" in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("31家", "31家"),
        ("31个", "31个"),
        ("11家", "产城融合"),
        ("11个", "转移转化示范基地"),
        ("13家", "产融结合"),
        ("1/7", "1/7"),
    ],
)
async def test_a_number_means_the_figure_with_that_unit(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


async def test_what_is_only_one_city_s_is_said_to_be(talk: Chat) -> None:
    said = await talk("2023年高新技术企业数量")
    assert "这一条说的是湖州" in said.text


@pytest.mark.parametrize(
    "question",
    [
        "G60包括哪些城市",
        "成员有哪些",
        "长三角G60科创走廊包含哪九个城市",
        "G60有几个成员",
        "给领导写材料，走廊到底由哪几个市和区凑成的，帮我列全",
    ],
)
async def test_who_belongs_is_answered_with_the_members(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("G60科创走廊成员：松江、嘉兴、杭州")


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("宁波属于G60吗", "不是G60科创走廊成员"),
        ("上饶到底进没进这个走廊啊", "上饶：不是G60科创走廊成员"),
        ("湖州进走廊了吗", "湖州：G60科创走廊成员"),
        ("上饶算不算成员", "不是G60科创走廊成员"),
        ("合肥是G60成员吗", "G60科创走廊成员"),
        ("南京是九城之一吗", "南京：不是G60科创走廊成员"),
        ("芜湖是G60科创走廊的一员吗", "芜湖：G60科创走廊成员"),
        ("is Hefei one of the nine cities", "合肥：G60科创走廊成员"),
        ("上海是不是成员", "不是G60科创走廊成员"),
        ("深圳是G60成员吗", "资料里没有“深圳”，成员名单里也没有"),
    ],
)
async def test_whether_a_place_belongs_is_answered_first(talk: Chat, question: str, shown: str) -> None:
    assert shown in "\n".join((await talk(question)).text.splitlines()[:2])


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("2003年发生了什么", "时间线　2003年"),
        ("2021年出了啥事", "时间线　2021年"),
        ("今天有什么大事", "2026年11月20日（今天"),
        ("十一月八日", "2026年11月8日"),
        ("21年", "时间线　2021年"),
        ("2021年11月", "2021年11月"),
        ("2023年5月25日开了什么会", "科创生态建设大会"),
        ("什么是G60科创走廊", "2016年启动建设"),
        ("氢走廊", "氢走廊建设发展规划"),
        ("谢谢", "不客气"),
        ("谢谢大家", "不客气"),
        ("好的", "不客气"),
        ("你好", "直接发词就能查"),
        ("大家好", "直接发词就能查"),
        ("有几个城市", "（共 9 个）"),
        ("一共有多少个成员", "成员"),
        ("苏州是九城市之一吗", "苏州　"),
        ("苏州 2023", "2023年11月"),
        ("去年的拍卖会", "没有2025年"),
    ],
)
async def test_what_is_meant_is_answered(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


async def test_an_announcement_is_found_on_its_day_and_not_told_as_done(talk: Chat) -> None:
    said = await talk("/on 2024-05-24")
    assert "当时的预告（来源没有说是否实现）" in said.text
    assert "周年" not in said.text


async def test_a_county_of_a_member_is_said_to_belong_to_it(talk: Chat) -> None:
    assert "属G60科创走廊成员苏州" in (await talk("/city 昆山")).text


@pytest.mark.parametrize("question", ["浙江 高新技术企业", "上海 财政收入", "安徽 技术合同", "长三角 高新技术企业"])
async def test_a_province_is_not_answered_with_one_city_s_figure(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(f"/fact {question}")).text


async def test_a_place_without_such_a_fact_is_named(talk: Chat) -> None:
    said = await talk("/fact 湖州 苏州 高新技术企业")
    assert said.text.startswith("没有苏州的这项记录；最接近的是：")


async def test_who_made_it_is_not_who_says_so(talk: Chat) -> None:
    said = await talk("克隆猴是谁做的")
    assert said.text.startswith("体细胞克隆猴模型")


async def test_a_figure_of_one_place_is_its_own_though_others_have_a_part_in_it(talk: Chat) -> None:
    assert (await talk("松江有几个飞地")).text.startswith("18个")


@pytest.mark.parametrize("question", ["如何处理科技成果", "制造业规划在哪里发布的", "哪个城市高企最多"])
async def test_that_a_place_is_not_written_is_said_only_where_it_is_so(talk: Chat, question: str) -> None:
    assert "来源没有写地点" not in (await talk(question)).text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("研究院院长是谁", id="an office that is cut out of a name (研究院|长三角院)"),
        pytest.param("江苏省科技厅厅长谈长三角", id="the office of another province"),
        pytest.param("海尔上海洗衣机工厂卖给了谁", id="to whom something was sold"),
        pytest.param("谁否决了上饶的加入申请", id="who did what nothing tells of"),
        pytest.param("G60科创走廊研究院什么时候成立", id="another institute's date"),
        pytest.param("G60高速有多长", id="a length for which there is a count"),
        pytest.param("昆山小核酸园占地多少", id="an area"),
        pytest.param("水污染防治计划", id="a word that is another one's beginning"),
        pytest.param("程向民哪年生的", id="when something else happened to somebody"),
        pytest.param("北交所资本市场服务基地", id="another exchange"),
        pytest.param("国家合成生物技术创新中心落在哪个城市", id="another national centre"),
        pytest.param("高交会", id="two characters that may be anything"),
        pytest.param("高铁几条", id="passengers for lines"),
        pytest.param("研发人员多少", id="institutes for people"),
        pytest.param("武汉科创中心要投多少", id="an amount of money"),
        pytest.param("松江枢纽谁设计的", id="two characters with a comma between them (建设，计划)"),
        pytest.param("走廊一共几个高铁站", id="passengers for stations"),
        pytest.param("拍卖会一共办了几届", id="projects for sessions"),
        pytest.param("通过率", id="a word of the language for one that is nearly alike"),
        pytest.param("德清多少企业领过创新券", id="institutions that firms may go to for firms"),
    ],
)
async def test_what_sounds_close_and_is_something_else_is_not_answered(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("没有找到")


@pytest.mark.parametrize("question", ["九城市高企占全国比重有多高", "研发投入强度有多高"])
async def test_how_high_a_share_is_is_no_length(talk: Chat, question: str) -> None:
    assert "时点：" in (await talk(question)).text


async def test_the_amount_of_all_sessions_leads_where_none_is_asked_for(talk: Chat) -> None:
    assert "累计成交额" in (await talk("科技成果拍卖会成交额")).text.split("时点：")[0]
    assert "9040万元" in (await talk("首届科技成果拍卖会成交额")).text.split("时点：")[0]


async def test_what_tells_who_leads_it_comes_before_what_only_names_it(talk: Chat) -> None:
    assert "清华大学" in (await talk("PM2.5臭氧项目谁牵头")).text.split("时点：")[0]


async def test_two_words_that_meet_in_one_character_are_no_slip(talk: Chat) -> None:
    assert "按“" not in (await talk("浙江省科技厅厅长谈一体化")).text


async def test_the_members_stand_alone_when_they_are_asked_for(talk: Chat) -> None:
    said = await talk("G60有几个城")
    assert "（共 9 个）" in said.text
    assert "老挝" not in said.text


@pytest.mark.parametrize(
    ("question", "told"), [("杭州是成员吗", "杭州：G60科创走廊成员"), ("宁波是成员吗", "宁波：不是")]
)
async def test_whether_a_place_belongs_to_it_is_told_first(talk: Chat, question: str, told: str) -> None:
    assert (await talk(question)).text.startswith(told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("走廊有10个城市对吗", "不是10个；记录的是："),
        ("走廊有八个城市对吗", "不是8个；记录的是："),
        ("走廊有9个城市对吗", "与记录相符：9个。"),
    ],
)
async def test_how_many_belong_to_it_is_confirmed_or_denied(talk: Chat, words: str, told: str) -> None:
    said = await talk(words)
    assert said.text.startswith(told)
    assert "（共 9 个）" in said.text


async def test_another_five_year_plan_is_offered_as_another_one(talk: Chat) -> None:
    assert "十四五" in (await talk("十四五先进制造业规划")).text
    said = await talk("十五五先进制造业规划")
    assert "没有" in said.text.splitlines()[0]


async def test_only_what_is_missing_is_said_to_be(talk: Chat) -> None:
    assert "没有2021年、2022年" not in (await talk("2021 2022 高新技术企业")).text


@pytest.mark.parametrize("words", ["江浙沪", "泰洲"])
async def test_abbreviations_and_twins_are_not_mixed_up(talk: Chat, words: str) -> None:
    said = await talk(f"/city {words}")
    assert "台州　" not in said.text
    assert "18个" not in said.text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("kechuangban", "科创板", id="ban is not bang"),
        pytest.param("gdp2021", "5.46万亿元", id="a year right behind a word"),
        pytest.param("1+7+N", "1+7+N", id="a name with marks"),
        pytest.param("2022年研发投入强度", "没有2022年的这项记录", id="another region's target is no substitute"),
        pytest.param("2019年有几个产业联盟", "没有2019年的这项记录", id="no count was given that year"),
        pytest.param("苏州和湖州高企", "没有苏州的这项记录", id="one of two cities"),
        pytest.param("江苏给第一届长三角成果展送了几件", "没有找到", id="another province's, whatever else is named"),
        pytest.param("成渝科创走廊有几个成员城市", "没有找到", id="another place's corridor"),
        pytest.param("郑开科创走廊启动年份", "没有找到", id="the corridor of what the base does not know"),
        pytest.param("成都研发投入强度", "没有找到", id="a city is not the region around it"),
        pytest.param("什么是GDP", "没有找到", id="what something means is not how much it is"),
        pytest.param("合同外资是什么意思", "没有找到", id="a meaning is not a growth"),
        pytest.param("jiaxing shiwei shuji shi shei", "没有找到", id="words in pinyin are not cut by others"),
        pytest.param("1.29亿", "没有找到", id="another scale"),
        pytest.param("杭州 合肥 比较", "合肥\n没有单独的数据", id="a comparison"),
    ],
)
async def test_what_a_second_trial_found_wrong_stays_right(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


def test_what_is_said_of_a_thing_that_no_fact_says_is_told_of_as_missing(services: Services) -> None:
    titles = [fact.title for fact in services.catalogue.facts]
    acts = ("取消了吗", "倒闭了吗", "造假", "被起诉", "失败了吗", "叫停", "撤离松江")
    asked = [title + act for title in titles[::10] for act in acts]
    found = ((question, services.search.find(question)) for question in asked)
    answered = [question for question, each in found if each.verdict is not Verdict.NONE and not each.missing]
    assert len(answered) <= 0.01 * len(asked), answered[:10]


async def test_a_place_elsewhere_is_not_passed_over(talk: Chat) -> None:
    assert "没有" in (await talk("桃园高新技术企业数量")).text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("外资多少亿", "1.29万亿"),
        ("九城市出口额多少亿", "3.8万亿"),
        ("外商投资多少亿美元", "3.8万亿"),
        ("浙江大学", "浙江省"),
        ("苏州大学", "130家"),
    ],
)
async def test_another_measure_or_another_name_is_no_answer(talk: Chat, question: str, wrong: str) -> None:
    assert wrong not in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("2022年科创板上市公司有多少家", "没有2022年的这项记录；最接近的是："),
        ("下一届拍卖会什么时候", "没有下一届的这项记录；最接近的是："),
        ("2021年产业合作示范园区", "没有2021年的这项记录；最接近的是："),
    ],
)
async def test_a_year_or_a_session_without_a_record_is_told_first(talk: Chat, question: str, first: str) -> None:
    assert (await talk(question)).text.startswith(first)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        pytest.param("2019年12月的拍卖会成交多少", "12月", id="what is known to the year is of no month"),
        pytest.param("2021年1月的G60联席会议", "1月", id="11月 is not 1月"),
        pytest.param("2021年三月的联席会议", "3月", id="a month in numerals"),
        pytest.param("下一届拍卖会在2022年吗", "下一届", id="the next session beside a year"),
        pytest.param("高新技术企业 Suzhou 湖州", "苏州", id="a place is named as the base names it"),
    ],
)
async def test_what_another_month_session_or_place_has_is_told_of_as_missing(
    talk: Chat, question: str, missing: str
) -> None:
    assert (await talk(question)).text.startswith(f"没有{missing}的这项记录；最接近的是：")


async def test_an_english_question_of_one_city_is_warned_of_a_figure_of_several(talk: Chat) -> None:
    said = await talk("how many enclaves in Hefei")
    assert "合在一起，没有分开的数" in said.text.split("18个")[0]


@pytest.mark.parametrize(
    ("question", "no", "office"),
    [
        ("湖州市长陈浩怎么说", "市长", "陈浩（浙江省湖州市委书记）"),
        ("上海市市长刘多说了什么", "市长", "刘多（上海市副市长）"),
        ("联席办主任郭淑晴说了什么", "主任", "郭淑晴（长三角G60科创走廊联席办副主任）"),
    ],
)
async def test_who_is_given_another_office_is_found_and_theirs_is_told(
    talk: Chat, question: str, no: str, office: str
) -> None:
    said = (await talk(question)).text
    assert said.startswith(f"不是{no}；记录的是：")
    assert office in said


async def test_a_person_who_is_called_like_a_city_holds_no_office_there(talk: Chat) -> None:
    assert (await talk("宁波市委书记怎么评价科创走廊")).text.startswith("没有找到")


@pytest.mark.parametrize(
    ("question", "only"),
    [
        pytest.param("松江外贸多少", "来源只有位次，没有总量：", id="a rank"),
        pytest.param("第五届拍卖会成交额多少", "来源只有累计数，没有单独一届或一年的数：", id="a total"),
    ],
)
async def test_a_figure_that_is_not_the_amount_asked_for_is_told_of_first(talk: Chat, question: str, only: str) -> None:
    assert (await talk(question)).text.startswith(only)


async def test_a_growth_that_is_asked_for_needs_no_excuse(talk: Chat) -> None:
    assert (await talk("松江财政收入连续多少个月增长")).text.startswith("70个月")


async def test_when_a_figure_was_so_is_told_by_its_as_of_date(talk: Chat) -> None:
    assert (await talk("九城市GDP占全国1/15是哪年")).text.startswith("截至2023年\n")


@pytest.mark.parametrize(
    "question", ["京津冀", "九城市常住人口", "九城市税收", "1+1", "what's the weather in Shanghai"]
)
async def test_nothing_is_offered_that_has_only_a_sound_or_the_subject_in_common(talk: Chat, question: str) -> None:
    assert "最接近的有" not in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "near"),
    [
        pytest.param("基金规模多大", "成果转化基金已投资金额（2023年）", id="a fund, and not how large it is"),
        pytest.param(
            "松江国库是不是好多年月月都在涨，一口气涨了多久", "松江财政收入连续正增长", id="in words of one's own"
        ),
    ],
)
async def test_where_nothing_is_found_the_best_that_tells_some_of_it_is_offered(
    talk: Chat, question: str, near: str
) -> None:
    said = await talk(question)
    assert said.text.startswith("没有找到")
    assert any(near in label for label in said.labels)


async def test_what_tells_only_of_the_place_is_not_offered(talk: Chat) -> None:
    assert not any("松江" in label for label in (await talk("松江哪里好玩")).labels)


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        pytest.param("合肥 市长是谁", ["合肥市"], id="the place, and not another one's mayor"),
        pytest.param("/city 湖州 火星", ["湖州"], id="a place that is a member once"),
    ],
)
async def test_what_is_near_is_offered_once_and_of_that_place(talk: Chat, question: str, offered: list[str]) -> None:
    assert list((await talk(question)).labels) == offered


async def test_another_year_of_all_is_nearer_than_a_place_in_that_year(talk: Chat) -> None:
    said = (await talk("2023年G60高企有多少家")).text
    assert said.startswith("没有2023年的这项记录；最接近的是：\n\n3.6万余家")


@pytest.mark.parametrize(
    ("question", "place"),
    [("高校多少所", "宁夏"), ("大科学装置几个", "北京"), ("研发投入多少亿", "长三角")],
)
async def test_whose_figure_it_is_is_said_first_where_it_is_not_the_subject_s(
    talk: Chat, question: str, place: str
) -> None:
    assert (await talk(question)).text.startswith(f"这一条说的是{place}。")


@pytest.mark.parametrize("question", ["宁夏合作的高校多少所", "2023年湖州高企多少家"])
async def test_of_a_place_that_is_named_it_is_not_said(talk: Chat, question: str) -> None:
    assert "这一条说的是" not in (await talk(question)).text


async def test_a_no_to_an_english_question_says_so_in_english_too(talk: Chat) -> None:
    assert "No record of that was found." in (await talk("Who runs Mars?")).text
    assert "No record" not in (await talk("huoxing renkou")).text


async def test_an_english_word_that_asks_is_no_abbreviation_in_a_sentence(talk: Chat) -> None:
    assert "科技部" not in (await talk("Which city has the most?")).text
    assert "科技部" not in (await talk("Which city has the most innovation enclaves?")).text
    assert "科技部" in (await talk("What is MOST?")).text
    assert "科技部" in (await talk("MOST牵头什么")).text


async def test_when_another_line_opens_is_only_near(talk: Chat) -> None:
    said = await talk("沪苏湖高铁什么时候通车")
    assert said.text.startswith("没有找到“沪苏湖高铁什么时候通车”的记录")
    assert "G60科创走廊的交通轴线" in said.labels


@pytest.mark.parametrize("question", ["湖州由哪几个区组成", "湖州包括哪些县", "松江有几个镇"])
async def test_which_districts_a_city_has_is_not_told_by_what_the_subject_is_made_of(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith(f"没有找到“{question}”的记录")


@pytest.mark.parametrize("question", ["上海到芜湖怎么走", "合肥到松江要多久", "how far is Hefei from Songjiang"])
async def test_the_way_from_a_place_to_another_is_no_card_of_theirs(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith(f"没有找到“{question}”的记录")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("list all members", "G60科创走廊成员："),
        ("1/15是什么", "九城市GDP占全国比重（2023年）"),
        ("2024年的走廊九城是哪九个", "G60科创走廊成员："),
        ("走廊九城是哪九个", "G60科创走廊成员："),
        ("what are the 9 member cities", "G60科创走廊成员："),
        ("the five cities", "不是5个城市；记录的是："),
        ("走廊第十个成员城市叫什么", "没有第十个的这项记录；最接近的是：\n\nG60科创走廊成员："),
        ("第十个成员是谁", "没有第十个的这项记录；最接近的是：\n\nG60科创走廊成员："),
        ("2021年九城联席会在哪开", "上海\n\n2021年G60科创走廊联席会议"),
        ("2023年科创板公司几成在九城", "超1/5\n\n九城市科创板企业占比（2023年）"),
    ],
)
async def test_what_is_asked_of_all_nine_by_their_number_is_told(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("进博会有几届", id="the fourth one counts no sessions"),
        pytest.param("芜湖技术合同签了多少份", id="money counts no contracts"),
        pytest.param("国际班列几趟", id="lines are no trips, though they are called so"),
        pytest.param("国际班列货运量", id="the last character says what is measured"),
        pytest.param("拍卖会成交率", id="a rate is no amount"),
        pytest.param("九城市多少家外资企业", id="what has foreign capital and firms apart"),
        pytest.param("工业企业数量", id="firms of another kind"),
        pytest.param("全国第几", id="a share of the country is no rank in it"),
    ],
)
async def test_what_is_counted_or_measured_otherwise_is_not_told_instead(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("没有找到")


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("技术攻关需求几条", "97项", id="counters that count alike"),
        pytest.param("进博会上发布几份文件", "2份", id="a counter of its own"),
        pytest.param("松江枢纽客流量", "2500万", id="a measure that is told"),
        pytest.param("高新企业多少家", "3.6万余家", id="firms by another name"),
        pytest.param("武汉是第几个科技创新中心", "第五个", id="which one it is"),
    ],
)
async def test_what_is_counted_or_measured_so_is_told(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text.split("时点：")[0]


async def test_a_figure_is_not_of_the_year_in_which_it_was_published(talk: Chat) -> None:
    assert (await talk("2019年协同创新指数是多少")).text.startswith("没有2019年的这项记录；最接近的是：")


async def test_a_measure_and_a_year_bring_the_figure_of_that_year(talk: Chat) -> None:
    assert "100.00分" in (await talk("2010年创新指数")).text.split("时点：")[0]


async def test_in_which_province_a_city_is_is_told_by_its_card(talk: Chat) -> None:
    assert (await talk("宣城在哪个省")).text.startswith("宣城　宣城市 · 安徽")


@pytest.mark.parametrize("place", ["德清县", "芜湖", "嘉定区"])
async def test_what_has_no_more_than_a_word_that_says_little_is_near_to_nothing(talk: Chat, place: str) -> None:
    assert "综合金融服务联盟授信融资额" not in (await talk(f"{place}有多少人")).labels


@pytest.mark.parametrize(
    "question", ["松江有多少人", "杭州一共有多少人", "杭州几万人", "How many people live in Hangzhou?"]
)
async def test_passengers_and_newcomers_are_not_all_who_live_there(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(question)).text
    assert "36万人" in (await talk("杭州每年新增多少年轻人")).text


async def test_another_unit_makes_no_answer_of_what_only_has_the_name(talk: Chat) -> None:
    assert (await talk("长三角资源共享平台 数据泄露 几条")).text.startswith("没有找到")


async def test_in_english_too_who_made_it_is_not_who_says_so(talk: Chat) -> None:
    assert "《经济参考报》（" not in (await talk("who cloned the monkey")).text.split("时点：")[0]


@pytest.mark.parametrize("question", ["转化基金谁设立的", "成果转化基金由谁设立"])
async def test_who_did_it_is_told_by_what_says_by_whom(talk: Chat, question: str) -> None:
    assert "G60联席办牵头" in (await talk(question)).text.split("时点：")[0]


@pytest.mark.parametrize("question", ["走廊有多长", "走廊一共多少人", "芜湖有多长", "芜湖一共多少人"])
async def test_a_measure_that_is_not_recorded_is_no_question_for_all_that_is(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith(f"没有找到“{question}”的记录")


@pytest.mark.parametrize("question", ["第6届进博会", "第4届进博会", "专责小组第3次会议"])
async def test_a_session_in_digits_is_the_one_in_numerals(talk: Chat, question: str) -> None:
    assert not (await talk(question)).text.startswith("没有")


@pytest.mark.parametrize("question", ["G60科创走廊GDP占长三角多少", "松江财政收入占上海多少"])
async def test_a_share_of_a_place_is_not_that_place_s_own(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("没有占")


async def test_a_share_in_a_place_is_told_in_other_words_too(talk: Chat) -> None:
    assert "与记录相符：76.2%" in (await talk("2019-2021年占三省一市立项76.2%，对吗")).text


async def test_a_share_of_another_place_is_asked_of_the_same_thing(talk: Chat) -> None:
    await talk("九城市GDP占全国多少")
    assert "\n\n没有占长三角的这项记录；" in (await talk("那占长三角呢")).text
