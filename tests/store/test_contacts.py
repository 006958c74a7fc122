"""A contact is known by a reference; its address is only there to send to."""

from datetime import timedelta
from functools import partial

import pytest

from bot.store import contacts, inbox, mailbox, outbox, screens, sessions
from bot.store.inbox import Incoming
from bot.store.outbox import Op, Outgoing
from bot.store.writer import Tx, Writer
from tests.store.conftest import MONDAY_MORNING, Place


async def met(writer: Writer, address: str = "4711", language: str = "nl") -> str:
    contact = await writer.run(lambda tx: contacts.meet(tx, "telegram", address, language))
    return contact.contact_ref


@pytest.mark.asyncio
async def test_a_new_contact_has_a_language_and_nothing_else(writer: Writer) -> None:
    contact = await writer.run(lambda tx: contacts.meet(tx, "telegram", "4711", "nl"))
    assert (contact.door, contact.language, contact.person_id) == ("telegram", "nl", None)
    assert not contact.blocked
    assert await writer.run(lambda tx: contacts.my_cases(tx, contact.contact_ref)) == ()
    assert "4711" not in contact.contact_ref


@pytest.mark.asyncio
async def test_who_comes_back_is_known_and_keeps_the_chosen_language(writer: Writer) -> None:
    ref = await met(writer)
    await writer.run(lambda tx: contacts.set_language(tx, ref, "uk"))
    again = await writer.run(lambda tx: contacts.meet(tx, "telegram", "4711", "nl"))
    assert (again.contact_ref, again.language) == (ref, "uk")
    assert await met(writer, "4712") != ref


@pytest.mark.asyncio
async def test_nobody_is_found_under_an_unknown_reference(writer: Writer) -> None:
    assert await writer.run(lambda tx: contacts.find(tx, "nobody")) is None
    assert await writer.run(lambda tx: contacts.my_cases(tx, "nobody")) == ()
    with pytest.raises(KeyError):
        await writer.run(lambda tx: contacts.address(tx, "nobody"))


@pytest.mark.asyncio
async def test_an_address_comes_back_as_it_was(writer: Writer) -> None:
    ref = await met(writer)
    assert await writer.run(lambda tx: contacts.address(tx, ref)) == "4711"


@pytest.mark.asyncio
async def test_a_contact_finds_its_own_cases(writer: Writer) -> None:
    ref = await met(writer)
    for case_id in ("c1", "c2", "c1"):
        await writer.run(partial(contacts.add_case, ref=ref, case_id=case_id))
    assert await writer.run(lambda tx: contacts.my_cases(tx, ref)) == ("c2", "c1")
    await writer.run(lambda tx: contacts.remove_case(tx, ref, "c2"))
    assert await writer.run(lambda tx: contacts.my_cases(tx, ref)) == ("c1",)


@pytest.mark.asyncio
async def test_a_person_is_reached_first_where_they_were_last_seen(
    place: Place, writer: Writer
) -> None:
    phone, laptop = await met(writer, "phone"), await met(writer, "laptop")
    await met(writer, "somebody else")
    for ref in (phone, laptop):
        await writer.run(partial(contacts.bind, ref=ref, person_id="p1"))
    place.clock.travel(MONDAY_MORNING + timedelta(days=1))
    await met(writer, "phone")
    mine = await writer.run(lambda tx: contacts.of_person(tx, "p1"))
    assert [contact.contact_ref for contact in mine] == [phone, laptop]
    await writer.run(lambda tx: contacts.bind(tx, phone, None))
    mine = await writer.run(lambda tx: contacts.of_person(tx, "p1"))
    assert [contact.contact_ref for contact in mine] == [laptop]


@pytest.mark.asyncio
async def test_who_blocked_us_is_unblocked_by_writing_again(writer: Writer) -> None:
    ref = await met(writer)
    await writer.run(lambda tx: contacts.blocked(tx, ref))
    await writer.run(lambda tx: contacts.blocked(tx, ref, MONDAY_MORNING))
    blocked = await writer.run(lambda tx: contacts.find(tx, ref))
    assert blocked is not None
    assert blocked.blocked
    await met(writer)
    back = await writer.run(lambda tx: contacts.find(tx, ref))
    assert back is not None
    assert not back.blocked
    await writer.run(lambda tx: contacts.blocked(tx, ref))
    await writer.run(lambda tx: contacts.unblocked(tx, ref))
    back = await writer.run(lambda tx: contacts.find(tx, ref))
    assert back is not None
    assert not back.blocked


@pytest.mark.asyncio
async def test_a_forgotten_contact_leaves_nothing_but_numbers(writer: Writer) -> None:
    ref = await met(writer)

    def use(tx: Tx) -> None:
        inbox.add(tx, "telegram", [Incoming("1", ref, b"hello")])
        outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target="7"))
        sessions.save(tx, ref, "report", "{}")
        screens.set_live(tx, ref, "7", 1)
        screens.remember(tx, ref, "7", mine=False)
        mailbox.post(tx, ref, {}, mine=False)

    def leavings(tx: Tx) -> list[str]:
        tables = ("contacts", "inbox", "outbox", "sessions", "screens", "chat_messages", "mailbox")
        query = "SELECT count(*) FROM {} WHERE contact_ref = ?"
        return [t for t in tables if tx.db.execute(query.format(t), (ref,)).fetchone()[0]]

    await writer.run(use)
    assert len(await writer.run(leavings)) == 7
    await writer.run(lambda tx: contacts.forget(tx, ref))
    assert await writer.run(leavings) == []
    assert await writer.run(lambda tx: inbox.waiting(tx, "telegram")) == []
