"""GET /api/events: one stream for all chats of a page; it reads mailboxes and decides nothing."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from aiohttp import web

from bot.store import contacts, mailbox
from bot.store.mailbox import Part
from bot.store.writer import Tx
from bot.web.bodies import shown
from bot.web.devices import key_of
from bot.web.door import withdraw
from bot.web.events import Stream
from bot.web.locks import Standing
from bot.web.reception import let_go, most_streams
from bot.web.site import Site

HEARTBEAT_SECONDS = 15.0
MOST_PANES = 24

_REVISION = re.compile(r"[0-9]{1,18}")
_HELLO = b"event: hello\ndata: {}\n\n"
_BEAT = b"event: beat\ndata: {}\n\n"
_FULL = b"event: full\ndata: {}\n\n"
_LOCKED = b"event: locked\ndata: {}\n\n"


@dataclass
class _Pane:
    number: int
    contact_ref: str
    revision: int
    key: str = field(repr=False)


class _Locked(Exception):
    """The device of a pane was locked, or is nobody's any more: it gets no more news."""


async def events(site: Site, request: web.Request) -> web.StreamResponse:
    """Serve until the page goes, the server stops, or too many other pages are opened."""
    panes = _panes(site, request)
    for pane in panes:
        if wait := await site.paces.look.wait(pane.contact_ref):
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(math.ceil(wait))})
    # A proxy that gathers an answer before passing it on would hold the stream back for ever.
    headers = {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    response = web.StreamResponse(headers=headers)
    response.force_close()
    await response.prepare(request)
    with suppress(ConnectionError):  # the page is gone; it will say so by opening again
        await _told(site, request, response, panes)
    let_go(request)
    return response


async def _told(
    site: Site, request: web.Request, response: web.StreamResponse, panes: Sequence[_Pane]
) -> None:
    leave = partial(let_go, request)
    references = [pane.contact_ref for pane in panes]
    with site.hub.joined(references, most=most_streams(), let_go=leave) as stream:
        await response.write(_HELLO)
        try:
            await _serve(site, response, stream, panes)
            await response.write(_FULL)
        except _Locked:
            await response.write(_LOCKED)


def _panes(site: Site, request: web.Request) -> list[_Pane]:
    tickets = request.query.get("tickets", "").split(",")
    since = request.query.get("since", "").split(",")
    references = [site.tickets.read(ticket) for ticket in tickets]
    if len(tickets) != len(since) or len(tickets) > MOST_PANES or None in references:
        raise web.HTTPForbidden
    if not all(_REVISION.fullmatch(revision) for revision in since):
        raise web.HTTPBadRequest
    key = key_of(request)
    known = enumerate(zip(references, since, strict=True))
    panes = {
        ref: _Pane(number, ref, int(revision), key) for number, (ref, revision) in known if ref
    }
    return list(panes.values())


async def _serve(
    site: Site, response: web.StreamResponse, stream: Stream, panes: Sequence[_Pane]
) -> None:
    while not stream.closed:
        stirred = await stream.stirred(HEARTBEAT_SECONDS)
        if not stirred and not stream.closed:
            stirred = await site.writer.run(lambda tx: _behind(site, tx, panes))
            await response.write(_BEAT)
        for number in stirred:
            await _send_news(site, response, stream, panes[number])


def _behind(site: Site, tx: Tx, panes: Sequence[_Pane]) -> list[int]:
    """Whose chat was changed and nobody rang, as a command beside the running bot cannot."""
    _keep_out_the_locked(site, tx, panes)
    return [n for n, p in enumerate(panes) if mailbox.revision(tx, p.contact_ref) > p.revision]


def _keep_out_the_locked(site: Site, tx: Tx, panes: Sequence[_Pane]) -> None:
    if site.locks is None:
        return
    for pane in panes:
        contact = contacts.find(tx, pane.contact_ref)
        if contact is None or site.locks.standing(tx, contact, pane.key) is not Standing.OPEN:
            raise _Locked


def _news(site: Site, tx: Tx, pane: _Pane) -> Part:
    _keep_out_the_locked(site, tx, (pane,))
    withdraw(tx, contacts.find(tx, pane.contact_ref), site.may_see)
    return mailbox.part_since(tx, pane.contact_ref, pane.revision)


async def _send_news(site: Site, response: web.StreamResponse, stream: Stream, pane: _Pane) -> None:
    """Part by part: others have their turn in between."""
    more = True
    while more and not stream.closed:
        part = await site.writer.run(lambda tx: _news(site, tx, pane))
        for row in part.rows:
            data = json.dumps({"pane": pane.number} | shown(row), ensure_ascii=False)
            await response.write(f"data: {data}\n\n".encode())
        pane.revision = max(pane.revision, part.revision)
        more = part.more
