"""What can be said to the bot: one feature a file, and the one list of them.

Registration, the command menus, /help and the README's table all come from this list.
"""

from __future__ import annotations

from bot.conversation import Action, Command
from bot.render import presses
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
    kinds,
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

# A message of a private chat that is no question was edited.
CORRECTED = broadcast.corrected

# The bot is added to a chat, or removed.
MEMBERSHIP = membership.answer

ACTIONS: dict[str, Action] = {
    presses.CITY: city.ACTION,
    presses.FACT: fact.ACTION,
    presses.TIMELINE: timeline.ACTION,
    presses.KIND: kinds.ACTION,
    presses.ON: today.ACTION,
    presses.DIGEST: digest.ACTION,
    presses.TOPIC: topics.ACTION,
    presses.SOURCE: source.ACTION,
    presses.TREND: trend.ACTION,
    presses.SET: settings.ACTION,
    presses.BROADCAST: broadcast.ACTION,
    presses.BROADCASTS: broadcasts.ACTION,
    presses.FORGET: privacy.ACTION,
    presses.ASK: example.action(lambda: COMMANDS, WORDS),
}
