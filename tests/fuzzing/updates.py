"""Updates of every kind of the Bot API, made by chance: hostile texts among real commands, names, buttons and links.

Left out is what Telegram cannot send, for its JSON is UTF-8: half of a surrogate pair.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from bot.catalogue import Catalogue
from bot.render.presses import BROADCAST, BROADCASTS, SET
from bot.transport.local import BOT, BOT_NAME, Sent
from handlers import ACTIONS, COMMANDS
from tests.chat import PERSON
from tests.fuzzing.contents import BESIDE, HOSTILE_NAME, MEDIA, ORIGINS, POLL, SERVICE, THINGS
from tests.test_membership import member

ADMIN = PERSON
ANOTHER_BOT = {"id": 88, "is_bot": True, "first_name": "x", "username": "another_bot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
SIGNS = (
    *("<", ">", "&", "&amp;", "&nbsp;", "<b>", "</b>", "</code>", "<a href=\"tg://user?id=1\">", "\"", "'", "|", "\\"),
    *("\u202e", "\u2067", "\u200b", "\u200d", "\x00", "\x1b[31m", "\n", "\t", "\u2028", "\ufeff", "\u3000"),
    *("😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "é", "Z̴̡͠a̶l̸g̷o̵", "ẞ", "İ", "ﬃ", "٣", "²", "Ⅷ", "１２", "𝟙", "ไทย"),
    *("مرحبا", "नमस्ते", "한국어", "\ufdfa", "㍿"),
    *("%s", "{0}", "$(x)", "`x`", "' OR 1=1 --", "../../etc/passwd", "\\u0000", "null", "9" * 30, "-1", "0", "1e9"),
    *(f"@{BOT_NAME}", "@another_bot", "https://t.me/x", "-1001234567890", "@kechuang_watch", "t.me/kechuang_watch"),
    *("08:30", "每周一 9:00", "伦敦", "UTC+8", "11-08", "2021年", "11月8日", "2021-02-30", "GDP", "wuhu", "whsh"),
    *("9999-12-31", "0001-01-01", "12-31", "02-29", "99990101", "1月", "明天"),
    *("?", "什么", "有哪些城市", "哪一年", "多少", "你好", "为什么", "和", "的", "取消", "fact 拍卖会", "fact"),
)  # fmt: skip
SEPARATORS = ("", " ", " ", " ", "\n", "　", "，", "|")
ENTITIES = ("bold", "italic", "code", "pre", "url", "text_link", "mention", "bot_command", "custom_emoji", "spoiler")
CODE = re.compile("start(?:=|%3D)([A-Za-z0-9_-]+)")
AT_WORK = 0.08  # the share of updates of the bot's administrator, who broadcasts
MOST_SEEN = 40  # buttons of a kind, and codes of links


Pressable = tuple[dict[str, Any], int, str]  # a button: the chat and the message that it stands in, its data


class Updates:
    """Makes updates, one after another. What the bot says is `seen`, and then pressed, opened and forged."""

    def __init__(self, chance: Random, catalogue: Catalogue) -> None:
        self.chance = chance
        self._number = chance.randrange(1, 10**6)
        self._names = names_of(catalogue)
        self._ids = ids_of(catalogue)
        self.people = [
            {"id": 1000 + n, "is_bot": False, "first_name": HOSTILE_NAME, "username": f"u{n}", "language_code": "zh"}
            for n in range(150)
        ]
        self.groups = [{"id": -5000 - n, "type": "group", "title": HOSTILE_NAME} for n in range(8)]
        self.groups += [{"id": -1005000000000 - n, "type": "supergroup", "title": HOSTILE_NAME} for n in range(16)]
        self.groups += [
            {"id": -1006000000000 - n, "type": "supergroup", "title": HOSTILE_NAME, "is_forum": True} for n in range(8)
        ]
        self.channels = [
            {"id": -1007000000000 - n, "type": "channel", "title": HOSTILE_NAME, "username": f"channel_{n}"}
            for n in range(8)
        ]
        self._buttons: dict[str, deque[Pressable]] = {}  # by what they do
        self._latest: dict[int, list[Pressable]] = {}  # of each chat
        self._codes: deque[str] = deque(maxlen=MOST_SEEN)
        self._offsets: deque[str] = deque(["", "10"], maxlen=20)
        self._chats: dict[int, dict[str, Any]] = {each["id"]: each for each in (*self.groups, *self.channels)}

    def __next__(self) -> dict[str, Any]:
        self._number += 1
        (kind,) = self.chance.choices(list(KINDS), WEIGHTS)
        if self.often(AT_WORK):
            kind = self.chance.choice(("message", *("callback_query",) * 4))
            made = (
                self.message(self.private(ADMIN), ADMIN)
                if kind == "message"
                else self.press(self._latest.get(ADMIN["id"]))
            )
            return {"update_id": self._number, kind: made}
        return {"update_id": self._number, kind: KINDS[kind](self)}

    def see(self, sent: Sequence[Sent]) -> None:
        """Takes note of the buttons and links of what the bot said."""
        for each in sent:
            buttons = [button for row in each.buttons for button in row]
            for button in buttons:
                self._codes.extend(CODE.findall(button.get("url", "")))
            if each.chat_id is not None and (pressed := [b["callback_data"] for b in buttons if "callback_data" in b]):
                chat = self._chats.get(each.chat_id) or self.private({**PERSON, "id": each.chat_id})
                self._latest[each.chat_id] = [(chat, each.message_id or 1, data) for data in pressed]
                for button in self._latest[each.chat_id]:
                    action, *rest = button[2].split("|")
                    does = f"{action}|{rest[1]}" if action in (BROADCAST, BROADCASTS, SET) else action
                    self._buttons.setdefault(does, deque(maxlen=MOST_SEEN)).append(button)
            if offset := each.parameters.get("next_offset"):
                self._offsets.append(offset)

    # What it is made of

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def person(self) -> dict[str, Any]:
        return ADMIN if self.often(0.04) else self.chance.choice(self.people)

    def private(self, person: dict[str, Any]) -> dict[str, Any]:
        return {"id": person["id"], "type": "private", "first_name": HOSTILE_NAME}

    def group(self) -> dict[str, Any]:
        return self.chance.choice(self.groups)

    def channel(self) -> dict[str, Any]:
        return self.chance.choice(self.channels)

    def words(self) -> str:
        """A name of the base, signs and marks, another script, one after another."""
        chance, parts = self.chance, []
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
            roll = chance.random()
            if roll < 0.5:
                parts.append(self._mistyped(chance.choice(self._names)))
            elif roll < 0.85:
                parts.append(chance.choice(SIGNS))
            else:
                parts.append("".join(chr(chance.choice(SCRIPTS)(chance)) for _ in range(chance.randrange(1, 8))))
            parts.append(chance.choice(SEPARATORS))
        words = "".join(parts)
        return (words * chance.choice((20, 400)))[:4096] if self.often(0.02) else words

    def _mistyped(self, name: str) -> str:
        chance = self.chance
        if self.often(0.3) and name:
            at = chance.randrange(len(name))
            other = chance.choice(("", name[at] * 2, chance.choice(name), chr(SCRIPTS[0](chance))))
            name = name[:at] + other + name[at + 1 :]
        return name

    def text(self) -> str:
        """What somebody says: a command of either language, the code of a link, words."""
        chance, roll, command = self.chance, self.chance.random(), self.chance.choice(COMMANDS)
        if roll < 0.3:
            to = chance.choice(("", "", f"@{BOT_NAME}", "@another_bot"))
            name = command.name if self.often(0.7) else self._mistyped(command.name).upper()
            behind = f"{chance.choice((' ', ' ', '', chr(10)))}{self.words()}" if self.often(0.7) else ""
            return f"{chance.choice('///／')}{name}{to}{behind}"
        if roll < 0.4:
            return f"{chance.choice(('/', '', '／'))}{command.chinese}{chance.choice((' ', ''))}{self.words()}"
        if roll < 0.45:
            code = chance.choice(self._codes) if self._codes and self.often(0.7) else self._forged_id()
            return f"/start {self._mistyped(code)}"
        if roll < 0.5:
            return chance.choice(SAID)
        if roll < 0.6:
            return f"@{BOT_NAME} {self.words()}" if self.often(0.5) else f"{self.words()} @{BOT_NAME.upper()}"
        return self.words()

    def _forged_id(self) -> str:
        chance = self.chance
        pool: Sequence[str] = chance.choice((self._ids, self._ids, SIGNS, STEPS))
        return str(chance.choice(pool)) if self.often(0.9) else str(chance.choice(self._chats_and_people()))

    def _chats_and_people(self) -> list[int]:
        return [each["id"] for each in (*self.groups, *self.channels, *self.people[:5], ADMIN)]

    def _button(self) -> Pressable:
        """A button that was seen: each thing that buttons do as often as another, and mostly a new one."""
        alike = self._buttons[self.chance.choice(list(self._buttons))]
        return alike[-1 - int(self.chance.random() ** 3 * len(alike))]

    def data(self) -> str:
        """A button's data: forged from ids of all kinds, or one that was seen with something else in it."""
        chance = self.chance
        if self._buttons and self.often(0.6):
            parts = self._button()[2].split("|")
            for _ in range(chance.choice((0, 1, 1, 2))):
                parts[chance.randrange(len(parts))] = self._forged_id()
            return "|".join(parts)[: chance.choice((64, 64, 64, 5))]
        action = chance.choice([*ACTIONS, "", "?"])
        return "|".join([action, *(self._forged_id() for _ in range(chance.randrange(5)))])

    def entities(self, text: str) -> list[dict[str, Any]]:
        """Styles at odd places, also beyond the text."""
        chance, length = self.chance, len(text) + 3
        more = {"url": "https://example.org", "user": ANOTHER_BOT, "custom_emoji_id": "5", "language": "<b>"}
        return [
            {
                "type": chance.choice(ENTITIES),
                "offset": chance.randrange(length),
                "length": chance.randrange(length),
                **more,
            }
            for _ in range(chance.randrange(4))
        ]

    def message(self, chat: dict[str, Any] | None = None, person: dict[str, Any] | None = None) -> dict[str, Any]:
        """A message of any content, by anybody, in a chat."""
        chance = self.chance
        person = person or self.person()
        chat = chat or (self.private(person) if self.often(0.55) else self.group())
        found: dict[str, Any] = {"message_id": chance.randrange(1, 10**6), "date": 1, "chat": chat, "from": person}
        roll = chance.random()
        if person is ADMIN and chat["type"] == "private" and self.often(0.7):
            found |= chance.choice(ORDERS)
        elif roll < 0.66:
            found["text"] = self.text()
        elif roll < 0.8:
            kind = chance.choice(list(MEDIA))
            found |= {kind: MEDIA[kind]} | ({"caption": self.text()} if self.often(0.6) else {})
            found |= {"document": MEDIA["document"]} if kind == "animation" else {}
        elif roll < 0.88:
            kind = chance.choice(list(THINGS))
            found[kind] = THINGS[kind]
        elif roll < 0.99:
            kind = chance.choice(list(SERVICE))
            found[kind] = SERVICE[kind]
        elif chat["type"] in ("group", "supergroup"):
            kind, other = chance.choice((("migrate_to_chat_id", "supergroup"), ("migrate_from_chat_id", "group")))
            found[kind] = chance.choice([each["id"] for each in self.groups if each["type"] == other])
        words = found.get("text") or found.get("caption")
        if words and self.often(0.3):
            found["entities" if "text" in found else "caption_entities"] = self.entities(words)
        if chat.get("is_forum") and self.often(0.8):
            found |= {"message_thread_id": chance.choice((1, 42, 43, 99)), "is_topic_message": True}
        if self.often(0.25):
            found["reply_to_message"] = self._answered(chat)
        if self.often(0.1):
            found["forward_origin"] = chance.choice((*ORIGINS, self._from_channel()))
        if self.often(0.12):
            beside = chance.choice(list(BESIDE))
            found[beside] = BESIDE[beside]
        if self.often(0.04):
            found["via_bot"] = chance.choice((BOT, ANOTHER_BOT))
        if chat["type"] not in ("private", "channel") and self.often(0.15):
            found |= chance.choice(
                (
                    {"from": ANONYMOUS, "sender_chat": chat},
                    {"from": CHANNEL_BOT, "sender_chat": self.channel()},
                    {"from": {**ANONYMOUS, "id": 777000}, "sender_chat": self.channel(), "is_automatic_forward": True},
                    {"from": ANOTHER_BOT},
                )
            )
        return found

    def _from_channel(self) -> dict[str, Any]:
        return {"type": "channel", "date": 1, "chat": self.channel(), "message_id": 5}

    def _answered(self, chat: dict[str, Any]) -> dict[str, Any]:
        by = self.chance.choice((BOT, BOT, ANOTHER_BOT, self.people[0]))
        created = {"forum_topic_created": SERVICE["forum_topic_created"]} if self.often(0.2) else {"text": HOSTILE_NAME}
        return {"message_id": 5, "date": 1, "chat": chat, "from": by, **created}

    def post(self) -> dict[str, Any]:
        """A channel's post: without an author, or with a signature."""
        channel = self.channel()
        found = self.message(channel)
        del found["from"]
        return {**found, "sender_chat": channel, **({"author_signature": HOSTILE_NAME} if self.often(0.3) else {})}

    def press(self, latest: Sequence[Pressable] | None = None) -> dict[str, Any]:
        """A press of a button that was seen, mostly by somebody of its chat, or of a forged one."""
        chance = self.chance
        found: dict[str, Any] = {
            "id": str(chance.randrange(10**9)),
            "from": self.person(),
            "chat_instance": HOSTILE_NAME,
        }
        if latest or (self._buttons and self.often(0.55)):
            chat, message_id, found["data"] = chance.choice(latest) if latest else self._button()
        else:
            chat, message_id = chance.choice((self.private(found["from"]), self.group(), self.channel())), 5
            found["data"] = self.data()
        if chat["type"] == "private":  # nobody else sees its buttons
            found["from"] = {**found["from"], "id": chat["id"]}
        roll = chance.random()
        if roll < 0.03:
            del found["data"]
            found["game_short_name"] = HOSTILE_NAME
        if roll > 0.97:
            return {**found, "inline_message_id": HOSTILE_NAME}
        under = {"message_id": message_id, "date": 1, "chat": chat}
        if roll < 0.9:
            under |= {"from": BOT, **chance.choice(({"text": HOSTILE_NAME}, MEDIA_UNDER, {"edit_date": 2}))}
            if chat.get("is_forum") and self.often(0.8):
                under |= {"message_thread_id": chance.choice((1, 42)), "is_topic_message": True}
        else:
            under["date"] = 0  # too old for Telegram to show it
        return {**found, "message": under}

    def inline(self) -> dict[str, Any]:
        words = "" if self.often(0.1) else self.text()[: 256 if self.often(0.9) else 4096]
        offset = self.chance.choice(self._offsets) if self.often(0.9) else self.chance.choice(SIGNS)
        more = {"location": THINGS["location"]} if self.often(0.1) else {}
        query = {
            "id": str(self.chance.randrange(10**9)),
            "from": self.person(),
            "query": words,
            "offset": offset,
            **more,
        }
        return {**query, "chat_type": self.chance.choice(("sender", "private", "supergroup", "channel"))}

    def change(self) -> dict[str, Any]:
        """Somebody's standing in a chat changes."""
        chance, person = self.chance, self.person()
        statuses = ("left", "member", "administrator", "kicked", "restricted", "restricted and out")
        was, now = member(chance.choice(statuses)), member(chance.choice(statuses))
        chat = chance.choice((self.private(person), self.group(), self.group(), self.channel()))
        return {"chat": chat, "from": person, "date": 1, "old_chat_member": was, "new_chat_member": now}


