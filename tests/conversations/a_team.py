"""Colleagues of the team as the tests of it need them; knows no screen."""

from __future__ import annotations

from bot.cases.people import Person, Role
from bot.store import people
from bot.store.writer import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import PAGE_URL, House

MT, ANOTHER_MT = "f-el-amrani", "j-de-wit"


async def admin(house: House) -> Chat:
    """Somebody who looks after the machine and reads no report."""
    await house.run(lambda tx: people.put(tx, Person("bo-beheer", "Bo Beheer")))
    return await house.staff("bo-beheer", Role.ADMIN)


async def at(chat: Chat, person_id: str) -> None:
    await chat.press(f"a:person:{person_id}")


def known(tx: Tx, person_id: str) -> Person:
    found = people.get(tx, person_id)
    assert found is not None
    return found


async def person(house: House, person_id: str) -> Person:
    return await house.run(lambda tx: known(tx, person_id))


async def roles(house: House, person_id: str) -> frozenset[Role]:
    return (await person(house, person_id)).roles


def code_in(chat: Chat) -> str:
    """The code of the invitation that was just printed."""
    link = next(note for note in chat.notes if note.startswith(f"{PAGE_URL}/in/"))
    return link.rsplit("/", 1)[1]
