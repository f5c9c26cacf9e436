"""The only place where everything is put together: a base, its services, the features, and a wire."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from telegram.ext import Application
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.delivery.alerts import Alerts
from bot.delivery.progress import Progress
from bot.delivery.slots import Slots
from bot.delivery.waits import Waits
from bot.delivery.worker import Worker
from bot.desk import TelegramDesk
from bot.dispatch import AnyApplication, Dispatcher, NotStored
from bot.intake import Intake
from bot.reloading import Reloader
from bot.services import Live, Services
from bot.settings import DEFAULTS, Settings
from bot.store import Rates, Store
from bot.ticking import Task, Ticker
from bot.transport.api import api
from bot.watching import Watch


class _Application(AnyApplication):
    """The library's, which tells of every exception and goes on; what is to be handled again comes out of it."""

    async def process_error(self, update: object, error: Exception, *more: Any, **named: Any) -> bool:
        if isinstance(error, NotStored):
            raise error
        return await super().process_error(update, error, *more, **named)


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything that runs: the application, which answers, and what its ticks do."""

    application: AnyApplication
    dispatcher: Dispatcher
    worker: Worker
    progress: Progress
    reloader: Reloader
    alerts: Alerts
    watch: Watch
    clock: Clock

    @property
    def services(self) -> Services:
        """The services that are in use now; a reload exchanges them."""
        return self.dispatcher.services

    def ticker(self) -> Ticker:
        return Ticker((*self._tasks, self.watch.tell))

    @property
    def _tasks(self) -> tuple[Task, ...]:
        return self.services.store.presence.write_down, self.worker.plan, self.worker.drain, self.progress.show

    def intake(self, *, by_webhook: bool = False) -> Intake:
        """`by_webhook`: updates are posted, and to other processes at the same time."""
        store, metrics = self.services.store, self.services.metrics
        shared = store.database.is_shared
        return Intake(self.application, store.handled, metrics, self.clock, shared=shared, posted=by_webhook)

    async def catch_up(self) -> None:
        """Does once what is to be done now, where no ticks are; nothing when nobody has subscribed to anything."""
        if self.services.store.database.is_open:
            for task in (*self._tasks, self.worker.drain):
                await task()
                await self.worker.finish()


def assemble(
    wire: BaseRequest,
    services: Services,
    token: str,
    settings: Settings = DEFAULTS,
    updates_wire: BaseRequest | None = None,
    clock: Clock | None = None,
    store: Store | None = None,
) -> Assembly:
    """Every feature and the outbox on that wire, with that store, else one in memory. It starts and asks nothing."""
    clock, store = clock or Clock(), store or Store()
    slots = Slots(store.pace, settings.rate, clock)
    bot = api(wire, settings.api_url, token, updates_wire, Waits(store.outbox, slots, clock))
    alerts = Alerts(bot, store.outbox, settings.admins)

    def use(changed: Services) -> None:
        dispatcher.router.services = changed
        worker.use(changed)

    reloader = Reloader(settings.facts, lambda: dispatcher.services, use, alerts)
    rates = Rates(settings.rate, settings.chat_rate, settings.group_rate)
    services = replace(services, live=Live(store, TelegramDesk(bot), rates, settings.admins, reloader.reload))
    worker = Worker(bot, services, clock, slots, alerts, paid=settings.paid_broadcasts)
    dispatcher = Dispatcher(services, clock.now, slots.reply_left, alerts)
    application: AnyApplication = (
        Application.builder().application_class(_Application).bot(bot).updater(None).job_queue(None).build()
    )
    dispatcher.register(application)
    progress, watch = Progress(bot, services, clock, slots), Watch(store.database, alerts, clock)
    return Assembly(application, dispatcher, worker, progress, reloader, alerts, watch, clock)
