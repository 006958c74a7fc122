"""Puts the web door together: routes, guards, start and stop; knows no conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial

from aiohttp import web

from bot.web.chat import ChatRoutes
from bot.web.demo import Demo, DemoRoutes
from bot.web.devices import HTTPS
from bot.web.enrolment import Enrolment
from bot.web.guards import LOOPBACK, add_headers, calm_errors, only_hosts, same_origin_only
from bot.web.locked import keep_locked
from bot.web.looking import Looking
from bot.web.pages import Pages
from bot.web.privacy import Privacy
from bot.web.reception import SHUTDOWN_SECONDS, Runner
from bot.web.scan import Scan
from bot.web.site import Entrance, Site
from bot.web.spoken import asked_for
from bot.web.stream import events
from bot.web.unlocking import Unlocking
from bot.web.uploads import Uploads
from bot.web.wellknown import WellKnown

MOST_JSON_BYTES = 64 * 1024

Show = Callable[[], web.Response]
Page = Callable[[web.Request], Awaitable[web.StreamResponse]]


def build(
    site: Site, *, demo: Demo | None = None, more: Iterable[web.AbstractRouteDef] = ()
) -> web.Application:
    """The whole web door. `more` are routes of other rooms, such as the webhook and health."""
    guards = [calm_errors(), same_origin_only(site.public_url)]
    if demo is not None:
        guards.append(only_hosts(LOOPBACK))
    pages = Pages(site.i18n, site.seeing.world.school.phone)
    guards.append(keep_locked(site, pages))
    app = web.Application(middlewares=guards, client_max_size=MOST_JSON_BYTES)
    app[HTTPS] = site.public_url.startswith("https:")
    app.router.add_get("/static/{name}", pages.file)
    app.router.add_get("/api/events", partial(events, site), allow_head=False)
    app.router.add_routes(_entrances(site, pages, demo))
    doors = [one.entrance() for one in demo.personas] if demo else [Entrance()]
    app.router.add_routes(Looking(site, pages, doors).routes())
    if site.locks is not None:
        app.router.add_routes(Unlocking(site, site.locks).routes())
    app.router.add_routes(Scan(site, pages).routes())
    app.router.add_routes(Privacy(site, pages, doors).routes())
    app.router.add_routes(WellKnown(site).routes())
    app.router.add_routes(more)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(partial(_end_streams, site))
    return app


async def start(app: web.Application, *, host: str, port: int) -> web.AppRunner:
    """Listen until `await runner.cleanup()`."""
    runner = Runner(app, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def _entrances(site: Site, pages: Pages, demo: Demo | None) -> list[web.RouteDef]:
    if demo is None:
        return _entrance(site, pages, Entrance())
    own = DemoRoutes(site, demo)
    routes = [
        web.get("/", _page(pages.demo)),
        web.get("/demo/state", own.state),
        web.post("/demo/clock", own.clock),
    ]
    for persona in demo.personas:
        routes += _entrance(site, pages, persona.entrance())
    return routes


def _entrance(site: Site, pages: Pages, entrance: Entrance) -> list[web.RouteDef]:
    base = entrance.base
    chat = ChatRoutes(site, entrance)
    return [
        web.get(f"{base}/", _spoken_page(site, partial(pages.chat, base))),
        web.get(f"{base}/in/{{code}}", _spoken_page(site, partial(pages.enrol, base))),
        web.post(f"{base}/api/open", chat.open),
        web.post(f"{base}/api/say", chat.say),
        web.post(f"{base}/api/file", Uploads(chat).file),
        web.post(f"{base}/api/enrol", Enrolment(chat).enrol),
    ]


def _spoken_page(site: Site, show: Callable[[str], web.StreamResponse]) -> Page:
    """In the language that the browser asks for: nothing was chosen yet."""

    async def page(request: web.Request) -> web.StreamResponse:
        return show(asked_for(request, site.i18n))

    return page


def _page(show: Show) -> Page:
    async def page(_request: web.Request) -> web.StreamResponse:
        return show()

    return page


async def _end_streams(site: Site, _app: web.Application) -> None:
    """An open stream would hold the server for as long as the page is open."""
    site.hub.close()
