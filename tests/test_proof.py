"""`facts verify` and `facts coverage` can fail: a wrong or moved figure, an anchor from elsewhere, a gap are caught."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from bot.cli import main
from bot.curate.numbers import forms, printed
from bot.curate.texts import MAX_TEXT_BYTES, occurrences, searchable
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "harbour"
Proof = Callable[..., tuple[int, str]]
Refused = Callable[[str, str], str]


@pytest.fixture
def proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Proof:
    """Changes the example's seed file, builds it, and runs a tool on it: its exit code and what it printed."""
    seeds = Path(shutil.copytree(EXAMPLE, tmp_path / "seeds", ignore=shutil.ignore_patterns("texts")))
    monkeypatch.chdir(tmp_path)

    def run(tool: str, *changes: tuple[str, str], texts: Path = EXAMPLE / "texts") -> tuple[int, str]:
        path = seeds / "gazette-2025.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        assert main(["facts", "build", "--seeds", str(seeds), "--out", "base.json"]) == 0
        capsys.readouterr()
        code = main(["facts", tool, "--texts", str(texts), "--facts", "base.json"])
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Runs a tool on texts that it cannot begin with, beside a file that is too large: what it said."""
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "film.txt").open("wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)

    def run(tool: str, texts: str) -> str:
        assert main(["facts", tool, "--texts", texts, "--facts", str(ROOT / "facts.json")]) == 2
        return capsys.readouterr().err

    return run


def test_the_example_is_proven_and_covered(proof: Proof) -> None:
    assert proof("verify") == (0, "all facts are proven\n")
    assert proof("coverage") == (0, "nothing is left to explain\n")


def test_a_wrong_figure_is_caught(proof: Proof) -> None:
    code, said = proof("verify", ("value: 342", "value: 324"), ("合计342万", "合计324万"))
    assert code == 1
    says = "324 is printed in no anchor, nor elsewhere in gazette-2025.txt; write the number that the text prints"
    assert f"fact containers-2024: figures[0] {says}" in said


def test_a_figure_that_only_other_sentences_print_needs_an_anchor(proof: Proof) -> None:
    code, said = proof("verify", ("value: 342", "value: 310"))
    assert code == 1
    assert "fact containers-2024: figures[0] 310 is printed in no anchor; add one as the text prints it" in said


def test_a_wrong_figure_with_an_anchor_to_match_is_caught(proof: Proof) -> None:
    code, said = proof("verify", ("342", "324"))
    assert code == 1
    assert "'324万标准箱' does not stand in gazette-2025.txt" in said


def test_a_figure_moved_to_another_city_is_caught(proof: Proof) -> None:
    moved = ("places: [hongya]\n    topics: [shipping]", "places: [qingyu]\n    topics: [shipping]")
    code, said = proof("verify", moved)
    assert code == 1
    assert "fact hongya-containers-2024: places 青屿 is not named" in said


def test_an_anchor_that_stands_elsewhere_in_the_text_is_caught(proof: Proof) -> None:
    code, said = proof(
        "verify", ("evidence: [2024年, 342万标准箱]", "evidence: [2020年2月29日, 设计库容8万吨, 342万标准箱]")
    )
    assert code == 1
    assert "characters apart" in said


def test_a_figure_that_is_part_of_a_longer_number_is_no_proof(proof: Proof) -> None:
    code, said = proof("verify", ("value: 45", "value: 5"), ("45万标准箱", "5万标准箱"))
    assert code == 1
    assert "does not stand" in said


def test_a_number_of_the_statement_that_is_no_figure_date_or_name_is_reported(proof: Proof) -> None:
    code, said = proof("verify", ("合计342万标准箱。", "合计342万标准箱，增长10%。"))
    assert code == 1
    assert "the number 10 is none of the fact's figures, dates or names" in said


OF_THE_TEXT = "9a7343021a16d5a7bfed9fa76b68eb6ed87e026da4d990223dd7badf97a8485f"
FEE = ("date: 2024-06\n", "as_of: 2024-06\n")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param(
            [("120, unit: 万标准箱", "120, unit: 标准箱")],
            "figures[0] 120 is printed as '超过120万标准箱'; write unit 万标准箱",
            id="another scale",
        ),
        pytest.param(
            [
                (
                    "{indicator: containers, basis: baisha, value: 120, unit: 万标准箱",
                    "{label: 集装箱, value: '120', unit: 箱",
                )
            ],
            "figures[0] 120 is printed as '超过120万标准箱'; write unit 万箱",
            id="another scale, of a number in quotes",
        ),
        pytest.param(
            [(", qualifiers: [约]", "")],
            "figures[0] 310 is printed as '约310万标准箱'; write qualifiers 约",
            id="no qualifier",
        ),
        pytest.param(
            [("date: 2024-11-08", "date: 2024-10-08")],
            "date 2024-10-08 is not what the statement says: 2024年11月8日",
            id="a day that is not the statement's",
        ),
        pytest.param(
            [("date: 2024-11-08", "date: 2024-11-09"), ("2024年11月8日，", "2024年11月9日，")],
            "date 2024-11-09 is not what the sentences of the anchors say: 去年11月8日",
            id="a day that is not the text's",
        ),
        pytest.param(
            [("date: 2024-11-08", "date: 2023-11-08"), ("2024年11月8日，", "")],
            "date 2023-11-08 is not what the sentences of the anchors say: 去年11月8日",
            id="a year that is not the text's",
        ),
        pytest.param(
            [FEE, ("as_of: 2024-06", "as_of: 2024-03"), ("2024年6月起，四港", "四港")],
            "as_of 2024-03 is not what the sentences of the anchors say: 2024年6月",
            id="a month that is not the text's",
        ),
        pytest.param(
            [("due: 2026-10", "due: 2026-12")], "due 2026-12 is not what the statement says: 2026年10月", id="a due"
        ),
        pytest.param(
            [
                (
                    "as_of: 2025-03-01\n    figures:\n      - {label: 一次",
                    "date: 2024-07-03\n    figures:\n      - {label: 一次",
                )
            ],
            "date 2024-07-03 is told nowhere in the text",
            id="a day that nothing tells",
        ),
        pytest.param(
            [FEE, ("as_of: 2024-06\n", "as_of: 2024-06\n    said_by: {name: 李某}\n")],
            "said_by 李某 does not stand in gazette-2025.txt",
            id="a speaker who is not named",
        ),
        pytest.param(
            [
                ("statement: 2024年6月起，四港对", "statement: 2024年6月起,四港对"),
                ("统一的引航费。", "统一的引航费,依据是办法。"),
            ],
            "statement '2024年6月起,四港对进港货船收取统一的引航费,依据是' is the text's own wording",
            id="a statement that is copied",
        ),
    ],
)
def test_what_the_text_prints_otherwise_is_caught(proof: Proof, changes: list[tuple[str, str]], says: str) -> None:
    code, said = proof("verify", *changes)
    assert code == 1
    assert says in said
    assert said.endswith("about 1\n"), "of no other fact"


@pytest.mark.parametrize(
    ("changes", "article"),
    [
        pytest.param([("qualifiers: [超过]", "qualifiers: [超]")], None, id="a qualifier of the same meaning"),
        pytest.param([FEE], None, id="a month that the text tells"),
        pytest.param(
            [("四港对进港货船收取统一的引航费。", "四港依据《云湾四港引航收费办法》收费。")],
            None,
            id="a title that is long",
        ),
        pytest.param(
            [FEE, ("as_of: 2024-06\n", "as_of: 2024-06\n    said_by: {name: 公报（未署名）}\n")],
            None,
            id="a speaker with a remark",
        ),
        pytest.param(
            [("2024-11-08", "2025-02-28"), ("2024年11月8日，", "2025年2月28日，"), ("[11月8日, ", "[昨日, ")],
            ("去年11月8日，", "昨日，"),
            id="a day that is told from the publication's",
        ),
        pytest.param([], ("去年11月8日，", "去年11月8日至10日，"), id="a day that is the first of several"),
        pytest.param([], ("去年11月8日，", "3月1日电，去年11月8日，"), id="a day beside the publication's"),
        pytest.param(
            [
                ("due: 2026-10", "due: 2025-12"),
                ("计划2026年10月投产", "2025年3月说，计划年内投产"),
                ("2026年10月, ", ""),
            ],
            ("2026年10月", "今年年底"),
            id="a due that is told in words beside the month of the report",
        ),
        pytest.param([], ("310 万标准箱", "310 万标准箱，红崖签约310个项目"), id="another figure of the same number"),
        *(
            pytest.param(
                [("value: 342,", f"value: {value},"), ("342万标准箱", "342.0万标准箱")],
                ("342万标准箱", "342.0万标准箱"),
                id=f"a number as it is printed: {value}",
            )
            for value in ("342.0", "'342.0'")
        ),
        pytest.param(
            [
                ("四港通行”。", "四港通行”，已有12项突破。"),
                ("{label: 一次引航可通行的港, value: 4, unit: 个}", "{label: 突破, value: 12, unit: 项}"),
                ("[一次引航、四港通行]", "[一次引航、四港通行, 12项]"),
            ],
            ("的办法办事", "的办法办事，取得突破12项"),
            id="breakthroughs that are counted",
        ),
    ],
)
def test_what_the_text_prints_in_other_words_is_proven(
    proof: Proof, tmp_path: Path, changes: list[tuple[str, str]], article: tuple[str, str] | None
) -> None:
    texts = EXAMPLE / "texts"
    if article:
        texts, text = tmp_path / "texts", (texts / "gazette-2025.txt").read_text(encoding="utf-8")
        assert article[0] in text
        data = text.replace(*article).encode()
        texts.mkdir()
        (texts / "gazette-2025.txt").write_bytes(data)
        changes = [*changes, (OF_THE_TEXT, sha256(data).hexdigest())]
    assert proof("verify", *changes, texts=texts) == (0, "all facts are proven\n")


@pytest.mark.parametrize("tool", ["verify", "coverage"])
def test_facts_that_are_older_than_their_seed_files_are_not_proven(
    proof: Proof, tmp_path: Path, capsys: pytest.CaptureFixture[str], tool: str
) -> None:
    assert proof(tool)[0] == 0
    seeds = tmp_path / "seeds" / "gazette-2025.yaml"
    seeds.write_text(seeds.read_text(encoding="utf-8").replace("value: 342", "value: 324"), encoding="utf-8")
    command = ["facts", tool, "--texts", str(EXAMPLE / "texts"), "--facts", "base.json"]
    assert main(command) == 1
    out, said = capsys.readouterr()
    assert out == ""
    assert said == "base.json: is not what the seed files say; run: python -m bot facts build --out base.json\n"
    assert main([*command, "--seeds", str(ROOT / "seeds")]) == 0, "those of another base say nothing of this one"
    seeds.unlink()
    (tmp_path / "seeds" / "base.yaml").unlink()
    assert main(command) == 0, "nor does a folder without any"


@pytest.mark.parametrize("tool", ["verify", "coverage"])
def test_what_is_proven_is_the_base_of_the_bot_or_the_seed_files_that_are_named(
    proof: Proof, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tool: str
) -> None:
    proof(tool)
    shutil.copy(ROOT / "facts.json", tmp_path)
    command = ["facts", tool, "--texts", str(EXAMPLE / "texts")]
    assert main([*command, "--seeds", str(EXAMPLE)]) == 0
    monkeypatch.setenv("BOT_FACTS", "base.json")
    assert main(command) == 0
    monkeypatch.delenv("BOT_FACTS")
    assert main(command) == 1, "those are not the texts of facts.json"
    capsys.readouterr()


@pytest.mark.parametrize("tool", ["verify", "coverage"])
@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        pytest.param("gazette-2025.yaml", "kind: plan", "kind: idea", "kind 'idea' is not right", id="a mistake"),
        pytest.param("gazette-2025.yaml", "facts:", "facts: [", "cannot be read as YAML", id="no YAML"),
        pytest.param("base.yaml", "about:", "about: [", "cannot be read as YAML", id="no YAML of the base's own"),
        pytest.param("base.yaml", "  id: harbour\n", "", "id is missing", id="a base without its id"),
    ],
)
def test_facts_are_not_proven_while_their_seed_files_have_a_mistake(
    proof: Proof,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    tool: str,
    name: str,
    old: str,
    new: str,
    says: str,
) -> None:
    assert proof(tool)[0] == 0
    seeds = tmp_path / "seeds" / name
    text = seeds.read_text(encoding="utf-8")
    assert old in text
    seeds.write_text(text.replace(old, new), encoding="utf-8")
    assert main(["facts", tool, "--texts", str(EXAMPLE / "texts"), "--facts", "base.json"]) == 1
    out, said = capsys.readouterr()
    assert out == ""
    assert says in said
    assert "1 problem;" in said


def test_a_text_that_was_changed_is_named_with_its_hash(proof: Proof, tmp_path: Path) -> None:
    texts = Path(shutil.copytree(EXAMPLE / "texts", tmp_path / "changed"))
    text = (texts / "gazette-2025.txt").read_bytes() + b"\n"
    (texts / "gazette-2025.txt").write_bytes(text)
    for tool in ("verify", "coverage"):
        code, said = proof(tool, texts=texts)
        assert code == 1
        assert f"; gazette-2025.txt has {sha256(text).hexdigest()}: write that if it is the text\n" in said


def test_a_text_that_is_not_there_is_said(proof: Proof, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    code, said = proof("verify", texts=tmp_path / "none")
    assert code == 1
    assert "9 facts are not proven" in said
    code, said = proof("coverage", texts=tmp_path / "none")
    assert code == 1
    assert "no file has this SHA-256" in said


@pytest.mark.parametrize("tool", ["verify", "coverage"])
@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("none", "No such file or directory", id="a folder that is not there"),
        pytest.param("film.txt", "Not a directory", id="a file"),
    ],
)
def test_what_is_no_folder_of_texts_is_said_on_one_line(refused: Refused, tool: str, name: str, why: str) -> None:
    said = f"{name}: cannot be read as a folder ({why}); name the one that the source texts are in\n"
    assert refused(tool, name) == said


@pytest.mark.parametrize("tool", ["verify", "coverage"])
def test_a_text_that_is_larger_than_any_article_is_said(refused: Refused, tool: str) -> None:
    assert refused(tool, ".").startswith("film.txt: cannot be read (larger than")


def test_what_no_fact_touches_is_listed_with_its_line(proof: Proof) -> None:
    code, said = proof(
        "coverage", ("    evidence: [红崖港为45万标准箱]\n", "    evidence: [红崖港]\n"), ("value: 45", "value: 半数")
    )
    assert code == 1
    assert "gazette-2025.txt:8: " in said
    assert "红崖港为[45]万标准箱" in said


def test_a_date_that_no_fact_touches_is_one_gap(proof: Proof) -> None:
    code, said = proof("coverage", ("evidence: [2020年2月29日, 青屿、白沙", "evidence: [青屿、白沙"))
    assert code == 1
    assert "[2020年2月29]日" in said
    assert "1 left to explain" in said


def test_a_name_that_no_fact_has_is_listed(proof: Proof) -> None:
    code, said = proof("coverage", (", 《云湾四港引航收费办法》", ""))
    assert code == 1
    assert "[《云湾四港引航收费办法》]" in said


def test_accepted_noise_must_stand_in_the_text(proof: Proof) -> None:
    code, said = proof("coverage", ("text: 电话5550100", "text: 电话5550199"))
    assert code == 1
    assert "take it out" in said
    assert "[5550100]" in said


def test_the_searchable_form_undoes_what_print_and_web_do_to_a_text() -> None:
    form, origin = searchable("争 取\n经 费<a code='300832'>１０９.49 </a>亿元，占比86.73％")
    assert form == "争取经费109.49亿元,占比86.73%"
    assert len(form) == len(origin)


@pytest.mark.parametrize(
    ("form", "wanted", "found"),
    [
        ("31个", "31", 1),
        ("131个", "31", 0),
        ("3.25%", "3", 0),
        ("3.25%", "25", 0),
        ("2021.", "2021", 1),
    ],
)
def test_a_number_is_found_whole_or_not_at_all(form: str, wanted: str, found: int) -> None:
    assert len(list(occurrences(form, wanted))) == found


def test_numbers_are_known_as_texts_print_them() -> None:
    assert {"16", "十六"} <= forms(16)
    assert {"2", "二", "两"} <= forms(2)
    assert {"100", "百"} <= forms(100)
    assert "一百三十" in forms(130)
    assert "一千二百零五" in forms(1205)
    assert "6,805" in forms(6805)
    assert forms(3.25) == {"3.25"}
    assert forms(12345678901) == {"12345678901", "12,345,678,901"}
    assert printed("G60的3.6万余家、1/15、6,805.04亿") == ["3.6", "1/15", "6805.04"]


def test_what_is_doubted_is_named_with_folder_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = Path(shutil.copytree(EXAMPLE, tmp_path / "seeds", ignore=shutil.ignore_patterns("texts")))
    file = seeds / "gazette-2025.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value: 45,", "value: 46,"), encoding="utf-8")
    (line,) = [number for number, written in enumerate(text.splitlines(), 1) if "value: 45," in written]
    assert main(["facts", "verify", "--seeds", str(seeds), "--texts", str(EXAMPLE / "texts")]) == 1
    assert f"{file}:{line}: fact hongya-containers-2024: figures[0] 46 is printed in no" in capsys.readouterr().out


@pytest.mark.parametrize("source", ["news-2026", "seeds/news-2026.yaml"])
def test_one_source_alone_can_be_proven_without_the_texts_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    seeds = Path(shutil.copytree(EXAMPLE, tmp_path / "seeds", ignore=shutil.ignore_patterns("texts")))
    (tmp_path / "texts").mkdir()
    article = "2026年3月1日，青屿港大会举行。".encode()
    (tmp_path / "texts" / "news.txt").write_bytes(article)
    (seeds / "news-2026.yaml").write_text(
        "source: {id: news-2026, title: 大会, short: 大会, published: 2026-03-02, "
        f"sha256: {sha256(article).hexdigest()}}}\n"
        "facts:\n  - {id: meeting, title: 青屿港大会, statement: 青屿港在2026年3月1日办了大会。, kind: event, "
        "places: [qingyu], topics: [rules], date: 2026-03-01, evidence: [2026年3月1日, 青屿港]}\n",
        encoding="utf-8",
    )
    options = ["--seeds", str(seeds), "--texts", str(tmp_path / "texts")]
    for tool, said in (("verify", "all 1 facts of news-2026 are proven"), ("coverage", "nothing is left to explain")):
        assert main(["facts", tool, *options]) == 1, "the text of the other is not there"
        capsys.readouterr()
        assert main(["facts", tool, *options, "--source", source]) == 0
        assert capsys.readouterr().out == f"{said}\n"
        assert main(["facts", tool, *options, "--source", "news"]) == 1
        assert "'news' is none of the base's: news-2026, gazette-2025" in capsys.readouterr().err
