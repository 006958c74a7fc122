"""Words and files where nothing was asked: what they seem to be for is offered, none is lost."""

from __future__ import annotations

import pytest

from bot.conversations import running
from bot.flows.tell import STORY
from bot.store import evidence
from tests.conversations.chats import ABOUT_ME
from tests.conversations.inside import House
from tests.conversations.test_naked_words import kept_out

BELOW = "ze zetten dit filmpje van mij in de klassenapp"

pytestmark = pytest.mark.asyncio


async def test_the_words_below_a_file_out_of_the_blue_are_kept(house: House) -> None:
    sanne = house.chat("Sanne")
    await kept_out(house, sanne, words=BELOW)
    assert "Who can help me?" not in sanne.said
    await sanne.type("het was gisteren")
    await sanne.command("melden")
    draft = await house.run(lambda tx: running.load(tx, sanne.ref).draft)
    assert draft is not None
    told = STORY.parse(draft.answers[STORY.key])
    assert told is not None
    assert told.words == (BELOW, "het was gisteren")


async def test_who_asks_for_somebody_keeps_the_words_for_a_report_after_all(house: House) -> None:
    asked = "hoe laat is de vertrouwenspersoon er op maandag?"
    sanne = house.chat("Sanne")
    await sanne.type(asked)
    await sanne.tap("Yes")
    assert "here today" in sanne.said
    await sanne.tap("In confidence", "Back", "Report it")
    await sanne.tap(*ABOUT_ME)
    assert f"Your story: {asked}" in sanne.screen


async def test_who_asks_for_somebody_keeps_the_file_too(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("hoe laat is de vertrouwenspersoon er op maandag?")
    voice = await sanne.send("voice")
    await sanne.tap("Yes", "Report something", *ABOUT_ME)
    assert "1 file" in sanne.screen
    await sanne.tap("Send")
    case = await house.case()
    (kept,) = await house.run(lambda tx: evidence.of_case(tx, case.case_id))
    assert kept.item_id == voice


async def test_a_file_that_is_for_nothing_is_said_to_be_gone(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.send("voice")
    await sanne.tap("Nothing, go to the menu")
    assert "I threw your file away." in sanne.said


async def test_who_wants_to_know_the_rules_reads_them(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("welke regels zijn er over telefoons in de klas?")
    await sanne.tap("Yes")
    assert sanne.screen == "Which rules do you want to read?"
