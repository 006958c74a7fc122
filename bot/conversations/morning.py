"""The morning's message of open cases: how it looks and what must still hold when it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cases.people import Person
from bot.cases.reminders import OpenCaseLine, Urgency, open_case_lines
from bot.cases.school import School
from bot.cases.schooltime import local_day
from bot.conversations.exchange import act, labelled
from bot.conversations.moving import REMINDER
from bot.conversations.world import World, look_around
from bot.store import cases, contacts, outbox
from bot.store.contacts import Contact
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message, Text, verbatim

MOST_CASES = 7
LINES_OF_ONE = 2

LIST = "list:"
"""How the guard of a message begins that names several cases: their ids follow."""

LINE = N_("{name}: {step} {state} Open since {since}. {why}")
LATE = N_("Late: it was due on {due}.")
STATE = {
    Urgency.LATE: LATE,
    Urgency.TODAY: N_("Due today."),
    Urgency.SOM: N_("Not in SOM yet."),
}


def case_ids(lines: Sequence[OpenCaseLine]) -> tuple[str, ...]:
    """The cases of a list, each once, in its order."""
    return tuple(dict.fromkeys(line.case_id for line in lines))


def message(lines: Sequence[OpenCaseLine], school: School) -> Message:
    """The cases longest waiting, with a button each; of the others only how many there are."""
    found = case_ids(lines)
    named = found[:MOST_CASES]
    said = [_line(line, school) for one in named for line in _of_case(lines, one)]
    if rest := len(found) - len(named):
        said.append(N_("And {count} more case.", "And {count} more cases.").of(count=rest))
    names = {line.case_id: line.case_name for line in lines}
    rows = [(act(labelled("🗂️", verbatim(names[one])), "case", one),) for one in named]
    if rest:
        rows.append((act(N_("All cases"), "cases"),))
    hello = N_(
        "Good morning. {count} case waits for you.", "Good morning. {count} cases wait for you."
    )
    return Message((hello.of(count=len(found)), *said), tuple(rows))


def send(
    tx: Tx,
    world: World,
    contact: Contact,
    person: Person,
    lines: Sequence[OpenCaseLine],
    *,
    instead_of: int = 0,
) -> bool:
    """Put it in the outbox, once a morning for each chat; False when it was there already.

    `instead_of` is the row it comes instead of, because that one named a case too many.
    """
    today = local_day(world.school, tx.now)
    once = f"open-cases:{person.person_id}:{today}:{contact.contact_ref}:{instead_of}"
    outgoing = Outgoing(
        contact.contact_ref,
        Op.NOTE,
        message(lines, world.school),
        priority=REMINDER,
        person_id=person.person_id,
        guard=LIST + ",".join(case_ids(lines)[:MOST_CASES]),
        dedupe_key=once,
    )
    return outbox.enqueue(tx, outgoing) is not None


def named_in(row: OutboxRow) -> tuple[str, ...]:
    """The ids of the cases that such a message names."""
    return tuple(row.guard.removeprefix(LIST).split(","))


def send_anew(tx: Tx, world: World, person: Person, row: OutboxRow) -> None:
    """The list as it is now, instead of a row that may not go; nothing when nothing is left."""
    around = look_around(tx)
    contact = contacts.find(tx, row.contact_ref)
    lines = open_case_lines(
        cases.open_cases(tx), person, world.school, tx.now, people=around.people
    )
    if lines and contact is not None:
        send(tx, world, contact, person, lines, instead_of=row.row_id)


def _of_case(lines: Sequence[OpenCaseLine], case_id: str) -> list[OpenCaseLine]:
    return [line for line in lines if line.case_id == case_id][:LINES_OF_ONE]


def _line(line: OpenCaseLine, school: School) -> Text:
    state = STATE[line.urgency]
    if state is LATE:
        state = LATE.of(due=local_day(school, line.due))
    return LINE.of(
        name=line.case_name,
        step=line.step,
        state=state,
        since=local_day(school, line.since),
        why=line.why,
    )
