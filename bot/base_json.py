"""The JSON form of a fact base: how `facts.json` becomes values, and values become it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from bot.dates import PartialDate
from bot.facts import Base


def decode_hook(wanted: type, raw: Any) -> Any:
    """A partial date from its text. Raises ValueError, with what would be right."""
    if wanted is PartialDate and isinstance(raw, str):
        return PartialDate(raw)
    if wanted is PartialDate and isinstance(raw, int) and not isinstance(raw, bool):
        return PartialDate(str(raw))  # YAML reads a bare year as a number
    raise ValueError("is no date; write it as text")


def _encode_hook(value: Any) -> Any:
    """The text of a partial date. Raises NotImplementedError for anything else."""
    if isinstance(value, PartialDate):
        return value.text
    raise NotImplementedError(f"no JSON form for {type(value).__name__}")


def convert(raw: Mapping[str, Any]) -> Base:
    """The values of a base that has no problems."""
    return msgspec.convert(raw, Base, dec_hook=decode_hook)


def dump(base: Base) -> bytes:
    """The same base, always the same bytes: JSON in UTF-8, one space deep, a newline at the end."""
    plain = msgspec.json.encode(base, enc_hook=_encode_hook)
    return msgspec.json.format(plain, indent=1) + b"\n"
