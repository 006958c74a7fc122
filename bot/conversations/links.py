"""Makes the button that opens an item on the page: once, within ten minutes, for one person.

The link is as strong as what it shows. Where staff read content on the page only, it opens in a
browser that is signed in as this person, wherever it was sent. Where content goes into the chat
anyway, a link in that chat opens in the first browser, and the chat is told.
"""

from __future__ import annotations

from bot.conversations.exchange import labelled
from bot.conversations.world import World
from bot.store import audit, looks
from bot.store.tx import Tx
from bot.text import N_, Button

PATH = "/look/"
OPEN = labelled("👁️", N_("Look at it"))
FETCH = labelled("📥", N_("Get the original"))


def link_for(
    tx: Tx, world: World, door: str, person_id: str, item_id: str, *, original: bool = False
) -> Button:
    """A new link, in the log. Originals always need a browser that is signed in."""
    bound = door == "web" or world.content_on_page or original
    token = looks.give(tx, person_id, item_id, signed_in=bound, original=original)
    audit.write(tx, person_id, "OriginalLink" if original else "LookLink", item_id)
    root = "" if door == "web" else world.public_url.rstrip("/")
    return Button(FETCH if original else OPEN, url=f"{root}{PATH}{token}")


def for_reporter(tx: Tx, item_id: str) -> Button:
    """For who reported it and is nobody to us: it opens in the first browser, and not again."""
    return Button(OPEN, url=f"{PATH}{looks.give(tx, audit.REPORTER, item_id, signed_in=False)}")
