"""Another place beside what was spoken of: held against it, compared with it too, or alone in it."""

from __future__ import annotations

import re

from bot.talk.asking import COMPARED, ONE_ALONE
from bot.talk.of_it import Resumed, Said

BOTH = 2  # sides, at least
_COMPARES = re.compile("\\s*(?:对比|比较)$")


def beside_another(said: Said) -> Resumed | None:
    """The same, held against that of another place (跟湖州比呢)."""
    compared = COMPARED.fullmatch(said.words)
    named = next(filter(None, compared.groups()), "") if compared else ""
    other = said.search.mentioned(named)
    is_more = compared is not None and compared["more"] is not None  # a side more of what is compared already
    is_list = len(said.before.places) >= BOTH or not said.words.startswith("还有")  # 还有湖州呢, after one, is another
    if not other.places or (is_more and (other.rest or not (said.before.places and is_list))):
        return None
    sides = " ".join(dict.fromkeys(place.name for place in (*said.before.places, *other.places)))
    what = " ".join(dict.fromkeys(_COMPARES.sub("", said.before.rest).split()))
    again = f"{sides} {what} 对比"
    return Resumed(again, again if is_more else said.last)


def one_alone(said: Said) -> Resumed | None:
    """Whether it is but one of the places in the one that was spoken of (只有松江吗)."""
    asked = ONE_ALONE.fullmatch(said.words)
    if asked is None or len(said.before.places) != 1 or not said.search.mentioned(asked["place"]).places:
        return None
    again = f"{said.before.places[0].name}{asked['only']}{asked['place']}吗"
    return Resumed(again, said.last) if said.search.membership(again) is not None else None
