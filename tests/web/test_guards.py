"""What protects every answer and every POST."""

import logging
from pathlib import Path

import pytest

from tests.web.echo import echo
from tests.web.visitor import OURS, visiting

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("path", ["/", "/static/chat.css", "/nowhere", "/in/some-code"])
async def test_every_answer_carries_the_protection(tmp_path: Path, path: str) -> None:
    async with (
        echo(tmp_path) as house,
        visiting(house.url) as page,
        page.session.get(house.url + path) as answer,
    ):
        assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "aiohttp" not in answer.headers["Server"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        OURS | {"Origin": "https://elsewhere.example"},
        OURS | {"Sec-Fetch-Site": "cross-site"},
        OURS | {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("endpoint", ["open", "say", "enrol"])
async def test_a_post_from_elsewhere_changes_nothing(
    tmp_path: Path, headers: dict[str, str], endpoint: str
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        async with page.post(endpoint, {}, headers) as answer:
            assert answer.status == 403
            assert "Set-Cookie" not in answer.headers
        assert house.heard == []


async def test_a_post_from_the_page_itself_is_welcome(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        own = OURS | {"Origin": house.url, "Sec-Fetch-Site": "same-origin"}
        async with page.post("open", {}, own) as answer:
            assert answer.status == 200


@pytest.mark.parametrize("name", ["..%2fserver.py", "server.py", "chat.html", "nothing.js"])
async def test_only_the_files_of_the_page_are_served(tmp_path: Path, name: str) -> None:
    async with (
        echo(tmp_path) as house,
        visiting(house.url) as page,
        page.session.get(f"{house.url}/static/{name}") as answer,
    ):
        assert answer.status == 404


async def test_no_log_line_holds_an_address_or_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        await page.say("kanarie-woord")
        await house.until(lambda: len(house.heard) == 2)
    assert "127.0.0.1" not in caplog.text
    assert "kanarie-woord" not in caplog.text
