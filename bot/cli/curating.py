"""The curators' commands: facts check, build, verify, coverage, draft, index. What they need is imported when used."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bot.base_json import dump
from bot.cli.saying import CHECK_FAILED, COULD_NOT_START, DONE, refuse, say
from bot.facts import Base, BaseRefused
from bot.logs import counted
from bot.settings import packaged_facts, read_settings

if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.curate.seeds import Seeds

DEFAULT_SEEDS, DEFAULT_FACTS = Path("seeds"), Path("facts.json")


def check(options: argparse.Namespace) -> int:
    folder = options.seeds or DEFAULT_SEEDS
    try:
        base = _answering(folder)
    except BaseRefused as refused:
        refuse(refused.problems)
        return CHECK_FAILED
    if not options.seeds and (not_meant := _not_of_the_bot_here(base)):
        say([not_meant])
        return CHECK_FAILED
    size = f"{counted(len(base.facts), 'fact')} of {counted(len(base.sources), 'source')}"
    print(f"{folder}, the base {base.about.id!r}: {size}: nothing wrong")
    return DONE


def _answering(folder: Path) -> Base:
    """The base that seed files say, which answers its own examples. Raises BaseRefused with every problem.

    They are asked on the day of the newest source: what is right today is right on any other day. Of seed files that
    no bot could read nothing is asked: what is not found there may be what cannot be read.
    """
    from bot.cli.examples import without_answer
    from bot.curate.build import as_written
    from bot.curate.seeds import Seeds

    seeds = Seeds(folder)
    found = seeds.problems()
    if not seeds.can_be_asked:
        raise BaseRefused(found)
    base = as_written(seeds)
    newest = max(source.published.last for source in base.sources)
    unanswered = without_answer(base, f"{seeds.locate('about', 0)}: about: examples", newest)
    if found := [*map(seeds.at_its_field, unanswered), *found]:
        raise BaseRefused(found)
    return base


def build(options: argparse.Namespace) -> int:
    from bot.curate.build import schemas
    from bot.files import write_whole

    folder, out = options.seeds or DEFAULT_SEEDS, options.out or DEFAULT_FACTS
    try:
        base = _answering(folder)
    except BaseRefused as refused:
        if not options.check:
            raise
        refuse(refused.problems)
        return CHECK_FAILED
    if options.out is None and (not_meant := _not_meant(base, out, named=options.seeds is not None)):
        say([not_meant])
        return CHECK_FAILED if options.check else COULD_NOT_START
    wanted = {out: dump(base)} | {Path("docs") / name: content for name, content in schemas().items()}
    stale = [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]
    if options.check:
        for path in stale:
            print(_not_what_they_say(path, folder, out), file=sys.stderr)
        if not stale:
            print(f"{out}, the base {base.about.id!r}: is what the seed files in {folder} say")
        return CHECK_FAILED if stale else DONE
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [wanted[path]])
        print(f"{path}: written")
    if not stale:
        print("nothing to write: all is up to date")
    return DONE


def _not_meant(base: Base, out: Path, *, named: bool) -> str | None:
    """Why this base is not to be written there by default, and what to do; `named`: whether its seed files were."""
    if other := _another_base(out, base):
        return f"{out}: is the base {other!r}, and these seed files are another; name another file with --out"
    return None if named else _not_of_the_bot_here(base)


def _not_of_the_bot_here(base: Base) -> str | None:
    """Why the usual seed files are not those of the bot that starts here, which reads another base; and what to do."""
    file = read_settings(os.environ).facts
    if file == packaged_facts() or (other := _another_base(file, base)) is None:
        return None
    return f"{file}: is the base {other!r}, and {DEFAULT_SEEDS} makes {base.about.id!r}; name the folder with --seeds"


def _another_base(file: Path, base: Base) -> str | None:
    """The id of the base in a file, when it is not this one; None also for what is no base."""
    try:
        found = msgspec.json.decode(file.read_bytes())["about"]["id"] if file.is_file() else base.about.id
    except (OSError, msgspec.DecodeError, LookupError, TypeError):
        return None
    return str(found) if found != base.about.id else None


def verify(options: argparse.Namespace) -> int:
    from bot.curate.texts import texts_in
    from bot.curate.verify import verify

    if (proving := _to_prove(options)) is None:
        return CHECK_FAILED
    catalogue, seeds = proving
    doubts = verify(catalogue, texts_in(options.texts), options.source)
    for doubt in doubts:
        _, _, fact_id = doubt.where.partition(": fact ")
        print(seeds.told(doubt, fact_id) if seeds else doubt)
    unproven = {doubt.where for doubt in doubts}
    facts = catalogue.of_source(options.source) if options.source else catalogue.errata.every_fact
    those = f"all {len(facts)} facts of {options.source}" if options.source else "all facts"
    doubted = f"{counted(len(facts), 'fact')}, {counted(len(doubts), 'doubt')} about {len(unproven)}"
    print(doubted if doubts else f"{those} are proven")
    return CHECK_FAILED if doubts else DONE


def coverage(options: argparse.Namespace) -> int:
    from bot.curate.coverage import gaps, texts_missing, texts_of, unused_noise
    from bot.curate.texts import texts_in

    if (proving := _to_prove(options)) is None:
        return CHECK_FAILED
    catalogue, _ = proving
    texts = texts_in(options.texts)
    if options.source:
        texts = texts_of(catalogue, texts, options.source)
    found = [*texts_missing(catalogue, texts, options.source), *gaps(catalogue, texts), *unused_noise(catalogue, texts)]
    for gap in found:
        print(gap)
    how = "write a fact or an anchor that has it, or put it into the noise of its source"
    print(f"{len(found)} left to explain; {how}" if found else "nothing is left to explain")
    return CHECK_FAILED if found else DONE


def _to_prove(options: argparse.Namespace) -> tuple[Catalogue, Seeds | None] | None:
    """What the named seed files say, else the compiled base, and its seed files; None, and it is said, for a mistake.

    A compiled base that is older than its seed files is a mistake, too; those of another base say nothing of it.
    """
    from bot.catalogue import Catalogue
    from bot.curate.build import compiled
    from bot.curate.seeds import BASE_FILE, Seeds
    from bot.loading import load

    file = None if options.seeds and not options.facts else _base_file(options)
    folder = options.seeds or DEFAULT_SEEDS
    base, seeds = load(file) if file else None, Seeds(folder)
    if base:
        about = seeds.raw.get("about")
        is_another = isinstance(about, dict) and about.get("id", base.about.id) != base.about.id
        if is_another or not (folder / BASE_FILE).is_file():
            return _with_the_source(options.source, Catalogue(base), None)
    try:
        said = compiled(seeds)
    except BaseRefused as refused:
        refuse(refused.problems)
        return None
    if file and dump(said) != file.read_bytes():
        print(_not_what_they_say(file, folder, file), file=sys.stderr)
        return None
    return _with_the_source(options.source, Catalogue(said), seeds)


def _with_the_source(
    named: str | None, catalogue: Catalogue, seeds: Seeds | None
) -> tuple[Catalogue, Seeds | None] | None:
    """The same; None, and it is said, when a source is named that the base does not have."""
    if named and named not in (known := [source.id for source in catalogue.sources]):
        say([f"--source: {named!r} is none of the base's: {', '.join(known)}"])
        return None
    return catalogue, seeds


def _base_file(options: argparse.Namespace) -> Path:
    """By default what a bot that starts here would read."""
    named: Path | None = options.facts
    return named or read_settings(os.environ).facts


def _not_what_they_say(file: Path, seeds: Path, out: Path) -> str:
    named = [("--seeds", seeds, DEFAULT_SEEDS), ("--out", out, DEFAULT_FACTS)]
    options = "".join(f" {name} {path}" for name, path, usual in named if path != usual)
    return f"{file}: is not what the seed files say; run: python -m bot facts build{options}"


def index(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.loading import load_whole
    from bot.search import beside, opened

    file = _base_file(options)
    base, digest = load_whole(file)
    opened(Catalogue(base), file, digest)
    place = beside(file)
    if not place.is_file():
        say([f"{place}: cannot be written; the bot works without it and starts a little later"])
        return CHECK_FAILED
    print(f"{place}: up to date, {place.stat().st_size / 2**20:.1f} MB")
    return DONE


def draft(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.curate.draft import draft
    from bot.curate.seeds import names_alone
    from bot.curate.texts import read_article
    from bot.files import write_whole
    from bot.loading import load

    out: Path | None = options.out
    if out and (out.exists() or out.is_symlink()):
        return say(
            [f"{out}: is there already, and may have been edited; name another file with --out, or take it away"]
        )
    article = read_article(options.article)
    base = names_alone(options.seeds) if options.seeds else load(_base_file(options))
    schema = os.path.relpath(Path("docs", "seed.schema.json"), out.parent if out else options.seeds or DEFAULT_SEEDS)
    drafted = draft(article, options.id, options.published, Catalogue(base), schema)
    if out is None:
        print(drafted, end="")
        return DONE
    try:
        write_whole(out, [drafted.encode()])
    except OSError as error:
        return say([f"{out}: cannot be written ({error.strerror}); name a file in a folder that is there with --out"])
    print(f"{out}: written")
    return DONE
