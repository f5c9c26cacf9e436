"""The bot comes and goes: it introduces itself once, goes quiet where it is not wanted, and remembers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.services import Services
from bot.settings import DEFAULTS
from bot.subscription import ChatKind, Where
from tests.chat import CHANNEL, GROUP, OTHER, PERSON, Chat, Refused, Said
from tests.test_subscribe import FORUM, TOPIC, at, every_day

PRIVATE = {"id": PERSON["id"], "type": "private", "first_name": "研究员"}
ADMIN = OTHER  # of the bot, where a test has one
BOT = {"id": 1, "is_bot": True, "first_name": "简报"}
RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
)
MAY = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
    *("can_edit_tag", "can_react_to_messages"),
)


def member(status: str) -> dict[str, Any]:
    fields: dict[str, dict[str, Any]] = {
        "administrator": dict.fromkeys(RIGHTS, True),
        "kicked": {"until_date": 0},
        "restricted": {**dict.fromkeys(MAY, False), "is_member": True, "until_date": 0},
        "restricted and out": {**dict.fromkeys(MAY, False), "is_member": False, "until_date": 0},
    }
    return {"status": status.split()[0], "user": BOT, **fields.get(status, {})}


async def becomes(talk: Chat, old: str, new: str, chat: dict[str, Any] = GROUP) -> Said:
    change = {"old_chat_member": member(old), "new_chat_member": member(new)}
    return await talk.update({"my_chat_member": {"chat": chat, "from": PERSON, "date": 1, **change}})


@pytest.mark.parametrize("chat", [GROUP, FORUM, {**GROUP, "type": "group"}], ids=["supergroup", "forum", "basic group"])
@pytest.mark.parametrize("status", ["member", "administrator", "restricted"])
async def test_in_a_group_it_introduces_itself_in_one_message_with_one_button(
    talk: Chat, chat: dict[str, Any], status: str
) -> None:
    said = await becomes(talk, "left", status, chat)
    assert "G60" in said.text
    assert "/city" in said.text
    assert said.labels == ["订阅每日简报"]
    (message,) = said.messages
    assert message.chat_id == GROUP["id"]
    assert message.thread_id is None


async def test_the_message_that_it_was_added_brings_no_second_introduction(talk: Chat) -> None:
    assert await talk(None, GROUP, new_chat_members=[BOT]) == []
    assert await talk(None, GROUP, group_chat_created=True) == []


async def test_the_introductions_button_subscribes_the_group_and_is_its_administrators(talk: Chat) -> None:
    said = await becomes(talk, "left", "member")
    talk.wire.members[PERSON["id"]] = "member"
    assert (await talk.press(said, "订阅每日简报", GROUP)).alerts == ["这一项只有群的管理员能用。"]
    talk.wire.members.clear()
    assert "已订阅" in (await talk.press(said, "订阅每日简报", GROUP)).text
    assert (await talk.later(at(28, 8, 30))).messages[0].chat_id == GROUP["id"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("member", "administrator"), ("administrator", "member"), ("member", "restricted"), ("restricted", "member")],
)
async def test_more_or_fewer_rights_bring_no_second_introduction(talk: Chat, old: str, new: str) -> None:
    assert await becomes(talk, old, new) == []


@pytest.mark.parametrize("out", ["left", "kicked", "restricted and out"])
async def test_removed_it_goes_quiet_and_back_again_it_remembers(talk: Chat, out: str) -> None:
    await every_day(talk, "/subscribe 07:45", GROUP)
    assert await becomes(talk, "member", out) == []
    assert await talk.later(at(21, 7, 45)) == []
    back = await becomes(talk, out, "member")
    assert "这里的订阅还在：每天 07:45，上海时间" in back.text
    assert back.labels == ["设置"]
    assert (await talk.later(at(22, 7, 45))).messages


async def test_back_where_nothing_was_subscribed_it_offers_to(talk: Chat) -> None:
    await talk("/subscribe", GROUP)
    await talk("/unsubscribe", GROUP)
    await becomes(talk, "member", "left")
    assert (await becomes(talk, "left", "member")).labels == ["订阅每日简报"]
    assert await talk.later(at(28, 8, 30)) == []


async def test_what_was_missed_while_it_was_away_does_not_come_afterwards(talk: Chat) -> None:
    await every_day(talk, chat=GROUP)
    await becomes(talk, "member", "left")
    await talk.later(at(21, 8, 30))
    await becomes(talk, "left", "member")
    assert await talk.later(at(21, 9)) == []


async def test_blocked_in_private_it_goes_quiet_and_unblocked_it_says_nothing_and_sends_again(talk: Chat) -> None:
    await every_day(talk)
    assert await becomes(talk, "member", "kicked", PRIVATE) == []
    assert await talk.later(at(21, 8, 30)) == []
    assert await becomes(talk, "kicked", "member", PRIVATE) == []
    assert (await talk.later(at(22, 8, 30))).messages


async def test_who_starts_anew_after_blocking_gets_digests_again(talk: Chat) -> None:
    await every_day(talk)
    talk.wire.refusals["sendMessage"] = [Refused(403, "Forbidden: bot was blocked by the user")]
    await talk.later(at(21, 8, 30))
    assert await talk.later(at(22, 8, 30)) == []
    await talk("/start")
    assert (await talk.later(at(23, 8, 30))).messages


async def test_a_group_that_it_may_not_write_to_is_no_error(talk: Chat) -> None:
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: not enough rights to send text messages")]
    assert await becomes(talk, "left", "restricted") == []


async def _without_the_right_to_post(talk: Chat) -> None:
    """The group's digest of the 21st is refused, and pauses."""
    await every_day(talk, chat=GROUP)
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: not enough rights to send text messages")]
    await talk.later(at(21, 8, 30))
    await talk.later(at(24, 9))


