"""What somebody says, and where the conversation stands: what was asked and shown before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.conversation import Ask, Origin
from bot.facts import Fact
from bot.search import cut
from bot.services import Services
from bot.talk.again import as_meant, named_again
from bot.talk.detail import Detail, detail_asked
from bot.talk.followup import resumed
from bot.talk.meaning import date_asked_for
from bot.talk.of_place import of_the_same_place
from bot.talk.said import Resumed, Said
from bot.talk.typed import as_said

_ONLY_A_THING = re.compile("(?:那么?)?[^,，。？?！!]{1,8}呢[?？\\s]*")  # 高企呢


@dataclass(frozen=True)
class Turn:
    """What somebody says, and where the conversation stands.

    `meant`: the words, if they correct what was asked (苏州呢 for 不对，是苏州). `last`: what was asked before.
    """

    ask: Ask
    meant: str
    last: str | None
    facts: Sequence[Fact]
    services: Services

    @staticmethod
    def of(ask: Ask, services: Services) -> Turn:
        """The turn of somebody who says that now, with what he asked and saw last."""
        last = services.last_asked.of(ask.origin.asker, ask.origin.now)
        words = as_said(ask.words) if last else ask.words
        meant = as_meant(words)
        return Turn(replace(ask, words=meant or words), meant, last, facts_shown(ask.origin, services), services)

    @property
    def words(self) -> str:
        return self.ask.words

    @property
    def shown(self) -> Fact | None:
        """The one fact that the last reply showed."""
        return self.facts[0] if len(self.facts) == 1 else None

    @cached_property
    def detail(self) -> Detail | None:
        return detail_asked(self.words)

    @cached_property
    def again(self) -> Resumed | None:
        """The last question as the words want it; else another thing of the place that was spoken of."""
        search = self.services.search
        again = None if _is_of_a_day(self.ask) else resumed(self.words, self.last, search, self.shown)
        if again is None and self.last and _ONLY_A_THING.fullmatch(self.words):
            return of_the_same_place(Said(self.words, self.last, search.mentioned(self.last), search, self.shown))
        return again

    @property
    def own_words(self) -> str:
        """The words by themselves: of 不对，是苏州, where nothing was asked before, 苏州."""
        return self.meant.removesuffix("呢") or self.words


def facts_shown(origin: Origin, services: Services) -> Sequence[Fact]:
    """The fact whose card somebody saw last, or those of a list; none after any other reply.

    What stands in the place of one that was corrected since is what is spoken of.
    """
    ids, catalogue = services.last_asked.shown(origin.asker, origin.now), services.catalogue
    seen = [fact for each in ids if (fact := catalogue.fact(each)) is not None]
    return [catalogue.errata.standing(fact) for fact in seen]


def _is_of_a_day(ask: Ask) -> bool:
    """Whether words ask what a time holds (今天有什么, 接下来有什么), and not the last question of it (今年呢)."""
    return not named_again(cut(ask.words)) and date_asked_for(ask.words, ask.today) is not None
