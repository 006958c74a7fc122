"""Who may read a report: the usual people, or one of two others; and who may not."""

from __future__ import annotations

from datetime import date

from bot.cases.case import Reader
from bot.cases.people import WORKDAYS, Person, Role
from bot.cases.schooltime import local_day, next_present, present
from bot.flows.day import WEEKDAYS
from bot.flows.kit import Answers, Facts, Option
from bot.flows.steps import Choice, Several
from bot.flows.tell import named, roster
from bot.flows.what import is_staff
from bot.text import N_, Text


def _days(person: Person, facts: Facts) -> Text:
    names = facts.say(WEEKDAYS).split("|")
    if person.days >= WORKDAYS:
        return N_("every school day")
    return Text("{days}", values={"days": tuple(names[d - 1] for d in sorted(person.days))})


def _who_is_there(_a: Answers, f: Facts) -> tuple[Text, ...]:
    roles = (Role.SAFETY_COORDINATOR, Role.CONFIDANT)
    there = ((role, p) for role in roles for p in _with_role(role, f))
    return (N_("Who may read it?"), *(_when_there(role, person, f) for role, person in there))


def _with_role(role: Role, f: Facts) -> tuple[Person, ...]:
    return tuple(p for p in f.people if p.active and role in p.roles)


def _when_there(role: Role, person: Person, f: Facts) -> Text:
    about = {"name": person.name, "role": ROLE_WORDS[role], "days": _days(person, f)}
    today = local_day(f.school, f.now)
    if present(person, today, f.school):
        return N_("{name}, {role}: {days}.").of(**about)
    back = next_present(person, today, f.school)
    if back is None:
        return N_("{name}, {role}: {days}. Not here today.").of(**about)
    return N_("{name}, {role}: {days}. Not here today, back on {day}.").of(**about, day=back)


ROLE_WORDS = {
    Role.SAFETY_COORDINATOR: N_("safety coordinator"),
    Role.CONFIDANT: N_("confidant"),
}

READER = Choice(
    key="reader",
    text=_who_is_there,
    label=N_("Who reads it"),
    default=Reader.DEFAULT.value,
    options=(
        Option(Reader.DEFAULT, N_("The usual people"), "👤", N_("mentor|usual")),
        Option(Reader.SAFETY_COORDINATOR, N_("The safety coordinator"), "🛡️", N_("coordinator")),
        Option(Reader.CONFIDANT, N_("Only the confidant"), "🤝", N_("confidant")),
    ),
    when=lambda a, f: not is_staff(a, f),
)

NOW, WAIT = "now", "wait"


def _back_on(f: Facts) -> date | None:
    """The next day a confidant is in school; None when one is in today."""
    today = local_day(f.school, f.now)
    confidants = _with_role(Role.CONFIDANT, f)
    if any(present(person, today, f.school) for person in confidants):
        return None
    days = (next_present(person, today, f.school) for person in confidants)
    return min((day for day in days if day), default=None)


ABSENT = Choice(
    key="absent",
    text=lambda _a, f: (
        N_("The confidant is back on {day}.").of(day=_back_on(f) or f.now),
        N_("Do you want someone who is here now?"),
    ),
    label=N_("The confidant is not here"),
    options=(
        Option(NOW, N_("Yes, someone who is here now"), "✔️", N_("yes|now")),
        Option(WAIT, N_("No, I wait for the confidant"), "⏳", N_("no|wait")),
    ),
    when=lambda a, f: a[READER] == Reader.CONFIDANT and _back_on(f) is not None,
)


def reader(a: Answers) -> Reader:
    """Who may read it, after what was said about the confidant's days."""
    if a[ABSENT] == NOW:
        return Reader.SAFETY_COORDINATOR
    return Reader(a[READER] or Reader.DEFAULT)


NOT_THEM = Several(
    key="notthem",
    text=(
        N_("Who must NOT read it? Tap the names, or type them."),
        N_("They will never see this report."),
    ),
    label=N_("May not read it"),
    default="",
    options=lambda _a, f: roster(f),
    read=named,
)
