"""Whatever hangs, a process that is asked to end is gone in time: T3 of the test plan."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from bot.app.stopping import left_behind
from tests.bot_process import ROOT, free_port

SOON = 5.0
"""Seconds in which it leaves while nothing hangs."""

HANGS = """
import asyncio, logging, os, signal, sys, threading
from bot.app.stopping import asked_to_end, leave_within

never = threading.Event()

async def main(where):
    asked = asked_to_end(at_most=0.05)
    if where == "nowhere":
        return leave_within(0.05, code=0)
    os.kill(os.getpid(), signal.SIGTERM)
    if where == "loop":
        never.wait()
    await asked.wait()
    if where == "log":
        logging.root.handlers[0].emit = lambda _: never.wait()
    await asyncio.to_thread(never.wait)

async def with_a_look_up(where):
    looking = asyncio.get_running_loop().run_in_executor(None, never.wait)
    await main(where)

logging.basicConfig(format="%(message)s")
asyncio.run(with_a_look_up(sys.argv[1]))
"""


@pytest.mark.parametrize(
    ("where", "code", "told"),
    [
        ("loop", 1, ("MainThread in main", "asyncio_0 in ")),
        pytest.param("thread", 1, ("with_a_look_up", "asyncio_1 in "), marks=pytest.mark.slow),
        pytest.param("log", 1, (), marks=pytest.mark.slow),
        pytest.param("nowhere", 0, (), marks=pytest.mark.slow),
    ],
)
def test_t3_whatever_hangs_it_is_gone_in_time_and_says_what_it_left(
    where: str, code: int, told: tuple[str, ...]
) -> None:
    begun = monotonic()
    ended = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", HANGS, where],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SOON,
        check=False,
    )
    assert (ended.returncode, monotonic() - begun < SOON) == (code, True), ended.stderr
    assert all(word in ended.stderr for word in told), ended.stderr
    assert bool(ended.stderr) == bool(told)


@pytest.mark.asyncio
async def test_what_is_left_behind_is_told_by_names_of_our_own_only() -> None:
    async def exporter() -> None:
        await asyncio.Event().wait()

    task = asyncio.create_task(exporter(), name="a secret")  # noqa: TID251
    found = left_behind(asyncio.get_running_loop())
    task.cancel()
    assert any(name.endswith("exporter") for name in found)
    assert not any("a secret" in name for name in found)
    assert any(name.startswith("MainThread in ") for name in found)


SICK = """
import socket, threading
real = socket.getaddrinfo

def look(host, *told, **more):
    if host == "telegram.example":
        print("It looks.", flush=True)
        threading.Event().wait()
    return real(host, *told, **more)

socket.getaddrinfo = look
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_t3_a_look_up_of_an_address_that_hangs_holds_nobody(
    tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "sitecustomize.py").write_text(SICK)
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "PYTHONUNBUFFERED": "1",
        "TELEGRAM_API_URL": "http://telegram.example",
        "BOT_TOKEN": "1:T",
        "WEB_LISTEN": f"127.0.0.1:{free_port()}",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as bot:
        assert bot.stdout is not None
        try:
            said = bot.stdout.readline()
            while "is open at" not in said:
                said = bot.stdout.readline()
            bot.send_signal(number)
            assert bot.wait(SOON) == 0
        finally:
            bot.kill()
