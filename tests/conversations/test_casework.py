"""A case from the first ping to its end, as the people who work it see it."""

from __future__ import annotations

import pytest

from bot.cases.case import CaseState, StepStatus
from bot.cases.kinds import Outcome
from bot.cases.people import Role
from bot.store import audit, contacts, pings
from tests.conversations.chats import ABOUT_ME, MENTOR, STORY, Chat, House

pytestmark = pytest.mark.asyncio

MENTORS_STEPS = ("A.som", "A.zorgteam", "A.csv", "A.3")


async def opened(house: House, chat: Chat) -> None:
    await chat.command("zaak", (await house.case()).name)


async def status_of(house: House, step_id: str) -> StepStatus:
    step = (await house.case()).step(step_id)
    assert step is not None
    return step.status


async def heard(mt: Chat) -> None:
    """Both sides were heard."""
    await mt.tick("A.4")
    for side in ("A.5", "A.5b"):
        await mt.tick(side)
        assert "Who heard whom" in mt.screen
        await mt.type("El Amrani sprak de leerling, maandag 10 uur, mentor erbij")


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
    assert "🔴 URGENT" not in mentor.screen
    await mentor.tap("Open")
    assert f"🔴 URGENT – {name}" in mentor.screen
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
    assert "Next: A.4" in mt.screen


