"""`/signaal`: something a colleague saw or learnt that is no report, in four kinds.

Protocol, "Aanpak" and the flowcharts, "CSV". The look online is of what everybody can see: the flow
says so before anything is typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.cases.people import Role
from bot.cases.signals import SignalKind
from bot.flows.kit import Answers, Facts, Flow, Note, Option, Options
from bot.flows.named import OF_CLASS, named, roster, spoken_of
from bot.flows.steps import Choice
from bot.flows.words import Words, text_of
from bot.text import N_, Text

NOBODY = "nobody"
NO_NAME = N_("nobody|no name")
STAFF_CODE, STUDENTS_PROTOCOL = "staff", "students"


@dataclass(frozen=True)
class SignalWritten:
    """It is to be kept and told. `about`: the colleague who broke the rules, if one is named."""

    kind: SignalKind
    words: str = field(repr=False)
    about: str | None = None


SIGNAL_OPTIONS = {
    SignalKind.SEEN: Option("seen", N_("Seen online"), "👀", N_("seen|online|post")),
    SignalKind.DEVELOPMENT: Option(
        "development", N_("A development"), "📈", N_("development|trend|news")
    ),
    SignalKind.ADVICE: Option("advice", N_("Advice for management"), "💡", N_("advice|advise|tip")),
    SignalKind.BREACH: Option(
        "breach", N_("Against our rules"), "⛔", N_("breach|against the rules|violation")
    ),
}
ASKED = Option("advice", N_("Ask the coordinator for advice"), "🧭", N_("advice|advise|ask"))
"""What advice is for who manages the school: they ask the coordinator."""


def manages(f: Facts) -> bool:
    """Advice is asked by management, and given to it by everybody else."""
    return f.person is not None and f.person.has(Role.MANAGEMENT)


def _kinds(_a: Answers, f: Facts) -> Options:
    shown = {**SIGNAL_OPTIONS, SignalKind.ADVICE: ASKED} if manages(f) else SIGNAL_OPTIONS
    return tuple(shown.values())


def _colleagues(_a: Answers, f: Facts) -> Options:
    nobody = Option(NOBODY, N_("I name nobody"), "🕳️", NO_NAME)
    own = f.person.person_id if f.person else ""
    return (nobody, *(one for one in roster(f) if one.value != own))


def _by_staff(a: Answers, _f: Facts) -> bool:
    return a[KIND] == SignalKind.BREACH and a[AGAINST] == STAFF_CODE


def _question(a: Answers, f: Facts) -> tuple[Text, ...]:
    if a[KIND] == SignalKind.ADVICE:
        asked = N_("What do you want to ask the safety coordinator?")
        return (asked if manages(f) else N_("What is your advice?"), NO_STUDENTS, BOTH_READ)
    read_by = BOTH_READ if a[KIND] == SignalKind.BREACH else FIRST_READ
    return (N_("What did you see or learn? Write it here."), NO_STUDENTS, read_by)


NO_STUDENTS = N_("Write no names of students.")
BOTH_READ = N_("Management and the safety coordinator read it, with your name.")
FIRST_READ = N_("The safety coordinator reads it, with your name.")

KIND = Choice(key="kind", text=N_("What kind of signal is it?"), options=_kinds)
ONLINE = Note(
    key="online",
    text=(
        N_("Only look at posts that everybody can see."),
        N_("Do not search for students by name. Do not use a false account."),
    ),
    when=lambda a, _f: a[KIND] == SignalKind.SEEN,
)
AGAINST = Choice(
    key="against",
    text=N_("Which rules are broken?"),
    options=(
        Option(STAFF_CODE, N_("Rules for staff"), "🏫", N_("staff|colleague|code")),
        Option(STUDENTS_PROTOCOL, N_("Rules for students"), "🎒", N_("students|protocol")),
    ),
    when=lambda a, _f: a[KIND] == SignalKind.BREACH,
)
ABOUT = Choice(
    key="about",
    text=(
        N_("Which colleague is it about? You can also type the name."),
        N_("This person does not see your signal here."),
    ),
    options=_colleagues,
    read=named,
    when=_by_staff,
)
REPORT_TOO = Note(
    key="reporttoo",
    text=(
        N_("Was somebody hurt by it? Then report it too, with /melden."),
        N_("There you can leave out your name."),
    ),
    when=lambda a, _f: a[KIND] == SignalKind.BREACH,
)
WHAT = Words(key="what", text=_question)


def _in_words(a: Answers, f: Facts) -> Options:
    own = f.person.person_id if f.person else ""
    found = spoken_of(text_of(a, WHAT), f)
    return tuple(one for one in found if one not in OF_CLASS.values() and one.value != own)


NAMED = replace(
    ABOUT,
    key="named",
    options=lambda a, f: (*_in_words(a, f), Option(NOBODY, N_("Nobody"), "🕳️", NO_NAME)),
    when=lambda a, f: a[ABOUT] in {None, NOBODY} and bool(_in_words(a, f)),
)
"""Also where no name was asked for: who it is about has none of it."""


def _finish(a: Answers, _f: Facts) -> tuple[SignalWritten, ...]:
    about = next((one for one in (a[ABOUT], a[NAMED]) if one not in {None, NOBODY}), None)
    return (SignalWritten(SignalKind(a[KIND] or SignalKind.SEEN), text_of(a, WHAT), about),)


SIGNAL = Flow("signal", (KIND, ONLINE, AGAINST, ABOUT, REPORT_TOO, WHAT, NAMED), _finish)
