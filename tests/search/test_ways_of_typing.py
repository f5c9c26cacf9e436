"""Ways of typing that a phone, a dialect or a hurry brings: found, and beside each what must not be taken for one."""

from __future__ import annotations

import pytest

from bot.search import cut
from bot.search.framing import without_frame
from tests.chat import Chat


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("dqcxq ljsye", "6000多万元", id="initials of one name in two words"),
        pytest.param("ltgg qypyk", "龙头骨干企业培育库", id="initials of a name, cut in the middle"),
        pytest.param("jinlong fuwu lianmeng duosao jia", "550家", id="r that is typed as l"),
        pytest.param("wufu jisu hetong", "33亿元", id="h that is typed as f"),
        pytest.param("anhui chuangxinguan", "安徽创新馆", id="a place that begins a name that is spelt out"),
        pytest.param("九城市GDPP增速", "10.9%", id="a letter typed twice"),
        pytest.param("肥合", "合肥市", id="a city turned round"),
        pytest.param("cgpmh", "拍卖会", id="initials of a part of a name"),
        pytest.param("kjzygxfwpt", "科技资源共享服务平台", id="initials of a long part of a name"),
        pytest.param("g60xl", "G60星链", id="initials and a number"),
        pytest.param("雲間會堂喺邊", "云间会堂", id="asked in Cantonese where it is"),
        pytest.param("固態電池材料新廠房幾時起好", "固态电池材料", id="asked in Cantonese when it is built"),
        pytest.param("云间堂会在哪里", "云间会堂", id="characters turned round of which one asks"),
        pytest.param("头一回拍卖会卖了多少钱", "9040万元", id="the first time, as it is said"),
        pytest.param("第一次拍卖会成交多少", "9040万元", id="a session by another word"),
        pytest.param("22年产业联盟有几个", "截至2022年8月17日", id="a year of two digits"),
        pytest.param("2021.11.8要素对接大会", "高质量发展要素对接大会", id="a day with points"),
        pytest.param("2021/11 要素对接大会", "高质量发展要素对接大会", id="a month with a stroke"),
        pytest.param("九城市一到九月份的GDP多少", "5.46万亿元", id="months in numerals"),
        pytest.param("Wuhan S&T innovation center plan approved which year?", "武汉", id="science and technology"),
        pytest.param("how many high-tech enterprises are there in Huzhou?", "1611家", id="enterprises are no rise"),
        pytest.param("hub position", "石湖荡国际多式联运物流枢纽", id="a word with what its plural means, and more"),
        pytest.param("changsanjiao jishu shichang lianmeng shei qiantou", "技术市场联盟", id="who, as it is said"),
        pytest.param("宁夏 大学 合作几家", "宁夏", id="a place and a word, no university"),
        pytest.param("G60九城市係邊九個", "松江、嘉兴、杭州", id="asked in Cantonese"),
        pytest.param("松江枢纽能到哪里", "松江枢纽直达城市比例", id="where one gets to from it"),
        pytest.param("松江枢纽通到哪里", "松江高铁枢纽通达范围", id="the same in another word"),
        pytest.param("副市長劉多講咗咩", "刘多", id="asked in Cantonese who said what"),
        pytest.param("1.29万亿是什么数", "1.29万亿元", id="what a figure counts"),
        pytest.param("体细包克隆候", "按“体细胞克隆猴”查找", id="two slips inside of a name"),
        pytest.param("中国电工业产业研究院哪天揭牌", "2023年5月25日", id="a character left out of a longer name"),
        pytest.param("保交楼贵任", "按“保交楼责任”查找", id="a look-alike where a fact's text goes on"),
        pytest.param("国家技术转移东部中心设在哪里", "位于上海张江", id="where something is set up"),
        pytest.param("科创云是跟哪家公司做的", "阿里巴巴", id="with which company"),
        pytest.param("where is the G60 joint meeting office based?", "设在上海松江", id="where it is based"),
        pytest.param("Songjiang fiscal revenue Jan-Oct 2021", "236.87亿元", id="a span of months"),
        pytest.param("average R&D intensity of the nine cities, end of 2021", "3.25%", id="the end of a year"),
        pytest.param("Which ministry heads the G60 task force?", "科技部牵头", id="who heads it"),
        pytest.param("liangzi gugan wangluo fugai le g60 ma", "量子骨干网", id="le and ma around a name"),
        pytest.param("caihongyu 舟山 keji yuan tigong shenme fuwu", "彩虹鱼", id="a syllable that is English, too"),
        pytest.param("重大项目投资1328亿是哪个区的数", "松江重大项目投资额", id="which district a figure is of"),
        pytest.param("2021年1-9月新增市场主体多少万户", "150.76万户", id="tens of thousands that are no money"),
        pytest.param("松江财政是不是好多个月一直涨，多少个月了", "70个月", id="for how many months"),
        pytest.param("车俊在大会上讲了哪些", "落在产业和科技创新上", id="what somebody said there"),
        pytest.param("G60 nine cities list", "松江、嘉兴、杭州", id="a list of the members"),
        pytest.param("how many hightech firms in nine cities", "3.6万余家", id="two words typed as one"),
        pytest.param("专责小组第四次会议几几年", "2022年", id="which year, in haste"),
        pytest.param("松江地方财政收入236亿8700万", "236.87亿元", id="an amount with two scales"),
        pytest.param("QKD equipment networking", "量子通信三个率先", id="English that has several meanings"),
        pytest.param("协同创新网络3年行动计划", "协同创新网络建设三年行动计划", id="a name's numeral in a digit"),
        pytest.param("九城市科创板上市企业占全国比重，各年数据", "科创板上市企业占全国比重　趋势", id="each year's"),
        pytest.param("产业联盟这几年各有几个", "产业联盟数　趋势", id="how many in each of these years"),
        pytest.param("6805亿是哪笔钱", "一般公共预算收入", id="what money a figure is"),
        pytest.param("shuishi huzhou shuji", "陈浩（浙江省湖州市委书记）", id="who is, in one word of pinyin"),
        pytest.param("how many makerspaces", "1300余家", id="an English word of late"),
    ],
)
async def test_it_is_understood(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        pytest.param("fuzhou", "湖州", id="another city is not read as a member"),
        pytest.param("fuzhou xinxing yanfa", "56家", id="nor answered with a member's figure"),
        pytest.param("fuzhou gaoxin jishu qiye", "1611家", id="nor with another one"),
        pytest.param("海上", "按“上海”查找", id="an ordinary word is no city turned round"),
        pytest.param("鹏城实验室", "查找", id="a laboratory of another name is no slip"),
        pytest.param("川渝科技创新券", "查找", id="nor a voucher of another region"),
        pytest.param("基金定投怎么买", "查找", id="nor another word beside a name"),
        pytest.param("产业联盟够不够16个", "没有找到", id="whether it is so many is no verb of what is done"),
        pytest.param("其他八个城市", "没有八个城市", id="the others of nine are eight"),
        pytest.param("qwr tzx", "查找", id="letters that are nobody's initials"),
    ],
)
async def test_it_is_not_read_into(talk: Chat, question: str, wrong: str) -> None:
    assert wrong not in (await talk(question)).text.replace(f"“{question}”", "")


