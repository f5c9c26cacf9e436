"""The index beside the base: used when it is for this base, else made anew, and done without when it cannot be."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from bot.loading import load
from bot.search import beside
from bot.services import Services
from tests.conftest import ROOT

QUESTION, ANSWER = "芜胡 技术合同", "wuhu-tech-contracts-2023"


@pytest.fixture
def base_file(tmp_path: Path) -> Path:
    """A base in a folder of its own."""
    return Path(shutil.copy(ROOT / "facts.json", tmp_path / "facts.json"))


def answer(base_file: Path) -> str:
    return Services.of(load(base_file), base_file).search.find(QUESTION).hits[0].fact.id


def test_it_is_written_once_and_used_from_then_on(base_file: Path) -> None:
    assert answer(base_file) == ANSWER
    written = beside(base_file).stat()
    assert answer(base_file) == ANSWER
    assert beside(base_file).stat().st_mtime_ns == written.st_mtime_ns
    assert [path.name for path in base_file.parent.iterdir() if path.name.startswith(".")] == []


def test_it_is_made_anew_for_another_base(base_file: Path) -> None:
    answer(base_file)
    raw = json.loads(base_file.read_text(encoding="utf-8"))
    fact = next(each for each in raw["facts"] if each["id"] == ANSWER)
    fact["title"], fact["keywords"] = "红烧肉的做法", ["红烧肉"]
    base_file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    search = Services.of(load(base_file), base_file).search
    assert search.find("红烧肉").hits[0].fact.id == ANSWER


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut off"),
        pytest.param(lambda data: b"x" * len(data), id="something else"),
        pytest.param(lambda data: data[:22] + b"99999999" + data[30:], id="a header that is too long"),
        pytest.param(lambda data: data.replace(b'"mark"', b'"nark"', 1), id="a header without a mark"),
        pytest.param(lambda data: data.replace(b'"offset": 0', b'"offset": 9', 1), id="an array at a wrong place"),
    ],
)
def test_a_damaged_one_is_made_anew(base_file: Path, damage: object) -> None:
    answer(base_file)
    whole = beside(base_file).read_bytes()
    beside(base_file).write_bytes(damage(whole))  # type: ignore[operator]
    assert answer(base_file) == ANSWER


def test_a_symbolic_link_is_not_followed(base_file: Path, tmp_path: Path) -> None:
    answer(base_file)
    elsewhere = tmp_path / "elsewhere.index"
    beside(base_file).rename(elsewhere)
    beside(base_file).symlink_to(elsewhere)
    assert answer(base_file) == ANSWER
    assert not beside(base_file).is_symlink()


def test_where_nothing_can_be_written_the_bot_works_without(base_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    assert answer(base_file) == ANSWER
    assert not beside(base_file).exists()


def test_a_base_of_any_name_is_never_overwritten(base_file: Path) -> None:
    odd = base_file.rename(base_file.with_name("theirs.index"))
    before = odd.read_bytes()
    assert answer(odd) == ANSWER
    assert odd.read_bytes() == before
    assert beside(odd) != odd


def test_the_curator_s_command_makes_it(base_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "index", "--facts", str(base_file)]) == 0
    assert "up to date" in capsys.readouterr().out
    assert beside(base_file).is_file()
