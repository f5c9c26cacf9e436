"""Seed files and facts.json: what is wrong is said at once, with file, fact, field and remedy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.cli import main
from bot.cli.examples import without_answer
from bot.curate.build import compiled
from bot.curate.seeds import Seeds
from bot.facts import BaseRefused
from bot.loading import load
from tests.bases import few_seeds
from tests.conftest import ROOT

SEVENTEEN = "basis: g60, value: 17, unit: 个}"
LABELLED = "label: 金融支持政策条数, value: 28,"
MET, NEARLY = "date: 2024-05-17", "qualifiers: [近]"
SHARE = "indicator: gdp-share, basis: g60, value: 1/15, unit: 比重}"
BAISHA = "    evidence: [白沙港集装箱吞吐量, 120万标准箱]\n"
AGAIN = """\
  - id: again
    title: 白沙港吞吐量又记
    statement: 白沙港在2024年吞吐了超过120万标准箱。
    kind: figure
    places: [baisha]
    topics: [shipping]
    as_of: 2024-12
    figures:
      - {{label: {1}, value: 1200000, unit: 标准箱, qualifiers: [超过]}}
    evidence: [{0}]
"""
MEMBERS = "label: 成员港, value: 4,"  # in the small base


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the project's seed files, with some of the facts."""
    return few_seeds(tmp_path / "seeds", SEVENTEEN, LABELLED, SHARE, MET, NEARLY)


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A copy of the small base of the manual, which is checked in a fraction of a second."""
    return Path(shutil.copytree(ROOT / "examples" / "harbour", tmp_path / "harbour"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def check(seeds: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str, str, str], str]:
    """Replaces a text in a seed file and says what `facts check` finds wrong then, a line for each problem.

    That so few facts do not answer all examples is nobody's mistake.
    """

    def after(file: str, old: str, new: str) -> str:
        replace(seeds / file, old, new)
        assert main(["facts", "check", "--seeds", str(seeds)]) == 1
        *found, count = capsys.readouterr().err.splitlines()
        assert count.startswith(f"{len(found)} problem")
        return "".join(f"{line}\n" for line in found if ": about: examples: " not in line)

    return after


Check = Callable[[str, str, str], str]


def test_the_project_s_seed_files_have_no_problem_and_facts_json_is_what_they_say() -> None:
    assert main(["facts", "build", "--check", "--seeds", str(ROOT / "seeds"), "--out", str(ROOT / "facts.json")]) == 0


def test_a_stale_facts_json_is_noticed(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["facts", "build", "--seeds", str(harbour), "--out", "facts.json"]
    assert main(command) == main([*command, "--check"]) == 0
    replace(harbour / "gazette-2025.yaml", "title: ", "title: 新")
    assert main([*command, "--check"]) == 1
    assert "facts build" in capsys.readouterr().err


def test_another_base_is_not_written_over_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = Path(shutil.copy(ROOT / "facts.json", tmp_path)).read_bytes()
    command = ["facts", "build", "--seeds", str(ROOT / "examples" / "harbour")]
    assert main([*command, "--check"]) == 1, "a check that says no"
    assert main(command) == 2, "what could not begin"
    says = "facts.json: is the base 'g60', and these seed files are another; name another file with --out\n"
    assert capsys.readouterr().err == says * 2
    assert (tmp_path / "facts.json").read_bytes() == mine
    assert main([*command, "--out", "harbour.json"]) == 0


@pytest.fixture
def another_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the project's own seed files and base, in which the bot reads another desk's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    shutil.copy(ROOT / "facts.json", tmp_path)
    theirs = ["facts", "build", "--seeds", str(ROOT / "examples" / "harbour"), "--out", "harbour.json"]
    assert main(theirs) == 0
    monkeypatch.setenv("BOT_FACTS", "harbour.json")
    return tmp_path


@pytest.mark.parametrize(("command", "code"), [(["check"], 1), (["build", "--check"], 1), (["build"], 2)])
def test_the_usual_seed_files_are_not_taken_for_those_of_another_base_that_the_bot_reads(
    another_desk: Path, capsys: pytest.CaptureFixture[str], command: list[str], code: int
) -> None:
    before = (another_desk / "facts.json").read_bytes()
    capsys.readouterr()
    assert main(["facts", *command]) == code
    said = capsys.readouterr()
    assert said.err == "harbour.json: is the base 'harbour', and seeds makes 'g60'; name the folder with --seeds\n"
    assert said.out == ""
    assert (another_desk / "facts.json").read_bytes() == before


def test_what_was_looked_at_is_said_by_folder_and_base(
    another_desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["facts", "check", "--seeds", "seeds"]) == 0, "whoever names them means them"
    assert capsys.readouterr().out.startswith("seeds, the base 'g60': ")
    harbour = str(ROOT / "examples" / "harbour")
    assert main(["facts", "build", "--check", "--seeds", harbour, "--out", "harbour.json"]) == 0
    assert capsys.readouterr().out == f"harbour.json, the base 'harbour': is what the seed files in {harbour} say\n"
    monkeypatch.setenv("BOT_FACTS", "not-built-yet.json")
    assert main(["facts", "check"]) == 0
    assert "seeds, the base 'g60'" in capsys.readouterr().out


def test_what_is_to_be_run_is_said_with_the_folder_and_the_file(
    harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["facts", "build", "--check", "--seeds", str(harbour), "--out", "theirs.json"]) == 1
    first = capsys.readouterr().err.splitlines()[0]
    run = f"python -m bot facts build --seeds {harbour} --out theirs.json"
    assert first == f"theirs.json: is not what the seed files say; run: {run}"


def test_seed_files_with_a_mistake_are_not_up_to_date_and_nothing_is_built_of_them(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(seeds / "stcn-2021.yaml", "kind: event", "kind: happening")
    command = ["facts", "build", "--seeds", str(seeds), "--out", str(tmp_path / "facts.json")]
    assert main([*command, "--check"]) == 1, "a check that says no"
    assert main(command) == 2, "what could not begin"
    assert capsys.readouterr().err.count("kind 'happening' is not right") == 2
    assert not (tmp_path / "facts.json").exists()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("places: [g60]", "places: [g6o]", "did you mean 'g60'?", id="a place that does not exist"),
        pytest.param("topics: [governance", "topics: [governence", "did you mean 'governance'?", id="a misspelt topic"),
        pytest.param("date: 2021-11-08", "date: 2021-13", "write YYYY, YYYY-MM, YYYY-MM-DD", id="no month 13"),
        pytest.param("date: 2021-11-08", "dat: 2021-11-08", "did you mean date?", id="a misspelt field"),
        pytest.param("places: [g60]", "places: [芜湖]", "did you mean 'wuhu'?", id="a place by its name"),
        pytest.param("places: [g60]", "places: [火星]", "known are g60, yrd, china,", id="a place of no such name"),
        pytest.param(
            "kind: event", "kind: happening", "kind 'happening' is not right: known are figure, event,", id="a new kind"
        ),
        pytest.param(
            NEARLY,
            "qualifiers: [接近]",
            "'接近' is not right: known are 累计, 首次,",
            id="a new qualifier",
        ),
        pytest.param(
            "  - id: task-group",
            "  - id: Task_Group",
            "id 'Task_Group-3rd-meeting-2021' is not right: write a-z, 0-9 and -, 40 at most",
            id="an id with capitals",
        ),
        pytest.param("    places: [g60]\n", "", "places is missing", id="no place"),
        pytest.param("topics: [governance", "topics: [] # [", "topics [] is not right", id="no topic"),
    ],
)
def test_a_mistake_is_named_with_file_line_fact_and_remedy(check: Check, old: str, new: str, says: str) -> None:
    found = check("stcn-2021.yaml", old, new)
    assert says in found
    assert "stcn-2021.yaml:" in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("kind: event", "kind: happening", id="a field"),
        pytest.param("places: [g60]", "places: [g6o]", id="a list of ids"),
        pytest.param("value: 1/15", "value: 1/0", id="a figure"),
        pytest.param("value: 1/15", "valu: 1/15", id="a field of a figure"),
        pytest.param("keywords: [", "keywords: [数据, ", id="a keyword"),
    ],
)
def test_a_mistake_is_named_with_the_line_of_its_field(check: Check, seeds: Path, old: str, new: str) -> None:
    found = check("stcn-2021.yaml", old, new)
    lines = (seeds / "stcn-2021.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if new in text)
    assert found.startswith(f"{seeds / 'stcn-2021.yaml'}:{line}: fact ")


def test_a_fact_without_any_time_is_refused(check: Check) -> None:
    assert "as_of and date are both missing" in check("stcn-2021.yaml", "    date: 2021-11-08\n", "")


def test_an_id_that_stands_twice_is_refused(check: Check) -> None:
    old = "id: joint-conference-2021"
    assert "stands twice" in check("stcn-2021.yaml", old, "id: task-group-3rd-meeting-2021")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param(
            SEVENTEEN,
            SEVENTEEN.replace("个", "万元"),
            "figures[0] unit '万元' is none of fund-projects's: 个, as printed also with 万 or 亿",
            id="another unit",
        ),
        pytest.param(
            SEVENTEEN,
            SEVENTEEN.replace(", unit: 个", ""),
            "figures[0] unit '' is none of fund-projects's: 个",
            id="no unit",
        ),
        pytest.param(
            SEVENTEEN,
            SEVENTEEN.replace("17", "十七"),
            "figures[0] value '十七' is no number of 个; write digits, or a label instead of the indicator",
            id="a number in words",
        ),
        pytest.param(SHARE, SHARE.replace("1/15", "1/0"), "value '1/0' is no number", id="a share of nothing"),
        pytest.param(
            SEVENTEEN,
            SEVENTEEN.replace("17", "17个"),
            "figures[0] value '17个' is no number of 个; write value: 17, unit: \"个\"",
            id="a number with its unit",
        ),
        pytest.param(
            SEVENTEEN,
            SEVENTEEN.replace("17", '"2,300"'),
            "figures[0] value '2,300' is no number of 个; write it without a comma: 2300\n",
            id="a number with a comma",
        ),
        pytest.param(
            SHARE,
            SHARE.replace("1/15", "6.7"),
            'value 6.7 is more than all, and a 比重 is a part of one, as 1/5; write value: 6.7, unit: "%"\n',
            id="a percentage as a share",
        ),
        pytest.param(
            SHARE,
            SHARE.replace("1/15", '"6.7%"'),
            "value '6.7%' is no number of 比重; write value: 6.7, unit: \"%\"\n",
            id="a percentage with its mark as a share",
        ),
        pytest.param(
            SHARE,
            SHARE + "\n      - {" + SHARE.replace("1/15, unit: 比重", '99, unit: "%"'),
            "99% is 1/15 in g60-gdp-share-2023, of the same basis and time",
            id="a percentage beside a share",
        ),
        pytest.param(
            SEVENTEEN, SEVENTEEN.removeprefix("basis: g60, "), "basis is missing; write one of", id="no basis"
        ),
        pytest.param(
            LABELLED,
            LABELLED.replace("28", "2.8%"),
            "figures[0] value '2.8%' has a unit; write value: 2.8, unit: \"%\"",
            id="a number with its unit, with a label",
        ),
        pytest.param(
            f"{LABELLED} unit: 条",
            LABELLED,
            "figures[0] 28 has no unit; write what is counted, as the text prints it",
            id="a number without a unit",
        ),
        pytest.param(
            SEVENTEEN,
            SEVENTEEN.replace("value", "label: 项目, value"),
            "figures[0] has both indicator and label; keep one",
            id="an indicator and a label",
        ),
        pytest.param(MET, "date: ２０２4-05-17", "'２０２4-05-17' is no date; write YYYY", id="full-width digits"),
        pytest.param(
            "as_of: 2024-05-24",
            "as_of: 2024-06",
            "as_of 2024-06 is after its source was published, 2024-05-24; write the time that the text speaks of",
            id="a time that the source cannot know",
        ),
        pytest.param(
            "due: 2024-05-24",
            "due: 2023",
            "due 2023 is before its as_of, 2024-05-24; write when it is to be done",
            id="a plan that was due before it was told",
        ),
        pytest.param(
            MET,
            "date: 2024-05-27",
            "date 2024-05-27 is after its source was published, 2024-05-24; what is only announced is a plan",
            id="an event that its source cannot know",
        ),
        pytest.param(
            LABELLED,
            LABELLED.replace("28", "二十八"),
            "figures[0] value '二十八' is a number in words; write digits\n",
            id="a number in words with a label",
        ),
        pytest.param(
            LABELLED,
            LABELLED.replace("28", "2.8万"),
            "figures[0] value '2.8万' is a number in words; write digits and unit 万条\n",
            id="a number with its 万",
        ),
        pytest.param(
            LABELLED,
            LABELLED.replace("28", "2万余"),
            "value '2万余' is a number in words; write digits and unit 万条 and qualifiers 余\n",
            id="a number with its 万 and its qualifier",
        ),
        pytest.param(
            LABELLED,
            LABELLED.replace("28", "近百"),
            "value '近百' is a number in words; write digits and qualifiers 近\n",
            id="a number in words with its qualifier",
        ),
        pytest.param(
            LABELLED,
            LABELLED.replace("28", "28左右"),
            "value '28左右' is a number in words; write digits and qualifiers 左右\n",
            id="digits with their qualifier",
        ),
        pytest.param(
            LABELLED,
            LABELLED.replace("28", "上百"),
            "value '上百' is a number in words; write digits\n",
            id="a number in words and more",
        ),
        *(
            pytest.param(
                LABELLED,
                LABELLED.replace("28", words),
                f"value '{words}' is a number in words; no digits can tell it, so leave the figure out",
                id=f"no number, in words: {words}",
            )
            for words in ("数十", "几百", "十几", "十来", "数十万")
        ),
        pytest.param(
            SEVENTEEN,
            SEVENTEEN.replace("17", "-17"),
            "figures[0] value -17 is less than no 个; write 17, and in the statement what became less",
            id="less than none",
        ),
        *(
            pytest.param(
                f"{LABELLED} unit: 条",
                f"{LABELLED.replace('28', '-28')} unit: {unit}",
                f"value -28 is less than no {unit}; write 28",
                id=f"less than no {unit}",
            )
            for unit in ("台（套）", "台/套", "台套", "万人次")
        ),
        pytest.param(
            "keywords: [联席办, 共商共建,",
            "keywords: [数据, 共商共建,",
            "keywords '数据' says nothing of this fact; write what it is called",
            id="a keyword that only asks",
        ),
        pytest.param(
            "keywords: [联席办, 共商共建,",
            "keywords: [项目, 共商共建,",
            "keywords '项目' says nothing of this fact",
            id="a keyword that says little",
        ),
        pytest.param(
            "keywords: [联席办, 共商共建,",
            "keywords: [联席办，共商共建,",
            "keywords '联席办，共商共建' is one keyword; write a half-width comma in place of ，",
            id="a full-width comma",
        ),
    ],
)
def test_what_cannot_be_is_named_with_what_would_be_right(check: Check, old: str, new: str, says: str) -> None:
    found = check("momentum-2024.yaml", old, new)
    assert says in found
    assert "momentum-2024.yaml:" in found
    assert found.count("\n") == 1, "it is the one problem"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("120, unit: 万标准箱", "1200000, unit: 标准箱", id="the unit in another scale"),
        pytest.param("value: 120, ", "value: '120.0', ", id="a number as it is printed"),
        pytest.param("as_of: 2025-03-01", "as_of: 2025", id="the year of the source"),
        pytest.param("date: 2024-11-08", "date: 2025", id="an event of the year of the source"),
        *(
            pytest.param(MEMBERS, MEMBERS.replace("4", value), id=f"a value that is no number: {value}")
            for value in ("半数", "半", "第五", "多数", "翻了两番", "数一数二")
        ),
        *(
            pytest.param(MEMBERS, MEMBERS.replace("4", f"'{value}'"), id=f"digits: {value}")
            for value in ("1/15", "1,200", "28.0", "5-10")
        ),
        *(
            pytest.param(
                f"{MEMBERS} unit: 个", f"{MEMBERS.replace('4', '-4')} unit: {unit}", id=f"what may be less: {unit}"
            )
            for unit in ("个百分点", "人/年", "元/人", "人（净增）", "位次")
        ),
        pytest.param("45, unit: 万标准箱", '-45, unit: "%"', id="a fall in per cent"),
        pytest.param("[引航收费, ", "[MOST, ", id="an abbreviation that is an English word"),
        pytest.param("due: 2026-10", "due: 2025", id="a plan for the year that it is told in"),
    ],
)
def test_what_may_be_is_no_problem(harbour: Path, capsys: pytest.CaptureFixture[str], old: str, new: str) -> None:
    replace(harbour / "gazette-2025.yaml", old, new)
    assert main(["facts", "check", "--seeds", str(harbour)]) == 0
    assert "nothing wrong" in capsys.readouterr().out


def test_what_an_indicator_without_a_unit_says_may_be_words(harbour: Path) -> None:
    rating = '{id: rating, name: 冷链评级, unit: "", bases: {qingyu: 青屿港}}'
    replace(harbour / "base.yaml", "indicators:\n", f"indicators:\n  - {rating}\n")
    replace(
        harbour / "gazette-2025.yaml",
        "label: 设计库容, value: 8, unit: 万吨",
        "indicator: rating, basis: qingyu, value: 优",
    )
    assert main(["facts", "check", "--seeds", str(harbour)]) == 0


def test_all_mistakes_of_all_files_are_said_at_once_in_their_order(
    seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(seeds / "base.yaml", "timezone: Asia/Shanghai", "timezone: Shanghai")
    replace(seeds / "housing-2022.yaml", "facts:", "facts：")
    replace(seeds / "momentum-2024.yaml", "places: [g60]", "places: [g6o]")
    replace(seeds / "momentum-2024.yaml", LABELLED, LABELLED.replace("28", "28条"))
    replace(seeds / "observer-2023.yaml", "kind: figure", "kind: number")
    (seeds / "xinhua-2022.yaml").rename(seeds / "xinhua-2022.yml")
    assert main(["facts", "check", "--seeds", str(seeds)]) == 1
    *said, last = capsys.readouterr().err.splitlines()
    assert [Path(line.split(":")[0]).name for line in said] == [
        "base.yaml",
        "housing-2022.yaml",
        "momentum-2024.yaml",
        "momentum-2024.yaml",
        "observer-2023.yaml",
        "xinhua-2022.yml",
    ]
    assert last == "6 problems; nothing was changed."


def test_what_else_is_wrong_with_a_fact_that_has_a_mistake_is_said_at_the_same_time(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = "kind: plan\n    places: [qingyu]\n    topics: [cold-chain]"
    replace(harbour / "gazette-2025.yaml", plan, "kind: idea\n    places: [qingyo]\n    topics: [cold]")
    replace(harbour / "gazette-2025.yaml", "due: 2026-10", "due: 2024-10")
    replace(harbour / "gazette-2025.yaml", "date: 2024-11-08", "date: 2024-11-31")
    replace(harbour / "gazette-2025.yaml", "id: yuanzhou-observer", "id: alliance-founded")
    replace(harbour / "gazette-2025.yaml", "basis: baisha, value: 120", "basis: baisa, value: 120")
    replace(harbour / "gazette-2025.yaml", "qualifiers: [超过]", "qualifiers: [超过了]")
    assert main(["facts", "check", "--seeds", str(harbour)]) == 1
    *said, last = capsys.readouterr().err.splitlines()
    for line, says in zip(
        said,
        [
            "qualifiers",
            "basis 'baisa' is none of containers's",
            "kind 'idea' is not right",
            "places 'qingyo' is not among the base's places",
            "topics 'cold' is not among the base's topics",
            "due 2024-10 is before its as_of",
            "id stands twice",
            "date '2024-11-31' is not right",
        ],
        strict=True,
    ):
        assert says in line
    assert last == "8 problems; nothing was changed."


def test_what_stands_twice_is_said_of_the_newer_source(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older = (harbour / "gazette-2025.yaml").read_text(encoding="utf-8")
    newer = older.replace("id: gazette-2025", "id: a-2026").replace("published: 2025-03-01", "published: 2026-03-01")
    (harbour / "a-2026.yaml").write_text(newer, encoding="utf-8")
    assert main(["facts", "check", "--seeds", str(harbour)]) == 1
    *said, _ = capsys.readouterr().err.splitlines()
    assert said
    assert all(line.startswith(f"{harbour / 'a-2026.yaml'}:") for line in said)


THEN = "indicator: containers, basis: four-harbours, value: 310, unit: 万标准箱, qualifiers: [约]"
NOW = "indicator: containers, basis: four-harbours, value: 342, unit: 万标准箱"


@pytest.mark.parametrize(
    ("now", "then", "total", "says"),
    [
        ("as_of: 2023, qualifiers: [达]", "", False, "of the same basis and time"),
        ("as_of: 2023, qualifiers: [超]", ", qualifiers: [近]", False, "of the same basis and time"),
        ("as_of: 2023, qualifiers: [近]", ", qualifiers: [超]", False, None),
        ("as_of: 2023, qualifiers: [约]", ", qualifiers: [约]", False, None),
        ("as_of: 2022", "", False, None),
        ("as_of: 2022", "", True, "a total of all years does not fall"),
        ("as_of: 2022, qualifiers: [累计]", ", qualifiers: [累计]", False, "a total of all years does not fall"),
        ("as_of: 2022, qualifiers: [累计, 近]", ", qualifiers: [累计, 超]", False, None),
        ("as_of: 2024", "", True, None),
    ],
)
def test_points_that_cannot_both_be_right_are_said(
    harbour: Path, capsys: pytest.CaptureFixture[str], now: str, then: str, says: str | None, *, total: bool
) -> None:
    replace(harbour / "gazette-2025.yaml", THEN, THEN.partition(", qualifiers")[0] + then)
    replace(harbour / "gazette-2025.yaml", NOW, f"{NOW}, {now}")
    if total:
        replace(harbour / "base.yaml", "four-harbours: 四港合计", "four-harbours: 四港历年累计")
    assert main(["facts", "check", "--seeds", str(harbour)]) == (1 if says else 0)
    assert (says or "") in capsys.readouterr().err


@pytest.mark.parametrize(
    ("basis", "may_fall"),
    [
        ("2018年以来四港累计", False),
        ("四港自2018年1月1日起累计", False),
        ("2018年至今累计", False),
        ("当年1—9月累计", True),
        ("今年以来累计", True),
        ("2018年累计", True),
        ("2018年至2020年累计", True),
    ],
)
def test_a_total_since_a_year_does_not_fall_and_that_of_a_year_may(
    harbour: Path, capsys: pytest.CaptureFixture[str], basis: str, *, may_fall: bool
) -> None:
    replace(harbour / "base.yaml", "four-harbours: 四港合计", f"four-harbours: {basis}")
    replace(harbour / "gazette-2025.yaml", NOW, NOW.replace("342", "242"))
    assert main(["facts", "check", "--seeds", str(harbour)]) == int(not may_fall)
    assert ("a total of all years does not fall" in capsys.readouterr().err) is not may_fall


def test_of_a_base_without_its_names_the_facts_are_still_looked_at(
    seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (seeds / "base.yaml").unlink()
    replace(seeds / "observer-2023.yaml", "kind: figure", "kind: number")
    assert main(["facts", "check", "--seeds", str(seeds)]) == 1
    said = capsys.readouterr().err
    assert "base.yaml: is missing" in said
    assert "kind 'number' is not right" in said
    assert "2 problems" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param(
            "value: 45, unit: 万标准箱",
            "value: 3,250, unit: 标准箱",
            "250 is no field; write a number without commas",
            id="a comma in a number",
        ),
        pytest.param(
            "title: 四港联盟成立", "title: 2026", 'is not right: text stands in quotes: "2022"', id="a number"
        ),
        pytest.param("qualifiers: [约]", "qualifiers: 约", "'约' is not right: write a list: [约]", id="no list"),
        pytest.param(
            "title: 四港联盟成立",
            f"title: {'冷链' * 21}",
            "is not right: has 42 characters; 40 at most",
            id="a long title",
        ),
        pytest.param(
            "sha256: ", "sha256: 9", "is not right: write the 64 characters 0-9 and a-f that sha256sum", id="a checksum"
        ),
        pytest.param("unit: 万标准箱", "unit: %", 'begins with a mark stands in quotes: "%"', id="a mark"),
        pytest.param("kind: plan", "kind：plan", "a half-width colon and a space, no ：", id="a full-width colon"),
        pytest.param("    kind: plan", "   kind: plan", "begin in the same column", id="another column"),
        pytest.param("    kind: plan", "\tkind: plan", "write spaces", id="a tab"),
        pytest.param(
            "kind: plan", "kind: event", "due is for what is to be done; write kind plan", id="a due of an event"
        ),
        pytest.param(
            "kind: plan",
            "kind: statement-by",
            "said_by is missing; write the name or the office of who said it",
            id="a claim of nobody",
        ),
        pytest.param(
            "figures:\n      - {indicator: containers, basis: baisha, value: 120, unit: 万标准箱, qualifiers: [超过]}",
            "figures: []",
            "figures are missing; write what was counted",
            id="a figure without one",
        ),
        pytest.param(
            "id: hongya-containers-2024", "id: containers-2024", "containers-2024: id stands twice, at", id="twice"
        ),
        pytest.param(
            "basis: four-harbours, value: 310, unit: 万标准箱, qualifiers: [约]}",
            "basis: four-harbours, value: 310, unit: 万标准箱, as_of: 2024}",
            "of the same basis and time; correct one, or write a basis of its own",
            id="two values of one point",
        ),
        pytest.param(
            "value: 8, unit: 万吨}",
            "value: 8, unit: 万吨, as_of: 2026-10}",
            "as_of 2026-10 is after its source was published, 2025-03-01; when a target is to be reached is",
            id="a target's figure of its due time",
        ),
        pytest.param(
            BAISHA,
            f"{BAISHA}{AGAIN.format('白沙港集装箱吞吐量, 120万标准箱', '白沙一港吞吐量')}",
            "figures[0] 1200000标准箱 is that of baisha-containers-2024 too, with the same anchors",
            id="a fact that is told twice, in other words",
        ),
        pytest.param(
            BAISHA,
            f"{BAISHA}{AGAIN.format('超过120万标准箱, 白沙港', '集装箱吞吐量')}",
            "is that of baisha-containers-2024 too, of indicator containers, whose name the label is; keep one",
            id="a label in place of the indicator, of a fact that is there",
        ),
    ],
)
def test_a_mistake_in_the_example_is_named_with_its_remedy(
    harbour: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    replace(harbour / "gazette-2025.yaml", old, new)
    assert main(["facts", "check", "--seeds", str(harbour)]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.startswith(f"{harbour / 'gazette-2025.yaml'}:")


HONGYA = "      - {label: 集装箱吞吐量, value: 45, unit: 万标准箱}"


@pytest.mark.parametrize(
    ("figures", "is_one_for_each"),
    [
        pytest.param(["label: 白沙港吞吐量", "label: 红崖港吞吐量"], True, id="labels that name a place each"),
        pytest.param(["label: 白沙港泊位", "label: 红崖港客流"], True, id="of different measures"),
        pytest.param(
            ["indicator: containers, basis: baisha", "indicator: containers, basis: hongya"], True, id="bases"
        ),
        pytest.param(["label: 两港吞吐量", "label: 两港客流"], False, id="what both have together"),
        pytest.param(["label: 白沙到红崖的航程", "label: 红崖到白沙的航程"], False, id="what is between them"),
        pytest.param(["label: 白沙港吞吐量", "label: 两港合计"], False, id="a part and the whole"),
        pytest.param(["indicator: containers, basis: baisha", "label: 红崖港客流"], False, id="a figure of each kind"),
    ],
)
def test_a_figure_of_one_place_is_one_fact(
    harbour: Path, capsys: pytest.CaptureFixture[str], figures: list[str], *, is_one_for_each: bool
) -> None:
    replace(harbour / "base.yaml", "baisha: 白沙港}", "baisha: 白沙港, hongya: 红崖港}")
    replace(harbour / "gazette-2025.yaml", "places: [hongya]", "places: [baisha, hongya]")
    values = [f"      - {{{each}, value: {n}, unit: 标准箱, as_of: 2022}}" for n, each in enumerate(figures, 1)]
    replace(harbour / "gazette-2025.yaml", HONGYA, "\n".join(values))
    assert main(["facts", "check", "--seeds", str(harbour)]) == int(is_one_for_each)
    says = "are one for each of baisha, hongya, and read as of all together; write one fact for each place"
    assert (says in capsys.readouterr().err) == is_one_for_each


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("facts: [", "new-2026.yaml:2: cannot be read as YAML: while parsing", id="broken YAML"),
        pytest.param("facts:\n  - {id: [x}\n", "new-2026.yaml:2: cannot be read as YAML", id="broken YAML, later"),
        pytest.param("? [a]\n: 1\n", "new-2026.yaml:1: cannot be read as YAML", id="a field that is no text"),
        pytest.param("a: \x01", "cannot be read as YAML: ", id="a character that no YAML has"),
        pytest.param("just words", "holds no fields", id="no mapping"),
        pytest.param("source: {id: x}\nfacts: []\nmore: 1\n", "is no part of this file", id="an unknown part"),
        pytest.param("facts: []\n", "source is missing", id="no source"),
        pytest.param("source: {id: x}\nfacts: all\n", "is no list", id="facts that are no list"),
        pytest.param("source: {id: x}\nfacts: []\n", "write 'new-2026'", id="a source of another name"),
        pytest.param("source: {id: new-2026}\nfacts: [{source: x}]\n", "is not written here", id="a source of a fact"),
        pytest.param(
            "source: {id: a, id: b}\nfacts: []\n",
            "new-2026.yaml:1: cannot be read as YAML: 'id' stands twice",
            id="a field twice",
        ),
        pytest.param(
            "source:\n  id: x\n\u3000 title: y\nfacts: []\n",
            "new-2026.yaml:3: begins with a wide or a no-break space; write plain spaces",
            id="a wide indent",
        ),
        pytest.param(
            "source:\n  title: - x\n", 'a text that begins with - stands in quotes: "- …"', id="a text with a hyphen"
        ),
        pytest.param(
            "source: {id: new-2026}\nfacts:\n  - places: 【g60, wuhu，g60】\n",
            "write a list: [g60, wuhu, g60]",
            id="full-width brackets",
        ),
        pytest.param(
            "source: {id: new-2026}\nfacts: [{places: [g60，wuhu]}]\n",
            "'g60，wuhu' is not among the base's places; write a half-width comma in place of ，",
            id="a full-width comma",
        ),
        pytest.param(
            "source: {id: new-2026}\nfacts: []\n",
            "sha256 is missing; write what sha256sum prints of its text",
            id="no hash of the text",
        ),
    ],
)
def test_a_file_that_is_no_seed_file_is_explained(
    seeds: Path, content: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (seeds / "new-2026.yaml").write_text(content, encoding="utf-8")
    assert main(["facts", "check", "--seeds", str(seeds)]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert "new-2026.yaml" in said


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_seed_file_in_another_encoding_is_explained(
    seeds: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = seeds / "stcn-2021.yaml"
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding))
    assert main(["facts", "check", "--seeds", str(seeds)]) == 1
    assert f"{file}: is no text in UTF-8; save it as UTF-8\n" in capsys.readouterr().err


def raw_base() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((ROOT / "facts.json").read_text(encoding="utf-8"))
    return raw


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param(
            "aliases: [沪, ", "aliases: [芜湖, ", "place shanghai: aliases '芜湖' is the name of wuhu", id="a place"
        ),
        pytest.param(
            "name: 科创飞地, english: I",
            "name: 人才, english: I",
            "topic enclaves: name '人才' is the name of talent",
            id="a topic",
        ),
        pytest.param(
            "aliases: [普陀, ",
            "aliases: [申城, ",
            "place putuo-zhoushan: aliases '申城' is an alias of shanghai too; leave it to one of them",
            id="two places",
        ),
        pytest.param(
            "aliases: [GDP占比, ",
            "aliases: [芜湖, ",
            "indicator gdp-share: aliases '芜湖' is the place wuhu; write what is measured there",
            id="a measure that is called as a place",
        ),
        pytest.param(
            "name: 科创板上市企业占全国比重, unit: 比重, ",
            "name: 科创板上市企业占全国比重, unit: 比重, aliases: [GDP占比], ",
            "indicator star-share: aliases 'GDP占比' is an alias of gdp-share too; leave it to one of them",
            id="two measures",
        ),
        pytest.param(
            "  timezone: Asia/", "  timezone: ", "about: timezone 'Shanghai' is no IANA time zone", id="a zone"
        ),
    ],
)
def test_a_mistake_of_the_base_s_own_record_is_named_with_its_line(
    check: Check, seeds: Path, old: str, new: str, says: str
) -> None:
    found = check("base.yaml", old, new)
    lines = (seeds / "base.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if new in text)
    assert f"{seeds / 'base.yaml'}:{line}: {says}" in found


@pytest.mark.parametrize(
    ("kind", "example"),
    [
        ("city: [", "绵阳"),
        ("fact: [", "中欧班列开往月球"),
        ("timeline: [", "'1999'"),
        ("timeline: [", "1999-2001"),
        ("timeline: [", "1999 青屿"),
        ("words: [", "1999年"),
        ("topics: [", "航天员"),
        ("trend: [", "引航费"),
        ("compare: [", "青屿 绵阳"),
        ("words: [", "绵阳科技城几名院士"),
    ],
)
def test_an_example_that_finds_nothing_is_named(
    harbour: Path, capsys: pytest.CaptureFixture[str], kind: str, example: str
) -> None:
    replace(harbour / "base.yaml", f"    {kind}", f"    {kind}{example}, ")
    assert main(["facts", "check", "--seeds", str(harbour)]) == 1
    found = capsys.readouterr().err
    says = f"about: examples: {kind.partition(':')[0]} '{example.strip(chr(39))}' finds nothing; write what"
    assert says in found
    assert found.startswith(f"{harbour / 'base.yaml'}:")
    assert "1 problem;" in found
    assert main(["facts", "build", "--seeds", str(harbour), "--out", str(harbour / "facts.json")]) == 2
    assert not (harbour / "facts.json").exists()


def test_a_place_of_which_nothing_is_told_is_no_example(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = "  - {id: nansha, name: 南沙, formal: 南沙港, english: Nansha, kind: city, member: true}\n"
    replace(harbour / "base.yaml", "\ntopics:\n", f"{place}\ntopics:\n")
    replace(harbour / "base.yaml", "    city: [", "    city: [南沙, ")
    replace(harbour / "base.yaml", "    words: [", "    words: [南沙, ")
    assert main(["facts", "check", "--seeds", str(harbour)]) == 1
    assert capsys.readouterr().err.count("'南沙' finds nothing") == 2


def test_an_example_that_finds_nothing_is_named_beside_what_else_a_curator_puts_right(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(harbour / "base.yaml", "    city: [", "    city: [绵阳, ")
    replace(harbour / "gazette-2025.yaml", "kind: plan", "kind: event")
    assert main(["facts", "check", "--seeds", str(harbour)]) == 1
    example, due, count = capsys.readouterr().err.splitlines()
    assert "'绵阳' finds nothing" in example
    assert "due is for what is to be done" in due
    assert count.startswith("2 problems;")


def test_what_no_bot_can_read_is_said_before_an_example_is_asked(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(harbour / "base.yaml", "    fact: [", "    fact: [四港联盟成立, ")
    replace(harbour / "gazette-2025.yaml", "title: 四港联盟成立", "titel: 四港联盟成立")
    assert main(["facts", "check", "--seeds", str(harbour)]) == 1
    assert "finds nothing" not in capsys.readouterr().err


def test_an_example_is_asked_on_the_day_of_the_newest_source_and_not_today(
    harbour: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(harbour / "base.yaml", "    timeline: [", "    timeline: [去年, ")
    assert main(["facts", "check", "--seeds", str(harbour)]) == 0
    assert "nothing wrong" in capsys.readouterr().out
    base = compiled(Seeds(harbour))
    examples = msgspec.structs.replace(base.about.examples, timeline=("去年",))
    asks = msgspec.structs.replace(base, about=msgspec.structs.replace(base.about, examples=examples))
    found = [[problem.field for problem in without_answer(asks, "", date(year, 5, 24))] for year in (2025, 1999)]
    assert found == [[], ["timeline"]]


def test_building_twice_gives_the_same_bytes(harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the project's own seed files each build makes the very `facts.json` is held above."""
    monkeypatch.chdir(tmp_path)
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    assert main(["facts", "build", "--seeds", str(harbour), "--out", str(first)]) == 0
    assert main(["facts", "build", "--seeds", str(harbour), "--out", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(lambda raw: raw["facts"][0].pop("title"), "title is missing", id="a field missing"),
        pytest.param(lambda raw: raw["facts"][0].update(as_of="2022-13", date=None), "write YYYY", id="a month 13"),
        pytest.param(lambda raw: raw.update(schema=9), "build it anew", id="another version"),
        pytest.param(lambda raw: raw.update(facts=[]), "is empty", id="no facts"),
        pytest.param(lambda raw: raw.update(facts="all"), "write a list", id="facts that are no list"),
        pytest.param(lambda raw: raw["about"].update(timezone="Mars/Olympus"), "IANA", id="a zone that does not exist"),
        pytest.param(lambda raw: raw["places"][3].update(within="shanghai"), "leads back", id="a place in itself"),
        pytest.param(lambda raw: raw["places"][3].update(within="mars"), "mars", id="a place in one that is not there"),
        pytest.param(lambda raw: raw["about"].update(subject="mars"), "mars", id="a subject that is not there"),
        pytest.param(lambda raw: raw["about"].update(introduction=["mars"]), "mars", id="an introduction that is not"),
        pytest.param(lambda raw: raw["facts"][0].update(utterances=["?"]), "has no word", id="a question of no words"),
        pytest.param(
            lambda raw: raw["facts"][0].update(figures=[{"value": 5}]), "say what is counted", id="a figure of nothing"
        ),
        pytest.param(
            lambda raw: raw["facts"][0].update(figures=[{"indicator": "mars", "basis": "g60", "value": 5}]),
            "mars",
            id="an indicator that is not there",
        ),
        pytest.param(lambda raw: raw.update(vocabulary={"words": 5}), "words 5 is not right", id="broken vocabulary"),
        pytest.param(
            lambda raw: raw["facts"][0].update(statement="长" * 5000), "is not right", id="a statement too long"
        ),
        pytest.param(lambda raw: raw.update(extra=1), "is no part of a base", id="an unknown part"),
    ],
)
def test_a_broken_base_is_refused_with_the_reason(tmp_path: Path, change: Callable[[Any], object], says: str) -> None:
    raw = raw_base()
    change(raw)
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(BaseRefused, match="(?s).*" + says):
        load(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"facts"', b"[" * 200_000])
def test_what_is_no_base_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(content)
    with pytest.raises(BaseRefused):
        load(path)


def test_the_schema_that_is_published_fits_the_base() -> None:
    schema = json.loads((ROOT / "docs" / "facts.schema.json").read_text(encoding="utf-8"))
    fact = schema["$defs"]["Fact"]
    for raw in raw_base()["facts"]:
        assert set(fact["required"]) <= raw.keys() <= set(fact["properties"])
