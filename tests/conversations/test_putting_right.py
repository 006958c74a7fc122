"""Who posted something, or is accused, is helped; nothing is sent that nobody sent."""

from __future__ import annotations

import pytest

from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

ASKED = "I posted something myself"


async def test_help_of_the_mentor_is_a_report_that_is_looked_at_and_sent(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", ASKED, "Words", "Yes, it is gone", "No", "I do that")
    await sanne.tap("Yes, I tell my mentor here", "No")
    assert await house.cases() == ()
    assert "I wrote it myself." in sanne.said
    await sanne.tap("1a", "Send")
    await mentor.tap("Open")
    assert "Told: “I wrote it myself.”" in mentor.screen


async def test_what_is_typed_at_its_buttons_goes_along_or_is_said_not_to(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", ASKED, "Words", "Yes, it is gone", "No")
    await sanne.type("ik was boos omdat hij mij uitlachte")
    await sanne.tap("I do that", "Yes, I tell my mentor here", "No", "1a", "Send")
    await mentor.tap("Open")
    assert "ik was boos omdat hij mij uitlachte" in mentor.screen
    await sanne.command("start")
    await sanne.tap("More", ASKED, "Words", "Yes, it is gone", "No")
    await sanne.type("het spijt mij")
    await sanne.tap("I do that", "No, I am done")
    assert "What you typed there was not sent." in "\n".join(sanne.notes)


async def test_who_stops_half_way_is_told_that_their_words_were_not_sent(house: House) -> None:
    sanne = await house.reported()
    await sanne.command("bewijs")
    await sanne.type("hij heet janjansen op snap")
    await sanne.tap("Stop")
    assert sanne.notes == ["What you typed there was not sent."]
    await sanne.command("bewijs")
    await sanne.tap("Stop")
    assert sanne.notes == []


async def test_about_being_naked_the_report_is_in_words_only(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", ASKED, "It is about being naked", "Yes, it is gone")
    await sanne.tap("Yes, I tell my mentor here")
    assert await house.run(lambda tx: house.refuses_upload(tx, sanne)) is not None
    await sanne.tap("No", "1a", "Send")
    assert "nude" in (await house.case()).marks


async def test_who_needs_no_mentor_sends_nothing(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", ASKED, "Words", "Yes, it is gone", "No", "I do that", "No, I am done")
    assert sanne.notes == ["Well done. It takes courage to put it right."]
    assert await house.cases() == ()


async def test_a_report_that_is_not_sent_yet_gets_it_and_loses_nothing(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Threats", "One or more students")
    await sanne.type("hij bedreigt mij")
    await sanne.command("start")
    await sanne.tap("More", ASKED, "Words", "Yes, it is gone", "No", "I do that")
    await sanne.tap("Yes, I tell my mentor here")
    await sanne.tap("1a", "Send")
    (case,) = await house.cases()
    mentor = await house.mentor()
    await mentor.press(f"a:case:{case.case_id}")
    assert "hij bedreigt mij" in mentor.screen
    assert "I wrote it myself." in mentor.screen


async def test_who_is_accused_hears_it_and_finds_somebody_to_talk_with(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", "Something is said about me", "Student")
    assert "You may bring someone." in sanne.said
    await sanne.tap("Who can help me?")
    assert "Your mentor can help you too." in sanne.said
    await sanne.command("start")
    await sanne.tap("More", "Something is said about me", "Parent or carer", "No, to the menu")
    assert "What do you want to do?" in sanne.screen
