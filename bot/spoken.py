"""What words mean to the bot: whether they are said to it, and which command they name or say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from telegram import Chat, Message

from bot.conversation import Command, TakenApart, take_apart
from bot.further_orders import finished_order, further_order
from bot.hours import names_part_of_day, times_of_day
from bot.last_asked import SetUp
from bot.orders import CHANGE, order_of
from bot.render.links import FACT_CODE, shared_code
from bot.search import LONGEST_QUESTION
from bot.subscription import Follow
from bot.talk.meaning import digest_asked_for
from bot.text import around, normal
from bot.zones import read_zone
from handlers import COMMANDS

Order = tuple[Command, str]  # a command, and the words behind it

BY_NAME = {name: command for command in COMMANDS for name in (command.name, command.chinese)}
# What is polite around an order, and the ways to ask how.
_POLITE = re.compile("^(?:那么?|请问|请|帮我|麻烦|我想要?|我要|可以|能不能|给我|我)+|(?:一下|[吗呢吧啊呀啦了的])+$")
_HOW = re.compile("怎么样才能|怎样才能|怎么才能|怎么样|怎样|如何|咋样?|要怎么|该怎么|(?:how do i|how can i|how to) ?")


def _said(words: str) -> str:
    """Words without marks and politeness, asking how in one way: 请问如何退订？ is 怎么退订."""
    letters = "".join(character for character in _HOW.sub("怎么", normal(words)) if character.isalnum())
    return _POLITE.sub("", letters)


# Somebody wants it again and again: 每天8点半推送, 帮我订阅每天早上的推送, 每周一早上9点发简报给我.
_AGAIN = re.compile(
    "(?:请|帮我|麻烦|我?想要?|我要)*(?P<orders>订阅|收到?)?(?P<rhythm>每[天日]|天天|每个?(?:周|星期|礼拜)[一二三四五六日天])的?"
    "(?P<when>[^,，。]*[0-9一二三四五六七八九十][^,，。]{0,8}?|[^,，。]{0,2}?)的?(?:给|向|为)?我?"
    "(?P<sends>收到?|推送|发送?|提醒|播报)?(?:给?我)?(?:今?日?的?(?:推送|简报|消息|新闻|大事|内容))?(?:给我)?(?:吧|一下)?"
    "|(?:推送|简报|日报)?的?(?:时间)?[改换调][成到为回](?P<to>[^,，。]{2,12}?)(?:发|推送)?"
    "|(?:change|move|set) (?:it |(?:the |my )?(?:digest|time) )?to "
    "(?P<moved>[0-9]{1,2}(?::[0-9]{2}| ?[ap]m)[^,。]{0,24})"
    "|(?:subscribe|send)(?: me)?(?: (?:to )?(?:the |a |my )(?:daily )?digest| it)? ?"
    "(?P<every>daily|every ?day|(?:every|each) morning)?"
    "(?: ?(?:at )?(?P<at>(?:(?<=at )|(?=[0-9]{1,2}(?::[0-9]| ?[ap]m)))[0-9].*))?"  # send 2023 names no time
)
_HOUR = re.compile("1?[0-9]|2[0-3]")
_ASKS_IF = re.compile("[吗么]\\s*[?？]*$")
LONGEST_SAID = 40  # characters of words that say a command, with all politeness
_SLASHES = ("/", "／")


@cache
def _sayings() -> dict[str, Command]:
    """What says a command, without marks and politeness."""
    return {_said(words): command for command in COMMANDS for words in command.said}


@dataclass(frozen=True, slots=True)
class Heard:
    """A message, taken apart once. `words` are without the bot's own @name.

    They are said to the bot when it `is_called` by that name, or when they are a reply to it: then `of_fact` is the id
    of the one fact that the message shows which they answer, as its button to share it tells. `named` is the command
    behind their slash; `order` the one that they give in any way: /city 芜湖, 城市 芜湖, 别发了, /别发了. What was
    forwarded is somebody else's and gives none.
    """

    words: str
    said: TakenApart
    named: Order | None
    order: Order | None
    is_called: bool
    is_reply: bool
    is_forwarded: bool
    is_for_another: bool
    of_fact: str | None = None

    @staticmethod
    def of(message: Message, bot_name: str, bot_id: int) -> Heard:
        text = message.text or message.caption or ""
        called = _called(text, bot_name)
        words = text if called is None else called
        is_reply = called is None and _is_reply(message, bot_id)
        if message.chat.type == Chat.CHANNEL and (called is not None or is_reply) and not words.startswith(_SLASHES):
            words = f"/{words}"  # there the name stands for the slash: what has neither is for the channel's readers
        said, is_forwarded = take_apart(words), message.forward_origin is not None
        named = None if is_forwarded else _named(said)
        order = named if named is not None or is_forwarded else _ordered(words, said)
        return Heard(
            words,
            said,
            named,
            order,
            is_called=called is not None,
            is_reply=is_reply,
            is_forwarded=is_forwarded,
            is_for_another=said.is_for_another(bot_name),
            of_fact=_fact_on(message.reply_to_message) if is_reply else None,
        )

    @property
    def is_command(self) -> bool:
        """Whether it is written as one with a slash, known or not."""
        return self.said.command is not None and not self.is_forwarded

    @property
    def is_for_others(self) -> bool:
        """Whether it is a command for another bot, or one that somebody else gave."""
        return self.is_for_another or (self.said.command is not None and self.is_forwarded)

    @property
    def waits(self) -> bool:
        return self.order is not None and self.order[0].waits

    @property
    def sets_up(self) -> bool:
        return self.order is not None and self.order[0].sets_up

    @property
    def question(self) -> str:
        """The words, cut, as a question: /芜湖, which is no command, is 芜湖."""
        return take_apart(without_slash(self.words)).words


def _called(text: str, bot_name: str) -> str | None:
    """The words in which the bot is called by its @name, without that; None for what does not call it."""
    # Chinese is written without spaces: @name and the words at once. A longer name of Latin letters is another's.
    name = re.search(rf"(?<![A-Za-z0-9_])@{re.escape(bot_name)}(?![A-Za-z0-9_])", text, re.IGNORECASE)
    if name is None or text.lstrip().startswith(_SLASHES):
        return None
    return around(name).strip()


def _is_reply(message: Message, bot_id: int) -> bool:
    """Whether a message answers one of the bot's. What is said in a forum topic answers the one that made the topic."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or answered.forum_topic_created is not None:
        return False
    return answered.from_user.id == bot_id


