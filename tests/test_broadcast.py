"""/broadcast and /broadcasts: written, shown as it will look, confirmed once, watched, stopped, reported."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio
from telegram.error import TimedOut

from bot.broadcasts import DRAFT_LASTS
from bot.services import Services
from bot.settings import DEFAULTS
from bot.subscription import ChatKind, Follow, State, Where
from bot.transport.http import NotSent
from bot.transport.local import Sent
from tests.chat import GROUP, NOW, OTHER, PERSON, Chat, Refused, Said
from tests.delivery.acting import (
    ANN,
    BEN,
    CAT,
    CHANNEL,
    HOUR,
    MINUTE,
    NEWS,
    SECOND,
    SENT,
    THEIRS,
    asked,
    broadcast,
    label,
    meet,
    outcome,
    preview,
    subscribe,
    ticks,
)
from tests.delivery.acting import GROUP as A_GROUP

ADMIN, SECOND_ADMIN = Where(PERSON["id"]), Where(OTHER["id"])
CROWD = tuple(Where(4_000 + number) for number in range(100))  # four seconds
MORE = tuple(Where(5_000 + number) for number in range(100))
PHOTO = [{"file_id": f"photo-{size}", "file_unique_id": f"u{size}", "width": size, "height": size} for size in (9, 90)]
HALF_PAST_ONE = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)  # 13:30 in Shanghai
ORIGIN = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}


@pytest_asyncio.fixture
async def talk(services: Services) -> AsyncIterator[Chat]:
    """A conversation with one of two administrators of the bot."""
    admins = frozenset({PERSON["id"], OTHER["id"]})
    chat = Chat(services, settings=replace(DEFAULTS, admins=admins))
    async with chat.application:
        yield chat


async def other_says(talk: Chat, text: str) -> Said:
    """What the other administrator says, in the private chat with the bot."""
    return await talk(text, {"id": OTHER["id"], "type": "private", "first_name": "同事"}, **{"from": OTHER})


async def other_presses(talk: Chat, data: str) -> Said:
    where = {"id": OTHER["id"], "type": "private", "first_name": "同事"}
    return await talk.press_data(data, 1, where, "?", OTHER)


def data_of(said: Said, begins: str) -> str:
    return str(next(button["callback_data"] for button in said.buttons if button["text"].startswith(begins)))


async def confirm(talk: Chat, shown: Said) -> Said:
    return await talk.press(shown, label(shown, "确认发给"))


async def sent_all(talk: Chat) -> Said:
    """What the bot sends by itself until a small broadcast has ended and is reported."""
    return Said([*await talk.later(talk.clock.now()), *await ticks(talk, 6)])


def looks(talk: Chat, where: Where) -> list[tuple[str, dict[str, Any]]]:
    """What a chat got on the wire, but for its number."""
    return [(each.method, {k: v for k, v in each.parameters.items() if k != "chat_id"}) for each in asked(talk, where)]


# Who may


@pytest.mark.parametrize("command", ["/broadcast", "/broadcast 停机", "/broadcasts", "/stats", "/群发 停机"])
async def test_whoever_is_no_administrator_is_told_so_and_nothing_begins(services: Services, command: str) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=frozenset({OTHER["id"]})))
    async with talk.application:
        said = await talk(command)
        assert "只有机器人的管理员能用" in said.text
        assert "BOT_ADMINS" not in said.text
        assert said.buttons == []
        assert "没有“" not in (await talk("停机")).text[:3]


async def test_where_no_administrators_are_set_it_says_how(services: Services) -> None:
    talk = Chat(services)
    async with talk.application:
        assert "BOT_ADMINS" in (await talk("/broadcast")).text


async def test_in_a_group_it_is_refused_to_administrators_too(talk: Chat) -> None:
    said = await talk("/broadcast 停机", GROUP)
    assert "私聊" in said.text
    assert said.buttons == []


async def test_an_anonymous_administrator_of_a_group_is_nobody(talk: Chat) -> None:
    said = await talk("/broadcast 停机", GROUP, sender_chat=GROUP)
    assert "只有机器人的管理员能用" in said.text


@pytest.mark.parametrize("data", ["bc|1|go|x", "bc|1|to|all", "bs|1|cancel", "bs|1|csv", "bs|-|list|1"])
async def test_a_forged_button_does_nothing_for_others(services: Services, data: str) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=frozenset({OTHER["id"]})))
    async with talk.application:
        said = await talk.press_data(data)
        assert "只有机器人的管理员能用" in said.alerts[0]
        assert said.messages == []


@pytest.mark.parametrize(
    "data",
    [
        *("bc|99|go|x", "bc|x|go|x", "bc|²|to|all", "bc|1|go"),
        *("bs|99|open", "bs|-1|pause", f"bs|{'9' * 30}|csv"),
    ],
)
async def test_a_button_of_no_broadcast_is_an_old_button(talk: Chat, data: str) -> None:
    said = await talk.press_data(data)
    assert said.alerts == ["这个按钮已经用不了，请重新查询。"]
    assert said.messages == []


# What is sent


CONTENTS: list[Any] = [
    pytest.param(
        {"text": "周五停机", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "sendMessage", id="text"
    ),
    pytest.param(
        {
            "text": None,
            "photo": PHOTO,
            "caption": "新图",
            "caption_entities": [{"type": "italic", "offset": 0, "length": 1}],
        },
        "sendPhoto",
        id="photo",
    ),
    pytest.param({"text": None, "photo": PHOTO}, "sendPhoto", id="photo without words"),
    pytest.param({"text": "原文", "forward_origin": ORIGIN}, "forwardMessage", id="forward"),
    pytest.param(
        {"text": None, "video": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}}
        | {"forward_origin": ORIGIN},
        "forwardMessage",
        id="forwarded video",
    ),
]


@pytest.mark.parametrize(("message", "method"), CONTENTS)
async def test_what_all_get_is_what_the_administrator_was_shown(
    talk: Chat, message: dict[str, Any], method: str
) -> None:
    await meet(talk, ANN, A_GROUP, CHANNEL)
    assert "把要群发的内容发给我" in (await talk("/broadcast")).text
    asks = await talk(message["text"], **{k: v for k, v in message.items() if k != "text"})
    shown = await talk.press(asks, label(asks, "全部会话 3"))
    assert shown[0].method == method
    await confirm(talk, shown)
    await sent_all(talk)
    seen = next(each for each in looks(talk, ADMIN) if each[0] == method and "reply_markup" not in each[1])
    assert [looks(talk, where) for where in (ANN, A_GROUP, CHANNEL)] == [[seen]] * 3


async def test_a_fact_is_sent_as_its_card(talk: Chat) -> None:
    await meet(talk, ANN)
    asks = await talk("/broadcast fact 拍卖会")
    assert "要发的资料是“" in asks.text
    shown = await talk.press(asks, label(asks, "全部会话"))
    assert "累计超100亿元" in shown[0].text
    await confirm(talk, shown)
    await sent_all(talk)
    ((_, parameters),) = looks(talk, ANN)
    assert "来源" in parameters["text"] or "《" in parameters["text"]
    assert (parameters["text"], parameters["parse_mode"]) == (shown[0].parameters["text"], "HTML")


async def test_without_a_word_no_fact_is_chosen(talk: Chat) -> None:
    said = await talk("/broadcast fact")
    assert "请写关键词" in said.text
    assert said.buttons == []


async def test_a_fact_that_is_not_there_begins_nothing(talk: Chat) -> None:
    said = await talk("/broadcast fact 火星移民计划")
    assert "没有找到“火星移民计划”的记录" in said.text
    assert said.buttons == []
    assert "发给谁" not in (await talk("芜湖")).text


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("/broadcast 周五停机", "周五停机"),
        ("/群发 周五停机", "周五停机"),
        ("/群发周五停机", "周五停机"),
        ("/broadcast@briefing_bot\n周五\n停机", "周五\n停机"),
        ("/BROADCAST fax 周五停机", "fax 周五停机"),
        ("群发 周五停机", "周五停机"),
        ("@briefing_bot 群发 周五停机", "周五停机"),
        ("@briefing_bot群发 周五停机", "周五停机"),
        ("@briefing_bot /broadcast 周五停机", "周五停机"),
        ("群发 有事找 @briefing_bot 群发组", "有事找 @briefing_bot 群发组"),
    ],
)
async def test_the_text_may_follow_the_command(talk: Chat, text: str, sent: str) -> None:
    await meet(talk, ANN)
    asks = await talk(text)
    shown = await talk.press(asks, label(asks, "全部会话"))
    assert shown[0].parameters["text"] == sent


@pytest.mark.parametrize("command", ["/broadcast ", "@briefing_bot 群发 "])
async def test_what_is_bold_behind_the_command_stays_so(talk: Chat, command: str) -> None:
    await meet(talk, ANN)
    start = len(command)
    entities = [
        {"type": "mention", "offset": 0, "length": start - 1},
        {"type": "underline", "offset": 0, "length": start + 4},
        {"type": "bold", "offset": start + 2, "length": 2},
    ]
    asks = await talk(f"{command}😀停机维护", entities=entities)
    shown = await talk.press(asks, label(asks, "全部会话"))
    kept = [{k: each[k] for k in ("type", "offset", "length")} for each in shown[0].parameters["entities"]]
    assert kept == [{"type": "underline", "offset": 0, "length": 4}, {"type": "bold", "offset": 2, "length": 2}]


@pytest.mark.parametrize(("caption", "sent"), [("/broadcast 新图", "新图"), ("/broadcast", None)])
async def test_a_photo_may_carry_the_command(talk: Chat, caption: str, sent: str | None) -> None:
    await meet(talk, ANN)
    asks = await talk(None, photo=PHOTO, caption=caption)
    shown = await talk.press(asks, label(asks, "全部会话"))
    assert (shown[0].method, shown[0].parameters["photo"]) == ("sendPhoto", "photo-90")
    assert shown[0].parameters.get("caption") == sent


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"photo": PHOTO, "media_group_id": "5"}, "相册不能群发"),
        ({"sticker": {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1}}, "不能直接群发"),
    ],
    ids=["album", "sticker"],
)
async def test_what_cannot_be_sent_is_said_and_the_draft_waits_on(
    talk: Chat, message: dict[str, Any], words: str
) -> None:
    if "sticker" in message:
        message["sticker"] |= {"is_animated": False, "is_video": False, "type": "regular"}
    await talk("/broadcast")
    assert words in (await talk(None, **message)).text
    assert "发给谁" in (await talk("那就发文字")).text


async def test_what_telegram_refuses_is_said_at_the_preview_and_can_be_written_anew(talk: Chat) -> None:
    await meet(talk, ANN)
    asks = await talk("/broadcast 坏")
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: can't parse entities")]
    said = await talk.press(asks, label(asks, "全部会话"))
    assert "Telegram 不收" in said.text
    assert "发给谁" in (await talk("好")).text


@pytest.mark.parametrize(
    "broke", [Refused(429, "Too Many Requests", retry_after=1), Refused(502, "Bad Gateway"), NotSent("no connection")]
)
async def test_a_preview_that_did_not_arrive_is_made_again(
    talk: Chat, broke: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("bot.sending.asyncio.sleep", at_once)
    await meet(talk, ANN)
    asks = await talk("/broadcast 停机")
    talk.wire.refusals["sendMessage"] = [broke]
    shown = await talk.press(asks, label(asks, "全部会话"))
    assert [sent.text[:2] for sent in shown.messages] == ["停机", "上面"]


# To whom


async def test_the_targets_come_with_their_numbers_and_get_it_alone(talk: Chat) -> None:
    await meet(talk, ANN, BEN, A_GROUP, CHANNEL)
    topic = talk.services.catalogue.topics[0]
    await subscribe(talk, BEN, follows=(Follow(Follow.TOPIC, topic.id),))
    asks = await talk("/broadcast 停机")
    numbers = ["全部会话 4", "群组 1", "频道 1", "私聊 2", f"关注“{topic.name}” 1"]
    assert asks.labels == [*numbers, "先发给我自己（测试）", "取消"]
    receivers = [(ANN, BEN, A_GROUP, CHANNEL), (A_GROUP,), (CHANNEL,), (ANN, BEN), (BEN,)]
    for name, who in zip(numbers, receivers, strict=True):
        before = {where: len(asked(talk, where)) for where in (ANN, BEN, A_GROUP, CHANNEL)}
        asks = await talk("/broadcast 停机")
        shown = await talk.press(asks, name)
        assert f"{len(who)} 个会话，大约 1 秒" in shown.messages[-1].text
        await confirm(talk, shown)
        await sent_all(talk)
        await talk.services.store.chats.forget(ADMIN.chat_id, talk.clock.now())
        got = {where for where in before if len(asked(talk, where)) > before[where]}
        assert got == set(who)


async def test_a_test_goes_to_its_author_alone_and_the_draft_goes_on(talk: Chat) -> None:
    await meet(talk, ANN)
    asks = await talk("/broadcast 停机")
    shown = await talk.press(asks, "先发给我自己（测试）")
    assert [sent.chat_id for sent in shown.messages] == [ADMIN.chat_id] * 2
    assert shown[0].text == "停机"
    assert await talk.later(NOW + MINUTE) == []
    assert asked(talk, ANN) == []
    assert "确认发给 1 个会话" in (await talk.press(shown, label(shown, "全部会话"))).labels


async def test_where_nobody_is_there_is_nothing_to_confirm(talk: Chat) -> None:
    await meet(talk, ANN)
    asks = await talk("/broadcast 停机")
    said = await talk.press(asks, "频道 0")
    assert "没有能送达的会话" in said.text
    assert said.labels == ["换对象", "取消"]
    assert "全部会话 1" in (await talk.press(said, "换对象")).labels


async def test_a_forum_gets_it_in_the_topic_that_reads_digests(talk: Chat) -> None:
    await subscribe(talk, NEWS)
    await broadcast(talk)
    await sent_all(talk)
    ((_, parameters),) = looks(talk, NEWS)
    assert parameters["message_thread_id"] == NEWS.topic_id


async def test_a_large_one_says_how_long_it_takes(talk: Chat) -> None:
    await meet(talk, *CROWD)
    shown = await preview(talk)
    assert "100 个会话，大约 4 秒发完" in shown.messages[-1].text


# Confirmed once


async def test_a_second_press_sends_nothing(talk: Chat) -> None:
    await meet(talk, ANN)
    shown = await preview(talk)
    await confirm(talk, shown)
    again = await confirm(talk, shown)
    assert "已经确认过" in again.alerts[0]
    await sent_all(talk)
    assert "已经确认过" in (await confirm(talk, shown)).alerts[0]
    await sent_all(talk)
    assert len(asked(talk, ANN)) == 1


async def test_another_administrator_cannot_confirm_it(talk: Chat) -> None:
    await meet(talk, ANN)
    shown = await preview(talk)
    said = await other_presses(talk, data_of(shown, "确认发给"))
    assert "只有写这条群发的人" in said.alerts[0]
    assert said.messages == []
    await sent_all(talk)
    assert asked(talk, ANN) == []
    await confirm(talk, shown)
    await sent_all(talk)
    assert len(asked(talk, ANN)) == 1, "its author still can"


async def test_a_text_that_was_changed_after_the_preview_is_not_confirmed_by_it(talk: Chat) -> None:
    await meet(talk, ANN)
    shown = await preview(talk, "旧的")
    await talk.press(shown, "换内容")
    asks = await talk("新的")
    said = await confirm(talk, shown)
    assert "预览之后变了" in said.alerts[0]
    new = await talk.press(asks, label(asks, "全部会话"))
    assert "预览之后变了" in (await confirm(talk, shown)).alerts[0]
    assert await sent_all(talk) == []
    await confirm(talk, new)
    await sent_all(talk)
    assert [each[1]["text"] for each in looks(talk, ANN)] == ["新的"]


async def edits(talk: Chat, said: dict[str, Any], **change: Any) -> Said:
    return await talk.update({"edited_message": {**said, "edit_date": 2, **change}})


@pytest.mark.parametrize(
    ("first", "change", "sent"),
    [
        pytest.param({"text": "/broadcast 周五开会"}, {"text": "/broadcast 周六开会"}, "周六开会", id="command"),
        pytest.param({"text": "请看群发通知"}, {"text": "请再看群发通知"}, "请再看群发通知", id="text"),
        pytest.param(
            {"text": "群发系统今晚维护"},
            {"text": "群发系统今晚11点维护"},
            "群发系统今晚11点维护",
            id="begins with 群发",
        ),
        pytest.param(
            {"text": "/broadcast maintenance"},
            {"text": "Broadcasting will stop"},
            "Broadcasting will stop",
            id="another word than the command",
        ),
        pytest.param({"text": "/broadcast 周五"}, {"text": "/broadcast周六"}, "周六", id="command without a space"),
        pytest.param({"text": None, "photo": PHOTO, "caption": "旧图"}, {"caption": "新图"}, "新图", id="photo"),
        pytest.param(
            {"text": "/broadcast fact 首批科创走廊建设规划"},
            {"text": "/broadcast fact 拍卖会"},
            "累计超100亿元",
            id="fact",
        ),
    ],
)
async def test_an_edited_message_is_sent_as_it_was_edited_after_another_preview(
    talk: Chat, first: dict[str, Any], change: dict[str, Any], sent: str
) -> None:
    await meet(talk, ANN)
    if not (first["text"] or "").startswith("/"):
        await talk("/broadcast")
    said = talk.message(first["text"], **{name: value for name, value in first.items() if name != "text"})
    asks = await talk.update({"message": said})
    shown = await talk.press(asks, label(asks, "全部会话"))
    asks = await edits(talk, said, **change)
    assert "改动收到了，请重新预览。发给谁？" in asks.text
    assert "预览之后变了" in (await confirm(talk, shown)).alerts[0]
    await confirm(talk, await talk.press(asks, label(asks, "全部会话")))
    await sent_all(talk)
    ((_, parameters),) = looks(talk, ANN)
    text = parameters.get("text") or parameters["caption"]
    is_card = "parse_mode" in parameters
    assert sent in text if is_card else sent == text


async def test_an_edit_that_leaves_nothing_to_send_asks_for_it_again(talk: Chat) -> None:
    await meet(talk, ANN)
    said = talk.message("/broadcast 周五开会")
    asks = await talk.update({"message": said})
    shown = await talk.press(asks, label(asks, "全部会话"))
    assert "把要群发的内容发给我" in (await edits(talk, said, text="/broadcast")).text
    assert "预览之后变了" in (await confirm(talk, shown)).alerts[0]


@pytest.mark.parametrize("scheduled_at", [None, "13:30"], ids=["confirmed", "scheduled"])
async def test_an_edit_after_the_confirmation_is_said_to_come_too_late(talk: Chat, scheduled_at: str | None) -> None:
    await meet(talk, ANN)
    said = talk.message("/broadcast 周五开会")
    asks = await talk.update({"message": said})
    shown = await talk.press(asks, label(asks, "全部会话"))
    if scheduled_at is None:
        await confirm(talk, shown)
    else:
        await talk.press(shown, "定时发送")
        await talk(scheduled_at)
    late = await edits(talk, said, text="/broadcast 周六开会")
    assert "这处改动不会发出去" in late.text
    assert "已取消" in (await talk.press(late, "取消")).text


async def test_an_edit_of_another_message_changes_no_draft(talk: Chat) -> None:
    await meet(talk, ANN)
    other = talk.message("拍卖会")
    await talk.update({"message": other})
    shown = await preview(talk)
    assert [sent.method for sent in await edits(talk, other, text="芜湖")] == ["editMessageText"]
    assert "发送中" in (await confirm(talk, shown)).text


async def test_other_targets_than_those_shown_are_not_confirmed(talk: Chat) -> None:
    await meet(talk, ANN, A_GROUP)
    shown = await preview(talk, targets="私聊")
    asks = await talk.press(shown, "换对象")
    await talk.press(asks, label(asks, "全部会话"))
    assert "预览之后变了" in (await confirm(talk, shown)).alerts[0]
    assert asked(talk, ANN, A_GROUP) == []


async def test_a_draft_expires(talk: Chat) -> None:
    await meet(talk, ANN)
    shown = await preview(talk)
    await talk.later(NOW + DRAFT_LASTS)
    assert "过期" in (await confirm(talk, shown)).alerts[0]
    assert await sent_all(talk) == []
    assert asked(talk, ANN) == []


async def test_the_half_hour_begins_anew_with_the_preview(talk: Chat) -> None:
    await meet(talk, ANN)
    asks = await talk("/broadcast 停机")
    await talk.later(NOW + 25 * MINUTE)
    shown = await talk.press(asks, label(asks, "全部会话"))
    await talk.later(NOW + 50 * MINUTE)
    assert (await confirm(talk, shown)).alerts == []


async def test_a_new_draft_takes_the_place_of_the_old_one(talk: Chat) -> None:
    await meet(talk, ANN)
    shown = await preview(talk, "旧的")
    await talk("/broadcast")
    assert "过期或取消" in (await confirm(talk, shown)).alerts[0]


async def test_a_draft_is_given_up_by_its_button_or_a_word(talk: Chat) -> None:
    await meet(talk, ANN)
    shown = await preview(talk)
    assert "什么也没有发出" in (await talk.press(shown, "取消")).text
    assert "过期或取消" in (await confirm(talk, shown)).alerts[0]
    await talk("/broadcast")
    assert "什么也没有发出" in (await talk("取消")).text
    assert "发给谁" not in (await talk("芜湖")).text


@pytest.mark.parametrize("words", ["算了", "取消。", "还是算了吧", "不发了", "cancel"])
async def test_a_word_gives_it_up_at_every_step(talk: Chat, words: str) -> None:
    await meet(talk, ANN)
    asks = await talk("/broadcast 停机")
    assert "什么也没有发出" in (await talk(words)).text
    assert "过期或取消" in (await talk.press(asks, label(asks, "全部会话"))).alerts[0]
    shown = await preview(talk)
    assert "什么也没有发出" in (await talk(words)).text
    assert "过期或取消" in (await confirm(talk, shown)).alerts[0]


async def test_a_question_is_answered_as_usual_while_nothing_is_expected(talk: Chat) -> None:
    await meet(talk, ANN)
    assert "累计超100亿元" in (await talk("拍卖会")).text
    await preview(talk)
    assert "累计超100亿元" in (await talk("拍卖会")).text, "the draft waits for a press, not for words"
    await talk("/broadcast")
    await talk.later(NOW + DRAFT_LASTS)
    assert "累计超100亿元" in (await talk("拍卖会")).text, "an expired draft takes nothing"


async def test_what_another_administrator_says_is_no_draft_s_content(talk: Chat) -> None:
    await talk("/broadcast")
    assert "累计超100亿元" in (await other_says(talk, "拍卖会")).text


# Under way


async def progress(talk: Chat, seconds: int) -> None:
    """Shows progress at every second, as the ticks do, while messages are sent."""
    for number in range(1, seconds * 4):
        talk.clock.planned.append((talk.clock.now() + number * SECOND / 4, talk.assembly.progress.show))


async def test_the_progress_edits_itself_at_most_once_in_three_seconds(talk: Chat) -> None:
    await meet(talk, *CROWD, *MORE)
    shown = await broadcast(talk)
    assert "0/200" in shown.text
    assert shown.labels == ["暂停", "取消"]
    await progress(talk, 12)
    await talk.later(talk.clock.now())
    await ticks(talk, 4)
    edits = [each for each in talk.wire.requests if each.method == "editMessageText"][1:]
    assert {each.parameters["message_id"] for each in edits} == {shown.messages[0].message_id}
    assert len(edits) == 3
    assert all((later.at - early.at).total_seconds() >= 3 for early, later in pairwise(edits))
    assert "已完成" in edits[-1].parameters["text"]
    assert "200/200" in edits[-1].parameters["text"]


async def test_an_edit_that_fails_stops_nothing(talk: Chat) -> None:
    await meet(talk, *CROWD)
    await broadcast(talk)
    talk.wire.refusals["editMessageText"] = [Refused(400, "Bad Request: message to edit not found")] * 50
    await progress(talk, 12)
    await talk.later(talk.clock.now())
    await ticks(talk)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}


async def paused_midway(talk: Chat) -> Said:
    """A broadcast to all of CROWD that was paused after two seconds."""
    await meet(talk, *CROWD)
    shown = await broadcast(talk)
    pressed: list[Said] = []

    async def pause() -> None:
        pressed.append(await talk.press(shown, "暂停"))

    talk.clock.planned.append((talk.clock.now() + 2 * SECOND, pause))
    await talk.later(talk.clock.now())
    return pressed[0]


async def test_it_can_be_paused_and_resumed(talk: Chat) -> None:
    said = await paused_midway(talk)
    assert "已暂停" in said.text
    assert said.labels == ["继续", "取消"]
    sent = len(asked(talk, *CROWD))
    assert 40 <= sent <= 80
    await ticks(talk, 5)
    assert len(asked(talk, *CROWD)) == sent, "nothing leaves while it is paused"
    assert len([each for each in talk.wire.requests if each.method == "editMessageText"]) <= 3, "nor is it shown anew"
    said = await talk.press(said, "继续")
    assert "发送中" in said.text
    await sent_all(talk)
    assert len(asked(talk, *CROWD)) == len(CROWD)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}


async def test_it_can_be_cancelled_and_the_report_says_what_was_sent(talk: Chat) -> None:
    said = await paused_midway(talk)
    sent = len(asked(talk, *CROWD))
    ended = await talk.press(said, "取消")
    assert "已取消" in ended.text
    assert f"已发送 {sent}，取消未发 {len(CROWD) - sent}" in ended.text
    assert ended.labels == ["逐个会话的结果（CSV）"]
    await talk.later(NOW + HOUR)
    assert len(asked(talk, *CROWD)) == sent
    assert "已经结束" in (await talk.press(said, "继续")).alerts[0]


async def test_a_report_of_one_that_was_cancelled_on_its_way_ends_true(talk: Chat) -> None:
    await meet(talk, *CROWD)
    shown = await broadcast(talk)
    pressed: list[Said] = []

    async def cancel() -> None:
        pressed.append(await talk.press(shown, "取消"))

    talk.clock.planned.append((talk.clock.now() + SECOND, cancel))
    await talk.later(talk.clock.now())
    assert "结束时正在发出" in pressed[0].text, "some were claimed by then"
    await ticks(talk, 4)
    sent = len(asked(talk, *CROWD))
    report = [each for each in talk.wire.requests if each.method == "editMessageText"][-1]
    assert report.parameters["message_id"] == shown.messages[0].message_id
    assert f"已发送 {sent}，取消未发 {len(CROWD) - sent}。" in report.parameters["text"]


async def test_a_report_that_telegram_did_not_take_is_shown_again(talk: Chat) -> None:
    await meet(talk, *CROWD)
    shown = await broadcast(talk)

    async def cancel() -> None:
        await talk.press(shown, "取消")
        talk.wire.refusals["editMessageText"] = [Refused(500, "Internal Server Error")]

    talk.clock.planned.append((talk.clock.now() + SECOND, cancel))
    await talk.later(talk.clock.now())
    await ticks(talk, 6)
    edits = [each for each in talk.wire.requests if each.method == "editMessageText"]
    assert not talk.wire.refusals["editMessageText"], "one was refused"
    assert (
        len(
            [
                each
                for each in edits
                if "结束时正在发出" not in each.parameters["text"] and "已取消" in each.parameters["text"]
            ]
        )
        == 2
    )


async def test_a_pause_survives_a_restart(talk: Chat) -> None:
    said = await paused_midway(talk)
    sent = len(asked(talk, *CROWD))
    await talk.restart()
    await ticks(talk, 5)
    assert len(asked(talk, *CROWD)) == sent
    await talk.press(said, "继续")
    await sent_all(talk)
    assert len(asked(talk, *CROWD)) == len(CROWD)


async def test_a_restart_in_the_middle_loses_nothing_and_sends_nothing_twice(talk: Chat) -> None:
    await meet(talk, *CROWD)
    shown = await broadcast(talk)

    async def stop() -> None:
        talk.assembly.worker.stop()

    talk.clock.planned.append((talk.clock.now() + 2 * SECOND, stop))
    await talk.later(talk.clock.now())
    assert 0 < len(asked(talk, *CROWD)) < len(CROWD)
    await talk.restart()
    said = await sent_all(talk)
    assert len(asked(talk, *CROWD)) == len(CROWD)
    assert {sent.message_id for sent in said if sent.method == "editMessageText"} == {shown.messages[0].message_id}


async def test_a_cancelled_one_stays_so_after_a_restart(talk: Chat) -> None:
    said = await paused_midway(talk)
    await talk.press(said, "取消")
    sent = len(asked(talk, *CROWD))
    await talk.restart()
    await ticks(talk, 5)
    assert len(asked(talk, *CROWD)) == sent


async def test_one_that_telegram_refuses_everywhere_is_paused_and_its_author_is_told_why(talk: Chat) -> None:
    await meet(talk, *CROWD)
    for where in CROWD:
        talk.wire.refusals[where.chat_id] = [Refused(400, "Bad Request: message to forward not found")] * 2
    await broadcast(talk)
    said = await sent_all(talk)
    (why,) = [sent for sent in said if "一个会话也没有发成，已暂停" in sent.text]
    assert why.chat_id == ADMIN.chat_id
    assert "to forward not found" in why.text
    assert len(asked(talk, *CROWD)) <= 25, "those that were on their way already"
    shown = await talk.press(await talk("/broadcasts"), "#1")
    assert shown.labels[:2] == ["继续", "取消"]
    await talk.press(shown, "继续")
    assert [sent for sent in await sent_all(talk) if "已暂停" in sent.text], "and again, if nothing is mended"
    talk.wire.refusals.clear()
    await talk.press(shown, "继续")
    await sent_all(talk)
    assert await outcome(talk, CROWD[-1]) == SENT


async def test_one_whose_original_is_deleted_on_the_way_is_paused_and_what_is_owed_of_it_waits(talk: Chat) -> None:
    await meet(talk, *CROWD)
    for where in CROWD[10:]:
        talk.wire.refusals[where.chat_id] = [Refused(400, "Bad Request: message to forward not found")]
    await broadcast(talk)
    said = await sent_all(talk)
    (why,) = [sent for sent in said if "原消息不在了，已暂停" in sent.text]
    assert why.chat_id == ADMIN.chat_id
    states = {(await outcome(talk, where))[0] for where in CROWD[10:]}
    assert states == {State.PENDING}, "none has failed for good"


async def test_one_that_somebody_got_goes_on_though_that_is_not_marked_yet(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await meet(talk, ANN, *CROWD)
    for where in CROWD[:15]:
        talk.wire.refusals[where.chat_id] = [Refused(400, "Bad Request: message is not for you")]
    outbox = talk.services.store.outbox
    mark = outbox.mark

    async def slow(*what: Any) -> Any:
        await asyncio.sleep(0.3)
        return await mark(*what)

    await broadcast(talk, targets="私聊")
    monkeypatch.setattr(outbox, "mark", slow)
    said = await ticks(talk, 3)
    monkeypatch.setattr(outbox, "mark", mark)
    said += await sent_all(talk)
    assert not [sent for sent in said if "一个会话也没有发成" in sent.text]
    assert await outcome(talk, CROWD[-1]) == SENT


async def test_one_that_somebody_got_goes_on_though_many_refuse_it(talk: Chat) -> None:
    await meet(talk, ANN, *CROWD)
    await broadcast(talk, targets="私聊")
    for where in CROWD[:50]:
        talk.wire.refusals[where.chat_id] = [Refused(400, "Bad Request: message is not for you")]
    await sent_all(talk)
    assert await outcome(talk, CROWD[-1]) == SENT


# Later


async def scheduled(talk: Chat, words: str) -> Said:
    shown = await preview(talk)
    asks = await talk.press(shown, "定时发送")
    assert "什么时候发" in asks.text
    assert "上海时间" in asks.text
    return await talk(words)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("13:30", HALF_PAST_ONE),
        ("09:00", datetime(2026, 11, 21, 1, 0, tzinfo=UTC)),
        ("9点", datetime(2026, 11, 21, 1, 0, tzinfo=UTC)),
        ("明天 9点半", datetime(2026, 11, 21, 1, 30, tzinfo=UTC)),
        ("11-25 09:00", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
        ("11月25日9：05", datetime(2026, 11, 25, 1, 5, tzinfo=UTC)),
        ("2027-01-02 00:00", datetime(2027, 1, 1, 16, 0, tzinfo=UTC)),
        ("明天下午3点", datetime(2026, 11, 21, 7, 0, tzinfo=UTC)),
        ("明天9点30分", datetime(2026, 11, 21, 1, 30, tzinfo=UTC)),
        ("明天十点", datetime(2026, 11, 21, 2, 0, tzinfo=UTC)),
        ("下周五 9:00", datetime(2026, 11, 27, 1, 0, tzinfo=UTC)),
        ("今晚8点", datetime(2026, 11, 20, 12, 0, tzinfo=UTC)),
        ("明早八点半", datetime(2026, 11, 21, 0, 30, tzinfo=UTC)),
        ("9:00 明天", datetime(2026, 11, 21, 1, 0, tzinfo=UTC)),
        ("十一月二十五日，九点", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
        ("11.25 9.30", datetime(2026, 11, 25, 1, 30, tzinfo=UTC)),
        ("20261125 0930", datetime(2026, 11, 25, 1, 30, tzinfo=UTC)),
        ("周五 9:00", datetime(2026, 11, 27, 1, 0, tzinfo=UTC)),
        ("周五下午三点", datetime(2026, 11, 20, 7, 0, tzinfo=UTC)),
        ("1-5 09:00", datetime(2027, 1, 5, 1, 0, tzinfo=UTC)),
        ("今晚12点", datetime(2026, 11, 20, 16, 0, tzinfo=UTC)),
        ("今晚0点", datetime(2026, 11, 20, 16, 0, tzinfo=UTC)),
        ("今天晚上十二点", datetime(2026, 11, 20, 16, 0, tzinfo=UTC)),
        ("今天夜里1点", datetime(2026, 11, 20, 17, 0, tzinfo=UTC)),
        ("明晚12点", datetime(2026, 11, 21, 16, 0, tzinfo=UTC)),
        ("明晚11点", datetime(2026, 11, 21, 15, 0, tzinfo=UTC)),
        ("明天晚上零点", datetime(2026, 11, 21, 16, 0, tzinfo=UTC)),
        ("明天凌晨0点", datetime(2026, 11, 20, 16, 0, tzinfo=UTC)),
        ("周五晚上12点", datetime(2026, 11, 20, 16, 0, tzinfo=UTC)),
        ("周日晚12点半", datetime(2026, 11, 22, 16, 30, tzinfo=UTC)),
        ("11月30日晚上12点", datetime(2026, 11, 30, 16, 0, tzinfo=UTC)),
        ("12月31日深夜十二点", datetime(2026, 12, 31, 16, 0, tzinfo=UTC)),
        ("5分钟后", NOW + 5 * MINUTE),
        ("十五分钟之后", NOW + 15 * MINUTE),
        ("半小时后", NOW + 30 * MINUTE),
        ("过一个半小时", NOW + 90 * MINUTE),
        ("2 小时后", NOW + 2 * HOUR),
        ("六十分钟后", NOW + HOUR),
        ("1小时30分钟后", NOW + 90 * MINUTE),
        ("一个小时零五分钟后", NOW + HOUR + 5 * MINUTE),
        ("in 1 hour and 30 minutes", NOW + 90 * MINUTE),
        ("in 2 hours", NOW + 2 * HOUR),
    ],
)
async def test_its_time_is_read_as_it_is_written(talk: Chat, words: str, start: datetime) -> None:
    await meet(talk, ANN)
    assert "已定时" in (await scheduled(talk, words)).text
    made = await talk.services.store.broadcasts.get(1)
    assert made is not None
    assert made.start_at == start


async def test_it_starts_at_its_time_and_not_before(talk: Chat) -> None:
    await meet(talk, ANN)
    await scheduled(talk, "13:30")
    await talk.restart()
    assert await talk.later(HALF_PAST_ONE - SECOND) == []
    await meet(talk, BEN)
    await talk.later(HALF_PAST_ONE)
    await ticks(talk, 4)
    assert [len(asked(talk, where)) for where in (ANN, BEN)] == [1, 1], "to those that are there then"


async def test_a_midnight_is_confirmed_with_its_date(talk: Chat) -> None:
    await meet(talk, ANN)
    assert "2026-11-22 00:00" in (await scheduled(talk, "明晚12点")).text


async def test_one_that_somebody_ordered_who_is_no_administrator_any_more_waits_for_another_s(talk: Chat) -> None:
    await meet(talk, ANN)
    await scheduled(talk, "13:30")
    talk.settings = replace(talk.settings, admins=frozenset({BEN.chat_id}))
    await talk.restart()
    said = await talk.later(HALF_PAST_ONE)
    said += await ticks(talk, 4)
    assert asked(talk, ANN) == []
    (told,) = [sent for sent in said.messages if "已不是管理员，没有发，已暂停" in sent.text]
    assert told.chat_id == BEN.chat_id


@pytest.mark.parametrize(
    "words", ["昨天 9:00", "11-19 09:00", "11-20 09:00", "今天9点", "2025-12-01 09:00", "8-1 9:00"]
)
async def test_a_time_that_has_passed_is_asked_again(talk: Chat, words: str) -> None:
    await meet(talk, ANN)
    said = await scheduled(talk, words)
    assert f"“{words}”已经过去了" in said.text
    assert "已定时" in (await talk("13:30")).text


@pytest.mark.parametrize(
    "words",
    [
        *("25:00", "9:75", "下周", "2027", "11.25", "11-25", "2027年 9:00", "99-99 09:00", "芜湖", "芜湖 9:00"),
        *("每周五 9:00", "9:00-10:00", "明天9点到10点", "9", "明天", "2-29 9:00", "2月29日9点"),
        "1天2天3天4天后",
    ],
)
async def test_what_is_no_time_is_asked_again(talk: Chat, words: str) -> None:
    await meet(talk, ANN)
    said = await scheduled(talk, words)
    assert f"没看懂“{words}”" in said.text
    assert "已定时" in (await talk("13:30")).text


async def test_who_looks_at_the_time_may_go_back_to_the_preview(talk: Chat) -> None:
    await meet(talk, ANN)
    shown = await preview(talk)
    asks = await talk.press(shown, "定时发送")
    assert "预览之后变了" in (await confirm(talk, shown)).alerts[0]
    shown = await talk.press(asks, "‹ 返回")
    assert shown[0].text == "周五停机维护"
    await confirm(talk, shown)
    await sent_all(talk)
    assert len(asked(talk, ANN)) == 1


async def test_a_scheduled_one_can_be_cancelled_also_from_the_list(talk: Chat) -> None:
    await meet(talk, ANN)
    said = await scheduled(talk, "13:30")
    opened = await talk.press(await talk("/broadcasts"), "#1")
    assert "已定时" in opened.text
    assert "已取消，什么也没有发出" in (await talk.press(opened, "取消定时")).text
    await talk.later(NOW + 2 * HOUR)
    assert asked(talk, ANN) == []
    assert "已经结束" in (await talk.press(said, "取消定时")).alerts[0]


async def test_a_scheduled_one_shows_its_progress_when_it_begins(talk: Chat) -> None:
    await meet(talk, *CROWD)
    await scheduled(talk, "13:30")
    talk.clock.go_on_to(HALF_PAST_ONE)
    await progress(talk, 12)
    said = await talk.later(HALF_PAST_ONE)
    bars = [sent for sent in said if "█" in sent.text or "░" in sent.text]
    assert [sent.method for sent in bars].count("sendMessage") == 1
    assert len({sent.message_id for sent in bars}) == 1
    assert "暂停" in [button["text"] for row in bars[0].buttons for button in row]


def asks_author(said: Sequence[Sent]) -> bool:
    told = [sent.chat_id for sent in said if "晚了 6 小时以上" in sent.text]
    assert told in ([], [ADMIN.chat_id])
    return bool(told)


async def go_on(talk: Chat) -> None:
    await talk.press(await talk.press(await talk("/broadcasts"), "#1"), "继续")
    await sent_all(talk)


async def test_a_scheduled_one_is_sent_when_it_is_as_late_as_a_digest_may_be(talk: Chat) -> None:
    await meet(talk, ANN)
    await scheduled(talk, "13:30")
    assert not asks_author([*await talk.later(HALF_PAST_ONE + 5 * HOUR), *await ticks(talk)])
    assert len(asked(talk, ANN)) == 1


async def test_a_scheduled_one_that_is_later_waits_for_its_author(talk: Chat) -> None:
    await meet(talk, ANN)
    await scheduled(talk, "13:30")
    assert asks_author([*await talk.later(HALF_PAST_ONE + 7 * HOUR), *await ticks(talk)])
    assert asked(talk, ANN) == []
    await go_on(talk)
    assert len(asked(talk, ANN)) == 1


async def left_for(talk: Chat, hours: int) -> tuple[int, list[Sent]]:
    """A broadcast in the middle of which the bot ended: how many had it, and what is said after so many hours."""
    await meet(talk, *CROWD)
    await broadcast(talk)

    async def stop() -> None:
        talk.assembly.worker.stop()

    talk.clock.planned.append((talk.clock.now() + 2 * SECOND, stop))
    await talk.later(talk.clock.now())
    had = len(asked(talk, *CROWD))
    await talk.restart()
    talk.clock.go_on_to(talk.clock.now() + hours * HOUR)
    await talk.assembly.worker.begin()
    return had, [*await talk.later(talk.clock.now()), *await ticks(talk)]


async def test_one_that_was_interrupted_goes_on_when_it_is_as_late_as_a_digest_may_be(talk: Chat) -> None:
    _, said = await left_for(talk, hours=5)
    assert not asks_author(said)
    assert len(asked(talk, *CROWD)) == len(CROWD)


async def test_one_that_was_interrupted_for_longer_waits_for_its_author(talk: Chat) -> None:
    had, said = await left_for(talk, hours=7)
    assert asks_author(said)
    assert len(asked(talk, *CROWD)) == had
    await go_on(talk)
    assert len(asked(talk, *CROWD)) == len(CROWD)


# Reported


async def with_every_outcome(talk: Chat) -> Said:
    others = [Where(501), Where(502)]
    await meet(talk, ANN, BEN, CAT, CHANNEL, A_GROUP, *others)
    talk.wire.refusals |= {
        BEN.chat_id: [Refused(403, "Forbidden: bot was blocked by the user")],
        CHANNEL.chat_id: [Refused(400, "Bad Request: need administrator rights in the channel chat")],
        CAT.chat_id: [TimedOut()],
    }
    await broadcast(talk)
    return await sent_all(talk)


async def test_the_report_counts_every_outcome_and_says_why(talk: Chat) -> None:
    said = await with_every_outcome(talk)
    (report,) = [sent for sent in said if sent.method == "sendMessage" and sent.chat_id == ADMIN.chat_id]
    for line in (
        "对象：全部会话，共 7 个会话",
        "已发送 4，已退出或停用 1，未送达 1，结果不明 1",
        "用户停用了机器人：1",
        "机器人没有发言权限：1",
        "没有收到 Telegram 的回执",
    ):
        assert line in report.text


def table(sent: bytes) -> list[list[str]]:
    assert sent.startswith(b"\xef\xbb\xbf"), "spreadsheets read the Chinese by this mark"
    return list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))


async def test_the_report_comes_as_a_table_too(talk: Chat) -> None:
    said = await with_every_outcome(talk)
    (document,) = [sent for sent in said if sent.method == "sendDocument"]
    assert document.chat_id == ADMIN.chat_id
    rows = table(talk.wire.files["broadcast-1.csv"])
    assert len(rows) == 8
    by_chat = {row[0]: row for row in rows}
    assert by_chat[str(BEN.chat_id)][2:5] == ["私聊", "未送达", "用户停用了机器人"]
    assert by_chat[str(CAT.chat_id)][3] == "结果不明"
    assert by_chat[str(A_GROUP.chat_id)][2] == "群组"
    assert by_chat[str(ANN.chat_id)][6].startswith("2026-11-20T12:00")


async def test_past_ones_are_listed_and_their_reports_open_and_lead_back(talk: Chat) -> None:
    assert "还没有群发过" in (await talk("/broadcasts")).text
    await with_every_outcome(talk)
    await preview(talk, "只是草稿")
    listed = await talk("/broadcasts")
    assert "#1　2026-11-20 12:00　全部会话　已完成 4/7" in listed.text
    assert listed.labels == ["#1"], "a draft is not listed"
    report = await talk.press(listed, "#1")
    assert report.messages[0].method == "editMessageText"
    assert "已发送 4" in report.text
    asked_for = await talk.press(report, "逐个会话的结果（CSV）")
    assert "马上发来" in asked_for.alerts[0]
    said = await ticks(talk, 2)
    assert [sent.method for sent in said] == ["sendDocument"]
    assert "群发记录" in (await talk.press(report, "‹ 群发记录")).text


async def test_the_list_goes_on_over_pages(talk: Chat) -> None:
    await meet(talk, ANN)
    for number in range(12):
        await broadcast(talk, f"第{number}条", "私聊")
        await talk.later(talk.clock.now() + MINUTE)
    listed = await talk("/broadcasts")
    assert listed.labels == [f"#{number}" for number in range(12, 2, -1)] + ["较早 ›"]
    older = await talk.press(listed, "较早 ›")
    assert older.labels == ["#2", "#1", "‹ 较新"]
    assert (await talk.press(older, "‹ 较新")).labels == listed.labels


async def test_another_administrator_sees_it_and_may_stop_it(talk: Chat) -> None:
    await paused_midway(talk)
    listed = await other_says(talk, "/broadcasts")
    opened = await other_presses(talk, data_of(listed, "#1"))
    assert "已暂停" in opened.text
    stopped = await other_presses(talk, data_of(opened, "取消"))
    assert "已取消" in stopped.text


async def test_who_left_is_not_asked_again_by_the_next_broadcast(talk: Chat) -> None:
    await with_every_outcome(talk)
    await talk.later(NOW + MINUTE)
    asks = await talk("/broadcast 又一条")
    assert "私聊 5" in asks.labels, "Ann, Cat, two others, and the administrator who got the report"
    assert all(each.method in THEIRS for each in asked(talk, BEN))
    await talk.press(asks, "私聊 5")
    assert (await talk.services.store.chats.counted())[ChatKind.PRIVATE, True] == 1
    assert State.SENT in {(await outcome(talk, ANN))[0]}
