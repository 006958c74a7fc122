"""A ping goes to every chat of a person; once it was seen in one it goes from the others."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.cases.reaching import PingKind
from bot.conversations.arrived import remember
from bot.conversations.guard import still_allowed
from bot.conversations.sending import Delivered
from bot.store import outbox, pings
from bot.store.outbox import Op, OutboxRow
from bot.store.tx import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def at_two_doors(house: House) -> tuple[Chat, Chat]:
    """The mentor on the page and at Telegram."""
    page, phone = await house.mentor(), house.chat("her phone", door="telegram")
    await phone.join("e-yilmaz", Role.MENTOR)
    return page, phone


async def test_the_ping_goes_from_the_other_chat_and_stays_where_it_was_tapped(
    house: House,
) -> None:
    page, phone = await at_two_doors(house)
    await house.reported()
    case_id = (await house.case()).case_id

    def lie(tx: Tx) -> None:
        pings.lies(tx, case_id, "e-yilmaz", (page.ref, "7"))  # the one that is tapped
        pings.lies(tx, case_id, "e-yilmaz", (phone.ref, "31"))

    await house.run(lie)
    await page.tap("Open")
    assert phone.deleted == ["31"]
    assert page.deleted == []
    await page.command("zaak", (await house.case()).name)
    assert phone.deleted == ["31"]


async def test_a_ping_that_still_waits_for_another_chat_is_not_sent(house: House) -> None:
    page, phone = await at_two_doors(house)
    await house.reported()
    case = await house.case()

    def again(tx: Tx) -> None:
        pings.add(tx, case.case_id, "e-yilmaz", PingKind.WAITING)
        row = outbox.Outgoing(
            phone.ref, Op.NOTE, case_id=case.case_id, person_id="e-yilmaz", guard="read", ping=True
        )
        outbox.enqueue(tx, row)

    def waiting(tx: Tx) -> list[OutboxRow]:
        return outbox.due(tx, "telegram", tx.now, 10)

    await house.run(again)
    [row] = await house.run(waiting)
    allowed = still_allowed(house.world)
    assert await house.run(lambda tx: allowed(tx, row))
    await page.command("zaak", case.name)
    assert not await house.run(lambda tx: allowed(tx, row))


async def test_where_a_ping_arrived_is_noted_when_it_was_sent(house: House) -> None:
    page, phone = await at_two_doors(house)
    await house.reported()
    case = await house.case()

    def send(tx: Tx) -> None:
        pings.add(tx, case.case_id, "e-yilmaz", PingKind.WAITING)
        told = outbox.Outgoing(
            phone.ref, Op.NOTE, case_id=case.case_id, person_id="e-yilmaz", ping=True
        )
        outbox.enqueue(tx, told)
        [row] = outbox.due(tx, "telegram", tx.now, 10)
        outbox.sent(tx, row.row_id)
        remember(tx, row, Delivered("31"))

    await house.run(send)
    await page.command("zaak", case.name)
    assert "31" in phone.deleted
