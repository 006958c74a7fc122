"""Danger in what somebody types: whom to call comes at once, and the report goes on as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.kinds import Mark
from tests.conversations.chats import ABOUT_ME
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

NUMBER = "113 – Zelfmoordpreventie"
SUICIDE = "ik wil niet meer leven"
HOME = "mijn vader slaat mij elke dag"
VAGUE = "ik kan niet meer"
EVERYDAY = "ik ga dood van het lachen om die film"


async def test_whom_to_call_comes_at_once_and_the_story_goes_on(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(SUICIDE)
    assert NUMBER in sanne.notes[0]
    assert sanne.notes[0].startswith("That is very hard.\nGood that you say it.")
    assert sanne.notes[0].endswith("How is it now? Tap here:"), "in one message"
    assert f"Your story: {SUICIDE}" in sanne.screen
    await sanne.type(SUICIDE)
    assert NUMBER not in sanne.said, "once is enough for now"
    await sanne.type(HOME)
    assert "0800-2000" in sanne.said, "another kind of danger has another line"
    await sanne.tap("I am safe")
    assert "Your story" in sanne.screen
    house.hours_later(2)
    await sanne.type(SUICIDE)
    assert NUMBER in sanne.said
    await sanne.tap("Send")
    assert (await house.case()).urgent


async def test_a_typed_answer_is_for_the_question_below_it(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me")
    await sanne.type(SUICIDE)
    assert "Is someone in danger right now?" in sanne.screen
    assert sanne.notes[0].endswith("How is it now? Tap here:"), "takes no yes and no no"


@pytest.mark.parametrize("at", ["menu", "who", "danger"])
async def test_who_is_safe_is_not_asked_once_more(house: House, at: str) -> None:
    sanne = house.chat("Sanne")
    if at != "menu":
        await sanne.command("melden")
    if at == "danger":
        await sanne.tap("Student: about me")
    await sanne.type(VAGUE)
    await sanne.tap("I am safe")
    if at != "danger":
        await sanne.tap("Tell what happened", "Student: about me")
    assert "in danger" not in sanne.screen
    await sanne.type("Threats", "One or more students")
    await sanne.tap("Done")
    assert "Danger now: No" in sanne.screen
    await sanne.tap("Send")
    assert not (await house.case()).urgent


async def test_who_is_safe_does_not_say_it_of_another(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.type(VAGUE)
    await sanne.tap("I am safe", "Tell what happened", "Student: about someone else")
    assert "Is someone in danger right now?" in sanne.screen
    await sanne.tap("Yes")
    await sanne.type("Threats")
    house.hours_later(2)
    await sanne.type(VAGUE)
    await sanne.tap("The other is safe")
    await sanne.type("I do not know", "Another student")
    await sanne.tap("Done", "Send")
    assert (await house.case()).urgent, "what was answered itself stays"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("Student: about me", "Home must be safe for you."),
        ("Parent or carer", "A home must be safe."),
    ],
)
async def test_a_parent_is_warned_in_words_for_parents(house: House, who: str, said: str) -> None:
    somebody = house.chat("Sanne")
    await somebody.command("melden")
    await somebody.tap(who)
    await somebody.type(HOME)
    assert somebody.notes[0].startswith(said)
    safe = "My child is safe" if "Parent" in who else "I am safe"
    assert safe in somebody.labels[0]
    await somebody.type(safe)
    assert "Good. Does that change?" in somebody.said


async def test_worries_about_home_get_their_mark(house: House) -> None:
    await house.reported(story=HOME)
    case = await house.case()
    assert case.urgent
    assert Mark.HOME in case.marks


async def test_who_wants_to_be_called_back_says_by_whom_and_sends_an_urgent_report(
    house: House,
) -> None:
    confidant = await house.confidant()
    await house.csv()
    sanne = house.chat("Sanne")
    await sanne.type(VAGUE)
    assert "How is it now? Tap here:" in sanne.said
    await sanne.tap("Call me back")
    assert "Then school gets your words at once." in sanne.notes[0]
    assert sanne.screen.startswith("Who may call you?")
    assert "mevrouw Van der Hoeven, confidant: here today." in sanne.screen
    await sanne.tap("mevrouw Van der Hoeven")
    assert "On which number can school call?" in sanne.screen
    await sanne.type("Sanne 0612345678")
    case = await house.case()
    assert case.urgent
    assert "mevrouw Van der Hoeven hears that you want a call." in sanne.said
    assert confidant.notes[-1] == f"{case.name}: urgent"
    await confidant.tap("Open")
    assert "Call back: mevrouw Van der Hoeven" in confidant.screen
    assert "Name or number of the reporter: Sanne 0612345678" in confidant.screen


async def test_a_report_that_was_sent_goes_to_who_is_to_call_as_well(house: House) -> None:
    confidant = await house.confidant()
    sanne = await house.reported(story="ze schelden me uit in de app")
    await sanne.tap("My report", "Say something")
    await sanne.type(VAGUE)
    await sanne.tap("Call me back")
    assert "mevrouw Schumacher" not in sanne.said, "nobody reaches her"
    await sanne.tap("mevrouw Van der Hoeven", "Without a number: talk here")
    assert "I have no number. So nobody can call." in sanne.said
    assert "mevrouw Van der Hoeven hears that you want a call." in sanne.said
    case = await house.case()
    assert case.urgent
    assert "d-van-der-hoeven" in case.asked
    assert confidant.notes[-1] == f"{case.name}: urgent"
    await confidant.tap("Open")
    assert "Ik wil gebeld worden door mevrouw Van der Hoeven." in confidant.screen


async def test_it_need_not_be_somebody_by_name(house: House) -> None:
    await house.mentor()
    sanne = await house.reported(story="ze schelden me uit in de app")
    await sanne.tap("My report")
    for who, words in (("My mentor", "door mijn mentor."), ("Anyone may call", "worden.")):
        house.hours_later(2)
        await sanne.tap("Say something")
        await sanne.type(VAGUE)
        await sanne.tap("Call me back", who)
        await sanne.type("Sanne 0612345678")
        assert "School hears that you want a call." in sanne.said
        assert (await house.case()).urgent
        assert words in sanne.screen


async def test_at_night_the_lines_come_with_it(house: House) -> None:
    house.hours_later(13)
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("Call me back")
    assert "School is closed now. Nobody calls before Tuesday" in sanne.said
    assert NUMBER not in sanne.said, "it stands just above"


async def test_danger_told_after_sending_makes_the_report_urgent(house: House) -> None:
    sanne = await house.reported(story="ze schelden me uit in de app")
    assert not (await house.case()).urgent
    await sanne.tap("My report", "Say something")
    await sanne.type(SUICIDE)
    assert NUMBER in sanne.said
    assert (await house.case()).urgent
    await sanne.tap("Say something")
    await sanne.type(HOME)
    assert Mark.HOME in (await house.case()).marks


async def test_a_changed_message_is_read_too(house: House) -> None:
    sanne = await house.reported(story="ze schelden me uit in de app")
    await sanne.change(SUICIDE)
    assert NUMBER in sanne.said
    assert (await house.case()).urgent


async def test_talking_shows_who_is_there_and_makes_what_is_told_urgent(house: House) -> None:
    sanne = await house.reported(story="ze schelden me uit in de app")
    await sanne.tap("My report", "Say something")
    await sanne.type(VAGUE)
    await sanne.tap("I want to talk")
    assert "here today" in sanne.said
    assert (await house.case()).urgent


async def test_in_practice_the_lines_are_real_and_nobody_reads_it(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", "Practise a report", *ABOUT_ME)
    await sanne.type(SUICIDE)
    assert NUMBER in sanne.said
    assert "Nobody at school reads it." in sanne.said
    await sanne.tap("Call me back")
    assert "This is no practice any more. School only gets your number." in sanne.said
    assert sanne.screen.startswith("Who may call you?")
    assert not await house.cases()


async def test_a_colleague_is_told_lines_without_a_question(house: House) -> None:
    csv = await house.csv()
    await csv.type("leerling zegt dat hij niet meer wil leven")
    assert "This sounds like danger." in csv.said
    assert "I am safe" not in csv.labels


async def test_everyday_talk_is_let_be(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(EVERYDAY)
    assert "113" not in sanne.said


async def test_who_says_it_plainly_again_a_little_later_is_answered_again(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    house.clock.travel(house.clock.now() + timedelta(minutes=1))
    await sanne.type(SUICIDE)
    assert NUMBER in sanne.said
