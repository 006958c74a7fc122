"""Keys come before the rows they seal and go after them; knows no table of the database."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest

from bot.clock import Clock
from bot.store import contacts, daykeys, inbox, mailbox, outbox, screens, sessions
from bot.store.inbox import Incoming
from bot.store.keyring import KeyGone, case_key_id, day_key_id, item_key_id
from bot.store.outbox import Op, Outgoing
from bot.store.problems import NotCommitted
from bot.store.writer import Reader, Tx, Writer
from bot.vault import Place as Sealing
from bot.vault import Unreadable
from tests.store.conftest import Place

CASE = case_key_id("0123456789abcdef")


def kept(place: Place) -> set[str]:
    with closing(sqlite3.connect(place.keys_path)) as db:
        return {key_id for (key_id,) in db.execute("SELECT key_id FROM keys")}


def tamper(place: Place, sql: str) -> None:
    with closing(sqlite3.connect(place.keys_path, isolation_level=None)) as db:
        db.execute(sql)


def spoil_the_commit(tx: Tx) -> None:
    tx.db.execute("PRAGMA defer_foreign_keys = ON")
    screens.set_live(tx, "nobody", "1", 1)


def test_a_day_is_that_of_utc() -> None:
    late = datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert day_key_id(late) == "day:2026-11-22"
    assert item_key_id("ab") == "item:ab"


@pytest.mark.asyncio
async def test_a_fresh_key_is_the_same_ever_after(place: Place, writer: Writer) -> None:
    secret = await writer.run(lambda tx: tx.keys.fresh(CASE))
    assert await writer.run(lambda tx: tx.keys.key(CASE)) == secret
    assert await writer.run(lambda tx: tx.keys.ensure(CASE)) == secret
    await writer.close()
    again = await place.writer()
    assert await again.run(lambda tx: tx.keys.key(CASE)) == secret
    await again.close()


@pytest.mark.asyncio
async def test_a_key_is_never_replaced(writer: Writer) -> None:
    secret = await writer.run(lambda tx: tx.keys.fresh(CASE))
    with pytest.raises(sqlite3.IntegrityError):
        await writer.run(lambda tx: tx.keys.fresh(CASE))
    assert await writer.run(lambda tx: tx.keys.key(CASE)) == secret
    assert await writer.run(lambda tx: len(tx.keys.fresh("case:other"))) == 32


@pytest.mark.asyncio
async def test_a_key_that_was_never_made_is_gone(writer: Writer) -> None:
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.keys.key(CASE))


@pytest.mark.asyncio
async def test_a_destroyed_key_is_gone_at_once_and_for_good(place: Place, writer: Writer) -> None:
    spot = Sealing("entries", "body", "1")

    def seal(tx: Tx) -> bytes:
        tx.keys.ensure(CASE)
        return tx.seal("what happened", key_id=CASE, place=spot)

    blob = await writer.run(seal)

    def destroy(tx: Tx) -> None:
        tx.keys.destroy(CASE)
        with pytest.raises(KeyGone):
            tx.keys.key(CASE)
        with pytest.raises(KeyGone):
            tx.keys.ensure(CASE)

    await writer.run(destroy)
    assert CASE not in kept(place)
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.open(blob, key_id=CASE, place=spot))


@pytest.mark.asyncio
async def test_t62_the_bytes_of_a_destroyed_key_are_nowhere_in_the_file(
    place: Place, writer: Writer
) -> None:
    await writer.run(lambda tx: tx.keys.fresh(CASE))
    with closing(sqlite3.connect(place.keys_path)) as db:
        (wrapped,) = db.execute("SELECT wrapped FROM keys WHERE key_id = ?", (CASE,)).fetchone()
    assert wrapped in place.keys_path.read_bytes()
    await writer.run(lambda tx: tx.keys.destroy(CASE))
    assert wrapped not in place.keys_path.read_bytes()
    assert not place.keys_path.with_name("keys.db-journal").exists()


@pytest.mark.asyncio
async def test_a_unit_that_fails_destroys_nothing(place: Place, writer: Writer) -> None:
    secret = await writer.run(lambda tx: tx.keys.fresh(CASE))

    def stumble(tx: Tx) -> None:
        tx.keys.destroy(CASE)
        raise LookupError

    with pytest.raises(LookupError):
        await writer.run(stumble)
    assert CASE in kept(place)
    assert await writer.run(lambda tx: tx.keys.key(CASE)) == secret


@pytest.mark.asyncio
async def test_a_commit_that_fails_destroys_nothing_and_the_key_comes_first(
    place: Place, writer: Writer
) -> None:
    await writer.run(lambda tx: tx.keys.fresh(CASE))
    results = await asyncio.gather(
        writer.run(lambda tx: tx.keys.destroy(CASE)),
        writer.run(lambda tx: tx.keys.fresh("case:other")),
        writer.run(spoil_the_commit),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [NotCommitted] * 3
    assert kept(place) == {CASE, "case:other"}


@pytest.mark.asyncio
async def test_keys_of_a_group_that_never_got_to_its_commit_are_forgotten(
    place: Place, writer: Writer
) -> None:
    results = await asyncio.gather(
        writer.run(lambda tx: tx.keys.fresh(CASE)),
        writer.run(lambda tx: tx.db.execute("ROLLBACK")),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [NotCommitted] * 2
    assert kept(place) == set()
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.keys.key(CASE))


@pytest.mark.asyncio
async def test_no_row_is_committed_when_the_disk_lost_its_key(place: Place, writer: Writer) -> None:
    def lose(tx: Tx) -> None:
        tx.keys.fresh(CASE)
        tx.keys._db.execute("ROLLBACK")  # what SQLite does by itself on some full disks

    with pytest.raises(NotCommitted):
        await writer.run(lose)
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.keys.key(CASE))
    assert kept(place) == set()


@pytest.mark.asyncio
async def test_a_key_the_disk_would_not_destroy_goes_with_the_next_commit(
    place: Place, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    await writer.run(lambda tx: tx.keys.fresh(CASE))
    tamper(
        place,
        "CREATE TRIGGER stuck BEFORE DELETE ON keys BEGIN SELECT RAISE(ABORT, 'stuck'); END",
    )
    await writer.run(lambda tx: tx.keys.destroy(CASE))
    assert "could not be destroyed" in caplog.text
    assert CASE in kept(place)
    assert await writer.run(lambda tx: tx.keys.ids("case:", before=tx.now)) == []
    tamper(place, "DROP TRIGGER stuck")
    await writer.run(lambda _: None)
    assert CASE not in kept(place)


@pytest.mark.asyncio
async def test_t57_key_rows_that_were_swapped_open_nothing(place: Place) -> None:
    writer = await place.writer()
    await writer.run(lambda tx: tx.keys.fresh("case:one"))
    await writer.run(lambda tx: tx.keys.fresh("case:two"))
    await writer.close()
    tamper(
        place,
        "UPDATE keys SET wrapped = (SELECT other.wrapped FROM keys other"
        " WHERE other.key_id <> keys.key_id)",
    )
    writer = await place.writer()
    with pytest.raises(Unreadable):
        await writer.run(lambda tx: tx.keys.key("case:one"))
    await writer.close()


@pytest.mark.asyncio
async def test_a_reader_opens_what_the_writer_sealed_until_the_key_is_destroyed(
    writer: Writer, reader: Reader
) -> None:
    secret = await writer.run(lambda tx: tx.keys.fresh(CASE))
    assert await reader.read(lambda tx: tx.keys.key(CASE)) == secret
    await writer.run(lambda tx: tx.keys.destroy(CASE))
    with pytest.raises(KeyGone):
        await reader.read(lambda tx: tx.keys.key(CASE))


@pytest.mark.asyncio
async def test_the_key_of_a_day_goes_when_nothing_of_that_day_is_left(
    place: Place, writer: Writer
) -> None:
    ref = (await writer.run(lambda tx: contacts.meet(tx, "web", "cookie", "nl"))).contact_ref
    uses = (
        lambda tx: inbox.add(tx, "web", [Incoming("1", ref, b"hello")]),
        lambda tx: outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target="7")),
        lambda tx: sessions.save(tx, ref, "report", "{}"),
        lambda tx: mailbox.post(tx, ref, {"lines": []}, mine=False),
    )
    some_day = Clock().now() + timedelta(days=100)
    for days, use in enumerate(uses):
        place.clock.travel(some_day + timedelta(days=days))
        await writer.run(use)
    place.clock.travel(some_day + timedelta(days=9))
    assert await writer.run(daykeys.destroy_spent) == 0
    ends = (
        lambda tx: inbox.done(tx, 1),
        lambda tx: outbox.sent(tx, 1),
        lambda tx: sessions.drop(tx, ref),
        lambda tx: mailbox.remove(tx, ref, 1),
    )
    for end in ends:
        await writer.run(end)
        assert await writer.run(daykeys.destroy_spent) == 1
    assert kept(place) == {"contacts"}


@pytest.mark.asyncio
async def test_the_key_of_today_stays_though_nothing_uses_it(writer: Writer) -> None:
    await writer.run(lambda tx: tx.today())
    assert await writer.run(daykeys.destroy_spent) == 0


@pytest.mark.asyncio
async def test_the_keys_around_the_machines_own_today_stay_whatever_day_is_played(
    place: Place, writer: Writer
) -> None:
    today = Clock().now()
    for days in (-3, -1, 0, 1):
        place.clock.travel(today + timedelta(days=days))
        await writer.run(lambda tx: tx.today())
    place.clock.travel(today + timedelta(days=30))
    assert await writer.run(daykeys.destroy_spent) == 1
    near = {day_key_id(today + timedelta(days=days)) for days in (-1, 0, 1)}
    assert kept(place) == near


@pytest.mark.asyncio
async def test_a_key_that_another_process_destroyed_seals_nothing_any_more(
    place: Place, writer: Writer
) -> None:
    await writer.run(lambda tx: tx.today())
    tamper(place, "DELETE FROM keys")
    ref = (await writer.run(lambda tx: contacts.meet(tx, "web", "cookie", "nl"))).contact_ref
    await writer.run(lambda tx: sessions.save(tx, ref, "report", "kept"))
    await writer.close()
    again = await place.writer()
    assert await again.run(lambda tx: sessions.load(tx, ref)) == "kept"
    await again.close()
