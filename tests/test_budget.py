"""How much may be asked: past it one polite line, then silence, then answers again; everybody else is answered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.budget import GROUP as A_GROUP
from bot.budget import MEMBER as A_MEMBER
from bot.budget import MOST_BUCKETS, Allowance, Allowed, Budget
from bot.budget import PERSON as A_PERSON
from bot.render.help import GROUP_TOO_FAST, TOO_FAST
from bot.services import Services
from bot.settings import DEFAULTS
from bot.transport.local import BOT_NAME
from tests.chat import CHANNEL, GROUP, OTHER, Chat, bot_message

ADMIN: dict[str, Any] = {"id": 900, "is_bot": False, "first_name": "管理员"}
SHORT = "/fact"  # a question that costs as much as any and is answered at once
BURST, GROUP_BURST, MEMBER_BURST = int(A_PERSON.burst), int(A_GROUP.burst), int(A_MEMBER.burst)


@pytest_asyncio.fixture
async def talk(services: Services) -> AsyncIterator[Chat]:
    chat = Chat(services, settings=replace(DEFAULTS, admins=frozenset({ADMIN["id"]})))
    async with chat.application:
        yield chat


def private(person: dict[str, Any]) -> dict[str, Any]:
    return {"id": person["id"], "type": "private", "first_name": person["first_name"]}


async def use_up(talk: Chat, times: int = BURST) -> None:
    for _ in range(times):
        assert (await talk(SHORT)).text != TOO_FAST


def later(talk: Chat, seconds: float) -> None:
    talk.clock.go_on_to(talk.clock.now() + timedelta(seconds=seconds))


async def test_past_the_budget_comes_one_polite_line_then_silence_then_answers_again(talk: Chat) -> None:
    await use_up(talk)
    assert (await talk(SHORT)).text == TOO_FAST
    for _ in range(5):
        assert await talk(SHORT) == []
    later(talk, 1 / A_PERSON.per_second)
    assert (await talk("拍卖会")).text != TOO_FAST, "one question is back"
    assert await talk(SHORT) == [], "and no second line so soon"
    later(talk, BURST / A_PERSON.per_second)
    await use_up(talk)
    assert (await talk(SHORT)).text == TOO_FAST, "after a while the line comes again"


async def test_others_are_answered_meanwhile(talk: Chat) -> None:
    await use_up(talk)
    assert (await talk(SHORT)).text == TOO_FAST
    assert (await talk(SHORT, private(OTHER), **{"from": OTHER})).text != TOO_FAST
    assert (await talk(SHORT, GROUP, **{"from": OTHER})).text != TOO_FAST


async def test_a_person_has_one_budget_wherever_they_ask(talk: Chat) -> None:
    await use_up(talk)
    assert (await talk(SHORT, GROUP)).text == TOO_FAST
    assert await talk(SHORT) == []


async def test_a_press_past_the_budget_stops_its_waiting_sign_and_is_told_once(talk: Chat) -> None:
    await use_up(talk)
    said = [await talk.press_data("fact|auction-2022") for _ in range(3)]
    assert [each.alerts for each in said] == [[TOO_FAST], [], []]
    for each in said:
        assert [sent.method for sent in each] == ["answerCallbackQuery"]
    later(talk, 60)
    assert (await talk.press_data("fact|auction-2022")).text


async def test_inline_queries_cost_less_and_stop_with_the_budget(talk: Chat) -> None:
    for _ in range(4 * BURST):
        assert (await talk.inline("芜湖")).results
    past_it = await talk.inline("芜湖")
    assert (past_it.results, past_it.parameters["cache_time"]) == ([], 0), "nothing, and nobody keeps it"
    assert (await talk(SHORT)).text == TOO_FAST, "who only typed inline was not told yet"


async def test_a_group_has_one_budget_that_its_members_share(talk: Chat) -> None:
    for number in range(GROUP_BURST):
        member = {**OTHER, "id": 1_000 + number}
        assert (await talk(SHORT, GROUP, **{"from": member})).text != TOO_FAST
    late = {**OTHER, "id": 2_000}
    assert (await talk(SHORT, GROUP, **{"from": late})).text == GROUP_TOO_FAST
    assert await talk(SHORT, GROUP, **{"from": {**OTHER, "id": 2_001}}) == []
    other_group = {**GROUP, "id": -100_300}
    assert (await talk(SHORT, other_group, **{"from": late})).text != TOO_FAST
    assert (await talk(SHORT, private(late), **{"from": late})).text != TOO_FAST


async def use_up_the_group_s(talk: Chat) -> None:
    for number in range(GROUP_BURST):
        assert (await talk(SHORT, GROUP, **{"from": {**OTHER, "id": 1_000 + number}})).text != GROUP_TOO_FAST


async def test_a_press_in_a_group_that_asked_too_much_says_that_all_did(talk: Chat) -> None:
    await use_up_the_group_s(talk)
    assert (await talk.press_data("fact|auction-2022", chat=GROUP)).alerts == [GROUP_TOO_FAST]


@pytest.mark.parametrize("words", ["/subscribe 08:30", f"@{BOT_NAME} 退订", "/settings", "/forget"])
async def test_a_group_s_administrator_sets_it_up_however_much_its_members_asked(talk: Chat, words: str) -> None:
    await use_up_the_group_s(talk)
    assert (await talk(words, GROUP)).text != GROUP_TOO_FAST
    assert (await talk.press_data("set|-|menu|-", chat=GROUP)).text.startswith("简报设置")
    assert (await talk(SHORT, GROUP)).text == GROUP_TOO_FAST


async def test_who_sets_up_a_group_has_a_member_s_budget_for_it(talk: Chat) -> None:
    for _ in range(MEMBER_BURST):
        assert (await talk("/settings", GROUP)).text != TOO_FAST
    assert (await talk("/settings", GROUP)).text == TOO_FAST


async def test_what_sets_up_a_group_has_a_budget_of_its_own(talk: Chat) -> None:
    """Else many members who may set up nothing would get a no each, and Telegram be asked who they are for each."""
    members = range(20, 20 + 2 * GROUP_BURST // MEMBER_BURST)
    talk.wire.members.update(dict.fromkeys(members, "member"))
    said = [
        await talk("/subscribe", GROUP, **{"from": {"id": member, "is_bot": False, "first_name": "x"}})
        for member in members
        for _ in range(MEMBER_BURST)
    ]
    texts = [message.text for each in said for message in each.messages]
    assert (len(texts), texts.count(GROUP_TOO_FAST), texts[-1]) == (GROUP_BURST + 1, 1, GROUP_TOO_FAST)
    assert [request.method for request in talk.wire.requests].count("getChatMember") == GROUP_BURST
    assert (await talk(SHORT, GROUP, **{"from": OTHER})).text != GROUP_TOO_FAST, "members' questions are answered"


async def test_one_member_cannot_use_up_what_the_group_has(talk: Chat) -> None:
    for _ in range(MEMBER_BURST):
        assert (await talk(SHORT, GROUP)).text != TOO_FAST
    assert (await talk(SHORT, GROUP)).text == TOO_FAST
    assert (await talk(SHORT, GROUP, **{"from": OTHER})).text != TOO_FAST
    assert (await talk(SHORT)).text != TOO_FAST, "and asks on in private"


async def test_an_anonymous_administrator_spends_the_group_s_budget_and_is_told_too(talk: Chat) -> None:
    for _ in range(MEMBER_BURST):
        assert (await talk(SHORT, GROUP, sender_chat=GROUP)).text != TOO_FAST
    assert (await talk(SHORT, GROUP, sender_chat=GROUP)).text == TOO_FAST
    assert (await talk(SHORT, GROUP, **{"from": OTHER})).text != TOO_FAST


async def test_the_bot_s_administrators_have_no_budget(talk: Chat) -> None:
    for _ in range(3 * BURST):
        assert (await talk(SHORT, private(ADMIN), **{"from": ADMIN})).text != TOO_FAST
    assert (await talk.press_data("fact|auction-2022", person=ADMIN)).text


@pytest.mark.parametrize(
    "said",
    [
        {"text": "中午吃什么"},
        {"text": "/other_bot_command@other_bot"},
        {"text": None, "new_chat_title": "新名字"},
        {"text": "拍卖会", "via_bot": {"id": 99, "is_bot": True, "first_name": "b"}},
    ],
    ids=["words to one another", "a command for another bot", "a new title", "what another bot brought"],
)
async def test_what_is_not_for_the_bot_costs_nothing(talk: Chat, said: dict[str, Any]) -> None:
    for _ in range(2 * max(BURST, GROUP_BURST)):
        assert await talk(said["text"], GROUP, **{k: v for k, v in said.items() if k != "text"}) == []
    assert (await talk("拍卖会", GROUP, reply_to_message=bot_message())).text != TOO_FAST
    assert (await talk(SHORT)).text != TOO_FAST


async def test_a_channel_s_posts_have_a_budget_and_are_never_scolded(talk: Chat) -> None:
    """A line in a channel would be read by all who follow it."""
    said = [
        await talk.update({"channel_post": {**talk.message("/digest", CHANNEL), "sender_chat": CHANNEL}})
        for _ in range(BURST + 3)
    ]
    assert TOO_FAST not in [message.text for each in said for message in each.messages]
    assert not said[-1].messages


async def test_what_is_past_a_budget_is_counted(talk: Chat) -> None:
    await use_up(talk)
    await talk(SHORT)
    await talk(SHORT)
    assert "bot_over_budget_total 2.0" in talk.services.metrics.text().decode()


ALLOWANCES = st.builds(Allowance, st.integers(1, 50), st.floats(0.01, 20))
ASKED = st.lists(st.tuples(st.floats(0, 120), st.sampled_from([1.0, 0.25])), max_size=200)


@given(ALLOWANCES, ASKED)
def test_nobody_ever_gets_more_than_the_burst_and_what_came_back_since(
    allowance: Allowance, asked: list[tuple[float, float]]
) -> None:
    budget, now, spent = Budget(allowance), 0.0, [(0.0, 0.0)]
    for pause, cost in asked:
        now += pause
        if budget.spend(7, now, cost) is Allowed.YES:
            spent.append((now, cost))
    for begin in range(len(spent)):
        cost = sum(each for _, each in spent[begin:])
        time = spent[-1][0] - spent[begin][0]
        assert cost <= allowance.burst + allowance.per_second * time + 1e-6


@given(ALLOWANCES, ASKED)
def test_who_waits_until_the_bucket_is_full_may_ask_a_burst(
    allowance: Allowance, asked: list[tuple[float, float]]
) -> None:
    budget, now = Budget(allowance), 0.0
    for pause, cost in asked:
        now += pause
        budget.spend(7, now, cost)
    now += allowance.burst / allowance.per_second + 1
    assert [budget.spend(7, now) for _ in range(int(allowance.burst))] == [Allowed.YES] * int(allowance.burst)


@given(ALLOWANCES, ASKED)
def test_between_two_polite_lines_a_quarter_came_back(allowance: Allowance, asked: list[tuple[float, float]]) -> None:
    budget, now, told = Budget(allowance), 0.0, []
    for pause, cost in asked:
        now += pause
        if budget.spend(7, now, cost) is Allowed.TOLD:
            told.append(now)
    for before, after in pairwise(told):
        assert (after - before) * allowance.per_second >= allowance.burst / 4 - 1 - 1e-6


def test_who_asks_all_the_time_gets_the_burst_and_then_the_rate() -> None:
    budget, seconds = Budget(A_PERSON), 1_000
    answered = sum(budget.spend(7, moment / 10) is Allowed.YES for moment in range(10 * seconds))
    assert answered == pytest.approx(A_PERSON.burst + A_PERSON.per_second * seconds, abs=1)


def test_a_clock_that_is_set_back_lets_nobody_wait_until_it_has_caught_up() -> None:
    budget = Budget(Allowance(2, 1.0))
    assert [budget.spend(7, 1_000) for _ in range(3)] == [Allowed.YES, Allowed.YES, Allowed.TOLD]
    assert budget.spend(7, 10) is Allowed.NO
    assert budget.spend(7, 11) is Allowed.YES


def test_it_remembers_so_many_at_most_and_forgets_those_first_who_have_all_of_theirs() -> None:
    budget = Budget(Allowance(1, 0.5))
    assert budget.spend(0, 0.0) is Allowed.YES
    for asker in range(1, MOST_BUCKETS):
        budget.spend(asker, 10.0)
    assert budget.spend(-1, 11.0) is Allowed.YES
    assert len(budget._buckets) == MOST_BUCKETS, "only one had all of it back"
    assert budget.spend(MOST_BUCKETS - 1, 11.0) is not Allowed.YES, "who asked just now is known"
    for asker in range(MOST_BUCKETS, 3 * MOST_BUCKETS):
        budget.spend(asker, 11.0)
        assert len(budget._buckets) <= MOST_BUCKETS
