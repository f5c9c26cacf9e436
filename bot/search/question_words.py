"""Words that ask, point or are polite, and say nothing of what is asked about. They belong to the language, not to a base."""

QUESTION_WORDS = frozenset(
    """
    的 了 吗 呢 吧 啊 呀 么 嘛 哦 得 地 着 过 和 与 及 跟 同 或 在 是 有 把 被 让 给 对 向 从 到 于 为 以 之 其 这 那 哪 几 多 个 都 也 就 才 还
    又 很 最 更 不 没 啥 咋 请 问 查 找 看 讲 说 想 要 能 会 可 将 已 年 月 日 号 项 家 共 我 你 您 他 它 们 时 数 第 所 里 中 上 下 某 各 每 该
    多少 几个 几家 几项 几条 几座 几次 多大 多高 多长 多久 多少家 多少个 多少项 多少条 多少钱 多少亿 多少万 多少亿元 多少人 多少次 多少项了
    什么 什么时候 什么时间 什么地方 什么样 什么叫 何时 何地 何种 哪年 哪天 哪里 哪儿 哪个 哪些 哪几个 哪家 哪一年 哪一天 哪位 谁 谁说的 谁讲的
    怎么 怎样 怎么样 怎么说 如何 为什么 为何 是什么 是不是 是否 有没有 有多少 有几个 有几家 有哪些 有什么 有啥 有何 是多少 是哪些 是谁 是哪年 是啥
    现在 目前 如今 眼下 当前 最新 最近 近期 今年 去年 截至 截止 到底 究竟 一共 总共 总计 合计 共有 共计 一下 一个 一些 这个 那个 这些 那些 啥时候 咋样
    请问 请教 麻烦 告诉我 我想知道 想知道 我想问 想问 想问下 问一下 问下 查一下 查查 查询 查找 搜一下 搜索 帮我 帮我查 帮忙 给我 介绍 介绍一下 说说 讲讲 看看 谢谢 你好 您好
    关于 有关 相关 情况 数据 数字 信息 资料 内容 具体 详细 详情 方面 部分 里面 之间 其中 以及 还有 还是 或者 但是 因为 所以 如果 可以 能不能 能否 可不可以 会不会 要不要
    数量 总数 总量 数目 规模 金额 比例 比重 占比 水平 进展 现状 总体 整体 达到 达 突破 已经 已 曾经 已有 拥有 共 约 超 近 逾 以上 左右
    时候 时间 地方 地点 名单 列表 排名 第几 几年 几月 几号 年份 日期 变化 趋势 走势 变动 增长 对比 比较
    """.split()
)
# Not here although they look like it: 成立, 发布, 举行, 签约 say which of two facts about one thing is meant.

ENGLISH_QUESTION_WORDS = frozenset(
    """
    a an the of in on at to for by with and or is are was were be do does did has have had how what when where which who whom
    why many much number figure figures latest current now new please tell me about show give find there it its this that
    """.split()
)
