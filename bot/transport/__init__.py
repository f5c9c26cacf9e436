"""The wire under python-telegram-bot, by its own extension point `telegram.request.BaseRequest`."""
