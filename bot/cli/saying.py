"""What the commands share: the exit codes, and how what is wrong is said."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bot.facts import Problem

DONE, CHECK_FAILED, COULD_NOT_START = 0, 1, 2


def refuse(problems: Sequence[Problem]) -> int:
    more = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return say([*map(str, problems), f"{more}; nothing was changed."])


def say(lines: Sequence[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return COULD_NOT_START
