"""`/wis`: what goes, what stays, and that both are said."""

from __future__ import annotations

import pytest

from bot.conversations.event import Command
from bot.conversations.notes import REMINDER
from bot.flows.kit import Typed
from bot.i18n import FORMAL
from bot.store import contacts, mailbox, outbox
from bot.store.outbox import Op, Outgoing
from bot.text import Message, verbatim
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_wiping_takes_both_sides_messages_away(house: House) -> None:
    sanne = house.chat("Sanne", door="telegram")
    await sanne.command("start")
    await sanne.command("hulp")
    await sanne.command("wis")
    (together,) = sanne.deleted
    assert len(together.split(",")) == 3
    assert sanne.notes[-1].startswith("This chat is wiped.")


async def test_nothing_that_waited_is_shown_after_wiping(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.says(Typed("iemand stuurt mijn foto rond"))
    await sanne.says(Command("hulp"))
    await sanne.command("wis")
    (note,) = sanne.notes
    assert note.startswith("This chat is wiped.")
    assert (len(sanne.heard), sanne.screen) == (1, "")


async def test_a_ping_that_waits_for_a_colleague_outlives_the_wiping(house: House) -> None:
    mentor = await house.mentor()
    ping = Message((verbatim("Rode Reiger: new"),))
    waiting = Outgoing(mentor.ref, Op.NOTE, ping, priority=REMINDER, person_id="e-yilmaz")
    await house.run(lambda tx: outbox.enqueue(tx, waiting))
    await mentor.command("wis")
    assert mentor.notes[0] == "Rode Reiger: new"


async def test_wiping_the_page_empties_all_of_it(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.meet()
    await house.run(lambda tx: mailbox.post(tx, sanne.ref, {"lines": ["geheim"]}, mine=True))
    await sanne.command("wis")
    left = await house.run(lambda tx: mailbox.since(tx, sanne.ref, 0))
    assert [row.body for row in left[:-1]] == [None]
    assert left[-1].body == {"emptied": True, "lines": [], "buttons": []}


async def test_it_is_said_how_to_wipe_what_a_door_keeps(house: House) -> None:
    at_web, at_telegram = house.chat("Sanne"), house.chat("Sam", door="telegram")
    for chat in (at_web, at_telegram):
        await chat.command("wis")
        assert chat.screen == ""
    assert "Wipe that in your browser, under History." in at_web.said
    assert "Older than 2 days? That I cannot wipe." in at_telegram.said
    assert "Hold down this chat in your list. Tap Delete." in at_telegram.said


async def test_a_report_stays_and_can_be_hidden_with_two_taps(house: House) -> None:
    sanne = await house.reported()
    name = (await house.case()).name
    await sanne.command("wis")
    assert "Your report is not gone. It is at My report." in sanne.screen
    assert "Who holds your phone can open it there." in sanne.screen
    assert "unsent" not in sanne.screen
    await sanne.tap(f"Hide {name}", "Yes")
    await sanne.command("mijnmelding")
    assert "There is no report in this chat." in sanne.screen


async def test_a_report_that_is_not_sent_is_kept_or_thrown_away(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me")
    await sanne.press("a:more")
    await sanne.press("a:wipe")
    assert sanne.screen == "Your unsent report is still here. Throw it away too?"
    await sanne.tap("Throw it away")
    await sanne.press("a:wipe")
    assert "It is gone." in sanne.screen


async def test_nothing_tells_after_wiping_that_a_parent_used_the_chat(house: House) -> None:
    async def language() -> str:
        contact = await house.run(lambda tx: contacts.find(tx, parent.ref))
        return contact.language if contact else ""

    parent = house.chat("Vader", language="nl")
    await parent.command("melden")
    await parent.tap("Ouder of verzorger")
    await parent.command("wis")
    assert await language() == f"nl{FORMAL}", "the report that waits is a parent's"
    await parent.tap("Weggooien")
    await parent.command("wis")
    assert await language() == "nl"
