"""`/signaal`: what was signalled this school year, each signal, and sending it on with one button.

A ping says only that a signal came. Who it is about has none of it: no row, no number, no ping.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.rights import Action, may
from bot.cases.schooltime import first_of_school_year, local_day
from bot.cases.signals import Reach, Signal, SignalKind, further, hear_of_it, may_with, must_hear
from bot.conversations import menu, running
from bot.conversations.exchange import SIGNALS, Exchange, act, labelled
from bot.conversations.notes import Note, tell_all
from bot.conversations.paging import page_of
from bot.conversations.quoting import quoted
from bot.conversations.world import has_contact
from bot.flows.session import Session
from bot.flows.signal import ASKED, KIND, SIGNAL, SIGNAL_OPTIONS, SignalWritten, manages
from bot.store import signals
from bot.store.signals import Written
from bot.text import N_, Button, Message, Text

PING = N_("Signal: new")
NO_SUCH_SIGNAL = N_("I do not know that signal.")
KEPT = N_("Thank you. Your signal is kept.")
NOBODY_NOW = N_("Nobody who reads it can be reached now. Please call {phone}.")
COUNTS = {
    SignalKind.SEEN: N_("{count} time seen online", "{count} times seen online"),
    SignalKind.DEVELOPMENT: N_("{count} development", "{count} developments"),
    SignalKind.ADVICE: N_("{count} time advice", "{count} times advice"),
    SignalKind.BREACH: N_("{count} time against our rules", "{count} times against our rules"),
}
ON_LABELS = {
    Reach.MANAGEMENT: labelled("👔", N_("On to management")),
    Reach.STAFF: labelled("📢", N_("On to all colleagues")),
}
READ_BY = {
    Reach.COORDINATOR: N_("The safety coordinator reads this."),
    Reach.MANAGEMENT: N_("Management and the safety coordinator read this."),
    Reach.STAFF: N_("All colleagues read this."),
}
Row = tuple[Button, ...]


def signals_of(x: Exchange, page: str = "0") -> None:
    """The signals of this school year that this person may read, the newest first."""
    if not _may_signal(x):
        menu.unknown_command(x)
        return
    found = _readable(x)
    here, more = page_of(found, page)
    rows: list[Row] = [(act(_label(one), "signal", one.signal_id),) for one in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "signals", more),))
    rows += [(act(labelled("➕", N_("New signal")), "newsignal"),), (menu.MENU,)]
    ids = [one.signal_id for one in here]
    x.show_signals(*_numbers(found), buttons=tuple(rows), signal_ids=ids)


def begin(x: Exchange) -> None:
    """Ask what kind it is, and what was seen or learnt."""
    if _may_signal(x):
        running.begin(x, SIGNAL)
    else:
        menu.unknown_command(x)


def open_signal(x: Exchange, signal_id: str) -> None:
    """Its words, what was asked and answered about it, and where it can go on to."""
    one = _held(x, signal_id, Action.READ_SIGNAL)
    if one is not None:
        x.log("SignalRead", signal_id)
        _show(x, one)


def write_about(x: Exchange, signal_id: str) -> None:
    """Management asks the coordinator for advice about it; everybody else gives theirs."""
    if _held(x, signal_id, Action.SEND_SIGNAL_ON) is not None:
        known = {KIND.key: SignalKind.ADVICE.value}
        running.begin(x, SIGNAL, subject=signal_id, answers=known)


def written(x: Exchange, session: Session, effect: SignalWritten) -> None:
    """Keep it and tell who reads it; what they are told on their screens is only that it came."""
    if x.person is None or not _may_signal(x):
        menu.unknown_command(x)
        return
    followed = _followed(x, session.subject)
    about = effect.about or (followed.about if followed else None)
    told = Written(effect.kind, effect.words, about, followed.signal_id if followed else None)
    day = local_day(x.world.school, x.tx.now)
    one = signals.add(x.tx, x.person.person_id, day, told)
    x.log("SignalWritten", one.signal_id)
    reached = _tell(x, one)
    x.note(KEPT, *(() if reached else (NOBODY_NOW.of(phone=x.world.school.phone),)))
    signals_of(x)


def send_on(x: Exchange, signal_id: str, reach: str = "") -> None:
    """One button: management or all colleagues read it too from now on."""
    one = _held(x, signal_id, Action.SEND_SIGNAL_ON)
    if one is None:
        return
    if reach in further(one):
        after = signals.send_on(x.tx, one, Reach(reach))
        x.log("SignalSentOn", signal_id)
        _tell(x, after, before=one)
        one = after
    _show(x, one)


def _show(x: Exchange, one: Signal) -> None:
    later = [two for two in signals.that_follow(x.tx, one.signal_id) if _may_read(x, two)]
    words = [line for each in (one, *later) for line in _words(x, each)]
    x.show_signals(
        _label(one),
        *words,
        READ_BY[one.reach],
        buttons=(*_ways_on(x, one), (act(labelled("⬅️", N_("Back")), "signals"),)),
        signal_ids=[each.signal_id for each in (one, *later)],
    )


def _words(x: Exchange, one: Signal) -> Iterator[Text]:
    """What people wrote stands where staff may read content."""
    if x.world.content_on_page and x.contact.door != "web":
        yield N_("Read what was told on the page: {url}").of(url=x.world.public_url)
        return
    who, words = x.around.name(one.author), signals.words(x.tx, one.signal_id)
    yield N_("{who}: {words}").of(who=who, words=quoted(words))
    if one.about:
        yield N_("It is about {name}.").of(name=x.around.name(one.about))


def _ways_on(x: Exchange, one: Signal) -> Iterator[Row]:
    if x.person is None or not may_with(x.person, Action.SEND_SIGNAL_ON, one):
        return
    for reach in further(one):
        yield (act(ON_LABELS[reach], "signalon", one.signal_id, reach.value),)
    label = ASKED.shown if manages(x.facts) else labelled("💡", N_("Give advice"))
    yield (act(label, "signalmore", one.signal_id),)


def _held(x: Exchange, signal_id: str, action: Action) -> Signal | None:
    """The signal, if this person may do that with it; else it is as if there were none."""
    one = signals.get(x.tx, signal_id)
    if x.person and one and may_with(x.person, action, one):
        return one
    x.log(f"Refused {action}")
    x.show(NO_SUCH_SIGNAL, buttons=((menu.MENU,),))
    return None


def _followed(x: Exchange, signal_id: str) -> Signal | None:
    """What it is an answer to, as long as the writer may still read that."""
    one = signals.get(x.tx, signal_id)
    return one if one and _may_read(x, one) else None


def _may_signal(x: Exchange) -> bool:
    person = x.person
    return person is not None and may(person, Action.WRITE_SIGNAL, None, x.world.school)


def _may_read(x: Exchange, one: Signal) -> bool:
    return x.person is not None and may_with(x.person, Action.READ_SIGNAL, one)


def _readable(x: Exchange) -> list[Signal]:
    first = first_of_school_year(local_day(x.world.school, x.tx.now))
    return [one for one in signals.since(x.tx, first) if _may_read(x, one)]


def _numbers(found: list[Signal]) -> Iterator[Text]:
    counted = signals.counted(found)
    told = tuple(COUNTS[kind].of(count=counted[kind]) for kind in SignalKind if counted[kind])
    if told:
        yield N_("Signals of this school year: {counts}.").of(counts=told)
    else:
        yield N_("There is no signal for you this school year.")


def _label(one: Signal) -> Text:
    option = SIGNAL_OPTIONS[one.kind]
    return N_("{kind}, {day}").of(kind=option.shown, day=one.day)


def _tell(x: Exchange, one: Signal, before: Signal | None = None) -> bool:
    """Whether somebody it has to reach can be reached."""
    by = x.person.person_id if x.person else ""
    for person_id in hear_of_it(one, x.around.people, by, before):
        _ping(x, one, person_id)
    owed = must_hear(one, x.around.people)
    return by in owed or any(has_contact(x.tx, person_id) for person_id in owed)


def _ping(x: Exchange, one: Signal, person_id: str) -> None:
    """On every chat and by mail, without a word of it."""
    message = Message((PING,), ((act(N_("Open"), "signal", one.signal_id),),))
    tell_all(x.tx, Note(person_id, message, guard=SIGNALS + one.signal_id))
