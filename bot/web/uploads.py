"""POST api/file: one file as a stream, straight into the intake; never sees a name."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.evidence.intake import EMPTY, LARGEST, Empty, Intake, Kept, TooBig, too_big
from bot.evidence.intake import Refused as NotKept
from bot.flows.uploads import Refusal
from bot.store import evidence, mailbox
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow
from bot.store.writer import Tx
from bot.text import N_
from bot.web import incoming
from bot.web.bodies import of_person
from bot.web.chat import ChatRoutes, add_to_inbox, post_own
from bot.web.pages import LABELS
from bot.web.refusals import Refused
from bot.web.said import client_id

STALLED: Final = N_("Your file came in too slowly. Please send it again.")
SILENCE_SECONDS: Final = 60.0
"""How long nothing may come in of a body: a phone in a tunnel is not gone yet."""

GRACE_SECONDS: Final = 120.0
SLOWEST: Final = 2_048
"""Bytes in a second once the grace is over: who sends less only keeps a line occupied."""

_KINDS: Final = frozenset({"photo", "video", "voice", "audio", "file"})
_STATUS: Final = {
    TooBig: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Empty: HTTPStatus.BAD_REQUEST,
}
"""Any other refusal is a 403."""


class _KeptOut(Exception):
    """The conversation does not want it (any more)."""

    def __init__(self, why: Refusal) -> None:
        super().__init__()
        self.why = why


class _Before(Exception):
    """The same upload lies here already."""


@dataclass(frozen=True)
class _Upload:
    client: str
    kind: str
    placed: bool


@dataclass(frozen=True)
class Uploads:
    """Beside one chat."""

    chat: ChatRoutes
    silence_seconds: float = SILENCE_SECONDS

    async def file(self, request: web.Request) -> web.Response:
        """200 when the file lies sealed and its row in the inbox."""
        return await self.chat.known(request, self._file)

    async def _file(self, request: web.Request, contact: Contact) -> web.Response:
        """The conversation may refuse, and it does so before one byte of the body is read."""
        upload = _read_head(request)
        site = self.chat.site
        since = site.clock.now()
        await self.chat.pace(site.paces.upload, contact)
        try:
            await site.writer.run(lambda tx: self._ask(tx, contact, upload))
            rows = await Intake(site.writer, site.evidence_dir, site.room).take(
                self._body_of(request),
                contact.contact_ref,
                upload.kind,
                may=lambda tx: self._ask(tx, contact, upload, since=since),
                then=lambda tx, kept: self._keep(tx, contact, upload, kept),
            )
        except _KeptOut as no:
            out = no.why
            await site.writer.run(lambda tx: site.kept_out(tx, contact, out))
            raise Refused(HTTPStatus.FORBIDDEN, out.why) from None
        except NotKept as refused:
            status = _STATUS.get(type(refused), HTTPStatus.FORBIDDEN)
            raise Refused(status, refused.why) from None
        except _Before:
            rows = []
        return self.chat.kept(contact, rows)

    def _ask(
        self, tx: Tx, contact: Contact, upload: _Upload, *, since: datetime | None = None
    ) -> None:
        """What was let in comes in, also when its conversation is over by then, unless naked."""
        refused = self.chat.site.refusal(tx, contact, upload.kind, since=since)
        if refused is not None and (refused.naked or since is None):
            raise _KeptOut(replace(refused, placed=upload.placed))

    async def _body_of(self, request: web.Request) -> AsyncIterator[bytes]:
        """As it comes; who is silent for too long may come back and begin anew."""
        clock = asyncio.get_running_loop().time
        begun, came = clock(), 0
        while chunk := await self._next(request):
            came += len(chunk)
            if clock() - begun > GRACE_SECONDS + came / SLOWEST:
                raise Refused(HTTPStatus.REQUEST_TIMEOUT, STALLED)
            yield chunk

    async def _next(self, request: web.Request) -> bytes:
        try:
            async with asyncio.timeout(self.silence_seconds):
                return await request.content.readany()
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, STALLED) from None

    def _keep(self, tx: Tx, contact: Contact, upload: _Upload, kept: Kept) -> list[InboxRow]:
        client = kept.item_id if self._is_lost(tx, contact, upload) else upload.client
        payload = incoming.item(kept.item_id, kept.kind)
        rows = add_to_inbox(tx, contact, client, payload)
        if not rows:
            raise _Before
        post_own(tx, contact, self._body(contact, upload, kept))
        return rows

    def _is_lost(self, tx: Tx, contact: Contact, upload: _Upload) -> bool:
        """Whether this upload was kept before, and what was kept is not there any more."""
        said = (row.body for row in mailbox.since(tx, contact.contact_ref, 0) if row.body)
        before = [
            body["item"] for body in said if body.get("client") == upload.client and "item" in body
        ]
        if not before:
            return False
        there = evidence.get(tx, before[-1])
        return there is None or not (self.chat.site.evidence_dir / before[-1]).is_file()

    def _body(self, contact: Contact, upload: _Upload, kept: Kept) -> dict[str, object]:
        line = self.chat.site.i18n.render(LABELS[f"kind_{upload.kind}"], contact.language)
        kind = "voice" if upload.kind == "voice" else "file"
        return of_person(line, client=upload.client, kind=kind) | {"item": kept.item_id}


def _read_head(request: web.Request) -> _Upload:
    """What can be known, and refused, without the body."""
    length, kind = request.content_length, request.headers.get("X-Kind", "")
    if length is not None and length > LARGEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_big(kind))
    if length == 0:
        raise Refused(HTTPStatus.BAD_REQUEST, EMPTY)
    client = client_id(request.headers.get("X-Id"))
    placed = request.headers.get("X-Placed") == "yes"
    return _Upload(client, kind if kind in _KINDS else "file", placed)
