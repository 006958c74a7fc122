"""The examples of a proxy, each a real one before the real bot: words, streams, files, guards."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from bot.evidence.intake import LARGEST
from tests.house import ROOT
from tests.stories.a_running_school import running_school
from tests.web.visitor import Visitor, next_message, visiting

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]
PROXY = ROOT / "deploy" / "proxy"
Proxy = Callable[[Path, int, int], list[str]]


def _caddy(folder: Path, port: int, to: int) -> list[str]:
    text = (PROXY / "Caddyfile").read_text("utf-8")
    text = text.replace("maatje.example.nl {", f"http://127.0.0.1:{port} {{")
    file = folder / "Caddyfile"
    own = "{\n\tadmin off\n}\n"
    file.write_text(own + text.replace("127.0.0.1:8080", f"127.0.0.1:{to}"), "utf-8")
    return ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]


def _nginx(folder: Path, port: int, to: int) -> list[str]:
    text = (PROXY / "nginx.conf").read_text("utf-8").partition("\nserver {\n    listen 80;")[0]
    kept = (line for line in text.splitlines() if "ssl" not in line or "listen 443" in line)
    text = "\n".join(line for line in kept if "[::]" not in line)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{to}").replace("/var/log/nginx", str(folder))
    whole = (
        f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}}\n"
        f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/to;\n{text}\n}}\n"
    )
    (folder / "whole.conf").write_text(whole, "utf-8")
    return ["nginx", "-c", str(folder / "whole.conf"), "-e", str(folder / "first")]


def _nginx_for_a_few(folder: Path, port: int, to: int) -> list[str]:
    """The same with small numbers: the real ones are for a whole school."""
    words = _nginx(folder, port, to)
    text = (folder / "whole.conf").read_text("utf-8")
    for wide, narrow in NARROW.items():
        assert wide in text
        text = text.replace(wide, narrow)
    (folder / "whole.conf").write_text(text, "utf-8")
    return words


NARROW = {
    "rate=100r/s": "rate=1r/m",
    "burst=1000 ": "burst=9 ",
    "maatje_open 1000;": "maatje_open 2;",
    "maatje_open 1500;": "maatje_open 3;",
}
PROXIES = {"caddy": _caddy, "nginx": _nginx}


@asynccontextmanager
async def _before(proxy_of: Proxy, folder: Path, to: int) -> AsyncIterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = proxy_of(folder, port, to)
    with (folder / "told").open("wb") as told:
        proxy = await asyncio.create_subprocess_exec(*words, stdout=told, stderr=told)
    try:
        async with asyncio.timeout(10):
            while True:
                try:
                    (await asyncio.open_connection("127.0.0.1", port))[1].close()
                    break
                except OSError:
                    await asyncio.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        if proxy.returncode is not None:
            raise AssertionError((folder / "told").read_text("utf-8", errors="replace"))
        proxy.terminate()
        await proxy.wait()


@pytest.mark.parametrize("name", PROXIES)
async def test_through_the_proxy_it_is_the_same_page(name: str, tmp_path: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on this machine")
    own = tmp_path / name
    own.mkdir()
    async with (
        running_school(tmp_path / "school") as school,
        _before(PROXIES[name], own, school.served.web.port) as url,
        visiting(url) as page,
    ):
        await _words_come_back_at_once(page)
        status, _ = await page.send(b"x" * LARGEST, kind="voice")
        assert status == HTTPStatus.OK
        for path, expected in {"/health": 404, "/metrics": 404, "/live": 200}.items():
            async with page.session.get(url + path) as answer:
                assert answer.status == expected, path
                assert "max-age=" in answer.headers["Strict-Transport-Security"]


async def _words_come_back_at_once(page: Visitor) -> None:
    """A proxy that gathers before it passes on would keep an answer until the page is closed."""
    await page.open()
    state = await page.open()
    async with page.events(state["ticket"], str(state["revision"])) as stream:
        await page.say("/hulp")
        async with asyncio.timeout(10):
            message = await next_message(stream)
    assert message["lines"]


async def test_nginx_holds_back_one_address_that_floods(tmp_path: Path) -> None:
    if shutil.which("nginx") is None:
        pytest.skip("nginx is not on this machine")
    own = tmp_path / "nginx"
    own.mkdir()
    async with (
        running_school(tmp_path / "school") as school,
        _before(_nginx_for_a_few, own, school.served.web.port) as url,
        visiting(url) as page,
        AsyncExitStack() as held,
    ):
        ticket = (await page.open())["ticket"]
        for status in (200, 200, 429):
            stream = await held.enter_async_context(page.events(ticket, "0"))
            assert stream.status == status
        asked = []
        for _ in range(10):
            async with page.session.get(f"{url}/live") as answer:
                asked.append(answer.status)
        assert (asked[0], asked[-1]) == (200, 429)
    assert "127.0.0.1" not in "".join(one.read_text("utf-8") for one in own.glob("*.log"))
