"""Asks for the export of a case, and asks a second person when names are to stay in; makes none.

It is a row from here on: what makes it stands in a room this one does not know.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.conversations.card import show_card
from bot.conversations.casework import Held, allowed
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.notes import REMINDER
from bot.conversations.world import World
from bot.store import audit, cases, contacts, exports, outbox, people
from bot.store.exports import Export, Mode, State
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Button, Message, Text

PATH = "/export/"
LIES_OPEN = N_("An export lies open: whoever has it can read it.")
REPLACED = N_("Names of others are replaced, as far as I know them.")
TWO = N_("With names it takes a second person who agrees.")
BY_THE_PAGE = N_("An export leaves by the page. Sign in there and open this case.")
MAKING = N_("I am making it. You get a link that works once, for ten minutes.")
WAITING = N_("I asked a second person. You hear of it; they have one day.")
NOBODY = N_("Nobody else may agree to this now.")
OVER = N_("This question is over.")
AGREED = N_("Thank you. It is made for {who} now.")
REFUSED = N_("It is not made.")
WANTED = N_("{name}: {who} wants an export with the names of others in it.")
WANTED_TOO = N_("{name}: {who} wants an export with all names, also the reporter's.")
NOT_AGREED = N_("{name}: the second person did not agree to an export with names.")
READY = N_("{name}: the export is ready. You can get it once, within ten minutes.")
FAILED = N_("{name}: the export could not be made. Try again, or tell the administrator.")


def choose(x: Exchange, case_id: str) -> None:
    """What an export is, and which names stay in."""
    held = allowed(x, case_id, Action.EXPORT)
    if held is None:
        return
    if x.contact.door != "web" and not x.world.public_url:
        show_card(x, held.case, held.person, BY_THE_PAGE)
        return
    rows = [(act(labelled("📦", N_("Make the export")), "exportmake", case_id),)]
    rows.append((_named(N_("With names"), case_id, Mode.UNMASKED),))
    if cases.reporter_name(x.tx, case_id) is not None:
        rows.append((_named(N_("Also the reporter's name"), case_id, Mode.WITH_REPORTER),))
    back = act(labelled("⬅️", N_("Back")), "case", case_id)
    x.show(LIES_OPEN, REPLACED, TWO, buttons=(*rows, (back,)), case_id=case_id)


def _named(label: Text, case_id: str, mode: Mode) -> Button:
    return act(labelled("📛", label), "exportnames", case_id, mode.value)


def make(x: Exchange, case_id: str) -> None:
    """With the names replaced: one person may choose that."""
    held = allowed(x, case_id, Action.EXPORT)
    if held is not None:
        exports.ask(x.tx, case_id, x.contact.contact_ref, held.person.person_id, Mode.MASKED)
        show_card(x, held.case, held.person, MAKING)


def with_names(x: Exchange, case_id: str, mode: str) -> None:
    """Ask everyone else who may export it; the first who agrees is the second person."""
    held = allowed(x, case_id, Action.EXPORT)
    if held is None:
        return
    others = [one for one in x.around.people if _may_agree(x, held, one)]
    if mode not in {Mode.UNMASKED, Mode.WITH_REPORTER} or not others:
        show_card(x, held.case, held.person, NOBODY)
    else:
        by = held.person.person_id
        asked = exports.ask(x.tx, case_id, x.contact.contact_ref, by, Mode(mode))
        x.log("AskedForNames", case_id)
        for other in others:
            _ask_second(x, held, asked, other)
        show_card(x, held.case, held.person, WAITING)


def _may_agree(x: Exchange, held: Held, person: Person) -> bool:
    one = person.person_id
    if one == held.person.person_id or not x.around.reachable(one):
        return False
    return may(person, Action.EXPORT, held.case, x.world.school)


def _ask_second(x: Exchange, held: Held, asked: Export, other: Person) -> None:
    wanted = WANTED_TOO if asked.mode is Mode.WITH_REPORTER else WANTED
    line = wanted.of(name=held.case.name, who=held.person.name)
    yes = act(labelled("✔️", N_("I agree")), "exportagree", asked.export_id)
    no = act(labelled("➖", N_("No")), "exportrefuse", asked.export_id)
    tell(x.tx, asked, other.person_id, Message((line,), ((yes, no),)))


def agree(x: Exchange, export_id: str) -> None:
    """The second person: with this it may be made."""
    asked = _asked_of(x, export_id)
    if asked is None:
        return
    export, held = asked
    if exports.agree(x.tx, export_id, held.person.person_id):
        x.log("AgreedToNames", export.case_id)
        x.note(AGREED.of(who=x.around.name(export.asked_by)), case_id=export.case_id)
    else:
        x.note(OVER)
    show_card(x, held.case, held.person)


def refuse(x: Exchange, export_id: str) -> None:
    """One "no" is enough: who asked hears that, and not from whom."""
    asked = _asked_of(x, export_id)
    if asked is None:
        return
    export, held = asked
    if export.state is State.WAITING:
        exports.drop(x.tx, (export_id,))
        x.log("RefusedNames", export.case_id)
        tell(x.tx, export, export.asked_by, Message((NOT_AGREED.of(name=held.case.name),)))
        x.note(REFUSED, case_id=export.case_id)
    else:
        x.note(OVER)
    show_card(x, held.case, held.person)


def _asked_of(x: Exchange, export_id: str) -> tuple[Export, Held] | None:
    """What somebody is asked to agree to, if it is still open and they may export the case."""
    export = exports.get(x.tx, export_id)
    held = allowed(x, export.case_id if export else "", Action.EXPORT)
    return (export, held) if export and held else None


def tell(tx: Tx, export: Export, person_id: str, message: Message) -> None:
    """A note to every chat of a colleague, as long as they may export the case when it is sent."""
    for contact in contacts.of_person(tx, person_id):
        _tell(tx, export, contact.contact_ref, person_id, message)


def ready(tx: Tx, export: Export, token: str, *, name: str, public_url: str) -> None:
    """The link, into the chat that asked for it and into no other."""
    contact = contacts.find(tx, export.contact_ref)
    if contact is not None:
        root = "" if contact.door == "web" else public_url.rstrip("/")
        button = Button(labelled("📥", N_("Get the export")), url=f"{root}{PATH}{token}")
        message = Message((READY.of(name=name), LIES_OPEN), ((button,),))
        _tell(tx, export, export.contact_ref, export.asked_by, message)


def failed(tx: Tx, export: Export, *, name: str) -> None:
    """It comes to nothing, and nobody waits for it."""
    exports.drop(tx, (export.export_id,))
    audit.write(tx, audit.SYSTEM, "ExportFailed", export.case_id)
    message = Message((FAILED.of(name=name),))
    _tell(tx, export, export.contact_ref, export.asked_by, message)


def _tell(tx: Tx, export: Export, contact_ref: str, person_id: str, message: Message) -> None:
    outbox.enqueue(
        tx,
        Outgoing(
            contact_ref,
            Op.NOTE,
            message,
            priority=REMINDER,
            case_id=export.case_id,
            person_id=person_id,
            guard=Action.EXPORT.value,
        ),
    )


def sealed_as(export_id: str) -> bytes:
    """What binds the sealed file to its export."""
    return f"export|{export_id}".encode()


def allowed_now(tx: Tx, world: World, export: Export) -> tuple[Case, tuple[Person, ...]] | None:
    """The case and who wants it, as long as it is still wanted and each of them still may."""
    now = exports.get(tx, export.export_id)
    case = cases.get(tx, export.case_id)
    if now is None or case is None:
        return None
    ids = [one for one in (now.asked_by, now.agreed_by) if one is not None]
    who = [person for one in ids if (person := people.get(tx, one)) is not None]
    needed = 1 if now.mode is Mode.MASKED else 2
    if len(who) != needed or not all(may(p, Action.EXPORT, case, world.school) for p in who):
        return None
    return case, tuple(who)


def still_theirs(tx: Tx, world: World, export: Export, people_here: Collection[str]) -> bool:
    """Whether one of these people may have it now: the one who asked, as long as all still may."""
    return export.asked_by in people_here and allowed_now(tx, world, export) is not None
