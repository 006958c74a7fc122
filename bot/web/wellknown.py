"""GET /.well-known/security.txt: whom to tell of a hole in this page; knows only the school."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from aiohttp import web

from bot.web.site import Site

PATH: Final = "/.well-known/security.txt"
_HOLDS: Final = timedelta(days=180)


@dataclass(frozen=True)
class WellKnown:
    """As RFC 9116 wants it; the school answers for its own page."""

    site: Site

    def routes(self) -> list[web.AbstractRouteDef]:
        """For anybody."""
        return [web.get(PATH, self.show)]

    async def show(self, _request: web.Request) -> web.Response:
        """Its telephone number, for there is no address of a school that is surely read."""
        phone = re.sub(r"[^+0-9]", "", self.site.seeing.world.school.phone)
        until = (self.site.clock.now() + _HOLDS).strftime("%Y-%m-%dT00:00:00Z")
        lines = (f"Contact: tel:{phone}", f"Expires: {until}", "Preferred-Languages: nl, en")
        return web.Response(text="\n".join((*lines, "")), content_type="text/plain")
