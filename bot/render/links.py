"""Deep links: what `t.me/<bot>?start=` opens, and the link that hands such a link on."""

from __future__ import annotations

from urllib.parse import quote, urlencode

# What a start code begins with. Telegram takes 64 of A-Z a-z 0-9 _ -; an id has 40 of them at most (`bot.facts.Id`).
FACT_CODE = "f-"  # a fact, by its id
CITY_CODE = "c-"  # a place, by its id
DIGEST_CODE = "d-"  # a digest, by its date and channel
CODES = (FACT_CODE, CITY_CODE, DIGEST_CODE)


def start_link(bot_name: str, code: str) -> str:
    """A link that opens the bot with a start code; without one, the bot."""
    return f"https://t.me/{bot_name}{f'?start={code}' if code else ''}"


def share_link(link: str, text: str) -> str:
    """A link with which a person hands a link on, with a text, to a chat of their choice."""
    return f"https://t.me/share/url?{urlencode({'url': link, 'text': text}, quote_via=quote)}"
