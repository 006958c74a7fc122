"""A made-up school in a throw-away folder: everyone side by side, and a clock that can jump.

Everyone is enrolled through a real invitation and every case was really reported; only the
people and their words are made up.
"""

from __future__ import annotations

import asyncio
import errno
import secrets
import socket
import tempfile
import webbrowser
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from bot.app.opening import House, open_house
from bot.app.serving import Served, serving
from bot.app.stopping import asked_to_end
from bot.cases.people import Role
from bot.cases.schooltime import is_open, is_school_day, local_day, moment, next_school_day
from bot.clock import Clock
from bot.conversations import running
from bot.conversations.event import Command, Event, What
from bot.flows.kit import Pressed
from bot.flows.report import REPORT
from bot.flows.report import SEND as SEND_SCREEN
from bot.flows.review import SEND
from bot.flows.session import Session
from bot.flows.tell import STORY
from bot.flows.words import appended
from bot.settings import Settings, read_settings
from bot.store import contacts, people
from bot.store.contacts import Contact
from bot.store.tx import Tx
from bot.web.demo import Demo, Persona
from bot.web.site import DOOR


@dataclass(frozen=True)
class Seat:
    """One pane of the demo page; `person` is an id of the school file, "" for a reporter.

    `hint` tells a newcomer, in the school's own language, what to do or to look for here.
    """

    slug: str
    title: str
    subtitle: str
    hint: str
    person: str = ""
    role: Role | None = None


SEATS = (
    Seat(
        "leerling",
        "Leerling",
        "Sanne, klas 1a",
        "Begin hier: meld iets. Zes keer tikken en één zin.",
    ),
    Seat(
        "mentor",
        "Mentor",
        "mevrouw Yılmaz, 1a",  # noqa: RUF001 - her name
        "Daarna hier: open de zaak. Of zet de klok op de volgende schooldag.",
        "e-yilmaz",
        Role.MENTOR,
    ),
    Seat(
        "mt",
        "MT",
        "mevrouw El Amrani",
        "Krijgt bericht als er stappen voor het MT zijn.",
        "f-el-amrani",
        Role.MANAGEMENT,
    ),
    Seat(
        "csv",
        "CSV",
        "mevrouw Schumacher",
        "Hoort van elke melding, in één woord zonder inhoud.",
        "i-schumacher",
        Role.SAFETY_COORDINATOR,
    ),
    Seat(
        "teamleider",
        "Teamleider",
        "mevrouw Van Dijk",
        "Hoort het als de mentor een schooldag lang niets opent.",
        "a-van-dijk",
        Role.TEAM_LEADER,
    ),
    Seat(
        "vertrouwenspersoon",
        "Vertrouwenspersoon",
        "mevrouw Van der Hoeven",
        "Leest wat een melder alleen aan haar wil vertellen.",
        "d-van-der-hoeven",
        Role.CONFIDANT,
    ),
    Seat(
        "zorgteam",
        "Zorgteam",
        "mevrouw Haddad",
        "Ziet een zaak zodra de mentor het zorgteam erbij haalt.",
        "n-haddad",
        Role.CARE_TEAM,
    ),
    Seat(
        "mt-2",
        "MT, collega",
        "meneer De Wit",
        "Vervangt mevrouw El Amrani als zij er niet is.",
        "j-de-wit",
        Role.MANAGEMENT,
    ),
    Seat("ouder", "Ouder", "vader van Sanne", "Een ouder meldt op dezelfde manier."),
    Seat("medewerker", "Medewerker", "werkt hier", "Een medewerker meldt of vraagt iets."),
)


@dataclass(frozen=True)
class Earlier:
    """A report of some school days ago, as answers to the report's questions."""

    days_ago: int
    answers: dict[str, str]
    words: str


EARLIER = (
    Earlier(
        3,
        {
            "who": "other",
            "danger": "no",
            "kind": "insult",
            "doer": "student",
            "whom": "student",
            "class": "1a",
        },
        "in de groepsapp noemen ze een meisje uit mijn klas steeds dik",
    ),
    Earlier(
        1,
        {"who": "self", "danger": "no", "kind": "threat", "doer": "unknown", "class": "2b"},
        "iemand zegt op snap dat hij weet waar ik woon",
    ),
)


