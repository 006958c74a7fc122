"""Who sees what of a case: the right people, nobody else, and nothing that says there is more."""

from __future__ import annotations

import pytest

from bot.cases.kinds import RouteId
from bot.cases.people import Role
from bot.cases.rights import excluded
from bot.store import people
from tests.conversations.chats import ABOUT_ME, STORY, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

FOR_THE_CONFIDANT = (
    *("1a", "Change something", "More", "Who reads it", "Only the confidant", "Send"),
)
NO_SUCH_CASE = "I do not know a case with that name."


async def sees_nothing(house: House, chat: Chat) -> None:
    """No ping, no row in the list, no card, and a refusal like that for any name."""
    case = await house.case()
    assert case.name not in chat.everything
    assert case.case_id not in chat.everything
    await chat.command("zaken")
    assert "0 open cases." in chat.screen
    for name in (case.name, "paarse olifant"):
        await chat.command("zaak", name)
        assert (chat.notes, chat.screen) == ([], NO_SUCH_CASE)
    before = await house.snapshot()
    for action in ("case", "steps", "take", "urgent", "reply", "note", "close", "handover"):
        await chat.press(f"a:{action}:{case.case_id}")
        assert (chat.notes, chat.screen) == ([], NO_SUCH_CASE)
    assert await house.snapshot() == before
    assert STORY not in chat.everything
    assert any(what.startswith("Refused") for _who, what in await house.log())


async def test_a_report_without_a_class_goes_to_coordinator_and_management(house: House) -> None:
    mentor, csv, mt = await house.mentor(), await house.csv(), await house.management()
    await house.reported(school_class="")
    name = (await house.case()).name
    assert csv.notes[-1] == mt.notes[-1] == f"{name}: new"
    await sees_nothing(house, mentor)


async def test_who_does_it_never_hears_of_it(house: House) -> None:
    accused, other = await house.management(), await house.management("j-de-wit")
    csv = await house.csv()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Threats", "Someone who works here")
    await sanne.type("mevrouw El Amrani", STORY)
    await sanne.tap("Send")
    case = await house.case()
    assert (case.route, case.doer_person) == (RouteId.C, "f-el-amrani")
    assert other.notes[-1] == csv.notes[-1] == f"{case.name}: new"
    assert "El Amrani" not in sanne.notes[0]
    await sees_nothing(house, accused)


async def test_who_is_named_in_the_story_never_hears_of_it(house: House) -> None:
    accused, other = await house.management(), await house.management("j-de-wit")
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Threats", "I do not know")
    await sanne.type(f"mevrouw El Amrani deed het: {STORY}")
    assert "Is it this person who does it?" in sanne.screen
    await sanne.tap("mevrouw El Amrani", "Send")
    assert (await house.case()).route is RouteId.C
    assert other.notes[-1].endswith(": new")
    await sees_nothing(house, accused)


async def test_who_may_not_read_it_never_hears_of_it(house: House) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.tap("1a", "May not read it")
    await sanne.type("Yilmaz")
    await sanne.tap("Done", "Send")
    assert excluded(await house.case(), "e-yilmaz")
    assert csv.notes[-1].endswith(": new")
    await sees_nothing(house, mentor)


async def test_what_only_the_confidant_may_read_nobody_else_does(house: House) -> None:
    mentor, csv, mt = await house.mentor(), await house.csv(), await house.management()
    confidant = await house.confidant()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.tap(*FOR_THE_CONFIDANT)
    await confidant.tap("Open")
    assert STORY in confidant.screen
    for chat in (mentor, csv, mt):
        await sees_nothing(house, chat)


async def test_others_only_hear_that_something_waits_when_the_confidant_is_away(
    house: House,
) -> None:
    await house.confidant()
    csv = await house.csv()
    house.days_later(2)  # a Wednesday
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    *chosen, send = FOR_THE_CONFIDANT
    await sanne.tap(*chosen, "No, I wait for the confidant", send)
    assert csv.notes[-1].startswith("A report is waiting.\nYou cannot read it yourself.")
    assert csv.notes[-1].endswith("Ask if it is seen: mevrouw Van der Hoeven.")
    await sees_nothing(house, csv)


async def test_a_colleague_who_is_the_victim_brings_management_in_first(house: House) -> None:
    mentor, mt, csv = await house.mentor(), await house.management(), await house.csv()
    victim = await house.staff("b-smit", Role.STAFF)
    await victim.report("I work here", "No", "Threats", "One or more students", "Me")
    case = await house.case()
    assert (case.route, case.victim_person) == (RouteId.B, "b-smit")
    assert mt.notes[-1] == csv.notes[-1] == f"{case.name}: new"
    assert case.name not in mentor.everything
    await victim.command("mijnmelding")
    assert f"{case.name}: Received." in victim.screen
    await victim.press(f"a:case:{case.case_id}")
    assert victim.screen == NO_SUCH_CASE


async def test_a_handlers_own_report_is_theirs_as_reporter_only(house: House) -> None:
    """T32: the screens of the reporter are no screens of a handler; no guard holds them back."""
    mentor, mt = await house.mentor(), await house.management()
    await mentor.report("I work here", "No", "Threats", "One or more students", "Me")
    case = await house.case()
    await mt.tap("Open", "Write to the reporter")
    await mt.type("Kom je even langs?")
    assert mentor.notes[-1] == "There is news for you."
    await mentor.tap("Look")
    assert "School: Kom je even langs?" in mentor.screen
    await mentor.tap("Say something")
    await mentor.type("ja om drie uur")
    assert "You: ja om drie uur" in mentor.screen
    assert house.held_back == []
    await mentor.press(f"a:case:{case.case_id}")
    assert mentor.screen == NO_SUCH_CASE


