"""T51, T52 of the test plan: names that are traps, and every kind of thing Telegram can bring."""

from pathlib import Path
from typing import Any

import pytest

from bot.flows.kit import Sent
from bot.store import evidence
from bot.store.keyring import item_key_id
from bot.vault import read_file
from tests.botapi import BotApi
from tests.handlers.door import Echo, Running, telegram_door
from tests.phone import Phone

pytestmark = pytest.mark.asyncio

NAMES = ("../../etc/passwd", "kanarie" * 43, "kanarie\0.jpg", "kanarie\u202egpj.exe")
ORIGINS: tuple[dict[str, Any], ...] = (
    {"type": "hidden_user", "date": 1, "sender_user_name": "kanarie"},
    {"type": "user", "date": 1, "sender_user": {"id": 5, "is_bot": False, "first_name": "kanarie"}},
)
PLACE = {"latitude": 51.8, "longitude": 4.97}


def sized(api: BotApi, content: bytes, **more: Any) -> dict[str, Any]:
    """A file as any message holds it."""
    file_id = api.keep_file(content)
    return {"file_id": file_id, "file_unique_id": "u", "width": 9, "height": 9, **more}


async def content_of(door: Running, sent: Sent) -> bytes:
    key = await door.writer.run(lambda tx: tx.keys.key(item_key_id(sent.item)))
    return read_file(door.folder / "evidence" / sent.item, key, sent.item.encode())


def on_disk(folder: Path) -> bytes:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"".join(file.read_bytes() + str(file).encode() for file in files)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("origin", ORIGINS)
async def test_t51_no_name_of_a_file_or_of_its_maker_is_kept_or_shown(
    tmp_path: Path, api: BotApi, name: str, origin: dict[str, Any]
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    about = sized(api, b"%PDF-", file_name=name, mime_type="kanarie/jpeg")
    async with telegram_door(api, tmp_path, echo) as door:
        await sanne.send(document=about, forward_origin=origin, author_signature="kanarie")
        await sanne.wait_for("sent file")
        (sent,) = [event.what for event in echo.events if isinstance(event.what, Sent)]
        item = await door.writer.run(lambda tx: evidence.get(tx, sent.item))
        assert await content_of(door, sent) == b"%PDF-"
    assert item is not None
    assert item.forwarded
    assert [path.name for path in (tmp_path / "evidence").iterdir()] == [sent.item]
    assert b"kanarie" not in on_disk(tmp_path)
    assert b"passwd" not in on_disk(tmp_path)
    assert not [words for words in sanne.messages if "kanarie" in words or "passwd" in words]


POLL: dict[str, Any] = {
    "id": "1",
    "question": "Wie is het lelijkst?",
    "options": [{"text": "Kim", "voter_count": 3, "persistent_id": "a"}],
    "total_voter_count": 3,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}

KEPT: dict[str, Any] = {
    "video note": lambda api: {"video_note": sized(api, b"mp4", length=9, duration=1)},
    "animation": lambda api: {
        "animation": sized(api, b"gif", duration=1),
        "document": sized(api, b"gif"),
    },
    "sticker that moves": lambda api: {
        "sticker": sized(api, b"tgs", type="regular", is_animated=True, is_video=False)
    },
    "sticker that is a film": lambda api: {
        "sticker": sized(api, b"webm", type="regular", is_animated=False, is_video=True)
    },
    "live photo": lambda api: {
        "live_photo": sized(api, b"mp4", duration=1, photo=[sized(api, b"jpg")]),
        "photo": [sized(api, b"jpg")],
    },
    "zip bomb": lambda api: {"document": sized(api, b"PK\3\4" + b"\0" * 999)},
    "program": lambda api: {"document": sized(api, b"MZ\x90")},
    "drawing with a script": lambda api: {"document": sized(api, b"<svg><script>1</script></svg>")},
    "venue": lambda _: {
        "venue": {"location": PLACE, "title": "Plein", "address": "Kade 1"},
        "location": PLACE,
    },
    "poll": lambda _: {"poll": POLL},
    "checklist": lambda _: {"checklist": {"title": "Lijst", "tasks": [{"id": 1, "text": "slaan"}]}},
    "contact of somebody else": lambda _: {
        "contact": {"phone_number": "061", "first_name": "Kim", "user_id": 12}
    },
}


@pytest.mark.parametrize("content", KEPT.values(), ids=KEPT)
async def test_t52_anything_that_can_be_kept_is_kept_as_bytes(
    tmp_path: Path, api: BotApi, content: Any
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    async with telegram_door(api, tmp_path, echo):
        await sanne.send(**content(api))
        await sanne.wait_for("sent ")
    assert len(echo.events) == len(list((tmp_path / "evidence").iterdir())) == 1


async def test_t52_what_a_place_a_poll_and_forwarded_words_say_is_what_is_sealed(
    tmp_path: Path, api: BotApi
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    async with telegram_door(api, tmp_path, echo) as door:
        await sanne.send(venue={"location": PLACE, "title": "Plein", "address": "Kade 1"})
        await sanne.send(poll=POLL)
        await sanne.send(text="ik sla je", forward_origin=ORIGINS[0])
        await api.until(lambda: len(echo.events) == 3)
        told = [await content_of(door, event.what) for event in echo.events]  # type: ignore[arg-type]
    sealed = b"".join(told)
    assert all(words in sealed for words in (b"Kade 1", b"Wie is het lelijkst?", b"ik sla je"))
    assert b"kanarie" not in sealed


REFUSED: dict[str, tuple[Any, str]] = {
    "story": (lambda phone: {"story": {"chat": phone.chat.info, "id": 3}}, "een story"),
    "paid media": (lambda _: {"paid_media": {"star_count": 1, "paid_media": []}}, "foto"),
    "game": (lambda _: {"game": {"title": "x", "description": "y", "photo": []}}, "foto"),
    "something of the future": (lambda _: {"hologram": {"file_id": "x"}}, "foto"),
    "own number": (
        lambda _: {"contact": {"phone_number": "061", "first_name": "S", "user_id": 11}},
        "je eigen nummer",
    ),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
async def test_t52_t44_what_cannot_or_must_not_be_kept_is_refused_in_words(
    tmp_path: Path, api: BotApi, content: Any, said: str
) -> None:
    sanne, echo = Phone(api, user_id=11), Echo()
    async with telegram_door(api, tmp_path, echo):
        await sanne.send(**content(sanne))
        await sanne.wait_for(said)
    assert not echo.events
