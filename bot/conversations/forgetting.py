"""`/vergeetmij`: what leads to somebody goes, and it is said what must stay and why.

All that can go at once goes in one transaction, with its keys. The address is still needed for the
last words; it goes with those words ten minutes after the last one of its owner or to them, unless
they began something new in between.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.cases.people import Person
from bot.conversations import running
from bot.conversations.exchange import GOODBYE, Exchange, act, labelled
from bot.conversations.handing import find_new_owners
from bot.conversations.leaving import LAST_OF_MANAGEMENT, is_last
from bot.conversations.menu import MENU
from bot.conversations.wiping import take_away
from bot.flows.loose import LOOSE
from bot.store import (
    brake,
    campaigns,
    cases,
    contacts,
    devices,
    evidence,
    outbox,
    people,
    post_questions,
    recovery,
    screens,
    sessions,
)
from bot.store.contacts import MAIL, Contact
from bot.store.outbox import ALL, Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Text

LAST_WORDS: Final = timedelta(minutes=10)

GOES: Final = (
    N_("This I forget: our chat, your questions, your choices."),
    N_("What you did not send, I throw away."),
)
REPORT_STAYS: Final = (
    N_("A report you sent stays: school must work on it."),
    N_("You cannot find it back here. I cannot reach you."),
    N_("Did you give your name? School still has it."),
)
WORDS_GO: Final = N_("Your five words do not work any more then.")
COPIES: Final = (
    N_("The log of school stays. You are not named in it."),
    N_("Copies on lock are gone after {days} days."),
)
STAFF_STAYS: Final = (
    N_("You are signed out everywhere, and your own reports lead to no chat any more."),
    N_("Your name and roles stay in the list of the school, as long as you work here."),
    N_("What you wrote and did in cases stays in them and in the log: the protocol asks for it."),
)
HANDED_ON: Final = N_("Your open cases go to the next in line at once.")
SURE: Final = N_("Shall I forget you? You cannot undo this.")
FORGOTTEN: Final = N_("I have forgotten you.")
LAST: Final = (
    N_("Do you do nothing here for ten minutes? Then these words and your address go too."),
    N_("Do you begin something new here? Then I keep your address for that."),
)
BROWSER: Final = N_("Your browser may remember that you were here.")


def ask(x: Exchange) -> None:
    """What goes, what stays and why; asked once."""
    if x.person and is_last(x.around, x.person):
        x.show(LAST_OF_MANAGEMENT, buttons=((MENU,),))
        return
    x.note(*GOES)
    if x.person:
        x.note(*STAFF_STAYS)
        if cases.open_of_owner(x.tx, x.person.person_id):
            x.note(HANDED_ON)
    elif own := contacts.my_cases(x.tx, x.contact.contact_ref):
        x.note(*REPORT_STAYS)
        if any(recovery.has_words(x.tx, case_id) for case_id in own):
            x.note(WORDS_GO)
    days = x.world.school.terms.backup_days
    x.note(*(line.of(days=days) for line in (COPIES[1:] if x.person else COPIES)))
    yes = act(labelled("🧽", N_("Yes, forget me")), "forgetyes")
    x.show(SURE, buttons=((yes,), (MENU,)))


def forget(x: Exchange) -> None:
    """Do it; nothing of it can be taken back."""
    person = x.person
    if person and is_last(x.around, person):
        ask(x)
        return
    own = contacts.my_cases(x.tx, x.contact.contact_ref)
    x.log("ForgotMe", own[0] if len(own) == 1 and person is None else "")
    for one in _theirs(x, person):
        _forget(x.tx, one)
    if person:
        find_new_owners(x.tx, x.world)
    told: tuple[Text, ...] = (BROWSER,) if x.contact.door == "web" else ()
    x.note(FORGOTTEN, *told)
    x.note(*LAST)


def _theirs(x: Exchange, person: Person | None) -> list[Contact]:
    """This chat; of a colleague every chat, and their rights end in them at once."""
    if person is None:
        return [x.contact]
    people.withdraw(x.tx, person.person_id)
    outbox.drop_for_person(x.tx, person.person_id)
    return contacts.with_mail(x.tx, person.person_id)


def _forget(tx: Tx, contact: Contact) -> None:
    ref = contact.contact_ref
    evidence.detach(tx, [item.item_id for item in evidence.loose_of(tx, ref)])
    post_questions.forget_of(tx, ref)
    campaigns.want_news(tx, ref, wants=False)
    brake.forget(tx, ref)
    for case_id in contacts.my_cases(tx, ref):
        _lead_nowhere(tx, ref, case_id)
    sessions.drop(tx, ref)
    screens.clear_live(tx, ref)
    devices.remove(tx, ref)
    contacts.bind(tx, ref, None)
    if contact.door == MAIL:
        contacts.forget(tx, ref)
        return
    take_away(tx, ref, contact.door)
    _part_at(tx, ref, tx.now + LAST_WORDS)


def _part_at(tx: Tx, ref: str, later: datetime) -> None:
    outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target=ALL, guard=GOODBYE, not_before=later))


def _lead_nowhere(tx: Tx, ref: str, case_id: str) -> None:
    """The report stays one; neither a chat nor words lead to it or back.

    Words drawn for a student whose report a colleague typed in are the student's, and stay.
    """
    if cases.reporter(tx, case_id) == ref:
        cases.forget_reporter(tx, case_id)
    case = cases.get(tx, case_id)
    if case is not None and not case.on_behalf:
        recovery.forget(tx, case_id)
    contacts.remove_case(tx, ref, case_id)


def may_be_forgotten(tx: Tx, ref: str) -> bool:
    """Whether the last words may go now, and the address with them.

    Who began something new keeps the address for it; who only said a word or tapped a button is
    left ten minutes more to read what was said to it, which may have been whom to call.
    """
    contact = contacts.find(tx, ref)
    if contact is None or _began_anew(tx, contact):
        return False
    said = [one.at for one in screens.recent(tx, ref, tx.now - LAST_WORDS)]
    if said and said[-1] + LAST_WORDS > tx.now:
        _part_at(tx, ref, said[-1] + LAST_WORDS)
        return False
    return True


def _began_anew(tx: Tx, contact: Contact) -> bool:
    """To look again, or to say a word that asks for nothing, is no beginning."""
    now_open = running.load(tx, contact.contact_ref)
    told = [one for one in (now_open.session, now_open.parked) if one and one.flow != LOOSE.name]
    if contact.person_id or any(one.length for one in told):
        return True
    ref = contact.contact_ref
    asks = bool(contacts.my_cases(tx, ref) or post_questions.of_contact(tx, ref))
    return asks or campaigns.wants_news(tx, ref)
