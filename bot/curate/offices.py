"""The offices of a fact beside the text: a deputy is not the holder, and nobody has an office that no text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.curate.texts import form_of
from bot.facts import Fact
from bot.search.insists import DEPUTY, OFFICE

_NO_OFFICE = re.compile("[期远足久效大]")  # 内部长期
_RANK = re.compile("书记|秘书长|理事长|董事长|.长|主任|主席|总经理")
_NAME = 2  # characters behind an office by which a person is known


def offices_not_in_the_text(fact: Fact, form: str) -> Iterator[tuple[str, str]]:
    """Offices of the speaker, and of the statement, that the text gives to nobody, or otherwise to that person."""
    known = list(_offices(form))
    for field, text, name in (
        ("said_by", form_of(fact.office), form_of(fact.speaker)),
        ("statement", form_of(fact.statement), ""),
    ):
        for words, person in _offices(text):
            if others := _others(words, person or name, known):
                yield field, f"has {words}, which the text has not; it has {', '.join(others)}"


def _offices(form: str) -> Iterator[tuple[str, str]]:
    """Each office, and what stands behind it."""
    for found in OFFICE.finditer(form):
        if not _NO_OFFICE.match(form, found.end()):
            yield found.group(), form[found.end() :][:_NAME]


def _others(words: str, person: str, known: list[tuple[str, str]]) -> list[str]:
    """What the text has instead of an office; nothing when it has that one."""
    of_the_person = [other for other, who in known if who and who == person[:_NAME] and _rank(other) == _rank(words)]
    has = of_the_person or [other for other, _ in known]
    if any(_kind(other) == _kind(words) for other in has):
        return []
    near = [other for other in has if _rank(other) == _rank(words)]
    return list(dict.fromkeys(near)) or ["no such office"]


def _kind(office: str) -> tuple[bool, str]:
    return DEPUTY in office, _rank(office)


def _rank(office: str) -> str:
    return found[-1] if (found := _RANK.findall(office)) else office
