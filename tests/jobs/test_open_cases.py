"""The morning's open cases: to whom, once, in which words, and checked again when sent."""

from dataclasses import replace

import pytest

from bot.cases.case import Case, CaseState, Reader
from bot.cases.kinds import RouteId
from bot.cases.reminders import OpenCaseLine, Urgency
from bot.conversations.handing import HANDED
from bot.conversations.morning import ALSO, MOST_CASES, STATE, Morning, message
from bot.jobs import open_cases
from bot.jobs.job import Word
from bot.store import cases, contacts, erase, outbox, people
from bot.store.tx import Tx
from bot.text import verbatim
from tests.cases.a_school import ANNA, MIRA, MONDAY_10, SCHOOL, VERA, a_case
from tests.jobs.a_house import DAY, HOUR, WEDNESDAY_0815, House, people_of


async def late_case(house: House, number: int = 0, **more: object) -> Case:
    """A case of Monday that nobody read; on Wednesday that is late."""
    facts: dict[str, object] = {
        "case_id": f"{number:016x}",
        "name": f"Otter {number}",
        "owner": "anna",
        **more,
    }
    return await house.case(a_case(**facts))  # type: ignore[arg-type]


@pytest.fixture
def wednesday(house: House) -> House:
    house.clock.travel(WEDNESDAY_0815)
    return house


@pytest.mark.asyncio
async def test_only_who_has_something_late_or_due_hears_of_it(wednesday: House) -> None:
    await wednesday.everybody()
    await late_case(wednesday)
    outcome = await wednesday.run(open_cases.run)
    assert people_of(await wednesday.sendable()) == ["anna", "mark", "mira"]  # and management
    assert {one.what for one in outcome.told} == {"open cases: Otter 0"}
    assert "late, due" in outcome.told[0].why


@pytest.mark.asyncio
async def test_the_message_names_the_case_the_step_since_when_and_why_you(
    wednesday: House,
) -> None:
    await wednesday.staff(ANNA)
    case = await late_case(wednesday)
    await wednesday.run(open_cases.run)
    (row,) = await wednesday.sendable()
    said = wednesday.text(row)
    assert "Good morning. 1 case waits for you." in said
    assert "Otter 0: Read this case." in said
    assert "Late: it was due on" in said
    assert "Open since" in said
    assert "This is your case." in said
    assert row.message is not None
    assert [b.data for line in row.message.buttons for b in line] == [f"a:case:{case.case_id}"]


@pytest.mark.asyncio
async def test_with_nothing_late_there_is_no_message(house: House) -> None:
    await house.everybody()
    await house.case(a_case(owner="anna", created=house.clock.now()))
    assert (await house.run(open_cases.run)).word is Word.NOTHING
    assert await house.waiting() == []


@pytest.mark.asyncio
async def test_one_message_a_morning_on_every_chat_that_works(wednesday: House) -> None:
    refs = await wednesday.staff(ANNA)
    second = await wednesday.student("anna's phone")
    third = await wednesday.student("anna's old phone")
    await wednesday.do(lambda tx: contacts.bind(tx, second, "anna"))
    await wednesday.do(lambda tx: contacts.bind(tx, third, "anna"))
    await wednesday.do(lambda tx: contacts.blocked(tx, third))
    await late_case(wednesday)
    await wednesday.run(open_cases.run)
    await wednesday.run(open_cases.run)
    rows = await wednesday.sendable()
    assert sorted(row.contact_ref for row in rows) == sorted([refs["anna"], second])
    wednesday.clock.travel(WEDNESDAY_0815 + DAY)
    await wednesday.run(open_cases.run)
    assert len(await wednesday.sendable()) == 2


@pytest.mark.asyncio
async def test_who_is_not_in_today_is_left_in_peace(wednesday: House) -> None:
    await wednesday.staff(VERA)
    await late_case(wednesday, reader=Reader.CONFIDANT, owner="vera")
    assert (await wednesday.run(open_cases.run)).told == ()
    wednesday.clock.travel(WEDNESDAY_0815 + DAY)
    assert [one.who for one in (await wednesday.run(open_cases.run)).told] == ["vera"]


@pytest.mark.asyncio
async def test_of_many_cases_seven_are_named_and_the_rest_counted(wednesday: House) -> None:
    await wednesday.staff(ANNA)
    for number in range(MOST_CASES + 2):
        await late_case(wednesday, number)
    await wednesday.run(open_cases.run)
    (row,) = await wednesday.sendable()
    assert row.message is not None
    data = [button.data for line in row.message.buttons for button in line]
    assert [one.startswith("a:case:") for one in data] == [True] * MOST_CASES + [False]
    assert data[-1] == "a:cases"
    assert "And 2 more cases." in wednesday.text(row)
    assert "9 cases wait for you." in wednesday.text(row)


def test_two_things_in_one_case_stand_on_one_line_so_that_the_number_above_is_right() -> None:
    words = ("Otter 1", verbatim("Call the parents."), MONDAY_10, MONDAY_10)
    line = OpenCaseLine("01", *words, Urgency.LATE, verbatim("This is your case."))
    som = replace(line, step=verbatim("Write it in SOM."), urgency=Urgency.SOM)
    hello, only = message(Morning((line, som)), SCHOOL).lines
    assert hello.values["count"] == 1
    assert only.values["also"] == ALSO.of(step=som.step, state=STATE[Urgency.SOM], why=som.why)


