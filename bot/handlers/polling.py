"""Asks Telegram for updates and moves on only when they lie in the inbox; knows no content.

PTB's own updater moves on before the work is done and stops for good at the first bad answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

from bot.conversations.trouble import where
from bot.handlers.api import Api, Refused, Unreached
from bot.handlers.keeping import Keeper
from bot.handlers.updates import ALLOWED, update_id

log = logging.getLogger(__name__)

WAIT_SECONDS: Final = 25
"""How long Telegram holds a question to which it has nothing to say yet."""

SILENCE_SECONDS: Final = 10
"""Beyond that: then the line is dead."""

BACK_OFF: Final = (0.5, 1.0, 2.0, 5.0, 15.0, 30.0)
CONFLICTS: Final = 3
CONFLICT_SECONDS: Final = 60.0


class TokenRefused(Exception):
    """Telegram does not know the bot's token."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram refuses the bot token. Put the one from @BotFather in BOT_TOKEN."
        )


class Polling:
    """One loop; `last_good` is its last good answer on the loop's own monotonic clock, or None.

    `greeted` is set once Telegram knows us: from then on it is asked for updates.
    """

    def __init__(
        self,
        api: Api,
        keeper: Keeper,
        *,
        back_off: Sequence[float] = BACK_OFF,
        conflict_seconds: float = CONFLICT_SECONDS,
        wait_seconds: float = WAIT_SECONDS,
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        self._api = api
        self._keeper = keeper
        self._back_off = back_off
        self._conflict_seconds = conflict_seconds
        self._wait_seconds = wait_seconds
        self._silence_seconds = silence_seconds
        self._offset = 0
        self._conflicts = 0
        self._closing = asyncio.Event()
        self.greeted = asyncio.Event()
        self.last_good: float | None = None

    @property
    def silent_seconds(self) -> float:
        """Since the last good answer; endless before the first one. Healthy is under 90."""
        if self.last_good is None:
            return float("inf")
        return asyncio.get_running_loop().time() - self.last_good

    async def run(self) -> None:
        """Poll until `stop`. Raises TokenRefused when the very first call is refused."""
        if not await self._greeted():
            return
        self.greeted.set()
        failures = 0
        while not self._closing.is_set():
            pause = await self._poll(failures)
            failures = failures + 1 if pause else 0
            await self._pause(pause)

    def stop(self) -> None:
        """Ask nothing more; whoever runs it cancels the question that is still open."""
        self._closing.set()

    async def _greeted(self) -> bool:
        """Check the token and take off a webhook, for both ways at once are refused."""
        failures = 0
        while not self._closing.is_set():
            try:
                await self._api.call("getMe", {})
                await self._api.call("deleteWebhook", {})
            except Refused as refused:
                if refused.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
                    raise TokenRefused from None
                problem: Exception = refused
            except Unreached as unreached:
                problem = unreached
            else:
                return True
            log.warning("Telegram does not answer yet: %s %s.", type(problem).__name__, problem)
            await self._pause(self._next_pause(failures))
            failures += 1
        return False

    async def _poll(self, failures: int) -> float:
        """One question; how long to wait before the next one, 0 after a good answer."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        try:
            updates = await self._ask()
            if updates:
                await self._keeper.keep(updates)
        except Refused as refused:
            return self._refused(refused, failures)
        except Exception as problem:  # noqa: BLE001 - polling that ends is the worst of all
            log.warning("Polling goes on: %s.", where(problem))
            return self._next_pause(failures)
        self._conflicts = 0
        self.last_good = loop.time()
        self._move_on(updates)
        too_fast = not updates and loop.time() - asked < min(1.0, self._wait_seconds)
        return self._back_off[0] if too_fast else 0.0

    async def _ask(self) -> list[object]:
        question: dict[str, Any] = {"timeout": self._wait_seconds, "allowed_updates": [*ALLOWED]}
        if self._offset:
            question["offset"] = self._offset
        seconds = self._wait_seconds + self._silence_seconds
        updates = await self._api.call("getUpdates", question, seconds=seconds)
        if not isinstance(updates, list):
            raise Unreached("NoList")
        return updates

    def _move_on(self, updates: Sequence[object]) -> None:
        """Confirm this batch and nothing else.

        After an empty answer everything is confirmed, and asking from the start is safe; numbers
        begin anew at random after a quiet week, so an old high one must not be kept. It is never
        negative: that would throw updates away.
        """
        numbers = [number for update in updates if (number := update_id(update)) is not None]
        self._offset = max(numbers) + 1 if numbers else 0

    def _refused(self, refused: Refused, failures: int) -> float:
        log.warning("Telegram refuses to answer: %d.", refused.status)
        if refused.status != HTTPStatus.CONFLICT:
            return min(refused.wait or self._next_pause(failures), self._back_off[-1])
        self._conflicts += 1
        if self._conflicts < CONFLICTS:
            return self._next_pause(failures)
        self._conflicts = 0
        log.error("ALARM: somebody else reads this bot's updates (409). Was the token stolen?")
        return self._conflict_seconds

    def _next_pause(self, failures: int) -> float:
        return self._back_off[min(failures, len(self._back_off) - 1)]

    async def _pause(self, seconds: float) -> None:
        if seconds <= 0:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()
