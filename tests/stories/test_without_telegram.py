"""A colleague without Telegram does all of it: pings by e-mail, work on a locked page."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from bot.app.demo import demo_settings, first_moment
from bot.app.opening import House, open_house
from bot.app.serving import serving
from bot.cases.people import Role
from bot.clock import Clock
from tests.conversing import asked, press, report
from tests.mail.test_door import Post, post_office
from tests.stories.cast import Cast
from tests.stories.on_the_page import Device, PagePhone
from tests.web.visitor import visiting
from tests.working import close, on_card, open_case, tick_all

pytestmark = pytest.mark.asyncio

STORY = "ze maken een nepaccount met mijn foto"
ANSWER = "het staat er nog"
ENDING = "Het account is weg. Er zijn afspraken gemaakt."


async def letter(post: Post, number: int) -> str:
    """What stands in one letter, once it came."""
    async with asyncio.timeout(20):
        while len(post.letters) < number:
            post.news.clear()
            await post.news.wait()
    found = message_from_bytes(post.letters[number - 1], policy=policy.default)
    return str(found.get_content()).strip()


async def test_a_colleague_works_a_case_to_its_end_by_mail_and_on_the_page(
    tmp_path: Path, cast: Cast
) -> None:
    async with AsyncExitStack() as stack:
        post = await stack.enter_async_context(post_office())
        url = f"smtp://127.0.0.1:{post.port}?from=m@a.nl"
        settings = replace(
            demo_settings(tmp_path, "127.0.0.1:0"), smtp_url=url, school_dir=cast.folder
        )
        house = await stack.enter_async_context(open_house(settings, clock=Clock()))
        served = await stack.enter_async_context(serving(house))
        house.clock.travel(first_moment(house))
        origin = f"http://127.0.0.1:{served.web.port}"
        yilmaz, sanne = [
            PagePhone(await stack.enter_async_context(visiting(origin)), house) for _ in range(2)
        ]
        device = await _signed_in(house, yilmaz, cast.mentor)
        await _wants_mail(post, yilmaz)

        await report(sanne, STORY, school_class=cast.school_class)
        ping = await letter(post, 2)
        assert re.fullmatch(r"\w+ \w+: nieuw", ping)
        case_id = await _opens_it_after_a_while(device, yilmaz, ping)
        await _talks(post, yilmaz, sanne, case_id)
        done = await tick_all(yilmaz, case_id)
        assert {"A.som", "A.4", "A.5", "A.5b", "A.8", "A.9", "A.zorgverslag"} <= set(done)
        await close(yilmaz, case_id, outcome="agreements", words=ENDING)
        await sanne.wait_for(lambda m: "nieuws" in m.text)
        await press(sanne, f"a:mine:{case_id}")
        await sanne.wait_for(ENDING)
        told = "".join(message_from_bytes(one).as_string() for one in post.letters[1:])
        assert not any(words in told for words in (STORY, ANSWER, ENDING, case_id))


async def _signed_in(house: House, page: PagePhone, mentor: str) -> Device:
    device = Device(house, page)
    await device.enrol(mentor, Role.MENTOR)
    return device


async def _wants_mail(post: Post, page: PagePhone) -> None:
    await press(page, "a:devices")
    await press(page, "a:addmail")
    await page.wait_for("e-mailadres")
    await page.type("e.yilmaz@school.nl")
    code = re.search(r"\d{6}", await letter(post, 1))
    assert code is not None
    await page.wait_for("zes cijfers")
    await page.type(code[0])
    await page.wait_for("Gelukt.")


async def _opens_it_after_a_while(device: Device, page: PagePhone, ping: str) -> str:
    """The letter names the case; the page is locked by then."""
    await device.rest()
    await page.wait_for(ping)
    case_id = await open_case(page)
    assert STORY in page.screen
    return case_id


async def _talks(post: Post, page: PagePhone, sanne: PagePhone, case_id: str) -> None:
    before = len(post.letters)
    await press(page, f"a:reply:{case_id}")
    await asked(page, "reply")
    await page.type("Staat het er nog?")
    await on_card(page, case_id)
    await press(sanne, f"a:mine:{case_id}")
    await sanne.wait_for("Staat het er nog?")
    await press(sanne, f"a:talk:{case_id}")
    await asked(sanne, "message")
    await sanne.type(ANSWER)
    assert (await letter(post, before + 1)).endswith(": antwoord")
    assert await open_case(page) == case_id
    assert ANSWER in page.screen
