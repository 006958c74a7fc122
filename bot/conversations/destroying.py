"""Destroys an item that shows somebody naked, at once and for good; the fact stays.

Art. 252 Sr: nobody keeps such an image of a minor, the school neither. Who works the case,
management and safety coordinator hear that it happened, and what nobody may do now.
"""

from __future__ import annotations

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.kinds import Mark
from bot.cases.rights import Action
from bot.conversations import hands_off, moving
from bot.conversations.card import show_card
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.looking import held_item
from bot.conversations.world import Around, World
from bot.store import audit, evidence, outbox
from bot.store.tx import Tx
from bot.text import N_, Message

SURE = N_("Destroy it? It cannot be looked at here again. Management hears that it happened.")
GONE = N_("It is destroyed. Management hears it.")
IT_HAPPENED = N_("{name}: something naked or sexual was sent as proof. It is destroyed.")
MUST_NOT = N_("Do not look for it. Do not pass it on. Do not keep it.")
POLICE = N_("Ask the police what to do now: 0900-8844.")


def ask(x: Exchange, case_id: str, item_id: str) -> None:
    """A tap by mistake must not destroy evidence."""
    held = held_item(x, case_id, item_id)
    if held is not None:
        yes = act(labelled("💥", N_("Yes, destroy it")), "destroy", case_id, item_id)
        no = act(labelled("⬅️", N_("Back")), "evidence", case_id)
        x.show(SURE, buttons=((yes,), (no,)), case_id=case_id, right=Action.EVIDENCE)


def destroy(x: Exchange, case_id: str, item_id: str) -> None:
    """It is gone, from here and from every chat that shows it."""
    held = held_item(x, case_id, item_id)
    if held is None:
        return
    case = carry_out(x.tx, x.world, x.around, held.case, item_id, by=held.person.person_id)
    x.note(GONE, MUST_NOT, POLICE, case_id=case_id)
    show_card(x, case, held.person)


def carry_out(tx: Tx, world: World, around: Around, case: Case, item_id: str, *, by: str) -> Case:
    """Destroy the key, take the item off every chat, mark the case, tell who works it."""
    evidence.shred_item(tx, item_id)
    outbox.take_down(tx, item_id)
    audit.write(tx, by, "Destroyed", item_id)
    after = case
    if Mark.NUDE not in case.marks:
        after = moving.move(tx, world, around, case, happened.MarkedNude(by))
    told = Message((IT_HAPPENED.of(name=case.name), MUST_NOT, POLICE))
    hands_off.tell(tx, world, around, after, told, by=by)
    return after
