"""Contacts that lead nowhere any more; knows not who they were."""

from datetime import datetime
from typing import Final

from bot.store import contacts
from bot.store.tx import Tx, day_of

_QUIET: Final = """
SELECT contact_ref FROM contacts
WHERE person_id IS NULL AND seen_at < :before
AND contact_ref NOT IN (SELECT contact_ref FROM sessions)
AND contact_ref NOT IN (SELECT contact_ref FROM news_wanted)
AND contact_ref NOT IN (SELECT contact_ref FROM outbox WHERE state = 'waiting')
AND contact_ref NOT IN (SELECT contact_ref FROM inbox WHERE state = 'new')
AND contact_ref NOT IN (SELECT contact_ref FROM mailbox WHERE day >= :before)
AND contact_ref NOT IN (SELECT contact_ref FROM chat_messages WHERE day >= :before)
ORDER BY seen_at
"""


def idle(tx: Tx, before: datetime) -> list[str]:
    """Contacts of nobody, not heard since `before`: no case, no conversation, nothing under way."""
    rows = tx.db.execute(_QUIET, {"before": day_of(before)}).fetchall()
    return [row["contact_ref"] for row in rows if not contacts.my_cases(tx, row["contact_ref"])]
