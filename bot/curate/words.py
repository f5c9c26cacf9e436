"""Makes the word lists of `bot/data`, once, from jieba's dictionary: python -m bot.curate.words

`words.txt`: the ordinary words of the language with their frequencies, in jieba's own format. A question's word is
explained whole or not at all: 产值 is not explained by a fact that has 产业 and 价值; and it is meant as it stands.
What is younger than the dictionary comes from `newer_words.txt`.
`places.txt`: names of places. A question that names one is not about another place.
`passing_words.txt`: verbs, adverbs, amounts and other words that a longer question may have in words of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import jieba
import jieba.posseg

from bot.language import PASSING_WORDS, PLACES, WORDS, newer_words

# A word must be as common as this, in the corpus that jieba's dictionary counts, to be one that people ask with;
# below are the typing errors that found their way into it.
WORD_FREQUENCY = 20
PLACE_FREQUENCY = 100
PLACE_TAG = "ns"
# Verbs, adverbs, prepositions, conjunctions, pronouns, states, interjections, sides; characters of no class.
PASSING_TAGS = ("v", "vd", "vi", "d", "ad", "p", "c", "r", "z", "y", "zg", "f")
# Times and amounts (将来, 一次, 好多), where they are words of more than one character and neither ask nor order.
AMOUNT_TAGS, ASKS_OR_ORDERS = ("t", "m", "q", "mq"), set("几第")
NOT_PASSING = {"未来"}  # it is in many names
SHORTEST, LONGEST = 2, 4
# Places that the dictionary tags as something else or does not know, and that questions of policy name.
MORE_PLACES = """
京津冀 珠三角 粤港澳 大湾区 雄安 硅谷 南通 嘉善 吴江 合肥 临港 青浦 漕河泾 东盟 欧盟 北上广
"""
# Words that the dictionary tags as places and that say what kind of thing is meant, or something else altogether.
NO_PLACES = """
万国 三联 三角洲 三鲜 上下水 上半场 上古 上岗 上峰 上市 上楼 上路 上铺 上门 上马 上山 上山下乡 下山 东西 东南西北 中兴
中古 中和 中堂 中密度 中建 中断 中考 中西 中路 中道 中风 串联 乌黑 二哥 云集 五县 五岳 伦比 伦理 余脉 佛门 保鲜
信口开河 入口 入市 入海 入门 入阁 共和国 关联 兴旺 内城 内河 冰山 冰川 列国 列岛 加密 加盟 北坡 北半球 北路 北郊 北风
半封建 半山 华里 南北 南半球 南国 南瓜 南站 南路 南郊 博古 千古 卫国 古典 古国 古城 古堡 古山 古都 古镇 台地 台基 台大
台独 台站 台风 吉他 同盟国 哥哥 商城 喜庆 嘉宾 四国 四壁 四海 四门 回国 回城 圣明 城东 城南 城垣 城堡 城市 城建 城西
城镇 墨水 复国 夕阳 外国 大中城市 大伯 大国 大城 大城市 大坝 大兴土木 大圣 大寨 大山 大岛 大桥 大江 大江南北 大河 大洋
大洲 大海 大港 大湖 大湾 大街 大门口 天宫 天桥 天池 天街 天马 天黑 太庙 太极 太阳 太阳穴 太阴 契丹 契约 如林 婆罗门
安乐 安家 安邦治国 安顿 密林 密封 寿山 小国 屯田 山丘 山区 山口 山坡 山城 山寨 山岭 山峰 山崖 山川 山庄 山村 山林
山水 山沟 山河 山洞 山羊 山脉 山野 山镇 山门 巴士 平原 平原区 平西 广为 广义 广博 广布 广度 庆典 庙街 庙里 府城 建国
开国 开朗 归国 得意洋洋 恩典 抚摩 扎根 故城 文明古国 新区 新城 新建 新旧 新春 新村 新桥 新港 新鲜 旁门 日志 旧城 普及
曼联 朝圣 朝外 朝廷 朝拜 朝贡 朝野 朝霞 来京 松林 株连 桃根 桥头堡 横梁 横沟 欢庆 欧亚大陆 正南 歇斯底里 永固 池塘
池河 江水 江河 江流 江湖 江底 沙洲 沙湖 沧桑 沧海 河口 河川 河水 河沟 河港 河湖 河湾 河滩 河畔 河谷 河里 治国 治安
沿河 泉水 法典 法度 法门 法西斯 波及 浅海 海关 海岛 海岭 海峡 海沟 海洋 海港 海湾 海滨 海滩 海鲜 深山 深度 深水 深海
深涧 深渊 深藏 深谷 渡江 渡河 渡海 港湾 湖区 湖底 湖水 湖泊 湖滨 湖畔 湖盆 滑坡 满口 满嘴 满城 满头大汗 满意度 满街
满门 滨海 漠北 火山岛 火海 牙关 牡丹 爱国 爱美 王国 珍藏 琉璃瓦 登山 登极 登门 白嫩 白马 盐湖 石桥 礼拜 神圣 神州 福利
离京 科教兴市 立国 立马 端庄 绕城 绥靖 绵羊 缅怀 罗列 美丽 美化 美德 美感 自治县 自治州 舞美 苏打 英里 英雄 莫大 莫非
莲花池 莲蓬 葡萄园 蓝牙 藩镇 虎口 西化 西瓜 西站 西路 象牙 贵国 贵宾 赞美 越国 越野 远古 远山 远洋 都城 都市 重镇 重阳
金牙 铺平 锦旗 长大 长寿 长尾 长度 长河 长脚 长街 阳极 阴阳 阿哥 阿弥陀佛 陡坡 青城 青山 青春 青木 青竹 鞍马 香水 馆驿
马脚 驻京 高原 高山 高高兴兴 黑洞 黑马 龙脉
"""


class Dictionary(NamedTuple):
    """Words of jieba's dictionary, how often they are used, and what kind of word each is."""

    frequencies: dict[str, int]
    tags: dict[str, str]

    @classmethod
    def opened(cls) -> Dictionary:
        """Those that people ask with."""
        jieba.setLogLevel(logging.WARNING)
        dictionary = jieba.Tokenizer()
        found, _ = dictionary.gen_pfdict(dictionary.get_dict_file())
        usual = {word: n for word, n in found.items() if n >= WORD_FREQUENCY and _is_chinese(word)}
        return cls(usual, jieba.posseg.POSTokenizer(dictionary).word_tag_tab)

    @property
    def common(self) -> dict[str, int]:
        return {word: n for word, n in self.frequencies.items() if len(word) >= SHORTEST}

    @property
    def places(self) -> set[str]:
        common = self.common.items()
        return {word for word, n in common if n >= PLACE_FREQUENCY and self.tags.get(word) == PLACE_TAG}


