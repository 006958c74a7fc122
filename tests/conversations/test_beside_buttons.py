"""Words typed where only buttons are asked for: nothing a reporter tells is lost."""

import pytest

from bot.store import entries
from tests.conversations.chats import ABOUT_ME
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

ON_SNAP = "hij stuurde het op snap gisteren"
WRITTEN = "I wrote that down. It goes along when you are done."


async def talk_in(house: House) -> list[str]:
    """What the school reads of the talk."""
    case = await house.case()
    found = await house.run(lambda tx: entries.of_case(tx, case.case_id, {"talk_in"}))
    return [entry.body for entry in found]


async def test_words_at_the_buttons_of_proof_are_kept_with_the_case(house: House) -> None:
    sanne = await house.reported()
    await sanne.command("bewijs")
    await sanne.type(ON_SNAP)
    assert sanne.notes[-1] == WRITTEN
    assert "Do you want to keep the proof yourself" in sanne.screen
    await sanne.tap("I send it now", "No")
    await sanne.type("en daarvoor ook")
    assert sanne.notes[-1] == WRITTEN
    await sanne.tap("Back")
    assert "Is it about being naked" in sanne.screen, "a way back is to a question"
    await sanne.tap("No", "Skip this", "Snapchat", "Skip this", "Skip this", "Skip this")
    assert await talk_in(house) == [f"{ON_SNAP}\nen daarvoor ook"]
    assert f"You: {ON_SNAP}" in sanne.screen


async def test_words_at_the_buttons_of_taking_back_are_passed_on(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.press(f"a:takeback:{(await house.case()).case_id}")
    await sanne.type("hij heeft sorry gezegd")
    assert sanne.notes[-1] == WRITTEN
    await sanne.tap("No, leave it")
    assert await talk_in(house) == ["hij heeft sorry gezegd"]
    assert mentor.notes[-1].endswith("answer")
    await sanne.tap("Take it back", "Yes, take it back")
    assert await talk_in(house) == ["hij heeft sorry gezegd", "Ik neem deze melding terug."]


@pytest.mark.parametrize("told", [True, False], ids=["after the story", "before the story"])
async def test_words_at_the_buttons_of_proof_go_into_the_report_not_sent_yet(
    house: House, told: bool
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    if told:
        await sanne.type("hij dreigt")
    await sanne.command("bewijs")
    await sanne.type(ON_SNAP)
    await sanne.tap("I send it now", "No", "Skip this", "Snapchat", *["Skip this"] * 3)
    assert ON_SNAP in sanne.screen
    assert ("hij dreigt" in sanne.screen) == told


async def test_words_at_the_buttons_of_proof_begin_the_story_of_a_report(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("bewijs")
    await sanne.tap("A new report")
    await sanne.type(ON_SNAP)
    await sanne.tap("I send it now", "No", "Skip this", "Snapchat", *["Skip this"] * 3)
    assert sanne.screen == "Who are you?"
    await sanne.tap(*ABOUT_ME)
    assert f"I have this: {ON_SNAP}" in sanne.screen
