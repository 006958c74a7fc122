"""`/wis`: both sides' messages go, and it is said what stays and how to remove that oneself.

The wish lies in the outbox, in pieces of one call each: what is refused, held up or cut off by a
crash is tried again, and nothing that was done is done twice.
"""

from __future__ import annotations

from bot.conversations import running
from bot.conversations.addressing import speak
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.menu import MENU
from bot.i18n import plain
from bot.store import cases, contacts, mailbox, outbox, screens
from bot.store.outbox import ALL, ALL_AT_ONCE, Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Text

WIPED = N_("This chat is wiped.")
STAYS = {
    "telegram": (
        N_("Older than 2 days? That I cannot wipe."),
        N_("Hold down this chat in your list. Tap Delete."),
    ),
    "web": (
        N_("Your browser may remember that you were here."),
        N_("Wipe that in your browser, under History."),
    ),
}
REPORT_STAYS = N_("Your report is not gone. It is at My report.")
CAN_BE_OPENED = N_("Who holds your phone can open it there.")
DRAFT_STAYS = N_("Your unsent report is still here. Throw it away too?")
MOST_HIDDEN = 3
"""Buttons for reports to hide: more would fill the screen that was just wiped."""


def wipe(x: Exchange) -> None:
    """Delete both sides' messages as far as the door allows, and say what stays.

    A report that was found with five words is left: the phone may be somebody else's. So is what
    tells that a parent used it, unless a report of theirs still waits here.
    """
    running.forget_guest(x)
    take_away(x.tx, x.contact.contact_ref, x.contact.door)
    if running.load(x.tx, x.contact.contact_ref).unsent is None:
        speak(x, plain(x.contact.language), formal=False)
    x.note(WIPED, *STAYS.get(x.contact.door, ()))
    _show_what_stays(x)


def take_away(tx: Tx, ref: str, door: str) -> None:
    """What waits is dropped; what lies there goes, and so does what is under way to it."""
    outbox.clear(tx, ref)
    if door == "web":
        _empty_mailbox(tx, ref)
    for _ in range(0, _lying(tx, ref) + 1, ALL_AT_ONCE):
        outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target=ALL))


def _lying(tx: Tx, ref: str) -> int:
    return len(screens.recent(tx, ref, tx.now - screens.REMOVABLE))


def _empty_mailbox(tx: Tx, ref: str) -> None:
    """On the page both sides' messages are ours, so all of them go, and at once."""
    for message_id in mailbox.empty(tx, ref):
        screens.removed(tx, ref, str(message_id))


def _show_what_stays(x: Exchange) -> None:
    """Nobody who wiped a chat should think that a report went with it, or be found out by one."""
    found = cases.of_ids(x.tx, contacts.my_cases(x.tx, x.contact.contact_ref))
    hidden = tuple(
        (act(labelled("🕶️", N_("Hide {name}").of(name=one.name)), "codeonly", one.case_id),)
        for one in found[-MOST_HIDDEN:]
    )
    lines: tuple[Text, ...] = (REPORT_STAYS, CAN_BE_OPENED) if found else ()
    rows: Rows = hidden
    if running.load(x.tx, x.contact.contact_ref).unsent is not None:
        lines = (*lines, DRAFT_STAYS)
        rows = (*rows, *_DRAFT)
    if lines:
        x.show(*lines, buttons=(*rows, (MENU,)))


_DRAFT: Rows = (
    (act(labelled("▶️", N_("Go on with my report")), "resume"),),
    (act(labelled("🗑️", N_("Throw it away")), "discard"),),
)
