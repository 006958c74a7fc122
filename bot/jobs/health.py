"""Looks every few minutes whether the house is well, and tells the administrator when it is not.

Not a job of the tick: a tick that does not come cannot say so. Holds no content, so it goes by
mail too. What each look is, the house hands in.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.cases.people import Person, Role
from bot.cases.schooltime import local_day
from bot.conversations.notes import URGENT, Note, tell_all
from bot.conversations.trouble import where
from bot.conversations.world import World, look_around
from bot.store import audit, log_heads
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.text import N_, Message

log = logging.getLogger(__name__)

PAUSE: Final = 300.0
"""Seconds between looks."""


class Trouble(StrEnum):
    """What is not well."""

    POLLING = "polling"
    DISK = "disk"
    CLOCK = "clock"
    BACKUP = "backup"
    LOG = "log"


SAID: Final = {
    Trouble.POLLING: N_("Alarm: Telegram has not answered for 10 minutes. Run maatje check."),
    Trouble.DISK: N_("Alarm: the disk is almost full. Make room, or nothing can come in."),
    Trouble.CLOCK: N_("Alarm: the clock of the server jumped. Look whether its time is right."),
    Trouble.BACKUP: N_("Alarm: there is no backup of the last two days. Run maatje backup."),
    Trouble.LOG: N_("Alarm: the log is not as it was written. Run maatje check."),
}

Look = Callable[[], Awaitable[bool]]
"""Whether that is not well."""


@dataclass
class Health:
    """`looks` are asked each time; the chain of the log once a day, for that takes a while."""

    writer: Writer = field(repr=False)
    world: World
    looks: Mapping[Trouble, Look]
    log_whole: bool | None = None
    """What the last look at the chain found; None before the first one."""
    _log_seen: date | None = None

    async def run(self) -> None:
        """As long as the house is open."""
        while True:
            await self.look()
            await asyncio.sleep(PAUSE)

    async def look(self) -> list[Trouble]:
        """What is not well now; each is told once a day. What goes wrong here is only logged."""
        found = [trouble for trouble, ask in self.looks.items() if await _bad(trouble, ask)]
        try:
            return await self.writer.run(lambda tx: self._tell(tx, found))
        except Exception as problem:  # noqa: BLE001 - the next look tries again
            log.error("ALARM: not well, and nobody can be told: %s.", where(problem))  # noqa: TRY400
            return found

    def _tell(self, tx: Tx, found: Iterable[Trouble]) -> list[Trouble]:
        today = local_day(self.world.school, tx.now)
        troubles = [*found, *self._of_log(tx, today)]
        for trouble in troubles:
            log.error("ALARM: not well: %s.", trouble.value)
            for person in _who(look_around(tx).people):
                _send(tx, person, trouble, today)
        return troubles

    def _of_log(self, tx: Tx, today: date) -> list[Trouble]:
        if self._log_seen == today:
            return []
        self._log_seen = today
        sent = log_heads.last(tx)
        self.log_whole = audit.verify(tx) is None and (sent is None or audit.holds(tx, sent.head))
        return [] if self.log_whole else [Trouble.LOG]


async def _bad(trouble: Trouble, ask: Look) -> bool:
    """A look that fails is no sign of health."""
    try:
        return await ask()
    except Exception as problem:  # noqa: BLE001 - the other looks go on
        log.error("ALARM: no look at %s: %s.", trouble.value, where(problem))  # noqa: TRY400
        return True


def _who(people: Iterable[Person]) -> list[Person]:
    """The administrator; without one, management."""
    active = [one for one in people if one.active]
    admins = [one for one in active if one.has(Role.ADMIN)]
    return admins or [one for one in active if one.has(Role.MANAGEMENT)]


def _send(tx: Tx, person: Person, trouble: Trouble, today: date) -> None:
    once = f"trouble:{trouble}:{today.isoformat()}"
    tell_all(tx, Note(person.person_id, Message((SAID[trouble],)), priority=URGENT, once=once))
