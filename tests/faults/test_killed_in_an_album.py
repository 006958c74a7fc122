"""T49 of the test plan, over a power cut: an album is kept whole, in its order, answered once."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.store import evidence
from bot.store.reader import Reader
from bot.store.tx import Tx
from bot.vault import RootKey
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.conversing import asked, choose, report
from tests.phone import Phone

pytestmark = pytest.mark.asyncio

A_DAY = timedelta(days=1)
ALBUM = [b"p%d" % number * 700 for number in range(10)]
BEFORE, IN_HAND = ALBUM[:4], ALBUM[4:7]


async def proving(bot: BotProcess, phone: Phone) -> None:
    """A report is sent, and its pictures are asked for."""
    await bot.start()
    await report(phone, "hij zet het in de app")
    await phone.type("/bewijs")
    await choose(phone, "keep", "send")
    await choose(phone, "nude", "no")
    await asked(phone, "items")


async def send(phone: Phone, pictures: list[bytes]) -> None:
    for picture in pictures:
        await phone.send_photo(picture, album="77")


async def kept(bot: BotProcess) -> list[str]:
    """The hash of what lies in the store of a process that is gone, in the order it came."""
    files = (bot.data_dir / "maatje.db", bot.data_dir / "keys.db")
    reader = await Reader.open(*files, RootKey.load(bot.key_file), Clock())
    try:
        return await reader.read(_hashes)
    finally:
        await reader.close()


def _hashes(tx: Tx) -> list[str]:
    return [evidence.sha256(tx, item.item_id) for item in evidence.loose(tx, tx.now + A_DAY)]


async def test_t49_an_album_cut_by_a_power_cut_is_kept_whole_in_order_and_answered_once(
    tmp_path: Path, api: BotApi
) -> None:
    sanne, bot = Phone(api, user_id=1000), BotProcess(tmp_path, api)
    await proving(bot, sanne)
    await send(sanne, BEFORE)
    await api.until(lambda: len(list((bot.data_dir / "evidence").glob("*"))) == len(BEFORE))
    async with api.hold("file"):
        fetched = len(api.calls_of("file"))
        await send(sanne, IN_HAND)
        await api.until(lambda: len(api.calls_of("file")) > fetched)
        await bot.kill()
    await send(sanne, ALBUM[7:])
    await bot.start()
    await sanne.wait_for(f"{len(ALBUM)} bestanden", timeout=20)
    assert await bot.terminate() == 0
    assert await kept(bot) == [hashlib.sha256(picture).hexdigest() for picture in ALBUM]
    answers = [words for words in sanne.messages if "bewaard" in words]
    assert len(answers) == 1, sanne.messages
