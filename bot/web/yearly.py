"""GET /jaarverslag/<part>/<audience>/<day>.<kind>: slides and paper of a school year.

For a browser signed in as somebody who may see the numbers; made anew each time, kept nowhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from aiohttp import web

from bot.cases.schooltime import first_of_school_year
from bot.conversations.world import World
from bot.conversations.yearly import PATH, may_have
from bot.figures.audience import Audience
from bot.figures.evaluation import Part
from bot.reports.counting import Counting, Wanted
from bot.reports.yearly import Presented, make_paper, make_slides
from bot.store import audit, contacts, people
from bot.store.writer import Tx, Writer
from bot.web.devices import reference, token_of
from bot.web.site import Entrance

KINDS: Final[Mapping[str, tuple[str, Callable[[Presented], bytes]]]] = {
    "pdf": ("application/pdf", make_paper),
    "pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        make_slides,
    ),
}
_ROUTE: Final = (
    f"{PATH}{{part:{'|'.join(Part)}}}/{{audience:{'|'.join(Audience)}}}"
    f"/{{day:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}}}.{{kind:{'|'.join(KINDS)}}}"
)


@dataclass(frozen=True)
class Yearly:
    """In the demo any browser is everyone of it."""

    writer: Writer = field(repr=False)
    world: World
    entrances: Sequence[Entrance] = (Entrance(),)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Only for what looks like an address of ours."""
        return [web.get(_ROUTE, self.fetch, allow_head=False)]

    async def fetch(self, request: web.Request) -> web.Response:
        """The file, or nothing that tells whether there is one."""
        wanted = await self.writer.run(lambda tx: self._asked(tx, request))
        if wanted is None:
            raise web.HTTPNotFound
        counting = Counting(self.writer, self.world.school, self.world.i18n)
        (presented,) = await counting.read(wanted, (Part(request.match_info["part"]),))
        kind = request.match_info["kind"]
        media_type, make = KINDS[kind]
        body = await asyncio.to_thread(make, presented)
        name = f"incidenten-{presented.years[0]}-{presented.evaluation.part}.{kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=body, content_type=media_type, headers=headers)

    def _asked(self, tx: Tx, request: web.Request) -> Wanted | None:
        asked = request.match_info
        person_id = self._person(tx, request)
        try:
            day = date.fromisoformat(asked["day"])
        except ValueError:
            return None
        if person_id is None:
            return None
        audit.write(tx, person_id, "ReportMade", "")
        return Wanted(first_of_school_year(day), Audience(asked["audience"]), day)

    def _person(self, tx: Tx, request: web.Request) -> str | None:
        """Who is signed in with this browser and may see the numbers."""
        tokens = (token_of(request, entrance) for entrance in self.entrances)
        found = (contacts.find(tx, reference(tx.root, one)) for one in tokens if one)
        ids = (one.person_id for one in found if one and one.person_id)
        return next((one for one in ids if may_have(self.world, people.get(tx, one))), None)
