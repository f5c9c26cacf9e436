"""The curators' commands: facts check, build, verify, coverage, draft, index. What they need is imported when used."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bot.cli.saying import CHECK_FAILED, DONE, refuse, say
from bot.facts import BaseRefused
from bot.logs import counted


def check(options: argparse.Namespace) -> int:
    from bot.curate.seeds import Seeds

    seeds = Seeds(options.seeds)
    if found := seeds.problems():
        refuse(found)
        return CHECK_FAILED
    facts = seeds.raw["facts"]
    print(f"{counted(len(facts), 'fact')} of {counted(len(seeds.raw['sources']), 'source')}: nothing wrong")
    return DONE


def build(options: argparse.Namespace) -> int:
    from bot.curate.build import build, schemas
    from bot.files import write_whole

    try:
        wanted = {options.out: build(options.seeds)}
    except BaseRefused as refused:
        if not options.check:
            raise
        refuse(refused.problems)
        return CHECK_FAILED
    wanted |= {Path("docs") / name: content for name, content in schemas().items()}
    stale = [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]
    if options.check:
        for path in stale:
            print(_not_what_they_say(path), file=sys.stderr)
        return CHECK_FAILED if stale else DONE
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [wanted[path]])
        print(f"{path}: written")
    if not stale:
        print("nothing to write: all is up to date")
    return DONE


def verify(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.curate.texts import texts_in
    from bot.curate.verify import verify
    from bot.loading import load

    catalogue, texts = Catalogue(load(options.facts)), texts_in(options.texts)
    if _is_stale(options.facts, options.seeds, catalogue.about.id):
        return CHECK_FAILED
    doubts = verify(catalogue, texts)
    for doubt in doubts:
        print(doubt)
    unproven = {doubt.where for doubt in doubts}
    print(
        f"{counted(len(catalogue.facts), 'fact')}, {counted(len(doubts), 'doubt')} about {len(unproven)}"
        if doubts
        else "all facts are proven"
    )
    return CHECK_FAILED if doubts else DONE


def coverage(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.curate.coverage import gaps, texts_missing, unused_noise
    from bot.curate.texts import texts_in
    from bot.loading import load

    catalogue, texts = Catalogue(load(options.facts)), texts_in(options.texts)
    if _is_stale(options.facts, options.seeds, catalogue.about.id):
        return CHECK_FAILED
    found = [*texts_missing(catalogue, texts), *gaps(catalogue, texts), *unused_noise(catalogue, texts)]
    for gap in found:
        print(gap)
    print(f"{len(found)} left to explain" if found else "nothing is left to explain")
    return CHECK_FAILED if found else DONE


def _is_stale(facts: Path, seeds: Path, base_id: str) -> bool:
    """Whether the seed files of that very base say something else by now, or nothing that holds; it is said, too."""
    from bot.curate.build import build
    from bot.curate.seeds import BASE_FILE, Seeds

    about = Seeds(seeds).raw.get("about")
    is_another = isinstance(about, dict) and about.get("id", base_id) != base_id
    if is_another or not (seeds / BASE_FILE).is_file():
        return False
    try:
        built = build(seeds)
    except BaseRefused as refused:
        refuse(refused.problems)
        return True
    if built == facts.read_bytes():
        return False
    print(_not_what_they_say(facts), file=sys.stderr)
    return True


def _not_what_they_say(file: Path) -> str:
    return f"{file}: is not what the seed files say; run: python -m bot facts build"


def index(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.loading import load_whole
    from bot.search import beside, opened
    from bot.settings import read_settings

    file = options.facts or read_settings(os.environ).facts  # by default what a bot that starts here would read
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
    from bot.curate.texts import read_article
    from bot.loading import load

    article = read_article(options.article)
    print(draft(article, options.id, options.published, Catalogue(load(options.facts))), end="")
    return DONE
