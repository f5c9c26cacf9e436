"""Deep links: what `t.me/<bot>?start=` opens, and the link that hands such a link on."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, quote, urlencode, urlsplit

# What a start code begins with. Telegram takes 64 of A-Z a-z 0-9 _ -; an id has 40 of them at most (`bot.facts.Id`).
FACT_CODE = "f-"  # a fact, by its id
CITY_CODE = "c-"  # a place, by its id
DIGEST_CODE = "d-"  # a digest, by its date and channel
CODES = (FACT_CODE, CITY_CODE, DIGEST_CODE)
WORDS_CODE = "w-"  # a question: its characters take two bytes each in GB 18030, three in UTF-8; 23 of them fit
LONGEST_CODE = 64


def start_link(bot_name: str, code: str) -> str:
    """A link that opens the bot with a start code; without one, the bot."""
    return f"https://t.me/{bot_name}{f'?start={code}' if code else ''}"


def words_code(words: str) -> str:
    """The start code that asks these words; "" for words that are too long for one."""
    try:
        packed = base64.urlsafe_b64encode(words.encode("gb18030")).decode().rstrip("=")
    except UnicodeEncodeError:
        return ""
    code = WORDS_CODE + packed
    return code if packed and len(code) <= LONGEST_CODE else ""


def words_of(code: str) -> str:
    """The words that a start code asks; "" for one that asks none, which anybody can write."""
    packed = code.removeprefix(WORDS_CODE)
    if packed == code or not packed.isascii():
        return ""
    try:
        return base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode("gb18030").strip()
    except ValueError:
        return ""


def share_link(link: str, text: str) -> str:
    """A link with which a person hands a link on, with a text, to a chat of their choice."""
    return f"https://t.me/share/url?{urlencode({'url': link, 'text': text}, quote_via=quote)}"


def shared_code(link: str) -> str:
    """The start code of the link that such a link hands on; "" for any other link."""
    try:
        shared = parse_qs(urlsplit(link).query).get("url", [""])[0]
        return parse_qs(urlsplit(shared).query).get("start", [""])[0]
    except ValueError:
        return ""
