"""Troubles a test asks for: refusals, cut lines, slow and held answers; knows no chats."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from tests.botapi_limits import TWO_POLLERS, Refused

ANY = "*"
_WORDS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: TWO_POLLERS,
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


class Trouble(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"
    CUT_BEFORE = "cut before"
    CUT_AFTER = "cut after"


@dataclass
class Fault:
    """One kind of trouble, for the next `left` calls that it fits."""

    trouble: Trouble
    method: str
    left: int
    chat_id: int | None = None
    refusal: Refused | None = None

    def fits(self, trouble: Trouble, method: str, chat_id: str) -> bool:
        """Whether this call is meant."""
        return (
            self.left > 0
            and self.trouble is trouble
            and self.method in (ANY, method)
            and (self.chat_id is None or str(self.chat_id) == chat_id)
        )


@dataclass
class Flood:
    """The limit on messages: no more than `most` in any second, 0 means no limit.

    `refused`: when one was refused.
    """

    most: int = 0
    refused: list[float] = field(default_factory=list)
    _taken: deque[float] = field(default_factory=deque)

    def check(self, method: str, at: float) -> None:
        """Refuse one too many; what is refused does not count."""
        if not self.most or not method.startswith(("send", "editMessageText")):
            return
        while self._taken and self._taken[0] <= at - 1:
            self._taken.popleft()
        if len(self._taken) >= self.most:
            self.refused.append(at)
            raise refusal(429, retry_after=1, description=None)
        self._taken.append(at)


@dataclass
class Faults:
    """The troubles still to come; `seconds` is how long every answer takes."""

    seconds: float = 0.0
    coming: list[Fault] = field(default_factory=list)
    _gates: dict[str, asyncio.Event] = field(default_factory=dict)

    def strikes(self, trouble: Trouble, method: str, chat_id: str) -> Fault | None:
        """The fault for this call, used up by one; None when all goes well."""
        for fault in self.coming:
            if fault.fits(trouble, method, chat_id):
                fault.left -= 1
                return fault
        return None

    @asynccontextmanager
    async def hold(self, method: str) -> AsyncIterator[None]:
        """While open, answers to this method wait; the effect has already happened."""
        self._gates[method] = gate = asyncio.Event()
        try:
            yield
        finally:
            self._gates.pop(method, None)
            gate.set()

    async def wait_for_answer(self, method: str) -> None:
        """As slow as asked for."""
        if self.seconds:
            await asyncio.sleep(self.seconds)
        gate = self._gates.get(method) or self._gates.get(ANY)
        if gate:
            await gate.wait()

    def clear(self) -> None:
        """No more trouble: forgets all faults, the delay and the gates."""
        self.seconds = 0.0
        self.coming.clear()
        for gate in self._gates.values():
            gate.set()
        self._gates.clear()


def refusal(status: int, *, retry_after: int, description: str | None) -> Refused:
    """A refusal in Telegram's words; only a 429 says when to try again."""
    if status == 429:
        said = description or f"Too Many Requests: retry after {retry_after}"
        return Refused(status, said, retry_after=retry_after)
    return Refused(status, description or _WORDS.get(status, "Error"))
