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
    }
    with pytest.raises(SettingsRefused) as refused:
        read_settings(wrong, tmp_path)
    assert len(refused.value.problems) == 6


def test_a_token_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="BOT_TOKEN_FILE"):
        read_settings({"BOT_TOKEN_FILE": str(tmp_path / "nothing")}, tmp_path)


def test_administrators_and_empty_variables(tmp_path: Path) -> None:
    settings = read_settings({"BOT_ADMINS": "1, 22 ,", "BOT_API_URL": " ", "BOT_PROXY": ""}, tmp_path)
    assert settings.admins == {1, 22}
    assert settings.proxy is None
