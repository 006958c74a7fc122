"""Who runs in the race, how each is started, and what the system says of its process."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.race.telegram import Telegram

ROOT: Final = Path(__file__).resolve().parents[2]
TICKS: Final = os.sysconf("SC_CLK_TCK")
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 10.0


@dataclass(frozen=True)
class Contender:
    """One bot. `hello` opens its conversation, `path` is how the data of each tap ends."""

    name: str
    command: tuple[str, ...]
    hello: str = "/start"
    path: tuple[str, ...] = ("", "", "", "")
    slow: bool = False
    """One update after the other: it cannot take 150 a second at 50 ms."""


MAATJE: Final = Contender(
    "Maatje",
    ("-m", "bot", "run"),
    hello="/melden",
    path=("who:self", "danger:no", "kind:insult", "doer:student"),
)
AIOGRAM: Final = Contender("aiogram", ("-m", "benchmarks.race.bots.aiogram_bot", "kept"))
GROUPED: Final = Contender("aiogram + store", ("-m", "benchmarks.race.bots.aiogram_bot", "grouped"))
BARE: Final = Contender("bare + store", ("-m", "benchmarks.race.bots.bare"))
PTB: Final = Contender("PTB", ("-m", "benchmarks.race.bots.ptb"), slow=True)
OTHERS: Final = (AIOGRAM, GROUPED, BARE, PTB)


@dataclass(frozen=True)
class Running:
    """A bot that polls; `started` is how long it took until its first getUpdates, in seconds."""

    process: Process
    started: float

    @property
    def cpu(self) -> float:
        """Seconds of processor since it began, of all its threads."""
        told = Path(f"/proc/{self.process.pid}/stat").read_text("ascii")
        fields = told.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def peak(self) -> float:
        """Megabytes of memory at its highest."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines()
        found = next(line for line in lines if line.startswith("VmHWM:"))
        return int(found.split()[1]) / 1024

    async def stop(self) -> None:
        """Calmly if it can."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


async def started(contender: Contender, telegram: Telegram, folder: Path) -> Running:
    """Begin it in its own folder, which may hold what it kept before."""
    telegram.forget()
    (folder / "data").mkdir(parents=True, exist_ok=True)
    command = (sys.executable, *contender.command)
    begun = time.perf_counter()
    with (folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=_settings(telegram, folder), stdin=DEVNULL, stdout=log,
            stderr=log,
        )  # fmt: skip
    ended = asyncio.ensure_future(process.wait())  # noqa: TID251 - awaited right here
    polls = asyncio.ensure_future(telegram.polled.wait())  # noqa: TID251 - the same
    done, late = await asyncio.wait(
        {ended, polls}, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    took = time.perf_counter() - begun
    for one in late:
        one.cancel()
    if polls not in done:
        raise SystemExit(f"{contender.name} does not start: see {folder / 'log'}")
    return Running(process, took)


def _settings(telegram: Telegram, folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": "123456:RACE",
        "TELEGRAM_API_URL": telegram.url,
        "DATA_DIR": str(folder / "data"),
        "KEY_FILE": str(folder / "maatje.key"),
        "WEB_LISTEN": f"127.0.0.1:{_free_port()}",
        "SEND_RATE": "0",
        "LOG_LEVEL": "WARNING",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
