"""A link to evidence works once, for ten minutes, and is nowhere to be found."""

from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.store import evidence, looks
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.store.examples import MENTOR, an_item


def given(tx: Tx, **more: bool) -> str:
    return looks.give(tx, MENTOR.person_id, an_item(tx, "i1"), **more)


@pytest.mark.asyncio
async def test_a_link_opens_once_and_then_only_where_it_was_opened(writer: Writer) -> None:
    token = await writer.run(given)
    look = await writer.run(lambda tx: looks.find(tx, token))
    assert look
    assert (look.person_id, look.item_id, look.opened) == (MENTOR.person_id, "i1", False)
    assert await writer.run(lambda tx: looks.opened_with(tx, token, "")) is None

    shown = await writer.run(lambda tx: looks.open_once(tx, token))
    assert shown
    assert await writer.run(lambda tx: looks.open_once(tx, token)) is None
    assert await writer.run(lambda tx: looks.opened_with(tx, token, shown))
    wrong = ("", token, shown[:-1])
    found = await writer.run(lambda tx: [looks.opened_with(tx, token, other) for other in wrong])
    assert found == [None] * 3


@pytest.mark.asyncio
async def test_after_ten_minutes_it_is_over_for_whoever_opened_it_too(
    writer: Writer, clock: Clock
) -> None:
    token = await writer.run(given)
    shown = await writer.run(lambda tx: looks.open_once(tx, token))
    assert shown
    clock.travel(clock.now() + looks.LASTS - timedelta(seconds=5))
    assert await writer.run(lambda tx: looks.opened_with(tx, token, shown))
    clock.travel(clock.now() + timedelta(seconds=5))
    assert await writer.run(lambda tx: looks.opened_with(tx, token, shown)) is None
    assert await writer.run(lambda tx: looks.find(tx, token)) is None
    assert await writer.run(lambda tx: looks.open_once(tx, token)) is None
    assert await writer.run(looks.prune) == 1


@pytest.mark.asyncio
async def test_a_link_to_what_is_destroyed_ends_with_it(writer: Writer) -> None:
    token = await writer.run(given)
    await writer.run(lambda tx: evidence.shred_item(tx, "i1"))
    assert await writer.run(lambda tx: looks.find(tx, token)) is None


@pytest.mark.asyncio
async def test_neither_the_link_nor_the_pass_lies_in_the_database(writer: Writer) -> None:
    token = await writer.run(given)
    shown = await writer.run(lambda tx: looks.open_once(tx, token))
    rows = await writer.run(lambda tx: [tuple(r) for r in tx.db.execute("SELECT * FROM looks")])
    assert token not in str(rows)
    assert str(shown) not in str(rows)
