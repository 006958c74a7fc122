"""The browser itself starts here; the pages have their own tests."""

import pytest
from playwright.async_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.asyncio(loop_scope="session")
async def test_a_real_chromium_reads_a_page_from_right_to_left(chromium: Browser) -> None:
    page = await chromium.new_page()
    await page.set_content('<html dir="rtl"><p>مرحبا</p></html>')
    direction = await page.eval_on_selector("p", "seen => getComputedStyle(seen).direction")
    assert direction == "rtl"
