"""A message that is changed afterwards is an addition: never an answer, never lost in silence."""

from __future__ import annotations

import pytest

from bot.conversations.event import Changed
from bot.store import cases
from tests.conversations.chats import ABOUT_ME, STORY
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

AGAIN = "I saw that you changed a message. Please type it again."
LATER = "het was toch dinsdag"


async def test_new_words_for_old_ones_come_with_the_story_that_is_not_sent_yet(
    house: House,
) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    question = sanne.screen.splitlines()[0]
    await sanne.act(Changed(LATER))
    assert sanne.notes == ["I put that with your story."]
    assert sanne.screen.splitlines()[0] == question
    await sanne.tap("1a", "Send")
    await mentor.tap("Open")
    assert STORY in mentor.screen
    assert f"✏️ {LATER}" in mentor.screen


async def test_they_reach_a_story_that_was_left_for_another_conversation(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.command("start")
    await sanne.act(Changed(LATER))
    assert sanne.notes == ["I put that with your story."]
    await sanne.command("melden")
    assert LATER in sanne.screen


async def test_they_are_told_to_who_reads_the_one_open_report(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.act(Changed(LATER))
    assert sanne.notes == ["I have it. The people who read your report see it."]
    assert mentor.notes[-1].endswith(": answer")
    await mentor.tap("Open")
    assert f"Reporter: ✏️ {LATER}" in mentor.screen


async def test_they_never_become_the_name_that_cannot_be_taken_back(house: House) -> None:
    await house.mentor()
    sanne = await house.reported()
    await sanne.tap("My report", "Give my name")
    question = sanne.screen
    await sanne.act(Changed(LATER))
    case = await house.case()
    assert await house.run(lambda tx: cases.reporter_name(tx, case.case_id)) is None
    assert sanne.screen == question


@pytest.mark.parametrize("words", ["", "  ", "iets anders"])
async def test_where_they_belong_to_nothing_it_is_said(house: House, words: str) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    question = sanne.screen
    await sanne.act(Changed(words))
    assert sanne.notes == [AGAIN]
    assert sanne.screen == question


async def test_with_two_open_reports_nobody_guesses_which_one_is_meant(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.report(*ABOUT_ME, school_class="1a")
    told = len(mentor.heard)
    await sanne.act(Changed(LATER))
    assert sanne.screen == "What do you want to do with this?"
    assert len(mentor.heard) == told


async def test_what_a_colleague_changes_is_sent_to_nobody(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open")
    await mentor.tap("Write to the reporter")
    question = mentor.screen
    await mentor.act(Changed(LATER))
    assert mentor.notes == [AGAIN]
    assert mentor.screen == question
    assert LATER not in "\n".join(sanne.heard)


async def test_practice_changes_no_real_report(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.press("a:practice")
    await sanne.act(Changed(LATER))
    assert sanne.notes == [AGAIN]
    assert mentor.notes[-1].endswith(": new")
