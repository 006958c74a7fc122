"""A Telegram Bot API on loopback for tests, over real HTTP; knows nothing of the bot behind it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.botapi_calls import Call, read_call
from tests.botapi_chats import Chats, Fields, Shown
from tests.botapi_faults import Fault, Faults, Flood, Trouble, refusal
from tests.botapi_limits import Refused
from tests.botapi_methods import Methods, Result
from tests.botapi_updates import Updates

REQUEST_BYTES = 64 << 20
Serve = Callable[[web.Request, Call], Awaitable[web.StreamResponse]]


class Cut(Exception):
    """The line goes dead instead of an answer."""


class BotApi:
    """The server; everything it keeps outlives the bot, so the bot may be killed at any moment.

    `now` is Telegram's clock in Unix seconds: message dates, 150 seconds for a tap, 48 hours
    for a deletion. `clock_off`: how far the bot's machine is ahead of it.
    `flood.most`: how many messages it takes in a second. `changed` is notified after every call
    and every new update.
    """

    def __init__(
        self,
        token: str = "123456:TEST",  # noqa: S107 - not a secret, it opens only this server
        *,
        first_update_id: int = 700_000_001,
        now: Callable[[], float] = time.time,  # noqa: TID251 - Telegram's clock, not the bot's
    ) -> None:
        self.token = token
        self.url = ""
        self.calls: list[Call] = []
        self.changed = asyncio.Condition()
        self.faults = Faults()
        self.flood = Flood()
        self.clock_off = timedelta(0)
        self.chats = Chats(bot=_bot(token), now=now)
        self.updates = Updates(first_id=first_update_id, changed=self.changed)
        self._methods = Methods(self.chats)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=REQUEST_BYTES)
        app.router.add_route("*", "/bot{token}/{method}", self._answer_method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._answer_file)
        app.router.add_route("*", "/{other:.*}", self._answer_nothing)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.faults.clear()
        self.updates.closing = True
        await self._notify()
        if self._runner:
            await self._runner.cleanup()

    # What a test asks.

    def calls_of(self, method: str, *, chat_id: int | None = None) -> list[Call]:
        """The calls of one method, in order of arrival, refused ones too."""
        wanted = None if chat_id is None else str(chat_id)
        return [c for c in self.calls if c.method == method and wanted in (None, c.chat_id)]

    def sent_to(self, chat_id: int) -> list[Shown]:
        """What the bot put in this chat and Telegram took, deleted ones too."""
        chat = self.chats.by_id.get(chat_id)
        return [] if chat is None else [m for m in chat.messages.values() if m.by_bot]

    def leaks(self, canary: str) -> list[Call]:
        """The calls whose raw bytes hold this string in any usual spelling."""
        return [call for call in self.calls if call.holds(canary)]

    async def until(self, true: Callable[[], object], *, timeout: float = 10) -> None:  # noqa: ASYNC109 - part of the sentence a test reads
        """Wait until the condition holds; raises TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout), self.changed:
            await self.changed.wait_for(lambda: bool(true()))

    async def push(self, update: Fields) -> int:
        """Queue a raw update such as `{"message": {…}}`; its update_id."""
        return await self.updates.push(update)

    def keep_file(self, content: bytes, *, name: str = "documents/file_{n}") -> str:
        """Store a file at Telegram; its file_id."""
        return self.chats.keep_file(content, name).file_id

    # What a test makes go wrong. "*" means any method, "file" means a download.

    def fail(
        self,
        method: str,
        *,
        status: int = 429,
        retry_after: int = 1,
        times: int = 1,
        chat_id: int | None = None,
        description: str | None = None,
    ) -> None:
        """Refuse the next `times` calls, without effect."""
        refused = refusal(status, retry_after=retry_after, description=description)
        self.faults.coming.append(Fault(Trouble.REFUSE, method, times, chat_id, refused))

    def cut(self, method: str, *, times: int = 1, after_accept: bool = False) -> None:
        """Cut the line before the effect or after it; a download is cut half-way."""
        trouble = Trouble.CUT_AFTER if after_accept else Trouble.CUT_BEFORE
        self.faults.coming.append(Fault(trouble, method, times))

    def delay(self, seconds: float) -> None:
        """Every answer comes this much later; its effect does not."""
        self.faults.seconds = seconds

    def hold(self, method: str) -> AbstractAsyncContextManager[None]:
        """`async with api.hold("sendMessage"):` takes effect but answers only afterwards."""
        return self.faults.hold(method)

    def heal(self) -> None:
        """No more trouble."""
        self.faults.clear()

    def blocked(self, chat_id: int, *, blocked: bool = True) -> None:
        """This person blocked the bot: 403 on everything, until told otherwise."""
        private = {"id": chat_id, "type": "private", "first_name": "Unknown"}
        self.chats.open(private).blocked = blocked

    # How it answers.

    async def _answer_method(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, request.match_info["method"], self._take)

    async def _answer_file(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, "file", self._download)

    async def _answer_nothing(self, request: web.Request) -> web.StreamResponse:
        del request
        return _refused(Refused(404, "Not Found"))

    async def _answer(self, request: web.Request, method: str, serve: Serve) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _refused(Refused(401, "Unauthorized"))
        try:
            call = await read_call(request, method)
            self.calls.append(call)
            await self._notify()
            self._strike(call)
            self.flood.check(call.method, call.at)
            return await serve(request, call)
        except Refused as refused:
            return _refused(refused)
        except (Cut, OSError):
            _hang_up(request)
            return web.Response()
        finally:
            await self._notify()

    async def _take(self, request: web.Request, call: Call) -> web.StreamResponse:
        del request
        result = await self._result(call)
        await self._notify()
        if self.faults.strikes(Trouble.CUT_AFTER, call.method, call.chat_id):
            raise Cut
        await self.faults.wait_for_answer(call.method)
        now = datetime.now(UTC)  # noqa: TID251 - Telegram's clock, not the bot's
        headers = {"Date": format_datetime(now - self.clock_off, usegmt=True)}
        return web.json_response({"ok": True, "result": result}, headers=headers)

    async def _result(self, call: Call) -> Result:
        match call.method.lower():
            case "getupdates":
                return await self.updates.poll(call.params)
            case "setwebhook":
                return self.updates.set_webhook(call.params)
            case "deletewebhook":
                return self.updates.set_webhook({**call.params, "url": ""})
            case "getwebhookinfo":
                return self.updates.webhook_info()
        return self._methods.perform(call.method, call.params)

    async def _download(self, request: web.Request, call: Call) -> web.StreamResponse:
        path = request.match_info["path"]
        stored = next((f for f in self.chats.files.values() if f.path == path), None)
        if stored is None:
            raise Refused(404, "Not Found")
        response = web.StreamResponse(headers={"Content-Length": str(len(stored.content))})
        await self.faults.wait_for_answer(call.method)
        await response.prepare(request)
        if self.faults.strikes(Trouble.CUT_AFTER, call.method, ""):
            await response.write(stored.content[: len(stored.content) // 2])
            raise Cut
        await response.write(stored.content)
        await response.write_eof()
        return response

    def _strike(self, call: Call) -> None:
        fault = self.faults.strikes(Trouble.REFUSE, call.method, call.chat_id)
        if fault and fault.refusal:
            raise fault.refusal
        if self.faults.strikes(Trouble.CUT_BEFORE, call.method, call.chat_id):
            raise Cut

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()


def _bot(token: str) -> Fields:
    return {
        "id": int(token.split(":", 1)[0]),
        "is_bot": True,
        "first_name": "Maatje",
        "username": "maatje_test_bot",
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _refused(refused: Refused) -> web.Response:
    answer: Fields = {
        "ok": False,
        "error_code": refused.status,
        "description": refused.description,
    }
    if refused.retry_after is not None:
        answer["parameters"] = {"retry_after": refused.retry_after}
    return web.json_response(answer, status=refused.status)


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
