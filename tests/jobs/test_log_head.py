"""The mark of the log is sent once a school day, to who may read the log, when lines were added."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.jobs import log_head
from bot.jobs.job import Word
from bot.jobs.table import JOBS
from bot.store import audit, contacts, log_heads
from bot.store.audit import Head
from bot.store.tx import Tx
from tests.cases.a_school import MARK, MIRA, SCHOOL
from tests.jobs.a_house import DAY, House, people_of


def add_a_line(tx: Tx) -> Head:
    audit.write(tx, "anna", "Read", "a1")
    return audit.head(tx)


@pytest.mark.asyncio
async def test_t64_management_and_coordinator_get_number_and_mark_and_nothing_else(
    house: House,
) -> None:
    await house.everybody()
    head = await house.do(add_a_line)
    await house.run(log_head.run)
    rows = await house.sendable()
    keepers = set(people_of(rows))
    assert {"mark", "mira"} < keepers
    assert "anna" not in keepers
    (said,) = {house.text(row) for row in rows}
    first, *why = said.splitlines()
    assert first == f"Check number of the log, Tuesday 24 November: 1:{head.mac[:12]}"
    assert "You do not have to do anything now." in why[1]
    kept = await house.do(log_heads.last)
    assert kept is not None
    assert kept.head == head


@pytest.mark.asyncio
async def test_it_is_sent_once_a_week_and_not_at_all_when_nothing_was_added(house: House) -> None:
    await house.staff(MIRA)
    assert (await house.run(log_head.run)).word is Word.NOTHING
    await house.do(add_a_line)
    await house.run(log_head.run)
    await house.do(add_a_line)
    assert (await house.run(log_head.run)).word is Word.NOTHING
    house.clock.travel(house.clock.now() + DAY)
    assert (await house.run(log_head.run)).word is Word.NOTHING
    house.clock.travel(house.clock.now() + 6 * DAY)
    assert (await house.run(log_head.run)).word is Word.DONE
    house.clock.travel(house.clock.now() + 7 * DAY)
    assert (await house.run(log_head.run)).word is Word.NOTHING


@pytest.mark.asyncio
async def test_who_blocked_the_bot_or_left_gets_none(house: House) -> None:
    refs = await house.staff(MIRA, replace(MARK, active=False))
    await house.do(lambda tx: contacts.blocked(tx, refs["mira"]))
    await house.do(add_a_line)
    await house.run(log_head.run)
    assert await house.waiting() == []


@pytest.mark.asyncio
async def test_t64_a_log_that_lost_its_end_gets_no_new_mark_and_rings(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.staff(MIRA)
    await house.do(add_a_line)
    await house.run(log_head.run)
    await house.do(cut_the_end)
    house.clock.travel(house.clock.now() + DAY)
    assert (await house.run(log_head.run)).word is Word.PARTLY
    assert "ALARM: the log is not the one whose mark was sent" in caplog.text
    assert len(await house.waiting()) == 1


@pytest.mark.asyncio
async def test_at_night_no_phone_buzzes_for_it(house: House) -> None:
    await house.staff(MIRA)
    await house.do(add_a_line)
    house.clock.travel(house.clock.now() + timedelta(hours=18))
    assert (await house.run(log_head.run)).word is Word.NOTHING
    assert await house.waiting() == []


def test_it_is_due_on_school_days_in_the_afternoon() -> None:
    (job,) = (job for job in JOBS if job.name == "log-head")
    friday = datetime.fromisoformat("2026-11-27T15:30+01:00")
    due = job.next_due(SCHOOL, friday)
    assert due == friday + timedelta(days=3)


def cut_the_end(tx: Tx) -> None:
    for statement in ("DROP TRIGGER audit_is_never_removed", "DELETE FROM audit"):
        tx.db.execute(statement)
