"""Polling goes on whatever Telegram or the disk does, and never throws an update away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.clock import Clock
from bot.handlers.api import Api
from bot.handlers.connections import Connections
from bot.handlers.keeping import Keeper
from bot.handlers.polling import Polling, TokenRefused
from bot.store.writer import Tx
from tests.botapi import BotApi
from tests.handlers.door import I18N, QUICK, Echo, telegram_door
from tests.opened import a_writer
from tests.phone import Phone

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("status", [401, 404, 409, 429, 500, 502, 504])
async def test_t9_a_refusal_is_outlived(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, status: int
) -> None:
    async with telegram_door(api, folder, echo, conflict_seconds=0.01):
        await sanne.say("voor")
        api.fail("getUpdates", status=status, times=4, retry_after=30)
        await sanne.type("na")
        await sanne.wait_for("na")
    assert sanne.messages == ["voor", "na"]


async def test_t9_a_cut_line_is_outlived(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        await sanne.say("voor")
        api.cut("getUpdates", times=3)
        api.cut("getUpdates", times=1, after_accept=True)
        await sanne.say("na")
    assert sanne.messages == ["voor", "na"]


async def test_t9_silence_is_a_dead_line(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo, wait_seconds=0.1, silence_seconds=0.1) as door:
        await sanne.say("voor")
        async with api.hold("getUpdates"):
            asked = len(api.calls_of("getUpdates"))
            await api.until(lambda: len(api.calls_of("getUpdates")) > asked + 2)
        await sanne.say("na")
        assert door.polling.silent_seconds < 90


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Bad Gateway</html>",
        b"",
        b'{"ok": true, "result": [',
        b"[]",
        b'{"ok":true,"result":7}',
    ],
)
async def test_t9_an_answer_nobody_can_read_is_outlived(
    folder: Path, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with odd_telegram(body) as (url, asked):
        await poll_until(url, folder, asked, 3)
    assert "Gateway" not in caplog.text


async def test_t10_no_request_can_throw_updates_away(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        for word in ("a", "b", "c"):
            await sanne.say(word)
    asked = [call.params for call in api.calls]
    assert all(int(params.get("offset") or 0) >= 0 for params in asked)
    assert not any("drop_pending_updates" in params for params in asked)


async def test_a_refused_token_is_said_in_one_sentence(api: BotApi, folder: Path) -> None:
    writer = await a_writer(folder, Clock())
    bot = Api(Connections(api.url), "1:WRONG")
    with pytest.raises(TokenRefused, match="BOT_TOKEN") as refused:
        await Polling(bot, Keeper(writer, I18N, lambda _: None)).run()
    assert "WRONG" not in str(refused.value)
    await bot.connections.shutdown()
    await writer.close()


async def test_t6_after_an_empty_answer_no_number_of_before_is_told(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo, wait_seconds=0.05):
        await sanne.type("hoog")
        await api.until(lambda: True in _told(api))
        await api.until(lambda: not _told(api)[-1])


def _told(api: BotApi) -> list[bool]:
    """Of each question for updates, whether it told a number."""
    return ["offset" in call.params for call in api.calls_of("getUpdates")]


async def test_t9_two_pollers_ring_the_alarm_and_ours_does_not_fight(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    async with telegram_door(api, folder, echo, conflict_seconds=0.1):
        await sanne.say("voor")
        before = len(api.calls_of("getUpdates"))
        api.fail("getUpdates", status=409, times=3)
        await sanne.say("na")
        await sanne.type("en nog eens")
        await sanne.wait_for("en nog eens")
    asked = [call.at for call in api.calls_of("getUpdates")[before:]]
    assert asked[3] - asked[2] > 0.1
    assert "ALARM" in caplog.text


async def test_t16_what_a_full_disk_refuses_stays_at_telegram(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        await sanne.say("voor")
        await door.writer.run(lambda tx: set_most_pages(tx, 1))  # as many as there are now
        await sanne.type("x" * 4000)
        asked = len(api.calls_of("getUpdates"))
        await api.until(lambda: len(api.calls_of("getUpdates")) > asked + 3)
        assert len(api.updates.pending) == 1
        await door.writer.run(lambda tx: set_most_pages(tx, 100_000))
        await sanne.wait_for("x" * 4000)
    assert len(sanne.messages) == 2


def set_most_pages(tx: Tx, number: int) -> None:
    tx.db.execute(f"PRAGMA max_page_count = {number}").fetchone()


async def test_nothing_in_the_log_holds_the_token_or_words(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    api.fail("getUpdates", status=502, times=2)
    api.cut("sendMessage", times=1)
    async with telegram_door(api, folder, echo):
        await sanne.type("kanarie")
        await sanne.wait_for("kanarie")
    own = [r.getMessage() for r in caplog.records if r.name.startswith("bot.")]
    assert not [line for line in own if api.token in line or "kanarie" in line]


@asynccontextmanager
async def odd_telegram(body: bytes) -> AsyncIterator[tuple[str, asyncio.Queue[str]]]:
    """Answers getUpdates with this body and everything else as it should."""
    asked: asyncio.Queue[str] = asyncio.Queue()

    async def answer(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method != "getUpdates":
            return web.json_response({"ok": True, "result": True})
        asked.put_nowait(method)
        return web.Response(body=body, status=200)

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
    finally:
        await runner.cleanup()


async def poll_until(url: str, folder: Path, asked: asyncio.Queue[str], times: int) -> None:
    writer = await a_writer(folder, Clock())
    bot = Api(Connections(url), "1:T")
    polling = Polling(bot, Keeper(writer, I18N, lambda _: None), back_off=QUICK)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(polling.run())
        for _ in range(times):
            await asked.get()
        running.cancel()
    await bot.connections.shutdown()
    await writer.close()
