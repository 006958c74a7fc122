"""Tells who planned a survey how far its sending is, in one message that changes as it goes on."""

from __future__ import annotations

from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.surveys import NAMES
from bot.conversations import survey_words
from bot.conversations.exchange import act, labelled
from bot.conversations.notes import REMINDER
from bot.conversations.world import World
from bot.store import campaign_cards, campaigns, contacts, outbox, people
from bot.store.campaigns import Campaign, Progress
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Button, Message

LOOK = labelled("🔄", N_("Look again"))
PAUSE = labelled("⏸️", N_("Pause sending"))
GO_ON = labelled("▶️", N_("Go on sending"))


def leads(world: World, person: Person | None) -> bool:
    """Whether somebody may plan surveys and see how far they are."""
    return person is not None and may(person, Action.EDIT_CALENDAR, None, world.school)


def show(tx: Tx, world: World, one: Campaign) -> None:
    """In each chat of theirs, as long as they lead surveys.

    Where it says so already, or is about to be told, nothing comes.
    """
    sent = campaigns.progress(tx, one)
    if not sent.total or not leads(world, people.get(tx, one.begun_by)):
        return
    for contact in contacts.of_person(tx, one.begun_by):
        if not contact.blocked:
            _show(tx, one, contact.contact_ref, sent)


def _show(tx: Tx, one: Campaign, ref: str, sent: Progress) -> None:
    card = campaign_cards.find(tx, one, ref)
    if card and (card.waits or (card.done, card.paused) == (sent.done, one.paused)):
        return
    outgoing = Outgoing(
        ref,
        Op.CARD,
        Message((NAMES[one.survey], *survey_words.progress(one, sent)), _taps(one, sent)),
        target=card.message_id if card else "",
        priority=REMINDER,
        person_id=one.begun_by,
    )
    row_id = outbox.enqueue(tx, outgoing)
    if row_id is not None:
        campaign_cards.shown_by(tx, one, ref, row_id, sent)


def _taps(one: Campaign, sent: Progress) -> tuple[tuple[Button, ...], ...]:
    look = (act(LOOK, "survey", one.survey.value),)
    if sent.done == sent.total:
        return (look,)
    label, word = (GO_ON, "surveygoon") if one.paused else (PAUSE, "surveypause")
    return ((act(label, word, one.survey.value),), look)
