"""Makes the PTB application that parses and routes; it neither polls nor sends by itself."""

from __future__ import annotations

from typing import Any, NoReturn

from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import BaseRequest

from bot.handlers.api import Api

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class _NoWayOut(BaseRequest):
    """Nothing goes to Telegram through PTB: see `api`."""

    @property
    def read_timeout(self) -> None:
        """None: nothing is waited for."""

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def do_request(self, *_: object, **__: object) -> NoReturn:
        """A fault of ours."""
        raise RuntimeError("PTB only parses here.")


class _QuietBot(ExtBot[None]):
    """Asks Telegram nothing at start: rows of before must be worked while it is out of reach."""

    async def initialize(self) -> None:
        """PTB's own asks getMe; `polling` does that, and keeps on trying."""

    async def shutdown(self) -> None:
        """There is nothing to close."""


def make_application(api: Api) -> AnyApplication:
    """Not yet initialized; `await application.initialize()` uses no network."""
    bot = _QuietBot(api.token, request=_NoWayOut(), get_updates_request=_NoWayOut())
    return ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
