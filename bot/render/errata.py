"""What a correction says, on both cards: what is right, and what was told before."""

from __future__ import annotations

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.render.words import citation, figure_text, time_text

CORRECTED = "已更正"
_MOST_FIGURES = 3  # on one line of a phone


def erratum_text(fact: Fact, catalogue: Catalogue) -> str:
    """已更正：159个（某报2026-11） of what is wrong, 更正：此前为195个（…） of what is right; plain text, or none."""
    if newer := catalogue.errata.correction_of(fact):
        return f"{CORRECTED}：{_otherwise(newer, fact, catalogue)}"
    older = catalogue.errata.corrected_by(fact)
    return f"更正：此前为{_otherwise(older, fact, catalogue)}" if older else ""


def _otherwise(told: Fact, other: Fact, catalogue: Catalogue) -> str:
    """The figures and the date that one fact has and the other has not, else its title; and its source."""
    known, now = ([figure_text(each, of.statement) for each in of.figures] for of in (other, told))
    differs = [text for text in now if text not in known][:_MOST_FIGURES]
    if (told.date, told.due) != (other.date, other.due):
        differs.append(time_text(told))
    what = "、".join(differs) or f"“{told.title}”"
    return f"{what}（{catalogue.source_of(told).short}）"


def valid_citation(fact: Fact, catalogue: Catalogue, limit: int) -> str:
    """The citation of a fact, or of what stands in its place: nobody takes a wrong figure along."""
    valid = catalogue.errata.standing(fact)
    return citation(valid, catalogue.source_of(valid), limit)
