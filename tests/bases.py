"""Small bases, that a test writes and reads in no time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

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
