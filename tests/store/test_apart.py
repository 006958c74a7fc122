"""A unit of work inside another one takes back only what was its own."""

import pytest

from bot.cases.people import Person, Role
from bot.store import contacts, people
from bot.store.apart import apart
from bot.store.keyring import KeyGone
from bot.store.writer import Tx, Writer


def _make(tx: Tx, address: str) -> str:
    return contacts.meet(tx, "web", address, "nl").contact_ref


@pytest.mark.asyncio
async def test_what_raises_takes_only_its_own_rows_back(writer: Writer) -> None:
    def broken(tx: Tx) -> None:
        _make(tx, "inner")
        raise ZeroDivisionError

    def work(tx: Tx) -> str:
        kept = apart(tx, lambda: _make(tx, "outer"))
        with pytest.raises(ZeroDivisionError):
            apart(tx, lambda: apart(tx, lambda: broken(tx)))
        return kept

    ref = await writer.run(work)
    rows = await writer.run(
        lambda tx: [row[0] for row in tx.db.execute("SELECT contact_ref FROM contacts")]
    )
    assert rows == [ref]


@pytest.mark.asyncio
async def test_a_key_that_was_to_go_stays_when_its_work_is_taken_back(writer: Writer) -> None:
    def broken(tx: Tx) -> None:
        tx.keys.destroy("case:1")
        raise ZeroDivisionError

    def work(tx: Tx) -> None:
        tx.keys.fresh("case:1")
        tx.keys.fresh("case:2")
        with pytest.raises(ZeroDivisionError):
            apart(tx, lambda: broken(tx))
        apart(tx, lambda: tx.keys.destroy("case:2"))

    await writer.run(work)
    assert await writer.run(lambda tx: tx.keys.key("case:1"))
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.keys.key("case:2"))


@pytest.mark.asyncio
async def test_nobody_keeps_a_right_that_was_taken_back(writer: Writer) -> None:
    """People are held in memory, and decide who may see what."""
    mentor = Person("mentor", "J. Dekker", frozenset({Role.MENTOR}))

    def broken(tx: Tx) -> None:
        people.grant(tx, mentor.person_id, roles=(Role.MANAGEMENT,))
        assert people.all_people(tx) != (mentor,)
        raise ZeroDivisionError

    def work(tx: Tx) -> tuple[Person, ...]:
        people.put(tx, mentor)
        with pytest.raises(ZeroDivisionError):
            apart(tx, lambda: broken(tx))
        return people.all_people(tx)

    assert await writer.run(work) == (mentor,)
    assert await writer.run(people.all_people) == (mentor,)
