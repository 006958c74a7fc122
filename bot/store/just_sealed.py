"""What was just sealed for the outbox and need not be opened again; in memory only, and briefly.

It is held until its door looks for what is due, which it does after every commit.
"""

from __future__ import annotations

from typing import Any, Final

from bot.store.tx import Tx

Content = dict[str, Any]
_HELD: Final = "just sealed: "
_AT_MOST: Final = 256
"""Also for a door that nobody serves."""


def hold(tx: Tx, door: str, sealed: bytes, content: Content) -> None:
    """Most rows are sent right after they are stored."""
    held: dict[bytes, Content] = tx.memory.setdefault(_HELD + door, {})
    held[sealed] = content
    if len(held) > _AT_MOST:
        del held[next(iter(held))]


def taken(tx: Tx, door: str, sealed: bytes, key_id: str) -> Content | None:
    """What lies sealed in these very bytes, once; raise KeyGone if nobody may know any more."""
    held: Content | None = tx.memory.get(_HELD + door, {}).pop(sealed, None)
    if held is not None:
        tx.keys.key(key_id)
    return held


def forget(tx: Tx, door: str) -> None:
    """Nothing of this door is to be sent at once any more."""
    tx.memory.pop(_HELD + door, None)
