"""How often one client may ask: a bucket of tokens for each, kept in memory.

A bucket holds as many tokens as there are requests allowed in a minute and fills up evenly; each request takes one
(the token bucket of J. Turner, "New directions in communications", IEEE Communications Magazine 24, 1986).
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MOST_CLIENTS: Final = 10_000
"""Clients remembered; the one that has not asked for the longest time is forgotten first, with a full bucket."""

SECONDS: Final = 60


class Limiter:
    """Counts the requests of each client. Threads may share one."""

    def __init__(self, a_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._now = now
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> int:
        """0 when the client may ask now, which counts; else the seconds after which it may."""
        if not self._most:
            return 0
        with self._lock:
            now = self._now()
            tokens, since = self._buckets.pop(client, (float(self._most), now))
            tokens = min(self._most, tokens + (now - since) * self._most / SECONDS)
            allowed = tokens >= 1
            self._buckets[client] = (tokens - allowed, now)
            while len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - tokens) * SECONDS / self._most))
