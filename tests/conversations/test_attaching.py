"""T53 of the test plan: the same bytes once more, in one case and in two."""

import pytest

from bot.conversations.attaching import HAD_IT
from bot.store import cases, evidence
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def proving(house: House, name: str) -> Chat:
    """Somebody who reported, and is asked for pictures of it."""
    chat = house.chat(name)
    await chat.report(*ABOUT_ME, school_class="1a")
    await prove(chat)
    return chat


async def prove(chat: Chat) -> None:
    await chat.command("bewijs")
    await chat.tap("I send it now", "No")


async def done(chat: Chat) -> None:
    """Nothing more is known about it."""
    await chat.tap("Done", "WhatsApp", "Skip this", "Skip this", "Skip this")


def items(tx: Tx, case_id: str) -> list[str]:
    return [item.item_id for item in evidence.of_case(tx, case_id)]


async def test_t53_the_same_bytes_twice_in_a_case_are_kept_once_and_it_is_said(
    house: House,
) -> None:
    sanne = await proving(house, "Sanne")
    first = await sanne.send()
    await done(sanne)
    await prove(sanne)
    await sanne.send(same_as=first)
    await done(sanne)
    assert HAD_IT.key in sanne.notes
    case = await house.case()
    assert await house.run(lambda tx: items(tx, case.case_id)) == [first]


async def test_t53_the_same_bytes_in_two_cases_are_two_items_without_a_link(house: House) -> None:
    sanne = await proving(house, "Sanne")
    first = await sanne.send()
    await done(sanne)
    milan = await proving(house, "Milan")
    second = await milan.send(same_as=first)
    await done(milan)
    assert HAD_IT.key not in milan.notes
    found = await house.run(lambda tx: [items(tx, one.case_id) for one in cases.all_cases(tx)])
    assert sorted(found) == sorted([[first], [second]])
    hashes = await house.run(lambda tx: tx.db.execute("SELECT sha256 FROM evidence").fetchall())
    assert len({row["sha256"] for row in hashes}) == 2
