"""What makes exports runs beside the doors: it hears of them by itself and survives its faults."""

from __future__ import annotations

import asyncio

import pytest

from bot.store.committed import Committed
from bot.store.tx import Tx
from tests.reports.an_office import Office

pytestmark = pytest.mark.asyncio


async def test_it_hears_of_an_export_by_itself_and_ends_when_the_house_does(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.exports.PAUSE", 0.01)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(office.exporter.run())
        await office.open_export()
        await office.mt.tap("Make the export")
        async with asyncio.timeout(30):
            committed = office.house.writer.committed
            seen = committed.count
            while await office.house.run(_states) != ["made"]:
                seen = await committed.wait(seen)
        running.cancel()
    await office.house.deliver()
    assert office.link().startswith("/export/")


async def test_the_house_ends_also_when_something_is_committed_at_that_very_moment(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.exports.PAUSE", 0)
    for moments in range(6):
        office.house.writer.committed = committed = _WaitedFor()
        async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
            running = tasks.create_task(office.exporter.run())
            await committed.waited_for.wait()
            committed.notify()
            for _ in range(moments):
                await asyncio.sleep(0)
            running.cancel()


async def test_an_export_that_cannot_be_made_is_told_and_the_next_one_is_made(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.exporter.folder.rmdir()
    await office.open_export()
    await office.mt.tap("Make the export")
    await office.make()
    assert "could not be made" in office.mt.notes[-1]
    assert await office.ids() == []
    assert "ALARM: an export was not made: FileNotFoundError" in caplog.text
    await office.exporter.tidy()
    assert await office.ask()


async def test_a_database_that_does_not_answer_ends_nothing(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    await office.house.run(lambda tx: tx.db.execute("ALTER TABLE exports RENAME TO gone"))
    await office.exporter.work()
    assert "ALARM: exports cannot be looked up" in caplog.text
    await office.house.run(lambda tx: tx.db.execute("ALTER TABLE gone RENAME TO exports"))
    assert await office.ask()


async def test_a_folder_that_cannot_be_tidied_ends_nothing(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.exporter.folder.rmdir()
    office.exporter.folder.touch()
    await office.exporter.tidy()
    assert "ALARM: what exports left is still there: FileExistsError" in caplog.text


class _WaitedFor(Committed):
    """Tells when somebody begins to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_for = asyncio.Event()

    async def wait(self, seen: int) -> int:
        self.waited_for.set()
        return await super().wait(seen)


def _states(tx: Tx) -> list[str]:
    return [row["state"] for row in tx.db.execute("SELECT state FROM exports")]
