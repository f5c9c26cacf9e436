"""`restore`: chats and subscriptions are the backup's again, and no message is sent twice or lost by it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.broadcasts import DRAFT, Content, Stage, Target
from bot.clock import Clock
from bot.store import Owner, Store, open_store
from bot.store.tables import broadcasts, chats, subscriptions
from bot.subscription import DeliveryKind, Reason, State
from tests.command_line import Operator
from tests.store.acting import GRACE, GROUP, HOUR, OTHER, PERSON, SECOND, claim, here, mark, owe, rows, subscribe
from tests.store.test_backup import damage
from tests.store.test_database import REVISIONS, open_at, refusal

NOW = datetime(2026, 11, 8, 3, 20, tzinfo=UTC)
BEFORE = NOW - 2 * HOUR
HOURLY = {"zone": "UTC", "at": (NOW - HOUR).time()}  # a digest that became due an hour ago
ADMIN = PERSON


async def restored(operator: Operator, file: str = "copy.db") -> str:
    code, said = await operator("restore", file)
    assert code == 0, said
    assert said.count("\n") == 1
    return said


async def backed_up(operator: Operator) -> None:
    code, said = await operator("backup", "copy.db")
    assert code == 0, said


def kept_in(folder: Path) -> list[Path]:
    """What was replaced, the oldest first."""
    return sorted(folder.glob("bot.db.before-restore-*"), key=lambda file: file.stat().st_mtime_ns)


async def sent(store: Store) -> None:
    """All that is owed now is claimed and sent."""
    for each in await claim(store, NOW):
        assert await mark(store, each, State.SENT, NOW, message_id=1) == []


@pytest.fixture
async def store(operator: Operator, made_file: Path, tmp_path: Path) -> Store:
    """The bot's own connection, which stays open while the operator is at work."""
    shutil.copy(made_file, tmp_path / "bot.db")
    return await open_store(operator.address)


