"""Lanes: in order for each contact, side by side for all, and nothing is lost or done twice."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.conversations.lanes import Hopeless, Lanes, NotYet, Work, end
from bot.conversations.timelimit import more_time, no_hurry
from bot.store import contacts, inbox, outbox
from bot.store.inbox import InboxRow, Incoming
from bot.store.writer import Tx, Writer
from tests.opened import a_writer

pytestmark = pytest.mark.asyncio
DOOR = "web"
QUICK = (0.01, 0.01, 0.01, 0.01, 0.01)


def meet(tx: Tx, name: str) -> str:
    return contacts.meet(tx, DOOR, name, "nl").contact_ref


def store(tx: Tx, told: Sequence[tuple[str, str]]) -> list[InboxRow]:
    rows = [Incoming(f"{name}:{words}", meet(tx, name), words.encode()) for name, words in told]
    return inbox.add(tx, DOOR, rows)


class Desk:
    """Works rows off into a list; some words are special."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.heard: list[str] = []
        self.troubles: list[Exception] = []
        self.gate = asyncio.Event()
        self.began = asyncio.Event()

    async def work(self, row: InboxRow) -> None:
        words = row.payload.decode()
        if words == "wait":
            self.began.set()
            await self.gate.wait()
        if words == "fail" and self.troubles:
            raise self.troubles.pop()
        await end(self.writer, row, lambda _: self.heard.append(words))

    async def until(self, state: str, number: int) -> None:
        async with asyncio.timeout(10):
            seen = self.writer.committed.count
            while await self.writer.run(lambda tx: inbox.count(tx, state)) < number:
                seen = await self.writer.committed.wait(seen)


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[Desk]:
    writer = await a_writer(folder, Clock())
    try:
        yield Desk(writer)
    finally:
        await writer.close()


@asynccontextmanager
async def running(
    desk: Desk, *, back_off: Sequence[float] = QUICK, each: float = 10, work: Work | None = None
) -> AsyncIterator[Lanes]:
    lanes = Lanes(
        DOOR,
        work or desk.work,
        writer=desk.writer,
        clock=Clock(),
        back_off=back_off,
        seconds_each=each,
    )
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(lanes.run())
        try:
            yield lanes
        finally:
            await lanes.drain(0.2)
            await asyncio.wait([task], timeout=5)


async def put(desk: Desk, lanes: Lanes, *told: tuple[str, str]) -> None:
    lanes.put(await desk.writer.run(lambda tx: store(tx, told)))


async def test_one_contact_is_served_in_order_and_another_does_not_wait(tmp_path: Path) -> None:
    async with desk(tmp_path) as at, running(at) as lanes:
        await put(at, lanes, ("sanne", "wait"), ("sanne", "after"), ("milan", "other"))
        await at.until("done", 1)
        assert at.heard == ["other"]
        at.gate.set()
        await at.until("done", 3)
        assert at.heard == ["other", "wait", "after"]


async def test_a_wait_beyond_all_time_is_no_wait_and_ends_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as at, running(at) as lanes:
        at.troubles = [NotYet(1e300)]
        await put(at, lanes, ("sanne", "fail"), ("milan", "other"))
        await at.until("done", 2)
        assert sorted(at.heard) == ["fail", "other"]


