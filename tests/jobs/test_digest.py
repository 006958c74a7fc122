"""T21, T22: the weekly digest comes once a week, late within its week, and not in a holiday."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cases.kinds import RouteId
from bot.cases.schooltime import is_school_day, local
from bot.jobs.digest import run
from bot.jobs.rules import Weekly, that_week
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.store import digest_readers, people, post_questions
from bot.store.outbox import OutboxRow
from bot.store.writer import Tx
from tests.cases.a_school import CHRIS, MARK, MIRA, SCHOOL, a_case
from tests.jobs.a_house import DAY, HOUR, House, people_of

WEEKLY = next(job for job in JOBS if job.name == "digest")
MONDAY_8 = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def pictures(rows: list[OutboxRow]) -> list[OutboxRow]:
    return [row for row in rows if row.message and row.message.chart]


def test_t22_it_is_due_on_the_first_school_day_of_each_week_at_eight_on_the_wall() -> None:
    school = replace(SCHOOL, public_holidays=())
    due, found = datetime(2026, 8, 1, tzinfo=UTC), []
    rule = WEEKLY.next_due
    assert isinstance(rule, Weekly)
    while (due := rule(school, due)) < datetime(2027, 8, 1, tzinfo=UTC):
        found.append(local(school, due))
    assert {(at.hour, at.minute) for at in found} == {(8, 0)}
    expected: dict[tuple[int, int], date] = {}
    day = date(2026, 8, 1)
    while day < date(2027, 8, 1):
        if is_school_day(school, day):
            expected.setdefault(day.isocalendar()[:2], day)
        day += timedelta(days=1)
    assert [at.date() for at in found] == list(expected.values())
    assert not any(date(2026, 12, 21) <= at.date() <= date(2027, 1, 1) for at in found)


def test_t21_late_is_within_its_week_only() -> None:
    assert that_week(SCHOOL, MONDAY_8, MONDAY_8 + 6 * DAY)
    assert not that_week(SCHOOL, MONDAY_8, MONDAY_8 + WEEK)


@pytest.mark.asyncio
async def test_t21_it_comes_once_after_an_outage_and_never_for_a_week_that_is_over(
    house: House,
) -> None:
    await house.staff(CHRIS, MIRA)
    await house.case(a_case(owner="anna"))  # with nothing to draw there would be words only
    house.clock.travel(MONDAY_8 - DAY)
    ticker = Ticker(house.writer, house.world, house.clock, [WEEKLY])
    assert await ticker.tick() == ()
    came: list[int] = []
    for hours in (2, 3, 3 * 24, 8 * 24, 3 * 7 * 24 + 5, 3 * 7 * 24 + 6):
        house.clock.travel(MONDAY_8 + hours * HOUR)
        await ticker.tick()
        came.append(len(pictures(await house.waiting())))
    assert came == [1, 0, 0, 1, 0, 0]
    house.clock.travel(MONDAY_8 + 5 * WEEK + 3 * DAY)
    ran = await ticker.tick()
    assert [one.word.value for one in ran] == ["done"]
    assert people_of(pictures(await house.waiting())) == ["chris"]


@pytest.mark.asyncio
async def test_the_words_say_what_the_picture_shows_and_no_reader_gets_more_than_their_own(
    house: House,
) -> None:
    await house.everybody()
    house.clock.travel(MONDAY_8)
    await house.do(lambda tx: digest_readers.put(tx, "mira", wants=True))
    await house.case(a_case(owner="anna"))
    secret = a_case(RouteId.C, case_id="b" * 16, name="Rode Das", doer_person="mira")
    await house.case(replace(secret, created=secret.created - HOUR))
    assert {one.who for one in (await house.run(run)).told} == {"chris", "mira"}
    assert (await house.run(run)).told == ()
    rows = await house.sendable()
    said = {row.person_id: house.text(row) for row in rows if row.message and not row.message.chart}
    assert "New: 2. Closed: 0. Open now: 2, of which late: 2." in said["chris"]
    assert "Open longest: Rode Das, since Monday 23 November." in said["chris"]
    assert "New: 1. Closed: 0. Open now: 1, of which late: 1." in said["mira"]
    assert "Blauwe Otter" in said["mira"]
    assert "In a week before that there were 0 new ones on average." in said["mira"]
    drawn = {row.person_id: row.message.chart for row in pictures(rows) if row.message}
    assert [sum(bars.series[0][1]) for bars in drawn["mira"]] == [1, 1, 1]
    assert [sum(bars.series[0][1]) for bars in drawn["chris"]] == [2, 2, 2]

    house.clock.travel(MONDAY_8 + WEEK + 14 * HOUR)  # 22:00: nobody's phone buzzes at night
    await house.run(run)
    assert await house.waiting() == []
    house.clock.travel(MONDAY_8 + WEEK + 23 * HOUR)
    await house.do(lambda tx: people.put(tx, replace(MIRA, roles=frozenset())))
    assert set(people_of(await house.sendable())) == {"chris"}


@pytest.mark.asyncio
async def test_signals_questions_and_the_calendar_of_the_week_are_told(house: House) -> None:
    await house.staff(CHRIS, MARK)
    house.clock.travel(MONDAY_8)

    def ask(tx: Tx) -> int:
        tx.db.execute(
            "INSERT INTO post_questions (question_id, asker, row_id, contact, words, day)"
            " VALUES ('q', 'student', 'r', x'00', x'00', '2026-11-25')"
        )
        return post_questions.counted(tx, date(2026, 11, 23), date(2026, 11, 24))

    assert await house.do(ask) == 0
    await house.run(run)
    words = next(house.text(row) for row in await house.sendable() if not pictures([row]))
    assert "Questions about posting: 1. Signals: 0." in words
    assert "The year calendar asks nothing this week." in words
