"""Words that do what they say wherever they are typed, and are in no story."""

from __future__ import annotations

import pytest

from tests.conversations.chats import Chat
from tests.conversations.inside import House
from tests.conversations.test_watching import SUICIDE
from tests.conversations.test_way_back import words_of

pytestmark = pytest.mark.asyncio


async def test_five_words_lead_back_wherever_they_are_typed(house: House) -> None:
    sanne = await house.reported()
    words = await words_of(sanne)
    case = await house.case()
    for number, opening in enumerate((("open",), ("melden",), ("bewijs",), ())):
        other = house.chat(f"phone {number}")
        for command in opening:
            await other.command(command)
        await other.type(f"mijn woorden zijn {words}" if number % 2 else words)
        assert other.screen.startswith(f"{case.name}: Received.")
        assert "story" not in other.said


async def test_who_reported_before_finds_the_way_on_the_first_screen(house: House) -> None:
    other = house.chat("new phone")
    await other.command("open")
    await other.tap("I reported before")
    assert other.screen == "Type your five words."
    await other.type("hoi")
    assert other.screen == "Type your five words."
    await other.type("I lost my phone")
    assert other.screen == "Type your five words."
    await other.type("aanbellen aandacht aanhanger aankleden aankomst")
    assert "do not fit a report" in other.screen
    sanne = await house.reported()
    await sanne.type("my report")
    assert "Received." in sanne.screen


async def test_menu_a_greeting_and_a_language_do_what_they_say(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("hello")
    assert "What do you want to do?" in sanne.screen
    await sanne.command("melden")
    await sanne.type("Hallo Maatje!")
    assert sanne.notes == ["Hi! Good that you are here."]
    assert sanne.screen == "Who are you?"
    await sanne.type("T\u00fcrk\u00e7e")
    assert sanne.screen != "Who are you?"
    await sanne.type("English", "stop", "menu")
    assert "What do you want to do?" in sanne.screen
    assert "Report something" in "".join(sanne.labels), "nothing was told"


async def test_menu_and_a_greeting_are_never_sent_to_school_and_a_language_is(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("My report", "Say something")
    await sanne.type("menu")
    assert "What do you want to do?" in sanne.screen
    await sanne.tap("My report", "Add proof", "I send it now", "No")
    await sanne.type("Menu")
    assert "What do you want to do?" in sanne.screen
    await sanne.tap("My report", "Say something")
    await sanne.type("hello")
    assert sanne.notes == ["Hi! Good that you are here."]
    await sanne.type("hello, who are you")
    assert "You: hello, who are you" in sanne.screen
    assert "You: hello\n" not in sanne.screen
    await sanne.tap("Say something")
    await sanne.type("Polski")
    assert "You: Polski" in sanne.screen, "school may have asked which language is spoken at home"
    await sanne.type("Nederlands")
    assert sanne.screen.startswith("Hoi, ik ben Maatje.")


@pytest.mark.parametrize(
    ("typed", "comes"),
    [
        ("Call me back!", "Give your number."),
        ("i want to talk", "You can call:"),
        ("I am safe", "Good. Does that change?"),
    ],
)
async def test_what_stands_on_the_buttons_after_danger_can_be_typed(
    house: House, typed: str, comes: str
) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(typed)
    assert comes not in sanne.said, "nobody was asked that"
    await sanne.command("start")
    await sanne.type(SUICIDE, typed)
    assert comes in sanne.said


async def asked_after_danger(house: House, question: str, answers: str) -> Chat:
    """Who told of danger, and now looks at this question of school."""
    mentor, sanne = await house.mentor(), await house.reported(story=SUICIDE)
    await house.deliver()
    await mentor.command("zaken")
    await mentor.tap(mentor.labels[0].split(" ", 1)[1], "Ask the reporter")
    await mentor.type(question, answers)
    await house.deliver()
    await sanne.tap("My report")
    return sanne


async def test_safe_is_said_to_school_where_school_may_have_asked_it(house: House) -> None:
    """The day after danger it answers us in a report and where nothing is open, nowhere else."""
    sanne = await asked_after_danger(house, "Are you safe at home?", "safe / not safe")
    await sanne.type("safe")
    assert "Does that change?" not in sanne.said
    await sanne.tap("Say something")
    await sanne.type("i am safe")
    assert "You: i am safe" in sanne.screen


async def test_who_asks_to_be_called_is_heard_though_school_asked_the_same(house: House) -> None:
    sanne = await asked_after_danger(house, "What do you want now?", "call me / nothing")
    await sanne.type("call me")
    assert sanne.screen == "Who may call you?"


async def test_a_greeting_is_no_name(house: House) -> None:
    sanne = await house.reported()
    await sanne.press(f"a:name:{(await house.case()).case_id}")
    await sanne.type("Selam")
    assert sanne.notes == ["Thank you. School now sees your name."]


async def test_what_is_typed_where_there_is_no_story_is_not_said_to_be_in_one(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("gister in de gym", "en toen op de fiets")
    assert "with your story" not in sanne.said
    assert sanne.notes == ["I put that with your words. School does not have it."]


async def test_staff_write_what_they_want(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.press(f"a:note:{(await house.case()).case_id}")
    await mentor.type("aanbellen aandacht aanhanger aankleden aankomst")
    assert "do not fit a report" not in mentor.said
