"""What each bot is put through: a burst, a steady stream, quick taps; knows no bot by name."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from benchmarks.race.contenders import Contender, Running
from benchmarks.race.people import Person
from benchmarks.race.telegram import Telegram

PATIENCE: Final = 300.0
CALM: Final = 15.0
"""Seconds without a new screen, after which nothing more is expected."""


@dataclass(frozen=True)
class Went:
    """How a load went: seconds of all, seconds of each, processor seconds of the bot."""

    seconds: float
    each: tuple[float, ...]
    cpu: float

    @property
    def rate(self) -> float:
        """Updates a second."""
        return len(self.each) / self.seconds

    @property
    def cpu_each(self) -> float:
        """Milliseconds of processor for one update, which is seconds for a thousand."""
        return self.cpu / len(self.each) * 1000

    def at(self, part: float) -> float:
        """The time that this part of all did not wait longer than, in milliseconds."""
        ordered = sorted(self.each)
        return ordered[math.ceil(part * len(ordered)) - 1] * 1000


@dataclass(frozen=True)
class Lane:
    """One bot that runs, with who talks to it."""

    telegram: Telegram
    contender: Contender
    running: Running

    async def meet(self, number: int) -> list[Person]:
        """So many people who were never there before, each with a question on the screen."""
        people = [Person(chat_id) for chat_id in islice(self.telegram.newcomers, number)]
        self.telegram.people.update({person.chat_id: person for person in people})
        self.telegram.push([person.says(self.contender.hello) for person in people])
        await self._all(lambda: all(person.screen for person in people))
        return people

    async def burst(self, people: Sequence[Person], steps: Sequence[int]) -> Went:
        """Everybody taps at once, and again when everybody has the next question."""
        before, begun = self.running.cpu, time.perf_counter()
        each: list[float] = []
        for step in steps:
            self.telegram.push([person.taps(self._data(person, step)) for person in people])
            await self._answered(people)
            each += [person.took for person in people]
        seconds = time.perf_counter() - begun
        return Went(seconds, tuple(each), self.running.cpu - before)

    async def steady(self, people: Sequence[Person], step: int, rate: float) -> Went:
        """One after the other, evenly, so many a second."""
        before, begun = self.running.cpu, time.perf_counter()
        for number, person in enumerate(people):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            self.telegram.push([person.taps(self._data(person, step))])
        await self._answered(people)
        seconds = time.perf_counter() - begun
        return Went(seconds, tuple(person.took for person in people), self.running.cpu - before)

    async def quick(self, people: Sequence[Person], wanted: Sequence[str]) -> tuple[int, int]:
        """Everybody taps a whole path at once: answers lost, and screens out of order."""
        for person in people:
            person.screens.clear()
        steps = range(len(self.contender.path))
        taps = [person.taps(self._data(person, step)) for person in people for step in steps]
        self.telegram.push(taps)
        while not all(person.screens[-1:] == [wanted[-1]] for person in people):
            if not await self._moves():
                break
        return (
            sum(_lost(person.screens, wanted) for person in people),
            sum(_out_of_order(person.screens, wanted) for person in people),
        )

    def _data(self, person: Person, step: int) -> str:
        """What the button of this step sends: its start is that of the button on the screen."""
        end = self.contender.path[step]
        first = person.buttons[0]
        return ":".join((*first.split(":")[:2], end)) if end else first

    async def _answered(self, people: Sequence[Person]) -> None:
        await self._all(lambda: all(person.waits is None for person in people))

    async def _all(self, true: Callable[[], bool]) -> None:
        if not await self.telegram.until(true, seconds=PATIENCE):
            raise SystemExit(f"{self.contender.name} leaves people without an answer.")

    async def _moves(self) -> bool:
        seen = sum(len(person.screens) for person in self.telegram.people.values())

        def moved() -> bool:
            return sum(len(person.screens) for person in self.telegram.people.values()) > seen

        return await self.telegram.until(moved, seconds=CALM)


def _lost(screens: Sequence[str], wanted: Sequence[str]) -> int:
    """How many answers short of the end the last screen is."""
    last = screens[-1] if screens else ""
    return len(wanted) - 1 - (wanted.index(last) if last in wanted else 0)


def _out_of_order(screens: Sequence[str], wanted: Sequence[str]) -> int:
    """How often a screen came after a later one; one that was left out is none."""
    places = [wanted.index(screen) for screen in screens if screen in wanted]
    return sum(after < before for before, after in pairwise(places))
