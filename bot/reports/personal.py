"""Everything kept about one person, for who asks for it (AVG, art. 15); writes nothing.

Others are masked, also by who works here. What a reporter told is not in it, nor any case in which
this person was named as doer, taken off or is the reporter: it would point at somebody else, or be
read by who must not know (UAVG, art. 41). That is said in every answer, so that it tells nothing.

Every word of every case is looked through for it, so it goes in parts: answers to others go in
between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import partial
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
from bot.store.writer import Tx, Writer
from bot.understanding.folding import folded
from bot.understanding.names import SHORTEST, TITLES, name_words

OTHERS_WORDS: Final = frozenset(
    {EntryKind.NOTE, EntryKind.STEP_NOTE, EntryKind.TALK_OUT, EntryKind.OUTCOME, EntryKind.SOM}
    | {EntryKind.ADVICE_ASKED, EntryKind.ADVICE}
)


SOME: Final = 25
"""Cases looked through in one unit of work."""


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


@dataclass(frozen=True)
class _Asked:
    """Whose data it is; which cases there were, and what they had done, when that was asked."""

    name: str = field(repr=False)
    person: Person | None = field(repr=False)
    case_ids: tuple[str, ...]
    log: tuple[AuditRow, ...] = field(repr=False)

    @property
    def known(self) -> str | None:
        """The id of who is known here."""
        return self.person.person_id if self.person else None


@dataclass(frozen=True)
class _Seen:
    """What one case has for them. `hidden`: ids whose lines in the log would tell of a case."""

    part: Part | None = field(default=None, repr=False)
    hidden: frozenset[str] = frozenset()
    others: tuple[Involved, ...] = field(default=(), repr=False)
    given: str | None = field(default=None, repr=False)


async def read_personal(writer: Writer, wanted: str, say: Say) -> Personal | None:
    """By id or by name; None when two people have that name, for one would read the other's."""
    asked = await writer.run(lambda tx: _asked(tx, wanted))
    if asked is None:
        return None
    seen: list[_Seen] = []
    for at in range(0, len(asked.case_ids), SOME):
        some = asked.case_ids[at : at + SOME]
        seen += await writer.run(partial(_looked_through, asked=asked, case_ids=some))
    return await writer.run(lambda tx: _gathered(tx, asked, seen, say))


def _asked(tx: Tx, wanted: str) -> _Asked | None:
    found = [one for one in people.all_people(tx) if one.person_id == wanted]
    found = found or list(people.find_by_name(tx, wanted))
    if len(found) > 1:
        return None
    person = found[0] if found else None
    name = person.name if person else wanted
    log = audit.done_by(tx, person.person_id) if person else ()
    return _Asked(name, person, cases.all_ids(tx), tuple(log))


def _looked_through(tx: Tx, asked: _Asked, case_ids: tuple[str, ...]) -> list[_Seen]:
    return [_look(tx, asked, case) for case in cases.of_ids(tx, case_ids)]


def _look(tx: Tx, asked: _Asked, case: Case) -> _Seen:
    name, entered = asked.name, involved.of_case(tx, case.case_id)
    given = cases.reporter_name(tx, case.case_id)
    others = tuple(one for one in entered if not _names(one.name, name))
    if _closed_to(case, asked.known) or _is_doer(entered, name):
        items = (item.item_id for item in evidence.all_of_case(tx, case.case_id))
        return _Seen(None, frozenset({case.case_id, *items}), others, given)
    return _Seen(_part(tx, asked, case, entered), frozenset(), others, given)


def _gathered(tx: Tx, asked: _Asked, seen: Iterable[_Seen], say: Say) -> Personal:
    seen, known = tuple(seen), asked.known
    hidden = frozenset[str]().union(*(one.hidden for one in seen))
    others = (as_person(one) for each in seen for one in each.others)
    return Personal(
        name=asked.name,
        person=asked.person,
        made=tx.now,
        chats=_chats(tx, known),
        parts=tuple(one.part for one in seen if one.part),
        said=tuple(_said(tx, known)) if known else (),
        log=tuple(row for row in asked.log if row.object not in hidden),
        masks=Masks(
            (*people.all_people(tx), *others),
            shown=[known] if known else (),
            reporter=" ".join(one.given for one in seen if one.given) or None,
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


def _part(tx: Tx, asked: _Asked, case: Case, entered: Iterable[Involved]) -> Part | None:
    known, name = asked.known, asked.name
    found = entries.of_case(tx, case.case_id)
    written = tuple(one for one in found if known and one.author == known)
    others = (one for one in found if one not in written and one.kind in OTHERS_WORDS)
    naming = tuple(one for one in others if _names(one.body, name))
    roles = (*_roles(case, known), *(o.part.value for o in entered if _names(o.name, name)))
    return Part(case, roles, written, naming) if roles or written or naming else None


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
