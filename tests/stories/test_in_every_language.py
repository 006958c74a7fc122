"""A report, its proof and a posting question in each language, over Telegram's own way and a page.

The bot is the real process; what it asks is answered by what the buttons carry, so that only the
words differ.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.cleaning.pictures import painting, saved
from tests.conversations.test_in_every_language import TYPED, Spoken
from tests.conversing import asked, datas, press, until_screen, until_settled
from tests.phone import Phone
from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast
from tests.wording import dutch_first

I18N = dutch_first()
PICTURES = Path(__file__).resolve().parents[2] / "build" / "languages"
"""Where the page is drawn in each language, for who reads it to look at."""
WIDTHS = (380, 1280)
MOST = 12
"""Questions of one conversation that have such a button."""
ROWS = """
new Set([...document.querySelectorAll(".head > .pill")].map((one) => one.offsetTop)).size"""
OUTSIDE = "document.documentElement.scrollWidth > innerWidth"


async def answers(phone: Phone, *values: str) -> None:
    for value in values:
        await press(phone, f":{value}")


async def a_report(phone: Phone, spoken: Spoken, school_class: str) -> None:
    await phone.type("/start")
    await press(phone, "a:report")
    await answers(phone, "who:self", "danger:no", "kind:threat", "doer:student")
    await asked(phone, "story")
    await phone.type(spoken.story)
    await answers(
        phone, f"send:put.{school_class}", "send:more", "whatsapp", "today", "yes", "none"
    )
    await answers(phone, "names:+skip", "wish:+skip", "send:send")
    await until_screen(phone, "a:codeonly:*")


async def its_proof(phone: Phone) -> None:
    await phone.type("/bewijs")
    await answers(phone, "keep:send", "nude:no")
    await until_screen(phone, ":items:+skip")
    await phone.send_photo(saved(painting((64, 48)), "JPEG"))
    await answers(phone, "items:+done", "app:snapchat")
    await each_asked(phone, r":(account|moment|link|seen):\+skip$")


async def a_question(phone: Phone, spoken: Spoken) -> None:
    await phone.type("/mag")  # who they are is known by the report
    await asked(phone, "about")
    await until_settled(phone, lambda: phone.type(spoken.posting))
    await each_asked(phone, r":q\d:\w+\.")


async def each_asked(phone: Phone, button: str) -> None:
    """Press such a button below every question that has one; the last where there are several."""
    for _ in range(MOST):
        found = [data for data in datas(phone) if re.search(button, data)]
        if not found:
            return
        await until_settled(phone, partial(press, phone, found[-1]))
    raise AssertionError(f"It goes on asking: {datas(phone)}")


@pytest.mark.slow
@pytest.mark.asyncio
async def test_each_language_gets_from_the_first_tap_to_the_verdict(
    api: BotApi, bot: BotProcess, cast: Cast
) -> None:
    for number, language in enumerate(I18N.languages):
        phone = Phone(api, user_id=7_300_000 + number, first_name="S", language_code=language)
        await a_report(phone, TYPED[language], cast.other_class)
        await its_proof(phone)
        assert len(api.calls_of("getFile")) == number + 1
        await a_question(phone, TYPED[language])
        assert any(sign in "".join(phone.messages[-3:]) for sign in "🟢🟠🔴"), phone.messages[-3:]
    assert "Traceback" not in bot.log


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("language", I18N.languages)
async def test_the_page_fits_a_phone_in_each_language(
    tmp_path: Path, chromium: Browser, language: str
) -> None:
    """And is drawn there and on a desk, at the first question, at sending and at the words."""
    async with running_school(tmp_path) as school:
        for width in WIDTHS:
            context = await chromium.new_context(
                locale=language, viewport={"width": width, "height": 780}
            )
            page = await context.new_page()
            await page.goto(f"http://127.0.0.1:{school.served.web.port}/")
            await _told_on_the_page(page, f"{language}-{width}", TYPED[language])
            await context.close()


async def _told_on_the_page(page: Page, name: str, spoken: Spoken) -> None:
    await _looked_at(page, f"{name}-1", ":who:self")
    for value in (":who:self", ":danger:no", ":kind:threat", ":doer:student"):
        await page.locator(f'[data-does$="{value}"]').click()
    await expect(page.locator('[data-does$=":doer:student"]')).to_have_count(0)
    await page.locator("textarea").fill(spoken.story)
    await page.keyboard.press("Enter")
    await page.locator('[data-does$=":send:put.1a"]').click()
    await _looked_at(page, f"{name}-2", ":send:send")
    await page.locator('[data-does$=":send:send"]').click()
    await _looked_at(page, f"{name}-3", "a:menu")
    await page.locator('[data-does^="a:words:"]').click()
    await _looked_at(page, f"{name}-4", "a:menu")


async def _looked_at(page: Page, name: str, button: str) -> None:
    await expect(page.locator(f'[data-does$="{button}"]').last).to_be_visible()
    assert await page.evaluate(ROWS) == 1
    assert not await page.evaluate(OUTSIDE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png")
