"""The one source of time, so that the demo and the tests can travel; knows no time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Real time plus an offset that `travel` sets; the clock keeps running from there."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def machine(self) -> datetime:
        """What the machine itself says, wherever this clock has travelled to."""
        return datetime.now(UTC)

    def travel(self, to: datetime) -> None:
        """Let the clock run on from `to` (aware)."""
        self._offset = to - datetime.now(UTC)
