"""The page on which staff look at evidence: /look/<token>; asks at every request, decides nothing.

GET shows a button. POST uses the link up and hands this browser a cookie, with which the page and
the bytes can be had until the ten minutes are over. No script runs on it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.conversations.seeing import Sight
from bot.evidence.copies import copy_of, of_copy, of_original
from bot.store import contacts, looks
from bot.store.copies import Copy
from bot.store.keyring import KeyGone
from bot.store.looks import Look
from bot.store.writer import Tx
from bot.text import Text
from bot.vault import Unreadable
from bot.web import look as page
from bot.web.bytes_out import answer_with
from bot.web.devices import cookie, reference, token_of
from bot.web.pages import Pages
from bot.web.site import Entrance, Site
from bot.web.spoken import spoken_here

COOKIE: Final = "look"
PATH: Final = "/look/{token:[A-Za-z0-9_-]{22}}"
_TEXT, _SOUND, _SEEN = "text/plain", "audio/", ("image/", "video/")
_FORM: Final = frozenset({None, "same-origin"})


@dataclass(frozen=True)
class _Asked:
    """What a request brings: the link, what the first opening handed out, whose browser it is."""

    token: str = field(repr=False)
    shown: str = field(repr=False)
    devices: tuple[str, ...] = field(repr=False)
    path: str = field(repr=False)


@dataclass(frozen=True)
class _Seen:
    """A link that holds for who asks. `mine`: the browser is signed in as its person."""

    look: Look
    sight: Sight
    language: str
    mine: bool
    opened_here: bool


@dataclass(frozen=True)
class Looking:
    """`entrances`: in the demo there are several, and any browser there is everyone."""

    site: Site
    pages: Pages
    entrances: Sequence[Entrance]

    def routes(self) -> list[web.RouteDef]:
        """No HEAD: what only wants to know whether it is there gets nothing."""
        return [
            web.get(PATH, self.show, allow_head=False),
            web.post(PATH, self.open),
            web.get(f"{PATH}/bytes", self.file, allow_head=False),
            web.post(f"{PATH}/destroy", self.destroy),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """The button that opens it, or for the browser that did: what is there."""
        asked = self._asked(request)
        seen = await self.site.writer.run(lambda tx: self._shown_to(tx, asked))
        if seen is None or (seen.look.opened and not seen.opened_here):
            return await self._over(asked)
        say = self._say(seen.language)
        item, until = seen.sight.item, seen.look.ends_at
        if not seen.opened_here:
            original = seen.look.original
            body = page.door(asked.path, item, until, say, original=original)
        elif seen.look.original:
            body = page.saving(asked.path, until, say)
        else:
            body = page.view(asked.path, item, until, say, await self._shown(asked, seen, say))
        return self._answer(body, seen)

    async def open(self, request: web.Request) -> web.Response:
        """Use the link up, in the log; from here on only this browser has it."""
        asked = self._asked(request)
        if request.headers.get("Sec-Fetch-Site") not in _FORM:
            return await self._over(asked)
        done = await self.site.writer.run(lambda tx: self._open(tx, asked))
        if done is None:
            return await self._over(asked)
        seen, shown = done
        if not shown:
            body = page.sign_in(asked.path, self._say(seen.language))
            return self._answer(body, seen, status=HTTPStatus.FORBIDDEN)
        response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": asked.path})
        response.set_cookie(
            COOKIE,
            shown,
            path=asked.path,
            max_age=self._seconds(seen.look),
            httponly=True,
            secure=self.site.public_url.startswith("https:"),
            samesite="Strict",
        )
        return response

    async def file(self, request: web.Request) -> web.StreamResponse:
        """What is on the page, or with permission the original, as a file."""
        asked = self._asked(request)
        found = await self.site.writer.run(lambda tx: self._key(tx, asked))
        if found is None:
            raise web.HTTPNotFound
        seen, key = found
        item, folder = seen.sight.item, self.site.evidence_dir
        if seen.look.original:
            held = of_original(folder, item.item_id, key)
            return await answer_with(request, held, item.size, _to_keep(item.item_id))
        copy = await self._copy(seen)
        if not copy.media_type.startswith((*_SEEN, _SOUND)):
            raise web.HTTPNotFound
        headers = {"Content-Type": copy.media_type, "Content-Disposition": "inline"}
        return await answer_with(request, of_copy(folder, item.item_id, key), copy.size, headers)

    async def destroy(self, request: web.Request) -> web.Response:
        """Somebody met what nobody may keep."""
        asked = self._asked(request)
        if request.headers.get("Sec-Fetch-Site") not in _FORM:
            return await self._over(asked)
        language = await self.site.writer.run(lambda tx: self._destroy(tx, asked))
        if language is None:
            return await self._over(asked)
        return self.pages.look(page.destroyed(self._say(language)), language)

    # What is asked of the store, in one unit each.

    def _seen(self, tx: Tx, asked: _Asked) -> _Seen | None:
        """None for a link that opens nothing; who tries one that is not theirs is in the log."""
        look, people = looks.find(tx, asked.token), self._people(tx, asked)
        mine = look is not None and look.person_id in people
        theirs = look is not None and (mine or not (people and look.signed_in))
        sight = self.site.seeing.sight(tx, look) if look and theirs else None
        if look is None or sight is None:
            if people and look is not None:
                self.site.seeing.refused(tx, min(people), look)
            return None
        known = contacts.of_person(tx, look.person_id)
        language = known[0].language if known else self.site.i18n.default
        here = looks.opened_with(tx, asked.token, asked.shown) is not None
        return _Seen(look, sight, language, mine, here and (mine or not look.signed_in))

    def _shown_to(self, tx: Tx, asked: _Asked) -> _Seen | None:
        """Opening it was logged; the same page once more, from a tab found back, is a look more."""
        seen = self._seen(tx, asked)
        if seen is not None and seen.opened_here and looks.shown_again(tx, asked.token):
            self.site.seeing.looked(tx, seen.look, elsewhere=False)
        return seen

    def _open(self, tx: Tx, asked: _Asked) -> tuple[_Seen, str] | None:
        seen = self._seen(tx, asked)
        if seen is None or seen.look.opened:
            return None
        if seen.look.signed_in and not seen.mine:
            return seen, ""
        self.site.seeing.looked(tx, seen.look, elsewhere=not seen.mine)
        return seen, looks.open_once(tx, asked.token) or ""

    def _key(self, tx: Tx, asked: _Asked) -> tuple[_Seen, bytes] | None:
        seen = self._seen(tx, asked)
        key = self.site.seeing.key(tx, seen.look) if seen and seen.opened_here else None
        return None if seen is None or key is None else (seen, key)

    def _destroy(self, tx: Tx, asked: _Asked) -> str | None:
        seen = self._seen(tx, asked)
        if seen is None or not seen.opened_here or not self.site.seeing.destroy(tx, seen.look):
            return None
        return seen.language

    def _people(self, tx: Tx, asked: _Asked) -> frozenset[str]:
        """Who is signed in with this browser."""
        found = (contacts.find(tx, reference(tx.root, device)) for device in asked.devices)
        return frozenset(one.person_id for one in found if one and one.person_id)

    # What becomes the answer.

    async def _shown(self, asked: _Asked, seen: _Seen, say: Callable[[Text], str]) -> str:
        copy = await self._copy(seen)
        if copy.media_type.startswith(_SEEN):
            return page.picture(asked.path, copy.media_type, say)
        if copy.media_type.startswith(_SOUND):
            return page.sound(asked.path)
        if copy.media_type.startswith(_TEXT):
            return page.words(await self._words(asked), say)
        return page.hidden(copy, say)

    async def _copy(self, seen: _Seen) -> Copy:
        try:
            item_id = seen.sight.item.item_id
            return await copy_of(self.site.writer, self.site.evidence_dir, item_id)
        except KeyGone:
            raise web.HTTPNotFound from None

    async def _words(self, asked: _Asked) -> str:
        """As much of a text as is shown; four bytes are the most that a sign takes."""
        found = await self.site.writer.run(lambda tx: self._key(tx, asked))
        if found is None:
            raise web.HTTPNotFound
        held = of_copy(self.site.evidence_dir, found[0].sight.item.item_id, found[1])
        try:
            pieces = [piece async for piece in held.stream(0, 4 * (page.LONGEST + 1))]
        except Unreadable:
            raise web.HTTPNotFound from None
        return b"".join(pieces).decode(errors="replace")

    def _asked(self, request: web.Request) -> _Asked:
        devices = (token_of(request, entrance) for entrance in self.entrances)
        shown = cookie(request, COOKIE)
        return _Asked(
            request.match_info["token"],
            shown if shown.isascii() else "",
            tuple(device for device in devices if device),
            f"/look/{request.match_info['token']}",
        )

    def _say(self, language: str) -> Callable[[Text], str]:
        return lambda text: self.site.i18n.render(text, language)

    def _answer(self, body: str, seen: _Seen, *, status: int = HTTPStatus.OK) -> web.Response:
        """When the time is over the page asks anew by itself, and shows nothing then."""
        response = self.pages.look(body, seen.language, status=status)
        response.headers["Refresh"] = str(self._seconds(seen.look) + 1)
        return response

    async def _over(self, asked: _Asked) -> web.Response:
        default = self.site.i18n.default
        language = await self.site.writer.run(lambda tx: spoken_here(tx, asked.devices, default))
        return self.pages.look(page.over(self._say(language)), language, status=404)

    def _seconds(self, look: Look) -> int:
        return max(0, math.ceil((look.ends_at - self.site.clock.now()).total_seconds()))


def _to_keep(item_id: str) -> dict[str, str]:
    """A name that tells nothing, and no type that a browser would open."""
    name = f'attachment; filename="bewijs-{item_id[:6]}.bin"'
    return {"Content-Type": "application/octet-stream", "Content-Disposition": name}
