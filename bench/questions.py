"""All labelled questions through the front door, a line of a table for each set: python bench/questions.py [--set NAME]

`tests/search/labelled.py` says what is counted. With --failures also what went wrong in the parts to choose by.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot.loading import load
from bot.services import Services
from tests.chat import Chat
from tests.search.labelled import QUESTIONS, Counts, Labelled, asked

HEAD = "| | right | hit@1 | right or one tap away | false | wrong |\n|---|---|---|---|---|---|"


def row(name: str, counts: Counts) -> str:
    """A line of the table: counts with their shares of what was asked."""
    known = counts.known
    said_so = f"; {counts.said_so} said so" if counts.said_so else ""
    cells = (
        f"{counts.right} of {known} ({counts.right / known:.3f})",
        f"{counts.hit / known:.3f}",
        f"{counts.one_tap_away} ({counts.one_tap_away / known:.3f})",
        f"{counts.false} of {counts.unknown} ({counts.false / counts.unknown:.1%}{said_so})",
        f"{counts.wrong} of {known} ({counts.wrong / known:.1%})",
    )
    return f"| {name} | {' | '.join(cells)} |"


async def measured(wanted: str | None, *, tells_failures: bool) -> None:
    services = Services.of(load(Path(__file__).parent.parent / "facts.json"))
    talk = Chat(services)
    all_sets = tuple(dict.fromkeys(each.of_set for each in QUESTIONS))
    print(HEAD)
    together = {"choose": Counts(), "held-out": Counts()}
    async with talk.application:
        for of_set in all_sets if wanted is None else (wanted,):
            for half, total in together.items():
                questions = [each for each in QUESTIONS if (each.of_set, each.half) == (of_set, half)]
                failures: list[tuple[Labelled, list[str]]] = []
                counts = await asked(questions, talk, services.catalogue, services.search, failures)
                total += counts
                if counts.known:
                    print(row(f"{of_set}: {half}", counts), flush=True)
                for each, got in failures if tells_failures and half == "choose" else ():
                    print(f"    {each.question}\t{each.expected}\t{','.join(got)}")
    if wanted is None:
        for half, total in together.items():
            print(row(f"all: {half}", total))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", dest="of_set", help="only this set")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    asyncio.run(measured(options.of_set, tells_failures=options.failures))


if __name__ == "__main__":
    main()
