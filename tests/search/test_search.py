"""The search: what it may not depend on, and what it must survive."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.facts import Base
from bot.loading import load
from bot.search import Search, Verdict, index
from bot.search.lexicon import Lexicon
from bot.services import Services
from tests import chance
from tests.bases import LIGHTHOUSE, small_base

MOST_LOOKED_UP = 100

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


def test_another_order_of_the_facts_changes_no_answer(base: Base, search: Search) -> None:
    dice = random.Random(0)
    facts = list(base.facts)
    dice.shuffle(facts)
    shuffled = Services.of(msgspec.structs.replace(base, facts=tuple(facts))).search
    rows = Path(__file__).with_name("questions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for row in dice.sample(rows, 180):
        question = row.split("\t")[3]
        one, other = search.find(question), shuffled.find(question)
        assert [hit.fact.id for hit in one.hits] == [hit.fact.id for hit in other.hits], question


EDGES = {
    "ten thousand characters": "湖州高新技术企业" * 1250,
    "ten thousand of one character": "湖" * 10_000,
    "ten thousand letters": "wuhu" * 2500,
    "letters that are no pinyin": "qwrtpsdfgzxcvb" * 20,
    "pinyin that can be cut in very many ways": "xianxianxianxianxianxianxianxianxianxian",
    "right to left": "\u200f\u202e芜湖\u202c 技术合同",
    "control characters": "芜\x00湖\x07技术\x1b合同",
    "only digits": "1234567890" * 5,
    "only words that ask": "请问现在到底一共有多少个呢",
    "SQL": "'; DROP TABLE facts; --",
    "HTML": "<b>芜湖</b> <script>alert(1)</script>",
    "characters that stand for many": "㍿㋿㌀﷽" * 80,
    "characters outside the table": "𠀀𠀁𠮷野家",
    "numbers of every kind": "１２３ ¾ ٣٤ 〇 Ⅷ ① 九百九十九",
    "years and days that do not exist": "9999年13月32日 0000年",
    "letters apart that begin words of letters": "i\x13ee",
}


@pytest.mark.parametrize("question", EDGES.values(), ids=EDGES.keys())
def test_whatever_is_typed_is_searched_without_an_error(search: Search, question: str) -> None:
    findings = search.find(question)
    assert (findings.verdict is Verdict.NONE) == (not findings.hits)
    search.mentioned(question)
    search.membership(question)
    search.indicators(question)
    search.why(question)


def test_the_explanation_decides_as_the_answer_does(search: Search, base: Base) -> None:
    for fact in base.facts[::3]:
        for name in (fact.title, *fact.utterances[:1]):
            found = search.find(name)
            last = search.why(name).splitlines()[-1]
            assert not found.answers or found.hits[0].fact.id in last


def test_a_count_is_not_the_year_that_is_asked_for(tmp_path: Path) -> None:
    counted = {
        **{field: value for field, value in LIGHTHOUSE.items() if field != "date"},
        "id": "small-firms-huzhou",
        "title": "湖州专精特新企业数",
        "statement": "截至2021年9月，湖州专精特新企业有2000家。",
        "kind": "figure",
        "places": ["huzhou"],
        "as_of": "2021-09",
        "figures": [{"label": "专精特新企业数", "value": 2000, "unit": "家"}],
    }
    search = Services.of(load(small_base(tmp_path / "facts.json", counted))).search
    assert search.find("2000年湖州专精特新企业有多少家").missing == ("2000",)
    assert search.find("2021年湖州专精特新企业有多少家").missing == ()


@pytest.mark.parametrize("question", ["0" + "ang" * 90, "jishuwuhu" * 40, "abcdefghij" * 30])
def test_very_long_letters_are_looked_up_a_bounded_number_of_times(
    search: Search, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    looked_up: list[str] = []
    by_initials = Lexicon.by_initials
    monkeypatch.setattr(Lexicon, "by_initials", lambda self, word: looked_up.append(word) or by_initials(self, word))
    search.find(question)
    assert len(looked_up) < MOST_LOOKED_UP


def test_of_a_long_question_only_its_beginning_is_read(search: Search) -> None:
    assert search.find("芜湖技术合同" * 2000).hits == search.find("芜湖技术合同" * 30).hits


@pytest.mark.parametrize("question", ["", " ", "的", "多少", "\x00\x01", "。。。", "\u200f", "🙂🙂"])
def test_a_question_that_asks_nothing_finds_nothing(search: Search, question: str) -> None:
    findings = search.find(question)
    assert findings.verdict is Verdict.NONE
    assert findings.hits == ()


AMOUNTS = "0129.点零一二两三九十百千万亿分之第几近约超家个成%/对吗"


@settings(max_examples=150 * chance.TIMES, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.text(alphabet="芜湖州拍卖会wuhxian0129年 '%", max_size=300),
        st.text(alphabet=AMOUNTS, max_size=300),
    )
)
@example("十点五亿家对吗")
@example(f"9{'亿' * 60}家对吗")
@example(f"一{'亿' * 60}家对吗")
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


@pytest.mark.parametrize("at_once", [1, 7, 4096])
def test_how_much_of_the_names_is_searched_at_once_changes_nothing(
    search: Search, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    words = ["拍卖会", "储备库", "金额", "成立", "gdp", "无此一词"]
    before = [search.is_of_one_topic(word) for word in words]
    assert before == [True, False, False, False, True, True]
    monkeypatch.setattr(index, "SEARCHED_AT_ONCE", at_once)
    assert [search.is_of_one_topic(word) for word in words] == before
