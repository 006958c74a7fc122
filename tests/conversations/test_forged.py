"""Anyone can send any button: refused as if it did not exist, and nothing changes."""

from __future__ import annotations

from itertools import cycle, islice

import pytest

from bot.conversations.tables import ACTIONS, FOR_STAFF
from bot.flows.kit import Pressed
from tests.conversations.chats import STORY, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

HARMLESS = {"menu", "help", "contact", "posted", "about", "resume", "recover", "report"} | {
    *("practice", "discard", "language", "mine"),
}
"""What a stranger may press, for it shows nothing of anybody."""
ARGUMENTS = ((), ("{}",), ("{}", "A.som"), ("{}", "A.som", "x"))
"""What stands behind an action: nothing, a case, a step of it, and one word too many."""
ENDLESS = (
    *(("x" * 40,), ("0" * 16, "x"), ("é", "x", "y"), ("../..", "x", "y", "z")),
    *(("' OR 1=1 --",), ("",), ("", "x", "y", "z")),
)
"""What stands there when nobody of ours wrote it."""


async def all_of(house: House) -> tuple[Chat, Chat, str]:
    mentor = await house.mentor()
    sanne = await house.reported()
    return mentor, sanne, (await house.case()).case_id


async def test_a_stranger_has_no_buttons_of_colleagues(house: House) -> None:
    mentor, sanne, case_id = await all_of(house)
    before, heard = await house.snapshot(), [*mentor.heard]
    for action in sorted(FOR_STAFF):
        for args in ARGUMENTS:
            await sanne.press(":".join(("a", action, *args)).format(case_id))
            assert sanne.notes == ["That button is old. This is what you can do now:"], action
            assert "What do you want to do?" in sanne.screen
        assert (await house.log())[0] == ("reporter", f"Refused {action}")
    assert await house.snapshot() == before
    assert mentor.heard == heard


@pytest.mark.parametrize("each_with", [2, pytest.param(len(ENDLESS), marks=pytest.mark.slow)])
async def test_what_is_about_no_case_does_nothing(house: House, each_with: int) -> None:
    mentor, sanne, _case_id = await all_of(house)
    before, heard = await house.snapshot(), [*sanne.heard]
    endless = cycle(ENDLESS)
    for action in sorted(set(ACTIONS) - HARMLESS - {"cases"}):
        for args in islice(endless, each_with):
            await mentor.press(":".join(("a", action, *args)))
            assert STORY not in mentor.said
            assert mentor.screen, action
    assert await house.snapshot() == before
    assert sanne.heard == heard
    assert any(what.startswith("Refused") for _who, what in await house.log())


async def test_a_harmless_button_with_anything_behind_it_changes_nothing(house: House) -> None:
    mentor, sanne, case_id = await all_of(house)
    stranger = house.chat("stranger")
    before, heard = await house.snapshot(), [*sanne.heard, *mentor.heard]
    for action in sorted(HARMLESS):
        for args in ((), (case_id,), ("x",), ("x", "y"), ("x", "y", "z")):
            await stranger.press(":".join(("a", action, *args)))
            assert stranger.screen, action
    assert STORY not in stranger.everything
    assert await house.snapshot() == before
    assert [*sanne.heard, *mentor.heard] == heard


async def test_a_button_of_nothing_shows_the_menu_or_the_open_question(house: House) -> None:
    sanne = house.chat("Sanne")
    for data in ("a:", "a::", "a:nothing", "a:nothing:x:y"):
        await sanne.press(data)
        assert "That button is old." in sanne.notes[0]
        assert "What do you want to do?" in sanne.screen
    await sanne.command("melden")
    await sanne.press("a:nothing")
    assert "Who are you?" in sanne.screen


async def test_an_old_button_of_a_conversation_shows_what_is_open(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.act(Pressed("abcdef", "who", "self"))
    assert "That button is old." in sanne.notes[0]
    await sanne.command("melden")
    old = sanne.data("Student: about me")
    await sanne.tap("Student: about me")
    await sanne.press(old)
    assert sanne.notes == ["This is the question now:"]
    assert "Is someone in danger right now?" in sanne.screen


async def test_t39_a_button_of_somebody_elses_conversation_is_an_old_one(house: House) -> None:
    sanne, kim = house.chat("Sanne"), house.chat("Kim")
    for chat in (sanne, kim):
        await chat.command("melden")
        await chat.tap("Student: about me")
    await kim.press(sanne.data("Yes"))
    assert kim.notes == ["This is the question now:"]
    assert "Is someone in danger right now?" in kim.screen
    stranger = house.chat("somebody")
    await stranger.press(sanne.data("Yes"))
    assert "That button is old." in stranger.notes[0]
    await sanne.tap("No")
    assert "Is someone in danger right now?" not in sanne.screen


async def test_a_conversation_that_no_release_knows_is_forgotten(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await house.forget_flow(sanne)
    await sanne.type("gister")
    assert "What do you want to do with this?" in sanne.screen


async def test_a_step_goes_on_with_a_decision_that_is_none(house: House) -> None:
    mentor, _sanne, case_id = await all_of(house)
    await mentor.press(f"a:case:{case_id}")
    before = await house.snapshot()
    await mentor.press(f"a:drop:{case_id}:A.99")
    assert "This step does not belong to this case." in mentor.screen
    await mentor.press(f"a:drop:{case_id}:A.1")
    assert "This step has ended already." in mentor.screen
    await mentor.press(f"a:handto:{case_id}:nobody")
    assert "This person may not see this case." in mentor.screen
    assert await house.snapshot() == before
