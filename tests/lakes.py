"""A small base in English: two cities on lakes, with figures of several years, events and a plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LABEL = {"member_label": "member", "nonmember_label": "not a member", "context_label": "background"}
EXAMPLES = {
    "city": ["Dorwick"],
    "fact": ["patents granted"],
    "timeline": ["2021"],
    "topics": ["Freight"],
    "trend": ["patents granted"],
    "compare": ["Dorwick Ashmere"],
    "words": ["how many startups in Dorwick"],
}
PLACES = (
    ("lakes", "Two Lakes Corridor", "corridor", ["the corridor"]),
    ("dorwick", "Dorwick", "city", ["Cream City"]),
    ("ashmere", "Ashmere", "city", []),
    ("east-dorwick", "East Dorwick", "city", []),
)
MEASURES = (
    ("startups", "startups", "companies", {"dorwick": "Dorwick", "ashmere": "Ashmere"}, ["start-ups"]),
    ("patents", "patents granted", "patents", {"lakes": "the corridor"}, ["patents"]),
    ("venture", "venture capital", "USD billion", {"lakes": "the corridor"}, ["VC"]),
    ("rail", "rail upgraded", "km", {"lakes": "the corridor"}, []),
)


def base_in_english(file: Path) -> Path:
    """The base, written to a file."""
    raw = {
        "schema": 1,
        "about": {
            "id": "lakes",
            "name": "Two Lakes Corridor",
            "english": "Two Lakes Corridor",
            "summary": "Made-up facts on a corridor of two cities.",
            "timezone": "America/Chicago",
            "subject": "lakes",
            "subject_words": ["corridor"],
            "introduction": ["launch"],
            "examples": EXAMPLES,
        }
        | LABEL,
        "places": [
            {"id": id_, "name": name, "formal": f"City of {name}", "english": name, "kind": kind, "aliases": aliases}
            | ({"member": True} if id_ in ("dorwick", "ashmere") else {})
            for id_, name, kind, aliases in PLACES
        ],
        "topics": [
            {"id": each.casefold(), "name": each, "english": each}
            for each in ("Companies", "Research", "Finance", "Freight")
        ],
        "indicators": [
            {"id": id_, "name": name, "unit": unit, "bases": bases, "aliases": aliases}
            for id_, name, unit, bases, aliases in MEASURES
        ],
        "sources": [
            {
                "id": "gazette",
                "title": "Lakes Gazette",
                "short": "Gazette 2025",
                "publisher": "Gazette",
                "published": "2025-03-01",
                "sha256": "0" * 64,
            }
        ],
        "facts": [*map(_fact, FACTS)],
        "vocabulary": {"words": []},
    }
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


def _figure(value: float, unit: str, of: str, basis: str = "") -> dict[str, Any]:
    return {"value": value, "unit": unit} | ({"indicator": of, "basis": basis} if basis else {"label": of})


def _of_year(of: str, place: str, year: str, value: float, title: str, statement: str) -> dict[str, Any]:
    unit = next(unit for id_, _, unit, _, _ in MEASURES if id_ == of)
    return {
        "id": f"{of}-{place}-{year}",
        "title": f"{title} ({year})",
        "statement": statement.format(year=year, value=value),
        "kind": "figure",
        "places": [place],
        "topics": ["companies" if of == "startups" else "research" if of == "patents" else "finance"],
        "as_of": year,
        "figures": [_figure(value, unit, of, place)],
    }


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    return {"source": "gazette", "evidence": ["x"]} | fact


_STARTUPS = "In {year}, {{}} had {value} registered startups."
FACTS: tuple[dict[str, Any], ...] = (
    *(
        _of_year("startups", place, year, value, f"Startups in {name}", _STARTUPS.replace("{{}}", name))
        for place, name, year, value in (
            ("dorwick", "Dorwick", "2021", 1850),
            ("dorwick", "Dorwick", "2023", 2263),
            ("ashmere", "Ashmere", "2023", 910),
        )
    ),
    *(
        _of_year(
            "patents",
            "lakes",
            year,
            value,
            "Patents granted in the corridor",
            "In {year}, {value} patents were granted.",
        )
        for year, value in (("2021", 6120), ("2023", 7015))
    ),
    *(
        _of_year(
            "venture", "lakes", year, value, "Venture capital", "In {year}, USD {value} billion of it was invested."
        )
        for year, value in (("2022", 6.8), ("2023", 7.1))
    ),
    {
        "id": "rail-2023",
        "title": "Rail upgraded by 2023",
        "statement": "By the end of 2023, 640 km of freight rail had been upgraded.",
        "kind": "figure",
        "places": ["lakes"],
        "topics": ["freight"],
        "as_of": "2023-12",
        "figures": [_figure(640, "km", "rail", "lakes")],
    },
    {
        "id": "launch",
        "title": "Launch of the corridor",
        "statement": "The Two Lakes Corridor was launched on 9 May 2016.",
        "kind": "event",
        "places": ["lakes"],
        "topics": ["companies"],
        "date": "2016-05-09",
    },
    {
        "id": "water-hub",
        "title": "Opening of the Water Hub",
        "statement": "The Water Hub was opened in Dorwick on 14 March 2019.",
        "kind": "event",
        "places": ["dorwick"],
        "topics": ["research"],
        "date": "2019-03-14",
    },
    {
        "id": "seed-fund",
        "title": "Lakes Seed Fund",
        "statement": "The Lakes Seed Fund, founded in June 2020 in Ashmere, manages USD 350 million.",
        "kind": "institution",
        "places": ["ashmere"],
        "topics": ["finance"],
        "date": "2020-06",
        "figures": [_figure(350, "USD million", "money of the seed fund")],
    },
    {
        "id": "summit-2024",
        "title": "Lakes Summit 2024",
        "statement": "The Lakes Summit was held in Ashmere on 17-18 September 2024 and drew 1400 participants.",
        "kind": "event",
        "places": ["ashmere"],
        "topics": ["companies"],
        "date": "2024-09-17/2024-09-18",
        "figures": [_figure(1400, "participants", "participants")],
    },
    {
        "id": "cargo-2024",
        "title": "Cargo of the port of Ashmere",
        "statement": "The port of Ashmere handled 13.2 million tonnes of cargo in 2024.",
        "kind": "figure",
        "places": ["ashmere"],
        "topics": ["freight"],
        "as_of": "2024",
        "figures": [_figure(13.2, "million tonnes", "cargo handled")],
    },
    {
        "id": "unemployment-2024",
        "title": "Unemployment rate of the corridor",
        "statement": "In 2024 the unemployment rate was 4.6%, down from 5.3% in 2021.",
        "kind": "figure",
        "places": ["lakes"],
        "topics": ["companies"],
        "as_of": "2024",
        "figures": [_figure(4.6, "%", "unemployment rate"), _figure(5.3, "%", "unemployment rate") | {"as_of": "2021"}],
    },
    {
        "id": "terminal-plan",
        "title": "Hydrogen terminal in Ashmere",
        "statement": "A hydrogen terminal is to open in Ashmere in October 2027.",
        "kind": "plan",
        "places": ["ashmere"],
        "topics": ["freight"],
        "as_of": "2025-03",
        "due": "2027-10",
    },
    {
        "id": "talent-desk",
        "title": "Talent desk for work permits",
        "statement": "Since 1 July 2022 a talent desk in Dorwick has handled work permits.",
        "kind": "policy",
        "places": ["dorwick"],
        "topics": ["companies"],
        "date": "2022-07-01",
    },
)
