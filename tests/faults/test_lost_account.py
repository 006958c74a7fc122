"""The last account that could let anybody in is lost: the server lets them in again (T46)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import offers as app
from bot.app.demo import demo_settings
from bot.app.opening import open_house
from bot.cases.people import Role
from bot.conversations.enrolment import enrolled
from bot.conversations.world import World
from bot.store import audit, contacts, people
from bot.store.people import InvitationFault, InvitationProblem
from bot.store.tx import Tx

pytestmark = pytest.mark.asyncio

CSV, NAME = "i-schumacher", "mevrouw Schumacher"


def let_in(tx: Tx, world: World, code: str, phone: str) -> str:
    """Somebody opens the link of an invitation on a phone of theirs."""
    contact = contacts.meet(tx, "web", phone, "nl")
    try:
        person = people.redeem(tx, code, contact.contact_ref)
    except InvitationProblem as problem:
        return problem.kind
    contacts.bind(tx, contact.contact_ref, person.person_id)
    enrolled(tx, world, contact.contact_ref)
    return "in"


async def test_a_lost_account_is_recovered_on_the_server_with_one_line_in_the_log(
    tmp_path: Path,
) -> None:
    """T46."""
    settings = demo_settings(tmp_path, "127.0.0.1:0")
    first = await app.invite(settings, Role.SAFETY_COORDINATOR, NAME, ())
    lying = await app.invite(settings, Role.SAFETY_COORDINATOR, NAME, ())
    async with open_house(settings) as house:
        world, run = house.world, house.writer.run
        assert await run(lambda tx: let_in(tx, world, first.code, "lost phone")) == "in"
        before = len(await run(audit.lines))
    recovered = await app.invite(settings, Role.SAFETY_COORDINATOR, NAME, (), recover=True)
    assert recovered.confirmed
    async with open_house(settings) as house:
        run = house.writer.run
        rows = await run(audit.lines)
        assert len(rows) == before + 1
        assert (rows[0].who, rows[0].what) == (audit.COMMAND_LINE, "Recovered safety_coordinator")
        assert rows[0].object == CSV
        assert await run(lambda tx: contacts.of_person(tx, CSV)) == []
        wrong = await run(lambda tx: let_in(tx, house.world, lying.code, "thief"))
        assert wrong == InvitationFault.WRONG
        assert await run(lambda tx: let_in(tx, house.world, recovered.code, "new phone")) == "in"
        assert len(await run(lambda tx: contacts.of_person(tx, CSV))) == 1


async def test_the_command_line_opens_no_reports_unseen_once_somebody_can_confirm(
    tmp_path: Path,
) -> None:
    settings = demo_settings(tmp_path, "127.0.0.1:0")
    first = await app.invite(settings, Role.MANAGEMENT, "mevrouw Eerste", ())
    assert first.confirmed, "the first one is enrolled at once"
    async with open_house(settings) as house:
        await house.writer.run(lambda tx: let_in(tx, house.world, first.code, "phone"))
    second = await app.invite(settings, Role.CONFIDANT, "meneer Tweede", ())
    assert not second.confirmed
    assert (await app.invite(settings, Role.ADMIN, "meneer Derde", ())).confirmed
    async with open_house(settings) as house:
        await house.writer.run(lambda tx: let_in(tx, house.world, second.code, "other phone"))
        (person,) = await house.writer.run(lambda tx: people.find_by_name(tx, "meneer Tweede"))
        assert person.roles == frozenset()
        assert person.proposed == {Role.CONFIDANT}
