"""The head of a card: which case, what it is about, and what of it cannot wait; knows no button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.cases.case import Case
from bot.cases.events import DoerNamed, DoneBy, NotAColleague
from bot.cases.kinds import Doer, Kind, Mark, RouteId
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.routes import RouteStep
from bot.cases.steps import at_once, route_of
from bot.cases.whose import falls_to
from bot.conversations.card_danger import (
    ABOUT,
    danger_lines,
    is_pressing,
    may_be_danger,
    shows_content,
    told_danger,
)
from bot.conversations.exchange import Exchange
from bot.conversations.quoting import quoted
from bot.flows.turned_out import FALLS_AWAY, TURNED_OUT
from bot.flows.wording import KIND_WORDS, MARK_WORDS, ROLE_WORDS, ROUTE_WORDS
from bot.store import audit, cases, entries
from bot.text import N_, Text
from bot.understanding.danger import Danger
from bot.understanding.telephone import number_in

NOW = N_("First this: {text} ({who})")
FROM_OUTSIDE = N_("a student, by someone from outside")
NOBODY_OF_OURS = N_(
    "Someone from outside does it. The steps for a student who does it are left out."
)
SAID_BY = N_("{what}, says {who}.")
DECIDED: Final[Mapping[str, Text]] = {
    DoerNamed.__name__: N_("It is known who did it"),
    NotAColleague.__name__: N_("No colleague did it"),
}
"""What else somebody decides of who did it than that it was a student, or nobody of ours."""
YOU = N_("you do this")
NUMBER_HERE = N_("A number to call was given. It stands in this case.")
NAMED = N_("The reporter's name: {name}")
WITH_NUMBER = N_("Name or number of the reporter: {name}")
ABOUT_SAFETY = N_("worries about somebody's safety")


def title(x: Exchange, case: Case, person: Person) -> Iterator[Text]:
    """Which case, and what of it cannot wait: the danger, who may call, the first step."""
    urgent = N_("🚨 URGENT – {name}") if is_pressing(case) else N_("{name}")
    yield urgent.of(name=case.name)
    if is_pressing(case) and shows_content(x):
        yield from danger_lines(x, case)
        yield from reporter_name(x, case, person)
    yield from may_be_danger(x, case)
    step = at_once(case, route_of(case, x.world.school))
    if step is not None:
        yield from (NUMBER_HERE,) if _number_given(x, case, person) else ()
        yield NOW.of(text=step.text, who=whose(x, step, case, person))


def whose(x: Exchange, step: RouteStep, case: Case, person: Person) -> Text | str:
    """Whose step it is by the protocol; where it falls to somebody else, that name or "you"."""
    falls = falls_to(step, case, x.world.school, x.around.people)
    if falls is None or person.has(step.owner):
        return ROLE_WORDS[step.owner]
    return YOU if falls.person_id in {person.person_id, *person.stands_in} else falls.name


def reporter_name(x: Exchange, case: Case, person: Person) -> Iterator[Text]:
    """Who they are and how they can be called, for who may see that; the look is logged."""
    name = cases.reporter_name(x.tx, case.case_id)
    if name and may(person, Action.SEE_REPORTER_NAME, case, x.world.school):
        x.log("SawReporterName", case.case_id)
        yield (WITH_NUMBER if number_in(name) else NAMED).of(name=quoted(name))


def _number_given(x: Exchange, case: Case, person: Person) -> bool:
    """In what was written since, or with the report, where it does not stand above already."""
    talk = entries.of_case(x.tx, case.case_id, ("talk_in",))
    above = shows_content(x) and is_pressing(case)
    named = not above and may(person, Action.SEE_REPORTER_NAME, case, x.world.school)
    given = cases.reporter_name(x.tx, case.case_id) if named else None
    return any(map(number_in, (given or "", *(one.body for one in talk))))


def what_happened(x: Exchange, case: Case) -> Iterator[Text]:
    """The route and the kinds; a route that was taken for want of a doer does not hide that."""
    about = _about(x, case)
    more = (KIND_WORDS[one] for one in sorted(case.more_kinds))
    yield Text(
        "{route} {words}: {kinds}",
        values={
            "route": case.route.value,
            "words": FROM_OUTSIDE if _of_student_by_outsider(case) else ROUTE_WORDS[case.route],
            "kinds": (about or _kind(case), *more),
        },
    )
    yield from _who_did_it(x, case, about)


def _who_did_it(x: Exchange, case: Case, about: Text | None) -> Iterator[Text]:
    """What a colleague decided, with their name; else what the reporter left open or what drops."""
    of_ours = case.doer is not Doer.OUTSIDER or case.route not in {RouteId.A, RouteId.B}
    if (decided := doer_decided(x, case)) is not None:
        yield decided
        yield from () if of_ours else (FALLS_AWAY,)
    elif case.doer is Doer.UNKNOWN and not _is_of_life_or_hidden(x, about):
        yield N_("The reporter does not know who does it, or did not say.")
    elif not of_ours:
        yield NOBODY_OF_OURS


def doer_decided(x: Exchange, case: Case) -> Text | None:
    """What a colleague decided of who did it, and which one; None while only the reporter said."""
    found = (audit.last(x.tx, what, case.case_id) for what in (DoneBy.__name__, *DECIDED))
    last = max(filter(None, found), key=lambda row: row.number, default=None)
    if last is None:
        return None
    what = DECIDED.get(last.what) or TURNED_OUT[case.doer]
    return SAID_BY.of(what=what, who=x.around.name(last.who))


def _of_student_by_outsider(case: Case) -> bool:
    return case.route is RouteId.A and case.doer is Doer.OUTSIDER


def _is_of_life_or_hidden(x: Exchange, about: Text | None) -> bool:
    """Whether nobody did it, or what it is about is only read on the page."""
    return about is ABOUT[Danger.SUICIDE] or (about is not None and not shows_content(x))


def _kind(case: Case) -> Text:
    kind = KIND_WORDS[case.kind]
    if Mark.COERCION not in case.marks:
        return kind
    return Text("{kind} ({mark})", values={"kind": kind, "mark": MARK_WORDS[Mark.COERCION]})


def _about(x: Exchange, case: Case) -> Text | None:
    """What an urgent case is about that would else be "something else"."""
    if not is_pressing(case) or case.kind is not Kind.OTHER or Mark.COERCION in case.marks:
        return None
    if not shows_content(x):
        return ABOUT[Danger.NONE]
    told = told_danger(x, case)
    return ABOUT.get(told.danger if told.plain else Danger.NONE, ABOUT_SAFETY)
