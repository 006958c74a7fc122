"""A destroyed case cannot be read again, and leaves a line to count by."""

from datetime import timedelta

import pytest

from bot.cases.case import CaseState
from bot.cases.kinds import Kind, Mark, Outcome, RouteId
from bot.cases.reaching import PingKind, Rung
from bot.clock import Clock
from bot.figures.incident import Answered, Ended, Incident
from bot.store import audit, cases, contacts, entries, erase, evidence, figures, pings, recovery
from bot.store.keyring import KeyGone, case_key_id, item_key_id
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.cases.noordhoek import noordhoek
from tests.store.conftest import Place
from tests.store.examples import FULL, NOON, PLAIN, SENDER, a_case, an_item

CANARY = "kanarie-4e1d"
DAY = timedelta(days=1)


def everything(tx: Tx) -> str:
    """A case with something in every table; the contact who reported it."""
    ref = contacts.meet(tx, "web", CANARY, "nl").contact_ref
    cases.create(tx, FULL, reporter=ref, reporter_name=CANARY)
    contacts.add_case(tx, ref, FULL.case_id)
    entries.add(tx, FULL.case_id, "story", CANARY, None)
    evidence.attach(tx, [an_item(tx, "i1", CANARY, sender=ref)], FULL.case_id)
    evidence.attach(tx, [an_item(tx, "i2", sender=ref)], FULL.case_id)
    evidence.shred_item(tx, "i2")
    pings.add(tx, FULL.case_id, "kok", PingKind.NEW)
    pings.set_rungs(tx, FULL.case_id, [Rung(1, NOON, ("kok",), PingKind.NEW)])
    recovery.put(tx, FULL.case_id, (CANARY, "lamp"))
    audit.write(tx, audit.REPORTER, "Reported", FULL.case_id)
    return ref


def tables_with(tx: Tx, word: str) -> set[str]:
    """The tables that hold a word or id in clear."""
    names = tx.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        name
        for (name,) in names
        for row in tx.db.execute(f"SELECT * FROM {name}")  # noqa: S608
        if any(word in str(value) for value in row)
    }


def key_is_gone(tx: Tx, key_id: str) -> bool:
    try:
        tx.keys.key(key_id)
    except KeyGone:
        return True
    return False


@pytest.mark.asyncio
async def test_no_table_of_cases_names_the_contact_who_reported(writer: Writer) -> None:
    ref = await writer.run(everything)
    assert await writer.run(lambda tx: tables_with(tx, ref)) == {"contacts"}
    assert await writer.run(lambda tx: tables_with(tx, CANARY)) == set()
    assert "cases" in await writer.run(lambda tx: tables_with(tx, FULL.case_id))


@pytest.mark.asyncio
async def test_no_file_holds_who_reported_nor_what_was_told(place: Place, writer: Writer) -> None:
    def told(tx: Tx) -> None:
        a_case(tx)
        cases.set_reporter_name(tx, PLAIN.case_id, CANARY)
        entries.add(tx, PLAIN.case_id, "story", CANARY, None)
        evidence.attach(tx, [an_item(tx, "i3", CANARY)], PLAIN.case_id)
        an_item(tx, "i4")

    await writer.run(told)
    await writer.run(everything)
    while_open = b"".join(file.read_bytes() for file in place.folder.iterdir())
    await writer.close()
    closed = b"".join(file.read_bytes() for file in place.folder.iterdir())
    for found in (while_open, closed):
        assert PLAIN.case_id.encode() in found, "the search itself must find what is there"
        assert CANARY.encode() not in found
        assert SENDER.encode() not in found


