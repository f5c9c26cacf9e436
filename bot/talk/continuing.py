"""A conversation: a question by itself, or a follow-up to what the same person asked last in the same chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation import Ask, Origin
from bot.facts import Fact
from bot.render.answer import others_line, read_as
from bot.render.detail import (
    alike_reply,
    no_reason_reply,
    not_told_reply,
    nothing_shown_reply,
    of_the_same_reply,
    office_told_reply,
    said_reply,
    source_told_reply,
    time_told_reply,
    times_told_reply,
    wrong_reply,
)
from bot.render.fact import First, fact_reply
from bot.render.listing import sources_list, sources_of_reply
from bot.render.reply import Reply, joined
from bot.search import ASKING, CLAIM, Correction, Search, cut
from bot.services import Services
from bot.talk.again import as_meant, named_again, time_alone
from bot.talk.asking import OF_THE_BOT, goes_on
from bot.talk.detail import Detail, detail_asked, is_only_pointing
from bot.talk.each_claim import put_right
from bot.talk.followup import leads_nowhere, of_others_only, resumed
from bot.talk.meaning import Greeting, date_asked_for, is_courtesy, meaning

_ONLY_A_THING = re.compile("(?:那么?)?[^,，。？?！!]{1,8}呢[?？\\s]*")  # 高企呢


def continued(ask: Ask, services: Services, answer: Callable[[Ask, Services], Reply]) -> Reply:
    """The answer to the words, or to what was asked before as they want it; what was asked is kept for the next."""
    meant = as_meant(ask.words)
    ask = replace(ask, words=meant or ask.words)
    asker, now = ask.origin.asker, ask.origin.now
    last = services.last_asked.of(asker, now)
    facts = facts_shown(ask.origin, services)
    shown = facts[0] if len(facts) == 1 else None
    if (detail := detail_asked(ask.words)) is Detail.SOURCE and len(facts) > 1:
        return sources_of_reply(facts, services.catalogue)
    if detail is Detail.TIME and len(facts) > 1:
        return times_told_reply(facts, services.catalogue)
    if last and detail is None and (right := put_right(ask.words, last, shown, services)) is not None:
        return right
    if detail is not None and (shown or last):
        return (
            nothing_shown_reply(wants_more=detail is Detail.MORE)
            if shown is None
            else _DETAILS[detail](shown, services.catalogue)
        )
    if detail in (Detail.SOURCE, Detail.SURE):  # of nothing in particular
        return sources_list(services.catalogue)
    if shown and _claims_more_of(shown, ask.words, services.search):
        return of_the_same_reply(shown, services.catalogue)
    again = None if _is_of_a_day(ask) else resumed(ask.words, last, services.search, shown)
    if again is None and shown is None and last and _ONLY_A_THING.fullmatch(ask.words):  # after a no: of the same place
        again = of_others_only(ask.words, services.search.mentioned(last), services.search)
    if again is None and meant:  # 不对，是苏州: where nothing was asked before, 苏州
        ask = replace(ask, words=meant.removesuffix("呢"))
    if again is None and shown and _only_asks_on(ask, services):
        return not_told_reply(shown, services.catalogue)
    words, about = (again.words, again.about) if again else (ask.words, ask.words)
    named = services.search.mentioned(about)
    says_something = (named.things or named.places) and not goes_on(about) and not is_courtesy(about)
    if says_something and (again or not leads_nowhere(about, services.search)):
        services.last_asked.note(asker, about, now)
    if again and again.lacks and shown:
        return not_told_reply(shown, services.catalogue)
    before = others_line(again.lacks) if again and again.lacks else read_as([Correction(ask.words, words)])
    if again and shown and (then := _at_another_time(shown, ask.words, services)) is not None:
        return fact_reply(then, services.catalogue, [before], first=First.FIGURES)
    reply = answer(replace(ask, words=words), services)
    if again is None or (words == cut(ask.words) and not again.lacks):
        return reply
    return replace(reply, html=joined(before, reply.html))


def facts_shown(origin: Origin, services: Services) -> Sequence[Fact]:
    """The fact whose card somebody saw last, or those of a list; none after any other reply."""
    ids = services.last_asked.shown(origin.asker, origin.now)
    return [fact for each in ids if (fact := services.catalogue.fact(each)) is not None]


def _is_of_a_day(ask: Ask) -> bool:
    """Whether words ask what a time holds (今天有什么, 接下来有什么), and not the last question of it (今年呢)."""
    return not named_again(cut(ask.words)) and date_asked_for(ask.words, ask.today) is not None


def _only_asks_on(ask: Ask, services: Services) -> bool:
    """Whether words ask something and do not say of what (完成了吗, 提供什么服务), and are no greeting."""
    words = cut(ask.words)
    asks = ASKING.search(words) or CLAIM.search(words) or is_only_pointing(words)
    if not asks or OF_THE_BOT.search(words) or not services.search.is_only_asking(words):
        return False
    return isinstance(meaning(ask.words, ask.today, services), Greeting)  # and no day, nor who belongs to it


def _claims_more_of(shown: Fact, words: str, search: Search) -> bool:
    """Whether words say something else of an amount that was just shown (1611家都是国家级吗), which no fact tells."""
    if not search.claims_of(words, shown):
        return False
    named = search.mentioned(words)
    names_another = named.about_subject or named.places or named.dated or named.has_names  # it is a whole question
    return not names_another and not search.find(words).answers


def _at_another_time(shown: Fact, words: str, services: Services) -> Fact | None:
    """The point of what the fact that was shown measures, at the time that words name and nothing else (2022年呢)."""
    time = time_alone(words)
    if time is None:
        return None
    points = (point for series in services.catalogue.own_series(shown) for point in reversed(series.points))
    return next((point.fact for point in points if point.when.overlaps(time)), None)


_DETAILS = {
    Detail.SOURCE: source_told_reply,
    Detail.SURE: source_told_reply,
    Detail.TIME: time_told_reply,
    Detail.OFFICE: office_told_reply,
    Detail.SPEAKER: said_reply,
    Detail.MORE: alike_reply,
    Detail.WHY: no_reason_reply,
    Detail.WRONG: wrong_reply,
}
