"""What the Telegram door says by itself, without a conversation: why something was not kept."""

from __future__ import annotations

from bot import text
from bot.store import outbox
from bot.store.contacts import Contact
from bot.store.outbox import Op, Outgoing
from bot.store.writer import Tx
from bot.text import Text


def say(tx: Tx, contact: Contact, words: Text, *, album: str = "") -> None:
    """Once for all of an album."""
    ref = contact.contact_ref
    key = f"{ref} {album} {words.key}" if album else None
    outbox.enqueue(tx, Outgoing(ref, Op.NOTE, text.Message((words,)), dedupe_key=key))
