"""A colleague is not in for a while: stored with who stands in, and ends by itself."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.people import CONTENT_ROLES, Absence
from bot.conversations import confirming, running
from bot.conversations.exchange import Exchange, act
from bot.conversations.handing import find_new_owners
from bot.conversations.team import managed, show_person
from bot.flows.session import Session
from bot.flows.team import AWAY, WentAway
from bot.store import people
from bot.text import N_, Message

NOTED = N_("You are noted as not in, from {first}. New reports go to somebody else then.")
NOT_RIGHT = N_("Is that not right? Tell management.")
STANDS_IN = N_("You stand in for a colleague from {first}. You see their open cases in those days.")


def ask(x: Exchange, person_id: str) -> None:
    """Ask from when, until when and who stands in."""
    if managed(x, person_id):
        running.begin(x, AWAY, subject=person_id, answers={"person": person_id})


def went(x: Exchange, session: Session, effect: WentAway) -> None:
    """Keep it and tell them; who stands in is told, and sees their cases on those days only."""
    person = managed(x, session.subject)
    if person is None:
        return
    deputy = x.around.person(effect.deputy)
    fits = deputy is not None and deputy.active and deputy.has(*CONTENT_ROLES)
    away = Absence(effect.first, effect.last, effect.deputy if fits else "")
    people.put(x.tx, replace(person, away=away))
    x.log("WentAway", person.person_id)
    find_new_owners(x.tx, x.world)
    if away.deputy:
        button = act(N_("Cases"), "cases")
        confirming.tell(x.tx, away.deputy, Message((STANDS_IN.of(first=away.first),), ((button,),)))
    if person.person_id != x.contact.person_id:
        told = Message((NOTED.of(first=away.first), NOT_RIGHT))
        confirming.tell(x.tx, person.person_id, told)
    show_person(x, person.person_id)


def is_back(x: Exchange, person_id: str) -> None:
    """It ends now."""
    person = managed(x, person_id)
    if person is None:
        return
    people.put(x.tx, replace(person, away=None))
    x.log("CameIn", person_id)
    show_person(x, person_id)