async def test_the_right_to_post_given_in_time_still_brings_the_days_digest(talk: Chat) -> None:
    await _without_the_right_to_post(talk)
    await becomes(talk, "restricted", "administrator")
    assert [message.chat_id for message in await talk.later(at(24, 9, 1))] == [GROUP["id"]]
    assert (await talk.later(at(25, 8, 30))).messages
    shown = (await talk("/delivery", GROUP)).text
    assert "11-24 08:30　简报　已发送（补发）\n11-23 08:30　简报　未发送：机器人没有发言权限\n" in shown


@pytest.mark.parametrize("how", ["恢复", "/subscribe", "/subscribe 7:00"])
async def test_who_resumes_it_in_time_still_gets_the_days_digest(talk: Chat, how: str) -> None:
    await _without_the_right_to_post(talk)
    if how == "恢复":
        await talk.press(await talk("/settings", GROUP), how, GROUP)
    else:
        await talk(how, GROUP)
    assert [message.chat_id for message in await talk.later(at(24, 9, 1))] == [GROUP["id"]]
    assert await talk.later(at(24, 22)) == []
    shown = (await talk("/delivery", GROUP)).text
    assert "11-24 08:30　简报　已发送（补发）\n11-23 08:30　简报　未发送：机器人没有发言权限\n" in shown


async def test_the_digest_that_was_refused_for_want_of_the_right_comes_when_it_is_given(talk: Chat) -> None:
    await every_day(talk, chat=GROUP)
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: not enough rights to send text messages")]
    await talk.later(at(21, 8, 30))
    assert await talk.later(at(21, 8, 59)) == []
    await becomes(talk, "restricted", "administrator")
    assert "2026年11月21日" in (await talk.later(at(21, 9))).text
    assert await talk.later(at(21, 20)) == []


@pytest.mark.parametrize("change", ["07:00", "08:59", "10:00"])
async def test_an_hour_that_is_changed_in_a_pause_passes_over_no_digest_of_it(talk: Chat, change: str) -> None:
    await _without_the_right_to_post(talk)
    await talk.press_data(f"set|-|at|{change.replace(':', '')}", chat=GROUP)
    await becomes(talk, "restricted", "administrator")
    said = [*(await talk.later(at(24, 9, 1))).messages, *(await talk.later(at(24, 10))).messages]
    assert ["2026年11月24日" in message.text for message in said] == [True]
    assert "2026年11月25日" in (await talk.later(at(25, 10))).text


async def test_a_digest_that_was_to_come_is_not_passed_over_by_an_hour_that_is_changed_in_a_pause(talk: Chat) -> None:
    await _without_the_right_to_post(talk)
    await talk.later(at(25, 8))
    await talk.press_data("set|-|at|0700", chat=GROUP)
    await becomes(talk, "restricted", "administrator")
    said = [*(await talk.later(at(25, 8, 1))).messages, *(await talk.later(at(25, 8, 30))).messages]
    assert ["2026年11月25日" in message.text for message in said] == [True]


