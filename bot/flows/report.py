"""The report (`/melden`): what is asked, the send screen, and what comes of it.

Product: zonder mijn naam is the default; nothing is refused for being small or incomplete.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.cases.case import Case
from bot.cases.kinds import Doer, Kind, Mark, RouteId, Victim
from bot.cases.routes import route_for
from bot.flows import calling, in_story, more, tell, what
from bot.flows import readers as readers_of
from bot.flows.alarm import ALARM
from bot.flows.doer import DOER
from bot.flows.kinds import COERCION
from bot.flows.kit import Answers, Asking, Facts, Flow, Note, Option
from bot.flows.named import people_of, spoken_of
from bot.flows.review import SET, Review
from bot.flows.session import Session
from bot.flows.steps import Choice
from bot.flows.tellers import instead
from bot.flows.words import Told, text_of
from bot.text import N_, Text
from bot.understanding.apps import app_named
from bot.understanding.danger import Alarm, Danger, danger_in
from bot.understanding.doing import HOME

PRACTICE = Choice(
    key="practice",
    text=N_("Is this practice?"),
    default=what.NO,
    options=(what.YES_OPTION, what.NO_OPTION),
)


def is_practice(a: Answers, _f: Facts) -> bool:
    """A practice report goes to nobody."""
    return a[PRACTICE] == what.YES


PRACTICE_NOTE = Note(
    key="practising",
    text=(N_("This is practice."), N_("Nobody gets this report.")),
    when=is_practice,
)


@dataclass(frozen=True)
class Report:
    """What somebody told, ready to be sent: the effect of this flow.

    `details` are the answers as (question's name, answer), for the handlers to read. `call`: they
    gave a number to be called on, and nothing more was asked.
    """

    case: Case
    own: bool
    story: Told = field(repr=False)
    details: tuple[tuple[Text, Text], ...] = field(repr=False)
    items: tuple[tuple[str, str], ...] = ()
    name: str = field(default="", repr=False)
    call: bool = False


def case_of(a: Answers, f: Facts) -> Case:
    """The case this report would become, not named and not stored yet."""
    victim, doer = _victim(a), _doer(a)
    route = RouteId.Z if at_home(a) else route_for(f.school, victim, doer)
    first = _kind(a[what.KIND] or Kind.OTHER)
    case = Case(
        case_id="",
        name="",
        route=route,
        route_version=f.school.route(route).version,
        kind=first,
        more_kinds=frozenset(_kind(tapped) for tapped in what.every_kind(a)) - {first},
        marks=_marks(a, f),
        reporter_role=what.role_of(a),
        victim=victim,
        doer=doer,
        created=f.now,
        school_class=a[more.CLASS],
        urgent=_urgent(a, f),
        doer_person=_doer_person(a, f),
        excluded=_excluded(a, f),
        reader=readers_of.reader(a),
        victim_person=_colleague(f) if a[tell.WHOM] == "me" else tell.victim_named(a),
        reporter_person=_colleague(f),
        on_behalf=what.is_staff(a, f) and a[tell.WHOM] == "student",
        app=app_named(text_of(a, tell.STORY)),
    )
    return calling.with_caller(case, a, f)


def _kind(tapped: str) -> Kind:
    """ "Someone forces me" is kept as a threat, with a mark."""
    return Kind.THREAT if tapped == COERCION else Kind(tapped)


def _colleague(f: Facts) -> str | None:
    """The colleague who tells it, as whatever: nobody handles what they reported themselves."""
    return f.person.person_id if f.person else None


def _victim(a: Answers) -> Victim:
    whom = a[tell.WHOM]
    if whom in {"me", "staff"}:
        return Victim.STAFF
    return Victim.SCHOOL if whom == "school" else Victim.STUDENT


def _doer(a: Answers) -> Doer:
    if in_story.accused(a):
        return Doer.STAFF
    doer = a[DOER] or Doer.UNKNOWN
    return Doer.OUTSIDER if doer == HOME else Doer(doer)


def at_home(a: Answers) -> bool:
    """Somebody at home does it to a student: care team and confidant go on with that."""
    return a[DOER] == HOME and _doer(a) is Doer.OUTSIDER and _victim(a) is Victim.STUDENT


def _urgent(a: Answers, f: Facts) -> bool:
    """Danger, perhaps or plain in the story; force; a call or a talk; sex by staff."""
    by_staff = _doer(a) in {Doer.STAFF, Doer.PLACEMENT} and _victim(a) is Victim.STUDENT
    danger = a[what.DANGER] in {what.YES, what.UNSURE}
    told = danger_in(text_of(a, tell.STORY)).plain
    asked = what.forced(a, f) or what.asks_for_somebody(a)
    return danger or told or asked or (by_staff and what.nude_path(a))


def _doer_person(a: Answers, f: Facts) -> str | None:
    known = {person.person_id for person in f.people}
    return next((one for one in (a[tell.DOER_WHO], in_story.accused(a)) if one in known), None)


def _excluded(a: Answers, f: Facts) -> frozenset[str]:
    off = {*(a[readers_of.NOT_THEM] or ()), a[tell.DOER_WHO] or "", *in_story.kept_from(a, f)}
    # Nothing more is asked then, also not who of those in the story is meant.
    told = spoken_of(text_of(a, tell.STORY), f) if tell.staff_sexual(a, f) else ()
    return people_of((*off, *(one.value for one in told)), a[more.CLASS], f)


def _marks(a: Answers, f: Facts) -> frozenset[Mark]:
    tapped = {Mark(value) for value in a[what.MARKS] or ()}
    also = {
        Mark.COERCION: what.forced(a, f),
        Mark.NUDE: what.nude_path(a),
        Mark.HOME: worries_home(a),
        Mark.DOUBT: a[more.DOUBT] == what.YES,
        Mark.PRACTICE: is_practice(a, f),
    }
    return frozenset(tapped | {mark for mark, here in also.items() if here})


def worries_home(a: Answers) -> bool:
    """Somebody at home does it, or the story says in so many words that home is not safe."""
    plain = Alarm(Danger.HOME, plain=True)
    return at_home(a) or danger_in(text_of(a, tell.STORY)) == plain


def given_name(a: Answers) -> str:
    """The name the reporter gave, and where they want to be called; or ""."""
    both = (text_of(a, more.NAME).strip(), calling.number_given(a))
    return ", ".join(part for part in both if part)


def _unseen(_a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = [
        N_("People of school do not see who you are."),
        N_("They may guess it from your words."),
    ]
    if f.door == "telegram":
        lines.append(N_("Telegram does know who you are."))
    return tuple(lines)


def _unfindable(a: Answers, f: Facts) -> tuple[Text, ...]:
    lines = []
    if f.person is None:
        lines.append(ALARM)
        lines.append(N_("We do not know who you are. So we cannot find you."))
    if what.is_student(a, f):
        lines.append(HOME_FIRST if worries_home(a) else ASKED_FIRST)
    return tuple(lines)


ASKED_FIRST = N_("School can call parents. We ask you first.")
HOME_FIRST = N_("School calls home only when that is safe.")
"""The care team says so first: until then every step that tells parents is locked."""
UNSEEN = Note(key="unseen", text=_unseen, when=lambda a, _f: not given_name(a))
UNFINDABLE = Note(key="unfound", text=_unfindable, when=lambda a, _f: not given_name(a))


def _about_sending(a: Answers, f: Facts) -> tuple[Text, ...]:
    if is_practice(a, f):
        return (N_("This is practice. Nobody gets it."),)
    case = case_of(a, f)
    return (
        more.seen_of(given_name(a)),
        *calling.told_of_it(case, a, f),
        *readers_of.who_reads(case, f),
        *readers_of.left_out(case.excluded, f),
    )


SEND = Review(
    key="send",
    text=_about_sending,
    send=N_("Send"),
    without=N_("You can send it without a class too."),
    inline=more.CLASS,
    offered=more.class_told,
    quick=(
        Option(SET + more.NAME.key, N_("Add my name"), "📛"),
        Option(SET + readers_of.NOT_THEM.key, N_("May not read it"), "🚷"),
    ),
    heard=readers_of.kept_out,
)


NO_NUMBER = replace(
    calling.NO_NUMBER,
    text=(
        calling.NOBODY_CAN,
        N_("Send it when you are done. It goes to school as urgent."),
    ),
)


def finish(a: Answers, f: Facts) -> tuple[Report, ...]:
    """What these answers are as a report."""
    story = a[tell.STORY] or Told()
    items = a[more.ITEMS] or Told()
    may_keep = more.may_send_files(a, f)
    return (
        Report(
            case=case_of(a, f),
            own=a[what.WHO] == "self" or a[tell.WHOM] == "me",
            story=story if may_keep else story.in_words(),
            details=_details(a, f),
            items=(*story.items, *items.items) if may_keep else (),
            name=given_name(a),
        ),
    )


APART = frozenset(
    step.key for step in (tell.STORY, more.NAME, more.ITEMS, more.CLASS, calling.NUMBER)
)
"""Not among the details: the story stands as written, the name is only for whom may see it."""


def _details(a: Answers, f: Facts) -> tuple[tuple[Text, Text], ...]:
    asking = Asking(a, f)
    apart = APART | {in_story.ABOUT.key} if in_story.passed_over(a) else APART
    return tuple(
        (step.label, step.shown(asking))
        for step in REPORT.questions
        if step.label and step.key in a.stored and step.key not in apart
    )


REPORT = Flow(
    "report",
    (
        PRACTICE,
        PRACTICE_NOTE,
        what.HEARD_NOTE,
        what.HEARD_HELP,
        what.ALARMED,
        what.TALK_WANTED,
        calling.WANTED,
        calling.CALLER,
        calling.NUMBER,
        NO_NUMBER,
        *tell.TELL,
        in_story.ABOUT,
        *more.LATER,
        *more.ON_LOOK_BACK,
        UNSEEN,
        UNFINDABLE,
        SEND,
    ),
    finish,
    overflow=tell.STORY,
    instead=lambda a, _f: instead(a[what.WHO]),
)


def practising(session: Session) -> Session:
    """The same flow, for practice."""
    return replace(session, answers={PRACTICE.key: what.YES})
