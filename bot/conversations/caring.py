"""How it goes after a case was closed, as the reporter is asked; takes no answer."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.aftercare import Feeling
from bot.conversations.exchange import Rows, act, labelled
from bot.conversations.thread import HOW
from bot.store import aftercare
from bot.store.tx import Tx
from bot.text import N_, Text

FEELINGS: Mapping[Feeling, tuple[str, Text]] = {
    Feeling.GOOD: ("🙂", N_("Good")),
    Feeling.FAIR: ("😐", N_("It is okay")),
    Feeling.BAD: ("🙁", N_("Bad")),
    Feeling.TALK: ("💬", N_("I want to talk")),
}


def how_it_goes(tx: Tx, case_id: str) -> tuple[tuple[Text, ...], Rows]:
    """The question and its four answers, while it waits."""
    if aftercare.asked(tx, case_id) is None:
        return (), ()
    return (HOW,), tuple(
        (act(labelled(icon, label), "feel", case_id, feeling),)
        for feeling, (icon, label) in FEELINGS.items()
    )
