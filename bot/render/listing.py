"""Answers that list facts, page by page: a city's card, a topic, a source, a timeline, and what there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.catalogue import Catalogue, is_shared
from bot.dates import Precision
from bot.facts import Fact, Place, Topic
from bot.render import presses
from bot.render.cities import standing_text
from bot.render.errata import CORRECTED
from bot.render.names import names_lines, names_page
from bot.render.reply import (
    Block,
    Button,
    Reply,
    TooLong,
    bold,
    escape,
    in_rows,
    italic,
    joined,
    label,
    listed_on,
    page_mark,
    page_of,
    page_rows,
    paged,
)
from bot.render.words import BACKGROUND, beyond_text, date_text, source_text, time_text, year_text, years_since
from bot.scope import Scope

NOTHING_YET = "还没有它的记录。可以改问别的地方（/cities）或主题（/topics）。"
MOST_PLACES = 3  # on one card
MOST_NAMED_YEARS = 5  # without an event, of a span that may be a century


def entry(
    fact: Fact, catalogue: Catalogue, heading: str = "", mark_context: bool = True, *, is_dated: bool = True
) -> Block:
    """A fact on one line of a list: statement, as-of, source; its number opens it in full.

    `is_dated`: the statement keeps the date that it may begin with.
    """
    statement = fact.statement if is_dated else fact.statement.removeprefix(f"{date_text(fact.when)}，")
    marks = marks_of(fact, catalogue, mark_context=mark_context)
    return Block(f"{escape(statement)}\n{italic(marks)}", presses.fact(fact.id), heading)


def marks_of(fact: Fact, catalogue: Catalogue, *, mark_context: bool = True) -> str:
    """As-of, source, and whether it is background. Plain text."""
    marks = [time_text(fact), catalogue.source_of(fact).short]
    marks += [CORRECTED] if catalogue.errata.correction_of(fact) else []
    return " · ".join([*marks, BACKGROUND] if fact.context and mark_context else marks)


def cities_reply(
    places: Sequence[Place], topic: Topic | None, number: int, catalogue: Catalogue, before: str = ""
) -> Reply:
    """The card of one city, or of several one after another; with a topic, only that."""
    places, left_out = places_that_fit(places, topic)
    if left_out:
        before = joined(before, escape(f"一次最多看这几个；{'、'.join(p.name for p in left_out)}请另外查。"))
    if [place.id for place in places] == [catalogue.about.subject] and topic is None:
        return subject_reply(catalogue)
    page = page_of(_of_places(places, topic, catalogue), number)
    head = "" if len(places) > 1 else city_line(places[0], catalogue, topic)
    rows = page_rows(page, presses.cities(places, topic))
    more = ""
    if topic is None and len(places) == 1 and page.total > 1:
        firsts = {fact.topics[0] for fact in catalogue.of_place(places[0].id)}
        by_topic, more = _by_topic(places[0].id, [topic for topic in catalogue.topics if topic.id in firsts])
        rows += by_topic
    if topic is not None and len(places) == 1 and catalogue.of_place(places[0].id):
        rows.append((Button(f"{places[0].name}的全部主题", presses.city(places[0].id)),))
    html = joined(before, head, page.html, page_mark(page.number, page.total), more)
    return Reply(html, tuple(rows), shows=listed_on(page))


def _of_places(places: Sequence[Place], topic: Topic | None, catalogue: Catalogue) -> list[Block]:
    """What is told of one place or several: of several first what they have in common."""
    blocks: list[Block] = []
    together = catalogue.of_places_together([p.id for p in places]) if len(places) > 1 and topic is None else ()
    blocks += [entry(fact, catalogue, bold("几地共同")) for fact in together]
    for place in places:
        if len(places) > 1:
            blocks.append(Block(city_line(place, catalogue, topic)))
        prefix = f"{place.name} · " if len(places) > 1 else ""
        own = [f for f in catalogue.of_place(place.id, topic.id if topic else None) if f not in together]
        blocks += [entry(f, catalogue, bold(prefix + _heading(f, topic, catalogue))) for f in own]
    return blocks


def city_card(place: Place, catalogue: Catalogue, opens: str) -> str:
    """The beginning of a place's card, to stand where no page can be turned and nobody knows its sources' short names.

    Its end names them in full, and says how many facts more the button `opens` shows.
    """
    is_subject = place.id == catalogue.about.subject
    page = page_of(_introduction(catalogue) if is_subject else _of_places([place], None, catalogue), 1)
    shown = [fact for press in page.opens if (fact := catalogue.fact(*press.arguments))]
    more = len({fact.id for fact in catalogue.of_place(place.id)} - {fact.id for fact in shown})
    sources = {fact.source: catalogue.source_of(fact) for fact in shown}.values()
    named = [f"{bold(source.short)}：{escape(source_text(source))}" for source in sources]
    head = _subject_head(catalogue) if is_subject else city_line(place, catalogue, None)
    rest = italic(f"还有 {more} 条，点“{opens}”看。") if more else ""
    return joined(head, page.html, "\n".join(["来源", *named]) if named else "", rest)


def places_that_fit(places: Sequence[Place], topic: Topic | None) -> tuple[Sequence[Place], Sequence[Place]]:
    """The places of which a page's button can carry all ids, and the rest."""
    for count in range(min(len(places), MOST_PLACES), 1, -1):
        try:
            presses.cities(places[:count], topic).to_page(9999).pack()
        except TooLong:
            continue
        return places[:count], places[count:]
    return places[:1], places[1:]