MEDIA_UNDER = {"photo": MEDIA["photo"], "caption": HOSTILE_NAME}
SAID = [words for command in COMMANDS for words in command.said] + [
    "取消",
    "09:00",
    "明天 9点",
    "你好",
    "?",
    "😀",
    "。",
]
# What an administrator of the bot says.
ORDERS: tuple[dict[str, Any], ...] = (
    *(
        {"text": text}
        for text in ("/broadcast", "/broadcast 停机 <b>", "/broadcast fact 拍卖会", "群发 停机", "/stats")
    ),
    *(
        {"text": text}
        for text in ("/broadcasts", "群发记录", "09:00", "明天 9点", "11-25 09:00", "99:99", "取消", "/start")
    ),
    {
        "photo": MEDIA["photo"],
        "caption": "停机 & 维护",
        "caption_entities": [{"type": "bold", "offset": 0, "length": 2}],
    },
    {"photo": MEDIA["photo"], "caption": "/broadcast"},
    {"photo": MEDIA["photo"], "media_group_id": "5"},
    {"text": "原文", "forward_origin": ORIGINS[1]},
    {"sticker": THINGS["sticker"]},
)
STEPS = (
    *("go", "drop", "write", "targets", "test", "time", "to", "open", "list", "csv", "pause", "resume", "cancel"),
    *("menu", "on", "off", "at", "zone", "ahead", "empty", "week", "follow", "yes", "no", "all", "groups", "private"),
    *("0900", "2460", "Asia/Tokyo", "daily", "fact", "p:wuhu", "words", "-", "?", "1", "2", "9999", "10000", "follow:"),
)
# Characters of Chinese, of what is near ASCII, of signs and private use, of all planes but the surrogates.
SCRIPTS: tuple[Callable[[Random], int], ...] = (
    lambda chance: chance.randrange(0x4E00, 0xA000),
    lambda chance: chance.randrange(0x20, 0x250),
    lambda chance: chance.randrange(0x2000, 0x3100),
    lambda chance: chance.randrange(0xE000, 0x110000),
)
_BOOST = {"source": "premium", "user": PERSON}
_REACTION = {"type": "emoji", "emoji": "😀"}
_ADDRESS = dict.fromkeys(("country_code", "state", "city", "street_line1", "street_line2", "post_code"), HOSTILE_NAME)
_PAID = {"currency": "XTR", "total_amount": 5, "invoice_payload": HOSTILE_NAME}


