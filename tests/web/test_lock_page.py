"""The lock of a colleague's device, in a real Chromium on the narrowest phone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.store import people
from bot.web.locks import IDLE
from tests.web.echo import Echo, echo
from tests.web.locking import JORIS

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]


@asynccontextmanager
async def invited(chromium: Browser, folder: Path) -> AsyncIterator[tuple[Echo, Page]]:
    """The page of an invitation, on a host name for which a passkey can be made."""
    async with echo(folder, locks=True) as house:
        context = await chromium.new_context(viewport={"width": 320, "height": 640})
        page = await context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        await house.site.writer.run(lambda tx: people.put(tx, JORIS))
        code = await house.site.writer.run(lambda tx: people.invite(tx, "joris", min(JORIS.roles)))
        await page.goto(f"http://localhost:{house.port}/in/{code}")
        yield house, page
        await context.close()
        assert faults == []


async def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def choose_app(house: Echo, page: Page) -> pyotp.TOTP:
    """Enrol and choose the app, by keyboard alone; the app."""
    await page.get_by_role("button", name="This is me").press("Enter")
    way = page.get_by_role("button", name="With an app")
    await way.press("Enter")
    key = await page.locator(".key code").text_content()
    app = pyotp.TOTP((key or "").replace(" ", ""))
    await expect(page.get_by_label("Code of six digits")).to_be_focused()
    await page.keyboard.type(app.at(house.site.clock.now()))
    await page.keyboard.press("Enter")
    return app


async def lock(house: Echo, page: Page) -> None:
    """Fifteen minutes later somebody comes back to the page."""
    house.site.clock.travel(house.site.clock.now() + IDLE)
    await page.reload()
    await expect(page.get_by_role("heading", name="Maatje is locked")).to_be_visible()


async def test_an_app_is_chosen_and_unlocks_by_keyboard(tmp_path: Path, chromium: Browser) -> None:
    async with invited(chromium, tmp_path) as (house, page):
        await page.get_by_role("button", name="This is me").press("Enter")
        await expect(page.get_by_role("heading", name="Choose your lock")).to_be_visible()
        assert await fits(page)
        await page.get_by_role("button", name="With an app").press("Enter")
        await expect(page.locator("img.qr")).to_be_visible()
        assert await fits(page)
        key = await page.locator(".key code").text_content()
        app = pyotp.TOTP((key or "").replace(" ", ""))
        await page.keyboard.type("12")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("not right")
        await page.keyboard.type(app.at(house.site.clock.now()))
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Hoi, ik ben Maatje.")).to_be_visible()


async def test_a_locked_page_shows_nothing_and_is_unlocked(
    tmp_path: Path, chromium: Browser
) -> None:
    async with invited(chromium, tmp_path) as (house, page):
        app = await choose_app(house, page)
        await page.get_by_label("Your message").fill("half a sentence")
        await lock(house, page)
        assert await fits(page)
        whole = await page.content()
        assert "Hoi, ik ben Maatje." not in whole
        assert await page.locator("textarea").input_value() == ""
        await page.keyboard.type(app.at(house.site.clock.now()))
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Hoi, ik ben Maatje.")).to_be_visible()
        await expect(page.get_by_label("Your message")).to_have_value("half a sentence")


async def test_a_page_that_is_left_open_locks_itself(
    tmp_path: Path, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.stream.HEARTBEAT_SECONDS", 0.1)
    async with invited(chromium, tmp_path) as (house, page):
        await choose_app(house, page)
        await expect(page.get_by_text("Hoi, ik ben Maatje.")).to_be_visible()
        house.site.clock.travel(house.site.clock.now() + IDLE)
        await expect(page.get_by_role("heading", name="Maatje is locked")).to_be_visible()
        assert "Hoi, ik ben Maatje." not in await page.content()


async def with_authenticator(page: Page) -> None:
    """This phone knows a finger."""
    chrome = await page.context.new_cdp_session(page)
    await chrome.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def test_a_passkey_is_chosen_and_unlocks(tmp_path: Path, chromium: Browser) -> None:
    async with invited(chromium, tmp_path) as (house, page):
        await with_authenticator(page)
        await page.get_by_role("button", name="This is me").click()
        await page.get_by_role("button", name="With this device").click()
        await expect(page.get_by_text("Hoi, ik ben Maatje.")).to_be_visible()
        await lock(house, page)
        sent: list[str] = []
        page.on("request", lambda one: sent.append(one.post_data or ""))
        await page.get_by_role("button", name="With this device").press("Enter")
        await expect(page.get_by_text("Hoi, ik ben Maatje.")).to_be_visible()
        answer = next(body for body in sent if "credential" in body)
        await lock(house, page)
        replayed = await page.evaluate(
            "body => fetch('/api/lock/end', {method: 'POST', body, "
            "headers: {'X-Maatje': '1'}}).then(one => one.status)",
            answer,
        )
        assert replayed == 403


async def test_a_device_that_will_not_says_so_and_another_way_is_there(
    tmp_path: Path, chromium: Browser
) -> None:
    async with invited(chromium, tmp_path) as (_house, page):
        await page.add_init_script("navigator.credentials.create = () => Promise.reject()")
        await page.reload()
        await page.get_by_role("button", name="This is me").click()
        await page.get_by_role("button", name="With this device").click()
        await expect(page.get_by_role("alert")).to_contain_text("did not work")
        await expect(page.get_by_role("button", name="With an app")).to_be_visible()
