"""What a digest says, and that it is the same for who asks for it as for who gets it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.digest import digest, next_sent
from bot.facts import Base
from bot.render.digest import digest_reply, for_channel, preview_reply
from bot.render.reply import MAX_BUTTONS, MAX_ENTITIES, MAX_LENGTH, MAX_MARKUP_BYTES, Reply
from bot.render.words import date_text
from bot.services import Services
from bot.subscription import Empty, Follow, Subscription, Where
from bot.transport.local import BOT_NAME
from bot.transport.markup import parse
from bot.weekdays import EVERY_DAY, Weekdays
from tests import chance
from tests.chat import CHANNEL, GROUP, Chat, Said
from tests.test_subscribe import FORUM, TOPIC


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 30), ZoneInfo("Asia/Shanghai"))


def dated(base: Base, *dates: str, kind: str | None = None, topic: str | None = None) -> Base:
    """The base with those dates on events, and no other facts."""
    events = [fact for fact in base.facts if fact.is_dated_event][: len(dates)]
    facts = [
        msgspec.structs.replace(
            event,
            date=PartialDate(when),
            as_of=None,
            statement=f"这是{when}的事。",
            kind=kind or event.kind,
            topics=(topic,) if topic else event.topics,
            context=False,
        )
        for event, when in zip(events, dates, strict=True)
    ]
    return msgspec.structs.replace(base, facts=tuple(facts))


def told(catalogue: Catalogue, wanted: Subscription, on: date) -> str:
    """The text of all pages of that day's digest; nothing when none is sent."""
    held = digest(catalogue, wanted, on)
    if not held.is_sent:
        return ""
    first = parse(digest_reply(held, 1, catalogue).html).text
    found = re.search(r"第 1/(\d+) 页", first)
    pages = range(1, int(found[1]) + 1 if found else 2)
    return "\n".join(parse(digest_reply(held, page, catalogue).html).text for page in pages)


def days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(count)]


def wanting(
    *, ahead: int = 0, empty: Empty = Empty.NOTHING, weekdays: Weekdays = EVERY_DAY, follows: Sequence[Follow] = ()
) -> Subscription:
    return Subscription(
        Where(7), "Asia/Shanghai", ahead=ahead, empty=empty, weekdays=weekdays, follows=tuple(follows), at=time(8, 30)
    )


# What a day holds