def lists(dictionary: Dictionary) -> tuple[list[str], list[str], list[str]]:
    """The lines of the three files."""
    every, tags = dictionary
    common = dictionary.common
    common |= {word: WORD_FREQUENCY for word in newer_words() if word not in common}
    passing = {word for word in every if tags.get(word) in PASSING_TAGS}
    amounts = (word for word in common if tags.get(word) in AMOUNT_TAGS and not ASKS_OR_ORDERS.intersection(word))
    passing = passing.union(amounts).difference(NOT_PASSING)
    places = dictionary.places.difference(NO_PLACES.split()).union(MORE_PLACES.split())
    return [f"{word} {common[word]}" for word in sorted(common)], sorted(places), sorted(passing)


def needless(dictionary: Dictionary) -> list[str]:
    """What is listed by hand and changes nothing, for the dictionary has it so."""
    places = dictionary.places
    newer, more, none = newer_words(), set(MORE_PLACES.split()), set(NO_PLACES.split())
    return sorted((newer & dictionary.common.keys()) | (more & places) | (none - places))


def _is_chinese(text: str) -> bool:
    return len(text) <= LONGEST and all("一" <= character <= "鿿" for character in text)


def main() -> None:
    dictionary = Dictionary.opened()
    words, places, passing = lists(dictionary)
    _write(str(WORDS), words)
    _write(str(PLACES), places)
    _write(str(PASSING_WORDS), passing)
    print(f"{len(words)} words, {len(places)} places, {len(passing)} words said in passing")
    if idle := needless(dictionary):
        print(f"listed by hand and needless: {' '.join(idle)}")


def _write(path: str, lines: Iterable[str]) -> None:
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