async def test_t3_what_was_not_done_is_done_after_the_next_start(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        async with running(at) as lanes:
            await put(at, lanes, ("sanne", "wait"), ("sanne", "after"))
            await at.began.wait()
        assert not at.heard
        at.gate.set()
        async with running(at):
            await at.until("done", 2)
        assert at.heard == ["wait", "after"]


async def test_t3_a_stop_lets_end_what_runs(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        async with running(at) as lanes:
            await put(at, lanes, ("sanne", "wait"), ("sanne", "after"))
            await at.began.wait()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(lanes.drain(5))
                at.gate.set()
        assert at.heard == ["wait"]


async def test_a_row_put_while_the_first_look_is_under_way_is_done_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        rows = await at.writer.run(lambda tx: store(tx, [("sanne", "once")]))
        async with running(at) as lanes:
            lanes.put(rows)
            await at.until("done", 1)
            await put(at, lanes, ("sanne", "later"))
            await at.until("done", 2)
        assert at.heard == ["once", "later"]


async def test_t11_after_six_tries_it_is_buried_with_one_calm_note(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk(tmp_path) as at, running(at) as lanes:
        at.troubles = [RuntimeError("kanarie")] * 6
        await put(at, lanes, ("sanne", "fail"), ("sanne", "after"))
        await at.until("done", 1)
        assert not at.troubles
        assert await at.writer.run(lambda tx: inbox.count(tx, "dead")) == 1
        assert await at.writer.run(lambda tx: outbox.count(tx, "waiting")) == 1
    assert "ALARM" in caplog.text
    assert "kanarie" not in caplog.text


async def test_what_is_hopeless_is_buried_at_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as at, running(at, back_off=(60,)) as lanes:
        at.troubles = [Hopeless()]
        await put(at, lanes, ("sanne", "fail"))
        await at.until("dead", 1)


async def test_t12_a_row_that_hangs_runs_out_of_time(tmp_path: Path) -> None:
    async with desk(tmp_path) as at, running(at, each=0.02) as lanes:
        await put(at, lanes, ("sanne", "wait"), ("sanne", "after"))
        await at.until("dead", 1)
        await at.until("done", 1)
        assert at.heard == ["after"]


async def test_a_try_that_was_committed_after_all_is_not_done_again(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:

        async def committed_but_failed(row: InboxRow) -> None:
            await at.work(row)
            raise TimeoutError

        async with running(at, work=committed_but_failed) as lanes:
            await put(at, lanes, ("sanne", "once"), ("milan", "too"))
            await at.until("done", 2)
        assert sorted(at.heard) == ["once", "too"]
        assert await at.writer.run(lambda tx: inbox.count(tx, "dead")) == 0
        assert await at.writer.run(lambda tx: outbox.count(tx, "waiting")) == 0


async def test_what_two_tries_of_a_row_do_at_once_is_done_once(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:
        (row,) = await at.writer.run(lambda tx: store(tx, [("sanne", "once")]))
        await asyncio.gather(at.work(row), at.work(row))
        assert at.heard == ["once"]


@pytest.mark.parametrize("in_a_queue", [True, False])
async def test_what_stands_in_a_queue_or_is_coming_in_does_not_run_out_of_time(
    tmp_path: Path, *, in_a_queue: bool
) -> None:
    async with desk(tmp_path) as at, asyncio.TaskGroup() as tasks:
        tries: list[str] = []
        gate = tasks.create_task(at.gate.wait())

        async def slow(row: InboxRow) -> None:
            if row.payload == b"hang":
                await asyncio.Event().wait()
            tries.append("slow")
            if in_a_queue:
                with no_hurry():
                    await at.gate.wait()
            while not at.gate.is_set():
                await asyncio.wait([gate], timeout=0.02)
                more_time()
            await at.work(row)

        async with running(at, each=0.3, work=slow) as lanes:
            await put(at, lanes, ("sanne", "large"), ("milan", "hang"))
            await at.until("dead", 1)
            at.gate.set()
            await at.until("done", 1)
        assert tries == ["slow"]
        assert at.heard == ["large"]


async def test_a_row_may_still_run_out_of_time_after_its_turn_in_a_queue(tmp_path: Path) -> None:
    async with desk(tmp_path) as at:

        async def hang(_row: InboxRow) -> None:
            with no_hurry():
                await asyncio.sleep(0)
            await asyncio.Event().wait()

        async with running(at, each=0.02, work=hang) as lanes:
            await put(at, lanes, ("sanne", "hang"))
            await at.until("dead", 1)
