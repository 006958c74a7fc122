"""The school's file changes between two starts: rights end where it says so."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app.commands import LeftSchool, invite
from bot.app.demo import demo_settings
from bot.app.opening import keep_people, open_house
from bot.cases.people import Person, Role
from bot.cases.school import School
from bot.conversations.handing import find_new_owners
from bot.settings import Settings, packaged_school
from bot.store import cases, contacts, outbox, people
from bot.store.outbox import Op, Outgoing
from bot.store.people import InvitationFault, InvitationProblem
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.text import Message, verbatim
from tests.cases.noordhoek import noordhoek
from tests.store.examples import PLAIN, a_case

pytestmark = pytest.mark.asyncio

SCHOOL = noordhoek()
WHO = "j-de-wit"
HELLO = Message((verbatim("hello"),))


@pytest_asyncio.fixture
async def writer(tmp_path: Path) -> AsyncIterator[Writer]:
    """The store of a house that was started once with the school's file as it comes."""
    async with open_house(demo_settings(tmp_path, "127.0.0.1:0")) as house:
        yield house.writer


def without(person_id: str, school: School = SCHOOL) -> School:
    left = (one for one in school.people if one.person_id != person_id)
    return replace(school, people=tuple(left))


def changed(school: School, person_id: str, **how: object) -> School:
    people_now = (
        replace(one, **how) if one.person_id == person_id else one  # type: ignore[arg-type]
        for one in school.people
    )
    return replace(school, people=tuple(people_now))


def known(tx: Tx, person_id: str = WHO) -> Person:
    found = people.get(tx, person_id)
    assert found is not None
    return found


def in_chat(tx: Tx) -> int:
    """Somebody in a chat for whom something waits; the row."""
    ref = contacts.meet(tx, "web", "their phone", "nl").contact_ref
    contacts.bind(tx, ref, WHO)
    row = outbox.enqueue(tx, Outgoing(ref, Op.NOTE, HELLO, person_id=WHO))
    assert row is not None
    return row


def why_not(tx: Tx, code: str) -> InvitationFault | None:
    try:
        people.redeem(tx, code, "guest")
    except InvitationProblem as problem:
        return problem.kind
    return None


@pytest.mark.parametrize("gone", [without(WHO), changed(SCHOOL, WHO, active=False)])
async def test_who_leaves_the_file_loses_everything_at_the_next_start(
    writer: Writer, gone: School
) -> None:
    def work(tx: Tx) -> None:
        people.grant(tx, WHO, roles=(Role.CONFIDANT,))
        in_chat(tx)
        code = people.invite(tx, WHO, Role.MANAGEMENT)
        keep_people(tx, gone)
        assert not known(tx).active
        assert not known(tx).has(Role.CONFIDANT)
        assert {row.op for row in outbox.due(tx, "web", tx.now, 9)} <= {Op.DELETE}
        assert why_not(tx, code) is InvitationFault.WRONG

    await writer.run(work)


async def test_a_role_or_a_class_that_leaves_the_file_is_gone_with_its_invitations(
    writer: Writer,
) -> None:
    less = changed(SCHOOL, "e-yilmaz", roles=frozenset({Role.STAFF}), classes=frozenset())

    def work(tx: Tx) -> None:
        let_in = people.invite(tx, "e-yilmaz", Role.MENTOR)
        assert why_not(tx, let_in) is None
        code = people.invite(tx, "e-yilmaz", Role.MENTOR)
        keep_people(tx, less)
        assert known(tx, "e-yilmaz").roles == {Role.STAFF}
        assert known(tx, "e-yilmaz").classes == frozenset()
        assert why_not(tx, code) is InvitationFault.WRONG

    await writer.run(work)


async def test_who_comes_back_in_the_file_comes_back(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        before = known(tx)
        keep_people(tx, without(WHO))
        keep_people(tx, SCHOOL)
        assert known(tx) == before
        people.put(tx, replace(before, active=False))
        keep_people(tx, SCHOOL)
        assert known(tx).active

    await writer.run(work)


async def test_what_an_invitation_gave_beside_the_file_stays(writer: Writer) -> None:
    guest = Person("guest", "Gast", frozenset({Role.SOCIAL_WORKER}))

    def work(tx: Tx) -> None:
        people.put(tx, guest)
        people.grant(tx, WHO, roles=(Role.CONFIDANT,), classes=("1a",))
        with_it = known(tx)
        assert with_it.has(Role.CONFIDANT)
        assert "1a" in with_it.classes
        keep_people(tx, SCHOOL)
        assert known(tx) == with_it
        assert known(tx, "guest") == guest
        keep_people(tx, changed(SCHOOL, WHO, roles=frozenset({Role.STAFF})))
        assert known(tx).roles == {Role.STAFF, Role.CONFIDANT}

    await writer.run(work)


async def test_at_a_start_who_left_meanwhile_has_no_case_any_more(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path, "127.0.0.1:0")
    async with open_house(settings) as house:

        def work(tx: Tx) -> None:
            a_case(tx, replace(PLAIN, owner="gone", school_class="2b"))
            ref = contacts.meet(tx, "web", "management's page", "nl").contact_ref
            contacts.bind(tx, ref, "f-el-amrani")

        await house.writer.run(work)
    async with open_house(settings) as house:
        found = await house.writer.run(lambda tx: cases.get(tx, PLAIN.case_id))
        assert found is not None
        assert found.owner == "f-el-amrani"


async def test_the_case_of_who_left_goes_to_the_next_in_line_at_once(tmp_path: Path) -> None:
    async with open_house(demo_settings(tmp_path, "127.0.0.1:0")) as house:
        case = replace(PLAIN, owner="e-yilmaz", school_class="2b")

        def work(tx: Tx) -> None:
            a_case(tx, case)
            ref = contacts.meet(tx, "web", "management's page", "nl").contact_ref
            contacts.bind(tx, ref, "f-el-amrani")
            keep_people(tx, without("e-yilmaz"))
            find_new_owners(tx, house.world)
            found = cases.get(tx, case.case_id)
            assert found is not None
            assert found.owner == "f-el-amrani"
            assert outbox.count(tx, "waiting") == 1

        await house.writer.run(work)


def settings_with_a_school(folder: Path) -> Settings:
    shutil.copytree(packaged_school(), folder / "school")
    return replace(demo_settings(folder, "127.0.0.1:0"), school_dir=folder / "school")


async def test_who_the_file_says_has_left_is_not_invited(tmp_path: Path) -> None:
    settings = settings_with_a_school(tmp_path)
    async with open_house(settings) as house:
        gone = Person("x-weg", "meneer Weg", active=False)
        await house.writer.run(lambda tx: people.put_from_file(tx, gone))
    with pytest.raises(LeftSchool):
        await invite(settings, Role.MENTOR, "meneer Weg", ())
