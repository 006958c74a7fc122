"""One request to the Bot API as a test wants to see it; knows no answers."""

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

import aiohttp
from aiohttp import web

from tests.botapi_limits import bad
from tests.botapi_methods import Upload

# In a form these travel as JSON inside a string.
_STRUCTURED = re.compile(
    "reply_markup|entities|caption_entities|allowed_updates|commands|message_ids|scope|media"
    "|link_preview_options|reply_parameters|menu_button"
)


@dataclass(frozen=True)
class Call:
    """A request that reached the server, whether or not it was answered; `at` is monotonic."""

    method: str
    params: dict[str, Any] = field(repr=False)
    raw: bytes = field(repr=False)
    at: float = field(default_factory=time.monotonic)

    @property
    def chat_id(self) -> str:
        return str(self.params.get("chat_id", ""))

    def holds(self, canary: str) -> bool:
        """Whether the raw request has it: as UTF-8, in JSON, or in a form."""
        spellings = (canary, quote(canary), quote_plus(canary), json.dumps(canary)[1:-1])
        return any(spelling.encode() in self.raw for spelling in spellings)


async def read_call(request: web.Request, method: str) -> Call:
    """Reads the whole request; raises OSError when the bot died while sending it."""
    try:
        body = await request.read()
    except web.RequestPayloadError as error:
        raise ConnectionResetError from error
    lines = b"\r\n".join(b": ".join(header) for header in request.raw_headers)
    raw = b"\r\n".join((f"{request.method} {request.raw_path}".encode(), lines, b"", body))
    return Call(method, {**request.query, **await _params(request, body)}, raw)


async def _params(request: web.Request, body: bytes) -> dict[str, Any]:
    if request.content_type == "application/json":
        return {name: _value(name, value) for name, value in json.loads(body or b"{}").items()}
    if request.content_type == "multipart/form-data":
        return await _multipart(request, body)
    sent: dict[str, Any] = {**request.query, **await request.post()}
    return {name: _value(name, value) for name, value in sent.items()}


async def _multipart(request: web.Request, body: bytes) -> dict[str, Any]:
    # The body was read whole for the log, so it is fed to the parser a second time.
    stream = aiohttp.StreamReader(request.protocol, 2**30, loop=asyncio.get_running_loop())
    stream.feed_data(body)
    stream.feed_eof()
    parts: dict[str, Any] = {}
    async for part in aiohttp.MultipartReader(request.headers, stream):
        if not isinstance(part, aiohttp.BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        named = part.filename
        parts[part.name] = Upload(named, content) if named else _value(part.name, content.decode())
    return _attached(parts)


def _attached(parts: dict[str, Any]) -> dict[str, Any]:
    # A file may travel under another name: "attach://<part>".
    return {
        name: parts.get(value[9:], value)
        if isinstance(value, str) and value.startswith("attach://")
        else value
        for name, value in parts.items()
    }


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str) or not _STRUCTURED.fullmatch(name):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise bad(f"can't parse {name} JSON object") from error