def _fact_on(card: Message | None) -> str | None:
    """The id of the fact that a message of the bot's hands on; None for one that shows none, or several."""
    rows = card.reply_markup.inline_keyboard if card is not None and card.reply_markup is not None else ()
    codes = [shared_code(button.url) for row in rows for button in row if button.url]
    ids = [code.removeprefix(FACT_CODE) for code in codes if code.startswith(FACT_CODE)]
    return ids[0] if len(ids) == 1 else None


def _named(said: TakenApart) -> Order | None:
    """The command that stands behind a slash."""
    if said.command is None or (found := command_named(said.command)) is None:
        return None
    return found[0], f"{found[1]} {said.words}"


def _ordered(words: str, said: TakenApart) -> Order | None:
    """The command that plain words give, with a slash before them or none; a mistyped English name gives none."""
    is_mistyped = said.command is not None and said.command.isascii()
    return None if is_mistyped else command_said(without_slash(words))


def command_named(name: str) -> Order | None:
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


def without_slash(words: str) -> str:
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


def _again(text: str) -> str | None:
    """When somebody wants something again and again, in the words of the command to subscribe; else None."""
    found = _AGAIN.fullmatch(normal(text).strip(" 。.!！?？"))
    if found is None or not (
        found["orders"] or found["sends"] or found["every"] or found["at"] or found["to"] or found["moved"]
    ):
        return None
    when = found["when"] or found["at"] or found["to"] or found["moved"] or ""
    changes = bool(found["to"] or found["moved"])
    if changes and not _is_only_a_time(when):  # 改成3.25%就对了吧
        return None
    is_an_hour = bool(found["at"]) and _HOUR.fullmatch(when) is not None
    is_known = not when or is_an_hour or names_part_of_day(when) or next(times_of_day(when), None) is not None
    if not is_known:
        return None
    # 三五 of 每周一三五 goes on with the days
    every = f"{found['rhythm']}{when}" if found["rhythm"] else f"{when} {found['every'] or ''}".strip()
    return f"{CHANGE}{every}" if changes else every


def _is_only_a_time(when: str) -> bool:
    """Whether words are a time of the day, with a zone at most."""
    times = times_of_day(when)
    return names_part_of_day(when) or any(not rest or read_zone(rest) is not None for _, _, rest in times)


def command_of_the_digest(
    text: str, own: Order | None, named: Callable[[str], Sequence[Follow]], open_still: SetUp
) -> Order | None:
    """The command that plain words give where the digest is spoken of (取消, 8点, 加上湖州); None for other words.

    `own` is the one that they give anywhere. It stands, unless an hour was asked for and they say one, or unless it
    only shows how things are (取消): here that says what is to be done.
    """
    if len(text) > LONGEST_SAID:
        return own
    order = finished_order(text, open_still)
    if order is None and (own is None or not own[1]):
        order = further_order(text, named, open_still)
    return own if order is None else (BY_NAME[order[0]], order[1])


def command_said(text: str) -> Order | None:
    """The command that plain words begin with by its Chinese name, and the rest; or that they say (别发了)."""
    first, rest = [*text.split(maxsplit=1), "", ""][:2]
    command = BY_NAME.get(first)
    if command is not None and command.chinese == first and (command.usage or not rest):
        return command, rest
    if len(text) > LONGEST_SAID:
        return None
    if (when := _again(text)) is not None:
        return BY_NAME["subscribe"], when
    if (order := order_of(text)) is not None:
        return BY_NAME[order[0]], order[1]
    if when := digest_asked_for(text):
        return BY_NAME["digest"], when
    meant = _sayings().get(_said(text))
    if meant is not None and meant.sets_up and _ASKS_IF.search(text):  # 不用发了吗 is no order
        meant = BY_NAME["settings"]
    return None if meant is None else (meant, "")
