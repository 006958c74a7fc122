"""A person with Telegram on a phone, seen by a test; knows the screen, not the bot's insides."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi import BotApi
from tests.botapi_chats import Button, Chat, Fields, Shown

Wanted = str | Callable[[Shown], object]


@dataclass(kw_only=True)
class Person:
    """Who holds the phone; everything here may travel in an update."""

    user_id: int
    first_name: str = "Sanne"
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "nl"

    def user(self) -> Fields:
        """Telegram's User."""
        told = {"id": self.user_id, "is_bot": False, **self._names()}
        return {**told, "language_code": self.language_code} if self.language_code else told

    def chat(self) -> Fields:
        """Telegram's private Chat: the same id and names."""
        return {"id": self.user_id, "type": "private", **self._names()}

    def _names(self) -> Fields:
        names = {name: getattr(self, name) for name in ("first_name", "last_name", "username")}
        return {name: value for name, value in names.items() if value}


@dataclass(init=False)
class Phone:
    """Types, taps and looks; sending only queues an update, `say` and `tap` wait for the bot."""

    api: BotApi = field(repr=False)
    person: Person = field(repr=False)
    chat: Chat = field(repr=False)

    def __init__(self, api: BotApi, **person: Any) -> None:
        self.api = api
        self.person = Person(**person)
        self.chat = api.chats.open(self.person.chat())
        self.chat.info.update(self.person.chat())

    # What the person sees.

    @property
    def shown(self) -> list[Shown]:
        """The bot's messages that are still there, oldest first."""
        return self.chat.visible(by_bot=True)

    @property
    def messages(self) -> list[str]:
        """The texts of the bot's messages that are still there, oldest first."""
        return [message.text for message in self.shown]

    @property
    def own_messages(self) -> list[Shown]:
        """The person's own messages that are still there, oldest first."""
        return self.chat.visible(by_bot=False)

    @property
    def screen(self) -> str:
        """The text of the bot's newest message; empty when there is none."""
        return self.messages[-1] if self.shown else ""

    @property
    def keyboard(self) -> list[Button]:
        """The buttons of the newest message that has any."""
        return next((m.buttons for m in reversed(self.shown) if m.buttons), [])

    @property
    def buttons(self) -> list[str]:
        """The labels of the newest message that has buttons."""
        return [button.text for button in self.keyboard]

    @property
    def notices(self) -> list[str]:
        """The little texts that taps were answered with, oldest first."""
        taps = [t for t in self.api.chats.taps.values() if t.chat_id == self.person.user_id]
        return [str(a["text"]) for tap in taps for a in tap.answers if a.get("text")]

    # What the person does.

    async def send(self, **content: Any) -> Shown:
        """Send a message with these raw fields: any kind, forwarded, or in another `chat`."""
        fields = {"from": self.person.user(), **content}
        shown = self.chat.add(fields, by_bot=False, date=int(self.api.chats.now()))
        await self.api.push({"message": dict(shown.fields)})
        return shown

    async def type(self, text: str) -> Shown:
        """Send a text; a command gets its entity, as from a real phone."""
        if not text.startswith("/"):
            return await self.send(text=text)
        command = text.split(maxsplit=1)[0]
        entity = {"type": "bot_command", "offset": 0, "length": len(command)}
        return await self.send(text=text, entities=[entity])

    async def press(self, label: str) -> str:
        """Tap the newest visible button with (part of) this label; the callback query id."""
        message, button = self._find(label)
        if button.data is None:
            raise AssertionError(f"{button.text!r} does not talk to the bot: {button.fields}")
        return await self.press_data(button.data, message.message_id)

    async def press_data(self, data: str, message_id: int) -> str:
        """A tap with any data on any message, as a forger or a very old screen would."""
        query_id = self.api.chats.tap(self.person.user_id)
        query = {"id": query_id, "from": self.person.user(), "chat_instance": "-1", "data": data}
        await self.api.push({"callback_query": {**query, "message": self._tapped(message_id)}})
        return query_id

    async def send_photo(
        self, content: bytes, *, caption: str | None = None, album: str | None = None
    ) -> Shown:
        """Send a photo in two sizes; `album` ties several together."""
        small = self._kept(content[:512], "photos/file_{n}.jpg") | {"width": 90, "height": 67}
        large = self._kept(content, "photos/file_{n}.jpg") | {"width": 1280, "height": 960}
        told = {"caption": caption, "media_group_id": album}
        return await self.send(photo=[small, large], **{k: v for k, v in told.items() if v})

    async def send_voice(self, content: bytes) -> Shown:
        """Send a voice message of three seconds."""
        kept = self._kept(content, "voice/file_{n}.oga")
        return await self.send(voice={**kept, "duration": 3, "mime_type": "audio/ogg"})

    async def send_document(
        self, content: bytes, name: str, *, mime_type: str = "application/octet-stream"
    ) -> Shown:
        """Send a file under its own name."""
        kept = self._kept(content, "documents/file_{n}")
        return await self.send(document={**kept, "file_name": name, "mime_type": mime_type})

    async def edit(self, message_id: int, text: str) -> None:
        """Change an own message."""
        own = self.chat.messages[message_id]
        own.edits.append(own.text)
        own.fields = {**own.fields, "text": text, "edit_date": int(self.api.chats.now())}
        await self.api.push({"edited_message": dict(own.fields)})

    async def block(self) -> None:
        """Block the bot: it is told, and from now on gets 403."""
        self.chat.blocked = True
        await self._member("member", "kicked")

    async def unblock(self) -> None:
        """Let the bot in again."""
        self.chat.blocked = False
        await self._member("kicked", "member")

    # Waiting.

    async def wait_for(
        self,
        wanted: Wanted,
        *,
        timeout: float = 10,  # noqa: ASYNC109 - read aloud it is part of the sentence
        after: int = 0,
    ) -> Shown:
        """The newest visible message with this text, or for which this is true.

        `after` is an earlier `phone.chat.changes`: what was there by then does not count.
        """
        fits = _fits(wanted)

        def found() -> list[Shown]:
            return [m for m in self.shown if m.changed > after and fits(m)]

        try:
            await self.api.until(found, timeout=timeout)
        except TimeoutError as error:
            raise AssertionError(f"Waited {timeout} s for {wanted!r}. {self._seen()}") from error
        return found()[-1]

    async def say(self, text: str, *, timeout: float = 10) -> Shown:  # noqa: ASYNC109
        """Type, and wait until the bot shows something new or changes a message."""
        before = self.chat.changes
        await self.type(text)
        return await self.wait_for(lambda _: True, timeout=timeout, after=before)

    async def tap(self, label: str, *, timeout: float = 10) -> Shown:  # noqa: ASYNC109
        """Press, and wait until the bot shows something new or changes a message."""
        before = self.chat.changes
        await self.press(label)
        return await self.wait_for(lambda _: True, timeout=timeout, after=before)

    # Details.

    def _find(self, label: str) -> tuple[Shown, Button]:
        sought = label.casefold()
        for message in reversed(self.shown):
            having = [b for b in message.buttons if sought in b.text.casefold()]
            # "Ja" must not tap "Jaar" when there is a "Ja" beside it.
            having.sort(key=lambda button: button.text.casefold() != sought)
            if having:
                return message, having[0]
        raise AssertionError(f"No button {label!r}. {self._seen()}")

    def _tapped(self, message_id: int) -> Fields:
        shown = self.chat.messages.get(message_id)
        if shown is None or shown.deleted:
            return {"chat": self.chat.info, "message_id": message_id, "date": 0}
        return dict(shown.fields)

    def _kept(self, content: bytes, name: str) -> Fields:
        stored = self.api.chats.keep_file(content, name)
        about = {"file_id": stored.file_id, "file_unique_id": stored.file_unique_id}
        return {**about, "file_size": len(content)}

    async def _member(self, old: str, new: str) -> None:
        change = {"chat": self.chat.info, "from": self.person.user()}
        date = int(self.api.chats.now())
        states = {"old_chat_member": self._state(old), "new_chat_member": self._state(new)}
        await self.api.push({"my_chat_member": {**change, "date": date, **states}})

    def _state(self, status: str) -> Fields:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.api.chats.bot, "status": status, **until}

    def _seen(self) -> str:
        return f"On the screen: {self.messages[-3:]}, buttons: {self.buttons}"


def _fits(wanted: Wanted) -> Callable[[Shown], object]:
    if isinstance(wanted, str):
        return lambda message: wanted in message.text
    return wanted
