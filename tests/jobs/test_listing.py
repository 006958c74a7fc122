"""What the command line shows and runs by hand, and that a try changes nothing."""

import json
from datetime import timedelta

import pytest

from bot.jobs.listing import dry_run, listing, run_once
from bot.jobs.rules import each_tick, ever
from bot.store import audit, outbox
from bot.store import jobs as store
from bot.store.writer import Tx
from tests.cases.a_school import a_case
from tests.jobs.a_house import DAY, HOUR, TUESDAY_0815, WEDNESDAY_0815, House, a_job


def everything(tx: Tx) -> list[str]:
    """All rows of the database, to see that nothing changed."""
    return list(tx.db.iterdump())


@pytest.mark.asyncio
async def test_every_job_is_listed_also_before_its_first_run(house: House) -> None:
    listed = await house.do(lambda tx: listing(tx, house.world, tx.now))
    assert [one["job"] for one in listed] == [
        "ladder",
        "board",
        "calendar",
        "handing",
        "open-cases",
        "digest",
        "log-head",
        "probe",
        "surveys",
        "retention",
        "aftercare",
        "drafts",
        "views",
        "backup",
        "destroyed",
        "cleaning",
    ]
    assert {one["last_run"] for one in listed} == {None}
    assert await house.do(store.listing) == []


@pytest.mark.asyncio
async def test_what_ran_is_listed_with_its_next_moment_and_outcome(house: House) -> None:
    ran = await run_once(house.writer, house.world, TUESDAY_0815, dry_run=False)
    assert "2026-11-24T08:15:00+01:00" in {one["due"] for one in ran}
    listed = await house.do(lambda tx: listing(tx, house.world, tx.now))
    morning = next(one for one in listed if one["job"] == "open-cases")
    assert morning["next_due"] == "2026-11-25T08:15:00+01:00"
    assert morning["last_run"].startswith("2026-11-24T08:15:00")
    assert morning["outcome"] == "nothing"


@pytest.mark.asyncio
async def test_a_try_says_who_would_get_what_and_why_and_changes_nothing(house: House) -> None:
    await house.everybody()
    await house.case(a_case(owner="anna"))
    before = await house.do(everything)
    found = await run_once(house.writer, house.world, WEDNESDAY_0815, dry_run=True)
    assert await house.do(everything) == before
    morning = next(one for one in found if one["job"] == "open-cases")
    assert morning["outcome"] == "done"
    assert [(one["who"], one["what"]) for one in morning["told"]] == [
        (who, "open cases: Blauwe Otter") for who in ("anna", "mira", "mark")
    ]
    assert morning["told"][0]["why"].startswith("late, due 2026-11-24T16:30:00+01:00")
    assert json.loads(json.dumps(found)) == found


@pytest.mark.asyncio
async def test_a_try_of_a_moment_that_was_done_already_is_possible(house: House) -> None:
    house.clock.travel(WEDNESDAY_0815)
    await run_once(house.writer, house.world, WEDNESDAY_0815, dry_run=False)
    house.clock.travel(WEDNESDAY_0815 + HOUR)
    found = await house.do(lambda tx: dry_run(tx, house.world, WEDNESDAY_0815))
    assert "open-cases" in [one["job"] for one in found]


@pytest.mark.asyncio
async def test_run_by_hand_sends_and_then_it_is_done(house: House) -> None:
    await house.everybody()
    await house.case(a_case(owner="anna"))
    at = WEDNESDAY_0815 + timedelta(seconds=1)
    found = await run_once(house.writer, house.world, at, dry_run=False, folder=house.items)
    assert [one["outcome"] for one in found if one["job"] == "open-cases"] == ["done"]
    sent = await house.waiting()
    assert len(sent) == 3  # who has it, and management: it is late
    assert max(row.created_at for row in sent) - at < timedelta(seconds=30)
    again = await run_once(house.writer, house.world, at + HOUR, dry_run=False)
    assert "open-cases" not in [one["job"] for one in again]
    assert await house.do(lambda tx: outbox.count(tx, "waiting")) == 0


@pytest.mark.asyncio
async def test_a_job_that_would_fail_is_shown_as_such(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    broken = a_job("broken", ValueError("words"), next_due=each_tick, window=ever)
    found = await house.do(lambda tx: dry_run(tx, house.world, TUESDAY_0815, (broken,)))
    assert [(one["job"], one["outcome"]) for one in found] == [("broken", "failed")]
    assert "words" not in caplog.text
    assert await house.do(audit.lines) == []
    assert await house.do(lambda tx: tx.now - TUESDAY_0815 < DAY)
