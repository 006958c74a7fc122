"""The copy of an item that staff see, made when first needed; does not ask who may look.

It lies sealed beside the original, under the same key. The bytes of either are handed out piece by
piece, and never lie open on the disk.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from bot.cleaning.clean import clean
from bot.cleaning.verdict import Reason, Uncleanable
from bot.store import copies
from bot.store.copies import Copy
from bot.store.keyring import KeyGone
from bot.store.writer import Writer
from bot.vault import FileSealer, Unreadable, open_file

__all__ = ["BROKEN", "Bytes", "Copy", "copy_of", "names_of", "of_copy", "of_original"]

log = logging.getLogger(__name__)

SUFFIX: Final = ".copy"
BROKEN: Final = "unreadable"
"""The problem of an original that does not open any more; not remembered, for a backup may."""

PASSING: Final = frozenset({Reason.TOO_SLOW, Reason.FAILED, Reason.UNLIMITED})
"""What is tried again at the next look: it lies with this machine, not with the file."""

_one_at_a_time: WeakKeyDictionary[Writer, asyncio.Lock] = WeakKeyDictionary()


@dataclass(frozen=True)
class Bytes:
    """A sealed file and what opens it."""

    path: Path
    key: bytes = field(repr=False)
    context: bytes = field(repr=False)

    async def stream(self, first: int = 0, stop: int | None = None) -> AsyncGenerator[bytes, None]:
        """The plaintext from byte `first` up to `stop`; raises Unreadable before the first piece.

        The whole file is checked first, each time, so that no half of a changed one is shown.
        """
        try:
            pieces = await asyncio.to_thread(open_file, self.path, self.key, self.context)
        except Unreadable:
            log.error("ALARM: the sealed file %s is absent or was changed.", self.path.name)  # noqa: TRY400
            raise
        wanted = _between(pieces, first, stop)
        while (piece := await asyncio.to_thread(next, wanted, None)) is not None:
            yield piece


def of_original(folder: Path, item_id: str, key: bytes) -> Bytes:
    """What was sent in, as it was."""
    return Bytes(folder / item_id, key, item_id.encode())


def of_copy(folder: Path, item_id: str, key: bytes) -> Bytes:
    """The copy without metadata; ask `copy_of` first whether there is one."""
    return Bytes(folder / f"{item_id}{SUFFIX}", key, f"{item_id}|copy".encode())


def names_of(item_id: str) -> tuple[str, str]:
    """The names of the files an item may have."""
    return item_id, f"{item_id}{SUFFIX}"


async def copy_of(writer: Writer, folder: Path, item_id: str) -> Copy:
    """The copy, made now if nobody needed it before; raises KeyGone for a destroyed item.

    One at a time, because a file is held in memory once while it is cleaned.
    """
    async with _one_at_a_time.setdefault(writer, asyncio.Lock()):
        key, known = await writer.run(
            lambda tx: (copies.key_of(tx, item_id), copies.find(tx, item_id))
        )
        copy = of_copy(folder, item_id, key)
        whole = await asyncio.to_thread(_opens, copy)
        if known and (known.problem or whole):
            return known
        return await _make(writer, of_original(folder, item_id, key), copy, item_id)


async def _make(writer: Writer, original: Bytes, copy: Bytes, item_id: str) -> Copy:
    """A copy that a crash left without its row is thrown away; so is that of a destroyed item."""
    try:
        cleaned = await clean(original.stream())
        await asyncio.to_thread(_seal, copy, cleaned.content)
        made = Copy(cleaned.media_type, len(cleaned.content))
    except Unreadable:
        return Copy(problem=BROKEN)
    except Uncleanable as why:
        if why.reason in PASSING:
            return Copy(problem=why.reason.value)
        made = Copy(problem=why.reason.value)
    try:
        await writer.run(lambda tx: copies.remember(tx, item_id, made))
    except KeyGone:
        await asyncio.to_thread(copy.path.unlink, missing_ok=True)
        raise
    return made


def _opens(copy: Bytes) -> bool:
    """Whether the copy is there and whole; one that rotted is made anew, the original is there."""
    try:
        open_file(copy.path, copy.key, copy.context)
    except Unreadable:
        return False
    return True


def _seal(copy: Bytes, content: bytes) -> None:
    copy.path.unlink(missing_ok=True)
    with FileSealer(copy.path, copy.key, copy.context) as sealer:
        sealer.write(content)
        sealer.finish()


def _between(pieces: Iterator[bytes], first: int, stop: int | None) -> Iterator[bytes]:
    at = 0
    for piece in pieces:
        end = len(piece) if stop is None else max(0, stop - at)
        if wanted := piece[max(0, first - at) : end]:
            yield wanted
        at += len(piece)
        if stop is not None and at >= stop:
            return
