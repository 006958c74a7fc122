"""What people said lies nowhere in the files, and sealed values open only where they belong."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest

from bot.store import contacts, entries, evidence, inbox, mailbox, outbox, sessions
from bot.store.entries import EntryKind
from bot.store.inbox import Incoming
from bot.store.outbox import Op, Outgoing
from bot.store.writer import Tx, Writer
from bot.text import Message, verbatim
from bot.vault import Unreadable
from tests.store.conftest import Place
from tests.store.examples import FULL, PLAIN, a_case, an_item

MARKER = "kanarie-7f3a"
THIRD = replace(PLAIN, case_id="00000000000000a3", name="Zachte Vos")


def tell(tx: Tx) -> None:
    """Put the marker into every field this room seals by itself."""
    ref = contacts.meet(tx, "telegram", MARKER, "nl").contact_ref
    contacts.add_case(tx, ref, MARKER)
    inbox.add(tx, "telegram", [Incoming("in-the-clear", ref, MARKER.encode())])
    message = Message((verbatim(MARKER),))
    outbox.enqueue(
        tx, Outgoing(ref, Op.SHOW, message, case_id=MARKER, guard=MARKER, dedupe_key=MARKER)
    )
    sessions.save(tx, ref, "report", MARKER)
    message_id = mailbox.post(tx, ref, {"lines": [MARKER]}, mine=True)
    mailbox.change(tx, ref, message_id, {"lines": [MARKER, MARKER]})


def all_bytes(place: Place) -> bytes:
    return b"".join(file.read_bytes() for file in place.folder.iterdir())


@pytest.mark.asyncio
async def test_what_was_said_lies_in_no_file_neither_open_nor_closed(place: Place) -> None:
    writer = await place.writer()
    await writer.run(tell)
    names = {file.name for file in place.folder.iterdir()}
    assert names == {"maatje.db", "maatje.db-wal", "maatje.db-shm", "keys.db", "in-use.lock"}
    while_open = all_bytes(place)
    await writer.close()
    for found in (while_open, all_bytes(place)):
        assert b"in-the-clear" in found, "the search itself must find what is there"
        assert MARKER.encode() not in found


def two_of_everything(tx: Tx) -> None:
    for name in ("one", "two"):
        ref = contacts.meet(tx, "web", name, "nl").contact_ref
        inbox.add(tx, "web", [Incoming(name, ref, name.encode())])
        outbox.enqueue(tx, Outgoing(ref, Op.SHOW, Message((verbatim(name),))))
        sessions.save(tx, ref, "report", name)
        mailbox.post(tx, ref, {"lines": [name]}, mine=False)


def swap(place: Place, table: str, column: str) -> None:
    with closing(sqlite3.connect(place.path, isolation_level=None)) as db:
        rows = db.execute(f"SELECT contact_ref, {column} FROM {table}").fetchall()  # noqa: S608
        (one, value), (two, other) = rows
        for ref, foreign in ((one, other), (two, value)):
            update = f"UPDATE {table} SET {column} = ? WHERE contact_ref = ?"  # noqa: S608
            db.execute(update, (foreign, ref))


async def swapped(place: Place, writer: Writer, table: str, column: str) -> list[str]:
    """Swap the values of two contacts and return their references."""
    await writer.run(two_of_everything)
    swap(place, table, column)
    return await writer.run(
        lambda tx: [contacts.reference(tx, "web", name) for name in ("one", "two")]
    )


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("table", "column", "look"),
    [
        ("contacts", "address", contacts.address),
        ("contacts", "cases", contacts.my_cases),
        ("sessions", "data", sessions.load),
        ("mailbox", "body", lambda tx, ref: mailbox.since(tx, ref, 0)),
    ],
)
async def test_t57_a_value_from_another_row_does_not_open(
    place: Place, writer: Writer, table: str, column: str, look: Callable[..., object]
) -> None:
    for ref in await swapped(place, writer, table, column):
        with pytest.raises(Unreadable):
            await writer.run(partial(look, ref=ref))


@pytest.mark.asyncio
async def test_t57_a_payload_from_another_row_is_buried_and_the_rest_goes_on(
    place: Place, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    ref, _ = await swapped(place, writer, "inbox", "payload")
    await writer.run(lambda tx: inbox.add(tx, "web", [Incoming("three", ref, b"three")]))
    waiting = await writer.run(lambda tx: inbox.waiting(tx, "web"))
    assert [row.payload for row in waiting] == [b"three"]
    assert await writer.run(lambda tx: inbox.count(tx, "dead")) == 2
    assert "Inbox row 1 cannot be opened" in caplog.text


@pytest.mark.asyncio
async def test_t57_a_message_from_another_row_is_never_sent_and_the_next_one_is(
    place: Place, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    ref, _ = await swapped(place, writer, "outbox", "message")
    await writer.run(lambda tx: outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target="9")))
    assert await writer.run(lambda tx: outbox.due(tx, "web", tx.now, 9)) == []
    due = await writer.run(lambda tx: outbox.due(tx, "web", tx.now, 9))
    assert [row.target for row in due] == ["9"]
    assert await writer.run(lambda tx: outbox.count(tx, "dead")) == 2
    assert "Outbox row 1 cannot be opened" in caplog.text


@pytest.mark.asyncio
async def test_the_length_of_a_sealed_list_does_not_tell_who_has_a_case(writer: Writer) -> None:
    def lengths(tx: Tx) -> list[int]:
        return [row[0] for row in tx.db.execute("SELECT length(cases) FROM contacts")]

    def meet_two(tx: Tx) -> None:
        contacts.meet(tx, "web", "one", "nl")
        ref = contacts.meet(tx, "web", "two", "nl").contact_ref
        for number in range(5):
            contacts.add_case(tx, ref, f"{number:016x}")

    await writer.run(meet_two)
    assert len(set(await writer.run(lengths))) == 1


@pytest.mark.asyncio
async def test_t57_words_and_items_moved_to_another_case_fail_closed(
    place: Place, writer: Writer
) -> None:
    def told(tx: Tx) -> None:
        for number, case in enumerate((PLAIN, FULL, THIRD)):
            a_case(tx, case)
            entries.add(tx, case.case_id, EntryKind.STORY, f"{MARKER} {number}", None)
            evidence.attach(tx, [an_item(tx, f"i{number}", str(number))], case.case_id)

    await writer.run(told)
    with closing(sqlite3.connect(place.path)) as db, db:
        for table, column in (("entries", "body"), ("evidence", "sha256")):
            values = dict(db.execute(f"SELECT case_id, {column} FROM {table}"))  # noqa: S608
            for one, other in ((PLAIN, FULL), (FULL, PLAIN)):
                update = f"UPDATE {table} SET {column} = ? WHERE case_id = ?"  # noqa: S608
                db.execute(update, (values[other.case_id], one.case_id))
    for number, case in enumerate((PLAIN, FULL)):
        with pytest.raises(Unreadable):
            await writer.run(partial(entries.of_case, case_id=case.case_id))
        with pytest.raises(Unreadable):
            await writer.run(partial(evidence.sha256, item_id=f"i{number}"))
    (story,) = await writer.run(lambda tx: entries.of_case(tx, THIRD.case_id))
    assert story.body == f"{MARKER} 2"
    assert await writer.run(lambda tx: evidence.sha256(tx, "i2"))
