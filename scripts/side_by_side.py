"""Runs the tests of one pytest in several processes at once; knows what a test is, and no test.

A plugin of pytest (`-p scripts.side_by_side`). All is read and marked once, and then the process
splits itself. The workers take file after file, until none is left. Why: docs/decisions/0027.
"""

import gc
import os
import struct
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, cast

import pytest
from _pytest.runner import runtestprotocol
from _pytest.unraisableexception import collect_unraisable

from scripts import measuring

FIRST = ("tests/stories", "tests/faults", "tests/test_", "tests/reports")
"""What waits or lasts longest begins first, so that no worker ends alone."""
SELDOM = 10_000, 20, 20
"""When to look for rubbish while tests run: a tenth of their time went into looking too often."""
BROWSER = "browser"
TICKET = struct.Struct("H")
Unit = list[pytest.Item]


class _Telling:
    """Sends what becomes of a test to who counts, instead of counting here."""

    def __init__(self, results: Connection) -> None:
        self._results = results

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        write = item.config.hook.pytest_report_to_serializable
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        self._results.send([write(config=item.config, report=report) for report in reports])
        return True


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """While all is read nothing is thrown away: to look for it takes a quarter of the reading."""
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Share the tests out; where nothing can be split or shared, pytest goes its usual way."""
    gc.freeze()  # what has been read stays: nobody needs to look through it again
    gc.set_threshold(*SELDOM)
    gc.enable()
    if session.testsfailed or session.config.option.collectonly or not hasattr(os, "fork"):
        return None
    units = in_order(session.items)
    tickets = _tickets(len(units))
    workers = [_start(session, units, tickets) for _ in range(_how_many())]
    count, left_over = _gather(session.config, workers)
    missing = len(session.items) - count
    if missing:
        left_over.append(f"a worker ended too early, tests that did not run: {missing}")
    if left_over:
        session.shouldfail = "\n".join(left_over)
        raise session.Failed(session.shouldfail)
    return True


def in_order(items: list[pytest.Item]) -> list[Unit]:
    """The tests of one file stay together, and all that need a browser: there is one to share."""
    units: dict[str, Unit] = {}
    for item in items:
        name = BROWSER if item.get_closest_marker(BROWSER) else item.nodeid.partition("::")[0]
        units.setdefault(name, []).append(item)
    first = (BROWSER, *FIRST)
    return [units[name] for name in sorted(units, key=lambda name: _rank(name, first))]


def _rank(name: str, first: tuple[str, ...]) -> int:
    return next((at for at, start in enumerate(first) if name.startswith(start)), len(first))


def _how_many() -> int:
    """Two more than there are processors, for many a test waits."""
    return (os.cpu_count() or 1) + 2


def _tickets(count: int) -> int:
    """A pipe with a ticket for every unit: who reads one, runs it."""
    taken_from, put_in = os.pipe()
    os.write(put_in, b"".join(map(TICKET.pack, range(count))))
    os.close(put_in)
    return taken_from


def _start(session: pytest.Session, units: list[Unit], tickets: int) -> Connection:
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    context.Process(target=_work, args=(session, units, tickets, there), daemon=True).start()
    there.close()
    return here


def _work(session: pytest.Session, units: list[Unit], tickets: int, results: Connection) -> None:
    capture = session.config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()  # the file it writes to is shared with the others
    capture.start_global_capturing()
    session.config.pluginmanager.register(_Telling(results))
    for item, following in _in_turn(_taken(units, tickets)):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    results.send(_left_over(session.config))
    results.send(measuring.seen())


def _left_over(config: pytest.Config) -> str:
    """What shows only when all is cleaned up: a file never closed, a coroutine never awaited."""
    gc.collect()
    try:
        collect_unraisable(config)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is told
        return f"left over at the end of a worker: {fault}"
    return ""


def _taken(units: list[Unit], tickets: int) -> Iterator[pytest.Item]:
    while ticket := os.read(tickets, TICKET.size):
        yield from units[TICKET.unpack(ticket)[0]]


def _in_turn(items: Iterator[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each with the one after it: what they share is kept open in between."""
    item = next(items, None)
    while item is not None:
        following = next(items, None)
        yield item, following
        item = following


def _gather(config: pytest.Config, workers: list[Connection]) -> tuple[int, list[str]]:
    """Pass on what the workers say as if it happened here; how many tests ran, what was left."""
    count, left_over = 0, []
    while workers:
        for worker in cast(list[Connection], wait(workers)):
            match _received(worker):
                case None:
                    workers.remove(worker)
                case dict() as seen:
                    measuring.add(seen)
                case str() as told:
                    left_over += [told] if told else []
                case reports:
                    count += 1
                    _tell(config, reports)
    return count, left_over


def _received(worker: Connection) -> Any:
    try:
        return worker.recv()
    except EOFError:
        return None


def _tell(config: pytest.Config, reports: list[dict[str, Any]]) -> None:
    for data in reports:
        report = config.hook.pytest_report_from_serializable(config=config, data=data)
        config.hook.pytest_runtest_logreport(report=report)
