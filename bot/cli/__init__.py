"""The commands of `python -m bot`, and the exit codes: 0 done, 1 a check said no or broke off, 2 it could not start."""

from __future__ import annotations

import argparse
import asyncio
import gc
import io
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from bot import __version__
from bot.cli import curating, operating
from bot.cli.saying import CHECK_FAILED, DONE, lines_of, refuse, refuse_to_start, say
from bot.curate.texts import TextRefused
from bot.facts import BaseRefused, Id
from bot.settings import Settings, SettingsRefused, read_settings

TERMINAL_LOG_LEVEL = "ERROR"  # the terminal belongs to the chat
CURATORS_PACKAGES = ("yaml", "jieba")
INSTALL = ".venv/bin/python -m pip install --no-build-isolation -e '.[curate]'"  # after make run; make test has it
THE_BASE = "the base, default: the one that BOT_FACTS names, else facts.json"
SEE = "See the settings in README.md."


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the terminal's locale says, the chat is in UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = _outcome(options)
    try:
        if sys.stdout is not None:  # it may be closed: >&-
            sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough: bot search … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _outcome(options: argparse.Namespace) -> int:
    """The exit code of a command. When nobody reads its output any more, it breaks off and counts as a no."""
    try:
        code: int = options.run(options)
    except BrokenPipeError:
        return CHECK_FAILED
    except SettingsRefused as refused:
        return say([*refused.problems, SEE])
    except BaseRefused as refused:
        return refuse(refused.problems)
    except TextRefused as refused:
        return say([str(refused)])
    except ModuleNotFoundError as error:
        if error.name not in CURATORS_PACKAGES:
            raise
        return say([f"{error.name} is missing: the curators' tools are the extra [curate]; in a checkout: {INSTALL}"])
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
    search.set_defaults(run=operating.search)
    check = commands.add_parser("check", help="before the start: what is wrong with the settings, and what to do")
    check.set_defaults(run=operating.check)
    alive = commands.add_parser("alive", help="exit 0 when the bot that BOT_LISTEN names lives: for a health check")
    alive.set_defaults(run=operating.alive)
    back_up = commands.add_parser("backup", help="copy the SQLite database into one file, also while the bot runs")
    back_up.add_argument("file", type=Path, help="the file to be made; it must not be there yet")
    back_up.set_defaults(run=operating.back_up)
    restore = commands.add_parser("restore", help="put a backup back, also while the bot runs; nothing is sent twice")
    restore.add_argument("file", type=Path, help="a file that `backup` made")
    restore.set_defaults(run=operating.restore)
    hand_over = commands.add_parser("hand-over", help="let the next bot that starts have the database of another one")
    hand_over.set_defaults(run=operating.hand_over)
    facts = commands.add_parser("facts", help="the curators' tools: check, build, verify, coverage, draft, index")
    facts.set_defaults(run=lambda _options: _help(facts))
    tools = facts.add_subparsers(metavar="TOOL")
    facts_check = tools.add_parser(
        "check", help="say everything that is wrong with the seed files (exit 1), or nothing is"
    )
    facts_check.set_defaults(run=curating.check)
    build = tools.add_parser("build", help="compile the seed files into facts.json, and the schemas into docs/")
    build.add_argument("--check", action="store_true", help="write nothing; exit 1 when the files are not up to date")
    build.add_argument("--out", type=Path, help="default: facts.json, unless that is another base")
    build.set_defaults(run=curating.build)
    verify = tools.add_parser("verify", help="prove every fact against the source texts; exit 1 when one is not proven")
    verify.set_defaults(run=curating.verify)
    coverage = tools.add_parser("coverage", help="list what the texts hold and no fact touches; exit 1 when anything")
    coverage.set_defaults(run=curating.coverage)
    draft = tools.add_parser("draft", help="propose a seed file for a new article, on standard output or in a new file")
    draft.add_argument("article", type=Path, help="plain text, Markdown or HTML")
    draft.add_argument("--published", type=_day, required=True, help="its day, YYYY-MM-DD")
    draft.add_argument("--id", type=_id, default="new-source", help="the source's id and later the file's name")
    draft.add_argument("--out", type=Path, help="a file that is not there yet")
    known = draft.add_mutually_exclusive_group()
    known.add_argument("--facts", type=Path, help=THE_BASE)
    known.add_argument("--seeds", type=Path, help="of a base without facts: the folder of its base.yaml")
    draft.set_defaults(run=curating.draft)
    index = tools.add_parser("index", help="take the facts apart for the search, so that the bot starts at once")
    index.add_argument("--facts", type=Path, help=THE_BASE)
    index.set_defaults(run=curating.index)
    for tool in (verify, coverage):
        tool.add_argument("--texts", type=Path, required=True, help="the folder of the source texts")
        tool.add_argument("--source", type=_source, metavar="ID", help="of this source alone: its id, or its seed file")
        tool.add_argument("--facts", type=Path, help=THE_BASE)
        tool.add_argument(
            "--seeds", type=Path, help="its seed files, default: seeds; without --facts, these are proven"
        )
    for tool in (facts_check, build):
        tool.add_argument("--seeds", type=Path, help="the folder of seed files, default: seeds, if of the bot's base")
    return parser


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M")  # the base, read later, knows the zone
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write 2026-11-08 08:29") from None


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # it is told in the text's own zone, whichever that is
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write YYYY-MM-DD, as 2026-11-18") from None


