"""Makes the exports that were asked for and removes them when they are over; asks nobody.

Not a job of the tick: who asked waits for it, and it takes seconds that no unit of work may take.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.cases.kinds import Mark
from bot.conversations import exporting
from bot.conversations.exporting import allowed_now, sealed_as
from bot.conversations.trouble import where
from bot.conversations.world import World
from bot.reports.bundle import make
from bot.reports.copying import evidence_along
from bot.reports.dossier import Dossier, Order, read_dossier
from bot.reports.tracing import stamp
from bot.store import audit, cases, exports
from bot.store.exports import Export, Mode, export_key_id
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.text import Text
from bot.vault import FileSealer

log = logging.getLogger(__name__)

PAUSE: Final = 1.0
"""Seconds between looks: who asked has put the phone down by then, and nothing else waits."""

TIDY: Final = 3600.0
"""Seconds between looks for what a case or a chat that is gone left behind."""

LONGEST: Final = 60.0
"""Seconds in which what is over is looked for even when nothing happens."""


@dataclass
class Exporter:
    """`folder` holds the sealed exports and nothing else, `items` the evidence."""

    writer: Writer = field(repr=False)
    world: World
    folder: Path
    items: Path

    async def run(self) -> None:
        """As long as the house is open."""
        tidied = -TIDY
        while True:
            seen, now = self.writer.committed.count, asyncio.get_running_loop().time()
            if now - tidied >= TIDY:
                await self.tidy()
                tidied = now
            await self.work()
            await asyncio.sleep(PAUSE)
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST):
                    await self.writer.committed.wait(seen)

    async def work(self) -> None:
        """Make what is asked for, remove what is over; what goes wrong is logged, never raised."""
        try:
            await self._remove(await self.writer.run(_drop_over))
            for export in await self.writer.run(exports.to_make):
                await self._make(export)
        except Exception as problem:  # noqa: BLE001 - the next look tries again
            log.error("ALARM: exports cannot be looked up: %s.", where(problem))  # noqa: TRY400

    async def tidy(self) -> None:
        """Files and keys without an export that can still be fetched go, as after a crash."""
        try:
            await self._tidy()
        except Exception as problem:  # noqa: BLE001 - nobody can fetch it anyway
            log.error("ALARM: what exports left is still there: %s.", where(problem))  # noqa: TRY400

    async def _tidy(self) -> None:
        await asyncio.to_thread(self.folder.mkdir, mode=0o700, exist_ok=True)
        names = await asyncio.to_thread(_names, self.folder)

        def drop(tx: Tx) -> list[str]:
            found = exports.strangers(tx, [name.removesuffix(".part") for name in names])
            exports.drop(tx, found)
            return found

        await self._remove(await self.writer.run(drop))

    async def _make(self, export: Export) -> None:
        try:
            done = await self._seal(export)
        except Exception as problem:  # noqa: BLE001 - whatever it is, who asked is told
            log.error("ALARM: an export was not made: %s.", where(problem))  # noqa: TRY400
            done = False
        if not done:
            await self.writer.run(self._failing(export))
            await self._remove([export.export_id])

    async def _seal(self, export: Export) -> bool:
        """Read, draw and seal it; the right is asked before and after, for it takes a while."""
        begun = await self.writer.run(lambda tx: self._begin(tx, export))
        if begun is None:
            return False
        dossier, key = begun
        await self._remove([export.export_id])  # whole, and of a process that died before its link
        along = await evidence_along(self.writer, self.items, dossier)
        path = self.folder / export.export_id
        with FileSealer(path, key, sealed_as(export.export_id)) as sealer:
            school, i18n = self.world.school, self.world.i18n
            made = await asyncio.to_thread(make, dossier, along, school, i18n, sealer.write)
            size = (await asyncio.to_thread(sealer.finish)).size
        what = stamp(made.list_sha256, export.mode.value)
        marks = dossier.case.marks
        return await self.writer.run(lambda tx: self._hand_out(tx, export, what, size, marks))

    def _begin(self, tx: Tx, export: Export) -> tuple[Dossier, bytes] | None:
        found = allowed_now(tx, self.world, export)
        if found is None:
            return None
        case, who = found
        order = Order(
            by=" / ".join(one.name for one in who),
            unmasked=export.mode is not Mode.MASKED,
            reporter_name=export.mode is Mode.WITH_REPORTER,
            asker=export.asked_by,
        )
        dossier = read_dossier(tx, case, order, self._say())
        return dossier, tx.keys.ensure(export_key_id(export.export_id))

    def _hand_out(
        self, tx: Tx, export: Export, what: str, size: int, marks: frozenset[Mark]
    ) -> bool:
        """The line in the log and the link, or neither: what is in it may not go out any more."""
        found = allowed_now(tx, self.world, export)
        if found is None or found[0].marks != marks:
            return False
        audit.write(tx, export.asked_by, what, export.case_id)
        token = exports.made(tx, export.export_id, size)
        url = self.world.public_url
        exporting.ready(tx, export, token, name=found[0].name, public_url=url)
        return True

    def _failing(self, export: Export) -> Callable[[Tx], None]:
        def fail(tx: Tx) -> None:
            case = cases.get(tx, export.case_id)
            exporting.failed(tx, export, name=case.name if case else "–")

        return fail

    def _say(self) -> Callable[[Text], str]:
        i18n = self.world.i18n
        return lambda text: i18n.render(text, i18n.default)

    async def _remove(self, export_ids: list[str]) -> None:
        if export_ids:
            await asyncio.to_thread(_unlink, self.folder, export_ids)


def _drop_over(tx: Tx) -> list[str]:
    found = exports.over(tx)
    exports.drop(tx, found)
    return found


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _unlink(folder: Path, export_ids: list[str]) -> None:
    for export_id in export_ids:
        (folder / export_id).unlink(missing_ok=True)
        (folder / f"{export_id}.part").unlink(missing_ok=True)
