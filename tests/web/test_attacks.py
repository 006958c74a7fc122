"""What somebody tries who means harm, as a table each: paths, names, cookies, links, guesses."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from yarl import URL

from bot.store import brake, people
from bot.store.brake import Guess
from bot.web.demo import Demo
from bot.web.health import HealthRoutes, Sign
from bot.web.server import build, start
from tests.web.echo import Echo, echo, echo_demo
from tests.web.locking import ask, cookies, house_with_locks, later, with_lock
from tests.web.test_enrolment import enrol, invited
from tests.web.visitor import OURS, visiting

pytestmark = pytest.mark.asyncio

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
NOWHERE = (
    "/static/../api/open",
    "/static/..%2f..%2fserver.py",
    "/static/%2e%2e/server.py",
    "/static/chat.css%00",
    "/static/",
    "/static",
    "/static/.",
    "/%2e%2e/etc/passwd",
    "//evil.example/",
    "/.env",
    "/.git/config",
    "/api%2Fsay",
    "/api/open",
    "/look/" + "A" * 21,
    "/look/../look/" + "A" * 22,
    "/look/" + "A" * 22 + "/bytes/../bytes",
    "/qr/" + "A" * 26,
)


async def status_of(port: int, line: str, *headers: str) -> int:
    """Of a request whose first line is sent just so: a client of ours would tidy it up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    named = () if any(one.startswith("Host:") for one in headers) else ("Host: 127.0.0.1",)
    told = [line, *named, "Connection: close", *headers, "", ""]
    writer.write("\r\n".join(told).encode("latin-1"))
    answer = await reader.readline()
    writer.close()
    return int(answer.split()[1])


