"""E-mail as one more way to reach a colleague: asked for, shown to be theirs, never content."""

from __future__ import annotations

import re
from typing import Final

from bot.conversations import devices, running
from bot.conversations.exchange import Exchange
from bot.flows.mailing import MAIL_ADDRESS, MAIL_CODE, AddressGiven, CodeTyped
from bot.flows.session import Session
from bot.store import brake, mail_codes, outbox
from bot.store.brake import Guess
from bot.store.outbox import Op, Outgoing
from bot.text import N_, Message

NO_ADDRESS: Final = N_("This is no e-mail address. It looks like name@school.nl.")
TOO_OFTEN: Final = N_("That is often enough. Try again {until}.")
NOT_RIGHT: Final = N_("This code is not right (any more). Ask for a new one.")
CONFIRMED: Final = N_("Done. You also get your pings by e-mail now.")
CODE: Final = N_("Your code for Maatje: {code}. It works for 15 minutes.")
NOT_YOU: Final = N_("Did you not ask for it? Then do nothing.")

_ADDRESS: Final = re.compile(r"[\w.+'-]{1,64}@[\w-]+(\.[\w-]+)+", re.ASCII)
_LONGEST: Final = 254


def begin(x: Exchange) -> None:
    """Ask for the address; without a mail server there is nothing to ask."""
    if x.person is not None and x.world.mails:
        running.begin(x, MAIL_ADDRESS)
    else:
        devices.mine(x)


def given(x: Exchange, _session: Session, effect: AddressGiven) -> None:
    """Send a code there. Every mail counts as a try, so that nobody's post is filled up."""
    if x.person is None or not x.world.mails:
        return
    if len(effect.address) > _LONGEST or not _ADDRESS.fullmatch(effect.address):
        x.note(NO_ADDRESS)
        running.begin(x, MAIL_ADDRESS)
        return
    if _too_often(x):
        return
    brake.count_wrong(x.tx, Guess.MAIL, x.contact.contact_ref)
    address, language = effect.address.lower(), x.contact.language
    ref, code = mail_codes.ask(x.tx, x.person.person_id, address, language)
    message = Message((CODE.of(code=code), NOT_YOU))
    outbox.enqueue(x.tx, Outgoing(ref, Op.NOTE, message))
    running.begin(x, MAIL_CODE, subject=ref)


def typed(x: Exchange, session: Session, effect: CodeTyped) -> None:
    """The address counts from now on, if the code is the one that was sent there."""
    if x.person is None or _too_often(x):
        return
    code = "".join(effect.code.split())
    if mail_codes.confirm(x.tx, session.subject, x.person.person_id, code):
        x.log("MailConfirmed", x.person.person_id)
        x.note(CONFIRMED)
    else:
        brake.count_wrong(x.tx, Guess.MAIL, x.contact.contact_ref)
        x.note(NOT_RIGHT)
    devices.mine(x)


def _too_often(x: Exchange) -> bool:
    until = brake.slow_until(x.tx, Guess.MAIL, x.contact.contact_ref)
    if until is not None:
        x.note(TOO_OFTEN.of(until=until))
        devices.mine(x)
    return until is not None
