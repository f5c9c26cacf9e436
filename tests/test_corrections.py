"""A question that was edited: its answer becomes the answer to what stands there now. In private, and no order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.budget import PERSON as A_PERSON
from bot.dispatch import UPDATES
from bot.render.help import TOO_FAST
from bot.services import Services
from bot.settings import DEFAULTS
from tests.chat import GROUP, PERSON, Chat, Refused, Said, bot_message


class Edited:
    """Somebody who asks, and may edit what they said."""

    def __init__(self, talk: Chat) -> None:
        self._talk = talk
        self.said: dict[str, Any] = {}

    async def asks(self, text: str, chat: dict[str, Any] | None = None, **fields: Any) -> Said:
        self.said = self._talk.message(text, chat, **fields)
        return await self._talk.update({"message": self.said})

    async def edits(self, text: str) -> Said:
        return await self._talk.update({"edited_message": {**self.said, "edit_date": 2, "text": text}})


@pytest.fixture
def person(talk: Chat) -> Edited:
    return Edited(talk)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("深训", "湖州"),
        ("/city 深训", "/city 湖州"),
        ("/cty 湖州", "/city 湖州"),
        ("湖州", "拍卖会"),
        ("城市", "城市 湖州"),
    ],
)
async def test_the_answer_to_an_edited_question_is_edited(person: Edited, talk: Chat, wrong: str, right: str) -> None:
    (first,) = await person.asks(wrong)
    (edited,) = await person.edits(right)
    assert (edited.method, edited.message_id) == ("editMessageText", first.message_id)
    assert edited.text == (await talk(right)).text != first.text


async def test_it_may_be_edited_again(person: Edited) -> None:
    first = await person.asks("深训")
    await person.edits("湖州")
    (again,) = await person.edits("芜湖")
    assert again.message_id == first[0].message_id
    assert again.text.startswith("芜湖")


async def test_only_the_last_question_is_answered_anew(person: Edited) -> None:
    await person.asks("深训")
    earlier = person.said
    await person.asks("湖州")
    person.said = earlier
    assert await person.edits("芜湖") == []


async def test_in_a_group_an_edit_is_passed_over(person: Edited) -> None:
    await person.asks("/city 深训", GROUP)
    assert await person.edits("/city 芜湖") == []
    await person.asks("深训", GROUP, reply_to_message=bot_message())
    assert await person.edits("芜湖") == []


@pytest.mark.parametrize(
    "order",
    [
        *("/subscribe 08:30", "订阅 08:30", "别发了", "/forget", "/start", "/settings"),
        *("/别发了", "／别发了", "//别发了", "/ 别发了", "/订阅 08:30"),
    ],
)
async def test_an_order_is_given_once_and_never_by_an_edit(person: Edited, talk: Chat, order: str) -> None:
    await person.asks("深训")
    assert await person.edits(order) == []
    assert "未订阅" in (await talk("/settings")).text
    await person.asks(order)
    assert await person.edits("芜湖") == []


async def test_what_an_administrator_edits_of_a_broadcast_is_its_content_and_no_question(services: Services) -> None:
    chat = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    async with chat.application:
        person = Edited(chat)
        await person.asks("/broadcast")
        await person.asks("明天放假")
        assert "改动收到了" in (await person.edits("后天放假")).text


async def test_edits_past_the_budget_leave_the_line_that_says_so_for_a_question(person: Edited, talk: Chat) -> None:
    await person.asks("深训")
    for _ in range(int(A_PERSON.burst)):
        await person.edits("湖州")
    assert await person.edits("芜湖") == []
    assert (await talk("芜湖")).text == TOO_FAST


async def test_after_a_restart_an_edit_is_passed_over(person: Edited, talk: Chat) -> None:
    await person.asks("深训")
    await talk.restart()
    assert await person.edits("芜湖") == []


async def test_an_answer_that_is_gone_stays_so(person: Edited, talk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot")
    await person.asks("深训")
    talk.wire.refusals["editMessageText"] = [Refused(400, "Bad Request: message to edit not found")]
    assert await person.edits("芜湖") == []
    assert "could not be edited" in caplog.text
    assert "anew" not in caplog.text


def test_telegram_is_asked_for_edits() -> None:
    assert "edited_message" in UPDATES
