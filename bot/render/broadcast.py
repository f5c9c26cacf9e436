"""What the bot's administrators see: the steps of writing a broadcast, its progress and report; the bot's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from bot.broadcasts import FOLLOWERS, Broadcast, Stage, Tally, Target
from bot.catalogue import Catalogue
from bot.render.deliveries import QUIET, REASONS, STATES
from bot.render.listing import in_rows
from bot.render.reply import Button, Press, Reply, bold, escape, italic, joined, label
from bot.subscription import ChatKind, Delivery, State

BROADCAST = "bc"
BAR = 20  # characters of a full progress bar
MOST_TOPICS = 40  # buttons; Telegram takes 100 in all
NAMES = {
    Target.ALL: "全部会话",
    Target.GROUPS: "群组",
    Target.CHANNELS: "频道",
    Target.PRIVATE: "私聊",
}
STAGES = {
    Stage.SCHEDULED: "已定时",
    Stage.RUNNING: "发送中",
    Stage.PAUSED: "已暂停",
    Stage.CANCELLED: "已取消",
    Stage.DONE: "已完成",
}
KINDS = {ChatKind.PRIVATE: "私聊", ChatKind.GROUP: "群组", ChatKind.CHANNEL: "频道"}
CSV_HEAD = ("chat_id", "topic_id", "kind", "outcome", "reason", "message_id", "time")


def press(number: int, step: str, value: str = "-") -> Press:
    return Press(BROADCAST, (str(number), step, value))


def _cancel(number: int) -> Button:
    return Button("取消", press(number, "cancel"))


def compose_reply(number: int) -> Reply:
    lines = (
        "把要群发的内容发给我：一段文字、一张图片（可带说明），或者转发一条消息。\n"
        "要群发一条资料，请发 <code>/broadcast fact 关键词</code>。"
    )
    return Reply(joined(bold("群发"), lines, "下一步选择发给谁，再看预览，确认之前不会发出。"), ((_cancel(number),),))


def targets_reply(
    number: int,
    counts: Sequence[tuple[str, int]],
    catalogue: Catalogue,
    before: str = "内容收到了。",
    *,
    anew: bool = False,
) -> Reply:
    """To whom: each choice with the number of chats that it is now."""
    plain = [Button(f"{NAMES[Target(t)]} {n}", press(number, "to", t)) for t, n in counts if t in set(Target)]
    topics = [
        Button(label(f"关注“{target_text(target, catalogue)}” {n}"), press(number, "to", target))
        for target, n in counts
        if target.startswith(FOLLOWERS) and n
    ]
    last = (Button("先发给我看（测试）", press(number, "test")), _cancel(number))
    rows = [*in_rows(plain), *((button,) for button in topics[:MOST_TOPICS]), last]
    return Reply(f"{before}发给谁？", tuple(rows), anew=anew)


def confirm_reply(broadcast: Broadcast, count: int, rate: float, catalogue: Catalogue, mark: str) -> Reply:
    """The last step: how many, how long, and one button that is bound to what was shown."""
    number, targets = broadcast.id, target_text(broadcast.targets or "", catalogue)
    if not count:
        text = f"“{escape(targets)}”现在没有可发的会话。请换一个对象。"
        return Reply(text, ((Button("换对象", press(number, "targets")), _cancel(number)),))
    lines = [
        "上面就是收到的样子。",
        f"对象：{bold(targets)}　{bold(str(count))} 个会话，约需{duration(count / rate)}。",
    ]
    rows = (
        (Button(f"确认发送给 {count} 个会话", press(number, "go", mark)),),
        (Button("定时", press(number, "time")), Button("换对象", press(number, "targets")), _cancel(number)),
    )
    return Reply(joined("\n".join(lines), "30分钟内有效，只有你能确认。"), rows, anew=True)


def time_reply(number: int, wrong: str | None = None) -> Reply:
    said = f"“{escape(wrong[:30])}”不是以后的时间。\n" if wrong else ""
    example = "<code>11-25 09:00</code> 或 <code>09:00</code>"
    return Reply(f"{said}什么时候发？请发时间，例如 {example}（按资料所在时区）。", ((_cancel(number),),))


def scheduled_reply(broadcast: Broadcast, catalogue: Catalogue, zone: tzinfo) -> Reply:
    when = moment(broadcast.start_at, zone)
    to = escape(target_text(broadcast.targets or "", catalogue))
    text = f"已定时：{bold(when)} 发给{to}。到时按当时的会话名单发送。"
    return Reply(text, ((Button("取消定时", press(broadcast.id, "cancel")),),))


def progress_reply(broadcast: Broadcast, tally: Tally, now: datetime) -> Reply:
    done, total = tally.total - tally.open, tally.total
    share = done / total if total else 1.0
    bar = "█" * round(BAR * share) + "░" * (BAR - round(BAR * share))
    rows: tuple[tuple[Button, ...], ...] = ()
    if broadcast.stage is Stage.RUNNING and tally.open:
        rows = ((Button("暂停", press(broadcast.id, "pause")), _cancel(broadcast.id)),)
    elif broadcast.stage is Stage.PAUSED:
        rows = ((Button("继续", press(broadcast.id, "resume")), _cancel(broadcast.id)),)
    left = ""
    if broadcast.stage is Stage.RUNNING and broadcast.started_at and 0 < done < total:
        left = f"，还要约{duration((now - broadcast.started_at).total_seconds() / done * (total - done))}"
    head = f"{bold(f'群发 #{broadcast.id}')}　{STAGES.get(broadcast.stage, '')}"
    return Reply(f"{head}\n<code>{bar}</code> {share:.0%}\n{done}/{total}{left}\n{escape(_summary(tally))}", rows)


def report_reply(broadcast: Broadcast, tally: Tally, zone: tzinfo) -> Reply:
    """Who got it and who did not, and why."""
    head = f"{bold(f'群发 #{broadcast.id}')}　{STAGES.get(broadcast.stage, '')}"
    times = [
        f"{name}：{moment(at, zone)}"
        for name, at in (("定时", broadcast.start_at), ("开始", broadcast.started_at), ("结束", broadcast.finished_at))
        if at is not None
    ]
    lines = [f"共 {tally.total} 个会话。{_summary(tally)}"]
    lines += [
        f"· {STATES[state]}，{REASONS[reason]}：{count}"
        for (state, reason), count in sorted(tally.counts.items(), key=lambda each: -each[1])
        if reason is not None and state is not State.PENDING
    ]
    rows = ((Button("逐个会话的结果（CSV）", press(broadcast.id, "csv")),),) if tally.total else ()
    return Reply(joined(head, escape("\n".join(times)), escape("\n".join(lines))), rows)


def broadcasts_reply(found: Sequence[tuple[Broadcast, Tally]], catalogue: Catalogue, zone: tzinfo) -> Reply:
    """The past ones, newest first, each opened by its number."""
    if not found:
        return Reply("还没有群发过。发 /broadcast 开始。")
    lines, buttons = [bold("群发记录")], []
    for broadcast, tally in found:
        when = moment(broadcast.started_at or broadcast.start_at, zone)
        sent = f"{tally.of(State.SENT)}/{tally.total}" if tally.total else ""
        targets = target_text(broadcast.targets or "", catalogue)
        parts = (f"#{broadcast.id}", when, targets, STAGES.get(broadcast.stage, ""), sent)
        lines.append(escape("　".join(part for part in parts if part)))
        buttons.append(Button(f"#{broadcast.id}", press(broadcast.id, "report")))
    return Reply("\n".join(lines), tuple(in_rows(buttons)))


def _summary(tally: Tally) -> str:
    """已发送 380，静默 15，未送达 3，结果不明 2，未发送 0."""
    quiet = sum(count for (state, reason), count in tally.counts.items() if reason in QUIET and state != State.SENT)
    failed = tally.of(State.FAILED, State.SKIPPED) - quiet
    parts = [f"已发送 {tally.of(State.SENT)}"]
    parts += [
        f"{name} {count}"
        for name, count in (
            ("已退出或停用", quiet),
            ("未送达", failed),
            ("结果不明", tally.of(State.UNKNOWN)),
            ("等待", tally.open),
        )
        if count
    ]
    return "，".join(parts) + "。"


def target_text(targets: str, catalogue: Catalogue) -> str:
    if targets.startswith(FOLLOWERS):
        topic = catalogue.topic(targets.removeprefix(FOLLOWERS))
        return topic.name if topic else targets
    return NAMES[Target(targets)] if targets in set(Target) else targets


def csv_name(number: int) -> str:
    return f"broadcast-{number}.csv"


def csv_row(delivery: Delivery, zone: tzinfo) -> tuple[str, ...]:
    reason = REASONS[delivery.reason] if delivery.reason else ""
    return (
        str(delivery.where.chat_id),
        str(delivery.where.topic_id or ""),
        KINDS[delivery.where.kind],
        STATES[delivery.state],
        reason,
        str(delivery.message_id or ""),
        delivery.done_at.astimezone(zone).isoformat(timespec="seconds") if delivery.done_at else "",
    )


def duration(seconds: float) -> str:
    """3 秒, 2 分钟, 1 小时 5 分钟."""
    span = timedelta(seconds=max(1, round(seconds)))
    if span < timedelta(minutes=1):
        return f" {span.seconds} 秒"
    hours, minutes = divmod(round(span.total_seconds() / 60), 60)
    return f" {hours} 小时 {minutes} 分钟" if hours else f" {minutes} 分钟"


def moment(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def not_permitted_reply() -> Reply:
    return Reply("群发只对机器人的管理员开放（BOT_ADMINS）。")


def refused_reply(number: int, words: str) -> Reply:
    """Telegram would not send it even to its author."""
    text = f"Telegram 不收这条内容：<code>{escape(words[:300])}</code>\n请另发一条。"
    return Reply(text, ((_cancel(number),),), anew=True)


def stats_reply(chats: Mapping[tuple[ChatKind, bool], int], subscribed: int, today: Tally) -> Reply:
    """The numbers of the bot: chats by kind, subscriptions, today's digests and what kept them back."""
    lines = [bold("会话")]
    for kind, name in KINDS.items():
        active, quiet = chats.get((kind, False), 0), chats.get((kind, True), 0)
        lines.append(f"{name} {active}" + (f"（另有 {quiet} 个送达不了）" if quiet else ""))
    lines += ["", f"{bold('订阅')} {subscribed}", "", bold("今天的简报")]
    for (state, reason), count in sorted(today.counts.items(), key=lambda each: -each[1]):
        lines.append(escape(f"{STATES[state]}{f'，{REASONS[reason]}' if reason else ''}：{count}"))
    if not today.counts:
        lines.append("还没有。")
    return Reply("\n".join(lines))


def only_private_reply() -> Reply:
    return Reply("群发请在和我的私聊里进行。")


def album_reply(number: int) -> Reply:
    return Reply("相册不能群发；请发一张图片，或者转发单条消息。", ((_cancel(number),),))


def ended_reply() -> Reply:
    return Reply(italic("这次群发已经取消，什么也没有发出。"))
