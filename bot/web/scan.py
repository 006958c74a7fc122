"""GET /qr/<code>: the link of an invitation as a picture for a camera; knows no invitation."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.text import N_
from bot.web.pages import Pages
from bot.web.site import Site
from bot.web.totp import picture

TITLE: Final = N_("Scan this with your other device")
MORE: Final = N_("Use its camera. It works once, for ten minutes. Show it to nobody else.")


@dataclass(frozen=True)
class Scan:
    """Whoever has the address has the code, so nothing is asked and nothing is told."""

    site: Site
    pages: Pages

    def routes(self) -> list[web.RouteDef]:
        """Only for what looks like a code of ours."""
        return [web.get("/qr/{code:[a-z2-7]{26}}", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """The picture, for the address this page itself was asked at when no other is set."""
        i18n = self.site.i18n
        language = i18n.pick(request.headers.get("Accept-Language", "")[:2])
        base = self.site.public_url.rstrip("/") or f"{request.scheme}://{request.host}"
        drawn = picture(f"{base}/in/{request.match_info['code']}")
        title, more = (html.escape(i18n.render(one, language)) for one in (TITLE, MORE))
        body = f'<h1>{title}</h1><img class="qr" src="{drawn}" alt=""><p>{more}</p>'
        response = self.pages.look(body, language)
        response.headers["Content-Security-Policy"] = _POLICY
        return response


_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
