"""The guard: what waits is asked for again at the moment it goes."""

from dataclasses import replace

import pytest

from bot.cases.case import Case, CaseState
from bot.cases.people import Person
from bot.cases.reaching import Ping, PingKind
from bot.conversations import moving
from bot.conversations.guard import still_seen
from bot.conversations.world import look_around
from bot.store import contacts, erase, outbox, people
from bot.store.meant import Meant
from bot.store.outbox import Op, Outgoing
from bot.text import Message, verbatim
from tests.cases.a_school import ANNA, VERA, a_case
from tests.jobs.a_house import MINUTE, House

HELLO = Message((verbatim("hello"),))


async def pinged(
    house: House, case: Case, person: Person, kind: PingKind = PingKind.NEW
) -> dict[str, str]:
    refs = await house.staff(person)
    call = Ping(person.person_id, kind)
    await house.do(lambda tx: moving.ping(tx, house.world, look_around(tx), case, call))
    return refs


@pytest.mark.asyncio
async def test_what_goes_to_a_reporter_passes(house: House) -> None:
    ref = await house.student()
    await house.do(lambda tx: outbox.enqueue(tx, Outgoing(ref, Op.NOTE, HELLO, case_id="gone")))
    assert len(await house.sendable()) == 1


@pytest.mark.asyncio
async def test_a_ping_to_who_still_may_read_passes(house: House) -> None:
    await pinged(house, await house.case(), ANNA)
    assert len(await house.sendable()) == 1


@pytest.mark.asyncio
async def test_what_names_no_case_goes_to_who_still_works_here(house: House) -> None:
    ref = (await house.staff(ANNA))["anna"]
    outgoing = Outgoing(ref, Op.NOTE, HELLO, person_id="anna")
    await house.do(lambda tx: outbox.enqueue(tx, outgoing))
    assert len(await house.sendable()) == 1


@pytest.mark.asyncio
async def test_also_what_names_no_case_does_not_go_to_who_left(house: House) -> None:
    ref = (await house.staff(ANNA))["anna"]
    outgoing = Outgoing(ref, Op.NOTE, HELLO, person_id="anna")
    await house.do(lambda tx: outbox.enqueue(tx, outgoing))
    await house.do(lambda tx: people.put(tx, replace(ANNA, active=False)))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_nothing_goes_to_who_left(house: House) -> None:
    await pinged(house, await house.case(), ANNA)
    await house.do(lambda tx: people.put(tx, replace(ANNA, active=False)))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_nothing_goes_to_a_chat_that_is_somebody_elses_now(house: House) -> None:
    refs = await pinged(house, await house.case(), ANNA)
    await house.do(lambda tx: contacts.bind(tx, refs["anna"], "chris"))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_nothing_goes_to_who_lost_the_role(house: House) -> None:
    case = await house.case(a_case(owner=None))
    await pinged(house, case, ANNA)
    await house.do(lambda tx: people.put(tx, replace(ANNA, roles=frozenset())))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_nothing_goes_to_who_was_taken_off(house: House) -> None:
    case = await house.case()
    await pinged(house, case, ANNA)
    await house.change(case, excluded=frozenset({"anna"}))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_a_case_that_was_shredded_is_not_spoken_of(house: House) -> None:
    case = await house.case()
    await pinged(house, case, ANNA)
    await house.do(lambda tx: erase.shred_case(tx, case.case_id))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_a_ping_from_before_the_closing_is_not_sent(house: House) -> None:
    case = await house.case()
    await pinged(house, case, ANNA)
    closed = house.clock.now() + MINUTE
    await house.change(case, state=CaseState.CLOSED, closed_at=closed)
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_an_answer_after_the_closing_is_sent(house: House) -> None:
    case = await house.case()
    closed = house.clock.now() - MINUTE
    case = await house.change(case, state=CaseState.CLOSED, closed_at=closed)
    await pinged(house, case, ANNA, PingKind.ANSWER)
    assert len(await house.sendable()) == 1


@pytest.mark.asyncio
async def test_a_screen_of_a_closed_case_one_asked_for_is_shown(house: House) -> None:
    case = await house.case()
    ref = (await house.staff(ANNA))["anna"]
    outgoing = Outgoing(ref, Op.SHOW, HELLO, case_id=case.case_id, person_id="anna", guard="read")
    await house.do(lambda tx: outbox.enqueue(tx, outgoing))
    await house.change(case, state=CaseState.CLOSED, closed_at=house.clock.now() + MINUTE)
    assert len(await house.sendable()) == 1


@pytest.mark.asyncio
async def test_who_was_taken_off_does_not_even_hear_that_something_waits(house: House) -> None:
    case = await house.case()
    await pinged(house, case, VERA)
    assert "Otter" not in house.text((await house.sendable())[0])
    await pinged(house, case, VERA)
    await house.change(case, excluded=frozenset({"vera"}))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_a_case_is_not_told_in_a_chat_of_who_left_either(house: House) -> None:
    ref = (await house.staff(ANNA))["anna"]
    await house.do(lambda tx: outbox.enqueue(tx, Outgoing(ref, Op.NOTE, HELLO, case_id="gone")))
    await house.do(lambda tx: people.put(tx, replace(ANNA, active=False)))
    assert await house.sendable() == []


@pytest.mark.asyncio
async def test_what_was_sent_before_is_seen_as_long_as_it_may_be_read(house: House) -> None:
    case, seen = await house.case(), still_seen(house.world)
    ref = (await house.staff(ANNA))["anna"]

    async def sees(meant: Meant) -> bool:
        return await house.do(lambda tx: seen(tx, ref, meant))

    kinds = (Meant("anna", case.case_id, "read"), Meant("anna", case.case_id))
    lists = tuple(Meant("anna", None, f"{sign}{case.case_id}") for sign in ("list:", "listed:"))
    everything = (*kinds, *lists, Meant("anna"))
    assert [await sees(meant) for meant in everything] == [True] * 5
    assert not await sees(Meant("chris", case.case_id, "read"))
    assert not await sees(Meant("anna", "gone", "read"))
    await house.change(case, excluded=frozenset({"anna"}))
    assert [await sees(meant) for meant in everything] == [False] * 4 + [True]
    await house.do(lambda tx: people.put(tx, replace(ANNA, active=False)))
    assert [await sees(meant) for meant in everything] == [False] * 5
