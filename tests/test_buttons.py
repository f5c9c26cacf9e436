"""Buttons: old ones, forged ones, ones pressed twice. A press never fails silently."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.render import presses
from bot.render.reply import Press, TooLong
from bot.scope import EVERYTHING, Scope
from bot.services import Services
from handlers import ACTIONS
from tests import chance
from tests.chat import GROUP, Chat, Refused


@pytest.mark.parametrize(
    "data",
    [
        "",
        "|",
        "city",
        "city|nowhere|-",
        "city|wuhu|notopic",
        "fact|no-such",
        "fact|a|b|c",
        "nothing|1",
        "on|2021-99-99",
        "on|",
        "digest|11月",
        "timeline|-|mars|-",
        "timeline|x|-|-|2",
        "topic|x|1",
        "source||9",
        "ask|city|99",
        "ask|city|x",
        "ask|drop|-",
        "city|wuhu|-|-1",
        "city|wuhu|-|9999999",
        "timeline|2021年|-|-",
        "on|9999-12-31",
    ],
)
async def test_a_forged_or_outdated_button_gets_a_polite_no(talk: Chat, data: str) -> None:
    said = await talk.press_data(data)
    assert said.alerts == ["这个按钮已经用不了，请重新查询。"]
    assert said.messages == []


async def test_every_press_is_answered_once(talk: Chat) -> None:
    said = await talk.press_data("city|wuhu|-")
    assert [sent.method for sent in said].count("answerCallbackQuery") == 1


async def test_an_old_button_still_works_in_a_new_process(services: Services) -> None:
    chat = Chat(services)
    async with chat.application:
        assert "芜湖" in (await chat.press_data("city|wuhu|-|1", message_id=123)).text


async def test_a_page_past_the_end_is_the_last_one(talk: Chat) -> None:
    said = (await talk.press_data("city|wuhu|-|500")).text
    number, total = re.findall(r"第 (\d+)/(\d+) 页", said)[0]
    assert number == total != "1"


async def test_a_second_press_that_changes_nothing_is_no_error(talk: Chat) -> None:
    same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    talk.wire.refusals["editMessageText"] = [Refused(400, same)]
    said = await talk.press_data("city|wuhu|-|1")
    assert said.messages == []
    assert said.alerts == []


async def test_a_message_that_cannot_be_edited_any_more_is_sent_anew(
    talk: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    talk.wire.refusals["editMessageText"] = [Refused(400, "Bad Request: message can't be edited")]
    said = await talk.press_data("city|wuhu|-|1")
    assert [sent.method for sent in said.messages] == ["sendMessage"]
    assert "sent anew" in caplog.text


async def test_a_press_too_old_to_be_answered_is_no_error(talk: Chat) -> None:
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    talk.wire.refusals["answerCallbackQuery"] = [Refused(400, late)]
    assert "芜湖" in (await talk.press_data("city|wuhu|-")).text


async def test_a_button_under_a_message_that_telegram_no_longer_shows_still_answers(talk: Chat) -> None:
    under = {"message_id": 5, "date": 0, "chat": GROUP}
    query = {
        "id": "9",
        "from": {"id": 7, "is_bot": False, "first_name": "x"},
        "chat_instance": "1",
        "message": under,
        "data": "city|wuhu|-",
    }
    assert "芜湖" in (await talk.update({"callback_query": query})).text


async def test_a_button_of_an_inline_message_is_answered(talk: Chat) -> None:
    query = {
        "id": "9",
        "from": {"id": 7, "is_bot": False, "first_name": "x"},
        "chat_instance": "1",
        "inline_message_id": "z",
        "data": "city|wuhu|-",
    }
    assert (await talk.update({"callback_query": query})).alerts


@settings(max_examples=150 * chance.TIMES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    action=st.sampled_from([*sorted(ACTIONS), "?"]),
    arguments=st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["-", "wuhu", "1", "2021"])), max_size=5),
)
async def test_any_button_s_data_is_answered_without_an_error(talk: Chat, action: str, arguments: list[str]) -> None:
    said = await talk.press_data("|".join([action, *arguments]))
    assert not any("出了点问题" in alert for alert in said.alerts)


@pytest.mark.parametrize(
    ("press", "data"),
    [
        (presses.fact("auction-2022"), "fact|auction-2022"),
        (presses.topic("governance"), "topic|governance"),
        (presses.source("stcn-2021").to_page(2), "source|stcn-2021|2"),
        (presses.trend("index"), "trend|index"),
        (presses.city("wuhu"), "city|wuhu|-"),
        (presses.city("wuhu", "governance"), "city|wuhu|governance"),
        (presses.timeline(Scope(2021)), "timeline|2021|-|-"),
        (presses.timeline(EVERYTHING).to_page(3), "timeline|-|-|-|3"),
        (presses.day(date(2021, 11, 8)), "on|2021-11-08"),
        (presses.month("2021年11月"), "on|2021年11月"),
        (presses.digest("20211108"), "digest|20211108"),
        (presses.ask("city", 0), "ask|city|0"),
        (presses.ask("sources"), "ask|sources|-"),
    ],
)
def test_a_button_carries_what_the_buttons_of_earlier_messages_do(press: Press, data: str) -> None:
    assert press.pack() == data
    assert press.action in ACTIONS


def test_the_cards_of_several_places_stand_in_one_button(catalogue: Catalogue) -> None:
    places = [place for each in ("wuhu", "suzhou") if (place := catalogue.place(each))]
    press = presses.cities(places, catalogue.topic("governance"))
    assert press.pack() == "city|wuhu+suzhou|governance"
    assert presses.place_ids(press.arguments[0]) == ["wuhu", "suzhou"]


def test_a_button_s_data_never_exceeds_what_telegram_takes() -> None:
    with pytest.raises(TooLong):
        Press("city", ("x" * 70,)).pack()
    with pytest.raises(ValueError, match="holds"):
        Press("city", ("a|b",)).pack()


async def test_a_press_is_answered_even_when_nothing_can_be_sent(talk: Chat) -> None:
    talk.wire.refusals["sendMessage"] = [Refused(403, "Forbidden: bot was blocked by the user")]
    said = await talk.press_data("city|wuhu|-")
    assert [sent.method for sent in said] == ["answerCallbackQuery"]
