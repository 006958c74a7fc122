"""Reads one case for an export: what is in it, and whose name may stand there; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.cases.case import Case
from bot.cases.kinds import ReporterRole
from bot.cases.people import Person, Role
from bot.cases.rights import own_case
from bot.reports.masking import Masks, Say
from bot.store import audit, cases, entries, evidence, involved, people
from bot.store.audit import Linked
from bot.store.entries import Entry, EntryKind
from bot.store.evidence import Item
from bot.store.involved import Involved
from bot.store.keyring import KeyGone
from bot.store.releases import original_may_leave
from bot.store.tx import Tx

REPORTERS_WORDS: Final = frozenset({EntryKind.STORY, EntryKind.DETAIL, EntryKind.TALK_IN})


@dataclass(frozen=True)
class Order:
    """How an export was asked for; `by` is what stands on it as its maker.

    `unmasked` and `reporter_name` are each somebody's choice, never what happens by itself.
    `asker` is the person for whom it is, and to whom an original may have been released.
    """

    by: str = field(repr=False)
    unmasked: bool = False
    reporter_name: bool = False
    asker: str | None = None


@dataclass(frozen=True)
class Exhibit:
    """One item as an export names it; `sha256` is of the original, empty when it was destroyed."""

    name: str
    item: Item
    sha256: str = field(repr=False)


@dataclass(frozen=True)
class Dossier:
    """One case as it was at one moment; `originals` are the items that may leave as they came.

    `names` hides names everywhere but in the reporter's words.

    For those there is `told`: a colleague without a name may name themselves in them, so there
    names stay hidden even when the others are not.
    """

    case: Case
    order: Order
    made: datetime
    entries: tuple[Entry, ...] = field(repr=False)
    exhibits: tuple[Exhibit, ...] = field(repr=False)
    log: tuple[Linked, ...] = field(repr=False)
    involved: tuple[Involved, ...] = field(repr=False)
    house: str
    originals: frozenset[str]
    reporter_name: str | None = field(repr=False)
    names: Masks = field(repr=False)
    told: Masks = field(repr=False)

    def words(self, entry: Entry) -> str:
        """What somebody wrote, without the names that may not stand there."""
        names = self.told if entry.kind in REPORTERS_WORDS else self.names
        return names.masked(entry.body)

    def is_reporter(self, person_id: str) -> bool:
        """Whether this is the colleague who reported it: what they did is the reporter's doing."""
        return shielded(self.case) == person_id


def read_dossier(tx: Tx, case: Case, order: Order, say: Say) -> Dossier:
    """Everything of the case that its handlers may read; notes for one person stay theirs."""
    found = tuple(e for e in entries.of_case(tx, case.case_id) if e.kind != "private_note")
    items = evidence.all_of_case(tx, case.case_id)
    log = audit.linked(tx, (case.case_id, *(item.item_id for item in items)))
    parts = involved.of_case(tx, case.case_id)
    everyone = (*people.all_people(tx), *map(as_person, parts))
    given = cases.reporter_name(tx, case.case_id)
    acting = _acting(case, found, log)
    hidden = None if order.reporter_name else given
    masked = Masks(everyone, shown=acting, reporter=hidden, say=say)
    ids = [one.person_id for one in everyone]
    open_names = Masks(everyone, shown=ids, reporter=hidden, say=say)
    return Dossier(
        case=case,
        order=order,
        made=tx.now,
        entries=found,
        exhibits=tuple(_exhibit(tx, n, item) for n, item in enumerate(items, 1)),
        log=tuple(log),
        involved=parts,
        house=tx.root.fingerprint(),
        originals=_released(tx, items, order.asker),
        reporter_name=given if order.reporter_name else None,
        names=open_names if order.unmasked else masked,
        told=open_names if order.unmasked and not _may_name_themselves(case, given) else masked,
    )


def as_person(one: Involved) -> Person:
    """Somebody a handler entered, to be hidden like anyone else."""
    return Person(one.involved_id, one.name, frozenset({Role.STUDENT}))


def _released(tx: Tx, items: Iterable[Item], asker: str | None) -> frozenset[str]:
    """Those the reporter and a second person agreed to, for who asks."""
    if asker is None:
        return frozenset()
    may_leave = (one for one in items if original_may_leave(tx, one.item_id, asker))
    return frozenset(one.item_id for one in may_leave)


def shielded(case: Case) -> str | None:
    """The colleague who reported it for themselves: nothing may point at them."""
    person = case.reporter_person
    return person if person is not None and own_case(case, person) else None


def _may_name_themselves(case: Case, given: str | None) -> bool:
    return case.reporter_role is ReporterRole.STAFF and given is None


def _acting(case: Case, found: Iterable[Entry], log: Sequence[Linked]) -> frozenset[str]:
    """Whoever works the case; who only tried to does not, nor does the reporter."""
    did = {line.row.who for line in log if not line.row.what.startswith("Refused")}
    by = {state.by for state in case.steps} | {entry.author for entry in found}
    acting = {case.owner, *case.asked, *by, *did} - {None, shielded(case)}
    return frozenset(one for one in acting if one)


def _exhibit(tx: Tx, number: int, item: Item) -> Exhibit:
    try:
        sha256 = evidence.sha256(tx, item.item_id)
    except KeyGone:
        sha256 = ""
    return Exhibit(f"bewijs-{number:02}", item, sha256)
