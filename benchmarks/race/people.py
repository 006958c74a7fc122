"""The people in the race: what each sees on a screen, taps next, and how long it waited."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

from benchmarks.race.wire import Fields

BOT: Fields = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "race_bot"}
DATE = 1_790_000_000


@dataclass
class Person:
    """One private chat. `waits` since when (seconds) for the screen that answers a tap."""

    chat_id: int
    screen: Fields = field(default_factory=dict)
    screens: list[str] = field(default_factory=list)
    waits: float | None = None
    took: float = 0.0

    @property
    def user(self) -> Fields:
        """Telegram's User."""
        name = {"first_name": "Sanne", "username": f"sanne_{self.chat_id}"}
        return {"id": self.chat_id, "is_bot": False, **name, "language_code": "nl"}

    @property
    def chat(self) -> Fields:
        """Telegram's Chat."""
        name = {"first_name": "Sanne", "username": f"sanne_{self.chat_id}"}
        return {"id": self.chat_id, "type": "private", **name}

    @property
    def buttons(self) -> list[str]:
        """What each button of the screen sends."""
        rows = self.screen.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row]

    def says(self, text: str) -> Fields:
        """An update with words; `/…` is a command."""
        message = {"message_id": 1, "from": self.user, "chat": self.chat, "date": DATE}
        entity = {"type": "bot_command", "offset": 0, "length": len(text)}
        marked = {"entities": [entity]} if text.startswith("/") else {}
        return {"message": {**message, "text": text, **marked}}

    def taps(self, data: str) -> Fields:
        """An update with a tap on the screen as it is now."""
        self.waits = time.perf_counter()
        query = {"id": f"{self.chat_id}", "from": self.user, "chat_instance": "-1", "data": data}
        return {"callback_query": {**query, "message": self.screen}}

    def sees(self, message_id: int, text: str, keyboard: Fields | str | None) -> Fields:
        """Telegram's Message of a text that the bot put here; with a keyboard it is a screen."""
        message = {"message_id": message_id, "from": BOT, "chat": self.chat, "date": DATE}
        if not keyboard:
            return {**message, "text": text}
        markup = json.loads(keyboard) if isinstance(keyboard, str) else keyboard
        self.screen = {**message, "text": text, "reply_markup": markup}
        self.screens.append(text)
        if self.waits is not None:
            self.took, self.waits = time.perf_counter() - self.waits, None
        return self.screen
