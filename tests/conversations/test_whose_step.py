"""Whose step it is: one's own first, a colleague's apart and asked about, what was never asked."""

from __future__ import annotations

import pytest

from bot.cases.case import StepStatus
from tests.conversations.chats import ABOUT_ME, MENTORS_STEPS, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_a_step_of_a_colleague_stands_apart_and_asks_who_did_it(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS, "A.vraag")
    await mentor.drop("A.ouders")
    await mentor.type("nog niet nodig")
    await opened(house, mentor)
    assert not any(":done:" in data for data in mentor.offers)
    assert "Next: Try to find out which students are involved. (management)" in mentor.screen
    await mentor.tap("All steps")
    assert "✅ It was reported with Maatje. (student)" in mentor.screen
    assert "👷 A step of a colleague: you are asked who did it." in mentor.screen
    await mentor.press(mentor.of_step("done", "A.4"))
    assert "This is a step of: management." in mentor.screen
    assert "Not done yet? Tap Back." in mentor.screen
    case = await house.case()
    before = case.step("A.4")
    assert before is not None
    assert before.status is StepStatus.OPEN
    await mentor.tap("Yes, it was done")
    assert "Done: Names looked for" in mentor.screen
    assert ("e-yilmaz", "StepDone A.4") in await house.log()
    await mt.command("zaak", case.name)
    await mt.tap("All steps")
    assert "✅ Try to find out which students are involved. (mevrouw Yılmaz)" in mt.screen  # noqa: RUF001 - her name


async def test_whom_a_step_tells_reads_that_it_is_them(house: House) -> None:
    mentor, csv, mt = await house.mentor(), await house.csv(), await house.management()
    await house.reported()
    await csv.tap("Open")
    assert "Tell the safety coordinator" not in csv.screen, "she reads it, and cannot tick it off"
    await csv.tap("All steps")
    assert "(CSV). That is you: you know it now. (mentor)" in csv.screen
    await opened(house, mt)
    assert mt.labels[0] == "✅ Management knows"
    await mt.tick("A.3")
    assert "Next: Try to find out which students are involved. (management)" in mt.screen
    await mentor.tap("Open", "All steps")
    csv_looked = (
        "Tell the safety coordinator (CSV). mevrouw Schumacher has opened the case. (mentor)"
    )
    assert csv_looked in mentor.screen
    assert "Tell the care team. (mentor)" in mentor.screen


async def test_what_the_reporter_was_to_be_asked_is_offered_before_it_is_ticked(
    house: House,
) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "All steps")
    await mentor.press(mentor.of_step("done", "A.vraag"))
    assert "Nobody asked it with Maatje yet." in mentor.screen
    await mentor.tap("Ask the reporter", "Choose a ready question", "May we call your parents?")
    await sanne.tap("Look", "No")
    await opened(house, mentor)
    await mentor.tap("All steps")
    await mentor.press(mentor.of_step("done", "A.vraag"))
    assert "Was this asked?" in mentor.screen
    await mentor.tap("Asked with Maatje")
    assert "Done: Asked about parents" in mentor.screen
    assert "Asked about parents –" not in mentor.screen


async def test_what_was_asked_by_mouth_is_kept_as_such(house: House) -> None:
    mentor = await house.mentor()
    await house.chat("Noor").report(*ABOUT_ME, school_class="1a")
    await mentor.tap("Open")
    await mentor.tick("A.vraag")
    assert "Asked about parents – Buiten Maatje gevraagd" in mentor.screen
