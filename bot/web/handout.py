"""Hands out an export: /export/<token>, once, in a browser that is signed in as who asked for it.

GET shows a button, for a preview must not use the link up; POST uses it up and sends the file.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.conversations.exporting import PATH, sealed_as, still_theirs
from bot.conversations.world import World
from bot.evidence.copies import Bytes
from bot.store import audit, contacts, exports
from bot.store.exports import Export, State, export_key_id
from bot.store.writer import Tx, Writer
from bot.text import N_, Text
from bot.vault import Unreadable
from bot.web.devices import reference, token_of
from bot.web.site import Entrance
from bot.web.spoken import spoken_here

OVER: Final = N_("This link does not work any more.")
ASK_ANEW: Final = N_("It works once, for ten minutes. Open the case and ask for a new export.")
SIGN_IN: Final = N_("Open this link where you are signed in.")
HERE: Final = N_("Here is the export you asked for.")
CARE: Final = N_("It lies open on your device: whoever has it can read it. Keep it safe.")
GET: Final = N_("Get it")

_ROUTE: Final = f"{PATH}{{token:[A-Za-z0-9_-]{{22}}}}"
_FORM: Final = frozenset({None, "same-origin"})
_PAGE: Final = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>Maatje</title>
<link rel="icon" type="image/svg+xml" href="/static/icon.svg">
<link rel="stylesheet" href="/static/chat.css">
</head>
<body class="alone">
<main class="card">
{body}
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class HandOut:
    """`folder` is where the sealed exports lie; in the demo any browser is everyone of it."""

    writer: Writer = field(repr=False)
    world: World
    folder: Path
    entrances: Sequence[Entrance] = (Entrance(),)

    def routes(self) -> list[web.AbstractRouteDef]:
        """No HEAD: what only wants to know whether it is there gets nothing."""
        return [web.get(_ROUTE, self.show, allow_head=False), web.post(_ROUTE, self.fetch)]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The button, for who asked for it."""
        signed_in, export = await self.writer.run(lambda tx: self._look(tx, request))
        if export is not None:
            return await self._page(request, HERE, CARE, button=GET)
        if signed_in:
            return await self._page(request, OVER, ASK_ANEW, status=HTTPStatus.NOT_FOUND)
        return await self._page(request, SIGN_IN, status=HTTPStatus.FORBIDDEN)

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        """Use the link up, in the log, and send the file."""
        if request.headers.get("Sec-Fetch-Site") not in _FORM:
            raise web.HTTPForbidden
        taken = await self.writer.run(lambda tx: self._take(tx, request))
        if taken is None:
            return await self._page(request, OVER, ASK_ANEW, status=HTTPStatus.NOT_FOUND)
        export, key = taken
        held = Bytes(self.folder / export.export_id, key, sealed_as(export.export_id))
        return await _send(request, held)

    def _look(self, tx: Tx, request: web.Request) -> tuple[bool, Export | None]:
        """Whether anybody of the school is signed in here, and what the link still opens."""
        people = self._people(tx, request)
        export = exports.by_token(tx, request.match_info["token"])
        if export is None or not still_theirs(tx, self.world, export, people):
            for person_id in people:
                audit.write(tx, person_id, "Refused export", export.case_id if export else "")
            return bool(people), None
        return True, export if export.state is State.MADE else None

    def _take(self, tx: Tx, request: web.Request) -> tuple[Export, bytes] | None:
        _signed_in, export = self._look(tx, request)
        if export is None or not exports.fetch(tx, export.export_id):
            return None
        audit.write(tx, export.asked_by, "TookExport", export.case_id)
        return export, tx.keys.key(export_key_id(export.export_id))

    def _people(self, tx: Tx, request: web.Request) -> frozenset[str]:
        """Who is signed in with this browser."""
        tokens = (token_of(request, entrance) for entrance in self.entrances)
        found = (contacts.find(tx, reference(tx.root, one)) for one in tokens if one)
        return frozenset(one.person_id for one in found if one and one.person_id)

    async def _page(
        self,
        request: web.Request,
        title: Text,
        *lines: Text,
        button: Text | None = None,
        status: int = HTTPStatus.OK,
    ) -> web.Response:
        i18n = self.world.i18n
        tokens = [token_of(request, entrance) for entrance in self.entrances]
        language = await self.writer.run(lambda tx: spoken_here(tx, tokens, i18n.default))
        body = _body(lambda text: html.escape(i18n.render(text, language)), title, lines, button)
        page = _PAGE.format(language=language, direction=i18n.direction(language), body=body)
        return web.Response(text=page, status=status, content_type="text/html")


def _body(
    say: Callable[[Text], str], title: Text, lines: Sequence[Text], button: Text | None
) -> str:
    told = "".join(f"<p>{say(line)}</p>" for line in lines)
    form = button and (
        f'<form method="post"><button class="choice solid">{say(button)}</button></form>'
    )
    return f"<h1>{say(title)}</h1>{told}{form or ''}"


async def _send(request: web.Request, held: Bytes) -> web.StreamResponse:
    """Piece by piece; the name tells nothing, and a browser opens nothing of it."""
    response = web.StreamResponse()
    response.content_type = "application/zip"
    response.headers["Content-Disposition"] = 'attachment; filename="export.zip"'
    pieces = held.stream()
    try:
        head = await anext(pieces, b"")
    except Unreadable:
        raise web.HTTPNotFound from None
    await response.prepare(request)
    await response.write(head)
    async for piece in pieces:
        await response.write(piece)
    return response
