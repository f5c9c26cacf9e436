"""Typed settings from `BOT_*` variables and a `.env` file; the environment wins.

All that is wrong is said at once, by `SettingsRefused`. The token never shows in a `repr`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.resources import files
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

from bot.files import read_whole

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram takes (Bot API, setWebhook), and no less than 16
_PORT = re.compile("[0-9]{1,5}")  # of more digits not even converted: Python refuses to from some thousands on
_PATH = re.compile(r"(/[\w.~-]+)+/?|/?", re.ASCII)
# No URI of SQLite's own: what it names may be any file under another name.
_DATABASE = re.compile(r"sqlite://(/(?!file:).*)?|postgres(ql)?://.*")
NO_DATABASE = "BOT_DATABASE_URL: is no address of a database; write sqlite:///FILE or postgresql://USER@HOST/NAME"
_SLASHES = "before a file stand three slashes, as in sqlite:///bot.db or, from the root, sqlite:////var/lib/bot.db"
OFF = "off"
# Whom Telegram names in place of a channel that is forwarded, of an anonymous administrator, of a channel that writes
# in a group (Bot API, Message.from): many people are behind each.
NO_PERSONS = (0, 777000, 1087968824, 136817688)
LARGEST_ID = 2**52 - 1  # a user's id has at most 52 significant bits (Bot API, User)


class SettingsRefused(Exception):
    """Settings that cannot be used; `problems` has one line each, `log_format` is how they are to be said in a log."""

    def __init__(self, problems: list[str], log_format: str = "text") -> None:
        super().__init__("\n".join(problems))
        self.problems, self.log_format = problems, log_format


@dataclass(frozen=True, slots=True)
class Settings:
    """What the variables say. `listen` is host and port; `must_listen`: it was named, so the bot does not do without.

    Messages leave at `rate` a second in all, `chat_rate` a second to one chat, `group_rate` a minute to one group.
    """

    token: str | None = field(default=None, repr=False)
    api_url: str = "https://api.telegram.org"
    admins: frozenset[int] = frozenset()
    facts: Path = Path("facts.json")
    database_url: str = field(default="sqlite:///bot.db", repr=False)
    listen: tuple[str, int] | None = None
    must_listen: bool = False
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    webhook_stays: bool = True
    proxy: str | None = field(default=None, repr=False)
    log_level: str = "INFO"
    log_format: str = "text"
    unanswered: Path = Path("unanswered.log")
    rate: float = 25.0
    chat_rate: float = 1.0
    group_rate: float = 20.0
    paid_broadcasts: bool = False
    # BOT_ variables that are no settings, each with the nearest that is; and lines of .env that say nothing
    unknown: tuple[str, ...] = ()


DEFAULTS = Settings()
PREFIX = "BOT_"
TOKENS = ("BOT_TOKEN", "BOT_TOKEN_FILE")  # two ways to say one thing: what the environment says of it wins
NAMES = (
    *("BOT_TOKEN", "BOT_TOKEN_FILE", "BOT_API_URL", "BOT_ADMINS", "BOT_FACTS", "BOT_DATABASE_URL", "BOT_RATE"),
    *("BOT_CHAT_RATE", "BOT_GROUP_RATE", "BOT_PAID_BROADCASTS", "BOT_PROXY", "BOT_UNANSWERED", "BOT_LOG_LEVEL"),
    *("BOT_LOG_FORMAT", "BOT_LISTEN", "BOT_WEBHOOK_URL", "BOT_WEBHOOK_SECRET", "BOT_WEBHOOK_STAYS"),
)
USUAL_LISTEN = "127.0.0.1:8080"
MOST_PORT = 65_535
MOST_BYTES = 64 * 1024  # of .env, and of a token's file
TAKEN_PATHS = ("/healthz", "/readyz", "/metrics")
MOST_RATE = 10_000
FREE_RATE = 30  # messages a second, of all chats together (Telegram's FAQ for bots)
_RATES = {
    "BOT_RATE": DEFAULTS.rate,
    "BOT_CHAT_RATE": DEFAULTS.chat_rate,
    "BOT_GROUP_RATE": DEFAULTS.group_rate,
}


def read_settings(environment: Mapping[str, str], folder: Path = Path()) -> Settings:
    """The settings of that environment and of `.env` in that folder. Raises SettingsRefused with all problems."""
    written, unread = _written(folder / ".env", environment)
    if any(map(environment.get, TOKENS)):
        written = {name: text for name, text in written.items() if name not in TOKENS}
    given = {**written, **environment}
    values = {name: text.strip() for name, text in given.items() if _is_ours(name) and text and text.strip()}
    problems: list[str] = []
    token = _token(values, problems)
    api_url = values.get("BOT_API_URL", DEFAULTS.api_url).rstrip("/")
    _is_url("BOT_API_URL", api_url, ("http", "https"), problems)
    if not {"?", "#"}.isdisjoint(api_url):  # the token and the method come behind it
        problems.append("BOT_API_URL: write it without ? and #, as in https://bot-api.example.org")
    database_url = values.get("BOT_DATABASE_URL", DEFAULTS.database_url)
    if (problem := database_problem(database_url)) is not None:
        problems.append(problem)
    proxy = values.get("BOT_PROXY")
    if proxy is not None:
        _is_url("BOT_PROXY", proxy, ("http", "https", "socks5"), problems)
    admins = [part.strip() for part in values.get("BOT_ADMINS", "").split(",") if part.strip()]
    if wrong := [part for part in admins if not _is_person(part)]:
        problems.append(f"BOT_ADMINS: {', '.join(wrong)} is no person's Telegram id; write numbers with commas between")
    log_level = values.get("BOT_LOG_LEVEL", DEFAULTS.log_level).upper()
    if log_level not in LOG_LEVELS:
        problems.append(f"BOT_LOG_LEVEL: {log_level!r} is none of {', '.join(LOG_LEVELS)}")
    log_format = _one_of(values, "BOT_LOG_FORMAT", ("text", "json"), problems)
    webhook_url = _webhook_url(values, api_url, problems)
    webhook_secret = values.get("BOT_WEBHOOK_SECRET")
    if webhook_secret is not None and not _SECRET.fullmatch(webhook_secret):
        problems.append("BOT_WEBHOOK_SECRET: write 16 to 256 letters, digits, _ or -, or leave it out")
    rates = {name: _rate(values, name, default, problems) for name, default in _RATES.items()}
    paid = _one_of(values, "BOT_PAID_BROADCASTS", ("no", "yes"), problems)
    webhook_stays = _one_of(values, "BOT_WEBHOOK_STAYS", ("yes", "no"), problems)
    listen = _listen(values, webhook_url, problems)
    if paid != "yes" and rates["BOT_RATE"] > FREE_RATE:
        problems.append(
            f"BOT_RATE: Telegram lets {FREE_RATE} messages a second out for nothing; more cost Stars: "
            "BOT_PAID_BROADCASTS=yes"
        )
    if problems:
        raise SettingsRefused(problems, log_format)
    return Settings(
        token=token,
        api_url=api_url,
        admins=frozenset(int(part) for part in admins),
        facts=_facts(values, folder),
        database_url=database_url,
        listen=listen,
        must_listen="BOT_LISTEN" in values,
        webhook_url=webhook_url,
        webhook_secret=webhook_secret,
        webhook_stays=webhook_stays == "yes",
        proxy=proxy,
        log_level=log_level,
        log_format=log_format,
        unanswered=Path(values.get("BOT_UNANSWERED", DEFAULTS.unanswered)),
        rate=rates["BOT_RATE"],
        chat_rate=rates["BOT_CHAT_RATE"],
        group_rate=rates["BOT_GROUP_RATE"],
        paid_broadcasts=paid == "yes",
        unknown=(*unread, *map(_unknown, sorted(values.keys() - set(NAMES)))),
    )


def database_problem(address: str) -> str | None:
    """Why that is no address of a database, and what to write; None for one that may be."""
    if _DATABASE.fullmatch(address):
        return None
    return f"{NO_DATABASE}; {_SLASHES}" if address.casefold().startswith("sqlite:") else NO_DATABASE


def _is_person(number: str) -> bool:
    """Whether it is a number that a person may have; longer ones are not even converted."""
    is_short = number.isdecimal() and len(number) <= len(str(LARGEST_ID))
    return is_short and int(number) <= LARGEST_ID and int(number) not in NO_PERSONS


def _is_ours(name: str) -> bool:
    return name.upper().startswith(PREFIX)


def _unknown(name: str) -> str:
    near = get_close_matches(name.upper().removeprefix(PREFIX), [each.removeprefix(PREFIX) for each in NAMES], n=1)
    return f"{name} (perhaps {PREFIX}{near[0]}?)" if near else name


def _written(file: Path, environment: Mapping[str, str]) -> tuple[Mapping[str, str | None], list[str]]:
    """What `.env` says, and which of its lines say nothing; nothing when there is none. Raises SettingsRefused."""
    log_format = environment.get("BOT_LOG_FORMAT", DEFAULTS.log_format)
    try:
        lines = list(parse_stream(StringIO(read_whole(file, MOST_BYTES).decode())))
    except FileNotFoundError:
        return {}, []
    except UnicodeDecodeError:
        raise SettingsRefused([".env: is no UTF-8 text; write it anew"], log_format) from None
    except OSError as error:
        raise SettingsRefused([f".env: cannot be read ({error.strerror})"], log_format) from None
    read = StringIO("".join(each.original.string for each in lines if not each.error))
    return dotenv_values(stream=read), [f".env, line {_line(each)} (no NAME=VALUE)" for each in lines if each.error]


def _line(read: Binding) -> int:
    """The line that was read; the empty ones before it belong to it."""
    text = read.original.string
    return read.original.line + text[: len(text) - len(text.lstrip())].count("\n")


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
    token, file = values.get("BOT_TOKEN"), values.get("BOT_TOKEN_FILE")
    if token is not None and file is not None:
        problems.append("BOT_TOKEN, BOT_TOKEN_FILE: are both set, and which one is meant is not known; leave one out")
        return None
    if file is not None:
        try:
            token = read_whole(Path(file), MOST_BYTES).decode().strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "no UTF-8 text"
            problems.append(f"BOT_TOKEN_FILE: {file} cannot be read ({reason})")
            return None
    if token is not None and not _TOKEN.fullmatch(token):
        problems.append(
            "BOT_TOKEN: this is no token; BotFather gives one like 123456789:AAF… (its text is not shown here)"
        )
    return token


def _one_of(values: Mapping[str, str], name: str, choices: Sequence[str], problems: list[str]) -> str:
    """One of a few words, the first of them by default."""
    chosen = values.get(name, choices[0]).casefold()
    if chosen not in choices:
        problems.append(f"{name}: write {' or '.join(choices)}")
    return chosen


def _webhook_url(values: Mapping[str, str], api_url: str, problems: list[str]) -> str | None:
    """The address that Telegram sends updates to. http:// is for a Bot API server of one's own only."""
    if (url := values.get("BOT_WEBHOOK_URL")) is None:
        return None
    schemes = ("https",) if api_url == DEFAULTS.api_url else ("https", "http")
    if not _is_url("BOT_WEBHOOK_URL", url, schemes, problems):
        return None
    parts = urlsplit(url)
    if not _PATH.fullmatch(parts.path) or parts.query or parts.fragment or parts.username:
        problems.append("BOT_WEBHOOK_URL: write a plain path, as in https://bot.example.org/telegram")
    elif parts.path in TAKEN_PATHS:
        problems.append(f"BOT_WEBHOOK_URL: {parts.path} is taken; use another path, as /telegram")
    return url


