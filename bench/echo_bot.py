"""The least that an application of python-telegram-bot does, one reply to each message: what serving.py measures by."""

from __future__ import annotations

import importlib
import os
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, MessageHandler, filters


async def echo(update: Update, _context: Any) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    for library in os.environ.get("BENCH_IMPORTS", "").split():  # what it would take to have them, too
        importlib.import_module(library)
    root, address = os.environ["BOT_API_URL"], os.environ.get("BOT_WEBHOOK_URL")
    builder = ApplicationBuilder().token(os.environ["BOT_TOKEN"]).base_url(f"{root}/bot").concurrent_updates(True)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    if address is None:
        application.run_polling()
    else:
        host, port = address.split("/")[2].split(":")
        application.run_webhook(host, int(port), address.split("/", 3)[3], webhook_url=address, secret_token="x" * 16)


if __name__ == "__main__":
    main()
