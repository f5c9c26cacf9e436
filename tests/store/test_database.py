"""The database: made, brought forward, or refused with a line that says what to do."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Boolean, Connection, Float, Integer, MetaData, Table, inspect, text

from bot.store import Store, open_store
from bot.store.address import DatabaseRefused
from bot.store.database import HEAD, MIGRATIONS, Database
from bot.store.tables import chats, metadata
from bot.subscription import Empty, Subscription, Where
from bot.weekdays import EVERY_DAY, Weekdays
from tests.postgresql import PostgreSQL
from tests.store.acting import MONDAY, PERSON, owe, rows, subscribe

ROOT = Path(__file__).parents[2]


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


REVISIONS = [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()]


async def refusal(address: str) -> str:
    with pytest.raises(DatabaseRefused) as refused:
        await (await open_store(address)).close()
    line = str(refused.value)
    assert line.startswith("BOT_DATABASE_URL: ")
    assert "\n" not in line
    return line


async def on(store: Store, do: Callable[[Connection], Any]) -> Any:
    async with store.database.write() as connection:
        return await connection.run_sync(do)


async def test_what_was_written_is_there_when_it_is_opened_again(address: str) -> None:
    first = await open_store(address)
    wanted = await subscribe(first)
    await first.close()
    again = await open_store(address)
    assert await again.chats.subscription(PERSON) == wanted
    await again.close()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"no database" * 1000, "file is not a database", id="another file"),
        pytest.param(b"", "database disk image is malformed", id="a damaged one"),
    ],
)
async def test_a_damaged_file_is_refused_with_its_path_and_what_to_do(
    tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "bot.db"
    await (await open_store(f"sqlite:///{file}")).close()
    if content:
        file.write_bytes(content)
    else:
        with file.open("r+b") as damaged:
            damaged.seek(4096)  # the first page, where SQLite keeps what the file is, stays
            damaged.write(b"x" * 40_000)
    line = await refusal(f"sqlite:///{file}")
    assert f"the database at {file} cannot be used: {says}; restore a backup with: python -m bot restore FILE" in line


async def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    async def failing() -> None:
        async with store.database.write() as connection:
            values = {"kind": "private", "known_at": MONDAY, "free_at": MONDAY, "group_full_at": MONDAY}
            await connection.execute(chats.insert().values(chat_id=1, **values))
            raise LookupError

    with pytest.raises(LookupError):
        await failing()
    assert await rows(store, chats) == []
    await owe(store, PERSON)
    assert len(await rows(store, chats)) == 1


@pytest.mark.parametrize("folder", [True, False], ids=["in a file", "in memory"])
async def test_reading_beside_a_transaction_does_not_undo_it(tmp_path: Path, folder: bool) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'bot.db'}" if folder else "sqlite://")
    values = {"kind": "private", "known_at": MONDAY, "free_at": MONDAY, "group_full_at": MONDAY}
    async with store.database.write() as connection:
        await connection.execute(chats.insert().values(chat_id=1, **values))
        reading = asyncio.create_task(store.chats.counted())
        for _ in range(20):  # time enough for reading
            await connection.execute(text("SELECT 1"))
        await connection.execute(chats.insert().values(chat_id=2, **values))
    await reading
    assert len(await rows(store, chats)) == 2
    await store.close()


async def test_a_file_that_another_process_uses_is_refused_and_postgresql_named(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'bot.db'}"
    store = await open_store(address)
    assert "PostgreSQL" in await refusal(address)
    script = f"import asyncio; from bot.store import open_store; asyncio.run(open_store({address!r}))"
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", script, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    _, said = await other.communicate()
    assert other.returncode == 1
    assert b"another process uses" in said
    assert b"PostgreSQL" in said
    await store.close()
    await (await open_store(address)).close()


@pytest.mark.parametrize(
    "address", ["", "bot.db", "mysql://x/y", "sqlite+x:///y", "postgresql://u:secret@host:port/x", "http://x"]
)
async def test_what_is_no_address_is_refused_with_what_would_be_one(address: str) -> None:
    line = await refusal(address)
    assert "sqlite:///FILE" in line
    assert "postgresql://" in line
    assert "secret" not in line


async def test_a_folder_that_is_none_is_refused_and_not_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in ("missing", "file"):
        assert str(tmp_path / folder / "bot.db") in await refusal(f"sqlite:///{tmp_path / folder / 'bot.db'}")
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir(mode=0o500)
    assert "cannot be written" in await refusal(f"sqlite:///{folder / 'bot.db'}")


async def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("{}" * 1_000)
    assert "facts.json" in await refusal(f"sqlite:///{tmp_path / 'facts.json'}")
    assert (tmp_path / "facts.json").read_text() == "{}" * 1_000


async def test_a_server_that_is_not_there_is_refused_without_telling_the_password(tmp_path: Path) -> None:
    assert "secret" not in await refusal(f"postgresql://u:secret@/x?host={tmp_path}")


async def test_a_database_of_a_later_release_is_refused_and_left_as_it_is(address: str) -> None:
    store = await open_store(address)
    await subscribe(store)
    await on(store, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    await store.close()
    assert "later release (version 9999" in await refusal(address)
    database = await open_at(address, "9999")
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar() == "9999"
    await database.close()


async def open_at(address: str, revision: str) -> Database:
    """The database as a release of that revision opens it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.store.database.HEAD", revision)
        patch.setattr("alembic.command.upgrade", lambda made, _: _upgrade(made, revision))
        database = Database(address)
        await database.open()
        return database


