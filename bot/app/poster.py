"""`maatje poster`: writes posters and cards with the doors of this school; knows no layout."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from bot.app.commands import ask_telegram
from bot.app.ground import languages, nothing_kept, read_files
from bot.app.opening import open_house
from bot.cases.people import Person
from bot.cases.school import School
from bot.cases.schoolfile import read_school
from bot.clock import Clock
from bot.conversations.world import look_around
from bot.i18n import I18n
from bot.reports.poster import ForWhom, Poster, Size, Voice, poster
from bot.settings import Settings

FOR_WHOM = tuple(one.value for one in ForWhom)
SIZES = tuple(one.value for one in Size)


class NoPoster(Exception):
    """A poster that is not made, and why."""


@dataclass(frozen=True)
class Posters:
    """Which to make; `languages` empty: every one that is offered."""

    for_whom: tuple[ForWhom, ...]
    sizes: tuple[Size, ...]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hung:
    """What was written; `without_telegram`: its door should be there, but did not answer."""

    paths: tuple[Path, ...]
    without_telegram: bool


async def make_posters(settings: Settings, wanted: Posters, folder: Path) -> Hung:
    """Write them; those of the same name are replaced. Raises NoPoster, OSError and more."""
    if not settings.public_url:
        raise NoPoster("A poster leads to PUBLIC_URL. Set it first, such as https://example.org.")
    school = read_school(read_files(settings.school_dir))
    i18n = languages(settings, school)
    _refuse_unspoken(wanted, i18n)
    doors = {"web": f"{settings.public_url}/"}
    username = (await ask_telegram(settings)).get("username")
    if username:
        doors["telegram"] = f"https://t.me/{username}"
    made = _designed(wanted, i18n, school, await _people(settings, school), doors)
    paths = await asyncio.to_thread(_write, made, wanted.sizes, folder)
    asked = set(wanted.for_whom) != {ForWhom.STUDENTS}
    return Hung(tuple(paths), bool(settings.bot_token) and not username and asked)


def _designed(
    wanted: Posters,
    i18n: I18n,
    school: School,
    people: tuple[Person, ...],
    doors: Mapping[str, str],
) -> list[Poster]:
    """One for everybody it is for, in every language."""
    now = Clock().now()
    return [
        poster(who, Voice(i18n, one), school=school, people=people, doors=doors, made=now)
        for who, one in product(wanted.for_whom, wanted.languages or i18n.languages)
    ]


def _refuse_unspoken(wanted: Posters, i18n: I18n) -> None:
    if unknown := set(wanted.languages) - set(i18n.languages):
        offered = ", ".join(i18n.languages)
        raise NoPoster(f"Maatje does not speak {', '.join(unknown)}. It speaks: {offered}.")


async def _people(settings: Settings, school: School) -> tuple[Person, ...]:
    """Those of today; where Maatje was never started, those of the school's file."""
    if nothing_kept(settings):
        return school.people
    async with open_house(settings, alone=False) as house:
        return await house.writer.run(lambda tx: look_around(tx).people)


def _write(made: list[Poster], sizes: tuple[Size, ...], folder: Path) -> list[Path]:
    from bot.reports.posterpage import draw  # noqa: PLC0415 - half a second, only for a poster

    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for one, size in product(made, sizes):
        path = folder / f"poster-{one.for_whom}-{one.language}-{size}.pdf"
        path.write_bytes(draw(one, size))
        paths.append(path)
    return paths
