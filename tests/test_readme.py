"""The README says what is true: its table of commands is the list's, its conversations are the real ones."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from bot.services import Services
from bot.settings import NAMES
from bot.terminal import choice_lines
from handlers import COMMANDS
from tests.chat import Chat
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_commands_is_the_list_of_commands() -> None:
    rows = [
        f"| `/{' '.join(filter(None, (c.name, c.usage)))}` | `/{c.chinese}` | {c.summary} |"
        for c in COMMANDS
        if c.in_menu
    ]
    assert "\n".join(rows) in README


async def test_the_conversations_are_what_the_bot_says(services: Services) -> None:
    chat = Chat(services, datetime(2026, 11, 20, 4, 0, tzinfo=UTC))
    conversations = re.findall(r"```text\n› (.*?)\n\n(.*?)```", README, re.DOTALL)
    assert len(conversations) == 2
    async with chat.application:
        for asked, answered in conversations:
            said = await chat(asked)
            assert "\n".join([said.text, *choice_lines(said.messages[0])]) == answered.strip("\n")


def test_every_setting_is_in_the_table() -> None:
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r"BOT_[A-Z_]*[A-Z]", source)) == set(NAMES)
    assert set(re.findall(r"BOT_[A-Z_]*[A-Z]", table_of_settings())) == set(NAMES)


def table_of_settings() -> str:
    return README.partition("| variable | default | |")[2].partition("\n\n")[0]
