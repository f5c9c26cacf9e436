"""The buttons that ask: a command, or plain words, with one of the base's example questions or with nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.conversation import Action, Answer, Command, Pressed
from bot.render import presses
from bot.render.help import examples
from bot.render.reply import Reply
from bot.services import Services

PLAIN_WORDS = "words"


def action(commands: Callable[[], Sequence[Command]], words: Answer) -> Action:
    """The action that asks one of these commands; they are looked up when it is used.

    Those that use the store or ask Telegram are said or pressed by their own buttons: what this one does can be forged.
    """

    async def press(pressed: Pressed, services: Services) -> Reply | None:
        kind, number = pressed.ids
        answers = {command.name: command.answer for command in commands() if not command.waits} | {PLAIN_WORDS: words}
        if (answer := answers.get(kind)) is None:
            return None
        if number == presses.NONE:
            return await answer(pressed.ask(""), services)
        questions = dict(enumerate(examples(kind, services.catalogue)))
        question = questions.get(int(number)) if number.isdecimal() else None
        return await answer(pressed.ask(question), services) if question else None

    return Action(press, ids=2)
