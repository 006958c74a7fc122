"""The whole house in this process, every door on loopback and real, and a clock that can jump.

People come in by a real invitation and do everything with buttons and sentences; a story reads what
they see. Knows no case.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.app.opening import House, open_house
from bot.app.serving import Served, serving
from bot.cases.people import Role
from bot.clock import Clock
from bot.settings import read_settings
from bot.store import people
from tests.botapi import BotApi
from tests.botapi_calls import Call
from tests.conversing import until_screen
from tests.phone import Phone
from tests.stories.cast import NOORDHOEK, Cast
from tests.talk import SCHOOL_HOURS


@dataclass
class RunningSchool:
    """The doors of a school on a Monday morning; nobody is in yet."""

    house: House
    served: Served
    api: BotApi
    _numbers: list[int] = field(default_factory=list)

    def stranger(self, name: str = "Sanne") -> Phone:
        """Somebody nobody knows, with a phone."""
        self._numbers.append(7_118_000_001 + len(self._numbers))
        return Phone(self.api, user_id=self._numbers[-1], first_name=name)

    async def colleague(self, person_id: str, role: Role) -> Phone:
        """Somebody of the school's own list, let in by a one-time invitation."""
        phone = self.stranger(person_id)
        code = await self.house.writer.run(lambda tx: people.invite(tx, person_id, role))
        await phone.type(f"/start {code}")
        await until_screen(phone, "a:cases")
        return phone

    async def at(self, moment: datetime) -> None:
        """It is this moment now, and what is due by then is done."""
        self.house.clock.travel(moment)
        await self.served.ticker.tick()
        if self.served.telegram is not None:
            self.served.telegram.sender.wake()

    def sent_to(self, phone: Phone) -> list[Call]:
        """Every request that went to somebody's chat."""
        return [call for call in self.api.calls if call.chat_id == str(phone.person.user_id)]

    def heard_by(self, phone: Phone, canary: str) -> list[str]:
        """The methods of the requests to somebody that hold these words, as bytes."""
        return [call.method for call in self.sent_to(phone) if call.holds(canary)]


@asynccontextmanager
async def running_school(
    folder: Path, cast: Cast = NOORDHOEK, **settings: str
) -> AsyncIterator[RunningSchool]:
    """A school with its doors open, Telegram among them."""
    clock = Clock()
    clock.travel(SCHOOL_HOURS)
    async with BotApi(now=lambda: clock.now().timestamp()) as api:
        given = {
            "BOT_TOKEN": api.token,
            "TELEGRAM_API_URL": api.url,
            "DATA_DIR": str(folder / "data"),
            "SCHOOL_DIR": str(cast.folder),
            "KEY_FILE": str(folder / "maatje.key"),
            "WEB_LISTEN": "127.0.0.1:0",
            "CASE_CONTENT": "chat",
            "SEND_RATE": "0",
            "LOG_LEVEL": "WARNING",
        }
        read = read_settings({**given, **settings}, env_file=None)
        async with open_house(read, clock=clock) as house, serving(house) as served:
            yield RunningSchool(house, served, api)
