"""What a message on a page looks like as JSON: made, stripped, shown; knows no request."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import astuple
from typing import Any

from bot.conversations.rendering import Rendered
from bot.i18n import I18n
from bot.store.mailbox import MailboxRow
from bot.store.meant import Meant

Body = dict[str, Any]

_MEANT = "meant"


def of_bot(rendered: Rendered, *, language: str, i18n: I18n, uploads: bool) -> Body:
    """A message of ours. `uploads` tells the page whether it may offer to send a file."""
    return {
        "lines": list(rendered.lines),
        "buttons": [
            [{"label": label, "data": data, "url": url} for label, data, url in row]
            for row in rendered.buttons
        ],
        "kind": _kind(rendered),
        "picture": rendered.picture or _inline(rendered.drawn),
        "language": language,
        "direction": i18n.direction(language),
        "uploads": uploads,
    }


def _kind(rendered: Rendered) -> str:
    if rendered.block:
        return "pre"
    return "picture" if rendered.picture or rendered.drawn else "text"


def _inline(drawn: bytes) -> str:
    """A chart lies nowhere: it is in the message itself."""
    return f"data:image/png;base64,{b64encode(drawn).decode()}" if drawn else ""


def of_person(line: str, *, client: str, kind: str = "text") -> Body:
    """What the person said; `client` is the page's own id for it, so that it shows once."""
    return {"lines": [line], "buttons": [], "kind": kind, "client": client}


def for_one(body: Body, meant: Meant | None) -> Body:
    """The same message, meant for one colleague; the page never gets to see that."""
    return body if meant is None else body | {_MEANT: list(astuple(meant))}


def meant_of(row: MailboxRow) -> Meant | None:
    """For which colleague it is; None for whoever has the chat, and when it was removed."""
    held = None if row.body is None else row.body.get(_MEANT)
    return None if held is None else Meant(*held)


def without_buttons(body: Body) -> Body:
    """The same message, with nothing left to press."""
    return body | {"buttons": []}


def label_of(body: Body, data: str) -> str | None:
    """What the button with this data says, None if the message has no such button."""
    found = (b["label"] for row in body["buttons"] for b in row if b["data"] == data)
    return next(found, None)


def shown(row: MailboxRow) -> Body:
    """One row of the mailbox as the page gets it."""
    head: Body = {"id": row.message_id, "revision": row.revision}
    if row.body is None:
        return head | {"removed": True}
    body = {name: held for name, held in row.body.items() if name not in {"item", _MEANT}}
    return body | head | {"mine": row.mine, "at": row.at.isoformat()}
