"""One event in, one answer out, one transaction: which conversation an event belongs to.

A command is never swallowed by a flow, and nothing a person does is met with silence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from inspect import signature

from bot.cases.rights import Action, may
from bot.conversations import helping, menu, running, unasked
from bot.conversations.calling import number_typed
from bot.conversations.casework import open_case
from bot.conversations.changing import begins_anew, changed
from bot.conversations.commands import BY_NAME, COMMANDS
from bot.conversations.enrolment import welcome
from bot.conversations.event import Acted, Changed, Command, Event, KeptOut
from bot.conversations.every_flow import CASE_FLOWS, FLOWS
from bot.conversations.exchange import Exchange
from bot.conversations.explaining import explained
from bot.conversations.keepout import kept_out
from bot.conversations.returning import BEFORE
from bot.conversations.spoken import obeyed
from bot.conversations.tables import ACTIONS, EFFECTS, FOR_STAFF, STAYING
from bot.conversations.watching import watch
from bot.conversations.way_out import may_be_answer, way_out
from bot.conversations.world import World
from bot.flows import uploads
from bot.flows.engine import BACK, HELP, STOP, navigation, open_step
from bot.flows.kit import Option, Pressed, Sent, Typed
from bot.flows.loose import LOOSE
from bot.flows.reading import meant
from bot.flows.session import Session
from bot.flows.uploads import Refusal
from bot.flows.what import FORCED_HELP, NO_FILES
from bot.flows.words import Words
from bot.store import cases
from bot.store.contacts import Contact
from bot.store.tx import Tx
from bot.text import N_, verbatim
from bot.understanding.danger import Danger, danger_in
from bot.understanding.posting import asks_to_post

OLD_BUTTON = N_("That button is old. This is what you can do now:")

TYPED = (
    *(Option(one.name, one.about, also=verbatim(one.name)) for one in COMMANDS),
    Option("zaken", N_("Only my cases"), also=N_("my cases|open cases|list of cases")),
)
"""The commands as they are typed without their slash."""
FOR_COLLEAGUES = tuple(one for one in TYPED if BY_NAME[one.value].for_staff)
"""Of words beside a question the others ask what becomes of them."""


@dataclass(frozen=True)
class Conversations:
    """The unit of work of every door."""

    world: World

    def take(self, tx: Tx, event: Event) -> None:
        """Answer one event, completely; whoever calls marks the inbox row done with it."""
        _answer(Exchange(tx, self.world, event, _apply), event)

    def refusal(
        self,
        tx: Tx,
        contact: Contact,
        kind: str,
        words: str = "",
        *,
        since: datetime | None = None,
    ) -> Refusal | None:
        """Why this contact may send no such file now; asked before a byte of it is read.

        `words` came with it; `since` is when it was let in, for one that has been coming since
        then. Who keeps it out for this, tells so with `KeptOut`.
        """
        now_open = running.load(tx, contact.contact_ref)
        if since is not None and since.timestamp() <= now_open.naked_at:
            return Refusal(NO_FILES, naked=True)
        session = now_open.session
        apart = session is None or session.flow == LOOSE.name
        if apart and uploads.words_only(now_open.parked):
            session = now_open.parked  # stopped, and still about somebody naked
        flow = FLOWS[session.flow] if session else None
        return uploads.refusal(flow, session, kind, words)

    def kept_out(self, tx: Tx, contact: Contact, why: Refusal) -> None:
        """Tell what comes of it, for a door that keeps a file out before it is in the inbox."""
        self.take(tx, Event(contact, KeptOut(why), tx.now, inbox_id=0))


def _apply(x: Exchange, session: Session, effect: object) -> None:
    EFFECTS[type(effect)](x, session, effect)


def _answer(x: Exchange, event: Event) -> None:
    match event.what:
        case Command(name, argument):
            _command(x, name, _whole(argument))
        case Acted(action, args):
            _acted(x, action, args)
        case Pressed() as pressed:
            _pressed(x, pressed)
        case Typed(words):
            _said(x, Typed(_whole(words)))
        case Changed(words):
            own = running.is_open(x) or begins_anew(x)
            heard = watch(x, words, helped=own and _helps(x, Typed(words)))
            changed(x, _whole(words), heard)
        case KeptOut(why):
            kept_out(x, why)
        case sent:
            _said(x, sent)


def _whole(words: str) -> str:
    """Half an emoji can be sent from a page and cannot be kept: the rest must not be lost by it."""
    return words.encode(errors="replace").decode()


def _pressed(x: Exchange, pressed: Pressed) -> None:
    if not _leads_out(x, pressed.value) and not running.carry(x, pressed):
        _old_button(x)


def _said(x: Exchange, said: Typed | Sent) -> None:
    way = way_out(x, said)
    if way == STOP and may_be_answer(x, said):
        x.note(running.NOT_SENT)
    if _leads_out(x, way) or obeyed(x, said):
        return
    if _leads(x, said) or _leaves_case(x, said) or explained(x, said):
        return
    heard = watch(x, said.words, helped=_helps(x, said))
    if unasked.is_alarming(x, said, heard):
        unasked.begin(x, said, alarmed=True)
        return
    if heard.danger is not Danger.NONE:
        unasked.alarm(x)
        unasked.keep_beside(x, said, heard)
    if number_typed(x, said):
        return
    if unasked.is_no_report(x, said) or not running.carry(x, said):
        unasked.begin(x, said)


def _helps(x: Exchange, said: Typed | Sent) -> bool:
    """Whether the conversation these words belong to says itself whom to call about them."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session and FORCED_HELP.key in session.seen and Danger.SEXTORTION not in now_open.warned:
        return True  # it stands above already, and was not said again
    if not uploads.heard(said) or (session is None and asks_to_post(said.words)):
        return False
    loose = session is None or session.flow == LOOSE.name or unasked.not_begun(x, said)
    if x.person is None and loose and danger_in(said.words).plain:
        return False  # nothing is asked then but about the danger
    return uploads.helps(FLOWS[session.flow] if session else LOOSE, session, x.facts)


