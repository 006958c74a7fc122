"""The weekly numbers in the chat: whenever they are asked for, and each week for whom wants to."""

from __future__ import annotations

import pytest

from bot.conversations.digest import ANSWER, CLOSING, lasted
from bot.jobs import digest
from bot.jobs.parts import at_once
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_management_looks_at_the_numbers_and_has_them_each_week_or_not(house: House) -> None:
    mt, csv, mentor = await house.management(), await house.csv(), await house.mentor()
    await house.reported()
    await mt.command("agenda")
    await mt.tap("Numbers of last week")
    assert "New: 0. Closed: 0. Open now: 1, of which late: 0." in mt.screen
    assert "Open now by route: 1 × A (students among each other)." in mt.screen
    await mt.tap("Each week from now")
    assert "⏸️ No more each week" in mt.labels
    house.days_later(7)
    await house.run(lambda tx: at_once(digest.run)(tx, house.world, tx.now))
    await house.deliver()
    assert "New: 1. Closed: 0. Open now: 1, of which late: 1." in mt.notes[-1]
    assert "New by kind: 1 × Threats." in mt.notes[-1]
    assert mt.notes[-2] == "The week in a picture. The numbers follow."
    assert [note.startswith("Numbers of Monday 23 November") for note in mt.notes] == [False, True]
    assert csv.notes[-1].startswith("Numbers of")
    await mt.tap("No more each week")
    house.days_later(7)
    await house.run(lambda tx: at_once(digest.run)(tx, house.world, tx.now))
    await house.deliver()
    assert not any("Numbers" in note for note in mt.notes)
    await csv.command("overzicht")
    assert csv.screen.startswith("Numbers of")
    assert "▶️ Each week from now" not in csv.labels
    assert not any("Numbers of" in heard for heard in mentor.heard)
    for act in ("numbers", "digest:yes"):
        await mentor.press(f"a:{act}")
        assert "Open now" not in mentor.screen
    assert ("e-yilmaz", "Refused see_numbers") in await house.log()


async def test_every_question_about_posting_is_counted_once_whoever_answers_it(
    house: House,
) -> None:
    csv, sanne = await house.csv(), house.chat("Sanne")
    await house.management()
    await sanne.command("mag", "mag ik een foto van mijn vriendin op insta zetten")
    await sanne.tap("Student", "Not asked yet", "Done")
    await sanne.command("mag", "mag ik een foto van mijn klas op tiktok zetten")
    await sanne.tap("Student", "Not asked yet", "Ask management", "Yes")
    house.days_later(7)
    await csv.command("overzicht")
    assert "Questions about posting: 2." in csv.screen


async def test_how_long_it_took_is_told_in_hours_or_in_days_and_never_as_nothing() -> None:
    assert lasted(0, *CLOSING) == CLOSING[0].of(count=1)
    assert lasted(47, *ANSWER) == ANSWER[0].of(count=47)
    assert lasted(121, *ANSWER) == ANSWER[1].of(count=5)
