"""A student is asked before school calls parents, as was promised; in danger nobody waits."""

from __future__ import annotations

import pytest

from bot.cases.case import StepStatus
from tests.conversations.chats import Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

NO_CALL = "First finish this step: Ask the reporter: may school talk with the parents?"


async def called(house: House) -> bool:
    """Whether it stands in the case that the parents were called."""
    state = (await house.case()).step("A.ouders")
    return state is not None and state.status is StepStatus.DONE


async def not_asked(house: House, mentor: Chat) -> None:
    """The mentor leaves the question out."""
    await opened(house, mentor)
    await mentor.drop("A.vraag")
    await mentor.type("komt wel goed")


async def old_button(house: House, mentor: Chat) -> None:
    await mentor.press(f"a:done:{(await house.case()).case_id}:A.ouders")


async def answers(house: House, mentor: Chat, sanne: Chat, answer: str) -> None:
    """The mentor asks with Maatje, the student answers, and the mentor says that it was asked."""
    await opened(house, mentor)
    await mentor.tap("Ask the reporter", "Choose a ready question", "May we call your parents?")
    await sanne.tap("Look", answer)
    await opened(house, mentor)
    await mentor.turn("steps")
    await mentor.press(mentor.of_step("done", "A.vraag"))


async def test_a_question_that_was_left_out_keeps_the_parents_locked(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await opened(house, mentor)
    await mentor.press_step("drop", "A.vraag")
    assert "Maatje told the reporter: we ask you first." in mentor.screen
    assert "Without this question the steps about the parents stay locked." in mentor.screen
    await mentor.type("komt wel goed")
    await mentor.tap("All steps")
    assert not any(data.endswith(":A.ouders") for data in mentor.offers)
    await old_button(house, mentor)
    assert NO_CALL in mentor.screen
    assert not await called(house)


async def test_a_question_that_was_left_out_can_be_asked_after_all(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await not_asked(house, mentor)
    await mentor.turn("steps")
    assert not any(":drop:" in data and data.endswith(":A.vraag") for data in mentor.offers)
    await mentor.tick("A.vraag", "A.ouders")
    assert await called(house)


async def test_in_danger_the_question_is_left_out_for_a_reason_and_parents_are_called(
    house: House,
) -> None:
    mentor = await house.mentor()
    await house.reported()
    await not_asked(house, mentor)
    await mentor.tap("Urgent")
    await mentor.tick("A.ouders")
    assert await called(house)
    await mentor.tap("Not urgent")
    assert await called(house)


async def test_in_an_urgent_case_leaving_the_question_out_locks_nothing(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await opened(house, mentor)
    await mentor.tap("Urgent")
    await mentor.press_step("drop", "A.vraag")
    assert "stay locked" not in mentor.screen
    await mentor.type("hij loopt weg, de ouders moeten het nu weten")
    await mentor.tick("A.ouders")
    assert await called(house)


async def test_a_no_is_shown_before_the_question_is_ticked_and_calling_asks_why(
    house: House,
) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await answers(house, mentor, sanne, "No")
    assert "Reporter: Mogen wij je ouders bellen? Nee" in mentor.screen
    assert "The reporter did not say yes." in mentor.screen
    await mentor.tap("Asked with Maatje")
    await mentor.press_step("done", "A.ouders")
    assert "The reporter did not say yes." in mentor.screen
    assert "Nothing more" not in "".join(mentor.labels)
    assert not await called(house)
    await mentor.type("hij dreigt weg te lopen, dus toch gebeld")
    assert await called(house)
    assert "Parents called – hij dreigt weg te lopen, dus toch gebeld" in mentor.screen


@pytest.mark.parametrize("answer", ["Yes", "Talk with me first"])
async def test_only_a_yes_lets_parents_be_called_without_a_reason(
    house: House, answer: str
) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await answers(house, mentor, sanne, answer)
    assert ("The reporter did not say yes." in mentor.screen) == (answer != "Yes")
    await mentor.tap("Asked with Maatje")
    await mentor.press_step("done", "A.ouders")
    assert await called(house) == (answer == "Yes")


async def test_who_does_not_answer_was_asked(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await opened(house, mentor)
    await mentor.tap("Ask the reporter", "Choose a ready question", "May we call your parents?")
    await mentor.turn("steps")
    await mentor.press(mentor.of_step("done", "A.vraag"))
    assert "There is no answer yet." in mentor.screen
    await mentor.tap("Asked with Maatje")
    await mentor.tick("A.ouders")
    assert await called(house)


async def test_a_later_yes_counts(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await answers(house, mentor, sanne, "No")
    await answers(house, mentor, sanne, "Yes")
    assert "Reporter: Mogen wij je ouders bellen? Ja" in mentor.screen
    await mentor.tap("Asked with Maatje")
    await mentor.tick("A.ouders")
    assert await called(house)
