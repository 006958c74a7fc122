"""The real bot as a process of its own, to be started, killed and read; knows no insides."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, NamedTuple, Protocol, Self

from tests.botapi import BotApi
from tests.warm import Streams, started

ROOT = Path(__file__).resolve().parents[1]
_LOG_TAIL = 4000


class Finished(NamedTuple):
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


class Running(Protocol):
    """A process that was started, however that was done."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """None while it runs; below zero when a signal ended it."""

    def send_signal(self, signal: int) -> None:
        """Nothing happens when it ended."""

    def kill(self) -> None:
        """SIGKILL."""

    async def wait(self) -> int:
        """Until it ended."""


class BotProcess:
    """`python -m bot` in a folder of its own; the same folder again is the same bot again.

    Options are settings (`CASE_CONTENT="page"`); they go over those chosen here.
    """

    def __init__(self, tmp_path: Path, api: BotApi, **env: str) -> None:
        self.data_dir = tmp_path / "data"
        self.key_file = tmp_path / "key" / "maatje.key"
        self.log_file = tmp_path / "bot.log"
        self.web_url = f"http://127.0.0.1:{free_port()}"
        self._api = api
        self._folder = tmp_path
        self._process: Running | None = None
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.key_file.parent.mkdir(parents=True, exist_ok=True)
        self.env = {**_inherited(), **self._settings(), **env}

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After a failed assertion nobody waits for a polite goodbye.
        await (self.terminate() if error is None else self.kill())

    @property
    def log(self) -> str:
        """All it wrote on both outputs, over all its starts."""
        if not self.log_file.exists():
            return ""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int | None:
        """None when it does not run."""
        return self._process.pid if self._process and self.running else None

    @property
    def running(self) -> bool:
        """Whether it was started and did not end yet."""
        return self._process is not None and self._process.returncode is None

    async def start(
        self,
        *,
        ready: Callable[[], object] | None = None,
        timeout: float = 30,  # noqa: ASYNC109 - read aloud it is part of the sentence
    ) -> None:
        """Start and wait for its first getUpdates and its page, or until `ready`.

        Says the log if it ends.
        """
        before = len(self._api.calls_of("getUpdates"))
        self._process = await self._launched()
        polls = ready or (lambda: len(self._api.calls_of("getUpdates")) > before)
        in_time = await self._wait(polls, timeout=timeout)
        if in_time and ready is None:
            async with asyncio.timeout(timeout):
                await self._page()
        if not self.running:
            raise AssertionError(f"It ended at once:\n{self.log[-_LOG_TAIL:]}")
        if not in_time:
            await self.kill()
            raise AssertionError(f"Not ready in {timeout} s:\n{self.log[-_LOG_TAIL:]}")

    async def kill(self) -> None:
        """The power goes: SIGKILL. Harmless when it does not run."""
        if self._process and self.running:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()

    async def gone(self, *, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until it ended by itself."""
        if self._process is not None:
            async with asyncio.timeout(timeout):
                await self._process.wait()

    async def terminate(self, *, timeout: float = 15) -> int | None:  # noqa: ASYNC109
        """SIGTERM, and its exit code; fails when it does not end in time."""
        if self._process is None:
            return None
        if self.running:
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(timeout):
                return await self._process.wait()
        except TimeoutError as error:
            await self.kill()
            said = f"SIGTERM did not end it in {timeout} s:\n{self.log[-_LOG_TAIL:]}"
            raise AssertionError(said) from error

    async def run_cli(self, *args: str, stdin: str = "", timeout: float = 60) -> Finished:  # noqa: ASYNC109
        """Run `python -m bot <args>` with the same settings, beside the running bot or not."""
        with TemporaryFile() as asked, TemporaryFile() as out, TemporaryFile() as err:
            asked.write(stdin.encode())
            asked.seek(0)
            process = await self._python(*args, streams=(asked, out, err))
            try:
                async with asyncio.timeout(timeout):
                    code = await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
                raise
            return Finished(code, _all_of(out), _all_of(err))

    async def _launched(self) -> Running:
        with self._streams() as streams:
            return await self._python("run", streams=streams)

    @contextmanager
    def _streams(self) -> Iterator[Streams]:
        """It hears nothing, and all it says goes to its log."""
        with Path(os.devnull).open("rb") as nothing, self.log_file.open("ab") as log:
            yield nothing, log, log

    async def _python(self, *args: str, streams: Streams) -> Running:
        return await started(*args, folder=self._folder, env=self.env, streams=streams)

    async def _wait(self, ready: Callable[[], object], *, timeout: float) -> bool:  # noqa: ASYNC109
        async with asyncio.TaskGroup() as tasks:
            ending = tasks.create_task(self._announce_end())
            try:
                await self._api.until(lambda: ready() or not self.running, timeout=timeout)
            except TimeoutError:
                return False
            finally:
                ending.cancel()
        return True

    async def _page(self) -> None:
        """It asks Telegram before it has read the rest of itself: the page comes later."""
        host, _, port = self.web_url.removeprefix("http://").partition(":")
        while self.running:
            with suppress(OSError):
                _, door = await asyncio.open_connection(host, int(port))
                door.close()
                return
            await asyncio.sleep(0.01)

    async def _announce_end(self) -> None:
        # A bot that falls over at start calls nobody, so its end must wake the waiting test.
        if self._process:
            await self._process.wait()
        async with self._api.changed:
            self._api.changed.notify_all()

    def _settings(self) -> dict[str, str]:
        return {
            "BOT_TOKEN": self._api.token,
            "TELEGRAM_API_URL": self._api.url,
            "DATA_DIR": str(self.data_dir),
            "KEY_FILE": str(self.key_file),
            "WEB_LISTEN": self.web_url.removeprefix("http://"),
            "SEND_RATE": "0",
            "LOG_LEVEL": "INFO",
        }


def _inherited() -> dict[str, str]:
    # The tester's own settings stay out.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def _all_of(written: IO[bytes]) -> str:
    written.seek(0)
    return written.read().decode()


def free_port() -> int:
    """One that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
