"""Who may read a report: the usual people, or one of two others; and who may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.cases.case import Case, Reader
from bot.cases.people import WORKDAYS, Person, Role
from bot.cases.reaching import owner_of, readers
from bot.cases.rights import Action, may
from bot.cases.school import School
from bot.cases.schooltime import is_open, local_day, next_opening, next_present, present
from bot.flows.day import WEEKDAYS
from bot.flows.kit import Answers, Asking, Draft, Facts, Option, Said, Taken, Typed
from bot.flows.named import OF_CLASS, denies, kept, kept_unasked, roster
from bot.flows.steps import Choice, Several, offered, split
from bot.flows.tell import has_class
from bot.flows.what import is_staff
from bot.text import N_, Text


def days_of(person: Person, facts: Facts) -> Text:
    """On which weekdays somebody is in."""
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
    about = {"name": person.name, "role": ROLE_WORDS[role], "days": days_of(person, f)}
    today = local_day(f.school, f.now)
    if present(person, today, f.school):
        return N_("{name}, {role}: {days}.").of(**about)
    back = next_present(person, today, f.school)
    if back is None:
        return N_("{name}, {role}: {days}. Not here today.").of(**about)
    return N_("{name}, {role}: {days}. Not here today, back on {day}.").of(**about, day=back)


ROLE_WORDS = {
    Role.MENTOR: N_("mentor"),
    Role.TEAM_LEADER: N_("team leader"),
    Role.CARE_TEAM: N_("care team"),
    Role.SOCIAL_WORKER: N_("school social worker"),
    Role.CONFIDANT: N_("confidant"),
    Role.SAFETY_COORDINATOR: N_("safety coordinator"),
    Role.MANAGEMENT: N_("school leaders"),
}
IN_A_SENTENCE = {
    Role.MENTOR: N_("the mentor"),
    Role.TEAM_LEADER: N_("the team leader"),
    Role.CARE_TEAM: N_("the care team"),
    Role.SOCIAL_WORKER: N_("the school social worker"),
    Role.CONFIDANT: N_("the confidant"),
    Role.SAFETY_COORDINATOR: N_("the safety coordinator"),
    Role.MANAGEMENT: N_("the school leaders"),
}
ALSO = N_("It may be read by {roles} too.", "It may be read by {roles} too.")

READER = Choice(
    key="reader",
    text=_who_is_there,
    label=N_("Who reads it"),
    default=Reader.DEFAULT.value,
    options=(
        Option(Reader.DEFAULT, N_("The usual people"), "👥", N_("mentor|usual")),
        Option(Reader.SAFETY_COORDINATOR, N_("The safety coordinator"), "🛡️", N_("coordinator")),
        Option(Reader.CONFIDANT, N_("Only the confidant"), "🤫", N_("confidant")),
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


class _NotThem(Several):
    """Says who is chosen to who types: it may stand on another page.

    Who says "not my mentor" once more takes nobody off again.
    """

    def take(self, said: Said, asking: Asking) -> Taken:
        """As any, with that note."""
        taken = super().take(said, asking)
        if not (isinstance(taken, Draft) and isinstance(said, Typed)):
            return taken
        before = split(self._so_far(asking)) if denies(said.words) else ()
        value = "=" + ",".join(dict.fromkeys((*before, *split(taken.value))))
        chosen = Answers({**asking.answers.stored, self.key: value})
        answer = self.shown(replace(asking, answers=chosen))
        return Draft(
            value, Text("{label}: {answer}", values={"label": self.label, "answer": answer})
        )


NOT_THEM = _NotThem(
    key="notthem",
    text=(
        N_("Who must NOT read it? Tap the names, or type them."),
        N_("They will never see this report."),
    ),
    label=N_("May not read it"),
    default="",
    options=lambda a, f: (*(OF_CLASS.values() if has_class(a, f) else ()), *roster(f)),
    read=kept,
)


def kept_out(words: str, asking: Asking) -> tuple[tuple[str, str], ...]:
    """Who must not read it, besides whom they said before, where words plainly say so."""
    found = offered(kept_unasked(words, asking.facts), NOT_THEM.all_options(asking))
    all_of_them = dict.fromkeys((*(asking.answers[NOT_THEM] or ()), *found))
    return ((NOT_THEM.key, ",".join(all_of_them)),) if found else ()


def left_out(ids: frozenset[str], f: Facts) -> tuple[Text, ...]:
    """Who does not read it, by name; nothing where that is nobody."""
    people = tuple(one.name for one in f.people if one.person_id in ids)
    return (N_("These people do not read it: {people}.").of(people=people),) if people else ()


def who_reads(case: Case, f: Facts) -> tuple[Text, ...]:
    """Who reads it and when, and who else may: the truth, also when nobody can."""
    there = tuple(one for one in f.people if f.reachable(one.person_id))
    people = _not_away(case, readers(case, f.school, there), f)
    if not people:
        return (
            N_("I have nobody who may read this. Call school: {phone}.").of(phone=f.school.phone),
        )
    who = N_("These people read it: {people}.").of(people=tuple(p.name for p in people))
    others = _also(case, tuple(one for one in there if one not in people), f)
    also = (ALSO.of(count=len(others), roles=others),) if others else ()
    return (who, _when_read(f.school, f.now), *also)


def _not_away(case: Case, people: tuple[Person, ...], f: Facts) -> tuple[Person, ...]:
    """Without who is ill or away when it is read; whose it is then instead."""
    at = f.now if is_open(f.school, f.now) else next_opening(f.school, f.now)
    day = local_day(f.school, at)
    here = tuple(one for one in people if one.away is None or day not in one.away)
    if here == people:
        return people
    owner = owner_of(case, f.school, f.people, f.now, reachable=f.reachable)
    instead = (p for p in f.people if p.person_id == owner and p not in here)
    return (*here, *instead)


def _also(case: Case, others: tuple[Person, ...], f: Facts) -> tuple[Text, ...]:
    """In which roles anyone else may open it: what they are tells more than their names."""
    owner = owner_of(case, f.school, f.people, f.now, reachable=f.reachable)
    held = case if case.owner else replace(case, owner=owner)
    roles = {
        role
        for person in others
        for role in person.roles
        if may(replace(person, roles=frozenset({role})), Action.READ, held, f.school)
    }
    return tuple(words for role, words in IN_A_SENTENCE.items() if role in roles)


def _when_read(school: School, now: datetime) -> Text:
    if is_open(school, now):
        return N_("They get a message at once.")
    return N_("School is closed. They read it {moment}.").of(moment=next_opening(school, now))
