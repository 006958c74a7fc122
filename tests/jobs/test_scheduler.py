"""The tick: once however often it was missed, one failure beside the others, never a flood."""

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

import pytest

from bot.conversations.world import World
from bot.jobs.due import Ran, note_failure, settle
from bot.jobs.job import Job, Outcome, Told, Word
from bot.jobs.parts import in_parts
from bot.jobs.rules import Daily, each_tick, ever, that_day
from bot.jobs.scheduler import Ticker, run_one
from bot.jobs.table import JOBS
from bot.store import audit, evidence
from bot.store import jobs as store
from bot.store.jobs import JobRow
from bot.store.tx import Tx
from tests.jobs.a_house import DAY, HOUR, MINUTE, House, a_job

GOOD = Outcome((Told("anna", "something", "because"),))
MORNING = a_job("morning", GOOD, next_due=Daily(time(8, 15), school_days=True), window=that_day)
NIGHT = a_job("night", GOOD, next_due=Daily(time(4, 10)), window=ever)
OFTEN = a_job("often", GOOD, next_due=each_tick, window=ever)
BROKEN = a_job("broken", ValueError("words of somebody"), next_due=each_tick, window=ever)


def ticker(house: House, *jobs: Job) -> Ticker:
    return Ticker(house.writer, house.world, house.clock, jobs, folder=house.items)


async def rows(house: House) -> dict[str, JobRow]:
    return {row.job: row for row in await house.do(store.listing)}


def names(ran: tuple[Ran, ...]) -> list[str]:
    return [one.job for one in ran]


@pytest.mark.asyncio
async def test_a_job_runs_when_due_and_not_before_its_next_moment(house: House) -> None:
    ticking = ticker(house, MORNING, NIGHT)
    assert names(await ticking.tick()) == ["morning"]
    house.clock.travel(house.clock.now() + HOUR)
    assert await ticking.tick() == ()
    assert (await rows(house))["morning"].outcome == "done"


@pytest.mark.asyncio
async def test_t21_after_three_hours_away_a_job_runs_once_and_late(house: House) -> None:
    ticking = ticker(house, NIGHT)
    await ticking.tick()
    house.clock.travel(house.clock.now() + 23 * HOUR)
    assert names(await ticking.tick()) == ["night"]
    assert await ticking.tick() == ()


@pytest.mark.asyncio
async def test_t21_after_three_days_away_a_job_runs_once(house: House) -> None:
    ticking = ticker(house, NIGHT, OFTEN)
    await ticking.tick()
    house.clock.travel(house.clock.now() + 3 * DAY)
    assert sorted(names(await ticking.tick())) == ["night", "often"]
    assert "night" not in names(await ticking.tick())


@pytest.mark.asyncio
async def test_t21_the_morning_list_still_comes_at_three_of_the_same_day(house: House) -> None:
    ticking = ticker(house, MORNING)
    await ticking.tick()
    house.clock.travel(house.clock.now() + DAY + 7 * HOUR)
    assert [one.word for one in await ticking.tick()] == [Word.DONE]


@pytest.mark.asyncio
async def test_t21_the_morning_list_of_yesterday_is_dropped_with_a_line_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ticking = ticker(house, MORNING)
    await ticking.tick()
    house.clock.travel(house.clock.now() + 2 * DAY - HOUR)
    assert [one.word for one in await ticking.tick()] == [Word.DROPPED]
    assert "Job morning is dropped" in caplog.text
    (line,) = await house.do(lambda tx: audit.lines(tx, obj="morning"))
    assert (line.who, line.what) == ("system", "Dropped")
    house.clock.travel(house.clock.now() + HOUR)
    assert [one.word for one in await ticking.tick()] == [Word.DONE]


@pytest.mark.asyncio
async def test_a_weekend_away_still_gives_the_list_of_this_morning(house: House) -> None:
    ticking = ticker(house, MORNING)
    await ticking.tick()
    house.clock.travel(house.clock.now() + 6 * DAY + HOUR)
    assert [one.word for one in await ticking.tick()] == [Word.DONE]


