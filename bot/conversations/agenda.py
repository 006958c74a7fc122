"""`/agenda`: what the school year asks, whose it is, and ticking off, moving and handing over.

Everyone who works here may see it: it names no case. Only who owes it, and whoever leads the
calendar, changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.cases import agenda
from bot.cases.agenda import DutyRow
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.rulebook import Per, YearDuty
from bot.cases.school import School
from bot.cases.schooltime import first_of_school_year, local_day
from bot.cases.surveys import Survey
from bot.conversations import confirming, menu, survey_progress
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.feeds import address_of
from bot.conversations.paging import page_of
from bot.figures.measures import month_named
from bot.store import duties
from bot.text import N_, Button, Message, Text, verbatim

MINE, ALL = "mine", "all"
WEEKS = ("1", "4", "8")
NOTHING = N_("Nothing in the calendar waits for you.")
EMPTY = N_("The calendar of this school year is empty.")
NO_SUCH_DUTY = N_("I do not know that line of the calendar.")
HANDED = N_("A colleague handed something of the year calendar over to you.")
IS_DONE = N_("Done on {day}.")
BY = N_("Do this by {due}.")
FOR = N_("{text} For {part}.")
LATE = N_("Late: it was due on {due}.")
TICKED = N_("Done: {what}")
UNDO = labelled("↩️", N_("Not done after all"))
NOBODYS = N_("This is nobody's yet.")
SOURCE = N_("The protocol says: {words}")
MOVE_LABELS = {
    "1": labelled("⏳", N_("One week later")),
    "4": labelled("⏳", N_("Four weeks later")),
    "8": labelled("⏳", N_("Eight weeks later")),
}
Row = tuple[Button, ...]


@dataclass(frozen=True)
class Held:
    """A line of the calendar and what it is; `may_change` whether this person may."""

    row: DutyRow
    duty: YearDuty
    owners: tuple[str, ...]
    may_change: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """From which of these one is chosen; none where each is a line of its own."""
        return () if self.duty.per is Per.FORM else self.duty.forms


def show(x: Exchange, which: str = "", page: str = "0") -> None:
    """What is still to do, the first due first; one's own, or the whole school's."""
    if not _works_here(x):
        menu.unknown_command(x)
        return
    _show_list(x, which, page)


def _show_list(
    x: Exchange, which: str = "", page: str = "0", ticked: DutyRow | None = None
) -> None:
    """What was just ticked off stands above it, with the way back."""
    rows = _rows(x)
    mine = [one for one in rows if _is_mine(x, one)]
    whole = which == ALL or (not which and not mine and _leads(x))
    here, more = page_of(rows if whole else mine, page)
    taps: list[Row] = [(act(_label(x, one), "duty", one.row_id),) for one in here]
    if more:
        taps.append((act(labelled("➡️", N_("More")), "agenda", ALL if whole else MINE, more),))
    other = (N_("Only mine"), MINE) if whole else (N_("Of the whole school"), ALL)
    taps.append((act(labelled("🔀", other[0]), "agenda", other[1]),))
    lines = [_line(x, one) for one in here] or [EMPTY if whole else NOTHING]
    above = (TICKED.of(what=named(ticked, x.world.school)),) if ticked else ()
    undo = ((act(UNDO, "dutyundone", ticked.row_id),),) if ticked else ()
    x.show(*above, _title(x), *lines, buttons=(*undo, *taps, *_feed(x), *_numbers(x), (menu.MENU,)))


def open_duty(x: Exchange, row_id: str) -> None:
    """What is asked, by when, of whom, why, and what can be done."""
    held = _held(x, row_id)
    if held is not None:
        _show(x, held)


def done(x: Exchange, row_id: str, form: str = "") -> None:
    """Tick it off; `form` is the number of the way it was done."""
    held = _held_to_change(x, row_id)
    if held is not None and x.person is not None:
        forms = {str(number): name for number, name in enumerate(held.forms)}
        duties.tick_off(x.tx, row_id, x.person.person_id, _today(x), forms.get(form, ""))
        x.log("DutyDone", row_id)
        _show_list(x, ticked=held.row)


def undone(x: Exchange, row_id: str) -> None:
    """It was ticked off by mistake."""
    if _held_to_change(x, row_id) is not None:
        duties.take_back(x.tx, row_id)
        x.log("DutyOpenedAgain", row_id)
        open_duty(x, row_id)


def move(x: Exchange, row_id: str, weeks: str = "") -> None:
    """So many weeks later, within the school year."""
    held = _held_to_change(x, row_id)
    if held is None:
        return
    if weeks in WEEKS:
        last = date(_first(x).year + 1, _first(x).month, 1) - date.resolution
        day = agenda.later(x.world.school, held.row, int(weeks), _today(x), last)
        duties.move(x.tx, row_id, day)
        x.log("DutyMoved", row_id)
    open_duty(x, row_id)


def choose(x: Exchange, row_id: str, page: str = "0") -> None:
    """To whom it is handed over."""
    held = _held_to_change(x, row_id)
    if held is None:
        return
    here, more = page_of([one for one in x.around.people if _is_staff(one)], page)
    taps: list[Row] = [
        (act(labelled("👤", verbatim(one.name)), "dutyto", row_id, one.person_id),) for one in here
    ]
    if more:
        taps.append((act(labelled("➡️", N_("More")), "dutywho", row_id, more),))
    back = act(labelled("⬅️", N_("Back")), "duty", row_id)
    x.show(N_("Who does this from now on?"), held.duty.text, buttons=(*taps, (back,)))


def hand_over(x: Exchange, row_id: str, person_id: str) -> None:
    """Somebody else's from now on; they are told."""
    held = _held_to_change(x, row_id)
    to = x.around.person(person_id)
    if held is None or to is None or not _is_staff(to):
        return
    duties.hand_over(x.tx, row_id, person_id)
    x.log("DutyHandedOver", row_id)
    if x.person and person_id != x.person.person_id:
        button = act(N_("Open"), "duty", row_id)
        confirming.tell(x.tx, person_id, Message((HANDED,), ((button,),)))
    open_duty(x, row_id)