@pytest.mark.parametrize("question", ["还有哪些城市想加入", "哪些城市在争取加入走廊"])
async def test_who_would_like_to_be_in_is_not_who_is(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("争取加入走廊的城市")


async def test_whether_a_place_that_would_like_to_be_in_is(talk: Chat) -> None:
    assert "温州：不是G60科创走廊成员" in (await talk("温州想加入吗")).text


@pytest.mark.parametrize("question", ["广深科创走廊有哪些城市", "河西走廊有几个城市"])
async def test_the_members_of_another_corridor_are_not_ours(talk: Chat, question: str) -> None:
    assert "松江" not in (await talk(question)).text


async def test_a_beginning_that_is_claimed_of_another_year_is_put_right(talk: Chat) -> None:
    claimed, right = (await talk("G60走廊是2012年启动的吗")).text, (await talk("G60走廊是2016年启动的吗")).text
    assert claimed.startswith("不是2012年；记录的是：")
    assert "2016年" in claimed.splitlines()[1]
    assert right.startswith("与记录相符：2016年。\n2016年")


async def test_a_count_of_four_digits_is_no_year(talk: Chat) -> None:
    assert "1999年" not in (await talk("高企1999家")).text


@pytest.mark.parametrize("question", ["走廊的联盟目前有几个", "产业联盟 最新", "走廊上行业抱团的组织现在有几个"])
async def test_of_a_series_the_newest_point_leads_in_whatever_words(talk: Chat, question: str) -> None:
    assert "时点：截至2024年5月24日" in (await talk(question)).text


async def test_who_does_not_ask_for_the_newest_gets_what_the_words_say(talk: Chat) -> None:
    assert "时点：截至2022年8月17日" in (await talk("陈爱国说有16个产业联盟")).text


async def test_what_is_done_to_something_is_told_of_as_missing(talk: Chat) -> None:
    assert (await talk("上饶申请进走廊被拒了吗")).text.startswith("没有“被拒”的这项记录")


async def test_a_measure_that_a_city_lacks_offers_who_has_it(talk: Chat) -> None:
    said = await talk("苏州高新技术企业多少家")
    assert said.text.startswith("没有找到")
    assert "九城市高新技术企业（2021年底）" in said.labels
    assert "万家" not in said.text


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("二〇二一年十一月八日", "2021年11月8日"),
        ("2021-11-08", "2021年11月8日"),
        ("2021/11月", "2021年11月"),
        ("2019.5万家", "2019.5万家"),
        ("2019-2021年", "2019-2021年"),
        ("一到九月", "1到9月"),
        ("第三到五月", "第三到5月"),
        ("三个月", "三个月"),
        ("十号线", "十号线"),
    ],
)
def test_months_and_their_days_are_read_in_numerals_too(words: str, read: str) -> None:
    assert cut(words) == read


