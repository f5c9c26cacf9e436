"""What became of deliveries, in words: for a chat's own list, a broadcast's report and the numbers of the bot."""

from __future__ import annotations

from bot.subscription import Delivery, Reason, State

STATES = {
    State.PENDING: "等待发送",
    State.SENDING: "发送中",
    State.SENT: "已发送",
    State.UNKNOWN: "结果不明",
    State.FAILED: "未送达",
    State.SKIPPED: "未发送",
}
REASONS = {
    Reason.BLOCKED: "用户停用了机器人",
    Reason.KICKED: "机器人已不在会话里",
    Reason.DEACTIVATED: "账号已注销",
    Reason.NOT_FOUND: "会话不存在",
    Reason.TOPIC_GONE: "话题已关闭或删除",
    Reason.NO_RIGHT: "机器人没有发言权限",
    Reason.REFUSED: "内容有误，没有被接受",
    Reason.UNSUBSCRIBED: "已退订",
    Reason.EMPTY: "这天没有大事，按设置不发",
    Reason.TOO_LATE: "错过时间超过6小时，不再补发",
    Reason.CANCELLED: "群发已取消",
    Reason.NO_ANSWER: "没有收到 Telegram 的回执，可能已送达；为免重复不再发送",
    Reason.UNREACHABLE: "多次连不上 Telegram",
    Reason.TAKEN_OVER: "发送中途程序中断过，可能收到两次",
}
QUIET = (Reason.BLOCKED, Reason.KICKED, Reason.DEACTIVATED, Reason.NOT_FOUND)


def outcome_text(delivery: Delivery) -> str:
    """已发送（补发）; 未发送：这天没有大事，按设置不发."""
    late = "（补发）" if delivery.late and delivery.state is State.SENT else ""
    why = f"：{REASONS[delivery.reason]}" if delivery.reason else ""
    return f"{STATES[delivery.state]}{late}{why}"