def names_of(catalogue: Catalogue) -> list[str]:
    """What people may ask for: names, titles, keywords, numbers of the base."""
    found = [each.name for each in (*catalogue.places, *catalogue.topics)]
    found += [each.title for each in (*catalogue.sources, *catalogue.facts[:60])]
    found += [word for fact in catalogue.facts for word in fact.keywords]
    found += [each.name for each in catalogue.indicators.values()]
    return found


def ids_of(catalogue: Catalogue) -> list[str]:
    kinds = (catalogue.places, catalogue.topics, catalogue.sources, catalogue.facts[:40])
    return [each.id for kind in kinds for each in kind] + list(catalogue.indicators) + ["20261108", "11-08", "2021"]


# How each kind of update is made, and how many of a hundred are of it.
KINDS: dict[str, Callable[[Updates], Any]] = {
    "message": Updates.message,
    "callback_query": Updates.press,
    "inline_query": Updates.inline,
    "channel_post": Updates.post,
    "my_chat_member": Updates.change,
    "edited_message": lambda made: {**made.message(), "edit_date": 2},
    "edited_channel_post": lambda made: {**made.post(), "edit_date": 2},
    "business_connection": lambda made: {
        **{"id": "b", "user": (person := made.person()), "user_chat_id": person["id"]},
        **{"date": 1, "is_enabled": True, "can_reply": True},
    },
    "business_message": lambda made: {**made.message(), "business_connection_id": "b"},
    "edited_business_message": lambda made: {**made.message(), "business_connection_id": "b", "edit_date": 2},
    "deleted_business_messages": lambda made: {
        **{"business_connection_id": "b", "chat": made.private(made.person()), "message_ids": [1, 2]},
    },
    "guest_message": lambda made: {**made.message(), "guest_query_id": "5"},
    "managed_bot": lambda made: {"user": made.person(), "bot": ANOTHER_BOT},
    "chosen_inline_result": lambda made: {"result_id": "x", "from": made.person(), "query": made.words()},
    "shipping_query": lambda made: {
        **{"id": "5", "from": made.person(), "invoice_payload": HOSTILE_NAME, "shipping_address": _ADDRESS},
    },
    "pre_checkout_query": lambda made: {"id": "5", "from": made.person(), **_PAID},
    "purchased_paid_media": lambda made: {"from": made.person(), "paid_media_payload": HOSTILE_NAME},
    "poll": lambda _: POLL,
    "poll_answer": lambda made: {
        **{"poll_id": "5", "user": made.person(), "option_ids": [0], "option_persistent_ids": ["o"]},
    },
    "chat_member": lambda made: {**made.change(), "via_join_request": True},
    "chat_join_request": lambda made: {
        **{"chat": made.group(), "from": (person := made.person()), "user_chat_id": person["id"]},
        **{"date": 1, "bio": HOSTILE_NAME},
    },
    "message_reaction": lambda made: {
        **{"chat": made.group(), "message_id": 5, "date": 1, "user": made.person()},
        **{"old_reaction": [], "new_reaction": [_REACTION]},
    },
    "message_reaction_count": lambda made: {
        **{"chat": made.channel(), "message_id": 5, "date": 1, "reactions": [{"type": _REACTION, "total_count": 1}]},
    },
    "chat_boost": lambda made: {
        **{"chat": made.channel(), "boost": {"boost_id": "x", "add_date": 1, "expiration_date": 2, "source": _BOOST}},
    },
    "removed_chat_boost": lambda made: {"chat": made.channel(), "boost_id": "x", "remove_date": 1, "source": _BOOST},
}
_HANDLED = {"message": 27, "callback_query": 11, "inline_query": 4, "channel_post": 4, "my_chat_member": 3}
WEIGHTS = [_HANDLED.get(kind, (100 - sum(_HANDLED.values())) / (len(KINDS) - len(_HANDLED))) for kind in KINDS]