def named(row: DutyRow, school: School) -> Text:
    """The short name of a line: as the school calls it, for which class or year, and which time."""
    duty = agenda.duty_of(row, school)
    called = (duty.name if duty else "") or row.duty_id.replace("-", " ")
    name = verbatim(f"{called} {row.part}".strip())
    if duty is None or len(duty.months) == 1:
        return name
    return Text("{name} ({month})", values={"name": name, "month": month_named(row.month)})


def told(text: Text, row: DutyRow, *, late: bool) -> Text:
    """What is asked, for whom and by when."""
    what = FOR.of(text=text, part=row.part) if row.part else text
    return Text(
        "{what} {state}", values={"what": what, "state": (LATE if late else BY).of(due=row.due)}
    )


def _show(x: Exchange, held: Held) -> None:
    row = held.row
    who = tuple(x.around.name(one) for one in held.owners)
    whose = N_("Whose it is: {names}.").of(names=who) if who else NOBODYS
    back = act(labelled("⬅️", N_("Back")), "agenda")
    x.show(
        named(row, x.world.school),
        held.duty.text,
        *_state(x, row),
        whose,
        SOURCE.of(words=held.duty.source),
        buttons=(*_ways_on(held), *_survey(x, row), (back,)),
    )


def _state(x: Exchange, row: DutyRow) -> Iterator[Text]:
    if row.done_on is not None:
        yield IS_DONE.of(day=row.done_on)
        if row.form:
            yield N_("How: {form}.").of(form=row.form)
    else:
        yield (LATE if row.is_late(_today(x)) else BY).of(due=row.due)


