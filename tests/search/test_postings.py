"""Keys in order: what an index is made of, many millions at once."""

from __future__ import annotations

import dataclasses
import os
import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.helper import is_possible, meanwhile
from bot.search.building import build
from bot.search.postings import distinct
from bot.search.sieve import passing, sieve

UPPER = 1 << 40  # keys of few upper halves: most share theirs with others, which among random keys two in a million do
KEYS = st.lists(st.builds(lambda upper, lower: upper * UPPER + lower, st.integers(0, 3), st.integers(0, UPPER - 1)))


@given(KEYS)
def test_keys_are_told_apart_and_in_order_though_they_begin_alike(numbers: list[int]) -> None:
    keys = np.array(numbers, np.uint64)
    every, which = distinct(keys)
    assert every.tolist() == sorted(set(numbers))
    assert every[which].tolist() == numbers


@given(st.lists(st.integers(0, 255)))
def test_keys_that_differ_in_their_last_bits_only_are_told_apart(numbers: list[int]) -> None:
    every, which = distinct(np.array(numbers, np.uint64))
    assert every.tolist() == sorted(set(numbers))
    assert every[which].tolist() == numbers


def test_more_keys_than_can_be_sorted_with_their_places_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.search.postings.NUMBER_BITS", 2)
    every, which = distinct(np.array([7, 3, 7, 1, 3], np.uint64))
    assert (every.tolist(), which.tolist()) == ([1, 3, 7], [2, 1, 2, 0, 1])


def test_facts_that_are_taken_apart_in_several_runs_make_the_index_of_one(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = build(catalogue, besides=lambda: None)
    monkeypatch.setattr("bot.search.building.RUN", 100)
    parted, _ = build(catalogue, besides=lambda: None)
    for name in ("keys", "starts", "numbers", "strengths"):
        assert np.array_equal(getattr(parted.postings, name), getattr(whole.postings, name)), name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_facts_that_are_taken_apart_in_two_processes_make_the_index_of_one(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, latin = build(catalogue, besides=lambda: None)
    monkeypatch.setattr("bot.search.building.LARGE", 100)
    monkeypatch.setattr("bot.search.building.is_possible", lambda: True)
    done_besides = list[int]()
    shared, latin_of_both = build(catalogue, besides=lambda: done_besides.append(os.getpid()))
    assert (done_besides, latin_of_both) == ([os.getpid()], latin)
    for field in dataclasses.fields(whole):
        if field.name != "postings":
            assert np.array_equal(getattr(shared, field.name), getattr(whole, field.name)), field.name
    for name in ("keys", "starts", "numbers", "strengths"):
        assert np.array_equal(getattr(shared.postings, name), getattr(whole.postings, name)), name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_what_another_process_does_is_done_here_when_it_ends_too_soon() -> None:
    here = os.getpid()
    with meanwhile(os.getpid) as later:
        assert later() != here

    def only_here() -> int:
        if os.getpid() != here:
            os._exit(1)
        return here

    with meanwhile(only_here) as later:
        assert later() == here


def test_no_process_is_copied_beside_another_thread() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert not is_possible()
    finally:
        ended.set()
        thread.join()


@given(st.sets(st.integers(0, (1 << 64) - 1)), st.lists(st.integers(0, (1 << 64) - 1)))
def test_no_key_is_lost_in_the_sieve_that_was_made_of_it(numbers: set[int], others: list[int]) -> None:
    every = np.array(sorted(numbers), np.uint64)
    made = sieve(every)
    wanted = np.array([*others, *every.tolist()], np.uint64)
    passed = passing(made, wanted)
    assert {at for at, number in enumerate(wanted.tolist()) if number in numbers} <= set(passed.tolist())


def test_most_keys_that_are_not_there_are_kept_back() -> None:
    chance = np.random.default_rng(1)
    made = sieve(chance.integers(0, 1 << 64, 10_000, np.uint64))
    strangers = chance.integers(0, 1 << 64, 10_000, np.uint64)
    assert 0 < len(passing(made, strangers)) < len(strangers) / 7
    assert len(passing(sieve(np.zeros(0, np.uint64)), strangers)) == 0
