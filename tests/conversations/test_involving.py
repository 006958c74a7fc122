"""The people in a case, the text for SOM, and the patterns of a care meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.case import StepState, StepStatus
from bot.cases.kinds import Outcome
from bot.cases.people import Person, Role
from bot.conversations.som import MOST, mask, written_by
from bot.flows.wording import ROLE_WORDS
from bot.store import cases, involved
from bot.store.involved import Involved
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME, STORY, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def enter(chat: Chat, name: str, part: str, school_class: str = "1a") -> None:
    """From the screen of the people in a case."""
    await chat.tap("Enter somebody")
    await chat.type(name)
    await chat.tap(school_class, part)


def everyone(tx: Tx) -> tuple[Involved, ...]:
    """Everyone in any case."""
    return involved.of_cases(tx, [case.case_id for case in cases.all_cases(tx)])


async def second_case(house: House) -> Chat:
    other = house.chat("Noor")
    await other.command("melden")
    await other.tap(*ABOUT_ME)
    await other.type("het is weer zover")
    await other.tap("1a", "Send")
    return other


async def people_of_the_new_case(house: House, chat: Chat) -> None:
    """Open the screen of the people of the one case in which nobody is entered."""
    known = {one.case_id for one in await house.run(everyone)}
    [new] = [one for one in await house.cases() if one.case_id not in known]
    await chat.press(f"a:case:{new.case_id}")
    await chat.tap("People and SOM")


async def heard_and_closed(house: House) -> None:
    """The only case so far ended as confirmed, after both sides were heard."""

    def end(tx: Tx) -> None:
        [case] = cases.all_cases(tx)
        steps = tuple(replace(one, status=StepStatus.DONE) for one in case.steps)
        closed = replace(case, steps=steps, outcome=Outcome.AGREEMENTS, closed_at=tx.now)
        cases.save(tx, replace(closed, state=type(case.state).CLOSED))

    await house.run(end)


async def test_a_handler_enters_who_is_in_the_case_and_takes_a_mistake_out(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "People and SOM")
    assert "Nobody is entered yet." in mentor.screen
    await enter(mentor, "Sem  Bakker", "This person would have done it")
    assert "Sem Bakker (1a): this person would have done it." in mentor.screen
    await enter(mentor, "Lotte", "This person saw it", "I do not know the class")
    assert "Lotte: this person saw it." in mentor.screen
    await mentor.tap("Not Lotte")
    assert "Lotte" not in mentor.screen


async def test_a_name_spelled_otherwise_is_the_same_student_only_when_a_person_says_so(
    house: House,
) -> None:
    mt = await house.management()
    await house.mentor()
    await house.reported()
    await people_of_the_new_case(house, mt)
    await enter(mt, "Sem Bakker", "This person would have done it")
    await heard_and_closed(house)
    await second_case(house)
    await people_of_the_new_case(house, mt)
    await enter(mt, "sem bakkr", "This person would have done it")
    assert "There is also Sem Bakker (1a) in another case." in mt.screen
    await mt.tap("No, somebody else")
    assert "before" not in mt.screen
    await mt.tap("Not sem bakkr")
    await enter(mt, "sem bakkr", "This person would have done it")
    await mt.tap("The same")
    assert "sem bakkr was in 1 case before that was heard and finished" in mt.screen


async def test_cases_of_other_classes_are_not_told_to_a_mentor(house: House) -> None:
    mentor = await house.mentor()
    other = await house.staff("t-bakker", Role.MENTOR)
    await house.reported()
    await mentor.tap("Open", "People and SOM")
    await enter(mentor, "Sem Bakker", "This person would have done it")
    noor = house.chat("Noor")
    await noor.command("melden")
    await noor.tap(*ABOUT_ME)
    await noor.type("hij is er weer")
    await noor.tap("1b", "Send")
    await other.tap("Open", "People and SOM")
    await enter(other, "Sem Bakker", "This person would have done it")
    assert "in another case" not in other.said
    mine, theirs = await house.run(everyone)
    await other.press(f"a:same:{theirs.involved_id}:{mine.involved_id}")
    assert len({one.student for one in await house.run(everyone)}) == 2


async def test_a_victim_an_open_case_and_an_untrue_one_never_count_against_a_student(
    house: House,
) -> None:
    mt = await house.management()
    await house.mentor()
    await house.reported()
    await people_of_the_new_case(house, mt)
    await enter(mt, "Sem Bakker", "This person would have done it")
    await second_case(house)
    await people_of_the_new_case(house, mt)
    await enter(mt, "Sem Bakker", "This person would have done it")
    await mt.tap("The same")
    assert "before" not in mt.screen


async def test_the_block_for_som_names_one_student_and_no_reporter(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    case = await house.case()
    await mentor.tap("Open")
    await mentor.tick("A.zorgteam")
    await mentor.tap("People and SOM")
    await enter(mentor, "Sem Bakker", "This person would have done it")
    await enter(mentor, "Noor de Wit", "It is done to this person")
    await mentor.tap("SOM: Noor de Wit")
    await mentor.type("Sem heeft Noor bedreigd. Sem Bakker gaf dat toe.")
    block = mentor.notes[0]
    assert "Leerling: Noor de Wit, bij wie het is gedaan." in block
    assert "Feiten: leerling 2 heeft Noor bedreigd. leerling 2 gaf dat toe." in block
    assert "Bakker" not in block
    assert case.name not in block
    assert STORY not in block
    assert "Zorgteam weet het" in block
    assert "Door: mentor (Y)." in block
    assert "Bewijs: er is geen bestand gestuurd." in block
    assert len(block) <= MOST


async def test_a_block_is_never_longer_than_som_shows(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "People and SOM", "Text for SOM")
    await mentor.type("feit " * 600)
    assert len(mentor.notes[0]) == MOST
    assert mentor.notes[0].endswith("…")


async def test_the_step_that_it_is_in_som_is_signed_with_initials(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick("A.som")
    assert "Recorded in SOM – paraaf: Y" in mentor.screen
    state = (await house.case()).step("A.som")
    assert isinstance(state, StepState)
    assert state.status is StepStatus.DONE


async def test_a_colleague_who_reported_it_gets_a_block_with_their_own_words(house: House) -> None:
    colleague = await house.staff("d-tesfay", Role.STAFF)
    await house.mentor()
    await colleague.command("melden")
    await colleague.tap("I work here", "No", "Threats", "One or more students", "A student", "Yes")
    await colleague.type("ik hoorde hem dreigen in de gang")
    await colleague.tap("1a", "Send", "My report", "Text for SOM")
    assert "ik hoorde hem dreigen in de gang" in colleague.notes[0]
    stranger = house.chat("stranger")
    await stranger.press(f"a:ownsom:{(await house.case()).case_id}")
    assert "dreigen" not in stranger.said


async def test_the_care_meeting_shows_who_has_two_or_more_cases(house: House) -> None:
    mt = await house.management()
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "People and SOM")
    await enter(mentor, "Sem Bakker", "This person would have done it")
    await mt.command("zorgoverleg")
    assert "No student has two or more cases" in mt.screen
    await second_case(house)
    await mentor.tap("Open", "People and SOM")
    await enter(mentor, "Sem Bakker", "It is done to this person")
    await mentor.tap("The same")
    await mt.command("zorgoverleg")
    assert "1a – Sem Bakker:" in mt.screen
    assert "1 time as victim" in mt.screen
    house.days_later(11 * 7)
    await mt.command("zorgoverleg")
    await mt.tap("The last ten weeks")
    assert "No student has two or more cases in this time." in mt.screen
    await mt.tap("This school year", "Sem Bakker")
    assert len([one for one in mt.offers if one.startswith("a:case:")]) == 2
    await mentor.command("zorgoverleg")
    assert "Sem Bakker" in mentor.screen
    other = await house.staff("t-bakker", Role.MENTOR)
    await other.command("zorgoverleg")
    assert "Sem" not in other.said
    await other.press(f"a:pattern:{(await house.run(everyone))[0].student}")
    assert "Sem" not in other.said


async def test_no_case_is_opened_that_is_not_in_the_care_meeting(house: House) -> None:
    """A name that cannot be opened would break the meeting: nobody looks at it."""
    mt, mentor = await house.management(), await house.mentor()
    for name in ("Sem Bakker", "Sem Bakker", "Noor Visser"):
        await (second_case(house) if await house.cases() else house.reported())
        await mentor.tap("Open", "People and SOM")
        await enter(mentor, name, "It is done to this person")
        if any("The same" in label for label in mentor.labels):
            await mentor.tap("The same")
    alone = next(one.case_id for one in await house.run(everyone) if one.name == "Noor Visser")
    spoil = "UPDATE involved SET name = x'00' WHERE case_id = ?"
    await house.run(lambda tx: tx.db.execute(spoil, (alone,)).rowcount)
    await mt.command("zorgoverleg")
    assert "1a – Sem Bakker: 2 times as victim." in mt.screen
    assert "Noor" not in mt.said


async def test_who_enters_somebody_in_a_nameless_case_is_asked_not_to_guess(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "People and SOM", "Enter somebody")
    assert "The reporter gave no name." in mentor.screen
    await mentor.type("Sem Bakker")
    await mentor.tap("1a", "It is done to this person")
    assert "Sem Bakker (1a): it is done to this person." in mentor.screen
    case = await house.case()
    await house.run(lambda tx: cases.set_reporter_name(tx, case.case_id, "Sanne de Vries"))
    await mentor.tap("Enter somebody")
    assert "The reporter gave no name." not in mentor.screen
    assert "Sem" not in sanne.everything


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Sem en SEM BAKKER", "leerling 2 en leerling 2"),
        ("Sems telefoon", "leerling 2 telefoon"),
        ("Semester", "Semester"),
    ],
)
async def test_other_names_are_masked_as_words_only(text: str, masked: str) -> None:
    assert mask(text, ["Sem Bakker"], "leerling") == masked


async def test_who_wrote_the_block_is_known_by_what_they_are_where_a_name_has_no_capital() -> None:
    without = Person("x", "de conciërge", frozenset({Role.STAFF}))
    assert written_by(without) == ROLE_WORDS[Role.STAFF]
