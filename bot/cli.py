"""The commands of `python -m bot`, and the exit codes: 0 done, 1 a check said no, 2 it could not start."""

from __future__ import annotations

import argparse
import asyncio
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bot import __version__
from bot.facts import BaseRefused, Problem
from bot.settings import Settings, SettingsRefused

TERMINAL_LOG_LEVEL = "ERROR"  # the terminal belongs to the chat
CURATORS_PACKAGES = ("yaml", "jieba")
DONE, CHECK_FAILED, COULD_NOT_START = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the terminal's locale says, the chat is in UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code: int = options.run(options)
    except SettingsRefused as refused:
        return _say([*refused.problems, "See the settings in README.md."])
    except BaseRefused as refused:
        return _refuse(refused.problems)
    except ModuleNotFoundError as error:
        if error.name not in CURATORS_PACKAGES:
            raise
        return _say([f"{error.name} is missing: the curators' tools are the extra [curate]; in a checkout: make test"])
    except KeyboardInterrupt:
        return DONE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Answers from a fact base, on Telegram (BOT_TOKEN) or in a chat on this terminal.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--at",
        type=_moment,
        metavar='"YYYY-MM-DD HH:MM"',
        help="the chat on this terminal plays that it is then, on the base's clock: see a scheduled digest arrive",
    )
    parser.set_defaults(run=_run)
    commands = parser.add_subparsers(metavar="COMMAND")
    search = commands.add_parser("search", help="ask from the shell; --why explains the answer")
    search.add_argument("question", nargs="*", help="the words of a question")
    search.add_argument("--why", action="store_true", help="the readings, the candidates and what each explains")
    search.add_argument("--unanswered", action="store_true", help="the questions that got a no, counted; without users")
    search.set_defaults(run=_search)
    check = commands.add_parser("check", help="before the start: what is wrong with the settings, and what to do")
    check.set_defaults(run=_check)
    alive = commands.add_parser("alive", help="exit 0 when the bot that BOT_LISTEN names lives: for a health check")
    alive.set_defaults(run=_alive)
    back_up = commands.add_parser("backup", help="copy the SQLite database into one file, also while the bot runs")
    back_up.add_argument("file", type=Path, help="the file to be made; it must not be there yet")
    back_up.set_defaults(run=_back_up)
    restore = commands.add_parser("restore", help="put a backup back, also while the bot runs; nothing is sent twice")
    restore.add_argument("file", type=Path, help="a file that `backup` made")
    restore.set_defaults(run=_restore)
    facts = commands.add_parser("facts", help="the curators' tools: check, build, verify, coverage, draft")
    facts.set_defaults(run=lambda _options: _help(facts))
    tools = facts.add_subparsers(metavar="TOOL")
    facts_check = tools.add_parser(
        "check", help="say everything that is wrong with the seed files (exit 1), or nothing is"
    )
    facts_check.set_defaults(run=_facts_check)
    build = tools.add_parser("build", help="compile the seed files into facts.json, and the schemas into docs/")
    build.add_argument("--check", action="store_true", help="write nothing; exit 1 when the files are not up to date")
    build.add_argument("--out", type=Path, default=Path("facts.json"), help="default: facts.json")
    build.set_defaults(run=_facts_build)
    verify = tools.add_parser("verify", help="prove every fact against the source texts; exit 1 when one is not proven")
    verify.set_defaults(run=_facts_verify)
    coverage = tools.add_parser("coverage", help="list what the texts hold and no fact touches; exit 1 when anything")
    coverage.set_defaults(run=_facts_coverage)
    draft = tools.add_parser("draft", help="propose a seed file for a new article, on standard output")
    draft.add_argument("article", type=Path, help="plain text, Markdown or HTML")
    draft.add_argument("--published", type=date.fromisoformat, required=True, help="its day, YYYY-MM-DD")
    draft.add_argument("--id", default="new-source", help="the source's id and later the file's name")
    draft.add_argument("--facts", type=Path, default=Path("facts.json"), help="the base, default: facts.json")
    draft.set_defaults(run=_facts_draft)
    index = tools.add_parser("index", help="take the facts apart for the search, so that the bot starts at once")
    index.add_argument("--facts", type=Path, default=Path("facts.json"), help="the base, default: facts.json")
    index.set_defaults(run=_facts_index)
    for tool in (verify, coverage):
        tool.add_argument("--texts", type=Path, required=True, help="the folder of the source texts")
        tool.add_argument("--facts", type=Path, default=Path("facts.json"), help="the base, default: facts.json")
    for tool in (facts_check, build):
        tool.add_argument("--seeds", type=Path, default=Path("seeds"), help="the folder of seed files, default: seeds")
    return parser


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")  # the base, read later, knows the zone
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write 2026-11-08 08:29") from None