def _heading(fact: Fact, topic: Topic | None, catalogue: Catalogue) -> str:
    if is_shared(fact):
        return "与其他地方一起提到"
    return (topic or next(each for each in catalogue.topics if each.id == fact.topics[0])).name


def city_line(place: Place, catalogue: Catalogue, topic: Topic | None) -> str:
    """Who it is: full name, what it lies in, member or plainly not, how much is known."""
    about = catalogue.about
    count = len(catalogue.of_place(place.id, topic.id if topic else None))
    province = catalogue.province_of(place)
    others = dict.fromkeys((place.formal, province.name if province else "", place.english))
    who = " · ".join(part for part in others if part not in ("", place.name))
    told = standing_text(place, catalogue)
    known = f"{'“' + topic.name + '”' if topic else ''}共 {count} 条，按主题排列，新的在前"
    if not catalogue.of_place(place.id):
        known = NOTHING_YET
    elif topic and not count:
        known = f"没有“{topic.name}”方面的记录"
    lines = [f"{bold(place.name)}　{escape(who)}", bold(told) if told == about.nonmember_label else escape(told)]
    if place.note:
        lines.append(italic(place.note))
    return "\n".join([*lines, escape(known)])


def _by_topic(place_id: str, topics: Sequence[Topic]) -> tuple[list[tuple[Button, ...]], str]:
    """Buttons that open what is told of a place by topic, and what is said of the topics that find no room."""
    page = names_page(topics)
    return in_rows(Button(topic.name, presses.city(place_id, topic.id)) for topic in page.shown), page.mark


def topic_reply(topic: Topic, number: int, catalogue: Catalogue, before: str = "", year: int | None = None) -> Reply:
    """All facts of a topic; those that speak of a year, or that there are none, and all."""
    facts = catalogue.of_topic(topic.id, year)
    if not facts and year is not None:
        return topic_reply(topic, number, catalogue, joined(before, f"没有{year}年的；下面是各年的："))
    own, background = bold(catalogue.about.name), bold(BACKGROUND)
    blocks = [entry(f, catalogue, background if f.context else own, mark_context=False) for f in facts]
    also = f"{year}年" if year else topic.english if topic.english != topic.name else ""
    head = f"{bold(topic.name)}　{escape(also)}".rstrip("　") + f"\n共 {len(facts)} 条，新的在前"
    return paged(head, blocks, number, presses.topic(topic.id, year), before)


def of_timeline(scope: Scope, catalogue: Catalogue) -> tuple[Sequence[Fact], Sequence[Fact]]:
    """The dated events that a timeline tells, and what is planned for its year."""
    return catalogue.timeline(scope), catalogue.of_kind("plan", scope) if scope.year is not None else ()


def scope_text(scope: Scope, catalogue: Catalogue) -> str:
    """What a list is of: 2023年 · 湖州; the base's name where nothing narrows it. Plain text."""
    year, place, topic = scope
    asked = (f"{year}年" if year else "", place.name if place else "", topic.name if topic else "")
    return " · ".join(filter(None, asked)) or catalogue.about.name


