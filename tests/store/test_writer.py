"""Units of work share a commit and stand alone; knows only the tables it needs."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from bot.store import contacts, inbox, screens
from bot.store.inbox import Incoming
from bot.store.problems import NotCommitted, WriterClosed
from bot.store.writer import Tx, Writer
from tests.store.conftest import Place


def said(number: int) -> Incoming:
    return Incoming(str(number), "ref", b"payload")


def store(tx: Tx, number: int) -> list[int]:
    return [row.row_id for row in inbox.add(tx, "telegram", [said(number)])]


def stored(tx: Tx) -> list[str]:
    return [row.external_id for row in inbox.waiting(tx, "telegram")]


def stumble(tx: Tx) -> None:
    store(tx, 99)
    raise LookupError


def stumble_over_an_empty_list(_: Tx) -> None:
    nothing: Iterator[Tx] = iter(())
    next(nothing)


def break_the_commit(tx: Tx) -> None:
    tx.db.execute("PRAGMA defer_foreign_keys = ON")
    screens.set_live(tx, "nobody", "1", 1)


def roll_everything_back(tx: Tx) -> None:
    tx.db.execute("ROLLBACK")


def roll_everything_back_and_stumble(tx: Tx) -> None:
    tx.db.execute("ROLLBACK")
    raise LookupError


@pytest.mark.asyncio
async def test_units_that_wait_together_share_one_commit(writer: Writer) -> None:
    await asyncio.gather(*(writer.run(partial(store, number=n)) for n in range(10)))
    assert writer.committed.count == 1
    assert await writer.run(stored) == [str(n) for n in range(10)]


@pytest.mark.asyncio
async def test_what_is_hurried_goes_first_in_a_commit_of_its_own_and_in_order(
    writer: Writer,
) -> None:
    async with asyncio.TaskGroup() as tasks:
        given_up = tasks.create_task(writer.run(partial(store, number=0), hurried=True))
        for n in range(1, 4):
            tasks.create_task(writer.run(partial(store, number=n), hurried=n > 1))
        await asyncio.sleep(0)
        given_up.cancel()
    assert writer.committed.count == 2
    assert await writer.run(stored) == ["2", "3", "1"]


@pytest.mark.asyncio
async def test_more_units_than_a_group_holds_all_get_through(writer: Writer) -> None:
    await asyncio.gather(*(writer.run(partial(store, number=n)) for n in range(600)))
    assert writer.committed.count == 3
    assert len(await writer.run(stored)) == 600


@pytest.mark.asyncio
async def test_a_failing_unit_takes_only_its_own_changes_back(writer: Writer) -> None:
    first, failed, last = await asyncio.gather(
        writer.run(lambda tx: store(tx, 1)),
        writer.run(stumble),
        writer.run(lambda tx: store(tx, 2)),
        return_exceptions=True,
    )
    assert isinstance(failed, LookupError)
    assert not isinstance(first, BaseException)
    assert not isinstance(last, BaseException)
    assert await writer.run(stored) == ["1", "2"]


@pytest.mark.asyncio
async def test_what_may_be_run_again_stands_alone_too_and_one_alone_is_run_once(
    writer: Writer,
) -> None:
    runs: list[int] = []

    def count(tx: Tx, number: int) -> list[int]:
        runs.append(number)
        return store(tx, number)

    results = await asyncio.gather(
        writer.run(partial(count, number=1), again=True),
        writer.run(stumble, again=True),
        writer.run(partial(count, number=2), again=True),
        writer.run(partial(count, number=3)),
        writer.run(stumble, again=True),
        return_exceptions=True,
    )
    assert [isinstance(one, LookupError) for one in results] == [False, True, False, False, True]
    assert runs == [1, 1, 2, 3]
    assert await writer.run(stored) == ["1", "2", "3"]


@pytest.mark.asyncio
async def test_an_empty_iterator_in_a_unit_does_not_end_the_writer(writer: Writer) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await writer.run(stumble_over_an_empty_list)
    assert await writer.run(lambda tx: store(tx, 1)) == [1]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "spoil", [break_the_commit, roll_everything_back, roll_everything_back_and_stumble]
)
async def test_a_commit_that_fails_fails_every_unit_in_it(writer: Writer, spoil: object) -> None:
    assert callable(spoil)
    for again in (False, True):
        results = await asyncio.gather(
            writer.run(lambda tx: store(tx, 1), again=again),
            writer.run(spoil, again=again),
            writer.run(lambda tx: store(tx, 2), again=again),
            return_exceptions=True,
        )
        assert [type(result) for result in results] == [NotCommitted] * 3
        assert await writer.run(stored) == []
    assert writer.committed.count == 0
    assert await writer.run(lambda tx: store(tx, 1)) == [1]


@pytest.mark.asyncio
async def test_a_full_disk_fails_what_does_not_fit_and_loses_nothing(writer: Writer) -> None:
    await writer.run(lambda tx: store(tx, 1))
    pages = await writer.run(lambda tx: tx.db.execute("PRAGMA page_count").fetchone()[0])
    await writer.run(lambda tx: tx.db.execute(f"PRAGMA max_page_count = {pages}").fetchone())
    big = Incoming("2", "ref", b"x" * 100_000)
    with pytest.raises((sqlite3.OperationalError, NotCommitted)):
        await writer.run(lambda tx: inbox.add(tx, "telegram", [big]))
    await writer.run(lambda tx: tx.db.execute("PRAGMA max_page_count = 100000").fetchone())
    await writer.run(lambda tx: inbox.add(tx, "telegram", [big]))
    assert await writer.run(stored) == ["1", "2"]


@pytest.mark.asyncio
async def test_a_unit_sees_what_the_one_before_it_wrote(writer: Writer) -> None:
    _, seen = await asyncio.gather(writer.run(lambda tx: store(tx, 1)), writer.run(stored))
    assert seen == ["1"]


@pytest.mark.asyncio
async def test_looking_without_changing_wakes_nobody(writer: Writer) -> None:
    await writer.run(stored)
    assert writer.committed.count == 0


@pytest.mark.asyncio
async def test_every_listener_hears_of_a_commit_also_one_that_came_while_it_worked(
    writer: Writer,
) -> None:
    seen = writer.committed.count
    await writer.run(lambda tx: store(tx, 1))
    assert await writer.committed.wait(seen) == 1

    async def change() -> None:
        await writer.run(lambda tx: store(tx, 2))

    heard_one, heard_two, _ = await asyncio.gather(
        writer.committed.wait(1), writer.committed.wait(1), change()
    )
    assert (heard_one, heard_two) == (2, 2)


@pytest.mark.asyncio
async def test_a_unit_whose_caller_gave_up_waiting_is_never_begun(writer: Writer) -> None:
    gate = threading.Event()
    async with asyncio.TaskGroup() as tasks:
        held = tasks.create_task(writer.run(lambda _: gate.wait()))
        await asyncio.sleep(0)
        given_up = tasks.create_task(writer.run(lambda tx: store(tx, 1)))
        await asyncio.sleep(0)
        given_up.cancel()
        gate.set()
    assert held.result()
    assert await writer.run(stored) == []


@pytest.mark.asyncio
async def test_a_unit_whose_caller_gave_up_while_it_ran_is_committed(writer: Writer) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(tx: Tx) -> None:
        begun.set()
        gate.wait()
        store(tx, 1)

    async with asyncio.TaskGroup() as tasks:
        given_up = tasks.create_task(writer.run(slow))
        await asyncio.to_thread(begun.wait)
        given_up.cancel()
        gate.set()
    assert await writer.run(stored) == ["1"]


@pytest.mark.asyncio
async def test_closing_finishes_what_waits_and_refuses_what_comes_later(place: Place) -> None:
    writer = await place.writer()
    async with asyncio.TaskGroup() as tasks:
        last = tasks.create_task(writer.run(lambda tx: store(tx, 1)))
        await asyncio.sleep(0)
        await writer.close()
    assert last.result() == [1]
    with pytest.raises(WriterClosed):
        await writer.run(stored)
    await writer.close()


@pytest.mark.asyncio
async def test_nobody_waits_for_ever_when_the_loop_is_torn_down(place: Place) -> None:
    writer = await place.writer()
    begun, gate = threading.Event(), threading.Event()

    def slow(_: Tx) -> None:
        begun.set()
        gate.wait()

    async def call() -> None:
        with pytest.raises(asyncio.CancelledError):
            await writer.run(slow)

    others = asyncio.all_tasks() - {asyncio.current_task()}
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(call())
        await asyncio.to_thread(begun.wait)
        for task in others:
            task.cancel()
        await asyncio.sleep(0)
        gate.set()
    with pytest.raises(WriterClosed):
        await writer.run(slow)
    await writer.close()


@pytest.mark.asyncio
async def test_a_unit_of_work_shows_nothing_of_keys_when_it_is_printed(writer: Writer) -> None:
    shown = await writer.run(repr)
    assert shown.startswith("Tx(now=")


@pytest.mark.asyncio
async def test_the_connection_is_safe_against_a_power_cut(writer: Writer) -> None:
    def pragmas(tx: Tx) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "temp_store")
        return {name: tx.db.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    assert await writer.run(pragmas) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
    }


@pytest.mark.asyncio
async def test_the_log_refuses_a_replaced_row(writer: Writer) -> None:
    def replace(tx: Tx) -> None:
        columns = "INSERT OR REPLACE INTO audit (id, at, who, what, object, mac)"
        tx.db.execute(f"{columns} VALUES (1, 0, 'a', 'b', 'c', x'00')")
        tx.db.execute(f"{columns} VALUES (1, 0, 'z', 'b', 'c', x'00')")

    with pytest.raises(sqlite3.IntegrityError, match="removed"):
        await writer.run(replace)


@pytest.mark.asyncio
async def test_everything_is_there_after_a_restart(place: Place) -> None:
    writer = await place.writer()
    ref = (await writer.run(lambda tx: contacts.meet(tx, "web", "cookie", "nl"))).contact_ref
    await writer.close()
    writer = await place.writer()
    assert await writer.run(lambda tx: contacts.address(tx, ref)) == "cookie"
    await writer.close()
