"""Everything kept about one person, for who asks for it (AVG, art. 15); writes nothing.

Others are masked, also by who works here. What a reporter told is not in it, nor any case in which
this person was named as doer, taken off or is the reporter: it would point at somebody else, or be
read by who must not know (UAVG, art. 41). That is said in every answer, so that it tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.cases.case import Case
from bot.cases.involved import Part as Taken
from bot.cases.people import Person
from bot.cases.rights import excluded
from bot.reports.dossier import as_person, shielded
from bot.reports.masking import Masks, Say
from bot.store import (
    audit,
    cases,
    contacts,
    entries,
    evidence,
    involved,
    people,
    post_questions,
    signals,
)
from bot.store.audit import AuditRow
from bot.store.entries import Entry, EntryKind
from bot.store.involved import Involved
from bot.store.tx import Tx
from bot.understanding.folding import folded
from bot.understanding.names import SHORTEST, TITLES, name_words

OTHERS_WORDS: Final = frozenset(
    {EntryKind.NOTE, EntryKind.STEP_NOTE, EntryKind.TALK_OUT, EntryKind.OUTCOME, EntryKind.SOM}
    | {EntryKind.ADVICE_ASKED, EntryKind.ADVICE}
)


@dataclass(frozen=True)
class Part:
    """What somebody has to do with one case."""

    case: Case
    roles: tuple[str, ...]
    written: tuple[Entry, ...] = field(repr=False)
    naming: tuple[Entry, ...] = field(repr=False)


class What(StrEnum):
    """What somebody writes outside any case."""

    SIGNAL = "signal"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True)
class Said:
    """One such thing."""

    what: What
    day: date
    words: str = field(repr=False)


@dataclass(frozen=True)
class Personal:
    """One person as Maatje knows them; `person` is None for who is only named in words."""

    name: str = field(repr=False)
    person: Person | None = field(repr=False)
    made: datetime
    chats: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...] = field(repr=False)
    said: tuple[Said, ...] = field(repr=False)
    log: tuple[AuditRow, ...] = field(repr=False)
    masks: Masks = field(repr=False)


def read_personal(tx: Tx, wanted: str, say: Say) -> Personal | None:
    """By id or by name; None when two people have that name, for one would read the other's."""
    everyone = people.all_people(tx)
    found = [one for one in everyone if one.person_id == wanted]
    found = found or list(people.find_by_name(tx, wanted))
    if len(found) > 1:
        return None
    person = found[0] if found else None
    name = person.name if person else wanted
    known = person.person_id if person else None
    kept = cases.all_cases(tx)
    entered = {case.case_id: involved.of_case(tx, case.case_id) for case in kept}
    closed = [c for c in kept if _closed_to(c, known) or _is_doer(entered[c.case_id], name)]
    open_to = [case for case in kept if case not in closed]
    others = (one for found in entered.values() for one in found if not _names(one.name, name))
    return Personal(
        name=name,
        person=person,
        made=tx.now,
        chats=_chats(tx, known),
        parts=tuple(_parts(tx, open_to, known, name)),
        said=tuple(_said(tx, known)) if known else (),
        log=tuple(_log(tx, known, closed)),
        masks=Masks(
            (*everyone, *map(as_person, others)),
            shown=[known] if known else (),
            reporter=_given(tx, kept),
            say=say,
        ),
    )


def _closed_to(case: Case, person_id: str | None) -> bool:
    if person_id is None:
        return False
    return excluded(case, person_id) or shielded(case) == person_id


def _is_doer(entered: Iterable[Involved], name: str) -> bool:
    """Whoever may be said to have done it hears of it from people, who hear them first.

    One word of the name is enough: a handler often knows the first name only.
    """
    doers = (one.name for one in entered if one.part is Taken.DOER)
    return any(not name_words(name).isdisjoint(name_words(one)) for one in doers)


def _chats(tx: Tx, person_id: str | None) -> tuple[tuple[str, str], ...]:
    """Door and language of each; an address is not written out, it is theirs to know."""
    found = contacts.of_person(tx, person_id) if person_id else []
    return tuple((one.door, one.language) for one in found)


def _parts(tx: Tx, kept: Iterable[Case], person_id: str | None, name: str) -> Iterator[Part]:
    for case in kept:
        found = entries.of_case(tx, case.case_id)
        written = tuple(one for one in found if person_id and one.author == person_id)
        others = (one for one in found if one not in written and one.kind in OTHERS_WORDS)
        naming = tuple(one for one in others if _names(one.body, name))
        entered = involved.of_case(tx, case.case_id)
        roles = (*_roles(case, person_id), *(o.part.value for o in entered if _names(o.name, name)))
        if roles or written or naming:
            yield Part(case, roles, written, naming)


def _roles(case: Case, person_id: str | None) -> Iterator[str]:
    if person_id is None:
        return
    if case.owner == person_id:
        yield "owner"
    if person_id in case.asked:
        yield "asked"
    if case.victim_person == person_id:
        yield "victim"
    if any(state.by == person_id for state in case.steps):
        yield "steps"


def _names(body: str, name: str) -> bool:
    """Whether all of the name stands there: one word of it may be another person's."""
    wanted = {word for word in folded(name).split() if len(word) >= SHORTEST} - TITLES
    return bool(wanted) and wanted <= set(folded(body).split())


def _said(tx: Tx, person_id: str) -> Iterator[Said]:
    """Their own words only: what others signalled about them may be looked into still."""
    for one in signals.of_author(tx, person_id):
        if words := signals.words(tx, one.signal_id):
            yield Said(What.SIGNAL, one.day, words)
    for day, asked in post_questions.of_person(tx, person_id):
        if asked.person_id == person_id:
            yield Said(What.QUESTION, day, asked.words)
        if asked.answered_by == person_id:
            yield Said(What.ANSWER, day, asked.answer)


def _log(tx: Tx, person_id: str | None, closed: Iterable[Case]) -> Iterator[AuditRow]:
    if person_id is None:
        return
    hidden = {case.case_id for case in closed}
    hidden |= {item.item_id for one in set(hidden) for item in evidence.all_of_case(tx, one)}
    yield from (row for row in audit.done_by(tx, person_id) if row.object not in hidden)


def _given(tx: Tx, kept: Iterable[Case]) -> str | None:
    """The names of all reporters who gave one, to be hidden as one."""
    found = (cases.reporter_name(tx, case.case_id) for case in kept)
    return " ".join(name for name in found if name) or None
