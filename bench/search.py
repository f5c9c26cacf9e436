"""The search beside others, on generated bases: python bench/search.py [--sizes 300 …] [--engines ours rapidfuzz …]

Each engine works in a process of its own on the same facts and the same questions (bench/noise.py: eleven kinds of
noise in equal parts). Right is the share of questions whose first answer has the title that was asked for, hit@1 the
same of what is ranked first: the others always answer with that, ours says no when it is not sure. Memory is what the
process holds after its last question, for ours without the facts themselves.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from noise import Asked, generated, questions

from bot.catalogue import Catalogue
from bot.facts import Base, Fact
from bot.search import cut
from bot.search.finder import Finder
from bot.search.known import Known
from bot.search.lexicon import Lexicon
from bot.search.storage import built, read_from, write_to
from bot.text import key

SIZES = (300, 10_000, 100_000, 1_000_000)
ASKED = 1_100
SLOW_ASKED = 22  # questions to an engine that needs seconds for each
WARMING = 50
# 256 characters of words, and of letters that are none; the worse of them counts
LONG = ("湖州多少家高新技术企业请问现在一共有多少合同成交额" * 11, "zhong" * 52, "abcdefghij" * 26)
MEGABYTE = 2**20

Find = Callable[[str], str | None]  # from a question to the title that is found, if any


class Opened(NamedTuple):
    """An engine ready for questions: how, in how many seconds it was built and opened again; what it ranks first."""

    find: Find
    built: float
    opened: float = 0.0
    ranks: Find | None = None  # where that is not what it answers


def ours(base: Base, folder: Path) -> Opened:
    """Built in this process, opened from its file: what is measured is the search over the file."""
    place = folder / "facts.index"
    if base.facts:
        catalogue = Catalogue(base)
        begun = time.perf_counter()
        write_to(place, "bench", built(catalogue))
        Path(folder / "built").write_text(str(time.perf_counter() - begun))
    slim = Catalogue(msgspec.structs.replace(base, facts=()))
    begun = time.perf_counter()
    stored = read_from(place, "bench")
    if stored is None:
        raise SystemExit("the index cannot be read")
    finder = Finder(slim, Known(slim, Lexicon(stored.words)), stored.index)

    def find(question: str) -> str | None:
        decision = finder.decided(cut(question))
        return stored.index.names_of(decision.hits[0].number)[0] if decision.verdict != "none" else None

    def ranks(question: str) -> str | None:
        every = finder.decided(cut(question)).every
        return stored.index.names_of(every[0].number)[0] if every else None

    return Opened(find, float(Path(folder / "built").read_text()), time.perf_counter() - begun, ranks)


def by_rapidfuzz(base: Base, _folder: Path) -> Opened:
    """WRatio over all titles."""
    from rapidfuzz import fuzz, process

    titles = [fact.title for fact in base.facts]
    return Opened(lambda question: process.extract(question, titles, scorer=fuzz.WRatio)[0][0], 0.0)


def by_bm25(base: Base, folder: Path) -> Opened:
    """Words of jieba, ranked by bm25s."""
    import bm25s
    import jieba

    words = jieba.Tokenizer()
    words.tmp_dir = str(folder)
    jieba.setLogLevel(60)
    words.initialize()
    begun = time.perf_counter()
    engine = bm25s.BM25()
    engine.index([list(words.cut(_text(fact))) for fact in base.facts], show_progress=False)
    titles = [fact.title for fact in base.facts]
    took = time.perf_counter() - begun

    def find(question: str) -> str | None:
        found, scores = engine.retrieve([list(words.cut(question))], k=1, show_progress=False)
        return titles[found[0, 0]] if scores[0, 0] > 0 else None

    return Opened(find, took)


def by_fts5(base: Base, folder: Path) -> Opened:
    """SQLite's FTS5 with trigrams: any trigram of the question, ranked by its bm25."""
    begun = time.perf_counter()
    database = sqlite3.connect(folder / "fts.db")
    database.execute("CREATE VIRTUAL TABLE facts USING fts5(title, body, tokenize='trigram')")
    database.executemany("INSERT INTO facts VALUES (?, ?)", ((fact.title, _text(fact)) for fact in base.facts))
    database.commit()
    took = time.perf_counter() - begun

    def find(question: str) -> str | None:
        parts = {question[at : at + 3].replace('"', "") for at in range(len(question) - 2)}
        wanted = " OR ".join(f'"{part}"' for part in sorted(parts) if len(part) == 3)
        if not wanted:
            return None
        best = "SELECT title FROM facts WHERE facts MATCH ? ORDER BY rank LIMIT 1"
        row = database.execute(best, (wanted,)).fetchone()
        return row[0] if row else None

    return Opened(find, took)


