"""Time zones as people name them (上海, 紐約, New York, asia/shanghai, 浙江, 日本, UTC+8), and how a zone reads.

The names are in `bot/data/zones.tsv`, which is read on the first use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.characters import DATA, look_alike
from bot.sounds import sounds
from bot.text import is_han, key, normal

TABLE = DATA / "zones.tsv"
LONGEST = 64  # characters; no name of the table has more
NEAR = 3
# Near is, of 100: of three characters one may sound otherwise, of eight letters two may have changed places.
NEAR_BY_EAR, NEAR_BY_LETTERS = 66, 80
STANDS_OUT = 5  # letters of a Latin name that is found inside other words; of a Chinese one two characters
FIXED, UTC = "Etc/GMT", "Etc/UTC"
FIRST_HOUR, LAST_HOUR = -12, 14  # of the fixed zones of the IANA database, Etc/GMT+12 to Etc/GMT-14
# Offsets of no whole hour, in minutes, that a zone has had for years, without daylight saving time.
UNEVEN = {210: "Asia/Tehran", 270: "Asia/Kabul", 330: "Asia/Kolkata", 345: "Asia/Kathmandu", 390: "Asia/Yangon"}
UNEVEN |= {525: "Australia/Eucla", 570: "Australia/Darwin", -570: "Pacific/Marquesas"}
# Cities whose names are aliases of another city's zone, and that are called by their own.
OWN_CITIES = {"Asia/Chongqing": "重庆", "Asia/Chungking": "重庆", "Asia/Harbin": "哈尔滨", "Asia/Kashgar": "喀什"}
OWN_CITIES |= {"Asia/Tel_Aviv": "特拉维夫", "Europe/Belfast": "贝尔法斯特", "Australia/Canberra": "堪培拉"}
OWN_CITIES |= {"America/Montreal": "蒙特利尔"}
_OFFSET = re.compile(r"(?:(etc/gmt)|utc|gmt|)([+-])([0-9]{1,2})(?::?([0-5][0-9]))?")
_DASHES = str.maketrans(dict.fromkeys("−–—‐‑", "-"))
_TIME = re.compile(r"(?:当地|标准)?(?:时间|时区)$|(?:standard|local)?time(?:zone)?$")
_RANK = re.compile(r"[市省州县盟]$|地区$")


class Zone(NamedTuple):
    """A time zone: its IANA name, and what it is called in Chinese (上海; UTC+8 for one of a fixed offset)."""

    name: str
    label: str


def read_zone(words: str) -> Zone | None:
    """The zone that an IANA name, a place, a country of one zone, or an offset from UTC means; None for other words.

    In any case, width and script, with or without 市 or 时间. An alias gives the name that is current. A whole-hour
    offset gives a zone of the Etc area, whose signs are inverted (UTC+8 is Etc/GMT-8). Raises nothing.
    """
    if len(words) > LONGEST:
        return None
    offset = _OFFSET.fullmatch("".join(normal(words).translate(_DASHES).split()))
    zones = _by_offset(offset) if offset else _meant(words)
    return Zone(zones[0], _label(zones[0])) if len(zones) == 1 else None


def near_zones(words: str) -> tuple[str, ...]:
    """Up to three names, of different zones, that may be meant by words that name none; `read_zone` reads each."""
    if len(asked := spelt(words[:LONGEST].rpartition("/")[2])) < len("上海"):
        return ()
    found = {zone: _label(zone) for zone in _named(asked)}
    for name in () if found else _near(asked):
        found.setdefault(_named(spelt(name))[0], name)
    return tuple(found.values())[:NEAR]


def zone_text(name: str, now: datetime) -> str:
    """How a zone reads at an instant (with its zone), by the offset it has then: 纽约时间（UTC-5）, or UTC+8 if fixed.

    Raises ZoneInfoNotFoundError for a name that the zone database does not have.
    """
    offset = now.astimezone(ZoneInfo(name)).utcoffset() or timedelta(0)
    current = _current(name)
    if current.startswith((FIXED, UTC)):
        return _label(current)
    hours, rest = divmod(abs(offset) // timedelta(minutes=1), 60)
    called = OWN_CITIES.get(name) or _label(current)
    return f"{called}时间（UTC{'-' if offset < timedelta(0) else '+'}{hours}{f':{rest:02}' if rest else ''}）"


def is_alias(name: str, zone: str) -> bool:
    """Whether the IANA name is another one of that zone, which keeps the same time."""
    return name != zone and _current(name) == zone


def _current(name: str) -> str:
    """The current name of a zone that an alias may name."""
    return name if name.startswith(FIXED) else next(iter(_named(spelt(name))), name)


def spelt(name: str) -> str:
    """What two spellings of a name have in common: no accents, apostrophes, punctuation, case, width or script."""
    letters = (character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character))
    return key("".join(letters)).replace("'", "").replace("’", "")


def _by_offset(offset: re.Match[str]) -> tuple[str, ...]:
    inverted, sign, hours, minutes = offset.groups()
    total = (int(hours) * 60 + int(minutes or 0)) * (-1 if (sign == "-") != bool(inverted) else 1)
    hour, rest = divmod(total, 60)
    if rest or not FIRST_HOUR <= hour <= LAST_HOUR:
        return (UNEVEN[total],) if total in UNEVEN else ()
    return (f"{FIXED}{-hour:+d}" if hour else UTC,)


def _meant(words: str) -> tuple[str, ...]:
    """The zones of a name; of two names side by side (浙江杭州; Paris, France) the one that fits both."""
    name = spelt(words)
    cuts = [(name[:at], name[at:]) for at in range(2, len(name) - 1)] if is_han(name) else [re.split("[,，]", words)]
    for both in ([_named(spelt(part)) for part in cut] for cut in cuts if len(cut) == 2 and not _named(name)):
        single = {zones for zones in both if len(zones) == 1}
        if all(both) and len(single) == 1:
            return single.pop()
    return _named(name)


def _named(name: str) -> tuple[str, ...]:
    ways = (name, timeless := _TIME.sub("", name), _RANK.sub("", timeless))
    return next((_names()[way] for way in ways if way in _names()), ())


def _near(asked: str) -> Iterator[str]:
    """Names like that one, the likeliest first: within it, of like characters, of like sound, of like letters."""
    from rapidfuzz import fuzz, process

    known = {name: form for form, name, zones in _rows() if len(zones) == 1 and "/" not in name}
    least = 2 if is_han(asked) else STANDS_OUT
    inside = (name for name, form in known.items() if len(form) >= least and form in asked)
    yield from sorted(inside, key=len, reverse=True)
    fits = [name for name, form in known.items() if len(form) == len(asked) and set(form) & set(asked)]
    yield from (name for name in fits if is_han(asked) and all(map(look_alike, asked, known[name])))
    heard: dict[str, Sequence[str]] = {name: _sound(form) for name, form in known.items()}
    cutoff = NEAR_BY_EAR if is_han(asked) else NEAR_BY_LETTERS
    for _, _, name in process.extract(_sound(asked), heard, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None):
        yield name


def _sound(form: str) -> Sequence[str]:
    """The sound classes of a Chinese name, a character each, so that 伦顿 is 伦敦; the letters of another."""
    return ["".join(sounds(character)[:1]) for character in form] if is_han(form) else form


@cache
def _label(zone: str) -> str:
    """What a zone is called: its first Chinese name in the table, or a fixed one's offset."""
    if zone.startswith(FIXED):
        return f"UTC{-int(zone[len(FIXED) :] or 0):+d}"
    return next((name for form, name, zones in _rows() if zones == (zone,) and (is_han(form) or zone == UTC)), zone)


@cache
def _rows() -> list[tuple[str, str, tuple[str, ...]]]:
    """The rows of the table: the spelt form of a name, the name, and the zones it may mean."""
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(spelt(name), name, tuple(zones.split(" "))) for name, zones in lines]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """From a spelt form to the zones that it may mean, of a name or of a zone itself."""
    zones = {spelt(zone): (zone,) for _, _, zones in _rows() for zone in zones if not zone.startswith(FIXED)}
    return zones | {form: zones for form, _, zones in _rows()}