@pytest.mark.asyncio
async def test_between_the_parts_of_a_job_others_have_their_turn(house: House) -> None:
    done: list[str] = []

    def work(tx: Tx, _world: World, _now: datetime, some: Sequence[str]) -> Outcome:
        done.extend(some)
        assert [row.due <= tx.now for row in store.listing(tx)] == [True]
        return Outcome(tuple(Told(one, "something", "because") for one in some))

    job = Job("parts", each_tick, in_parts("abcde", work, size=2), ever)
    async with asyncio.TaskGroup() as tasks:
        ticking = tasks.create_task(ticker(house, job).tick())
        while len(done) < 2:
            await house.do(lambda _tx: None)
        await house.do(lambda _tx: done.append("somebody asks"))
    (ran,) = ticking.result()
    assert [one for one in done if one != "somebody asks"] == list("abcde")
    assert done[-1] != "somebody asks"
    assert (ran.word, [one.who for one in ran.outcome.told]) == (Word.DONE, list("abcde"))
    assert (await rows(house))["parts"].due > house.clock.now()


@pytest.mark.asyncio
async def test_a_job_that_stops_between_its_parts_begins_anew(house: House) -> None:
    tries: list[str] = []

    def work(_tx: Tx, _world: World, _now: datetime, some: Sequence[str]) -> Outcome:
        tries.extend(some)
        if tries == ["a", "b"]:
            raise ZeroDivisionError
        return Outcome()

    job = Job("parts", each_tick, in_parts("abc", work, size=1), ever)
    ticking = ticker(house, job)
    assert await ticking.tick() == ()
    house.clock.travel(house.clock.now() + HOUR)
    assert names(await ticking.tick()) == ["parts"]
    assert tries == ["a", "b", "a", "b", "c"]


