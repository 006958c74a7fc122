"""A right ends: a role is taken away, or somebody leaves; at once, and never the last of the MT."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Role
from bot.conversations.event import Acted
from bot.conversations.handing import HANDED
from bot.jobs import handing
from bot.jobs.parts import at_once
from bot.store import cases, contacts, devices, jobs, people, screens
from bot.store.screens import ChatMessage
from bot.store.writer import Tx
from tests.conversations.a_team import ANOTHER_MT, MT, admin, at, known, roles
from tests.conversations.chats import STORY
from tests.conversations.inside import House
from tests.conversations.test_way_back import only_words, with_words

pytestmark = pytest.mark.asyncio


def _lying(tx: Tx, ref: str) -> list[ChatMessage]:
    return screens.recent(tx, ref, tx.now - screens.REMOVABLE)


async def test_an_old_keyboard_is_refused_after_the_role_was_taken_away(house: House) -> None:
    """T40."""
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open")
    old = mentor.offers
    assert STORY in mentor.screen
    await house.run(lambda tx: people.put_from_file(tx, known(tx, "e-yilmaz")))
    await at(mt, "e-yilmaz")
    await mt.tap("Take away: mentor")
    assert "undone at the next start" in mt.said
    before = await house.snapshot()
    for data in old:
        await mentor.press(data)
        assert STORY not in mentor.said
    after = await house.snapshot()
    assert before["cases"] == after["cases"]
    assert before["entries"] == after["entries"]
    assert (await house.case()).owner != "e-yilmaz"


async def test_what_was_queued_for_a_role_is_not_sent_after_it_was_taken_away(
    house: House,
) -> None:
    """T24."""
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    case = await house.case()
    await mentor.says(Acted("case", (case.case_id,)))
    heard = len(mentor.heard)
    await mt.says(Acted("takerole", ("e-yilmaz", "mentor")))
    await house.deliver()
    assert STORY not in mentor.everything[heard:]
    assert any(row.contact_ref == mentor.ref for row in house.held_back)


async def test_who_leaves_hands_over_first_and_loses_everything_at_once(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    case = await house.case()
    code = await house.run(lambda tx: people.invite(tx, "e-yilmaz", Role.MENTOR))
    await mentor.press(f"a:note:{case.case_id}")
    await at(mt, "e-yilmaz")
    await mt.tap("Leaves school")
    assert f"🗂️ {case.name}" in mt.labels
    await mt.tap("Yes, leaves now")
    assert (await house.case()).owner == MT
    assert await house.run(lambda tx: contacts.of_person(tx, "e-yilmaz")) == []
    await mentor.type("een notitie")
    assert "een notitie" not in str((await house.snapshot())["entries"])
    await mentor.command("zaken")
    assert "I do not know that command" in mentor.said
    await house.chat("another").command("start", code)
    assert (MT, "LeftSchool") in await house.log()
    await at(mt, "e-yilmaz")
    assert "I do not know this colleague" in mt.said


async def test_a_device_of_who_leaves_is_nobodys(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.run(lambda tx: devices.add(tx, mentor.ref, devices.Kind.PHONE))
    await mt.press("a:gone:e-yilmaz")
    assert await house.run(lambda tx: devices.find(tx, mentor.ref)) is None


async def test_a_report_found_with_five_words_is_out_of_reach_on_the_device_of_who_leaves(
    house: House,
) -> None:
    """It may be lost, and keeps no lock for a report that has no address."""
    mentor, mt = await house.mentor(), await house.management()
    words = await only_words(await house.reported())
    await with_words(mentor, words)
    assert "Received." in mentor.screen
    await mt.press("a:gone:e-yilmaz")
    await mentor.command("mijnmelding")
    assert "There is no report in this chat." in mentor.screen
    await with_words(mentor, words)
    assert "Received." in mentor.screen


async def test_what_lies_in_the_chat_of_who_leaves_goes_with_their_rights(house: House) -> None:
    mentor, mt = await house.mentor(door="telegram"), await house.management()
    await house.reported()
    await mentor.tap("Open")
    lying = [one.message_id for one in await house.run(lambda tx: _lying(tx, mentor.ref))]
    assert lying
    await mt.press("a:gone:e-yilmaz")
    assert set(lying) <= set(",".join(mentor.deleted).split(","))


async def test_an_admin_sees_no_case_of_who_leaves(house: House) -> None:
    bo, mentor = await admin(house), await house.mentor()
    await house.reported()
    case = await house.case()
    await bo.press("a:leaves:e-yilmaz")
    assert case.name not in bo.everything
    assert "1" not in bo.screen
    await bo.tap("Yes, leaves now")
    assert case.name not in bo.everything
    await mentor.command("zaken")
    assert "I do not know that command" in mentor.said


async def test_the_last_one_of_the_management_cannot_leave_or_lose_the_role(house: House) -> None:
    one, two = await house.management(), await house.management(ANOTHER_MT)
    await one.press(f"a:takerole:{ANOTHER_MT}:management")
    await two.press(f"a:gone:{MT}")
    assert Role.MANAGEMENT in await roles(house, MT)
    for data in (f"a:takerole:{MT}:management", f"a:leaves:{MT}", f"a:gone:{MT}"):
        await one.press(data)
        assert "last one of the management" in one.said
        assert Role.MANAGEMENT in await roles(house, MT)


async def test_who_takes_their_own_last_role_away_is_shown_their_menu(house: House) -> None:
    await house.management(ANOTHER_MT)
    mt = await house.management()
    await mt.press(f"a:takerole:{MT}:management")
    assert Role.MANAGEMENT not in await roles(house, MT)
    assert "📒 People and invitations" not in mt.labels


async def test_many_cases_of_who_leaves_change_hands_some_at_a_time_and_each_whole(
    house: House,
) -> None:
    """The first ones at once, the others at the next look at the clock: nobody's answer waits."""
    await house.mentor()
    mt = await house.management()
    await house.reported()
    one = await house.case()

    def more(tx: Tx) -> None:
        for number in range(HANDED + 2):
            other = replace(one, case_id=f"{number:016x}", name=f"Otter {number}")
            cases.create(tx, other, reporter=None, reporter_name=None)

    await house.run(more)
    await mt.press("a:gone:e-yilmaz")
    theirs = await house.run(lambda tx: cases.open_ids_of(tx, "e-yilmaz"))
    assert len(theirs) == 3
    assert [one.job for one in await house.run(jobs.listing)] == ["handing"]
    await house.run(lambda tx: at_once(handing.run)(tx, house.world, tx.now))
    assert await house.run(lambda tx: cases.open_ids_of(tx, "e-yilmaz")) == ()
    moved = [what for _who, what in await house.log() if what == "LeftSchool"]
    assert len(moved) == 1
