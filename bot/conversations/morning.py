"""The morning's message of open cases: how it looks and what must still hold when it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cases.agenda import DutyLine, begun, lines_of
from bot.cases.people import Person
from bot.cases.reminders import OpenCaseLine, Owed, Urgency, lines_for, owed
from bot.cases.school import School
from bot.cases.schooltime import first_of_school_year, local_day
from bot.conversations import agenda
from bot.conversations.exchange import act, labelled
from bot.conversations.notes import REMINDER
from bot.conversations.world import Around, World, look_around
from bot.store import cases, contacts, duties, entries, outbox
from bot.store.contacts import MAIL, Contact
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message, Text, verbatim

MOST_CASES = 7
MOST_DUTIES = 5
LINES_OF_ONE = 2

LIST = "list:"
"""How the guard of a message begins that names several cases: their ids follow."""

BY_MAIL = Message((N_("Your list of today is on the page."),))
GOOD_MORNING = N_("Good morning.")
DUTIES = N_("From the year calendar:")
LINE = N_("{name}: {step} {state} Open since {since}. {why}")
ALSO = N_("Also: {step} {state} {why}")
LATE = N_("Late: it was due on {due}.")
STATE = {
    Urgency.LATE: LATE,
    Urgency.TODAY: N_("Due today."),
    Urgency.SOM: N_("Not in SOM yet."),
}


def case_ids(lines: Sequence[OpenCaseLine]) -> tuple[str, ...]:
    """The cases of a list, each once, in its order."""
    return tuple(dict.fromkeys(line.case_id for line in lines))


@dataclass(frozen=True)
class Morning:
    """What somebody is told one morning: of cases, and of the year calendar."""

    lines: tuple[OpenCaseLine, ...] = ()
    duties: tuple[DutyLine, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.duties)


@dataclass(frozen=True)
class Known:
    """What everybody's morning is made of, read once."""

    around: Around
    owed: Sequence[Owed]
    duties: Sequence[DutyLine]


def known(tx: Tx, world: World) -> Known:
    """As it is now."""
    school, around, waiting = world.school, look_around(tx), entries.unanswered(tx)
    open_now = cases.open_cases(tx)
    due = owed(open_now, school, tx.now, people=around.people, unanswered=waiting)
    return known_of(tx, world, due)


def known_of(tx: Tx, world: World, due: Sequence[Owed]) -> Known:
    """With what was found of the cases already."""
    around, today = look_around(tx), local_day(world.school, tx.now)
    rows = duties.of_year(tx, first_of_school_year(today).year)
    return Known(around, due, begun(rows, world.school, today, around.people))


def of_person(world: World, now: datetime, person: Person, all_of_it: Known) -> Morning:
    """What is late or due for them today; empty for who is left in peace."""
    lines, today = lines_for(all_of_it.owed, person, world.school), local_day(world.school, now)
    return Morning(lines, lines_of(all_of_it.duties, person, world.school, today))


def message(told: Morning, school: School) -> Message:
    """First the cases, then the calendar; with nothing but the calendar it says just that."""
    cases_first = _of_cases(told.lines, school) if told.lines else Message((GOOD_MORNING,))
    if not told.duties:
        return cases_first
    named = told.duties[:MOST_DUTIES]
    said = [DUTIES, *(_duty_line(line) for line in named)]
    if rest := len(told.duties) - len(named):
        said.append(N_("And {count} more.", "And {count} more.").of(count=rest))
    taps = [
        (act(labelled("🗓️", agenda.named(one.row, school)), "duty", one.row.row_id),)
        for one in named
    ]
    if rest:
        taps.append((act(labelled("🗓️", N_("Year calendar")), "agenda"),))
    return Message((*cases_first.lines, *said), (*cases_first.buttons, *taps))


def _duty_line(line: DutyLine) -> Text:
    return agenda.told(line.text, line.row, late=line.late)


def _of_cases(lines: Sequence[OpenCaseLine], school: School) -> Message:
    """The cases longest waiting, with a button each; of the others only how many there are."""
    found = case_ids(lines)
    named = found[:MOST_CASES]
    said = [_told(_of_case(lines, one), school) for one in named]
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
    told: Morning,
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
        BY_MAIL if contact.door == MAIL else message(told, world.school),
        priority=REMINDER,
        person_id=person.person_id,
        guard=LIST + ",".join(case_ids(told.lines)[:MOST_CASES]),
        dedupe_key=once,
    )
    return outbox.enqueue(tx, outgoing) is not None


def named_in(row: OutboxRow) -> tuple[str, ...]:
    """The ids of the cases that such a message names."""
    return tuple(filter(None, row.guard.removeprefix(LIST).split(",")))


def send_anew(tx: Tx, world: World, person: Person, row: OutboxRow) -> None:
    """The list as it is now, instead of a row that may not go; nothing when nothing is left."""
    contact = contacts.find(tx, row.contact_ref)
    told = of_person(world, tx.now, person, known(tx, world))
    if told and contact is not None:
        send(tx, world, contact, person, told, instead_of=row.row_id)


def _of_case(lines: Sequence[OpenCaseLine], case_id: str) -> list[OpenCaseLine]:
    return [line for line in lines if line.case_id == case_id][:LINES_OF_ONE]


def _told(lines: Sequence[OpenCaseLine], school: School) -> Text:
    """All that waits in one case, as one: the number above says how many there are."""
    first, *rest = lines
    also = [ALSO.of(step=one.step, state=_state(one, school), why=one.why) for one in rest]
    said = _line(first, school)
    return Text("{first} {also}", values={"first": said, "also": also[0]}) if also else said


def _state(line: OpenCaseLine, school: School) -> Text:
    state = STATE[line.urgency]
    return LATE.of(due=local_day(school, line.due)) if state is LATE else state


def _line(line: OpenCaseLine, school: School) -> Text:
    return LINE.of(
        name=line.case_name,
        step=line.step,
        state=_state(line, school),
        since=local_day(school, line.since),
        why=line.why,
    )
