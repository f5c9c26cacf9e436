"""What the operator names is read if it is a plain file of sensible size; what the bot writes goes through no link."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import loading, settings
from bot.cli import main
from bot.facts import BaseRefused
from bot.files import own, read_whole, write_whole
from bot.loading import load
from bot.settings import SettingsRefused, read_settings
from bot.store import DatabaseRefused, open_store
from tests.conftest import ROOT

TOKEN = "123456789:AAF-fakefakefakefakefakefakefakefake"


def no_end(place: Path) -> None:
    place.symlink_to("/dev/zero")


NO_FILES: list[Callable[[Path], None]] = [os.mkfifo, os.mkdir, no_end]
IDS = ["a pipe that nobody writes to", "a folder", "a device without end"]


def test_a_file_is_read_whole_up_to_its_cap(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_whole(tmp_path / "a", 5) == b"12345"
    with pytest.raises(OSError, match="larger than 4 bytes"):
        read_whole(tmp_path / "a", 4)


@pytest.mark.parametrize("make", NO_FILES, ids=IDS)
def test_what_is_no_file_is_neither_read_nor_waited_for(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "a")
    with pytest.raises(OSError, match="is no plain file"):
        read_whole(tmp_path / "a", 5)


# What the operator names


@pytest.mark.parametrize("make", NO_FILES, ids=IDS)
def test_a_base_that_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "facts.json")
    with pytest.raises(BaseRefused, match=r"is no plain file.*BOT_FACTS"):
        load(tmp_path / "facts.json")


def test_a_base_that_is_too_large_is_refused_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "facts.json").open("wb") as file:
        file.truncate(loading.MAX_FILE_BYTES + 1)
    with pytest.raises(BaseRefused, match="larger than"):
        load(tmp_path / "facts.json")


def test_a_base_may_be_a_link_as_container_platforms_make_them(tmp_path: Path) -> None:
    (tmp_path / "facts.json").symlink_to(ROOT / "facts.json")
    assert load(tmp_path / "facts.json").facts


@pytest.mark.parametrize("make", NO_FILES, ids=IDS)
def test_a_token_s_file_that_is_no_file_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "token")
    with pytest.raises(SettingsRefused, match="BOT_TOKEN_FILE"):
        read_settings({"BOT_TOKEN_FILE": str(tmp_path / "token")}, tmp_path)


def test_a_token_s_file_may_be_a_link_and_has_a_cap(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(TOKEN, encoding="utf-8")
    (tmp_path / "token").symlink_to("secret")
    given = {"BOT_TOKEN_FILE": str(tmp_path / "token")}
    assert read_settings(given, tmp_path).token == TOKEN
    (tmp_path / "secret").write_text(TOKEN + "\n" * settings.MOST_BYTES, encoding="utf-8")
    with pytest.raises(SettingsRefused, match="BOT_TOKEN_FILE") as refused:
        read_settings(given, tmp_path)
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize("make", NO_FILES, ids=IDS)
def test_an_env_file_that_is_no_file_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / ".env")
    with pytest.raises(SettingsRefused, match=r"\.env: cannot be read"):
        read_settings({}, tmp_path)


def test_an_env_file_may_be_a_link_and_has_a_cap(tmp_path: Path) -> None:
    (tmp_path / "config").write_text(f"BOT_TOKEN={TOKEN}\n", encoding="utf-8")
    (tmp_path / ".env").symlink_to("config")
    assert read_settings({}, tmp_path).token == TOKEN
    (tmp_path / "config").write_text("#" * (settings.MOST_BYTES + 1), encoding="utf-8")
    with pytest.raises(SettingsRefused, match=r"\.env: cannot be read"):
        read_settings({}, tmp_path)


# What the bot writes


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A file of somebody's that links are planted to."""
    place = tmp_path / "precious"
    place.write_text("keep me", encoding="utf-8")
    return place


def is_kept(precious: Path) -> bool:
    return precious.read_text(encoding="utf-8") == "keep me"


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path, precious: Path) -> None:
    (tmp_path / "a").symlink_to(precious)
    write_whole(tmp_path / "a", [b"12", b"345"])
    assert is_kept(precious)
    assert (tmp_path / "a").read_bytes() == b"12345"
    assert not (tmp_path / "a").is_symlink()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(TypeError):
        write_whole(tmp_path / "a", [b"12", "a text"])
    assert (tmp_path / "a").read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_file_of_the_bot_s_own_is_never_opened_through_a_link(tmp_path: Path, precious: Path) -> None:
    (tmp_path / "a").symlink_to(precious)
    with pytest.raises(OSError, match="is a symbolic link"):
        own(str(tmp_path / "a"), os.O_WRONLY | os.O_TRUNC)
    assert is_kept(precious)


def test_the_curator_s_build_follows_no_link_planted_beside_its_target(tmp_path: Path, precious: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("facts.json", "facts.json.new"):
        (tmp_path / name).symlink_to(precious)
    assert main(["facts", "build", "--seeds", str(ROOT / "seeds"), "--out", str(tmp_path / "facts.json")]) == 0
    assert is_kept(precious)
    assert (tmp_path / "facts.json").read_bytes() == (ROOT / "facts.json").read_bytes()


async def test_the_lock_of_the_database_empties_no_file_that_a_link_leads_to(tmp_path: Path, precious: Path) -> None:
    (tmp_path / "bot.db.lock").symlink_to(precious)
    with pytest.raises(DatabaseRefused):
        await open_store(f"sqlite:///{tmp_path / 'bot.db'}")
    assert is_kept(precious)
