"""Starts of the real bot that cost little: a process that has read all of it waits to be forked.

`tests.ready` splits it off before the tests begin, and then every `BotProcess` is a fork of it.
For a file of tests alone, `warm` starts it where a bot is killed again and again.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from tests import warm_child

ROOT = Path(__file__).resolve().parents[1]
Streams = tuple[IO[bytes], IO[bytes], IO[bytes]]
"""In, out, and out for errors."""


class Fork:
    """One start."""

    def __init__(self, pid: int, told: socket.socket) -> None:
        self.pid = pid
        self._told = told
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[int] = self._loop.create_future()
        self._loop.add_reader(told, self._hear)

    @property
    def returncode(self) -> int | None:
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, number: int) -> None:
        if not self._ended.done():
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    def _hear(self) -> None:
        self._loop.remove_reader(self._told)
        self._ended.set_result(int(self._told.recv(warm_child.A_NUMBER)))
        self._told.close()


class Warm:
    """The process that waits to be forked."""

    def __init__(self, asks: socket.socket) -> None:
        self._asks = asks
        self._forks: list[Fork] = []

    async def start(
        self,
        words: Sequence[str],
        *,
        folder: Path,
        env: Mapping[str, str],
        streams: Streams,
    ) -> Fork:
        """`python -m bot <words>` with this input, output and output of errors."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        asked = json.dumps({"words": words, "folder": str(folder), "env": env}).encode()
        with theirs:
            handed = [theirs.fileno(), *(stream.fileno() for stream in streams)]
            socket.send_fds(self._asks, [asked], handed)
        ours.setblocking(False)
        pid = int(await asyncio.get_running_loop().sock_recv(ours, warm_child.A_NUMBER))
        self._forks.append(Fork(pid, ours))
        return self._forks[-1]

    def kill_all(self) -> None:
        """Let nothing outlive a test."""
        for fork in self._forks:
            fork.kill()
        self._forks.clear()

    def close(self) -> None:
        """It ends when nobody can ask any more."""
        self._asks.close()


class _AtHand:
    """The one that this process may ask."""

    warm: Warm | None = None


def at_hand() -> Warm | None:
    """None where every start has to be one of its own."""
    return _AtHand.warm


async def started(
    *words: str, folder: Path, env: Mapping[str, str], streams: Streams
) -> Fork | Process:
    """`python -m bot <words>`, as a fork where that can be; another `bot` starts by itself."""
    ready = at_hand()
    if ready is not None and env["PYTHONPATH"] == str(ROOT):
        return await ready.start(words, folder=folder, env=env, streams=streams)
    stdin, stdout, stderr = streams
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=env,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )


def split_off() -> None:
    """Fork this process, which has read all and runs nothing yet, into the one that waits."""
    ours, theirs = _pair()
    if os.fork() == 0:
        ours.close()
        try:
            warm_child.serve(theirs)
        finally:
            os._exit(0)
    theirs.close()
    _AtHand.warm = Warm(ours)


@asynccontextmanager
async def warm() -> AsyncIterator[None]:
    """Have one at hand for as long as the block lasts."""
    found = at_hand()
    if found is not None:
        yield
        found.kill_all()
        return
    ours, theirs = _pair()
    with theirs:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.warm_child", str(theirs.fileno())),
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
        )
    _AtHand.warm = started = Warm(ours)
    try:
        yield
    finally:
        _AtHand.warm = None
        started.kill_all()
        started.close()
        await child.wait()


def _pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