async def demo(listen: str, *, open_browser: bool) -> None:
    """Serve the demo until Ctrl-C or SIGTERM, then throw everything away."""
    stop = asked_to_end()
    with tempfile.TemporaryDirectory(prefix="maatje-demo-") as folder:
        settings = on_free_port(demo_settings(Path(folder), listen))
        async with open_house(settings, clock=Clock()) as house:
            await run_demo(house, stop, open_browser=open_browser)


def demo_settings(folder: Path, listen: str) -> Settings:
    """Nothing of the environment counts, so that a demo never touches a real school."""
    return read_settings(
        {
            "DATA_DIR": str(folder / "data"),
            "KEY_FILE": str(folder / "maatje.key"),
            "WEB_LISTEN": listen,
            "LOG_LEVEL": "WARNING",
        },
        env_file=None,
    )


def on_free_port(settings: Settings) -> Settings:
    """The same, on any free port when another program has the one that was asked for."""
    family = socket.AF_INET6 if ":" in settings.web_host else socket.AF_INET
    try:
        socket.create_server((settings.web_host, settings.web_port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return replace(settings, web_port=0)
    return settings


async def run_demo(house: House, stop: asyncio.Event, *, open_browser: bool) -> None:
    """Fill the school, open the doors, show where, until `stop`."""
    tokens = {seat.slug: secrets.token_hex(16) for seat in SEATS}
    await fill(house, tokens)
    doors: list[Served] = []

    async def travelled() -> None:
        for served in doors:
            await served.ticker.tick()
            served.web.sender.wake()

    personas = tuple(
        Persona(seat.slug, seat.title, seat.subtitle, tokens[seat.slug], seat.hint)
        for seat in SEATS
    )
    demo = Demo(personas, travelled, partial(next_school_day, house.world.school))
    async with serving(house, demo=demo) as served:
        doors.append(served)
        url = f"http://{house.settings.web_host}:{served.web.port}/"
        print(f"The demo is open at {url}  (Ctrl-C ends it)", flush=True)  # noqa: T201 - output
        if open_browser:
            await asyncio.to_thread(webbrowser.open, url)
        await stop.wait()


async def fill(house: House, tokens: dict[str, str]) -> None:
    """Enrol everyone, let earlier reports come in, and end at a moment the school is open."""
    start = first_moment(house)
    house.clock.travel(start - timedelta(days=10))
    await house.writer.run(lambda tx: _enrol_all(tx, house, tokens))
    for earlier in EARLIER:
        house.clock.travel(_school_days_before(house, start, earlier.days_ago))
        await house.writer.run(partial(_report, house=house, earlier=earlier))
    house.clock.travel(start)


def first_moment(house: House) -> datetime:
    """Now when the school is open, else ten o'clock on the next school day."""
    school, now = house.world.school, house.clock.now()
    if is_open(school, now):
        return now
    day = local_day(school, now)
    while not is_school_day(school, day) or moment(school, day, time(10)) < now:
        day += timedelta(days=1)
    return moment(school, day, time(10))


def _school_days_before(house: House, start: datetime, days: int) -> datetime:
    school, day = house.world.school, local_day(house.world.school, start)
    for _ in range(days):
        day -= timedelta(days=1)
        while not is_school_day(school, day):
            day -= timedelta(days=1)
    return moment(school, day, time(11))


def _enrol_all(tx: Tx, house: House, tokens: dict[str, str]) -> None:
    for seat in SEATS:
        contact = contacts.meet(tx, DOOR, tokens[seat.slug], house.world.i18n.default)
        if seat.role is not None:
            code = people.invite(tx, seat.person, seat.role)
            _take(tx, house, contact, Command("start", code))
        else:
            _take(tx, house, contact, Command("open"))


def _report(tx: Tx, house: House, earlier: Earlier) -> None:
    """Somebody unknown tells it: the same conversation as everyone's."""
    contact = contacts.meet(tx, DOOR, secrets.token_hex(16), house.world.i18n.default)
    story = {STORY.key: appended("", ["t", earlier.words])}
    told = Session(REPORT.name, "demo00", answers={**earlier.answers, **story})
    running.keep(tx, contact.contact_ref, running.Open(told))
    _take(tx, house, contact, Pressed(told.token, SEND_SCREEN.key, SEND))


def _take(tx: Tx, house: House, contact: Contact, what: What) -> None:
    known = contacts.find(tx, contact.contact_ref) or contact
    house.conversations.take(tx, Event(known, what, tx.now, inbox_id=0))
