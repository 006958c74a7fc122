"""The numbers of a week as a picture and in the same words; management may have them each week.

They hold what their reader may see and no more: who is kept from a case is counted without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from bot.cases import agenda as calendar
from bot.cases.case import Case
from bot.cases.digest import Numbers, monday_of, numbers, told_from
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.schooltime import first_of_school_year, local_day, moment
from bot.cases.signals import may_with
from bot.conversations import agenda, menu
from bot.conversations.exchange import NUMBERS, Exchange, act, labelled
from bot.conversations.notes import BROADCAST
from bot.conversations.world import Around, World, look_around
from bot.flows.wording import KIND_WORDS, ROUTE_WORDS
from bot.store import cases, contacts, digest_readers, duties, outbox, post_questions, signals
from bot.store.contacts import MAIL
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Bars, Button, Message, Text, verbatim

MOST_DUTIES = 5
BACK = timedelta(weeks=9)
TITLE = N_("Numbers of {first} to {last}")
COUNTS = N_("New: {new}. Closed: {closed}. Open now: {open}, of which late: {late}.")
BEFORE = N_("In a week before that there were {mean} new ones on average.")
OLDEST = N_("Open longest: {name}, since {since}.")
A_DAY, DAYS_FROM = 24, 48
ANSWER = (
    N_(
        "First answer after {count} hour on average.",
        "First answer after {count} hours on average.",
    ),
    N_("First answer after {count} day on average.", "First answer after {count} days on average."),
)
CLOSING = (
    N_("Closed after {count} hour on average.", "Closed after {count} hours on average."),
    N_("Closed after {count} day on average.", "Closed after {count} days on average."),
)
BESIDES = N_(
    "Doubts that were no incident: {doubts}. Questions about posting: {questions}."
    " Signals: {signals}."
)
DRAWN = N_("The week in a picture. The numbers follow.")
BY_MAIL = Message((N_("The numbers of last week are on the page."),))
Row = tuple[Button, ...]


def show(x: Exchange) -> None:
    """As they are now, in the chat that asks."""
    person = _reader(x)
    if person is None:
        return
    told = _numbers(x.tx, x.world, person, cases.of_ids(x.tx, counted(x.tx, x.world)))
    lines = _lines(x.tx, x.world, x.around, person, told)
    x.show_list(*lines, buttons=_taps(x.tx, person), case_ids=_named(told))


def subscribe(x: Exchange, wants: str = "") -> None:
    """Every week from now on ("yes"), or not any more."""
    person = _reader(x)
    if person is None:
        return
    digest_readers.put(x.tx, person.person_id, wants=wants == "yes")
    x.log("DigestChosen")
    show(x)


def counted(tx: Tx, world: World) -> tuple[str, ...]:
    """The ids of the cases that numbers of today are made of."""
    first = told_from(world.school, local_day(world.school, tx.now))
    return cases.touched_since(tx, min(tx.now - BACK, moment(world.school, first, time())))


def send(tx: Tx, world: World, person: Person, found: Sequence[Case]) -> bool:
    """To every chat of theirs, once a week; False when there is none or all have it already."""
    told = _numbers(tx, world, person, found)
    drawn = Message((DRAWN,), chart=_chart(told))
    words = Message(_lines(tx, world, look_around(tx), person, told), _taps(tx, person))
    at, guard = _by_day(world, tx.now), NUMBERS + ",".join(_named(told))

    def enqueue(ref: str, what: str, message: Message) -> bool:
        once = f"digest:{what}:{person.person_id}:{told.last}:{ref}"
        outgoing = Outgoing(
            ref,
            Op.NOTE,
            message,
            priority=BROADCAST,
            person_id=person.person_id,
            guard=guard,
            dedupe_key=once,
            not_before=at,
        )
        return outbox.enqueue(tx, outgoing) is not None

    told_so = {"picture": drawn, "words": words} if drawn.chart else {"words": words}
    sent = [
        enqueue(one.contact_ref, what, message)
        for one in contacts.with_mail(tx, person.person_id)
        if not one.blocked
        for what, message in ({"mail": BY_MAIL} if one.door == MAIL else told_so).items()
    ]
    return any(sent)


def _by_day(world: World, now: datetime) -> datetime | None:
    """After a night start it waits until the phone may buzz."""
    day = local_day(world.school, now)
    begins, ends = moment(world.school, day, time(7)), moment(world.school, day, time(21))
    if begins <= now < ends:
        return None
    return begins if now < begins else moment(world.school, day + timedelta(days=1), time(7))


def _numbers(tx: Tx, world: World, person: Person, found: Sequence[Case]) -> Numbers:
    first = told_from(world.school, local_day(world.school, tx.now))
    return numbers(found, person, world.school, tx.now, first)


def _lines(tx: Tx, world: World, around: Around, person: Person, told: Numbers) -> tuple[Text, ...]:
    return (
        _title(told),
        COUNTS.of(new=told.new, closed=told.closed, open=told.open, late=told.late),
        *_parts(told),
        BEFORE.of(mean=verbatim(f"{told.before:.1f}".replace(".", ",").removesuffix(",0"))),
        *_times(told),
        _besides(tx, person, told),
        *_this_week(tx, world, around),
    )


def _title(told: Numbers) -> Text:
    return TITLE.of(first=told.first, last=told.last)


def _parts(told: Numbers) -> Iterator[Text]:
    if told.kinds:
        found = tuple(OF_KIND.of(what=KIND_WORDS[kind], count=n) for kind, n in told.kinds)
        yield N_("New by kind: {parts}.").of(parts=found)
    for words, counted in ((BY_ROUTE, told.routes), (OPEN_BY_ROUTE, told.open_routes)):
        if counted:
            parts = tuple(OF_ROUTE.of(id=r.value, what=ROUTE_WORDS[r], count=n) for r, n in counted)
            yield words.of(parts=parts)


OF_KIND = Text("{count} × {what}")  # the words of a kind may have commas in them
OF_ROUTE = Text("{count} × {id} ({what})")
BY_ROUTE = N_("New by route: {parts}.")
OPEN_BY_ROUTE = N_("Open now by route: {parts}.")


def _times(told: Numbers) -> Iterator[Text]:
    if told.oldest:
        yield OLDEST.of(name=told.oldest.name, since=told.oldest.since)
    for hours, words in ((told.answer_hours, ANSWER), (told.closing_hours, CLOSING)):
        if hours is not None:
            yield lasted(hours, *words)


def lasted(hours: int, in_hours: Text, in_days: Text) -> Text:
    """In the unit that says something: nothing takes no time, and nobody counts in 121 hours."""
    if hours < DAYS_FROM:
        return in_hours.of(count=max(1, hours))
    return in_days.of(count=round(hours / A_DAY))


def _besides(tx: Tx, person: Person, told: Numbers) -> Text:
    found = [
        one
        for one in signals.since(tx, told.first)
        if one.day <= told.last and may_with(person, Action.READ_SIGNAL, one)
    ]
    asked = post_questions.counted(tx, told.first, told.last)
    return BESIDES.of(doubts=told.no_incident, questions=asked, signals=len(found))


def _this_week(tx: Tx, world: World, around: Around) -> Iterator[Text]:
    """What the year calendar asks up to Sunday, or should have been done already."""
    school = world.school
    today = local_day(school, tx.now)
    sunday = monday_of(today) + timedelta(days=6)
    year = duties.of_year(tx, first_of_school_year(today).year)
    rows = [row for row in calendar.still_asked(year, school, today) if row.due <= sunday]
    if not rows:
        yield N_("The year calendar asks nothing this week.")
        return
    named = tuple(_duty(row, around, world) for row in rows[:MOST_DUTIES])
    yield N_("In the year calendar: {duties}.").of(duties=named)
    if rest := len(rows) - len(named):
        yield N_("And {count} more.", "And {count} more.").of(count=rest)


def _duty(row: calendar.DutyRow, around: Around, world: World) -> Text:
    what = agenda.named(row, world.school)
    who = calendar.owners(row, world.school, around.people)
    names = tuple(around.name(one) for one in who)
    if not names:
        return what
    return Text("{what} ({names})", values={"what": what, "names": names})


def _chart(told: Numbers) -> tuple[Bars, ...]:
    """Per week, and then what there is: a panel without a bar says nothing."""
    if not told.open and not any(week.new or week.closed for week in told.weeks):
        return ()
    mondays = tuple(verbatim(f"{w.monday.day}-{w.monday.month}") for w in told.weeks)
    new, closed = N_("New"), N_("Closed")
    series = (
        (new, tuple(w.new for w in told.weeks)),
        (closed, tuple(w.closed for w in told.weeks)),
    )
    panels = [Bars(N_("New and closed, week by week"), mondays, series)]
    if told.kinds:
        labels = tuple(KIND_WORDS[kind] for kind, _ in told.kinds)
        bars = ((new, tuple(n for _, n in told.kinds)),)
        panels.append(Bars(N_("New by kind"), labels, bars, sideways=True))
    if told.open_routes:
        labels = tuple(ROUTE.of(id=r.value, words=ROUTE_WORDS[r]) for r, _ in told.open_routes)
        bars = ((N_("Open now"), tuple(n for _, n in told.open_routes)),)
        panels.append(Bars(N_("Open now by route"), labels, bars, sideways=True))
    return tuple(panels)


ROUTE = Text("{id}: {words}")


def _taps(tx: Tx, person: Person) -> tuple[Row, ...]:
    rows: list[Row] = [(act(labelled("🗂️", N_("Cases")), "cases"),)]
    rows.append((act(labelled("🗓️", N_("Year calendar")), "agenda"),))
    if not person.has(Role.SAFETY_COORDINATOR):
        on = person.person_id in digest_readers.subscribed(tx)
        label = (
            labelled("⏸️", N_("No more each week"))
            if on
            else labelled("▶️", N_("Each week from now"))
        )
        rows.append((act(label, "digest", "no" if on else "yes"),))
    return (*rows, (menu.MENU,))


def _named(told: Numbers) -> list[str]:
    return [told.oldest.case_id] if told.oldest else []


def _reader(x: Exchange) -> Person | None:
    """Who may see numbers; anybody else is told whose they are."""
    if x.person and may(x.person, Action.SEE_NUMBERS, None, x.world.school):
        return x.person
    x.log(f"Refused {Action.SEE_NUMBERS}")
    menu.unknown_command(x)
    return None