def timeline_reply(scope: Scope, number: int, catalogue: Catalogue, before: str = "") -> Reply:
    """Dated events, newest first, each with its date as precise as it is known."""
    facts, planned = of_timeline(scope, catalogue)
    head = f"{bold('时间线')}　{escape(scope_text(scope, catalogue))}"
    beyond = beyond_text(date(scope.year, 1, 1), catalogue.reach) if scope.year else ""
    if not facts and not planned:
        of_years = [each for year in catalogue.years if catalogue.timeline(each := scope._replace(year=year))]
        page = names_page(of_years)
        rows = in_rows(Button(f"{each.year}年", presses.timeline(each)) for each in page.shown)
        none = f"{beyond}没有带日期的大事。{'有记录的年份：' if rows else ''}"
        return Reply(joined(before, head, none, page.mark), (*_figures_of(scope, catalogue), *rows))
    if not facts:
        head += f"\n{beyond}没有带日期的大事；定在这一年的计划和目标 {len(planned)} 项"
        blocks = [entry(fact, catalogue) for fact in planned]
    else:
        head += f"\n共 {len(facts)} 件，新的在前；只知道年或月的照原样标明"
        blocks = [event(fact, catalogue, bold(year_text(fact.when))) for fact in facts]
    reply = paged(head, blocks, number, presses.timeline(scope), before)
    reply = replace(reply, rows=(*reply.rows, *_figures_of(scope, catalogue)))
    if not facts or not planned or scope.topic is not None:  # the page of a year's plans is of no topic
        return reply
    ahead = Button(f"定在这一年的计划和目标 {len(planned)} 项", presses.kind("plan", scope))
    return replace(reply, rows=(*reply.rows, (ahead,)))


def _figures_of(scope: Scope, catalogue: Catalogue) -> Iterator[tuple[Button, ...]]:
    """The way to what was counted in a place in a year, which is no event."""
    if scope.year is None or scope.place is None or scope.topic is not None:
        return
    if figures := catalogue.of_kind("figure", scope):
        yield (Button(f"这一年的数据 {len(figures)} 项", presses.kind("figure", scope)),)


def years_reply(years: range, catalogue: Catalogue) -> Reply:
    """The years of several that have a dated event, as buttons: a timeline is of one, or of all."""
    known = [year for year in catalogue.years if year in years]
    told = "时间线一次看一年，选一年：" if known else "这几年没有带日期的大事。"
    if known and (none := [f"{year}年" for year in years if year not in known][:MOST_NAMED_YEARS]):
        told += f"\n{'、'.join(none)}没有带日期的大事。"
    return Reply(told, tuple(in_rows(Button(f"{year}年", presses.timeline(Scope(year))) for year in known)))


def event(fact: Fact, catalogue: Catalogue, heading: str, seen_from: date | None = None) -> Block:
    """A dated event on one line: its date as known, statement, source, how old it is by `seen_from`."""
    when = date_text(fact.when)
    known = "（只知道到月）" if fact.when.precision is Precision.MONTH else ""
    age = years_since(fact, seen_from) if seen_from else ""
    marks = filter(None, (catalogue.source_of(fact).short, BACKGROUND if fact.context else "", age))
    told = fact.statement.removeprefix(when)  # the date is not said twice
    if told == fact.statement or told.startswith("，"):
        told = f"　{told.removeprefix('，')}"
    return Block(f"{bold(when + known)}{escape(told)}\n{italic(' · '.join(marks))}", presses.fact(fact.id), heading)


def subject_reply(catalogue: Catalogue) -> Reply:
    """What the subject is, in the facts that the base's record names for it, and the ways on from there."""
    about = catalogue.about
    page = page_of(_introduction(catalogue), 1)
    rows = page_rows(page)
    present = [topic for topic in catalogue.topics if catalogue.of_place(about.subject, topic.id)]
    by_topic, more = _by_topic(about.subject, present)
    return Reply(joined(_subject_head(catalogue), page.html, more), (*rows, *by_topic))


def _subject_head(catalogue: Catalogue) -> str:
    return "\n".join(names_lines(catalogue.about))


def _introduction(catalogue: Catalogue) -> list[Block]:
    facts = (catalogue.fact(fact_id) for fact_id in catalogue.about.introduction)
    return [entry(fact, catalogue) for fact in facts if fact is not None]


def topics_list(catalogue: Catalogue, before: str = "", number: int = 1) -> Reply:
    """The topics that have facts, each with how many, page by page; its button opens it."""

    def line(topic: Topic) -> str:
        return f"{escape(topic.name)} {len(catalogue.of_topic(topic.id))} 条"

    told_of = [topic for topic in catalogue.topics if catalogue.of_topic(topic.id)]
    page = names_page(told_of, number, presses.topic(), line)
    rows = in_rows(map(topic_button, page.shown))
    return Reply(joined(before, bold("主题"), "\n".join(map(line, page.shown)), page.mark), (*rows, *page.around))


def topic_button(topic: Topic) -> Button:
    return Button(label(topic.name), presses.topic(topic.id))
