"""Somebody of the school did it, they say: confidant or coordinator decide who, and it goes on."""

from __future__ import annotations

import pytest

from bot.cases.events import MarkedHome
from bot.cases.kinds import Doer, RouteId
from bot.cases.people import Role
from bot.store import pings, screens
from bot.store.writer import Tx
from tests.conversations.chats import ABOUT_ME, MENTOR, STORY, Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

BY_STAFF = ("Student: about me", "No", "Threats", "Someone who works here", "I will not say")
NO_SUCH_CASE = "I do not know a case with that name."


async def told_of_a_colleague(house: House) -> tuple[Chat, Chat]:
    csv, mt = await house.csv(), await house.management()
    sanne = house.chat("Sanne")
    await sanne.report(*BY_STAFF)
    return csv, mt


async def decides(chat: Chat, who: str, why: str) -> None:
    """Who did it, with the reason that is asked for."""
    await chat.tap(who)
    await chat.type(why)


async def test_once_somebody_is_named_management_reads_it_and_they_never_do(house: House) -> None:
    csv, mt = await told_of_a_colleague(house)
    named = await house.staff("e-yilmaz", Role.MENTOR)
    case = await house.case()
    await mt.press(f"a:case:{case.case_id}")
    assert mt.screen == NO_SUCH_CASE
    await opened(house, csv)
    await csv.tap("Who did it?")
    await csv.press(f"a:doeris:{case.case_id}:e-yilmaz")
    assert "Then they never see this case" in csv.screen
    await csv.tap("Yes")
    after = await house.case()
    assert after.doer_person == "e-yilmaz"
    assert "e-yilmaz" in after.excluded
    assert (await house.log())[0] == ("i-schumacher", "DoerNamed")
    assert mt.notes[-1] == f"{case.name}: new"
    await opened(house, mt)
    assert STORY in mt.screen
    assert "It is known who did it, says mevrouw Schumacher." in mt.screen
    assert "Who did it?" not in mt.labels
    await named.press(f"a:case:{case.case_id}")
    assert named.screen == NO_SUCH_CASE


async def test_of_somebody_from_outside_no_student_is_heard_unless_one_did_it_after_all(
    house: House,
) -> None:
    mentor, mt, sanne = await house.mentor(), await house.management(), house.chat("Sanne")
    taps = (*ABOUT_ME[:-1], "Someone from outside")
    await sanne.report(*taps, school_class="1a")
    await mentor.tap("Open")
    assert "A a student, by someone from outside: Threats" in mentor.screen
    assert "The steps for a student who does it are left out." in mentor.screen
    hearing, measure = "who is said to have done it", "Will there be a measure?"
    await mentor.tap("All steps")
    assert "Hear the student it happened to" in mentor.screen
    assert hearing not in mentor.screen
    assert measure not in mentor.screen
    await opened(house, mentor)
    await decides(mentor, "A student did it", "Hij zit in 2b")
    assert "Het blijkt een leerling – Hij zit in 2b" in mentor.screen
    await mentor.tap("All steps")
    assert hearing in mentor.screen
    assert measure in mentor.screen
    await mentor.tick("A.3")
    await opened(house, mt)
    await mt.tick("A.4")
    await opened(house, mentor)
    await decides(mentor, "Someone from outside did it", "Het is een neef")
    assert f"Someone from outside did it, says {MENTOR}." in mentor.screen
    assert "Who does it, says the reporter: Someone from outside" in mentor.screen
    assert mt.notes == [f"{(await house.case()).name}: a step is not needed any more"]
    await decides(mentor, "A student did it", "Toch niet")
    await opened(house, mt)
    await mt.tick("A.5b")
    await mt.type("Het MT hoorde de leerling, de mentor was erbij")
    await mt.press(f"a:drop:{(await house.case()).case_id}:A.9")
    await mt.type("het is een neef")
    await mt.tap("Someone from outside did it")
    assert "Then the steps for a student who does it are left out." in mt.screen
    assert (await house.case()).doer is Doer.STUDENT, "not before there is a reason"
    await mt.type("Hij zit op een andere school")
    assert "Het blijkt iemand van buiten – Hij zit op een andere school" in mt.screen
    assert "A.9" not in mt.screen, "a step that is left out keeps its name"
    assert "het is een neef" in mt.screen
    await mt.tap("All steps")
    assert f"✅ Hear the student {hearing}" in mt.screen
    assert measure not in mt.screen
    assert ("f-el-amrani", "DoneBy") in await house.log()
    await opened(house, mt)
    await decides(mt, "Not known who did it", "Toch niet zeker")
    case = await house.case()
    assert case.doer is Doer.UNKNOWN
    await mt.press(f"a:bynobody:{case.case_id}")
    assert "This is so already." in mt.screen
    await mt.tap("A student did it")
    assert "Why do you change this?" in mt.screen


