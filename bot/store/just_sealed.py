"""What was just sealed for the outbox and need not be opened again; in memory only, and little."""

from __future__ import annotations

from typing import Any, Final

from bot.store.tx import Tx

Content = dict[str, Any]
_HELD: Final = "just sealed"
_AT_MOST: Final = 256


def hold(tx: Tx, sealed: bytes, content: Content) -> None:
    """Most rows are sent right after they are stored."""
    held: dict[bytes, Content] = tx.memory.setdefault(_HELD, {})
    held[sealed] = content
    if len(held) > _AT_MOST:
        del held[next(iter(held))]


def taken(tx: Tx, sealed: bytes, key_id: str) -> Content | None:
    """What lies sealed in these very bytes, once; raise KeyGone if nobody may know any more."""
    held: Content | None = tx.memory.get(_HELD, {}).pop(sealed, None)
    if held is not None:
        tx.keys.key(key_id)
    return held
