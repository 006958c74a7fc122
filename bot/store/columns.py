"""Every column that could hold words, listed as sealed or harmless; knows no rows."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Sealed:
    """Ciphertext, bound to its table, column and row; `key` says which key opens it."""

    key: str


@dataclass(frozen=True)
class Harmless:
    """Lies in clear; `reason` says why that tells nobody anything they should not know."""

    reason: str


_DAY: Final = Sealed("day")
_CASE: Final = Sealed("case")
_ITEM: Final = Sealed("item")
_CONTACTS: Final = Sealed("contacts")
_PEOPLE: Final = Sealed("people")
_ROOT: Final = Sealed("root")

_REFERENCE: Final = Harmless("HMAC of an address; without the root key it leads to nobody")
_HASH: Final = Harmless("keyed hash; without the root key it cannot be guessed")
_RANDOM: Final = Harmless("random id")
_PERSON: Final = Harmless("id of a member of staff, no name; lists and rights need it")
_FIXED: Final = Harmless("one word out of a fixed list; lists, terms and counts need it")
_DOOR: Final = Harmless("which door, one word out of a fixed list")
_KEY_NAME: Final = Harmless("name of a key, which opens nothing by itself")

COLUMNS: Final[dict[str, Sealed | Harmless]] = {
    "inbox.door": _DOOR,
    "inbox.external_id": Harmless("the door's own number of what came in"),
    "inbox.contact_ref": Harmless("HMAC of an address, emptied when the row is done"),
    "inbox.payload": _DAY,
    "inbox.key_id": _KEY_NAME,
    "inbox.state": _FIXED,
    "contacts.contact_ref": _REFERENCE,
    "contacts.door": _DOOR,
    "contacts.person_id": _PERSON,
    "contacts.language": Harmless("a language is many people's"),
    "contacts.address": _CONTACTS,
    "contacts.cases": _CONTACTS,
    "devices.contact_ref": _REFERENCE,
    "devices.kind": _FIXED,
    "devices.secret": _CONTACTS,
    "devices.passkey": _CONTACTS,
    "outbox.door": _DOOR,
    "outbox.contact_ref": Harmless("HMAC of an address, emptied when the row ends"),
    "outbox.op": _FIXED,
    "outbox.message": _DAY,
    "outbox.key_id": _KEY_NAME,
    "outbox.target": Harmless("numbers of messages inside one chat, emptied when the row ends"),
    "outbox.person_id": _PERSON,
    "outbox.dedupe_key": _HASH,
    "outbox.state": _FIXED,
    "sessions.contact_ref": _REFERENCE,
    "sessions.flow": _FIXED,
    "sessions.data": _DAY,
    "sessions.key_id": _KEY_NAME,
    "sessions.touched": _DAY,
    "screens.contact_ref": _REFERENCE,
    "screens.message_id": Harmless("number of a message inside one chat"),
    "chat_messages.contact_ref": _REFERENCE,
    "chat_messages.message_id": Harmless("number of a message inside one chat"),
    "chat_messages.at": _CONTACTS,
    "mailbox.contact_ref": _REFERENCE,
    "mailbox.body": _DAY,
    "mailbox.key_id": _KEY_NAME,
    "mailbox_counters.contact_ref": _REFERENCE,
    "people.person_id": _PERSON,
    "people.name": _PEOPLE,
    "people.match": _HASH,
    "people.phone": _PEOPLE,
    "people.roles": _FIXED,
    "people.granted": Harmless("roles out of a fixed list and names of school classes"),
    "people.classes": Harmless("names of school classes, as on the timetable"),
    "people.days": Harmless("days of the week"),
    "people.deputies": _PERSON,
    "people.away": _PEOPLE,
    "people.email": _PEOPLE,
    "people.since": Harmless("names of school classes and moments"),
    "people.proposed": _FIXED,
    "invitations.code_hash": _HASH,
    "invitations.person_id": _PERSON,
    "invitations.role": _FIXED,
    "wrong_tries.kind": _FIXED,
    "wrong_tries.contact_ref": _REFERENCE,
    "cases.case_id": _RANDOM,
    "cases.name": Harmless("two random words out of a fixed list"),
    "cases.name_folded": Harmless("two random words out of a fixed list"),
    "cases.route": _FIXED,
    "cases.state": _FIXED,
    "cases.kind": _FIXED,
    "cases.more_kinds": _FIXED,
    "cases.marks": _FIXED,
    "cases.school_class": Harmless("name of a school class, as on the timetable"),
    "cases.reporter_role": _FIXED,
    "cases.victim": _FIXED,
    "cases.doer": _FIXED,
    "cases.doer_person": _PERSON,
    "cases.reader": _FIXED,
    "cases.owner": _PERSON,
    "cases.outcome": _FIXED,
    "cases.reporter": _CASE,
    "cases.reporter_name": _CASE,
    "cases.reporter_person": _CASE,
    "cases.victim_person": _CASE,
    "case_steps.case_id": _RANDOM,
    "case_steps.step_id": Harmless("number of a step of the protocol"),
    "case_steps.status": _FIXED,
    "case_steps.done_by": _PERSON,
    "case_excluded.case_id": _RANDOM,
    "case_excluded.person_id": _PERSON,
    "case_asked.case_id": _RANDOM,
    "case_asked.person_id": _PERSON,
    "past_cases.route": _FIXED,
    "past_cases.kind": _FIXED,
    "past_cases.created_month": Harmless("a month, for the yearly count"),
    "past_cases.closed_month": Harmless("a month, for the yearly count"),
    "entries.entry_id": _RANDOM,
    "entries.case_id": _RANDOM,
    "entries.kind": _FIXED,
    "entries.author": _PERSON,
    "entries.body": _CASE,
    "entries.told": _CASE,
    "evidence.item_id": _RANDOM,
    "evidence.sender": _ITEM,
    "evidence.case_id": _RANDOM,
    "evidence.kind": _FIXED,
    "evidence.sha256": _ITEM,
    "evidence.copy_type": _FIXED,
    "evidence.copy_problem": _FIXED,
    "looks.token_hash": _HASH,
    "looks.pass_hash": _HASH,
    "looks.person_id": _PERSON,
    "looks.item_id": _RANDOM,
    "releases.item_id": _RANDOM,
    "releases.case_id": _RANDOM,
    "releases.asked_by": _PERSON,
    "releases.reason": _CASE,
    "releases.reporter": _FIXED,
    "releases.confirmed_by": _PERSON,
    "pings.ping_id": _RANDOM,
    "pings.case_id": _RANDOM,
    "pings.person_id": _PERSON,
    "pings.kind": _FIXED,
    "rungs.case_id": _RANDOM,
    "rungs.people": _PERSON,
    "rungs.kind": _FIXED,
    "rungs.state": _FIXED,
    "recovery.code_hash": _HASH,
    "recovery.case_id": _RANDOM,
    "exports.export_id": _RANDOM,
    "exports.case_id": _RANDOM,
    "exports.contact_ref": _REFERENCE,
    "exports.asked_by": _PERSON,
    "exports.agreed_by": _PERSON,
    "exports.mode": _FIXED,
    "exports.state": _FIXED,
    "exports.token_hash": _HASH,
    "audit.who": Harmless("id of a member of staff or of the program itself"),
    "audit.what": _FIXED,
    "audit.object": Harmless("random id of what it was done with"),
    "audit.mac": Harmless("link of the chain, an HMAC"),
    "involved.involved_id": _RANDOM,
    "involved.case_id": _RANDOM,
    "involved.role": _FIXED,
    "involved.name": _CASE,
    "involved.codes": _HASH,
    "involved.school_class": Harmless("name of a school class, as on the timetable"),
    "involved.student": Harmless("random number that the cases of one student share"),
    "log_heads.day": Harmless("a date"),
    "log_heads.mac": Harmless("link of the chain, an HMAC"),
    "aftercare.case_id": _RANDOM,
    "aftercare.state": _FIXED,
    "jobs.job": Harmless("name of a job"),
    "jobs.outcome": _FIXED,
    "about.fingerprint": Harmless("derived one way from the root key to recognise it"),
    "keys.key_id": _KEY_NAME,
    "keys.wrapped": _ROOT,
}
