"""Small bases, that a test writes and reads in no time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BEFORE_FACT = "\n  - id: "  # in a seed file
# a meeting that no real base knows: its fifth anniversary is on the day after the tests begin
LIGHTHOUSE: dict[str, Any] = {
    "id": "lighthouse-2021",
    "title": "灯塔大会",
    "statement": "2021年11月21日，灯塔大会在松江举行。",
    "kind": "event",
    "source": "xinhua-2022",
    "places": ["songjiang"],
    "topics": ["governance"],
    "evidence": ["灯塔大会"],
    "keywords": ["灯塔大会"],
    "date": "2021-11-21",
}


def small_base(file: Path, *more: dict[str, Any]) -> Path:
    """A base of the few facts that every one must have, of the one on the auction, and of these."""
    raw = json.loads((ROOT / "facts.json").read_text(encoding="utf-8"))
    kept = {*raw["about"]["introduction"], "auction-2022"}
    raw["facts"] = [fact for fact in raw["facts"] if fact["id"] in kept] + list(more)
    raw["indicators"] = []
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


FIRST_FACTS = 12  # of a seed file: enough of everything to make a mistake in


def few_seeds(folder: Path, *kept: str) -> Path:
    """The project's seed files with the first facts of each, those that introduce it, and those with these texts."""
    folder.mkdir()
    about = json.loads((ROOT / "facts.json").read_text(encoding="utf-8"))["about"]
    kept = (*kept, *(f"{fact}\n" for fact in about["introduction"]))
    for file in sorted((ROOT / "seeds").glob("*.yaml")):
        head, *facts = file.read_text(encoding="utf-8").split(BEFORE_FACT)
        if file.name != "base.yaml":
            facts = facts[:FIRST_FACTS] + [fact for fact in facts[FIRST_FACTS:] if any(text in fact for text in kept)]
        (folder / file.name).write_text(BEFORE_FACT.join([head, *facts]), encoding="utf-8")
    return folder


GDP, GROWTH, PEOPLE, INTENSITY = "gdp", "growth", "people", "intensity"
# Figures of cities in a base of their own, each city on its own basis: the indicator, where, when, how much.
MEASURED = (
    *((GDP, "g60", year, value) for year, value in (("2018", 13.04), ("2019", 14.05), ("2020", 13.79))),
    *((GDP, "hangzhou", year, value) for year, value in (("2019", 3.46), ("2020", 3.68))),
    *((GDP, "hefei", year, value) for year, value in (("2019", 3.04), ("2020", 3.1))),
    (GDP, "suzhou", "2020", 2.89),
    (PEOPLE, "g60", "2019", 4701),
    (PEOPLE, "hangzhou", "2019", 1252),
    (PEOPLE, "hefei", "2019", 985),
    (PEOPLE, "suzhou", "2018", 1291),
    (INTENSITY, "g60", "2019", 3.4),
    (INTENSITY, "hangzhou", "2019", 3.93),
    (INTENSITY, "hefei", "2019", 3.91),
)
GREW = {"gdp-hangzhou-2020": 3.9, "gdp-hefei-2020": 4.3}  # in per cent, which the same fact tells
NAMES = {"g60": "九城市", "hangzhou": "杭州", "hefei": "合肥", "suzhou": "苏州"}
INDICATORS = {
    GDP: {"name": "地区生产总值", "aliases": ["GDP"], "unit": "万亿元"},
    GROWTH: {"name": "地区生产总值同比增速", "aliases": ["GDP增速"], "unit": "%"},
    PEOPLE: {"name": "常住人口", "aliases": ["人口"], "unit": "万人"},
    INTENSITY: {"name": "研发投入强度", "aliases": ["研发强度"], "unit": "%"},
}


def base_of_cities(file: Path) -> Path:
    """A base that has figures of the whole and of some cities, of one year and of another."""
    raw = json.loads(small_base(file, *(_measured(*each) for each in MEASURED)).read_text(encoding="utf-8"))
    raw["indicators"] = [{"id": each, **rest, "bases": NAMES} for each, rest in INDICATORS.items()]
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


def _measured(indicator: str, place: str, year: str, value: float) -> dict[str, Any]:
    name, unit = f"{NAMES[place]}{INDICATORS[indicator]['name']}", INDICATORS[indicator]["unit"]
    fact_id = f"{indicator}-{place}-{year}"
    figures = [{"indicator": indicator, "basis": place, "value": value, "unit": unit}]
    grew = ""
    if fact_id in GREW:
        figures.append({"indicator": GROWTH, "basis": place, "value": GREW[fact_id], "unit": "%"})
        grew = f"，同比增长{GREW[fact_id]}%"
    return {
        "id": fact_id,
        "title": f"{name}（{year}年）",
        "statement": f"{year}年，{name}为{value}{unit}{grew}。",
        "kind": "figure",
        "source": "stcn-2021",
        "places": [place],
        "topics": ["governance"],
        "evidence": [name],
        "as_of": year,
        "figures": figures,
    }


