"""What the fixed words of a case are called among colleagues; knows no case and no screen."""

from __future__ import annotations

from bot.cases.kinds import Kind, Mark, Outcome, RouteId
from bot.cases.people import Role
from bot.flows.casework import OUTCOMES
from bot.flows.kinds import KIND_OPTIONS
from bot.text import N_

ROLE_WORDS = {
    Role.STUDENT: N_("student"),
    Role.PARENT: N_("parent"),
    Role.STAFF: N_("colleague"),
    Role.MENTOR: N_("mentor"),
    Role.TEAM_LEADER: N_("team leader"),
    Role.CARE_TEAM: N_("care team"),
    Role.SOCIAL_WORKER: N_("school social worker"),
    Role.CONFIDANT: N_("confidant"),
    Role.SAFETY_COORDINATOR: N_("safety coordinator"),
    Role.MANAGEMENT: N_("management"),
    Role.BOARD: N_("board"),
    Role.ADMIN: N_("administrator"),
}
MARK_WORDS = {
    Mark.COERCION: N_("someone is forced"),
    Mark.NUDE: N_("it may be about being naked, or about sex"),
    Mark.HOME: N_("worries about home"),
    Mark.DISCRIMINATION: N_("discrimination"),
    Mark.EXCLUSION: N_("being shut out"),
    Mark.AI_FAKE: N_("fake, made with AI"),
    Mark.DOUBT: N_("reporter is in doubt whether it is an incident"),
    Mark.TAKEN_BACK: N_("the reporter takes the report back"),
}
ROUTE_WORDS = {
    RouteId.A: N_("students among each other"),
    RouteId.B: N_("someone who works here is the victim"),
    RouteId.C: N_("someone who works for school does it"),
    RouteId.Z: N_("worries about home"),
}
KIND_WORDS = {Kind(o.value): o.label for o in KIND_OPTIONS if o.value in set(Kind)}
OUTCOME_WORDS = {Outcome(option.value): option.label for option in OUTCOMES}
