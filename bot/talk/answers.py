"""Answers that more than one feature gives: to words by a fact, to words that are a day or a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.days import ANNIVERSARY, Asked, read_day
from bot.digest import day_seen_from
from bot.facts import Place, Source, Topic
from bot.render.answer import findings_reply, no_record, not_known, nothing_reply, read_as
from bot.render.cities import members_list, standing_text
from bot.render.day import day_reply, months_reply
from bot.render.differences import BOTH
from bot.render.fact import fact_reply
from bot.render.help import example_buttons
from bot.render.lead import lead_line
from bot.render.listing import cities_reply, of_timeline, subject_reply, timeline_reply
from bot.render.reply import Reply, joined
from bot.render.sources import source_reply, sources_found
from bot.render.verdicts import checked_lines, missing_lines
from bot.scope import Scope
from bot.search import Correction, Findings, Membership, Verdict, Wants, counts_things, cut, lead
from bot.services import Services
from bot.talk.comparing import by_places, by_times, contrasted, movement, names_two_times
from bot.talk.each_claim import each_checked
from bot.talk.growth import by_how_much, growth
from bot.talk.intents import Subject
from bot.talk.meaning import subject_of
from bot.talk.of_amount import amount_told
from bot.talk.ranking import ranked
from bot.talk.several import several_answers
from bot.talk.statement import statement_checked
from bot.text import key, normal, pairs

# What things are called: 联盟叫什么名字, 飞地的名称.
_CALLED = re.compile(
    "(?P<of>.+?)(?:[都各]自?|分别)?(?:叫(?:什么|啥|哪些)(?:名字?|名称)?|的?(?:名字|名称)(?:[是叫有](?:什么|哪些|啥))?)[呢啊]?[?？]*"
)


def by_fact(words: str, examples: str, services: Services) -> Reply:
    """The best fact, or an honest no with near names; `examples` names the base's examples that stand in for these.

    Before it stands what no fact says alone, and what is claimed: the first that knows the words answers.
    """
    findings = _by_their_names(words, services.search.find(words), services)
    core, asks_growth = findings.core, findings.wants & Wants.GROWTH
    return (
        (several_answers(core, services, each_known=True) if asks_growth else None)
        or from_several_facts(findings, services)
        or several_answers(core, services, each_known=findings.answers)
        or each_checked(words, findings, services)
        or statement_checked(words, findings, services)
        or amount_told(words, findings, services)
        or _by_one_fact(words, findings, examples, services)
    )


def _by_one_fact(words: str, findings: Findings, examples: str, services: Services) -> Reply:
    if findings.verdict is not Verdict.NONE:
        return findings_reply(findings, services.catalogue)
    services.note_unanswered(words)
    unknown = services.search.unknown_place(words) if findings.wants & Wants.SIDES else ""
    no = no_record(words) + not_known(unknown) if unknown else no_record(words, findings.untold)
    shown = example_buttons(examples, services.catalogue)
    return nothing_reply(words, services.catalogue, findings.near, findings.corrections, shown, no)


def _by_their_names(words: str, findings: Findings, services: Services) -> Findings:
    """What is found; where it counts the things of which the names are asked for (联盟叫什么): which they are."""
    asked = _CALLED.fullmatch(cut(words).strip())
    best = findings.hits[0].fact if asked and findings.answers else None
    is_of_one = findings.wants & Wants.PERSON
    if asked is None or best is None or is_of_one or not any(counts_things(figure.unit) for figure in best.figures):
        return findings
    which = services.search.find(f"{asked['of']}有哪些")
    return which if which.answers else findings


def from_several_facts(findings: Findings, services: Services) -> Reply | None:
    """What no fact says alone and several tell: most, sides, growth, two times, a series; None for no such question."""
    words, wanted = findings.core, findings.wants
    asks_growth = wanted & Wants.GROWTH and not services.search.amounts_claimed(words)
    grew = by_how_much(words) if wanted & Wants.CLAIM else ""
    return (
        ranked(words, services)
        or _sides(words, findings, services)
        or (growth(words, services) if asks_growth else None)
        or (growth(grew, services) if grew else None)
        or (by_times(words, services) if names_two_times(words) else None)
        or (movement(words, services) if wanted & Wants.CHANGE else None)
    )


def _sides(words: str, findings: Findings, services: Services) -> Reply | None:
    """Two sides that are compared; or one measure of several places that are named, where no fact has it of all."""
    if (sides := contrasted(words, services, is_answered=findings.answers)) is not None:
        return sides
    if findings.wants & Wants.SIDES:
        return by_places(words, services)
    is_of_each = not findings.answers and not findings.wants & Wants.GROWTH
    return by_places(words, services, alike=BOTH) if is_of_each else None


def by_subject(words: str, services: Services) -> Reply | None:
    """What the subject is, or when it began; None when the words ask something else."""
    subject = subject_of(words, services.search)
    return None if subject is None else of_subject(subject, services)


def of_subject(asked: Subject, services: Services) -> Reply:
    """What the subject is; or the fact that says when it began, and what of what was claimed of that is so."""
    if asked.began is not None:
        fact, missing, confirmed, question = asked.began
        lines = checked_lines(missing, confirmed)
        if (when := lead(fact, Wants.DATE, question=question)) is not None:
            lines.append(lead_line(when, fact, services.catalogue))
        return fact_reply(fact, services.catalogue, lines)
    return subject_reply(services.catalogue)


def by_day(words: str, today: date, services: Services) -> Reply | None:
    """What the day, month (also 11 alone) or year holds that the words are; None when they are none."""
    asked = read_day(words, today, bare_month=True)
    if asked is None:
        return None
    return held_by(asked, 1, today, services, words)


def by_events(words: str, scope: Scope, services: Services, before: str) -> Reply:
    """The timeline that words ask for; a question of which nothing is known is noted."""
    if words and not any(of_timeline(scope, services.catalogue)):
        services.note_unanswered(words)
    return timeline_reply(scope, 1, services.catalogue, before)


def held_by(asked: Asked, page: int, today: date, services: Services, words: str = "") -> Reply:
    """A page of what a day, month or year holds: the first one of what `words` ask for, any of what a button does."""
    if asked.months:
        return months_reply(asked.months, asked.year, page, services.catalogue)
    if asked.year is not None:
        if words:
            read = read_as([Correction(words, f"{asked.year}年")]) if ANNIVERSARY.search(normal(words)) else ""
            return by_events(words, Scope(asked.year), services, read)
        return timeline_reply(Scope(asked.year), page, services.catalogue)
    wanted = asked.day or today
    held = day_seen_from(services.catalogue, wanted, today)
    return day_reply(held, page, services.catalogue, is_today=wanted == today)


def of_sources(sources: Sequence[Source], services: Services) -> Reply:
    """The facts of one source; of several the list of them."""
    if len(sources) == 1:
        return source_reply(sources[0], 1, services.catalogue)
    return sources_found(sources, services.catalogue)


def _named_otherwise(words: str, places: Sequence[Place]) -> str:
    """That a place is looked up by its name, where words call it by one that has nothing of that (安亭 for 嘉定).

    A name of one character (沪) is spelt out by the search, which says so.
    """
    said = key(words)
    longer = {place: [alias for alias in place.aliases if len(alias) > 1] for place in places}
    others = ((place, next((each for each in aliases if key(each) in said), "")) for place, aliases in longer.items())
    return read_as(
        [
            Correction(alias, f"{place.name}（{alias}）")
            for place, alias in others
            if alias
            and not alias.isascii()
            and key(place.name) not in said
            and pairs(alias).isdisjoint(pairs(place.formal))
        ]
    )


def by_membership(words: str, services: Services) -> Reply | None:
    """Who belongs to the subject, or whether a place does; None when the words ask something else."""
    asked = services.search.membership(words)
    return None if asked is None else members_reply(words, asked, services)


def cards_reply(words: str, places: Sequence[Place], topic: Topic | None, services: Services, before: str) -> Reply:
    """The cards of places; where nothing is told of any of them, they are a no."""
    before = joined(_named_otherwise(words, places), before)
    if not any(services.catalogue.of_place(place.id) for place in places):
        services.note_unanswered(words)
    return cities_reply(places, topic, 1, services.catalogue, before)


def members_reply(words: str, asked: Membership, services: Services) -> Reply:
    """Who belongs to the subject; of places that are named whether they do, above their cards."""
    if asked.unknown:
        return members_list(services.catalogue, not_known(asked.unknown))
    if asked.places:
        names_by_standing: dict[str, list[str]] = {}
        for place in sorted(asked.places, key=lambda place: not place.member):
            names_by_standing.setdefault(standing_text(place, services.catalogue), []).append(place.name)
        told = "\n".join(f"{'、'.join(names)}：{label}" for label, names in names_by_standing.items())
        return cities_reply(
            asked.places, None, 1, services.catalogue, joined(_named_otherwise(words, asked.places), told)
        )
    checked = missing_lines(asked.ordinals) or checked_lines(asked.missing, asked.confirmed)
    return members_list(services.catalogue, "\n".join(checked))
