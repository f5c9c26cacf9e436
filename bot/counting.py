"""The words by which Chinese counts: things, sessions, and shares of something larger. For patterns."""

from __future__ import annotations

import re

from bot.text import NUMERALS


def english(*words: str) -> str:
    """A pattern for whole English words: now is not in know. Chinese may stand right beside them."""
    return f"(?<![a-z])(?:{'|'.join(words)})(?![a-z])"


# By which things are counted: 195项, 16家. Which of them count alike is told by bot.search.counters.
CLASSIFIERS = "家个项条座次台套件所户款宗"
# By which one asks for a number of things: 几支, 多少种.
THINGS = f"{CLASSIFIERS}只艘辆架支批种类对届场趟份"

# Which of them count alike: 195项 is 195个条款.
COUNT_ALIKE = ("家所户", "台套", "项条件款宗份篇", "列趟班", "种类")

# How often an event was held; and which one is meant of what comes again and again: 第三届, 首批.
OCCASIONS = "届场次"
SESSIONS = f"{OCCASIONS}期批"
SESSION = f"(?:第[0-9{NUMERALS}]+|首)[{SESSIONS}]"
A_SESSION = re.compile(SESSION)

SHARE = "占(?!地)|比重|份额"