MANY = 150  # more of everything than Telegram takes buttons


def base_of_many(file: Path) -> Path:
    """A base with as many more members, places, topics, sources and measures, all of which it tells something of."""
    raw = json.loads(small_base(file).read_text(encoding="utf-8"))
    source, numbers = raw["sources"][0], range(1, MANY + 1)
    raw["sources"] += [
        source | {"id": f"paper-{n}", "title": f"第{n}篇关于走廊发展的长篇纪实报道", "short": f"报道{n}"}
        for n in numbers
    ]
    raw["topics"] += [{"id": f"topic-{n}", "name": f"主题{n}", "english": f"topic {n}"} for n in numbers]
    raw["indicators"] = [
        {"id": f"measure-{n}", "name": f"指标{n}", "aliases": ["家底"], "unit": "家", "bases": {"all": "全部"}}
        for n in numbers
    ]
    for kind, name in (("member", "城"), ("other", "镇")):
        raw["places"] += [
            {
                "id": f"{kind}-{n}",
                "name": f"{name}{n}",
                "formal": f"{name}{n}市",
                "english": f"{kind} {n}",
                "kind": "city",
            }
            | ({"member": True} if kind == "member" else {})
            for n in numbers
        ]
    raw["facts"] += [_of_many(n, year) for n in numbers for year in ("2020", "2021")]
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


def _of_many(n: int, year: str) -> dict[str, Any]:
    return {
        "id": f"many-{n}-{year}",
        "title": f"指标{n}（{year}年）",
        "statement": f"{year}年，指标{n}是{n}家。",
        "kind": "figure",
        "source": f"paper-{n}",
        "places": ["g60", "wuhu", f"member-{n}", f"other-{n}"],
        "topics": [f"topic-{n}"],
        "evidence": [f"指标{n}"],
        "as_of": year,
        "figures": [{"indicator": f"measure-{n}", "basis": "all", "value": n, "unit": "家"}],
    }


YEARS, SERIES = 40, 30  # points of a series, and series of an indicator: more than a card can show


def base_of_the_longest(file: Path) -> Path:
    """A base of which every text that a reply may show is as long as it may be, and every list as full."""
    raw = json.loads(small_base(file).read_text(encoding="utf-8"))
    raw["about"] |= {"summary": "长" * 600, "name": "名" * 80, "english": "n" * 80}
    raw["about"] |= {f"{each}_label": each[0] * 40 for each in ("member", "nonmember", "context")}
    raw["about"]["examples"] = {each: ["例" * 40] * 2 for each in raw["about"]["examples"]}
    longest = {"title": "题" * 120, "short": "短" * 24, "published_note": "注" * 400, "authors": ["人" * 80] * 8}
    raw["sources"] = [each | longest for each in raw["sources"]]
    for each in raw["sources"]:
        each.pop("publisher", None)
    raw["places"] = [each | {"note": "注" * 400} for each in raw["places"]]
    raw["places"] += [_place_of_the_longest(n) for n in range(MANY)]
    bases = {f"b{n}": f"{n}" + "法" * 110 for n in range(SERIES)}
    raw["indicators"] = [
        {"id": f"i{n}", "name": f"{n}" + "标" * 78, "unit": "位" * 16, "bases": bases, "note": "注" * 400}
        for n in range(5)
    ]
    raw["facts"] += [_of_the_longest(n, 1980 + year) for n in range(SERIES) for year in range(YEARS)]
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


def _place_of_the_longest(n: int) -> dict[str, Any]:
    name = f"{n:03}" + "城" * 77
    place = {"id": f"longest-{n}", "name": name, "formal": f"市{name[:-1]}", "english": f"city {n} {'n' * 60}"}
    return place | {"kind": "city", "within": "zhejiang", "member": True}


def _of_the_longest(n: int, year: int) -> dict[str, Any]:
    basis = {"basis": f"b{n}", "unit": "位" * 16, "qualifiers": ["首次", "超过", "累计", "左右"]}
    return {
        "id": f"longest-{n}-{year}",
        "title": f"最长的事实{n:02}之{year}" + "题" * 28,
        "statement": "述" * 600,
        "kind": "figure",
        "source": "stcn-2021",
        "places": ["hangzhou"],
        "topics": ["governance"],
        "evidence": ["x"],
        "as_of": f"{year}-01/{year}-09",
        "figures": [{"indicator": f"i{m}", "value": "9" * 24, "label": "签" * 80} | basis for m in range(5)],
        "said_by": {"name": "说" * 80, "office": "职" * 120},
        "context": True,
        "note": "注" * 400,
        "remark": "明" * 400,
    }
