"""`search --unanswered`: what got a no is kept for curators, without who asked."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.unanswered import Unanswered, keep_in, log, most_frequent_first, read, remember
from tests.chat import Chat


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A file in which unanswered questions are kept while a test runs."""
    place = tmp_path / "unanswered.log"
    before = list(log.handlers)
    keep_in(place)
    yield place
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
        handler.close()


async def test_what_gets_a_no_is_counted_whatever_its_spelling(talk: Chat, kept: Path) -> None:
    for question in ("红烧肉做法", "红烧肉 做法", "今天股市", "拍卖会"):
        await talk(question)
    found = {each.question.replace(" ", ""): each.times for each in read(kept)}
    assert found == {"红烧肉做法": 2, "今天股市": 1}


async def test_a_time_of_which_nothing_is_known_is_noted(talk: Chat, kept: Path) -> None:
    for question in ("/timeline 1999", "/timeline 1999-2001", "/timeline 2001 芜湖", "2002年"):
        await talk(question)
    asked = {each.question.replace(" ", ""): each.times for each in read(kept)}
    assert asked == {"1999": 1, "1999-2001": 1, "2001芜湖": 1, "2002年": 1}
    for question in (
        "/timeline",
        "/timeline 2021",
        "/timeline 2025",
        "/timeline 2019-2022",
        "/timeline 芜湖",
        "2021年",
    ):
        await talk(question)
    assert sum(each.times for each in read(kept)) == 4


async def test_nothing_of_who_asked_is_kept(talk: Chat, kept: Path) -> None:
    await talk("红烧肉做法")
    assert [tuple(each) for each in read(kept)] == [("红烧肉做法", 1, date.today().isoformat())]


async def test_a_question_of_several_lines_stays_on_one(talk: Chat, kept: Path) -> None:
    await talk("红烧肉\n\t怎么\u202e做")
    assert [each.question for each in read(kept)] == ["红烧肉 怎么 做"]


def test_the_most_frequent_comes_first_and_what_is_no_line_of_ours_is_passed_over() -> None:
    lines = ["2026-11-19\t甲乙", "2026-11-21\t丙丁", "2026-11-20\t丙 丁", "broken", ""]
    assert most_frequent_first(lines) == [Unanswered("丙丁", 2, "2026-11-21"), Unanswered("甲乙", 1, "2026-11-19")]


def test_the_curator_s_command_lists_them(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.write_text("2026-11-21\t红烧肉做法\n", encoding="utf-8")
    monkeypatch.setenv("BOT_UNANSWERED", str(kept))
    assert main(["search", "--unanswered"]) == 0
    assert capsys.readouterr().out.split() == ["1", "2026-11-21", "红烧肉做法"]


def test_without_a_file_the_curator_is_told_what_makes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_UNANSWERED", str(tmp_path / "none.log"))
    assert main(["search", "--unanswered"]) == 2
    assert "is not there yet" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_done_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        keep_in(tmp_path / "no such folder" / "unanswered.log")
    assert "are not kept" in caplog.text


def test_a_link_in_its_place_is_not_written_through(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    precious, place = tmp_path / "precious", tmp_path / "unanswered.log"
    precious.write_text("keep me", encoding="utf-8")
    place.symlink_to(precious)
    with caplog.at_level(logging.WARNING):
        keep_in(place)
    remember("红烧肉做法")
    assert precious.read_text(encoding="utf-8") == "keep me"
    assert "is a symbolic link" in caplog.text


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["a pipe that nobody reads", "a folder"])
def test_what_is_no_file_is_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "unanswered.log")
    with caplog.at_level(logging.WARNING):
        keep_in(tmp_path / "unanswered.log")
    assert "are not kept" in caplog.text


def test_a_link_where_it_is_put_aside_is_replaced_and_not_followed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    precious, aside = kept.with_name("precious"), kept.with_name(f"{kept.name}.1")
    precious.write_text("keep me", encoding="utf-8")
    aside.symlink_to(precious)
    (handler,) = [each for each in log.handlers if getattr(each, "baseFilename", None) == str(kept)]
    monkeypatch.setattr(handler, "maxBytes", 10)
    for question in ("红烧肉做法", "清蒸鱼做法"):
        remember(question)
    assert precious.read_text(encoding="utf-8") == "keep me"
    assert not aside.is_symlink()
    assert {each.question for each in read(kept)} == {"红烧肉做法", "清蒸鱼做法"}


def test_why_tells_the_reading_the_candidates_and_the_decision(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--why", "芜胡", "技术合同"]) == 0
    said = capsys.readouterr().out
    assert "corrected: 芜胡 -> 芜湖" in said
    assert "wuhu-tech-contracts-2023" in said
    assert "decision: answer: wuhu-tech-contracts-2023" in said


def test_why_a_question_got_a_no_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--why", "深圳", "GDP"]) == 0
    assert "decision: no" in capsys.readouterr().out


@pytest.mark.parametrize(("question", "code"), [("拍卖会", 0), ("红烧肉做法", 1)])
def test_the_exit_code_says_whether_there_is_an_answer(question: str, code: int) -> None:
    assert main(["search", question]) == code
