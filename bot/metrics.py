"""What the bot counts of itself, for Prometheus. Nothing is counted of who asks, or what."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

__all__ = ["CONTENT_TYPE_LATEST", "Metrics"]

# seconds; the search takes milliseconds, Telegram's answer tens of them, a chat that must wait up to a minute
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._updates = Counter(
            "bot_updates", "Updates, by kind and by what became of them", ("kind", "outcome"), registry=self._registry
        )
        self._latency = Histogram(
            "bot_update_seconds",
            "Seconds from an update's arrival to the end of its handling",
            ("kind",),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._replies = Counter("bot_replies", "Messages that answer somebody", registry=self._registry)
        self._no_answers = Counter("bot_no_answers", "Questions that got a no", registry=self._registry)
        self._over_budget = Counter("bot_over_budget", "Questions past a budget", registry=self._registry)
        self._deliveries = Counter(
            "bot_deliveries",
            "Deliveries, by kind and state",
            ("kind", "state"),
            registry=self._registry,
        )
        self._facts = Gauge("bot_facts", "Facts in the base", registry=self._registry)
        self._under_way = Gauge("bot_updates_under_way", "Updates that are being handled", registry=self._registry)
        self._queue = Gauge("bot_queue_deliveries", "Deliveries that are owed now", registry=self._registry)
        self._queue_age = Gauge(
            "bot_queue_age_seconds", "How long the oldest digest that is owed has been due", registry=self._registry
        )
        self._budget = Gauge(
            "bot_rate_budget_share", "Share of the next second's messages that is free (0..1)", registry=self._registry
        )

    def handled(self, kind: str, outcome: str, seconds: float) -> None:
        """An update of that kind was handled: ok or failed."""
        self._updates.labels(kind, outcome).inc()
        self._latency.labels(kind).observe(seconds)

    def repeated(self, kind: str) -> None:
        """An update came again, and was handled before."""
        self._updates.labels(kind, "repeated").inc()

    def replied(self) -> None:
        self._replies.inc()

    def no_answer(self) -> None:
        self._no_answers.inc()

    def over_budget(self) -> None:
        self._over_budget.inc()

    def delivered(self, kind: str, state: str) -> None:
        self._deliveries.labels(kind, state).inc()

    def measure(self, *, facts: int, under_way: int) -> None:
        """What is true at this moment of the process itself."""
        self._facts.set(facts)
        self._under_way.set(under_way)

    def measure_queue(self, count: int, age: float, free: float) -> None:
        """What is owed: how many, since when (seconds), and the free share of the rate."""
        self._queue.set(count)
        self._queue_age.set(age)
        self._budget.set(free)

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self._registry)
