"""The log cannot be changed unseen, and takes no words."""

import sqlite3
from datetime import date

import pytest

from bot.store import audit, log_heads
from bot.store.audit import Head
from bot.store.log_heads import SentHead
from bot.store.tx import Tx
from bot.store.writer import Reader, Writer

LINES = [
    ("dekker", "Read", "a1"),
    (audit.REPORTER, "TakenBack", "a1"),
    (audit.SYSTEM, "Refused list", ""),
    (audit.COMMAND_LINE, "invite", "kok"),
]
UNLOCK = "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_removed;"


def fill(tx: Tx) -> Head:
    for line in LINES:
        audit.write(tx, *line)
    return audit.head(tx)


def behind(tx: Tx, change: str) -> None:
    """What somebody with the file and without the key can do; undone with the unit of work."""
    for statement in (*UNLOCK.split(";"), change):
        tx.db.execute(statement)


@pytest.mark.asyncio
async def test_a_log_that_was_left_alone_is_whole(writer: Writer, reader: Reader) -> None:
    empty = await reader.read(audit.head)
    assert empty == Head(0, "00" * 32)
    assert await reader.read(audit.verify) is None
    kept = await writer.run(fill)
    assert kept.number == 4
    assert await reader.read(audit.verify) is None
    for head in (empty, kept, Head(kept.number, kept.mark)):
        assert await reader.read(lambda tx, head=head: audit.holds(tx, head))  # type: ignore[misc]


@pytest.mark.asyncio
async def test_lines_come_newest_first_page_by_page_and_of_one_object(writer: Writer) -> None:
    await writer.run(fill)
    found = await writer.run(audit.lines)
    assert [(line.who, line.what, line.object) for line in reversed(found)] == LINES
    page = await writer.run(lambda tx: audit.lines(tx, limit=2, before=4))
    assert [line.number for line in page] == [3, 2]
    of_one = await writer.run(lambda tx: audit.lines(tx, obj="a1"))
    assert [line.number for line in of_one] == [2, 1]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET who = 'kok' WHERE id = 1",
        "DELETE FROM audit WHERE id = 4",
        "INSERT OR REPLACE INTO audit (id, at, who, what, object, mac)"
        " VALUES (1, 0, 'kok', 'Read', 'a1', x'00')",
    ],
)
async def test_t64_the_database_itself_refuses_to_change_a_line(
    writer: Writer, change: str
) -> None:
    await writer.run(fill)
    with pytest.raises(sqlite3.IntegrityError, match="log"):
        await writer.run(lambda tx: tx.db.execute(change))
    assert await writer.run(audit.verify) is None


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("change", "first"),
    [
        ("UPDATE audit SET who = 'kok' WHERE id = 2", 2),
        ("UPDATE audit SET at = at + 1 WHERE id = 1", 1),
        ("UPDATE audit SET object = 'a2' WHERE id = 4", 4),
        ("UPDATE audit SET mac = zeroblob(32) WHERE id = 3", 3),
        ("DELETE FROM audit WHERE id = 2", 3),
        ("UPDATE audit SET id = 9 WHERE id = 4", 9),
    ],
)
async def test_t64_an_edit_behind_the_trigger_is_found(
    writer: Writer, change: str, first: int
) -> None:
    def work(tx: Tx) -> int | None:
        fill(tx)
        behind(tx, change)
        return audit.verify(tx)

    assert await writer.run(work) == first


@pytest.mark.asyncio
async def test_t64_a_tail_that_was_cut_off_is_found_against_a_kept_head(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        kept = fill(tx)
        behind(tx, "DELETE FROM audit WHERE id = 4")
        assert audit.verify(tx) is None, "by itself a shorter log looks whole"
        assert not audit.holds(tx, kept)
        audit.write(tx, "kok", "Read", "a1")
        assert not audit.holds(tx, kept), "nor can another line take its place"
        assert audit.holds(tx, audit.head(tx))
        assert not audit.holds(tx, Head(4, audit.head(tx).mac[:11])), "too short to prove a thing"

    await writer.run(work)


@pytest.mark.asyncio
async def test_what_one_person_did_is_found_page_by_page(writer: Writer) -> None:
    await writer.run(fill)
    found = await writer.run(lambda tx: audit.lines_by(tx, "dekker"))
    assert [line.number for line in found] == [1]
    assert await writer.run(lambda tx: audit.lines_by(tx, "dekker", before=1)) == []


@pytest.mark.asyncio
async def test_t64_what_was_sent_of_the_log_is_never_changed(writer: Writer) -> None:
    def send(tx: Tx) -> None:
        log_heads.keep(tx, date(2026, 11, 23), fill(tx))
        log_heads.keep(tx, date(2026, 11, 24), audit.head(tx))

    assert await writer.run(log_heads.last) is None
    await writer.run(send)
    sent = await writer.run(log_heads.last)
    assert sent == SentHead(date(2026, 11, 24), await writer.run(audit.head))
    for change in ("UPDATE log_heads SET number = 3", "DELETE FROM log_heads"):
        with pytest.raises(sqlite3.IntegrityError, match="log"):
            await writer.run(lambda tx, change=change: tx.db.execute(change))  # type: ignore[misc]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("who", "what", "obj"),
    [
        ("Kees de Vries", "Read", "a1"),
        ("kok", "He was seen at the gate", "a1"),
        ("kok", "Read", "Kees de Vries"),
        ("kok", "", "a1"),
        ("kok", "a" * 65, "a1"),
        ("", "Read", "a1"),
    ],
)
async def test_the_log_takes_no_words_of_anybody(
    writer: Writer, who: str, what: str, obj: str
) -> None:
    with pytest.raises(ValueError, match="ids and fixed words") as refused:
        await writer.run(lambda tx: audit.write(tx, who, what, obj))
    assert "Kees" not in str(refused.value)
    assert await writer.run(audit.lines) == []
