"""Slows a flood down politely, one bucket per name; keeps nothing and knows no address."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

_MOST_NAMES = 5_000


@dataclass
class _Bucket:
    left: float
    seen: float


class Pace:
    """Lets `burst` through at once and `per_second` after that, for each name apart."""

    def __init__(self, *, burst: int, per_second: float, patience: float = 5.0) -> None:
        self._burst = burst
        self._per_second = per_second
        self._patience = patience
        self._buckets: dict[str, _Bucket] = {}

    async def wait(self, name: str) -> float:
        """Wait for a turn; 0.0 when it came, else the seconds after which to try again."""
        seconds = self._take(name)
        if seconds > self._patience:
            self._buckets[name].left += 1.0
            return seconds
        await asyncio.sleep(seconds)
        return 0.0

    def _take(self, name: str) -> float:
        """Take one turn, on credit if need be: who waits keeps the place in the row."""
        bucket = self._bucket(name)
        bucket.left -= 1.0
        return max(0.0, -bucket.left / self._per_second)

    def _bucket(self, name: str) -> _Bucket:
        now = time.monotonic()
        bucket = self._buckets.get(name)
        if bucket is None:
            self._make_room(now)
            bucket = self._buckets[name] = _Bucket(float(self._burst), now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.seen) * self._per_second)
        bucket.seen = now
        return bucket

    def _make_room(self, now: float) -> None:
        """Forget who would have a full bucket by now: forgetting them changes nothing."""
        if len(self._buckets) < _MOST_NAMES:
            return
        full = self._burst / self._per_second
        kept = {name: b for name, b in self._buckets.items() if now - b.seen < full}
        self._buckets = kept
