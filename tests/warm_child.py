"""Has the bot imported and starts it as often as asked, by a fork; knows who asks only as a socket.

Each message is a start: words, settings and folder, and with them what to tell it on, and the
three streams. It tells the number of the process, and its exit code when that ended. What runs is
`python -m bot <words>`, already imported; CRASH_AT in its settings may make it die on the spot
(`kill_points`), CLOCK_AT sets its clock.
"""

import asyncio
import gc
import json
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
import warnings
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Never

from bot.__main__ import main
from bot.app.opening import open_house
from bot.app.serving import serving
from bot.clock import Clock
from bot.settings import read_settings
from tests.faults import kill_points

A_NUMBER = 16
"""Bytes; as long as a number that is told may be."""
LONGEST = 2**16


async def rehearse() -> None:
    """Open every door once: what is imported or read only then is there for every start."""
    with tempfile.TemporaryDirectory(prefix="maatje-warm-") as folder:
        told = {"DATA_DIR": f"{folder}/data", "KEY_FILE": f"{folder}/key"}
        read = read_settings({**told, "WEB_LISTEN": "127.0.0.1:0"}, env_file=None)
        async with open_house(read) as house, serving(house):
            pass


def serve(asked: socket.socket) -> None:
    """Fork for everybody who asks, until nobody can ask any more."""
    gc.freeze()
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        told, handed, _, _ = socket.recv_fds(asked, LONGEST, 4)
        if not told:
            return
        if os.fork() == 0:
            asked.close()
            _look_after(json.loads(told), handed)
        _close(handed)


def _look_after(told: dict[str, Any], handed: Sequence[int]) -> Never:
    """Start it and tell of it, for as long as it lives."""
    teller, *streams = handed
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        pid = os.fork()
        if pid == 0:
            os.close(teller)
            os._exit(_lived(told, streams))
        _close(streams)
        os.write(teller, str(pid).encode())
        _, status = os.waitpid(pid, 0)
        os.write(teller, str(os.waitstatus_to_exitcode(status)).encode())
    finally:
        os._exit(0)


def _lived(told: dict[str, Any], streams: Sequence[int]) -> int:
    code = 1
    try:
        _become(told, streams)
        code = _run(told["words"])
        sys.stdout.flush()
    finally:
        os._exit(code)


def _become(told: dict[str, Any], streams: Sequence[int]) -> None:
    """What a start of its own would find: folder, settings and streams, and nothing of tests."""
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["env"])
    for stream, number in zip(streams, (0, 1, 2), strict=True):
        os.dup2(stream, number)
    _close(streams)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as it lives
    sys.stdout = open(1, "w", 1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", closefd=False)  # noqa: SIM115
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook, threading.excepthook = sys.__unraisablehook__, threading.__excepthook__
    logging.getLogger().handlers.clear()
    warnings.resetwarnings()
    warnings.simplefilter("ignore", DeprecationWarning)
    tempfile.tempdir = None
    _set_clock(os.environ.get("CLOCK_AT"))
    kill_points.lay(os.environ)


def _set_clock(at: str | None) -> None:
    """Let every clock of this process begin at this moment, as a demo's may."""
    if at is None:
        return
    ahead = datetime.fromisoformat(at) - Clock().machine()

    def begin(clock: Clock) -> None:
        clock._offset = ahead

    setattr(Clock, "__init__", begin)  # noqa: B010 - there is no other way to say it to mypy


def _run(words: Sequence[str]) -> int:
    try:
        main(words, prog_name="maatje")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except BaseException:  # noqa: BLE001 - told as Python itself tells it
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def _close(handed: Sequence[int]) -> None:
    for number in handed:
        os.close(number)


if __name__ == "__main__":
    asyncio.run(rehearse())
    serve(socket.socket(fileno=int(sys.argv[1])))
