"""The demo's own pages: everyone of a made-up school side by side, and a clock that can jump.

Only ever served on this machine itself. Knows no person: the app tells which entrances there are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.text import N_
from bot.web.refusals import NOT_UNDERSTOOD, Refused, read_json, told
from bot.web.site import Entrance, Site

NOT_BACK = N_("The clock only goes forward.")

_MONDAY = 1
_FIRST_HOUR = time(8)
_MORNING = time(8, 15), time(9, 5)
"""The list of open cases, and how it goes with who reported something."""


@dataclass(frozen=True)
class Persona:
    """One made-up person. `token` (32 hex digits) is the device the app enrolled for them.

    `hint` says what there is to try or to see in their pane.
    """

    slug: str
    title: str
    subtitle: str
    token: str = field(repr=False)
    hint: str = ""

    def entrance(self) -> Entrance:
        """Their own way in; any browser that comes here is them."""
        return Entrance(f"/p/{self.slug}", self.token)


@dataclass(frozen=True)
class Demo:
    """`travelled` is awaited after a jump, so that everything that became due happens at once.

    `school_day_after` a day: on a Saturday no list of cases comes.
    """

    personas: tuple[Persona, ...]
    travelled: Callable[[], Awaitable[None]]
    school_day_after: Callable[[date], date]


@dataclass(frozen=True)
class DemoRoutes:
    """The endpoints of the demo page."""

    site: Site
    demo: Demo

    async def state(self, _request: web.Request) -> web.Response:
        """Who is there and what time it is for them."""
        personas = [
            {"slug": p.slug, "title": p.title, "subtitle": p.subtitle, "hint": p.hint}
            for p in self.demo.personas
        ]
        return web.json_response(self._now() | {"personas": personas})

    async def clock(self, request: web.Request) -> web.Response:
        """Jump forward, let what is due happen, and tell the new time."""
        try:
            stops = self._stops((await read_json(request)).get("to"))
        except Refused as refused:
            return told(refused, self.site.i18n, self.site.i18n.default)
        for to in stops:
            self.site.clock.travel(to)
            await self.demo.travelled()
        return web.json_response(self._now())

    def _stops(self, to: object) -> tuple[datetime, ...]:
        """Where the clock goes, and halts on its way there."""
        now, zone = self.site.clock.now(), self.site.timezone
        match to:
            case "plus-1-hour":
                return (now + timedelta(hours=1),)
            case "next-school-day":
                day = self.demo.school_day_after(now.astimezone(zone).date())
                return tuple(datetime.combine(day, hour, zone) for hour in _MORNING)
            case "next-monday-8":
                return (_next_monday(now, zone),)
            case str(written):
                return (_written(written, now, zone),)
            case _:
                raise Refused(400, NOT_UNDERSTOOD)

    def _now(self) -> dict[str, object]:
        zone = self.site.timezone
        return {"now": self.site.clock.now().astimezone(zone).isoformat(), "timezone": zone.key}


def _next_monday(now: datetime, zone: ZoneInfo) -> datetime:
    days = (_MONDAY - now.astimezone(zone).isoweekday()) % 7
    found = _at(now, zone, days=days, hour=_FIRST_HOUR)
    return found if found > now else _at(now, zone, days=7, hour=_FIRST_HOUR)


def _at(now: datetime, zone: ZoneInfo, *, days: int, hour: time) -> datetime:
    """By the calendar, not by 24 hours: a day in March has 23."""
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, hour, zone)


def _written(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Refused(400, NOT_UNDERSTOOD) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if moment < now:
        raise Refused(400, NOT_BACK)
    return moment
