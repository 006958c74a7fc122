"""A step said to be not needed: how to get out of it, what is asked first, and in which words."""

from __future__ import annotations

import re

import pytest

from bot.cases.case import StepStatus
from tests.conversations.chats import opened
from tests.conversations.inside import House
from tests.conversations.test_urgent import told

pytestmark = pytest.mark.asyncio

STEP_ID = re.compile(r"\b[ABCZ]\.[a-z0-9]+")


async def status_of(house: House, step_id: str) -> StepStatus:
    step = (await house.case()).step(step_id)
    assert step is not None
    return step.status


async def test_words_are_words_where_words_are_asked_and_a_command_leads_out(house: House) -> None:
    mentor, _mt, sanne = await told(house)
    for word in ("mag", "team", "stil", "zaken"):
        await opened(house, mentor)
        await mentor.tap("Write a note")
        await mentor.type(word)
        assert "Who may read this note?" in mentor.screen, word
        await mentor.type("zaken")
        assert "1 open case." in mentor.screen, "where a button is asked it is a command"
    await opened(house, mentor)
    await mentor.tap("Write to the reporter")
    await mentor.type("mag")
    assert "School: mag" in mentor.screen
    await sanne.tap("Look")
    assert "School: mag" in sanne.screen


async def test_a_word_of_the_way_back_is_no_reason_and_leads_out(house: House) -> None:
    mentor, _mt, _sanne = await told(house)
    for word, shown in (
        *(("menu", "Hi, I am Maatje."), ("Stop", "Hi, I am Maatje.")),
        ("back", "🚨 URGENT"),
    ):
        await opened(house, mentor)
        await mentor.drop("A.nu")
        await mentor.type(word)
        assert mentor.screen.startswith(shown), (word, mentor.screen)
    assert await status_of(house, "A.nu") is StepStatus.OPEN
    await opened(house, mentor)
    await mentor.tap("Write a note")
    await mentor.type("Dit is een notitie.")
    await mentor.type("back")
    assert "Type your note." in mentor.screen


async def test_what_cannot_wait_is_dropped_only_by_who_is_sure(house: House) -> None:
    mentor, _mt, _sanne = await told(house)
    await mentor.drop("A.nu")
    await mentor.type("ze is al bij de dokter")
    assert "Are you sure that it is not needed?" in mentor.screen
    await mentor.tap("No, leave it open")
    assert mentor.screen.startswith("The step stays open.")
    assert await status_of(house, "A.nu") is StepStatus.OPEN
    await mentor.drop("A.nu")
    await mentor.type("ze is al bij de dokter")
    await mentor.tap("Yes, it is not needed")
    assert await status_of(house, "A.nu") is StepStatus.NOT_NEEDED


async def test_no_code_of_a_step_is_ever_shown(house: House) -> None:
    mentor, mt, _sanne = await told(house)
    await mentor.tick("A.nu", "A.som", "A.3")
    await mentor.drop("A.zorgteam")
    await mentor.type("niet nodig")
    seen = [mentor.screen, *mentor.labels]
    for label in ("All steps", "Back", "Close this case"):
        await mentor.tap(label)
        seen += [mentor.screen, *mentor.labels]
    await mt.command("logboek")
    shown = "\n".join((*seen, mt.screen))
    assert "Not needed: Tell the care team. – niet nodig" in shown
    assert STEP_ID.findall(shown) == []
    assert "ticked off: Record the report in SOM. (mentor)" in mt.screen


async def test_what_is_late_is_marked(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    assert "Late:" not in mentor.screen
    house.days_later(4)
    await opened(house, mentor)
    assert "⏰ Late: this was due before Tuesday 24 November" in mentor.screen


async def test_who_closes_reads_that_the_reporter_wrote_last(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open")
    await sanne.command("mijnmelding")
    await sanne.tap("Say something")
    await sanne.type("Weet hij dat ik het was?")
    await opened(house, mentor)
    await mentor.tap("Close this case")
    assert mentor.screen.startswith("The reporter wrote something last.")
    await mentor.tap("Close it all the same")
    assert mentor.screen.startswith("How does this case end?")
    await opened(house, mentor)
    await mentor.tap("Close this case", "Write to the reporter")
    await mentor.type("Nee, dat weet hij niet.")
    await opened(house, mentor)
    await mentor.tap("Close this case")
    assert mentor.screen.startswith("How does this case end?")
