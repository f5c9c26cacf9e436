"""The wire without a network refuses the answers to inline queries, and the buttons, that Telegram refuses."""

from __future__ import annotations

from typing import Any

import pytest

from bot.transport.refusals import Refused, buttons_of, check_inline, check_press

OPEN = {"text": "打开", "url": "https://t.me/a_bot"}


def result(number: int = 1, **fields: Any) -> dict[str, Any]:
    content = {"message_text": "<b>芜湖</b>", "parse_mode": "HTML"}
    markup = {"inline_keyboard": [[OPEN]]}
    right = {"type": "article", "id": str(number), "title": "芜湖"}
    return {**right, "input_message_content": content, "reply_markup": markup, **fields}


def message(text: str) -> dict[str, Any]:
    return {"input_message_content": {"message_text": text, "parse_mode": "HTML"}}


def keyboard(**button: Any) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [[button]]}}


def test_a_right_answer_is_taken() -> None:
    fifty = [result(number) for number in range(50)]
    check_inline({"results": fifty, "next_offset": "50", "button": {"text": "去", "start_parameter": "a-Z_9"}})
    check_inline({"results": []})


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param({"results": [result(n) for n in range(51)]}, "RESULTS_TOO_MUCH", id="more than fifty results"),
        pytest.param({"results": [result(), result()]}, "RESULT_ID_DUPLICATE", id="an id twice"),
        pytest.param({"results": [result(id="")]}, "RESULT_ID_INVALID", id="no id"),
        pytest.param({"results": [result(id="芜" * 22)]}, "RESULT_ID_INVALID", id="an id of 66 bytes"),
        pytest.param({"results": [result(title=" ")]}, "ARTICLE_TITLE_EMPTY", id="an empty title"),
        pytest.param({"results": [result(**message(""))]}, "text is empty", id="an empty message"),
        pytest.param({"results": [result(**message("<b>x"))]}, "can't parse", id="broken HTML"),
        pytest.param({"results": [result(**message("x" * 4097))]}, "too long", id="a message that is too long"),
        pytest.param({"results": [result(**keyboard(text="x"))]}, "BUTTON_TYPE", id="a button that does nothing"),
        pytest.param({"results": [], "next_offset": "9" * 65}, "NEXT_OFFSET", id="an offset of 65 bytes"),
        pytest.param({"results": [], "button": {"text": "去", "start_parameter": "芜湖"}}, "START_PARAM", id="Chinese"),
        pytest.param({"results": [], "button": {"text": "去"}}, "START_PARAM", id="a button that leads nowhere"),
        pytest.param({"results": [], "button": {"text": "", "start_parameter": "a"}}, "START_PARAM", id="no label"),
    ],
)
def test_a_wrong_answer_is_refused(answer: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_inline(answer)


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "x", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "copy_text": {"text": "🙂" * 129}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "url": "briefing"}, "BUTTON_URL_INVALID"),
        ({"text": "x", "url": "https://t.me", "callback_data": "x"}, "BUTTON_TYPE_INVALID"),
    ],
)
def test_a_wrong_button_is_refused(button: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        buttons_of(keyboard(**button))


def test_an_alert_has_two_hundred_characters_at_most() -> None:
    check_press({"text": "😀" * 200})
    check_press({})
    with pytest.raises(Refused, match="MESSAGE_TOO_LONG"):
        check_press({"text": "字" * 201})
