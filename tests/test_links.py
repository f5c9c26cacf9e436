"""Deep links: the one that a fact is shared with, and what each start code opens, in private and in groups."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from bot.catalogue import Catalogue
from bot.facts import Id
from bot.problems import problems
from bot.render.links import FACT_CODE, share_link, start_link, words_code
from bot.transport.local import BOT_NAME
from tests.chat import GROUP, Chat, Said
from tests.test_base_files import raw_base
from tests.test_terminal import run

TITLE = "第五届拍卖会后累计成交额"
START_PARAMETER = re.compile("[A-Za-z0-9_-]{1,64}")  # Bot API, deep linking


async def test_a_fact_is_shared_with_its_title_and_a_link_that_opens_it(talk: Chat) -> None:
    said = await talk("/fact 拍卖会")
    (share,) = [button for button in said.buttons if button["text"] == "分享"]
    parts = parse_qs(urlsplit(share["url"]).query)
    assert share["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    assert parts["text"] == [TITLE]
    assert parts["url"] == [f"https://t.me/{BOT_NAME}?start={_code_of(said)}"]
    assert (await talk(f"/start {_code_of(said)}")).text.startswith(TITLE)


async def test_copying_and_sharing_stand_in_one_row(talk: Chat) -> None:
    (message,) = (await talk("/fact 拍卖会")).messages
    assert [button["text"] for button in message.buttons[0]] == ["复制引用", "分享"]


@pytest.mark.parametrize("command", ["/start", f"/start@{BOT_NAME}"])
async def test_a_link_into_a_group_opens_the_fact_as_the_answer_to_that_command(talk: Chat, command: str) -> None:
    code = _code_of(await talk("/fact 拍卖会"))
    said = await talk(f"{command} {code}", GROUP)
    assert said.text.startswith(TITLE)
    assert said[0].reply_to is not None


async def test_a_link_to_a_city_opens_its_card(talk: Chat) -> None:
    assert (await talk("/start c-wuhu")).text.startswith("芜湖")


@pytest.mark.parametrize("code", ["c-mars", "c-", "d-", "d-1108", "f-nothing"])
async def test_a_link_that_is_broken_says_so(talk: Chat, code: str) -> None:
    assert "链接不完整" in (await talk(f"/start {code}")).text


@pytest.mark.parametrize("code", ["inline", "x-1", "f", "w-", "w-é", "w-A", "w-_____w", "w-IAA"])
async def test_a_link_that_leads_nowhere_gets_the_greeting(talk: Chat, code: str) -> None:
    assert (await talk(f"/start {code}")).text == (await talk("/start")).text


async def test_a_question_in_a_link_is_answered_as_if_it_was_typed(talk: Chat) -> None:
    asked = "去年拍卖会"
    assert (await talk(f"/start {words_code(asked)}")).text == (await talk(asked)).text
    assert (await talk(f"/start {words_code(asked)}")).text != (await talk("拍卖会")).text


async def test_a_link_to_a_fact_that_is_gone_says_so(talk: Chat) -> None:
    assert "不在资料里" in (await talk("/start f-")).text


def test_the_text_that_is_shared_keeps_its_spaces_and_marks() -> None:
    link = share_link(start_link("a_bot", "f-x"), "R&D 强度 + 50% #1")
    assert "+" not in link
    assert parse_qs(urlsplit(link).query)["text"] == ["R&D 强度 + 50% #1"]


def test_every_fact_has_a_link_that_telegram_takes(catalogue: Catalogue) -> None:
    assert all(START_PARAMETER.fullmatch(FACT_CODE + fact.id) for fact in catalogue.facts)


def test_the_longest_id_that_the_base_takes_fits_into_a_link() -> None:
    longest = "a" * 40
    assert msgspec.convert(longest, Id) == longest
    assert START_PARAMETER.fullmatch(FACT_CODE + longest)


@pytest.mark.parametrize(
    "wrong", ["a" * 41, "has space", "大写", "UPPER", "under_score", "new\nline", "ends-with-a-line\n", "", "a|b", "-x"]
)
def test_an_id_that_no_link_can_carry_is_refused(wrong: str) -> None:
    raw: dict[str, Any] = raw_base()
    raw["facts"][0]["id"] = wrong
    assert any(problem.field == "id" for problem in problems(raw, "facts.json"))


def test_the_chat_on_the_terminal_shows_the_link() -> None:
    shown = run("/fact 拍卖会\n2\n").stdout
    assert f"https://t.me/share/url?url=https%3A%2F%2Ft.me%2F{BOT_NAME}%3Fstart%3Df-" in shown


def _code_of(said: Said) -> str:
    """The start code in the link that a fact is shared with."""
    (url,) = [button["url"] for button in said.buttons if button["text"] == "分享"]
    return parse_qs(urlsplit(url).query)["url"][0].partition("start=")[2]