@pytest.fixture(autouse=True)
def _at_that_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore goes by the clock on the wall, which shows NOW."""
    monkeypatch.setattr(Clock, "now", lambda _: NOW)


@pytest.fixture(autouse=True)
async def _closed(store: Store) -> object:
    yield
    await store.close()


async def test_chats_and_subscriptions_are_the_backup_s_again(operator: Operator, store: Store) -> None:
    wanted = await subscribe(store, ahead=3, now=NOW)
    kept = await subscribe(store, GROUP, now=NOW)
    before = await rows(store, subscriptions)
    await backed_up(operator)
    await store.chats.forget(PERSON.chat_id, NOW)
    await subscribe(store, GROUP, ahead=1)
    await subscribe(store, OTHER)
    said = await restored(operator)
    assert said.startswith(
        "copy.db: restored: 2 chats, 2 subscriptions, 0.1 MB; the one before is kept as bot.db.before"
    )
    assert await rows(store, subscriptions) == before
    assert [row["chat_id"] for row in await rows(store, chats)] == [GROUP.chat_id, PERSON.chat_id]
    assert await store.chats.subscription(PERSON) == wanted
    assert await store.chats.subscription(GROUP) == kept


async def test_what_was_replaced_is_kept_and_can_be_restored_in_its_turn(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    await subscribe(store)
    await backed_up(operator)
    await subscribe(store, OTHER)
    await restored(operator)
    await restored(operator)
    first, _ = kept_in(tmp_path)
    assert await store.chats.subscription(OTHER) is None
    await restored(operator, first.name)
    assert await store.chats.subscription(OTHER) is not None


async def test_the_newest_three_that_were_replaced_are_kept_and_what_is_restored_itself(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    await subscribe(store)
    await backed_up(operator)
    before = [f"bot.db.before-restore-{day}-000000" for day in (20200101, 20210101)]
    for name in (before[0], f"{before[0]}-10", f"{before[0]}-2", before[1], f"{before[1]}-wal"):
        shutil.copy(tmp_path / "copy.db", tmp_path / name)
    said = await restored(operator, before[0])
    assert said.endswith("; 1 older copy removed\n")
    left = {file.name for file in kept_in(tmp_path)}
    assert len(left) == 5
    assert left > {before[0], f"{before[0]}-10", before[1], f"{before[1]}-wal"}
    assert (tmp_path / "copy.db").exists()
    said = await restored(operator)
    assert said.endswith("; 2 older copies removed\n")


@pytest.mark.parametrize("claimed", [True, False], ids=["was being sent", "waited"])
async def test_what_was_sent_after_the_backup_is_not_owed_again(
    operator: Operator, store: Store, claimed: bool
) -> None:
    await owe(store, PERSON, now=NOW)
    held = await claim(store, NOW) if claimed else []
    await backed_up(operator)
    held = held or await claim(store, NOW)
    await mark(store, held[0], State.SENT, NOW, message_id=1)
    await restored(operator)
    assert await here(store) == [("1", State.SENT, None)]
    assert await claim(store, NOW + HOUR) == []


async def test_a_digest_that_became_due_after_the_backup_is_not_sent_again(operator: Operator, store: Store) -> None:
    await subscribe(store, now=BEFORE, **HOURLY)
    await backed_up(operator)
    assert await store.outbox.plan(NOW, GRACE) == 1
    await sent(store)
    await restored(operator)
    assert await store.outbox.plan(NOW, GRACE) == 1, "the backup's subscription has not come so far"
    assert await claim(store, NOW + HOUR) == []


async def test_a_digest_that_nobody_has_sent_yet_is_sent_after_the_restore(operator: Operator, store: Store) -> None:
    await subscribe(store, now=BEFORE, **HOURLY)
    await backed_up(operator)
    await restored(operator)
    assert await store.outbox.plan(NOW, GRACE) == 1
    assert [each.delivery.kind for each in await claim(store, NOW)] == [DeliveryKind.DIGEST]


async def _forgotten(store: Store) -> None:
    await store.chats.forget(PERSON.chat_id, NOW)


async def _forgotten_and_back(store: Store) -> None:
    await store.chats.forget(PERSON.chat_id, NOW)
    await store.chats.meet(PERSON, NOW)


@pytest.mark.parametrize("meanwhile", [_forgotten, _forgotten_and_back])
async def test_of_a_chat_that_was_forgotten_since_nobody_knows_what_was_sent_and_nothing_is_sent_again(
    operator: Operator, store: Store, meanwhile: Callable[[Store], Awaitable[None]]
) -> None:
    await subscribe(store, now=BEFORE, **HOURLY)
    await owe(store, PERSON, now=BEFORE)
    await backed_up(operator)
    await store.outbox.plan(NOW, GRACE)
    await sent(store)
    await sent(store)
    await meanwhile(store)
    await restored(operator)
    assert await store.outbox.plan(NOW, GRACE) == 0
    assert await claim(store, NOW + HOUR) == []
    assert [outcome for _, *outcome in await here(store)] == [[State.UNKNOWN, Reason.NO_ANSWER]] * 2
    assert await store.outbox.plan(NOW + 24 * HOUR, GRACE) == 1, "the next one comes"


async def test_what_is_owed_stays_owed_also_to_a_chat_that_the_backup_does_not_know(
    operator: Operator, store: Store
) -> None:
    await backed_up(operator)
    await owe(store, PERSON, OTHER, now=NOW)
    held = (await claim(store, NOW, count=1))[0]
    await restored(operator)
    assert await mark(store, held, State.SENT, NOW, message_id=1) == [], "what was on its way is marked"
    await store.outbox.sweep(NOW)
    assert [each.delivery.where for each in await claim(store, NOW)] == [OTHER]


async def _broadcast(store: Store, stage: Stage) -> int:
    await store.chats.meet(PERSON, BEFORE)
    number = await store.broadcasts.begin(ADMIN.chat_id, BEFORE, NOW + HOUR)
    content = Content(Content.TEXT, {"text": "会议改期", "entities": []})
    await store.broadcasts.change(number, DRAFT, content=content, targets=Target.ALL, stage=stage, start_at=NOW - HOUR)
    return number


async def test_a_broadcast_goes_on_from_where_it_is_and_not_from_where_it_was(operator: Operator, store: Store) -> None:
    cancelled, number = await _broadcast(store, Stage.SCHEDULED), await _broadcast(store, Stage.SCHEDULED)
    await store.chats.meet(OTHER, BEFORE)
    await backed_up(operator)
    await store.broadcasts.cancel(cancelled, NOW)
    await store.broadcasts.start(number, (Stage.SCHEDULED,), NOW)
    for each in await claim(store, NOW, count=1):
        await mark(store, each, State.SENT, NOW, message_id=1)
    before = await rows(store, broadcasts), await rows(store)
    said = await restored(operator)
    assert (await rows(store, broadcasts), await rows(store)) == before
    assert await store.broadcasts.due(NOW) == ()
    assert len(await claim(store, NOW)) == 1
    assert "cancelled" not in said


async def test_a_broadcast_that_the_database_does_not_know_is_not_sent_and_that_is_said(
    operator: Operator, store: Store
) -> None:
    await _broadcast(store, Stage.CONFIRM)  # one that is a draft is not worth a word
    scheduled = await _broadcast(store, Stage.SCHEDULED)
    running = await _broadcast(store, Stage.SCHEDULED)
    await store.broadcasts.start(running, (Stage.SCHEDULED,), NOW)
    await backed_up(operator)
    await store.chats.forget(ADMIN.chat_id, NOW)
    said = await restored(operator)
    assert said.endswith("; 2 broadcasts that had not ended: cancelled\n")
    assert {row["state"] for row in await rows(store, broadcasts)} == {Stage.CANCELLED}
    assert (await store.broadcasts.tally(running)).open == 0
    assert await store.broadcasts.due(NOW + HOUR) == ()
    assert await store.broadcasts.begin(ADMIN.chat_id, NOW, NOW + HOUR) > running > scheduled


async def _anew(store: Store, folder: Path) -> None:
    """The database was lost, and a bot has begun a new one."""
    await store.close()
    (folder / "bot.db").unlink()
    await store.open()


async def test_a_new_broadcast_is_not_mixed_with_one_of_the_same_number_in_the_backup(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    await store.chats.meet(OTHER, BEFORE)
    await store.broadcasts.start(await _broadcast(store, Stage.SCHEDULED), (Stage.SCHEDULED,), BEFORE)
    await backed_up(operator)
    await _anew(store, tmp_path)
    number = await _broadcast(store, Stage.SCHEDULED)
    await store.broadcasts.start(number, (Stage.SCHEDULED,), NOW)
    await restored(operator)
    assert (await store.broadcasts.tally(number)).total == 1
    assert [each.delivery.where for each in await claim(store, NOW)] == [PERSON]


async def test_a_number_that_a_broadcast_once_had_is_not_given_again(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    numbers = [await _broadcast(store, Stage.SCHEDULED) for _ in range(3)]
    await store.chats.forget(ADMIN.chat_id, BEFORE)  # removes the rows, and with them the highest number
    await backed_up(operator)
    await _anew(store, tmp_path)
    await restored(operator)
    assert await _broadcast(store, Stage.SCHEDULED) > max(numbers)


@pytest.mark.parametrize("in_backup", [True, False])
@pytest.mark.parametrize("in_live", [True, False])
async def test_a_chat_is_quiet_and_a_digest_paused_only_where_both_say_so(
    operator: Operator, store: Store, in_backup: bool, in_live: bool
) -> None:
    async def shut(is_shut: bool) -> None:
        async with store.database.write() as connection:
            await connection.execute(update(chats).values(quiet=Reason.BLOCKED if is_shut else None))
            await connection.execute(update(subscriptions).values(paused=Reason.NO_RIGHT if is_shut else None))

    await subscribe(store)
    await shut(in_backup)
    await backed_up(operator)
    await shut(in_live)
    await restored(operator)
    both = in_backup and in_live
    assert ((await rows(store, chats))[0]["quiet"] is not None) == both
    assert ((await rows(store, subscriptions))[0]["paused"] is not None) == both


async def test_a_chat_that_telegram_told_to_wait_still_waits(operator: Operator, store: Store) -> None:
    await owe(store, PERSON, now=NOW)
    await backed_up(operator)
    held = (await claim(store, NOW))[0]
    await mark(store, held, State.PENDING, NOW, next_at=NOW, wait_until=NOW + HOUR)
    await store.pace.hold_for(3600, NOW)
    await restored(operator)
    assert await claim(store, NOW + SECOND) == []
    assert await store.pace.take(1, 25.0, NOW) == []


async def test_where_there_is_none_the_backup_is_put_there_and_nothing_of_it_is_sent_twice(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    await subscribe(store, now=BEFORE, **HOURLY)
    await owe(store, OTHER, now=BEFORE)
    await _broadcast(store, Stage.SCHEDULED)
    await backed_up(operator)
    await store.close()
    for name in ("bot.db", "bot.db.lock"):
        (tmp_path / name).unlink()
    said = await restored(operator)
    assert "; there was none before; 1 broadcast that had not ended: cancelled" in said
    assert {name for name in os.listdir(tmp_path) if not name.endswith(".lock")} == {"bot.db", "copy.db"}
    assert await store.outbox.plan(NOW, GRACE) == 0
    assert await claim(store, NOW + HOUR) == []
    assert await here(store) == [((NOW - HOUR).date().isoformat(), State.UNKNOWN, Reason.NO_ANSWER)]
    assert (await here(store, OTHER))[0][1] is State.UNKNOWN
    assert [row["body"] for row in await rows(store)] == [None, None]
    assert await store.outbox.plan(NOW + 24 * HOUR, GRACE) == 1, "the next digest comes"


async def test_the_log_of_a_database_that_was_removed_is_not_taken_for_the_backup_s(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    await subscribe(store)
    await backed_up(operator)
    await subscribe(store, OTHER)
    log = (tmp_path / "bot.db-wal").read_bytes()
    await store.close()
    (tmp_path / "bot.db").unlink()
    (tmp_path / "bot.db-wal").write_bytes(log)
    await restored(operator)
    assert [row["chat_id"] for row in await rows(store, chats)] == [PERSON.chat_id]


async def test_a_damaged_database_is_kept_aside_but_not_while_a_bot_is_at_work_on_it(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    wanted = await subscribe(store, now=NOW)
    await backed_up(operator)
    await store.close()
    damage(tmp_path / "bot.db")
    damaged = (tmp_path / "bot.db").read_bytes()
    with sqlite3.connect(tmp_path / "none.db"):
        pass
    held = await open_store(f"sqlite:///{tmp_path / 'none.db'}")
    (tmp_path / "none.db.lock").rename(tmp_path / "bot.db.lock")
    code, said = await operator("restore", "copy.db")
    assert code == 2
    assert "another process uses bot.db: stop it" in said
    assert (tmp_path / "bot.db").read_bytes() == damaged
    await held.close()
    said = await restored(operator)
    (kept,) = kept_in(tmp_path)
    assert f"kept as {kept.name}" in said
    assert kept.read_bytes() == damaged
    assert await store.chats.subscription(PERSON) == wanted


async def test_over_a_database_of_a_later_release_the_backup_is_put_whole(operator: Operator, store: Store) -> None:
    wanted = await subscribe(store, now=NOW)
    await backed_up(operator)
    async with store.database.write() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await store.close()
    assert "restore a backup" in await refusal(operator.address)
    assert "is kept as" in await restored(operator)
    assert await store.chats.subscription(PERSON) == wanted


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("which", ["the backup", "the database"])
async def test_what_is_of_an_earlier_release_is_brought_forward(
    operator: Operator, store: Store, tmp_path: Path, revision: str, which: str
) -> None:
    await store.close()
    (tmp_path / "bot.db").unlink()
    old = await open_at(operator.address, revision)
    await old.close()
    await backed_up(operator)
    if which == "the backup":
        await store.open()
        await owe(store, PERSON)
    await restored(operator)
    assert len(await rows(store)) == (1 if which == "the backup" else 0)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("none.db", "is not there", id="none"),
        pytest.param("folder", "is not there", id="a folder"),
        pytest.param("text.db", "cannot be read (file is not a database)", id="no database"),
        pytest.param("other.db", "is no database of this bot's", id="another's"),
        pytest.param("empty.db", "is no database of this bot's", id="an empty one"),
        pytest.param("later.db", "is of a later release (version 9999", id="of a later release"),
        pytest.param("damaged.db", "cannot be read (", id="a damaged one"),
        pytest.param("bot.db", "is the database itself", id="itself"),
    ],
)
async def test_what_is_no_backup_is_refused_and_nothing_is_changed(
    operator: Operator, store: Store, tmp_path: Path, file: str, expected: str
) -> None:
    await subscribe(store)
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.db").write_text("no database " * 1_000)
    (tmp_path / "empty.db").touch()
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE chats (x)")
    for copy in ("later.db", "damaged.db"):
        assert (await operator("backup", copy))[0] == 0
    damage(tmp_path / "damaged.db")
    with sqlite3.connect(tmp_path / "later.db") as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
    for connection in (other, later):
        connection.close()
    before, names = await rows(store, subscriptions), set(os.listdir(tmp_path))
    code, said = await operator("restore", file)
    assert code == 2
    assert said.startswith(f"{file}: {expected}")
    assert said.count("\n") == 1
    assert await rows(store, subscriptions) == before
    assert set(os.listdir(tmp_path)) == names


async def test_it_is_for_sqlite_and_names_the_tool_of_postgresql(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_DATABASE_URL", "postgresql://u:secret@host/x")
    code, said = await operator("restore", "copy.db")
    assert code == 2
    assert "pg_restore" in said
    assert "secret" not in said


async def test_it_waits_while_the_bot_writes_and_says_so_when_that_takes_too_long(
    operator: Operator, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.backup.BUSY", 1_000)
    await subscribe(store)
    await backed_up(operator)
    async with store.database.write():
        code, said = await operator("restore", "copy.db")
        assert code == 2
        assert "database is locked" in said
        assert said.count("\n") == 1
        begun = time.monotonic()
        restoring = asyncio.create_task(operator("restore", "copy.db"))
        await asyncio.sleep(0.5)
    assert (await restoring)[0] == 0
    assert time.monotonic() - begun > 0.5
    assert len(kept_in(tmp_path)) == 1, "of the first nothing is left"


async def test_what_fails_on_the_way_leaves_everything_as_it_was(
    operator: Operator, store: Store, tmp_path: Path
) -> None:
    await backed_up(operator)
    await subscribe(store)
    async with store.database.write() as connection:
        await connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE DELETE ON subscriptions BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    before, names = await rows(store, chats), set(os.listdir(tmp_path))
    code, said = await operator("restore", "copy.db")
    assert code == 2
    assert "no room" in said
    assert await rows(store, chats) == before
    assert set(os.listdir(tmp_path)) == names


async def test_a_database_that_is_only_locked_is_not_taken_for_a_damaged_one(
    operator: Operator, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.backup.BUSY", 100)
    await backed_up(operator)
    await store.close()
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        code, said = await operator("restore", "copy.db")
    assert code == 2
    assert "database is locked" in said
    assert kept_in(tmp_path) == []


async def test_an_empty_file_becomes_the_backup_too(operator: Operator, store: Store, tmp_path: Path) -> None:
    wanted = await subscribe(store, now=NOW)
    await backed_up(operator)
    await store.close()
    (tmp_path / "bot.db").write_bytes(b"")
    await restored(operator)
    assert await store.chats.subscription(PERSON) == wanted


async def test_a_backup_of_another_bot_changes_nothing(operator: Operator, store: Store) -> None:
    await subscribe(store)
    await store.ownership.claim(Owner(1, "theirs_bot"))
    await backed_up(operator)
    await store.ownership.hand_over()
    assert await store.ownership.claim(Owner(2, "ours_bot")) == Owner(2, "ours_bot")
    code, said = await operator("restore", "copy.db")
    assert code == 2
    assert "copy.db: is a backup of @theirs_bot (1)'s, and the database is @ours_bot (2)'s" in said
    assert kept_in(Path()) == []
    assert await store.ownership.claim(Owner(1, "theirs_bot")) == Owner(2, "ours_bot")
