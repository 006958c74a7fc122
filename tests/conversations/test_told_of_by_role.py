"""Somebody told of as "my mentor" is kept out of the report like somebody who is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Role
from bot.store import people
from bot.store.writer import Tx
from tests.conversations.chats import ABOUT_ME
from tests.conversations.inside import House
from tests.conversations.test_who_sees import sees_nothing

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("answer", ["the mentor", "No, but may not read it"])
async def test_who_is_only_told_of_as_my_mentor_never_hears_of_it(
    house: House, answer: str
) -> None:
    mentor, _csv = await house.mentor(), await house.csv()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type("volgens mij is het me mentor die dat account heeft")
    await sanne.tap(answer, "1a", "Send")
    await sees_nothing(house, mentor)


async def test_without_a_class_no_mentor_hears_of_it_whatever_else_they_are(house: House) -> None:
    mentor, _csv = await house.mentor(), await house.csv()

    def manages_too(tx: Tx) -> None:
        person = people.get(tx, "e-yilmaz")
        assert person is not None
        people.put(tx, replace(person, roles=person.roles | {Role.CONFIDANT, Role.MANAGEMENT}))

    await house.run(manages_too)
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME[:-1], "Someone who works here", "the mentor", "Skip this", "Send")
    await sees_nothing(house, mentor)
