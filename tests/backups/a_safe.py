"""A data folder with cases in it, a folder of backups and the recovery key; no doors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.app import offers as app
from bot.backups.folder import BackupFolder, Lives
from bot.backups.making import Made, Source, back_up
from bot.backups.restoring import Wish
from bot.clock import Clock
from bot.store import cases, contacts, entries, erase, evidence
from bot.store.entries import EntryKind
from bot.store.keyring import item_key_id
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import FileSealer, RecoveryKey, RootKey, read_file
from tests.store.examples import PLAIN

DAY = timedelta(days=1)
SCHOOL = {"school.toml": "[school]\nname = 'De Noordhoek'\n"}
LIVES = Lives(keys_days=7, data_days=28)
RECOVERY = RecoveryKey(bytes(range(32)))
ROOT = RootKey.from_bytes(b"r" * 32)


@dataclass(frozen=True)
class Safe:
    """Everything below `folder`; the writer stays open, as of a running bot."""

    folder: Path
    writer: Writer
    clock: Clock
    lives: Lives = LIVES

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def backups(self) -> BackupFolder:
        """Where the backups go."""
        return BackupFolder(self.folder / "backups")

    @property
    def source(self) -> Source:
        """What is backed up."""
        return Source(self.data, ROOT, SCHOOL, self.clock, self.lives)

    def back_up(self) -> Made:
        """Now."""
        return back_up(self.source, self.backups)

    def back_up_later(self, later: timedelta) -> Made:
        """After some time."""
        self.clock.travel(self.clock.now() + later)
        return self.back_up()

    def wish(self, name: str = "new", **more: Any) -> Wish:
        """A wish for a folder of this name."""
        into = self.folder / name / "data"
        wish = Wish(self.backups, into, into.parent / "maatje.key", RECOVERY)
        return replace(wish, **more)

    async def restore(self, name: str = "new", **more: Any) -> app.Restored:
        """On the clock of the machine, as the command does it; expired or not is not the point."""
        return await app.restore(self.wish(name, **{"also_expired": True, **more}))

    async def tell(self, case_id: str, words: str) -> str:
        """A case with an entry and an item that both hold these words; the id of the item."""
        item_id = case_id[::-1]
        key = await self.writer.run(lambda tx: tx.keys.fresh(item_key_id(item_id)))
        with FileSealer(self.data / "evidence" / item_id, key, item_id.encode()) as sealer:
            sealer.write(words.encode() * 1000)
            sealed = sealer.finish()

        def keep(tx: Tx) -> None:
            ref = contacts.meet(tx, "web", f"{words} {case_id}", "nl").contact_ref
            case = replace(PLAIN, case_id=case_id, name=f"Zaak {case_id}")
            cases.create(tx, case, reporter=ref, reporter_name=words)
            entries.add(tx, case_id, EntryKind.STORY, words, None)
            evidence.add(tx, item_id, ref, "photo", sealed)
            evidence.attach(tx, [item_id], case_id)

        await self.writer.run(keep)
        return item_id

    async def shred(self, case_id: str) -> None:
        """As retention does it: rows, keys, files."""
        for name in await self.writer.run(lambda tx: erase.shred_case(tx, case_id)):
            (self.data / "evidence" / name).unlink()


async def opened(folder: Path, clock: Clock) -> Writer:
    """A writer on a restored folder; who opens it closes it."""
    root = RootKey.load(folder.parent / "maatje.key")
    return await Writer.open(folder / "maatje.db", folder / "keys.db", root, clock)


async def content(writer: Writer, folder: Path) -> dict[str, object]:
    """Everything anybody ever told, in clear: cases, reporters, entries, and the items' bytes."""
    return await writer.run(lambda tx: _content(tx, folder))


def _content(tx: Tx, folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for case in cases.all_cases(tx):
        found[case.case_id] = (
            case,
            cases.reporter(tx, case.case_id),
            cases.reporter_name(tx, case.case_id),
            entries.of_case(tx, case.case_id),
        )
        for item in evidence.of_case(tx, case.case_id):
            key = tx.keys.key(item_key_id(item.item_id))
            path = folder / "evidence" / item.item_id
            found[item.item_id] = (
                item,
                evidence.sha256(tx, item.item_id),
                read_file(path, key, item.item_id.encode()),
            )
    return found
