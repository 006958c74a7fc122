"""Who may read in the log what, in sentences; of a case one may not see there is no trace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Role
from bot.conversations import logbook
from bot.store import audit, cases, contacts, evidence, people
from bot.store.keyring import item_key_id
from bot.store.writer import Tx
from bot.vault import Sealed
from tests.conversations.chats import MENTOR, Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

MT_PERSON = "f-el-amrani"


async def read(chat: Chat, argument: str = "") -> str:
    """All pages of the log as somebody sees it."""
    await chat.command("logboek", argument)
    pages = [chat.screen]
    while "➡️ More" in chat.labels and len(pages) < 20:
        await chat.tap("More")
        if chat.screen == pages[0]:
            break
        pages.append(chat.screen)
    return "\n".join(pages)


async def worked_on(house: House) -> Chat:
    """A report that the mentor opened and took; their chat."""
    mentor = await house.mentor()
    await house.reported()
    await opened(house, mentor)
    return mentor


async def test_management_reads_who_did_what_in_sentences_newest_first(house: House) -> None:
    await worked_on(house)
    mt = await house.management()
    await mt.command("logboek")
    name = (await house.case()).name
    lines = mt.screen.splitlines()
    assert lines[0] == "Who did what, the newest first."
    assert lines[1].endswith("came in with an invitation.")
    said = [line for line in lines if name in line]
    assert said[0].endswith(f"{name}: {MENTOR} opened the case.")
    assert said[-1].endswith(f"{name}: The reporter sent the report.")


async def test_who_may_not_read_it_is_told_that_there_is_no_such_thing(house: House) -> None:
    mentor = await worked_on(house)
    before = await house.snapshot()
    await mentor.command("logboek")
    assert "I do not know that command" in mentor.said
    assert (await house.log())[0] == ("e-yilmaz", "Refused read_log")
    await mentor.press("a:log:0")
    assert "opened the case" not in mentor.said
    assert await house.snapshot() == before
    sanne = house.chat("Sanne")
    await sanne.command("logboek")
    assert "I do not know that command" in sanne.said
    await sanne.press("a:log:0")
    assert "opened the case" not in sanne.said


async def test_who_is_taken_off_or_named_finds_no_trace_of_the_case(house: House) -> None:
    await worked_on(house)
    mt, csv = await house.management(), await house.csv()
    case = await house.case()
    before = await read(mt)
    assert case.name in before
    await house.taken_off(MT_PERSON)
    assert case.name not in await read(mt)
    assert case.name in await read(csv)
    named = replace(await house.case(), excluded=frozenset(), doer_person="i-schumacher")
    await house.run(lambda tx: cases.save(tx, named))
    assert case.name not in await read(csv)
    assert "The reporter" not in await read(csv)
    await csv.command("logboek", case.name)
    assert csv.screen == "I know no case and no colleague with that name."
    await csv.press(f"a:log:0:{case.case_id}")
    assert csv.screen.splitlines()[1:] == ["There is nothing in the log that you may see."]


async def test_who_guesses_a_name_cannot_tell_by_the_log_whether_there_is_such_a_case(
    house: House,
) -> None:
    await worked_on(house)
    mt, csv, case = await house.management(), await house.csv(), await house.case()
    await house.taken_off(MT_PERSON)
    for name in (case.name, "Niemand Nergens"):
        await mt.command("zaak", name)
        assert mt.screen == "I do not know a case with that name."
    said = (await read(mt)).splitlines()
    mine = [line.partition(". ")[2] for line in said if "did not get it" in line]
    assert len(mine) == 2
    assert len({*mine}) == 1
    assert case.name not in "".join(said)
    assert f"{case.name}: " in await read(csv)


async def test_there_is_no_gap_where_a_line_is_left_out(house: House) -> None:
    def mixed(tx: Tx) -> None:
        for _ in range(30):
            audit.write(tx, "e-yilmaz", "Read", case.case_id)
            audit.write(tx, "e-yilmaz", "Listed", "")

    await worked_on(house)
    mt, case = await house.management(), await house.case()
    await house.taken_off(MT_PERSON)
    await house.run(mixed)
    await mt.command("logboek")
    assert len(mt.screen.splitlines()) == 1 + 7
    assert sum("looked at the list" in line for line in mt.screen.splitlines()) == 7
    assert mt.offers[0] == "a:log:1:"


async def test_an_administrator_reads_technical_lines_and_no_case(house: House) -> None:
    await worked_on(house)
    name = (await house.case()).name
    admin = await house.staff("c-okoye", Role.ADMIN)
    said = await read(admin)
    assert name not in said
    assert "The reporter" not in said
    assert "came in with an invitation" in said


async def test_it_can_be_read_of_one_case_or_one_colleague(house: House) -> None:
    await worked_on(house)
    mt, case = await house.management(), await house.case()
    of_case = await read(mt, case.name.upper())
    assert all(case.name in line for line in of_case.splitlines()[1:] if line.strip())
    of_mentor = await read(mt, MENTOR)
    assert all(MENTOR in line for line in of_mentor.splitlines()[1:])
    assert "opened the case" in of_mentor
    await mt.command("logboek", "Niemand Nergens")
    assert "I know no case" in mt.screen
    await mt.tap("Who did what")
    assert "the newest first" in mt.screen


async def test_a_colleague_who_reported_is_the_reporter_in_the_log(house: House) -> None:
    mentor = await worked_on(house)
    mt, case = await house.management(), await house.case()
    reported = replace(case, reporter_person="e-yilmaz")
    await house.run(lambda tx: cases.save(tx, reported))
    said = await read(mt, case.name)
    assert MENTOR not in said
    assert "The reporter opened the case." in said
    assert case.name not in await read(mt, MENTOR)
    assert mentor


async def test_what_a_colleague_does_with_their_own_report_is_kept_as_of_the_reporter(
    house: House,
) -> None:
    await worked_on(house)
    mt, case = await house.management(), await house.case()
    await house.run(lambda tx: contacts.add_case(tx, mt.ref, case.case_id))
    for on_behalf, who in ((False, audit.REPORTER), (True, MT_PERSON)):
        changed = replace(case, reporter_person=MT_PERSON, on_behalf=on_behalf)
        await house.run(lambda tx, changed=changed: cases.save(tx, changed))  # type: ignore[misc]
        await mt.press(f"a:steps:{case.case_id}")
        lines = await house.run(lambda tx: audit.lines(tx, obj=case.case_id, limit=1))
        assert lines[0].who == who


async def test_a_file_is_named_by_its_case_and_lost_cases_are_left_out(house: House) -> None:
    def some(tx: Tx) -> None:
        tx.keys.fresh(item_key_id("f" * 16))
        evidence.add(tx, "f" * 16, "nobody", "photo", Sealed("0" * 64, 3))
        evidence.attach(tx, ["f" * 16], case_id)
        audit.write(tx, "e-yilmaz", "LookedAt", "f" * 16)
        audit.write(tx, "e-yilmaz", "Read", "e" * 16)  # a case that was destroyed
        audit.write(tx, audit.SYSTEM, "Dropped", "open-cases")
        audit.write(tx, audit.SYSTEM, "Frobbed", "")

    await worked_on(house)
    mt, case = await house.management(), await house.case()
    case_id = case.case_id
    await house.run(some)
    lines = (await read(mt)).splitlines()
    assert any(line.endswith(f"{case.name}, a file: {MENTOR} looked at it.") for line in lines)
    assert any(line.endswith("Maatje itself left out a job that was too late.") for line in lines)
    assert any("no sentence yet: Frobbed" in line for line in lines)
    assert sum("opened the case" in line for line in lines) == 1


async def test_only_the_newest_lines_are_looked_at(house: House) -> None:
    def many(tx: Tx) -> None:
        for _ in range(logbook.LOOKED_AT + 10):
            audit.write(tx, "e-yilmaz", "Listed", "")

    await house.run(many)
    mt = await house.management()
    await mt.command("logboek")
    assert "Older lines are not shown here." in mt.screen


async def test_reading_it_leaves_one_line(house: House) -> None:
    mt = await house.management()
    await mt.command("logboek")
    assert (await house.log())[0] == (MT_PERSON, "ReadLog")
    assert [what for _who, what in await house.log()].count("ReadLog") == 1


async def test_two_colleagues_of_one_name_are_not_guessed(house: House) -> None:
    mt = await house.management()

    def double(tx: Tx) -> None:
        known = people.get(tx, "e-yilmaz")
        assert known is not None
        people.put(tx, replace(known, person_id="other"))

    await house.run(double)
    await mt.command("logboek", MENTOR)
    assert "I know no case" in mt.screen
