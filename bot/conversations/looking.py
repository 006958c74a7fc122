"""Looking at what was sent with a case: the list, and one item by link or in the chat.

The right is asked at each tap; sending, opening the link and fetching the bytes ask it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.rights import Action
from bot.conversations import casework
from bot.conversations.checklist import not_told
from bot.conversations.enclosing import ON_THE_PAGE
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.items import SEALED, kind_of, size_of, why_not
from bot.conversations.links import link_for
from bot.conversations.paging import page_of
from bot.conversations.releasing_words import release_lines, release_rows
from bot.store import copies, evidence
from bot.store.evidence import Item
from bot.text import N_, Button, Text

NO_ITEMS = N_("Nothing was sent with this case.")
NO_SUCH_ITEM = N_("That is not there any more.")
BY_LINK = N_(
    "The link works for ten minutes, only in the browser that opens it first."
    " That you look is noted."
)
IN_CHAT = N_("I send it below. It goes away after ten minutes. That you look is noted.")
MUST_NOT = N_("Take no picture of it. Do not pass it on.")
NAKED = N_("Do you see somebody naked, or sex? Do not look on. Destroy it.")
HERE = (IN_CHAT, MUST_NOT, NAKED)


@dataclass(frozen=True)
class HeldItem:
    """An item and the colleague who may look at it."""

    case: Case
    person: Person
    item: Item


def held_item(x: Exchange, case_id: str, item_id: str) -> HeldItem | None:
    """The item, if this person may look at it now; else it is said what there is."""
    held = casework.allowed(x, case_id, Action.EVIDENCE)
    if held is None:
        return None
    found = evidence.get(x.tx, item_id)
    if found is None or found.case_id != case_id or found.destroyed:
        x.log("Refused evidence", case_id)
        x.note(NO_SUCH_ITEM, case_id=case_id)
        _show_list(x, held.case, "0")
        return None
    return HeldItem(held.case, held.person, found)


def list_items(x: Exchange, case_id: str, page: str = "0") -> None:
    """Everything that was sent with a case, also what was destroyed."""
    held = casework.allowed(x, case_id, Action.EVIDENCE)
    if held is not None:
        _show_list(x, held.case, page)


def _show_list(x: Exchange, case: Case, page: str) -> None:
    found = list(enumerate(evidence.all_of_case(x.tx, case.case_id), start=1))
    here, more = page_of(found, page)
    lines = [_line(x, number, item) for number, item in here] or [NO_ITEMS]
    rows = [
        (act(_label(number, item), "look", case.case_id, item.item_id),)
        for number, item in here
        if not item.destroyed
    ]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "evidence", case.case_id, more),))
    back = act(labelled("⬅️", N_("Back")), "case", case.case_id)
    title = N_("Proof in {name}:").of(name=case.name)
    x.show(
        title,
        *lines,
        *not_told(x.tx, case),
        buttons=(*rows, (back,)),
        case_id=case.case_id,
        right=Action.EVIDENCE,
    )


def _line(x: Exchange, number: int, item: Item) -> Text:
    if item.destroyed:
        return N_("{number}. {kind}, {at}: destroyed.").of(
            number=str(number), kind=kind_of(item), at=item.received_at
        )
    copy = copies.find(x.tx, item.item_id)
    if copy and copy.problem:
        return _told(
            "{number}. {kind}, {at}, {size}. {why}",
            number=str(number),
            why=why_not(copy),
            **_about(item),
        )
    return _told("{number}. {kind}, {at}, {size}", number=str(number), **_about(item))


def _told(pattern: str, **values: object) -> Text:
    return Text(pattern, values=values)


def _about(item: Item) -> dict[str, object]:
    return {"kind": kind_of(item), "at": item.received_at, "size": size_of(item)}


def _label(number: int, item: Item) -> Text:
    return Text("👁️ {number}. {kind}", values={"number": str(number), "kind": kind_of(item)})


def look(x: Exchange, case_id: str, item_id: str) -> None:
    """One item: a link that works once, or the thing itself in this chat for ten minutes."""
    held = held_item(x, case_id, item_id)
    if held is None:
        return
    copy = copies.find(x.tx, item_id)
    lines, link = ((why_not(copy), SEALED), None) if copy and copy.problem else _way(x, held)
    about = _told("{kind}, {at}, {size}", **_about(held.item))
    x.show(
        about,
        *lines,
        *release_lines(x, held.item, held.person),
        buttons=(*(((link,),) if link else ()), *_rows(x, held)),
        case_id=case_id,
        right=Action.EVIDENCE,
    )
    if lines == HERE:
        _send(x, held)


def _way(x: Exchange, held: HeldItem) -> tuple[tuple[Text, ...], Button | None]:
    """How it is looked at by this person here."""
    if x.contact.door != "web" and not x.world.content_on_page:
        return HERE, None
    if x.contact.door != "web" and not x.world.public_url:
        return (ON_THE_PAGE,), None
    link = link_for(x.tx, x.world, x.contact.door, held.person.person_id, held.item.item_id)
    return (BY_LINK, MUST_NOT, NAKED), link


def _send(x: Exchange, held: HeldItem) -> None:
    x.log("LookedAt", held.item.item_id)
    x.note(
        kind_of(held.item),
        case_id=held.case.case_id,
        right=Action.EVIDENCE,
        item_id=held.item.item_id,
    )


def _rows(x: Exchange, held: HeldItem) -> Rows:
    case_id, item_id = held.case.case_id, held.item.item_id
    return (
        *release_rows(x, held.item, held.person),
        (act(labelled("🔞", N_("This is naked or sex")), "naked", case_id, item_id),),
        (act(labelled("⬅️", N_("Back")), "evidence", case_id),),
    )
