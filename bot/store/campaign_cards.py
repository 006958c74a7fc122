"""In which message of a chat it stands how far a survey is sent; knows not in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.store.campaigns import Campaign, Progress
from bot.store.tx import Tx

_FIND: Final = """
SELECT *, outbox_id IN (SELECT id FROM outbox WHERE state = 'waiting') AS waits
FROM campaign_cards WHERE contact_ref = ? AND survey = ? AND school_year = ? AND round = ?
"""


@dataclass(frozen=True)
class Card:
    """What stands there; `message_id` is "" before it arrived, `waits` while it is to be sent."""

    message_id: str
    done: int
    paused: bool
    waits: bool


def find(tx: Tx, one: Campaign, contact_ref: str) -> Card | None:
    """The one of this round; None when there is none yet."""
    row = tx.db.execute(_FIND, _key(one, contact_ref)).fetchone()
    if row is None:
        return None
    return Card(row["message_id"], row["done"], bool(row["paused"]), bool(row["waits"]))


def shown_by(tx: Tx, one: Campaign, contact_ref: str, outbox_id: int, sent: Progress) -> None:
    """This row of the outbox is to say it now."""
    tx.db.execute(
        "INSERT INTO campaign_cards"
        " (contact_ref, survey, school_year, round, outbox_id, done, paused)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (contact_ref, survey, school_year, round)"
        " DO UPDATE SET outbox_id = excluded.outbox_id, done = excluded.done,"
        " paused = excluded.paused",
        (*_key(one, contact_ref), outbox_id, sent.done, one.paused),
    )


def arrived(tx: Tx, outbox_id: int, message_id: str) -> None:
    """It stands in that message now, when the row is one that says it."""
    tx.db.execute(
        "UPDATE campaign_cards SET message_id = ? WHERE outbox_id = ?", (message_id, outbox_id)
    )


def _key(one: Campaign, contact_ref: str) -> tuple[str, str, int, str]:
    return contact_ref, one.survey.value, one.school_year, one.round.value
