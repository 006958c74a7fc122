"""What is counted of one case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.cases.case import Case, CaseState, StepState, StepStatus
from bot.cases.kinds import Doer, Kind, Outcome, ReporterRole, RouteId, Victim
from bot.figures.incident import (
    Answered,
    Care,
    Ended,
    Incident,
    Late,
    in_school_year,
    incident_of,
)
from tests.cases.noordhoek import noordhoek

BEGAN = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)  # the first of October at school
NOW = BEGAN + timedelta(days=60)
CASE = Case(
    case_id="a1",
    name="Blauwe Otter",
    route=RouteId.A,
    route_version=1,
    kind=Kind.INSULT,
    reporter_role=ReporterRole.STUDENT,
    victim=Victim.STUDENT,
    doer=Doer.STUDENT,
    created=BEGAN,
    school_class="2a",
    app="whatsapp",
)


def counted(case: Case) -> Incident:
    return incident_of(case, noordhoek(), NOW, Care.NOT_ASKED)


def test_an_open_case_counts_in_its_month_at_school_without_an_outcome() -> None:
    assert counted(replace(CASE, outcome=Outcome.HELP)) == Incident(
        route=RouteId.A, kind=Kind.INSULT, month="2026-10", year_group=2, app="whatsapp"
    )


def test_how_long_an_answer_and_the_end_took_is_told_in_words() -> None:
    def took(days: int) -> tuple[Answered, Ended]:
        at = BEGAN + timedelta(days=days)
        one = counted(replace(CASE, state=CaseState.CLOSED, answered_at=at, closed_at=at))
        return one.answered, one.ended

    assert took(1) == (Answered.DAY, Ended.WEEK)
    assert took(7) == (Answered.WEEK, Ended.WEEK)
    assert took(28) == (Answered.LATER, Ended.MONTH)
    assert took(29) == (Answered.LATER, Ended.LATER)


def test_a_step_was_late_when_it_ended_after_its_moment_or_is_still_open_then() -> None:
    due = BEGAN + timedelta(days=2)
    in_time = StepState("A.1", StepStatus.DONE, "anna", due, due)
    too_late = replace(in_time, at=due + timedelta(days=1))
    still_open = StepState("A.2", due=due)
    not_yet = StepState("A.3")

    def late(*steps: StepState) -> Late:
        return counted(replace(CASE, steps=steps)).late

    assert late(in_time, not_yet) is Late.NONE
    assert late(too_late, still_open) is Late.FEW
    assert late(too_late, still_open, replace(still_open, step_id="A.4")) is Late.MANY


def test_a_class_that_is_no_more_is_known_by_the_year_in_its_name() -> None:
    groups = [counted(replace(CASE, school_class=name)).year_group for name in ("4x", "pro", None)]
    assert groups == [4, None, None]


def test_a_school_year_runs_from_august_to_july() -> None:
    def of(month: str) -> bool:
        one = Incident(route=RouteId.A, kind=Kind.INSULT, month=month)
        return in_school_year(date(2026, 8, 1))(one)

    months = ("2026-07", "2026-08", "2027-07", "2027-08")
    assert [of(month) for month in months] == [False, True, True, False]