async def test_the_policy_of_the_pages_allows_nothing_but_what_is_ours(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        for path in ("/", "/in/abc", "/privacy", f"/qr/{'a' * 26}", f"/look/{'A' * 22}"):
            async with page.session.get(house.url + path) as answer:
                told = answer.headers["Content-Security-Policy"].split("; ")
                policy = dict(one.split(" ", 1) for one in told)
                assert policy.items() >= {("default-src", "'none'"), ("base-uri", "'none'")}
                assert policy["frame-ancestors"] == "'none'"
                for name, sources in policy.items():
                    assert set(sources.split()) <= {*POLICY[name].split(), "'none'"}, name
                assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
                assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
                assert answer.headers["Permissions-Policy"].startswith("microphone=(self)")


async def test_a_path_with_a_trick_in_it_leads_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with echo(tmp_path) as house:
        for path in NOWHERE:
            assert await status_of(house.port, f"GET {path} HTTP/1.1") in {404, 405}, path
        for method in ("TRACE", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"):
            assert await status_of(house.port, f"{method} / HTTP/1.1") in {404, 405}, method
    assert caplog.records == []


async def test_an_origin_or_a_host_that_is_no_name_is_refused_calmly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    origins = (
        "http://[",
        "http://[::1",
        "null",
        "://",
        "https://evil.example",
        "http://127.0.0.1x",
    )
    async with echo(tmp_path) as house, visiting(house.url) as page:
        for origin in origins:
            async with page.post("open", {}, OURS | {"Origin": origin}) as answer:
                assert answer.status == 403, origin
    none = Demo((), lambda: asyncio.sleep(0), lambda day: day)
    async with echo_demo(tmp_path / "demo", none) as house, visiting(house.url) as page:
        for host in ("[", "[::1", "evil.example", "127.0.0.1.evil.example", ""):
            async with page.session.get(house.url, headers={"Host": host}) as answer:
                assert answer.status == 403, host
    assert caplog.records == []


async def test_bytes_that_are_no_letters_break_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with echo(tmp_path) as house, watched(house) as there:
        for line in ("GET /", f"GET /qr/{'a' * 26}", "GET /health", "POST /api/say"):
            for name in ("Host", "Authorization", "Cookie", "X-Id", "Origin", "Accept-Language"):
                told = (f"{name}: maatje=\xff\xed\xa0\x80", "X-Maatje: 1", "Via: a proxy")
                status = await status_of(there, f"{line} HTTP/1.1", *told)
                assert status in ({400} if name == "Host" else {200, 401, 403, 404}), (line, name)
    assert caplog.records == []


async def test_what_a_browser_asks_for_in_odd_words_is_answered_in_the_schools(
    tmp_path: Path,
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        for wanted in ("../../etc/passwd", "nl" * 2000, "\xff", ";q=", ",,,", "*", "x-" * 99):
            headers = OURS | {"Accept-Language": wanted}
            async with page.post("open", {}, headers) as answer:
                assert (answer.status, (await answer.json())["language"]) == (200, "nl")


async def test_whoever_finds_a_hole_finds_whom_to_tell(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        async with page.session.get(f"{house.url}/.well-known/security.txt") as answer:
            told = dict(line.split(": ") for line in (await answer.text()).splitlines())
        assert told["Contact"].startswith("tel:")
        ends = datetime.fromisoformat(told["Expires"])
        assert timedelta(days=30) < ends - house.site.clock.now() < timedelta(days=365)


@asynccontextmanager
async def watched(house: Echo) -> AsyncIterator[int]:
    """The same house with the pages for who looks after the machine, and no address of its own."""
    health = HealthRoutes(nothing_to_tell, nothing_wrong, token="0" * 32)
    app = build(replace(house.site, public_url=""), more=health.routes())
    runner = await start(app, host="127.0.0.1", port=0)
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def nothing_to_tell() -> list[Sign]:
    return []


async def nothing_wrong() -> None:
    pass


# Fixation: a browser that was given somebody else's cookie beforehand.


async def test_who_planted_their_own_cookie_sees_nothing_of_the_colleague_who_signs_in_with_it(
    tmp_path: Path,
) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as thief:
        before = await thief.open()
        async with visiting(house.url) as page:
            page.session.cookie_jar.update_cookies(cookies(thief), URL(house.url))
            await with_lock(house, page)
        assert (await ask(thief, "open", {}))[0] == 423
        assert (await ask(thief, "say", {"id": "12345678", "text": "x"}))[0] == 423
        thief.session.cookie_jar.clear()
        async with thief.events(before["ticket"], "0") as stream:
            told = (await stream.content.read()).decode()
        assert "event: locked" in told
        assert "lines" not in told


# Guessing and replaying.


async def test_t39_a_link_of_an_invitation_says_the_same_whatever_is_wrong_with_it(
    tmp_path: Path,
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page, visiting(house.url) as other:
        used, old = await invited(house), await invited(house)
        assert await enrol(other, used) == 200
        house.site.clock.travel(house.site.clock.now() + people.VALID)
        answers = set()
        for code in (used, old, "a" * 26, "A" * 26, "%00", "' OR 1=1 --"):
            async with page.post("enrol", {"code": code}) as answer:
                answers.add((answer.status, await answer.text()))
        assert len(answers) == 1
        pages = set()
        for code in (used, "a" * 26):
            async with page.session.get(f"{house.url}/in/{code}") as answer:
                pages.add((answer.status, await answer.text()))
        assert len(pages) == 1


async def test_an_invitation_opened_in_two_browsers_at_once_lets_one_in(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as one, visiting(house.url) as other:
        code = await invited(house)
        found = await asyncio.gather(enrol(one, code), enrol(other, code), enrol(one, code))
        assert sorted(found) == [200, 403, 403]


async def test_guessing_at_many_devices_at_once_is_told_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        for number in range(brake.OF_ALL - 1):  # by somebody new each time
            guess = partial(brake.count_wrong, guess=Guess.INVITATION, contact_ref=str(number))
            await house.site.writer.run(guess)
        assert caplog.records == []
        assert await enrol(page, "wrong") == 403
        assert [one.levelname for one in caplog.records] == ["WARNING"]
        assert await enrol(page, await invited(house)) == 200  # and locks nobody out


async def test_a_copied_cookie_cannot_be_used_to_try_codes_for_ever(tmp_path: Path) -> None:
    async with house_with_locks(tmp_path) as house, visiting(house.url) as page:
        await with_lock(house, page)
        later(house)
        async with visiting(house.url) as thief:
            thief.session.cookie_jar.update_cookies(cookies(page), URL(house.url))
            for number in range(brake.OF_ONE + 4):
                guess = {"way": "totp", "code": f"{number:06}"}
                wanted = 403 if number < brake.OF_ONE else 429
                assert (await ask(thief, "lock/end", guess))[0] == wanted
            asked = [(await ask(thief, "lock/begin", {"way": "totp"}))[0] for _ in range(3)]
            assert asked == [429] * 3
