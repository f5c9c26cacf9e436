"""A correction: what a newer source says was wrong answers nothing any more, and says by what it was corrected."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from bot.cli import main
from bot.loading import load
from bot.services import Services
from bot.settings import DEFAULTS
from tests.chat import PERSON, Chat
from tests.conftest import ROOT

ERRATUM = "更正：本报2025年3月1日所说2024年四港集装箱吞吐量342万标准箱，应为324万标准箱。"
OLDER = "corrects: containers-2024"
SEED = f"""
source:
  id: erratum-2025
  title: 更正
  short: 更正2025
  published: 2025-04-02
  sha256: {sha256(ERRATUM.encode()).hexdigest()}

facts:
  - id: containers-2024-corrected
    title: 四港集装箱吞吐量（2024年）
    statement: 2024年，四港集装箱吞吐量合计为324万标准箱。
    kind: figure
    places: [yunwan]
    topics: [shipping]
    keywords: [吞吐量]
    as_of: 2024
    {OLDER}
    figures:
      - {{indicator: containers, basis: four-harbours, value: 324, unit: 万标准箱}}
    evidence: [2024年, 324万标准箱]
"""
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a tool on the small base and a correction, which is changed before: its exit code and what it said."""
    seeds = Path(shutil.copytree(ROOT / "examples" / "harbour", tmp_path / "seeds"))
    (seeds / "texts" / "erratum.txt").write_text(ERRATUM, encoding="utf-8")

    def tool(name: str, *more: str, old: str = OLDER, new: str = OLDER) -> tuple[int, str]:
        assert old in SEED
        (seeds / "erratum-2025.yaml").write_text(SEED.replace(old, new), encoding="utf-8")
        code = main(["facts", name, "--seeds", str(seeds), *more])
        return code, "".join(capsys.readouterr())

    return tool


@pytest.fixture
def base(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # where the schemas are written
    assert run("build", "--out", "base.json")[0] == 0
    return tmp_path / "base.json"


def test_a_correction_is_entered_and_proven_as_any_fact(run: Run, tmp_path: Path) -> None:
    texts = ("--texts", str(tmp_path / "seeds" / "texts"))
    assert run("check")[0] == 0
    assert run("verify", *texts) == (0, "all facts are proven\n")
    code, said = run("check", new="")
    assert code == 1
    assert "or corrects: containers-2024 where the source says so" in said


@pytest.mark.parametrize(
    ("new", "said"),
    [
        pytest.param("corrects: containers-2042", "did you mean 'containers-2024'?", id="no such fact"),
        pytest.param("corrects: containers-2024-corrected", "leads back to itself", id="itself"),
    ],
)
def test_what_cannot_be_corrected_is_refused(run: Run, new: str, said: str) -> None:
    code, printed = run("check", new=new)
    assert code == 1
    assert "erratum-2025.yaml:18: fact containers-2024-corrected: corrects" in printed
    assert said in printed


def test_an_older_source_corrects_no_newer_one(run: Run) -> None:
    code, printed = run("check", old="published: 2025-04-02", new="published: 2025-02-02")
    assert code == 1
    assert "corrects 'containers-2024' is of a later source, 2025-03-01; what is newer corrects" in printed


async def test_the_withdrawn_number_is_denied_and_both_cards_say_what_was_corrected(base: Path) -> None:
    chat = Chat(Services.of(load(base)))
    async with chat.application:
        claimed = (await chat("2024年四港集装箱吞吐量342万标准箱，对吗"))[-1].text
        right = (await chat("2024年四港集装箱吞吐量324万标准箱，对吗"))[-1].text
        older = await chat("/start f-containers-2024")
        source = (await chat("/source 虚构公报2025"))[-1].text
        trend = (await chat("/trend 集装箱吞吐量"))[-1].text
    assert claimed.startswith("不是342万标准箱")
    assert "更正：此前为342万标准箱（虚构公报2025）" in claimed
    assert right.startswith("与记录相符：324万标准箱")
    assert "已更正：324万标准箱（更正2025）" in older.text
    copied = [button["copy_text"]["text"] for button in older.buttons if "copy_text" in button]
    assert len(copied) == 1
    assert "342" not in copied[0]
    assert "虚构公报2025 · 已更正" in source
    assert "2024年　324万标准箱" in trend
    assert "2024年　342万标准箱" not in trend
    assert "更正：此前为342万标准箱" in trend


def put(base: Path, file: Path, *, corrected: bool) -> None:
    """Writes a base to a file, with its corrections or without them."""
    raw = json.loads(base.read_text(encoding="utf-8"))
    if not corrected:
        raw["facts"] = [fact for fact in raw["facts"] if "corrects" not in fact]
        raw["sources"] = [source for source in raw["sources"] if source["id"] != "erratum-2025"]
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")


async def test_what_was_shown_before_a_correction_came_is_spoken_of_as_it_is_right(base: Path, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    put(base, file, corrected=False)
    chat = Chat(Services.opened(file), settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]}), facts=file))
    async with chat.application:
        assert "342万标准箱" in (await chat("2024年四港集装箱吞吐量"))[-1].text
        put(base, file, corrected=True)
        assert "已换上新的资料" in (await chat("/reload"))[-1].text
        for asked in ("是全年吗", "怎么引用"):
            assert "342" not in (await chat(asked))[-1].text
