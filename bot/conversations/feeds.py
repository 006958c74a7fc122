"""The address of somebody's calendar file, which a calendar program can ask again and again."""

from __future__ import annotations

import hmac

from bot.conversations.world import World
from bot.store import people
from bot.store.contacts import Contact
from bot.store.tx import Tx
from bot.vault import code_hash

PATH = "/agenda/"


def address_of(tx: Tx, world: World, contact: Contact, person_id: str) -> str:
    """Whoever has it can read it: it holds duties and classes, no name and no case. "" for none."""
    path = f"{PATH}{person_id}/{_code(tx, person_id)}/agenda.ics"
    if contact.door == "web":
        return path
    return f"{world.public_url.rstrip('/')}{path}" if world.public_url else ""


def may_fetch(tx: Tx, person_id: str, code: str) -> bool:
    """Whether this address is right, and theirs is still a calendar to be had."""
    person = people.get(tx, person_id)
    right = hmac.compare_digest(_code(tx, person_id), code)
    return right and person is not None and person.active


def _code(tx: Tx, person_id: str) -> str:
    return code_hash(tx.root.link, f"calendar file of {person_id}")
