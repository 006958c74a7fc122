"""Brings a file from Telegram straight into a sealed one; nothing readable touches the disk."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Final

from bot.conversations.room import Room
from bot.conversations.timelimit import more_time, no_hurry
from bot.handlers.api import Api, Refused, Unreached
from bot.handlers.messages import File, Thing
from bot.store.keyring import item_key_id
from bot.store.writer import Tx, Writer
from bot.text import N_, Text
from bot.vault import FileSealer, Sealed

LARGEST: Final = 20_971_520
"""Bytes: what Telegram lets a bot fetch (20 << 20 on its server)."""

AT_ONCE: Final = 8
"""Downloads side by side; they are streams, so memory does not grow with their size."""


class TooBig(Exception):
    """Telegram does not hand it over, however often it is asked."""

    why: Final = N_("This file is too big. At most 20 MB.")


class NoRoom(Exception):
    """It may not be kept now; `why` is for the person."""

    def __init__(self, why: Text) -> None:
        super().__init__("There is no room for it.")
        self.why = why


class Lost(Exception):
    """Telegram has it no more, or it is empty."""


class Missed(Exception):
    """It may work another time."""


@dataclass(frozen=True)
class Item:
    """What lies sealed now under its own key."""

    item_id: str
    kind: str
    sealed: Sealed = field(repr=False)


class Files:
    """`folder` is where the sealed files lie, each named by its item id."""

    def __init__(self, api: Api, writer: Writer, folder: Path, *, room: Room | None = None) -> None:
        self._api = api
        self._writer = writer
        self._folder = folder
        self._room = room or Room()
        self._places = asyncio.Semaphore(AT_ONCE)

    async def keep(self, what: File | Thing, contact_ref: str) -> Item:
        """Fetch and seal; raises TooBig, NoRoom, Lost or Missed, and then nothing is left."""
        if isinstance(what, File) and (what.size or 0) > LARGEST:
            raise TooBig
        with no_hurry():  # a class with a photo each must not run out of time in the queue
            await self._places.acquire()
        try:
            return await self._keep(what, contact_ref)
        finally:
            self._places.release()

    async def throw_away(self, item: Item) -> None:
        """Of something that was sealed but is not wanted after all."""
        await self._writer.run(lambda tx: _destroy(tx, item))
        await asyncio.to_thread((self._folder / item.item_id).unlink, missing_ok=True)

    async def _keep(self, what: File | Thing, contact_ref: str) -> Item:
        item_id = secrets.token_hex(8)
        # The key is committed before the file is there: a key without a file is swept, a file
        # without a key could never be opened.
        key = await self._writer.run(lambda tx: self._begin(tx, item_id, contact_ref))
        try:
            sealed = await self._seal(what, item_id, key)
        except BaseException:
            await self._writer.run(lambda tx: tx.keys.destroy(item_key_id(item_id)))
            raise
        return Item(item_id, what.kind, sealed)

    def _begin(self, tx: Tx, item_id: str, contact_ref: str) -> bytes:
        why_not = self._room.why_not(tx, contact_ref, self._folder)
        if why_not is not None:
            raise NoRoom(why_not)
        return tx.keys.fresh(item_key_id(item_id))

    async def _seal(self, what: File | Thing, item_id: str, key: bytes) -> Sealed:
        chunks = self._fetched(what.file_id) if isinstance(what, File) else _whole(what)
        await asyncio.to_thread(self._folder.mkdir, mode=0o700, parents=True, exist_ok=True)
        with FileSealer(self._folder / item_id, key, item_id.encode()) as sealer:
            size = 0
            async for chunk in chunks:
                more_time()
                size += len(chunk)
                if size > LARGEST:
                    raise TooBig
                await asyncio.to_thread(sealer.write, chunk)
            if not size:
                raise Lost
            return await asyncio.to_thread(sealer.finish)

    async def _fetched(self, file_id: str) -> AsyncIterator[bytes]:
        """A path is asked anew each time: it works for an hour only, and is never stored."""
        try:
            about = await self._api.call("getFile", {"file_id": file_id})
            async for chunk in self._api.download(str(about["file_path"])):
                yield chunk
        except Refused as refused:
            if refused.says("file is too big"):
                raise TooBig from None
            gone = refused.status == HTTPStatus.BAD_REQUEST
            raise (Lost if gone else Missed) from None
        except (Unreached, KeyError, TypeError):
            raise Missed from None


async def _whole(what: Thing) -> AsyncIterator[bytes]:
    yield what.content


def _destroy(tx: Tx, item: Item) -> None:
    tx.keys.destroy(item_key_id(item.item_id))
