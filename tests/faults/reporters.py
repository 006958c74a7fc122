"""People who report again and again and wait as long as it takes, whatever becomes of the bot.

Knows the phone's side only: what they told and what they saw.
"""

import asyncio
import hashlib
import random
import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count

from tests.conversing import QUICK_REPORT, datas
from tests.phone import Phone

PATIENCE = 300.0
"""Seconds somebody waits for an answer before we call it lost.

Whose row is the oldest meets the trouble after each start first, and waits longer each time.
"""

NAMED = re.compile(r"melding heet (.+)\.")
ENDS = (*(f":{step}:{value}" for step, value in QUICK_REPORT), ":send:put.1a", ":send:send")


class Reporter:
    """One phone. `told` are the words of the reports, `given` the hashes of the files."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.told: list[str] = []
        self.given: list[str] = []
        self.late: list[str] = []
        self.wipes = 0
        self._free = asyncio.Lock()
        self._done: set[str] = set()
        self._tapped: set[tuple[int, str]] = set()
        self._albums = count(1)

    async def report(
        self, word: str, *, files: int = 0, album: bool = True, wipe: bool = False
    ) -> None:
        """From /melden to the receipt. What was tapped, typed or sent once is never sent again."""
        async with self._free:
            if self.late:  # who gave up does not try again
                return
            self.told.append(word)
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._tell(word, files, album=album)
                    if wipe:
                        await self._wipe()
            except TimeoutError:
                self.late.append(word)  # what is not in the store counts as lost besides

    async def _tell(self, word: str, files: int, *, album: bool) -> None:
        await self.phone.type("/melden")
        await self._until(partial(self._asks, "story"))
        if files:
            await self._give(word, files, album=album)
        else:
            await self.phone.type(f"ze pesten mij {word}")
        await self._until(self._receipt)
        self._done.add(self._receipt() or "")

    async def _give(self, word: str, files: int, *, album: bool) -> None:
        """The first picture brings the question what is on it, and goes; then they may come."""
        await self.phone.send_photo(b"not kept", caption=f"ze pesten mij {word}")
        await self._until(self._not_naked)
        await self._tap(self._not_naked() or "")
        await self._until(partial(self._asks, "send"))
        tied = f"{word}{next(self._albums)}" if album and files > 1 else None
        for number in range(files):
            content = random.Random(f"{word} {number}").randbytes(700)  # noqa: S311 - repeatable
            self.given.append(hashlib.sha256(content).hexdigest())
            await self.phone.send_photo(content, album=tied)
        counted = "1 bestand" if files == 1 else f"{files} bestanden"
        await self._until(lambda: any(counted in m.text for m in self.phone.shown[-4:]), ends=())

    async def _wipe(self) -> None:
        await self.phone.type("/wis")
        await self._until(lambda: "gewist" in self.phone.screen)
        self.wipes += 1

    async def _until(self, done: Callable[[], object], *, ends: Sequence[str] = ENDS) -> None:
        """Answer what is asked on the way, each question once a message."""
        while not done():
            seen = self.phone.chat.changes
            data = next((d for end in ends for d in datas(self.phone) if d.endswith(end)), "")
            await self._tap(data)
            await self.phone.api.until(partial(self._changed, seen), timeout=PATIENCE)

    async def _tap(self, data: str) -> None:
        newest = next((m for m in reversed(self.phone.shown) if m.buttons), None)
        if newest is None or not data or (newest.message_id, data) in self._tapped:
            return
        self._tapped.add((newest.message_id, data))
        await self.phone.press_data(data, newest.message_id)

    def _changed(self, seen: int) -> bool:
        return self.phone.chat.changes > seen

    def _asks(self, step: str) -> bool:
        return any(f":{step}:" in data for data in datas(self.phone))

    def _not_naked(self) -> str | None:
        asked = (d for d in datas(self.phone) if ":nude" in d and d.endswith(":no"))
        return next(asked, None)

    def _receipt(self) -> str | None:
        """The name of a report that was not heard before, wherever in the chat it was said."""
        own = (m for m in self.phone.chat.messages.values() if m.by_bot)
        texts = (text for m in own for text in (*m.edits, m.text))
        named = (NAMED.search(text) for text in texts)
        return next((one[1] for one in named if one and one[1] not in self._done), None)
