"""The administrator's guide, followed word by word in an empty folder: a report, and further."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bot_process import free_port
from tests.botapi import BotApi
from tests.conversing import report, until_screen
from tests.house import ROOT
from tests.phone import Phone
from tests.release.a_host import Paper
from tests.release.conftest import Release, bare
from tests.release.walkthrough import Reader, blocks

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]

GUIDE = ROOT / "docs/guides/beheerder.md"
TOKEN = "123456:ZET-HIER-JE-EIGEN-TOKEN"  # noqa: S105 - as the guide writes it
QUARTER = 15 * 60
STORY = "ze zetten zwerfkatten op mijn foto"


@asynccontextmanager
async def _administrator(release: Release, folder: Path, api: BotApi) -> AsyncIterator[Reader]:
    shutil.copy(release.sdist, folder)
    env = bare(TELEGRAM_API_URL=api.url, WEB_LISTEN=f"127.0.0.1:{free_port()}", SEND_RATE="0")
    reader = Reader(folder, env, Paper().answer)
    try:
        yield reader
    finally:
        await reader.ends_what_is_open()


async def test_from_nothing_to_a_report_in_a_quarter_and_every_command_after_it(
    release: Release, tmp_path: Path
) -> None:
    begun = time.monotonic()
    async with BotApi(TOKEN) as api, _administrator(release, tmp_path, api) as reader:
        sanne = Phone(api, user_id=7_118_551_234)
        for block in blocks(GUIDE):
            here = block.commands.replace("127.0.0.1:8080", reader.env["WEB_LISTEN"])
            shown = await reader.does(replace(block, commands=here))
            colleagues = await _are_let_in(api, shown)
            if "invite mt" in here:
                [management] = colleagues
                await report(sanne, STORY)
                await until_screen(management, "a:case:*")
                took = time.monotonic() - begun
                print(f"From nothing to the first report: {took:.0f} s of {QUARTER}")  # noqa: T201
                assert took < QUARTER
    assert STORY not in reader.told


async def _are_let_in(api: BotApi, shown: str) -> list[Phone]:
    """Everybody whose code the command showed, each on a phone of their own."""
    phones = []
    for number, code in enumerate(re.findall(r"^Code: +(\S+)$", shown, re.MULTILINE)):
        phone = Phone(api, user_id=1000 * len(shown) + number)
        await phone.type(f"/start {code}")
        await until_screen(phone, "a:cases")
        phones.append(phone)
    return phones
