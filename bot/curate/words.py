"""Makes the word lists of `bot/data`, once, from jieba's dictionary: python -m bot.curate.words

`words.txt`: the ordinary words of the language with their frequencies, in jieba's own format. A question's word is
explained whole or not at all: 产值 is not explained by a fact that has 产业 and 价值; and it is meant as it stands.
`places.txt`: names of places. A question that names one is not about another place.
`passing_words.txt`: verbs, adverbs and other words that a question of some length may have in words of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import jieba
import jieba.posseg

from bot.text import PASSING_WORDS, PLACES, WORDS

# A word must be as common as this, in the corpus that jieba's dictionary counts, to be one that people ask with;
# below are the typing errors that found their way into it.
WORD_FREQUENCY = 20
PLACE_FREQUENCY = 100
PLACE_TAG = "ns"
# Verbs, adverbs, prepositions, conjunctions, pronouns, states, interjections; characters that stand in no class.
PASSING_TAGS = ("v", "vd", "vi", "d", "ad", "p", "c", "r", "z", "y", "zg")
SHORTEST, LONGEST = 2, 4
# Places that the dictionary tags as something else or does not know, and that questions of policy name.
MORE_PLACES = """
京津冀 珠三角 粤港澳 大湾区 雄安 硅谷 南通 嘉善 吴江 长春 合肥 浦东 临港 青浦 漕河泾 东盟 欧盟 北上广
"""


def lists() -> tuple[list[str], list[str], list[str]]:
    """The lines of the three files."""
    jieba.setLogLevel(logging.WARNING)
    dictionary = jieba.Tokenizer()
    frequencies, _ = dictionary.gen_pfdict(dictionary.get_dict_file())
    tags = jieba.posseg.POSTokenizer(dictionary).word_tag_tab
    every = {word: n for word, n in frequencies.items() if n >= WORD_FREQUENCY and _is_chinese(word)}
    common = {word: n for word, n in every.items() if len(word) >= SHORTEST}
    passing = sorted(word for word in every if tags.get(word) in PASSING_TAGS)
    places = {word for word, n in common.items() if n >= PLACE_FREQUENCY and tags.get(word) == PLACE_TAG}
    return [f"{word} {common[word]}" for word in sorted(common)], sorted(places.union(MORE_PLACES.split())), passing


def _is_chinese(text: str) -> bool:
    return len(text) <= LONGEST and all("一" <= character <= "鿿" for character in text)


def main() -> None:
    words, places, passing = lists()
    _write(str(WORDS), words)
    _write(str(PLACES), places)
    _write(str(PASSING_WORDS), passing)
    print(f"{len(words)} words, {len(places)} places, {len(passing)} words said in passing")


def _write(path: str, lines: Iterable[str]) -> None:
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
