"""Something is reported about somebody: what happens now, and what to do and not to do.

Protocol A.5, B.3 and the code of conduct: both sides are heard before anything is decided. Tells
nothing of any case: who asks need not be in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.people import Role
from bot.flows.help import lines_for
from bot.flows.kit import Answers, Facts, Flow, Note, Option
from bot.flows.steps import Choice
from bot.flows.tellers import instead
from bot.text import N_, Text

STUDENT, PARENT, STAFF = "student", "parent", "staff"


@dataclass(frozen=True)
class Heard:
    """It was told. `contact`: they want to see whom they can talk with."""

    contact: bool


ROLE = Choice(
    key="role",
    text=N_("Who are you?"),
    options=(
        Option(STUDENT, N_("Student"), "🧑", N_("student|pupil|me")),
        Option(PARENT, N_("Parent or carer"), "👪", N_("parent|mother|father|mum|dad")),
        Option(STAFF, N_("I work here"), "🏫", N_("teacher|staff|mentor|employee")),
    ),
    when=lambda _a, f: f.person is None,
)


def _role(a: Answers, f: Facts) -> str:
    return STAFF if f.person else a[ROLE] or STUDENT


HEARING: Mapping[str, tuple[Text, ...]] = {
    STUDENT: (
        N_("School listens to you too. You can tell your story."),
        N_("First both sides tell it. Then school decides."),
        N_("Management invites you. You may bring someone."),
    ),
    PARENT: (
        N_("The school hears your child before it decides anything."),
        N_("Management invites you both. Your child may bring someone."),
        N_("You hear when that is. You can call the school to ask."),
    ),
    STAFF: (
        N_("A report about a colleague goes to management, safety coordinator and confidant."),
        N_("You are heard before anything is decided. You may bring somebody."),
        N_("Management invites you for it. Until then you are told little: that protects both."),
    ),
}
MANNERS: Mapping[str, tuple[Text, ...]] = {
    STUDENT: (
        N_("Delete nothing. Send no angry messages."),
        N_("Do not look for who told it."),
    ),
    PARENT: (
        N_("Let your child delete nothing and send no angry messages."),
        N_("Please do not look for who reported it."),
    ),
    STAFF: (
        N_("Delete nothing. Write to nobody about it."),
        N_("Do not look for who reported it."),
    ),
}


def _support(_a: Answers, f: Facts) -> tuple[Text, ...]:
    """The confidant is there for both sides; the inspector answers any colleague."""
    confidants = (p for p in f.people if p.active and Role.CONFIDANT in p.roles)
    return (
        N_("The confidant is there for you too."),
        *(N_("You can talk with {name} at school.").of(name=one.name) for one in confidants),
        *lines_for(ReporterRole.STAFF, f, HelpTopic.STAFF_MISCONDUCT),
    )


WHAT_HAPPENS = Note(key="hearing", text=lambda a, f: HEARING[_role(a, f)])
WHAT_TO_DO = Note(key="manners", text=lambda a, f: MANNERS[_role(a, f)])
SUPPORT = Note(key="support", text=_support, when=lambda a, f: _role(a, f) == STAFF)
NEXT = Choice(
    key="next",
    text=N_("Do you want to talk with someone about it?"),
    options=(
        Option("contact", N_("Who can help me?"), "💁", N_("yes|who|contact")),
        Option("menu", N_("No, to the menu"), "🏠", N_("no|menu")),
    ),
)

ACCUSED = Flow(
    "accused",
    (ROLE, WHAT_HAPPENS, WHAT_TO_DO, SUPPORT, NEXT),
    lambda a, _f: (Heard(a[NEXT] == "contact"),),
    instead=lambda a, _f: instead(a[ROLE]),
)