async def test_days_without_the_right_to_post_are_told_with_that_reason_and_no_administrator_is_alarmed(
    services: Services,
) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=frozenset({ADMIN["id"]})))
    async with talk.application:
        await _without_the_right_to_post(talk)
        assert [request.chat_id for request in talk.wire.requests].count(ADMIN["id"]) == 1, "when it was refused"
        await talk.later(at(24, 20))
        await becomes(talk, "restricted", "administrator")
        assert await talk.later(at(24, 20, 1)) == []
        assert await talk.later(at(24, 22)) == []
        shown = (await talk("/delivery", GROUP)).text
        assert shown.count("未发送：机器人没有发言权限") == 3
        assert "错过时间" not in shown
        assert "下一次：2026年11月25日 08:30" in shown


async def test_who_adds_it_anew_with_the_right_to_post_gets_digests_again(talk: Chat) -> None:
    await _without_the_right_to_post(talk)
    await becomes(talk, "restricted", "left")
    await becomes(talk, "left", "administrator")
    assert await talk.later(at(24, 9, 1)) == [], "of the day when it was away"
    assert (await talk.later(at(25, 8, 30))).messages


async def test_of_a_channel_whoever_added_it_is_told_in_private(talk: Chat) -> None:
    talk.wire.seen.append(CHANNEL)
    said = await becomes(talk, "left", "administrator", CHANNEL)
    assert [message.chat_id for message in said.messages] == [PERSON["id"]]
    assert "频道" in said.text
    panel = await talk.press(said, "频道的简报设置")
    assert "（频道“科创观察”）" in panel.text
    assert "已订阅" in (await talk.press(panel, "订阅")).text
    assert (await talk.later(at(28, 8, 30))).messages[0].chat_id == CHANNEL["id"]


async def test_of_a_channel_who_never_spoke_to_it_cannot_be_told_and_that_is_no_error(talk: Chat) -> None:
    talk.wire.refusals["sendMessage"] = [Refused(403, "Forbidden: bot can't initiate conversation with a user")]
    assert await becomes(talk, "left", "administrator", CHANNEL) == []


async def test_a_group_that_becomes_a_supergroup_takes_its_settings_along(talk: Chat) -> None:
    basic, new = {"id": -4321, "type": "group", "title": "政策组"}, {**GROUP, "id": -1004321}
    await every_day(talk, "/subscribe 07:45", basic)
    await talk.later(at(21, 7, 45))
    assert await talk(None, basic, migrate_to_chat_id=new["id"]) == []
    assert await talk(None, new, migrate_from_chat_id=basic["id"]) == []
    assert "时间：07:45" in (await talk("/settings", new)).text
    assert "11-21 07:45　简报　已发送" in (await talk("/delivery", new)).text
    assert await talk.services.store.chats.of_chat(basic["id"]) == ()
    assert [message.chat_id for message in await talk.later(at(22, 7, 45))] == [new["id"]]


async def test_a_migration_that_only_sending_tells_of_moves_the_settings_too(talk: Chat) -> None:
    basic, new_id = {"id": -4321, "type": "group", "title": "政策组"}, -1004321
    await every_day(talk, chat=basic)
    moved = "Bad Request: group chat was upgraded to a supergroup chat"
    talk.wire.refusals["sendMessage"] = [Refused(400, moved, migrate_to_chat_id=new_id)]
    await talk.later(at(21, 8, 30))
    await talk.later(at(21, 8, 31))
    assert [each.where.chat_id for each in await talk.services.store.chats.of_chat(new_id)] == [new_id]
    last = await talk.services.store.outbox.last_here(Where(new_id, kind=ChatKind.GROUP), 9)
    assert [each.state for each in last] == ["sent"]


async def test_topics_are_remembered_too(talk: Chat) -> None:
    await every_day(talk, "/subscribe 07:45", FORUM)
    await talk("/subscribe 09:15", FORUM, **TOPIC)
    await becomes(talk, "member", "kicked", FORUM)
    assert "这里的订阅还在：每天 07:45" in (await becomes(talk, "kicked", "member", FORUM)).text
    assert "时间：09:15" in (await talk("/settings", FORUM, **TOPIC)).text


async def test_back_where_only_a_topic_was_subscribed_it_does_not_speak_of_general(talk: Chat) -> None:
    await talk("/subscribe 09:15", FORUM, **TOPIC)
    await becomes(talk, "member", "kicked", FORUM)
    said = await becomes(talk, "kicked", "member", FORUM)
    assert "话题里的订阅还在" in said.text
    assert "09:15" not in said.text
