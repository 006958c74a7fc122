"""What came in waits until it is dealt with, and counts once."""

from datetime import timedelta

import pytest

from bot.store import inbox
from bot.store.inbox import Incoming
from bot.store.writer import Tx, Writer
from tests.store.conftest import MONDAY_MORNING, Place


def batch(*numbers: int) -> list[Incoming]:
    return [Incoming(str(number), "ref", f"said {number}".encode()) for number in numbers]


def external_ids(tx: Tx, door: str = "telegram") -> list[str]:
    return [row.external_id for row in inbox.waiting(tx, door)]


@pytest.mark.asyncio
async def test_what_comes_twice_is_stored_once(writer: Writer) -> None:
    stored = await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7, 8)))
    assert [row.row_id for row in stored] == [1, 2]
    assert len(await writer.run(lambda tx: inbox.add(tx, "telegram", batch(8, 9)))) == 1
    assert await writer.run(external_ids) == ["7", "8", "9"]


@pytest.mark.asyncio
async def test_nothing_that_came_in_is_nothing_stored(writer: Writer) -> None:
    assert await writer.run(lambda tx: inbox.add(tx, "telegram", [])) == []


@pytest.mark.asyncio
async def test_the_same_number_at_another_door_is_something_else(writer: Writer) -> None:
    await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7)))
    await writer.run(lambda tx: inbox.add(tx, "web", batch(7)))
    assert await writer.run(lambda tx: external_ids(tx, "web")) == ["7"]


@pytest.mark.asyncio
async def test_a_row_says_all_that_was_stored(place: Place, writer: Writer) -> None:
    place.clock.travel(MONDAY_MORNING)
    (row,) = await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7)))
    assert await writer.run(lambda tx: inbox.waiting(tx, "telegram")) == [row]
    assert (row.row_id, row.external_id, row.contact_ref) == (1, "7", "ref")
    assert row.payload == b"said 7"
    assert row.tries == 0
    assert row.received_at - MONDAY_MORNING < timedelta(seconds=5)
    assert "said" not in repr(row)


@pytest.mark.asyncio
async def test_what_is_done_waits_no_more_but_is_known_when_it_comes_again(
    writer: Writer,
) -> None:
    await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7)))
    assert await writer.run(lambda tx: inbox.done(tx, 1))
    assert not await writer.run(lambda tx: inbox.done(tx, 1))
    assert await writer.run(external_ids) == []
    assert await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7))) == []
    left = await writer.run(
        lambda tx: tuple(tx.db.execute("SELECT payload, contact_ref FROM inbox").fetchone())
    )
    assert left == (None, "")


@pytest.mark.asyncio
async def test_a_failed_row_keeps_its_place_and_says_when_to_try(writer: Writer) -> None:
    later = MONDAY_MORNING + timedelta(minutes=5)
    await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7, 8)))
    await writer.run(lambda tx: inbox.failed(tx, 1, later))
    first, second = await writer.run(lambda tx: inbox.waiting(tx, "telegram"))
    assert (first.tries, first.next_try) == (1, later)
    assert second.tries == 0


@pytest.mark.asyncio
async def test_a_buried_row_keeps_what_was_said(writer: Writer) -> None:
    await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7)))
    await writer.run(lambda tx: inbox.bury(tx, 1))
    assert await writer.run(external_ids) == []
    assert await writer.run(lambda tx: inbox.count(tx, "dead")) == 1
    assert await writer.run(
        lambda tx: tx.db.execute("SELECT payload IS NOT NULL FROM inbox").fetchone()[0]
    )


@pytest.mark.asyncio
async def test_pruning_removes_only_what_ended_and_is_old(place: Place, writer: Writer) -> None:
    await writer.run(lambda tx: inbox.add(tx, "telegram", batch(7, 8)))
    await writer.run(lambda tx: inbox.done(tx, 1))
    place.clock.travel(MONDAY_MORNING + timedelta(days=9))
    await writer.run(lambda tx: inbox.add(tx, "telegram", batch(9)))
    await writer.run(lambda tx: inbox.done(tx, 3))
    assert await writer.run(lambda tx: inbox.prune(tx, tx.now - timedelta(days=8))) == 1
    assert await writer.run(external_ids) == ["8"]
    assert await writer.run(lambda tx: inbox.add(tx, "telegram", batch(9))) == []