def _leads_out(x: Exchange, value: str) -> bool:
    """Help and stop, which are there in every conversation and outside of them."""
    if value == HELP:
        helping.show_help(x)
    elif value == STOP:
        menu.stop(x)
    return value in {HELP, STOP}


def _leads(x: Exchange, said: Typed | Sent) -> bool:
    """What colleagues type beside a question is a command without its slash, or a case's name.

    Not among words, nor where a report is told; a case they may not read is a word like any other.
    """
    session = running.load(x.tx, x.contact.contact_ref).session
    works = session is not None and session.flow in CASE_FLOWS
    beside = session is None or session.flow == LOOSE.name
    if x.person is None or not (works or beside) or not isinstance(said, Typed):
        return False
    if session is not None and isinstance(open_step(FLOWS[session.flow], session, x.facts), Words):
        return False
    ways = FOR_COLLEAGUES if session is not None and beside else TYPED
    command = meant(said.words, ways, x.facts.say, exact=True)
    if command is not None:
        _command(x, command.value, "")
        return True
    case = cases.by_name(x.tx, said.words)
    if case is None or not may(x.person, Action.READ, case, x.world.school):
        return False
    running.leave(x)
    open_case(x, case.case_id)
    return True


def _leaves_case(x: Exchange, said: Typed | Sent) -> bool:
    """Who types "back" at the first question of their work on a case finds its card."""
    session = running.load(x.tx, x.contact.contact_ref).session
    if session is None or session.flow not in CASE_FLOWS or navigation(said, x.facts) != BACK:
        return False
    asked = (one for one in FLOWS[session.flow].questions if one.default is None)
    if any(one.key in session.answers for one in asked):
        return False
    running.leave(x)
    open_case(x, session.subject)
    return True


def _old_button(x: Exchange) -> None:
    x.note(OLD_BUTTON)
    if not running.go_on(x):
        menu.show_menu(x)


def _command(x: Exchange, name: str, argument: str) -> None:
    spec = BY_NAME.get(name)
    if name == "open":
        _arrive(x)
        return
    if name != "start":  # a code is no talk
        watch(x, argument)
    if spec is None or not spec.stays:
        running.leave(x)
    if spec is None or (spec.for_staff and x.person is None):
        if spec is not None:
            x.log(f"Refused {name}")
        menu.unknown_command(x)
    else:
        spec.does(x, argument)


def _acted(x: Exchange, action: str, args: tuple[str, ...]) -> None:
    """Anyone can send any button: what no button of theirs would say shows the menu."""
    does = ACTIONS.get(action)
    if does is None:
        _old_button(x)
    elif not _fits(does, args) or (action in FOR_STAFF and x.person is None):
        x.log(f"Refused {action}")
        _old_button(x)
    else:
        if action not in STAYING:
            running.leave(x)
        does(x, *args)


def _fits(does: Callable[..., None], args: tuple[str, ...]) -> bool:
    try:
        signature(does).bind(None, *args)
    except TypeError:
        return False
    return True


def _arrive(x: Exchange) -> None:
    """The page was opened: staff see their menu, anyone else the first question at once.

    Who stopped finds no question of their report: somebody else may have the phone by now.
    """
    if x.person is not None:
        welcome(x)
    elif not running.go_on(x):
        x.note(menu.GREETING, buttons=((menu.LANGUAGES,), (BEFORE,)))
        if running.load(x.tx, x.contact.contact_ref).draft is not None:
            menu.show_stopped(x)
        else:
            menu.begin_report(x)
