"""/delivery: what came, why one is missing, and when the next comes."""

from __future__ import annotations

from tests.chat import CHANNEL, GROUP, PERSON, Chat, Refused
from tests.test_subscribe import FORUM, TOPIC, at, every_day


async def test_where_nothing_is_subscribed_it_says_so_and_how_to(talk: Chat) -> None:
    said = await talk("/delivery")
    assert "还没有发过" in said.text
    assert "没有订阅" in said.text
    assert "已订阅" in (await talk.press(said, "订阅")).text


async def test_what_came_is_listed_newest_first_with_when_the_next_comes(talk: Chat) -> None:
    await every_day(talk)
    await talk.later(at(21, 8, 30))
    await talk.later(at(22, 9))
    said = await talk("/投递")
    assert "11-22 08:30　简报　已发送（补发）\n11-21 08:30　简报　已发送\n" in said.text
    assert "下一次：2026年11月23日 08:30，星期一" in said.text
    assert said.labels == ["设置"]


async def test_the_times_are_the_chats_own(talk: Chat) -> None:
    await every_day(talk, "/subscribe 18:15 纽约")
    await talk.later(at(20, 18, 15, "America/New_York"))
    assert "11-20 18:15　简报　已发送" in (await talk("/delivery")).text


async def test_without_a_subscription_the_times_are_the_bases(talk: Chat) -> None:
    await every_day(talk)
    await talk.later(at(21, 8, 30))
    await talk("/unsubscribe")
    assert "11-21 08:30" in (await talk("/delivery")).text


async def test_empty_days_in_a_row_are_one_line(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    for day in range(21, 30):
        await talk.later(at(day, 8, 30))
    said = await talk("/delivery")
    assert "11-29 08:30　简报　没有大事，按设置没有发\n11-28 08:30　简报　已发送\n" in said.text
    assert "11-21—11-27　简报　没有大事，按设置没有发\n" in said.text
    assert said.text.count("没有大事，按设置没有发") == 2


async def test_at_most_ten_lines_are_shown(talk: Chat) -> None:
    await every_day(talk, "/subscribe 00:30")
    for day in range(21, 31):
        await talk.later(at(day, 0, 30))
    await talk.later(at(30, 0, 30).replace(month=12))
    said = await talk("/delivery")
    assert said.text.count("　简报　") == 10


async def test_a_digest_that_was_too_late_is_said_to_be_missing(talk: Chat) -> None:
    await every_day(talk)
    await talk.later(at(21, 20))
    said = await talk("/delivery")
    assert "11-21 08:30　简报　未发送：错过时间超过6小时，不再补发" in said.text


async def test_a_digest_without_an_answer_is_said_to_be_unknown(talk: Chat) -> None:
    await every_day(talk)
    talk.wire.refusals["sendMessage"] = [OSError("the connection broke")]
    await talk.later(at(21, 8, 30))
    assert await talk.later(at(21, 9)) == [], "it may have arrived"
    assert "结果不明" in (await talk("/delivery")).text


async def test_a_chat_without_the_right_to_post_sees_why(talk: Chat) -> None:
    await every_day(talk, chat=GROUP)
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: not enough rights to send text messages")]
    await talk.later(at(21, 8, 30))
    said = await talk("/delivery", GROUP)
    assert "未送达：机器人没有发言权限" in said.text
    assert "已暂停" in said.text
    assert "下一次" not in said.text
    assert said.labels == ["恢复", "设置"]


async def test_each_topic_has_its_own(talk: Chat) -> None:
    await every_day(talk, chat=FORUM)
    await talk.later(at(21, 8, 30))
    assert "已发送" in (await talk("/delivery", FORUM)).text
    assert "还没有发过" in (await talk("/delivery", FORUM, **TOPIC)).text


async def test_a_channels_is_shown_to_its_administrators_only(talk: Chat) -> None:
    talk.wire.seen.append(CHANNEL)
    name = f"@{CHANNEL['username']}"
    await talk(f"/subscribe {name}")
    assert "下一次" in (await talk(f"/delivery {name}")).text
    talk.wire.members[PERSON["id"]] = "member"
    assert "这一项只有频道的管理员能用。" in (await talk(f"/delivery {name}")).text
