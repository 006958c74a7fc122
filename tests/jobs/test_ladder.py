"""The ladder: who is told next while nobody looks, compared with the case as it is now."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from bot.cases import events as happened
from bot.cases.case import Case, CaseState
from bot.cases.events import CaseEvent
from bot.cases.kinds import RouteId
from bot.cases.reaching import PingKind, Rung
from bot.conversations import moving
from bot.conversations.world import look_around
from bot.jobs import ladder
from bot.jobs.job import Outcome, Word
from bot.store import audit, cases, contacts, entries, erase, people, pings
from bot.store.writer import Tx
from tests.cases.a_school import ADA, ANNA, CHRIS, MARK, MIRA, TESSA, VERA, a_case
from tests.jobs.a_house import DAY, HOUR, MINUTE, TUESDAY_0815, House, people_of


async def begun(house: House, **more: object) -> Case:
    """A case that just came in, with its ladder."""
    facts: dict[str, object] = {"owner": "anna", "created": TUESDAY_0815, **more}
    case = await house.case(a_case(**facts))  # type: ignore[arg-type]
    await house.do(lambda tx: moving.start_ladder(tx, house.world, look_around(tx), case))
    return case


async def rungs(house: House, case: Case, *given: Rung) -> None:
    await house.do(lambda tx: pings.set_rungs(tx, case.case_id, given))


async def later(house: House, at: datetime) -> Outcome:
    house.clock.travel(at)
    return await house.run(ladder.run)


@pytest.mark.asyncio
async def test_nobody_confirmed_after_a_school_day_so_the_next_ones_hear(house: House) -> None:
    await house.everybody()
    case = await begun(house)
    assert (await later(house, TUESDAY_0815 + HOUR)).word is Word.NOTHING
    outcome = await later(house, TUESDAY_0815 + 2 * DAY)
    assert {one.who for one in outcome.told} == {"tessa", "mira", "mark"}
    rows = await house.waiting()
    assert people_of(rows) == ["mark", "mira", "tessa"]
    assert all("Blauwe Otter" in house.text(row) for row in rows)
    assert "Escalated" in {
        line.what for line in await house.do(lambda tx: audit.lines(tx, obj=case.case_id))
    }


@pytest.mark.asyncio
async def test_nobody_gets_the_same_rung_twice(house: House) -> None:
    await house.everybody()
    await begun(house)
    await later(house, TUESDAY_0815 + 2 * DAY)
    assert (await later(house, TUESDAY_0815 + 3 * DAY)).told == ()
    assert len(await house.waiting()) == 3


@pytest.mark.asyncio
async def test_urgent_is_told_again_every_half_hour_and_then_to_the_confidant(
    house: House,
) -> None:
    await house.everybody()
    await begun(house, urgent=True, created=TUESDAY_0815)
    first = await later(house, TUESDAY_0815 + 31 * MINUTE)
    second = await later(house, TUESDAY_0815 + 61 * MINUTE)
    assert "vera" not in {one.who for one in first.told}
    assert "vera" in {one.who for one in second.told}


@pytest.mark.asyncio
async def test_an_urgent_case_nobody_confirms_is_told_every_two_hours_of_school(
    house: House,
) -> None:
    await house.everybody()
    case = await begun(house, urgent=True)
    at, moments = TUESDAY_0815, []
    while at < TUESDAY_0815 + 7 * DAY:
        due = min(
            rung.due for rung in await house.do(lambda tx: pings.open_rungs(tx, case.case_id))
        )
        at = due + MINUTE
        assert (await later(house, at)).told
        moments.append(due)
    quarters = [round((one - TUESDAY_0815) / (HOUR / 4)) for one in moments]
    assert quarters[:8] == [2, 4, 6, 8, 16, 24, 32, 95]
    mornings = {one.day for one in moments if one.hour == 7}
    assert {25, 26, 27, 30} <= mornings
    assert not {28, 29} & {one.day for one in moments}
    assert all(then - one > 20 * MINUTE for one, then in pairwise(moments))


@pytest.mark.asyncio
async def test_an_urgent_case_that_is_read_and_acted_on_falls_silent(house: House) -> None:
    await house.everybody()
    case = await begun(house, urgent=True)
    await later(house, TUESDAY_0815 + 2 * HOUR + MINUTE)
    assert await house.do(lambda tx: pings.open_rungs(tx, case.case_id))

    def move(tx: Tx, event: CaseEvent) -> Case:
        return moving.move(tx, house.world, look_around(tx), case, event)

    case = await house.do(lambda tx: move(tx, happened.Read("anna")))
    (reminded,) = (await later(house, TUESDAY_0815 + DAY)).told
    assert (reminded.who, reminded.what) == ("anna", "ping: Blauwe Otter: waiting")
    await house.do(lambda tx: move(tx, happened.StepDone("A.now", "anna")))
    assert (await later(house, TUESDAY_0815 + 2 * DAY)).told == ()


@pytest.mark.asyncio
async def test_after_hours_away_everyone_gets_one_ping_and_no_flood(house: House) -> None:
    await house.everybody()
    await begun(house, urgent=True)
    outcome = await later(house, TUESDAY_0815 + 10 * HOUR)
    who = [one.who for one in outcome.told]
    assert len(who) == len(set(who))
    assert people_of(await house.waiting()) == sorted(who)


@pytest.mark.asyncio
async def test_when_two_rungs_come_together_the_urgent_word_wins(house: House) -> None:
    await house.everybody()
    case = await house.case()
    calm = Rung(1, TUESDAY_0815, ("mira",), PingKind.WAITING)
    urgent = Rung(2, TUESDAY_0815, ("mira",), PingKind.URGENT)
    await rungs(house, case, calm, urgent)
    await later(house, TUESDAY_0815 + MINUTE)
    (ping,) = await house.do(lambda tx: pings.of_case(tx, case.case_id))
    assert ping.kind is PingKind.URGENT


@pytest.mark.asyncio
async def test_once_the_owner_reads_nobody_else_hears(house: House) -> None:
    await house.everybody()
    case = await begun(house)

    def read(tx: Tx) -> None:
        moving.move(tx, house.world, look_around(tx), case, happened.Read("anna"))

    await house.do(read)
    assert (await later(house, TUESDAY_0815 + 2 * DAY)).told == ()


@pytest.mark.asyncio
async def test_a_closed_case_stops_its_ladder(house: House) -> None:
    await house.everybody()
    case = await begun(house, urgent=True)
    await house.change(case, state=CaseState.CLOSED, closed_at=TUESDAY_0815)
    assert (await later(house, TUESDAY_0815 + 31 * MINUTE)).told == ()
    assert await house.do(lambda tx: pings.open_rungs(tx, case.case_id)) == []


@pytest.mark.asyncio
async def test_a_shredded_case_has_no_ladder_left(house: House) -> None:
    await house.everybody()
    case = await begun(house)
    await house.do(lambda tx: erase.shred_case(tx, case.case_id))
    assert (await later(house, TUESDAY_0815 + 2 * DAY)).told == ()


@pytest.mark.asyncio
async def test_who_was_taken_off_or_left_or_cannot_be_reached_is_passed_over(house: House) -> None:
    refs = await house.staff(MIRA, MARK, TESSA, ANNA, CHRIS)
    case = await begun(house)
    await house.change(case, excluded=frozenset({"mira"}))
    await house.do(lambda tx: people.put(tx, replace(MARK, active=False)))
    outcome = await later(house, TUESDAY_0815 + 2 * DAY)
    assert [one.who for one in outcome.told] == ["tessa"]
    await rungs(house, case, Rung(1, TUESDAY_0815, ("tessa", "chris"), PingKind.WAITING))
    await house.do(lambda tx: contacts.blocked(tx, refs["tessa"]))
    outcome = await later(house, TUESDAY_0815 + 2 * DAY)
    assert [one.who for one in outcome.told] == ["chris"]


@pytest.mark.asyncio
async def test_nobody_left_on_a_rung_brings_the_next_in_line(house: House) -> None:
    await house.staff(ANNA, MIRA)
    case = await house.case()
    await rungs(house, case, Rung(1, TUESDAY_0815, ("stranger", "mark"), PingKind.WAITING))
    outcome = await later(house, TUESDAY_0815 + MINUTE)
    assert [one.who for one in outcome.told] == ["anna"]


@pytest.mark.asyncio
async def test_nobody_at_all_is_an_alarm_and_a_line_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    case = await house.case()
    await rungs(house, case, Rung(1, TUESDAY_0815, ("mark",), PingKind.WAITING))
    await later(house, TUESDAY_0815 + MINUTE)
    assert f"ALARM: nobody can be told of case {case.case_id}" in caplog.text
    (line,) = await house.do(lambda tx: audit.lines(tx, obj=case.case_id))
    assert line.what == "NobodyToTell"


@pytest.mark.asyncio
async def test_when_nobody_can_be_told_the_administrator_and_the_reporter_hear_so_once(
    house: House,
) -> None:
    await house.staff(ADA)
    await house.do(lambda tx: people.put(tx, ANNA))
    sanne = await house.student()
    case = await house.case()
    await house.do(lambda tx: cases.set_reporter(tx, case.case_id, sanne))
    for minutes in (1, 40):
        await rungs(house, case, Rung(1, TUESDAY_0815, ("mark",), PingKind.WAITING))
        await later(house, TUESDAY_0815 + minutes * MINUTE)
    sent = await house.sendable()
    to_admin = [row for row in sent if row.person_id]
    (to_sanne,) = [row for row in sent if not row.person_id]
    assert {(row.person_id, row.case_id) for row in to_admin} == {("ada", None)}
    said = [house.text(row) for row in to_admin]
    assert sum("nobody can be told of it" in words for words in said) == 1
    assert sum("Passed over for a report: Anna. Why: no chat that works." in s for s in said) == 1
    assert not any(case.name in words for words in said)
    assert to_sanne.contact_ref == sanne
    (told,) = await house.do(lambda tx: entries.of_case(tx, case.case_id))
    assert "010-1234567" in told.body


@pytest.mark.asyncio
@pytest.mark.parametrize("off", ["excluded", "doer_person", "reporter_person"])
async def test_an_administrator_who_is_off_the_case_does_not_hear_that_it_waits(
    house: House, off: str
) -> None:
    await house.staff(ADA)
    gone: dict[str, Any] = {off: frozenset({"ada"}) if off == "excluded" else "ada"}
    case = await house.case(a_case(owner="anna", **gone))
    await rungs(house, case, Rung(1, TUESDAY_0815, ("mark",), PingKind.WAITING))
    await later(house, TUESDAY_0815 + MINUTE)
    assert not await house.waiting()


@pytest.mark.asyncio
async def test_who_may_not_read_it_only_hears_that_something_waits(house: House) -> None:
    await house.staff(VERA, MIRA)
    case = await house.case(a_case(RouteId.A, owner="anna"))
    await rungs(house, case, Rung(1, TUESDAY_0815, ("vera",), PingKind.WAITING))
    await later(house, TUESDAY_0815 + MINUTE)
    (row,) = await house.sendable()
    assert "Otter" not in house.text(row)


@pytest.mark.asyncio
async def test_a_bad_case_is_tried_again_and_does_not_stop_the_others(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.everybody()
    good = await house.case()
    bad = await house.case(a_case(case_id="ff" * 8, name="Rode Vos", owner="anna"))
    rung = Rung(1, TUESDAY_0815, ("mira",), PingKind.WAITING)
    await rungs(house, good, rung)
    await rungs(house, bad, rung, Rung(2, TUESDAY_0815 + DAY, ("mark",), PingKind.WAITING))
    await house.do(
        lambda tx: tx.db.execute("UPDATE cases SET victim_person = x'00' WHERE name = 'Rode Vos'")
    )
    outcome = await later(house, TUESDAY_0815 + MINUTE)
    assert (outcome.word, len(outcome.told)) == (Word.PARTLY, 1)
    assert f"ALARM: row {bad.case_id} of a job was left out" in caplog.text
    left = await house.do(lambda tx: pings.open_rungs(tx, bad.case_id))
    assert [rung.level for rung in left] == [1, 2]
    await house.do(
        lambda tx: tx.db.execute("UPDATE cases SET victim_person = NULL WHERE name = 'Rode Vos'")
    )
    outcome = await later(house, TUESDAY_0815 + 7 * MINUTE)
    assert [one.what for one in outcome.told] == ["ping: Rode Vos: waiting"]
