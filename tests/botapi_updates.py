"""The queue of updates and who may read it; knows no chats and no HTTP."""

import asyncio
from contextlib import suppress

from tests.botapi_chats import Fields
from tests.botapi_limits import TWO_POLLERS, Refused

# Left out by Telegram unless a bot asks for them by name.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Updates:
    """Keeps each update until an offset confirms it, whatever becomes of the bot."""

    def __init__(self, *, first_id: int, changed: asyncio.Condition) -> None:
        self.pending: list[Fields] = []
        self.confirmed: list[int] = []
        self.unwanted: list[Fields] = []
        self.webhook: Fields = {}
        self.closing = False
        self._changed = changed
        self._next_id = first_id
        self._allowed: frozenset[str] = frozenset()
        self._poll = 0

    async def push(self, update: Fields) -> int:
        """Queue `{"message": …}` and the like; the id, also for one the bot did not ask for."""
        kind = next(iter(update))
        numbered = {"update_id": self._next_id, **update}
        self._next_id = int(numbered["update_id"]) + 1
        wanted = kind in self._allowed if self._allowed else kind not in _ON_REQUEST
        async with self._changed:
            (self.pending if wanted else self.unwanted).append(numbered)
            self._changed.notify_all()
        return int(numbered["update_id"])

    async def poll(self, params: Fields) -> list[Fields]:
        """getUpdates: confirms below the offset, then waits; a newer poll ends an older one."""
        if self.webhook.get("url"):
            raise Refused(409, _WEBHOOK)
        self._poll += 1
        mine = self._poll
        if params.get("allowed_updates") is not None:
            self._allowed = frozenset(params["allowed_updates"])
        self._confirm(int(params.get("offset") or 0))
        await self._wait(mine, float(params.get("timeout") or 0))
        if self._poll != mine:
            raise Refused(409, TWO_POLLERS)
        return self.pending[: min(max(int(params.get("limit") or 100), 1), 100)]

    def set_webhook(self, params: Fields) -> bool:
        """Keeps the address only: a test that wants a webhook posts `pending` itself."""
        self.webhook = dict(params) if params.get("url") else {}
        self._drop(params)
        return True

    def webhook_info(self) -> Fields:
        """Telegram's WebhookInfo."""
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }

    def _confirm(self, offset: int) -> None:
        # A negative offset keeps only the last so many: everything before is forgotten.
        kept = (
            self.pending[offset:]
            if offset < 0
            else [update for update in self.pending if update["update_id"] >= offset]
        )
        self._forget(len(self.pending) - len(kept))

    def _drop(self, params: Fields) -> None:
        if str(params.get("drop_pending_updates", "")).lower() == "true":
            self._forget(len(self.pending))

    def _forget(self, count: int) -> None:
        self.confirmed += [int(update["update_id"]) for update in self.pending[:count]]
        del self.pending[:count]

    async def _wait(self, mine: int, seconds: float) -> None:
        async with self._changed:
            self._changed.notify_all()
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._changed.wait_for(
                        lambda: self.pending or self.closing or self._poll != mine
                    )
