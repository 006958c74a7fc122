"""A rung comes once, and not at all after the ladder was stopped."""

from datetime import datetime, timedelta

import pytest

from bot.cases.reaching import PingKind, Rung
from bot.store import pings
from bot.store.tx import Tx
from bot.store.writer import Reader, Writer
from tests.store.examples import FULL, MORNING, PLAIN, a_case

LATER = MORNING + timedelta(hours=2)
LADDER = (
    Rung(2, MORNING + timedelta(minutes=60), ("kok", "bos"), PingKind.URGENT),
    Rung(1, MORNING + timedelta(minutes=30), ("kok",), PingKind.URGENT),
    Rung(3, MORNING + timedelta(days=1), (), PingKind.WAITING),
)


def set_up(tx: Tx) -> None:
    a_case(tx)
    a_case(tx, FULL)
    pings.add(tx, PLAIN.case_id, "dekker", PingKind.NEW)
    pings.add(tx, PLAIN.case_id, "kok", PingKind.URGENT)
    pings.set_rungs(tx, PLAIN.case_id, LADDER)
    pings.set_rungs(tx, FULL.case_id, LADDER[:1])


def levels(rungs: list[pings.RungRow]) -> list[tuple[str, int]]:
    return [(rung.case_id, rung.level) for rung in rungs]


def claimed(tx: Tx, now: datetime = LATER) -> list[tuple[str, int]]:
    return levels(pings.claim_due(tx, now, 50))


@pytest.mark.asyncio
async def test_a_due_rung_is_handed_out_once_the_first_one_first(writer: Writer) -> None:
    await writer.run(set_up)
    found = await writer.run(lambda tx: pings.claim_due(tx, MORNING + timedelta(minutes=30), 50))
    assert found == [pings.RungRow(PLAIN.case_id, 1, LADDER[1].due, ("kok",), PingKind.URGENT)]
    rest = await writer.run(claimed)
    assert sorted(rest) == [(PLAIN.case_id, 2), (FULL.case_id, 2)]
    assert await writer.run(claimed) == []
    left = await writer.run(lambda tx: pings.open_rungs(tx, PLAIN.case_id))
    assert levels(left) == [(PLAIN.case_id, 3)]


@pytest.mark.asyncio
async def test_a_claim_that_fails_gives_the_rung_back(writer: Writer) -> None:
    await writer.run(set_up)

    def fail(tx: Tx) -> None:
        assert claimed(tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await writer.run(fail)
    assert len(await writer.run(claimed)) == 3


@pytest.mark.asyncio
async def test_whoever_looks_ends_their_own_pings_and_nobodys_ladder(
    writer: Writer, reader: Reader
) -> None:
    await writer.run(set_up)
    assert await writer.run(lambda tx: pings.confirm(tx, PLAIN.case_id, "kok"))
    assert not await writer.run(lambda tx: pings.confirm(tx, PLAIN.case_id, "kok"))
    waiting = await reader.read(lambda tx: pings.unconfirmed(tx, PLAIN.case_id))
    assert [(ping.person_id, ping.kind) for ping in waiting] == [("dekker", PingKind.NEW)]
    assert len(await reader.read(lambda tx: pings.of_case(tx, PLAIN.case_id))) == 2
    assert len(await writer.run(claimed)) == 3


@pytest.mark.asyncio
async def test_stopping_ends_the_ladder_of_this_case_only(writer: Writer) -> None:
    await writer.run(set_up)
    await writer.run(lambda tx: pings.stop(tx, PLAIN.case_id))
    assert await writer.run(claimed) == [(FULL.case_id, 2)]


@pytest.mark.asyncio
async def test_a_new_ladder_replaces_what_was_left_of_the_old_one(writer: Writer) -> None:
    await writer.run(set_up)
    await writer.run(lambda tx: pings.set_rungs(tx, PLAIN.case_id, LADDER[2:]))
    left = await writer.run(lambda tx: pings.open_rungs(tx, PLAIN.case_id))
    assert levels(left) == [(PLAIN.case_id, 3)]
    await writer.run(lambda tx: pings.stop(tx, PLAIN.case_id))
    assert await writer.run(lambda tx: pings.open_rungs(tx, PLAIN.case_id)) == []


@pytest.mark.asyncio
async def test_claiming_looks_only_at_what_is_due(writer: Writer) -> None:
    def plan(tx: Tx) -> str:
        steps = tx.db.execute(
            f"EXPLAIN QUERY PLAN {pings.CLAIM}", {"now": 0.0, "some": 1}
        ).fetchall()
        return " ".join(step["detail"] for step in steps)

    told = await writer.run(plan)
    assert "USING INDEX rungs_due (due_at<?)" in told
    assert "USING INDEX rungs_of_case (case_id=?)" in told
    assert "SCAN" not in told
