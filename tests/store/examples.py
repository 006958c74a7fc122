"""Cases and people to try the store with; every name in here is made up."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.cases.case import Case, CaseState, Reader, StepState, StepStatus
from bot.cases.kinds import Doer, Kind, Mark, Outcome, ReporterRole, RouteId, Victim
from bot.cases.people import Person, Role
from bot.store import cases, evidence
from bot.store.keyring import item_key_id
from bot.store.tx import Tx
from bot.vault import Sealed

MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SENDER = "c0ffee" * 5 + "aa"

PLAIN = Case(
    case_id="00000000000000a1",
    name="Blauwe Otter",
    route=RouteId.A,
    route_version=1,
    kind=Kind.THREAT,
    reporter_role=ReporterRole.STUDENT,
    victim=Victim.STUDENT,
    doer=Doer.UNKNOWN,
    created=MORNING,
)
FULL = replace(
    PLAIN,
    case_id="00000000000000a2",
    name="Grote Beer",
    route=RouteId.C,
    route_version=3,
    state=CaseState.CLOSED,
    more_kinds=frozenset({Kind.IMAGE, Kind.INSULT}),
    marks=frozenset({Mark.NUDE, Mark.HOME}),
    school_class="2B",
    urgent=True,
    light=True,
    doer=Doer.STAFF,
    doer_person="smit",
    excluded=frozenset({"smit", "bos"}),
    reader=Reader.CONFIDANT,
    owner="dekker",
    read_at=MORNING,
    answered_at=NOON,
    closed_at=NOON,
    outcome=Outcome.MEASURE,
    steps=(
        StepState("C.2", StepStatus.DONE, "dekker", MORNING, NOON),
        StepState("C.1", StepStatus.OPEN, due=NOON),
        StepState("C.10"),
    ),
    victim_person="visser",
    reporter_person="mulder",
    on_behalf=True,
    asked=frozenset({"kok"}),
    app="snapchat",
)
MENTOR = Person("dekker", "Zoë Dekker", frozenset({Role.MENTOR}), frozenset({"2B"}))


def a_case(tx: Tx, case: Case = PLAIN, **others: Any) -> Case:
    """Keep a case of a contact who gave no name; `others` change the case."""
    changed = replace(case, **others)
    cases.create(tx, changed, reporter=SENDER, reporter_name=None)
    return changed


def an_item(tx: Tx, item_id: str, content: str = "", *, sender: str = SENDER) -> str:
    """Keep a loose item; equal `content` stands for equal bytes."""
    tx.keys.fresh(item_key_id(item_id))
    sealed = Sealed(sha256=(content or item_id).ljust(64, "0"), size=123)
    evidence.add(tx, item_id, sender, "photo", sealed)
    return item_id
