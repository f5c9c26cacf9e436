"""The bot's own HTTP server: Telegram's webhook, health, and metrics. TLS is a proxy's business."""
