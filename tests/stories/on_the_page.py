"""The page as somebody's phone, so that the same stories are told there; knows no screen.

Every look is a request: what a device shows is what the server hands it at that moment.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pyotp

from bot.app.opening import House
from bot.cases.people import Role
from bot.store import people
from bot.web.locks import IDLE
from tests.botapi import BotApi
from tests.botapi_chats import Shown
from tests.phone import Phone
from tests.web.visitor import Visitor


@dataclass
class Looking:
    """Waits by looking again whenever the house has stored something."""

    page: PagePhone = field(repr=False)
    house: House = field(repr=False)

    async def until(self, true: Callable[[], object], *, timeout: float = 10) -> None:  # noqa: ASYNC109 - as the Bot API's
        committed = self.house.writer.committed
        async with asyncio.timeout(timeout):
            while True:
                seen = committed.count
                await self.page.look()
                if true():
                    return
                await committed.wait(seen)


class PagePhone(Phone):
    """Somebody at the page of the school; everything a phone does in a story, it does too."""

    def __init__(self, visitor: Visitor, house: House) -> None:
        self.visitor = visitor
        self.api = cast(BotApi, Looking(self, house))
        self._visible: list[Shown] = []
        self._counted = itertools.count(1)

    @property
    def shown(self) -> list[Shown]:
        """Our messages as they were at the last look, oldest first."""
        return self._visible

    async def look(self) -> None:
        """Ask the server for the chat."""
        state = await self.visitor.open()
        found = sorted(state["messages"], key=lambda one: one["id"])
        self._visible = [_shown(one) for one in found if not one.get("removed") and not one["mine"]]

    async def type(self, text: str) -> Shown:
        """Send a text once the page has greeted, and see the answer below it."""
        if not self._visible:
            await self.api.until(lambda: self._visible)
        before = max(one.message_id for one in self._visible)
        assert await self.visitor.say(text) == 200
        await self.api.until(lambda: any(one.message_id > before for one in self._visible))
        return Shown({"message_id": -next(self._counted), "text": text}, by_bot=False)

    async def press_data(self, data: str, message_id: int) -> str:
        """Press a button of a message."""
        assert await self.visitor.press(data, message_id) == 200
        return data


@dataclass
class Device:
    """A colleague's device on the page, locked with an app."""

    house: House = field(repr=False)
    phone: PagePhone = field(repr=False)
    secret: str = field(repr=False, default="")

    async def enrol(self, person_id: str, role: Role) -> None:
        """In by an invitation, with an app as lock."""
        code = await self.house.writer.run(lambda tx: people.invite(tx, person_id, role))
        await self._post("enrol", {"code": code})
        self.secret = (await self._post("lock/begin", {"way": "totp"}))["secret"]
        await self.unlock()

    async def unlock(self) -> None:
        """Type what the app shows now."""
        shown = pyotp.TOTP(self.secret).at(self.house.clock.now())
        await self._post("lock/end", {"way": "totp", "code": shown})

    async def rest(self) -> None:
        """Nobody touches it for a while: it shows nothing, until the app's code is typed."""
        self.house.clock.travel(self.house.clock.now() + IDLE + timedelta(minutes=1))
        async with self.phone.visitor.post("open", {"since": 0}) as answer:
            assert answer.status == 423
        await self.unlock()

    async def _post(self, path: str, held: object) -> dict[str, Any]:
        async with self.phone.visitor.post(path, held) as answer:
            assert answer.status == 200, path
            said: dict[str, Any] = await answer.json()
            return said


def _shown(message: dict[str, Any]) -> Shown:
    rows = [
        [{"text": one["label"], "callback_data": one["data"] or None} for one in row]
        for row in message["buttons"]
    ]
    fields = {
        "message_id": message["id"],
        "text": "\n".join(message["lines"]),
        "reply_markup": {"inline_keyboard": rows},
    }
    return Shown(fields, by_bot=True, changed=message["revision"])