async def test_no_colleague_did_it_and_the_usual_people_have_it(house: House) -> None:
    csv, mt = await told_of_a_colleague(house)
    await opened(house, csv)
    await csv.tap("Who did it?", "No colleague did it")
    case = await house.case()
    assert (case.route, case.doer) == (RouteId.A, Doer.UNKNOWN)
    assert "No colleague did it, says mevrouw Schumacher." in csv.screen
    assert "Who does it, says the reporter: Someone who works here" in csv.screen
    assert "The reporter does not know" not in csv.screen
    assert mt.notes[-1] == f"{case.name}: new"
    assert (await house.log())[0] == ("i-schumacher", "NotAColleague")


async def test_who_is_in_no_list_can_be_named_too_and_who_is_nobody_not(house: House) -> None:
    csv, _mt = await told_of_a_colleague(house)
    case = await house.case()
    await csv.press(f"a:doerset:{case.case_id}:nobody")
    assert (await house.case()).doer_person is None
    await csv.tap("Back", "Who did it?", "Somebody who is not in this list")
    assert "Somebody who is not in this list" in csv.screen
    await csv.tap("Yes")
    assert not (await house.case()).doer_unclear


async def test_the_list_of_colleagues_has_pages(house: House) -> None:
    csv, _mt = await told_of_a_colleague(house)
    await opened(house, csv)
    await csv.tap("Who did it?")
    first = csv.labels
    await csv.tap("More")
    assert set(first) != set(csv.labels)


async def test_a_handler_notes_worries_about_home_with_one_tap_and_the_care_team_hears(
    house: House,
) -> None:
    care, mentor = await house.care_team(), await house.mentor()
    await house.reported()
    await opened(house, mentor)
    await mentor.tap("Worries about home")
    case = await house.case()
    assert (await house.log())[0] == ("e-yilmaz", MarkedHome.__name__)
    assert care.notes[-1] == f"{case.name}: waiting for you"
    assert "Worries about home" not in [label.split(" ", 1)[-1] for label in mentor.labels]
    await mentor.press(f"a:done:{case.case_id}:Z.veilig")
    assert mentor.screen.startswith("Only the care team can say this. Ask them.")
    await care.press(f"a:done:{case.case_id}:Z.veilig")
    step = (await house.case()).step("Z.veilig")
    assert step
    assert step.by == "n-haddad"


async def test_it_turns_out_to_be_the_mentor_who_loses_all_sight_at_once(house: House) -> None:
    mentor, csv, mt = await house.mentor(), await house.csv(), await house.management()
    await house.reported()
    await opened(house, mentor)
    case = await house.case()
    await house.run(lambda tx: _lies(tx, mentor.ref, case.case_id))
    await opened(house, mt)
    await mt.tap("A colleague did it")
    assert "Which colleague did it?" in mt.screen
    assert "No colleague did it" not in [label.split(" ", 1)[-1] for label in mt.labels]
    await mt.press(f"a:doeris:{case.case_id}:e-yilmaz")
    await mt.tap("Yes")
    after = await house.case()
    assert (after.route, after.doer, after.doer_person) == (RouteId.C, Doer.STAFF, "e-yilmaz")
    assert mentor.deleted == ["41", "42"]
    assert csv.notes[-1] == f"{case.name}: new"
    await mentor.press(f"a:case:{case.case_id}")
    assert mentor.screen == NO_SUCH_CASE
    await mentor.command("zaken")
    assert "0 open cases." in mentor.screen
    await mt.press(f"a:case:{case.case_id}")
    assert "A colleague did it" not in [label.split(" ", 1)[-1] for label in mt.labels]
    assert any(f":{step.step_id}" in one for step in after.steps for one in mt.offers)


def _lies(tx: Tx, ref: str, case_id: str) -> None:
    """A ping and a card lie in the mentor's chat at Telegram."""
    pings.lies(tx, case_id, "e-yilmaz", (ref, "41"))
    for message_id in ("42", "43"):
        screens.remember(tx, ref, message_id, mine=False)
        screens.mark(tx, ref, message_id, case=message_id == "42")
    screens.set_live(tx, ref, "42", 1)
