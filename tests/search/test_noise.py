"""Generated noise: the title of a fact with one kind of error in it finds that fact, on this base and on another."""

from __future__ import annotations

import pytest

from bench.noise import KINDS, found, generated, questions
from bot.facts import Base
from bot.services import Services

OF_A_KIND = 50  # questions; `bench/noise.py` asks twice as many
ENOUGH = 0.95  # of all questions
OF_EACH_KIND = 0.8


@pytest.fixture(scope="module", params=["this base", "a generated base"])
def services_and_base(request: pytest.FixtureRequest, base: Base) -> tuple[Services, Base]:
    chosen = base if request.param == "this base" else generated(2_000)
    return Services.of(chosen), chosen


def test_a_title_with_noise_finds_its_fact(services_and_base: tuple[Services, Base]) -> None:
    services, base = services_and_base
    every, right, _ = found(services, list(questions(base.facts, OF_A_KIND * len(KINDS))))
    print({kind: f"{right[kind]}/{every[kind]}" for kind in KINDS})
    assert right.total() / every.total() >= ENOUGH
    for kind in KINDS:
        assert right[kind] / every[kind] >= OF_EACH_KIND, kind
