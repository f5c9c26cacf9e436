"""Another thing of the place that was spoken of (高企呢, 有多少高企); where only others have it, that is said."""

from __future__ import annotations

from dataclasses import replace

from bot.search import without_growth
from bot.talk.asking import OF_A_PLACE, OFFICE_ASKED
from bot.talk.kinds import kind_asked
from bot.talk.said import Resumed, Said

ONE_MEASURE = 3  # words beside those that ask, at most, for a measure; more are a question of their own


def of_the_place(said: Said) -> Resumed | None:
    """A question of the place whose card was shown (有多少…, …呢); where only others have it, that is said."""
    words, before, search = said.words, said.before, said.search
    if before.places and (listed := kind_asked(words)) and not listed.of:
        again = said.whole("", words)
        return Resumed(again, again)
    named = search.mentioned(without_growth(words))
    asks_of_it = OF_A_PLACE.fullmatch(words) or words.endswith("?")
    is_of_it = named.rest and before.places and asks_of_it
    if not is_of_it or named.places or named.about_subject:
        return None
    if len(before.places) > 1:  # a comparison goes on, by another measure
        if len(named.rest.split()) > ONE_MEASURE:
            return None
        return Resumed(f"{' '.join(place.name for place in before.places)} {named.rest} 对比", words)
    return of_the_same_place(said)


def of_the_same_place(said: Said) -> Resumed | None:
    """Another thing (高企呢) of the place that was spoken of, or of others where only they have it; else None.

    What stands there by a name of its own (a station, a park) and is no measure is what it is asked of, and lacks it.
    """
    words, before, search, of_it = said.words, said.before, said.search, ""
    named = search.mentioned(words)
    is_whole = named.places or named.inside or named.required or named.about_subject
    if before.inside and not before.places:  # in the name of what was spoken of
        is_measured = said.shown is None or any(figure.indicator for figure in said.shown.figures)
        of_it = "" if OFFICE_ASKED.search(before.form) else said.thing_there or ("" if is_measured else said.thing)
        before = replace(before, places=search.mentioned(before.inside[0]).places)
    if len(before.places) != 1 or not named.things or is_whole:
        return None
    if of_it and said.shown is not None:
        asked = said.whole(of_it, said.asks)
        if said.is_told(asked) and said.is_of_the_same(asked, said.shown):
            return Resumed(asked, said.last)
    there = said._replace(before=before).whole("", said.asks)
    if search.find(there).answers:
        return Resumed(there, said.last if of_it else there, of_it)
    found = search.find(words)
    if not found.answers or before.places[0].id in found.hits[0].fact.places:
        return None
    if not found.hits[0].fact.figures:  # an institution is not one place's
        return None
    return Resumed(words, there, before.places[0].name)
