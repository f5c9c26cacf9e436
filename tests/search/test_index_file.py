"""The index beside the base: used when it is for this base, else made anew, and done without when it cannot be."""

from __future__ import annotations

import ast
import inspect
import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue import Catalogue
from bot.cli import main
from bot.loading import load_whole
from bot.search import beside, storage
from bot.services import Services
from tests.bases import small_base

QUESTION, ANSWER = "拍麦会", "auction-2022"


@pytest.fixture
def base_file(tmp_path: Path) -> Path:
    """A base in a folder of its own."""
    return small_base(tmp_path / "facts.json")


@pytest.fixture(scope="session")
def made_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of that base, made once."""
    base = small_base(tmp_path_factory.mktemp("indexed") / "facts.json")
    assert answer(base) == ANSWER
    return beside(base)


@pytest.fixture
def indexed(base_file: Path, made_index: Path) -> Path:
    """The base with its index beside it."""
    shutil.copy(made_index, beside(base_file))
    return base_file


def answer(base_file: Path) -> str:
    return Services.opened(base_file).search.find(QUESTION).hits[0].fact.id


def test_it_is_written_once_and_used_from_then_on(base_file: Path) -> None:
    assert answer(base_file) == ANSWER
    written = beside(base_file).stat()
    assert answer(base_file) == ANSWER
    assert beside(base_file).stat().st_mtime_ns == written.st_mtime_ns
    assert [path.name for path in base_file.parent.iterdir() if path.name.startswith(".")] == []


def test_it_is_made_anew_for_another_base(indexed: Path) -> None:
    raw = json.loads(indexed.read_text(encoding="utf-8"))
    fact = next(each for each in raw["facts"] if each["id"] == ANSWER)
    fact["title"], fact["keywords"] = "红烧肉的做法", ["红烧肉"]
    indexed.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    search = Services.opened(indexed).search
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
def test_a_damaged_one_is_made_anew(indexed: Path, damage: object) -> None:
    whole = beside(indexed).read_bytes()
    beside(indexed).write_bytes(damage(whole))  # type: ignore[operator]
    assert answer(indexed) == ANSWER


def test_a_symbolic_link_is_not_followed(indexed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.index"
    beside(indexed).rename(elsewhere)
    beside(indexed).symlink_to(elsewhere)
    assert answer(indexed) == ANSWER
    assert not beside(indexed).is_symlink()


def rewritten(data: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The file with another header, whose checksum is right: a forged one, not a damaged one."""
    length = int(data[len(storage.MAGIC) :].split(maxsplit=1)[0])
    begin = data.index(b"\n", len(storage.MAGIC)) + 1
    arrays = data[-(-(begin + length) // storage.ALIGNED) * storage.ALIGNED :]
    header = json.loads(data[begin : begin + length])
    forged = change(header)
    return b"".join(storage._parts(json.dumps(header if forged is None else forged).encode(), ())) + arrays


def first(header: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(iter(header["arrays"].values()))
    return found


FORGED = [
    pytest.param(lambda header: first(header).update(type="|O"), id="objects, that is addresses in memory"),
    pytest.param(lambda header: first(header).update(type=[["a", "|O"]]), id="objects within a record"),
    pytest.param(lambda header: first(header).update(type="|O,|O"), id="objects within a record, told shortly"),
    pytest.param(lambda header: first(header).update(type="no such"), id="a type that there is not"),
    pytest.param(lambda header: first(header).update(shape=[2**62, 2**62]), id="a shape beyond the file"),
    pytest.param(lambda header: first(header).update(shape=[-1]), id="a negative shape"),
    pytest.param(lambda header: first(header).update(shape=5), id="a shape that is none"),
    pytest.param(lambda header: first(header).update(offset=-1), id="an offset before the file"),
    pytest.param(lambda header: first(header).update(offset=header["size"] - 1), id="an end beyond the file"),
    pytest.param(lambda header: first(header).update(offset=2**80), id="an offset beyond all files"),
    pytest.param(lambda header: first(header).update(offset="0"), id="an offset that is a text"),
    pytest.param(lambda header: header.update(arrays=[]), id="arrays without names"),
    pytest.param(lambda header: header.update(arrays={}), id="no arrays"),
    pytest.param(lambda header: header.update(arrays={"a": None}), id="an array that is nothing"),
    pytest.param(lambda header: header.update(size="many"), id="a size that is a text"),
    pytest.param(lambda _: [], id="a header that is a list"),
    pytest.param(lambda _: "x", id="a header that is a text"),
]


@pytest.mark.parametrize("change", FORGED)
def test_a_forged_one_is_made_anew(indexed: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    whole = beside(indexed).read_bytes()
    assert rewritten(whole, lambda _: None) == whole
    forged = rewritten(whole, change)
    assert forged != whole
    beside(indexed).write_bytes(forged)
    assert answer(indexed) == ANSWER
    assert beside(indexed).read_bytes() == whole


def test_a_header_nested_without_end_is_made_anew(indexed: Path) -> None:
    whole, deep = beside(indexed).read_bytes(), b"[" * 60_000
    beside(indexed).write_bytes(storage.MAGIC + f"{len(deep):>8} {sha256(deep).hexdigest()}\n".encode() + deep)
    assert answer(indexed) == ANSWER
    assert beside(indexed).read_bytes() == whole


def test_nothing_in_it_can_run() -> None:
    names = {node.id for node in ast.walk(ast.parse(inspect.getsource(storage))) if isinstance(node, ast.Name)}
    assert not names & {"pickle", "marshal", "eval", "exec", "__import__"}
    assert ".load(" not in inspect.getsource(storage), "numpy.load can unpickle"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["a pipe that nobody writes to", "a folder"])
def test_what_is_no_file_is_not_waited_for(base_file: Path, make: Callable[[Path], None]) -> None:
    make(beside(base_file))
    assert answer(base_file) == ANSWER


@pytest.mark.parametrize(
    ("theirs", "base_s", "used"),
    [(1000, 2000, False), (1000, 1000, True), (0, 2000, True)],
    ids=["another user's", "the base's owner's", "root's"],
)
def test_what_another_user_put_there_is_not_used(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, theirs: int, base_s: int, *, used: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 3000)
    real = os.fstat

    def of_others(handle: int) -> os.stat_result:
        found = list(real(handle))
        found[4] = theirs
        return os.stat_result(found)

    monkeypatch.setattr(os, "fstat", of_others)
    mark = storage._mark(load_whole(indexed).digest)
    assert (storage.read_from(beside(indexed), mark, base_s) is not None) is used


def test_a_link_planted_where_it_will_be_written_leads_nowhere(base_file: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep me", encoding="utf-8")
    beside(base_file).symlink_to(precious)
    assert answer(base_file) == ANSWER
    assert precious.read_text(encoding="utf-8") == "keep me"
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


def test_a_base_that_is_replaced_while_it_is_opened_gets_no_index_of_another(
    base_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is another one by the time that the index is made: it must not be taken for that one's."""
    whole = json.loads(base_file.read_text(encoding="utf-8"))
    fewer = json.dumps({**whole, "facts": [each for each in whole["facts"] if each["id"] != ANSWER]})
    built = storage.built

    def meanwhile(catalogue: Catalogue) -> storage.Stored:
        base_file.write_text(fewer, encoding="utf-8")
        return built(catalogue)

    with monkeypatch.context() as patch:
        patch.setattr(storage, "built", meanwhile)
        assert answer(base_file) == ANSWER, "as it was read"
    now = Services.opened(base_file)
    assert now.catalogue.fact(ANSWER) is None
    assert all(now.search.find(fact.title).hits for fact in now.catalogue.facts), "its own index"
    (found, *_) = now.search.find("走廊哪年启动建设").hits
    assert found.fact.id == "construction-start-2016"
