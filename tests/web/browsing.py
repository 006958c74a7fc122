"""A chat page in a real Chromium; knows no conversation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.web.echo import Echo

NARROW: ViewportSize = {"width": 320, "height": 640}


@asynccontextmanager
async def page_of(chromium: Browser, house: Echo, **options: Any) -> AsyncIterator[Page]:
    """The chat, opened, with no fault on its console when it closes."""
    context = await chromium.new_context(**({"viewport": NARROW} | options))
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Policy" in line.text else None)
    await page.goto(house.url)
    await expect(page.get_by_role("button", name="Melden")).to_be_visible()
    yield page
    await context.close()
    assert faults == []
