"""The examples of a proxy, each a real one before the real bot: words, streams, files, guards."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from bot.evidence.intake import LARGEST
from tests.house import ROOT
from tests.stories.a_running_school import running_school
from tests.web.visitor import Visitor, next_message, visiting

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]
PROXY = ROOT / "deploy" / "proxy"


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


PROXIES = {"caddy": _caddy, "nginx": _nginx}


@asynccontextmanager
async def _before(name: str, folder: Path, to: int) -> AsyncIterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = PROXIES[name](folder, port, to)
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
        _before(name, own, school.served.web.port) as url,
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
