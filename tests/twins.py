"""A base of another region, two cities and what they have, that a test writes and reads in no time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SUBJECT = "双城经济圈"
ABOUT = {
    "id": "twins",
    "name": "成渝地区双城经济圈",
    "english": "Chengdu–Chongqing Twin-City Economic Circle",
    "summary": "用来试验的资料。",
    "timezone": "Asia/Shanghai",
    "subject": "circle",
    "member_label": "双城经济圈核心城市",
    "nonmember_label": "不是双城经济圈核心城市",
    "context_label": "背景资料，不是双城经济圈自身的数据",
    "subject_words": ["成渝地区双城经济圈", SUBJECT, "成渝"],
    "introduction": ["outline-2021"],
    "examples": {"city": ["成都"], "fact": ["GDP"], "timeline": ["2023"], "topics": ["建设"], "words": ["重庆"]},
}
PLACES = (
    ("circle", SUBJECT, "成渝地区双城经济圈", "corridor", "", ["成渝"]),
    ("chengdu", "成都", "成都市", "city", "sichuan", []),
    ("chongqing", "重庆", "重庆市", "city", "china", []),
    ("sichuan", "四川", "四川省", "province", "china", []),
    ("china", "中国", "中华人民共和国", "country", "", ["全国"]),
    ("tianfu", "天府新区", "四川天府新区", "district", "chengdu", []),
    ("shapingba", "沙坪坝", "沙坪坝区", "district", "chongqing", []),
    ("yancheng", "盐城", "盐城市", "city", "china", []),
    ("xuancheng", "宣城", "宣城市", "city", "china", []),
)
MEMBERS = ("chengdu", "chongqing")
INDICATORS = (
    ("passengers", "机场旅客吞吐量", "人次", ["机场客流量"], {"tianfu": "天府机场", "jiangbei": "江北机场"}),
    ("academicians", "两院院士人数", "人", ["院士人数"], {"scu": "四川大学", "cqu": "重庆大学"}),
    ("trains", "中欧班列开行量", "列", ["中欧班列"], {"both": "成渝合计"}),
    ("gdp", "地区生产总值", "元", ["GDP"], {"circle": SUBJECT}),
)


# Of each fact, on one line, the id, the kind, its places, when it was and the title; on the next one the statement, in
# which ~ is the title, and a figure, if it has one: what it measures and its basis, or its label, the value, the unit.
FACTS = """
outline-2021 | policy | circle | 2021-10-20 | 双城经济圈建设规划纲要
2021年10月20日，《成渝地区~》印发。
airport-tianfu | figure | chengdu | 2023 | 成都天府国际机场旅客吞吐量
2023年，~4479万人次。 | passengers:tianfu 4479 万人次
airport-jiangbei | figure | chongqing | 2023 | 重庆江北国际机场旅客吞吐量
2023年，~4466万人次。 | passengers:jiangbei 4466 万人次
academicians-scu | figure | chengdu | 2023-12 | 四川大学的两院院士
截至2023年底，四川大学有两院院士18人。 | academicians:scu 18 人
academicians-cqu | figure | chongqing | 2023-12 | 重庆大学的两院院士
截至2023年底，重庆大学有两院院士11人。 | academicians:cqu 11 人
lines-a | figure | chongqing | 2024 | 科学大道地铁站的线路
2024年，科学大道地铁站有地铁线路3条。 | 地铁线路 3 条
lines-b | figure | chongqing | 2022 | 金凤地铁站的线路
2022年，金凤地铁站有地铁线路2条。 | 地铁线路 2 条
city-area | figure | tianfu chengdu | 2024-06 | 成都科学城的面积
位于天府新区的成都科学城面积132平方公里。 | 成都科学城面积 132 平方公里
west-unveiled | event | chengdu | 2020-06-03 | 西部科学城揭牌
2020年6月3日，西部（成都）科学城揭牌。
west-meeting | event | shapingba chongqing | 2023-05-12 | 西部科学城建设推进会
2023年5月12日，~在重庆沙坪坝举行。
academy | event | chengdu | 2022-09-08 | 协同创新研究院揭牌
2022年9月8日，协同创新研究院在成都揭牌，李文渊任理事长。
expo-1 | event | chongqing | 2022-11-03 | 首届成渝双城科技成果展
2022年11月3日，~在重庆举行，展出成果320项。 | 展出成果 320 项
expo-2 | event | chengdu | 2023-11-09 | 第二届成渝双城科技成果展
2023年11月9日，~在成都举行，展出成果510项。 | 展出成果 510 项
trains-2023 | figure | circle | 2023 | 成渝中欧班列开行量（2023年）
2023年，成渝两地合计开行中欧班列5300列。 | trains:both 5300 列
gdp-2022 | figure | circle | 2022 | 双城经济圈地区生产总值（2022年）
2022年，双城经济圈实现地区生产总值7.76万亿元。 | gdp:circle 7.76 万亿元
gdp-2023 | figure | circle | 2023 | 双城经济圈地区生产总值（2023年）
2023年，双城经济圈实现地区生产总值8.2万亿元。 | gdp:circle 8.2 万亿元
hydrogen | event | circle | 2021-11-30 | 成渝氢走廊启动
2021年11月30日，~，首批投放物流车400辆。 | 物流车 400 辆
factory | figure | chongqing | 2024 | 长安汽车渝北工厂产能
2024年，长安汽车渝北工厂年产能28万辆。 | 年产能 28 万辆
labs | figure | circle | 2024-06 | 沿线城市实验室
截至2024年6月，成渝中线沿线城市共有重点实验室43家。 | 重点实验室 43 家
fifteen | event | circle | 2022-12 | 十五城市协同倡议
2022年12月，双城经济圈十五城市共同发布协同倡议。
expo-3 | event | chongqing | 2024-05-16 | 第三届成渝地区双城经济圈科技成果交易博览会
2024年5月16日，~在重庆举行，展出成果640项。 | 展出成果 640 项
"""
LINES = FACTS.strip().splitlines()


def base_of_twins(file: Path) -> Path:
    """A base of two cities: their airports and universities, a science city, an academy, a fair that is held again."""
    raw = {
        "schema": 1,
        "about": ABOUT,
        "places": [
            {"id": place, "name": name, "formal": formal, "english": place, "kind": kind, "aliases": aliases}
            | ({"within": within} if within else {})
            | ({"member": True} if place in MEMBERS else {})
            for place, name, formal, kind, within, aliases in PLACES
        ],
        "topics": [{"id": "life", "name": "建设", "english": "Building"}],
        "indicators": [
            {"id": each, "name": name, "unit": unit, "aliases": aliases, "bases": bases}
            for each, name, unit, aliases, bases in INDICATORS
        ],
        "sources": [
            {
                "id": "daily-2024",
                "title": "双城这几年",
                "short": "日报2024-06",
                "authors": ["某某"],
                "published": "2024-06-20",
                "sha256": "0" * 64,
            }
        ],
        "facts": [_fact(*each) for each in zip(LINES[::2], LINES[1::2], strict=True)],
    }
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


def _fact(head: str, told: str) -> dict[str, Any]:
    fact_id, kind, places, when, title = head.split(" | ")
    statement, *figures = told.replace("~", title).split(" | ")
    return {
        "id": fact_id,
        "title": title,
        "statement": statement,
        "kind": kind,
        "source": "daily-2024",
        "places": places.split(),
        "topics": ["life"],
        "evidence": [title],
        ("date" if kind in ("event", "policy") else "as_of"): when,
        "figures": list(map(_figure, figures)),
    }


def _figure(told: str) -> dict[str, Any]:
    name, value, unit = told.split()
    indicator, _, basis = name.partition(":")
    measured = {"indicator": indicator, "basis": basis} if basis else {"label": name}
    return measured | {"value": float(value) if "." in value else int(value), "unit": unit}
