"""The list that SQLite picks is the list that the rights give, and in the order it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product

import pytest

from bot.cases.case import Case, StepState, StepStatus
from bot.cases.kinds import Mark
from bot.cases.people import Person, Role
from bot.cases.rights import visible
from bot.store import case_list, cases
from bot.store.writer import Tx, Writer
from tests.cases.a_school import MONDAY_10, SCHOOL, a_case
from tests.cases.test_matrix import ROBIN, situations
from tests.store.conftest import MONDAY_MORNING

pytestmark = pytest.mark.asyncio

EVERYTHING = slice(0, 10_000)
ENDED: tuple[dict[str, StepStatus], ...] = (
    {},
    {"A.care": StepStatus.DONE},
    {"A.som": StepStatus.DONE, "A.care": StepStatus.NOT_NEEDED},
    {"A.care": StepStatus.DONE, "A.report": StepStatus.NOT_NEEDED, "A.som": StepStatus.DONE},
    {"A.care": StepStatus.DONE, "A.report": StepStatus.DONE},
)
ROBINS: dict[str, dict[str, object]] = {
    "plain": {},
    "mentor of 1A": {"classes": frozenset({"1A"})},
    "mentor of 1A since Tuesday": {
        "classes": frozenset({"1A"}),
        "since": (("1A", MONDAY_10 + timedelta(days=1)),),
    },
    "mentor of 1A since Sunday": {
        "classes": frozenset({"1A"}),
        "since": (("1A", MONDAY_10 - timedelta(days=1)),),
    },
    "stands in": {"stands_in": frozenset({"away"})},
    "left": {"active": False},
}

OF_CLOSED = {"mentor of 1A since Tuesday"}
"""Whose closed cases are looked at, too."""


def all_kinds() -> Iterator[Case]:
    """A case of every situation the rights tell apart, with other steps done in each."""
    for number, situation in enumerate(situations()):
        ended = ENDED[number % len(ENDED)]
        case = situation.case()
        steps = tuple(
            StepState(one.step_id, ended.get(one.step_id, one.status)) for one in case.steps
        )
        yield replace(case, steps=steps, case_id=f"{number:016x}", name=f"Zaak {number}")
    yield a_case(case_id="f" * 16, name="Oefening", marks=frozenset({Mark.PRACTICE}))


def keep(tx: Tx, *kept: Case) -> None:
    for case in kept:
        cases.create(tx, case, reporter=None, reporter_name=None)


def listed(tx: Tx, robin: Person, *, closed: bool = False) -> tuple[int, set[str]]:
    seen = case_list.seen_by(tx, robin, SCHOOL, closed=closed)
    here = case_list.shown(tx, seen, EVERYTHING, robin, SCHOOL)
    return seen.count, {case.case_id for case in here}


async def test_t38_the_list_and_its_count_hold_what_the_rights_give_in_every_situation(
    writer: Writer,
) -> None:
    kinds = tuple(all_kinds())
    await writer.run(lambda tx: keep(tx, *kinds))
    of_state = {done: tuple(one for one in kinds if one.closed == done) for done in (False, True)}
    wrong, found = [], 0
    for role, (how, more) in product(Role, ROBINS.items()):
        robin = replace(Person(ROBIN, "Robin", frozenset({role})), **more)  # type: ignore[arg-type]
        for closed in (False, True) if how in OF_CLOSED else (False,):
            wanted = {case.case_id for case in visible(of_state[closed], robin, SCHOOL)}
            found += len(wanted)
            if await writer.run(partial(listed, robin=robin, closed=closed)) != (
                len(wanted),
                wanted,
            ):
                wrong.append(f"{role} {how} {closed}")
    assert wrong == []
    assert found > len(kinds)


async def test_urgent_comes_first_then_the_longest_late_then_the_newest(writer: Writer) -> None:
    wanted = (
        ("urgent and late", {"urgent": True, "due": MONDAY_MORNING - timedelta(days=1)}),
        ("urgent", {"urgent": True}),
        ("long late", {"due": MONDAY_MORNING - timedelta(days=2)}),
        ("late", {"due": MONDAY_MORNING - timedelta(hours=1)}),
        ("new, without a term", {"due": None}),
        ("old, not late", {"created": MONDAY_10 - timedelta(days=9)}),
    )
    kept = []
    for number, (name, more) in enumerate(reversed(wanted)):
        created = more.get("created", MONDAY_10)
        case = a_case(case_id=f"{number:016x}", name=name, created=created)
        case = replace(case, **{"due": None, **more})  # type: ignore[arg-type]
        kept.append(case)
    await writer.run(lambda tx: keep(tx, *kept))
    mira = next(one for one in SCHOOL.people if one.person_id == "mira")

    def names(tx: Tx, part: slice) -> list[str]:
        seen = case_list.seen_by(tx, mira, SCHOOL)
        return [case.name for case in case_list.shown(tx, seen, part, mira, SCHOOL)]

    order = [name for name, _ in wanted]
    assert await writer.run(partial(names, part=EVERYTHING)) == order
    assert await writer.run(partial(names, part=slice(2, 4))) == order[2:4]


async def test_a_colleague_who_turns_out_to_have_reported_it_sees_it_no_more(
    writer: Writer,
) -> None:
    case = a_case()
    await writer.run(lambda tx: keep(tx, case))
    mark = next(one for one in SCHOOL.people if one.person_id == "mark")
    assert await writer.run(partial(listed, robin=mark)) == (1, {case.case_id})
    await writer.run(lambda tx: cases.know_reporter(tx, (case.case_id,), "mark"))
    assert await writer.run(partial(listed, robin=mark)) == (0, set())
