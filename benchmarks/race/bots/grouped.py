"""The state of a chat in Maatje's own store: sealed, many chats in one commit."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.race.bots.story import Shown, advanced, begun
from bot.clock import Clock
from bot.store import contacts, sessions
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import RootKey


async def opened() -> Writer:
    """The writer of an own data folder, which is made when it is not there."""
    folder = Path(os.environ["DATA_DIR"])
    file = folder / "root.key"
    root = RootKey.load(file) if file.exists() else RootKey.create(file)
    return await Writer.open(folder / "maatje.db", folder / "keys.db", root, Clock())


async def start(writer: Writer, chat_id: int) -> Shown:
    """Begin anew."""
    return await writer.run(lambda tx: _begin(tx, chat_id))


async def answer(writer: Writer, chat_id: int, data: str) -> Shown:
    """Load, advance, commit."""
    return await writer.run(lambda tx: _advance(tx, chat_id, data))


def _begin(tx: Tx, chat_id: int) -> Shown:
    ref = contacts.meet(tx, "telegram", str(chat_id), "nl").contact_ref
    state, shown = begun()
    sessions.save(tx, ref, "report", state)
    return shown


def _advance(tx: Tx, chat_id: int, data: str) -> Shown:
    ref = contacts.reference(tx, "telegram", str(chat_id))
    state, shown = advanced(sessions.load(tx, ref), data)
    sessions.save(tx, ref, "report", state)
    return shown
