"""Makes what reads any update, when the first one comes that needs it; knows no update.

PTB takes a third of a second and 13 MB to import, and most days nobody needs it for hours.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.handlers.api import Api
from bot.handlers.groups import Groups
from bot.handlers.turns import Turns

if TYPE_CHECKING:
    from bot.handlers.application import AnyApplication
    from bot.handlers.parsing import Parsing
    from bot.store.inbox import InboxRow


@dataclass
class LateParser:
    """Call it for the one parser; `fetch` is what that is handed."""

    api: Api = field(repr=False)
    turns: Turns
    groups: Groups
    fetch: Callable[[str, list[InboxRow]], Awaitable[None]] = field(repr=False)
    _made: Parsing | None = None
    _making: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def __call__(self) -> Parsing:
        """It is imported beside the loop, so that nobody else waits for it."""
        async with self._making:
            if self._made is None:
                application, parsing = await asyncio.to_thread(_imported)
                made = application(self.api)
                await made.initialize()
                self._made = parsing(made, self.turns, groups=self.groups, fetch=self.fetch)
            return self._made


def _imported() -> tuple[Callable[[Api], AnyApplication], type[Parsing]]:
    from bot.handlers.application import make_application  # noqa: PLC0415 - see above
    from bot.handlers.parsing import Parsing  # noqa: PLC0415 - see above

    return make_application, Parsing
