"""Everything that can happen to the bot: one feature a file, and the one list of them.

Registration, the command menus, /help and the README's table all come from this list.
"""

from __future__ import annotations

from bot.conversation import Action, Command
from bot.render.help import ASK
from bot.render.trend import TREND
from handlers import (
    about,
    cities,
    city,
    digest,
    example,
    fact,
    help,
    random_fact,
    source,
    start,
    timeline,
    today,
    topics,
    trend,
    words,
)

COMMANDS: tuple[Command, ...] = (
    city.COMMAND,
    fact.COMMAND,
    timeline.COMMAND,
    today.TODAY,
    today.ON,
    digest.COMMAND,
    trend.COMMAND,
    cities.COMMAND,
    topics.COMMAND,
    source.SOURCES,
    source.SOURCE,
    random_fact.COMMAND,
    about.COMMAND,
    help.command(lambda: COMMANDS),
    start.COMMAND,
)

# Plain words in a private chat, and words said to the bot in a group.
WORDS = words.answer

ACTIONS: dict[str, Action] = {
    "city": city.ACTION,
    "fact": fact.ACTION,
    "timeline": timeline.ACTION,
    "on": today.ACTION,
    "digest": digest.ACTION,
    "topic": topics.ACTION,
    "source": source.ACTION,
    TREND: trend.ACTION,
    ASK: example.action(lambda: COMMANDS, WORDS),
}
