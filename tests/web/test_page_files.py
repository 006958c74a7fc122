"""Files from the page, in a real Chromium."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, expect

from bot.evidence.intake import LARGEST, TOO_BIG_OF
from bot.flows.kit import Sent
from tests.web.browsing import page_of
from tests.web.echo import echo, what_was_heard

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]


async def test_several_files_go_one_after_the_other(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        both = [
            FilePayload(name="a.png", mimeType="image/png", buffer=b"not really"),
            FilePayload(name="b.mp4", mimeType="video/mp4", buffer=b"not really either"),
        ]
        await page.locator("input[type=file]").set_input_files(both)
        await expect(page.get_by_text("Bewaard: photo.")).to_be_visible()
        await expect(page.get_by_text("Bewaard: video.")).to_be_visible()
        assert [one.kind for one in what_was_heard(house) if isinstance(one, Sent)] == [
            "photo",
            "video",
        ]
        await expect(page.locator("progress:visible")).to_have_count(0)


async def test_a_file_that_is_too_big_is_refused_in_words_that_stay(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        film = tmp_path / "a.mp4"
        film.write_bytes(b"x" * (LARGEST + 1))
        await page.locator("input[type=file]").set_input_files(film)
        await expect(page.locator(".mine").get_by_text(TOO_BIG_OF["video"].key)).to_be_visible()
        assert what_was_heard(house) == []
        await page.get_by_role("textbox").fill("dan in woorden")
        await page.keyboard.press("Enter")
        await expect(page.locator(".mine").last).to_contain_text("dan in woorden")
