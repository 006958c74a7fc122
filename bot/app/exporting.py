"""`maatje export` and `maatje verify`: writes a case to a folder, and proves what was written.

Whoever runs this has the machine and its key (docs/decisions/0013): no right can stop them, so what
they do stands in the log before a file gets its name.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from bot.app.ground import nothing_kept
from bot.app.opening import House, open_house
from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.reports.bundle import Along, make
from bot.reports.copying import evidence_along
from bot.reports.dossier import Dossier, Order, read_dossier
from bot.reports.personal import read_personal
from bot.reports.personfile import make_person
from bot.reports.tracing import stamp
from bot.settings import Settings
from bot.store import audit, cases, people
from bot.store.problems import StoreMissing
from bot.store.tx import Tx
from bot.text import N_, Text

COMMAND_LINE: Final = N_("the command line of the server")


TWO: Final = 2
MOST: Final = 1000
"""Exports of one case in one second."""


class CannotExport(Exception):
    """An export that is not made, and why."""


@dataclass(frozen=True)
class Choice:
    """What was chosen beside the usual; each of it takes the names of two people."""

    unmasked: bool = False
    reporter_name: bool = False
    asked_by: str = field(default="", repr=False)
    agreed_by: str = field(default="", repr=False)

    @property
    def mode(self) -> str:
        """One word for the log."""
        names = "unmasked" if self.unmasked else "masked"
        return f"{names}-with-reporter" if self.reporter_name else names

    @property
    def takes_two(self) -> bool:
        """Whether one person alone may not choose it."""
        return self.unmasked or self.reporter_name


@dataclass(frozen=True)
class Exported:
    """What was written where; `left_out` are the exhibits that stay sealed."""

    zip: Path
    pdf: Path
    exhibits: int
    left_out: int
    unmasked: bool


async def export_case(settings: Settings, name: str, folder: Path, choice: Choice) -> Exported:
    """Write ZIP and PDF of a case, for this user only. Raises CannotExport, OSError and more."""
    target = await asyncio.to_thread(open_folder, folder, settings)
    async with open_house(settings, alone=False) as house:
        dossier = await house.writer.run(lambda tx: _dossier(tx, house, name, choice))
        along = await evidence_along(house.writer, settings.data_dir / "evidence", dossier)
        return await _write(house, dossier, along, target, choice)


async def export_person(settings: Settings, wanted: str, folder: Path) -> Exported:
    """Write what is kept about one person, for them. Raises CannotExport, OSError and more."""
    target = await asyncio.to_thread(open_folder, folder, settings)
    async with open_house(settings, alone=False) as house:
        world = house.world

        def say(text: Text) -> str:
            return world.i18n.render(text, world.i18n.default)

        personal = await read_personal(house.writer, wanted, say)
        if personal is None:
            raise CannotExport("Two people have that name. Use the id of one of them.")
        packed, paper = _free_names(target, f"gegevens-{personal.made:%Y%m%d-%H%M%S}")
        with private_file(packed) as zip_file, private_file(paper) as pdf_file:
            made = await asyncio.to_thread(
                make_person, personal, world.school, world.i18n, say(COMMAND_LINE), zip_file.write
            )
            await asyncio.to_thread(pdf_file.write, made.document)
            what = stamp(made.list_sha256, "person")
            whom = personal.person.person_id if personal.person else ""
            await house.writer.run(lambda tx: audit.write(tx, audit.COMMAND_LINE, what, whom))
    return Exported(packed, paper, 0, 0, unmasked=False)


async def _write(
    house: House, dossier: Dossier, along: tuple[Along, ...], folder: Path, choice: Choice
) -> Exported:
    """The log first: a file that has its name was written down, one that has not is thrown away."""
    packed, paper = _free_names(folder, f"{_file_name(dossier.case)}-{dossier.made:%Y%m%d-%H%M%S}")
    with private_file(packed) as zip_file, private_file(paper) as pdf_file:
        made = await asyncio.to_thread(
            make, dossier, along, house.world.school, house.world.i18n, zip_file.write
        )
        await asyncio.to_thread(pdf_file.write, made.document)
        what = stamp(made.list_sha256, choice.mode)
        await house.writer.run(lambda tx: _log(tx, dossier.case, what, choice))
    going = {one.exhibit for one in along}
    return Exported(
        packed,
        paper,
        len(dossier.exhibits),
        sum(one.name not in going for one in dossier.exhibits),
        choice.unmasked,
    )


def _dossier(tx: Tx, house: House, name: str, choice: Choice) -> Dossier:
    case = cases.by_name(tx, name) or cases.get(tx, name)
    if case is None:
        raise CannotExport("There is no case with that name.")
    i18n = house.world.i18n
    asked = _askers(tx, house, case, choice)

    def say(text: Text) -> str:
        return i18n.render(text, i18n.default)

    who = " / ".join((say(COMMAND_LINE), *(person.name for person in asked)))
    order = Order(
        who,
        choice.unmasked,
        choice.reporter_name,
        asker=asked[0].person_id if asked else None,
    )
    return read_dossier(tx, case, order, say)


def _askers(tx: Tx, house: House, case: Case, choice: Choice) -> tuple[Person, ...]:
    """Who asks and who agrees, as far as they are named: each may export this case."""
    named = filter(None, (choice.asked_by, choice.agreed_by))
    found = tuple(_person(tx, name) for name in named)
    if choice.takes_two and len({person.person_id for person in found}) != TWO:
        raise CannotExport(
            "Showing names takes two different people who may export the case: name them with "
            "--asked-by and --agreed-by."
        )
    if not all(may(person, Action.EXPORT, case, house.world.school) for person in found):
        raise CannotExport("Somebody named here may not export this case.")
    return found


def _person(tx: Tx, name: str) -> Person:
    found = people.find_by_name(tx, name)
    if len(found) != 1:
        raise CannotExport("Write the names of people as they stand in the school's file.")
    return found[0]


def _log(tx: Tx, case: Case, what: str, choice: Choice) -> None:
    for who, name in (("AskedBy", choice.asked_by), ("AgreedBy", choice.agreed_by)):
        if name:
            named = _person(tx, name).person_id
            audit.write(tx, audit.COMMAND_LINE, f"{who} {named}", case.case_id)
    audit.write(tx, audit.COMMAND_LINE, what, case.case_id)


def open_folder(folder: Path, settings: Settings) -> Path:
    """Made for this user alone if need be; an export lies open, so never among what is sealed.

    Where nothing was ever kept there is nothing to write: StoreMissing, and nothing is made.
    """
    if nothing_kept(settings):
        raise StoreMissing
    target = folder.resolve()
    if target.is_relative_to(settings.data_dir.resolve()):
        raise CannotExport("Choose another folder than the data folder: an export lies open.")
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    return target


def _file_name(case: Case) -> str:
    """Small letters, digits and hyphens, whatever the case is called."""
    return cases.folded_name(case.name).replace(" ", "-").encode("ascii", "ignore").decode()


def _free_names(folder: Path, base: str) -> tuple[Path, Path]:
    """The names of a ZIP and a PDF that are not there yet: no export replaces another."""
    tried = (base, *(f"{base}-{number}" for number in range(2, MOST)))
    pairs = ((folder / f"{name}.zip", folder / f"{name}.pdf") for name in tried)
    return next(pair for pair in pairs if not any(path.exists() for path in pair))


@contextmanager
def private_file(path: Path) -> Iterator[BinaryIO]:
    """A file that only this user may read, and that gets its name when all went well."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
