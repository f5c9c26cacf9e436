"""Where a webhook leads to, however its address is written."""

from __future__ import annotations

from urllib.parse import urlsplit

HTTPS = 443  # the port of an address that names none


def is_same_place(url: str, another: str) -> bool:
    """Whether two addresses lead to the same webhook: host, port, path."""
    return _place(url) == _place(another)


def _place(url: str) -> tuple[str | None, int, str]:
    parts = urlsplit(url)
    return parts.hostname, parts.port or HTTPS, parts.path or "/"
