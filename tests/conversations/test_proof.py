"""Proof before there is a report, beside one that is not sent yet, and for one that was sent."""

from __future__ import annotations

import pytest

from bot.cases.case import Case
from bot.cases.kinds import Mark
from bot.conversations import running
from bot.store import evidence
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

COACHED = ("Next", "Next", "Next", "Next")
SKIPPED = ("Skip this", "Skip this", "Skip this")


async def items_of(house: House, case: Case) -> list[str]:
    return await house.run(lambda tx: [i.item_id for i in evidence.of_case(tx, case.case_id)])


async def one_picture(chat: Chat) -> str:
    """Sent at the place where it is asked for."""
    await chat.tap("I send it now", "No")
    return await chat.send()


async def test_proof_begins_a_report(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("bewijs")
    assert sanne.screen == "For which report is the proof?"
    await sanne.tap("A new report")
    item = await one_picture(sanne)
    assert sanne.screen == "Kept: 1 file. Is there one more?"
    await sanne.tap("Done", "WhatsApp")
    await sanne.type("@pester_kim", "gisteren om 8 uur")
    await sanne.tap("Skip this")
    assert sanne.screen == "Who are you?"
    await sanne.tap(*ABOUT_ME)
    assert sanne.screen != "Is it about being naked, or about sex?"
    await sanne.type("hij pest mij")
    await sanne.tap("1a", "Send")
    case = await house.case()
    assert await items_of(house, case) == [item]
    mentor = await house.mentor()
    await mentor.command("zaak", case.name)
    assert "Account: @pester_kim" in mentor.screen
    assert "When: gisteren om 8 uur" in mentor.screen


@pytest.mark.parametrize("way", ["I keep it myself", "I send it now"])
async def test_nobody_thinks_that_proof_alone_was_sent_to_school(house: House, way: str) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("bewijs")
    await sanne.tap("A new report", way, "Yes", "WhatsApp", *SKIPPED, "Skip this")
    assert sanne.notes[-1] == "School does not know this yet. First I ask a few things."
    assert sanne.screen == "Who are you?"


async def test_proof_joins_the_report_that_is_not_sent_yet(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type("hij pest mij")
    for _twice in range(2):
        await sanne.command("bewijs")
        await one_picture(sanne)
        await sanne.tap("Done", "WhatsApp", *SKIPPED)
        assert "Your story: hij pest mij" in sanne.screen
    assert "Files: 2 files" in sanne.screen
    await sanne.tap("1a", "Send")
    assert len(await items_of(house, await house.case())) == 2


async def test_naked_proof_makes_the_report_that_is_not_sent_yet_naked(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "No")
    await sanne.tap("One or more students")
    await sanne.type("hij pest mij")
    await sanne.command("bewijs")
    await sanne.tap("I keep it myself", "I do not know", "Snapchat", *SKIPPED, "Skip this")
    await sanne.tap("1a", "Send")
    assert Mark.NUDE in (await house.case()).marks


async def test_a_naked_report_that_is_not_sent_yet_takes_words_only(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "Yes")
    await sanne.command("bewijs")
    assert "Do NOT send" in sanne.said
    assert sanne.screen == "Which app is it?"


async def test_what_is_kept_at_home_can_be_told_to_who_reads_the_report(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.command("bewijs")
    await sanne.tap("I keep it myself", "No", "WhatsApp")
    assert "A drawing of a chat." in sanne.notes[-1]
    await sanne.tap(*COACHED)
    await sanne.type("@pester_kim")
    await sanne.tap("Skip this", "Skip this")
    assert "The proof is only on your phone." in sanne.notes[-1]
    await mentor.tap("Open")
    assert "Account: @pester_kim" in mentor.screen


async def test_who_looks_at_the_proof_sees_what_is_not_told_of_it(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.command("bewijs")
    await sanne.tap("I keep it myself", "No", "WhatsApp", *COACHED)
    await sanne.type("@pester_kim")
    await sanne.tap("Skip this", "Skip this")
    await mentor.tap("Open", "Look at the proof")
    assert "Not told yet: When and Link." in mentor.screen
    assert "pester_kim" not in mentor.screen
    await sanne.command("bewijs")
    await sanne.tap("I keep it myself", "No", "WhatsApp", *COACHED, "Skip this")
    await sanne.type("gisteren om 8 uur", "tiktok.com/@pester_kim")
    await mentor.command("zaak", (await house.case()).name)
    await mentor.tap("Look at the proof")
    assert "Not told yet" not in mentor.screen


async def test_a_question_that_was_skipped_in_the_report_is_not_told(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type("hij pest mij")
    await sanne.tap("1a", "Tell more", "WhatsApp", "Today", "Yes", "Yes, I keep it myself", "No")
    await sanne.tap(*COACHED, "Skip this", "Skip this", "Send now", "Send")
    await mentor.tap("Open", "Look at the proof")
    assert "Not told yet: Account and Link." in mentor.screen


async def test_naked_proof_marks_the_case(house: House) -> None:
    sanne = await house.reported()
    await sanne.command("bewijs")
    await sanne.tap("I send it now", "Yes", "Snapchat", *SKIPPED, "Skip this")
    assert Mark.NUDE in (await house.case()).marks


async def test_with_more_than_one_report_it_is_asked_which(house: House) -> None:
    sanne = await house.reported()
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.command("bewijs")
    case = await house.case()
    assert sanne.screen == "Which report?"
    await sanne.tap("Not sent yet")
    await one_picture(sanne)
    await sanne.tap("Done", "WhatsApp", *SKIPPED)
    assert "Tell it in your own words." in sanne.screen
    assert await items_of(house, case) == []


async def test_a_guest_with_five_words_adds_proof(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("Five words to come back")
    words = sanne.notes[0].splitlines()[1]
    await sanne.tap("Keep only my words") if "Keep only my words" in sanne.labels else None
    kim = house.chat("another phone of Sanne")
    await kim.command("bewijs")
    await kim.tap("I have five words")
    await kim.type(words)
    await kim.command("bewijs")
    item = await one_picture(kim)
    await kim.tap("Done", "WhatsApp", *SKIPPED)
    assert await items_of(house, await house.case()) == [item]


@pytest.mark.parametrize("way", ["/melden", "Go on with my report"])
async def test_who_goes_to_a_report_from_the_proof_of_another_hears_what_becomes_of_it(
    house: House, way: str
) -> None:
    """It goes to no other report: what was typed and sent there does not vanish in silence."""
    sanne = await house.reported()
    case = await house.case()
    if way != "/melden":
        await sanne.command("melden")
        await sanne.tap(*ABOUT_ME)
        await sanne.command("start")
        go_on = sanne.data(way)
    await sanne.press(f"a:proof:{case.case_id}")
    await sanne.tap("I send it now", "No")
    await sanne.send()
    await sanne.type("dit is van gisteren")
    await (sanne.command("melden") if way == "/melden" else sanne.press(go_on))
    assert "What you typed there was not sent." in sanne.said
    assert running.THROWN_AWAY.key in sanne.said
    assert await house.run(lambda tx: evidence.loose_of(tx, sanne.ref)) == []
    assert sanne.screen.startswith("Who are you?" if way == "/melden" else "Tell it in your own")
