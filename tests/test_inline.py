"""Inline mode: what the bot's @name and some words offer in any chat."""

from __future__ import annotations

import dataclasses
import json
import logging
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.dispatch import UPDATES
from bot.render.inline import PAGE_BYTES, fact_found, page_of_found
from bot.services import Services
from bot.transport.local import BOT, BOT_NAME
from tests.chat import GROUP, PERSON, Chat, Offered, Refused

NO_RESULT = "没有找到，去和我说"


async def every_page(talk: Chat, words: str) -> list[Offered]:
    pages = [await talk.inline(words)]
    while pages[-1].next_offset:
        pages.append(await talk.inline(words, pages[-1].next_offset))
    return pages


async def test_a_city_offers_its_card_and_then_its_facts_newest_first(talk: Chat) -> None:
    offered = await talk.inline("芜湖")
    assert offered.titles[:2] == ["芜湖", "芜湖与兄弟城市技术合同"]
    assert offered.descriptions[:2] == [
        "G60科创走廊成员 · 共 10 条，按主题排列，新的在前",
        "截至2023年11月 · 技术合同成交额：达33亿元；与上年同期相比：翻了两番",
    ]
    assert offered.texts[0].startswith("芜湖　芜湖市")
    assert len(offered.results) == 11


async def test_what_is_sent_is_the_whole_card_with_its_source_and_no_preview(talk: Chat) -> None:
    content = (await talk.inline("拍卖会")).results[0]["input_message_content"]
    assert content["parse_mode"] == "HTML"
    assert content["link_preview_options"] == {"is_disabled": True}
    for told in ("<b>首次累计超100亿元</b>", "时点：截至2023年11月", "来源：《共建共享区域高质量发展机遇", "历次数据"):
        assert told in content["message_text"]
    assert "见按钮" not in content["message_text"]


async def test_its_buttons_copy_the_citation_and_open_the_fact_and_none_calls_the_bot(talk: Chat) -> None:
    offered = await talk.inline("拍卖会")
    copied, opened = offered.results[0]["reply_markup"]["inline_keyboard"][0]
    assert copied["text"] == "复制引用"
    assert "来源：" in copied["copy_text"]["text"]
    assert opened["text"] == "在机器人里打开"
    link, _, code = opened["url"].partition("?start=")
    assert link == f"https://t.me/{BOT_NAME}"
    assert (await talk(f"/start {code}")).text.startswith(offered.titles[0])
    assert not any("callback_data" in button for button in offered.buttons)


async def test_the_link_of_a_city_opens_all_of_its_card(talk: Chat) -> None:
    (opened,) = (await talk.inline("湖州")).results[0]["reply_markup"]["inline_keyboard"][0]
    said = await talk(f"/start {opened['url'].partition('start=')[2]}")
    assert said.text.startswith("湖州")
    assert "下一页 ›" in said.labels


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("人才", "G60科创走廊研究院的任务", id="a topic gives its facts"),
        pytest.param("2021", "科技成果转化基金发布", id="a year gives its milestones"),
        pytest.param("2021年11月", "科技成果转化基金发布", id="a month gives its milestones"),
        pytest.param("11月8日", "G60高质量发展要素对接大会", id="a day gives its milestones"),
        pytest.param("合肥 2019", "G60科创走廊九城市（2019纪实）", id="a city and a year without a dated event"),
        pytest.param("合肥 2005", "", id="a city and a year of which nothing is known"),
        pytest.param("拍卖会", "第五届拍卖会后累计成交额", id="a keyword gives the best fact"),
        pytest.param("wuhu jishu hetong", "芜湖与兄弟城市技术合同", id="pinyin"),
        pytest.param("芜胡", "芜湖", id="a typing error"),
        pytest.param("一网通办多少项", "九城市一网通办事项数（2024）", id="a question"),
        pytest.param("G60什么时候启动", "走廊启动建设的年份", id="when the subject began"),
        pytest.param("G60", "G60科创走廊", id="the subject"),
        pytest.param("成员有哪些", "松江", id="the members"),
        pytest.param("芜湖是成员吗", "芜湖", id="whether one is a member"),
        pytest.param("苏州 湖州", "七市量子通信网络调研", id="two cities give what is of both first"),
        pytest.param("证券时报网", "专责小组第三次全体会议", id="a publisher"),
        pytest.param("/city 湖州", "湖州", id="a command"),
        pytest.param("城市 湖州", "湖州", id="a command in Chinese"),
        pytest.param("/湖州", "湖州", id="a slash for want of a command"),
        pytest.param("/fact拍卖会", "第五届拍卖会后累计成交额", id="a command without its space"),
    ],
)
async def test_words_mean_what_they_mean_in_a_chat(talk: Chat, words: str, title: str) -> None:
    offered = await talk.inline(words)
    assert offered.titles[:1] == ([title] if title else [])


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("芜", "芜湖", id="one character"),
        pytest.param("上", "上海", id="a character that alone says nothing"),
        pytest.param("wuh", "芜湖", id="pinyin, half typed"),
        pytest.param("w", "芜湖", id="one letter"),
        pytest.param("Songj", "松江", id="an English name"),
        pytest.param("量", "七市量子通信网络调研", id="what a topic's name begins with"),
        pytest.param("paim", "科技成果拍卖会常态化", id="the pinyin of a keyword"),
        pytest.param("拍", "科技成果拍卖会常态化", id="a keyword"),
        pytest.param("拍卖", "第五届拍卖会后累计成交额", id="half a keyword that the search knows"),
        pytest.param("一网通", "九城市一网通办事项数（2024）", id="the same of a longer one"),
    ],
)
async def test_a_word_that_is_still_being_typed_finds_what_it_begins(talk: Chat, words: str, title: str) -> None:
    assert (await talk.inline(words)).titles[0] == title


