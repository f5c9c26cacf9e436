"""The words of a base, and the words of the language that a question must not be bent into one of them.

jieba and its dictionary work here, when the base is compiled, and never while somebody waits for an answer.
"""

from __future__ import annotations

import logging
import tempfile
from collections import defaultdict

import jieba
import jieba.posseg

from bot.facts import Base, Vocabulary
from bot.text import key, look_alike, sounds, tokens

# Two characters are the shortest name; past four a wrong character does not make another word.
SHORTEST, LONGEST = 2, 4
PLACE_TAG = "ns"
# An ordinary word must be as common as this to be meant; below are typing errors that found their way into the corpus.
WORD_FREQUENCY = 10
# A place must be written about this often, in the corpus that jieba's dictionary counts, to be meant in a question.
PLACE_FREQUENCY = 100
# Places that the dictionary tags as something else or does not know, and that questions of policy name.
MORE_PLACES = """
京津冀 珠三角 粤港澳 大湾区 雄安 硅谷 南通 嘉善 吴江 长春 合肥 浦东 临港 青浦 漕河泾 东盟 欧盟 北上广
"""


def vocabulary(base: Base) -> Vocabulary:
    """The words of that base's facts, and what looks like one of them but means something else."""
    dictionary = _dictionary()
    names = _names(base)
    for name in sorted(names):
        dictionary.add_word(name)
    words = set(names)
    for fact in base.facts:
        for text in (fact.title, fact.statement, *fact.keywords):
            words |= {
                w for w in dictionary.cut(key(text)) if len(w) >= SHORTEST and all(t.kind == "han" for t in tokens(w))
            }
    tags = jieba.posseg.POSTokenizer(dictionary).word_tag_tab
    places = {w for w, tag in tags.items() if tag == PLACE_TAG and dictionary.FREQ.get(w, 0) >= PLACE_FREQUENCY}
    places = {w for w in places.union(MORE_PLACES.split()) if SHORTEST <= len(w) <= LONGEST}
    others = _lookalikes({w for w in words if len(w) <= LONGEST}, dictionary)
    return Vocabulary(
        words=tuple(sorted(words - names)),
        other_places=tuple(sorted(places - words)),
        word_lookalikes=tuple(sorted(others - places)),
    )


def _names(base: Base) -> set[str]:
    """The Chinese names of the base: places, topics, indicators, keywords."""
    named = [place.names for place in base.places] + [topic.names for topic in base.topics]
    named += [indicator.names for indicator in base.indicators] + [fact.keywords for fact in base.facts]
    texts = [name for names in named for name in names]
    keys = {key(text) for text in texts}
    return {k for k in keys if len(k) >= SHORTEST and all(t.kind == "han" for t in tokens(k))}


def _lookalikes(words: set[str], dictionary: jieba.Tokenizer) -> set[str]:
    """Words of the dictionary that are a typing error away from a word of the base."""
    by_sound: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    by_rest: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for word in words:
        by_sound[_sound(word)].add(word)
        for position in range(len(word)):
            by_rest[word[:position] + "?" + word[position + 1 :], position].add(word)
    found = set()
    for entry, frequency in dictionary.FREQ.items():
        if frequency < WORD_FREQUENCY or not SHORTEST <= len(entry) <= LONGEST or entry in words:
            continue
        if _sound(entry) in by_sound or any(
            look_alike(entry[i], other[i])
            for i in range(len(entry))
            for other in by_rest.get((entry[:i] + "?" + entry[i + 1 :], i), ())
        ):
            found.add(entry)
    return found


def _sound(word: str) -> tuple[str, ...]:
    return tuple((sounds(character) or (character,))[0] for character in word)


def _dictionary() -> jieba.Tokenizer:
    """A tokenizer of our own: quiet, and with its cache file in a folder that nobody else writes to."""
    logging.getLogger("jieba").setLevel(logging.WARNING)
    jieba.setLogLevel(logging.WARNING)
    dictionary = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as private:
        dictionary.tmp_dir = private
        dictionary.initialize()
    return dictionary
