"""What a conversation about a case is about, and the way back to it from its first question."""

from __future__ import annotations

from typing import Final

from bot.conversations.every_flow import CASE_FLOWS
from bot.conversations.exchange import Rows, act, labelled
from bot.flows.engine import BACK
from bot.flows.session import Session
from bot.text import N_

_BACK: Final = f":{BACK}"


def case_of(session: Session) -> str | None:
    """The case that only its handlers may see on this screen; a reporter's own has no guard."""
    return session.subject if session.flow in CASE_FLOWS else None


def with_way_back(rows: Rows, session: Session) -> Rows:
    """Nobody has to end in the menu who began something on a card by mistake."""
    about, data = case_of(session), [button.data for row in rows for button in row]
    if not about or any(one.endswith(_BACK) for one in data):
        return rows
    return (*rows[:-1], (act(labelled("⬅️", N_("Back")), "case", about), *rows[-1]))
