"""The wire to Telegram: HTTP by aiohttp, connections kept open, and errors that say whether a request had left."""

from __future__ import annotations

import io
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.logs import first_line

CONNECTING = 5.0  # seconds, to reach Telegram and to agree on TLS
WRITING = 5.0  # seconds, to send a request away
ANSWERING = 10.0  # seconds between two bytes of an answer
KEPT_OPEN = 15.0  # seconds that an idle connection stays open: less than any server's patience, so it is not stale
SOCKS = ("socks5", "socks5h", "socks4")

# How a connection breaks, or a proxy's handshake on the way to one.
_BROKEN = (aiohttp.ClientError, OSError, EOFError, ProxyError, ProxyConnectionError, ProxyTimeoutError)


class NotSent(NetworkError):
    """The request never left: there was no connection. It may be made again without doing anything twice."""


@dataclass(slots=True)
class _Request:
    """One request on its way: whether any of it may have left."""

    has_left: bool = False


async def _leaves(
    _: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceRequestHeadersSentParams
) -> None:
    """Called before the first byte of a request is written, and behind a proxy's handshake."""
    context.trace_request_ctx.has_left = True


class HttpWire(BaseRequest):
    """Requests over at most `connections` connections, by a proxy (`http://…`, `socks5://…`) where one is named."""

    def __init__(self, connections: int, proxy: str | None = None, answering: float = ANSWERING) -> None:
        self._connections, self._proxy, self._answering = connections, proxy, answering
        self._session: aiohttp.ClientSession | None = None
        self.dated: str | None = None  # the `Date` of the last answer: what the other side's clock said

    async def initialize(self) -> None:
        if self._session is not None:
            return
        options: dict[str, Any] = {"limit": self._connections, "keepalive_timeout": KEPT_OPEN}
        is_socks = self._proxy is not None and self._proxy.startswith(SOCKS)
        socks = ProxyConnector.from_url(self._proxy, **options) if is_socks and self._proxy else None
        leaving = aiohttp.TraceConfig()
        leaving.on_request_headers_sent.append(_leaves)
        self._session = aiohttp.ClientSession(
            connector=socks or aiohttp.TCPConnector(**options),
            proxy=None if is_socks else self._proxy,
            headers={"User-Agent": self.USER_AGENT},
            cookie_jar=aiohttp.DummyCookieJar(),
            trace_configs=[leaving],
        )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @property
    def read_timeout(self) -> float | None:
        return self._answering

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (aiohttp has none; the socket's buffer takes ours)
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (there are as many connections as are ever used)
    ) -> tuple[int, bytes]:
        """One request, made once. Raises NotSent when it never left, TimedOut or NetworkError when nobody knows."""
        if self._session is None:
            raise RuntimeError("the wire is not initialized")
        connecting = CONNECTING if connect_timeout is BaseRequest.DEFAULT_NONE else connect_timeout
        answering = self._answering if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = aiohttp.ClientTimeout(  # connecting includes finding the address
            total=connecting + WRITING + answering, connect=connecting, sock_connect=connecting, sock_read=answering
        )
        request, body = _Request(), _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, timeout=timeout, trace_request_ctx=request
            ) as response:
                self.dated = response.headers.get("Date")
                return response.status, await response.read()
        except _BROKEN as error:
            if not request.has_left:
                raise NotSent(f"no connection: {type(error).__name__}: {first_line(error)}") from error
            if isinstance(error, TimeoutError):
                raise TimedOut("no answer in time") from error
            raise NetworkError(f"the connection broke: {type(error).__name__}: {first_line(error)}") from error


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not (files := data.multipart_data):
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for field, (name, content, kind) in files.items():
        # A file is written piece by piece; bytes are all at once, while nobody else is answered.
        part = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(field, part, filename=name, content_type=kind)
    return form
