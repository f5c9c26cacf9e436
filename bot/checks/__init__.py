"""What an operator wants to know before the start, each with what to do next. No running bot is disturbed."""

from __future__ import annotations

from bot.checks.check import Check, Level
from bot.checks.run import checks

__all__ = ["Check", "Level", "checks"]