def _ways_on(held: Held) -> Iterator[Row]:
    row_id = held.row.row_id
    if not held.may_change:
        return
    if held.row.done_on is not None:
        yield (act(UNDO, "dutyundone", row_id),)
        return
    for number, form in enumerate(held.forms):
        label = labelled("✅", N_("Done: {form}").of(form=form))
        yield (act(label, "dutydone", row_id, str(number)),)
    if not held.forms:
        yield (act(labelled("✅", N_("Done")), "dutydone", row_id),)
    for weeks in WEEKS:
        yield (act(MOVE_LABELS[weeks], "dutymove", row_id, weeks),)
    yield (act(labelled("🤲", N_("Hand over")), "dutywho", row_id),)


def _survey(x: Exchange, row: DutyRow) -> Iterator[Row]:
    """The way to a survey that is held by planning it, for who may."""
    if x.person and row.duty_id in set(Survey) and survey_progress.leads(x.world, x.person):
        yield (act(labelled("🗳️", N_("Plan and follow it")), "survey", row.duty_id),)


def _held(x: Exchange, row_id: str) -> Held | None:
    """The line, for whoever works here; else it is as if there were none."""
    row = duties.get(x.tx, row_id) if _works_here(x) else None
    duty = agenda.duty_of(row, x.world.school) if row else None
    if row is None or duty is None:
        x.show(NO_SUCH_DUTY, buttons=((menu.MENU,),))
        return None
    whose = agenda.owners(row, x.world.school, x.around.people)
    return Held(row, duty, whose, _is_mine(x, row) or _leads(x))


def _held_to_change(x: Exchange, row_id: str) -> Held | None:
    held = _held(x, row_id)
    if held is None or held.may_change:
        return held
    x.log(f"Refused {Action.EDIT_CALENDAR}")
    _show(x, held)
    return None


def _rows(x: Exchange) -> list[DutyRow]:
    """What is still to do this school year."""
    found = duties.of_year(x.tx, _first(x).year)
    return [*agenda.still_asked(found, x.world.school, _today(x))]


def _is_mine(x: Exchange, row: DutyRow) -> bool:
    theirs = {x.person.person_id, *x.person.stands_in} if x.person else set()
    return not theirs.isdisjoint(agenda.owners(row, x.world.school, x.around.people))


def _leads(x: Exchange) -> bool:
    return x.person is not None and may(x.person, Action.EDIT_CALENDAR, None, x.world.school)


def _works_here(x: Exchange) -> bool:
    return x.person is not None and _is_staff(x.person)


def _is_staff(person: Person) -> bool:
    return person.active and not person.has(Role.STUDENT, Role.PARENT)


def _label(x: Exchange, row: DutyRow) -> Text:
    return labelled("⏰" if row.is_late(_today(x)) else "🗓️", named(row, x.world.school))


def _line(x: Exchange, row: DutyRow) -> Text:
    duty = agenda.duty_of(row, x.world.school)
    text = duty.text if duty else named(row, x.world.school)
    return told(text, row, late=row.is_late(_today(x)))


def _title(x: Exchange) -> Text:
    year = _first(x).year
    return N_("Calendar of school year {first}-{last}").of(first=str(year), last=str(year + 1))


def _feed(x: Exchange) -> Iterator[Row]:
    """The file for one's own calendar, where there is a page to get it from."""
    if x.person and (url := address_of(x.tx, x.world, x.contact, x.person.person_id)):
        yield (Button(labelled("📆", N_("To my calendar (.ics)")), url=url),)


def _numbers(x: Exchange) -> Iterator[Row]:
    if x.person and may(x.person, Action.SEE_NUMBERS, None, x.world.school):
        yield (act(labelled("📊", N_("Numbers of last week")), "numbers"),)


def _first(x: Exchange) -> date:
    return first_of_school_year(_today(x))


def _today(x: Exchange) -> date:
    return local_day(x.world.school, x.tx.now)
