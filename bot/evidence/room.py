"""Whether there is room for one more file: nobody may fill the disk of a school; stores nothing.

What belongs to a case counts for nobody: a report that was sent makes room for the next.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.store import evidence
from bot.store.tx import Tx
from bot.text import N_, Text

log = logging.getLogger(__name__)

TOO_MUCH = N_("You sent very much already. First send your report.")
NO_ROOM = N_("I have no room for files now. Tell it in words.")

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Room:
    """Bytes: what one contact and all of them may send without a report, and what stays free."""

    of_one: int = 200 * MEGABYTE
    of_all: int = 2048 * MEGABYTE
    free: int = 500 * MEGABYTE

    def why_not(self, tx: Tx, contact_ref: str, folder: Path) -> Text | None:
        """Why this contact may send no file now, None when it may; `folder` is where it would lie.

        Who sent what lies sealed, so that is only looked at when there is much.
        """
        if shutil.disk_usage(_there(folder)).free < self.free:
            log.error("ALARM: the disk is almost full; files are refused.")
            return NO_ROOM
        waiting = evidence.loose_bytes(tx)
        if waiting >= self.of_all:
            log.error("ALARM: too many files wait for a report; files are refused.")
            return NO_ROOM
        if waiting >= self.of_one and self._is_too_much(tx, contact_ref):
            return TOO_MUCH
        return None

    def _is_too_much(self, tx: Tx, contact_ref: str) -> bool:
        return sum(item.size for item in evidence.loose_of(tx, contact_ref)) >= self.of_one


def _there(folder: Path) -> Path:
    """The folder is made with its first file."""
    return folder if folder.is_dir() else folder.parent
