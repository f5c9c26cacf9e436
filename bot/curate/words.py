"""Makes `bot/data/words.txt`, once, from jieba's dictionary: python -m bot.curate.words

The ordinary words of the language. A question's word is explained whole or not at all: 产值 is not explained by a fact
that has 产业 and 价值.
"""

from __future__ import annotations

import logging
from pathlib import Path

import jieba

from bot.text import WORDS

# A word must be as common as this, in the corpus that jieba's dictionary counts, to be one that people ask with.
FREQUENCY = 100
SHORTEST, LONGEST = 2, 4


def words() -> list[str]:
    jieba.setLogLevel(logging.WARNING)
    dictionary = jieba.Tokenizer()
    frequencies, _ = dictionary.gen_pfdict(dictionary.get_dict_file())
    return sorted(
        word
        for word, frequency in frequencies.items()
        if frequency >= FREQUENCY and SHORTEST <= len(word) <= LONGEST and all("一" <= c <= "鿿" for c in word)
    )


def main() -> None:
    found = words()
    Path(str(WORDS)).write_text("\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(found)} words")


if __name__ == "__main__":
    main()
