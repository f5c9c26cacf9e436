"""What words mean to the bot: whether they are said to it, and which command they name or say."""

from __future__ import annotations

import re

from telegram import Message

from bot.conversation import Command, take_apart
from bot.search import LONGEST_QUESTION
from bot.text import normal
from handlers import COMMANDS

BY_NAME = {name: command for command in COMMANDS for name in (command.name, command.chinese)}
# What is polite around an order, and the ways to ask how.
_POLITE = re.compile("^(?:请问|请|帮我|麻烦|我想要?|我要|可以|能不能|给我|我)+|(?:一下|[吗呢吧啊呀啦了的])+$")
_HOW = re.compile("怎么样才能|怎样才能|怎么才能|怎么样|怎样|如何|咋样?|要怎么|该怎么|(?:how do i|how can i|how to) ?")


def _said(words: str) -> str:
    """Words without marks and politeness, asking how in one way: 请问如何退订？ is 怎么退订."""
    bare = "".join(character for character in _HOW.sub("怎么", normal(words)) if character.isalnum())
    return _POLITE.sub("", bare)


SAID = {_said(words): command for command in COMMANDS for words in command.said}


def spoken_to_bot(message: Message, text: str, bot_name: str, bot_id: int) -> tuple[str, bool]:
    """A message's words without the bot's own @name, and whether they are said to the bot: by name, or as a reply."""
    # Chinese is written without spaces: @name and the words at once. A longer name of Latin letters is another's.
    called = re.search(rf"(?<![A-Za-z0-9_])@{re.escape(bot_name)}(?![A-Za-z0-9_])", text, re.IGNORECASE)
    if called is not None and not text.lstrip().startswith(("/", "／")):
        return f"{text[: called.start()]} {text[called.end() :]}".strip(), True
    answered = message.reply_to_message
    is_reply = answered is not None and answered.from_user is not None and answered.from_user.id == bot_id
    return text, is_reply and answered is not None and answered.forum_topic_created is None


def command_named(name: str) -> tuple[Command, str] | None:
    """The command of that name, Chinese or English; and what is written right behind it: /城市芜湖."""
    if (command := BY_NAME.get(name)) is not None:
        return command, ""
    longest_first = sorted((c for c in COMMANDS if c.usage), key=lambda c: -len(c.chinese))
    for command in longest_first:
        for known in (command.chinese, command.name):
            rest = name.removeprefix(known)
            if rest != name and (known == command.chinese or not rest[0].isascii()):
                return command, rest
    return None


def ordered(words: str) -> tuple[Command, str] | None:
    """The command that is given by words, and the rest: /city 芜湖, 城市 芜湖, 别发了, /别发了."""
    said = take_apart(words)
    if said.command is not None and (found := command_named(said.command)) is not None:
        return found[0], f"{found[1]} {said.words}"
    is_mistyped = said.command is not None and said.command.isascii()
    return None if is_mistyped else command_said(bare(words))


def bare(words: str) -> str:
    """Words without a slash that stands before what is no command: /芜湖 is 芜湖."""
    return words.strip().lstrip("/／")


def words_alone(text: str) -> str:
    """The words, cut, without the command that they may begin with: /city 芜湖, 城市 芜湖 and /芜湖 are 芜湖."""
    said = take_apart(text)
    if said.command is None:
        meant = command_said(said.words)
        return said.words if meant is None or not meant[1] else meant[1]
    found = command_named(said.command)
    behind = said.command if found is None else found[1]
    return f"{behind} {said.words}".strip()[:LONGEST_QUESTION]


def command_said(text: str) -> tuple[Command, str] | None:
    """The command that plain words begin with by its Chinese name, and the rest; or that they say (别发了)."""
    first, rest = [*text.split(maxsplit=1), "", ""][:2]
    command = BY_NAME.get(first)
    if command is not None and command.chinese == first and (command.usage or not rest):
        return command, rest
    meant = SAID.get(_said(text))
    return None if meant is None else (meant, "")
