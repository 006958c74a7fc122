"""The way out to Telegram: one operation of the sender as calls of the Bot API.

Knows no conversation and no language. Nothing is ever marked up: words are shown as they are.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from aiohttp import FormData

from bot.conversations.sending import Delivered, Delivery, Gone, Later, Rendered
from bot.handlers.api import Api, Refused, Unreached
from bot.handlers.texts import split, units
from bot.handlers.updates import DOOR
from bot.handlers.uploading import quietly, upload
from bot.store.outgoing import ALL_AT_ONCE

log = logging.getLogger(__name__)


_CHAT_GONE: Final = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "bot was blocked",
    "peer_id_invalid",
)
_DRAWINGS: Final = Path(__file__).parent.parent / "data" / "pictures"
_NO_PREVIEW: Final = {"is_disabled": True}

Fields = dict[str, Any]


@dataclass(frozen=True)
class TelegramDoor:
    """What the sender works with. Each paragraph begins on a new line."""

    api: Api = field(repr=False)
    name: str = DOOR

    async def deliver(self, delivery: Delivery) -> Delivered | Gone | Later:
        """Do one operation; a refusal that concerns the chat ends all sending to it."""
        try:
            if delivery.enclosed is not None:
                return await upload(self.api, delivery, delivery.enclosed)
            return await self._do(delivery)
        except Refused as refused:
            return _meaning(refused)
        except Unreached:
            return Later()

    async def _do(self, delivery: Delivery) -> Delivered:
        match delivery.op:
            case "show":
                return await self._show(delivery)
            case "card" if delivery.target:
                return await self._edit(delivery)
            case "note" | "card":
                return await self._send(delivery)
            case "delete":
                return await self._delete(delivery)
            case _:
                raise ValueError("This door does not know this operation.")

    async def _show(self, delivery: Delivery) -> Delivered:
        """Edit the live screen that was tapped; anything else comes as a new one below.

        What must be protected is put on no screen that may be from before that was so.
        """
        tapped = delivery.target
        if tapped and tapped == (delivery.live or ("" if delivery.protect else tapped)):
            return await self._edit(delivery)
        shown = await self._send(delivery)
        for old in {delivery.live, delivery.target} - {"", shown.message_id}:
            await self._take_keyboard_off(delivery, old)
        return shown

    async def _edit(self, delivery: Delivery) -> Delivered:
        """What cannot be edited (too old, deleted, too long now) is sent anew."""
        pieces = _pieces(delivery)
        if len(pieces) > 1:
            return await self._send(delivery)
        told = {**_text(pieces[0]), **_keyboard(delivery.rendered)}
        edit = {"chat_id": delivery.address, "message_id": int(delivery.target), **told}
        try:
            await self.api.do("editMessageText", edit)
        except Refused as refused:
            if refused.says("message is not modified"):
                return Delivered(delivery.target)
            if refused.status != HTTPStatus.BAD_REQUEST or _is_gone(refused):
                raise
            return await self._send(delivery)
        return Delivered(delivery.target)

    async def _send(self, delivery: Delivery) -> Delivered:
        if drawing := _drawing(delivery):
            sent = await self.api.hand("sendPhoto", drawing)
            return Delivered(str(sent["message_id"]))
        pieces = _pieces(delivery)
        ids = []
        for number, piece in enumerate(pieces, start=1):
            keyboard = _keyboard(delivery.rendered) if number == len(pieces) else {}
            protect = {"protect_content": True} if delivery.protect else {}
            block = bool(delivery.rendered and delivery.rendered.block)
            words = _block(piece) if block else _text(piece)
            told = {
                "chat_id": delivery.address,
                **words,
                **keyboard,
                **protect,
                **quietly(delivery),
            }
            sent = await self.api.call("sendMessage", told)
            ids.append(str(sent["message_id"]))
        return Delivered(ids[-1], tuple(ids[:-1]))

    async def _delete(self, delivery: Delivery) -> Delivered:
        """What is gone already, or too old to be removed, counts as done."""
        ids = [int(message_id) for message_id in delivery.target.split(",")]
        for start in range(0, len(ids), ALL_AT_ONCE):
            await self._delete_some(delivery, ids[start : start + ALL_AT_ONCE])
        return Delivered(delivery.target)

    async def _delete_some(self, delivery: Delivery, ids: list[int]) -> None:
        """One call; refused, it is done in halves: one message must not keep the others."""
        some = {"chat_id": delivery.address, "message_ids": ids}
        if await self._unless_over("deleteMessages", some) or len(ids) == 1:
            return
        middle = len(ids) // 2
        await self._delete_some(delivery, ids[:middle])
        await self._delete_some(delivery, ids[middle:])

    async def _take_keyboard_off(self, delivery: Delivery, message_id: str) -> None:
        """Best effort: the message itself has arrived, and an old button does no harm."""
        old = {"chat_id": delivery.address, "message_id": int(message_id)}
        try:
            await self.api.do("editMessageReplyMarkup", old)
        except (Refused, Unreached) as problem:
            log.debug("An old keyboard stays: %s.", type(problem).__name__)

    async def _unless_over(self, method: str, params: Fields) -> bool:
        """Whether it was done; what is refused for good counts as over."""
        try:
            await self.api.do(method, params)
        except Refused as refused:
            if refused.status != HTTPStatus.BAD_REQUEST or _is_gone(refused):
                raise
            return False
        return True


def _pieces(delivery: Delivery) -> list[str]:
    """At least one; Telegram refuses a message of nothing but space."""
    lines = delivery.rendered.lines if delivery.rendered else ()
    pieces = [piece for piece in split("\n".join(lines)) if piece.strip()]
    return pieces or ["…"]


def _drawing(delivery: Delivery) -> FormData | None:
    """A drawing of ours, with what it shows below it; None for a message of words only."""
    rendered = delivery.rendered
    if rendered is None or not (rendered.picture or rendered.drawn):
        return None
    name = f"{rendered.picture or 'chart'}.png"
    protect = {"protect_content": True} if rendered.drawn else {}
    told = {"chat_id": delivery.address, "caption": "\n".join(rendered.lines)}
    form = FormData({**told, **_plain({**protect, **quietly(delivery)})})
    content = rendered.drawn or _drawn(name)
    form.add_field("photo", content, filename=name, content_type="image/png")
    return form


def _plain(flags: Fields) -> dict[str, str]:
    """As a form holds them."""
    return {name: "true" for name, on in flags.items() if on}


@cache
def _drawn(name: str) -> bytes:
    """Read once: there are a few, and each is small."""
    return (_DRAWINGS / name).read_bytes()


def _text(words: str) -> Fields:
    return {"text": words, "link_preview_options": _NO_PREVIEW}


def _block(words: str) -> Fields:
    """One tap copies it: marked by its place, never by signs that words could hold too."""
    whole = {"type": "pre", "offset": 0, "length": units(words)}
    return {**_text(words), "entities": [whole]}


def _keyboard(rendered: Rendered | None) -> Fields:
    rows = rendered.buttons if rendered else ()
    if not rows:
        return {}
    keys = [[_button(label, data, url) for label, data, url in row] for row in rows]
    return {"reply_markup": {"inline_keyboard": keys}}


def _button(label: str, data: str, url: str) -> Fields:
    return {"text": label, "url": url} if url else {"text": label, "callback_data": data}


def _meaning(refused: Refused) -> Gone | Later:
    if _is_gone(refused):
        return Gone(chat=True)
    if refused.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}:
        return Gone(chat=False)
    return Later(refused.wait)


def _is_gone(refused: Refused) -> bool:
    return refused.status == HTTPStatus.FORBIDDEN or (
        refused.status == HTTPStatus.BAD_REQUEST and refused.says(*_CHAT_GONE)
    )
