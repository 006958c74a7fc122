"""T47, T48 of the test plan: what Telegram hands over badly is asked for again, or said."""

from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from bot.evidence.intake import LARGEST
from bot.flows.kit import Sent, Typed
from bot.handlers.downloads import PATIENCE_SECONDS
from bot.store import evidence
from tests.botapi import BotApi
from tests.handlers.door import Echo, telegram_door
from tests.phone import Phone

pytestmark = pytest.mark.asyncio


def files_in(folder: Path) -> list[Path]:
    """The sealed files, half ones too."""
    return sorted((folder / "evidence").glob("*"))


@pytest.mark.parametrize("size", [0, 1, LARGEST - 1, LARGEST, LARGEST + 1])
@pytest.mark.parametrize("told", [None, 5])
async def test_t47_every_size_is_kept_or_refused_in_words_whatever_was_said_of_it(
    tmp_path: Path, api: BotApi, size: int, told: int | None
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    about = {"file_id": api.keep_file(b"x" * size), "file_unique_id": "u", "file_size": told}
    async with telegram_door(api, tmp_path, echo):
        await sanne.send(document={k: v for k, v in about.items() if v is not None})
        await api.until(lambda: sanne.messages)
    kept = 0 < size <= LARGEST
    assert len(echo.events) == len(files_in(tmp_path)) == kept
    assert sanne.messages[0].startswith("sent file" if kept else "Dit bestand is")


TROUBLES: dict[str, Any] = {
    "a link that is stale": lambda api: api.fail("file", status=404, times=2),
    "a server that fails": lambda api: api.fail("file", status=503, times=2),
    "a file that is not there yet": lambda api: api.fail("getFile", status=400),
    "too many questions": lambda api: api.fail("getFile", status=429, retry_after=1),
    "a line that is cut before": lambda api: api.cut(
        "file", times=2
    ),  # the first is asked again by itself
    "a line that is cut half-way": lambda api: api.cut("file", after_accept=True),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
async def test_t48_after_trouble_the_file_is_asked_for_anew(
    tmp_path: Path, api: BotApi, trouble: Any
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    trouble(api)
    async with telegram_door(api, tmp_path, echo):
        await sanne.send_voice(b"v" * 100_000)
        await sanne.wait_for("sent voice")
    assert len(api.calls_of("getFile")) > 1
    assert len(files_in(tmp_path)) == len(echo.events) == 1


async def test_t48_who_must_wait_is_told_so_and_told_how_long_it_waits(
    tmp_path: Path, api: BotApi
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    api.fail("getFile", status=429, retry_after=2)
    async with telegram_door(api, tmp_path, echo) as door:
        await sanne.send_voice(b"v" * 100)
        await api.until(lambda: api.calls_of("getFile"))
        begun = door.clock.now()
        await sanne.wait_for("sent voice")
        assert (door.clock.now() - begun).total_seconds() > 1.5


async def test_t48_a_download_that_stands_still_is_begun_again(tmp_path: Path, api: BotApi) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    async with telegram_door(api, tmp_path, echo, seconds_each=0.5):
        async with api.hold("file"):
            await sanne.send_voice(b"v" * 100)
            await api.until(lambda: len(api.calls_of("file")) == 2)
        await sanne.wait_for("sent voice")
    assert len(files_in(tmp_path)) == 1


async def test_t48_a_file_waits_over_a_restart_and_is_fetched_by_the_next_process(
    tmp_path: Path, api: BotApi
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    async with api.hold("file"), telegram_door(api, tmp_path, echo) as door:
        await sanne.send_voice(b"v" * 100_000)
        await api.until(lambda: api.calls_of("file"))
        await door.until("done", 1)
    assert not echo.events
    assert not files_in(tmp_path)
    async with telegram_door(api, tmp_path, echo):
        await sanne.wait_for("sent voice")
    assert len(api.calls_of("getFile")) == 2
    assert len(files_in(tmp_path)) == 1


async def test_t48_the_person_hears_that_it_takes_long_and_at_the_end_to_send_it_again(
    tmp_path: Path, api: BotApi
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    api.fail("file", status=502, times=99)
    async with telegram_door(api, tmp_path, echo):
        await sanne.send_voice(b"v" * 100)
        await sanne.wait_for("Je spraakbericht kwam niet goed aan.")
    assert [words.split(".")[0] for words in sanne.messages] == [
        "Ik heb je bestand nog niet",
        "Je spraakbericht kwam niet goed aan",
    ]


async def test_t49_an_album_keeps_its_order_while_one_of_it_must_be_fetched_again(
    tmp_path: Path, api: BotApi
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    api.fail("file", status=502)
    async with telegram_door(api, tmp_path, echo) as door:
        for number in range(1, 4):
            await sanne.send_photo(b"p" * number, album="77")
        await api.until(lambda: len(echo.events) == 3)
        tomorrow = door.clock.now() + timedelta(days=1)
        items = await door.writer.run(lambda tx: evidence.loose(tx, tomorrow))
    assert [item.size for item in items] == [1, 2, 3]
    assert {event.album for event in echo.events} == {"77"}


async def test_what_is_quick_is_taken_in_the_order_it_was_sent(tmp_path: Path, api: BotApi) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    async with telegram_door(api, tmp_path, echo):
        await sanne.send_photo(b"p" * 1000)
        await sanne.type("klaar")
        await api.until(lambda: len(echo.events) == 2)
    assert [type(event.what) for event in echo.events] == [Sent, Typed]


async def test_t12_a_slow_album_holds_words_up_for_a_moment_only(
    tmp_path: Path, api: BotApi
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    async with telegram_door(api, tmp_path, echo):
        async with api.hold("file"):
            for _ in range(10):
                await sanne.send_photo(b"p" * 1000, album="77")
            begun = monotonic()
            await sanne.say("ik ga door")
            assert monotonic() - begun < 3 * PATIENCE_SECONDS
        await api.until(lambda: len(echo.events) == 11)
