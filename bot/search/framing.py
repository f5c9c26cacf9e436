"""What people put around what they ask: who wants to know, what for, that it be checked, with its source.

写稿需要核实一下，…这个数对吗，请给出处. All of it belongs to the language, nothing to a base. It is looked for only at
the edges of a question's clauses, where it names nothing that is asked about.
"""

from __future__ import annotations

import re

from bot.search.clauses import clauses
from bot.search.confirming import SO, VERDICT


def _any(words: str) -> str:
    """A pattern for any of some words, the longest first; a word may be a pattern."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


_PERSON = _any(
    "大?领导 老师 同事 朋友 客户 主任 处长 科长 局长 主编 编辑 老板 记者 学生 同学 网友 读者 群友 人"
    " 上级 上面 专家 评委"
)
_WHOSE = _any("各位 我们? 咱们? 单位 公司 部门 处里 科里 台里 报社 课题组 群里 有 刚才 刚刚 今天 昨天")
_FOR_WHOM = f"(?:[给替帮为]{_WHOSE}?的?{_PERSON}们?)"
_WANTS_TO_KNOW = _any("问起? 问到 问我们? 想问 想知道 让我?们? 叫我? 要我 要求 催我? 提到 提起")
_WRITE = _any("写 做 改 审 编 校 发(?!布) 备 赶 排 核 翻译? 整理 准备 起草 撰写 修改 审核 核对 补充?")
_WRITING = _any(
    "稿子? 稿件 材料 文章 论文 报告 专题 综述 通稿 简报 课件 ppt 发言稿? 讲话稿? 方案 新闻 提纲 回顾 选题"
    " 报道 文件 讲义 汇报 总结 推文 公众号 梳理 沿革 课题 作业 表格? 清单 目录 卡片 一句话 介绍 举例 例子"
    " 数据 数 文 课(?!程)"
)
_FOR_USE = f"{_any('时候? 里头? 上 中')}?{_any('要 需要 想 得')}?{_any('使?用 引用? 写 提到? 查 交')}?[到着的]?"
_VERIFY = "核实 核对 核查 核准 确认 求证 查证 查实 查核 校对 印证 验证"
_CHECK = _any(f"{_VERIFY} 引用 请教 打听 了解 弄清楚? 搞清楚?")
_LOOK = "[核查问看找对]"  # in so many other words that they need a word beside them
_PLEASE = _any(
    "请 麻烦 劳驾 拜托 辛苦 烦请 有劳 帮忙 帮 能不能 能否 可否 可以 需要 急需 想 要 得 再 先 快 我 你 您 大家 谁能"
)
_TIMES = _any("一下 一遍 一个 一查 一问 下 个 清楚? 准")
_ONCE = f"(?:{_TIMES}(?:数据|数|情况)?|数据|情况)"
# What may stand behind what is written, where it is no more than that.
_ENDS = "(?=$|[ 需要想请核查问看麻帮求确引劳拜辛见发])"
_FIGURE = _any("数据 数字 数 说法 提法 表述 材料 消息 口径 记录 信息")
_SOURCE = _any(
    "出处 来源 依据 原文 准数 准信 准话 时点 时间点 截至时间 口径 完整名单 全称 全名 原话 链接 一?句话"
    " 结论 说法 数据 数 答复 日期"
)
_GIVE = _any("给 附 带 注明 标明 说明 列 写明 写清 告知 提供")

# Where something was said or written, by whom, and that it was: 会上有同志提到, 纪要第3条写, 材料称, 据说.
_LATELY = _any("今天 昨天 前天 今早 昨晚 上午 下午 上周 上次 这次 本次 刚才 刚刚 刚 之前 前面 早上 下面 我们? 咱们?")
_MEETING = (
    f"{_any('座谈 研讨 碰头 例 班子 办公 通气 交流 讨论 调研 汇报 评审 专题')}?{_any('会议[上中里]? 会[上中里]')}"
)
_PAPER = _any(
    "(?:会议)?纪要 (?:会议)?记录 备忘录? 上?会?材料 发言稿? 讲话稿? 文稿 稿子 稿件 通稿 底稿 草稿 初稿 文件 报告 简报"
    " ppt 课件 文章 文中 推文 公众号 汇报 总结 资料 邮件 里面 里头 其中 上面 有篇?(?:文章|报道|稿子)"
)
_ITEM = "(?:第[0-9一二三四五六七八九十]+[条页段点章节])?(?:[里中上]|里[面头])?"
_SOMEBODY = (
    f"(?:(?:有个?|一[位个]|几[位个]|{_WHOSE})?的?{_any('同志 领导 专家 代表 媒体 委员 群众 家人')}们?"
    f"|{_WHOSE}?的?{_PERSON}们?)"
)
_NOT_ASKED = "(?!什么|[哪谁啥怎咋如]|多少|几)"  # what was said there is a question of it: 会上说了什么
_VERB = _any(
    "说(?!法|明) 称(?!号|为) 写(?![字作]) 讲(?![话座课师]) 谈(?!判) 提(?![高升供]) 提出 提及 引用 指出 显示 表示 记载"
    " 注明 强调 介绍 透露 讨论 记得 认为 觉得 告诉我?"
)
_SAID = (
    f"{_any('又 还 也 都 刚才 刚刚 曾 发言 跟我 和我 对我 给我')}?(?:报道(?!期)(?:{_VERB})?|{_VERB})"
    f"[到过了着的是道有]{{0,2}}+{_NOT_ASKED}"
)
_REPORTED = (
    f"(?:{_LATELY}的?)?[在从]?{_MEETING}(?:{_SOMEBODY})?{_SAID}",
    f"(?:{_LATELY}的?)?[在从]?{_any('这份 那份 一份 这篇 那篇 你们?的? 他们?的?')}?{_PAPER}{_ITEM}(?:{_SOMEBODY})?"
    f"{_SAID}",
    f"{_SOMEBODY}{_SAID}",
    f"我?听{_SOMEBODY}?说",
    f"据{_any('说 称 悉 传 了解 介绍 统计 报道 反映')}",
    f"有{_any('说法 消息 报道 数据 材料 资料')}{_any('说 称 是 显示 指出')}{_NOT_ASKED}",
)
_HEAD = (  # what stands alone before a colon
    f"(?:{_LATELY}的?)?{_any('(?:会议)?纪要 (?:会议)?记录 备忘录? 提问 问题 请教 待核 待查 存疑 说明 背景 附?注')}"
    "[0-9一二三四五六七八九十]?$"
)

# Who asks, as a clause by itself: 我在安徽工作, 我是某报的记者.
_WHO_ONE_IS = (
    f"我们?{_any('就 一直 目前 现在')}?(?:在|来自|是在?)(?:[^几多少哪什谁0-9]{{1,14}})?"
    f"{_any('工作 上班 上学 读书 工作人员 人员 记者 编辑 学生 同学 老师 教师 干部 公务员 研究员 负责人 人 的')}$"
    "|我们?来自[^几多少哪什谁0-9]{1,10}$"
)

_THIS = _any("这个 这一 这种 这 该 此")
_OF_A_TEXT = _any("段话? 段文字 句话? 几句话? 几?个数字? 些?数据 些?数字 内容 话 文字")
_PASSAGE = f"(?:{_any('这 那 下面这? 以下')}一?{_OF_A_TEXT}?)"

_OPENINGS = (
    f"[【\\[(]{_any('转发? 转载 核实 求证 求助 提问 问 待核')}[】\\])]",
    f"{_PLEASE}{{0,6}}(?:{_CHECK}|检查|{_LOOK}){_ONCE}?{_PASSAGE}(?:里的?)?{_FIGURE}?$",
    _WHO_ONE_IS,
    f"{_any('请问 请教 想问')}(?:一下|下|各位|大家)?(?=.{{2}})",
    *_REPORTED,
    _HEAD,
    f"(?:各位|尊敬的)?{_any('老师 领导 大家 群主 管理员 小编 专家 朋友')}?们?(?:大家|你|您)?好[啊呀]?"
    "(?=$|[ 我请想问麻])",
    f"{_WHOSE}?的?{_PERSON}们?{_any('刚才 刚刚 又 老 总 一直 突然 开会')}?[在来]?{_WANTS_TO_KNOW}(?:一下|了|说)?",
    f"{_any('我们? 正 在 要 想 准备 打算')}{{0,4}}{_FOR_WHOM}?{_WRITE}"
    "(?:一?[个篇份段则条]|一下)?[^的几多少0-9]{0,6}?"
    f"{_WRITING}{_FOR_USE}{_ENDS}",
    f"我?[正在]{{0,2}}{_any('写 做 准备')}一?[篇份个]{_any('关于 有关')}[^的]{{1,20}}的{_WRITING}",
    f"{_WHOSE}?的?{_PERSON}们?要(?:一?[个组份]|这个)?{_any('准?数据 准?数字 准?数 材料')}",
    "写一?[句段]话(?:介绍|说明)?",
    f"{_WRITING}{_any('里头? 上(?![海市线]) 中(?![心国央间])')}{_FOR_USE}",
    f"{_WRITING}{_any('要 需要 想')}{_any('使?用 引用? 写 提')}到?",
    f"我?{_any('这边 这里 手头 手上 前面 之前')}?{_any('只?有 看到 见到 查到 听到 拿到')}"
    f"{_any('过 一?个 一?组 一?句 有人')}?(?:{_FIGURE}|说)[说是写]?",
    "[看见查读听]到",
    f"{_PLEASE}{{0,6}}{_CHECK}{_ONCE}?(?=[^的了过着].{{2}}|$)",
    f"(?:{_PLEASE}{{1,6}}{_LOOK}{_ONCE}?|{_LOOK}{_ONCE})(?=[^的了过着].{{2}}|$)",
    "(?:我|大家)?"
    f"{_any('记得 印象[中里] 好像 似乎 貌似 隐约 依稀 据说 听人说 有人说 网上说 没记错的话 如果没记错')}[是有]?",
)
_CLOSINGS = (
    f"{_any('请 麻烦 务必 最好 要 并 顺便 同时 还 也 需 能')}{{0,6}}{_GIVE}(?:我|出|上|一?[个下份])?"
    f"(?:完整|准确|具体)?的?{_SOURCE}(?:[和及与、]{_SOURCE})*",
    f"{_any('做 写 开会 备课 汇报 存档 参考 讲课 上课 填表 引用')}[^的]{{0,6}}?(?<!什么)(?<![啥何有])用",
    f"{_any('最好 要 需要 请 得')}?[有带附含][上着]?{_SOURCE}",
    f"{_any('今天 明天 今晚 上午 下午 晚上 马上 现在 立刻 下班前 会前')}{{1,2}}[就前]?{_any('要 用 交 给')}了?",
    f"{_SOURCE}也?{_any('给我 发我 附上 一并')}",
    f"的{_any('观点 提法 说法 原话 讲话 表述 表态')}",
    f"(?:官方)?是?{_any('怎么 如何 咋')}{_any('表述 提 写 定义 描述 界定 说 讲')}的?",
    f"{_any('谢谢 多谢 感谢 急 在线等 拜托')}[了啦您你]?",
    f"{_PLEASE}{{0,3}}{_any('尽快 尽早 赶紧 速回 速复')}{_any('回复? 答复? 给我 告知 提供')}?",
    f"{_PLEASE}{{1,3}}{_any('列 说 讲 写 数')}{_any('全 清楚? 一下 出来 完整')}",
)
_CLAIMS = (  # what asks whether all before it is so
    f"{_THIS}?{_FIGURE}?[还是]?{_any('(?<!没)有依据 (?<!没)有出处 靠谱 准确 准 属实 能用 站得住脚?')}[吗么不吧]",
    f"(?:{_THIS}{_FIGURE}|{_PASSAGE})(?:里的?(?:{_FIGURE}))?(?:{VERDICT}|有没有问题)",
    f"我?[跟和与]?(?:你们?|您)?(?:那边|这边)?{_any('库里? 资料里? 记录 数据库里?')}?的?"
    f"{_any('对得上 对的上 一致 吻合 相符')}[吗么不]",
    "我?没?[记说写引]得?[错对]了?(?:吗|吧|没有?)",
)
_OPENING = re.compile("|".join(_OPENINGS))
_CLOSING = re.compile(f"(?:{'|'.join(_CLOSINGS)})$")
_CLAIM = re.compile(f"(?:{'|'.join(_CLAIMS)})$")


_TO_VERIFY = re.compile(_any(f"{_VERIFY} 检查"))
ASKS = re.compile("多少|[几哪谁啥何怎咋吗]|什么|[是对有]不[是对]|是否|还是|有没有")


def without_frame(question: str) -> str:
    """A question (in its normal form) without what is only put around it; all of it where that is the whole.

    An amount that is to be checked and no more (请核对) is one that is claimed.
    """
    every = clauses(question)
    kept, claims, cut_off = [], 0, ""
    for clause in every:
        rest, closings = _CLAIM.subn("", clause)
        claims += closings
        rest = _CLOSING.sub("", rest.strip()).strip()
        while (opening := _OPENING.match(rest)) and opening.end():
            cut_off += opening.group()
            rest = rest[opening.end() :].strip()
        kept += [rest] if rest else []
    if kept == every or not kept:
        return question
    told = "".join(kept)
    if _TO_VERIFY.search(cut_off) and any(map(str.isdigit, told)) and not ASKS.search(told):
        claims += 1
    return f"{','.join(kept)}{SO if claims else ''}"
