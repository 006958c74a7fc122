"""A job is done once when it is due, and again when its process died over it."""

from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.store import jobs
from bot.store.tx import Tx
from bot.store.writer import Reader, Writer
from tests.store.examples import MORNING, NOON

HOUR = timedelta(hours=1)


def names(rows: list[jobs.JobRow]) -> list[str]:
    return [row.job for row in rows]


def set_up(tx: Tx) -> None:
    jobs.schedule(tx, "digest", NOON)
    jobs.schedule(tx, "open-cases", MORNING)
    jobs.schedule(tx, "survey", NOON + HOUR)


@pytest.mark.asyncio
async def test_a_known_job_keeps_its_moment(writer: Writer, reader: Reader) -> None:
    assert await writer.run(lambda tx: jobs.schedule(tx, "digest", NOON))
    assert not await writer.run(lambda tx: jobs.schedule(tx, "digest", MORNING))
    assert await reader.read(jobs.listing) == [jobs.JobRow("digest", NOON, None, None, "")]


@pytest.mark.asyncio
async def test_due_jobs_are_handed_out_once_and_come_again_when_told(
    writer: Writer, clock: Clock
) -> None:
    await writer.run(set_up)
    assert names(await writer.run(lambda tx: jobs.claim_due(tx, NOON))) == ["open-cases", "digest"]
    assert await writer.run(lambda tx: jobs.claim_due(tx, NOON)) == []
    await writer.run(lambda tx: jobs.finish(tx, "open-cases", NOON + HOUR, "sent"))
    found = await writer.run(lambda tx: jobs.claim_due(tx, NOON + timedelta(minutes=5)))
    assert found == []
    found = await writer.run(jobs.listing)
    assert names(found) == ["digest", "open-cases", "survey"]
    assert found[1].outcome == "sent"
    assert found[1].last_run is not None
    assert abs(found[1].last_run - clock.now()) < timedelta(minutes=1)


@pytest.mark.asyncio
async def test_a_job_whose_process_died_is_handed_out_again(writer: Writer) -> None:
    await writer.run(set_up)
    await writer.run(lambda tx: jobs.claim_due(tx, MORNING))
    almost = MORNING + jobs.PATIENCE - timedelta(seconds=1)
    assert await writer.run(lambda tx: jobs.claim_due(tx, almost)) == []
    found = await writer.run(lambda tx: jobs.claim_due(tx, MORNING + jobs.PATIENCE))
    assert names(found) == ["open-cases"]


@pytest.mark.asyncio
async def test_a_job_that_does_not_come_again_is_gone(writer: Writer) -> None:
    await writer.run(set_up)
    await writer.run(lambda tx: jobs.finish(tx, "survey", None, "sent"))
    assert names(await writer.run(jobs.listing)) == ["open-cases", "digest"]


@pytest.mark.asyncio
async def test_one_job_can_be_taken_before_its_time(writer: Writer) -> None:
    await writer.run(set_up)
    row = await writer.run(lambda tx: jobs.claim(tx, "survey"))
    assert row is not None
    assert row.claimed is not None
    assert await writer.run(lambda tx: jobs.claim(tx, "unknown")) is None


@pytest.mark.asyncio
async def test_a_job_can_be_made_to_come_sooner_and_never_later(
    writer: Writer, clock: Clock
) -> None:
    await writer.run(lambda tx: jobs.hasten(tx, "new"))
    await writer.run(lambda tx: jobs.schedule(tx, "digest", clock.now() + HOUR))
    await writer.run(lambda tx: jobs.hasten(tx, "digest"))
    first = {row.job: row.due for row in await writer.run(jobs.listing)}
    assert all(due <= clock.now() for due in first.values())
    await writer.run(lambda tx: jobs.hasten(tx, "digest"))
    assert {row.job: row.due for row in await writer.run(jobs.listing)} == first


@pytest.mark.asyncio
async def test_a_job_hastened_while_it_is_under_way_comes_once_more(
    writer: Writer, clock: Clock
) -> None:
    later = clock.now() + HOUR

    def sooner(tx: Tx) -> bool:
        (row,) = jobs.listing(tx)
        return row.due < later

    await writer.run(lambda tx: jobs.hasten(tx, "handing"))
    for hastened in (True, False):
        clock.travel(clock.now() + timedelta(seconds=1))
        assert names(await writer.run(lambda tx: jobs.claim_due(tx, clock.now())))
        if hastened:
            await writer.run(lambda tx: jobs.hasten(tx, "handing"))
        await writer.run(lambda tx: jobs.finish(tx, "handing", later, "done"))
        assert await writer.run(sooner) is hastened
