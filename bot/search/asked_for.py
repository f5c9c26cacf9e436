"""How it is asked for each kind of thing: patterns of a question's own form, part by part, each with an example."""

from __future__ import annotations

from bot.counting import CLASSIFIERS, SESSION, SHARE, THINGS, english
from bot.units import MEASURES_IN_ENGLISH, MONEY_IN_ENGLISH


def _any(*ways: str) -> str:
    return "|".join(ways)


# How it is asked how many, when and where.
HOW_MANY_THINGS = f"(?:多少|(?<![第哪])几)[{THINGS}]"
_HOW_MANY_YEARS = "(?<![这那近前头去来好后十数])几[月号年](?!一|数据|来|内|间|前|后|了)"  # 这几年 is no question
_WHEN = f"(?:什么|啥)时候|什么时间|何时|哪一?[年天]|{_HOW_MANY_YEARS}|哪个月"
WHEN = f"(?:{_WHEN}|几几年)"
_SITE = "地方|场馆|展馆|会场|场地"
WHERE = f"(?:哪里|哪儿|哪个(?:城市|市|区|县|省|地区|园区|街道|校区|镇|会[议展]中心|酒店|{_SITE})|什么(?:{_SITE}))"

# What there are so many of, where no classifier says it (多少企业); an amount of money may be that of contracts.
COUNTABLE = (
    "(?:指标|企业|公司|单位|机构|高校|院校|大学(?!生)|学校|项目|平台|基地|园区|联盟|实验室|研究院|产品|专利|车站)"
)

# Who did it, and not who says so.
DID = (
    "(?:来|去|在|给|牵头)?(?:做(?!主)|造|研|建(?!议)|开发|发明|设计|生产|出(?![席任面台现])|[投掏]|发起|创办|成立|组织"
    "|办(?!公))"
)
_DID_IN_ENGLISH = english("who (?:made|built|founded|developed|designed|invented|created|cloned|produced|paid|set up)")
MAKER = f"谁{DID}|哪[家个些](?:单位|公司|企业|机构|团队){DID}|{_DID_IN_ENGLISH}"  # 谁研发的, 哪家公司建的

# By how much something grew. What is new (新增) is a measure of its own.
_GREW = "(?:一共|总共|共)?(?<![新最不许])(?:增加|增长|上涨|上升|提高|提升|扩大|减少|下降|缩水|[增涨多升扩翻降])[了出]?"
GROWTH = _any(
    f"{_GREW}(?:多少|几(?!个?[月年天]|季))(?:[{CLASSIFIERS}倍番成点分]|个?百分点|亿元?|万元?|钱)*",  # 翻了几番
    "[增涨升降]了?百分之(?:多少|几)",  # 涨了百分之几
    f"比(?:去年|上年|前年|(?:19|20)[0-9]{{2}}|{SESSION}).{{0,8}}?(?<![最至缺减])[少低高]了?多少",  # 2024比2023少多少
    "(?:增长|上升|提高)了?百分之(?:多少|几)",
    "[增涨升降](?:幅|速|长率)(?:是|有)?(?:多大|多少)?",  # 增速是多少, 涨幅
    f"{english('how (?:much|many)(?: more)?')}"  # how much did it grow
    f"(?= .*{english('grow', 'grew', 'increased?', 'rise', 'rose', 'than in')})",
    english("(?:growth|increase|rise) (?:of|in)"),  # growth of exports
)

# How many there are, whatever they are; why something is so; what it is for.
_OTHER_UNIT = f"(?! (?:million |billion )?(?:{MEASURES_IN_ENGLISH}|{MONEY_IN_ENGLISH}))"  # how many km
_HOW_MANY = _any("数量", "总数", english(f"how many{_OTHER_UNIT}", "number of"))
_WHY = "为什么|为啥|为何|原因"
_ENGLISH_FOR = "(?<![a-z])what (?:is|are|was|were) [^?]+ for(?:[?]| what|$)"
_WHAT_FOR = "干嘛|干啥|作用|用途|有(?:什么|啥|何)用(?!户)"
_POINTS = "点(?![子位名])"  # 几个点, and no 点子

