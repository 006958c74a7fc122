"""Who takes which part in a case, and what of it counts against a student; knows no names.

product.md §6: "eerder betrokken" counts only heard, confirmed cases in the role of doer, never
victims, witnesses, open or untrue cases.
"""

from __future__ import annotations

from enum import StrEnum

from bot.cases.case import Case
from bot.cases.school import School
from bot.cases.steps import WITHOUT_STEPS, everyone_heard, route_of


class Part(StrEnum):
    """What somebody is in a case. No word about guilt: people decide."""

    DOER = "doer"
    VICTIM = "victim"
    WITNESS = "witness"


def counts_against(case: Case, part: Part, school: School) -> bool:
    """Whether this case is told to who decides about the same student again."""
    if part is not Part.DOER or not case.closed or case.practice:
        return False
    if case.outcome is None or case.outcome in WITHOUT_STEPS:
        return False
    return everyone_heard(case, route_of(case, school))
