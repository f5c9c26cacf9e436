"""A conversation: a question by itself, or a follow-up to what the same person asked last in the same chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.conversation import Ask
from bot.followup import Detail, detail_asked, goes_on, resumed
from bot.render.answer import correction_lines, findings_reply
from bot.render.detail import alike_reply, no_reason_reply, said_reply, source_told_reply, time_told_reply
from bot.render.reply import Reply, joined
from bot.search import Correction, Verdict, without_growth
from bot.services import Services
from bot.text import normal


def continued(ask: Ask, services: Services, answer: Callable[[Ask, Services], Reply]) -> Reply:
    """The answer to the words, or to what was asked before as they want it; what was asked is kept for the next."""
    asker, now = ask.origin.asker, ask.origin.now
    last = services.last_asked.of(asker, now)
    if last and (detail := detail_asked(ask.words)) and (told := _of_last(detail, last, services)) is not None:
        return told
    again = resumed(ask.words, last, services.search)
    words, about = again or (ask.words, ask.words)
    named = services.search.mentioned(about)
    if (named.rest or named.places) and not goes_on(about):  # after a greeting the conversation goes on where it was
        services.last_asked.note(asker, about, now)
    reply = answer(replace(ask, words=words), services)
    if again is None:
        return reply
    read_as = "\n".join(correction_lines([Correction(ask.words, words)]))
    return replace(reply, html=joined(read_as, reply.html))


_DETAILS = {
    Detail.SOURCE: source_told_reply,
    Detail.SURE: source_told_reply,
    Detail.TIME: time_told_reply,
    Detail.SPEAKER: said_reply,
    Detail.MORE: alike_reply,
}


def _of_last(detail: Detail, last: str, services: Services) -> Reply | None:
    """A detail of the answer to the question that was asked last; None when no fact answered it."""
    catalogue, search = services.catalogue, services.search
    about = search.mentioned(last)
    hits = search.find(last).hits or search.find(without_growth(normal(last))).hits
    if not hits or not about.rest:
        return None
    fact = hits[0].fact
    if detail is not Detail.WHY:
        return _DETAILS[detail](fact, catalogue)
    reasons = search.find(f"{about.rest} 为什么")
    if reasons.verdict is Verdict.ANSWER and not reasons.missing and reasons.hits[0].fact is not fact:
        return findings_reply(reasons, catalogue)
    return no_reason_reply(fact, catalogue)
