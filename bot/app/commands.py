"""What the command line can do with a house: run it, invite somebody, run its jobs."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.app.backup import nightly
from bot.app.opening import open_house
from bot.cases.people import Person, Role
from bot.cases.school import School
from bot.clock import Clock
from bot.conversations import confirming, leaving
from bot.conversations.world import World, look_around
from bot.handlers.api import Api, Refused, Unreached
from bot.handlers.connections import Connections
from bot.jobs.listing import listing, run_once
from bot.settings import Settings
from bot.store import audit, people
from bot.store.tx import Tx

log = logging.getLogger(__name__)

INVITATION_HOURS = 72


class UnknownClass(Exception):
    """An invitation for a class that the school does not have."""

    def __init__(self, name: str, school: School) -> None:
        known = ", ".join(one.name for one in school.classes)
        super().__init__(f"There is no class {name!r}. The classes are: {known}.")


class TwoOfThatName(Exception):
    """A name that does not tell who is meant."""

    def __init__(self) -> None:
        super().__init__(
            "Two people have that name. Give one of them a fuller name in school.toml first."
        )


class LeftSchool(Exception):
    """Somebody of whom the school's file says that they do not work here."""

    def __init__(self) -> None:
        super().__init__("That person is not active in school.toml. Put them back there first.")


@dataclass(frozen=True)
class Invited:
    """A one-time invitation as the command line prints it; the code lies nowhere else."""

    code: str = field(repr=False)
    telegram_url: str | None = field(repr=False)
    web_url: str = field(repr=False)
    expires_at: datetime
    confirmed: bool = True


@dataclass(frozen=True)
class Wanted:
    """Whom to let in, and as what."""

    role: Role
    name: str = field(repr=False)
    classes: tuple[str, ...] = ()
    recover: bool = False


async def invite(
    settings: Settings, role: Role, name: str, classes: tuple[str, ...], *, recover: bool = False
) -> Invited:
    """Make a one-time code for somebody, known or new; works beside a running bot.

    A role that opens reports counts at once as long as nobody can confirm it, and with `recover`:
    then the chats they lost end too. Raises `UnknownClass`, and what `open_house` raises.
    """
    async with open_house(settings, alone=False) as house:
        world = house.world
        known = tuple(_class_name(world, one) for one in classes)
        wanted = Wanted(role, name, known, recover=recover)
        code, confirmed = await house.writer.run(lambda tx: _invite(tx, world, wanted))
        expires = house.clock.now() + timedelta(hours=INVITATION_HOURS)
    web = f"{settings.public_url or _local(settings)}/in/{code}"
    return Invited(code, await _telegram_link(settings, code), web, expires, confirmed)


def _local(settings: Settings) -> str:
    return f"http://{settings.web_host}:{settings.web_port}"


def _class_name(world: World, typed: str) -> str:
    found = world.school.class_named(typed)
    if found is None:
        raise UnknownClass(typed, world.school)
    return found.name


def _invite(tx: Tx, world: World, wanted: Wanted) -> tuple[str, bool]:
    """The code, and whether its role counts when it is used; until then only classes change."""
    found = people.find_by_name(tx, wanted.name)
    if len(found) > 1:
        raise TwoOfThatName
    person = found[0] if found else Person(secrets.token_hex(8), wanted.name)
    if not person.active and person.person_id in people.from_file(tx):
        raise LeftSchool
    people.put(tx, replace(person, active=True))
    people.grant(tx, person.person_id, classes=wanted.classes)
    if wanted.recover:
        leaving.end_chats(tx, person.person_id)
    role, around = wanted.role, look_around(tx)
    at_once = confirming.counts_at_once(around, world, person, role, by=None)
    what = f"Recovered {role.value}" if wanted.recover else f"Invited {role.value}"
    audit.write(tx, audit.COMMAND_LINE, what, person.person_id)
    confirmed = at_once or wanted.recover
    return people.invite(tx, person.person_id, role, confirmed=confirmed), confirmed


async def _telegram_link(settings: Settings, code: str) -> str | None:
    """The link that opens the bot with the code; None without a token or without an answer."""
    username = (await ask_telegram(settings)).get("username")
    return f"https://t.me/{username}?start={code}" if username else None


async def ask_telegram(settings: Settings) -> dict[str, Any]:
    """What Telegram says of our token (getMe); empty when it says nothing."""
    if not settings.bot_token:
        return {}
    connections = Connections(settings.telegram_api_url)
    try:
        answer = await Api(connections, settings.bot_token).call("getMe", {})
    except (Refused, Unreached):
        return {}
    finally:
        await connections.shutdown()
    return answer if isinstance(answer, dict) else {}


async def jobs_list(settings: Settings) -> list[dict[str, Any]]:
    """When each job is next, when it last ran, and what came of it."""
    async with open_house(settings, alone=False, kept=True) as house:
        return await house.writer.run(lambda tx: listing(tx, house.world, tx.now))


async def jobs_run(
    settings: Settings, at: datetime | None, *, dry_run: bool
) -> list[dict[str, Any]]:
    """Run once what is due at that moment; with `dry_run` only tell who would get what, and why.

    Only a dry run works beside a running bot: cleaning at another moment than the bot's would
    destroy the keys that it is using. Raises what `open_house` raises.
    """
    clock = Clock()
    if at is not None:
        clock.travel(at)
    async with open_house(settings, clock=clock, alone=not dry_run, kept=dry_run) as house:
        folder = settings.data_dir / "evidence"
        return await run_once(
            house.writer,
            house.world,
            clock.now(),
            dry_run=dry_run,
            folder=folder,
            errands={"backup": nightly(house)},
        )
