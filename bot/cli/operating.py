"""The operators' commands: search, check, alive, backup, restore, hand-over. Imports are made when they are used."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

from bot.cli.saying import CHECK_FAILED, DONE, say
from bot.settings import Settings, read_settings


def check(_options: argparse.Namespace) -> int:
    return asyncio.run(_checked(read_settings(os.environ)))


async def _checked(settings: Settings) -> int:
    """Prints every check as soon as it is known."""
    from bot.checks import Level, checks
    from bot.clock import Clock
    from bot.logs import set_up

    set_up("CRITICAL")  # what is wrong is a check's to say
    failed = 0
    async for check in checks(settings, Clock()):
        print(check, flush=True)
        failed += check.level is Level.FAIL
    return CHECK_FAILED if failed else DONE


def alive(_options: argparse.Namespace) -> int:
    from bot.web.probe import probe

    settings = read_settings(os.environ)
    wrong = probe(*settings.listen) if settings.listen is not None else None
    if wrong is not None:
        print(wrong, file=sys.stderr)
    return DONE if wrong is None else CHECK_FAILED


def back_up(options: argparse.Namespace) -> int:
    from bot.store.backup import back_up

    address = read_settings(os.environ).database_url
    return _done_to_the_database(lambda: f"{options.file}: {back_up(address, options.file)}")


def restore(options: argparse.Namespace) -> int:
    from bot.clock import Clock
    from bot.store.restore import restore

    restored = restore(options.file, read_settings(os.environ).database_url, Clock().now())
    return _done_to_the_database(lambda: f"{options.file}: restored: {asyncio.run(restored)}")


def hand_over(_options: argparse.Namespace) -> int:
    handed_over = _handed_over(read_settings(os.environ).database_url)
    return _done_to_the_database(lambda: asyncio.run(handed_over))


def _done_to_the_database(work: Callable[[], str]) -> int:
    """Prints what came of it, or says why the database refuses it."""
    from bot.store import DatabaseRefused

    try:
        print(work())
    except DatabaseRefused as refused:
        return say([str(refused)])
    return DONE


async def _handed_over(address: str) -> str:
    """Whose the database was. Raises DatabaseRefused."""
    from bot.store import DatabaseRefused, open_store
    from bot.store.look import look

    seen = look(address)
    if not seen.is_there:
        raise DatabaseRefused("BOT_DATABASE_URL: there is no database yet; the bot makes it at its first start")
    if seen.is_in_use:
        raise DatabaseRefused("BOT_DATABASE_URL: a bot is at work on the database; stop it first")
    store = await open_store(address)
    try:
        owner = await store.ownership.hand_over()
    finally:
        await store.close()
    was = f"was {owner}'s" if owner is not None else "was nobody's"
    return f"{seen.name}: {was}, and is the next bot's that starts on it"


def search(options: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    if options.unanswered:
        return _unanswered(settings.unanswered)
    if not options.question:
        return say(["search: ask something, for example: python -m bot search --why 量子"])
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
        return say([f"{place}: is not there yet; the bot writes it when a question on Telegram gets a no"])
    except OSError as error:
        return say([f"{place}: cannot be read ({error.strerror})"])
    for each in found:
        print(f"{each.times:>5}  {each.last}  {each.question}")
    return DONE
