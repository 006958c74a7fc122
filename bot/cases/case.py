"""What is known of one case, without a word anyone wrote; knows no rules and no school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from bot.cases.kinds import Doer, Kind, Mark, Outcome, ReporterRole, RouteId, Victim

NOT_LISTED = "-"
"""Instead of a person's id: who did it works for the school and stands in no list of ours."""


class CaseState(StrEnum):
    """How far a case is."""

    NEW = "new"
    READ = "read"
    WORKING = "working"
    CLOSED = "closed"


class StepStatus(StrEnum):
    """How far a step is; the reason for "not needed" stands in the entries."""

    OPEN = "open"
    DONE = "done"
    NOT_NEEDED = "not_needed"


class Reader(StrEnum):
    """Whom the reporter chose to read it: the route's own people, or one of two others."""

    DEFAULT = "default"
    SAFETY_COORDINATOR = "safety_coordinator"
    CONFIDANT = "confidant"


@dataclass(frozen=True)
class StepState:
    """One step of one case; `due` is None until everything it needs has ended."""

    step_id: str
    status: StepStatus = StepStatus.OPEN
    by: str | None = None
    at: datetime | None = None
    due: datetime | None = None

    @property
    def ended(self) -> bool:
        """Done or not needed."""
        return self.status is not StepStatus.OPEN


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case.

    `excluded` are the people taken off for good; `asked` those asked for advice.
    `due` is when the first step that can be done now should be, None when nothing is waited for.
    `app` is the id of the one that was named, for the yearly count.
    `reporter_person` is set only for a colleague who reported, `on_behalf` when they typed in
    what a student told them: only then do they keep the handler's view.
    """

    case_id: str
    name: str
    route: RouteId
    route_version: int
    kind: Kind
    reporter_role: ReporterRole
    victim: Victim
    doer: Doer
    created: datetime
    state: CaseState = CaseState.NEW
    more_kinds: frozenset[Kind] = frozenset()
    marks: frozenset[Mark] = frozenset()
    school_class: str | None = None
    urgent: bool = False
    light: bool = False
    doer_person: str | None = None
    excluded: frozenset[str] = frozenset()
    reader: Reader = Reader.DEFAULT
    owner: str | None = None
    read_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: Outcome | None = None
    steps: tuple[StepState, ...] = ()
    victim_person: str | None = None
    reporter_person: str | None = None
    on_behalf: bool = False
    asked: frozenset[str] = frozenset()
    due: datetime | None = None
    app: str = ""

    @property
    def closed(self) -> bool:
        """Whether it came to an end."""
        return self.state is CaseState.CLOSED

    def is_late(self, now: datetime) -> bool:
        """Whether a step that can be done now should have been."""
        return self.due is not None and self.due < now

    @property
    def sexual_by_staff(self) -> bool:
        """Something sexual by somebody of the school to a student: the board must know by law."""
        to_student = self.route is RouteId.C and self.victim is Victim.STUDENT
        return to_student and Mark.NUDE in self.marks

    @property
    def doer_unclear(self) -> bool:
        """Somebody of the school did it, they say, and nobody decided yet who."""
        return self.route is RouteId.C and self.doer_person is None

    @property
    def practice(self) -> bool:
        """A practice report: it goes to nobody."""
        return Mark.PRACTICE in self.marks

    def step(self, step_id: str) -> StepState | None:
        """How far the step with this id is; None when the case has no such step."""
        return self._by_id.get(step_id)

    @cached_property
    def _by_id(self) -> dict[str, StepState]:
        """Looked up for every step of a route by every rule, of every case in a list."""
        return {one.step_id: one for one in self.steps}
