"""Has a file cleaned by a process of its own and takes its answer; trusts neither of them."""

import asyncio
import json
import logging
import os
import signal
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterable, AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

from bot.cleaning.verdict import LIMIT, MEDIA_TYPES, Cleaned, Reason, Uncleanable

log = logging.getLogger(__name__)

SECONDS: Final = 20
"""How long a file may take by the clock, the start of the process included."""

_CHUNK: Final = 256 * 1024
# Isolated from the environment and the working folder, so it is told where this package lies.
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from bot.cleaning.child import main; main()"
)
_ROOT: Final = str(Path(__file__).parents[2])
COMMAND: Final = (sys.executable, "-I", "-B", "-c", _START, _ROOT)
"""What is run, whatever the file."""


async def clean(source: AsyncIterable[bytes] | Iterable[bytes]) -> Cleaned:
    """The copy that may be shown; raises Uncleanable, or what `source` raises.

    Nothing touches the disk. The copy is held in memory once, the source piece by piece.
    """
    if find_spec("resource") is None:
        raise Uncleanable(Reason.UNLIMITED)
    return await clean_with(COMMAND, source, seconds=SECONDS)


async def clean_with(
    command: tuple[str, ...], source: AsyncIterable[bytes] | Iterable[bytes], *, seconds: float
) -> Cleaned:
    """As `clean` does, by a process that may do what it likes: it is believed nothing."""
    async with _running(command) as (process, into, out):
        try:
            async with asyncio.timeout(seconds):
                await _feed(into, source)
                copy = await _answer(out)
                return copy or await _silent(process)
        except TimeoutError:
            raise Uncleanable(Reason.TOO_SLOW) from None


@asynccontextmanager
async def _running(
    command: tuple[str, ...],
) -> AsyncIterator[tuple[Process, StreamWriter, StreamReader]]:
    """The process and its two pipes; whatever happens, it and what it began end with it."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}, start_new_session=True
    )
    if process.stdin is None or process.stdout is None:
        raise AssertionError("A process that was asked for pipes has them.")
    try:
        yield process, process.stdin, process.stdout
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        # Its end is noticed only when nothing is left in the pipe.
        while await process.stdout.read(_CHUNK):
            pass
        await process.wait()


async def _feed(into: StreamWriter, source: AsyncIterable[bytes] | Iterable[bytes]) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # it has answered before the end
        async for chunk in _each(source):
            into.write(chunk)
            await into.drain()
    into.close()


async def _each(source: AsyncIterable[bytes] | Iterable[bytes]) -> AsyncIterator[bytes]:
    if isinstance(source, AsyncIterable):
        async for chunk in source:
            yield chunk
        return
    for chunk in source:
        yield chunk


async def _answer(out: StreamReader) -> Cleaned | None:
    """The copy as the process tells it; None when it makes no sense. Raises its refusal."""
    try:
        head = json.loads(await out.readline())
        if "reason" in head:
            raise Uncleanable(Reason(head["reason"]))
        media_type, length = str(head["media_type"]), int(head["length"])
    except (ValueError, TypeError, KeyError):
        return None
    if media_type not in MEDIA_TYPES or not 0 <= length <= LIMIT:
        return None
    content = await _exactly(out, length)
    return Cleaned(media_type, content) if len(content) == length else None


async def _exactly(out: StreamReader, length: int) -> bytes:
    """That many bytes, or fewer if they end; gathered without a second copy of the whole."""
    gathered = BytesIO()
    while (missing := length - gathered.tell()) and (chunk := await out.read(min(missing, _CHUNK))):
        gathered.write(chunk)
    return gathered.getvalue()


async def _silent(process: Process) -> Cleaned:
    """No answer: stopped by its limit of time, or by a fault of ours."""
    status = await process.wait()
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise Uncleanable(Reason.TOO_SLOW)
    log.error("ALARM: the process that cleans files ended with status %s.", status)
    raise Uncleanable(Reason.FAILED)
