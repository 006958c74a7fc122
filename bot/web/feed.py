"""GET /agenda/<person>/<code>/agenda.ics: somebody's share of the year calendar; knows no case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from bot.cases.agenda import DutyRow, owners
from bot.cases.rights import Action, may
from bot.cases.schooltime import first_of_school_year, local_day
from bot.conversations.feeds import PATH, may_fetch
from bot.conversations.world import World, look_around
from bot.reports import ical
from bot.store import duties
from bot.store.writer import Tx, Writer

_ROUTE: Final = f"{PATH}{{person:[a-z0-9-]{{1,64}}}}/{{code:[0-9a-f]{{32}}}}/agenda.ics"


@dataclass(frozen=True)
class Feed:
    """A calendar program brings no cookie: whoever has the address has the file."""

    writer: Writer = field(repr=False)
    world: World

    def routes(self) -> list[web.AbstractRouteDef]:
        """Only for what looks like an address of ours."""
        return [web.get(_ROUTE, self.fetch)]

    async def fetch(self, request: web.Request) -> web.Response:
        """The file as it is now; a wrong address is told apart from none by nobody."""
        person_id, code = request.match_info["person"], request.match_info["code"]
        body = await self.writer.run(lambda tx: self._file(tx, person_id, code))
        if body is None:
            raise web.HTTPNotFound
        named = {"Content-Disposition": 'attachment; filename="agenda.ics"'}
        return web.Response(body=body, headers=named, content_type=ical.MEDIA_TYPE, charset="utf-8")

    def _file(self, tx: Tx, person_id: str, code: str) -> bytes | None:
        if not may_fetch(tx, person_id, code):
            return None
        i18n = self.world.i18n
        rows = _share(tx, self.world, person_id)
        return ical.calendar(
            rows, self.world.school, lambda text: i18n.render(text, i18n.default), tx.now
        )


def _share(tx: Tx, world: World, person_id: str) -> list[DutyRow]:
    """All of it for whoever leads the calendar, else one's own."""
    around, school = look_around(tx), world.school
    rows = duties.of_year(tx, first_of_school_year(local_day(school, tx.now)).year)
    person = around.person(person_id)
    if person and may(person, Action.EDIT_CALENDAR, None, school):
        return list(rows)
    return [row for row in rows if person_id in owners(row, school, around.people)]
