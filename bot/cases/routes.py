"""The routes of the protocol as data: which steps a case takes, whose they are, what comes first.

Knows no case and no person; `schoolfile` reads these out of protocol.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.cases.kinds import Doer, Mark, RouteId, Victim
from bot.cases.people import Role
from bot.text import Text

if TYPE_CHECKING:
    from bot.cases.school import School


class Duty(StrEnum):
    """What a step is for, where a rule depends on it."""

    REPORTING = "reporting"  # done by sending the report (A.1, B.1)
    PROOF = "proof"  # done once the reporter sends proof, or says that they keep it (A.2, B.2)
    URGENT = "urgent"  # what is done at once; there only in an urgent case
    SOM = "som"  # "staat in SOM"; stays in a light case
    INFORM = "inform"  # tells colleagues (zorgteam, CSV, MT); stays in a light case
    HEARING = "hearing"  # hears one side; comes before every sanction and measure
    PARENTS = "parents"  # tells parents; locked by home worries until SAFE is done
    SAFE = "safe"  # zorgteam: "veilig om ouders te spreken"
    BOARD = "board"  # tells the board what the law says it must know
    SANCTION = "sanction"  # only after every hearing
    ASK = "ask"  # asks the reporter something, which can be done with Maatje
    OTHER = "other"


@dataclass(frozen=True)
class Choice:
    """One way a decision can go ("melding", "aangifte door de ouders")."""

    choice_id: str
    text: Text


@dataclass(frozen=True)
class RouteStep:
    """One step: `days` are school days from the moment everything in `needs` has ended.

    `short` says that it is done, in at most 26 characters: what its button reads. `only_with`:
    a case without any of these marks does not have this step, nor has one done by somebody who is
    not among `only_by`, where that names any. `tells`: the role that is told by
    it, None where the school's file does not say so.
    """

    step_id: str
    owner: Role
    text: Text
    reference: str
    if_needed: bool = False
    days: int | None = None
    needs: tuple[str, ...] = ()
    hearing: bool = False
    decision: tuple[Choice, ...] = ()
    duty: Duty = Duty.OTHER
    short: Text | None = None
    only_with: frozenset[Mark] = frozenset()
    tells: Role | None = None
    only_by: frozenset[Doer] = frozenset()

    @property
    def button(self) -> Text:
        """What the button that ticks it off reads."""
        return self.short or self.text


@dataclass(frozen=True)
class Route:
    """One version of one route; a case keeps the version it began with."""

    route_id: RouteId
    version: int
    starts_at: Role
    steps: tuple[RouteStep, ...]

    def step(self, step_id: str) -> RouteStep:
        """The step with this id; KeyError when the route has none."""
        for step in self.steps:
            if step.step_id == step_id:
                return step
        raise KeyError(step_id)


def route_for(school: School, victim: Victim, doer: Doer) -> RouteId:
    """Which route fits: the school's table, complete for every pair (`read_school` checks it)."""
    return school.victim_doer[victim, doer]