@pytest.mark.asyncio
async def test_only_words_to_come_back_means_no_address_in_any_case(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        ref = everything(tx)
        cases.forget_reporter(tx, FULL.case_id)
        contacts.remove_case(tx, ref, FULL.case_id)
        contacts.forget(tx, ref)
        assert tables_with(tx, ref) == set()
        assert recovery.find(tx, (CANARY, "lamp"), "a new phone") == FULL.case_id
        assert cases.reporter(tx, FULL.case_id) is None

    await writer.run(work)


@pytest.mark.asyncio
async def test_a_destroyed_case_is_gone_from_every_table_but_the_log(writer: Writer) -> None:
    ref = await writer.run(everything)
    await writer.run(a_case)
    files = await writer.run(lambda tx: erase.shred_case(tx, FULL.case_id))
    assert files == ("i1", "i2")
    assert await writer.run(lambda tx: tables_with(tx, FULL.case_id)) == {"audit"}
    assert await writer.run(lambda tx: contacts.my_cases(tx, ref)) == ()
    for key_id in (case_key_id(FULL.case_id), item_key_id("i1"), item_key_id("i2")):
        assert await writer.run(lambda tx, key_id=key_id: key_is_gone(tx, key_id))  # type: ignore[misc]
    assert await writer.run(cases.all_cases) == (PLAIN,)
    assert await writer.run(audit.verify) is None
    assert await writer.run(lambda tx: erase.shred_case(tx, FULL.case_id)) == ()


@pytest.mark.asyncio
async def test_destroying_that_fails_destroys_nothing(writer: Writer) -> None:
    await writer.run(everything)

    def fail(tx: Tx) -> None:
        erase.shred_case(tx, FULL.case_id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await writer.run(fail)
    assert await writer.run(lambda tx: cases.get(tx, FULL.case_id)) == FULL
    assert await writer.run(erase.rows_without_key) == ()


@pytest.mark.asyncio
async def test_a_destroyed_case_still_counts_and_a_practice_one_never_did(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        everything(tx)
        a_case(tx, state=CaseState.NEW)
        practice = a_case(
            tx, case_id="00000000000000a9", name="Oude Boom", marks=frozenset({Mark.PRACTICE})
        )
        for case in (PLAIN, FULL, practice):
            counted = figures.of(tx, (case,), noordhoek()) if case is not PLAIN else {}
            erase.shred_case(tx, case.case_id, *counted.values())
        assert figures.past(tx) == (
            Incident(route=RouteId.A, kind=Kind.THREAT, month="2026-11"),
            Incident(
                route=RouteId.C,
                kind=Kind.THREAT,
                month="2026-11",
                closed=True,
                year_group=2,
                app="snapchat",
                outcome=Outcome.MEASURE,
                answered=Answered.DAY,
                ended=Ended.WEEK,
            ),
        )

    await writer.run(work)


@pytest.mark.asyncio
async def test_a_case_is_destroyed_when_its_contact_is_long_gone_or_unknown(
    writer: Writer,
) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        cases.create(tx, FULL, reporter=None, reporter_name=None)
        assert erase.shred_case(tx, PLAIN.case_id) == ()
        assert erase.shred_case(tx, FULL.case_id) == ()

    await writer.run(work)


@pytest.mark.asyncio
async def test_keys_without_rows_go_when_they_are_a_day_old(writer: Writer, clock: Clock) -> None:
    def before(tx: Tx) -> None:
        a_case(tx)
        an_item(tx, "i1")
        for key_id in (case_key_id("lost"), item_key_id("lost"), "day:2026-11-23"):
            tx.keys.ensure(key_id)

    await writer.run(before)
    clock.travel(clock.now() + DAY + timedelta(hours=1))
    await writer.run(lambda tx: tx.keys.fresh(item_key_id("coming in")))
    day_ago = clock.now() - DAY
    assert await writer.run(lambda tx: erase.sweep_orphan_keys(tx, day_ago)) == 2
    assert await writer.run(lambda tx: erase.sweep_orphan_keys(tx, day_ago)) == 0
    for key_id in (case_key_id("lost"), item_key_id("lost")):
        assert await writer.run(lambda tx, key_id=key_id: key_is_gone(tx, key_id))  # type: ignore[misc]
    assert not await writer.run(lambda tx: key_is_gone(tx, item_key_id("coming in")))
    assert await writer.run(erase.rows_without_key) == ()


@pytest.mark.asyncio
async def test_rows_without_a_key_are_told_and_left_alone(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        a_case(tx, FULL)
        an_item(tx, "i1")
        evidence.shred_item(tx, an_item(tx, "i2"))
        for key_id in (case_key_id(PLAIN.case_id), item_key_id("i1")):
            tx.keys.destroy(key_id)

    await writer.run(work)
    found = await writer.run(erase.rows_without_key)
    assert found == (case_key_id(PLAIN.case_id), item_key_id("i1"))
