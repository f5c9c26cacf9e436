"""What a reply tells first of a fact, how that stands to a claim, what it does not tell: values, without words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from bot.dates import PartialDate
from bot.facts import Fact, Figure, Place, Speaker
from bot.search.most import Most
from bot.series import Point

# What is asked for and not told; or of what alone something is told that is asked of more, or of less.
Lack = Enum(
    "Lack",
    "DATE FOUNDED BUILT JOINED PLACE ITS_PLACE NEARER_PLACE FIGURE EACH_CITY WAY PAYER MAKER MAKER_HERE LIST WHOLE_LIST"
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


class Agreement(Enum):
    """How what is recorded stands to what is claimed: it is so, or so in a way that a note tells, or about so.

    OPEN: it was to be verified, and not all of it can be. PLANNED: it was asked whether it is done by now, and only a
    plan is told. MONTHS: of a year, and only some months of it are told. NOTHING: nothing was to be verified, or it is
    not so.
    """

    NOTHING = auto()
    SO = auto()
    NOTED = auto()
    ROUGH = auto()
    OPEN = auto()
    PLANNED = auto()
    MONTHS = auto()
