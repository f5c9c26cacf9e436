"""`backup`: one file with everything in it, made while a bot is at work; or a line that says what to do."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import open_store
from bot.store.tables import chats, deliveries, subscriptions
from tests.command_line import Operator
from tests.conftest import ROOT
from tests.store.acting import GROUP, OTHER, owe, rows, subscribe


async def test_a_database_in_use_is_copied_with_all_that_it_holds(operator: Operator, tmp_path: Path) -> None:
    store = await open_store(operator.address)
    await subscribe(store)
    await subscribe(store, OTHER, active=False)
    await owe(store, GROUP)
    code, said = await operator("backup", "copy.db")
    await owe(store, GROUP, occasion="after it")
    copied = await open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    assert (code, said) == (0, "copy.db: 3 chats, 1 subscription, 0.1 MB\n")
    for table in (chats, subscriptions):
        assert await rows(copied, table) == await rows(store, table)
    assert await rows(copied, deliveries) == (await rows(store, deliveries))[:-1]
    await copied.close()
    await store.close()


@pytest.mark.parametrize("in_use", [True, False], ids=["a bot is running", "no bot is running"])
async def test_the_copy_is_a_single_file_that_only_its_owner_reads(
    operator: Operator, tmp_path: Path, in_use: bool
) -> None:
    store = await open_store(operator.address)
    if not in_use:
        await store.close()
    before = set(os.listdir(tmp_path))
    assert (await operator("backup", "copy.db"))[0] == 0
    assert set(os.listdir(tmp_path)) - before == {"copy.db"}
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()
    await store.close()


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("there.db", "is there already; name another file", id="a file is not overwritten"),
        pytest.param("folder", "is there already; name another file", id="a folder is no file"),
        pytest.param("nowhere/copy.db", "cannot be written (No such file or directory)", id="a folder is not made"),
    ],
)
async def test_where_no_copy_can_be_made_a_line_says_so(
    operator: Operator, tmp_path: Path, file: str, expected: str
) -> None:
    await (await open_store(operator.address)).close()
    (tmp_path / "there.db").write_text("mine")
    (tmp_path / "folder").mkdir()
    code, said = await operator("backup", file)
    assert code == 2
    assert said.count("\n") == 1
    assert said.startswith(f"{file}: ")
    assert expected in said
    assert (tmp_path / "there.db").read_text() == "mine"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("sqlite:///none.db", "none.db: there is no database yet", id="none yet"),
        pytest.param("sqlite:///nowhere/bot.db", "the folder of nowhere/bot.db is not there", id="no folder"),
        pytest.param("sqlite:///other.db", "other.db: is no database of this bot's", id="another's"),
        pytest.param("sqlite:///text.db", "text.db: cannot be copied (file is not a database)", id="no database"),
        pytest.param("sqlite://", "is in memory", id="in memory"),
        pytest.param("postgresql://u:secret@host/x", "its own tool for this: pg_dump", id="PostgreSQL has its own"),
    ],
)
async def test_what_cannot_be_copied_is_refused_with_what_to_do(
    operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, expected: str
) -> None:
    (tmp_path / "text.db").write_text("no database " * 1_000)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE chats (x)")
    other.close()
    monkeypatch.setenv("BOT_DATABASE_URL", address)
    before = set(os.listdir(tmp_path))
    code, said = await operator("backup", "copy.db")
    assert code == 2
    assert said.count("\n") == 1
    assert expected in said
    assert "secret" not in said
    assert set(os.listdir(tmp_path)) == before


def damage(file: Path) -> None:
    """Overwrites what is not the first page."""
    with file.open("r+b") as written:
        written.seek(4096)
        written.write(b"\xff" * (file.stat().st_size - 4096))


async def test_a_damaged_database_is_not_taken_for_a_backup(operator: Operator, tmp_path: Path) -> None:
    await (await open_store(operator.address)).close()
    damage(tmp_path / "bot.db")
    code, said = await operator("backup", "copy.db")
    assert code == 2
    assert "bot.db: cannot be copied" in said
    assert "restore an earlier backup" in said
    assert not (tmp_path / "copy.db").exists()


async def test_a_disk_that_takes_no_more_leaves_nothing_behind(operator: Operator, tmp_path: Path) -> None:
    await (await open_store(operator.address)).close()
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
        "from bot.cli import main; sys.exit(main(['backup', 'copy.db']))"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    full = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)  # noqa: ASYNC221, S603
    assert full.returncode == 2
    assert full.stderr.startswith("copy.db: cannot be written (")
    assert full.stderr.count("\n") == 1
    assert not [name for name in os.listdir(tmp_path) if name.startswith("copy")]
