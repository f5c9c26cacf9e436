"""The chat on the terminal, as a process of its own with lines piped in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

import pytest

from tests.bases import LIGHTHOUSE, small_base
from tests.conftest import ROOT
from tests.own_process import OwnProcess


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def run(lines: str, *arguments: str, cwd: Path = ROOT, **variables: str) -> Done:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BOT_")} | variables
    typed, typing = os.pipe()
    os.write(typing, lines.encode())
    os.close(typing)
    with TemporaryFile("r", encoding="utf-8") as out, TemporaryFile("r", encoding="utf-8") as errors:
        process = OwnProcess(arguments, cwd, environment, typed, os.dup(out.fileno()), os.dup(errors.fileno()))
        code = process.wait()
        for each in (out, errors):
            each.seek(0)
        return Done(code, out.read(), errors.read())


def test_piped_lines_are_answered_in_order_and_nothing_else_is_printed() -> None:
    done = run("/city 芜湖\n/fact 拍卖会\n")
    assert done.returncode == 0
    assert done.stdout.startswith("芜湖　")
    assert done.stdout.index("33亿元") < done.stdout.index("累计超100亿元")
    assert "BotFather" not in done.stdout
    assert done.stderr.count("BotFather") == 1
    assert "jieba" not in done.stderr


def test_a_number_presses_the_button_of_that_number() -> None:
    done = run("/cities\n8\n")
    assert "芜湖　芜湖市" in done.stdout


def test_the_copy_button_gives_the_citation() -> None:
    assert "（截至2023年11月；来源：" in run("/fact 拍卖会\n1\n").stdout


def test_a_number_that_is_no_button_is_words() -> None:
    assert "时间线　2021年" in run("/cities\n2021\n").stdout


def test_a_service_without_a_token_does_not_start_and_says_what_is_missing() -> None:
    done = run("", BOT_TOKN="x", BOT_LOG_FORMAT="json")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert json.loads(line)["message"].startswith(
        "BOT_TOKEN: is missing (none of its settings: BOT_TOKN (perhaps BOT_TOKEN?)), and there is nobody here"
    )


def test_without_any_input_at_all_it_is_the_same() -> None:
    closed = f"exec {sys.executable} -m bot <&-"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BOT_")} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", closed], capture_output=True, text=True, cwd=ROOT, env=environment, check=False)  # noqa: S603, S607
    assert done.returncode == 2
    assert "BOT_TOKEN: is missing" in done.stderr


def test_a_pipe_that_holds_no_question_ends_at_once() -> None:
    done = run("\n")
    assert (done.returncode, done.stdout) == (0, "")


def test_broken_utf_8_does_not_end_the_chat() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        input=b"\xff\xfe\n\xe6\x8b\x8d\xe5\x8d\x96\xe4\xbc\x9a\n",
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "累计超100亿元" in done.stdout.decode()


def test_a_broken_base_stops_the_start_with_every_problem_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text('{"schema": 1, "facts": [{"id": "X"}]}', encoding="utf-8")
    done = run("", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) > 5
    assert done.stdout == ""


def test_a_base_that_is_not_there_is_said_in_a_line(tmp_path: Path) -> None:
    done = run("", BOT_FACTS=str(tmp_path / "none.json"))
    assert done.returncode == 2
    assert "BOT_FACTS" in done.stderr


def test_a_reload_reads_the_base_that_was_named_again(tmp_path: Path) -> None:
    file = small_base(tmp_path / "small.json", LIGHTHOUSE)
    assert "灯塔大会在松江举行" in run("/reload\n灯塔大会\n", BOT_FACTS=str(file)).stdout


def test_wrong_settings_stop_the_start() -> None:
    done = run("", BOT_TOKEN="nonsense")
    assert done.returncode == 2
    assert "BotFather" in done.stderr
    assert "nonsense" not in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("facts",), ("facts", "check", "--help"), ("--version",)])
def test_every_command_has_help(arguments: tuple[str, ...]) -> None:
    done = run("", *arguments)
    assert done.returncode == 0
    assert done.stdout


def test_the_console_script_does_the_same() -> None:
    script = Path(sys.executable).with_name("policy-briefing-bot")
    done = subprocess.run([script], input="/about\n", capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)  # noqa: S603
    assert done.stdout == run("/about\n").stdout


def test_whoever_reads_only_the_beginning_gets_no_traceback() -> None:
    read, write = os.pipe()
    os.close(read)  # before it has begun to print
    command = [sys.executable, "-u", "-m", "bot", "search", "--why", "量子"]  # each line is written as it is printed
    process = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=ROOT, check=False)  # noqa: S603
    os.close(write)
    assert (process.returncode, process.stderr) == (1, b""), "it broke off, so nobody knows"
