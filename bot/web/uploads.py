"""POST api/file: streams a file straight into a sealed one; never sees a name or a whole file."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.store import evidence, mailbox
from bot.store.contacts import Contact
from bot.store.keyring import item_key_id
from bot.store.writer import Tx
from bot.text import N_, Text
from bot.vault import FileSealer, Sealed
from bot.web import incoming
from bot.web.bodies import of_person
from bot.web.chat import ChatRoutes, add_to_inbox, post_own
from bot.web.pages import LABELS
from bot.web.refusals import Refused
from bot.web.said import client_id

LARGEST = 20_971_520
"""Bytes: Telegram's limit for bots, the same at both doors."""

EMPTY = N_("This file is empty.")
TOO_BIG = LABELS["too_big"]

_KINDS = frozenset({"photo", "video", "voice", "audio", "file"})
_CHUNK = 256 * 1024


@dataclass(frozen=True)
class _Upload:
    item_id: str
    client: str
    kind: str


@dataclass(frozen=True)
class Uploads:
    """Beside one chat."""

    chat: ChatRoutes

    async def file(self, request: web.Request) -> web.Response:
        """200 when the file lies sealed and its row in the inbox."""
        return await self.chat.known(request, self._file)

    async def _file(self, request: web.Request, contact: Contact) -> web.Response:
        upload = _read_head(request)
        await self.chat.pace(self.chat.site.paces.upload, contact)
        writer = self.chat.site.writer
        key = await writer.run(lambda tx: self._begin(tx, contact, upload))
        if isinstance(key, Text):
            raise Refused(403, key)
        try:
            sealed = await _seal(request, self._path(upload), key, upload.item_id)
            rows = await writer.run(lambda tx: self._finish(tx, contact, upload, sealed))
        except Exception:  # a cancelled unit may have been committed: what is left is swept
            await self._throw_away(upload)
            raise
        if isinstance(rows, Text) or not rows:  # not any more, or the same upload once more
            await self._throw_away(upload)
        if isinstance(rows, Text):
            raise Refused(403, rows)
        return self.chat.kept(contact, rows)

    def _begin(self, tx: Tx, contact: Contact, upload: _Upload) -> bytes | Text:
        """The conversation may refuse, and it does so before one byte of the body is read."""
        why_not = self._why_not(tx, contact, upload.kind)
        return why_not or tx.keys.fresh(item_key_id(upload.item_id))

    def _finish(
        self, tx: Tx, contact: Contact, upload: _Upload, sealed: Sealed
    ) -> list[int] | Text:
        """Asked again: the answer that forbids it may have come while the body did."""
        why_not = self._why_not(tx, contact, upload.kind)
        if why_not is not None:
            return why_not
        client = upload.item_id if self._is_lost(tx, contact, upload) else upload.client
        payload = incoming.item(upload.item_id, upload.kind)
        rows = add_to_inbox(tx, contact, client, payload)
        if rows:
            evidence.add(tx, upload.item_id, contact.contact_ref, upload.kind, sealed)
            post_own(tx, contact, self._body(contact, upload))
        return rows

    def _why_not(self, tx: Tx, contact: Contact, kind: str) -> Text | None:
        site = self.chat.site
        refused = site.refusal(tx, contact, kind)
        if refused is not None:
            site.kept_out(tx, contact, refused)
            return refused.why
        return site.room.why_not(tx, contact.contact_ref, site.evidence_dir)

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

    def _body(self, contact: Contact, upload: _Upload) -> dict[str, object]:
        line = self.chat.site.i18n.render(LABELS[f"kind_{upload.kind}"], contact.language)
        kind = "voice" if upload.kind == "voice" else "file"
        return of_person(line, client=upload.client, kind=kind) | {"item": upload.item_id}

    async def _throw_away(self, upload: _Upload) -> None:
        await self.chat.site.writer.run(lambda tx: tx.keys.destroy(item_key_id(upload.item_id)))
        await asyncio.to_thread(self._path(upload).unlink, missing_ok=True)

    def _path(self, upload: _Upload) -> Path:
        return self.chat.site.evidence_dir / upload.item_id


def _read_head(request: web.Request) -> _Upload:
    """What can be known, and refused, without the body."""
    length = request.content_length
    if length is not None and length > LARGEST:
        raise Refused(413, TOO_BIG)
    if length == 0:
        raise Refused(400, EMPTY)
    kind = request.headers.get("X-Kind", "")
    client = client_id(request.headers.get("X-Id"))
    return _Upload(secrets.token_hex(8), client, kind if kind in _KINDS else "file")


async def _seal(request: web.Request, path: Path, key: bytes, item_id: str) -> Sealed:
    with FileSealer(path, key, item_id.encode()) as sealer:
        size = 0
        async for chunk in request.content.iter_chunked(_CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise Refused(413, TOO_BIG)
            await asyncio.to_thread(sealer.write, chunk)
        if not size:
            raise Refused(400, EMPTY)
        return await asyncio.to_thread(sealer.finish)
