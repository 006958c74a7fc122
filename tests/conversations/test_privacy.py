"""`/privacy` and `/stil`: what is told of who sees what, and what one can do about it."""

from __future__ import annotations

import pytest

from bot.conversations.privacy import ASK
from bot.store import contacts
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_privacy_is_ten_lines_with_the_terms_of_this_school(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("privacy")
    told = "\n".join(sanne.notes)
    assert len(told.splitlines()) == 10
    assert "They may guess it from your words." in told
    assert "A report you do not send is gone after 14 days." in told
    assert "Deleted? Your report stays in a locked copy for 7 days." in told
    assert "After 28 days that copy is gone too." in told
    assert sanne.screen == "Questions? Ask school: 0183-625350."


async def test_privacy_says_what_the_door_itself_sees(house: House) -> None:
    at_web, at_telegram = house.chat("Sanne"), house.chat("Sam", door="telegram")
    for chat in (at_web, at_telegram):
        await chat.command("privacy")
        assert "Someone who holds your phone can read this chat." in chat.said
    assert "Telegram" not in at_web.said
    assert "Your browser may remember that you were here." in at_web.said
    assert "Telegram knows who you are and stores this chat." in at_telegram.said


async def test_privacy_asks_the_open_question_again(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.press("a:privacy")
    assert "Who are you?" in sanne.screen
    assert ASK.key not in sanne.screen


async def test_a_colleague_reads_of_the_work_on_cases(house: House) -> None:
    mentor = await house.mentor(door="telegram")
    await mentor.command("privacy")
    assert "The log keeps what you open and do." in mentor.notes[0]
    assert "Telegram knows who you are" in mentor.notes[0]
    assert "They may guess it from your words." not in mentor.said


async def test_without_sound_is_one_command_with_one_tap_back(house: House) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await sanne.command("stil")
    assert sanne.screen == "My messages now come without a sound.\nYou do see them."
    known = await house.run(lambda tx: contacts.find(tx, sanne.ref))
    assert known is not None
    assert known.quiet
    await sanne.tap("With sound again")
    assert "can make a sound again" in sanne.screen
    await sanne.tap("Without sound")
    mentor = await house.mentor(door="telegram")
    await mentor.command("stil")
    assert "Only what is urgent still makes a sound." in mentor.screen


async def test_the_page_has_no_sound_to_turn_off(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("stil")
    assert sanne.screen == "This page never makes a sound."