def _help(parser: argparse.ArgumentParser) -> int:
    parser.print_help()
    return DONE


def _run(options: argparse.Namespace) -> int:
    """On Telegram with a token, else in a chat on this terminal."""
    gc.disable()  # what is imported and loaded stays, so looking through it again and again is in vain
    from bot.logs import set_up
    from bot.services import Services
    from bot.settings import read_settings
    from bot.unanswered import keep_in

    settings = read_settings(os.environ)
    if options.at and settings.token is not None:
        return _say(["--at: is for the chat on this terminal; on Telegram the clock is the real one. Leave it out."])
    set_up(settings.log_level if settings.token else TERMINAL_LOG_LEVEL, settings.log_format)
    if settings.token is not None:
        _obey_while_starting()
    services = Services.opened(settings.facts)
    if settings.token is not None:
        keep_in(settings.unanswered)
    if settings.token is not None:
        from bot.running import on_telegram
        from bot.store import DatabaseRefused

        _collect_again()
        try:
            return asyncio.run(on_telegram(settings, settings.token, services))
        except DatabaseRefused as refused:
            return _say([str(refused)])
    from bot.terminal import chat

    _collect_again()
    at = options.at.replace(tzinfo=services.zone) if options.at else None
    return asyncio.run(chat(services, sys.stdin, sys.stdout, at))


