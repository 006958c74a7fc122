"""T49 of the test plan: what was sent as one is kept one by one, and answered once."""

from datetime import timedelta

import pytest

from bot.flows.kit import Sent
from bot.store import evidence, outbox
from bot.store.outbox import LIVE, OutboxRow
from bot.store.tx import Tx
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def proving(house: House) -> Chat:
    """Somebody who is asked for pictures of what was reported."""
    sanne = await house.reported()
    await sanne.command("bewijs")
    await sanne.tap("I send it now", "No")
    sanne.heard.clear()
    return sanne


async def kept(house: House, chat: Chat) -> list[str]:
    items = await house.run(lambda tx: evidence.loose_of(tx, chat.ref))
    return [item.item_id for item in items]


def due(tx: Tx) -> list[OutboxRow]:
    return [row for door in ("web", "telegram") for row in outbox.due(tx, door, tx.now, 9)]


async def later(house: House) -> None:
    """Telegram is silent for half a minute."""
    house.clock.travel(house.clock.now() + timedelta(seconds=30))
    await house.deliver()


@pytest.mark.parametrize("size", [1, 10])
async def test_t49_an_album_is_kept_one_by_one_and_answered_once(house: House, size: int) -> None:
    sanne = await proving(house)
    sent = [await sanne.send(album="7") for _ in range(size)]
    assert await kept(house, sanne) == sent
    assert sanne.heard == []
    await later(house)
    assert len(sanne.heard) == 1
    assert ("1 file" if size == 1 else f"{size} files") in sanne.screen


async def test_t49_what_comes_half_a_minute_later_is_told_on_the_same_screen(house: House) -> None:
    sanne = await proving(house)
    await sanne.send(album="7")
    await later(house)
    await sanne.says(Sent("0" * 16, "photo"), album="7")
    (row,) = await house.run(due)
    assert row.target == LIVE
    await house.deliver()
    assert "2 files" in sanne.screen


async def test_t49_two_mixed_albums_are_answered_once_each(house: House) -> None:
    sanne = await proving(house)
    for album in ("7", "8", "7", "8", "8"):
        await sanne.send(album=album)
    await later(house)
    assert len(await kept(house, sanne)) == 5
    assert len(sanne.heard) == 2
    assert "5 files" in sanne.screen


async def test_t49_an_answer_to_something_else_tells_of_the_album_too(house: House) -> None:
    sanne = await proving(house)
    for _ in range(3):
        await sanne.send(album="7")
    await sanne.command("hulp")
    assert "3 files" in sanne.screen
    told = len(sanne.heard)
    await later(house)
    assert len(sanne.heard) == told


async def test_t49_the_same_words_about_an_album_come_once(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.report(*ABOUT_ME, story="hij dreigt")
    await sanne.command("melden")
    sanne.heard.clear()
    for _ in range(3):
        await sanne.send(album="7")
    await later(house)
    assert len(sanne.heard) == 2
    assert "I put that with your story." in sanne.heard[0]
