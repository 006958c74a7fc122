"""What is said out of the blue goes with the report it is for: an open one, and which is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.case import Case, CaseState
from bot.conversations import running
from bot.store import cases
from tests.conversations.inside import House
from tests.conversations.test_calling import SUICIDE, items, told, two_reports
from tests.conversations.test_naked_words import TOO_EARLY

pytestmark = pytest.mark.asyncio

MORE = "ze hebben weer in de app over mij gescholden"


async def close(house: House, case: Case) -> None:
    closed = replace(case, state=CaseState.CLOSED)
    await house.run(lambda tx: cases.save(tx, closed))


@pytest.mark.parametrize(("words", "tap"), [(SUICIDE, "Add it to my report"), (MORE, "Yes")])
async def test_it_goes_with_the_report_that_is_open(house: House, words: str, tap: str) -> None:
    await house.mentor()
    sanne, first, second = await two_reports(house)
    await close(house, second)
    await sanne.type(words)
    await sanne.tap(tap)
    assert await told(house, first) == words
    assert await told(house, second) == ""
    urgent = {one.case_id for one in await house.cases() if one.urgent}
    assert urgent == ({first.case_id} if words == SUICIDE else set())


async def test_of_several_open_ones_it_is_asked_which(house: House) -> None:
    await house.mentor()
    sanne, first, second = await two_reports(house)
    await sanne.type(SUICIDE)
    await sanne.tap("Add it to my report")
    assert sanne.screen == "Which report?"
    await sanne.tap(first.name)
    assert (await told(house, first), await told(house, second)) == (SUICIDE, "")
    photo = await sanne.send()
    await sanne.tap("Add it to my report", second.name, "No")
    assert await items(house, second) == [photo]


async def test_danger_is_told_anew_where_the_chosen_report_was_closed_meanwhile(
    house: House,
) -> None:
    sanne, first, second = await two_reports(house)
    await sanne.type(SUICIDE)
    await sanne.tap("Add it to my report")
    await close(house, first)
    await sanne.tap(first.name)
    assert (await told(house, first), await told(house, second)) == ("", "")
    draft = await house.run(lambda tx: running.load(tx, sanne.ref).draft)
    assert SUICIDE in str(draft and draft.drafts)


async def test_a_picture_that_came_too_early_is_asked_for_once_the_words_are_put_with_it(
    house: House,
) -> None:
    await house.mentor()
    sanne = await house.reported(story=MORE)
    case = await house.case()
    await sanne.type("ik heb er nog een foto van")
    await sanne.act(TOO_EARLY)
    await sanne.tap("Yes")
    assert await told(house, case) == "ik heb er nog een foto van"
    assert "keep the proof yourself, or send it" in sanne.screen, "it would seem to be there"
    await sanne.tap("I send it now", "No")
    photo = await sanne.send()
    await sanne.tap("Done", "Snapchat", *["Skip this"] * 3)
    assert await items(house, case) == [photo]
