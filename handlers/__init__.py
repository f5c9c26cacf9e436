"""Everything that can happen to the bot: one feature a file, and the one list of them.

Registration, the command menus, /help and the README's table all come from this list.
"""

from __future__ import annotations

from bot.conversation import Action, Command
from bot.render.broadcast import BROADCAST, BROADCASTS
from bot.render.help import ASK
from bot.render.subscribing import SET
from bot.render.trend import TREND
from handlers import (
    about,
    broadcast,
    broadcasts,
    cities,
    city,
    compare,
    delivery,
    digest,
    example,
    fact,
    help,
    inline,
    membership,
    privacy,
    random_fact,
    reload,
    settings,
    source,
    start,
    stats,
    subscribe,
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
    compare.COMMAND,
    cities.COMMAND,
    topics.COMMAND,
    source.SOURCES,
    source.SOURCE,
    random_fact.COMMAND,
    subscribe.SUBSCRIBE,
    subscribe.UNSUBSCRIBE,
    settings.COMMAND,
    delivery.COMMAND,
    about.COMMAND,
    privacy.PRIVACY,
    privacy.FORGET,
    help.command(lambda: COMMANDS),
    start.command(words.answer),
    broadcast.COMMAND,
    broadcasts.COMMAND,
    stats.COMMAND,
    reload.COMMAND,
)

# Plain words in a private chat, and words said to the bot in a group.
WORDS = words.answer

# Words behind the bot's @name in any chat.
INLINE = inline.answer

# Features that may expect what is said next in a private chat; the first that does answers.
EXPECTED = (broadcast.expected, settings.forwarded)

# The bot is added to a chat, or removed.
MEMBERSHIP = membership.answer

ACTIONS: dict[str, Action] = {
    "city": city.ACTION,
    "fact": fact.ACTION,
    "timeline": timeline.ACTION,
    "on": today.ACTION,
    "digest": digest.ACTION,
    "topic": topics.ACTION,
    "source": source.ACTION,
    TREND: trend.ACTION,
    SET: settings.ACTION,
    BROADCAST: broadcast.ACTION,
    BROADCASTS: broadcasts.ACTION,
    "forget": privacy.ACTION,
    ASK: example.action(lambda: COMMANDS, WORDS),
}
