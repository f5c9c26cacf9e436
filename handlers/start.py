"""/start: the greeting; with the code of a deep link, the fact, city or digest that it leads to, or its question."""

from __future__ import annotations

from bot.conversation import Answer, Ask, Command
from bot.previews import by_code
from bot.render.fact import fact_reply
from bot.render.help import gone_reply, start_reply
from bot.render.links import CITY_CODE, CODES, DIGEST_CODE, FACT_CODE, words_of
from bot.render.listing import cities_reply
from bot.render.reply import Reply
from bot.services import Services


def command(words: Answer) -> Command:
    """The command; `words` answers a question that was typed elsewhere and came along in the link."""

    async def answer(ask: Ask, services: Services) -> Reply:
        if ask.origin.where.is_private:  # a private chat begins with it, and again after the bot was blocked
            await services.store.chats.meet(ask.origin.where, ask.origin.now)
            services.last_asked.forget(ask.origin.where.chat_id)
        if question := words_of(ask.words):
            return await services.worked_out(words(Ask.of(question, ask.today, ask.origin), services))
        if (linked := await _linked(ask, services)) is not None:
            return linked
        if ask.words.startswith(CODES):
            return gone_reply()
        return start_reply(services.catalogue, services.name_in(ask.origin.where))

    return Command("start", "开始", answer, "从这里开始", "Start here", in_menu=False, waits=True)


async def _linked(ask: Ask, services: Services) -> Reply | None:
    """What a start code leads to; None for one that leads nowhere, which anybody can write."""
    code, catalogue = ask.words, services.catalogue
    if code.startswith(FACT_CODE):
        fact = catalogue.fact(code.removeprefix(FACT_CODE))
        return fact_reply(fact, catalogue) if fact else gone_reply()
    if code.startswith(CITY_CODE):
        place = catalogue.place(code.removeprefix(CITY_CODE))
        return cities_reply([place], None, 1, catalogue) if place else None
    if code.startswith(DIGEST_CODE):
        return await by_code(code.removeprefix(DIGEST_CODE), 1, ask.origin, services)
    return None
