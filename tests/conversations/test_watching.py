"""Danger in what somebody types: whom to call comes at once, and the report goes on as it was."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Mark
from tests.conversations.chats import ABOUT_ME
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

NUMBER = "113 Zelfmoordpreventie"
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
    assert "Are you safe now?" in sanne.notes[1]
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
    await sanne.tap("Send without a class")
    assert (await house.case()).urgent


async def test_worries_about_home_get_their_mark(house: House) -> None:
    await house.reported(story=HOME)
    case = await house.case()
    assert case.urgent
    assert Mark.HOME in case.marks


async def test_who_wants_to_be_called_back_sends_an_urgent_report(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(VAGUE)
    assert "Is it about now? Are you safe?" in sanne.said
    await sanne.tap("Call me back")
    assert "Write your name and your phone number here." in sanne.said
    assert "Who are you?" in sanne.screen
    await sanne.tap("Student: about me", "Something else", "I do not know")
    assert VAGUE in sanne.screen
    await sanne.type("Sanne 0612345678")
    await sanne.tap("Send without a class")
    assert (await house.case()).urgent


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
