"""What the commands share: the exit codes, and how what is wrong is said; of a service, in its log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from bot.facts import Problem
from bot.logs import counted, set_up

DONE, CHECK_FAILED, COULD_NOT_START = 0, 1, 2


def refuse_to_start(lines: Sequence[str], log_format: str) -> int:
    """Says why the bot does not start: to a person as it is, else a line of the log each, for whoever collects it."""
    if sys.stderr.isatty():
        return say(lines)
    set_up("CRITICAL", log_format)
    for line in lines:
        logging.getLogger("bot").critical("%s", line)
    return COULD_NOT_START


def refuse(problems: Sequence[Problem]) -> int:
    return say(lines_of(problems))


def lines_of(problems: Sequence[Problem]) -> list[str]:
    return [*map(str, problems), f"{counted(len(problems), 'problem')}; nothing was changed."]


def say(lines: Sequence[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return COULD_NOT_START
