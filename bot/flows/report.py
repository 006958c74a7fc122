"""The report (`/melden`): what is asked, the send screen, and what comes of it.

Product: zonder mijn naam is the default; nothing is refused for being small or incomplete.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.cases.case import Case, Reader
from bot.cases.kinds import Doer, Kind, Mark, ReporterRole, Victim
from bot.cases.reaching import readers
from bot.cases.routes import route_for
from bot.cases.school import School
from bot.cases.schooltime import is_open, next_opening
from bot.flows import more, tell
from bot.flows.kit import Answers, Asking, Facts, Flow, Note, Option
from bot.flows.review import SET, Review
from bot.flows.session import Session
from bot.flows.steps import Choice
from bot.flows.words import Told, text_of
from bot.text import N_, Text

PRACTICE = Choice(
    key="practice",
    text=N_("Is this practice?"),
    default=tell.NO,
    options=(tell.YES_OPTION, tell.NO_OPTION),
)


def is_practice(a: Answers, _f: Facts) -> bool:
    """A practice report goes to nobody."""
    return a[PRACTICE] == tell.YES


PRACTICE_NOTE = Note(
    key="practising",
    text=(N_("This is practice."), N_("Nobody gets this report.")),
    when=is_practice,
)


@dataclass(frozen=True)
class Report:
    """What somebody told, ready to be sent: the effect of this flow.

    `details` are the answers as (question's name, answer), for the handlers to read.
    """

    case: Case
    own: bool
    story: Told = field(repr=False)
    details: tuple[tuple[Text, Text], ...] = field(repr=False)
    items: tuple[tuple[str, str], ...] = ()
    name: str = field(default="", repr=False)


def case_of(a: Answers, f: Facts) -> Case:
    """The case this report would become, not named and not stored yet."""
    victim, doer = _victim(a), _doer(a)
    route = route_for(f.school, victim, doer)
    kinds = more.all_kinds(a)
    first = Kind.THREAT if a[tell.KIND] == tell.COERCION else Kind(a[tell.KIND] or Kind.OTHER)
    return Case(
        case_id="",
        name="",
        route=route,
        route_version=f.school.route(route).version,
        kind=first,
        more_kinds=kinds - {first},
        marks=_marks(a, f),
        reporter_role=_role(a),
        victim=victim,
        doer=doer,
        created=f.now,
        school_class=a[more.CLASS] if more.has_class(a, f) else None,
        urgent=a[tell.DANGER] == tell.YES or a[tell.KIND] == tell.COERCION,
        doer_person=_doer_person(a, f),
        excluded=_excluded(a, f),
        reader=Reader(a[more.READER] or Reader.DEFAULT),
        victim_person=_colleague(a, f) if a[tell.WHOM] == "me" else None,
        reporter_person=_colleague(a, f),
        on_behalf=tell.is_staff(a, f) and a[tell.WHOM] == "student",
    )


def _colleague(a: Answers, f: Facts) -> str | None:
    """The colleague who tells it, when it is one we know."""
    return f.person.person_id if f.person and tell.is_staff(a, f) else None


def _victim(a: Answers) -> Victim:
    whom = a[tell.WHOM]
    if whom in {"me", "staff"}:
        return Victim.STAFF
    return Victim.SCHOOL if whom == "school" else Victim.STUDENT


def _doer(a: Answers) -> Doer:
    if _named_in_story(a):
        return Doer.STAFF
    return Doer(a[tell.DOER] or Doer.UNKNOWN)


def _named_in_story(a: Answers) -> str | None:
    about = a[tell.ABOUT]
    return None if about in {None, tell.NOBODY} else about


def _doer_person(a: Answers, f: Facts) -> str | None:
    known = {person.person_id for person in f.people}
    named = a[tell.DOER_WHO] if a[tell.DOER_WHO] in known else None
    return named or _named_in_story(a)


def _excluded(a: Answers, f: Facts) -> frozenset[str]:
    off = {*(a[more.NOT_THEM] or ()), _doer_person(a, f), _named_in_story(a)}
    return frozenset(person_id for person_id in off if person_id)


def _role(a: Answers) -> ReporterRole:
    who = a[tell.WHO]
    return ReporterRole(who) if who in {"parent", "staff"} else ReporterRole.STUDENT


def _marks(a: Answers, f: Facts) -> frozenset[Mark]:
    tapped = {Mark(value) for value in a[more.MARKS] or ()}
    also = {
        Mark.COERCION: tell.COERCION in {a[tell.KIND], *(a[more.MORE_KINDS] or ())},
        Mark.NUDE: tell.nude_path(a),
        Mark.DOUBT: a[more.DOUBT] == tell.YES,
        Mark.PRACTICE: is_practice(a, f),
    }
    return frozenset(tapped | {mark for mark, here in also.items() if here})


def given_name(a: Answers) -> str:
    """The name the reporter gave, or ""."""
    return text_of(a, more.NAME).strip()


def _unseen(_a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = [
        N_("People of school do not see who you are."),
        N_("They may guess it from your words."),
    ]
    if f.door == "telegram":
        lines.append(N_("Telegram does know who you are."))
    return tuple(lines)


def _unfindable(a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = [
        N_("We do not know who you are. So we cannot find you."),
        N_("Danger? Call 112, or give your name."),
    ]
    if tell.is_student(a, f):
        lines.append(N_("School can call parents. We ask you first."))
    return tuple(lines)


UNSEEN = Note(key="unseen", text=_unseen, when=lambda a, _f: not given_name(a))
UNFINDABLE = Note(key="unfound", text=_unfindable, when=lambda a, _f: not given_name(a))


def who_reads(case: Case, f: Facts) -> tuple[Text, ...]:
    """Who reads it and when: the truth, also when nobody can."""
    there = tuple(one for one in f.people if f.reachable(one.person_id))
    people = readers(case, f.school, there)
    if not people:
        return (
            N_("I have nobody who may read this. Call school: {phone}.").of(phone=f.school.phone),
        )
    who = N_("These people read it: {people}.").of(people=tuple(p.name for p in people))
    return (who, _when_read(f.school, f.now))


def _when_read(school: School, now: datetime) -> Text:
    if is_open(school, now):
        return N_("They get a message at once.")
    return N_("School is closed. They read it {moment}.").of(moment=next_opening(school, now))


def _about_sending(a: Answers, f: Facts) -> tuple[Text, ...]:
    if is_practice(a, f):
        return (N_("This is practice. Nobody gets it."),)
    name = given_name(a)
    shown = N_("School sees your name: {name}.").of(name=name) if name else N_("Without your name.")
    return (shown, *who_reads(case_of(a, f), f))


SEND = Review(
    key="send",
    text=_about_sending,
    send=N_("Send"),
    send_without=N_("Send without a class"),
    inline=more.CLASS,
    quick=(Option(SET + more.NAME.key, N_("Add my name"), "🙋"),),
)


def _finish(a: Answers, f: Facts) -> tuple[object, ...]:
    story = a[tell.STORY] or Told()
    items = a[more.ITEMS] or Told()
    return (
        Report(
            case=case_of(a, f),
            own=a[tell.WHO] == "self" or a[tell.WHOM] == "me",
            story=story,
            details=_details(a, f),
            items=(*story.items, *items.items),
            name=given_name(a),
        ),
    )


OWN_WORDS = frozenset({tell.STORY.key, more.NAME.key, more.ITEMS.key})
"""Kept apart from the details: the story is shown as written, the name only to whom may see it."""


def _details(a: Answers, f: Facts) -> tuple[tuple[Text, Text], ...]:
    asking = Asking(a, f)
    return tuple(
        (step.label, step.shown(asking))
        for step in REPORT.questions()
        if step.label and step.key in a.stored and step.key not in OWN_WORDS
    )


REPORT = Flow(
    "report",
    (
        PRACTICE,
        PRACTICE_NOTE,
        *tell.TELL,
        *more.LATER,
        *more.ON_LOOK_BACK,
        UNSEEN,
        UNFINDABLE,
        SEND,
    ),
    _finish,
    overflow=tell.STORY,
)


def practising(session: Session) -> Session:
    """The same flow, for practice."""
    return replace(session, answers={PRACTICE.key: tell.YES})


def upload_refused(session: Session | None) -> Text | None:
    """Why no file may be sent in this conversation now, None when one may (art. 252 Sr)."""
    if session is None or session.flow != REPORT.name:
        return None
    if tell.nude_path(Answers(session.answers)):
        return N_("Do not send it to me. Leave it on your phone. Tell me in words.")
    return None
