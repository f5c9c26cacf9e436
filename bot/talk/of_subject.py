"""What a part of a message claims of the subject itself: when it began, how many belong to it."""

from __future__ import annotations

from typing import NamedTuple

from bot.facts import Fact
from bot.render.verdicts import beginning_text, members_text
from bot.services import Services


class OfSubject(NamedTuple):
    """The verdict on such a claim, as HTML; the fact that says so, where one does; and whether it is not so."""

    verdict: str
    fact: Fact | None
    is_denied: bool


def checked_of_subject(claim: str, services: Services) -> OfSubject | None:
    """The verdict on a claim of the subject itself; None for any other claim."""
    if (began := services.search.beginning_of_subject(claim)) is not None:
        return OfSubject(beginning_text(began), began.fact, bool(began.missing))
    members = services.search.membership(claim)
    if members is None or not (members.missing or members.confirmed):
        return None
    return OfSubject(members_text(members, services.catalogue), None, bool(members.missing))
