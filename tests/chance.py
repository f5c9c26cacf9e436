"""How long the tests that throw dice do so: whoever changes something waits for half of what .ci/run asks for."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("CHANCE", "1"))
