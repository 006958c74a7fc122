"""Who sees a case because somebody wants them to: asked for advice, to call, to talk.

Knows no right to act; `moves` has these among its moves.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.events import NotNow, PingPeople, StartNagging
from bot.cases.people import Role
from bot.cases.reaching import PingKind
from bot.cases.rights import Action, excluded, may
from bot.cases.scene import Scene
from bot.cases.turns import Moved, made_urgent
from bot.text import N_

NOT_FOR_THEM = N_("This person may not see this case. Choose somebody else.")


def asked(scene: Scene, event: happened.Asked) -> Moved:
    """For advice."""
    after = replace(scene.case, asked=scene.case.asked | {*event.whom})
    for one in event.whom:
        _check_right(scene, one, Action.READ, after)
    return after, (PingPeople(PingKind.WAITING, event.whom),)


def call_wanted(scene: Scene, event: happened.CallWanted) -> Moved:
    """Who asks for that, agrees that it is urgent; an urgent case nags already."""
    case = scene.case
    after = made_urgent(replace(case, asked=case.asked | {event.whom}), scene.school)
    _check_right(scene, event.whom, Action.READ, after)
    first: tuple[happened.Effect, ...] = ()
    if not case.urgent:
        first = (*scene.first_pings(after), StartNagging())
    told = any(isinstance(one, PingPeople) and event.whom in one.people for one in first)
    return after, first if told else (PingPeople(PingKind.URGENT, (event.whom,)), *first)


def talk_wanted(scene: Scene, event: happened.TalkWanted) -> Moved:
    """Who said yes to a talk is not in a hurry: they hear that it waits for them."""
    after = replace(scene.case, asked=scene.case.asked | {event.whom})
    _check_right(scene, event.whom, Action.READ, after)
    return after, (PingPeople(PingKind.WAITING, (event.whom,)),)


BROUGHT_IN = frozenset({Role.SOCIAL_WORKER, Role.CONFIDANT})
"""Who may not see the case by their role, and can once the care team tells them of it."""


def advised(scene: Scene, event: happened.Advised) -> Moved:
    """Who has the case hears of the answer, and whoever was ticked."""
    case = scene.case
    told = [one for one in scene.people if one.has(*event.told) and scene.reachable(one.person_id)]
    new = {one.person_id for one in told if one.has(*event.told & BROUGHT_IN)}
    after = replace(case, asked=case.asked | {one for one in new if not excluded(case, one)})
    hear = {one.person_id for one in told if may(one, Action.READ, after, scene.school)}
    hear |= {case.owner} if case.owner else set()
    return after, (PingPeople(PingKind.ANSWER, tuple(sorted(hear))),)


def _check_right(scene: Scene, person_id: str, action: Action, after: Case) -> None:
    person = scene.person(person_id)
    if person is None or not may(person, action, after, scene.school):
        raise NotNow(NOT_FOR_THEM)
