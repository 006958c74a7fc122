"""What is asked every minute, or for every message, finds its rows by an index."""

from collections.abc import Callable

import pytest

from bot.store import contacts, inbox, mailbox, outbox, screens, sessions
from bot.store.inbox import Incoming
from bot.store.outbox import Op, Outgoing
from bot.store.writer import Tx, Writer

RUNGS_DUE = "SELECT rung_id FROM rungs WHERE state = 'open' AND due_at <= 9 ORDER BY due_at"
STEPS_DUE = "SELECT case_id FROM case_steps WHERE status = 'open' AND due_at <= 9"
JOBS_DUE = "SELECT job FROM jobs WHERE claimed_at IS NULL AND due_at <= 9"
UNCONFIRMED = "SELECT ping_id FROM pings WHERE case_id = 'c' AND confirmed_at IS NULL"


def plan(tx: Tx, ask: Callable[[Tx], object]) -> str:
    """How SQLite would run each statement of `ask`, with the values it really has."""
    statements: list[str] = []
    tx.db.set_trace_callback(statements.append)
    ask(tx)
    tx.db.set_trace_callback(None)
    steps = [
        row["detail"]
        for statement in statements
        for row in tx.db.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    return "; ".join(steps)


def fill(tx: Tx) -> None:
    ref = contacts.meet(tx, "web", "cookie", "nl").contact_ref
    inbox.add(tx, "web", [Incoming("1", ref, b"hello")])
    outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target="1"))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("index", "ask"),
    [
        ("outbox_due", lambda tx: outbox.due(tx, "web", tx.now, 9)),
        ("outbox_due", lambda tx: outbox.next_due(tx, "web")),
        ("outbox_of_person", lambda tx: outbox.drop_for_person(tx, "p1")),
        ("outbox_of_contact", lambda tx: outbox.supersede(tx, "ref", 9)),
        ("outbox_ended", lambda tx: outbox.prune(tx, tx.now)),
        ("inbox_waiting", lambda tx: inbox.waiting(tx, "web")),
        ("inbox_ended", lambda tx: inbox.prune(tx, tx.now)),
        ("contacts_of_person", lambda tx: contacts.of_person(tx, "p1")),
        ("sessions_by_age", lambda tx: sessions.stale(tx, tx.now)),
        ("mailbox_by_revision", lambda tx: mailbox.since(tx, "ref", 3)),
        ("mailbox_by_age", lambda tx: mailbox.prune(tx, tx.now)),
        ("chat_messages_by_age", lambda tx: screens.prune(tx, tx.now)),
        ("rungs_due", lambda tx: tx.db.execute(RUNGS_DUE).fetchall()),
        ("case_steps_due", lambda tx: tx.db.execute(STEPS_DUE).fetchall()),
        ("jobs_due", lambda tx: tx.db.execute(JOBS_DUE).fetchall()),
        ("pings_unconfirmed", lambda tx: tx.db.execute(UNCONFIRMED).fetchall()),
    ],
)
async def test_a_frequent_question_is_answered_by_an_index(
    writer: Writer, index: str, ask: Callable[[Tx], object]
) -> None:
    await writer.run(fill)
    taken = await writer.run(lambda tx: plan(tx, ask))
    assert index in taken
    for table in ("inbox", "outbox", "contacts", "sessions", "mailbox", "rungs", "jobs"):
        assert f"SCAN {table}" not in taken
