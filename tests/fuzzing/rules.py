"""What must hold of every answer, told from the update alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.transport.local import BOT, BOT_NAME
from handlers import COMMANDS
from tests.chat import Request
from tests.fuzzing.contents import NAMED, POISON

ANSWERED = ("message", "channel_post", "callback_query", "inline_query", "my_chat_member")
SAYS = ("sendMessage", "sendPhoto", "sendDocument", "forwardMessage", "editMessageText")
MOVED = -1005999999999  # where a group moved, when Telegram says at an answer that it did
_COMMAND = re.compile(r"\s*[/／](?P<name>[^\s@]+)(?:@(?P<bot>\w+))?(?=\s|$)")
_BY_NAME = re.compile(rf"(?<!\w)@{BOT_NAME}(?!\w)", re.IGNORECASE | re.ASCII)  # beside Chinese words, too


def broken_rules(update: dict[str, Any], requests: Sequence[Request]) -> list[str]:
    """What is wrong with the requests that the bot made for an update, in words; nothing, if all is right."""
    kind, content = next((kind, content) for kind, content in update.items() if kind != "update_id")
    said = [each for each in requests if each.method in SAYS]
    wrong = []
    if said and not may_speak(kind, content):
        wrong.append("it spoke where nobody spoke to it")
    if kind not in ANSWERED and requests:
        wrong.append("it did something about what it does not handle")
    if wheres := {int(each.chat_id) for each in said} - _where(kind, content) - {MOVED}:
        wrong.append(f"it spoke in {wheres}, where nobody asked")
    if kind == "callback_query" and not [each for each in requests if _answers(each, content["id"])]:
        wrong.append("a press was not answered")
    if kind == "inline_query" and len({each.parameters["inline_query_id"] for each in requests}) > 1:
        wrong.append("another inline query was answered")
    if any(POISON in _without_chats_named(each) for each in requests):
        wrong.append("a name or a title was repeated")
    return wrong


def _without_chats_named(request: Request) -> str:
    """What a request says; in private without the titles of the chats that are set up from there."""
    told = repr(request.parameters)
    return told.replace(NAMED, "") if request.method in SAYS and int(request.chat_id) > 0 else told


def may_speak(kind: str, content: dict[str, Any]) -> bool:
    """Whether an update may be for the bot. What is said in a group is not, unless it names the bot or a command."""
    if kind not in ("message", "channel_post"):
        return kind in ("callback_query", "my_chat_member")
    text = content.get("text") or content.get("caption") or ""
    if content.get("is_automatic_forward") or "via_bot" in content or _moves(content):
        return False
    if content.get("from", {}).get("is_bot") and "sender_chat" not in content:
        return False
    if content["chat"]["type"] == "private":
        return True
    forwarded, by_name = "forward_origin" in content, _BY_NAME.search(text) is not None
    if kind == "channel_post" and (forwarded or "text" not in content):
        return False
    if command := _COMMAND.match(text):
        to_it = command["bot"] is None or command["bot"].casefold() == BOT_NAME
        known = _is_command(command["name"]) or command["bot"] is not None or _answers_it(content)
        return to_it and known and not forwarded
    return bool(text) and (by_name or _answers_it(content))


def _moves(content: dict[str, Any]) -> bool:
    return any(content.get(name, content["chat"]["id"]) != content["chat"]["id"] for name in _MOVES)


_MOVES = ("migrate_to_chat_id", "migrate_from_chat_id")


def _is_command(name: str) -> bool:
    name = name.casefold()
    return any(name.startswith((command.name, command.chinese)) for command in COMMANDS)


def _answers_it(content: dict[str, Any]) -> bool:
    answered = content.get("reply_to_message", {})
    return answered.get("from") == BOT and "forum_topic_created" not in answered


def _where(kind: str, content: dict[str, Any]) -> set[int]:
    """The chats in which the bot may speak of it: there; to who added it to a channel, in private."""
    if kind == "callback_query":
        return {content["message"]["chat"]["id"]} if "message" in content else set()
    if kind == "my_chat_member" and content["chat"]["type"] == "channel":
        return {content["from"]["id"]}
    return {content["chat"]["id"]} if "chat" in content else set()


def _answers(request: Request, query_id: str) -> bool:
    return request.method == "answerCallbackQuery" and request.parameters["callback_query_id"] == query_id
