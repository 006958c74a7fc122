"""The one place where bytes that come in are sealed; knows no door, no name and no conversation.

First the key is committed, then the file is whole, then the row is committed: what a crash leaves
behind has no row and is swept when it is a day old. Nothing is ever held whole.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from bot.evidence.room import NO_ROOM, Room
from bot.store import evidence
from bot.store.keyring import item_key_id
from bot.store.writer import Tx, Writer
from bot.text import N_, Text
from bot.vault import FileSealer, Sealed

log = logging.getLogger(__name__)

LARGEST: Final = 20_971_520
"""Bytes: what Telegram lets a bot fetch (20 << 20 on its server), the same at both doors."""

PIECE: Final = 128 * 1024
"""Bytes that go to the disk's thread at once, about: all that one file has in memory."""

TOO_BIG: Final = N_(
    "This file is too big. The limit is 20 MB. Keep it yourself and tell what is in it."
)
_TOO_LONG: Final = N_("This sound is too big. The limit is 20 MB. Record a shorter one.")
TOO_BIG_OF: Final[Mapping[str, Text]] = {
    "photo": N_("This photo is too big. The limit is 20 MB. Send a smaller one."),
    "video": N_("This film is too big. The limit is 20 MB. Make it shorter, or keep it yourself."),
    "voice": _TOO_LONG,
    "audio": _TOO_LONG,
}
"""What to do instead, by kind; for any other kind it is `TOO_BIG`."""
EMPTY: Final = N_("This file is empty.")

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

T = TypeVar("T")
May = Callable[[Tx], None]
"""Raises when no file may come now; asked before the first byte is read and after the last."""


class Refused(Exception):
    """Nothing of it is kept; `why` is for the person."""

    def __init__(self, why: Text) -> None:
        super().__init__(type(self).__name__)
        self.why = why


class TooBig(Refused):
    """Over the limit, whatever was said about its size."""

    def __init__(self, kind: str = "") -> None:
        super().__init__(too_big(kind))


def too_big(kind: str) -> Text:
    """That it is over the limit, and what to do with a thing of this kind."""
    return TOO_BIG_OF.get(kind, TOO_BIG)


class Empty(Refused):
    """Not one byte."""

    def __init__(self) -> None:
        super().__init__(EMPTY)


class NoRoom(Refused):
    """The disk, or what one may leave on it, is full."""


@dataclass(frozen=True)
class Kept:
    """What lies sealed under its own key. `kind` is one word out of a fixed list, no name."""

    item_id: str
    kind: str
    sealed: Sealed = field(repr=False)
    forwarded: bool = False


@dataclass(frozen=True)
class Intake:
    """`folder` is where the sealed files lie, each named by its item id alone."""

    writer: Writer = field(repr=False)
    folder: Path
    room: Room = field(default_factory=Room)

    async def take(
        self,
        source: AsyncIterable[bytes],
        sender: str,
        kind: str,
        *,
        may: May,
        then: Callable[[Tx, Kept], T],
        forwarded: bool = False,
    ) -> T:
        """Seal what comes and keep it; `then` runs in the unit that adds its row.

        Raises Refused, and what the source, `may` and `then` raise: nothing is kept then. Only who
        is cancelled in the last unit may find it committed.
        """
        item_id = secrets.token_hex(8)
        key = await self.writer.run(lambda tx: self._begin(tx, sender, item_id, may))
        try:
            sealed = await self._seal(source, item_id, key, kind)
        except BaseException:
            await self.writer.run(lambda tx: tx.keys.destroy(item_key_id(item_id)))
            raise
        kept = Kept(item_id, kind, sealed, forwarded)
        try:
            return await self.writer.run(lambda tx: self._finish(tx, sender, kept, may, then))
        except Exception:  # not one who is cancelled: what is left of that is swept
            await self._throw_away(item_id)
            raise

    def _begin(self, tx: Tx, sender: str, item_id: str, may: May) -> bytes:
        self._ask(tx, sender, may)
        return tx.keys.fresh(item_key_id(item_id))

    def _finish(
        self, tx: Tx, sender: str, kept: Kept, may: May, then: Callable[[Tx, Kept], T]
    ) -> T:
        """Asked again: what forbids it, or took the room, may have come while it did."""
        self._ask(tx, sender, may)
        evidence.add(tx, kept.item_id, sender, kept.kind, kept.sealed, forwarded=kept.forwarded)
        return then(tx, kept)

    def _ask(self, tx: Tx, sender: str, may: May) -> None:
        may(tx)
        if (no_room := self.room.why_not(tx, sender, self.folder)) is not None:
            raise NoRoom(no_room)

    async def _seal(
        self, source: AsyncIterable[bytes], item_id: str, key: bytes, kind: str
    ) -> Sealed:
        await _on_disk(partial(self.folder.mkdir, mode=0o700, parents=True, exist_ok=True))
        path, context = self.folder / item_id, item_id.encode()
        with await _on_disk(lambda: FileSealer(path, key, context)) as sealer:
            size = 0
            async for pieces in _by_the_piece(source):
                size += sum(map(len, pieces))
                if size > LARGEST:
                    raise TooBig(kind)
                await _on_disk(partial(_write, sealer, pieces))
            if not size:
                raise Empty
            return await _on_disk(sealer.finish)

    async def _throw_away(self, item_id: str) -> None:
        await self.writer.run(lambda tx: tx.keys.destroy(item_key_id(item_id)))
        await asyncio.to_thread((self.folder / item_id).unlink, missing_ok=True)


async def _by_the_piece(source: AsyncIterable[bytes]) -> AsyncIterator[list[bytes]]:
    """Small chunks go to the disk together: a change of threads costs more than they do."""
    pieces: list[bytes] = []
    size = 0
    async for chunk in source:
        pieces.append(chunk)
        size += len(chunk)
        if size >= PIECE:
            yield pieces
            pieces, size = [], 0
    if size:
        yield pieces


def _write(sealer: FileSealer, pieces: list[bytes]) -> None:
    for piece in pieces:
        sealer.write(piece)


async def _on_disk(act: Callable[[], T]) -> T:
    """In a thread; a disk that is full refuses in words, for this file only."""
    try:
        return await asyncio.to_thread(act)
    except OSError as problem:
        if problem.errno not in _FULL:
            raise
        log.error("ALARM: the disk is full; a file is refused.")  # noqa: TRY400
        raise NoRoom(NO_ROOM) from None