@pytest.mark.asyncio
async def test_what_is_due_today_says_so(house: House) -> None:
    await house.staff(ANNA)
    await house.case(a_case(owner="anna", created=MONDAY_10))
    await house.run(open_cases.run)
    (row,) = await house.sendable()
    assert "Due today." in house.text(row)


def cannot_be_told(tx: Tx, ref: str) -> None:
    """Whatever is written to this chat goes wrong."""
    tx.db.execute(
        f"CREATE TEMP TRIGGER broken BEFORE INSERT ON outbox WHEN NEW.contact_ref = '{ref}'"
        " BEGIN SELECT RAISE(ABORT, 'broken'); END"
    )


@pytest.mark.asyncio
async def test_a_bad_person_does_not_stop_the_others(
    wednesday: House, caplog: pytest.LogCaptureFixture
) -> None:
    refs = await wednesday.staff(ANNA, MIRA)
    await late_case(wednesday)
    await late_case(wednesday, 1, owner="mira", route=RouteId.B, school_class=None)
    await wednesday.do(lambda tx: cannot_be_told(tx, refs["anna"]))
    outcome = await wednesday.run(open_cases.run)
    assert outcome.word is Word.PARTLY
    assert {one.who for one in outcome.told} == {"mira"}
    assert "row anna of a job was left out" in caplog.text


@pytest.mark.asyncio
async def test_a_list_that_names_a_case_too_many_is_dropped_and_written_anew(
    wednesday: House,
) -> None:
    await wednesday.staff(ANNA)
    gone = await late_case(wednesday)
    await late_case(wednesday, 1)
    await wednesday.run(open_cases.run)
    await wednesday.change(gone, excluded=frozenset({"anna"}))
    (row,) = await wednesday.sendable()
    assert "Otter 0" not in wednesday.text(row)
    assert "Otter 1" in wednesday.text(row)
    assert await wednesday.do(lambda tx: outbox.count(tx, "dropped")) == 1


@pytest.mark.asyncio
async def test_a_list_whose_only_case_was_closed_or_shredded_is_not_sent(
    wednesday: House,
) -> None:
    await wednesday.staff(ANNA)
    closed = await late_case(wednesday)
    shredded = await late_case(wednesday, 1)
    await wednesday.run(open_cases.run)
    await wednesday.change(closed, state=CaseState.CLOSED, closed_at=wednesday.clock.now())
    await wednesday.do(lambda tx: erase.shred_case(tx, shredded.case_id))
    assert await wednesday.sendable() == []


@pytest.mark.asyncio
async def test_a_list_for_somebody_who_left_is_not_sent(wednesday: House) -> None:
    await wednesday.staff(ANNA)
    await late_case(wednesday)
    await wednesday.run(open_cases.run)
    await wednesday.do(lambda tx: people.put(tx, replace(ANNA, active=False)))
    assert await wednesday.sendable() == []


@pytest.mark.asyncio
async def test_a_list_that_could_not_be_sent_all_day_is_not_sent_tomorrow(
    wednesday: House,
) -> None:
    await wednesday.staff(ANNA)
    await late_case(wednesday)
    await wednesday.run(open_cases.run)
    wednesday.clock.travel(WEDNESDAY_0815 + 23 * HOUR)
    assert await wednesday.sendable() == []


@pytest.mark.asyncio
async def test_the_list_goes_to_the_managers_whose_step_it_is(wednesday: House) -> None:
    await wednesday.everybody()
    await late_case(wednesday, owner=None, route=RouteId.B, school_class=None)
    await wednesday.run(open_cases.run)
    rows = await wednesday.sendable()
    assert people_of(rows) == ["mark", "mira"]
    assert "Nobody has this case yet." in wednesday.text(rows[0])


@pytest.mark.asyncio
async def test_what_somebody_had_who_left_goes_to_others_in_parts(wednesday: House) -> None:
    await wednesday.everybody()
    for number in range(HANDED + 1):
        await late_case(wednesday, number)
    await wednesday.do(lambda tx: people.put(tx, replace(ANNA, active=False)))
    first = await wednesday.do(lambda tx: open_cases.run(tx, wednesday.world, tx.now))
    assert first.then is not None
    assert await wednesday.do(lambda tx: len(cases.open_ids_of(tx, "anna"))) == 1
    await wednesday.run(open_cases.run)
    assert await wednesday.do(lambda tx: cases.open_ids_of(tx, "anna")) == ()


@pytest.mark.asyncio
async def test_a_case_that_cannot_change_hands_does_not_keep_the_others_waiting(
    wednesday: House, caplog: pytest.LogCaptureFixture
) -> None:
    refs = await wednesday.everybody()
    bad = await late_case(wednesday, route=RouteId.B, school_class=None)
    await late_case(wednesday, 1)
    await wednesday.do(lambda tx: people.put(tx, replace(ANNA, active=False)))
    await wednesday.do(lambda tx: cannot_be_told(tx, refs["mark"]))
    assert (await wednesday.run(open_cases.run)).word is Word.PARTLY
    assert await wednesday.do(lambda tx: cases.open_ids_of(tx, "anna")) == (bad.case_id,)
    assert f"row {bad.case_id} of a job was left out" in caplog.text
