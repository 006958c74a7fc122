"""Lets the original of an item leave: one asks, the reporter says yes, a second one agrees."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.reaching import Ping, PingKind
from bot.cases.rights import Action, may
from bot.conversations import looking, mine, moving, running
from bot.conversations.exchange import Exchange
from bot.conversations.looking import held_item
from bot.conversations.releasing_words import may_second
from bot.flows import casework as flow
from bot.flows.casework import OriginalWanted
from bot.flows.session import Session
from bot.store import cases, releases
from bot.store.releases import Release
from bot.text import N_, verbatim

THANKS_YES = N_("Thank you. I tell school that they may.")
THANKS_NO = N_("All right. It stays here.")
TOO_LATE = N_("That question is not open any more.")


def begin(x: Exchange, case_id: str, item_id: str) -> None:
    """Ask for the reason first."""
    if held_item(x, case_id, item_id):
        running.begin(x, flow.WANT_ORIGINAL, subject=case_id, answers={flow.ITEM.key: item_id})


def wanted(x: Exchange, session: Session, effect: OriginalWanted) -> None:
    """The reporter of a nameless report is asked; else the second person at once."""
    held = held_item(x, session.subject, effect.item_id)
    if held is None:
        x.note(verbatim(effect.words))
        return
    case, by = held.case, held.person.person_id
    named = cases.reporter_name(x.tx, case.case_id) is not None
    release = releases.ask(x.tx, effect.item_id, case.case_id, by, effect.words, named=named)
    x.log("OriginalWanted", effect.item_id)
    if release.agreed:
        _ask_second(x, case, release)
    elif release.reporter is releases.Reporter.ASKED:
        moving.tell_reporter(x.tx, case.case_id, by=by)
    looking.look(x, case.case_id, effect.item_id)


def answer_yes(x: Exchange, case_id: str, item_id: str) -> None:
    """The reporter lets it go."""
    _answer(x, case_id, item_id, yes=True)


def answer_no(x: Exchange, case_id: str, item_id: str) -> None:
    """The reporter wants it to stay: that is the end of it."""
    _answer(x, case_id, item_id, yes=False)


def _answer(x: Exchange, case_id: str, item_id: str, *, yes: bool) -> None:
    case = mine.own_case(x, case_id)
    if case is None:
        return
    release = releases.get(x.tx, item_id)
    if release is None or release.case_id != case_id or not releases.answer(x.tx, item_id, yes=yes):
        x.note(TOO_LATE)
    else:
        x.log("OriginalAllowed" if yes else "OriginalRefused", item_id)
        x.note(THANKS_YES if yes else THANKS_NO)
        _tell(x, case, release.asked_by, PingKind.ANSWER)
        if yes:
            _ask_second(x, case, release)
    mine.show_report(x, case_id)


def agree(x: Exchange, case_id: str, item_id: str) -> None:
    """A second person agrees, and the first one has ten minutes."""
    held = held_item(x, case_id, item_id)
    if held is None:
        return
    release = releases.get(x.tx, item_id)
    by = held.person.person_id
    if release and may_second(held.person, release) and releases.confirm(x.tx, item_id, by):
        x.log("OriginalAgreed", item_id)
        _tell(x, held.case, release.asked_by, PingKind.ANSWER)
    else:
        x.log("Refused agree", item_id)
        x.note(TOO_LATE, case_id=case_id)
    looking.list_items(x, case_id)


def _ask_second(x: Exchange, case: Case, release: Release) -> None:
    for person in _seconds(x, case, release):
        _tell(x, case, person.person_id, PingKind.WAITING)


def _seconds(x: Exchange, case: Case, release: Release) -> Iterator[Person]:
    """Whoever may agree, and may see the item at all."""
    for person in x.around.people:
        if may_second(person, release) and may(person, Action.EVIDENCE, case, x.world.school):
            yield person


def _tell(x: Exchange, case: Case, person_id: str, kind: PingKind) -> None:
    moving.ping(x.tx, x.world, x.around, case, Ping(person_id, kind))
