"""Who steals the files without the key learns what happened, but not who told it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import contacts, mailbox, sessions
from tests.conversations.inside import House

CHATS = ("contacts", "outbox", "sessions", "screens", "chat_messages", "mailbox")
OF_CASES = ("cases", "case_steps", "entries", "evidence", "pings", "rungs", "recovery", "audit")
LONGEST_WORD = 8
"""Of the fixed words such as "web"; whatever tells two rows apart is longer."""


def telling(rows: list[tuple[object, ...]]) -> set[object]:
    """The values that could join two rows: moments and ids, not numbers and fixed words."""
    values = {value for row in rows for value in row}
    return {
        value
        for value in values
        if (isinstance(value, float) and value)
        or (isinstance(value, str | bytes) and len(value) > LONGEST_WORD)
    }


def all_rows(db: sqlite3.Connection, *tables: str) -> set[object]:
    found = [db.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608
    return telling([row for rows in found for row in rows])


def of_contact(db: sqlite3.Connection, ref: str) -> set[object]:
    found = [
        db.execute(f"SELECT * FROM {table} WHERE contact_ref = ?", (ref,)).fetchall()  # noqa: S608
        for table in CHATS
    ]
    return telling([row for rows in found for row in rows])


@pytest.mark.asyncio
async def test_no_value_joins_a_contact_or_what_was_sent_to_it_to_a_case(
    house: House, tmp_path: Path
) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await house.run(lambda tx: contacts.bind(tx, sanne.ref, "t-bakker"))
    await house.run(lambda tx: mailbox.post(tx, sanne.ref, {"lines": ["hoi"]}, mine=True))
    await sanne.command("mijnmelding")
    await sanne.tap("Say something")
    await sanne.type("nog iets")
    await mentor.command("zaken")
    with closing(sqlite3.connect(tmp_path / "data" / "maatje.db")) as db:
        ended = db.execute("SELECT contact_ref, target FROM outbox WHERE state = 'sent'").fetchall()
        assert set(ended) == {(None, "")}
        sent = telling(db.execute("SELECT * FROM outbox WHERE person_id IS NULL").fetchall())
        assert not (of_contact(db, sanne.ref) | sent) & all_rows(db, *OF_CASES)
        assert of_contact(db, sanne.ref)


@pytest.mark.asyncio
async def test_what_waits_to_be_sent_does_not_tell_the_moment_of_a_report(
    house: House, tmp_path: Path
) -> None:
    sanne = await house.reported()
    await house.run(lambda tx: sessions.save(tx, sanne.ref, "report", "{}"))
    await house.run(lambda tx: tx.db.execute("UPDATE outbox SET state = 'waiting'"))
    with closing(sqlite3.connect(tmp_path / "data" / "maatje.db")) as db:
        assert not all_rows(db, "outbox", "sessions", "inbox") & all_rows(db, *OF_CASES)