@pytest.mark.parametrize(
    "words",
    [
        "21年之久",
        "持续22年不变",
        "合作24年周年",
        "重点解决什么问题",
        "难点解决了哪些",
        "15年来",
    ],
)
def test_what_only_looks_like_a_year_a_month_or_cantonese_is_left_as_it_is(words: str) -> None:
    assert cut(words) == words


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("G60量子密码那个联盟几时成立的？精确到月即可", "2023年11月", id="how it is wanted"),
        pytest.param("写稿子要用，一网通办多少项", "195个", id="why it is asked"),
    ],
)
async def test_a_clause_that_names_and_asks_nothing_keeps_nothing_from_being_found(
    talk: Chat, question: str, begins: str
) -> None:
    assert (await talk(question)).text.startswith(begins)


@pytest.mark.parametrize("question", ["拍卖会，门票多少钱", "一网通办，手续费几块"])
async def test_a_clause_that_asks_is_not_left_out(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("没有找到")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("写稿需要核实一下，G60产业合作示范园区截至2024年是14个吗", "14个", id="it be checked"),
        pytest.param("领导问起一网通办现在多少项了，麻烦给个准数", "195个", id="who asks, and how exactly"),
        pytest.param("我这边有个数，九城市高企近2.9万家，跟你们库里对得上吗", "近2.9万家", id="a figure seen"),
        pytest.param("在写成渝专题，请问四川的协同创新行动方案是什么时候印发的", "2022年", id="what for"),
        pytest.param(
            "我在写一篇关于长三角科创的报道，想核实一下湖州的高新技术企业是不是1611家", "1611家", id="for what article"
        ),
        pytest.param("领导要一个数：2024年九城市一网通办的事项数，今天下午就要", "195个", id="by when"),
        pytest.param("同事问从松江去老挝的物流通道走哪条路线，请附出处和时点", "东南亚", id="with its source"),
    ],
)
async def test_what_is_put_around_a_question_keeps_nothing_from_being_found(
    talk: Chat, question: str, begins: str
) -> None:
    assert begins in (await talk(question)).text.partition("。")[0]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("有媒体报道说松江外资增长62.4%，对吗", "与记录相符：62.4%；", id="what was reported"),
        pytest.param("据说联席办每年轮换一次", "联席办派驻干部轮换制度", id="what is said"),
        pytest.param("会上提到的“四链融合”是指哪四链？", "创新产业资金人才四链融合", id="a meeting"),
        pytest.param("麻烦核对：首批产融结合示范园区有几家", "首批产融结合高质量发展示范园区：13家", id="a request"),
        pytest.param("请核对九城市GDP占全国1/15", "与记录相符：1/15。", id="an amount to be checked"),
        pytest.param("纪要里说科创飞地20个，请核对", "不是20个；记录的是：", id="an amount that is not so"),
        pytest.param("之江、科恩、优图实验室分别在哪", "走廊建设初显成效", id="each of several"),
    ],
)
async def test_what_says_where_something_was_said_is_not_missed(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param(
            "今天座谈会上有同志提到，G60九城市高新技术企业占全国七分之一，想核实一下这个比例是哪一年的数据",
            "九城市高企占全国比重（2023年）",
            id="what takes up a figure",
        ),
        pytest.param(
            "刚才会上说一网通办从30项增加到195项，请问30项是哪一年的？", "截至2019年", id="one of two figures"
        ),
        pytest.param(
            "讨论了外资：九城市利用外资五年增长54.5%，松江合同外资增长62.4%，后者是哪年的？",
            "没有找到",
            id="nothing says that it was reported",
        ),
        pytest.param(
            "昨天的会上讨论了外资：九城市利用外资五年增长54.5%，松江合同外资增长62.4%，后者是哪年的？",
            "松江合同外资增幅",
            id="the latter",
        ),
        pytest.param(
            "纪要第3条写“科创飞地共18个，其中湖州6个”，请核对湖州到底几个？",
            "合在一起，没有分开的数",
            id="a part of what was said before it",
        ),
        pytest.param("简报写“湖州高新技术企业2000家”，请问到底是多少", "1611家", id="a figure that is not so"),
        pytest.param("材料里写湖州高企有2000家，请核实这个数据", "不是2000家；记录的是：", id="to be checked"),
        pytest.param("记录里写郭淑晴是联席办主任，请核实她的职务", "不是主任；", id="an office to be checked"),
    ],
)
async def test_a_question_of_what_was_reported_is_of_its_sentence(talk: Chat, question: str, told: str) -> None:
    assert told in (await talk(question)).text.split("时点：")[0]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("材料里提到苏州很好，请问财政收入增长多少", id="a city of which it may be asked"),
        pytest.param("会上提到深圳，请问飞地有几个", id="a place that the base does not know"),
        pytest.param("纪要写“湖州6个”，请问嘉兴高企几家", id="another city"),
        pytest.param("文件里写合肥有科学中心，请问湖州多少", id="a place alone names no thing"),
        pytest.param("有人说宁德时代落户，请问投资多少", id="what the base does not know"),
        pytest.param("会上说松江要办奥运会，请问什么时候", id="an event that nothing tells of"),
    ],
)
async def test_what_was_reported_of_something_else_answers_nothing(talk: Chat, question: str) -> None:
    assert (await talk(question)).text.startswith("没有找到")


