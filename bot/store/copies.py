"""What is remembered of the copy that staff see of an item; knows no file and no format."""

from dataclasses import dataclass
from typing import Final

from bot.store.keyring import KeyGone, item_key_id
from bot.store.tx import Tx

_READ: Final = """
SELECT copy_type, copy_size, copy_problem FROM evidence
WHERE item_id = ? AND (copy_type IS NOT NULL OR copy_problem IS NOT NULL)
"""
_KEEP: Final = """
UPDATE evidence SET copy_type = ?, copy_size = ?, copy_problem = ?
WHERE item_id = ? AND destroyed_at IS NULL
"""


@dataclass(frozen=True)
class Copy:
    """The copy without what tells who made it; with a `problem` there is none and never will be."""

    media_type: str = ""
    size: int = 0
    problem: str = ""


def find(tx: Tx, item_id: str) -> Copy | None:
    """None as long as nobody needed it."""
    row = tx.db.execute(_READ, (item_id,)).fetchone()
    if row is None:
        return None
    return Copy(row["copy_type"] or "", row["copy_size"] or 0, row["copy_problem"] or "")


def remember(tx: Tx, item_id: str, copy: Copy) -> None:
    """Keep what became of it; raise KeyGone if the item was destroyed in the meantime."""
    kept = (copy.media_type or None, copy.size or None, copy.problem or None, item_id)
    if not tx.db.execute(_KEEP, kept).rowcount:
        raise KeyGone


def key_of(tx: Tx, item_id: str) -> bytes:
    """What opens the item and its copy; raise KeyGone if it was destroyed or never was."""
    return tx.keys.key(item_key_id(item_id))