def test_anniversaries_are_counted_on_their_day_and_on_no_other(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2019-06-15"))
    text = told(catalogue, wanting(), date(2026, 6, 15))
    assert "这是2019-06-15的事。" in text
    assert "7周年" in text
    for other in (date(2026, 6, 14), date(2026, 6, 16), date(2026, 7, 15)):
        assert told(catalogue, wanting(), other) == ""


@pytest.mark.parametrize("when", ["2019", "2019-06", "2019-06-01/2019-06-30", "2018/2019"])
def test_what_is_not_known_to_the_day_has_no_anniversary(base: Base, when: str) -> None:
    catalogue = Catalogue(dated(base, when))
    for on in days(date(2026, 1, 1), 365):
        assert "周年" not in told(catalogue, wanting(ahead=14), on)


def test_a_month_is_told_once_on_its_first_as_this_month(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2019-06"))
    texts = {on: text for on in days(date(2026, 1, 1), 365) if (text := told(catalogue, wanting(ahead=3), on))}
    assert list(texts) == [date(2026, 6, 1)]
    assert "本月（只知道月份）" in texts[date(2026, 6, 1)]
    assert "2019年6月（只知道到月）" in texts[date(2026, 6, 1)]


def test_a_round_up_names_the_month_that_begins_in_it(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2019-07"))
    mondays = {
        on: text
        for on in days(date(2026, 6, 1), 70)[::7]
        if (text := told(catalogue, wanting(weekdays=frozenset({0})), on))
    }
    assert list(mondays) == [date(2026, 6, 29)]
    assert "7月（只知道月份）" in mondays[date(2026, 6, 29)]
    assert "本月" not in mondays[date(2026, 6, 29)]


def test_a_plan_is_never_celebrated(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2019-06-15", "2019-06", kind="plan"))
    assert not any(told(catalogue, wanting(ahead=5), on) for on in days(date(2026, 5, 25), 40))


def announced(base: Base, due: str) -> Base:
    """The base with a plan of 2018 for that time, and no other facts."""
    plain = dated(base, "2018")
    (fact,) = plain.facts
    plan = msgspec.structs.replace(fact, due=PartialDate(due), kind="plan", date=None, as_of=fact.date)
    return msgspec.structs.replace(plain, facts=(plan,))


def test_what_was_announced_for_a_day_is_never_celebrated(base: Base) -> None:
    catalogue = Catalogue(announced(base, "2019-06-15"))
    assert not any(told(catalogue, wanting(ahead=5), on) for on in days(date(2026, 6, 1), 30))


@pytest.mark.parametrize(
    ("wanted", "comes_on"),
    [
        pytest.param(wanting(), {15: "当时的预告（来源没有说是否实现）"}, id="on its day"),
        pytest.param(
            wanting(ahead=5),
            {10: "再过 5 天：6月15日 星期一 · 预告", 15: "当时的预告（来源没有说是否实现）"},
            id="and once before it",
        ),
        pytest.param(wanting(weekdays=frozenset({0})), {15: "6月15日 星期一 · 预告"}, id="in the round-up of its week"),
    ],
)
def test_what_is_planned_for_a_day_is_told_of_that_day_and_called_a_plan(
    base: Base, wanted: Subscription, comes_on: dict[int, str]
) -> None:
    catalogue = Catalogue(announced(base, "2026-06-15"))
    step = 1 if wanted.weekdays == EVERY_DAY else 7
    texts = {on.day: text for on in days(date(2026, 6, 1), 30)[::step] if (text := told(catalogue, wanted, on))}
    assert list(texts) == list(comes_on)
    for on, text in texts.items():
        assert comes_on[on] in text
        assert "没有记录到的大事" not in text


def test_what_is_planned_for_a_month_is_told_of_none_of_its_days(base: Base) -> None:
    catalogue = Catalogue(announced(base, "2026-06"))
    assert not any(told(catalogue, wanting(ahead=5), on) for on in days(date(2026, 5, 25), 40))


async def test_a_planned_day_is_awaited_and_held_wherever_it_is_told(base: Base) -> None:
    services = Services.of(announced(base, "2026-06-15"))
    chat = Chat(services, morning(date(2026, 6, 5)))
    async with chat.application:
        assert "下一次：2026年6月15日 08:30" in (await chat("/subscribe 08:30")).text
        assert "接下来\n1. 2026年6月15日（10天后）　" in (await chat("/today")).text
        assert "再过 10 天：6月15日 星期一 · 预告" in (await chat("/digest")).text
        on_it = (await chat("/on 6-15")).text
        chat.clock.go_on_to(morning(date(2026, 6, 15)))
        for words in ("/today", "/on 6-15", "今天", "/digest"):
            said = (await chat(words)).text
            assert "没有记录到的大事" not in said, words
            assert said.endswith(on_it[on_it.index("当时的预告") :]), words
        offered = await chat.inline("")
        assert "预定2026年6月15日" in offered.descriptions[0]


def test_nothing_is_told_before_it_happened(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2026-06-15"))
    assert told(catalogue, wanting(), date(2025, 6, 15)) == ""
    on_the_day = told(catalogue, wanting(), date(2026, 6, 15))
    assert "当天" in on_the_day
    assert "周年" not in on_the_day
    assert "1周年" in told(catalogue, wanting(), date(2027, 6, 15))


def test_the_29th_of_february_is_told_on_the_28th_in_common_years_and_says_so(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2020-02-29"))
    text = told(catalogue, wanting(), date(2027, 2, 28))
    assert "7周年" in text
    assert "原为2月29日，平年提前一天" in text
    assert told(catalogue, wanting(), date(2028, 2, 28)) == ""
    assert "平年" not in told(catalogue, wanting(), date(2028, 2, 29))
    assert "平年提前一天" in told(catalogue, wanting(ahead=3), date(2027, 2, 25))


def test_several_years_of_one_day_are_together_and_round_ones_apart(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2016-11-08", "2021-11-08", "2023-11-08", "2025-11-08"))
    text = told(catalogue, wanting(), date(2026, 11, 8))
    round_ones, _, others = text.partition("历史上的这一天")
    assert "逢五逢十" in round_ones
    assert "2016年11月8日（10周年）" in round_ones
    assert "2021年11月8日（5周年）" in round_ones
    assert "2023年11月8日（3周年）" in others
    assert "2025年11月8日（1周年）" in others


def test_round_ones_are_apart_in_a_round_up_and_ahead_too(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2021-11-10", "2023-11-10"))
    for text in (
        told(catalogue, wanting(weekdays=frozenset({0})), date(2026, 11, 9)),
        told(catalogue, wanting(ahead=3), date(2026, 11, 7)),
    ):
        head, others = text.split("11月10日 星期二\n")
        assert "11月10日 星期二 · 逢五逢十" in head
        assert "5周年" in head
        assert "3周年" in others


def test_a_day_of_the_real_base_has_all_its_years(catalogue: Catalogue) -> None:
    text = told(catalogue, wanting(), date(2026, 11, 8))
    assert "2021年11月8日（5周年）" in text
    assert "2023年11月8日（3周年）" in text
    for fact in catalogue.calendar.on_day(11, 8):
        assert fact.statement.removeprefix(f"{date_text(fact.when)}，") in text, "the heading has the date"


def test_every_entry_names_its_date_and_source(catalogue: Catalogue) -> None:
    wanted = wanting(ahead=14, empty=Empty.NEXT)
    for on in (date(2026, 11, 8), date(2026, 5, 16), date(2026, 11, 20), date(2026, 5, 2)):
        text = told(catalogue, wanted, on)
        entries = re.split(r"(?m)^\d+\. ", text)[1:]
        assert entries
        for entry in entries:
            assert re.search(r"(?m)^\d{4}年.*( · |（只知道到月）.*\n)\S+", entry), entry


# What lies ahead


@pytest.mark.parametrize("ahead", range(1, 15))
def test_a_milestone_is_told_on_its_day_and_once_before_it(base: Base, ahead: int) -> None:
    dates = ["2019-06-15", "2018-06-16", "2017-06-20", "2015-06-29"]
    catalogue = Catalogue(dated(base, *dates))
    texts = {on: told(catalogue, wanting(ahead=ahead), on) for on in days(date(2026, 5, 25), 60)}
    for when in dates:
        itself = date.fromisoformat(when).replace(year=2026)
        found = [on for on, text in texts.items() if f"这是{when}的事。" in text]
        assert found == [itself - timedelta(days=ahead), itself]
        distance = "明天" if ahead == 1 else f"再过 {ahead} 天"
        assert f"{distance}：{itself.month}月{itself.day}日 星期" in texts[found[0]]


@pytest.mark.parametrize("ahead", [0, 1, 7, 8, 14])
@pytest.mark.parametrize("weekday", [0, 3])
def test_a_round_up_tells_a_milestone_in_its_week_and_at_most_once_before(base: Base, ahead: int, weekday: int) -> None:
    every = days(date(2026, 6, 1), 30)
    catalogue = Catalogue(dated(base, *(f"2019-06-{on.day:02}" for on in every)))
    rounds = [on for on in days(date(2026, 4, 27), 90) if on.weekday() == weekday]
    texts = {on: told(catalogue, wanting(ahead=ahead, weekdays=frozenset({weekday})), on) for on in rounds}
    times = Counter(on for on in every for text in texts.values() if f"这是2019-06-{on.day:02}的事。" in text)
    if ahead >= 7:
        assert set(times.values()) == {2}
    elif ahead == 0:
        assert set(times.values()) == {1}
    else:
        assert set(times.values()) == {1, 2}


@given(weekdays=st.frozensets(st.integers(0, 6), min_size=1), ahead=st.integers(0, 14))
def test_on_any_days_of_the_week_everything_is_told_once_and_once_before_it_at_most(
    base: Base, weekdays: Weekdays, ahead: int
) -> None:
    every = days(date(2026, 6, 1), 30)
    catalogue = Catalogue(dated(base, *(f"2019-06-{on.day:02}" for on in every)))
    wanted = wanting(ahead=ahead, weekdays=weekdays)
    held = [digest(catalogue, wanted, on) for on in days(date(2026, 4, 27), 90) if on.weekday() in weekdays]
    told_of, told_before = Counter(), Counter()
    for each in held:
        told_of.update(day.day for day in each.days)
        told_before.update(day.day for day in each.ahead)
        assert all((day.day - each.on).days >= ahead for day in each.ahead)
    assert told_of == dict.fromkeys(every, 1)
    assert set(told_before.values()) <= {1}
    assert told_before.total() == len(every) or ahead < 7


def test_a_reminder_over_new_year_names_the_year(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2020-01-03"))
    assert "再过 5 天：2027年1月3日 星期日" in told(catalogue, wanting(ahead=5), date(2026, 12, 29))
    assert "2026年12月28日—2027年1月3日" in told(catalogue, wanting(weekdays=frozenset({0})), date(2026, 12, 28))


# Empty days


def test_an_empty_day_brings_what_is_wanted_of_it(catalogue: Catalogue) -> None:
    on = date(2026, 11, 20)
    assert told(catalogue, wanting(), on) == ""
    coming = told(catalogue, wanting(empty=Empty.NEXT), on)
    assert "这一天没有记录到的大事。" in coming
    assert "再过 8 天：11月28日 星期六" in coming
    one = told(catalogue, wanting(empty=Empty.FACT), on)
    assert "看一条" in one
    assert "再过" not in one
    assert told(catalogue, wanting(empty=Empty.FACT), on) == one, "for everybody the same"


def test_a_day_with_milestones_brings_them_whatever_is_wanted_of_empty_ones(catalogue: Catalogue) -> None:
    texts = {told(catalogue, wanting(empty=empty), date(2026, 11, 8)) for empty in Empty}
    assert len(texts) == 1


def test_only_what_is_followed_is_told(base: Base) -> None:
    first, second = base.topics[0].id, base.topics[1].id
    catalogue = Catalogue(dated(base, "2019-06-15", topic=first))
    assert told(catalogue, wanting(follows=[Follow(Follow.TOPIC, first)]), date(2026, 6, 15))
    assert told(catalogue, wanting(follows=[Follow(Follow.TOPIC, second)]), date(2026, 6, 15)) == ""
    wanted = wanting(follows=[Follow(Follow.TOPIC, second)], empty=Empty.NEXT)
    assert told(catalogue, wanted, date(2026, 6, 14)) == "", "there is nothing next of what is followed"


def test_the_preview_of_an_empty_day_shows_what_is_next_of_what_is_followed(catalogue: Catalogue) -> None:
    wanted = wanting(follows=[Follow(Follow.PLACE, "wuhu")])
    shown = parse(preview_reply(digest(catalogue, wanted, date(2026, 11, 20)), 1, catalogue).html).text
    assert "这一天没有关注的主题和城市的大事。按现在的设置，不发简报。" in shown
    assert "再过 8 天" not in shown


async def test_what_is_next_is_the_same_wherever_it_is_told(services: Services) -> None:
    chat = Chat(services, morning(date(2026, 11, 29)))
    async with chat.application:
        assert "下一次：2027年1月1日 08:30" in (await chat("/subscribe 08:30")).text
        today, preview = (await chat("/today")).text, (await chat("/digest")).text
        assert "1. 2027年1月（只知道月份）　上饶合作产业园与协同创新中心揭牌（2024年，满3年）" in today
        assert "2027年1月（只知道月份）" in preview
        on_it, digest_of_it = (await chat("/on 2027-01-01")).text, (await chat("/digest 2027-01-01")).text
        for text in (preview, on_it, digest_of_it):
            assert "1. 2024年1月（只知道到月）　" in text
            assert " · 满3年" in text
        assert "没有记录到的大事" not in on_it + digest_of_it


def test_an_empty_day_brings_the_month_that_is_next_on_its_first(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2019-06", "2019-06-15"))
    text = told(catalogue, wanting(empty=Empty.NEXT), date(2026, 5, 30))
    assert "这一天没有记录到的大事。\n之后最近的：\n\n2026年6月（只知道月份）\n1. 2019年6月（只知道到月）" in text
    assert " · 满7年\n" in text
    assert "再过 16 天：6月15日 星期一\n2. " in text


def test_the_next_one_that_brings_something_is_found(base: Base) -> None:
    catalogue = Catalogue(dated(base, "2019-06-15"))
    first = morning(date(2026, 6, 10))

    def found(wanted: Subscription) -> tuple[date, datetime] | None:
        return next_sent(catalogue, replace(wanted, next_day=first.date(), next_at=first))

    assert found(wanting()) == (date(2026, 6, 15), morning(date(2026, 6, 15)))
    assert found(wanting(ahead=3)) == (date(2026, 6, 12), morning(date(2026, 6, 12)))
    assert found(wanting(empty=Empty.FACT)) == (date(2026, 6, 10), first)
    unfollowed = wanting(follows=[Follow(Follow.TOPIC, "no-such")], empty=Empty.FACT)
    assert found(unfollowed) is None


# The same for who asks as for who gets it


@pytest_asyncio.fixture
async def in_june(base: Base) -> AsyncIterator[Chat]:
    """A conversation on 1 June 2026 about a base with a few dated events."""
    dates = ["2016-06-15", "2021-06-15", "2019-06-16", "2023-06", *(f"20{n}-06-24" for n in range(10, 26))]
    services = Services.of(dated(base, *dates))
    chat = Chat(services, morning(date(2026, 6, 1)) - timedelta(hours=1))
    async with chat.application:
        yield chat


def shown(said: Said) -> list[object]:
    return [(message.parameters["text"], message.buttons) for message in said.messages]


SETTINGS: dict[str, list[str]] = {
    "as it is at first": [],
    "with days ahead": ["set|-|ahead|3"],
    "with the next ones on empty days": ["set|-|empty|next"],
    "with a fact on empty days": ["set|-|empty|fact"],
    "weekly": ["set|-|week|0", "set|-|empty|next"],
    "weekly and ahead": ["set|-|week|0", "set|-|ahead|10"],
}


@pytest.mark.parametrize("name", SETTINGS)
async def test_the_preview_is_exactly_what_is_sent(in_june: Chat, name: str) -> None:
    await in_june("/subscribe 08:30")
    for data in SETTINGS[name]:
        await in_june.press_data(data)
    came = 0
    for on in days(date(2026, 6, 11), 15):  # a day with two, one after another, one with a page more, and none at all
        preview = await in_june(f"/digest {on:%m-%d}")
        if sent := await in_june.later(morning(on)):
            came += 1
            assert shown(sent) == shown(preview)
        elif "week" not in name:
            assert "不发简报" in preview.text
    assert came


async def test_the_preview_in_a_topic_is_what_that_topic_gets(in_june: Chat) -> None:
    await in_june("/subscribe 08:30", FORUM, **TOPIC)
    await in_june.press_data("set|-|ahead|3", chat=FORUM, **TOPIC)
    preview = await in_june("/digest 06-12", FORUM, **TOPIC)
    sent = await in_june.later(morning(date(2026, 6, 12)))
    assert shown(sent) == shown(preview)
    assert "不发简报" in (await in_june("/digest 06-12", FORUM)).text, "General wants nothing ahead"


async def test_a_long_digest_has_pages_that_are_edited_in_place(in_june: Chat) -> None:
    await in_june("/subscribe 08:30", GROUP)
    first = await in_june.later(morning(date(2026, 6, 24)))
    assert "第 1/" in first.text
    second = await in_june.press(first, "下一页 ›", GROUP)
    assert [(sent.method, sent.message_id) for sent in second.messages] == [
        ("editMessageText", first.messages[0].message_id)
    ]
    assert "第 2/" in second.text
    assert "2026年6月24日" in second.text, "every page names its day"
    back = await in_june.press(second, "‹ 上一页", GROUP)
    assert shown(back) == shown(first)


async def test_a_channels_long_digest_links_to_the_whole_in_private(in_june: Chat) -> None:
    subscribing = {"message_id": 10, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/subscribe 08:30"}
    await in_june.update({"channel_post": subscribing})
    sent = await in_june.later(morning(date(2026, 6, 24)))
    assert "第 1/" in sent.text
    assert sent.labels[-1] == "全文"
    assert all("url" in button and "callback_data" not in button for button in sent.buttons)
    whole = await in_june(f"/start {sent.buttons[-1]['url'].partition('start=')[2]}")
    assert whole.text == sent.text
    assert "第 2/" in (await in_june.press(whole, "下一页 ›")).text


async def test_a_digests_pages_are_of_its_days_whatever_the_chat_gets_by_now(in_june: Chat) -> None:
    """24 June 2026 is a Wednesday."""
    await in_june("/subscribe 08:30")
    first = await in_june.later(morning(date(2026, 6, 24)))
    await in_june("/subscribe 每周一 08:30")
    second = (await in_june.press(first, "下一页 ›")).text
    assert "2026年6月24日　星期三" in second
    assert "第 2/" in second
    assert (await in_june.press_data("digest|20260624|2")).text == second, "as earlier messages had it"


async def test_the_link_under_a_channels_digest_stays_that_digests(in_june: Chat) -> None:
    subscribing = {"message_id": 10, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/subscribe 08:30"}
    await in_june.update({"channel_post": subscribing})
    sent = await in_june.later(morning(date(2026, 6, 24)))
    await in_june.update({"channel_post": {**subscribing, "message_id": 11, "text": "/subscribe 每周一 08:30"}})
    whole = await in_june(f"/start {sent.buttons[-1]['url'].partition('start=')[2]}")
    assert whole.text == sent.text


async def test_a_number_under_a_digest_opens_its_fact(in_june: Chat) -> None:
    await in_june("/subscribe 08:30")
    said = await in_june.press(await in_june.later(morning(date(2026, 6, 16))), "1")
    assert "这是2019-06-16的事。" in said.text


async def test_a_day_that_brings_nothing_says_so_and_what_is_next(talk: Chat) -> None:
    said = await talk("/digest")
    assert "2026年11月20日" in said.text
    assert "按现在的设置，不发简报" in said.text
    assert "再过 8 天：11月28日 星期六" in said.text


async def test_today_is_the_chats_own_day(talk: Chat) -> None:
    await talk("/subscribe 奥克兰")
    assert "2026年11月21日" not in (await talk("/digest")).text
    talk.clock.go_on_to(datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("UTC")))
    assert "2026年11月21日" in (await talk("/digest")).text


# Telegram's limits


def keeps_limits(reply: Reply) -> None:
    said = parse(reply.html)
    assert 0 < said.length <= MAX_LENGTH
    assert len(said.spans) <= MAX_ENTITIES
    assert len(reply.html.encode()) <= MAX_MARKUP_BYTES
    buttons = [button for row in reply.rows for button in row]
    assert len(buttons) <= MAX_BUTTONS
    for button in buttons:
        assert button.label
        if button.press is not None:
            button.press.pack()
        if button.url is not None:
            code = button.url.removeprefix(f"https://t.me/{BOT_NAME}?start=")
            assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code)
    assert all(row for row in reply.rows)


@settings(max_examples=150 * chance.TIMES, deadline=None)
@given(data=st.data())
def test_any_settings_over_any_date_keep_telegrams_limits(catalogue: Catalogue, data: st.DataObject) -> None:
    topics = st.sampled_from([Follow(Follow.TOPIC, topic.id) for topic in catalogue.topics])
    places = st.sampled_from([Follow(Follow.PLACE, place.id) for place in catalogue.places])
    wanted = wanting(
        ahead=data.draw(st.integers(0, 14), "ahead"),
        empty=data.draw(st.sampled_from(Empty), "empty"),
        weekdays=data.draw(st.frozensets(st.integers(0, 6), min_size=1), "weekdays"),
        follows=data.draw(st.lists(st.one_of(topics, places), max_size=4), "follows"),
    )
    on = data.draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)), "on")
    held = digest(catalogue, wanted, on)
    late = data.draw(st.one_of(st.none(), st.times()), "late")
    for page in (1, 2, 3, 99):
        if held.is_sent:
            keeps_limits(digest_reply(held, page, catalogue, late))
            keeps_limits(for_channel(digest_reply(held, page, catalogue, late), -1001, held, BOT_NAME))
        keeps_limits(preview_reply(held, page, catalogue))


def test_a_day_with_far_too_much_keeps_telegrams_limits_on_every_page(base: Base) -> None:
    count = len([fact for fact in base.facts if fact.is_dated_event])
    crowded = dated(base, *["2019-06-15"] * count)
    hostile = tuple(
        msgspec.structs.replace(fact, statement="<b>&amp;𝒳</i>" * 20 + f"{number}")
        for number, fact in enumerate(crowded.facts)
    )
    catalogue = Catalogue(msgspec.structs.replace(crowded, facts=hostile))
    for wanted in (wanting(), wanting(weekdays=frozenset({0})), wanting(ahead=14)):
        held = digest(catalogue, wanted, date(2026, 6, 15))
        for page in range(1, 60):
            keeps_limits(digest_reply(held, page, catalogue))
            keeps_limits(for_channel(digest_reply(held, page, catalogue), -1001, held, BOT_NAME))
