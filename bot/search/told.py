"""What a reply tells first of a fact, and what it says that the fact does not tell: values, without their words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from bot.dates import PartialDate
from bot.facts import Fact, Figure, Place, Speaker
from bot.search.most import Most
from bot.series import Point

# What is asked for and not told; or of what alone something is told that is asked of more, or of less.
Lack = Enum(
    "Lack",
    "DATE FOUNDED BUILT JOINED PLACE ITS_PLACE NEARER_PLACE FIGURE EACH_CITY PAYER MAKER MAKER_HERE LIST WHOLE_LIST"
    " SESSION OUTSIDE RATE ONLY_GROWTH ONLY_SHARE ONLY_RANK ONLY_TOTAL ONLY_MONTHS ONLY_QUARTERS ONLY_YEARS",
)


class Holder(NamedTuple):
    """Who holds an office, by a fact's statement."""

    name: str
    office: str


# What was asked for: the time that a fact is of, or that its own words tell; who said it, or holds an office; the
# places where it is; or that just this is not told.
Lead = PartialDate | str | Speaker | Holder | tuple[Place, ...] | Lack


class FigureTold(NamedTuple):
    """A figure, the name of what it counts (none where its fact's title says that), and its time, if that is told."""

    figure: Figure
    name: str
    when: PartialDate | None


class Told(NamedTuple):
    """How the best of what was found for a question is told.

    `figures`: in their order, before the title where they are asked for. `of`: the places that it is said to be of,
    which may have no figures apart (`are_together`). `lacks`: what it does not tell; of what there is most, where one
    alone is told. `lead`: when, who or where, if that is asked. `newer`: what has taken the place of what is claimed.
    """

    fact: Fact
    figures: Sequence[FigureTold]
    are_figures_asked: bool
    of: Sequence[Place]
    are_together: bool
    lacks: Sequence[Lack | Most]
    lead: Lead | None
    newer: Point | None
