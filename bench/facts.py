"""How long a base takes to build and to load, and how much memory: python bench/facts.py [FACTS …]

The seed files are the project's own, repeated. Each figure stands beside the library's bare work in the same run:
building beside reading the YAML, loading beside json.loads of the same file.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import yaml

from bot.base_json import dump
from bot.catalogue import Catalogue
from bot.curate.build import compiled
from bot.curate.seeds import Seeds
from bot.loading import load

T = TypeVar("T")
SEEDS = Path(__file__).parent.parent / "seeds"


def write_seeds(folder: Path, wanted: int) -> int:
    """Writes at least so many facts, by repeating the project's own under other ids; returns how many."""
    (folder / "base.yaml").write_text((SEEDS / "base.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    sources = [
        yaml.load(p.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for p in sorted(SEEDS.glob("*-*.yaml"))
    ]
    written = copy = 0
    while written < wanted:
        for raw in sources:
            name = raw["source"]["id"] if not copy else f"{raw['source']['id'][:20]}-{copy:04d}"
            mark = f"-{copy:04d}" if copy else ""
            facts = [
                {**f, "id": f["id"][:34] + mark, "title": f["title"][:30] + mark, "statement": f["statement"] + mark}
                | {"utterances": []}
                for f in raw["facts"]
            ]
            content = {"source": {**raw["source"], "id": name}, "facts": facts}
            path = folder / f"{name}.yaml"
            path.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")
            written += len(facts)
        copy += 1
    return written


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measure(wanted: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = write_seeds(folder, wanted)
        texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")]
        bare_yaml, _ = timed(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
        building, data = timed(lambda: dump(compiled(Seeds(folder))))
        path = folder / "facts.json"
        path.write_bytes(data)
        bare_json, _ = timed(lambda: json.loads(data))
        loading, base = timed(lambda: load(path))
        opening, _ = timed(lambda: Catalogue(base))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{facts:>8} facts: build {building:7.2f} s ({building / bare_yaml:4.2f} of reading the YAML alone), "
            f"load {loading * 1000:7.1f} ms ({loading / bare_json:4.2f} of json.loads), "
            f"open {opening * 1000:7.1f} ms, {len(data) / 2**20:6.1f} MB of JSON, {memory} MB at most"
        )


if __name__ == "__main__":
    for size in [int(argument) for argument in sys.argv[1:]] or [400, 10_000, 100_000]:
        measure(size)