@pytest.mark.parametrize(
    "question",
    ["领导小组组长的电话", "写字楼租金多少", "查封了多少套", "给排水工程什么时候完工", "麻烦核实一下南京高企数"],
)
async def test_what_only_looks_like_a_frame_is_asked_for(talk: Chat, question: str) -> None:
    assert "时点：" not in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        pytest.param("老师好，写材料要用，飞地有几个，谢谢", "飞地有几个", id="nothing but what is asked"),
        pytest.param("我记得好像是14个，这个数对吗", "14个,对吗", id="a claim stays one"),
        pytest.param("请给出处", "请给出处", id="where it is all, it is asked"),
        pytest.param("专责小组做什么用", "专责小组做什么用", id="what something is for"),
        pytest.param("审批材料精简了多少", "审批材料精简了多少", id="papers that are asked about"),
        pytest.param("校企合作课题多少个", "校企合作课题多少个", id="a verb's character in another word"),
        pytest.param("数据中心多少个", "数据中心多少个", id="data in a longer word"),
        pytest.param("查处了多少", "查处了多少", id="a look in a longer word"),
        pytest.param("没有依据吗", "没有依据吗", id="what there is not"),
        pytest.param("纪要第3条写飞地18个，请核对", "飞地18个,对吗", id="a figure to be checked is claimed"),
        pytest.param("会议提到的五链是什么", "五链是什么", id="where it was said"),
        pytest.param("进博会上发布的文件有哪些", "进博会上发布的文件有哪些", id="a meeting that has a name"),
        pytest.param("会上说了什么", "会上说了什么", id="what was said there"),
        pytest.param("国际媒体报道增长79.2%", "国际媒体报道增长79.2%", id="what was reported"),
        pytest.param("报告了哪些成果", "报告了哪些成果", id="a verb that is a paper too"),
        pytest.param("材料产业有几个项目", "材料产业有几个项目", id="a material"),
        pytest.param("问题清单几项", "问题清单几项", id="a list of problems"),
        pytest.param("专家说了什么", "专家说了什么", id="what somebody said"),
        pytest.param("你好，我在安徽工作，想请教一下，飞地几个", "飞地几个", id="where one works"),
        pytest.param("我是某报的记者，请问飞地几个", "飞地几个", id="who one is"),
        pytest.param("我来自芜湖，想了解一下飞地几个", "飞地几个", id="where one comes from"),
        pytest.param("我在松江工作的人才有多少", "我在松江工作的人才有多少", id="who works there is asked about"),
        pytest.param("我们是哪个城市的", "我们是哪个城市的", id="whose one is"),
    ],
)
def test_a_frame_is_taken_off_at_the_edges_of_clauses(question: str, alone: str) -> None:
    assert without_frame(cut(question)) == alone


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        pytest.param("写稿要用，九个城市是哪几个，请给出处", "G60科创走廊成员：", id="the members"),
        pytest.param(
            "领导问G60到底有几个城市，分别是哪几个，请附上来源", "G60科创走廊成员：", id="the members, and which"
        ),
        pytest.param("同事问杭州是不是成员，麻烦给个准信", "杭州：G60科创走廊成员", id="whether a place is one"),
        pytest.param("领导问G60是哪年启动的，请给出处", "2016年", id="the subject's beginning"),
        pytest.param("【转发】进出口3.8万亿美元，对吗", "与记录相符", id="a mark before what is handed on"),
        pytest.param("湖州高企目前的口径是多少，尽早答复", "1611家", id="by which count, soon"),
        pytest.param("写材料要用，2021年走廊有什么大事", "时间线　2021年", id="the events of a year"),
        pytest.param("老师好，请问5月24日有什么大事，谢谢", "2026年5月24日", id="a day"),
        pytest.param("写稿核数据，湖州和芜湖技术合同对比", "湖州：没有找到“技术合同”的记录", id="two sides"),
    ],
)
async def test_a_frame_hides_nothing_that_is_more_than_a_fact(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


async def test_what_happened_in_a_place_in_a_year_is_its_timeline(talk: Chat) -> None:
    assert (await talk("松江2024年发生了什么")).text.startswith("时间线　2024年 · 松江")


async def test_another_amount_or_number_is_no_slip(talk: Chat) -> None:
    assert (await talk("落地项目总投资1.29亿元")).text.startswith("不是1.29亿元；记录的是：")
    assert "上海" not in (await talk("G60科创走廊覆盖十城，对吗")).text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("产业联盟有15个还是16个", "16个\n\n产业（园区）联盟总数（2024）"),
        ("研发投入强度是3.25%还是3.52%", "达3.25%\n\n九城市全社会研发投入强度"),
        ("高企占全国1/10还是1/7", "1/7\n\n九城市高企占全国比重（2023年）"),
        ("走廊是2016年还是2018年启动的", "2016年\n\n走廊启动建设的年份"),
    ],
)
async def test_one_of_two_numbers_asks_which_it_is(talk: Chat, question: str, begins: str) -> None:
    assert (await talk(question)).text.startswith(begins)


async def test_two_letters_are_the_initials_of_what_begins_with_just_these(talk: Chat) -> None:
    assert (await talk("nt")).text.startswith("按“南通”查找")
    assert (await talk("lt")).text.startswith("没有找到")
