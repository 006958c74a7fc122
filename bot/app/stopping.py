"""Hears that this process is to end; knows nothing of what has to end."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress


def asked_to_end() -> asyncio.Event:
    """Set by SIGTERM and by Ctrl-C, also where a shell has told its programs not to hear Ctrl-C.

    Where a system has no such handlers, Ctrl-C is the `KeyboardInterrupt` of any program.
    """
    asked, loop = asyncio.Event(), asyncio.get_running_loop()
    with suppress(NotImplementedError):
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, asked.set)
    return asked
