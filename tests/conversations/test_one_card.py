"""The card is one message: it changes in place, says at its top what was done, and reaches far."""

from __future__ import annotations

import pytest

from bot.conversations.card_buttons import ON_CARD
from bot.conversations.event import Acted
from tests.conversations.chats import MENTORS_STEPS, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

IN_THREE_TAPS = {
    *("done", "drop", "reply", "question", "sendfile", "evidence", "note", "people", "handover"),
    *("urgent", "home", "untrue", "close", "export", "steps", "light", "ask", "link", "take"),
}
"""What management finds on the card of a case between students, or behind "More": one tap each."""

WAITING_SCREENS = "SELECT target FROM outbox WHERE op = 'show' AND state = 'waiting'"


async def test_a_tap_changes_the_card_in_place_and_its_top_says_what_was_done(
    house: House,
) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    for data, top in (
        (mentor.of_step("done", "A.som"), "✅ Done: Recorded in SOM"),
        (f"a:urgent:{(await house.case()).case_id}", "✅ It is urgent now."),
        (f"a:home:{(await house.case()).case_id}", "✅ Noted: worries about home."),
    ):
        await mentor.press(data)
        assert mentor.screen.startswith(top), mentor.screen
        assert mentor.notes == []
    sent = len(mentor.heard)
    await mentor.tick("A.nu")
    assert len(mentor.heard) == sent + 1
    await mentor.tap("Write a note")
    await mentor.type("hij was ziek")
    await mentor.tap("Only me")
    assert mentor.screen.startswith("✅ Your note is kept.")


async def test_the_card_goes_to_the_message_that_was_tapped(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    _, action, *args = mentor.of_step("done", "A.som").split(":")
    await mentor.says(Acted(action, tuple(args)))
    rows = await house.run(lambda tx: tx.db.execute(WAITING_SCREENS).fetchall())
    assert [row["target"] for row in rows] == ["7"]


async def test_each_not_needed_stands_beside_the_words_of_its_step(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    assert [one for one in mentor.labels if "Not needed" in one] == ["⭕ Not needed"]
    await mentor.tap("All steps")
    assert mentor.labels[:3] == ["✅ Recorded in SOM", "⭕ Not needed", "✅ Care team knows"]


async def test_a_card_has_eight_buttons_at_most_and_the_next_step_first(house: House) -> None:
    mentor, mt, csv = await house.mentor(), await house.management(), await house.csv()
    await house.reported()
    case_id = (await house.case()).case_id
    for act in ("case", "urgent", "home", "case"):
        for chat in (mentor, mt, csv):
            await chat.press(f"a:{act}:{case_id}")
            assert len(chat.labels) <= ON_CARD, chat.labels
        assert ":done:" in mentor.offers[0]
    await mentor.tap("More")
    assert "Not urgent" in "\n".join(mentor.labels)
    await mentor.tap("Back")
    assert mentor.screen.startswith("🚨 URGENT")


async def test_everything_is_three_taps_from_the_list_of_cases(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    await mt.command("start")
    await mt.tap("Cases")
    await mt.press(mt.offers[0])
    found = {data.split(":")[1] for data in mt.offers}
    await mt.tap("More")
    found |= {data.split(":")[1] for data in mt.offers}
    assert found >= IN_THREE_TAPS
    await mt.tap("Not true, or a joke", "Use the usual sentence")
    await mt.command("start")
    assert "Cases" in mt.labels[0]
    await opened(house, mt)
    assert "reopen" in {data.split(":")[1] for data in mt.offers}


async def test_untrue_or_a_joke_asks_only_what_the_reporter_is_told(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "Not true, or a joke")
    assert "What do you tell the reporter?" in mentor.screen
    await mentor.tap("Use the usual sentence")
    case = await house.case()
    assert (case.closed, case.outcome) == (True, "untrue")
    assert mentor.screen.startswith("✅ The case is closed.")
    await sanne.tap("Look")
    assert "Not true" not in sanne.everything
