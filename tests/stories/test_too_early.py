"""A file comes before anybody knows what is on it: nothing of it is fetched, at both doors."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.conversing import asked, choose, press, until_screen
from tests.phone import Phone
from tests.stories.cast import Cast
from tests.web.visitor import OURS, Visitor, visiting

pytestmark = pytest.mark.asyncio

NAKED_WORDS = "deze naaktfoto gaat rond"


def fetched(api: BotApi) -> list[object]:
    return [*api.calls_of("getFile"), *api.calls_of("file")]


async def test_over_telegram_nothing_is_fetched_and_what_may_be_naked_goes(
    api: BotApi, bot: BotProcess, cast: Cast
) -> None:
    sanne = Phone(api, user_id=41)
    for caption in (NAKED_WORDS, None, None):
        await sanne.send_photo(b"x" * 900, caption=caption, album="77")
    await until_screen(sanne, ":nude:no")
    await api.until(lambda: not sanne.own_messages)
    assert sum("niets verkeerd" in text for text in sanne.messages) == 1
    await choose(sanne, "nude", "yes")
    await sanne.wait_for("020-261 52 75")
    await choose(sanne, "where", "report")
    await sanne.send(sticker={**sticker(api), "type": "regular"})
    await api.until(lambda: not sanne.own_messages)
    await sanne.send(animation=sticker(api), document=sticker(api))
    await api.until(lambda: not sanne.own_messages)

    kim = Phone(api, user_id=42)
    await kim.send_photo(b"x" * 900)
    await choose(kim, "where", "report")
    for step, value in (("who", "self"), ("danger", "no"), ("kind", "insult")):
        await choose(kim, step, value)
    await until_screen(kim, ":nude:no")
    assert not fetched(api)
    await choose(kim, "nude", "no")
    await choose(kim, "doer", "student")
    await asked(kim, "story")
    await kim.send_photo(b"x" * 900)
    await press(kim, f":send:put.{cast.school_class}")
    assert fetched(api)
    assert "Traceback" not in bot.log


def sticker(api: BotApi) -> dict[str, object]:
    file = api.chats.keep_file(b"x" * 300, "stickers/file_{n}.webp")
    about = {"file_id": file.file_id, "file_unique_id": file.file_unique_id, "file_size": 300}
    return {**about, "width": 1, "height": 1, "duration": 1, "is_animated": False} | {
        "is_video": False
    }


async def test_on_the_page_nothing_is_read_before_the_answer(bot: BotProcess) -> None:
    async with visiting(bot.web_url) as page:
        await page.open()
        assert await unread(page) == "Ik heb het nog niet. Beantwoord eerst de vraag."
        await page.say(NAKED_WORDS)
        assert bot.running


async def unread(page: Visitor) -> str:
    """Send the head of an upload and never its body; the reason that comes back."""

    async def never() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    headers = OURS | {"X-Id": str(uuid.uuid4()), "X-Kind": "photo", "Content-Length": "900"}
    post = page.session.post(f"{page.url}/api/file", data=never(), headers=headers)
    async with post as answer:
        assert answer.status == 403
        told: dict[str, str] = await answer.json()
        return told["error"]
