"""Words written for a case that moved meanwhile: shown back, or kept from who may not know."""

from __future__ import annotations

import pytest

from tests.conversations.chats import MENTORS_STEPS, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


WRITTEN = {
    "reply": ("a:reply:{}", ["nog een vraag"]),
    "drop": ("a:drop:{}:A.som", ["staat er al in"]),
    "byoutsider": ("a:byoutsider:{}", ["het is een neef"]),
    "close": ("a:close:{}", ["No incident", "het is goedgemaakt"]),
}


@pytest.mark.parametrize("what", ["drop", "byoutsider", "close"])
async def test_words_for_a_case_that_was_closed_meanwhile_are_shown_back(
    house: House, what: str
) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    button, answers = WRITTEN[what]
    await mentor.press(button.format((await house.case()).case_id))
    await opened(house, mt)
    await mt.tap("Close this case", "Not true, or a joke", "Use the usual sentence")
    before = await house.snapshot()
    for answer in answers:
        await mentor.type(answer)
    assert mentor.notes == [f"You cannot do that with this case.\n{answers[-1]}"]
    assert "Open it again" in "\n".join(mentor.labels)
    assert await house.snapshot() == before


async def test_a_hearing_written_for_a_case_that_was_closed_is_shown_back(house: House) -> None:
    mt, other = await house.management(), await house.management("j-de-wit")
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    await opened(house, mt)
    await mt.tick("A.4", "A.5")
    await opened(house, other)
    await other.tap("Close this case", "Not true, or a joke", "Use the usual sentence")
    await mt.type("wij spraken hem om tien uur")
    assert "wij spraken hem om tien uur" in mt.notes[0]


@pytest.mark.parametrize(
    ("action", "answers"),
    [("reply", ["nog een vraag"]), ("note", ["een notitie", "Only me"])],
)
async def test_words_for_a_case_one_was_taken_off_meanwhile_go_nowhere(
    house: House, action: str, answers: list[str]
) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    case = await house.case()
    await mentor.press(f"a:{action}:{case.case_id}")
    await house.taken_off("e-yilmaz")
    before, heard = await house.snapshot(), [*sanne.heard]
    for answer in answers:
        await mentor.type(answer)
    assert await house.snapshot() == before
    assert sanne.heard == heard
    await mentor.press(f"a:case:{case.case_id}")
    assert mentor.screen == "I do not know a case with that name."
