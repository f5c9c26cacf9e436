"""The labelled questions, asked as plain words in a private chat, and what their answers amount to.

`expected` names the facts that are right as the first answer, `city:<id>` for a card, `none` for an honest no, and
`none-or:<facts>` where another year's fact may be offered as such. Weights were chosen on the half `choose` only; the
other half is for the figures that are reported. The sets are of different days and hands: the second is mostly whole
sentences in words of their own; whoever wrote the third and later ones had seen neither the others nor an answer.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.render.reply import Press
from bot.search import Search
from tests.chat import PERSON, Chat, Said


class Labelled(NamedTuple):
    """A question with its label: the set it is of, the part of it (`choose`, `held-out`), its class, what is right."""

    of_set: str
    half: str
    kind: str
    question: str
    expected: str

    @property
    def is_known(self) -> bool:
        """Whether the base knows what is asked."""
        return not self.expected.startswith("none")


with Path(__file__).with_name("questions.tsv").open(encoding="utf-8", newline="") as file:
    QUESTIONS = tuple(
        Labelled(row["set"], row["half"], row["class"], row["question"], row["expected"])
        for row in csv.DictReader(file, delimiter="\t")
    )


@dataclass
class Counts:
    """Of questions that the base knows: how many were asked, and of how many the answer was right, and so on.

    hit: right, or a no to a question of which the right fact is ranked first. One tap away: right, or a button leads
    to it. Wrong: another answer than a right one, given alone and not as a choice. Of those that it does not know: how
    many were asked, how many got an answer (false), and how many of these said first what the source does not tell.
    """

    known: int = 0
    right: int = 0
    hit: int = 0
    one_tap_away: int = 0
    wrong: int = 0
    unknown: int = 0
    false: int = 0
    said_so: int = 0

    def __iadd__(self, other: Counts) -> Counts:
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)
        return self


async def asked(
    questions: Iterable[Labelled],
    talk: Chat,
    catalogue: Catalogue,
    search: Search,
    failures: list[tuple[Labelled, list[str]]] | None = None,
) -> Counts:
    """Asks each as a question of its own. `failures` gets those without a right answer, and what they got."""
    counts = Counts()
    for each in questions:
        talk.clock.go_on_to(talk.clock.now() + timedelta(seconds=2))  # nobody types faster
        talk.services.last_asked.forget(PERSON["id"])
        said = await talk(each.question)
        got = outcome(said, catalogue)
        right = is_right(each.expected, got)
        if not right and failures is not None:
            failures.append((each, got))
        if not each.is_known:
            counts.unknown += 1
            counts.false += not right
            counts.said_so += not right and UNTOLD.match(said.text) is not None
            continue
        ranked = got == ["none"] and best_ranked(each.question, search) in each.expected.split(",")
        sure = "时点：" in said.text and "也可能是所问" not in said.text and not DENIES.search(said.text)
        counts.known += 1
        counts.right += right
        counts.hit += right or ranked
        counts.one_tap_away += right or is_offered(each.expected, said)
        counts.wrong += sure and not right
    return counts


# What is said before a fact that does not tell just what was asked.
UNTOLD = re.compile("(?:来源(?:没有|只有)|这一条说的是|没有).*[：。]$", re.MULTILINE)
# What is said before a fact that is told in place of what was asked for, or claimed.
DENIES = re.compile("最接近的是|^(?:不是|来源没有写到).*；记录的是：$", re.MULTILINE)


def outcome(said: Said, catalogue: Catalogue) -> list[str]:
    """What a reply amounts to, as `expected` would name it; of a list also the fact that it shows first.

    Another year's fact, offered as such, has `other:` before its id.
    """
    text = said.text
    if "时点：" in text:
        shown = min((at, fact.id) for fact in catalogue.facts if (at := text.find(fact.statement)) >= 0)[1]
        return [f"other:{shown}" if DENIES.search(text) else shown]
    if "没有找到" in text or re.search("^没有“", text, re.MULTILINE) or "直接发词就" in text:
        return ["none"]
    items = re.findall(r"^\d+\. (.*)$", text, re.MULTILINE)
    listed = [fact.id for item in items for fact in catalogue.facts if fact.statement in item]
    if DENIES.search(text):
        return [f"other:{each}" for each in (listed[:1] or ["members"])]  # of which there is no tenth
    pressed = [Press.unpack(button["callback_data"]) for button in said.buttons if "callback_data" in button]
    if re.search(r"^\d{4}年[\d月日]*：", text, re.MULTILINE):  # one measure at several times
        return [f"trend:{press.arguments[0]}" for press in pressed if press.action == "trend"]
    if both := [press.arguments[0] for press in pressed if press.action == "city" and "+" in press.arguments[0]]:
        return [f"cities:{'+'.join(sorted(both[0].split('+')))}"]
    kinds = _list(text, catalogue)
    return [*kinds, *(listed if kinds[0].startswith("day:") else listed[:1])]


def _list(text: str, catalogue: Catalogue) -> list[str]:
    """Which list a reply is."""
    if "按主题排列" in text:
        cards = sorted(place.id for place in catalogue.places if re.search(f"^{place.name}　", text, re.MULTILINE))
        together = "几地共同" in text or len(cards) > 1
        return [f"cities:{'+'.join(cards)}"] if together else [f"city:{place}" for place in cards]
    if year := re.search(r"^时间线　(\d{4})年", text, re.MULTILINE):
        return [f"year:{year[1]}"]
    if day := re.search(r"^\d{4}年(\d+)月(\d+)日（", text, re.MULTILINE):
        return [f"day:{int(day[1]):02}-{int(day[2]):02}"]
    if "成员：" in text.splitlines()[0]:
        return ["members"]
    found = [f"topic:{t.id}" for t in catalogue.topics if re.search(f"^{t.name}　", text, re.MULTILINE)]
    trends = [f"trend:{i}" for i, each in catalogue.indicators.items() if f"{each.name}　趋势" in text]
    return found or trends or ["else"]


def is_offered(expected: str, said: Said) -> bool:
    """Whether a button of the reply leads to something that is right: one tap away."""
    pressed = [Press.unpack(button["callback_data"]) for button in said.buttons if "callback_data" in button]
    leads_to = {argument for press in pressed for argument in press.arguments}
    return any(each.partition(":")[2] in leads_to or each in leads_to for each in expected.split(","))


def is_right(expected: str, got: list[str]) -> bool:
    if expected.startswith("none-or:"):
        return got == ["none"] or got[0] in [f"other:{fact}" for fact in expected.removeprefix("none-or:").split(",")]
    return any(each.removeprefix("other:") in expected.split(",") for each in got)


def best_ranked(question: str, search: Search) -> str:
    """The fact that the search ranks first, whether it would answer with it or not."""
    found = re.search(r"^candidates .*\n  (\S+)", search.why(question), re.MULTILINE)
    return found[1] if found else ""
