"""What a colleague is signed in with: listed, ended by one tap, and a new one let in by a code."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.cases.people import Role
from bot.cases.schooltime import local_day
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.menu import MENU
from bot.conversations.team import managed
from bot.store import cases, contacts, devices, people, probes
from bot.store.devices import Kind, WayIn
from bot.store.tx import Tx
from bot.text import N_, Button, Text, verbatim

LASTS: Final = timedelta(minutes=10)

KINDS: Final = {Kind.PHONE: N_("Phone"), Kind.COMPUTER: N_("Computer")}
DOORS: Final = {"telegram": N_("Telegram"), "mail": N_("E-mail"), "web": N_("Page")}
ROW: Final = N_("{what}: since {since}, last used {seen}.")
THIS: Final = N_("{what}: since {since}. You use this one now.")
IN_USE: Final = N_("You use this one now. End it from another one.")
ENDED: Final = N_("{what} is signed out.")


def mine(x: Exchange) -> None:
    """`/apparaten`: one's own."""
    if x.person is not None:
        _show(x, x.person.person_id)


def of_colleague(x: Exchange, person_id: str) -> None:
    """Somebody else's, for who manages people."""
    if managed(x, person_id) is not None:
        _show(x, person_id)


def end(x: Exchange, person_id: str, short: str) -> None:
    """Sign one out: its session, its chat and what waits for it go in this unit."""
    own = x.person is not None and x.person.person_id == person_id
    if not own and managed(x, person_id) is None:
        return
    found = [one for one in devices.ways_in(x.tx, person_id) if one.short == short]
    if found and found[0].contact_ref == x.contact.contact_ref:
        x.note(IN_USE)
    elif found:
        sign_out(x.tx, person_id, found[0].contact_ref)
        x.log("DeviceEnded", person_id)
        x.note(ENDED.of(what=_what(found[0])))
    _show(x, person_id)


def probed(x: Exchange) -> None:
    """The weekly test message was tapped."""
    if x.person is not None:
        probes.seen(x.tx, x.person.person_id)
        x.show(N_("Thank you. You can be reached."), buttons=((MENU,),))


def sign_out(tx: Tx, person_id: str, ref: str) -> None:
    """End one contact. What its owner reported with it goes on to another one of theirs."""
    others = [one for one in contacts.of_person(tx, person_id) if one.contact_ref != ref]
    for case_id in contacts.my_cases(tx, ref) if others else ():
        contacts.add_case(tx, others[0].contact_ref, case_id)
        if cases.reporter(tx, case_id) == ref:
            cases.set_reporter(tx, case_id, others[0].contact_ref)
    contacts.forget(tx, ref)


def add(x: Exchange) -> None:
    """Print a code for another device of one's own; the link, a picture of it, and for Telegram."""
    if x.person is None:
        return
    role = min(x.person.roles, default=Role.STAFF)
    code = people.invite(x.tx, x.person.person_id, role, lasts=LASTS)
    x.log("DeviceInvited", x.person.person_id)
    x.note(N_("Open this on your other device. It works once, for ten minutes."))
    base = x.world.public_url.rstrip("/")
    x.block(verbatim(f"{base}/in/{code}" if base else code))
    x.note(N_("In Telegram: /start {code}").of(code=code))
    x.show(N_("Is your other device a phone? Scan it."), buttons=(*_picture(x, code), *_BACK))


_BACK: Final = ((act(labelled("📱", N_("My devices")), "devices"),), (MENU,))


def _picture(x: Exchange, code: str) -> tuple[tuple[Button, ...], ...]:
    """Only the page can draw it: without its address a chat elsewhere has none."""
    if not x.world.public_url and x.contact.door != "web":
        return ()
    url = f"{x.world.public_url.rstrip('/')}/qr/{code}"
    return ((Button(labelled("🔳", N_("Show the square to scan")), url=url),),)


def _show(x: Exchange, person_id: str) -> None:
    found = devices.ways_in(x.tx, person_id)
    own = x.person is not None and x.person.person_id == person_id
    others = [one for one in found if one.contact_ref != x.contact.contact_ref]
    rows = [_ending(person_id, one) for one in others]
    if own:
        rows.append((act(labelled("➕", N_("Add a device")), "adddevice"),))
    if own and x.world.mails:
        rows.append((act(labelled("✉️", N_("Pings by e-mail")), "addmail"),))
    lines = [_line(x, one) for one in found]
    x.show(*(lines or [N_("Signed in with nothing.")]), buttons=(*rows, (MENU,)))


def _ending(person_id: str, one: WayIn) -> tuple[Button, ...]:
    label = labelled("❌", N_("Sign out: {what}").of(what=_what(one)))
    return (act(label, "enddevice", person_id, one.short),)


def _line(x: Exchange, one: WayIn) -> Text:
    this = one.contact_ref == x.contact.contact_ref
    since, seen = (local_day(x.world.school, day) for day in (one.since, one.seen))
    return (THIS if this else ROW).of(what=_what(one), since=since, seen=seen)


def _what(one: WayIn) -> Text:
    return KINDS[one.kind] if one.kind else DOORS[one.door]
