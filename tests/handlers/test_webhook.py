"""Telegram may call us instead: kept before the answer, and only from who knows the secret."""

import io
import json
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.handlers.keeping import Keeper
from bot.handlers.webhook import PATH, SECRET_HEADER, set_webhook, webhook_route
from tests.botapi import BotApi
from tests.handlers.door import I18N, Echo, Running, telegram_door
from tests.phone import Phone


async def post(door: Running, body: bytes, secret: str) -> int:
    app = web.Application()
    app.router.add_routes([webhook_route(Keeper(door.writer, I18N, door.lanes.put), "s3cret")])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}{PATH}"
    head = {SECRET_HEADER: secret}
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=io.BytesIO(body), headers=head) as answer,
        ):
            return answer.status
    finally:
        await runner.cleanup()


@pytest.mark.asyncio
async def test_an_update_that_is_called_in_is_answered(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    await sanne.type("via de andere deur")
    body = json.dumps(api.updates.pending[0]).encode()
    async with telegram_door(api, folder, echo, poll=False) as door:
        assert await post(door, body, "s3cret") == 200
        await sanne.wait_for("via de andere deur")


@pytest.mark.parametrize("secret", ["", "wrong", "s3cre"])
@pytest.mark.asyncio
async def test_who_does_not_know_the_secret_finds_nothing(
    api: BotApi, folder: Path, echo: Echo, secret: str
) -> None:
    async with telegram_door(api, folder, echo, poll=False) as door:
        assert await post(door, b"{}", secret) == 404
        assert await door.count("new") == 0


@pytest.mark.asyncio
async def test_what_is_no_json_is_kept_and_buried(api: BotApi, folder: Path, echo: Echo) -> None:
    async with telegram_door(api, folder, echo, poll=False) as door:
        assert await post(door, b"{half", "s3cret") == 200
        await door.until("dead", 1)


@pytest.mark.asyncio
async def test_too_much_is_refused(api: BotApi, folder: Path, echo: Echo) -> None:
    async with telegram_door(api, folder, echo, poll=False) as door:
        assert await post(door, b"x" * (1 << 20) + b"x", "s3cret") == 413


@pytest.mark.asyncio
async def test_telegram_is_told_where_to_call(api: BotApi, folder: Path, echo: Echo) -> None:
    async with telegram_door(api, folder, echo, poll=False) as door:
        await set_webhook(door.bot, "https://maatje.example/", "s3cret")
    assert api.updates.webhook["url"] == "https://maatje.example/telegram"


def test_a_webhook_needs_a_secret() -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_route(Keeper.__new__(Keeper), "")
