"""The process dies at any moment, or gets the same thing twice: T1 to T4 of the test plan."""

import asyncio
import hashlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from time import monotonic

import pytest
import pytest_asyncio

from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.botapi_chats import Fields
from tests.conversing import QUICK_REPORT, asked, choose, press, report, until_screen
from tests.faults.kill_points import FILE_POINTS, MESSAGE_POINTS, STRIKE
from tests.faults.killing import Load, Plan, hashes, kill_and_count, read_store, read_stories
from tests.faults.reporters import Reporter
from tests.phone import Phone
from tests.warm import warm

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENDS = frozenset({"sent, not noted", "noted, not committed"})
"""Only here Telegram has the answer and nobody knows: it may come once more."""

GRACE = 5.0
"""Seconds the process has to leave."""


class Remembering(BotApi):
    """Keeps every update, so that it can come again."""

    def __init__(self) -> None:
        super().__init__()
        self.pushed: list[Fields] = []

    async def push(self, update: Fields) -> int:
        number = await super().push(update)
        self.pushed.append({"update_id": number, **update})
        return number

    async def deliver_again(self) -> None:
        """Everything since the start, as one batch, until it is confirmed."""
        async with self.changed:
            self.updates.pending[:0] = self.pushed[:100]
            self.changed.notify_all()
        await self.until(lambda: not self.updates.pending)


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def _warm() -> AsyncIterator[None]:
    async with warm():
        yield


@pytest_asyncio.fixture(loop_scope="module")
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


async def test_t1_reports_survive_kill_minus_nine_each_exactly_once(tmp_path: Path) -> None:
    tally = await kill_and_count(tmp_path, Plan(kills=2, reports=10, phones=5, seed=3))
    assert tally.good
    assert tally.reports == 10


@pytest.mark.slow
@pytest.mark.parametrize("load", Load)
async def test_t1_whatever_they_do_meanwhile_it_survives_ten_kills(
    tmp_path: Path, load: Load
) -> None:
    tally = await kill_and_count(tmp_path, Plan(kills=10, reports=40, phones=20, seed=4, load=load))
    assert tally.good
    assert tally.reports == 40


async def to_the_last_question(phone: Phone, word: str) -> None:
    await phone.type("/melden")
    for step, value in QUICK_REPORT:
        await choose(phone, step, value)
    await asked(phone, "story")
    await phone.type(f"ze pesten mij {word}")
    await choose(phone, "send", "put.1a")
    await until_screen(phone, ":send:send")


def receipts(phone: Phone) -> int:
    """How many messages have the button that only a receipt has."""
    having = (m for m in phone.chat.messages.values() if m.by_bot)
    return sum(any((b.data or "").startswith("a:codeonly:") for b in m.buttons) for m in having)


async def dies_there_and_goes_on(api: BotApi, folder: Path, points: Iterable[str]) -> None:
    words = {f"woord{number:05d}": point for number, point in enumerate(points)}
    bot = BotProcess(folder, api, LOG_LEVEL="WARNING")
    for number, (word, point) in enumerate(words.items()):
        bot.env["CRASH_AT"] = point
        await bot.start()
        phone = Phone(api, user_id=1000 + number)
        await to_the_last_question(phone, word)
        (folder / STRIKE).touch()
        await press(phone, ":send:send")
        await bot.gone()
        await bot.start()
        await until_screen(phone, "a:codeonly:*")
        assert await bot.terminate() == 0
        assert receipts(phone) <= 1 + (point in SENDS), point
    kept = Counter(re.findall(r"woord\d{5}", " ".join(await read_stories(bot))))
    assert kept == Counter(list(words)), words


async def test_t2_killed_where_a_report_can_be_lost_or_doubled_it_is_there_once(
    tmp_path: Path, api: BotApi
) -> None:
    await dies_there_and_goes_on(
        api, tmp_path, ["in the inbox, the offset not moved", "sent, not noted"]
    )


@pytest.mark.slow
async def test_t2_killed_at_every_point_of_the_chain_each_report_is_there_once(
    tmp_path: Path, api: BotApi
) -> None:
    await dies_there_and_goes_on(api, tmp_path, MESSAGE_POINTS)


@pytest.mark.slow
async def test_t2_t50_killed_at_every_point_of_a_file_it_is_kept_once(
    tmp_path: Path, api: BotApi
) -> None:
    bot = BotProcess(tmp_path, api, LOG_LEVEL="WARNING")
    photos = {point: f"photo {point}".encode() * 50 for point in FILE_POINTS}
    for number, (point, photo) in enumerate(photos.items()):
        bot.env["CRASH_AT"] = point
        await bot.start()
        phone = Phone(api, user_id=1000 + number)
        await to_the_last_question(phone, f"woord{number:05d}")
        await phone.send_photo(photo)
        await choose(phone, "nude", "no")
        await until_screen(phone, ":send:send")
        (tmp_path / STRIKE).touch()
        await phone.send_photo(photo)
        await bot.gone()
        await bot.start()
        await phone.wait_for("1 bestand")
        await press(phone, ":send:send")
        await until_screen(phone, "a:codeonly:*")
        assert await bot.terminate() == 0
    assert await read_store(bot, hashes) == Counter(
        hashlib.sha256(photo).hexdigest() for photo in photos.values()
    )


@pytest.mark.slow  # five seconds by the clock: beside other tests a loaded machine takes longer
async def test_t3_asked_to_leave_in_mid_batch_it_is_gone_within_five_seconds_and_nothing_is_lost(
    tmp_path: Path, api: BotApi
) -> None:
    people = [Reporter(Phone(api, user_id=1000 + n)) for n in range(20)]
    words = [f"woord{n:05d}" for n in range(20)]
    bot = BotProcess(tmp_path, api)
    await bot.start()
    async with asyncio.TaskGroup() as tasks:
        for person, word in zip(people, words, strict=True):
            tasks.create_task(person.report(word))
        await api.until(lambda: len(api.calls) > 60)
        asked = monotonic()
        assert await bot.terminate(timeout=GRACE + 1) == 0
        assert monotonic() - asked < GRACE
        await bot.start()
    assert await bot.terminate() == 0
    assert sorted(_words(await read_stories(bot))) == words


async def test_t4_the_same_batch_three_times_makes_one_report(tmp_path: Path) -> None:
    async with Remembering() as api:
        sanne = Phone(api, user_id=1000)
        async with BotProcess(tmp_path, api) as bot:
            await report(sanne, "woord00001")
            shown = list(sanne.messages)
            await api.deliver_again()
            await api.deliver_again()
            await sanne.type("/mijnmelding")
            await until_screen(sanne, "a:takeback:*")
        assert sanne.messages[: len(shown)] == shown
        assert len(sanne.messages) == len(shown) + 1
        assert Counter(_words(await read_stories(bot))) == {"woord00001": 1}


def _words(stories: list[str]) -> list[str]:
    return [word for story in stories for word in re.findall(r"woord\d{5}", story)]
