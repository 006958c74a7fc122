"""Gives what was sent to a case; knows no conversation and no file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.conversations.exchange import Exchange
from bot.store import evidence
from bot.text import N_

HAD_IT: Final = N_("I had this file already. I keep it once.")


def attach(x: Exchange, case_id: str, items: Iterable[str]) -> None:
    """The same bytes twice in a case are kept once, and that is said."""
    kept = evidence.attach(x.tx, items, case_id)
    if any(item != first for item, first in kept.items()):
        x.note(HAD_IT)
