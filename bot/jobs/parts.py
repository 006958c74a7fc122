"""Splits long work into units of work of some rows each, so that nobody's answer waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.cases.case import Case
from bot.conversations.world import World
from bot.jobs.job import PART, Outcome, Part, each
from bot.store import cases
from bot.store.tx import Tx

T = TypeVar("T")

Work = Callable[[Tx, World, datetime, Sequence[T]], Outcome]
Look = Callable[[Tx, World, datetime, Case], Iterable[T]]


def in_parts(
    rows: Sequence[T], work: Work[T], *, size: int = PART, then: Part | None = None
) -> Part:
    """Some of the rows now, the rest after that, and at last `then`."""

    def part(tx: Tx, world: World, now: datetime) -> Outcome:
        done, rest = work(tx, world, now, rows[:size]), rows[size:]
        return replace(done, then=in_parts(rest, work, size=size, then=then) if rest else then)

    return part


def gathered(
    case_ids: Sequence[str],
    look: Look[T],
    then: Callable[[Sequence[T]], Part],
    found: tuple[T, ...] = (),
) -> Part:
    """What `look` finds in each of these cases; when all were looked at, it is handed on.

    Until then nothing was done: stopped on the way, it begins anew.
    """

    def part(tx: Tx, world: World, now: datetime) -> Outcome:
        more = [*found]

        def one(case: Case) -> Outcome:
            more.extend(look(tx, world, now, case))
            return Outcome()

        done = each(tx, cases.of_ids(tx, tuple(case_ids[:PART])), lambda case: case.case_id, one)
        rest = case_ids[PART:]
        after = gathered(rest, look, then, tuple(more)) if rest else then(more)
        return replace(done, then=after)

    return part


def at_once(work: Part) -> Part:
    """All parts in one unit of work, for a try that is taken back whole."""

    def whole(tx: Tx, world: World, now: datetime) -> Outcome:
        outcome = work(tx, world, now)
        while outcome.then is not None:
            outcome += outcome.then(tx, world, now)
        return outcome

    return whole
