"""Lines to administrators: to a chat's, that a topic is gone; to the bot's, what went wrong, once an hour each."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.logs import first_line
from bot.render.reply import Reply, escape
from bot.sending import send_reply
from bot.store import Outbox
from bot.subscription import Delivery, Kind, Where

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)  # the same kind of failure is told of so often
MOST_SHOWN = 300  # characters of what Telegram said


class Alerts:
    """Tells the bot's administrators of what they should know, by the outbox like everything else; or without it."""

    def __init__(self, bot: Bot, outbox: Outbox, admins: Collection[int]) -> None:
        self._bot, self._outbox, self._admins = bot, outbox, admins
        self._told: dict[str, datetime] = {}

    async def tell(self, what: str, text: str, now: datetime) -> None:
        """Owes them this text, unless they were told of `what` within the hour, by any process.

        Where the outbox cannot be written, those who are not owed it yet are told straight.
        """
        if self._was_told(what, now):
            return
        self._told[what] = now
        left = list(self._admins)
        try:
            while left:
                self._told[what] = await self._outbox.alert(Where(left[0]), what, text, now, EVERY)
                del left[0]
        except (SQLAlchemyError, OSError) as error:
            log.warning("administrators are told without the outbox: %s", first_line(error))
            await self._tell_straight(what, text, now, left)

    async def tell_straight(self, what: str, text: str, now: datetime) -> None:
        """Sends them this text at once, unless this process told them of `what` within the hour."""
        if not self._was_told(what, now):
            await self._tell_straight(what, text, now, self._admins)

    async def _tell_straight(self, what: str, text: str, now: datetime, admins: Collection[int]) -> None:
        self._told[what] = now
        reached = False
        try:
            for admin_id in admins:
                reached = await self._reaches(admin_id, text) or reached
        finally:  # also when whoever asked does not wait for the end
            if not reached:
                self._told.pop(what, None)

    def _was_told(self, what: str, now: datetime) -> bool:
        return what in self._told and now - self._told[what] < EVERY

    async def _reaches(self, admin_id: int, text: str) -> bool:
        """Sends it; False when it is worth another try."""
        try:
            await send_reply(self._bot, Where(admin_id), Reply(text))
        except TelegramError as error:
            log.warning("an administrator could not be told: %s", first_line(error))
            return isinstance(error, (Forbidden, BadRequest))
        return True


def topic_gone_notice() -> str:
    return "有一个话题已关闭或删除，发往那里的简报已暂停。请管理员到要收简报的话题里发 /subscribe 重新订阅。"


def refused_alert(delivery: Delivery, words: str) -> str:
    said = (
        f"{escape(_what(delivery))}有一条没能发出，已搁置，不会重发。原因：\n<code>{escape(words[:MOST_SHOWN])}</code>"
    )
    return f"{said}\n其余会话照常发送，详情见日志。"


def no_right_alert(delivery: Delivery) -> str:
    chat = f"<code>{delivery.where.chat_id}</code>"
    return f"我在会话 {chat} 里没有发言权限，发往那里的简报已暂停；请那里的管理员给我“发布消息”权限，之后自动恢复。"


def undelivered_alert(delivery: Delivery) -> str:
    return f"{escape(_what(delivery))}有会话没能收到：多次重试都没发出，或迟到太久。/stats 看数目，详情见日志。"


def failed_alert(reference: str) -> str:
    return f"有一次没能回答。编号 {escape(reference)}，详情见日志。"


def conflict_alert(*, by_webhook: bool) -> str:
    if by_webhook:
        said = "有人给这个机器人设了 webhook，已有一分多钟收不到消息（409）。重新启动一次就会取下。"
    else:
        said = "另有程序用同一个 token 收消息（409），已有一分多钟，有些消息到不了这里。请停掉那一个。"
    return f"{said}若不是自己人，请到 BotFather 换 token。"


def unwritable_alert(words: str) -> str:
    said = f"数据库已有一分多钟写不进去：\n<code>{escape(words[:MOST_SHOWN])}</code>"
    return f"{said}\n订阅和设置存不下来，简报和群发可能发不出。该做什么，见日志。"


def _what(delivery: Delivery) -> str:
    return f"群发 #{delivery.broadcast_id} " if delivery.kind is Kind.BROADCAST else f"{delivery.occasion} 的简报"
