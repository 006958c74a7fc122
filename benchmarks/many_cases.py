"""Makes up any number of cases as they come to lie in a store; measures nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.cases.case import Case, CaseState, StepState, StepStatus
from bot.cases.kinds import Kind, Outcome, RouteId
from bot.cases.reaching import PingKind, Rung
from bot.store import audit, cases, entries, pings
from bot.store.entries import EntryKind
from bot.store.tx import Tx
from tests.cases.a_school import a_case

KEPT = timedelta(days=365)
"""Nothing is older: then it is destroyed."""
WORDS = "Zij plaatst filmpjes van mij en iedereen lacht. " * 4


@dataclass(frozen=True)
class Cases:
    """The same ones each time, made on the days before `now`; the last are `open` still."""

    number: int
    open: int
    now: datetime
    seed: int = 1

    def __iter__(self) -> Iterator[Case]:
        """The oldest first, as they came."""
        chance = random.Random(self.seed)  # noqa: S311 - a benchmark that is the same each time
        for one in range(self.number):
            created = self.now - KEPT * (1 - one / self.number)
            still_open = one >= self.number - self.open
            case = _case(chance, one, created)
            yield case if still_open else _ended(chance, case, self.now)


def keep(tx: Tx, case: Case) -> None:
    """With what a case has beside its row: what was told, who was told of it, who did what."""
    cases.create(tx, case, reporter=None, reporter_name=None)
    entries.add(tx, case.case_id, EntryKind.STORY, WORDS, None)
    audit.write(tx, audit.REPORTER, "Reported", case.case_id)
    pings.add(tx, case.case_id, "anna", PingKind.NEW)
    if case.closed:
        pings.set_rungs(tx, case.case_id, (Rung(1, case.created, ("mira",), PingKind.WAITING),))
        pings.confirm(tx, case.case_id, "anna")
        pings.stop(tx, case.case_id)
        audit.write(tx, "anna", "Closed", case.case_id)


def _case(chance: random.Random, number: int, created: datetime) -> Case:
    route = chance.choices((RouteId.A, RouteId.B), weights=(9, 1))[0]
    return a_case(
        route,
        case_id=f"{number:016x}",
        name=f"Zaak {number}",
        kind=chance.choice((Kind.INSULT, Kind.THREAT)),
        created=created,
        owner="anna" if route is RouteId.A else "mira",
        urgent=not number % 10,
    )


def _ended(chance: random.Random, case: Case, now: datetime) -> Case:
    at = min(case.created + timedelta(days=chance.randrange(1, 20)), now)
    steps = tuple(StepState(one.step_id, StepStatus.DONE, "anna", at) for one in case.steps)
    return replace(
        case,
        state=CaseState.CLOSED,
        read_at=case.created,
        closed_at=at,
        outcome=Outcome.AGREEMENTS,
        steps=steps,
    )
