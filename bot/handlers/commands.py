"""The menu of commands behind Telegram's own button, per language and role; knows no answers."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.handlers.api import Api, Refused, Unreached
from bot.i18n import I18n
from bot.text import Text

log = logging.getLogger(__name__)

_EVERYBODY: Final = {"type": "all_private_chats"}


@dataclass(frozen=True)
class MenuCommand:
    """One line of the menu; `for_staff`: only in the chats of colleagues."""

    name: str
    description: Text
    for_staff: bool = False


@dataclass
class Menus:
    """Remembers what it set, so that nothing is sent twice in one run."""

    api: Api = field(repr=False)
    i18n: I18n = field(repr=False)
    commands: Sequence[MenuCommand]
    _set: dict[str, str] = field(default_factory=dict, repr=False)
    _published: bool = False

    async def publish(self) -> bool:
        """The menu of everybody, in every language; False when Telegram did not take it all.

        Once in a run: nothing of it changes. Most languages are read for this only.
        """
        if not self._published:
            ways = [(self.i18n.default, ""), *((code, code) for code in self.i18n.languages)]
            self._published = all([await self._put_and_let_go(*way) for way in ways])
        return self._published

    async def _put_and_let_go(self, language: str, code: str) -> bool:
        taken = await self._put(_EVERYBODY, language, code)
        self.i18n.let_go()
        return taken

    async def for_chat(self, address: str, language: str, *, staff: bool) -> bool:
        """A colleague's own menu; anyone else's chat goes back to that of everybody."""
        scope = {"type": "chat", "chat_id": address}
        if staff:
            return await self._put(scope, language, "", staff=True)
        return await self._change("deleteMyCommands", {**scope, "code": ""}, {"scope": scope})

    async def _put(
        self, scope: dict[str, str], language: str, code: str, *, staff: bool = False
    ) -> bool:
        wanted = [command for command in self.commands if staff or not command.for_staff]
        lines = [
            {"command": c.name, "description": self.i18n.render(c.description, language)[:256]}
            for c in wanted
        ]
        told = {"commands": lines, "scope": scope, **({"language_code": code} if code else {})}
        return await self._change("setMyCommands", {**scope, "code": code}, told)

    async def _change(self, method: str, place: dict[str, str], told: dict[str, Any]) -> bool:
        """Hashed, because an address is not to be kept in the open."""
        name, value = _hash(place), _hash([method, told])
        if self._set.get(name) == value:
            return True
        try:
            await self.api.call(method, told)
        except (Refused, Unreached) as problem:
            log.warning("A menu of commands is not set: %s.", type(problem).__name__)
            return False
        self._set[name] = value
        return True


def _hash(data: object) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
