"""The state of a chat as most people keep it: aiosqlite, a commit for each update."""

from __future__ import annotations

import os
from pathlib import Path

import aiosqlite

from benchmarks.race.bots.story import Shown, advanced, begun

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS chats (chat_id INTEGER PRIMARY KEY, state TEXT NOT NULL);
"""
_KEEP = "INSERT OR REPLACE INTO chats (chat_id, state) VALUES (?, ?)"


async def opened() -> aiosqlite.Connection:
    """One connection for all chats."""
    db = await aiosqlite.connect(Path(os.environ["DATA_DIR"]) / "bot.db")
    await db.executescript(_SCHEMA)
    return db


async def start(db: aiosqlite.Connection, chat_id: int) -> Shown:
    """Begin anew."""
    state, shown = begun()
    await db.execute(_KEEP, (chat_id, state))
    await db.commit()
    return shown


async def answer(db: aiosqlite.Connection, chat_id: int, data: str) -> Shown:
    """Load, advance, commit."""
    asked = await db.execute("SELECT state FROM chats WHERE chat_id = ?", (chat_id,))
    row = await asked.fetchone()
    state, shown = advanced(row[0] if row else None, data)
    await db.execute(_KEEP, (chat_id, state))
    await db.commit()
    return shown
