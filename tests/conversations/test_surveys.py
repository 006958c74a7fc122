"""Surveys as the safety coordinator, a mentor and a student see them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.jobs import campaigns
from bot.store import campaigns as store
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

NOVEMBER = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


async def tick(house: House) -> None:
    for _ in range(2):
        await house.run(lambda tx: campaigns.run(tx, house.world, tx.now))
    await house.deliver()


async def test_the_coordinator_plans_it_and_sees_how_far_it_is(house: House) -> None:
    house.clock.travel(NOVEMBER)
    csv, mentor, student = await house.csv(), await house.mentor(), house.chat("Sanne")
    await student.command("berichten")
    await student.tap("Yes")
    assert "You get messages of school here" in student.screen
    await mentor.command("geteld", "1a 14")
    assert "No survey is open now." in mentor.screen

    await csv.command("enquete")
    await csv.tap("ProZO!")
    assert "It is not planned yet." in csv.screen
    await csv.tap("Plan it")
    assert "Opens Monday 2 November" in csv.screen
    await csv.command("enquete", "https://vragen.example/prozo")
    await tick(house)
    assert "ProZO! is open." in mentor.said
    assert "School asks what you think." in student.said
    assert "https://vragen.example/prozo" in student.said
    await mentor.command("geteld", "1a 14")
    assert "Counted for 1a: 14." in mentor.screen
    await mentor.command("geteld", "5a 14")
    assert "Type how many" in mentor.screen

    await csv.press("a:survey:prozo")
    assert "Sent: 2 of 2." in csv.screen
    assert "1a: 14, 1b: 0" in csv.screen
    await csv.tap("Pause sending")
    assert "Sending is paused." in csv.screen
    await csv.tap("Go on sending")
    assert "Sending is paused." not in csv.screen
    await student.command("berichten")
    await student.tap("No")
    assert await house.run(store.news_wanted) == ()


async def test_who_does_not_lead_the_calendar_finds_no_such_command(house: House) -> None:
    mentor, student = await house.mentor(), house.chat("Sanne")
    for chat in (mentor, student):
        await chat.command("enquete")
        assert "Surveys" not in chat.said
    for button in ("survey", "surveyplan", "surveypause", "surveygoon"):
        await mentor.press(f"a:{button}:prozo")
        assert "ProZO" not in mentor.said
    await student.command("geteld", "1a 14")
    assert "Type how many" not in student.said
    assert await house.run(store.going) == ()


async def test_with_two_surveys_without_a_link_somebody_says_which_it_is(house: House) -> None:
    csv = await house.csv()
    for survey in ("prozo", "integraal"):
        await csv.press(f"a:surveyplan:{survey}")
    await csv.command("enquete", "https://vragen.example/een")
    assert "Which survey is this link of?" in csv.screen
    await csv.tap("Integraal")
    assert "Link: https://vragen.example/een" in csv.screen
    await csv.command("enquete", "https://vragen.example/twee")  # only one waits still
    links = {one.survey.value: one.link for one in await house.run(store.going)}
    assert links == {
        "prozo": "https://vragen.example/twee",
        "integraal": "https://vragen.example/een",
    }
    await csv.command("enquete", "https://vragen.example/drie")
    await house.leaves("i-schumacher")
    await csv.tap("ProZO!")
    assert {one.survey.value: one.link for one in await house.run(store.going)} == links


async def test_with_two_surveys_open_a_mentor_says_of_which_it_is_counted(house: House) -> None:
    house.clock.travel(datetime(2027, 2, 1, 9, 0, tzinfo=UTC))
    csv, mentor = await house.csv(), await house.mentor()
    for survey in ("prozo", "integraal"):
        await csv.press(f"a:surveyplan:{survey}")
    await tick(house)
    await mentor.command("geteld", "1a 14")
    assert "Of which survey is this?" in mentor.screen
    await mentor.tap("ProZO!")
    assert "Counted for 1a: 14." in mentor.screen
    counted = await house.run(
        lambda tx: {one.survey.value: store.counts(tx, one) for one in store.going(tx)}
    )
    assert counted == {"prozo": {"1a": 14}, "integraal": {}}
    await mentor.press("a:counted:prozo:5a:14")
    assert "Type how many" in mentor.screen


async def test_it_closes_on_the_last_day_of_april(house: House) -> None:
    house.clock.travel(NOVEMBER)
    csv = await house.csv()
    await csv.press("a:survey:prozo")
    assert "closes Friday 30 April." in csv.screen