@pytest.mark.asyncio
async def test_a_job_that_fails_does_not_stop_the_others_and_tells_no_words(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ran = await ticker(house, BROKEN, OFTEN).tick()
    assert names(ran) == ["often"]
    assert "ALARM: job broken failed: ValueError" in caplog.text
    assert "words of somebody" not in caplog.text
    row = (await rows(house))["broken"]
    assert (row.outcome, row.claimed) == ("failed", None)


@pytest.mark.asyncio
async def test_a_job_that_failed_rests_and_then_is_tried_again(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ticking = ticker(house, BROKEN)
    await ticking.tick()
    await ticking.tick()
    assert caplog.text.count("job broken failed") == 1
    house.clock.travel(house.clock.now() + 6 * MINUTE)
    await ticking.tick()
    assert caplog.text.count("job broken failed") == 2


@pytest.mark.asyncio
async def test_a_clock_set_back_does_not_leave_a_job_waiting(house: House) -> None:
    ticking = ticker(house, OFTEN)
    house.clock.travel(house.clock.now() + 2 * HOUR)
    await ticking.tick()
    house.clock.travel(house.clock.now() - 2 * HOUR)
    assert names(await ticking.tick()) == ["often"]


@pytest.mark.asyncio
async def test_t23_nothing_is_done_while_the_clock_cannot_be_right(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = Ticker(
        house.writer, house.world, house.clock, (OFTEN,), folder=house.items, trusted=lambda: False
    )
    assert await wrong.tick() == ()
    assert "ALARM: the clock cannot be right" in caplog.text
    assert await rows(house) == {}


@pytest.mark.asyncio
async def test_a_closed_database_is_an_alarm_and_no_end(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ticking = ticker(house, OFTEN)
    await house.writer.close()
    assert await ticking.tick() == ()
    assert "ALARM: no job can be looked up" in caplog.text


@pytest.mark.asyncio
async def test_a_failure_that_cannot_even_be_kept_is_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    loop = asyncio.get_running_loop()
    closing: list[asyncio.Task[None]] = []

    def close() -> None:
        closing.append(loop.create_task(house.writer.close()))

    def run(*_: object) -> Outcome:
        loop.call_soon_threadsafe(close)
        raise ValueError

    await ticker(house, replace(OFTEN, run=run)).tick()
    await asyncio.gather(*closing)
    assert "The failure of job often is not kept: WriterClosed" in caplog.text


@pytest.mark.asyncio
async def test_two_ticks_at_once_do_the_work_once(house: House) -> None:
    ticking = ticker(house, NIGHT, MORNING)
    both = await asyncio.gather(ticking.tick(), ticking.tick())
    assert sorted(names((*both[0], *both[1]))) == ["morning"]


@pytest.mark.asyncio
async def test_a_job_another_process_did_in_the_meantime_is_not_done_again(house: House) -> None:
    now = house.clock.now()
    await house.do(lambda tx: settle(tx, house.world.school, (MORNING,), now))
    first = await run_one(house.writer, house.world, MORNING, now)
    assert first is not None
    assert await run_one(house.writer, house.world, MORNING, now) is None
    assert await run_one(house.writer, house.world, NIGHT, now) is None
    await house.do(lambda tx: note_failure(tx, NIGHT))
    assert list(await rows(house)) == ["morning"]


@pytest.mark.asyncio
async def test_starting_catches_up_at_once_and_stopping_ends_it(house: House) -> None:
    ticking = ticker(house, MORNING)
    await ticking.start()
    assert (await rows(house))["morning"].outcome == "done"
    await ticking.stop()
    await ticking.stop()


@pytest.mark.asyncio
async def test_the_real_table_runs_on_an_empty_house(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    ticking = ticker(house, *JOBS)
    always = [job.name for job in JOBS if job.next_due is each_tick]
    assert sorted(names(await ticking.tick())) == sorted([*always, "open-cases"])
    monday = house.clock.now() + 6 * DAY + 2 * HOUR  # when even the weekly one is due
    house.clock.travel(monday)
    ran = await ticking.tick()
    assert sorted(names(ran)) == sorted(job.name for job in JOBS)
    assert caplog.text == ""


@pytest.mark.asyncio
async def test_files_go_after_the_commit_and_the_sweep_finds_the_rest(house: House) -> None:
    ref = await house.student()
    kept = await house.item(ref, "a" * 16)
    named = house.items / "named"
    lost, fresh = house.items / ("b" * 16), house.items / ("c" * 16)
    for path in (named, lost, fresh):
        path.write_bytes(b"x")
    old = (house.clock.now() - 2 * DAY).timestamp()
    os.utime(lost, (old, old))
    os.utime(kept, (old, old))
    now = house.clock.now().timestamp()
    os.utime(fresh, (now, now))
    job = a_job(
        "tidy", Outcome(files=("named", "gone"), sweep=True), next_due=each_tick, window=ever
    )
    await ticker(house, job).tick()
    assert [path.exists() for path in (named, lost, fresh, kept)] == [False, False, True, True]
    assert await house.do(lambda tx: evidence.get(tx, "a" * 16)) is not None


@pytest.mark.asyncio
async def test_a_sweep_without_a_folder_finds_nothing(house: House) -> None:
    job = a_job("tidy", Outcome(sweep=True), next_due=each_tick, window=ever)
    house.items.rmdir()
    assert names(await ticker(house, job).tick()) == ["tidy"]
    bare = Ticker(house.writer, house.world, house.clock, (replace(job, name="bare"),))
    assert names(await bare.tick()) == ["bare"]


@pytest.mark.asyncio
async def test_a_file_that_will_not_go_is_no_failure_of_the_job(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    (house.items / "folder").mkdir()
    job = a_job("tidy", Outcome(files=("folder",)), next_due=each_tick, window=ever)
    assert [one.word for one in await ticker(house, job).tick()] == [Word.DONE]
    assert "Files of job tidy are still there" in caplog.text
