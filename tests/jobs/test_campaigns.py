"""A survey goes by itself: each round on its day, to everyone once, to classes that lag only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cases.people import Role
from bot.cases.surveys import Survey
from bot.conversations import leaving
from bot.conversations.arrived import remember
from bot.conversations.delivery import Delivered
from bot.jobs import campaigns
from bot.jobs.job import PART
from bot.store import campaigns as store
from bot.store import contacts, outbox, people
from bot.store.campaigns import Campaign
from bot.store.outbox import Op, OutboxRow
from bot.store.tx import Tx
from tests.cases.a_school import ANNA, BRAM, CHRIS, MIRA, PEOPLE, STEF
from tests.jobs.a_house import House
from tests.opened import a_writer

pytestmark = pytest.mark.asyncio

NOVEMBER = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MANY = 1200
"""More than one tick queues."""


NOTES = "SELECT count(*) FROM outbox WHERE op = 'note'"


async def notes(house: House) -> list[OutboxRow]:
    """What is sent now, but for how far it is."""
    return [row for row in await house.sendable() if row.op is Op.NOTE]


async def planned(house: House, *, yes: int = 0) -> None:
    await house.staff(ANNA, BRAM, MIRA)

    def begin(tx: Tx) -> None:
        store.plan(tx, Survey.PROZO, 2026, "mira")
        for number in range(yes):
            ref = contacts.meet(tx, "web", f"yes {number}", "nl").contact_ref
            store.want_news(tx, ref, wants=True)

    await house.do(begin)


async def tick(house: House, at: datetime) -> int:
    """A look at the clock; how many rows lie in the outbox since the beginning."""
    house.clock.travel(at)
    await house.run(campaigns.run)
    return await house.do(lambda tx: tx.db.execute(NOTES).fetchone()[0])


async def the_one(house: House) -> Campaign:
    found = await house.do(lambda tx: store.find(tx, Survey.PROZO, 2026))
    assert found
    return found


async def test_everyone_who_said_yes_gets_it_once_however_often_the_house_stops(
    house: House,
) -> None:
    await planned(house, yes=MANY)
    assert await tick(house, NOVEMBER - timedelta(days=1)) == 0
    await tick(house, NOVEMBER)
    assert await tick(house, NOVEMBER + timedelta(minutes=1)) == campaigns.AT_ONCE
    told = await house.do(lambda tx: store.progress(tx, store.find(tx, Survey.PROZO, 2026)))  # type: ignore[arg-type]
    assert (told.total, told.done) == (MANY + 2, 0)
    assert len(await notes(house)) == campaigns.AT_ONCE

    def die(tx: Tx) -> None:
        campaigns.run(tx, house.world, tx.now)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await house.do(die)
    for minute in range(2, 6):
        assert await tick(house, NOVEMBER + timedelta(minutes=minute)) == MANY + 2
    rows = await house.do(
        lambda tx: tx.db.execute(
            "SELECT contact_ref, priority FROM outbox WHERE state = 'waiting' AND op = 'note'"
        ).fetchall()
    )
    assert len(rows) == len({row["contact_ref"] for row in rows}) == MANY + 2 - campaigns.AT_ONCE
    assert {row["priority"] for row in rows} == {3}


async def test_a_tick_ends_also_while_the_sender_frees_room_all_the_time(house: House) -> None:
    await planned(house, yes=MANY)
    house.clock.travel(NOVEMBER)
    outcome = await house.do(lambda tx: campaigns.run(tx, house.world, tx.now))
    while (part := outcome.then) is not None:
        for row in await house.do(lambda tx: outbox.due(tx, "web", tx.now, 1)):
            await house.do(lambda tx, row=row: outbox.sent(tx, row.row_id))  # type: ignore[misc]
        outcome = await house.do(lambda tx, part=part: part(tx, house.world, tx.now))  # type: ignore[misc]
    queued = await house.do(lambda tx: tx.db.execute(NOTES).fetchone()[0])
    assert campaigns.AT_ONCE - PART <= queued <= campaigns.AT_ONCE


async def test_who_may_not_lead_any_more_sees_no_progress_and_others_evaluate(
    house: House,
) -> None:
    await planned(house, yes=1)
    refs = await house.staff(CHRIS)
    await house.do(lambda tx: people.put(tx, replace(MIRA, roles=frozenset({Role.STAFF}))))
    await tick(house, NOVEMBER)
    assert {row.op for row in await house.sendable()} == {Op.NOTE}
    await tick(house, datetime(2027, 5, 3, 9, 0, tzinfo=UTC))
    (end,) = await notes(house)
    assert end.contact_ref == refs["chris"]
    assert "is closed." in house.text(end)


async def test_only_classes_that_lag_are_reminded_and_a_pause_holds_what_waits(
    house: House,
) -> None:
    await planned(house, yes=1)
    for minute in range(2):
        await tick(house, NOVEMBER + timedelta(minutes=minute))
    one = await the_one(house)
    await house.do(lambda tx: store.pause(tx, one))
    held = await house.do(lambda tx: outbox.due(tx, "web", tx.now, 10))
    assert [row.op for row in held] == [Op.CARD]
    await house.do(lambda tx: store.go_on(tx, the_paused(tx)))
    first = [house.text(row) for row in await notes(house)]
    assert sorted("ProZO! is open." in text for text in first) == [False, True, True]
    assert (await house.do(lambda tx: store.progress(tx, one))).done == 3

    await house.do(lambda tx: store.count(tx, one, "1A", 14))
    for minute in range(2):
        await tick(house, datetime(2026, 11, 23, 9, minute, tzinfo=UTC))
    (reminded,) = await notes(house)
    bram = await house.do(lambda tx: contacts.of_person(tx, "bram")[0].contact_ref)
    assert reminded.contact_ref == bram
    assert "nobody of your class" in house.text(reminded)
    for minute in range(2):
        await tick(house, datetime(2027, 4, 1, 9, minute, tzinfo=UTC))
    last = [house.text(row) for row in await notes(house)]
    assert sorted("Nobody of your class" in text for text in last) == [False, True]
    assert all("Friday 30 April" in text for text in last)
    await tick(house, datetime(2027, 5, 1, 9, 0, tzinfo=UTC))  # a Saturday
    assert await notes(house) == []
    await tick(house, datetime(2027, 5, 3, 9, 0, tzinfo=UTC))
    assert await house.do(store.going) == ()
    (end,) = await notes(house)
    assert end.person_id == "mira"
    assert "Counted: 1A: 14 and 2B: 0." in house.text(end)


def the_paused(tx: Tx) -> Campaign:
    found = store.find(tx, Survey.PROZO, 2026)
    assert found
    assert found.paused
    return found


async def test_at_night_nothing_begins(house: House) -> None:
    await planned(house, yes=1)
    assert await tick(house, NOVEMBER.replace(hour=2)) == 0
    assert (await the_one(house)).round.value == "planned"


async def test_colleagues_who_said_yes_are_asked_as_colleagues(house: House) -> None:
    refs = await house.staff(ANNA, BRAM, MIRA, STEF)
    await house.do(lambda tx: store.plan(tx, Survey.PROZO, 2026, "mira"))
    for name in ("stef", "anna"):
        await house.do(lambda tx, ref=refs[name]: store.want_news(tx, ref, wants=True))  # type: ignore[misc]
    await tick(house, NOVEMBER)
    said = {row.contact_ref: house.text(row) for row in await notes(house)}
    assert set(said) == {refs["anna"], refs["bram"], refs["stef"]}
    assert "Let your class take part" in said[refs["anna"]]
    assert "It is for colleagues too." in said[refs["stef"]]
    assert "/berichten" in said[refs["stef"]]
    one = await the_one(house)
    await house.do(lambda tx: store.count(tx, one, "1A", 14))
    await tick(house, datetime(2027, 4, 1, 9, 0, tzinfo=UTC))
    said = {row.contact_ref: house.text(row) for row in await notes(house)}
    assert "Did you fill it in already?" in said[refs["anna"]]  # as a colleague: her class did
    assert "Nobody of your class" in said[refs["bram"]]


async def test_no_messages_of_school_is_obeyed_whenever_it_is_said(house: House) -> None:
    await planned(house, yes=3)
    refs = await house.do(store.news_wanted)
    house.clock.travel(NOVEMBER)
    await house.do(lambda tx: campaigns.run(tx, house.world, tx.now))  # the round began
    await house.do(lambda tx: store.want_news(tx, refs[0], wants=False))
    await house.run(campaigns.run)
    one = await the_one(house)
    await house.do(lambda tx: store.pause(tx, one))
    house.clock.travel(NOVEMBER + timedelta(days=3))
    await house.do(lambda tx: store.want_news(tx, refs[1], wants=False))
    await house.do(lambda tx: store.go_on(tx, the_paused(tx)))
    told = {row.contact_ref for row in await notes(house)}
    assert told & set(refs) == {refs[2]}


async def test_a_chat_that_is_no_colleagues_any_more_gets_nothing_of_a_round(
    house: House,
) -> None:
    refs = await house.staff(ANNA, BRAM, MIRA, STEF)
    await house.do(lambda tx: store.plan(tx, Survey.PROZO, 2026, "mira"))
    await house.do(lambda tx: store.want_news(tx, refs["stef"], wants=True))
    house.clock.travel(NOVEMBER)
    await house.do(lambda tx: campaigns.run(tx, house.world, tx.now))  # the round began
    await house.do(lambda tx: leaving.end_rights(tx, ANNA))
    await house.run(campaigns.run)
    queued = await house.do(lambda tx: outbox.due(tx, "web", tx.now, 9))
    assert {row.contact_ref for row in queued if row.op is Op.NOTE} == {refs["bram"], refs["stef"]}
    await house.do(lambda tx: contacts.bind(tx, refs["bram"], None))
    await house.do(lambda tx: leaving.end_rights(tx, STEF))
    assert await notes(house) == []
    assert await house.do(store.news_wanted) == ()


async def test_integraal_asks_everybody_who_works_here(house: House) -> None:
    await house.everybody()
    await house.do(lambda tx: store.plan(tx, Survey.INTEGRAAL, 2026, "mira"))
    await tick(house, datetime(2027, 2, 1, 9, 0, tzinfo=UTC))
    assert len(await notes(house)) == len(PEOPLE)


async def test_a_class_that_is_counted_before_its_mentor_is_reminded_is_left_in_peace(
    house: House,
) -> None:
    await planned(house)
    await tick(house, NOVEMBER)
    await notes(house)
    house.clock.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    await house.do(lambda tx: campaigns.run(tx, house.world, tx.now))  # only who is reminded
    one = await the_one(house)
    await house.do(lambda tx: store.count(tx, one, "1A", 14))
    await house.run(campaigns.run)
    assert [row.person_id for row in await notes(house)] == ["bram"]
    assert (await house.do(lambda tx: store.progress(tx, one))).done == 2


async def test_who_planned_it_sees_one_message_that_counts(house: House) -> None:
    await planned(house, yes=1)
    await tick(house, NOVEMBER)
    rows = await house.sendable()
    (card,) = (row for row in rows if row.op is Op.CARD)
    assert (card.person_id, card.target) == ("mira", "")
    assert "Sent: 0 of 3." in house.text(card)
    await house.do(lambda tx: remember(tx, card, Delivered("77")))

    async def changed(minute: int) -> list[str]:
        await tick(house, NOVEMBER + timedelta(minutes=minute))
        rows = await house.sendable()
        assert {row.target for row in rows} <= {"77"}
        return [house.text(row) for row in rows]

    assert await changed(1) == ["ProZO!\nSent: 3 of 3."]
    assert await changed(2) == []
    one = await the_one(house)
    await house.do(lambda tx: store.pause(tx, one))
    assert await changed(3) == ["ProZO!\nSending is paused.\nSent: 3 of 3."]


async def test_a_pause_outlives_a_restart_and_nobody_gets_it_twice(
    house: House, tmp_path: Path
) -> None:
    await planned(house, yes=3)
    await tick(house, NOVEMBER)
    first = await house.do(lambda tx: outbox.due(tx, "web", tx.now, 2))
    for row in first:
        await house.do(lambda tx, row=row: outbox.sent(tx, row.row_id))  # type: ignore[misc]
    one = await the_one(house)
    await house.do(lambda tx: store.pause(tx, one))
    await house.writer.close()
    writer = await a_writer(tmp_path / "data", house.clock)
    house = replace(house, writer=writer)
    await tick(house, NOVEMBER + timedelta(minutes=1))
    assert await notes(house) == []
    paused = await house.do(the_paused)
    await house.do(lambda tx: store.go_on(tx, paused))
    await tick(house, NOVEMBER + timedelta(minutes=2))
    rest = await notes(house)
    gone = [row.contact_ref for row in (*first, *rest) if row.op is Op.NOTE]
    assert len(gone) == len(set(gone)) == 5
    await writer.close()