async def test_the_mentor_asks_the_reporter_and_neither_sees_a_name(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    before = len(sanne.heard)
    await mentor.tap("Open", "Write to the reporter")
    await mentor.type("Mogen wij je ouders bellen?")
    assert "The reporter sees “School”, not your name." in mentor.notes[0]
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
    assert "mevrouw El Amrani: A.5 – El Amrani sprak de leerling" in mt.screen
    await mt.tick("A.8")
    await mt.tap("Complaint (aangifte), by the MT", "Nothing more")
    assert "A.8 – Aangifte, door het MT" in mt.screen
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
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    await opened(house, mt)
    before = await house.snapshot()
    await mt.tap("Close this case", "Measure taken")
    await mt.type("Wij hebben hem geschorst.")
    assert mt.notes == ["First write down who heard whom.\nWij hebben hem geschorst."]
    assert "Close this case" in "\n".join(mt.labels)
    assert await house.snapshot() == before


async def test_a_closed_case_is_opened_again(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    sanne = await house.reported()
    await mentor.tap(
        "Open", "Close this case", "More", "Not true, or a joke", "Use the usual sentence"
    )
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


async def test_a_step_is_not_needed_for_a_reason_that_is_kept(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    await mentor.drop("A.zorgteam")
    assert "Why is this step not needed?" in mentor.screen
    await mentor.type("geen zorgen over deze leerling")
    assert f"{MENTOR}: A.zorgteam – geen zorgen over deze leerling" in mentor.screen
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


async def test_a_case_is_handed_over_to_somebody_who_may_work_it(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    assert "meneer De Wit" not in "\n".join(mentor.labels)  # he has no chat
    assert MENTOR not in "\n".join(mentor.labels)
    await mentor.tap("mevrouw El Amrani")
    case = await house.case()
    assert case.owner == "f-el-amrani"
    assert mt.notes[-1] == f"{case.name}: new"
    assert "Owner: mevrouw El Amrani." in mentor.screen


async def test_a_case_that_nobody_else_may_have_stays_where_it_is(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    assert "Nobody else can work on this case now." in mentor.notes[0]
    assert (await house.case()).owner == "e-yilmaz"


async def test_a_case_is_not_handed_to_somebody_who_lost_the_right(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    to = mentor.data("mevrouw El Amrani")
    await house.leaves("f-el-amrani")
    await mentor.press(to)
    assert (await house.case()).owner == "e-yilmaz"
    assert ": new" not in "\n".join(mt.notes)


async def test_the_steps_of_ones_own_come_first_on_the_card(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    await opened(house, mt)
    assert mt.of_step("done", "A.4")
    await heard(mt)
    assert mt.of_step("done", "A.8")


async def test_every_step_that_can_be_done_has_its_button_on_the_list(house: House) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    await house.reported()
    await mentor.tap("Open", "All steps")
    assert "⬜ A.som" in mentor.screen
    assert mentor.of_step("done", "A.vraag")
    await csv.tap("Open", "All steps")
    assert not any(":done:" in data for data in csv.offers)
    await csv.tap("Back")
    assert STORY in csv.screen


async def test_a_step_whose_turn_has_not_come_says_what_is_first(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    case = await house.case()
    before = await house.snapshot()
    await mentor.press(f"a:done:{case.case_id}:A.5")
    assert mentor.notes[0].startswith("First finish this step:")
    await mentor.press(f"a:done:{case.case_id}")
    assert "This step does not belong to this case." in mentor.notes[0]
    assert await house.snapshot() == before


async def test_the_list_has_the_late_and_the_urgent_first_and_pages(house: House) -> None:
    mentor = await house.mentor()
    for number in range(9):
        await house.reported(story=f"verhaal {number}")
    all_cases = await house.cases()
    urgent = all_cases[3]
    await mentor.command("zaak", urgent.name)
    await mentor.tap("Urgent")
    await mentor.command("zaken")
    assert "9 open cases." in mentor.screen
    assert urgent.name in mentor.labels[0]
    assert len(mentor.labels) == 9
    await mentor.tap("More")
    assert len(mentor.labels) == 4
    await mentor.tap("More")
    assert urgent.name in mentor.labels[0]


@pytest.mark.parametrize("page", ["-1", "x", "²", "99", "9" * 40, ""])
async def test_a_page_that_is_none_shows_the_first(house: House, page: str) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.press(f"a:cases:{page}")
    assert "1 open case." in mentor.screen
    assert (await house.case()).name in mentor.labels[0]


async def test_a_late_case_has_a_clock_beside_it(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    house.days_later(3)
    await mentor.command("zaken")
    assert mentor.labels[0].startswith("⏰")


async def test_a_case_is_found_by_its_name_and_no_name_gives_the_list(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.command("zaak")
    assert "1 open case." in mentor.screen
    await mentor.command("zaak", "paarse olifant")
    assert mentor.screen == "I do not know a case with that name."
    await opened(house, mentor)
    assert STORY in mentor.screen


async def test_words_stay_on_the_page_where_there_is_one(house_on_page: House) -> None:
    house = house_on_page
    at_telegram, at_web = await house.mentor(door="telegram"), await house.mentor()
    await house.reported()
    await at_telegram.tap("Open")
    assert "Read what was told on the page: https://maatje.example" in at_telegram.screen
    assert "opwacht" not in at_telegram.everything
    await at_web.tap("Open")
    assert STORY in at_web.screen


async def test_a_name_that_was_given_is_shown_and_the_look_is_logged(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.tap("1a", "Add my name")
    await sanne.type("Sanne de Vries")
    await sanne.tap("Send")
    await mentor.tap("Open")
    assert "The reporter's name: Sanne de Vries" in mentor.screen
    assert ("e-yilmaz", "SawReporterName") in await house.log()


async def test_every_act_leaves_its_line_in_the_log(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick("A.som")
    await mentor.drop("A.csv")
    await mentor.type("weet het al")
    await mentor.tap("Write a note")
    await mentor.type("notitie")
    await mentor.tap("Only me", "Urgent", "Not urgent", "Write to the reporter")
    await mentor.type("dank je")
    await opened(house, mt)
    await mt.tap("I take this case", "Close this case", "More", "Not true, or a joke")
    await mt.tap("Use the usual sentence", "Open it again")
    found = [what for _who, what in reversed(await house.log())]
    assert [what for what in found if what != "Enrolled"] == [
        *("Reported", "Read", "StepDone", "StepNotNeeded", "Noted", "MarkedUrgent"),
        *("MarkedUrgent", "Replied", "Read", "TookUp", "Closed", "Reopened"),
    ]
    assert await house.run(audit.verify) is None


async def test_an_answer_on_a_button_reaches_staff_in_their_own_language(house: House) -> None:
    mentor = house.chat("mentor in Dutch", language="nl")
    await mentor.join("e-yilmaz", Role.MENTOR)
    await house.reported()
    await mentor.tap("Openen")
    assert ": Bedreig" in mentor.screen
    assert "Threats" not in mentor.screen


async def test_a_report_marked_and_with_files_shows_both(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.send("voice")
    await sanne.tap("1a", "Change something", "About", "Discrimination", "Done", "Send")
    await mentor.tap("Open")
    assert "Note: discrimination." in mentor.screen
    assert "1 file is kept safe." in mentor.screen


async def test_a_long_list_of_colleagues_has_pages(house: House) -> None:
    mentor = await house.mentor()
    for one in ("t-bakker", "p-ramdin", "p-nowak", "l-de-boer", "d-tesfay", "g-martina"):
        await house.staff(one, Role.MENTOR)
    for one in ("f-el-amrani", "j-de-wit", "o-kaya"):
        await house.management(one)
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    first = [*mentor.labels]
    await mentor.tap("More")
    assert mentor.labels != first
    assert not {*first[:7]} & {*mentor.labels}
    await mentor.tap("Back")
    assert STORY in mentor.screen


async def test_who_hands_a_case_away_and_may_read_it_no_more_sees_it_no_more(
    house: House,
) -> None:
    """A mentor has a case without a class only as long as it is theirs."""
    mentor, mt = await house.mentor(), await house.management()
    await house.reported(school_class="")
    await mt.tap("Open", "Hand it over", MENTOR)
    await mentor.tap("Open")
    assert STORY in mentor.screen
    await mentor.tap("Hand it over", "mevrouw El Amrani")
    assert mentor.screen == "Done."
    await mentor.tap("All cases")
    assert "0 open cases." in mentor.screen


WRITTEN = {
    "reply": ("a:reply:{}", ["nog een vraag"]),
    "drop": ("a:drop:{}:A.som", ["staat er al in"]),
    "close": ("a:close:{}", ["Apology made", "het is goedgemaakt"]),
}


@pytest.mark.parametrize("what", ["drop", "close"])
async def test_words_for_a_case_that_was_closed_meanwhile_are_shown_back(
    house: House, what: str
) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    button, answers = WRITTEN[what]
    await mentor.press(button.format((await house.case()).case_id))
    await opened(house, mt)
    await mt.tap("Close this case", "More", "Not true, or a joke", "Use the usual sentence")
    before = await house.snapshot()
    for answer in answers:
        await mentor.type(answer)
    assert mentor.notes == [f"You cannot do that with this case.\n{answers[-1]}"]
    assert "Open it again" in "\n".join(mentor.labels)
    assert await house.snapshot() == before


async def test_a_hearing_written_for_a_case_that_was_closed_is_shown_back(house: House) -> None:
    mt, other = await house.management(), await house.management("j-de-wit")
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    await opened(house, mt)
    await mt.tick("A.4", "A.5")
    await opened(house, other)
    await other.tap("Close this case", "More", "Not true, or a joke", "Use the usual sentence")
    await mt.type("wij spraken hem om tien uur")
    assert "wij spraken hem om tien uur" in mt.notes[0]


@pytest.mark.parametrize(
    ("action", "answers"),
    [("reply", ["nog een vraag"]), ("note", ["een notitie", "Only me"])],
)
async def test_words_for_a_case_one_was_taken_off_meanwhile_go_nowhere(
    house: House, action: str, answers: list[str]
) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    case = await house.case()
    await mentor.press(f"a:{action}:{case.case_id}")
    await house.taken_off("e-yilmaz")
    before, heard = await house.snapshot(), [*sanne.heard]
    for answer in answers:
        await mentor.type(answer)
    assert await house.snapshot() == before
    assert sanne.heard == heard
    await mentor.press(f"a:case:{case.case_id}")
    assert mentor.screen == "I do not know a case with that name."


async def test_a_chat_that_is_blocked_is_not_written_to(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.run(lambda tx: contacts.blocked(tx, mentor.ref))
    await house.reported()
    assert len(mentor.notes) == 1
    await opened(house, mt)
    assert (await house.case()).owner != "e-yilmaz"


async def test_one_of_two_chats_that_is_blocked_leaves_the_other(house: House) -> None:
    at_web, at_telegram = await house.mentor(), await house.mentor(door="telegram")
    await house.run(lambda tx: contacts.blocked(tx, at_telegram.ref))
    await house.reported()
    assert at_web.notes[-1].endswith(": new")
    assert len(at_telegram.notes) == 1
