"""Per contact in order, one at a time, the most urgent contact first."""

from datetime import timedelta

import pytest

from bot.store import contacts, outbox, queues
from bot.store.keyring import day_key_id
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.writer import Tx, Writer
from bot.text import Button, Message, verbatim
from tests.store.conftest import MONDAY_MORNING, Place

LATER = MONDAY_MORNING + timedelta(hours=2)


def meet(tx: Tx, *names: str) -> list[str]:
    return [contacts.meet(tx, "telegram", name, "nl").contact_ref for name in names]


def put(tx: Tx, ref: str, target: str, **more: object) -> int | None:
    return outbox.enqueue(tx, Outgoing(ref, Op.NOTE, target=target, **more))  # type: ignore[arg-type]


def due(tx: Tx, *skip: str, limit: int = 10) -> list[str]:
    return [row.target for row in outbox.due(tx, "telegram", tx.now, limit, skip)]


@pytest.mark.asyncio
async def test_a_row_comes_out_as_it_went_in(writer: Writer) -> None:
    message = Message((verbatim("Hoi"),), ((Button(verbatim("Ja"), "f:1:danger:yes"),),))
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    outgoing = Outgoing(
        ref, Op.SHOW, message, target="7", priority=1, case_id="c1", person_id="p1", guard="case"
    )
    row_id = await writer.run(lambda tx: outbox.enqueue(tx, outgoing))
    (row,) = await writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 10))
    assert isinstance(row, OutboxRow)
    assert (row.row_id, row.door, row.contact_ref, row.op) == (row_id, "telegram", ref, Op.SHOW)
    assert (row.message, row.target, row.priority) == (message, "7", 1)
    assert (row.case_id, row.person_id, row.guard, row.tries) == ("c1", "p1", "case", 0)
    assert "Hoi" not in repr(row)


@pytest.mark.asyncio
async def test_nothing_is_stored_for_a_contact_that_is_gone(writer: Writer) -> None:
    with pytest.raises(KeyError):
        await writer.run(lambda tx: put(tx, "nobody", "a"))


@pytest.mark.asyncio
async def test_a_contact_gets_its_messages_one_by_one_in_order(writer: Writer) -> None:
    def enqueue(tx: Tx) -> None:
        one, two = meet(tx, "one", "two")
        put(tx, one, "a", priority=2)
        put(tx, one, "b", priority=0)
        put(tx, two, "c", priority=1)

    await writer.run(enqueue)
    assert await writer.run(due) == ["c", "a"]
    assert await writer.run(lambda tx: due(tx, limit=1)) == ["c"]
    await writer.run(lambda tx: outbox.sent(tx, 1))
    assert await writer.run(due) == ["b", "c"]


@pytest.mark.asyncio
async def test_of_what_goes_to_many_only_as_much_comes_as_there_is_room_for(
    writer: Writer,
) -> None:
    def enqueue(tx: Tx) -> None:
        for name in "abc":
            (ref,) = meet(tx, name)
            put(tx, ref, name, priority=outbox.LOWEST)

    await writer.run(enqueue)
    some = await writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 9, lowest=2))
    assert [row.target for row in some] == ["a", "b"]
    assert await writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 9, lowest=0)) == []
    assert await writer.run(lambda tx: outbox.next_due(tx, "telegram", lowest=0)) is None
    (ref,) = await writer.run(lambda tx: meet(tx, "d"))
    await writer.run(lambda tx: put(tx, ref, "d"))
    (row,) = await writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 9, lowest=0))
    assert row.target == "d"
    assert await writer.run(lambda tx: outbox.next_due(tx, "telegram", lowest=0)) is not None


