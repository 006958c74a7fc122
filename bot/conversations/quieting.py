"""`/stil`: whether messages in this chat come with a sound; decides nothing about what comes."""

from __future__ import annotations

from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.menu import MENU
from bot.store import contacts
from bot.text import N_

NOW_QUIET = N_("My messages now come without a sound.")
STILL_SEEN = N_("You do see them.")
URGENT_SOUNDS = N_("Only what is urgent still makes a sound.")
NOW_SOUNDS = N_("My messages can make a sound again.")
NEVER_SOUNDS = N_("This page never makes a sound.")


def quiet(x: Exchange) -> None:
    """No sound from now on, with the way back below it."""
    if x.contact.door == "web":
        x.show(NEVER_SOUNDS, buttons=((MENU,),))
        return
    contacts.set_quiet(x.tx, x.contact.contact_ref, quiet=True)
    urgent = (URGENT_SOUNDS,) if x.person else ()
    undo = act(labelled("🔔", N_("With sound again")), "sound")
    x.show(NOW_QUIET, STILL_SEEN, *urgent, buttons=((undo,), (MENU,)))


def sound(x: Exchange) -> None:
    """As the phone does it."""
    contacts.set_quiet(x.tx, x.contact.contact_ref, quiet=False)
    again = act(labelled("🔕", N_("Without sound")), "quiet")
    x.show(NOW_SOUNDS, buttons=((again,), (MENU,)))