async def test_half_a_word_begins_too_much_in_a_large_base(talk: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.talk.completion.MOST_FACTS", 100)
    assert (await talk.inline("芜")).results == []


@pytest.mark.parametrize("words", ["深圳地", "xyz", "湖北人", "广州塔"])
async def test_what_nothing_begins_with_is_a_no(talk: Chat, words: str) -> None:
    assert (await talk.inline(words)).results == []


@pytest.mark.parametrize(
    "words",
    ["高企增加了多少", "产业联盟涨了多少", "产业联盟的变化趋势", "产业联盟2021年和2023年", "湖州 芜湖 高企 对比"],
)
async def test_what_no_fact_says_alone_is_sent_as_it_is_answered_in_a_chat(talk: Chat, words: str) -> None:
    answered = (await talk(words)).text
    offered = await talk.inline(words)
    assert offered.titles == [words]
    assert offered.texts[0].split("\n")[0] == answered.split("\n")[0]


async def test_after_the_hits_come_the_neighbours_of_the_best(talk: Chat, catalogue: Catalogue) -> None:
    offered = await talk.inline("一网通办多少项")
    best = catalogue.fact(offered.ids[0].removeprefix("f-"))
    assert best is not None
    near = [f"f-{fact.id}" for fact in catalogue.neighbours(best)]
    assert set(near) <= set(offered.ids)
    assert len(offered.ids) == len(set(offered.ids))


@pytest.mark.parametrize(
    "words", ["深圳", "深圳地铁里程", "今天天气怎么样", "2020年GDP", "03-03", "深圳是成员吗", "1999年"]
)
async def test_what_the_base_does_not_know_offers_nothing_but_the_private_chat(talk: Chat, words: str) -> None:
    offered = await talk.inline(words)
    assert offered.results == []
    assert offered.parameters["button"]["text"] == NO_RESULT


@pytest.mark.parametrize("words", ["深圳地铁里程", "03-03", "𠮷野家 GDP？", "深" * 23])
async def test_the_private_chat_answers_the_question_that_found_nothing(talk: Chat, words: str) -> None:
    code = (await talk.inline(words)).parameters["button"]["start_parameter"]
    assert (await talk(f"/start {code}")).text == (await talk(words)).text


async def test_a_question_too_long_for_a_link_opens_the_greeting(talk: Chat) -> None:
    code = (await talk.inline("深圳地铁" * 6)).parameters["button"]["start_parameter"]
    assert (await talk(f"/start {code}")).text == (await talk("/start")).text


async def test_a_no_is_not_kept_for_it_comes_at_every_letter(talk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="bot.unanswered"):
        await talk.inline("深圳地铁里程")
    assert "深圳" not in caplog.text


@pytest.mark.parametrize("words", ["/start", "/help", "订阅", "随机"])
async def test_a_command_that_stands_alone_offers_the_private_chat(talk: Chat, words: str) -> None:
    offered = await talk.inline(words)
    assert offered.results == []
    assert offered.parameters["button"] == {"text": NO_RESULT, "start_parameter": "inline"}
    assert (await talk("/start inline")).text == (await talk("/start")).text


@pytest.mark.parametrize("words", ["", "  ", "？"])
async def test_without_words_it_offers_the_examples_and_then_what_comes(
    talk: Chat, catalogue: Catalogue, words: str
) -> None:
    offered = await talk.inline(words)
    examples = catalogue.about.examples.words
    assert tuple(offered.titles[: len(examples)]) == examples
    assert offered.descriptions[len(examples)].startswith("8天后，8周年 · 2018年11月28日")
    assert "button" not in offered.parameters


async def test_what_comes_is_offered_also_where_only_its_month_is_known(talk: Chat) -> None:
    offered = await talk.inline("")
    assert offered.descriptions[offered.titles.index("上饶合作产业园与协同创新中心揭牌")].startswith(
        "1月（只知道月份） · 2024年1月 · "
    )


async def test_a_month_offers_what_was_announced_for_it(talk: Chat, catalogue: Catalogue) -> None:
    titles = (await talk.inline("2024年5月")).titles
    assert all(fact.title in titles for fact in catalogue.calendar.announced_for(5, 24))


async def test_an_example_sends_its_answer(talk: Chat) -> None:
    offered = await talk.inline("")
    number = offered.titles.index("一网通办多少项")
    assert "195个" in offered.texts[number]
    assert offered.descriptions[number].startswith("九城市一网通办事项数（2024）")


async def test_of_what_is_known_to_the_month_that_is_said(talk: Chat) -> None:
    offered = await talk.inline("今天")
    assert "今天" not in "".join(offered.descriptions), "nothing was on that day"
    of_month = [each for each in offered.descriptions if "（只知道月份）" in each]
    assert of_month
    assert of_month[0].startswith("1月（只知道月份） · 2024年1月")


async def test_the_day_s_own_milestones_come_first(services: Services) -> None:
    chat = Chat(services, datetime(2026, 11, 7, 16, 30, tzinfo=UTC))  # the 8th in Shanghai
    async with chat.application:
        offered = await chat.inline("")
    assert offered.titles[0] == "G60高质量发展要素对接大会"
    assert offered.descriptions[0].startswith("今天，5周年 · 2021年11月8日")
    kinds = [each.partition("，")[0] for each in offered.descriptions]
    example = offered.titles.index("一网通办多少项")
    assert kinds.index("今天") < example < kinds.index("20天后")
    assert set(kinds[:example]) == {"今天"}


@pytest.mark.parametrize(
    ("words", "more"),
    [
        pytest.param("芜湖", "还有 2 条，点“在机器人里打开”看。", id="a city"),
        pytest.param("G60", "条，点“在机器人里打开”看。", id="the subject"),
    ],
)
async def test_a_card_sent_from_elsewhere_names_its_sources_in_full_and_turns_no_pages(
    talk: Chat, words: str, more: str
) -> None:
    card = (await talk.inline(words)).texts[0]
    assert (
        card.count("新华社2022-08-17：《多地区域协同创新加快推进》，新华社（转载《经济参考报》），2022年8月17日") == 1
    )
    assert "第 1/" not in card
    assert more in card


async def test_a_card_that_is_whole_says_nothing_of_more(talk: Chat) -> None:
    assert "还有" not in (await talk.inline("昆山")).texts[0]


@pytest.mark.parametrize(
    ("words", "at", "seconds"),
    [
        ("芜湖", datetime(2026, 11, 20, 4, 0, tzinfo=UTC), 300),
        ("", datetime(2026, 11, 20, 4, 0, tzinfo=UTC), 300),
        ("", datetime(2026, 11, 20, 15, 58, tzinfo=UTC), 120),
        ("明天", datetime(2026, 11, 20, 15, 59, tzinfo=UTC), 60),
    ],
)
async def test_answers_are_kept_for_everybody_but_not_past_midnight(
    services: Services, words: str, at: datetime, seconds: int
) -> None:
    chat = Chat(services, at)
    async with chat.application:
        offered = await chat.inline(words)
    assert offered.parameters["cache_time"] == seconds
    assert offered.parameters["is_personal"] is False


async def test_every_fact_of_a_long_list_comes_once_page_by_page(talk: Chat, catalogue: Catalogue) -> None:
    pages = await every_page(talk, "湖州")
    ids = [each for page in pages for each in page.ids]
    assert len(pages) > 1
    assert len(ids) == len(set(ids))
    assert set(ids) == {"c-huzhou", *(f"f-{fact.id}" for fact in catalogue.of_place("huzhou"))}


async def test_no_page_of_any_place_or_topic_is_larger_than_planned(talk: Chat, catalogue: Catalogue) -> None:
    for name in [*(place.name for place in catalogue.members), *(topic.name for topic in catalogue.topics)]:
        for page in await every_page(talk, name):
            assert len(json.dumps(page.results)) <= PAGE_BYTES
            assert len(page.results) <= 50


def test_a_page_has_fifty_results_at_most(catalogue: Catalogue) -> None:
    small = dataclasses.replace(fact_found(catalogue.facts[0], catalogue), description="")
    tiny = dataclasses.replace(small, reply=dataclasses.replace(small.reply, html="x", rows=()))
    page = page_of_found([lambda: tiny] * 120, 0, 1)
    assert (len(page.results), page.next_offset) == (50, "50")
    assert page_of_found([lambda: tiny] * 120, 100, 1).next_offset == ""


def test_every_fact_can_be_offered(catalogue: Catalogue) -> None:
    for fact in catalogue.facts:
        found = fact_found(fact, catalogue)
        assert len(found.id.encode()) <= 64
        assert 0 < len(found.description) <= 100
        assert "<b>" not in found.description
        assert found.description.count("\n") == 0


@pytest.mark.parametrize("offset", ["x", "-1", "１", "²", "1e9", "9" * 60, "\x00"])
async def test_a_forged_offset_is_the_first_page(talk: Chat, offset: str) -> None:
    assert (await talk.inline("芜湖", offset)).ids == (await talk.inline("芜湖")).ids


@pytest.mark.parametrize("offset", ["11", "499", "999"])
async def test_an_offset_past_the_end_is_an_empty_page(talk: Chat, offset: str) -> None:
    offered = await talk.inline("芜湖", offset)
    assert (offered.results, offered.next_offset) == ([], "")
    assert "button" not in offered.parameters


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=300), offset=st.text(max_size=64))
async def test_whatever_is_typed_gets_an_answer_that_telegram_takes(talk: Chat, words: str, offset: str) -> None:
    offered = await talk.inline(words, offset)
    assert offered.results or "button" in offered.parameters or offset


