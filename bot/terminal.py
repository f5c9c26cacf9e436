"""A chat on this terminal: the same application on the local wire. Lines piped in are answered in order."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from telegram import Update

from bot.app import application_on
from bot.dispatch import AnyApplication
from bot.facts import Base
from bot.services import Services
from bot.transport.local import LOCAL_TOKEN, LocalWire, Sent
from bot.transport.markup import Span
from handlers import COMMANDS

ME = 2
HISTORY = Path.home() / ".policy-briefing-bot-history"
ON_TELEGRAM = "要放到 Telegram 上：向 @BotFather 要一个 token，写进环境变量或 .env 的 BOT_TOKEN，再运行一次。"
RICH_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strike": "strike",
    "code": "cyan",
    "quote": "dim",
    "spoiler": "reverse",
}


class Conversation:
    """One private chat with the application: what is typed goes in as updates, what is sent comes out on `show`."""

    def __init__(self, show: Callable[[Sent], None]) -> None:
        self._show = show
        self._updates = itertools.count(1)
        self._messages = itertools.count(1_000_000)  # apart from the wire's own
        self.last: Sent | None = None

    def heard(self, sent: Sent) -> None:
        if sent.chat_id is not None:
            self.last = sent
            self._show(sent)
        elif alert := sent.parameters.get("text"):
            self._show(Sent(sent.method, shown=_plain(str(alert))))

    @property
    def choices(self) -> list[dict[str, Any]]:
        return [button for row in (self.last.buttons if self.last else ()) for button in row]

    async def say(self, application: AnyApplication, line: str) -> None:
        """Hands in a line: the number of a button presses it, all else is a message."""
        number = int(line) if line.isascii() and line.isdecimal() and len(line) <= 3 else 0
        if self.last is not None and 0 < number <= len(self.choices):
            await self._press(application, self.last, self.choices[number - 1])
            return
        await application.process_update(self._update(application, "message", self._message(line)))

    async def _press(self, application: AnyApplication, sent: Sent, button: dict[str, Any]) -> None:
        if copied := button.get("copy_text"):
            self._show(Sent("copy", shown=_plain(str(copied["text"]))))
            return
        message = {"message_id": sent.message_id, "date": 0, "chat": _chat(), "text": sent.text}
        query = {
            "id": "1",
            "from": _person(),
            "chat_instance": "1",
            "message": message,
            "data": button["callback_data"],
        }
        await application.process_update(self._update(application, "callback_query", query))

    def _message(self, text: str) -> dict[str, Any]:
        return {
            "message_id": next(self._messages),
            "date": int(time.time()),
            "chat": _chat(),
            "from": _person(),
            "text": text,
        }

    def _update(self, application: AnyApplication, kind: str, content: dict[str, Any]) -> Update:
        return Update.de_json({"update_id": next(self._updates), kind: content}, application.bot)


async def chat(base: Base, lines: TextIO, out: TextIO) -> int:
    """Talks until the end of input. Returns the exit code."""
    services = Services.of(base)
    interactive = lines.isatty() and out.isatty()
    show = _rich_printer(out) if interactive else _plain_printer(out)
    conversation = Conversation(show)
    wire = LocalWire(conversation.heard)
    application = application_on(wire, services, LOCAL_TOKEN)
    async with application:
        if interactive:
            await _interactive(conversation, application)
        else:
            print(ON_TELEGRAM, file=sys.stderr)
            for line in lines:
                if line.strip():
                    await conversation.say(application, line.strip())
                    out.flush()
    return 0


async def _interactive(conversation: Conversation, application: AnyApplication) -> None:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    words = [f"/{name}" for command in COMMANDS for name in (command.name, command.chinese)]
    meta = {f"/{name}": c.summary for c in COMMANDS for name in (c.name, c.chinese)}
    try:
        HISTORY.touch()
        history: History = FileHistory(str(HISTORY))
    except OSError:
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=history, completer=WordCompleter(words, meta_dict=meta, sentence=True), complete_while_typing=True
    )
    print(ON_TELEGRAM)
    await conversation.say(application, "/start")
    await conversation.say(application, "/help")
    while True:
        try:
            line = (await session.prompt_async("› ")).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line:
            await conversation.say(application, line)


def _plain_printer(out: TextIO) -> Callable[[Sent], None]:
    def show(sent: Sent) -> None:
        lines = [sent.text, *_choice_lines(sent), ""]
        out.write("\n".join(lines) + "\n")

    return show


def _rich_printer(out: TextIO) -> Callable[[Sent], None]:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False)

    def show(sent: Sent) -> None:
        text = Text(sent.text)
        for span in sent.shown.spans:
            text.stylize(_style(span), span.start, span.end)
        console.print(text)
        for line in _choice_lines(sent):
            console.print(Text(line, style="blue"))
        console.print()

    return show


def _style(span: Span) -> str:
    return f"link {span.url}" if span.url else RICH_STYLES.get(span.style, "")


def _choice_lines(sent: Sent) -> list[str]:
    """The buttons, a row a line, each with the number that presses it."""
    numbers = itertools.count(1)
    return ["  ".join(f"[{next(numbers)}] {button['text']}" for button in row) for row in sent.buttons]


def _plain(text: str) -> Any:
    from bot.transport.markup import Parsed

    return Parsed(text, ())


def _person() -> dict[str, Any]:
    return {"id": ME, "is_bot": False, "first_name": "我", "language_code": "zh-hans"}


def _chat() -> dict[str, Any]:
    return {"id": ME, "type": "private", "first_name": "我"}
