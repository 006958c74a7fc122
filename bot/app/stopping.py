"""Hears that this process is to end, and sees to it that it does; knows not what has to end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

log = logging.getLogger(__name__)

AT_MOST: Final = 9.0
"""Seconds from being asked to being gone, whatever hangs: `docker stop` kills after ten."""

_TELLING_SECONDS: Final = 0.5
"""The log itself may be what hangs."""
_LEAVING: Final = "leaving"


def asked_to_end(at_most: float | None = None) -> asyncio.Event:
    """Set by SIGTERM and by Ctrl-C, also where a shell has told its programs not to hear Ctrl-C.

    After `at_most` seconds the process ends as in a power cut: what is not committed comes again.
    Where a system has no such handlers, Ctrl-C is the `KeyboardInterrupt` of any program.
    """
    asked, loop = asyncio.Event(), asyncio.get_running_loop()

    def hurry(*_: object) -> None:
        """Not by way of the loop: it may be what hangs."""
        if at_most is not None:
            leave_within(at_most, left=loop)

    with suppress(NotImplementedError):
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, asked.set)
            signal.signal(number, hurry)  # the loop is woken all the same
    return asked


def leave_within(
    seconds: float, *, code: int = 1, left: asyncio.AbstractEventLoop | None = None
) -> None:
    """End the process then, if it has not ended by itself; the log has what hung in `left`."""
    _begin(_leave, seconds, code, left)


def left_behind(loop: asyncio.AbstractEventLoop) -> list[str]:
    """What still runs, by names out of the code: the tasks, and where each thread is."""
    tasks = {getattr(task.get_coro(), "__qualname__", "?") for task in asyncio.all_tasks(loop)}
    frames = sys._current_frames()
    threads = {
        f"{one.name} in {_place(frames.get(one.ident or 0))}"
        for one in threading.enumerate()
        if one.name != _LEAVING
    }
    return [*sorted(tasks), *sorted(threads)]


def _place(frame: FrameType | None) -> str:
    """The innermost that is not the waiting itself."""
    while frame is not None and frame.f_code.co_filename == threading.__file__:
        frame = frame.f_back
    return frame.f_code.co_qualname if frame is not None else "?"


def _leave(seconds: float, code: int, left: asyncio.AbstractEventLoop | None) -> None:
    try:
        time.sleep(seconds)
        if left is not None:
            _begin(_tell, seconds, left).join(_TELLING_SECONDS)
    finally:
        os._exit(code)


def _tell(seconds: float, loop: asyncio.AbstractEventLoop) -> None:
    names = ", ".join(left_behind(loop))
    log.error("ALARM: did not end in %g seconds and leaves as it is: %s.", seconds, names)


def _begin(act: Callable[..., None], *told: object) -> threading.Thread:
    """Python itself does not wait for a daemon."""
    thread = threading.Thread(target=act, args=told, name=_LEAVING, daemon=True)
    thread.start()
    return thread
