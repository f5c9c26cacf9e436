"""In groups: what is for the bot is answered, in its topic and as a reply; all else is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.transport.local import BOT_NAME
from handlers import COMMANDS
from tests.chat import GROUP, Chat, bot_message


@pytest.mark.parametrize(
    "text",
    [
        "/city 芜湖",
        f"/city@{BOT_NAME} 芜湖",
        f"/CITY@{BOT_NAME.upper()} 芜湖",
        "/城市 芜湖",
        f"@{BOT_NAME} 芜湖",
        f"芜湖 @{BOT_NAME}",
    ],
)
async def test_what_is_said_to_the_bot_is_answered_as_a_reply(talk: Chat, text: str) -> None:
    said = await talk(text, GROUP)
    assert "芜湖" in said.text
    assert said[0].reply_to is not None


async def test_a_reply_to_the_bot_is_a_question_to_it(talk: Chat) -> None:
    said = await talk("拍卖会", GROUP, reply_to_message=bot_message())
    assert "累计超100亿元" in said.text


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("城市列表", "芜湖"),
        ("城市", "芜湖"),
        ("关于", "来源"),
        ("日期", "/on"),
        ("趋势", "/trend"),
        ("开始", "在群里发 /city"),
    ],
)
async def test_a_command_s_chinese_name_as_a_reply_to_the_bot_is_that_command(talk: Chat, text: str, part: str) -> None:
    assert part in (await talk(text, GROUP, reply_to_message=bot_message())).text


@pytest.mark.parametrize("text", ["👍", "？", "谢谢大家", "好的"])
async def test_a_reply_to_the_bot_that_asks_nothing_gets_no_answer(talk: Chat, text: str) -> None:
    assert await talk(text, GROUP, reply_to_message=bot_message()) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("什么时候", "截至2023年11月"),
        ("是谁", "陈浩（浙江省湖州市委书记）"),
        ("谁说的", "陈浩（浙江省湖州市委书记）"),
        ("多少", "1611家"),
        ("为什么", "来源没有写原因"),
        ("还有吗", "相近的："),
        ("更多", "相近的："),
        ("对吗", "《共建共享区域高质量发展机遇"),
        ("增加了多少", "没有可以相减的两个时点"),
    ],
)
async def test_a_reply_to_a_card_that_only_asks_is_asked_of_that_card(talk: Chat, text: str, part: str) -> None:
    card = await talk("/fact 湖州高企", GROUP)
    other = {"id": 8, "is_bot": False, "first_name": "乙"}
    said = await talk(text, GROUP, reply_to_message=bot_message(under=card), **{"from": other})
    assert part in said.text


@pytest.mark.parametrize("text", ["👍", "？", "谢谢大家", "吧", "这么多啊", "你好吗"])
async def test_a_reply_to_a_card_that_asks_nothing_of_it_gets_no_answer(talk: Chat, text: str) -> None:
    card = await talk("/fact 湖州高企", GROUP)
    assert await talk(text, GROUP, reply_to_message=bot_message(under=card)) == []


async def test_what_only_asks_goes_on_from_an_answer_of_several_facts_for_who_asked_it(talk: Chat) -> None:
    both = await talk(f"@{BOT_NAME} 产业联盟 2021年和2024年", GROUP)
    asked = {"text": "增加了多少", "chat": GROUP, "reply_to_message": bot_message(under=both)}
    other = {"id": 8, "is_bot": False, "first_name": "乙"}
    assert "增加1个" in (await talk(**asked)).text
    assert await talk(**asked, **{"from": other}) == [], "who asked nothing before"


@pytest.mark.parametrize(
    "text",
    [
        "芜湖今天真热",
        "/city@another_bot 芜湖",
        "/weather 芜湖",
        "城市 芜湖",
        "2021",
        "写信给 someone@briefing_botanics.org",
        "//",
        f"@{BOT_NAME}ics 芜湖",
        "/",
    ],
)
async def test_talk_that_is_not_for_the_bot_gets_no_answer(talk: Chat, text: str) -> None:
    assert await talk(text, GROUP) == []


async def test_a_reply_to_somebody_else_gets_no_answer(talk: Chat) -> None:
    other = {**bot_message(), "from": {"id": 55, "is_bot": False, "first_name": "某人"}}
    assert await talk("拍卖会", GROUP, reply_to_message=other) == []


async def test_an_unknown_command_that_names_the_bot_is_explained(talk: Chat) -> None:
    assert "没有“/cty”这个命令" in (await talk(f"/cty@{BOT_NAME} 芜湖", GROUP)).text


async def test_the_answer_stays_in_the_topic_that_was_asked_in(talk: Chat) -> None:
    said = await talk("/city 芜湖", {**GROUP, "is_forum": True}, message_thread_id=42, is_topic_message=True)
    assert said[0].thread_id == 42
    said = await talk("/city 芜湖", GROUP, message_thread_id=42)
    assert said[0].thread_id is None, "a thread of replies is no topic"


@pytest.mark.parametrize("words", ["/start", f"@{BOT_NAME} ？"])
async def test_the_greeting_in_a_group_says_how_the_bot_is_called_there(talk: Chat, words: str) -> None:
    said = (await talk(words, GROUP)).text
    assert f"在群里发 /city 芜湖，回复我的消息，或者写 @{BOT_NAME} 芜湖" in said
    assert "直接发词" not in said
    assert "直接发词" in (await talk("/start")).text


@pytest.mark.parametrize("words", ["/help", f"@{BOT_NAME} 帮助"])
async def test_help_in_a_group_is_short_and_says_how_the_bot_is_called_there(talk: Chat, words: str) -> None:
    said, whole = await talk(words, GROUP), await talk("/help")
    ways = (f"/city@{BOT_NAME} 芜湖", "回复我的消息", f"@{BOT_NAME} 芜湖")
    assert all(way in said.text and way not in whole.text for way in ways)
    assert len(said.text) < len(whole.text)
    assert [button["url"] for button in said.buttons] == [f"https://t.me/{BOT_NAME}"]


async def test_help_in_a_group_names_every_command_and_whom_it_is_for(talk: Chat) -> None:
    members, administrators = (await talk("/help", GROUP)).text.split("群管理员")
    for command in COMMANDS:
        told = f"/{command.name} {command.chinese}"
        is_shown = command.in_menu and not command.for_admins
        assert (told in members) == (is_shown and not command.sets_up)
        assert (told in administrators) == (is_shown and command.sets_up)


SILENT: list[dict[str, Any]] = [
    {"edited_message": {"message_id": 1, "date": 1, "edit_date": 2, "chat": GROUP, "text": "/city 芜湖"}},
    {
        "channel_post": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": -1, "type": "channel", "title": "频道"},
            "text": "/city 芜湖",
        }
    },
    {"message": {"message_id": 1, "date": 1, "chat": GROUP, "new_chat_title": "新名字"}},
    {"message": {"message_id": 1, "date": 1, "chat": GROUP, "group_chat_created": True}},
]


@pytest.mark.parametrize("content", SILENT, ids=lambda content: next(iter(content)))
async def test_what_nobody_asks_with_is_passed_over_in_silence(talk: Chat, content: dict[str, Any]) -> None:
    assert await talk.update(content) == []


async def test_another_bot_s_reply_gets_no_answer_and_an_anonymous_administrator_s_does(talk: Chat) -> None:
    bot = {"id": 88, "is_bot": True, "first_name": "另一个"}
    assert await talk("拍卖会", GROUP, reply_to_message=bot_message(), **{"from": bot}) == []
    assert (await talk("/city 芜湖", GROUP, sender_chat=GROUP, **{"from": bot})).text


async def test_the_bot_is_found_by_name_after_letters_that_grow_in_lower_case(talk: Chat) -> None:
    assert "芜湖" in (await talk(f"ẞẞẞ İ @{BOT_NAME} 芜湖", GROUP)).text
