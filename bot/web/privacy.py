"""GET /privacy: who sees what, for how long, and what the browser keeps; knows no chat's words."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.cases.school import School
from bot.conversations.privacy import ASK, HOLDS_PHONE, STORED, WHO_SEES, how_long
from bot.conversations.staff_privacy import PRIVACY_OF_STAFF
from bot.text import N_, Text
from bot.web.devices import token_of
from bot.web.pages import AWAY, LABELS, Pages
from bot.web.site import Entrance, Site
from bot.web.spoken import asked_for, spoken_here

PATH = "/privacy"
TITLE = N_("Who sees what")
BACK = N_("Back")
HERE = (
    HOLDS_PHONE,
    N_("A cookie lets this page know your browser again."),
    N_("It tells nobody who you are. No other website is asked for anything."),
    N_("Your browser may remember that you were here."),
)
YOURSELF = (
    N_("Type /wis: this chat is wiped."),
    N_("Type /mijngegevens: you get all that is kept about you."),
    N_("Type /vergeetmij: I forget you, and say what stays."),
    N_("Type /berichten: choose whether school may send you messages."),
)


@dataclass(frozen=True)
class Privacy:
    """In the demo any browser is everyone of it."""

    site: Site
    pages: Pages
    entrances: Sequence[Entrance] = (Entrance(),)

    def routes(self) -> list[web.AbstractRouteDef]:
        """For everybody, also without a cookie and without scripts."""
        return [web.get(PATH, self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """In the language of the chat in this browser, else in the one the browser asks for."""
        devices = [token_of(request, one) for one in self.entrances]
        asked = asked_for(request, self.site.i18n)
        language = await self.site.writer.run(lambda tx: spoken_here(tx, devices, asked))
        return self.pages.look(self._body(language), language)

    def _body(self, language: str) -> str:
        def told(text: Text) -> str:
            return html.escape(self.site.i18n.render(text, language))

        parts = "".join(
            f"<h2>{told(title)}</h2><ul>{''.join(f'<li>{told(one)}</li>' for one in lines)}</ul>"
            for title, lines in _parts(self.site.seeing.world.school)
        )
        back = f'<a class="choice" href="/">{told(BACK)}</a>'
        leave = f'<a class="choice" href="{AWAY}" rel="noreferrer">{told(LABELS["leave"])}</a>'
        return f"<h1>{told(TITLE)}</h1>{leave}{parts}{back}"


def _parts(school: School) -> list[tuple[Text, Sequence[Text]]]:
    asked = [ASK.of(phone=school.phone)]
    if contact := school.decisions.privacy_contact:
        asked.append(N_("About privacy: {contact}.").of(contact=contact))
    return [
        (N_("When you report something"), (*WHO_SEES, STORED, *how_long(school))),
        (N_("On this page"), HERE),
        (N_("What you can do yourself"), YOURSELF),
        (N_("When you work here"), PRIVACY_OF_STAFF),
        (N_("Do you want to know more?"), asked),
    ]
