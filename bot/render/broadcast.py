"""What the bot's administrators see: the steps of writing a broadcast, its progress and its report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from bot.broadcasts import ENDED, FOLLOWERS, Broadcast, Stage, Tally, Target
from bot.catalogue import Catalogue
from bot.render import presses
from bot.render.answer import no_record
from bot.render.deliveries import QUIET, REASONS, STATES
from bot.render.reply import Button, Press, Reply, as_said, bold, escape, in_rows, italic, joined, label, repeated
from bot.subscription import ChatKind, Delivery, Reason, State

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
CHAT_KINDS = {ChatKind.PRIVATE: "私聊", ChatKind.GROUP: "群组", ChatKind.CHANNEL: "频道"}
CSV_HEAD = ("chat_id", "topic_id", "kind", "outcome", "reason", "message_id", "time")


def _press(number: int, step: str, value: str = "-") -> Press:
    """A button of a draft."""
    return Press(presses.BROADCAST, (str(number), step, value))


def _steer(number: int, step: str) -> Press:
    """A button of a broadcast that was confirmed."""
    return Press(presses.BROADCASTS, (str(number), step))


def _past_page(number: int) -> Press:
    return Press(presses.BROADCASTS, ("-", "list", str(number)))


def _drop(number: int) -> Button:
    return Button("取消", _press(number, "drop"))


def _cancel(number: int) -> Button:
    return Button("取消", _steer(number, "cancel"))


def compose_reply(number: int, *, anew: bool = True) -> Reply:
    lines = (
        "把要群发的内容发给我：文字、图片（可以带说明），或者转发一条消息。\n"
        "要发资料库里的一条，用 <code>/broadcast fact 关键词</code>。"
    )
    after = "接着选对象、看预览，确认之前不会发出。"
    return Reply(joined(bold("群发"), lines, after), ((_drop(number),),), anew=anew)


def targets_reply(
    number: int, counts: Sequence[tuple[str, int]], catalogue: Catalogue, before: str, *, anew: bool
) -> Reply:
    """To whom: each choice with the number of chats that it is now."""
    plain = [Button(f"{NAMES[Target(t)]} {n}", _press(number, "to", t)) for t, n in counts if t in NAMES]
    topics = [
        Button(label(f"关注“{_target_text(target, catalogue)}” {n}"), _press(number, "to", target))
        for target, n in counts
        if target.startswith(FOLLOWERS) and n
    ]
    last = (Button("先发给我自己（测试）", _press(number, "test")), _drop(number))
    rows = [*in_rows(plain, 2), *((button,) for button in topics[:MOST_TOPICS]), last]
    return Reply(f"{before}发给谁？按钮上是现在的会话数。", tuple(rows), anew=anew)


def nobody_reply(number: int, targets: str, catalogue: Catalogue) -> Reply:
    text = f"“{escape(_target_text(targets, catalogue))}”现在没有能送达的会话，换个对象吧。"
    return Reply(text, ((Button("换对象", _press(number, "targets")), _drop(number)),))


def confirm_reply(broadcast: Broadcast, count: int, rate: float, catalogue: Catalogue, mark: str) -> Reply:
    """The last step: how many, how long, and one button that is bound to what was shown."""
    number, targets = broadcast.id, _target_text(broadcast.targets or "", catalogue)
    lines = f"上面这条就是对方会收到的样子。\n发给{bold(targets)}：{count} 个会话，大约{_duration(count / rate)}发完。"
    rows = (
        (Button(f"确认发给 {count} 个会话", _press(number, "go", mark)),),
        (Button("定时发送", _press(number, "time")), Button("换对象", _press(number, "targets"))),
        (Button("换内容", _press(number, "write")), _drop(number)),
    )
    return Reply(joined(lines, "30 分钟内有效，只有你能确认。"), rows, anew=True)


def time_reply(broadcast: Broadcast, zone: str, words: str = "", *, is_past: bool = False) -> Reply:
    """When: the examples are of the time that the base lives by. After words that are none, or past."""
    said = f"“{repeated(words)}”已经过去了。\n" if is_past else f"没看懂“{repeated(words)}”。\n" if words else ""
    examples = "、".join(f"<code>{each}</code>" for each in ("09:00", "30分钟后", "明天 09:00", "11-25 09:00"))
    text = f"{said}什么时候发？把时间发给我，例如 {examples}。按{escape(zone)}算。"
    back = Button("‹ 返回", _press(broadcast.id, "to", broadcast.targets or Target.ALL))
    return Reply(text, ((back, _drop(broadcast.id)),))


def scheduled_reply(broadcast: Broadcast, catalogue: Catalogue, zone: tzinfo) -> Reply:
    when, to = _moment(broadcast.start_at, zone), _target_text(broadcast.targets or "", catalogue)
    said = f"{bold(f'群发 #{broadcast.id}')} 已定时：{bold(when)} 发给{escape(to)}。"
    rows = ((Button("取消定时", _steer(broadcast.id, "cancel")),),)
    return Reply(f"{said}\n到时按当时的名单发送，开始后会在这里显示进度。", rows)


def progress_reply(broadcast: Broadcast, tally: Tally, rate: float) -> Reply:
    """How far it is; what is left takes at least as long as `rate` (messages a second) allows."""
    done, total = tally.total - tally.open, tally.total
    share = done / total if total else 1.0
    full = int(BAR * share)
    rows: tuple[tuple[Button, ...], ...] = ()
    if broadcast.stage is Stage.RUNNING and tally.open:
        rows = ((Button("暂停", _steer(broadcast.id, "pause")), _cancel(broadcast.id)),)
    elif broadcast.stage is Stage.PAUSED:
        rows = ((Button("继续", _steer(broadcast.id, "resume")), _cancel(broadcast.id)),)
    elif broadcast.stage in ENDED:
        rows = ((Button("报告", _steer(broadcast.id, "open")),),)
    left = f"，还要约{_duration(tally.open / rate)}" if broadcast.stage is Stage.RUNNING and tally.open else ""
    bar = f"<code>{'█' * full}{'░' * (BAR - full)}</code> {int(100 * share)}%"
    return Reply(f"{_head(broadcast)}\n{bar}\n{done}/{total}{left}\n{escape(_summary(tally))}", rows)


def _head(broadcast: Broadcast) -> str:
    return f"{bold(f'群发 #{broadcast.id}')}　{STAGES[broadcast.stage]}"


def report_reply(broadcast: Broadcast, tally: Tally, catalogue: Catalogue, zone: tzinfo) -> Reply:
    """Who got it and who did not, and why."""
    if broadcast.stage is Stage.CANCELLED and broadcast.started_at is None:
        return Reply(f"{_head(broadcast)}，什么也没有发出。")
    times = [
        f"{name}：{_moment(at, zone)}"
        for name, at in (("定时", broadcast.start_at), ("开始", broadcast.started_at), ("结束", broadcast.finished_at))
        if at is not None
    ]
    lines = [
        f"对象：{_target_text(broadcast.targets or '', catalogue)}，共 {tally.total} 个会话",
        _summary(tally, is_ended=True),
    ]
    reasons = [
        f"· {STATES[state]}，{REASONS[reason]}：{count}"
        for (state, reason), count in sorted(tally.counts.items(), key=lambda each: -each[1])
        if reason is not None and state is not State.PENDING
    ]
    rows = ((Button("逐个会话的结果（CSV）", _steer(broadcast.id, "csv")),),) if tally.total else ()
    parts = (_head(broadcast), *(escape("\n".join(part)) for part in (times, [*lines, *reasons])))
    return Reply(joined(*parts), rows)


def broadcasts_reply(
    found: Sequence[tuple[Broadcast, Tally]], page: int, *, more: bool, catalogue: Catalogue, zone: tzinfo
) -> Reply:
    """A page of the past ones, newest first, each opened by its number."""
    if not found:
        return Reply("还没有群发过。发 /broadcast 开始。")
    lines, buttons = [bold("群发记录")], []
    for broadcast, tally in found:
        when = _moment(broadcast.started_at or broadcast.start_at, zone)
        sent = f"{tally.of(State.SENT)}/{tally.total}" if tally.total else ""
        state = f"{STAGES[broadcast.stage]} {sent}".strip()
        targets = _target_text(broadcast.targets or "", catalogue)
        lines.append(escape(f"#{broadcast.id}　{when}　{targets}　{state}"))
        buttons.append(Button(f"#{broadcast.id}", _steer(broadcast.id, "open")))
    around = [Button("‹ 较新", _past_page(page - 1))] if page > 1 else []
    around += [Button("较早 ›", _past_page(page + 1))] if more else []
    rows = [*in_rows(buttons), *([tuple(around)] if around else [])]
    return Reply("\n".join(lines), tuple(rows))


def with_way_back(reply: Reply) -> Reply:
    """The same, opened from the list of the past ones."""
    return Reply(reply.html, (*reply.rows, (Button("‹ 群发记录", _past_page(1)),)))


def _summary(tally: Tally, *, is_ended: bool = False) -> str:
    """已发送 380，已退出或停用 15，未送达 3，结果不明 2. What is open of one that ended was on its way by then."""
    quiet = sum(count for (state, reason), count in tally.counts.items() if reason in QUIET and state != State.SENT)
    cancelled = tally.counts.get((State.SKIPPED, Reason.CANCELLED), 0)
    failed = tally.of(State.FAILED, State.SKIPPED) - quiet - cancelled
    parts = [f"已发送 {tally.of(State.SENT)}"]
    parts += [
        f"{name} {count}"
        for name, count in (
            ("已退出或停用", quiet),
            ("未送达", failed),
            ("结果不明", tally.of(State.UNKNOWN)),
            ("取消未发", cancelled),
            ("结束时正在发出" if is_ended else "等待", tally.open),
        )
        if count
    ]
    return "，".join(parts) + "。"


def _target_text(targets: str, catalogue: Catalogue) -> str:
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
        CHAT_KINDS[delivery.where.kind],
        STATES[delivery.state],
        reason,
        str(delivery.message_id or ""),
        delivery.done_at.astimezone(zone).isoformat(timespec="seconds") if delivery.done_at else "",
    )


def _duration(seconds: float) -> str:
    """3 秒, 2 分钟, 1 小时 5 分钟."""
    span = timedelta(seconds=max(1, round(seconds)))
    if span < timedelta(minutes=1):
        return f" {span.seconds} 秒"
    hours, minutes = divmod(round(span.total_seconds() / 60), 60)
    return f" {hours} 小时 {minutes} 分钟" if hours else f" {minutes} 分钟"


def _moment(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def no_fact_reply(words: str, near: Sequence[str], catalogue: Catalogue) -> Reply:
    """No fact was named, or none is found; then the names that are near."""
    example = escape(catalogue.about.examples.fact[0])
    how = f"请写关键词，例如 <code>/broadcast fact {example}</code>。"
    if not words:
        return Reply(f"要群发哪一条资料？{how}")
    names = f"名称相近的有：{escape('、'.join(near))}。" if near else how
    return Reply(f"{no_record(words)}{names}")


def refused_reply(number: int, words: str) -> Reply:
    """Telegram would not send it even to its author."""
    text = f"这条内容 Telegram 不收：{as_said(words)}\n请换一条内容发给我。"
    return Reply(text, ((_drop(number),),), anew=True)


def album_reply(number: int) -> Reply:
    return Reply("相册不能群发。请只发一张图片，或者转发一条消息。", ((_drop(number),),))


def unfit_reply(number: int) -> Reply:
    return Reply("这种消息不能直接群发。能发的是文字和图片；别的（视频、文件……）请转发给我。", ((_drop(number),),))


def too_late_reply(number: int) -> Reply:
    """To whom edits the message that a confirmed broadcast was made from."""
    text = f"群发 #{number} 已经确认，这处改动不会发出去。要改，请取消它，再重新写一条。"
    return Reply(text, ((_cancel(number),),))


def dropped_reply() -> Reply:
    return Reply(italic("已取消，什么也没有发出。"))