async def test_a_query_that_has_grown_too_old_is_a_line_in_the_log(
    talk: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    talk.wire.refusals["answerInlineQuery"] = [Refused(400, late)]
    with caplog.at_level(logging.INFO):
        assert await talk.update({"inline_query": {"id": "5", "from": PERSON, "query": "芜湖", "offset": ""}}) == []
    assert [record.levelname for record in caplog.records if "too old" in record.message] == ["INFO"]
    assert not any(record.levelno > logging.INFO for record in caplog.records)


async def test_any_other_refusal_is_an_error_with_a_reference(talk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    talk.wire.refusals["answerInlineQuery"] = [Refused(400, "Bad Request: RESULT_ID_INVALID")]
    await talk.update({"inline_query": {"id": "5", "from": PERSON, "query": "芜湖", "offset": ""}})
    assert "an update failed" in caplog.text


async def test_a_large_base_works_it_out_beside_the_event_loop(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    of_place = Catalogue.of_place

    def witnessed(*arguments: Any) -> Any:
        threads.append(threading.current_thread())
        return of_place(*arguments)

    monkeypatch.setattr(Catalogue, "of_place", witnessed)
    for large in (0, 1_000_000):
        chat = Chat(dataclasses.replace(services, large=large))
        async with chat.application:
            assert (await chat.inline("芜湖")).titles[0] == "芜湖"
    assert {thread is threading.main_thread() for thread in threads} == {True, False}
    assert threads[0] is not threading.main_thread()


async def test_a_message_that_was_sent_by_inline_mode_is_no_question(talk: Chat) -> None:
    assert await talk("芜湖", via_bot=BOT) == []
    assert await talk(f"@{BOT_NAME} 芜湖", GROUP, via_bot=BOT) == []


def test_telegram_is_asked_for_inline_queries() -> None:
    assert "inline_query" in UPDATES


def test_the_readme_says_where_inline_mode_is_switched_on() -> None:
    assert "/setinline" in (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