async def test_a_mentor_who_is_a_parent_does_not_handle_what_they_report_of_their_own_class(
    house: House,
) -> None:
    """T32: a report as a person about the class they lead; a colleague has it, and they follow."""
    mentor, mt = await house.mentor(), await house.management()
    await mentor.command("melden")
    await mentor.tap("Parent or carer", "No", "Threats", "One or more students", "My child", "Yes")
    await mentor.type(STORY)
    await mentor.tap("1a", "Send")
    case = await house.case()
    assert case.school_class == "1a"
    assert not case.on_behalf
    assert case.owner == "f-el-amrani"
    for button in ("case", "steps", "take", "people", "evidence"):
        await mentor.press(f"a:{button}:{case.case_id}")
        assert mentor.screen == NO_SUCH_CASE
    await mentor.command("zaken")
    assert case.name not in mentor.said
    await mt.command("zaak", case.name)
    assert STORY in mt.screen


async def test_what_a_mentor_types_in_for_a_student_stays_theirs_to_work(house: House) -> None:
    """T32: typed in, and not reported as a person."""
    mentor = await house.mentor()
    await mentor.command("melden")
    await mentor.tap("I work here", "No", "Threats", "One or more students", "A student", "Yes")
    await mentor.type(STORY)
    await mentor.tap("1a", "Send")
    case = await house.case()
    assert case.on_behalf
    await mentor.press(f"a:case:{case.case_id}")
    assert STORY in mentor.screen
    await mentor.tick("A.som")
    assert "There is news for you." not in mentor.notes
    mt = await house.management()
    await mt.command("zaak", case.name)
    await mt.tap("Write to the reporter")
    await mt.type("Vertel het ook aan de ouders")
    assert mentor.notes[-1] == "There is news for you."


async def test_a_colleague_not_named_is_for_confidant_and_coordinator(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    csv, confidant = await house.csv(), await house.confidant()
    sanne = house.chat("Sanne")
    await sanne.report(
        "Student: about me", "No", "Threats", "Someone who works here", "I will not say"
    )
    name = (await house.case()).name
    assert csv.notes[-1] == confidant.notes[-1] == f"{name}: new"
    await sees_nothing(house, mentor)
    await sees_nothing(house, mt)


async def test_when_nobody_is_there_the_reporter_hears_whom_to_call(house: House) -> None:
    sanne = await house.reported()
    assert "Nobody of school can read it now. Please call 0183-625350." in sanne.notes[0]
    assert (await house.case()).owner is None


async def test_a_practice_report_makes_nothing_and_tells_nobody(house: House) -> None:
    mentor = await house.mentor()
    before = await house.snapshot()
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", "Practise a report", *ABOUT_ME)
    await sanne.send("voice")
    await sanne.tap("1a", "Send")
    assert "This was practice." in sanne.screen
    assert await house.snapshot() == before
    assert len(mentor.notes) == 1
    await sanne.command("mijnmelding")
    assert "There is no report in this chat." in sanne.screen


async def test_neither_side_learns_who_the_other_is(house: House) -> None:
    """Byte search over everything that was ever put in the outbox."""
    mentor, csv, mt = await house.mentor(), await house.csv(), await house.management()
    sanne = house.chat("Canary Sanne", door="telegram")
    await sanne.report(*ABOUT_ME, school_class="1a")
    known = len(sanne.heard)
    await mentor.tap("Open", "Write to the reporter")
    await mentor.type("Wie was erbij?")
    await sanne.tap("Look", "Say something")
    await sanne.type("niemand")
    for chat in (mentor, csv):
        await chat.tap("Open")
    await mt.command("zaken")
    await mt.command("zaak", (await house.case()).name)
    for chat in (mentor, csv, mt):
        for canary in ("Canary", sanne.ref, "telegram", "address of"):
            assert canary not in chat.everything
    after = "\n".join(sanne.heard[known:])
    for person in house.world.school.people:
        assert person.name not in after
        assert person.person_id not in after


async def test_a_colleague_who_left_is_a_stranger_at_once(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    case = await house.case()
    await house.leaves("e-yilmaz")
    before = await house.snapshot()
    await mentor.press(f"a:case:{case.case_id}")
    assert "That button is old." in mentor.notes[0]
    assert not any("Cases" in label for label in mentor.labels)
    await mentor.command("zaken")
    assert "I do not know that command." in mentor.notes[0]
    assert await house.snapshot() == before
    assert STORY not in mentor.everything


async def test_what_comes_for_who_left_goes_to_the_next_in_line(house: House) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    sanne = await house.reported()
    await mentor.tap("Open", "Write a note")
    await house.leaves("e-yilmaz")
    await mentor.type("geheime notitie")
    assert "geheime" not in mentor.everything
    await sanne.tap("My report", "Say something")
    await sanne.type("ben je er nog?")
    assert "What do you want to do with this?" in mentor.screen
    case = await house.case()
    assert case.owner == "i-schumacher"
    assert csv.notes[-1] == f"{case.name}: answer"
    assert f"{case.name}: answer" not in mentor.everything


async def test_an_answer_for_who_is_not_known_any_more_breaks_nothing(house: House) -> None:
    await house.mentor()
    sanne = await house.reported()
    await house.run(lambda tx: people.remove(tx, "e-yilmaz"))
    await sanne.tap("My report", "Say something")
    await sanne.type("dat was op dinsdag")
    assert "I have it." in sanne.notes[0]
