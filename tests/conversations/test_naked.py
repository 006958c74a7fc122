"""What may show somebody naked is destroyed with the answer itself, and with nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.flows.uploads import FIRST_ANSWER, Refusal
from bot.flows.what import NO_FILES
from bot.store import evidence
from bot.store.keyring import KeyGone, item_key_id
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME, STORY, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

GONE = "I threw your file away. School does not see it."


async def is_gone(house: House, item: str) -> bool:
    """Whether neither the item nor its key is there."""

    def look(tx: Tx) -> bool:
        try:
            tx.keys.key(item_key_id(item))
        except KeyGone:
            return evidence.get(tx, item) is None
        return False

    return await house.run(look)


async def with_picture(house: House) -> tuple[Chat, str]:
    """A report whose story is words and a picture, at the question what can be seen on it."""
    sanne = house.chat("Sanne")
    await sanne.type(STORY)
    item = await sanne.send("photo")
    await sanne.command("melden")
    await sanne.tap(
        "Student: about me", "No", "No, something else", "Something else", "One or more students"
    )
    assert "Is it about being naked, or about sex?" in sanne.screen
    return sanne, item


@pytest.mark.parametrize("naked", ["Yes", "I do not know"])
async def test_a_picture_of_the_story_goes_before_the_report_is_sent(
    house: House, naked: str
) -> None:
    sanne, item = await with_picture(house)
    await sanne.tap(naked)
    assert await is_gone(house, item)
    assert sanne.notes[-1] == GONE
    assert f"Your story: {STORY}\n" in sanne.screen
    await sanne.tap("1a", "Send")
    assert "nude" in (await house.case()).marks


async def test_it_stays_gone_and_the_question_stays_asked_when_the_answer_is_changed(
    house: House,
) -> None:
    sanne, item = await with_picture(house)
    await sanne.tap("Yes", "1a", "Change something", "More", "Naked or sex", "No", "Send")
    case = await house.case()
    assert not case.marks
    assert await is_gone(house, item)


async def test_a_story_of_one_picture_is_empty_when_it_is_gone(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Something else", "One or more students")
    item = await sanne.send("photo")
    await sanne.tap("Yes")
    assert "Your story: Skipped" in sanne.screen
    assert await is_gone(house, item)
    await sanne.tap("1a", "Send")
    assert "nude" in (await house.case()).marks


async def test_an_answer_changed_on_the_look_back_destroys_it_too(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "No")
    await sanne.tap("One or more students")
    item = await sanne.send("photo")
    await sanne.tap("1a", "Change something", "Naked or sex", "Yes")
    assert await is_gone(house, item)


@pytest.mark.parametrize("naked", ["Yes", "I do not know"])
async def test_pictures_of_the_talk_go_with_the_answer(house: House, naked: str) -> None:
    sanne = await house.reported()
    await sanne.tap("My report", "Say something")
    items = [await sanne.send("photo"), await sanne.send("photo")]
    await sanne.tap(naked)
    assert [await is_gone(house, item) for item in items] == [True, True]
    assert GONE in sanne.notes


async def test_a_loose_picture_goes_with_the_answer(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("Menu")
    item = await sanne.send("photo")
    await sanne.tap("Add it to my report", "Yes")
    assert await is_gone(house, item)


async def test_proof_called_naked_after_all_goes_with_the_answer(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("My report", "Add proof", "I send it now", "No")
    item = await sanne.send("photo")
    await sanne.tap("Back", "Yes")
    assert sanne.screen == "Which app is it?"
    assert await is_gone(house, item)


async def test_a_file_that_came_too_late_goes_at_once(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "Yes")
    item = await sanne.send("photo")
    assert await is_gone(house, item)
    assert sanne.notes[-1] == GONE


async def test_a_file_that_is_still_coming_is_kept_out_when_the_conversation_is_over(
    house: House,
) -> None:
    def still(tx: Tx) -> Refusal | None:
        contact = house.known(tx, sanne)
        return house.conversations.refusal(tx, contact, "photo", since=let_in)

    sanne = await house.reported()
    await sanne.tap("My report", "Add proof", "I send it now", "No")
    let_in = house.clock.now()
    assert await house.run(still) is None
    await sanne.tap("Back", "Yes")
    await sanne.command("start")
    assert await house.run(still) == Refusal(NO_FILES, naked=True)
    house.clock.travel(let_in + timedelta(minutes=1))
    let_in = house.clock.now()
    assert await house.run(still) == Refusal(FIRST_ANSWER)


async def test_a_picture_of_a_report_that_is_not_sent_yet_stays(house: House) -> None:
    sanne = await house.reported()
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    kept = await sanne.send("photo")
    await sanne.command("mijnmelding")
    await sanne.tap("Say something")
    item = await sanne.send("photo")
    await sanne.tap("Yes")
    assert await is_gone(house, item)
    assert not await is_gone(house, kept)


async def test_two_naked_conversations_keep_nothing(house: House) -> None:
    sanne = await house.reported()
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "Yes")
    await sanne.command("mijnmelding")
    await sanne.tap("Say something")
    item = await sanne.send("photo")
    await sanne.tap("Yes")
    assert await is_gone(house, item)
