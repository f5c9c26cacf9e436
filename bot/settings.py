"""Typed settings from `BOT_*` variables and a `.env` file; the environment wins.

All that is wrong is said at once, by `SettingsRefused`. The token never shows in a `repr`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_NOT_YET = {
    "BOT_WEBHOOK_URL": "this version gets its updates by polling; leave it out",
    "BOT_WEBHOOK_SECRET": "this version gets its updates by polling; leave it out",
}


class SettingsRefused(Exception):
    """Settings that cannot be used; `problems` has one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    token: str | None = field(default=None, repr=False)
    api_url: str = "https://api.telegram.org"
    admins: frozenset[int] = frozenset()
    facts: Path = Path("facts.json")
    database_url: str = field(default="sqlite:///bot.db", repr=False)
    webhook_url: str | None = None
    listen: str = "127.0.0.1:8080"
    proxy: str | None = field(default=None, repr=False)
    log_level: str = "INFO"
    unanswered: Path = Path("unanswered.log")
    rate: float = 25.0
    chat_rate: float = 1.0
    group_rate: float = 20.0
    paid_broadcasts: bool = False


DEFAULTS = Settings()
MOST_RATE = 10_000
FREE_RATE = 30  # messages a second, of all chats together (Telegram's FAQ for bots)
_RATES = {
    "BOT_RATE": DEFAULTS.rate,
    "BOT_CHAT_RATE": DEFAULTS.chat_rate,
    "BOT_GROUP_RATE": DEFAULTS.group_rate,
}


def read_settings(environment: Mapping[str, str], folder: Path = Path()) -> Settings:
    """The settings of that environment and of `.env` in that folder. Raises SettingsRefused with all problems."""
    try:
        given = {**dotenv_values(folder / ".env"), **environment}
    except UnicodeDecodeError:
        raise SettingsRefused([".env: is no UTF-8 text; write it anew"]) from None
    values = {name: text.strip() for name, text in given.items() if name.startswith("BOT_") and text and text.strip()}
    problems: list[str] = [f"{name}: {why}" for name, why in _NOT_YET.items() if name in values]
    token = _token(values, problems)
    api_url = values.get("BOT_API_URL", DEFAULTS.api_url).rstrip("/")
    _check_url("BOT_API_URL", api_url, ("http", "https"), problems)
    proxy = values.get("BOT_PROXY")
    if proxy is not None:
        _check_url("BOT_PROXY", proxy, ("http", "https", "socks5"), problems)
    admins = [part.strip() for part in values.get("BOT_ADMINS", "").split(",") if part.strip()]
    if wrong := [part for part in admins if not part.isdecimal()]:
        problems.append(f"BOT_ADMINS: {', '.join(wrong)} is no Telegram user id; write numbers with commas between")
    log_level = values.get("BOT_LOG_LEVEL", DEFAULTS.log_level).upper()
    if log_level not in LOG_LEVELS:
        problems.append(f"BOT_LOG_LEVEL: {log_level!r} is none of {', '.join(LOG_LEVELS)}")
    rates = {name: _rate(values, name, default, problems) for name, default in _RATES.items()}
    paid = values.get("BOT_PAID_BROADCASTS", "no").casefold()
    if paid not in ("yes", "no"):
        problems.append("BOT_PAID_BROADCASTS: write yes or no")
    if paid != "yes" and rates["BOT_RATE"] > FREE_RATE:
        problems.append(
            f"BOT_RATE: Telegram lets {FREE_RATE} messages a second out for nothing; more cost Stars: "
            "BOT_PAID_BROADCASTS=yes"
        )
    if problems:
        raise SettingsRefused(problems)
    return Settings(
        token=token,
        api_url=api_url,
        admins=frozenset(int(part) for part in admins),
        facts=_facts(values, folder),
        database_url=values.get("BOT_DATABASE_URL", DEFAULTS.database_url),
        listen=values.get("BOT_LISTEN", DEFAULTS.listen),
        proxy=proxy,
        log_level=log_level,
        unanswered=Path(values.get("BOT_UNANSWERED", DEFAULTS.unanswered)),
        rate=rates["BOT_RATE"],
        chat_rate=rates["BOT_CHAT_RATE"],
        group_rate=rates["BOT_GROUP_RATE"],
        paid_broadcasts=paid == "yes",
    )


def _rate(values: Mapping[str, str], name: str, default: float, problems: list[str]) -> float:
    try:
        rate = float(values.get(name, default))
    except ValueError:
        rate = 0.0
    if not 0 < rate <= MOST_RATE:
        problems.append(f"{name}: write a number of messages, more than 0 and at most {MOST_RATE}")
        return default
    return rate


def _token(values: Mapping[str, str], problems: list[str]) -> str | None:
    token = values.get("BOT_TOKEN")
    if token is None and (file := values.get("BOT_TOKEN_FILE")):
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"BOT_TOKEN_FILE: {file} cannot be read ({type(error).__name__})")
            return None
    if token is not None and not _TOKEN.fullmatch(token):
        problems.append(
            "BOT_TOKEN: this is no token; BotFather gives one like 123456789:AAF… (its text is not shown here)"
        )
    return token


def _check_url(name: str, url: str, schemes: tuple[str, ...], problems: list[str]) -> None:
    try:
        parts = urlsplit(url)
        right = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        right = False
    if not right:
        problems.append(f"{name}: is no address; write {' or '.join(schemes)}://host[:port]")


def _facts(values: Mapping[str, str], folder: Path) -> Path:
    """The named base, else the one in the folder, else (installed without a checkout) the one in the package."""
    if named := values.get("BOT_FACTS"):
        return Path(named)
    here = folder / "facts.json"
    packaged = Path(str(files("bot") / "data" / "facts.json"))
    return packaged if not here.exists() and packaged.exists() else here
