"""Who works here: seen, invited, confirmed, away, taken a role from, gone; never an address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Person, Role
from bot.conversations.event import Command, Event
from bot.conversations.exchange import Exchange
from bot.store import audit, people
from bot.store.tx import Tx
from tests.conversations.a_team import ANOTHER_MT, MT, admin, at, code_in, person, roles
from tests.conversations.chats import MENTOR, STORY
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_the_team_is_a_list_by_role_with_who_cannot_be_reached(house: House) -> None:
    mt = await house.management()
    await mt.command("team")
    assert "have no chat that works" in mt.screen
    assert any(label.startswith("⚠️") and "mentor" in label for label in mt.labels)
    await mt.tap("More")
    assert "➕ Somebody new" in mt.labels
    await at(mt, "e-yilmaz")
    assert MENTOR in mt.screen
    assert "Roles: mentor" in mt.screen
    assert "1a" in mt.screen
    assert "Cannot be reached" in mt.screen


async def test_the_menu_leads_there_in_two_taps_and_only_for_who_may(house: House) -> None:
    mt, mentor = await house.management(), await house.mentor()
    assert "📒 People and invitations" in mt.labels
    assert "📒 People and invitations" not in mentor.labels
    await mentor.command("team")
    assert "I do not know that command" in mentor.said
    for data in ("a:team", "a:person:e-yilmaz", "a:gone:f-el-amrani", "a:proposals", "a:join"):
        await mentor.press(data)
        assert MENTOR not in mentor.screen
    assert await roles(house, MT) >= {Role.MANAGEMENT}


async def test_an_invitation_is_printed_once_and_lets_that_person_in(house: House) -> None:
    mt = await house.management()
    await at(mt, "e-yilmaz")
    await mt.tap("Make an invitation", "mentor")
    assert f"The invitation of {MENTOR} stands above." in mt.screen
    assert "🎟️ Make an invitation" not in mt.labels
    new = house.chat("new phone")
    await new.command("start", code_in(mt))
    assert MENTOR in new.notes[-1]
    assert "🗂️ Cases" in new.labels


async def test_somebody_new_gets_a_name_a_role_and_a_class(house: House) -> None:
    mt = await house.management()
    await mt.command("team")
    await mt.press("a:join")
    await mt.type("mevrouw  Nieuw")
    await mt.tap("mentor")
    await mt.press(next(data for data in mt.offers if data.endswith(":2b")))
    await mt.tap("Done")
    assert "For mevrouw Nieuw, as mentor" in mt.notes[0]
    (found,) = await house.run(lambda tx: people.find_by_name(tx, "mevrouw nieuw"))
    assert found.classes == {"2b"}
    assert found.roles == frozenset()
    await mt.press("a:join")
    await mt.type("Mevrouw NIEUW")
    await mt.tap("confidant")
    assert "There is a colleague with that name already" in mt.notes[0]


async def test_a_role_that_an_admin_gives_counts_once_management_confirms_it(house: House) -> None:
    bo, mt = await admin(house), await house.management()
    await bo.press("a:invite:t-bakker:confidant")
    assert "confirms it first" in bo.said
    new = house.chat("t-bakker's phone")
    await new.command("start", code_in(bo))
    assert "School confirms your role first" in new.said
    assert Role.CONFIDANT not in await roles(house, "t-bakker")
    assert "A role waits" in mt.notes[-1]
    await mt.tap("Look")
    assert "Not confirmed yet: confidant" in mt.screen
    await mt.tap("Confirm: confidant")
    assert Role.CONFIDANT in await roles(house, "t-bakker")
    assert "Your role is confirmed: confidant." in new.notes[-1]
    assert (MT, "RoleConfirmed confidant") in await house.log()


async def test_nobody_confirms_themselves_and_an_admin_confirms_nobody(house: House) -> None:
    bo, mt, csv = await admin(house), await house.management(), await house.csv()
    await house.run(lambda tx: people.propose(tx, MT, Role.CONFIDANT))
    for chat in (bo, mt):
        await chat.press(f"a:confirmrole:{MT}:confidant")
        await chat.press("a:confirmall")
        assert Role.CONFIDANT not in await roles(house, MT)
    await csv.command("team")
    await csv.tap("Roles to confirm")
    assert "mevrouw El Amrani would be: confidant." in csv.screen
    await csv.tap("Confirm all of these")
    assert Role.CONFIDANT in await roles(house, MT)
    assert csv.screen == "No role waits."


async def test_a_role_that_is_not_confirmed_is_not_theirs(house: House) -> None:
    csv = await house.csv()
    await house.run(lambda tx: people.propose(tx, "t-bakker", Role.CONFIDANT))
    await at(csv, "t-bakker")
    assert "🎟️ Make an invitation" not in csv.labels
    await csv.press("a:refuserole:t-bakker:confidant")
    found = await person(house, "t-bakker")
    assert found.proposed == frozenset()
    assert Role.CONFIDANT not in found.roles


async def test_only_management_marks_who_speaks_and_who_is_director(house: House) -> None:
    bo, mt = await admin(house), await house.management()
    for data in (f"a:speaks:{MT}", f"a:director:{MT}"):
        await bo.press(data)
    before = await person(house, MT)
    await mt.press(f"a:speaks:{MT}")
    await mt.press(f"a:director:{MT}")
    after = await person(house, MT)
    assert after.speaks_for_school is not before.speaks_for_school
    assert after.director is not before.director
    await mt.press("a:director:e-yilmaz")
    assert not (await person(house, "e-yilmaz")).director


async def test_a_mentor_who_takes_a_class_over_sees_no_case_of_before(house: House) -> None:
    old, mt = await house.mentor(), await house.management()
    await house.reported()
    case = await house.case()
    new = await house.staff("t-bakker", Role.MENTOR)
    house.hours_later(1)
    await at(mt, "t-bakker")
    await mt.tap("Classes")
    await mt.press(next(data for data in mt.offers if data.endswith(":1a")))
    await mt.tap("Done")
    await new.command("zaak", case.name)
    assert STORY not in new.everything
    house.hours_later(1)
    await house.reported(story="een andere melding")
    later = next(one for one in await house.cases() if one.case_id != case.case_id)
    await new.command("zaak", later.name)
    assert "een andere melding" in new.screen
    await old.command("zaak", case.name)
    assert STORY in old.screen


async def test_a_forged_button_about_the_team_changes_nothing(house: House) -> None:
    mt, csv, mentor = await house.management(), await house.csv(), await house.mentor()
    before = await house.run(people.all_people)
    for data in ("a:invite:e-yilmaz:student", "a:takerole:e-yilmaz:board", "a:person:nobody"):
        await mt.press(data)
    for data in ("a:join", "a:gone:e-yilmaz", "a:speaks:e-yilmaz", "a:newclasses:e-yilmaz"):
        await csv.press(data)
    for data in ("a:confirmall", "a:proposals", f"a:confirmrole:{MT}:confidant"):
        await mentor.press(data)
    assert await house.run(people.all_people) == before


async def test_who_loses_the_right_while_typing_lets_nobody_in(house: House) -> None:
    await house.management(ANOTHER_MT)
    mt = await house.management()
    await mt.press("a:join")
    await mt.type("meneer Nieuw")
    taken = replace(await person(house, MT), roles=frozenset({Role.STAFF}))
    await house.run(lambda tx: people.put(tx, taken))
    await mt.tap("confidant")
    assert await house.run(lambda tx: people.find_by_name(tx, "meneer nieuw")) == ()


async def test_no_screen_of_the_team_shows_an_address(house: House) -> None:
    mt, mentor = await house.management(), await house.mentor()
    await mt.command("team")
    await at(mt, "e-yilmaz")
    assert "Has 1 chat that works." in mt.screen
    assert mentor.ref not in mt.everything
    assert "address of" not in mt.everything


async def test_every_act_leaves_one_line_with_ids_only(house: House) -> None:
    mt = await house.management()
    for data in ("a:invite:e-yilmaz:mentor", "a:speaks:e-yilmaz", "a:takerole:e-yilmaz:mentor"):
        before = len(await house.run(audit.lines))
        await mt.press(data)
        rows = await house.run(audit.lines)
        assert len(rows) == before + 1
        assert rows[0].object == "e-yilmaz"


async def test_who_was_changed_in_a_unit_of_work_is_read_again_in_it(house: House) -> None:
    mt = await house.management()

    def changing(tx: Tx) -> None:
        event = Event(house.known(tx, mt), Command("team", ""), tx.now, inbox_id=0)
        x = Exchange(tx, house.world, event, lambda *_: None)
        before = x.around
        assert x.around is before
        people.put(tx, Person("new", "mevrouw Nieuw"))
        assert x.around.name("new") == "mevrouw Nieuw"
        people.remove(tx, MT)
        assert x.person is None

    await house.run(changing)
