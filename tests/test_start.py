"""Starting on Telegram: the webhook goes, the menus come, and a network that is not there yet is waited for."""

from __future__ import annotations

import asyncio

import pytest
from telegram.error import InvalidToken

from bot import app
from bot.services import Services
from bot.transport.local import Refused
from tests.chat import GROUP, Chat, bot_message


async def test_an_old_webhook_is_taken_down_and_the_menus_are_set_in_both_languages(services: Services) -> None:
    chat = Chat(services)
    async with chat.application:
        await app._introduce(chat.application)
    methods = [sent.method for sent in chat.sent]
    assert methods == ["deleteWebhook", "setMyCommands", "setMyCommands", "setMyCommands"]
    languages = [sent.parameters.get("language_code") for sent in chat.sent if sent.method == "setMyCommands"]
    assert languages == [None, "zh", "en"]
    assert "城市" in str(chat.sent[1].parameters["commands"])
    assert "card" in str(chat.sent[3].parameters["commands"])


async def test_menus_that_are_refused_do_not_keep_the_bot_from_answering(services: Services) -> None:
    chat = Chat(services)
    chat.wire.refusals["setMyCommands"] = [Refused(400, "Bad Request: BOT_COMMAND_INVALID")]
    async with chat.application:
        await app._introduce(chat.application)
        assert "累计超100亿元" in (await chat("拍卖会")).text


@pytest.mark.parametrize("failure", [Refused(502, "Bad Gateway"), Refused(429, "Too Many Requests", retry_after=1)])
async def test_telegram_that_cannot_be_reached_is_tried_again(
    services: Services, failure: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "STARTING_PAUSES", (0.0,))
    chat = Chat(services)
    chat.wire.refusals["getMe"] = [failure]
    assert await app._reach(chat.application, asyncio.Event())
    await chat.application.shutdown()


async def test_a_stop_while_telegram_cannot_be_reached_ends_the_start(services: Services) -> None:
    stop = asyncio.Event()
    stop.set()
    chat = Chat(services)
    chat.wire.refusals["getMe"] = [Refused(502, "Bad Gateway")]
    assert not await app._reach(chat.application, stop)


async def test_a_token_that_telegram_does_not_know_ends_the_start(services: Services) -> None:
    chat = Chat(services)
    chat.wire.refusals["getMe"] = [Refused(401, "Unauthorized")]
    with pytest.raises(InvalidToken):
        await app._reach(chat.application, asyncio.Event())


async def test_replies_show_no_preview_and_survive_a_deleted_question(talk: Chat) -> None:
    said = await talk("拍卖会", GROUP, reply_to_message=bot_message())
    assert said[0].parameters["link_preview_options"] == {"is_disabled": True}
    assert said[0].parameters["reply_parameters"]["allow_sending_without_reply"] is True
    assert "reply_parameters" not in (await talk("拍卖会"))[0].parameters, "a private answer needs no quotation"
