"""The pages as they really are, by WCAG 2.2 AA: an Arabic report, staff at work, a hand-out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Route, ViewportSize, expect

from bot.conversations.menu import GREETING
from bot.i18n import RIGHT_TO_LEFT
from bot.text import Text
from tests.panes import PATIENCE, Pane
from tests.reports.an_office import DEVICE, an_office
from tests.reports.an_office import page as handing_out
from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast
from tests.stories.test_demo_in_the_browser import QUICK, running
from tests.web.accessible import shown, violations
from tests.web.browsing import NARROW
from tests.wording import dutch_first

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser, pytest.mark.slow]

I18N = dutch_first()
PHONE: ViewportSize = {"width": 380, "height": 780}
STATIC = Path(__file__).parents[2] / "bot" / "web" / "static"
STORY = "نشرت صديقتي صورتي في المجموعة"
ASIDE = """[...document.querySelectorAll(".log, .bubble, .choice")]
  .filter((one) => one.scrollWidth > one.clientWidth).length"""
"""What is cut off or has to be scrolled sideways."""


@asynccontextmanager
async def student_of(
    chromium: Browser, folder: Path, cast: Cast, language: str
) -> AsyncIterator[Page]:
    """The real page of the school on a phone in this language."""
    async with running_school(folder, cast) as school:
        context = await chromium.new_context(
            viewport=PHONE, locale=language, reduced_motion="reduce"
        )
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{school.served.web.port}")
        await expect(page.locator(".choice").first).to_be_visible(timeout=PATIENCE)
        yield page
        await context.close()


@pytest.mark.parametrize("language", ["ar", "ti"])
async def test_a_report_in_another_script_has_no_fault(
    tmp_path: Path, chromium: Browser, cast: Cast, language: str
) -> None:
    async with student_of(chromium, tmp_path, cast, language) as page:
        turned = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        await expect(page.locator("html")).to_have_attribute("lang", language)
        await expect(page.locator("html")).to_have_attribute("dir", turned)
        found = await violations(page)
        student = Pane(page.locator("#chat"))
        for does in QUICK:
            await student.tap(f":{does}")
        await student.type(STORY)
        found += await violations(page)
        assert await page.evaluate(ASIDE) == 0
        await student.tap(f":send:put.{cast.school_class}")
        await student.tap(":send:send")
        await expect(student.choice("a:menu")).to_be_visible(timeout=PATIENCE)
        found += await violations(page)
    assert found == [], shown(found)


async def test_a_colleague_at_work_has_a_page_without_a_fault(chromium: Browser) -> None:
    with running("127.0.0.1:0") as demo:
        page = await chromium.new_page(viewport=PHONE, reduced_motion="reduce")
        found = []
        for who in ("mentor", "mt"):
            await page.goto(f"{demo}p/{who}/")
            colleague = Pane(page.locator("#chat"))
            await expect(page.locator(".choice").first).to_be_visible(timeout=PATIENCE)
            for command in ("/zaken", "/team", "/agenda", "/privacy", "/signaal"):
                await colleague.type(command)
            found += await violations(page)
        await page.close()
    assert found == [], shown(found)


async def test_the_hand_out_of_an_export_has_no_fault(tmp_path: Path, chromium: Browser) -> None:
    async with an_office(tmp_path) as office, handing_out(office) as site:
        link = await office.ask()
        context = await chromium.new_context(viewport=PHONE)
        await context.add_cookies([{"name": "maatje", "value": DEVICE, "url": site}])
        page = await context.new_page()
        await page.route("**/static/*", _served)
        await page.goto(f"{site}{link}")
        await expect(page.get_by_role("button", name="Get it")).to_be_visible()
        found = await violations(page)
        await page.goto(f"{site}/export/{'x' * 22}")
        found += await violations(page)
        await context.close()
    assert found == [], shown(found)


async def _served(route: Route) -> None:
    await route.fulfill(path=STATIC / route.request.url.rsplit("/", 1)[1])


async def test_without_scripts_the_first_words_are_there_in_every_language(
    tmp_path: Path, chromium: Browser, cast: Cast
) -> None:
    phone = cast.school.phone
    async with running_school(tmp_path, cast) as school:
        for language in I18N.languages:
            context = await chromium.new_context(
                viewport=NARROW, locale=language, java_script_enabled=False
            )
            page = await context.new_page()
            await page.goto(f"http://127.0.0.1:{school.served.web.port}")
            danger = I18N.render(Text("Danger? Call 112."), language).splitlines()
            for words in (*danger, I18N.render(GREETING, language)):
                await expect(page.get_by_text(words)).to_be_in_viewport(ratio=1)
            await expect(page.get_by_role("link", name=phone)).to_be_in_viewport(ratio=1)
            await context.close()
