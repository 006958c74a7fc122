"""Pieces of a case stay in order and open for their own case only."""

from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.store import entries
from bot.store.keyring import KeyGone, case_key_id
from bot.store.tx import Tx
from bot.store.writer import Reader, Writer
from bot.vault import Unreadable
from tests.store.examples import FULL, PLAIN, a_case


def bodies(tx: Tx, case_id: str = PLAIN.case_id) -> list[str]:
    return [entry.body for entry in entries.of_case(tx, case_id)]


@pytest.mark.asyncio
async def test_pieces_come_back_in_the_order_of_time(
    writer: Writer, reader: Reader, clock: Clock
) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        entries.add(tx, PLAIN.case_id, "story", "first", None)
        entries.add(tx, PLAIN.case_id, "note", "second", "dekker")

    await writer.run(work)
    clock.travel(clock.now() - timedelta(hours=1))
    await writer.run(lambda tx: entries.add(tx, PLAIN.case_id, "talk_in", "before", None))
    assert await reader.read(bodies) == ["before", "first", "second"]


@pytest.mark.asyncio
async def test_only_the_kinds_asked_for_are_opened(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        for kind in entries.EntryKind:
            entries.add(tx, PLAIN.case_id, kind, f"a {kind}", "dekker")
        found = entries.of_case(tx, PLAIN.case_id, ("note", "som"))
        assert [(entry.kind.value, entry.author) for entry in found] == [
            ("note", "dekker"),
            ("som", "dekker"),
        ]

    await writer.run(work)


@pytest.mark.asyncio
async def test_ids_of_pieces_tell_no_order_and_a_piece_shows_no_words(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        ids = [entries.add(tx, PLAIN.case_id, "note", "Kees", "dekker") for _ in range(20)]
        assert ids != sorted(ids)
        assert len({*ids}) == 20
        assert "Kees" not in repr(entries.of_case(tx, PLAIN.case_id))

    await writer.run(work)


@pytest.mark.asyncio
async def test_there_is_no_piece_without_a_case_or_of_an_unknown_kind(writer: Writer) -> None:
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: entries.add(tx, PLAIN.case_id, "note", "x", None))
    await writer.run(a_case)
    with pytest.raises(ValueError, match="gossip"):
        await writer.run(lambda tx: entries.add(tx, PLAIN.case_id, "gossip", "x", None))
    assert await writer.run(bodies) == []


@pytest.mark.asyncio
async def test_pieces_of_a_destroyed_case_do_not_open(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        entries.add(tx, PLAIN.case_id, "story", "x", None)
        tx.keys.destroy(case_key_id(PLAIN.case_id))
        assert entries.of_case(tx, PLAIN.case_id) == []

    await writer.run(work)


@pytest.mark.asyncio
@pytest.mark.parametrize("case_id", [PLAIN.case_id, FULL.case_id], ids=["same case", "other case"])
async def test_a_body_laid_under_another_piece_does_not_open(writer: Writer, case_id: str) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        a_case(tx, FULL)
        told = entries.add(tx, PLAIN.case_id, "story", "x", None)
        other = entries.add(tx, case_id, "story", "y", None)
        tx.db.execute(
            "UPDATE entries SET body = (SELECT body FROM entries WHERE entry_id = ?)"
            " WHERE entry_id = ?",
            (told, other),
        )
        with pytest.raises(Unreadable):
            entries.of_case(tx, case_id)

    await writer.run(work)
