"""Long work beside the loop: one at a time, its end kept, and never in the way of a close."""

from __future__ import annotations

import logging
import threading

import pytest

from bot.jobs.errands import Errands
from bot.jobs.job import Outcome, Word
from bot.jobs.rules import each_tick, ever
from bot.jobs.scheduler import Ticker
from bot.store import hold
from bot.store import jobs as store
from bot.store.tx import Tx
from tests.jobs.a_house import MINUTE, House, a_job

ERRAND = a_job("backup", Outcome(errand=True), next_due=each_tick, window=ever)
NEW_ONLY = a_job("ladder", Outcome(), next_due=each_tick, window=ever, on_hold=True)


def outcome(tx: Tx) -> str:
    [row] = [one for one in store.listing(tx) if one.job == "backup"]
    return row.outcome


@pytest.mark.asyncio
async def test_a_tick_does_not_wait_for_an_errand_and_its_end_is_kept(house: House) -> None:
    go_on = threading.Event()

    def errand(_stop: threading.Event) -> Word:
        go_on.wait(10)
        return Word.PARTLY

    ticker = Ticker(house.writer, house.world, house.clock, [ERRAND], errands={"backup": errand})
    await ticker.tick()
    assert await house.do(outcome) == "begun"
    house.clock.travel(house.clock.now() + MINUTE)
    await ticker.tick()
    go_on.set()
    await ticker.errands_done()
    assert await house.do(outcome) == "partly"
    await ticker.stop()


@pytest.mark.asyncio
async def test_a_close_asks_an_errand_to_stop(house: House) -> None:
    await house.do(lambda tx: store.schedule(tx, "backup", tx.now))

    def errand(stop: threading.Event) -> Word:
        return Word.DONE if stop.wait(10) else Word.FAILED

    errands = Errands(house.writer, {"backup": errand})
    errands.begin("backup")
    errands.begin("backup")
    errands.begin("unknown")
    await errands.end()
    assert await house.do(outcome) == "done"


@pytest.mark.asyncio
async def test_an_errand_that_fails_is_an_alarm_without_words(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.do(lambda tx: store.schedule(tx, "backup", tx.now))

    def errand(_stop: threading.Event) -> Word:
        raise ValueError("what somebody told")

    errands = Errands(house.writer, {"backup": errand})
    errands.begin("backup")
    await errands.done()
    assert await house.do(outcome) == "failed"
    assert "ALARM: errand backup failed: ValueError" in caplog.text
    assert "somebody" not in caplog.text


@pytest.mark.asyncio
async def test_an_end_that_cannot_be_kept_is_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    errands = Errands(house.writer, {"backup": lambda _stop: Word.DONE})
    await house.writer.close()
    errands.begin("backup")
    await errands.done()
    assert "How errand backup ended is not kept" in caplog.text


@pytest.mark.asyncio
async def test_a_house_on_hold_does_only_what_is_new(house: House) -> None:
    """T28: no reminder, no cleaning and no backup until somebody looked."""
    await house.do(hold.begin)
    ticker = Ticker(house.writer, house.world, house.clock, [ERRAND, NEW_ONLY])
    assert {one.job for one in await ticker.tick()} == {"ladder"}
    house.clock.travel(house.clock.now() + MINUTE)
    await house.do(lambda tx: hold.release(tx, drop=True))
    assert {one.job for one in await ticker.tick()} == {"ladder", "backup"}
