"""Answers that more than one feature gives: to words by a fact, to words that are a day or a month."""

from __future__ import annotations

import logging
from datetime import date

from bot.days import read_day
from bot.digest import day
from bot.render.answer import findings_reply, nothing_reply
from bot.render.day import day_reply, month_reply
from bot.render.help import example_buttons
from bot.render.reply import Reply
from bot.search import Verdict
from bot.services import Services

unanswered = logging.getLogger("bot.unanswered")


def by_fact(words: str, examples: str, services: Services) -> Reply:
    """The best fact, or an honest no with near names; `examples` names the base's examples that stand in for these."""
    findings = services.search.find(words)
    if findings.verdict is not Verdict.NONE:
        return findings_reply(findings, services.catalogue)
    unanswered.info("no answer: %r", words)  # for curators: what was asked, and nothing of who asked it
    return nothing_reply(words, findings.near, findings.corrections, example_buttons(examples, services.catalogue))


def by_day(words: str, today: date, services: Services) -> Reply | None:
    """What the day or month holds that the words are; None when they are neither."""
    asked = read_day(words, today)
    if asked is None:
        return None
    if asked.month is not None:
        return month_reply(asked.month, 1, services.catalogue)
    wanted = asked.day or today
    return day_reply(day(services.catalogue, wanted), 1, services.catalogue, is_today=wanted == today)
