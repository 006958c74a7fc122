"""Leaves groups and channels with one sentence; never says or reads anything else there."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from bot.handlers.api import Api, Refused, Unreached
from bot.i18n import I18n
from bot.text import N_

PRIVATE_ONLY: Final = N_("I only talk in a private chat. I leave this group now.")


@dataclass
class Groups:
    """Remembers where it said its sentence, as long as the process runs: once is enough."""

    api: Api = field(repr=False)
    i18n: I18n = field(repr=False)
    _told: set[int] = field(default_factory=set, repr=False)

    async def leave(self, chat_id: int) -> None:
        """Raises Unreached or Refused when it must be tried again."""
        if chat_id not in self._told:
            self._told.add(chat_id)
            await self._say(chat_id)
        try:
            await self.api.call("leaveChat", {"chat_id": chat_id})
        except Refused as refused:
            if refused.status not in {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN}:
                raise  # those two: we are no member (any more)

    async def _say(self, chat_id: int) -> None:
        """Best effort: a channel may not let us write."""
        words = self.i18n.render(PRIVATE_ONLY, self.i18n.default)
        try:
            await self.api.call("sendMessage", {"chat_id": chat_id, "text": words})
        except (Refused, Unreached):
            return
