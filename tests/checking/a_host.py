"""Somebody who hosts Maatje: a working folder with a school, catalogs, a key and data."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.checking import Finding, Outside, findings
from bot.clock import Clock
from bot.settings import packaged_school
from bot.store.writer import Writer
from bot.vault import RootKey

NOBODY_ASKED = Outside()
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: nl\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Good morning, {name}."
msgstr "Goedemorgen, {name}."
"""


def _sunday() -> Clock:
    clock = Clock()
    clock.travel(SUNDAY)
    return clock


@dataclass(frozen=True)
class Host:
    """All paths are below `folder`; nothing of the packaged school is made up in its own."""

    folder: Path
    clock: Clock = field(default_factory=_sunday)

    @property
    def data(self) -> Path:
        """Where the database goes."""
        return self.folder / "data"

    @property
    def key(self) -> Path:
        """Where the key goes."""
        return self.folder / "maatje.key"

    @property
    def school(self) -> Path:
        """The school folder, a copy."""
        return self.folder / "school"

    @property
    def po(self) -> Path:
        """The Dutch catalog."""
        return self.folder / "locales" / "nl" / "LC_MESSAGES" / "bot.po"

    def settle(self) -> None:
        """Lay down school and catalog."""
        shutil.copytree(packaged_school(), self.school)
        self.change("school.toml", "made_up = true\n", "")
        self.change("coach.toml", "seen_in_app = false", "seen_in_app = true")
        self.change("help_lines.toml", "verified = false", "verified = true")
        self.po.parent.mkdir(parents=True)
        self.po.write_text(PO.lstrip(), "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Edit a file of the school everywhere it says `old`."""
        text = (self.school / name).read_text("utf-8")
        assert old in text
        (self.school / name).write_text(text.replace(old, new), "utf-8")

    async def writer(self) -> Writer:
        """The database, made when there is none; who opens it closes it."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        root = RootKey.load(self.key) if self.key.exists() else RootKey.create(self.key)
        database, keys = self.data / "maatje.db", self.data / "keys.db"
        return await Writer.open(database, keys, root, self.clock)

    async def start_once(self) -> None:
        """As after a first run."""
        writer = await self.writer()
        await writer.run(lambda tx: tx.keys.ensure("people"))
        await writer.close()

    async def check(self, outside: Outside = NOBODY_ASKED, **changes: Any) -> list[Finding]:
        """What is found; `go_live`, `log_head` and settings in capitals may be given."""
        given = {
            "DATA_DIR": str(self.data),
            "KEY_FILE": str(self.key),
            "SCHOOL_DIR": str(self.school),
        }
        go_live, log_head = changes.pop("go_live", False), changes.pop("log_head", None)
        return await findings(
            given | changes,
            clock=self.clock,
            outside=outside,
            go_live=go_live,
            log_head=log_head,
            env_file=None,
            locales=self.folder / "locales",
        )

    async def told(self, outside: Outside = NOBODY_ASKED, **changes: Any) -> list[str]:
        """The same as lines, without people, decisions and recovery key: other tests see those."""
        found = await self.check(outside, **changes)
        quiet = (
            *("people: There is no way yet", "Not decided yet: ", "recovery.pub: "),
            "PUBLIC_URL: There is no address",
        )
        return [str(one) for one in found if not any(part in str(one) for part in quiet)]