@pytest.mark.asyncio
async def test_what_goes_to_many_holds_up_no_answer_and_no_ping(writer: Writer) -> None:
    def enqueue(tx: Tx) -> str:
        refs = meet(tx, *(f"contact {number}" for number in range(40)))
        for ref in refs:
            put(tx, ref, "survey", priority=outbox.LOWEST)
        put(tx, refs[-1], "answer")
        put(tx, refs[-1], "ping", priority=1)
        return refs[-1]

    ref = await writer.run(enqueue)
    some = await writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 64, lowest=16))
    assert [row.target for row in some] == ["answer", *["survey"] * 16]
    await writer.run(lambda tx: outbox.retry(tx, 40, LATER))  # its own survey
    assert (await writer.run(due))[0] == "answer"
    assert await writer.run(lambda tx: due(tx, ref)) == ["survey"] * 10
    await writer.run(lambda tx: outbox.retry(tx, 41, LATER))  # the answer: now the ping waits too
    assert await writer.run(due) == ["survey"] * 10
    await writer.run(lambda tx: outbox.sent(tx, 41))
    assert (await writer.run(due))[0] == "ping"
    assert await writer.run(lambda tx: outbox.next_due(tx, "telegram", lowest=0)) is not None


@pytest.mark.asyncio
async def test_a_contact_that_is_being_sent_to_is_skipped(writer: Writer) -> None:
    one, two = await writer.run(lambda tx: meet(tx, "one", "two"))
    await writer.run(lambda tx: (put(tx, one, "a"), put(tx, two, "b")))
    assert await writer.run(lambda tx: due(tx, one)) == ["b"]
    assert await writer.run(lambda tx: outbox.next_due(tx, "telegram", [one, two])) is None


@pytest.mark.asyncio
async def test_a_message_in_back_off_holds_up_the_later_ones_of_its_chat_only(
    place: Place, writer: Writer
) -> None:
    one, two = await writer.run(lambda tx: meet(tx, "one", "two"))
    await writer.run(lambda tx: (put(tx, one, "a"), put(tx, one, "b"), put(tx, two, "c")))
    await writer.run(lambda tx: outbox.retry(tx, 1, LATER))
    assert await writer.run(due) == ["c"]
    await writer.run(lambda tx: outbox.sent(tx, 3))
    assert await writer.run(due) == []
    assert await writer.run(lambda tx: outbox.next_due(tx, "telegram")) == LATER
    place.clock.travel(LATER)
    (row,) = await writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 10))
    assert (row.target, row.tries) == ("a", 1)


@pytest.mark.asyncio
async def test_a_message_for_later_lets_the_others_pass(place: Place, writer: Writer) -> None:
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    await writer.run(lambda tx: (put(tx, ref, "later", not_before=LATER), put(tx, ref, "now")))
    assert await writer.run(due) == ["now"]
    await writer.run(lambda tx: outbox.sent(tx, 2))
    assert await writer.run(due) == []
    assert await writer.run(lambda tx: outbox.next_due(tx, "telegram")) == LATER
    place.clock.travel(LATER)
    assert await writer.run(due) == ["later"]


@pytest.mark.asyncio
async def test_another_door_has_nothing_to_do(writer: Writer) -> None:
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    await writer.run(lambda tx: put(tx, ref, "a"))
    assert await writer.run(lambda tx: outbox.due(tx, "web", tx.now, 10)) == []
    assert await writer.run(lambda tx: outbox.next_due(tx, "web")) is None
    assert await writer.run(lambda tx: outbox.next_due(tx, "telegram")) is not None


@pytest.mark.asyncio
async def test_the_same_reminder_is_stored_once_also_after_it_was_sent(writer: Writer) -> None:
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    assert await writer.run(lambda tx: put(tx, ref, "a", dedupe_key="open-cases:p1")) == 1
    await writer.run(lambda tx: outbox.sent(tx, 1))
    assert await writer.run(lambda tx: put(tx, ref, "a", dedupe_key="open-cases:p1")) is None
    assert await writer.run(lambda tx: put(tx, ref, "a", dedupe_key="open-cases:p2")) is not None


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("end", "state"),
    [(outbox.sent, "sent"), (outbox.dead, "dead"), (outbox.drop, "dropped")],
)
async def test_a_row_that_ended_keeps_no_message(writer: Writer, end: object, state: str) -> None:
    assert callable(end)
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    await writer.run(lambda tx: put(tx, ref, "a", message=Message((verbatim("Hoi"),))))
    await writer.run(lambda tx: end(tx, 1))
    assert await writer.run(lambda tx: outbox.count(tx, state)) == 1
    assert await writer.run(
        lambda tx: tx.db.execute("SELECT message IS NULL FROM outbox").fetchone()[0]
    )
    await writer.run(lambda tx: outbox.retry(tx, 1, LATER))
    assert await writer.run(due) == []


