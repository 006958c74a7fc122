"""What lies on every phone's screen: chats, messages, files, taps; knows no HTTP and no methods."""

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.botapi_limits import Refused, bad

Fields = dict[str, Any]
TAP_SECONDS = 150


@dataclass(frozen=True)
class Button:
    """One inline button; `data` is None for a button that opens a link or copies."""

    text: str
    data: str | None
    fields: Fields = field(repr=False)


@dataclass
class Shown:
    """One message in a chat, of either side; `fields` is Telegram's own Message."""

    fields: Fields
    by_bot: bool
    changed: int = 0
    deleted: bool = False
    edits: list[str] = field(default_factory=list)

    @property
    def message_id(self) -> int:
        return int(self.fields["message_id"])

    @property
    def text(self) -> str:
        return str(self.fields.get("text", self.fields.get("caption", "")))

    @property
    def reply_markup(self) -> Fields | None:
        markup: Fields | None = self.fields.get("reply_markup")
        return markup

    @property
    def buttons(self) -> list[Button]:
        rows = (self.reply_markup or {}).get("inline_keyboard", [])
        return [Button(b["text"], b.get("callback_data"), b) for row in rows for b in row]


@dataclass
class Chat:
    """One chat; `changes` counts everything the bot put in it, edited or deleted.

    Not a keyboard that it took off: there is nothing new to read, and who waits for an answer
    would else go on before it is there.
    """

    info: Fields
    messages: dict[int, Shown] = field(default_factory=dict)
    blocked: bool = False
    changes: int = 0

    def add(self, fields: Fields, *, by_bot: bool, date: int) -> Shown:
        """Put a message in the chat; both sides share one row of message ids."""
        head = {"message_id": len(self.messages) + 1, "date": date, "chat": self.info}
        shown = Shown({**head, **fields}, by_bot=by_bot)
        self.messages[shown.message_id] = shown
        if by_bot:
            self.touch(shown)
        return shown

    def touch(self, shown: Shown) -> None:
        """Count a change by the bot, so that a waiting phone sees it."""
        self.changes += 1
        shown.changed = self.changes

    def visible(self, *, by_bot: bool) -> list[Shown]:
        """What is still there, oldest first."""
        return [m for m in self.messages.values() if m.by_bot is by_bot and not m.deleted]


@dataclass(frozen=True)
class StoredFile:
    """A file as Telegram keeps it; `file_id` differs per bot, `file_unique_id` does not."""

    file_id: str
    file_unique_id: str
    path: str
    content: bytes = field(repr=False)


@dataclass
class Tap:
    """A callback query on its way; `answers` are the little notices the bot showed."""

    chat_id: int
    at: float
    answers: list[Fields] = field(default_factory=list)


class Chats:
    """All chats, files and taps of one bot; `now` gives Unix seconds."""

    def __init__(self, *, bot: Fields, now: Callable[[], float]) -> None:
        self.bot = bot
        self.now = now
        self.by_id: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.taps: dict[str, Tap] = {}
        self._numbers = itertools.count(1)

    def open(self, info: Fields) -> Chat:
        """The chat with this id, made when it was not there."""
        return self.by_id.setdefault(int(info["id"]), Chat(info))

    def to_write_in(self, chat_id: object) -> Chat:
        """The chat a bot wants to write in; refuses an unknown one and a blocked one."""
        chat = self.by_id.get(_number(chat_id))
        if chat is None:
            raise bad("chat not found")
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return chat

    def keep_file(self, content: bytes, name: str) -> StoredFile:
        """Store bytes as Telegram would; equal bytes share a `file_unique_id`."""
        number = next(self._numbers)
        unique = "AgAD" + hashlib.sha256(content).hexdigest()[:12]
        stored = StoredFile(f"BQACAgQAAxkB{number:08d}{unique}", unique, name, content)
        path = name.replace("{n}", str(number))
        stored = StoredFile(stored.file_id, unique, path, content)
        self.files[stored.file_id] = stored
        return stored

    def tap(self, chat_id: int) -> str:
        """A new callback query id, good for 150 seconds."""
        query_id = str(4_382_000_000_000_000_000 + next(self._numbers))
        self.taps[query_id] = Tap(chat_id, self.now())
        return query_id

    def answer_tap(self, query_id: object, notice: Fields) -> None:
        """Show the bot's notice; refuses a tap that is too old or was never made."""
        tap = self.taps.get(str(query_id))
        if tap is None or self.now() - tap.at > TAP_SECONDS:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        tap.answers.append(notice)


def _number(chat_id: object) -> int:
    text = str(chat_id if chat_id is not None else "")
    if not text:
        raise bad("chat_id is empty")
    return int(text) if text.lstrip("-").isdigit() else 0
