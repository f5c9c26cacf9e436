"""Telegram's limits, kept by construction: whatever is asked, every message is one that Telegram takes."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.facts import Base
from bot.loading import load
from bot.render import presses
from bot.render.fact import fact_reply
from bot.render.listing import cities_reply, subject_reply, timeline_reply, topic_reply
from bot.render.reply import (
    MAX_ENTITIES,
    MAX_LENGTH,
    PAGE_LENGTH,
    Block,
    Reply,
    bold,
    entities,
    escape,
    page_of,
    shown_length,
)
from bot.render.sources import source_reply
from bot.scope import Scope
from bot.services import Services
from bot.text import parsed_length
from bot.transport.markup import MarkupRefused, parse
from handlers import ACTIONS
from tests.bases import base_of_the_longest
from tests.chat import Chat

MAX_MARKUP_BYTES = 9_500
MAX_BUTTONS = 100  # of an inline keyboard
ONE_IN = 17  # of more than a thousand facts that are alike but for their series and year: of all series, and all years


def assert_sendable(reply: Reply) -> None:
    parsed = parse(reply.html)
    assert 0 < parsed.length <= MAX_LENGTH
    assert len(parsed.spans) <= MAX_ENTITIES
    assert len(reply.html.encode()) <= MAX_MARKUP_BYTES
    buttons = list(itertools.chain.from_iterable(reply.rows))
    assert len(buttons) <= MAX_BUTTONS
    for button in buttons:
        assert button.label
        if button.press is not None:
            button.press.pack()
        elif button.start is not None:
            assert re.fullmatch("[A-Za-z0-9_-]{1,64}", button.start)
        else:
            assert button.copy
            assert parsed_length(button.copy) <= 256


def test_every_fact_of_the_base_can_be_sent(catalogue: Catalogue) -> None:
    for fact in catalogue.facts:
        assert_sendable(fact_reply(fact, catalogue))


async def test_of_a_base_of_the_longest_texts_and_series_everything_can_be_sent(tmp_path: Path) -> None:
    services = Services.of(load(base_of_the_longest(tmp_path / "facts.json")))
    for fact in services.catalogue.facts[::ONE_IN]:
        assert_sendable(fact_reply(fact, services.catalogue))
    fact, indicator = services.catalogue.facts[-1], services.catalogue.moving_indicators[0]
    talk = Chat(services)
    async with talk.application:
        asked = ["/start", "/help", "/about", "/sources", "/cities", "/city 杭州", "/topics", "/trend", "/today"]
        asked += [
            f"/fact {fact.title}",
            fact.title,
            f"/trend {indicator.name}",
            "/compare 杭州 合肥",
            "/on 1990",
            "1990",
        ]
        for words in asked:
            talk.clock.go_on_to(talk.clock.now() + timedelta(seconds=2))
            assert "出了点问题" not in (await talk(words)).text, words


def test_a_long_series_is_cut_to_what_stands_beside_the_fact_and_a_button_opens_all(tmp_path: Path) -> None:
    catalogue = Catalogue(load(base_of_the_longest(tmp_path / "facts.json")))
    reply = fact_reply(catalogue.facts[-1], catalogue)
    opened = [button.press for row in reply.rows for button in row if button.press]
    assert presses.trend("i0") in opened


def test_every_page_of_every_list_can_be_sent(catalogue: Catalogue) -> None:
    for number in range(1, 8):
        for place in catalogue.places:
            assert_sendable(cities_reply([place], None, number, catalogue))
            assert_sendable(timeline_reply(Scope(place=place), number, catalogue))
        for topic in catalogue.topics:
            assert_sendable(topic_reply(topic, number, catalogue))
        for source in catalogue.sources:
            assert_sendable(source_reply(source, number, catalogue))


def test_every_place_can_be_asked_for_at_once(catalogue: Catalogue) -> None:
    some = catalogue.places[:3]
    assert_sendable(cities_reply(some, None, 1, catalogue))


@given(st.lists(st.text(min_size=1, max_size=900), min_size=1, max_size=30))
def test_no_block_is_lost_cut_or_shown_twice(texts: list[str]) -> None:
    blocks = [Block(f"{bold(str(number))} {escape(text)}") for number, text in enumerate(texts)]
    total = page_of(blocks, 1).total
    shown = "".join(page_of(blocks, number).html + "\n" for number in range(1, total + 1))
    for number in range(len(texts)):
        assert shown.count(bold(str(number))) == 1
    for number in range(1, total + 1):
        page = page_of(blocks, number)
        assert shown_length(page.html) <= PAGE_LENGTH + 900 * 2 + 100
        parse(page.html)


def test_an_introduction_of_more_than_a_page_offers_no_page_that_nothing_turns(base: Base) -> None:
    about = msgspec.structs.replace(base.about, introduction=tuple(fact.id for fact in base.facts[:20]))
    reply = subject_reply(Catalogue(msgspec.structs.replace(base, about=about)))
    pressed = [button.press for row in reply.rows for button in row if button.press]
    assert pressed
    assert {press.action for press in pressed} <= set(ACTIONS)


@given(st.text())
def test_escaped_text_parses_back_to_itself(text: str) -> None:
    text = text.replace("\r", "")
    assert parse(escape(text)).text == text


@pytest.mark.parametrize("number", [-5, 0, 99])
def test_a_page_that_does_not_exist_becomes_the_nearest_that_does(number: int) -> None:
    page = page_of([Block("a" * 1000), Block("b" * 1000)], number)
    assert page.number == min(max(number, 1), 2)


@pytest.mark.parametrize(
    "markup", ["<b>x", "x</b>", "<b><i>x</b></i>", "<p>x</p>", "<br>", "&nbsp;", "a < b", "<script>", "<>"]
)
def test_what_telegram_refuses_the_local_wire_refuses_too(markup: str) -> None:
    with pytest.raises(MarkupRefused):
        parse(markup)


def test_lengths_count_as_telegram_counts() -> None:
    assert shown_length("<b>湖</b>&lt;🙂") == 1 + 1 + 2
    assert entities("<b>x</b><i>y</i>") == 2