FIGURE = _any(
    "多少",
    f"(?<![第哪])几[{THINGS}人倍成]",  # 几家, 几倍; not 第几届
    "数量|总数|规模|总量|总额|金额",  # named alone: 合同总额
    "多[大高长]",
    "(?<![指系倍分函么个哪的])数$",  # 企业数; not 指数, 系数
    english("how (?:many|much|big|large)", "number of"),
)
MONEY = _any(
    f"多少(?:个|来)?(?:亿(?![{THINGS}人名位吨平公])|万?元|万块|钱)",  # 多少亿, 多少钱; not 多少万, 多少亿件
    "金额|总额",
    "how much money",
    "(?:补贴|补助|奖励|津贴|工资|薪水|学费|房价)[是有发给能会]{0,2}(?:多少|几)[万千百]?[呢啊?？]*$",
    f"(?:投资?|掏|拨款?|罚|赔|(?<!开)花)[入了出]?多少(?![a-z{THINGS}人名时年天科])",  # 投了多少; not 投了多少家
    "how much .*(invest|cost|money|worth|spen[dt])",
)
THINGS_COUNTED = _any(
    # 几家, 哪几家; not 哪几个, 几个月, 几个百分点
    f"(多少|(?<!第)几(?=家)|(?<![第哪])几)[家个所户座项条件款只台套届批](?![亿万月]|百分点|{_POINTS})",
    f"多少{COUNTABLE}",  # 多少企业
    "数目|(?<![指系倍分函人么个哪的])数$",  # 联盟数; not 人数
    _HOW_MANY,
)
PEOPLE = _any("(多少|几)[人名位]", "人数", "人[员才](?:有|是|一共|总共)?(?:多少|几)", _HOW_MANY)  # 几位, 人才有多少
SHARE_OF_IT = _any(
    SHARE,
    f"比例|百分之|[几少]个(?:百分点|{_POINTS})|几分之|几成(?![立本员交果套])",  # 几个百分点, 几分之一, 几成
    "第几|老几|排第|排名|名次|位次",  # a place among others is told with shares
    english("shares?", "proportion", "percent(?:age)?", "rank(?:s|ing|ed)?", "account(?:s|ed)? for"),
)
RANK = _any(
    "第几(?![个届次场期批轮季家])",  # 全国第几; not 第几届
    "老几|排第|排名|名次|位次",
    english("rank(?:s|ing|ed)?"),
)
DATE = _any("(成立|启动)时间", _WHEN, "日期|年份", english("when"))
BEGINNING = _any("开始|启动|起步|最早|首次|第一次", english("began", "begin", "start(?:s|ed)?", "launch(?:ed|es)?"))
PERSON = _any(
    f"谁(?!{DID})",  # 谁负责; not 谁研发的
    "(?:什么|啥|哪个)(?:职务|职位|身份|官职|职(?![工责能业称])|官(?![方网]))",  # 什么职务; not 什么职责
    "的?(?:职务|职位|头衔)[呢?？]*$",  # 车俊的职务
    "哪[位个](?:人|领导|负责人|官员)|哪位|何人",
    "(?<=[长记任员人师家者总席士])叫什么(?:名字)?(?=$|[?？。])|姓(?:什么|啥|甚)|贵姓",  # 市长叫什么; not 模型叫什么
    f"(?!{_DID_IN_ENGLISH}){english('who')}",
)
WHAT = _any(
    "[干做]什么", _WHAT_FOR, "什么意思|怎么|咋|如何", _WHY, _ENGLISH_FOR, english("what does", "why", "how(?! m)")
)
MEANING = _any(
    "(?<![为说用凭])(?:什么|啥)(?:叫|是)(?!的)",  # 什么是飞地; not 为什么是
    "(?:什么|啥)意思|怎么定义|定义是",
    "what does .*mean|meaning of|define|definition of",
    "(?<![a-z])what(?:'?s| is) an? (?!.* (?:of|in|for|between|to) )",  # what is an enclave; not what is a share of it
)
PLACE = _any(
    "在哪(?!.{0,2}[年月日天])",  # 总部在哪; not 在哪一年
    "[去到]哪[办查看]",  # 去哪办
    f"(?<![能通开直]到)(?<![通开驶][向往达])(?<!直达)(?<![钱金费]从){WHERE}",  # not 能到哪里, 钱从哪里来
    "(?<![如为任几])何[地处](?![理方区])",
    english("where"),
)
SPEAKER = "谁(?:说|讲|提出|表示|透露|介绍|打的?比方)|who said"
WORDS = _any(
    "(?:讲|说|谈|提|表示|强调|透露|介绍)[到了过]*(?:[些点]?(?:什么|啥|哪些|哪几)|几[点条])",  # 说了什么, 讲了几点
    "(?<!原文)怎么[说讲看]",
    "what did .* say",
)
REASON = _any(_WHY, english("why"))
PURPOSE = _any(
    "[干做]什么(?!的?都)",  # 用来做什么; not 做什么都
    _WHAT_FOR,
    "用处|图(?:个|的|的是)?(?:啥|什么)|目的|意义|职能",
    _WHY,
    english("why", "purpose", "what for", "used for"),
    _ENGLISH_FOR,
)
LIST = _any("哪些|哪几|有什么(?!用)|有啥(?!用)", "名单|列表|分别是", english("which"))  # 有什么政策; not 有什么用
NEWEST = _any("最新|现在|目前|如今|眼下|当前|最近", english("latest", "current(?:ly)?", "now"))
CHANGE = _any(
    "变化|趋势|走势|变动",
    "历年|逐年|各年(?![级龄])|分年度|[这近前]几年(?:分别|都|各|每年)",  # 近几年分别多少
    "怎么[变走]|咋变|变了多少|涨跌|前后",
    english("trends?", "changed?", "changes"),
)
SIDES = _any(
    "对比|比较|相比|比一?比|差距|差多少|差别|区别|不同|不一样",
    "(?<![占对可])比[呢吧]?[?？]?$",  # 湖州和嘉兴比; not 占比
    "[和跟与同][^ ]{1,6}比(?= )",
    english("vs", "versus", "compared?"),
    "(?:谁|哪个|哪边)的?.{0,6}(?:更[多高大强好快]|[多高大强快]$)",  # 谁更多, 哪个城市高
)
