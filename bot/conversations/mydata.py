"""`/mijngegevens`: everything kept about whoever asks, as one file; makes no file itself."""

from __future__ import annotations

from typing import Final

from bot.conversations.enclosing import OWN_DATA
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.menu import MENU
from bot.text import N_, Button

PATH: Final = "mydata"
"""Where the page has it, beside the chat of whoever asks."""
ONE_FILE = N_("I can put all I keep about you in one file.")
LIES_OPEN = N_("Who has that file can read it. Keep it safe.")
HERE = N_("Here is all I keep about you.")
GOES = N_("It goes from this chat after ten minutes.")
ON_THE_PAGE = N_("Sign in on the page and type /mijngegevens there.")
LABEL = labelled("📥", N_("Get the file"))


def offer(x: Exchange) -> None:
    """What it is, and the button; where colleagues read nothing of cases, they get it elsewhere."""
    if x.person and x.world.content_on_page and x.contact.door != "web":
        x.show(ON_THE_PAGE, buttons=((MENU,),))
        return
    here = x.contact.door == "web"
    way = Button(LABEL, url=PATH) if here else act(LABEL, "getdata")
    x.show(ONE_FILE, LIES_OPEN, buttons=((way,), (MENU,)))


def send(x: Exchange) -> None:
    """Into this chat; it is made when it is sent, so it lies nowhere."""
    if x.contact.door == "web" or (x.person and x.world.content_on_page):
        offer(x)
        return
    x.log("OwnDataGiven")
    x.note(HERE, GOES, item_id=OWN_DATA)
