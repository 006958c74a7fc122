"""A message that is changed after it was sent: what it held before stays."""

from pathlib import Path

import pytest

from bot.conversations.event import Changed
from bot.flows.kit import Sent
from tests.botapi import BotApi
from tests.handlers.door import Echo, telegram_door
from tests.phone import Phone

pytestmark = pytest.mark.asyncio


async def test_t54_new_words_for_old_ones_are_told_apart(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo):
        await sanne.say("hij slaat")
        await sanne.edit(1, "hij slaat mij")
        await sanne.wait_for("changed hij slaat mij")
        await api.push({"edited_message": {**sanne.chat.messages[1].fields, "text": ""}})
        await api.until(lambda: sanne.messages[-1] == "changed")
    assert [event.what for event in echo.events][-1] == Changed()


def by_age(folder: Path) -> list[str]:
    return [path.name for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)]


async def test_t54_another_picture_in_a_message_is_kept_beside_the_first(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        first = (await sanne.send_photo(b"eerst")).fields
        await sanne.wait_for("sent photo")
        about = {"file_id": api.keep_file(b"daarna"), "file_unique_id": "u", "width": 9}
        changed = {**first, "photo": [{**about, "height": 9}], "edit_date": 1}
        for caption in ("deze", "toch deze"):
            await api.push({"edited_message": {**changed, "caption": caption}})
            await sanne.wait_for(f"changed {caption}")
        await door.until("done", 6)
    assert [event.what for event in echo.events if isinstance(event.what, Sent)] == [
        Sent(item_id, "photo") for item_id in by_age(folder / "evidence")
    ]


async def test_a_place_that_goes_along_with_a_walk_is_told_once(
    api: BotApi, folder: Path, echo: Echo, sanne: Phone
) -> None:
    async with telegram_door(api, folder, echo) as door:
        walk = (await sanne.send(location={"latitude": 52.0, "longitude": 4.3})).fields
        await api.push({"edited_message": {**walk, "edit_date": 1}})
        await door.until("done", 3)
    assert len(echo.events) == 1
