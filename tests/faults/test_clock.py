"""T13, T23: a clock that is not right, and a bot that was off for longer than a day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.opening import open_house
from bot.app.serving import serving
from bot.cases.schooltime import first_of_school_year
from bot.clock import Clock
from bot.conversations import outage
from bot.handlers.their_time import TheirTime
from bot.settings import read_settings
from bot.store import contacts, duties, outbox
from bot.store import jobs as store
from bot.store.writer import Tx, Writer
from bot.vault import RootKey
from tests.botapi import BotApi

HOUR = timedelta(hours=1)


def settings(folder: Path, api: BotApi) -> dict[str, str]:
    return {
        "BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.url,
        "DATA_DIR": str(folder / "data"),
        "KEY_FILE": str(folder / "maatje.key"),
        "WEB_LISTEN": "127.0.0.1:0",
        "CASE_CONTENT": "chat",
        "LOG_LEVEL": "WARNING",
    }


@pytest.mark.asyncio
async def test_t23_with_a_clock_hours_off_nothing_is_done_by_itself_until_it_is_right(
    tmp_path: Path, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    api.clock_off = 2 * HOUR
    clock = Clock()
    clock.travel(clock.now() + 400 * HOUR)  # as a demo does: that is no fault
    year = first_of_school_year(clock.now().date()).year
    read = read_settings(settings(tmp_path, api), env_file=None)
    async with open_house(read, clock=clock) as house, serving(house) as served:
        assert await house.writer.run(store.listing) == []
        assert await house.writer.run(lambda tx: duties.of_year(tx, year)) == ()
        assert "ALARM: the clock cannot be right" in caplog.text
        assert served.telegram is not None
        api.clock_off = timedelta(0)
        await served.telegram.api.call("getMe", {})
        assert await served.ticker.tick()
        assert await house.writer.run(store.listing)
    async with open_house(read, clock=clock) as house, serving(house):
        assert await house.writer.run(lambda tx: duties.of_year(tx, year))  # not only tomorrow


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("off", "trusted"), [(-2 * HOUR, False), (2 * HOUR, False), (HOUR / 60, True)]
)
async def test_t23_hours_before_or_behind_are_too_far_and_a_minute_is_not(
    off: timedelta, *, trusted: bool
) -> None:
    clock = Clock()
    theirs = TheirTime(clock)
    assert theirs.trusted()
    far = "Mon, 01 Jan 2026 00:00:00 +" + "9" * 20
    for nothing in (None, "", "yesterday", far):
        theirs.told(nothing)
    await theirs.heard(0.001)
    theirs.told(f"{clock.machine() - off:%a, %d %b %Y %H:%M:%S GMT}")
    await theirs.heard(0.001)
    assert theirs.trusted() is trusted


@pytest.mark.asyncio
async def test_t13_who_may_have_written_in_an_outage_of_more_than_a_day_is_told_the_hours(
    tmp_path: Path,
) -> None:
    clock = Clock()
    root = RootKey.from_bytes(b"r" * 32)
    folder = tmp_path / "data"
    folder.mkdir()
    writer = await Writer.open(folder / "maatje.db", folder / "keys.db", root, clock)

    def begin(tx: Tx) -> None:
        for address in ("11", "12", "13"):
            contacts.meet(tx, "telegram", address, "nl")
        contacts.meet(tx, "web", "sanne", "nl")  # a page keeps what it could not send
        contacts.blocked(tx, contacts.reference(tx, "telegram", "13"))
        store.schedule(tx, "ladder", tx.now)

    def run(tx: Tx) -> None:
        store.finish(tx, "ladder", tx.now, "nothing")

    await writer.run(begin)
    assert await writer.run(outage.tell) == 0  # the first start of all
    await writer.run(run)
    clock.travel(clock.now() + 23 * HOUR)
    assert await writer.run(outage.tell) == 0
    clock.travel(clock.now() + 7 * HOUR)
    assert await writer.run(outage.tell) == 2
    assert await writer.run(outage.tell) == 0
    rows = await writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 9))
    assert [row.message.lines[0].values["count"] for row in rows if row.message] == [30, 30]
    await writer.close()
