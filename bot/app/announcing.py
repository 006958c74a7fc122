"""Tells Telegram where to call and which commands there are; tries until it is taken.

None of it is worth ending the house for, so nothing here raises but a token that is refused.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from bot.conversations.trouble import where
from bot.handlers.api import Api, Refused, Unreached
from bot.handlers.commands import Menus
from bot.handlers.polling import TokenRefused
from bot.handlers.updates import DOOR
from bot.handlers.webhook import set_webhook
from bot.store import contacts
from bot.store.tx import Tx
from bot.store.writer import Writer

log = logging.getLogger(__name__)

PAUSE: Final = 2.0
"""Seconds between looks for colleagues who were enrolled."""

BACK_OFF: Final = (1.0, 2.0, 5.0, 15.0, 30.0)
_UNKNOWN_TOKEN: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})


@dataclass
class Announcing:
    """One run's loops: `hook` for a webhook, `keep_menus` for the lists of commands."""

    api: Api = field(repr=False)
    writer: Writer = field(repr=False)
    menus: Menus = field(repr=False)
    back_off: Sequence[float] = BACK_OFF
    _keeping: asyncio.Task[None] | None = field(default=None, repr=False)

    async def hook(self, public_url: str, secret: str) -> None:
        """Have Telegram call us. Raises TokenRefused when it does not know the token."""
        failures = 0
        while True:
            try:
                await set_webhook(self.api, public_url, secret)
            except (Refused, Unreached) as problem:
                if isinstance(problem, Refused) and problem.status in _UNKNOWN_TOKEN:
                    raise TokenRefused from None
                log.warning("The webhook is not set yet: %s.", type(problem).__name__)
                failures = await self._rest(failures)
            else:
                return

    async def keep_menus(self) -> None:
        """The menu of everybody once; a colleague's own soon after they are enrolled."""
        self._keeping = asyncio.current_task()
        await self._until_answered()
        while True:
            seen = self.writer.committed.count
            taken = await self._set_menus()
            await asyncio.sleep(PAUSE if taken else self.back_off[-1])
            if taken:
                await self.writer.committed.wait(seen)

    def stop(self) -> None:
        """Before the connections go: a call after that would open a new one."""
        if self._keeping is not None:
            self._keeping.cancel()

    async def _until_answered(self) -> None:
        """A network or a token that is not there is told by whoever asks for updates, once."""
        failures = 0
        while True:
            try:
                await self.api.call("getMe", {})
            except (Refused, Unreached):
                failures = await self._rest(failures)
            else:
                return

    async def _set_menus(self) -> bool:
        try:
            chats = await self.writer.run(_staff_chats)
        except Exception as problem:  # noqa: BLE001 - none of it is worth ending the house for
            log.warning("The menus stay as they are: %s.", where(problem))
            return False
        taken = await self.menus.publish()
        for chat in chats:  # one that is not taken (blocked) is asked again with the next commit
            await self.menus.for_chat(*chat, staff=True)
        return taken

    async def _rest(self, failures: int) -> int:
        await asyncio.sleep(self.back_off[min(failures, len(self.back_off) - 1)])
        return failures + 1


def _staff_chats(tx: Tx) -> list[tuple[str, str]]:
    found = contacts.of_staff(tx, DOOR)
    return [(contacts.address(tx, one.contact_ref), one.language) for one in found]
