"""Backups under load, after shredding, and back in a house on hold (T28, T56, T62, T65)."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import offers as app
from bot.cases.reaching import PingKind, Rung
from bot.clock import Clock
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.store import audit, contacts, hold, inbox, outbox, pings
from bot.store.erase import rows_without_key
from bot.store.inbox import Incoming
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.text import Message, verbatim
from bot.vault import keep_public
from tests.backups.a_safe import DAY, RECOVERY, ROOT, Safe, content, opened
from tests.house import ROOT as PROJECT
from tests.jobs.a_house import world
from tests.opened import a_writer

MARKER = "marker-Xq7-nobody-may-find"
CASE, OTHER = "00000000000000a1", "00000000000000b2"


@pytest_asyncio.fixture
async def safe(tmp_path: Path) -> AsyncIterator[Safe]:
    data, clock = tmp_path / "data", Clock()
    (data / "evidence").mkdir(parents=True)
    keep_public(data / "recovery.pub", RECOVERY.public(), ROOT)
    writer = await a_writer(data, clock)
    yield Safe(tmp_path, writer, clock)
    await writer.close()


@pytest.mark.parametrize("backups", [4, pytest.param(25, marks=pytest.mark.slow)])
@pytest.mark.asyncio
async def test_backups_under_write_load_are_all_sound(safe: Safe, backups: int) -> None:
    """T65: integrity and our own invariants hold each time, while cases come and are shredded."""
    stop = asyncio.Event()

    async def load() -> int:
        number = 0
        while not stop.is_set():
            number += 1
            await safe.tell(f"{number:016x}", "words")
            if number % 3 == 0:
                await safe.shred(f"{number - 1:016x}")
        return number

    async with asyncio.TaskGroup() as tasks:
        loading = tasks.create_task(load())
        for _ in range(backups):
            made = await asyncio.to_thread(safe.back_up)
            assert made.missing == ()
        stop.set()
    assert loading.result() > backups
    assert len(safe.backups.whole(ROOT)) == backups
    for number, one in enumerate(safe.backups.whole()[:: backups // 2]):
        restored = await safe.restore(f"drill-{number}", of=one.stamp)
        assert set(restored.damaged) == set()


@pytest.mark.asyncio
async def test_a_restore_drill_brings_every_case_entry_and_item_back_equal(safe: Safe) -> None:
    """T65: byte-equal, with the recovery key and the folder of backups alone."""
    for number in range(1, 6):
        await safe.tell(f"{number:016x}", f"words of {number}")
    before = await content(safe.writer, safe.data)
    safe.back_up()
    restored = await safe.restore()
    writer = await opened(restored.data_dir, safe.clock)
    try:
        assert await content(writer, restored.data_dir) == before
        assert len(before) == 10
        assert await writer.run(audit.verify) is None
        assert await writer.run(rows_without_key) == ()
    finally:
        await writer.close()


@pytest.mark.asyncio
async def test_what_is_shredded_is_unreadable_in_every_backup_after_the_keys_life(
    safe: Safe,
) -> None:
    """T62, backup half: with the recovery key and each backup there is, one after the other."""
    await safe.tell(CASE, MARKER)
    await safe.tell(OTHER, "other words")
    safe.back_up()
    for _ in range(3):
        safe.back_up_later(DAY)
    await safe.shred(CASE)
    still = await safe.restore("still", of=safe.backups.whole()[-1].stamp)
    assert still.shredded_cases == 0, "within the life of the keys it is there: /privacy says so"
    for _ in range(safe.lives.keys_days):
        safe.back_up_later(DAY)
    kept = safe.backups.whole()
    assert len(kept) == 11, "the data lives longer than the keys"
    for one in kept:
        restored = await safe.restore(one.stamp, of=one.stamp)
        writer = await opened(restored.data_dir, safe.clock)
        try:
            found = await content(writer, restored.data_dir)
            assert CASE not in found
            assert OTHER in found
            assert await writer.run(audit.verify) is None
        finally:
            await writer.close()
    assert await safe.writer.run(audit.verify) is None


@pytest.mark.asyncio
async def test_a_marker_is_found_nowhere_in_the_backups(safe: Safe) -> None:
    """T56: neither words nor the root key nor an opened key, in names or in bytes."""
    await safe.tell(CASE, MARKER)
    safe.back_up()
    await safe.restore()
    for path in safe.folder.rglob("*"):
        assert MARKER not in path.name
        if path.is_file():
            held = path.read_bytes()
            assert MARKER.encode() not in held, path.name
            assert ROOT.to_bytes() not in held, path.name


def _wait_for_everything(tx: Tx) -> None:
    """Something to send, something that came in, an escalation that is long due."""
    ref = contacts.meet(tx, "web", "sanne", "nl").contact_ref
    tx.keys.ensure("people")
    outbox.enqueue(tx, Outgoing(ref, Op.NOTE, Message((verbatim("old"),)), target="old"))
    inbox.add(tx, "web", [Incoming("1", ref, b"old")])
    pings.set_rungs(tx, CASE, [Rung(1, tx.now - timedelta(days=9), ("anna",), PingKind.NEW)])


def _due(tx: Tx) -> list[str]:
    return [row.target for row in outbox.due(tx, "web", tx.now, 10)]


async def _restored(safe: Safe) -> tuple[Writer, app.Restored]:
    await safe.tell(CASE, "words")
    await safe.writer.run(_wait_for_everything)
    safe.back_up()
    restored = await safe.restore()
    return await opened(restored.data_dir, safe.clock), restored


@pytest.mark.asyncio
async def test_a_restored_house_sends_nothing_old_by_itself(safe: Safe) -> None:
    """T28: also not when jobs would catch up; who writes now is answered."""
    writer, _ = await _restored(safe)
    try:
        held = await writer.run(hold.held)
        assert held is not None
        assert (held.messages, held.arrived, held.escalations) == (1, 1, 1)
        ran = await Ticker(writer, world(), safe.clock, JOBS).tick()
        assert {one.job for one in ran} <= {"ladder"}
        assert await writer.run(_due) == []
        assert await writer.run(lambda tx: inbox.waiting(tx, "web")) == []
        assert await writer.run(lambda tx: pings.claim_due(tx, tx.now, 50)) == []

        def answer(tx: Tx) -> None:
            ref = contacts.meet(tx, "web", "sanne", "nl").contact_ref
            inbox.add(tx, "web", [Incoming("2", ref, b"new")])
            outbox.enqueue(tx, Outgoing(ref, Op.NOTE, target="new"))

        await writer.run(answer)
        assert await writer.run(_due) == ["new"]
        rows = await writer.run(lambda tx: inbox.waiting(tx, "web"))
        assert [row.payload for row in rows] == [b"new"]
    finally:
        await writer.close()


@pytest.mark.asyncio
@pytest.mark.parametrize(("drop", "sent"), [(False, ["old"]), (True, [])])
async def test_the_hold_ends_when_somebody_says_so(safe: Safe, drop: bool, sent: list[str]) -> None:
    """T28: sent after all, or dropped; what came in is answered either way, and it ends once."""
    writer, _ = await _restored(safe)
    try:
        assert await writer.run(lambda tx: hold.release(tx, drop=drop)) is not None
        assert await writer.run(hold.held) is None
        assert await writer.run(_due) == sent
        assert len(await writer.run(lambda tx: inbox.waiting(tx, "web"))) == 1
        assert len(await writer.run(lambda tx: pings.claim_due(tx, tx.now, 50))) == 1
        assert await writer.run(lambda tx: hold.release(tx, drop=drop)) is None
    finally:
        await writer.close()


@pytest.mark.asyncio
async def test_a_hold_that_is_begun_twice_is_one(safe: Safe) -> None:
    """T28: a backup of a house on hold comes back on the same hold."""
    writer, _ = await _restored(safe)
    try:
        once = await writer.run(hold.held)
        await writer.run(hold.begin)
        assert await writer.run(hold.held) == once
    finally:
        await writer.close()


@pytest.mark.slow
@pytest.mark.asyncio
async def test_a_backup_killed_at_any_moment_leaves_the_older_ones_whole(safe: Safe) -> None:
    """T65: the real command, with kill -9, and each time the newest backup comes back."""
    for number in range(1, 20):
        await safe.tell(f"{number:016x}", "words " * 50)
    ROOT.keep(safe.folder / "maatje.key")
    before = await content(safe.writer, safe.data)
    safe.back_up()
    for tenths in range(4, 20, 2):
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "backup", cwd=safe.folder, env={"PYTHONPATH": str(PROJECT)}
        )
        with suppress(TimeoutError):
            async with asyncio.timeout(tenths / 10):
                await program.wait()
        with suppress(ProcessLookupError):
            program.kill()
        await program.wait()
        restored = await safe.restore(f"after-{tenths}")
        writer = await opened(restored.data_dir, safe.clock)
        assert await content(writer, restored.data_dir) == before
        await writer.close()
