"""A loop over aiohttp and nothing else, with Maatje's own store: about as little as can be."""

from __future__ import annotations

import asyncio
import os
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import aiohttp

from benchmarks.race.bots import grouped
from benchmarks.race.bots.story import Rows
from bot.store.writer import Writer

CONNECTIONS = 256


async def main() -> None:
    """Poll until it is killed; an update is a task, a chat takes one at a time."""
    root = f"{os.environ['TELEGRAM_API_URL']}/bot{os.environ['BOT_TOKEN']}"
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    async with aiohttp.ClientSession(connector=connector) as session:
        bot = Bare(session, root, await grouped.opened())
        await bot.run()


class Bare:
    """The bot."""

    def __init__(self, session: aiohttp.ClientSession, root: str, writer: Writer) -> None:
        """Not polling yet."""
        self._session = session
        self._root = root
        self._writer = writer
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def run(self) -> None:
        """Ask for updates for ever."""
        offset = 0
        async with asyncio.TaskGroup() as tasks:
            while True:
                updates = await self._call("getUpdates", {"offset": offset, "timeout": 25})
                for update in updates:
                    offset = update["update_id"] + 1
                    tasks.create_task(self._take(update))

    async def _take(self, update: Mapping[str, Any]) -> None:
        query = update.get("callback_query")
        if query is None:
            await self._begin(update["message"]["chat"]["id"])
            return
        chat_id = query["from"]["id"]
        async with self._turns[chat_id]:
            shown = await grouped.answer(self._writer, chat_id, query["data"])
            await self._call("answerCallbackQuery", {"callback_query_id": query["id"]})
            told = {"chat_id": chat_id, "text": shown.text, "reply_markup": _keyboard(shown.rows)}
            message_id = query["message"]["message_id"]
            await self._call("editMessageText", {**told, "message_id": message_id})

    async def _begin(self, chat_id: int) -> None:
        shown = await grouped.start(self._writer, chat_id)
        told = {"chat_id": chat_id, "text": shown.text, "reply_markup": _keyboard(shown.rows)}
        await self._call("sendMessage", told)

    async def _call(self, method: str, params: Mapping[str, Any]) -> Any:
        async with self._session.post(f"{self._root}/{method}", json=params) as answer:
            return (await answer.json())["result"]


def _keyboard(rows: Rows) -> dict[str, Any]:
    keys = [[{"text": label, "callback_data": data} for label, data in row] for row in rows]
    return {"inline_keyboard": keys}


if __name__ == "__main__":
    asyncio.run(main())
