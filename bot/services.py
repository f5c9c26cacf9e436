"""What every handler is handed: the opened base, the search over it, and chance."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.catalogue import Catalogue
from bot.facts import Base
from bot.search import Search, built, opened

LARGE = 20_000  # facts; below, no answer takes 20 ms (bench/search.py)


@dataclass(frozen=True, slots=True)
class Services:
    catalogue: Catalogue
    search: Search
    zone: ZoneInfo
    chance: random.Random = field(default_factory=random.SystemRandom)
    large: int = LARGE

    @property
    def is_large(self) -> bool:
        """Whether answers take so long that they are worked out beside the event loop."""
        return len(self.catalogue.facts) > self.large

    @staticmethod
    def of(base: Base, file: Path | None = None) -> Services:
        """The services of a base, and of the file that it was loaded from: the search keeps its index beside it."""
        catalogue = Catalogue(base)
        stored = opened(catalogue, file) if file is not None else built(catalogue)
        return Services(catalogue, Search(catalogue, stored), ZoneInfo(base.about.timezone))

    def local(self, now: datetime) -> datetime:
        """That instant (with a zone) on the clock of the base."""
        return now.astimezone(self.zone)
