"""Channels: set up by their administrators, from a private chat or by a post; read by many, who press no buttons."""

from __future__ import annotations

from typing import Any

import pytest

from bot.subscription import ChatKind, Where
from bot.transport.local import BOT_ID, BOT_NAME
from tests.chat import CHANNEL, GROUP, OTHER, PERSON, Chat, Refused, Said
from tests.test_subscribe import at

NAME = CHANNEL["username"]
ELSEWHERE = {"id": -1009876543210, "type": "channel", "title": "别的频道", "username": "elsewhere"}


async def post(talk: Chat, text: str, **fields: Any) -> Said:
    """What the bot does about a post in the channel."""
    content = {"message_id": 10, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": text}
    return await talk.update({"channel_post": content | fields})


def forwarded(chat: dict[str, Any]) -> dict[str, Any]:
    return {"forward_origin": {"type": "channel", "date": 1, "chat": chat, "message_id": 5}}


@pytest.fixture
def seen(talk: Chat) -> Chat:
    """A conversation in which the bot sees the channel."""
    talk.wire.seen.append(CHANNEL)
    return talk


@pytest.mark.parametrize("name", [f"@{NAME}", f"https://t.me/{NAME}", f"t.me/{NAME}", str(CHANNEL["id"])])
async def test_an_administrator_subscribes_a_channel_from_a_private_chat(seen: Chat, name: str) -> None:
    said = await seen(f"/subscribe 08:30 {name}")
    assert "已为频道“科创观察”订阅：每天 08:30，上海时间" in said.text
    assert "未订阅" in (await seen("/settings")).text, "the private chat itself"
    sent = await seen.later(at(28, 8, 30))
    assert [message.chat_id for message in sent.messages] == [CHANNEL["id"]]
    assert "已退订" in (await seen(f"/unsubscribe {name}")).text
    assert "没有订阅" in (await seen(f"/unsubscribe {name}")).text


async def test_the_panel_of_a_channel_sets_up_the_channel(seen: Chat) -> None:
    panel = await seen(f"/settings @{NAME}")
    assert "（频道“科创观察”）" in panel.text
    choices = await seen.press(panel, "时间")
    assert "时间：07:30" in (await seen.press(choices, "07:30")).text
    assert "时间：08:30" in (await seen("/settings")).text
    assert "时间：07:30" in (await seen(f"/settings @{NAME}")).text


@pytest.mark.parametrize("command", ["/unsubscribe", "/delivery", "/forget", "/subscribe 08:30"])
async def test_what_is_said_of_a_channel_elsewhere_names_it(seen: Chat, command: str) -> None:
    assert "频道“科创观察”" in (await seen(f"{command} @{NAME}")).text


async def test_every_step_of_its_panel_and_the_end_of_its_digest_name_it(seen: Chat) -> None:
    panel = await seen.press(await seen(f"/subscribe 08:30 @{NAME}"), "设置")
    panel = await seen.press(await seen.press(panel, "时间"), "07:30")
    assert "（频道“科创观察”）" in panel.text
    assert "频道“科创观察”已退订" in (await seen(f"/unsubscribe @{NAME}")).text


async def test_the_title_of_a_channel_is_cut_and_breaks_nothing(talk: Chat) -> None:
    talk.wire.seen.append({**CHANNEL, "title": "<b>&\u202e" + "长" * 200})
    for command in ("/settings", "/subscribe 08:30", "/unsubscribe", "/unsubscribe", "/delivery", "/forget"):
        said = (await talk(f"{command} @{NAME}")).text
        assert f"频道“<b>& {'长' * 35}…”" in said


async def test_a_channel_that_is_set_up_by_its_own_post_is_not_named(talk: Chat) -> None:
    assert "频道" not in (await post(talk, "/subscribe 08:30")).text


async def test_a_group_in_which_a_channel_is_set_up_is_not_told_its_title(seen: Chat) -> None:
    panel = await seen(f"/settings {CHANNEL['id']}", GROUP)
    assert "（频道）" in panel.text
    assert "（频道）" in (await seen.press(panel, "订阅", GROUP)).text


async def test_who_does_not_run_a_channel_is_not_told_its_title(seen: Chat) -> None:
    seen.wire.members[PERSON["id"]] = "member"
    assert CHANNEL["title"] not in (await seen(f"/settings {CHANNEL['id']}")).text


async def test_a_forwarded_post_opens_the_panel_of_its_channel(seen: Chat) -> None:
    said = await seen("科创早报", **forwarded(CHANNEL))
    assert "（频道“科创观察”）" in said.text
    assert "已订阅" in (await seen.press(said, "订阅")).text
    assert (await seen.later(at(28, 8, 30))).messages[0].chat_id == CHANNEL["id"]


async def test_a_post_forwarded_to_a_group_is_nobodys_question(seen: Chat) -> None:
    assert await seen("科创早报", GROUP, **forwarded(CHANNEL)) == []


async def test_a_channel_that_the_bot_does_not_see_is_said_to_be_unknown(talk: Chat) -> None:
    for said in (await talk("/settings @elsewhere"), await talk("科创早报", **forwarded(ELSEWHERE))):
        assert said.text == "我看不到这个频道或群。请先把我加为它的管理员，再试一次。"


@pytest.mark.parametrize("command", ["/subscribe 08:30", "/unsubscribe", "/settings", "/delivery", "/forget"])
async def test_who_does_not_run_the_channel_is_refused(seen: Chat, command: str) -> None:
    seen.wire.members[PERSON["id"]] = "member"
    assert "这一项只有频道的管理员能用。如果你就是管理员" in (await seen(f"{command} @{NAME}")).text
    assert await seen.later(at(28, 8, 30)) == []


async def test_a_persons_name_is_no_channel(talk: Chat) -> None:
    talk.wire.seen.append({"id": 8, "type": "private", "first_name": "同事", "username": "colleague"})
    assert "看不到" in (await talk("/subscribe 08:30 @colleague")).text
    assert "看不到" in (await talk.press_data("set|8|on|-")).alerts[0]


async def test_a_post_in_the_channel_subscribes_it(talk: Chat) -> None:
    said = await post(talk, "/subscribe 08:30 伦敦")
    assert "已订阅：每天 08:30，伦敦时间" in said.text
    assert said.messages[0].chat_id == CHANNEL["id"]
    sent = await talk.later(at(28, 16, 30))
    assert [message.chat_id for message in sent.messages] == [CHANNEL["id"]]
    assert "已退订" in (await post(talk, "/退订")).text


@pytest.mark.parametrize(
    "text",
    [
        "/city 芜湖",
        "芜湖",
        f"@{BOT_NAME} 芜湖",
        "/subscribe@another_bot 08:30",
        "/broadcast",
        "/start",
        "/weather",
        "今天的简报：/subscribe",
    ],
)
async def test_other_posts_of_a_channel_are_left_alone(talk: Chat, text: str) -> None:
    assert await post(talk, text) == []


async def test_the_settings_buttons_in_a_channel_are_its_administrators(talk: Chat) -> None:
    said = await post(talk, "/settings")
    talk.wire.members[OTHER["id"]] = "member"
    assert (await talk.press(said, "订阅", CHANNEL, OTHER)).alerts == ["这一项只有频道的管理员能用。"]
    assert "已订阅" in (await talk.press(said, "订阅", CHANNEL)).text


async def test_the_buttons_of_a_channels_digest_are_links(talk: Chat) -> None:
    await post(talk, "/subscribe 08:30")
    sent = await talk.later(at(28, 8, 30))
    assert sent.buttons
    for button in sent.buttons:
        assert "callback_data" not in button
        assert button["url"].startswith(f"https://t.me/{BOT_NAME}?start=")


async def test_the_link_of_a_digests_entry_opens_that_fact_in_private(talk: Chat) -> None:
    await post(talk, "/subscribe 08:30")
    sent = await talk.later(at(28, 8, 30))
    code = sent.buttons[0]["url"].partition("start=")[2]
    said = await talk(f"/start {code}")
    assert said.messages[0].chat_id == PERSON["id"]
    assert "2018年11月28日" in said.text


async def test_the_preview_in_a_channel_is_what_it_gets(talk: Chat) -> None:
    await post(talk, "/subscribe 08:30")
    (preview,) = await post(talk, "/digest 11-28")
    (sent,) = await talk.later(at(28, 8, 30))
    assert (preview.parameters["text"], preview.buttons) == (sent.parameters["text"], sent.buttons)


@pytest.mark.parametrize("data", ["city|wuhu|-", "fact|x", "digest|2026-11-08|2", "on|11-08|1", "ask|city|1"])
async def test_an_ordinary_button_in_a_channel_is_answered_to_its_presser_only(talk: Chat, data: str) -> None:
    said = await talk.press_data(data, chat=CHANNEL)
    assert said.alerts == ["请到和我的私聊里查看。"]
    assert said.messages == []


@pytest.mark.parametrize("text", ["/subscribe 08:30", f"@{BOT_NAME} 订阅 08:30"])
async def test_a_post_that_was_made_through_a_bot_is_no_command(seen: Chat, text: str) -> None:
    through = {"id": 88, "is_bot": True, "first_name": "x", "username": "another_bot"}
    assert await post(seen, text, via_bot=through) == []
    assert (await post(seen, text)).messages


MUTE: dict[str, Any] = {"status": "administrator", "can_post_messages": False}
RESTRICTED: dict[str, Any] = {"status": "restricted", "is_member": True, "can_send_messages": False}
OPEN_GROUP = {**GROUP, "id": -1002000000000}
QUIET_GROUP = {**OPEN_GROUP, "permissions": {"can_send_messages": False}}


@pytest.mark.parametrize(
    ("chat", "standing", "what"),
    [
        pytest.param(CHANNEL, MUTE, "我在频道“科创观察”没有发布权限", id="an administrator without the right"),
        pytest.param(CHANNEL, "member", "我在频道“科创观察”没有发布权限", id="a reader of a channel"),
        pytest.param(OPEN_GROUP, RESTRICTED, "我在群“政策组”不能发言", id="somebody restricted"),
        pytest.param(QUIET_GROUP, "member", "我在群“政策组”不能发言", id="a member where only administrators write"),
        pytest.param(OPEN_GROUP, "left", "我在群“政策组”不能发言", id="nobody of the group"),
    ],
)
async def test_who_subscribes_a_chat_in_which_the_bot_may_not_post_is_told_at_once(
    talk: Chat, chat: dict[str, Any], standing: Any, what: str
) -> None:
    talk.wire.seen.append(chat)
    talk.wire.members[BOT_ID] = standing
    said = await talk(f"/subscribe 08:30 {chat['id']}")
    assert "已为" in said.text
    assert what in said.text
    off = await talk.press(said, "退订")
    assert what not in off.text
    assert what in (await talk.press(off, "订阅")).text


@pytest.mark.parametrize(("chat", "standing"), [(CHANNEL, {**MUTE, "can_post_messages": True}), (OPEN_GROUP, "member")])
async def test_where_it_may_post_nothing_is_said_of_it(talk: Chat, chat: dict[str, Any], standing: Any) -> None:
    talk.wire.seen.append(chat)
    talk.wire.members[BOT_ID] = standing
    assert "简报发不出去" not in (await talk(f"/subscribe 08:30 {chat['id']}")).text


async def test_when_telegram_does_not_say_whether_it_may_post_it_is_subscribed_all_the_same(seen: Chat) -> None:
    may_post = seen.services.desk.may_post
    seen.wire.refusals["getChatMember"] = [Refused(502, "Bad Gateway")]
    assert await may_post(Where(CHANNEL["id"], kind=ChatKind.CHANNEL))
    assert await may_post(Where(PERSON["id"]))
