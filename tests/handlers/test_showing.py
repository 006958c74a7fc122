"""Evidence in a chat: uploaded anew, protected, hidden at first, and removed after ten minutes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.cases.people import Role
from bot.conversations.enclosing import Enclosing
from bot.conversations.event import Acted
from bot.conversations.guard import still_allowed
from bot.conversations.sending import Sender
from bot.conversations.world import World
from bot.evidence.copies import copy_of
from bot.handlers.api import Api
from bot.handlers.connections import Connections
from bot.handlers.sender import TelegramDoor
from bot.store import copies, evidence, outbox
from bot.store.copies import Copy
from tests.botapi import BotApi
from tests.botapi_methods import Upload
from tests.cleaning.canaries import told
from tests.cleaning.pictures import exif, painting, saved
from tests.conversations.chats import Chat
from tests.conversations.inside import House, a_house
from tests.conversations.proof import folder_of, sent_in
from tests.phone import Phone

pytestmark = pytest.mark.asyncio

PHOTO = saved(painting(), "JPEG", exif=exif())
MENTOR = 21


@dataclass
class Shown:
    """The house, a mentor with a phone, and what is sent there."""

    house: House
    folder: Path
    phone: Phone
    chat: Chat
    api: BotApi
    bot: Api

    @asynccontextmanager
    async def sending(self, world: World | None = None) -> AsyncIterator[None]:
        """The real sender of the real door, as long as the block lasts."""
        world = world or self.house.world
        guard = still_allowed(world)
        sender = Sender(
            TelegramDoor(self.bot),
            writer=self.house.writer,
            i18n=world.i18n,
            clock=self.house.clock,
            guard=guard,
            enclosing=Enclosing(self.house.writer, world, self.folder, guard),
        )
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(sender.run())
            try:
                yield
            finally:
                await sender.drain()

    async def look(self, content: bytes, kind: str = "photo") -> str:
        """The mentor taps on an item; what that sends, waits."""
        item_id = await sent_in(self.house, self.folder, content, kind)
        case = await self.house.case()
        await self.chat.says(Acted("look", (case.case_id, item_id)))
        return item_id

    async def until_waiting(self, number: int) -> None:
        """Until so many things wait to be sent."""
        seen = self.house.writer.committed.count
        while await self.house.run(lambda tx: outbox.count(tx, "waiting")) != number:
            seen = await self.house.writer.committed.wait(seen)

    async def has_copy(self, item_id: str, media_type: str) -> None:
        """As if this item had been cleaned before, with another kind of outcome."""
        await copy_of(self.house.writer, self.folder, item_id)
        made = Copy(media_type, (self.folder / item_id).stat().st_size)
        await self.house.run(lambda tx: copies.remember(tx, item_id, made))


@pytest_asyncio.fixture
async def shown(tmp_path: Path) -> AsyncIterator[Shown]:
    async with BotApi() as api, a_house(tmp_path / "data") as house:
        phone = Phone(api, user_id=MENTOR)
        bot = Api(Connections(api.url), api.token)
        chat = house.chat("mentor", door="telegram")
        chat.address = str(MENTOR)
        await chat.join("e-yilmaz", Role.MENTOR)
        await house.reported()
        yield Shown(house, folder_of(tmp_path), phone, chat, api, bot)
        await bot.connections.shutdown()


async def test_a_photo_comes_protected_hidden_at_first_and_tells_nothing(shown: Shown) -> None:
    await shown.look(PHOTO)
    async with shown.sending():
        await shown.phone.wait_for(lambda message: "photo" in message.fields)
    (call,) = shown.api.calls_of("sendPhoto")
    photo = call.params["photo"]
    assert isinstance(photo, Upload)
    assert photo.name == "bewijs.jpg"
    assert photo.content.startswith(b"\xff\xd8")
    assert told(PHOTO)
    assert told(call.raw) == []
    assert (call.params["protect_content"], call.params["has_spoiler"]) == ("true", "true")
    assert not shown.api.calls_of("forwardMessage")
    assert not shown.api.calls_of("copyMessage")
    assert all("file_id" not in str(call.params) for call in shown.api.calls)


async def test_it_is_removed_after_ten_minutes_also_by_a_sender_that_was_started_again(
    shown: Shown,
) -> None:
    await shown.look(PHOTO)
    async with shown.sending():
        message = await shown.phone.wait_for(lambda message: "photo" in message.fields)
        await shown.until_waiting(1)
    assert not message.deleted
    shown.house.clock.travel(shown.house.clock.now() + timedelta(minutes=10))
    async with shown.sending():
        await shown.api.until(lambda: message.deleted)


async def test_it_is_removed_from_who_may_look_no_more_too(shown: Shown) -> None:
    await shown.look(PHOTO)
    async with shown.sending():
        message = await shown.phone.wait_for(lambda message: "photo" in message.fields)
        await shown.until_waiting(1)
    await shown.house.leaves("e-yilmaz")
    shown.house.clock.travel(shown.house.clock.now() + timedelta(minutes=10))
    async with shown.sending():
        await shown.api.until(lambda: message.deleted)


async def test_what_is_destroyed_goes_from_the_chat_at_once(shown: Shown) -> None:
    item_id = await shown.look(PHOTO)
    case = await shown.house.case()
    async with shown.sending():
        message = await shown.phone.wait_for(lambda message: "photo" in message.fields)
        await shown.until_waiting(1)
        await shown.chat.says(Acted("destroy", (case.case_id, item_id)))
        await shown.api.until(lambda: message.deleted)
    assert item_id


async def test_what_is_destroyed_while_it_is_sent_goes_at_once_too(shown: Shown) -> None:
    item_id = await shown.look(PHOTO)
    async with shown.sending():
        async with shown.api.hold("sendPhoto"):
            message = await shown.phone.wait_for(lambda message: "photo" in message.fields)
            await shown.house.run(lambda tx: evidence.shred_item(tx, item_id))
        await shown.api.until(lambda: message.deleted)


async def test_t24_who_was_taken_off_while_it_waited_gets_nothing(shown: Shown) -> None:
    await shown.look(PHOTO)
    await shown.house.taken_off("e-yilmaz")
    async with shown.sending():
        await shown.until_waiting(0)
    assert shown.api.calls_of("sendPhoto") == []


async def test_what_cannot_be_cleaned_is_told_in_words(shown: Shown) -> None:
    await shown.look(bytes(range(256)), "file")
    async with shown.sending():
        await shown.phone.wait_for("this kind of file")
    assert shown.api.calls_of("sendDocument") == []


@pytest.mark.parametrize("media_type", ["audio/webm", "video/webm"])
async def test_what_telegram_does_not_play_comes_as_a_link(shown: Shown, media_type: str) -> None:
    item_id = await shown.look(b"een opname", "voice")
    await shown.has_copy(item_id, media_type)
    async with shown.sending():
        message = await shown.phone.wait_for("within ten minutes")
    assert "/look/" in message.buttons[0].fields["url"]


async def test_without_an_address_of_the_page_it_says_to_go_there(shown: Shown) -> None:
    item_id = await shown.look(b"een opname", "voice")
    await shown.has_copy(item_id, "audio/webm")
    async with shown.sending(replace(shown.house.world, public_url="")):
        await shown.phone.wait_for("Sign in on the page")


async def test_a_picture_that_telegram_refuses_comes_as_a_link(shown: Shown) -> None:
    shown.api.fail("sendPhoto", status=400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")
    await shown.look(PHOTO)
    async with shown.sending():
        await shown.phone.wait_for("within ten minutes")


async def test_a_line_that_breaks_is_tried_again(shown: Shown) -> None:
    shown.api.cut("sendPhoto")
    await shown.look(PHOTO)
    async with shown.sending():
        await shown.phone.wait_for(lambda message: "photo" in message.fields)
    assert len(shown.api.calls_of("sendPhoto")) == 2


async def test_a_text_comes_as_a_document(shown: Shown) -> None:
    await shown.look("een ëxtra bericht".encode(), "text")
    async with shown.sending():
        await shown.phone.wait_for(lambda message: "document" in message.fields)
    (call,) = shown.api.calls_of("sendDocument")
    assert call.params["document"].content == "een ëxtra bericht".encode()
    assert call.params["document"].name == "bewijs.txt"
    assert "has_spoiler" not in call.params
