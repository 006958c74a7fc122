"""Opening a case and moving it with one tap; rights are asked each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.events import CaseEvent, NotNow
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.conversations import moving
from bot.conversations.card import show_card
from bot.conversations.card_buttons import ALL_CASES
from bot.conversations.exchange import Exchange
from bot.conversations.just_done import just_done
from bot.conversations.listing import list_cases
from bot.store import cases, entries
from bot.text import N_, Text, verbatim

NO_SUCH_CASE = N_("I do not know a case with that name.")
NO_RIGHT = N_("You cannot do that with this case.")
FINISHED = N_("Done.")


@dataclass(frozen=True)
class Held:
    """A case and the person who may do what they ask with it."""

    case: Case
    person: Person


def allowed(x: Exchange, case_id: str, action: Action, words: str = "") -> Held | None:
    """The case, if this person may do that now; else it is as if the case did not exist.

    Who may read it is told that this cannot be (any more), with the words they wrote for it.
    """
    person = x.person
    case = cases.get(x.tx, case_id)
    if person and case and may(person, action, case, x.world.school):
        return Held(case, person)
    x.log(f"Refused {action}", case_id if case else "")
    if person and case and may(person, Action.READ, case, x.world.school):
        show_why_not(x, Held(case, person), NO_RIGHT, words)
    else:
        x.show(NO_SUCH_CASE, buttons=((ALL_CASES,),))
    return None


def show_why_not(x: Exchange, held: Held, why: Text, words: str = "") -> None:
    """Why it cannot be, on the card; words that were written for it stay in a message of theirs."""
    if words:
        x.note(why, verbatim(words), case_id=held.case.case_id)
    show_card(x, held.case, held.person, *(() if words else (why,)))


def find_case(x: Exchange, name: str) -> None:
    """`/zaak <name>`: straight to one case, or the list."""
    if not name:
        list_cases(x)
        return
    case = cases.by_name(x.tx, name)
    open_case(x, case.case_id if case else "")


def open_case(x: Exchange, case_id: str) -> None:
    """Show the card; opening it is what "read" and "confirmed" mean."""
    held = allowed(x, case_id, Action.READ)
    if held is None:
        return
    here = (x.contact.contact_ref, x.event.message_id)
    moving.seen(x.tx, case_id, held.person.person_id, here=here)
    case = moving.move(x.tx, x.world, x.around, held.case, happened.Read(held.person.person_id))
    show_card(x, case, held.person)


MOVES: dict[str, tuple[Callable[[str], CaseEvent], Action]] = {
    "take": (happened.TookUp, Action.WORK),
    "light": (happened.MarkedLight, Action.MARK_LIGHT),
    "urgent": (lambda by: happened.MarkedUrgent(on=True, by=by), Action.WORK),
    "calm": (lambda by: happened.MarkedUrgent(on=False, by=by), Action.WORK),
    "home": (happened.MarkedHome, Action.WORK),
    "onlyhome": (happened.OnlyHome, Action.WORK),
    "notstaff": (happened.NotAColleague, Action.WORK),
    "reopen": (happened.Reopened, Action.REOPEN),
}


def act_on(x: Exchange, action: str, case_id: str) -> None:
    """One tap that changes the case."""
    event, right = MOVES[action]
    held = allowed(x, case_id, right)
    if held is not None:
        carry_out(x, held, event(held.person.person_id))


def carry_out(
    x: Exchange,
    held: Held,
    event: CaseEvent,
    *,
    kind: str = "",
    words: str = "",
    told: str = "",
    after: Text | None = None,
) -> None:
    """Carry it out, keep what was written with it, show the card with what was done at its top.

    `after` is said there instead of what the event says itself. `told` is what the reporter reads
    of it, when that differs. What cannot be now is said, and nothing changes; what was written is
    then shown back, so that it is not lost.
    """
    try:
        case = moving.move(x.tx, x.world, x.around, held.case, event)
    except NotNow as why:
        show_why_not(x, held, why.reason, words)
        return
    if kind:
        entries.add(x.tx, case.case_id, kind, words, held.person.person_id, told=told)
    show_done(x, held, case, event, after=after)


def show_done(
    x: Exchange, held: Held, case: Case, event: CaseEvent, *, after: Text | None = None
) -> None:
    """The card with what was done at its top, for who may still read it."""
    said = just_done(event, case, x.world.school, x.around) if after is None else (after,)
    if may(held.person, Action.READ, case, x.world.school):
        show_card(x, case, held.person, *said)
    else:
        x.show(FINISHED, buttons=((ALL_CASES,),))
