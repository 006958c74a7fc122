"""Somebody of school calls back: who, and on which number; knows no way to reach anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.cases.case import Case
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.schooltime import local_day, present
from bot.flows.contact import person_line
from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Draft,
    Facts,
    Flow,
    Note,
    Option,
    Options,
    Rows,
    Stored,
    Taken,
    always,
)
from bot.flows.named import named, people_of
from bot.flows.readers import NOT_THEM, ROLE_WORDS
from bot.flows.session import Session
from bot.flows.steps import SKIP, Choice, Given
from bot.flows.what import CALL_WANTED, YES
from bot.flows.words import Words, appended, text_of, written_aside
from bot.text import N_, Text, verbatim
from bot.understanding.folding import folded
from bot.understanding.names import TITLES
from bot.understanding.seeming import speaks_of_staff
from bot.understanding.telephone import FEWEST_DIGITS, WHOLE, beside_own, number_in, of_another

CALLERS = (Role.CONFIDANT, Role.SAFETY_COORDINATOR, Role.SOCIAL_WORKER)
"""Who knows how to talk with somebody in danger, the first one first."""
MENTOR, ANYONE = "+mentor", "+anyone"
HEARS = N_("{name} hears that you want a call.")
SCHOOL_HEARS = N_("School hears that you want a call.")
SCHOOL_NOW = N_("School hears it now. They will call you.")
CANNOT_TELL = N_("I cannot tell {name}. School hears that you want a call.")
"""Of a colleague who may not read the report: nobody waits for a call that does not come."""
PATIENCE = N_("It can take a while. Danger? Call 112.")

WANTED = CALL_WANTED
NOT_THESE = Given(key="callnot")
"""Ids of those who may not read the report that was sent, parted by commas."""


def wanted(a: Answers, _f: Facts) -> bool:
    """Somebody asked to be called back."""
    return a[WANTED] == YES


def _there(a: Answers, f: Facts) -> Iterator[tuple[Person, Role]]:
    """Who can be asked for and is told, each once, who is in today first."""
    told = {f.person.person_id if f.person else "", *people_of(a[NOT_THEM] or (), None, f)}
    off = told | set((a[NOT_THESE] or "").split(","))
    today = local_day(f.school, f.now)
    found = [
        (person, role)
        for role in CALLERS
        for person in f.people
        if person.active and role in person.roles and person.person_id not in off
    ]
    reached = {one.person_id: (one, role) for one, role in found if f.reachable(one.person_id)}
    yield from sorted(reached.values(), key=lambda one: not present(one[0], today, f.school))


def _asked(a: Answers, f: Facts) -> tuple[Text, ...]:
    return (N_("Who may call you?"), *(person_line(one, role, f) for one, role in _there(a, f)))


def _options(a: Answers, f: Facts) -> Options:
    return (
        *(Option(one.person_id, verbatim(one.name)) for one, _role in _there(a, f)),
        Option(MENTOR, N_("My mentor"), "🧑‍🏫", N_("mentor")),
        Option(ANYONE, N_("Anyone may call"), "👌", N_("anyone|whoever")),
    )


CALLER = Choice(
    key="caller",
    text=_asked,
    label=N_("Call back"),
    options=_options,
    read=named,
    when=wanted,
)
NOBODY_CAN = N_("I have no number. So nobody can call.")


@dataclass(frozen=True, kw_only=True)
class Number(Words):
    """The number to call: words without one are kept, and it is asked once more.

    What somebody else does is no answer, whatever number stands in it: it goes with the story.
    The way past it stays there: no call is lost by a word beside it, and nobody is held here.
    """

    def rows(self, asking: Asking) -> Rows:  # noqa: ARG002 - they are always the same
        """The way past it."""
        return tuple((option,) for option in self.fixed())

    def _pressed(self, value: str, asking: Asking) -> Taken:
        beside = value == SKIP and _without_number(asking.draft)
        return Stored(beside) if beside else super()._pressed(value, asking)

    def _kept(self, entry: list[str], asking: Asking, kind: str) -> Taken:  # noqa: ARG002 - words only
        if of_another(entry[1]):
            return Again(NOBODY_CAN)
        beside = _without_number(asking.draft)
        if beside or _digits(entry[1]) >= FEWEST_DIGITS:
            return Stored(appended(beside, entry))
        return Draft(appended("", entry), NOBODY_CAN)


def _without_number(draft: str) -> str:
    """Words that wait for one; who came back to a number gives another one, or none."""
    return draft if _digits(draft) < FEWEST_DIGITS else ""


NUMBER = Number(
    key="callnumber",
    text=(
        N_("On which number can school call? Write the name too."),
        N_("School sees it then. You cannot take it back."),
    ),
    label=N_("Name and number"),
    skip=N_("Without a number: talk here"),
    none=N_("Without a number"),
    when=wanted,
)


def no_number(a: Answers, _f: Facts) -> bool:
    """They were asked for one, and gave none that can be called."""
    return a[NUMBER] is not None and _digits(number_given(a)) < FEWEST_DIGITS


def _digits(words: str) -> int:
    return sum(map(str.isdecimal, words))


def to_be_called(a: Answers, f: Facts) -> bool:
    """They gave a number that can be called."""
    return wanted(a, f) and a[NUMBER] is not None and not no_number(a, f)


NO_NUMBER = Note(
    key="nonumber",
    text=(NOBODY_CAN, N_("School can write here. Look at My report.")),
    when=no_number,
)


def number_given(a: Answers) -> str:
    """The name and the number, in one line; "" for none."""
    return " ".join(text_of(a, NUMBER).split())


@dataclass(frozen=True)
class CallAsked:
    """Who has sent a report wants to be called by `whom`: a colleague, or one of the others."""

    whom: str
    number: str = field(default="", repr=False)


BESIDE = written_aside("callbeside")


def _told(a: Answers) -> str:
    return "\n".join(part for part in (text_of(a, BESIDE), number_given(a)) if part)


CALL_ME = Flow(
    "callme",
    (NOT_THESE, replace(CALLER, when=always), replace(NUMBER, when=always), NO_NUMBER, BESIDE),
    lambda a, _f: (CallAsked(a[CALLER] or ANYONE, _told(a)),),
    aside=BESIDE,
)
_MAY_CALL = TITLES | set(
    folded(
        "niet nie nit nt geen nooit alleen liever door of en wel maar ik wil mag mogen moet mijn "
        "mn mij me bel bellen gebeld worden not never only by or and but i may must my me call"
    ).split()
)
"""What is said of colleagues who may call, or may not."""


def number_told(session: Session, words: str, f: Facts) -> Session | None:
    """The same with the number that was typed at another question; None if no call waits for one.

    Anybody may call then, unless a colleague is named beside it: that may also be who must not.
    """
    a = Answers(session.answers)
    asks = session.flow == CALL_ME.name or wanted(a, f)
    has_one = _digits(number_given(a)) >= FEWEST_DIGITS
    if has_one or not asks or not _is_theirs(words, f):
        return None
    caller = {} if of_a_colleague(words, f) else {CALLER.key: ANYONE}
    number = {NUMBER.key: appended(session.answers.get(NUMBER.key, ""), ["t", words])}
    return replace(session, answers={**caller, **session.answers, **number})


def _is_theirs(words: str, f: Facts) -> bool:
    """Whether it is a whole number, with no more beside it than whose it is and who may call."""
    rest = set(beside_own(words)) if number_in(words, WHOLE) else {""}
    staff = {word for word in rest - _MAY_CALL if of_a_colleague(word, f)}
    return not rest or bool(staff and rest <= staff | _MAY_CALL)


def of_a_colleague(words: str, f: Facts) -> bool:
    """Whether somebody who works here is named in these words, or by what they do."""
    said = set(folded(words).split())
    roles = {folded(f.say(role)) for role in ROLE_WORDS.values()}
    return bool(said & roles) or speaks_of_staff(words) or bool(named(words, f))


def _chosen(a: Answers, f: Facts) -> Person | None:
    return next((one for one in f.people if one.person_id == a[CALLER]), None)


def told_of_it(case: Case, a: Answers, f: Facts) -> tuple[Text, ...]:
    """That somebody else must call, where whoever was chosen does not read this report."""
    found = _chosen(a, f)
    if found is None or found.person_id in case.asked:
        return ()
    return (CANNOT_TELL.of(name=found.name),)


def with_caller(case: Case, a: Answers, f: Facts) -> Case:
    """Who is to call reads the report too, unless it is kept from them."""
    found = _chosen(a, f)
    if found is None:
        return case
    theirs = replace(case, asked=case.asked | {found.person_id})
    return theirs if may(found, Action.READ, theirs, f.school) else case
