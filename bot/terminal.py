"""A chat on this terminal: the same application on the local wire. Lines piped in are answered in order."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TextIO

from telegram import Update

from bot.app import Assembly, assemble
from bot.clock import Clock
from bot.dispatch import AnyApplication
from bot.services import Services
from bot.settings import DEFAULTS
from bot.subscription import Where
from bot.transport.local import LOCAL_TOKEN, LocalWire, Sent
from bot.transport.markup import Parsed, Span
from handlers import COMMANDS

ME = 2
HISTORY = ".policy-briefing-bot-history"  # in the home folder
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

    async def say(self, application: AnyApplication, line: str) -> None:
        """Hands in a line: the number of a button presses it, all else is a message."""
        last = self.last
        if last is not None and (button := _chosen(line, last)) is not None:
            await self._press(application, last, button)
            return
        await application.process_update(self._update(application, "message", self._message(line)))

    async def _press(self, application: AnyApplication, sent: Sent, button: dict[str, Any]) -> None:
        if copied := button.get("copy_text", {}).get("text") or button.get("url"):
            self._show(Sent("copy", shown=_plain(str(copied))))
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


async def chat(services: Services, facts: Path, lines: TextIO, out: TextIO, at: datetime | None = None) -> int:
    """Talks until the end of input; `at` is the instant that it plays to begin at. Returns the exit code.

    The `services` are of the base in the file `facts`, which /reload reads anew.

    Whoever sits here is the bot's administrator, too. Nothing is remembered after the end.
    """
    interactive = lines.isatty() and out.isatty() and _can_edit()
    show = _rich_printer() if interactive else _plain_printer(out)
    clock = Clock(at - datetime.now(UTC)) if at is not None else Clock()
    conversation = Conversation(show)
    wire = LocalWire(conversation.heard)
    settings = replace(DEFAULTS, facts=facts, admins=frozenset({ME}))
    assembly = assemble(wire, services, LOCAL_TOKEN, settings, clock=clock)
    try:
        async with assembly.application:
            if interactive:
                await _interactive(conversation, assembly)
            else:
                print(ON_TELEGRAM, file=sys.stderr)
                for line in filter(None, map(str.strip, lines)):
                    await conversation.say(assembly.application, line)
                    await assembly.catch_up()
                    out.flush()
                if at is not None:
                    await _play_on(assembly, clock)
    finally:
        await assembly.services.store.close()
    return 0


def _can_edit() -> bool:
    """Whether the extra `terminal` is installed."""
    return all(find_spec(name) is not None for name in ("prompt_toolkit", "rich"))


async def _play_on(assembly: Assembly, clock: Clock) -> None:
    """Lets the time pass until the next digest of this chat has come."""
    wanted = await assembly.services.store.chats.subscription(Where(ME))
    if wanted is not None and wanted.active and wanted.next_at is not None:
        clock.go_on_to(wanted.next_at)
        await assembly.catch_up()


async def _interactive(conversation: Conversation, assembly: Assembly) -> None:
    application, services = assembly.application, assembly.services
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory
    from prompt_toolkit.patch_stdout import patch_stdout

    completer = WordCompleter(_completions(services), sentence=True)
    try:
        path = Path.home() / HISTORY
        path.touch()
        history: History = FileHistory(str(path))
    except (OSError, RuntimeError):  # no home folder, or none that can be written to
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession(history=history, completer=completer, complete_while_typing=True)
    print(ON_TELEGRAM)
    print("命令：" + "  ".join(f"/{c.name} {c.chinese}" for c in COMMANDS if c.in_menu))
    print("数字键按按钮，Tab 补全，Ctrl-D 退出。\n")
    await conversation.say(application, "/start")
    ticker = assembly.ticker()
    ticker.start()
    with patch_stdout(raw=True):  # a digest may come while somebody types
        while True:
            try:
                line = (await session.prompt_async("› ")).strip()
            except KeyboardInterrupt:  # takes back what was typed, as in a shell
                continue
            except EOFError:
                break
            if line:
                await conversation.say(application, line)
    assembly.worker.stop()
    await ticker.stop()
    await assembly.worker.finish()


def _completions(services: Services) -> list[str]:
    """Every command by both names, and the ones that take a place or a topic with each of these."""
    catalogue = services.catalogue
    commands = [f"/{name}" for command in COMMANDS for name in (command.name, command.chinese)]
    places = [f"/{name} {place.name}" for name in ("city", "城市") for place in catalogue.places]
    topics = [f"/{name} {topic.name}" for name in ("topics", "主题") for topic in catalogue.topics]
    return [*commands, *places, *topics]


def _plain_printer(out: TextIO) -> Callable[[Sent], None]:
    def show(sent: Sent) -> None:
        lines = [sent.text, *choice_lines(sent), ""]
        out.write("\n".join(lines) + "\n")

    return show


def _rich_printer() -> Callable[[Sent], None]:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)

    def show(sent: Sent) -> None:
        text = Text(sent.text)
        for span in sent.shown.spans:
            text.stylize(_style(span), span.start, span.end)
        console.print(text, soft_wrap=True)
        for line in choice_lines(sent):
            console.print(Text(line, style="blue"))
        console.print()

    return show


def _style(span: Span) -> str:
    return f"link {span.url}" if span.url else RICH_STYLES.get(span.style, "")


def _chosen(line: str, sent: Sent) -> dict[str, Any] | None:
    """The button that a typed number presses."""
    return {number: button for row in _numbered_rows(sent) for number, button in row}.get(line)


def _numbered_rows(sent: Sent) -> list[list[tuple[str, dict[str, Any]]]]:
    """The buttons with the numbers that press them: one labelled with a number keeps it, the others count on."""
    taken = [int(button["text"]) for row in sent.buttons for button in row if button["text"].isdecimal()]
    free = itertools.count(max(taken, default=0) + 1)
    return [
        [(button["text"] if button["text"].isdecimal() else str(next(free)), button) for button in row]
        for row in sent.buttons
    ]


def choice_lines(sent: Sent) -> list[str]:
    """The buttons, a row a line, each with its number."""

    def choice(number: str, text: str) -> str:
        return f"[{number}]" if number == text else f"[{number}] {text}"

    return ["  ".join(choice(number, button["text"]) for number, button in row) for row in _numbered_rows(sent)]


def _plain(text: str) -> Parsed:
    return Parsed(text, ())


def _person() -> dict[str, Any]:
    return {"id": ME, "is_bot": False, "first_name": "我", "language_code": "zh-hans"}


def _chat() -> dict[str, Any]:
    return {"id": ME, "type": "private", "first_name": "我"}
