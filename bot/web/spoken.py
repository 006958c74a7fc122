"""In which language a page beside a chat speaks; knows no words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.store import contacts
from bot.store.tx import Tx
from bot.web.devices import reference


def spoken_here(tx: Tx, devices: Iterable[str | None], default: str) -> str:
    """That of the chat in this browser, which its person chose; the school's own without one."""
    found = (contacts.find(tx, reference(tx.root, one)) for one in devices if one)
    return next((one.language for one in found if one), default)
