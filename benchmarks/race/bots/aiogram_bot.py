"""aiogram 3 as its documentation starts it: a Dispatcher that polls; the store is handed in."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.race.bots.story import Rows, Shown

Start = Callable[[Any, int], Awaitable[Shown]]
Answer = Callable[[Any, int, str], Awaitable[Shown]]


async def poll(store: Any, start: Start, answer: Answer) -> None:
    """Until it is told to stop."""

    async def begin(message: Message) -> None:
        shown = await start(store, message.chat.id)
        await message.answer(shown.text, reply_markup=_keyboard(shown.rows))

    async def tap(query: CallbackQuery) -> None:
        shown = await answer(store, query.from_user.id, query.data or "")
        await query.answer()
        if isinstance(query.message, Message):
            await query.message.edit_text(shown.text, reply_markup=_keyboard(shown.rows))

    dispatcher = Dispatcher()
    dispatcher.message.register(begin, CommandStart())
    dispatcher.callback_query.register(tap)
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server))
    await dispatcher.start_polling(bot)


def _keyboard(rows: Rows) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
            for row in rows
        ]
    )


async def _main(kind: str) -> None:
    if kind == "grouped":
        from benchmarks.race.bots import grouped  # noqa: PLC0415 - the other pays nothing for it

        await poll(await grouped.opened(), grouped.start, grouped.answer)
    else:
        from benchmarks.race.bots import kept  # noqa: PLC0415 - the other pays nothing for it

        await poll(await kept.opened(), kept.start, kept.answer)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
