"""Which cases a colleague reported, or were done to them; knows no right.

Who that is lies sealed, so it is opened once for as long as the row stays, in memory only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.cases.case import Case
from bot.cases.rights import own_case
from bot.store import case_rows
from bot.store.tx import Tx

OPEN: Final = "state <> 'closed'"
CLOSED: Final = "state = 'closed'"
_ROWS: Final = """
SELECT case_id, reporter_person, victim_person, on_behalf FROM cases
WHERE (reporter_person IS NOT NULL OR victim_person IS NOT NULL) AND """


@dataclass(frozen=True)
class _Held:
    """What was opened, and the rows it was opened from."""

    rows: list[sqlite3.Row] = field(repr=False)
    cases: dict[sqlite3.Row, Case | None] = field(repr=False)
    by_person: dict[str, tuple[str, ...]] = field(repr=False)


def own_cases(tx: Tx, person_id: str, state: str = OPEN) -> tuple[str, ...]:
    """The ids of the `OPEN` or `CLOSED` cases whose handlers' view is kept from this colleague."""
    rows = tx.db.execute(_ROWS + state).fetchall()
    name = f"own cases: {state}"
    held: _Held = tx.memory.get(name) or _Held([], {}, {})
    if held.rows != rows:
        found = {r: held.cases[r] if r in held.cases else case_rows.one(tx, r[0]) for r in rows}
        held = tx.memory[name] = _Held(rows, found, _by_person(found.values()))
    return held.by_person.get(person_id, ())


def _by_person(found: Iterable[Case | None]) -> dict[str, tuple[str, ...]]:
    by_person: dict[str, tuple[str, ...]] = {}
    for case in filter(None, found):
        for one in filter(None, {case.reporter_person, case.victim_person}):
            if own_case(case, one):
                by_person[one] = (*by_person.get(one, ()), case.case_id)
    return by_person
