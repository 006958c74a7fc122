"""Runs the commands of a page as somebody who reads it would; knows no page and no command.

What a block asks stands in a comment above it: `<!-- uitvoeren, uitkomst 1 -->`.
"""

from __future__ import annotations

import asyncio
import os
import pty
import re
import signal
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 150.0
_BLOCK = re.compile(r"^<!-- uitvoeren(.*?) -->\n```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Answer = Callable[[str], str | None]
"""What a person types after what the window shows; None: it asks nothing."""


@dataclass(frozen=True)
class Block:
    """Commands of a page that are carried out, and how."""

    commands: str
    stays: bool
    ends_the_other: bool
    in_a_window: bool
    code: int


def blocks(page: Path) -> list[Block]:
    """The commands of a page in their order."""
    return [_block(*found) for found in _BLOCK.findall(page.read_text("utf-8"))]


def _block(how: str, commands: str) -> Block:
    code = re.search(r"uitkomst (\d)", how)
    return Block(
        commands,
        stays="blijft open" in how,
        ends_the_other="stopt wat open is" in how,
        in_a_window="in een venster" in how,
        code=int(code[1]) if code else 0,
    )


@dataclass
class Reader:
    """Somebody at the machine: one folder, one window that stays open and one for all else."""

    folder: Path
    env: Mapping[str, str]
    answer: Answer
    told: str = field(default="", repr=False)
    _open: Process | None = None

    async def does(self, block: Block) -> str:
        """Carry a block out; what it showed. Fails when it ends otherwise than the page says."""
        if block.ends_the_other:
            await self.ends_what_is_open()
        if block.stays:
            return await self._opens(block)
        code, shown = await (self._in_a_window(block) if block.in_a_window else self._runs(block))
        self.told += shown
        assert code == block.code, f"{block.commands}\nended with {code}:\n{shown}"
        return shown

    async def ends_what_is_open(self) -> None:
        """Ctrl-C in the other window."""
        if self._open is not None and self._open.returncode is None:
            os.killpg(self._open.pid, signal.SIGINT)
            assert await self._open.wait() == 0
        self._open = None

    async def _opens(self, block: Block) -> str:
        self._open = await self._started(f"exec {block.commands}", stdout=PIPE)
        assert self._open.stdout is not None
        shown = ""
        async with asyncio.timeout(PATIENCE):
            while "open at" not in shown:
                line = await self._open.stdout.readline()
                assert line, shown
                shown += line.decode()
        return shown

    async def _runs(self, block: Block) -> tuple[int, str]:
        process = await self._started(block.commands, stdout=PIPE)
        async with asyncio.timeout(PATIENCE):
            out, _ = await process.communicate()
        return process.returncode or 0, out.decode()

    async def _in_a_window(self, block: Block) -> tuple[int, str]:
        """On a terminal of its own: some commands only speak to a person."""
        ours, theirs = pty.openpty()
        process = await self._started(block.commands, stdin=theirs, stdout=theirs)
        os.close(theirs)
        typing = asyncio.create_task(asyncio.to_thread(self._types, ours))  # noqa: TID251 - awaited
        async with asyncio.timeout(PATIENCE):
            code = await process.wait()
            shown = await typing
        os.close(ours)
        return code, shown

    def _types(self, window: int) -> str:
        shown, answered = "", 0
        while piece := _read(window):
            shown += piece
            typed = self.answer(shown[answered:])
            if typed is not None:
                answered = len(shown)
                os.write(window, f"{typed}\n".encode())
        return shown

    async def _started(self, script: str, *, stdout: int, stdin: int = DEVNULL) -> Process:
        return await asyncio.create_subprocess_exec(
            *("bash", "-euo", "pipefail", "-c", script),
            cwd=self.folder,
            env=self.env,
            stdin=stdin,
            stdout=stdout,
            stderr=STDOUT,
            start_new_session=True,
        )


def _read(window: int) -> str:
    """Nothing more: whoever spoke there is gone."""
    try:
        return os.read(window, 4096).decode("utf-8", errors="replace").replace("\r\n", "\n")
    except OSError:
        return ""
