"""Makes the PTB application that parses and routes; it neither polls nor sends by itself."""

from __future__ import annotations

from telegram.ext import ApplicationBuilder, ExtBot

from bot.handlers.api import Api
from bot.handlers.incoming import AnyApplication


class _QuietBot(ExtBot[None]):
    """Asks Telegram nothing at start: rows of before must be worked while it is out of reach."""

    async def initialize(self) -> None:
        """PTB's own asks getMe; `polling` does that, and keeps on trying."""

    async def shutdown(self) -> None:
        """The session is not ours to close: the sender may still need it."""


def make_application(api: Api) -> AnyApplication:
    """Not yet initialized; `await application.initialize()` uses no network."""
    bot = _QuietBot(
        api.token,
        base_url=f"{api.root}/bot",
        base_file_url=f"{api.root}/file/bot",
        request=api.request,
        get_updates_request=api.request,
    )
    return ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
