"""Starts of the real bot that cost little: one process has imported it, each start is its fork.

For tests that kill it again and again. A start of its own, imports and all, is `BotProcess`.
"""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bot_process import ROOT, BotProcess, Running
from tests.botapi import BotApi


@dataclass
class Fork:
    """One start."""

    pid: int
    ended: "asyncio.Future[int]" = field(repr=False)

    @property
    def returncode(self) -> int | None:
        return self.ended.result() if self.ended.done() else None

    def send_signal(self, number: int) -> None:
        if not self.ended.done():
            os.kill(self.pid, number)

    async def wait(self) -> int:
        return await asyncio.shield(self.ended)


class Warm:
    """The process that has imported the bot."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._forks: dict[int, asyncio.Future[int]] = {}
        self._started: asyncio.Queue[int] = asyncio.Queue()

    async def start(self, *, folder: Path, log: Path, env: dict[str, str]) -> Fork:
        """Fork it into a bot with these settings."""
        told = {"folder": str(folder), "log": str(log), "env": env}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(told).encode() + b"\n")
        pid = await self._started.get()
        return Fork(pid, self._forks[pid])

    async def listen(self) -> None:
        """Hear of starts and ends, for as long as it lives."""
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            pid, *code = map(int, line.split())
            if code:
                self._forks[pid].set_result(code[0])
            elif pid:
                self._forks[pid] = asyncio.get_running_loop().create_future()
                self._started.put_nowait(pid)

    def kill_all(self) -> None:
        """Let nothing outlive a test."""
        for pid, ended in self._forks.items():
            if not ended.done():
                os.kill(pid, signal.SIGKILL)


@asynccontextmanager
async def warm() -> AsyncIterator[Warm]:
    """Have it ready for as long as the block lasts."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.warm_child"), cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    ready = Warm(process)
    async with asyncio.TaskGroup() as tasks:
        listening = tasks.create_task(ready.listen())
        try:
            yield ready
        finally:
            ready.kill_all()
            if process.stdin is not None:
                process.stdin.close()
            await process.wait()
            listening.cancel()


class WarmBot(BotProcess):
    """A bot whose starts are forks."""

    def __init__(self, warm: Warm, tmp_path: Path, api: BotApi, **env: str) -> None:
        super().__init__(tmp_path, api, **env)
        self._warm = warm

    async def _launched(self) -> Running:
        return await self._warm.start(folder=self.log_file.parent, log=self.log_file, env=self.env)
