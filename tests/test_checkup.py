"""A check asks Telegram, over real HTTP, after the token and the time; only with a token."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.checkup import check
from bot.checking import Finding
from bot.clock import Clock
from bot.handlers.greeting import Greeting, greet
from tests.botapi import BotApi

OTHER = "654321:OTHER"


async def about_token(folder: Path, **environ: str) -> list[Finding]:
    given = {"DATA_DIR": str(folder / "data")} | environ
    found = await check(given, go_live=False, env_file=None)
    return [one for one in found if one.place in {"BOT_TOKEN", "clock"}]


@pytest.mark.asyncio
async def test_a_good_token_and_a_good_clock_are_no_findings(tmp_path: Path) -> None:
    async with BotApi() as api:
        told = await about_token(tmp_path, BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url)
        assert [call.method for call in api.calls] == ["getMe"]
    assert told == []


@pytest.mark.asyncio
async def test_a_token_that_telegram_does_not_know_is_an_error(tmp_path: Path) -> None:
    async with BotApi() as api:
        [told] = await about_token(tmp_path, BOT_TOKEN=OTHER, TELEGRAM_API_URL=api.url)
    assert (told.level, told.what) == ("error", "Telegram refuses the bot token.")


@pytest.mark.asyncio
async def test_a_telegram_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    async with BotApi() as api:
        gone = api.url
    [told] = await about_token(tmp_path, BOT_TOKEN=OTHER, TELEGRAM_API_URL=gone)
    assert told.level == "warning"


@pytest.mark.asyncio
async def test_a_faulty_line_elsewhere_does_not_hide_a_bad_token(tmp_path: Path) -> None:
    async with BotApi() as api:
        [told] = await about_token(
            tmp_path, BOT_TOKEN=OTHER, TELEGRAM_API_URL=api.url, SEND_RATE="fast"
        )
    assert told.level == "error"


@pytest.mark.asyncio
async def test_without_a_token_telegram_hears_nothing(tmp_path: Path) -> None:
    async with BotApi() as api:
        assert await about_token(tmp_path, TELEGRAM_API_URL=api.url) == []
        assert api.calls == []


@pytest.mark.asyncio
async def test_a_clock_that_runs_ahead_is_measured() -> None:
    clock = Clock()
    clock.travel(clock.now() + timedelta(minutes=3))
    async with BotApi() as api:
        greeting = await greet(api.url, api.token, clock)
    assert greeting.known is True
    assert greeting.ahead is not None
    assert abs(greeting.ahead - timedelta(minutes=3)) < timedelta(seconds=3)


@pytest.mark.asyncio
async def test_an_answer_that_is_no_telegram_says_nothing_of_the_token() -> None:
    async with BotApi() as api:
        api.fail("getMe", status=502)
        greeting = await greet(api.url, api.token, Clock())
    assert greeting.known is None
    assert greeting != Greeting()