def _id(text: str) -> str:
    try:
        return msgspec.convert(text, Id)
    except msgspec.ValidationError:
        raise argparse.ArgumentTypeError(f"{text!r} is no id; write a-z, 0-9 and -, 40 at most: daily-2026") from None


def _source(text: str) -> str:
    return Path(text).stem if text.endswith(".yaml") else text


def _help(parser: argparse.ArgumentParser) -> int:
    parser.print_help()
    return DONE


def _run(options: argparse.Namespace) -> int:
    """On Telegram with a token, else in a chat on this terminal."""
    gc.disable()  # what is imported and loaded stays, so looking through it again and again is in vain
    try:
        settings = read_settings(os.environ)
    except SettingsRefused as refused:
        return refuse_to_start([*refused.problems, SEE], refused.log_format)
    if settings.token is None:
        return _on_this_terminal(settings, options.at)
    if options.at:
        only_here = "--at: is for the chat on this terminal; on Telegram the clock is the real one. Leave it out."
        return refuse_to_start([only_here], settings.log_format)
    return _on_telegram(settings, settings.token)


def _on_this_terminal(settings: Settings, at: datetime | None) -> int:
    from bot.logs import set_up
    from bot.services import Services
    from bot.terminal import chat

    set_up(TERMINAL_LOG_LEVEL, settings.log_format)
    services = Services.opened(settings.facts)
    if _nobody_is_there():
        unknown = f" (none of its settings: {', '.join(settings.unknown)})" if settings.unknown else ""
        missing = f"BOT_TOKEN: is missing{unknown}, and there is nobody here to chat with; BotFather gives one"
        return refuse_to_start([missing], settings.log_format)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the terminal was closed
    _collect_again()
    begins = at.replace(tzinfo=services.zone) if at else None
    return asyncio.run(chat(services, settings.facts, sys.stdin, sys.stdout, begins))


def _nobody_is_there() -> bool:
    """Whether standard input is no terminal and at its end: a service without a token, and not lines piped in.

    Nor is anybody there who closed the standard output.
    """
    if sys.stdin is None or sys.stdin.closed or sys.stdout is None:
        return True
    return isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty() and not _peeked(sys.stdin)


def _peeked(lines: io.TextIOWrapper) -> bytes:
    """What comes first, which stays there to be read; nothing at the end. It waits for whoever writes."""
    return lines.buffer.peek(1) if isinstance(lines.buffer, io.BufferedReader) else b""


def _on_telegram(settings: Settings, token: str) -> int:
    from bot.logs import set_up
    from bot.running import CannotStart, on_telegram
    from bot.services import Services
    from bot.store import DatabaseRefused
    from bot.unanswered import keep_in

    set_up(settings.log_level, settings.log_format)
    if settings.unknown:
        unknown = ", ".join(settings.unknown)
        logging.getLogger("bot").warning("none of the bot's settings, and not used: %s", unknown)
    os.umask(0o077)  # what is remembered of chats is nobody else's
    _obey_while_starting()
    try:
        services = Services.opened(settings.facts)
        keep_in(settings.unanswered)
        _collect_again()
        asyncio.run(on_telegram(settings, token, services))
    except BaseRefused as refused:
        return refuse_to_start(lines_of(refused.problems), settings.log_format)
    except (DatabaseRefused, CannotStart) as refused:
        return refuse_to_start([str(refused)], settings.log_format)
    return DONE


def _obey_while_starting() -> None:
    """Until the bot takes its signals over, to stop is to stop. A base that is being loaded need not be reloaded."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(DONE))


def _collect_again() -> None:
    gc.freeze()
    gc.enable()
