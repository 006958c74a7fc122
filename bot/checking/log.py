"""Whether the log is as it was written; knows not what a line tells."""

from __future__ import annotations

from collections.abc import Iterator

from bot.checking.finding import Finding, error
from bot.store import audit, log_heads
from bot.store.audit import Head
from bot.store.tx import Tx

_MEND = "Keep a copy of the data folder, and compare it with a backup of before."


def check_log(tx: Tx, kept: Head | None) -> Iterator[Finding]:
    """The chain itself, the head that was sent last, and one that somebody `kept`."""
    broken = audit.verify(tx)
    if broken is not None:
        yield error("log", f"Line {broken} of the log is not as it was written.", _MEND)
    sent = log_heads.last(tx)
    if sent is not None and not audit.holds(tx, sent.head):
        yield _cut(sent.head, f"as it was sent on {sent.day.isoformat()}")
    if kept is not None and not audit.holds(tx, kept):
        yield _cut(kept, "as you kept it")


def _cut(head: Head, how: str) -> Finding:
    what = f"Line {head.number} of the log is not there {how}: the end was cut off or replaced."
    return error("log", what, _MEND)
