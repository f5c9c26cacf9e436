"""A conversation: a question by itself, or a follow-up to what the same person asked last in the same chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation import Ask
from bot.render.answer import findings_reply, others_line, read_as
from bot.render.detail import not_told_reply
from bot.render.fact import First, fact_reply
from bot.render.reply import Reply, joined
from bot.search import ASKING, CLAIM, Correction, Findings, Found, Verdict, cut, wants
from bot.services import Services
from bot.talk.again import time_alone
from bot.talk.asking import OF_THE_BOT, goes_on
from bot.talk.courtesy import is_courtesy
from bot.talk.followup import leads_nowhere
from bot.talk.intents import Question
from bot.talk.meaning import meaning
from bot.talk.said import Resumed
from bot.talk.shown import OF_THE_ANSWER, Rule
from bot.talk.turn import Turn
from bot.talk.unoffered import unoffered

_PUTS_SOMETHING = re.compile(f"{ASKING.pattern}|{CLAIM.pattern}|呢[?？\\s]*$")
A_WORD = 2  # characters
DAY_OR_MONTH = re.compile("[0-9](?:[日号]|月$)|(?:半年|季度)$")  # a year alone is one of what else was asked


def continued(ask: Ask, services: Services, answer: Callable[[Ask, Services], Reply]) -> Reply:
    """The answer to the words, or to what was asked before as they want it; what was asked is kept for the next."""
    if (instead := unoffered(ask.words)) is not None:
        return instead
    turn = Turn.of(ask, services)
    # What was shown does not tell it, and neither does anything else: what failed is not gone on from.
    if (reply := _first(OF_THE_ANSWER, turn) or _unknown_of_it(turn)) is not None:
        return reply
    _note(turn)
    return _first(_OF_THE_QUESTION, turn) or _answered(turn, answer)


def _first(rules: Sequence[Rule], turn: Turn) -> Reply | None:
    return next((reply for rule in rules if (reply := rule(turn)) is not None), None)


def _note(turn: Turn) -> None:
    """Keeps what is asked for the next question, if it says something that one could go on from."""
    search, about = turn.services.search, turn.again.about if turn.again else turn.own_words
    named = search.mentioned(about)
    is_dated = bool(named.required) if turn.again else any(map(DAY_OR_MONTH.search, (*named.required, about)))
    names_something = named.things or named.places or is_dated or search.membership(about) is not None
    says_something = names_something and not goes_on(about) and not is_courtesy(about)
    if says_something and (turn.again or not leads_nowhere(about, search)):
        turn.services.last_asked.note(turn.ask.origin.asker, about, turn.ask.origin.now)


def _answered(turn: Turn, answer: Callable[[Ask, Services], Reply]) -> Reply:
    """What is looked up, under a line that tells as what the words were read."""
    words = turn.again.words if turn.again else turn.own_words
    reply = answer(replace(turn.ask, words=words), turn.services)
    if turn.again is None or (words == cut(turn.words) and not turn.again.lacks):
        return reply
    return replace(reply, html=joined(_read_as(turn, turn.again), reply.html))


def _read_as(turn: Turn, again: Resumed) -> str:
    return others_line(again.lacks) if again.lacks else read_as([Correction(turn.words, again.words)])


def _of_the_same_thing(turn: Turn) -> Reply | None:
    """Another fact of the thing that was shown, where only others tell what is asked of it (储备库里有多少)."""
    if turn.shown is None or turn.again is None or not turn.again.asks:
        return None
    search, question = turn.services.search, turn.again.asks
    found = search.find(turn.again.words)
    best = found.hits[0].fact if found.answers and not turn.again.lacks else None
    is_told = best is not None and search.is_of_the_same(best, turn.shown) and search.tells_all(best, question)
    told = None if is_told else search.told_of_the_same(turn.shown, question)
    if told is None or told is turn.shown:
        return None
    findings = Findings(Verdict.ANSWER, (Found(told, 1.0, 1.0),), wants=wants(question), question=question)
    return findings_reply(findings, turn.services.catalogue)


def _beside_what_was_shown(turn: Turn) -> Reply | None:
    """Another fact of what was spoken of that tells what the words ask, where by themselves they are of others."""
    search, last = turn.services.search, turn.last
    if turn.shown is None or turn.again is None or not turn.again.lacks or last is None:
        return None
    question = f"{search.mentioned(last).rest} {turn.words}"
    found = search.find(question)
    best = found.hits[0].fact if found.answers and not found.missing else None
    is_of_it = best is not None and best is not turn.shown and search.is_of_the_same(best, turn.shown)
    if best is None or not is_of_it or not search.tells_all(best, question):
        return None
    return findings_reply(found, turn.services.catalogue)


def _unknown_of_it(turn: Turn) -> Reply | None:
    """That what was shown does not tell it, where words ask in a word or two that no fact has (投产了吗, 有多少颗)."""
    words, search = cut(turn.words), turn.services.search
    if turn.shown is None or turn.again is not None or not _PUTS_SOMETHING.search(words):
        return None
    named = search.mentioned(words)
    is_whole = named.places or named.required or named.about_subject or named.has_names or OF_THE_BOT.search(words)
    if is_whole or not 0 < len(named.rest.replace(" ", "")) <= A_WORD:
        return None
    meant = meaning(words, turn.ask.today, turn.services)
    if not isinstance(meant, Question) or meant.findings.verdict is not Verdict.NONE:
        return None
    turn.services.note_unanswered(words)
    return not_told_reply(turn.shown, turn.services.catalogue, is_certain=False)


def _of_others_alone(turn: Turn) -> Reply | None:
    """That no more is told of what was shown, where only others have what is asked of it.

    What nothing tells may have been asked in words that are not known: of that it is not certain.
    """
    if turn.shown is None or turn.again is None or not turn.again.lacks:
        return None
    lacking = turn.services.search.mentioned(turn.again.lacks)
    if lacking.places and not lacking.rest:  # another thing than was shown, which only other places have
        return None
    is_known = turn.services.search.find(turn.again.words).answers
    return not_told_reply(turn.shown, turn.services.catalogue, is_certain=is_known)


def _of_background_alone(turn: Turn) -> Reply | None:
    """That no more is told of what is the subject's own, where only background tells what is asked: on a button."""
    if turn.shown is None or turn.again is None or turn.shown.context or turn.again.words == cut(turn.words):
        return None
    search, found = turn.services.search, turn.services.search.find(turn.again.words)
    is_background = found.answers and all(hit.fact.context for hit in found.hits[:1])
    if not is_background or search.mentioned(turn.words).places:
        return None
    return not_told_reply(turn.shown, turn.services.catalogue, is_certain=False, tells=found.hits[0].fact)


def _at_another_time(turn: Turn) -> Reply | None:
    """What the fact that was shown measures, at the time that words name alone (2022年呢); of the whole no part."""
    time = time_alone(turn.words)
    if turn.shown is None or turn.again is None or time is None:
        return None
    catalogue = turn.services.catalogue
    points = (point for series in catalogue.own_series(turn.shown) for point in reversed(series.points))
    then = next((point.fact for point in points if point.when.overlaps(time)), None)
    if then is not None:
        return fact_reply(then, catalogue, [_read_as(turn, turn.again)], first=First.FIGURES)
    found, whole = turn.services.search.find(turn.again.words), catalogue.about.subject
    is_of_a_part = found.answers and whole in turn.shown.places and whole not in found.hits[0].fact.places
    return not_told_reply(turn.shown, catalogue, is_certain=False) if is_of_a_part and turn.shown.figures else None


# Of the last question, which was noted as the words want it by then; what none knows is looked up.
_OF_THE_QUESTION: tuple[Rule, ...] = (
    _of_the_same_thing,
    _beside_what_was_shown,
    _of_others_alone,
    _of_background_alone,
    _at_another_time,
)
