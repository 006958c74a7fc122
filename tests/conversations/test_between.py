"""T25: what waited when its case was closed or destroyed is not sent."""

from __future__ import annotations

import asyncio

import pytest

from bot.cases.events import Closed, ReporterAnswered
from bot.cases.kinds import Outcome
from bot.cases.reaching import Ping, PingKind
from bot.conversations import moving
from bot.conversations.event import Command
from bot.conversations.world import look_around
from bot.store import cases, erase
from bot.store.writer import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def on_its_way(house: House) -> tuple[Chat, str]:
    """Somebody asked for the card, and it lies in the outbox."""
    csv = await house.csv()
    await house.reported()
    case = await house.case()
    await house.run(lambda tx: csv._take(tx, Command("zaak", case.name), ""))
    return csv, case.case_id


async def test_t25_a_card_of_a_case_that_was_destroyed_meanwhile_is_not_sent(house: House) -> None:
    csv, case_id = await on_its_way(house)
    before = csv.screen
    await house.run(lambda tx: erase.shred_case(tx, case_id))
    await house.deliver()
    assert csv.screen == before


async def test_t25_a_ping_of_a_case_that_was_closed_meanwhile_is_not_sent(house: House) -> None:
    csv = await house.csv()
    await house.reported()
    case, told = await house.case(), len(csv.heard)

    def ping(tx: Tx) -> None:
        moving.ping(tx, house.world, look_around(tx), case, Ping("i-schumacher", PingKind.WAITING))

    def close(tx: Tx) -> None:
        event = Closed(Outcome.UNTRUE, "f-el-amrani")
        moving.move(tx, house.world, look_around(tx), case, event)

    await house.run(ping)
    await house.run(close)  # in the same minute
    await house.deliver()
    assert len(csv.heard) == told


async def test_words_that_come_right_after_the_end_of_a_case_are_heard_of(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    case = await house.case()

    def close(tx: Tx) -> None:
        moving.move(tx, house.world, look_around(tx), case, Closed(Outcome.UNTRUE, "e-yilmaz"))

    def say(tx: Tx) -> None:
        known = cases.get(tx, case.case_id)
        assert known is not None
        moving.move(tx, house.world, look_around(tx), known, ReporterAnswered())

    before = len(mentor.heard)
    together = (house.writer.run(unit, again=True) for unit in (close, say))
    await asyncio.gather(*together)
    await house.deliver()
    assert len(mentor.heard) == before + 1
