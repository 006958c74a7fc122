"""Imports the bot once and starts it as often as asked, by a fork; knows who asks only as a pipe.

Each line it reads is a start: settings, folder and log file. It answers with the number of the
process, and with number and exit code when that ended. What runs is `python -m bot run`, already
imported; CRASH_AT in its settings may make it die on the spot (`kill_points`), CLOCK_AT sets its
clock.
"""

import asyncio
import gc
import json
import os
import signal
import sys
import tempfile
from datetime import datetime
from typing import Any

from bot.__main__ import main
from bot.app.opening import open_house
from bot.app.serving import serving
from bot.clock import Clock
from bot.settings import read_settings
from tests.faults import kill_points


async def rehearse() -> None:
    """Open every door once: what is imported or read only then is there for every start."""
    with tempfile.TemporaryDirectory(prefix="maatje-warm-") as folder:
        told = {"DATA_DIR": f"{folder}/data", "KEY_FILE": f"{folder}/key"}
        read = read_settings({**told, "WEB_LISTEN": "127.0.0.1:0"}, env_file=None)
        async with open_house(read) as house, serving(house):
            pass


def _say(*words: int) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _tell_ended(_signal: int, _frame: object) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        _say(pid, os.waitstatus_to_exitcode(status))


def _become(told: dict[str, Any]) -> None:
    """What a start of its own would find: its folder, its settings, its log, no signals held."""
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["env"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(told["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for mine, theirs in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(mine, theirs)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
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


def _run() -> int:
    try:
        main(["run"])
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    except BaseException:  # noqa: BLE001 - told as Python itself tells it
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def start(told: dict[str, Any]) -> None:
    """Fork; the end of a process is not told before its start."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            _become(told)
            code = _run()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    _say(pid)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})


if __name__ == "__main__":
    asyncio.run(rehearse())
    gc.freeze()
    signal.signal(signal.SIGCHLD, _tell_ended)
    _say(0)
    for line in sys.stdin:
        start(json.loads(line))
