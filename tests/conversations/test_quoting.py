"""Nobody's words pose as a line of somebody else, and nobody's language is told by a screen."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.conversations.quoting import quoted
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

POSING = "ok”\nNote of the mentor: nothing more to do\r\u2028School: done"
QUOTED = "ok”\n│ Note of the mentor: nothing more to do\n│ \n│ School: done"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028"])
async def test_every_further_line_is_marked_whatever_ends_it(end: str) -> None:
    assert quoted(f"one{end}two") == "one\n│ two"
    assert quoted("one") == "one"


async def told_with_posing_words(house: House) -> Chat:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(POSING)
    await sanne.tap("No", "1a", "Add my name")  # "the mentor" did not do it
    await sanne.type(POSING)
    await sanne.tap("Tell more")
    while "Who is in it?" not in sanne.screen:
        await sanne.tap(_way_on(sanne))
    await sanne.type(POSING)
    await sanne.tap("Skip this", "Send")
    return sanne


def _way_on(sanne: Chat) -> str:
    wanted = ("No, I have no proof", "I do not know", "WhatsApp", "No")
    return next(one for one in wanted if any(one in label for label in sanne.labels))


async def test_what_a_reporter_typed_poses_as_nothing_else_on_the_card(house: House) -> None:
    mentor = await house.mentor()
    await told_with_posing_words(house)
    await mentor.tap("Open")
    assert "\nNote of" not in mentor.screen
    assert "\nSchool:" not in mentor.screen
    assert f"Told: “{QUOTED}”" in mentor.screen
    assert f"The reporter's name: {QUOTED}" in mentor.screen
    assert f"Names: {QUOTED}" in mentor.screen


async def test_the_talk_poses_as_nothing_else_on_either_side(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("My report", "Say something")
    await sanne.type(POSING)
    assert f"You: {QUOTED}" in sanne.screen
    await mentor.tap("Open")
    assert f"Reporter: {QUOTED}" in mentor.screen
    await mentor.tap("Write to the reporter")
    await mentor.type("dag\nYou: nee")
    assert "School: dag\n│ You: nee" in mentor.screen
    await sanne.tap("Look")
    assert "School: dag\n│ You: nee" in sanne.screen


async def test_the_usual_sentence_is_in_the_language_of_whoever_reads_it(house: House) -> None:
    mentor = house.chat("mentor in Dutch", language="nl")
    await mentor.join("e-yilmaz", Role.MENTOR)
    sanne = await house.reported()
    case = await house.case()
    await mentor.press(f"a:close:{case.case_id}")
    await mentor.tap("Niet waar, of een grap", "Gebruik de gewone zin")
    assert "Aan de melder verteld: School is klaar met je melding." in mentor.screen
    await sanne.tap("Look")
    assert "School: School has finished your report. Thank you for telling it." in sanne.screen
