"""What the reporter does after sending, and whose case it then is; moves no step of the school.

Knows no right to act; `moves` has these among its moves.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cases import events as happened
from bot.cases import turns
from bot.cases.events import PingPeople, StartNagging
from bot.cases.kinds import Mark
from bot.cases.reaching import PingKind
from bot.cases.scene import Scene
from bot.cases.turns import Moved


def answered(scene: Scene, event: happened.ReporterAnswered) -> Moved:
    """Who has it hears of it; is that nobody who is there, the next in line does."""
    if event.proof:
        scene = replace(scene, case=turns.with_proof(scene.case, scene.route, scene.now))
    case = scene.case
    if case.owner is not None and scene.has_in_hand(case, case.owner):
        return case, (PingPeople(PingKind.ANSWER, (case.owner,)),)
    return _without_owner(scene, PingKind.ANSWER)


def taken_back(scene: Scene, event: happened.TakenBack) -> Moved:
    """It stays as it is, with a mark: people decide how it ends."""
    mark, case = frozenset({Mark.TAKEN_BACK}), scene.case
    marks = case.marks | mark if event.wanted else case.marks - mark
    told = replace(scene, case=replace(case, marks=marks))
    return answered(told, happened.ReporterAnswered())


def owner_lost(scene: Scene, event: happened.OwnerLost) -> Moved:  # noqa: ARG001 - of the table
    """The next in line has it, when who had it is really gone."""
    case = scene.case
    if case.owner is not None and scene.has_in_hand(case, case.owner):
        return case, ()
    after, effects = _without_owner(scene, PingKind.NEW)
    return after, () if case.closed else effects


def _without_owner(scene: Scene, kind: PingKind) -> Moved:
    """The next in line has it and hears so, as do the first ones; nobody may know for long."""
    case = scene.case
    after = replace(case, owner=scene.next_owner(case) or case.owner)
    told = PingPeople(kind, scene.first_people(after))
    return after, (told,) if case.closed else (told, StartNagging())
