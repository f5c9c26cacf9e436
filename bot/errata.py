"""Facts that a newer source corrects: they stay proven by their own text, and answer nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.facts import Fact


def corrected_ids(facts: Iterable[Fact]) -> frozenset[str]:
    """The ids of the facts that another one corrects."""
    return frozenset(fact.corrects for fact in facts if fact.corrects)


class Errata:
    """The facts of a base by what corrects them. None corrects itself, nor do two correct the same."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.every_fact = facts
        self._by_id = {fact.id: fact for fact in facts}
        self._newer = {fact.corrects: fact for fact in facts if fact.corrects}
        self.valid = tuple(fact for fact in facts if fact.id not in self._newer)

    def correction_of(self, fact: Fact) -> Fact | None:
        """The newest fact that stands in the place of one that was corrected; None for one that was not."""
        newer = self._newer.get(fact.id)
        while newer and (newest := self._newer.get(newer.id)):
            newer = newest
        return newer

    def standing(self, fact: Fact) -> Fact:
        """What stands for a fact: the newest one that corrects it, or itself."""
        return self.correction_of(fact) or fact

    def corrected_by(self, fact: Fact) -> Fact | None:
        """The older fact that this one corrects; None where there is none."""
        return self._by_id[fact.corrects] if fact.corrects else None