def _listen(values: Mapping[str, str], webhook_url: str | None, problems: list[str]) -> tuple[str, int] | None:
    """Where the bot's own server listens; None for nowhere.

    A webhook address of http:// leads here without a proxy: then by default it is its host and port.
    """
    written = values.get("BOT_LISTEN", "")
    if written.casefold() == OFF:
        if webhook_url is not None:
            problems.append("BOT_LISTEN: a webhook has to listen somewhere; write host:port")
        return None
    direct = urlsplit(webhook_url or "")
    is_direct = direct.scheme == "http" and direct.port is not None
    host, _, port = (written or (f"{direct.hostname}:{direct.port}" if is_direct else USUAL_LISTEN)).rpartition(":")
    if not host or not _PORT.fullmatch(port) or int(port) > MOST_PORT:
        problems.append("BOT_LISTEN: write host:port, as in 127.0.0.1:8080, or off")
        return None
    return host.strip("[]"), int(port)


def _is_url(name: str, url: str, schemes: tuple[str, ...], problems: list[str]) -> bool:
    """Whether it is an address of one of these schemes; that it is none is one of the problems."""
    try:
        parts = urlsplit(url)
        right = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        right = False
    if not right:
        problems.append(f"{name}: is no address; write {' or '.join(schemes)}://host[:port]")
    return right


def _facts(values: Mapping[str, str], folder: Path) -> Path:
    """The named base, else the one in the folder, else (installed without a checkout) the one in the package."""
    if named := values.get("BOT_FACTS"):
        return Path(named)
    here = folder / "facts.json"
    return packaged if not here.exists() and (packaged := packaged_facts()).exists() else here


def packaged_facts() -> Path:
    """The base that comes with the package, where it is installed without a checkout."""
    return Path(str(files("bot") / "data" / "facts.json"))
