"""A house on real files with one case in it, told in three scripts; nobody at its doors.

What may be found in no export is a canary, unlike any other string.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.app.opening import open_house
from bot.cases.case import Case, CaseState, StepState, StepStatus
from bot.cases.kinds import Doer, Kind, Outcome, ReporterRole, RouteId, Victim
from bot.clock import Clock
from bot.settings import packaged_school, read_settings
from bot.store import audit, cases, contacts, entries, evidence
from bot.store.keyring import item_key_id
from bot.store.tx import Tx
from bot.text import to_data, verbatim
from bot.vault import FileSealer

T = TypeVar("T")

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ARABIC = "هو يهددني كل يوم على واتساب، منذ 3 أيام."
TIGRINYA = "መዓልታዊ ኣብ WhatsApp የፈራርሃኒ ኣሎ። እንታይ ከም ዝገብር ኣይፈልጥን።"
STORY = f"Hij stuurt mij elke dag iets, ook meneer Smit zag het.\n{ARABIC}\n{TIGRINYA}\n💀💀"
PRIVATE = "alleenvoormij-wulpje"
ADDRESS = "chat-7931468205113-koekkoek"
MENTOR = "mevrouw Y\N{LATIN SMALL LETTER DOTLESS I}lmaz"
GIVEN = "Zwaluwtje Vinkenoog"
CASE_ID, ITEM_ID, GONE_ID = "00000000000000a1", "00000000000000e1", "00000000000000e2"
PROOF = b"Je gaat eraan morgen.\n"

CASE = Case(
    case_id=CASE_ID,
    name="Blauwe Otter",
    route=RouteId.A,
    route_version=1,
    kind=Kind.THREAT,
    reporter_role=ReporterRole.STUDENT,
    victim=Victim.STUDENT,
    doer=Doer.STUDENT,
    created=MONDAY,
    state=CaseState.CLOSED,
    more_kinds=frozenset({Kind.INSULT}),
    school_class="2b",
    owner="e-yilmaz",
    read_at=MONDAY,
    closed_at=MONDAY,
    outcome=Outcome.AGREEMENTS,
    steps=(
        StepState("A.1", StepStatus.DONE, "e-yilmaz", MONDAY),
        StepState("A.2"),
        StepState("A.som", StepStatus.DONE, "e-yilmaz", MONDAY),
        StepState("A.zorgteam", StepStatus.NOT_NEEDED, "f-el-amrani", MONDAY),
        StepState("A.csv"),
        StepState("A.from-before", StepStatus.OPEN),
    ),
)


@dataclass(frozen=True)
class Host:
    """Whoever runs the server: `folder` holds data, key and what is written out."""

    folder: Path

    @property
    def environ(self) -> dict[str, str]:
        """The settings of this house, and nothing of the machine the tests run on."""
        data, key = str(self.folder / "data"), str(self.folder / "maatje.key")
        return {"DATA_DIR": data, "KEY_FILE": key, "SCHOOL_DIR": str(packaged_school())}

    @property
    def out(self) -> Path:
        """Where exports are written; the first of them makes it."""
        return self.folder / "out"

    def do(self, work: Callable[[Tx], T]) -> T:
        """One unit of work in the open house."""
        return self.each(work)[0]

    def each(self, *works: Callable[[Tx], T]) -> list[T]:
        """One unit of work after another; the house is opened once, for that takes a while."""

        async def doing() -> list[T]:
            clock = Clock()
            clock.travel(MONDAY)
            settings = read_settings(self.environ, env_file=None)
            async with open_house(settings, clock=clock) as house:
                return [await house.writer.run(work) for work in works]

        return asyncio.run(doing())

    def settle(self, case: Case = CASE, *, given: str | None = None) -> None:
        """Keep the case with all that belongs to it."""
        self.each(
            lambda tx: _tell(tx, case, given),
            lambda tx: self.item(tx, ITEM_ID, PROOF),
            lambda tx: self.item(tx, GONE_ID, b"gone"),
            lambda tx: _attach(tx, case),
        )

    def item(self, tx: Tx, item_id: str, content: bytes) -> None:
        """An item that lies sealed."""
        key = tx.keys.fresh(item_key_id(item_id))
        folder = self.folder / "data" / "evidence"
        with FileSealer(folder / item_id, key, item_id.encode()) as sealer:
            sealer.write(content)
            sealed = sealer.finish()
        evidence.add(tx, item_id, "c" * 32, "file", sealed)


def _tell(tx: Tx, case: Case, given: str | None) -> None:
    reporter = contacts.meet(tx, "web", ADDRESS, "nl").contact_ref
    cases.create(tx, case, reporter=reporter, reporter_name=given)
    detail = [[to_data(verbatim("App")), to_data(verbatim("WhatsApp"))]]
    entries.add(tx, case.case_id, "detail", json.dumps(detail), None)
    entries.add(tx, case.case_id, "story", STORY, None)
    entries.add(tx, case.case_id, "talk_out", "Dank je. Wij helpen je.", "e-yilmaz")
    entries.add(tx, case.case_id, "talk_in", "Ik ben bang voor Smits broer.", None)
    entries.add(tx, case.case_id, "note", "Gesproken met mevrouw Chen.", "e-yilmaz")
    entries.add(tx, case.case_id, "private_note", PRIVATE, "e-yilmaz")
    entries.add(tx, case.case_id, "step_note", "A.som – Staat in SOM, HJ.", "e-yilmaz")
    entries.add(tx, case.case_id, "outcome", "", "f-el-amrani")
    audit.write(tx, audit.REPORTER, "Reported", case.case_id)
    audit.write(tx, "e-yilmaz", "Read", case.case_id)
    audit.write(tx, "x-chen", "Refused read", case.case_id)
    audit.write(tx, audit.SYSTEM, "Escalated", case.case_id)


def _attach(tx: Tx, case: Case) -> None:
    evidence.attach(tx, [ITEM_ID, GONE_ID], case.case_id)
    evidence.shred_item(tx, GONE_ID)
    audit.write(tx, "e-yilmaz", "Looked", ITEM_ID)


def colleagues(**changes: Any) -> Case:
    """The case as a colleague without a name reported it."""
    return replace(CASE, reporter_role=ReporterRole.STAFF, reporter_person="b-smit", **changes)