_upgrade = command.upgrade


async def test_the_migrations_make_what_the_tables_say(store: Store) -> None:
    def differences(connection: Connection) -> list[Any]:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)

    def keys(connection: Connection) -> dict[str, list[str]]:
        made = inspect(connection)
        return {name: made.get_pk_constraint(name)["constrained_columns"] for name in metadata.tables}

    def unique(connection: Connection) -> list[list[str]]:
        return [each["column_names"] for each in inspect(connection).get_unique_constraints("deliveries")]

    assert await on(store, differences) == []
    assert await on(store, keys) == {name: table.primary_key.columns.keys() for name, table in metadata.tables.items()}
    assert await on(store, unique) == [["chat_id", "topic_id", "kind", "occasion"]]


def test_the_newest_migration_is_the_one_that_the_code_knows() -> None:
    files = sorted(file.name for file in (MIGRATIONS / "versions").glob("*.py"))
    assert files[-1].startswith(f"{HEAD}_")
    assert ScriptDirectory.from_config(config()).get_heads() == [HEAD]
    assert len(files) == len(REVISIONS), "one line of them, and none beside it"
    assert sorted(REVISIONS, reverse=True) == REVISIONS, "their numbers grow: _migrate compares them"


async def test_two_that_open_one_empty_database_together_both_succeed(postgresql: PostgreSQL) -> None:
    address = postgresql()
    stores = [Store(address) for _ in range(4)]
    try:
        async with asyncio.timeout(60):  # two that migrate at once wait for each other
            opened = await asyncio.gather(*(store.open() for store in stores), return_exceptions=True)
        assert opened == [None] * 4
        await asyncio.gather(*(subscribe(store, Where(number)) for number, store in enumerate(stores)))
        assert len(await rows(stores[0], chats)) == 4
    finally:
        for store in stores:
            await store.close()
        postgresql.drop(address)


async def test_of_all_processes_one_is_the_first_until_it_ends(replicas: tuple[Store, ...]) -> None:
    first, second, third = (store.database for store in replicas)
    assert await first.is_first()
    assert await first.is_first(), "and it stays so"
    if not first.is_shared:
        return
    assert [await second.is_first(), await third.is_first()] == [False, False]
    await first.close()
    async with asyncio.timeout(10):  # PostgreSQL lets go of it when it has noticed
        while not await third.is_first():
            pass
    assert not await second.is_first()


@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_released_version_is_brought_forward_with_all_that_it_holds(address: str, revision: str) -> None:
    old = await open_at(address, revision)
    async with old.write() as connection:
        before = await connection.run_sync(_filled)
    await old.close()
    store = await open_store(address)
    version = await on(store, lambda each: each.execute(text("SELECT version_num FROM alembic_version")).scalar())
    after = await on(store, _held)
    await store.close()
    assert version == HEAD
    for name, row in before.items():
        row.pop("weekday", None)  # it has become `weekdays`
        assert row.items() <= after[name].items(), name


@pytest.mark.parametrize(("weekday", "weekdays"), [(None, EVERY_DAY), (4, frozenset({4}))], ids=["daily", "weekly"])
async def test_what_came_daily_or_weekly_comes_so_after_the_release_that_knows_several_days(
    address: str, weekday: int | None, weekdays: Weekdays
) -> None:
    old = await open_at(address, "0004")
    needed = {"chat_id": PERSON.chat_id, "topic_id": 0, "kind": "private", "zone": "Asia/Tokyo", "at_minute": 450}
    others = {"ahead": 0, "empty": "next", "follows": "", "active": True, "zone_data": ""}
    async with old.write() as connection:
        subscriptions = await connection.run_sync(lambda each: Table("subscriptions", MetaData(), autoload_with=each))
        await connection.execute(subscriptions.insert().values(**needed, **others, weekday=weekday))
    await old.close()
    store = await open_store(address)
    assert await store.chats.subscription(PERSON) == Subscription(
        PERSON, "Asia/Tokyo", at=time(7, 30), empty=Empty.NEXT, weekdays=weekdays
    )
    await store.close()


def _reflected(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _filled(connection: Connection) -> dict[str, dict[str, Any]]:
    """A row in each table there is, with a value in each column that needs one; what the tables hold then."""
    values = {Boolean: True, Float: 1.5, BigInteger: 1, Integer: 1}
    for table in _reflected(connection):
        needed = [column for column in table.columns if not column.nullable]
        row = {
            column.name: next((value for kind, value in values.items() if isinstance(column.type, kind)), "x")
            for column in needed
        }
        connection.execute(table.insert().values(row))
    return _held(connection)


def _held(connection: Connection) -> dict[str, dict[str, Any]]:
    """The row of every table; a table of a later release has none."""
    found = {
        table.name: connection.execute(table.select()).mappings().one_or_none() for table in _reflected(connection)
    }
    return {name: dict(row) for name, row in found.items() if row is not None}
