"""The HTTP server, and what everybody may ask of it: whether the process lives, whether it works, what it counted."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.metrics import CONTENT_TYPE_LATEST, Metrics
from bot.stopping import STOPPING
from bot.web.health import Health

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024  # bytes; an update of Telegram's has some thousands

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebServer:
    """Listens at one address. `posts` are the paths that take a POST."""

    def __init__(self, health: Health, metrics: Metrics, posts: Mapping[str, Handler]) -> None:
        self._health, self._metrics = health, metrics
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_get("/healthz", self._healthz)
        application.router.add_get("/readyz", self._readyz)
        application.router.add_get("/metrics", self._show_metrics)
        for path, handler in posts.items():
            application.router.add_post(path, handler)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=STOPPING)

    async def start(self, host: str, port: int) -> str:
        """The address that it listens at. Raises OSError when that cannot be had."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        bound = self._runner.addresses[0]
        address = f"{bound[0]}:{bound[1]}"
        log.info("listening at %s", address)
        return address

    async def stop(self) -> None:
        """Takes nothing more, and waits for what is under way."""
        await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _readyz(self, _request: web.Request) -> web.Response:
        found = await self._health.checks()
        lines = "".join(f"FAIL {name}: {wrong}\n" if wrong else f"ok {name}\n" for name, wrong in found.items())
        return web.Response(text=lines, status=503 if any(found.values()) else 200)

    async def _show_metrics(self, _request: web.Request) -> web.Response:
        await self._health.measure()
        return web.Response(body=self._metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
