"""What people send is only words: cut before any work, escaped where it is repeated, and no key to anybody's chat."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from bot.conversation import Ask, Inquiry
from bot.dispatch import INLINE
from bot.routing import EXPECTED, WORDS
from bot.search import LONGEST_QUESTION, Search
from bot.services import Services
from bot.settings import DEFAULTS
from bot.spoken import BY_NAME
from bot.subscription import Where
from bot.transport.local import BOT_NAME
from handlers import COMMANDS
from tests.chat import GROUP, PERSON, Chat, bot_message

PHOTO = [{"file_id": "photo", "file_unique_id": "u", "width": 9, "height": 9}]
PERSONS_CHAT = Where(PERSON["id"])


@pytest_asyncio.fixture
async def admin(services: Services) -> AsyncIterator[Chat]:
    """A conversation with the administrator of the bot, in which others can speak, too."""
    chat = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    async with chat.application:
        yield chat


# Cut before any work

LONG = "芜湖" * 2048  # as long as a message can be


class Lengths(list[int]):
    """How long the words were that features and the search were given."""

    def of(self, answer: Callable[..., Any]) -> Callable[..., Any]:
        """The same, noting the words that it is given."""

        def noted(*arguments: Any, **more: Any) -> Any:
            for each in (*arguments, *more.values()):
                words = each.words if isinstance(each, Ask | Inquiry) else each
                if isinstance(words, str):
                    self.append(len(words))
            return answer(*arguments, **more)

        return noted


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch) -> Lengths:
    """Notes how long the words are that every feature and every method of the search is given."""
    found = Lengths()
    for name, method in inspect.getmembers(Search, inspect.isfunction):
        if not name.startswith("_"):
            monkeypatch.setattr(Search, name, found.of(method))
    for command in {each.name: each for each in COMMANDS}.values():
        noted = replace(command, answer=found.of(command.answer))
        monkeypatch.setitem(BY_NAME, command.name, noted)
        monkeypatch.setitem(BY_NAME, command.chinese, noted)
    listed = tuple(replace(each, answer=found.of(each.answer)) for each in COMMANDS)
    monkeypatch.setattr("bot.spoken.COMMANDS", listed)
    monkeypatch.setattr("bot.spoken.SAID", {words: each for each in listed for words in each.said})
    monkeypatch.setattr("bot.routing.WORDS", found.of(WORDS))
    monkeypatch.setattr("bot.dispatch.INLINE", found.of(INLINE))
    monkeypatch.setattr("bot.routing.EXPECTED", tuple(map(found.of, EXPECTED)))
    return found


ENTRANCES = [
    *(pytest.param({"text": f"/{each.name} {LONG}"}, id=f"/{each.name}") for each in COMMANDS),
    *(pytest.param({"text": f"/{each.chinese}{LONG}"}, id=f"/{each.chinese} with the words right behind it")
      for each in COMMANDS if each.usage),
    *(pytest.param({"text": f"{each.chinese} {LONG}"}, id=f"{each.chinese} as plain words")
      for each in COMMANDS if each.usage),
    pytest.param({"text": LONG}, id="plain words"),
    pytest.param({"text": f"／城市　{LONG}"}, id="a full-width command"),
    pytest.param({"text": f"/{LONG}"}, id="a word behind a slash"),
    pytest.param({"text": f"\n{LONG}\n{LONG}"}, id="several lines"),
    pytest.param({"text": None, "photo": PHOTO, "caption": f"/city {LONG}"}, id="a caption"),
    pytest.param({"text": LONG, "chat": GROUP, "reply_to_message": bot_message()}, id="a reply in a group"),
    pytest.param({"text": f"@{BOT_NAME} {LONG}", "chat": GROUP}, id="said by name in a group"),
    pytest.param({"text": f"{LONG} @{BOT_NAME}", "chat": GROUP}, id="said by name in a group, at the end"),
    pytest.param({"text": f"/city@{BOT_NAME} {LONG}", "chat": GROUP}, id="a command in a group"),
    pytest.param({"text": LONG, "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}},
                 id="forwarded words"),
]  # fmt: skip


@pytest.mark.parametrize("message", ENTRANCES)
async def test_no_feature_gets_more_words_than_are_read(admin: Chat, lengths: Lengths, message: dict[str, Any]) -> None:
    said = await admin(**message)
    assert not any("出了点问题" in each.text for each in said)
    assert lengths, "some feature was asked"
    assert max(lengths) <= LONGEST_QUESTION


@pytest.mark.parametrize("words", [LONG, f"/city {LONG}", f"/城市{LONG}", f"城市 {LONG}", f"/{LONG}"])
async def test_no_more_words_are_read_of_an_inline_query(talk: Chat, lengths: Lengths, words: str) -> None:
    await talk.inline(words)
    assert lengths
    assert max(lengths) <= LONGEST_QUESTION
