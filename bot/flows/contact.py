"""Who of the school helps with what, and when they are there; knows no screen and no contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.people import Person, Role
from bot.cases.schooltime import is_open, local_day, next_opening, next_present, present
from bot.flows.help import CLOSED, lines_about_topic, lines_for
from bot.flows.kit import Facts, Option
from bot.text import N_, Text


class About(StrEnum):
    """What somebody wants to talk about."""

    ONLINE = "online"
    TRUST = "trust"
    HOME = "home"
    STAFF = "staff"
    SCHOOL = "school"


@dataclass(frozen=True)
class Way:
    """Who is there for it, in order; `outside` for when school is closed, or beside it."""

    roles: tuple[Role, ...]
    outside: tuple[HelpTopic, ...]


OPTIONS: Mapping[About, Option] = {
    About.ONLINE: Option(About.ONLINE, N_("Something online"), "💻"),
    About.TRUST: Option(About.TRUST, N_("In confidence"), "🤫"),
    About.HOME: Option(About.HOME, N_("At home"), "🛋️"),
    About.STAFF: Option(About.STAFF, N_("Someone who works here"), "🏫"),
    About.SCHOOL: Option(About.SCHOOL, N_("Something else about school"), "🧩"),
}
WAYS: Mapping[About, Way] = {
    About.ONLINE: Way(
        (Role.SAFETY_COORDINATOR, Role.TEAM_LEADER), (HelpTopic.SEXTORTION, HelpTopic.TALK)
    ),
    About.TRUST: Way((Role.CONFIDANT, Role.SAFETY_COORDINATOR), (HelpTopic.TALK,)),
    About.HOME: Way(
        (Role.CARE_TEAM, Role.SOCIAL_WORKER, Role.CONFIDANT), (HelpTopic.HOME, HelpTopic.TALK)
    ),
    About.STAFF: Way(
        (Role.CONFIDANT, Role.SAFETY_COORDINATOR, Role.MANAGEMENT), (HelpTopic.STAFF_MISCONDUCT,)
    ),
    About.SCHOOL: Way((Role.TEAM_LEADER, Role.MANAGEMENT), ()),
}
ROLES: Mapping[Role, Text] = {
    Role.SAFETY_COORDINATOR: N_("{name}, safety coordinator: {when}."),
    Role.CONFIDANT: N_("{name}, confidant: {when}."),
    Role.SOCIAL_WORKER: N_("{name}, school social worker: {when}."),
    Role.CARE_TEAM: N_("{name}, care team: {when}."),
    Role.TEAM_LEADER: N_("{name}, team leader: {when}."),
    Role.MANAGEMENT: N_("{name}, management: {when}."),
    Role.MENTOR: N_("{name}, mentor: {when}."),
}
FIRST = (Role.SAFETY_COORDINATOR, Role.CONFIDANT, Role.SOCIAL_WORKER)
"""Who is named before anything is asked."""


def person_line(person: Person, role: Role, f: Facts) -> Text:
    """Who it is, and whether they are there today or when they are back."""
    return ROLES[role].of(name=person.name, when=_when(person, f))


def people_lines(roles: tuple[Role, ...], f: Facts) -> Iterator[Text]:
    """Everyone of these roles, each once, who is there today first."""
    found: dict[str, tuple[Person, Role]] = {}
    for role in roles:
        for person in f.people:
            if person.active and role in person.roles:
                found.setdefault(person.person_id, (person, role))
    day = local_day(f.school, f.now)
    ordered = sorted(found.values(), key=lambda one: not present(one[0], day, f.school))
    return (person_line(person, role, f) for person, role in ordered)


def mentor_lines(class_name: str, f: Facts) -> tuple[Text, ...]:
    """The mentor and the team leader of a class."""
    one = f.school.class_named(class_name)
    pairs = ((one.mentor, Role.MENTOR), (one.team_leader, Role.TEAM_LEADER)) if one else ()
    by_id = {person.person_id: person for person in f.people if person.active}
    return tuple(person_line(by_id[i], role, f) for i, role in pairs if i in by_id)


def about_lines(
    about: About, f: Facts, role: ReporterRole = ReporterRole.STUDENT
) -> tuple[Text, ...]:
    """Who of the school and who outside it, that is for this role; first who can be reached now."""
    way = WAYS[about]
    topics = (HelpTopic.PARENTS, *way.outside) if role is ReporterRole.PARENT else way.outside
    outside = tuple(line for topic in topics for line in lines_about_topic(topic, f, role))
    beside = (N_("Outside school:"), *dict.fromkeys(outside)) if outside else ()
    inside = (*people_lines(way.roles, f), *(_local(f) if about is About.HOME else ()))
    return (*inside, *beside) if is_open(f.school, f.now) else (*beside, OF_SCHOOL, *inside)


OF_SCHOOL = N_("Of school:")
TALK = N_("Good that you want to talk. You can call:")


MENTORS: Mapping[ReporterRole, Text] = {
    ReporterRole.STUDENT: N_("Your mentor can help you too."),
    ReporterRole.PARENT: N_("The mentor of your child can help you too."),
}


def first_lines(f: Facts, role: ReporterRole) -> tuple[Text, ...]:
    """Before anything is asked: who of the school is there for this role, and who else now."""
    if is_open(f.school, f.now):
        return _people(f, role)
    return (CLOSED, *_to_talk(f, role), OF_SCHOOL, *_people(f, role))


def talk_lines(f: Facts, role: ReporterRole, about: tuple[HelpTopic, ...]) -> tuple[Text, ...]:
    """For who wants to talk: whom to call `about` this, then who of the school is there and when.

    None is said to be there now: of some nobody knows the hours.
    """
    also = (one for one in (HelpTopic.TALK, HelpTopic.SUICIDE) if one not in about)
    return (TALK, *lines_for(role, f, *about, *also), OF_SCHOOL, *_people(f, role))


def _people(f: Facts, role: ReporterRole) -> tuple[Text, ...]:
    return (*people_lines(FIRST, f), *((MENTORS[role],) if role in MENTORS else ()))


def _to_talk(f: Facts, role: ReporterRole) -> tuple[Text, ...]:
    return lines_for(role, f, HelpTopic.TALK, HelpTopic.SUICIDE)


def school_lines(f: Facts) -> tuple[Text, ...]:
    """Its number, and when it opens if it is closed."""
    call = N_("Call school: {phone}.").of(phone=f.school.phone)
    if is_open(f.school, f.now):
        return (call,)
    opening = next_opening(f.school, f.now)
    return (call, N_("School is closed now. It opens {moment}.").of(moment=opening))


def _when(person: Person, f: Facts) -> Text:
    """Once school is over today, nobody is said to be there."""
    day = local_day(f.school, f.now)
    over = not is_open(f.school, f.now) and local_day(f.school, next_opening(f.school, f.now)) > day
    if over:
        back = next_present(person, day, f.school)
        return N_("at school again {day}").of(day=back) if back else N_("not here now")
    if present(person, day, f.school):
        return N_("here today")
    back = next_present(person, day, f.school)
    return N_("not here today, back {day}").of(day=back) if back else N_("not here now")


def _local(f: Facts) -> tuple[Text, ...]:
    """Help nearby, as far as the school wrote it down."""
    told = f.school.decisions
    return tuple(
        sentence.of(words=words)
        for sentence, words in (
            (N_("Youth team: {words}."), told.youth_team),
            (N_("Community officer: {words}."), told.community_officer),
            (N_("Public health (GGD): {words}."), told.ggd),
        )
        if words
    )
