"""Photos, files and other things are sealed as they come in, or refused in words."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.evidence.intake import LARGEST
from bot.evidence.room import Room
from bot.flows.kit import Sent
from bot.handlers.downloads import AT_ONCE
from bot.store import evidence
from bot.store.keyring import item_key_id
from bot.text import Text
from bot.vault import read_file
from tests.botapi import BotApi
from tests.handlers.door import Echo, telegram_door
from tests.phone import Phone

pytestmark = pytest.mark.asyncio


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_a_photo_lies_sealed_and_its_caption_comes_first(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    photo = b"kanarie" * 5000
    async with telegram_door(api, folder, echo) as door:
        await sanne.send_photo(photo, caption="dit stuurde hij")
        await sanne.wait_for("sent photo")
        sent = echo.events[-1].what
        assert isinstance(sent, Sent)
        key = await door.writer.run(lambda tx: tx.keys.key(item_key_id(sent.item)))
        item = await door.writer.run(lambda tx: evidence.get(tx, sent.item))
    assert sanne.messages == ["dit stuurde hij", "sent photo"]
    path = folder / "evidence" / sent.item
    assert read_file(path, key, sent.item.encode()) == photo
    assert b"kanarie" not in everything_in(folder)
    assert item is not None
    assert item.size == len(photo)


@pytest.mark.parametrize("told", [True, False])
async def test_t47_a_file_that_is_too_big_is_refused_in_words(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, *, told: bool
) -> None:
    file_id = api.keep_file(b"x" * (LARGEST + 1))
    size = {"file_size": LARGEST + 1} if told else {}
    about = {"file_id": file_id, "file_unique_id": "u", "file_name": "kanarie.exe", **size}
    async with telegram_door(api, folder, echo):
        await sanne.send(document=about)
        await sanne.wait_for("20 MB")
    assert not list((folder / "evidence").glob("*"))


async def test_t48_a_download_cut_half_way_is_tried_again(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    api.cut("file", after_accept=True)
    async with telegram_door(api, folder, echo):
        await sanne.send_voice(b"v" * 100_000)
        await sanne.wait_for("sent voice")
    assert len(list((folder / "evidence").glob("*"))) == 1


async def test_t48_a_file_that_never_comes_is_asked_for_again_in_words(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    api.fail("file", status=502, times=9)
    async with telegram_door(api, folder, echo):
        await sanne.send_voice(b"v" * 100)
        await sanne.wait_for("Stuur het nog een keer")
    assert len(api.calls_of("file")) == len(api.calls_of("getFile")) == 6
    assert not echo.events


async def test_a_refused_file_is_never_fetched_and_leaves_the_chat(
    api: BotApi, folder: Path, sanne: Phone
) -> None:
    echo = Echo(refuses=Text("Stuur geen naaktfoto."))
    async with telegram_door(api, folder, echo):
        await sanne.send_photo(b"x" * 2000, caption="kijk")
        await sanne.wait_for("geen naaktfoto")
        await api.until(lambda: not sanne.own_messages)
    assert echo.words_before == ["kijk"]
    assert not api.calls_of("getFile")
    assert not sanne.own_messages
    assert "kijk" in sanne.messages


async def test_what_is_forbidden_while_a_file_comes_in_is_not_kept(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        async with api.hold("file"):
            await sanne.send_photo(b"x" * 2000)
            await api.until(lambda: api.calls_of("file"))
            echo.refuses = Text("Stuur geen naaktfoto.")
        await sanne.wait_for("geen naaktfoto")
        await api.until(lambda: not sanne.own_messages)
    assert echo.since[0] is None
    assert all(echo.since[1:])
    assert not list((folder / "evidence").glob("*"))
    assert not [event for event in echo.events if isinstance(event.what, Sent)]


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (Room(of_one=10), "First send your report."),
        (Room(of_all=10), "I have no room"),
    ],
)
async def test_where_there_is_no_room_a_file_is_refused_in_words(
    api: BotApi, folder: Path, room: Room, said: str
) -> None:
    echo = Echo()
    async with telegram_door(api, folder, echo, room=room):
        kim = Phone(api, user_id=31, language_code="en")
        for _ in range(2):
            await kim.send_photo(b"x" * 2000)
        await kim.wait_for(said)
    assert len(echo.events) == 1
    assert len(list((folder / "evidence").glob("*"))) == 1
    assert kim.own_messages


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"location": {"latitude": 52.0, "longitude": 4.3}}, "location"),
        ({"contact": {"phone_number": "061", "first_name": "Kim"}}, "contact"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "dice"),
    ],
)
async def test_t52_things_without_a_file_are_sealed_like_one(
    api: BotApi, folder: Path, sanne: Phone, content: dict[str, Any], kind: str
) -> None:
    async with telegram_door(api, folder, Echo()):
        await sanne.send(**content)
        await sanne.wait_for(f"sent {kind}")


async def test_forwarded_words_are_evidence_and_never_an_answer(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "kanarie"}
    async with telegram_door(api, folder, echo):
        await sanne.send(text="ja", forward_origin=origin)
        await sanne.wait_for("sent text")


async def test_t52_what_cannot_be_kept_is_refused_in_words(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        await sanne.send(story={"chat": sanne.chat.info, "id": 3})
        await api.until(lambda: sanne.messages)
    assert not echo.events


async def test_t12_a_hanging_download_holds_up_nobody_not_even_their_own_words(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone, milan: Phone
) -> None:
    async with telegram_door(api, folder, echo), api.hold("file"):
        await sanne.send_voice(b"v" * 100)
        await api.until(lambda: api.calls_of("file"))
        await milan.say("ik ga door")
        await sanne.say("ik ook")


async def test_one_file_more_than_go_at_once_waits_for_a_place_and_comes_too(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        async with api.hold("file"):
            for _ in range(AT_ONCE + 1):
                await sanne.send_voice(b"v" * 100)
            await api.until(lambda: len(api.calls_of("file")) == AT_ONCE)
            await asyncio.sleep(0)
        await api.until(lambda: len(echo.events) == AT_ONCE + 1)