@pytest.mark.asyncio
async def test_what_waits_for_a_person_without_rights_is_dropped(writer: Writer) -> None:
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    await writer.run(lambda tx: (put(tx, ref, "a", person_id="p1"), put(tx, ref, "b")))
    assert await writer.run(lambda tx: outbox.drop_for_person(tx, "p1")) == 1
    assert await writer.run(due) == ["b"]


@pytest.mark.asyncio
async def test_an_older_turn_that_was_not_sent_yet_is_superseded(writer: Writer) -> None:
    def turns(tx: Tx) -> None:
        one, two = meet(tx, "one", "two")
        outbox.enqueue(tx, Outgoing(one, Op.SHOW, target="old"))
        outbox.enqueue(tx, Outgoing(two, Op.SHOW, target="other"))
        newest = outbox.enqueue(tx, Outgoing(one, Op.SHOW, target="new"))
        assert newest is not None
        assert outbox.supersede(tx, one, newest) == 1

    await writer.run(turns)
    assert sorted(await writer.run(due)) == ["new", "other"]


@pytest.mark.asyncio
async def test_a_row_whose_day_key_is_gone_is_dead(writer: Writer) -> None:
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    await writer.run(lambda tx: put(tx, ref, "a"))
    await writer.run(lambda tx: tx.keys.destroy(day_key_id(tx.now)))
    assert await writer.run(due) == []
    assert await writer.run(lambda tx: outbox.count(tx, "dead")) == 1


@pytest.mark.asyncio
async def test_nothing_stays_readable_in_memory_once_its_door_has_looked(writer: Writer) -> None:
    """What goes out later, or waits behind another, is opened again when its time comes."""

    def readable(tx: Tx) -> int:
        return sum(len(held) for name, held in tx.memory.items() if name.startswith("just sealed"))

    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    await writer.run(lambda tx: put(tx, ref, "later", not_before=LATER))
    assert await writer.run(readable) == 0
    await writer.run(lambda tx: (put(tx, ref, "now"), put(tx, ref, "next")))
    assert await writer.run(lambda tx: (readable(tx), due(tx), readable(tx))) == (2, ["now"], 0)
    await writer.run(lambda tx: outbox.sent(tx, 2))
    assert await writer.run(due) == ["next"]


@pytest.mark.asyncio
async def test_pruning_keeps_what_waits(place: Place, writer: Writer) -> None:
    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    await writer.run(lambda tx: (put(tx, ref, "a"), put(tx, ref, "b")))
    await writer.run(lambda tx: outbox.sent(tx, 1))
    assert await writer.run(lambda tx: outbox.prune(tx, tx.now)) == 0
    place.clock.travel(MONDAY_MORNING + timedelta(days=1))
    assert await writer.run(lambda tx: outbox.prune(tx, tx.now)) == 1
    assert await writer.run(due) == ["b"]


@pytest.mark.asyncio
async def test_what_was_just_stored_has_not_waited_since_midnight(
    writer: Writer, place: Place
) -> None:
    """Only the day of a row lies in clear; when it was stored is sealed with what it says."""

    async def longest() -> int:
        waits = await writer.run(lambda tx: queues.leaving(tx).oldest)
        return round(waits / timedelta(minutes=1))

    (ref,) = await writer.run(lambda tx: meet(tx, "one"))
    assert await longest() == 0
    await writer.run(lambda tx: put(tx, ref, "a"))
    assert await longest() == 0
    await writer.run(lambda tx: put(tx, ref, "b", not_before=tx.now + timedelta(minutes=1)))
    place.clock.travel(MONDAY_MORNING + timedelta(minutes=5))
    assert await longest() == 5
    await writer.run(lambda tx: outbox.clear(tx, ref))
    await writer.run(lambda tx: put(tx, ref, "c", not_before=tx.now - timedelta(minutes=3)))
    assert await longest() == 3
