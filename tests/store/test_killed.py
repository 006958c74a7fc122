"""What was acknowledged survives kill -9, again and again on the same files."""

import asyncio
import subprocess
import sys
from pathlib import Path

from bot.store import contacts, inbox, sessions
from bot.store.keyring import case_key_id
from bot.store.writer import Tx
from tests.store.conftest import Place

ROOT = Path(__file__).parents[2]
KILLS = 5


def acknowledged_until_killed(folder: Path, run: int) -> list[str]:
    """Kill at another moment in each run; a name cut in the middle was not heard."""
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "tests.store.writes_in_a_loop", folder, str(run)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(20 + 7 * run)]
        process.kill()
        heard += process.stdout.readlines()
    return [line.strip() for line in heard if line.endswith("\n")]


def missing(tx: Tx, names: list[str]) -> list[str]:
    waiting = {row.external_id: row.payload for row in inbox.waiting(tx, "web")}
    return [
        name
        for name in names
        if waiting.get(name) != name.encode()
        or sessions.load(tx, contacts.reference(tx, "web", name)) != name
        or len(tx.keys.key(case_key_id(name))) != 32
    ]


def test_kill_9_loses_nothing_that_was_acknowledged(place: Place) -> None:
    async def check(names: list[str]) -> None:
        writer = await place.writer()
        try:
            assert await writer.run(lambda tx: missing(tx, names)) == []
        finally:
            await writer.close()

    place.folder.mkdir()
    names: list[str] = []
    for run in range(KILLS):
        names += acknowledged_until_killed(place.folder, run)
        assert len(names) >= 20 * (run + 1)
        asyncio.run(check(names))