def _obey_while_starting() -> None:
    """Until the bot takes them over: to stop is to stop, and a base that is being loaded need not be reloaded."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(DONE))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def _collect_again() -> None:
    gc.freeze()
    gc.enable()


def _check(_options: argparse.Namespace) -> int:
    from bot.settings import read_settings

    return asyncio.run(_checked(read_settings(os.environ)))


async def _checked(settings: Settings) -> int:
    """Prints every check as soon as it is known."""
    from bot.checks import Verdict, checks
    from bot.clock import Clock
    from bot.logs import set_up

    set_up("CRITICAL")  # what is wrong is a check's to say
    failed = 0
    async for check in checks(settings, Clock()):
        print(check, flush=True)
        failed += check.verdict is Verdict.FAIL
    return CHECK_FAILED if failed else DONE


def _alive(_options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.web.probe import probe

    settings = read_settings(os.environ)
    wrong = probe(*settings.listen) if settings.listen is not None else None
    if wrong is not None:
        print(wrong, file=sys.stderr)
    return DONE if wrong is None else CHECK_FAILED


def _back_up(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store import DatabaseRefused
    from bot.store.backup import back_up

    try:
        print(f"{options.file}: {back_up(read_settings(os.environ).database_url, options.file)}")
    except DatabaseRefused as refused:
        return _say([str(refused)])
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store import DatabaseRefused
    from bot.store.restore import restore

    settings = read_settings(os.environ)
    try:
        restored = asyncio.run(restore(options.file, settings.database_url, datetime.now(UTC)))
    except DatabaseRefused as refused:
        return _say([str(refused)])
    print(f"{options.file}: restored: {restored}")
    return DONE


def _search(options: argparse.Namespace) -> int:
    from bot.settings import read_settings

    settings = read_settings(os.environ)
    if options.unanswered:
        return _unanswered(settings.unanswered)
    if not options.question:
        return _say(["search: ask something, for example: python -m bot search --why 量子"])
    from bot.services import Services

    services, question = Services.opened(settings.facts), " ".join(options.question)
    if options.why:
        print(services.search.why(question))
        return DONE
    findings = services.search.find(question)
    for found in findings.hits:
        print(f"{found.score:.2f}  {found.fact.id}  {found.fact.title}")
    if not findings.hits:
        print("no answer" + "".join(f"; near: {name.text}" for name in findings.near))
    return DONE if findings.hits else CHECK_FAILED


def _unanswered(place: Path) -> int:
    from bot.unanswered import read

    try:
        found = read(place)
    except FileNotFoundError:
        return _say([f"{place}: is not there yet; the bot writes it when a question on Telegram gets a no"])
    except OSError as error:
        return _say([f"{place}: cannot be read ({error.strerror})"])
    for each in found:
        print(f"{each.times:>5}  {each.last}  {each.question}")
    return DONE


def _facts_check(options: argparse.Namespace) -> int:
    from bot.curate.seeds import Seeds

    seeds = Seeds(options.seeds)
    if found := seeds.problems():
        _refuse(found)
        return CHECK_FAILED
    facts = seeds.raw["facts"]
    print(f"{len(facts)} facts of {len(seeds.raw['sources'])} sources: nothing wrong")
    return DONE


def _facts_build(options: argparse.Namespace) -> int:
    from bot.curate.build import build, schemas
    from bot.files import write_whole

    wanted = {options.out: build(options.seeds)}
    wanted |= {Path("docs") / name: content for name, content in schemas().items()}
    stale = [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]
    if options.check:
        for path in stale:
            print(f"{path}: is not what the seed files say; run: python -m bot facts build", file=sys.stderr)
        return CHECK_FAILED if stale else DONE
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [wanted[path]])
        print(f"{path}: written")
    if not stale:
        print("nothing to write: all is up to date")
    return DONE


def _facts_verify(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.curate.texts import texts_in
    from bot.curate.verify import verify
    from bot.loading import load

    catalogue = Catalogue(load(options.facts))
    doubts = verify(catalogue, texts_in(options.texts))
    for doubt in doubts:
        print(doubt)
    unproven = {doubt.where for doubt in doubts}
    print(
        f"{len(catalogue.facts)} facts, {len(doubts)} doubts about {len(unproven)}"
        if doubts
        else "all facts are proven"
    )
    return CHECK_FAILED if doubts else DONE


def _facts_coverage(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.curate.coverage import gaps, unused_noise
    from bot.curate.texts import texts_in
    from bot.loading import load

    catalogue, texts = Catalogue(load(options.facts)), texts_in(options.texts)
    found = [*gaps(catalogue, texts), *unused_noise(catalogue, texts)]
    for gap in found:
        print(gap)
    print(f"{len(found)} left to explain" if found else "nothing is left to explain")
    return CHECK_FAILED if found else DONE


def _facts_index(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.loading import load_whole
    from bot.search import beside, opened

    base, digest = load_whole(options.facts)
    opened(Catalogue(base), options.facts, digest)
    place = beside(options.facts)
    if not place.is_file():
        _say([f"{place}: cannot be written; the bot works without it and starts a little later"])
        return CHECK_FAILED
    print(f"{place}: up to date, {place.stat().st_size / 2**20:.1f} MB")
    return DONE


def _facts_draft(options: argparse.Namespace) -> int:
    from bot.catalogue import Catalogue
    from bot.curate.draft import draft
    from bot.curate.texts import read_text
    from bot.loading import load

    try:
        article = read_text(options.article)
    except (OSError, ValueError) as error:
        _say([f"{options.article}: cannot be read: {error}"])
        return CHECK_FAILED
    print(draft(article, options.id, options.published, Catalogue(load(options.facts))), end="")
    return DONE


def _refuse(problems: Sequence[Problem]) -> int:
    more = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return _say([*map(str, problems), f"{more}; nothing was changed."])


def _say(lines: Sequence[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return COULD_NOT_START
