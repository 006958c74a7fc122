"""A colleague without Telegram: a locked device on the page and pings by e-mail, all doors real."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

import pyotp
import pytest

from bot.app.demo import EARLIER, _report, demo_settings, first_moment
from bot.app.opening import House, open_house
from bot.app.serving import serving
from bot.cases.people import Role
from bot.clock import Clock
from bot.store import people
from tests.mail.test_door import Post, post_office
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.asyncio


async def letter(post: Post, number: int) -> str:
    """What stands in one letter, once it came."""
    async with asyncio.timeout(20):
        while len(post.letters) < number:
            post.news.clear()
            await post.news.wait()
    found = message_from_bytes(post.letters[number - 1], policy=policy.default)
    return str(found.get_content())


async def signed_in(house: House, page: Visitor) -> None:
    """Let in by an invitation, with an app as lock."""
    code = await house.writer.run(lambda tx: people.invite(tx, "e-yilmaz", Role.MENTOR))
    async with page.post("enrol", {"code": code}) as answer:
        assert answer.status == 200
    async with page.post("lock/begin", {"way": "totp"}) as answer:
        secret = (await answer.json())["secret"]
    shown = pyotp.TOTP(secret).at(house.clock.now())
    async with page.post("lock/end", {"way": "totp", "code": shown}) as answer:
        assert answer.status == 200


async def until_said(page: Visitor, words: str) -> None:
    async with asyncio.timeout(20):
        while not any(words in line for line in await page.lines()):
            pass  # asking again takes the time it needs


async def test_a_ping_comes_by_mail_and_leads_to_the_page(tmp_path: Path) -> None:
    async with post_office() as post:
        url = f"smtp://127.0.0.1:{post.port}?from=m@a.nl"
        settings = replace(demo_settings(tmp_path, "127.0.0.1:0"), smtp_url=url)
        async with open_house(settings, clock=Clock()) as house, serving(house) as served:
            house.clock.travel(first_moment(house))
            async with visiting(f"http://127.0.0.1:{served.web.port}") as page:
                await signed_in(house, page)
                await page.press("a:addmail")
                await until_said(page, "e-mailadres")
                await page.say("e.yilmaz@school.nl")
                code = re.search(r"\d{6}", await letter(post, 1))
                assert code is not None
                await until_said(page, "zes cijfers")
                await page.say(code[0])
                await until_said(page, "Gelukt.")
                await house.writer.run(partial(_report, house=house, earlier=EARLIER[0]))
                ping = (await letter(post, 2)).strip()
                assert ping.endswith(": nieuw")
                await until_said(page, ping)
