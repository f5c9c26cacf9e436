"""What Telegram answers, and what becomes of the delivery and of its chat."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from typing import Any

import aiohttp
import pytest
from telegram.error import NetworkError, TimedOut

from bot.delivery.verdicts import AGAIN
from bot.services import Services
from bot.subscription import ChatKind, Reason, State, Where
from bot.transport.http import NotSent
from tests.chat import CHANNEL as A_CHANNEL
from tests.chat import PERSON, Chat, Garbled, Refused, Said
from tests.delivery.acting import (
    ANN,
    BEN,
    CAT,
    CHANNEL,
    DAY,
    GROUP,
    HOUR,
    MINUTE,
    MORNING,
    NEWS,
    SECOND,
    SENT,
    TALK,
    asked,
    broadcast,
    last,
    meet,
    outcome,
    subscribe,
    ticks,
)
from tests.incoming import PATIENCE, Incoming

ADMIN = Where(PERSON["id"])
Owe = Callable[..., Awaitable[Said]]


async def digest_to(talk: Chat, *wheres: Where) -> Said:
    await subscribe(talk, *wheres)
    return await talk.later(MORNING)


async def broadcast_to(talk: Chat, *wheres: Where) -> Said:
    await meet(talk, *wheres)
    await broadcast(talk)
    return await talk.later(talk.clock.now())


both = pytest.mark.parametrize("send", [digest_to, broadcast_to], ids=["digest", "broadcast"])


def by_each(cases: Sequence[Any]) -> list[Any]:
    """A digest meets all of them, and a broadcast the first; the last test here has one that meets them all at once."""
    sends = [*((digest_to, "digest", case) for case in cases), (broadcast_to, "broadcast", cases[0])]
    return [pytest.param(send, *case.values, id=f"{name}-{case.id}") for send, name, case in sends]


def returned(where: Where) -> dict[str, Any]:
    """The bot is let in again."""
    me = {"id": 1, "is_bot": True, "first_name": "简报"}
    person = {"id": where.chat_id, "is_bot": False, "first_name": "某人"}
    kinds = {ChatKind.PRIVATE: "private", ChatKind.GROUP: "supergroup", ChatKind.CHANNEL: "channel"}
    return {
        "my_chat_member": {
            "chat": {"id": where.chat_id, "type": kinds[where.kind], "title": "", "first_name": "某人"},
            "from": person,
            "date": 1,
            "old_chat_member": {"user": me, "status": "left"},
            "new_chat_member": {"user": me, "status": "member"},
        }
    }


GONE = [
    pytest.param(ANN, 403, "Forbidden: bot was blocked by the user", Reason.BLOCKED, id="blocked"),
    pytest.param(ANN, 403, "Forbidden: bot can't initiate conversation with a user", Reason.BLOCKED, id="never begun"),
    pytest.param(ANN, 403, "Forbidden: user is deactivated", Reason.DEACTIVATED, id="deactivated"),
    pytest.param(GROUP, 403, "Forbidden: bot was kicked from the supergroup chat", Reason.KICKED, id="kicked"),
    pytest.param(GROUP, 403, "Forbidden: the group chat was deleted", Reason.KICKED, id="deleted"),
    pytest.param(CHANNEL, 403, "Forbidden: bot is not a member of the channel chat", Reason.KICKED, id="not a member"),
    pytest.param(CHANNEL, 400, "Bad Request: chat not found", Reason.NOT_FOUND, id="not found"),
    pytest.param(ANN, 400, "Bad Request: USER_IS_BLOCKED", Reason.BLOCKED, id="blocked, said with a 400"),
    pytest.param(ANN, 400, "Bad Request: INPUT_USER_DEACTIVATED", Reason.DEACTIVATED, id="deactivated, with a 400"),
    pytest.param(CHANNEL, 400, "Bad Request: CHANNEL_PRIVATE", Reason.KICKED, id="private, said with a 400"),
]


@pytest.mark.parametrize(("send", "where", "code", "words", "reason"), by_each(GONE))
async def test_a_chat_that_cannot_be_reached_goes_quiet_and_nobody_else(
    talk: Chat, send: Owe, where: Where, code: int, words: str, reason: Reason
) -> None:
    talk.wire.refusals[where.chat_id] = [Refused(code, words)]
    await send(talk, where, BEN)
    assert await outcome(talk, where) == (State.FAILED, reason)
    assert await outcome(talk, BEN) == SENT
    await talk.later(MORNING + 3 * DAY)
    assert len(asked(talk, where)) == 1, "and it is not tried again"


@pytest.mark.parametrize(("where", "code", "words", "reason"), GONE[::3])
async def test_a_quiet_chat_finds_its_settings_when_it_returns(
    talk: Chat, where: Where, code: int, words: str, reason: Reason
) -> None:
    await subscribe(talk, where, BEN, ahead=3)
    before = await talk.services.store.chats.subscription(where)
    talk.wire.refusals[where.chat_id] = [Refused(code, words)]
    await talk.later(MORNING)
    await talk.later(MORNING + DAY)
    await talk.update(returned(where))
    asked_before = len(asked(talk, where))
    kept = await talk.services.store.chats.subscription(where)
    assert kept is not None
    assert before is not None
    assert (kept.at, kept.ahead, kept.active, kept.paused) == (before.at, before.ahead, True, None)
    await talk.later(MORNING + 2 * DAY)
    assert len(asked(talk, where)) == asked_before + 1
    assert len(asked(talk, BEN)) == 3


A_GROUP = {"id": GROUP.chat_id, "type": "group", "title": "群"}
WATCH = Where(A_CHANNEL["id"], 0, ChatKind.CHANNEL)


@pytest.mark.parametrize(
    ("where", "chat", "said"),
    [
        pytest.param(ADMIN, None, "芜湖", id="a question"),
        pytest.param(ADMIN, None, "/settings", id="a command"),
        pytest.param(GROUP, A_GROUP, "/city 芜湖", id="a command in a group"),
        pytest.param(WATCH, None, f"/settings {WATCH.chat_id}", id="its settings, opened from elsewhere"),
    ],
)
async def test_a_chat_that_is_heard_of_is_there_and_gets_its_digest_again(
    talk: Chat, where: Where, chat: dict[str, Any] | None, said: str
) -> None:
    talk.wire.seen.append(A_CHANNEL)
    await subscribe(talk, where)
    talk.wire.refusals[where.chat_id] = [Refused(400, "Bad Request: chat not found")]
    await talk.later(MORNING)
    await talk(said, chat)
    assert (await talk.later(MORNING + DAY)).messages[0].chat_id == where.chat_id


async def test_a_digest_that_is_kept_for_the_old_hour_comes_to_a_chat_that_is_there_again_by_then(talk: Chat) -> None:
    await talk("/subscribe 18:00")
    await talk.press_data("set|-|empty|fact")
    assert "（这一次仍按原来的时间）" in (await talk("/subscribe 07:00")).text
    talk.wire.refusals[ADMIN.chat_id] = [Refused(400, "Bad Request: chat not found")]
    await talk.services.store.outbox.tell(ADMIN, "x", "…", talk.clock.now())
    await ticks(talk)
    await talk.later(talk.clock.now() + 2 * MINUTE)
    await talk("芜湖")
    assert "2026年11月20日" in (await talk.later(MORNING - DAY + 9 * HOUR + 30 * MINUTE)).text


async def test_a_chat_that_is_back_when_what_left_before_is_refused_gets_its_next_digest(services: Services) -> None:
    bot = Incoming(services)
    async with bot.application, asyncio.timeout(PATIENCE):
        await subscribe(bot, ANN)
        bot.wire.refusals[ANN.chat_id] = [Refused(403, "Forbidden: bot was blocked by the user")]
        bot.clock.go_on_to(MORNING)
        bot.keep_back(ANN.chat_id)
        await bot.assembly.worker.plan()
        await bot.assembly.worker.drain()
        await bot.until_waiting(ANN.chat_id)
        await bot.update(returned(ANN))
        bot.let_go(ANN.chat_id)
        await bot.assembly.worker.finish()
        await ticks(bot, 2)
        assert (await bot.later(MORNING + DAY)).messages[0].chat_id == ANN.chat_id


async def test_a_press_shows_that_a_chat_is_there_and_words_in_other_chats_do_not(talk: Chat) -> None:
    panel = await talk("/settings", A_GROUP)
    await subscribe(talk, GROUP)
    talk.wire.refusals[GROUP.chat_id] = [Refused(400, "Bad Request: chat not found")]
    await talk.later(MORNING)
    await talk("芜湖")
    await talk.inline("芜湖")
    assert await talk.later(MORNING + DAY) == []
    await talk.press(panel, "时间", A_GROUP)
    assert (await talk.later(MORNING + 2 * DAY)).messages[0].chat_id == GROUP.chat_id


async def test_a_chat_that_is_quiet_gets_no_broadcast_either(talk: Chat) -> None:
    talk.wire.refusals[ANN.chat_id] = [Refused(403, "Forbidden: bot was blocked by the user")]
    await digest_to(talk, ANN, BEN)
    await broadcast_to(talk)
    await ticks(talk)
    assert (len(asked(talk, ANN)), len(asked(talk, BEN))) == (1, 2)


@both
async def test_a_group_that_became_a_supergroup_gets_it_there_once(talk: Chat, send: Owe) -> None:
    new = Where(-100999, 0, ChatKind.GROUP)
    moved = Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new.chat_id)
    talk.wire.refusals[GROUP.chat_id] = [moved]
    await send(talk, GROUP, BEN)
    await ticks(talk)
    assert len(asked(talk, GROUP)) == 1
    assert len(asked(talk, new)) == 1
    assert await outcome(talk, new) == SENT
    assert await talk.services.store.outbox.last_here(GROUP, 9) == (), "nothing is left under the old number"
    assert await outcome(talk, BEN) == SENT


async def test_all_that_is_stored_moves_with_a_group_that_became_a_supergroup(talk: Chat) -> None:
    new = Where(-100999, 0, ChatKind.GROUP)
    await subscribe(talk, GROUP, ahead=5)
    await talk.later(MORNING)
    talk.wire.refusals[GROUP.chat_id] = [Refused(400, "Bad Request: upgraded", migrate_to_chat_id=new.chat_id)]
    await talk.later(MORNING + DAY)
    (moved,) = await talk.services.store.chats.of_chat(new.chat_id)
    assert moved.ahead == 5
    assert await talk.services.store.chats.of_chat(GROUP.chat_id) == ()
    assert len(await talk.services.store.outbox.last_here(new, 9)) == 2, "the past deliveries, too"
    await talk.later(MORNING + 2 * DAY)
    assert (len(asked(talk, GROUP)), len(asked(talk, new))) == (2, 2)


TOPIC = ["Bad Request: message thread not found", "Bad Request: TOPIC_CLOSED", "Bad Request: TOPIC_DELETED"]


@pytest.mark.parametrize("words", TOPIC)
async def test_a_topic_that_is_gone_pauses_alone_and_the_chat_is_told_once_in_general(talk: Chat, words: str) -> None:
    await subscribe(talk, NEWS, TALK)
    talk.wire.refusals[NEWS.chat_id] = [Refused(400, words)]
    await talk.later(MORNING)
    said = await ticks(talk)
    (notice,) = [sent for sent in said if sent.chat_id == NEWS.chat_id and sent.thread_id is None]
    assert "话题已关闭或删除" in notice.text
    assert await outcome(talk, NEWS) == (State.FAILED, Reason.TOPIC_GONE)
    assert await outcome(talk, TALK) == SENT
    await talk.later(MORNING + DAY)
    said = await ticks(talk)
    assert all(sent.thread_id is not None for sent in said), "it is not told again"
    threads = [request.parameters.get("message_thread_id") for request in asked(talk, NEWS)]
    assert threads == [31, 32, None, 32]


async def test_a_general_that_is_closed_is_a_missing_right_and_nobody_is_told_there(talk: Chat) -> None:
    general = Where(NEWS.chat_id, 0, ChatKind.GROUP)
    talk.wire.refusals[general.chat_id] = [Refused(400, "Bad Request: TOPIC_CLOSED")]
    await digest_to(talk, general)
    await ticks(talk)
    assert await outcome(talk, general) == (State.FAILED, Reason.NO_RIGHT)
    assert len(asked(talk, general)) == 1


NO_RIGHT = [
    (400, "Bad Request: not enough rights to send text messages to the chat"),
    (400, "Bad Request: have no rights to send a message"),
    (400, "Bad Request: need administrator rights in the channel chat"),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    (403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
]


@pytest.mark.parametrize(("code", "words"), NO_RIGHT)
async def test_without_the_right_to_post_the_digest_pauses_until_somebody_resumes_it(
    talk: Chat, code: int, words: str
) -> None:
    group = {"id": GROUP.chat_id, "type": "group", "title": "群"}
    talk.wire.refusals[GROUP.chat_id] = [Refused(code, words)]
    await digest_to(talk, GROUP, BEN)
    await talk.later(MORNING + DAY)
    assert (len(asked(talk, GROUP)), len(asked(talk, BEN))) == (1, 2)
    panel = await talk("/settings", group)
    assert "机器人没有发言权限" in panel.text
    resumed = await talk.press(panel, "恢复", group)
    assert "已暂停" not in resumed.text
    before = len(asked(talk, GROUP))
    await talk.later(MORNING + 2 * DAY)
    assert len(asked(talk, GROUP)) == before + 1


async def test_a_broadcast_that_may_not_be_posted_pauses_no_digest(talk: Chat) -> None:
    await subscribe(talk, GROUP)
    talk.wire.refusals[GROUP.chat_id] = [Refused(400, "Bad Request: have no rights to send a message")]
    await broadcast_to(talk)
    assert await outcome(talk, GROUP) == (State.FAILED, Reason.NO_RIGHT)
    await talk.later(MORNING)
    assert await outcome(talk, GROUP) == SENT


@both
async def test_a_chat_that_is_told_to_wait_waits_alone(talk: Chat, send: Owe) -> None:
    talk.wire.refusals[ANN.chat_id] = [Refused(429, "Too Many Requests: retry after 30", retry_after=30)]
    await send(talk, ANN, BEN, CAT)
    began = asked(talk, ANN)[0].at
    assert (await outcome(talk, BEN), await outcome(talk, CAT)) == (SENT, SENT)
    assert (await last(talk, ANN)).state is State.PENDING, "no worker holds it"
    await talk.later(began + 29 * SECOND)
    assert len(asked(talk, ANN)) == 1
    await talk.later(began + 31 * SECOND)
    await ticks(talk)
    assert await outcome(talk, ANN) == SENT
    assert [len(asked(talk, where)) for where in (ANN, BEN, CAT)] == [2, 1, 1]


TOLD = Refused(429, "Too Many Requests: retry after 60", retry_after=60)


async def test_a_chat_whose_answer_must_wait_gets_nothing_else_meanwhile(talk: Chat) -> None:
    await subscribe(talk, ADMIN)
    talk.clock.go_on_to(MORNING - 10 * SECOND)
    talk.wire.refusals[ADMIN.chat_id] = [TOLD]
    await talk("芜湖")
    told_at = talk.clock.now()
    await talk("湖州")
    await talk.later(MORNING)
    await ticks(talk, 20)
    assert len(asked(talk, ADMIN)) == 1, "neither an answer nor the digest"
    await talk.later(told_at + 61 * SECOND)
    await ticks(talk, 5)
    assert len(asked(talk, ADMIN)) == 4, "both answers and the digest"


async def test_a_progress_that_must_wait_is_not_shown_again_and_again(talk: Chat) -> None:
    talk.wire.refusals["editMessageText"] = [TOLD] * 20
    await broadcast_to(talk, *(Where(1_000 + number) for number in range(200)))
    await ticks(talk, 50)
    assert len([each for each in talk.wire.requests if each.method == "editMessageText"]) == 1


@both
async def test_when_all_are_told_to_wait_everything_waits_and_is_stored(talk: Chat, send: Owe) -> None:
    crowd = [Where(1_000 + number) for number in range(30)]
    talk.wire.refusals["sendMessage"] = []
    for where in crowd:
        talk.wire.refusals[where.chat_id] = [Refused(429, "Too Many Requests: retry after 600", retry_after=600)]
    await send(talk, *crowd)
    began = talk.clock.now()
    tried = len(asked(talk, *crowd))
    assert 2 <= tried <= 10, "those that were on their way already"
    for second in (1, 20, 60, 300, 590):
        await talk.later(began + second * SECOND)
        assert {(await last(talk, where)).state for where in crowd} == {State.PENDING}
        assert talk.clock.now() == began + second * SECOND, "nobody sleeps on it"
    assert len(asked(talk, *crowd)) == tried
    for where in crowd:
        talk.wire.refusals[where.chat_id] = []
    await talk.later(began + 601 * SECOND)
    await ticks(talk)
    assert {await outcome(talk, where) for where in crowd} == {SENT}
    assert len(asked(talk, *crowd)) == tried + len(crowd)


def left_behind(error: Exception, cause: Exception) -> Exception:
    """An error as the wire raises it, from what happened below."""
    error.__cause__ = cause
    return error


OUT_OF_ORDER = [
    pytest.param(Refused(502, "Bad Gateway"), id="502"),
    pytest.param(Refused(500, "Internal Server Error"), id="500"),
    pytest.param(Garbled(b"<html>504</html>", 504), id="504 that is no JSON"),
    pytest.param(Garbled(b"<html>Forbidden</html>", 403), id="403 of a proxy"),
    pytest.param(Garbled(b"<html>Bad Request</html>", 400), id="400 of a proxy"),
    pytest.param(left_behind(NotSent("no connection"), aiohttp.ConnectionTimeoutError()), id="no connection"),
]


@pytest.mark.parametrize(("send", "broke"), by_each(OUT_OF_ORDER))
async def test_what_never_arrived_is_tried_again(talk: Chat, send: Owe, broke: Exception) -> None:
    talk.wire.refusals[ANN.chat_id] = [broke, broke]
    await send(talk, ANN, BEN)
    assert await outcome(talk, BEN) == SENT
    assert (await outcome(talk, ANN))[0] is State.PENDING
    await ticks(talk, 10)
    assert await outcome(talk, ANN) == SENT
    assert (len(asked(talk, ANN)), len(asked(talk, BEN))) == (3, 1)


@both
async def test_it_is_tried_again_with_growing_pauses_and_has_failed_at_last(talk: Chat, send: Owe) -> None:
    talk.wire.refusals[ANN.chat_id] = [Refused(502, "Bad Gateway")] * 100
    await send(talk, ANN)
    for tries, pause in enumerate(AGAIN, 1):
        assert len(asked(talk, ANN)) == tries
        await talk.later(talk.clock.now() + (pause - 0.5) * SECOND)
        assert len(asked(talk, ANN)) == tries, "not before its time"
        await talk.later(talk.clock.now() + SECOND)
    assert await outcome(talk, ANN) == (State.FAILED, Reason.UNREACHABLE)
    pauses = [(later.at - early.at).total_seconds() for early, later in pairwise(asked(talk, ANN))]
    assert pauses == sorted(pauses)
    await ticks(talk, 3)
    assert len(asked(talk, ANN)) == len(AGAIN) + 1
    assert (await talk.services.store.chats.counted()).get((ChatKind.PRIVATE, True)) is None, "and it is not quiet"


SILENT = [
    pytest.param(left_behind(TimedOut("no answer in time"), TimeoutError()), id="no answer in time"),
    pytest.param(TimedOut(), id="no answer, and no word why"),
    pytest.param(left_behind(NetworkError("it broke"), aiohttp.ServerDisconnectedError()), id="disconnected"),
    pytest.param(left_behind(NetworkError("it broke"), aiohttp.ClientOSError(104, "reset")), id="reset"),
    pytest.param(aiohttp.ClientPayloadError("half an answer"), id="half an answer"),
    pytest.param(RuntimeError("the wire was closed"), id="a wire that fails otherwise"),
    pytest.param(Garbled(b"<html>200</html>"), id="no JSON"),
    pytest.param(Garbled(b"[]"), id="no object"),
    pytest.param(Garbled(b'{"ok": true}'), id="no result"),
    pytest.param(Garbled(b'{"ok": true, "result": true}'), id="no message"),
    pytest.param(Garbled(b""), id="nothing"),
]


@pytest.mark.parametrize(("send", "broke"), by_each(SILENT))
async def test_what_may_have_arrived_is_never_sent_again(
    talk: Chat, send: Owe, broke: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    talk.wire.refusals[ANN.chat_id] = [broke]
    await send(talk, ANN, BEN)
    await ticks(talk, 3)
    for seconds in (60, 3600, 7200):
        await talk.later(talk.clock.now() + seconds * SECOND)
    assert await outcome(talk, ANN) == (State.UNKNOWN, Reason.NO_ANSWER)
    assert await outcome(talk, BEN) == SENT
    assert (len(asked(talk, ANN)), len(asked(talk, BEN))) == (1, 1)


async def test_an_unknown_outcome_is_shown_to_its_chat(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    await subscribe(talk, ADMIN)
    talk.wire.refusals[ADMIN.chat_id] = [TimedOut()]
    await talk.later(MORNING)
    assert "结果不明" in (await talk("/delivery")).text


async def test_of_digests_with_an_unknown_outcome_the_administrators_are_told_once(
    talk: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    for where in (ANN, BEN):
        talk.wire.refusals[where.chat_id] = [TimedOut()]
    said = [*await digest_to(talk, ANN, BEN, CAT), *await ticks(talk)]
    (alert,) = [sent.text for sent in said if sent.chat_id == ADMIN.chat_id]
    assert "2026-11-21 的简报有会话发出后没有收到 Telegram 的回执" in alert
    assert [record.levelname for record in caplog.records if "unknown" in record.getMessage()] == ["WARNING"] * 2


async def test_a_digest_comes_within_minutes_of_the_end_of_an_outage(talk: Chat) -> None:
    talk.wire.refusals[ANN.chat_id] = [Refused(502, "Bad Gateway")] * 1_000
    await digest_to(talk, ANN)
    while talk.clock.now() < MORNING + 5 * HOUR:
        await talk.later(talk.clock.now() + 4 * MINUTE)
    talk.wire.refusals.clear()
    for _ in range(5):
        await talk.later(talk.clock.now() + MINUTE)
    assert await outcome(talk, ANN) == SENT


async def test_an_unknown_outcome_is_shown_in_the_report(talk: Chat) -> None:
    talk.wire.refusals[ANN.chat_id] = [TimedOut()]
    await broadcast_to(talk, ANN, BEN)
    said = await ticks(talk)
    (report,) = [sent.text for sent in said if sent.method == "sendMessage" and sent.chat_id == ADMIN.chat_id]
    assert "结果不明 1" in report
    assert "没有收到 Telegram 的回执" in report


REFUSED = [
    "Bad Request: can't parse entities: Unsupported start tag",
    "Bad Request: message is too long",
    "Bad Request: BUTTON_DATA_INVALID",
]


@both
@pytest.mark.parametrize("words", REFUSED)
async def test_a_text_that_telegram_refuses_is_set_aside_and_the_administrators_are_told_once(
    talk: Chat, send: Owe, words: str
) -> None:
    for where in (ANN, BEN):
        talk.wire.refusals[where.chat_id] = [Refused(400, words)]
    said = await send(talk, ANN, BEN, CAT)
    said += await ticks(talk)
    told = [sent.text for sent in said if sent.chat_id == ADMIN.chat_id and "没能发出" in sent.text]
    assert len(told) == 1
    assert words.removeprefix("Bad Request: ").casefold() in told[0].casefold()
    assert {await outcome(talk, where) for where in (ANN, BEN)} == {(State.FAILED, Reason.REFUSED)}
    assert await outcome(talk, CAT) == SENT
    await talk.later(MORNING + DAY)
    assert [len(asked(talk, where)) for where in (ANN, BEN, CAT)] in ([1, 1, 1], [2, 2, 2]), (
        "it comes as usual next day"
    )


async def test_an_alert_that_is_refused_itself_brings_no_other(talk: Chat) -> None:
    for where in (ANN, ADMIN):
        talk.wire.refusals[where.chat_id] = [Refused(400, "Bad Request: can't parse entities")]
    await digest_to(talk, ANN)
    await ticks(talk)
    assert len(asked(talk, ADMIN)) == 1


async def test_a_digest_that_cannot_be_written_keeps_no_other_back(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from bot.delivery.letters import digest

    def breaks(catalogue: Any, wanted: Any, on: Any) -> Any:
        if wanted.ahead == 9:
            raise KeyError("no such fact")
        return digest(catalogue, wanted, on)

    with monkeypatch.context() as broken:
        broken.setattr("bot.delivery.letters.digest", breaks)
        await subscribe(talk, ANN, ahead=9)
        said = await digest_to(talk, BEN, CAT)
        said += await ticks(talk)
    assert await outcome(talk, ANN) == (State.SKIPPED, Reason.REFUSED)
    assert (await outcome(talk, BEN), await outcome(talk, CAT)) == (SENT, SENT)
    assert len([sent for sent in said if sent.chat_id == ADMIN.chat_id and "没能发出" in sent.text]) == 1
    await talk.later(MORNING + DAY)
    assert await outcome(talk, ANN) == SENT, "the next day it is tried again"


async def test_a_broadcast_meets_every_refusal_of_these_each_in_a_chat_of_its_own(talk: Chat) -> None:
    silent, gone = (State.UNKNOWN, Reason.NO_ANSWER), [case.values for case in GONE]
    met = [
        *((where.kind, Refused(code, words), (State.FAILED, reason)) for where, code, words, reason in gone),
        *((ChatKind.GROUP, Refused(*each), (State.FAILED, Reason.NO_RIGHT)) for each in NO_RIGHT),
        *((ChatKind.PRIVATE, *case.values, silent) for case in SILENT),
        *((ChatKind.PRIVATE, *case.values, SENT) for case in OUT_OF_ORDER),
    ]
    chats = {Where(-number, 0, kind): (broke, result) for number, (kind, broke, result) in enumerate(met, 1_000)}
    talk.wire.refusals |= {where.chat_id: [broke] for where, (broke, _) in chats.items()}
    await broadcast_to(talk, *chats, BEN)
    await ticks(talk, 10)
    assert {where: await outcome(talk, where) for where in chats} == {where: each for where, (_, each) in chats.items()}
    assert {where: len(asked(talk, where)) for where in chats} == {
        where: 2 if each == SENT else 1 for where, (_, each) in chats.items()
    }
    assert await outcome(talk, BEN) == SENT
