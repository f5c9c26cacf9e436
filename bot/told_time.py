"""When something happened, or when somebody said it, by a fact's own words: the time that stands in its statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.dates import PartialDate
from bot.facts import Fact

_MONTHS_AND_DAYS = "(?:1[0-2]|0?[1-9])月(?:(?:[0-3]?[0-9])日)?"
_TIME = re.compile(
    f"(?<![0-9])(?:19|20)[0-9]{{2}}年(?:{_MONTHS_AND_DAYS}|1?[0-9](?:月)?[—至到-]1?[0-9]月)?(?![0-9—至到-])"
)
_SAID = "(?:在.{0,20}(?:上|时))?(?:又|还|曾|也|都)?(?:说|表示|介绍|认为|强调|建议|提出|指出|称|撰文|把)"
# A time of which something is told is no time at which it happened: 截至2024年5月, 2024年5月的报道, 2024年5月说.
_UP_TO = re.compile("(?:截至|据|按|[到自从以])$")
_TOLD = re.compile(
    f"的?[^，。]{{0,4}}(?:报道|图片说明|说法|数据|计划|预期)|电[）)]|时(?!期)|[底末]?为止|以来|起|前|为基期|{_SAID}"
)
_ASKS_SAYING = re.compile("说|讲|提[到出过的]|表示|透露|介绍|强调|建议|认为|打.?比方|表态|这[句番]话|发言")


def told_time(fact: Fact, question: str) -> str:
    """The time at which a fact's statement says that it was so, as it says it; empty where it says none.

    When somebody said it is such a time, if that is what is asked.
    """
    when = fact.as_of
    asks_saying = _ASKS_SAYING.search(question) is not None
    for found, behind in _times(fact.statement):
        is_said = re.match(_SAID, behind) is not None or fact.said_by is not None
        is_its = asks_saying if is_said else not _TOLD.match(behind)
        if is_its and when is not None and _is_in(found, when):
            return found
    return ""


def _times(statement: str) -> Iterator[tuple[str, str]]:
    """Each time that does not only limit what is told, and what stands behind it."""
    for found in _TIME.finditer(statement):
        if not _UP_TO.search(statement[: found.start()]):
            yield found.group(), statement[found.end() :]


def _is_in(told: str, when: PartialDate) -> bool:
    """Whether a time as told and one as recorded are the same, one of them perhaps less precise."""
    first, *months = (int(each) for each in re.findall("[0-9]+", told))
    if first != when.first.year:
        return False
    return not months or months[0] == when.first.month or when.text.isdecimal()