def by_tantivy(base: Base, folder: Path) -> Opened:
    """tantivy over single characters and pairs: any of the question's, ranked by its BM25."""
    import tantivy

    begun = time.perf_counter()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True, tokenizer_name="raw")
    builder.add_text_field("body", tokenizer_name="grams")
    (folder / "tantivy").mkdir()
    index = tantivy.Index(builder.build(), path=str(folder / "tantivy"))
    grams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2)).filter(tantivy.Filter.lowercase()).build()
    index.register_tokenizer("grams", grams)
    writer = index.writer(256 * MEGABYTE)
    for fact in base.facts:
        writer.add_document(tantivy.Document(title=[fact.title], body=[_text(fact)]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    took = time.perf_counter() - begun

    def find(question: str) -> str | None:
        terms = {question[at : at + size] for size in (1, 2) for at in range(len(question) - size + 1)}
        one = (tantivy.Query.term_query(index.schema, "body", term.lower()) for term in sorted(terms))
        wanted = [(tantivy.Occur.Should, query) for query in one]
        hits = searcher.search(tantivy.Query.boolean_query(wanted), 1).hits
        return searcher.doc(hits[0][1])["title"][0] if hits else None

    return Opened(find, took)


def _text(fact: Fact) -> str:
    return f"{fact.title} {fact.statement} {' '.join(fact.keywords)}"


ENGINES: dict[str, Callable[[Base, Path], Opened]] = {
    "ours": ours,
    "rapidfuzz": by_rapidfuzz,
    "bm25s": by_bm25,
    "fts5": by_fts5,
    "tantivy": by_tantivy,
}
LEFT_OUT = {("bm25s", 1_000_000)}  # jieba alone would cut words for a quarter of an hour
SLOW = {("rapidfuzz", 100_000), ("rapidfuzz", 1_000_000), ("bm25s", 1_000_000), ("fts5", 1_000_000)}


def _prepare(size: int, folder: str, answers: Any) -> None:
    """Builds ours and makes the questions, in a process that then goes, its memory with it."""
    base = generated(size)
    ours(base, Path(folder))
    answers.put([tuple(each) for each in questions(base.facts, ASKED)])


def _measure(name: str, size: int, folder: str, asked: Sequence[Asked], answers: Any) -> None:
    base = generated(0 if name == "ours" else size)
    with tempfile.TemporaryDirectory() as own:
        engine = ENGINES[name](base, Path(folder if name == "ours" else own))
        del base
        for each in asked[:WARMING] if (name, size) not in SLOW else asked[:2]:
            engine.find(each.question)
        times, right = [], 0
        for each in asked[:SLOW_ASKED] if (name, size) in SLOW else asked:
            begun = time.perf_counter()
            found = engine.find(each.question)
            times.append(1000 * (time.perf_counter() - begun))
            right += found is not None and key(found) == key(each.title)
        ranks = engine.ranks
        hits = right if ranks is None else sum(key(ranks(each.question) or "") == key(each.title) for each in asked)
        measured = {
            "right": right / len(times),
            "hits": hits / len(times),
            "built": engine.built,
            "opened": 1000 * engine.opened,
        }
        measured |= {"memory": _memory(), "asked": len(times)}
        if name == "ours":
            measured["long"] = max(min(_timed(engine.find, long[: 256 - n]) for n in range(5)) for long in LONG)
        times.sort()
        measured |= {"p50": times[len(times) // 2], "p99": times[int(len(times) * 0.99)]}
    answers.put(measured)


def _timed(find: Find, question: str) -> float:
    begun = time.perf_counter()
    find(question)
    return 1000 * (time.perf_counter() - begun)


def _memory() -> float:
    """What this process holds, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / MEGABYTE


def _in_a_process(work: Callable[..., None], *arguments: Any) -> Any:
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=work, args=(*arguments, answers))
    process.start()
    while process.is_alive() and answers.empty():
        time.sleep(0.05)
    result = answers.get(timeout=5) if process.is_alive() or not answers.empty() else None
    process.join()
    return result


def results(sizes: Sequence[int], engines: Sequence[str]) -> Iterator[tuple[int, str, dict[str, float]]]:
    """What each engine did with each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            asked = [Asked(*each) for each in _in_a_process(_prepare, size, folder)]
            for name in engines:
                if (name, size) in LEFT_OUT:
                    continue
                if (measured := _in_a_process(_measure, name, size, folder, asked)) is not None:
                    yield size, name, measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--json", action="store_true", help="a line of JSON for each measurement")
    options = parser.parse_args()
    print("| facts | engine | right | hit@1 | p50 | p99 | built | opened | memory | questions |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size, name, m in results(options.sizes, options.engines):
        if options.json:
            print(json.dumps({"size": size, "engine": name, **m}), file=sys.stderr)
        long = f"; 256 characters {m['long']:.2f} ms" if "long" in m else ""
        print(
            f"| {size:,} | {name} | {m['right']:.3f} | {m['hits']:.3f} | {m['p50']:.2f} ms | {m['p99']:.2f} ms{long} "
            f"| {m['built']:.1f} s | {m['opened']:.0f} ms | {m['memory']:.0f} MB | {m['asked']} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
