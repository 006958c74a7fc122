"""One answer to what was sent as one: an album comes in as many events without a last one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.store import outbox
from bot.store.outbox import LIVE, Op, Outgoing
from bot.store.tx import Tx
from bot.text import Message, message_to_data

PATIENCE: Final = timedelta(seconds=3)
"""How long the answer waits for the rest of an album; the things themselves are kept at once."""


def enqueue_for_album(tx: Tx, album: str, outgoing: Outgoing) -> None:
    """The same words once, one screen that waits a little and then tells of all that came.

    What comes after that, be it minutes later, is told on the screen that is there.
    """
    key = f"{outgoing.contact_ref} {album}"
    if outgoing.op is not Op.SHOW:
        outbox.enqueue(tx, replace(outgoing, dedupe_key=f"{key} {_said(outgoing.message)}"))
        return
    screen = replace(outgoing, dedupe_key=key, not_before=tx.now + PATIENCE)
    if outbox.enqueue(tx, screen) is None and not outbox.renew(tx, screen):
        outbox.enqueue(tx, replace(outgoing, target=LIVE))


def _said(message: Message | None) -> str:
    return json.dumps(message_to_data(message)) if message else ""
