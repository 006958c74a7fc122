"""The head of a card: which case, what it is about, and what of it cannot wait; knows no button."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.cases.case import Case
from bot.cases.kinds import Doer, Kind, Mark
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.routes import RouteStep
from bot.cases.steps import at_once, route_of
from bot.cases.whose import falls_to
from bot.conversations.exchange import Exchange
from bot.conversations.quoting import quoted, quoted_in
from bot.flows.calling import CALLER, NUMBER
from bot.flows.what import DANGER, NO_OPTION, TALK_WANTED
from bot.flows.wording import KIND_WORDS, MARK_WORDS, ROLE_WORDS, ROUTE_WORDS
from bot.store import cases, entries
from bot.store.entries import Entry
from bot.text import N_, Text, from_data
from bot.understanding.danger import Alarm, Danger, danger_in
from bot.understanding.telephone import number_in

NOW = N_("First this: {text} ({who})")
NOT_LIVE = N_("The reporter writes about not wanting to live any more.")
SOUNDS_LIKE = N_("It sounds like")
SOUNDS: Final[Mapping[Danger, Text]] = {
    Danger.VIOLENCE: N_("violence"),
    Danger.SEXTORTION: N_("naked, force"),
    Danger.ABUSE: N_("touching that is not wanted"),
    Danger.HOME: N_("not safe at home"),
}
"""Why a case is urgent, as it was heard: no more than that, for it may be misheard."""
YOU = N_("you do this")
NUMBER_HERE = N_("A number to call was given. It stands in this case.")
NAMED = N_("The reporter's name: {name}")
WITH_NUMBER = N_("Name or number of the reporter: {name}")
FIRST = frozenset(
    one.label.key for one in (DANGER, TALK_WANTED, CALLER, NUMBER) if one.label is not None
)
"""The questions whose answers stand first in an urgent case."""
DANGER_LABEL = DANGER.label.key if DANGER.label else ""
ABOUT: Final[Mapping[Danger, Text]] = {
    Danger.SUICIDE: N_("worries about somebody's life"),
    Danger.NONE: N_("danger"),
}
"""What an urgent case is about that is of no kind; only the last may stand on any screen."""
ABOUT_SAFETY = N_("worries about somebody's safety")


def is_pressing(case: Case) -> bool:
    """Urgent, and not over."""
    return case.urgent and not case.closed


def shows_content(x: Exchange) -> bool:
    """Words of people only where staff may read them: in Telegram not, when there is a page."""
    return not x.world.content_on_page or x.contact.door == "web"


def title(x: Exchange, case: Case, person: Person) -> Iterator[Text]:
    """Which case, and what of it cannot wait: the danger, who may call, the first step."""
    urgent = N_("🚨 URGENT – {name}") if is_pressing(case) else N_("{name}")
    yield urgent.of(name=case.name)
    if is_pressing(case) and shows_content(x):
        yield from _danger(entries.of_case(x.tx, case.case_id, {"story", "detail"}))
        yield from reporter_name(x, case, person)
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


def _danger(found: Sequence[Entry]) -> Iterator[Text]:
    """What was said of danger and of a call, in the reporter's answers and in their words."""
    heard = _told_danger(found)
    if heard is Danger.SUICIDE:
        yield NOT_LIVE
    elif heard in SOUNDS:
        values = {"label": SOUNDS_LIKE, "answer": SOUNDS[heard]}
        yield Text("{label}: {answer}", values=values)
    yield from (line for label, line in answers(found) if stands_first(label, line))


def stands_first(label: str, line: Text) -> bool:
    """Whether this answer belongs in the head of an urgent case; a "no" to danger does not."""
    calm = label == DANGER_LABEL and line.values["answer"] == NO_OPTION.label
    return label in FIRST and not calm


def _told_danger(found: Sequence[Entry]) -> Danger:
    """What they tell of in so many words, the worst of it first."""
    heard = {danger_in(entry.body) for entry in found if entry.kind == "story"}
    plain = (one for one in Danger if Alarm(one, plain=True) in heard)
    return next(plain, Danger.NONE)


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
            "words": ROUTE_WORDS[case.route],
            "kinds": (about or _kind(case), *more),
        },
    )
    if case.doer is Doer.UNKNOWN and not _is_of_life_or_hidden(x, about):
        yield N_("The reporter does not know who does it, or did not say.")


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
    danger = _told_danger(entries.of_case(x.tx, case.case_id, {"story"}))
    return ABOUT.get(danger, ABOUT_SAFETY)


def answers(found: Sequence[Entry]) -> Iterator[tuple[str, Text]]:
    """Each answer as a line, behind the name of its question."""
    for entry in found:
        for label, answer in json.loads(entry.body) if entry.kind == "detail" else ():
            asked, said = from_data(label), quoted_in(from_data(answer))
            yield asked.key, Text("{label}: {answer}", values={"label": asked, "answer": said})
