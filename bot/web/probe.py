"""Asks a bot that runs on this machine whether it lives: what a container's health check does."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException

PATIENCE = 4.0  # seconds
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 (compared with, not bound to)


def probe(host: str, port: int) -> str | None:
    """What is wrong with the bot that listens there, by no proxy; None when it lives."""
    connection = HTTPConnection("127.0.0.1" if host in ANYWHERE else host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return f"nothing answers at {host}:{port} ({error})"
    finally:
        connection.close()
    return None if status == 200 else f"{host}:{port} answers {status}"
