"""The search: what it may not depend on, and what it must survive."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.facts import Base
from bot.search import Search, Verdict
from bot.services import Services

QUESTIONS = [
    "拍卖会",
    "湖州 高新技术企业",
    "芜胡 技术合同",
    "一网通办",
    "gdp",
    "kcfd",
    "量子通信",
    "深圳 GDP",
    "创新券",
    "2021年规划",
]


def test_the_order_of_the_facts_in_the_file_changes_nothing(base: Base, search: Search) -> None:
    facts = list(base.facts)
    random.Random(3).shuffle(facts)
    shuffled = Services.of(msgspec.structs.replace(base, facts=tuple(facts))).search
    for question in QUESTIONS:
        one, other = search.find(question), shuffled.find(question)
        assert [(hit.fact.id, round(hit.score, 9)) for hit in one.hits] == [
            (hit.fact.id, round(hit.score, 9)) for hit in other.hits
        ]
        assert one.verdict == other.verdict


@pytest.mark.parametrize("question", ["", " ", "的", "多少", "\x00\x01", "。。。", "\u200f", "🙂🙂"])
def test_a_question_that_asks_nothing_finds_nothing(search: Search, question: str) -> None:
    findings = search.find(question)
    assert findings.verdict is Verdict.NONE
    assert findings.hits == ()


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.text(alphabet="芜湖州拍卖会wuhxian0129年 '%", max_size=300)))
def test_any_text_is_searched_without_an_error(search: Search, question: str) -> None:
    findings = search.find(question)
    assert len(findings.near) <= 3
    assert (findings.verdict is Verdict.NONE) == (not findings.hits)
    search.mentioned(question)
    search.near_places(question)


def test_near_names_carry_no_figures_of_their_own(search: Search) -> None:
    for question in ("深圳研发投入强度", "产业联盟天气", "武汉房价"):
        assert all("亿" not in name.text and "%" not in name.text for name in search.find(question).near)


def test_a_place_that_is_named_locks_out_the_facts_of_others(search: Search) -> None:
    for question, place in (("湖州 高新技术企业", "huzhou"), ("松江 财政收入", "songjiang"), ("德清 创新券", "deqing")):
        assert place in search.find(question).hits[0].fact.places


def test_a_person_named_like_a_city_is_found_and_the_city_is_not_given_his_words(search: Search) -> None:
    assert search.find("芜湖市委书记宁波").hits[0].fact.id == "wuhu-tech-contracts-2023"
    assert all("33亿" not in hit.fact.statement for hit in search.find("宁波 创新券").hits)
