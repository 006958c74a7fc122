"""Whose device asks is told by one cookie of one exact name, and who has none is new."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot import web
from bot.web.pace import Pace
from bot.web.server import build, start
from tests.web.echo import Echo, echo
from tests.web.locking import cookies
from tests.web.visitor import OURS, Visitor, visiting

pytestmark = pytest.mark.asyncio

HIS = "__Host-maatje={his}"
SMUGGLED = (
    "x=1 __Host-maatje={hers}",
    "x=1\t__Host-maatje={hers}",
    'x="; y=" __Host-maatje={hers}',
    "$Version=1,__Host-maatje={hers}",
    "\u2000__Host-maatje={hers}",
    "\u00a0__Host-maatje={hers}",
    "\u2000__Host-maatje ={hers}",
    "__Host-Maatje={hers}",
    "__host-maatje={hers}",
    "=__Host-maatje={hers}",
)
"""What a page of a neighbouring site can have a browser send."""


@asynccontextmanager
async def behind_https(house: Echo) -> AsyncIterator[Visitor]:
    """The same house as its proxy sees it; whoever asks sends the cookies it likes."""
    site = replace(house.site, public_url="https://maatje.example")
    runner = await start(build(site), host="127.0.0.1", port=0)
    try:
        async with visiting(f"http://127.0.0.1:{runner.addresses[0][1]}") as page:
            yield page
    finally:
        await runner.cleanup()


async def test_a_cookie_that_a_neighbouring_site_planted_is_nobody(tmp_path: Path) -> None:
    """Only this very host can set a cookie of this name, only over TLS; a neighbour cannot."""
    async with echo(tmp_path) as house, behind_https(house) as page:
        async with page.post("open", {}) as answer:
            [(name, his)] = answer.cookies.items()
        assert name == "__Host-maatje"
        assert (his["secure"], his["httponly"], his["samesite"]) == (True, True, "Strict")
        assert (his["path"], his["domain"]) == ("/", "")
        async with page.post("open", {}, OURS | {"Cookie": f"maatje={his.value}"}) as answer:
            assert answer.cookies["__Host-maatje"].value != his.value
        known = OURS | {"Cookie": f"{name}={his.value}; maatje={'0' * 32}"}
        async with page.post("open", {}, known) as answer:
            assert answer.cookies["__Host-maatje"].value == his.value


async def test_a_cookie_that_nobody_was_given_is_not_taken_over(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        for planted in ("0" * 32, "f" * 31, "../x", "A" * 32, "0" * 4000):
            headers = OURS | {"Cookie": f"maatje={planted}"}
            async with page.post("open", {}, headers) as answer:
                assert answer.status == 200
                assert answer.cookies["maatje"].value != planted


async def test_the_page_reads_its_cookies_in_one_way_only() -> None:
    for module in Path(web.__file__).parent.glob("*.py"):
        assert "request.cookies" not in module.read_text(), module.name


@pytest.mark.parametrize("planted", SMUGGLED)
async def test_no_other_cookie_can_pose_as_the_one_that_only_this_host_can_set(
    tmp_path: Path, planted: str
) -> None:
    async with echo(tmp_path) as house, behind_https(house) as page:
        his, hers = await _given(page), await _given(page)
        for order in ("{one}", HIS + "; {one}", "{one}; " + HIS):
            told = order.replace("{one}", planted).format(his=his, hers=hers)
            shown = await _given(page, told)
            assert shown != hers
            assert (shown == his) is (HIS in order)


async def test_two_cookies_of_the_same_name_are_nobody(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, behind_https(house) as page:
        his, hers = await _given(page), await _given(page)
        for told in (f"{HIS}; {HIS}", f"{HIS}; a=b; __Host-maatje="):
            both = told.format(his=his).replace(his, hers, 1)
            assert await _given(page, both) not in {his, hers}


async def test_made_up_cookies_are_let_in_no_faster_than_none(tmp_path: Path) -> None:
    async with echo(tmp_path) as house:
        slow = replace(house.site.paces, arrive=Pace(burst=3, per_second=0.001, patience=0.0))
        site = replace(house.site, paces=slow)
        runner = await start(build(site), host="127.0.0.1", port=0)
        try:
            async with visiting(f"http://127.0.0.1:{runner.addresses[0][1]}") as page:
                await page.open()
                known = cookies(page)["maatje"]
                made_up = [await _status(page, f"maatje={number:032x}") for number in range(4)]
                assert made_up == [200, 200, 429, 429]
                assert await _status(page, f"maatje={known}") == 200, "who is known need not wait"
        finally:
            await runner.cleanup()


async def _given(page: Visitor, told: str = "") -> str:
    """The cookie that comes back to a browser which shows these."""
    page.session.cookie_jar.clear()
    headers = OURS | ({"Cookie": told} if told else {})
    async with page.post("open", {}, headers) as answer:
        assert answer.status == 200
        return answer.cookies["__Host-maatje"].value


async def _status(page: Visitor, told: str) -> int:
    page.session.cookie_jar.clear()
    async with page.post("open", {}, OURS | {"Cookie": told}) as answer:
        return answer.status
