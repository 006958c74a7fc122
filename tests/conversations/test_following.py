"""A colleague to whom it was done follows what another told: how far it is, and no word of it."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from tests.conversations.chats import STORY, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

OF_ANOTHER = ("Student: about someone else", "No", "Threats", "One or more students")


async def told(house: House, name: str) -> Chat:
    """Noor tells what is done to a colleague."""
    noor = house.chat("Noor")
    await noor.command("melden")
    await noor.tap(*OF_ANOTHER, "Someone who works here")
    await noor.type(name, STORY)
    await noor.tap("Send")
    return noor


async def test_the_victim_sees_how_far_it_is_and_nobody_else_does(house: House) -> None:
    mt, smit = await house.management(), await house.staff("b-smit", Role.STAFF)
    noor = await told(house, "meneer Smit")
    case = await house.case()
    assert case.victim_person == "b-smit"
    await smit.command("mijnmelding")
    assert smit.screen.startswith(f"{case.name}: ")
    assert "Management talks with you about the steps." in smit.screen
    assert "Slachtofferhulp" in smit.screen
    assert ("b-smit", "Followed") in await house.log()
    await mt.press(f"a:follow:{case.case_id}")
    assert mt.screen == "I cannot find that report here."
    assert ("f-el-amrani", "Refused follow") in await house.log()
    await noor.press(f"a:follow:{case.case_id}")
    assert noor.screen == "I cannot find that report here."

    await smit.command("melden")
    await smit.tap("I work here", "No", "Threats", "One or more students", "Me")
    await smit.type("mij ook")
    await smit.tap("Send")
    await smit.command("mijnmelding")
    assert smit.screen == "Which report?"
    await smit.tap(case.name)
    assert smit.screen.startswith(f"{case.name}: ")
    assert STORY not in smit.everything


async def test_a_manager_to_whom_it_is_done_never_handles_it(house: House) -> None:
    mt, other = await house.management(), await house.management("j-de-wit")
    await told(house, "mevrouw El Amrani")
    case = await house.case()
    assert case.owner == "j-de-wit"
    assert other.notes[-1] == f"{case.name}: new"
    await mt.press(f"a:case:{case.case_id}")
    assert mt.screen == "I do not know a case with that name."
    assert not any(case.name in note for note in mt.notes)
