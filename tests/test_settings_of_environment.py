"""Settings from the environment and from .env."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import SettingsRefused, read_settings

TOKEN = "123456789:AAF-fakefakefakefakefakefakefakefake"


def test_without_any_variable_the_chat_is_local(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)
    assert settings.token is None
    assert settings.api_url == "https://api.telegram.org"


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nBOT_LOG_LEVEL=debug\nOTHER=1\n", encoding="utf-8")
    settings = read_settings({"BOT_LOG_LEVEL": "warning"}, tmp_path)
    assert settings.token == TOKEN
    assert settings.log_level == "WARNING"


def test_the_token_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="utf-8")
    assert read_settings({"BOT_TOKEN_FILE": str(tmp_path / "token")}, tmp_path).token == TOKEN


def test_a_token_that_is_set_in_both_ways_is_refused_for_nobody_knows_which_is_meant(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    (line,) = problems(tmp_path, BOT_TOKEN=TOKEN, BOT_TOKEN_FILE=str(tmp_path / "token"))
    assert line == "BOT_TOKEN, BOT_TOKEN_FILE: are both set, and which one is meant is not known; leave one out"


def test_a_token_of_the_environment_wins_over_the_written_one_whichever_way_each_is_set(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / ".env").write_text("BOT_TOKEN_FILE=nowhere\n")
    assert read_settings({"BOT_TOKEN": TOKEN}, tmp_path).token == TOKEN
    (tmp_path / ".env").write_text("BOT_TOKEN=abc\n")
    assert read_settings({"BOT_TOKEN_FILE": str(tmp_path / "token")}, tmp_path).token == TOKEN


def test_the_token_never_shows(tmp_path: Path) -> None:
    assert TOKEN not in repr(read_settings({"BOT_TOKEN": TOKEN}, tmp_path))
    with pytest.raises(SettingsRefused) as refused:
        read_settings({"BOT_TOKEN": TOKEN + "!"}, tmp_path)
    assert TOKEN not in str(refused.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    wrong = {
        "BOT_TOKEN": "abc",
        "BOT_API_URL": "ftp://x",
        "BOT_ADMINS": "1, me",
        "BOT_LOG_LEVEL": "LOUD",
        "BOT_PROXY": "http://",
        "BOT_WEBHOOK_URL": "https://example.org/metrics",
        "BOT_TOKEN_FILE": "unused",
        "BOT_DATABASE_URL": "mysql://x",
    }
    with pytest.raises(SettingsRefused) as refused:
        read_settings(wrong, tmp_path)
    assert len(refused.value.problems) == 7


@pytest.mark.parametrize("address", ["mysql://x", "bot.db", "sqlite:bot.db", "postgresql+asyncpg://h/x", "SQLITE:///x"])
def test_what_is_no_address_of_a_database_is_said_with_the_settings(tmp_path: Path, address: str) -> None:
    (line,) = problems(tmp_path, BOT_DATABASE_URL=address)
    assert line.startswith("BOT_DATABASE_URL: is no address of a database; write sqlite:///FILE or")


@pytest.mark.parametrize("address", ["sqlite://bot.db", "sqlite:bot.db", "sqlite:/var/bot.db", "sqlite://var/bot.db"])
def test_a_file_with_too_few_slashes_is_told_how_many_there_are(tmp_path: Path, address: str) -> None:
    (line,) = problems(tmp_path, BOT_DATABASE_URL=address)
    assert "sqlite:///bot.db" in line
    assert "sqlite:////var/lib/bot.db" in line


@pytest.mark.parametrize("number", [1, 2**52 - 1])
def test_a_person_s_number_is_taken(tmp_path: Path, number: int) -> None:
    assert read_settings({"BOT_ADMINS": str(number)}, tmp_path).admins == {number}


@pytest.mark.parametrize("number", ["0", "-5", "777000", str(2**52), str(10**22), "9" * 5_000, "1.5", "@me"])
def test_what_no_person_s_number_can_be_is_refused_in_a_line(tmp_path: Path, number: str) -> None:
    (line,) = problems(tmp_path, BOT_ADMINS=f"7, {number}")
    assert line == f"BOT_ADMINS: {number} is no person's Telegram id; write numbers with commas between"


@pytest.mark.parametrize("rest", ["/y?z=1", "?", "#top", "/y?z#t"])
def test_a_root_of_the_bot_api_has_no_query_and_no_fragment(tmp_path: Path, rest: str) -> None:
    (line,) = problems(tmp_path, BOT_API_URL=f"https://x{rest}")
    assert line == "BOT_API_URL: write it without ? and #, as in https://bot-api.example.org"


def test_a_root_of_the_bot_api_may_have_a_path(tmp_path: Path) -> None:
    assert read_settings({"BOT_API_URL": "https://x:8081/y/"}, tmp_path).api_url == "https://x:8081/y"


def test_what_sqlite_itself_takes_for_an_address_is_refused(tmp_path: Path) -> None:
    (line,) = problems(tmp_path, BOT_DATABASE_URL="sqlite:///file:bot.db?uri=true")
    assert line.startswith("BOT_DATABASE_URL: is no address of a database; write sqlite:///FILE")


@pytest.mark.parametrize(
    "address",
    ["sqlite://", "sqlite:///:memory:", "sqlite:////var/bot.db", "postgres://u@h/x", "postgresql:///x?host=/tmp"],
)
def test_an_address_of_a_database_is_taken(tmp_path: Path, address: str) -> None:
    assert read_settings({"BOT_DATABASE_URL": address}, tmp_path).database_url == address


def test_a_token_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="BOT_TOKEN_FILE"):
        read_settings({"BOT_TOKEN_FILE": str(tmp_path / "nothing")}, tmp_path)


def test_administrators_and_empty_variables(tmp_path: Path) -> None:
    settings = read_settings({"BOT_ADMINS": "1, 22 ,", "BOT_API_URL": " ", "BOT_PROXY": ""}, tmp_path)
    assert settings.admins == {1, 22}
    assert settings.proxy is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("BOT_ADMIN", "BOT_ADMIN (perhaps BOT_ADMINS?)"),
        ("BOT_DATABASE", "BOT_DATABASE (perhaps BOT_DATABASE_URL?)"),
        ("BOT_TOKEN_", "BOT_TOKEN_ (perhaps BOT_TOKEN?)"),
        ("BOT_QUXZY", "BOT_QUXZY"),
    ],
)
def test_a_variable_that_is_no_setting_is_named_with_the_nearest_and_not_its_value(
    tmp_path: Path, name: str, said: str
) -> None:
    settings = read_settings({name: "secret", "BOT_RATE": "5", "OTHER": "1"}, tmp_path)
    assert settings.unknown == (said,)
    assert "secret" not in repr(settings)


def test_a_misspelt_line_of_the_written_file_is_named_too_and_an_empty_one_is_not(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_ADMNIS=1\nBOT_NOTHING=\n")
    assert read_settings({}, tmp_path).unknown == ("BOT_ADMNIS (perhaps BOT_ADMINS?)",)


def test_a_line_of_the_written_file_that_says_nothing_is_named_and_not_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / ".env").write_text("# settings\n\nmy secret = garbage!\n\n\n=also\nBOT_RATE=5\nbot_chat_rate=3\n")
    settings = read_settings({}, tmp_path)
    assert settings.rate == 5
    assert settings.unknown == (
        ".env, line 3 (no NAME=VALUE)",
        ".env, line 6 (no NAME=VALUE)",
        "bot_chat_rate (perhaps BOT_CHAT_RATE?)",
    )
    assert not caplog.records


WEBHOOK = "https://bot.example.org/telegram"


def problems(tmp_path: Path, **variables: str) -> list[str]:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(variables, tmp_path)
    return refused.value.problems


def test_without_a_webhook_s_address_the_bot_polls_and_listens_on_its_own_machine(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)
    assert settings.webhook_url is None
    assert settings.listen == ("127.0.0.1", 8080)
    assert not settings.must_listen
    assert settings.log_format == "text"


def test_a_webhook_has_an_address_a_secret_and_stays(tmp_path: Path) -> None:
    settings = read_settings({"BOT_WEBHOOK_URL": WEBHOOK, "BOT_WEBHOOK_SECRET": "s" * 16}, tmp_path)
    assert (settings.webhook_url, settings.webhook_secret, settings.webhook_stays) == (WEBHOOK, "s" * 16, True)
    assert settings.listen == ("127.0.0.1", 8080), "behind a proxy"


@pytest.mark.parametrize(
    "url",
    [
        "http://bot.example.org/telegram",
        "bot.example.org/telegram",
        "https://",
        "https://bot.example.org:0/telegram",
        "https://bot.example.org:port/telegram",
        "https://bot.example.org/telegram?key=1",
        "https://bot.example.org/{anything}",
        "https://bot.example.org/a b",
        "https://bot.example.org//telegram",
        "https://bot.example.org/healthz",
        "https://bot.example.org/readyz",
        "https://bot.example.org/metrics",
    ],
)
def test_what_cannot_be_a_webhook_s_address_is_refused_in_one_line(tmp_path: Path, url: str) -> None:
    (problem,) = problems(tmp_path, BOT_WEBHOOK_URL=url)
    assert problem.startswith("BOT_WEBHOOK_URL: ")


@pytest.mark.parametrize("url", ["https://x.example", "https://x.example/", "https://x.example:8443/a/b-c_d.e~1/"])
def test_what_can_be_a_webhook_s_address_is_taken_as_it_is(tmp_path: Path, url: str) -> None:
    assert read_settings({"BOT_WEBHOOK_URL": url}, tmp_path).webhook_url == url


def test_a_bot_api_server_of_one_s_own_may_send_without_tls_and_leads_straight_to_the_bot(tmp_path: Path) -> None:
    own = {"BOT_API_URL": "http://localhost:8081", "BOT_WEBHOOK_URL": "http://10.0.0.5:9000/telegram"}
    assert read_settings(own, tmp_path).listen == ("10.0.0.5", 9000)
    assert read_settings({**own, "BOT_LISTEN": "0.0.0.0:9001"}, tmp_path).listen == ("0.0.0.0", 9001)  # noqa: S104
    without_a_port = {**own, "BOT_WEBHOOK_URL": "http://10.0.0.5/telegram"}
    assert read_settings(without_a_port, tmp_path).listen == ("127.0.0.1", 8080)


@pytest.mark.parametrize("secret", ["short", "x" * 15, "x" * 257, "x" * 20 + "!", "x" * 20 + " y", "é" * 20])
def test_a_secret_that_telegram_does_not_take_or_anybody_guesses_is_refused_and_not_shown(
    tmp_path: Path, secret: str
) -> None:
    (problem,) = problems(tmp_path, BOT_WEBHOOK_SECRET=secret)
    assert problem.startswith("BOT_WEBHOOK_SECRET: ")
    assert secret not in problem


def test_a_secret_never_shows(tmp_path: Path) -> None:
    settings = read_settings({"BOT_WEBHOOK_SECRET": "a-secret_0123456789"}, tmp_path)
    assert "a-secret" not in repr(settings)


@pytest.mark.parametrize(("written", "stays"), [("yes", True), ("no", False), ("NO", False), ("", True)])
def test_a_webhook_stays_unless_it_is_told_not_to(tmp_path: Path, written: str, stays: bool) -> None:
    assert read_settings({"BOT_WEBHOOK_STAYS": written}, tmp_path).webhook_stays is stays


@pytest.mark.parametrize(
    ("written", "listens"),
    [
        ("0.0.0.0:80", ("0.0.0.0", 80)),  # noqa: S104
        ("[::1]:8080", ("::1", 8080)),
        ("localhost:0", ("localhost", 0)),
        ("off", None),
        ("OFF", None),
    ],
)
def test_where_it_listens_can_be_named_or_switched_off(
    tmp_path: Path, written: str, listens: tuple[str, int] | None
) -> None:
    settings = read_settings({"BOT_LISTEN": written}, tmp_path)
    assert settings.listen == listens
    assert settings.must_listen, "what somebody names must be had"


@pytest.mark.parametrize(
    "written",
    [
        *("8080", ":8080", "localhost", "localhost:", "localhost:http", "x:65536", "x:-1"),
        pytest.param(f"x:{'9' * 5_000}", id="a number that Python does not even read"),
    ],
)
def test_what_is_no_host_and_port_is_refused(tmp_path: Path, written: str) -> None:
    (problem,) = problems(tmp_path, BOT_LISTEN=written)
    assert problem.startswith("BOT_LISTEN: write host:port")


def test_a_webhook_has_to_listen_somewhere(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, BOT_LISTEN="off", BOT_WEBHOOK_URL=WEBHOOK)
    assert problem.startswith("BOT_LISTEN: ")


@pytest.mark.parametrize(("written", "found"), [("json", "json"), ("JSON", "json"), ("text", "text"), (" ", "text")])
def test_the_log_is_text_or_json(tmp_path: Path, written: str, found: str) -> None:
    assert read_settings({"BOT_LOG_FORMAT": written}, tmp_path).log_format == found


@pytest.mark.parametrize("name", ["BOT_LOG_FORMAT", "BOT_WEBHOOK_STAYS"])
def test_a_word_that_is_none_of_the_choices_is_refused_and_they_are_named(tmp_path: Path, name: str) -> None:
    (problem,) = problems(tmp_path, **{name: "maybe"})
    assert problem.startswith(f"{name}: write ")
    assert " or " in problem
