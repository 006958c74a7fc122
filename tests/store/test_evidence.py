"""Items find their case, doubles are kept once, and what is destroyed stays so."""

from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.store import evidence
from bot.store.keyring import KeyGone, item_key_id
from bot.store.tx import Tx
from bot.store.writer import Reader, Writer
from bot.vault import Unreadable
from tests.store.examples import FULL, PLAIN, SENDER, a_case, an_item


def ids(items: list[evidence.Item]) -> list[str]:
    return [item.item_id for item in items]


@pytest.mark.asyncio
async def test_an_item_gets_its_case_and_loses_its_sender(writer: Writer, reader: Reader) -> None:
    def work(tx: Tx) -> dict[str, str]:
        a_case(tx)
        an_item(tx, "i1")
        assert ids(evidence.loose_of(tx, SENDER)) == ["i1"]
        assert evidence.loose_of(tx, "somebody else") == []
        return evidence.attach(tx, ["i1"], PLAIN.case_id)

    assert await writer.run(work) == {"i1": "i1"}
    (item,) = await reader.read(lambda tx: evidence.of_case(tx, PLAIN.case_id))
    assert (item.kind, item.size, item.case_id, item.destroyed) == (
        "photo",
        123,
        PLAIN.case_id,
        False,
    )
    assert await reader.read(lambda tx: evidence.loose_of(tx, SENDER)) == []
    columns = await reader.read(lambda tx: [*tx.db.execute("SELECT * FROM evidence").fetchone()])
    assert SENDER not in map(str, columns)
    assert columns[1] is None


@pytest.mark.asyncio
async def test_the_same_bytes_twice_in_a_case_are_kept_once(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        for item_id in ("i1", "i2", "i3", "i4"):
            an_item(tx, item_id, "other" if item_id == "i3" else "same")
        assert evidence.attach(tx, ["i1", "i2", "i2"], PLAIN.case_id) == {"i1": "i1", "i2": "i1"}
        found = evidence.attach(tx, ["i3", "i4"], PLAIN.case_id)
        assert found == {"i3": "i3", "i4": "i1"}
        assert ids(evidence.of_case(tx, PLAIN.case_id)) == ["i1", "i3"]
        assert evidence.rubbish(tx, ["i1", "i2", "i3", "i4"]) == ["i2", "i4"]
        with pytest.raises(KeyGone):
            tx.keys.key(item_key_id("i2"))

    await writer.run(work)


@pytest.mark.asyncio
async def test_the_same_bytes_in_two_cases_have_nothing_in_common(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        a_case(tx, FULL)
        evidence.attach(tx, [an_item(tx, "i1", "same")], PLAIN.case_id)
        evidence.attach(tx, [an_item(tx, "i2", "same")], FULL.case_id)
        assert ids(evidence.of_case(tx, PLAIN.case_id)) == ["i1"]
        assert ids(evidence.of_case(tx, FULL.case_id)) == ["i2"]
        rows = tx.db.execute("SELECT sha256 FROM evidence").fetchall()
        assert rows[0][0] != rows[1][0]

    await writer.run(work)


@pytest.mark.asyncio
async def test_an_item_of_another_case_cannot_be_taken_or_thrown_away(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        a_case(tx, FULL)
        evidence.attach(tx, [an_item(tx, "i1")], PLAIN.case_id)
        assert evidence.attach(tx, ["i1", "never seen"], FULL.case_id) == {}
        evidence.detach(tx, ["i1", "never seen"])
        assert ids(evidence.of_case(tx, PLAIN.case_id)) == ["i1"]
        assert evidence.attach(tx, ["i1"], PLAIN.case_id) == {"i1": "i1"}

    await writer.run(work)


@pytest.mark.asyncio
async def test_what_belonged_to_no_report_is_thrown_away(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        evidence.detach(tx, [an_item(tx, "i1")])
        assert evidence.get(tx, "i1") is None

    await writer.run(work)
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.keys.key(item_key_id("i1")))


@pytest.mark.asyncio
async def test_only_loose_items_older_than_a_day_are_swept(writer: Writer, clock: Clock) -> None:
    def before(tx: Tx) -> None:
        a_case(tx)
        evidence.attach(tx, [an_item(tx, "kept")], PLAIN.case_id)
        an_item(tx, "old")

    await writer.run(before)
    clock.travel(clock.now() + timedelta(hours=25))
    await writer.run(lambda tx: an_item(tx, "young"))
    day_ago = clock.now() - timedelta(days=1)
    assert ids(await writer.run(lambda tx: evidence.loose(tx, day_ago))) == ["old"]
    await writer.run(lambda tx: evidence.detach(tx, ["old"]))
    names = ["kept", "old", "young", "stranger"]
    left = await writer.run(lambda tx: evidence.rubbish(tx, names))
    assert left == ["old", "stranger"]


@pytest.mark.asyncio
async def test_a_destroyed_item_leaves_only_the_fact(writer: Writer, clock: Clock) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        evidence.attach(tx, [an_item(tx, "i1", "same")], PLAIN.case_id)
        evidence.shred_item(tx, "i1")

    await writer.run(work)
    first = await writer.run(_destroyed_at)
    clock.travel(clock.now() + timedelta(hours=1))
    await writer.run(lambda tx: evidence.shred_item(tx, "i1"))
    assert await writer.run(_destroyed_at) == first
    assert await writer.run(lambda tx: evidence.of_case(tx, PLAIN.case_id)) == []
    (item,) = await writer.run(lambda tx: evidence.all_of_case(tx, PLAIN.case_id))
    assert item.destroyed
    assert await writer.run(lambda tx: evidence.rubbish(tx, ["i1"])) == ["i1"]
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: evidence.sha256(tx, "i1"))


def _destroyed_at(tx: Tx) -> float:
    found: float = tx.db.execute("SELECT destroyed_at FROM evidence").fetchone()[0]
    return found


@pytest.mark.asyncio
async def test_a_loose_item_that_was_destroyed_does_not_stop_a_report(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        evidence.shred_item(tx, an_item(tx, "i1"))
        an_item(tx, "i2")
        tx.keys.destroy(item_key_id("i2"))
        assert evidence.loose_of(tx, SENDER) == []
        assert evidence.attach(tx, ["i1", "i2"], PLAIN.case_id) == {"i1": "i1", "i2": "i2"}

    await writer.run(work)


@pytest.mark.asyncio
async def test_an_item_needs_its_key_first_and_its_hash_opens_in_its_own_row(
    writer: Writer,
) -> None:
    def work(tx: Tx) -> None:
        an_item(tx, "i1")
        an_item(tx, "i2", "abc")
        assert evidence.sha256(tx, "i2") == "abc".ljust(64, "0")
        with pytest.raises(KeyError):
            evidence.sha256(tx, "i3")
        tx.db.execute(
            "UPDATE evidence SET sha256 = (SELECT sha256 FROM evidence WHERE item_id = 'i1')"
        )
        with pytest.raises(Unreadable):
            evidence.sha256(tx, "i2")

    await writer.run(work)
