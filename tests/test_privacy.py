"""/privacy and /forget: what is stored, for how long, and that it goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services import Services
from bot.settings import DEFAULTS
from bot.subscription import ChatKind, Where
from tests.chat import CHANNEL, GROUP, NOW, OTHER, PERSON, Chat, Refused
from tests.delivery.acting import broadcast
from tests.test_subscribe import FORUM, TOPIC, at, every_day

HERE = Where(PERSON["id"])


async def stored(talk: Chat, where: Where) -> list[object]:
    """All that the store has about a chat."""
    store = talk.services.store
    return [*await store.chats.of_chat(where.chat_id), *await store.outbox.last_here(where, 99)]


async def known_chats(talk: Chat) -> int:
    return sum((await talk.services.store.chats.counted()).values())


async def test_privacy_says_what_is_stored_and_for_how_long(talk: Chat) -> None:
    for chat in (None, GROUP):
        said = await talk("/privacy", chat)
        assert "保存到发 /forget 为止" in said.text
        assert "保存90天" in said.text
        assert "不存名字" in said.text


async def test_deliveries_go_after_ninety_days_and_settings_stay(talk: Chat) -> None:
    await every_day(talk)
    await talk.later(at(21, 8, 30))
    assert await talk.services.store.outbox.prune(at(21, 9).replace(month=12)) == 0
    assert await talk.services.store.outbox.prune(at(21, 9).replace(year=2027, month=3)) == 1
    assert len(await stored(talk, HERE)) == 1


async def test_forgetting_is_confirmed_first_and_then_removes_all(talk: Chat) -> None:
    await every_day(talk)
    await talk.later(at(21, 8, 30))
    asked = await talk("/forget")
    assert "不能恢复" in asked.text
    assert len(await stored(talk, HERE)) == 2, "nothing is removed by asking"
    gone = await talk.press(asked, "全部删除")
    assert "已全部删除" in gone.text
    assert gone[0].method == "editMessageText"
    assert gone.buttons == []
    assert await stored(talk, HERE) == []
    assert await known_chats(talk) == 0
    assert await talk.later(at(22, 8, 30)) == []


async def test_who_thinks_better_of_it_keeps_all(talk: Chat) -> None:
    await every_day(talk)
    assert "没有删除" in (await talk.press(await talk("/forget"), "算了")).text
    assert (await talk.later(at(21, 8, 30))).messages


async def test_others_are_not_forgotten_along(talk: Chat) -> None:
    await every_day(talk)
    await every_day(talk, chat=GROUP)
    await talk.press(await talk("/forget"), "全部删除")
    assert [message.chat_id for message in await talk.later(at(21, 8, 30))] == [GROUP["id"]]


async def test_a_group_is_forgotten_with_all_its_topics_by_its_administrators_only(talk: Chat) -> None:
    await every_day(talk, chat=FORUM)
    await talk("/subscribe 09:00", FORUM, **TOPIC)
    asked = await talk("/forget", FORUM)
    assert "包括各话题" in asked.text
    talk.wire.members[OTHER["id"]] = "member"
    assert (await talk.press(asked, "全部删除", FORUM, OTHER)).alerts == ["这一项只有群的管理员能用。"]
    assert len(await stored(talk, Where(GROUP["id"], kind=ChatKind.GROUP))) == 2
    await talk.press(asked, "全部删除", FORUM)
    assert await stored(talk, Where(GROUP["id"], kind=ChatKind.GROUP)) == []


async def test_a_channel_is_forgotten_from_a_private_chat_and_the_private_chat_is_not(talk: Chat) -> None:
    talk.wire.seen.append(CHANNEL)
    await talk("/subscribe")
    await talk(f"/subscribe @{CHANNEL['username']}")
    asked = await talk(f"/forget @{CHANNEL['username']}")
    assert "频道“科创观察”" in asked.text
    await talk.press(asked, "全部删除")
    assert await stored(talk, Where(CHANNEL["id"])) == []
    assert len(await stored(talk, HERE)) == 1


@pytest.mark.parametrize("data", ["forget|all|-", "forget||-", "forget|yes", "forget", "forget|yes|-|1|2"])
async def test_a_forged_button_removes_nothing(talk: Chat, data: str) -> None:
    await every_day(talk)
    assert (await talk.press_data(data)).alerts == ["这个按钮已经用不了，请重新查询。"]
    assert len(await stored(talk, HERE)) == 1


async def test_another_chat_is_not_forgotten_by_a_forged_button(talk: Chat) -> None:
    talk.wire.seen.append(GROUP)
    await every_day(talk, chat=GROUP)
    talk.wire.members[OTHER["id"]] = "member"
    assert (await talk.press_data(f"forget|yes|{GROUP['id']}", person=OTHER)).alerts
    assert (await talk.press_data(f"forget|yes|{PERSON['id']}", person=OTHER)).alerts
    assert len(await stored(talk, Where(GROUP["id"]))) == 1


async def test_forgetting_what_is_not_known_is_no_error(talk: Chat) -> None:
    assert "已全部删除" in (await talk.press(await talk("/forget"), "全部删除")).text


async def test_asking_stores_nothing_about_a_chat(talk: Chat) -> None:
    for question in ("芜湖", "/city 芜湖", "/privacy", "/settings", "/delivery", "/digest", "/unsubscribe", "/forget"):
        await talk(question)
    await talk.press(await talk("/settings"), "时间")
    assert await known_chats(talk) == 0


async def test_an_answer_that_must_wait_makes_no_chat_known_and_no_target_of_broadcasts(talk: Chat) -> None:
    targets = await talk.services.store.broadcasts.count("all")
    wait = Refused(429, "Too Many Requests: retry after 30", retry_after=30)
    talk.wire.refusals[HERE.chat_id] = [wait]
    assert await talk("芜湖") == []
    assert await known_chats(talk) == 0
    assert await talk.services.store.broadcasts.count("all") == targets == 0
    assert "芜湖" in (await talk.later(NOW + timedelta(seconds=31))).text
    await talk.services.store.outbox.prune(talk.clock.now())
    assert await talk.services.store.chats.meet(HERE, talk.clock.now()), "it was never known"


async def test_a_stranger_does_not_learn_a_groups_settings_by_a_link(talk: Chat) -> None:
    await talk("/subscribe 每周一 08:30", GROUP)
    await talk("/subscribe 每周一 08:30")
    mine = await talk("/digest 11-08")
    await talk("/subscribe 每天")
    assert "每周简报" in mine.text
    for chat in (GROUP, CHANNEL):
        assert "每日简报" in (await talk(f"/start d-20261108{chat['id']}")).text


async def test_who_has_a_broadcast_going_on_is_not_forgotten_before_it_ends(services: Services) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    async with talk.application:
        await talk("/start")
        await broadcast(talk)
        asked = await talk("/forget")
        assert "先在 /broadcasts 里取消" in (await talk.press(asked, "全部删除")).alerts[0]
        await talk.later(talk.clock.now())
        for _ in range(6):
            await talk.later(talk.clock.now() + timedelta(seconds=1))
        assert "已全部删除" in (await talk.press(await talk("/forget"), "全部删除")).text
        assert "#1" in (await talk("/broadcasts")).text, "the other administrators keep the history"
