"""The last deliveries to a chat, as it sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from bot.catalogue import Catalogue
from bot.render.deliveries import REASONS, outcome_text
from bot.render.reply import Button, Reply, bold, escape, italic, joined
from bot.render.subscribing import MENU, ON, chat_text, do_press, next_text, not_subscribed_text
from bot.subscription import Delivery, DeliveryKind, Reason, Subscription

DELIVERY_KINDS = {DeliveryKind.DIGEST: "简报", DeliveryKind.BROADCAST: "群发", DeliveryKind.NOTICE: "通知"}


def deliveries_reply(
    last: Sequence[Delivery], wanted: Subscription, target: str, catalogue: Catalogue, now: datetime, most: int
) -> Reply:
    """What came here lately (at most so many lines), why something did not, and when the next comes."""
    ways: tuple[Button, ...]
    history = "\n".join(islice(_history(last, ZoneInfo(wanted.zone)), most)) or italic("还没有发过。")
    if not wanted.active:
        standing, ways = not_subscribed_text(wanted.where, target), (Button("订阅", do_press(target, ON)),)
    elif wanted.paused is not None:
        standing = f"已暂停：{REASONS[Reason(wanted.paused)]}。"
        ways = (Button("恢复", do_press(target, ON)), Button("设置", do_press(target, MENU)))
    else:
        standing, ways = escape(next_text(wanted, catalogue, now)), (Button("设置", do_press(target, MENU)),)
    elsewhere = chat_text(wanted.where, target)
    head = bold("最近的投递") + (f"（{escape(elsewhere)}）" if elsewhere else "")
    return Reply(joined(head, history, standing), (ways,))


def _history(last: Sequence[Delivery], zone: ZoneInfo) -> Iterator[str]:
    """A line for each delivery; one for the empty days between two of them."""
    for reason, group in groupby(last, lambda each: each.reason if each.reason is Reason.EMPTY else each.id):
        each, *others = group
        local = each.due_at.astimezone(zone)
        when = f"{local:%m-%d %H:%M}"
        if others:
            first = others[-1].due_at.astimezone(zone)
            when = f"{first:%m-%d}—{local:%m-%d}"
        what = "没有大事，按设置没有发" if reason is Reason.EMPTY else outcome_text(each)
        yield f"{when}　{DELIVERY_KINDS[each.kind]}　{escape(what)}"
