"""A case from the first ping to its end, as the people who work it see it."""

from __future__ import annotations

import pytest

from bot.cases.case import CaseState, StepStatus
from bot.cases.kinds import Outcome
from bot.store import pings
from tests.conversations.chats import MENTOR, MENTORS_STEPS, STORY, heard, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def status_of(house: House, step_id: str) -> StepStatus:
    step = (await house.case()).step(step_id)
    assert step is not None
    return step.status


async def care_team_reported(house: House) -> None:
    care = await house.care_team()
    await opened(house, care)
    await care.tick("A.zorgverslag", "A.zorgmelding")


async def test_a_report_pings_mentor_and_coordinator_without_a_word_of_it(house: House) -> None:
    mentor, csv, mt = await house.mentor(), await house.csv(), await house.management()
    await house.reported()
    name = (await house.case()).name
    assert mentor.notes[-1] == csv.notes[-1] == f"{name}: new"
    assert name not in mt.everything
    assert "opwacht" not in mentor.everything + csv.everything + mt.everything


async def test_an_urgent_report_says_so_in_its_ping(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = house.chat("Sanne")
    await sanne.report(
        "Student: about me", "Yes", "Threats", "One or more students", school_class="1a"
    )
    name = (await house.case()).name
    assert mentor.notes[-1] == mt.notes[-1] == f"{name}: urgent"
    assert "🚨 URGENT" not in mentor.screen
    await mentor.tap("Open")
    assert f"🚨 URGENT – {name}" in mentor.screen
    await mentor.tap("Not urgent")
    assert not (await house.case()).urgent
    await mt.tap("Open", "Urgent")
    assert mentor.notes == [f"{name}: urgent"]


async def test_opening_a_case_is_reading_and_confirming_it(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open")
    case = await house.case()
    assert case.state is CaseState.READ
    assert STORY in mentor.screen
    assert sanne.notes[-1] == "There is news for you."
    waiting = await house.run(lambda tx: pings.unconfirmed(tx, case.case_id))
    rungs = await house.run(lambda tx: pings.open_rungs(tx, case.case_id))
    assert (waiting, rungs) == ([], [])
    await sanne.tap("Look")
    assert f"{case.name}: Read." in sanne.screen
    await mentor.tick("A.som")
    assert sanne.notes == [], "that it is worked on is nothing to be called for"
    await sanne.command("mijnmelding")
    assert f"{case.name}: We are working on it." in sanne.screen


async def test_a_look_by_who_does_not_have_the_case_stops_nobodys_reminder(house: House) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    await house.management()
    await house.reported()
    case = await house.case()
    await csv.tap("Open")
    waiting = await house.run(lambda tx: pings.unconfirmed(tx, case.case_id))
    assert [ping.person_id for ping in waiting] == ["e-yilmaz"]
    assert await house.run(lambda tx: pings.open_rungs(tx, case.case_id))
    await mentor.tap("Open")
    assert not await house.run(lambda tx: pings.open_rungs(tx, case.case_id))


async def test_what_the_mentor_ticks_brings_in_who_is_next(house: House) -> None:
    mentor, mt, care = await house.mentor(), await house.management(), await house.care_team()
    await house.reported()
    name = (await house.case()).name
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    assert mt.notes[-1] == care.notes[-1] == f"{name}: waiting for you"
    assert await status_of(house, "A.3") is StepStatus.DONE
    await mt.tap("Open")
    assert "Next: Try to find out which students are involved." in mt.screen


async def test_the_mentor_asks_the_reporter_and_neither_sees_a_name(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    before = len(sanne.heard)
    await mentor.tap("Open", "Write to the reporter")
    await mentor.type("Mogen wij je ouders bellen?")
    assert "The reporter sees “School”, not your name." in mentor.screen
    assert sanne.notes[-1] == "There is news for you."
    await sanne.tap("Look")
    assert "School: Mogen wij je ouders bellen?" in sanne.screen
    await sanne.tap("Say something")
    await sanne.type("nee liever niet")
    assert mentor.notes[-1].endswith(": answer")
    await mentor.tap("Open")
    assert "Reporter: nee liever niet" in mentor.screen
    to_reporter = "\n".join(sanne.heard[before:])
    assert MENTOR not in to_reporter
    assert "e-yilmaz" not in to_reporter
    for canary in (sanne.ref, sanne.name, "address of"):
        assert canary not in mentor.everything


async def test_news_comes_once_when_one_act_brings_two_kinds_of_it(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open")
    sanne.notes.clear()
    await mentor.tap("Write to the reporter")
    await mentor.type("Dank je wel")
    assert sanne.notes == ["There is news for you."]


async def test_management_works_it_to_the_end_and_the_reporter_reads_it(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS, "A.vraag")
    await opened(house, mt)
    await heard(mt)
    assert "mevrouw El Amrani: Victim heard – El Amrani sprak de leerling" in mt.screen
    await mt.tick("A.8")
    await mt.tap("Charge, by management", "Nothing more")
    assert " – Aangifte door het MT" in mt.screen
    await mt.tap("All steps")
    await mt.tick("A.9")
    assert "De Veilige School" in mt.screen
    await mt.type("bladzijde 12, een dag schorsing")
    await care_team_reported(house)
    await mt.tap("Close this case", "Measure taken")
    await mt.type("Wij hebben met hem gepraat. Hij stopt ermee.")
    case = await house.case()
    assert (case.closed, case.outcome) == (True, Outcome.MEASURE)
    await sanne.tap("Look")
    assert f"{case.name}: Done." in sanne.screen
    assert "School: Wij hebben met hem gepraat. Hij stopt ermee." in sanne.screen


async def test_a_measure_waits_until_both_sides_were_heard(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    await opened(house, mt)
    before, heard_before = await house.snapshot(), [*sanne.heard]
    await mt.tap("Close this case")
    assert "These steps are still open:" in mt.screen
    assert not any("Measure taken" in label for label in mt.labels)
    await mt.type("measure taken")
    assert "How does this case end?" in mt.screen
    await mt.command("zaken")
    assert await house.snapshot() == before
    assert sanne.heard == heard_before


async def test_a_closed_case_is_opened_again(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    await mentor.tap("Open", "Close this case", "Not true, or a joke", "Use the usual sentence")
    assert (await house.case()).closed
    await sanne.tap("Look")
    assert "School has finished your report." in sanne.screen
    assert not any(":done:" in data for data in mentor.offers)
    await opened(house, mt)
    await mt.tap("Open it again")
    case = await house.case()
    assert (case.state, case.outcome) == (CaseState.WORKING, None)
    assert mentor.notes[-1] == f"{case.name}: waiting for you"
    assert sanne.notes == ["There is news for you."]


async def test_a_light_case_keeps_three_steps(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await opened(house, mt)
    await mt.tap("Seen, mentor handles it")
    assert mentor.notes[-1].endswith(": waiting for you")
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    assert "Next:" not in mentor.screen
    assert "Seen, mentor handles it" not in "\n".join(mt.labels)
    await mentor.tap("Close this case", "Agreements made", "Use the usual sentence")
    assert (await house.case()).outcome is Outcome.AGREEMENTS


async def test_a_light_case_is_finished_on_one_screen_in_one_act(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    await opened(house, mt)
    case_id = (await house.case()).case_id
    await mentor.press(f"a:finish:{case_id}")
    assert "This case is not light." in mentor.screen
    await mt.tap("Seen, mentor handles it")
    assert "Finish it" not in "\n".join(mt.labels)
    await mentor.tap("Open", "Finish it", "Yes, by me", "Care team knows", "Management knows")
    await mentor.tap("Done")
    assert not any("Measure taken" in label for label in mentor.labels)
    await mentor.tap("Agreements made")
    await mentor.type("Wij hebben met hem gepraat.")
    assert "Outcome: Agreements made" in mentor.screen
    assert not (await house.case()).closed
    known = len(await house.log())
    await mentor.tap("Finish the case")
    assert (await house.log())[: len(await house.log()) - known] == [("e-yilmaz", "FinishedLight")]
    case = await house.case()
    assert (case.closed, case.outcome) == (True, Outcome.AGREEMENTS)
    found = [await status_of(house, one) for one in MENTORS_STEPS]
    done, dropped = StepStatus.DONE, StepStatus.NOT_NEEDED
    assert found == [done, done, dropped, done]
    assert f"{MENTOR}: Recorded in SOM – " in mentor.screen
    assert "Not needed: Tell the safety coordinator (CSV). – lichte zaak" in mentor.screen
    await sanne.tap("Look")
    assert "School: Wij hebben met hem gepraat." in sanne.screen


async def test_a_light_case_that_turned_serious_meanwhile_is_not_finished(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await opened(house, mt)
    await mt.tap("Seen, mentor handles it")
    await mentor.tap("Open", "Finish it", "It is not needed")
    await mentor.type("het staat er al")
    await mentor.tap("Done", "Agreements made", "Use the usual sentence")
    await mt.tap("Worries about home")
    await mentor.tap("Finish the case")
    assert "This case is not light." in mentor.notes[-1]
    assert "het staat er al" in mentor.notes[-1]
    assert not (await house.case()).closed
    assert await status_of(house, "A.som") is StepStatus.OPEN


async def test_a_step_is_not_needed_for_a_reason_that_is_kept(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    await mentor.drop("A.zorgteam")
    assert "Why is this step not needed?" in mentor.screen
    await mentor.type("geen zorgen over deze leerling")
    assert "Care team knows –" not in mentor.screen
    assert f"{MENTOR}: Not needed: " in mentor.screen
    assert " – geen zorgen over deze leerling" in mentor.screen
    assert await status_of(house, "A.zorgteam") is StepStatus.NOT_NEEDED


async def test_a_note_for_me_only_is_seen_by_nobody_else(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    await mentor.tap("Open", "Write a note")
    await mentor.type("ik ken de broer van deze jongen")
    await mentor.tap("Only me")
    assert "Your own note: ik ken de broer" in mentor.screen
    await mentor.tap("Write a note")
    await mentor.type("hij was gisteren ziek")
    await mentor.tap("Everyone who works this case")
    await opened(house, mt)
    assert f"Note of {MENTOR}: hij was gisteren ziek" in mt.screen
    assert "broer" not in mt.everything + sanne.everything
    assert "gisteren ziek" not in sanne.everything


async def test_somebody_takes_the_case_and_it_is_theirs(house: House) -> None:
    await house.mentor()
    mt = await house.management()
    await house.reported()
    await opened(house, mt)
    await mt.tap("I take this case")
    assert (await house.case()).owner == "f-el-amrani"
    assert "Owner: mevrouw El Amrani." in mt.screen
    assert "I take this case" not in "\n".join(mt.labels)


async def test_a_step_whose_turn_has_not_come_says_what_is_first(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    case = await house.case()
    before = await house.snapshot()
    await mentor.press(f"a:done:{case.case_id}:A.5")
    assert mentor.screen.startswith("First finish this step:")
    await mentor.press(f"a:done:{case.case_id}")
    assert mentor.screen.startswith("This step does not belong to this case.")
    assert await house.snapshot() == before
