"""Phones of the running demo, for pictures; knows buttons by what they do, no sentence of ours."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

ROOT = Path(__file__).resolve().parents[1]
SIZE: ViewportSize = {"width": 390, "height": 800}


@contextmanager
def running_demo() -> Iterator[str]:
    """The demo as a process of its own, on a free port; its address."""
    command = [sys.executable, "-m", "bot", "demo", "--listen", "127.0.0.1:0", "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            said = process.stdout.readline() if process.stdout else ""
            yield said.split(" at ")[1].split()[0]
        finally:
            process.send_signal(signal.SIGINT)


class Phone:
    """One person of the demo, by the name in the address of their chat."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def of(cls, browser: Browser, url: str, slug: str, *, sharp: float = 2) -> "Phone":
        """Open their chat."""
        page = await browser.new_page(
            viewport=SIZE, device_scale_factor=sharp, reduced_motion="reduce", locale="nl-NL"
        )
        await page.goto(f"{url}p/{slug}/")
        await expect(page.locator(".choice").first).to_be_visible()
        return cls(page)

    @property
    def messages(self) -> Locator:
        """Everything said, the newest last."""
        return self.page.locator(".list > .message")

    async def tap(self, *ends: str) -> None:
        """Tap one button after the other, each the newest whose doing ends so."""
        for end in ends:
            await self.choice(end).click()
            await self._answered()

    async def type(self, words: str) -> None:
        """Send one message and wait for the answer."""
        await self.page.locator("textarea").fill(words)
        await self.page.locator("textarea").press("Enter")
        await self._answered()

    async def does(self, start: str) -> str:
        """All of what the newest button does, by how that begins."""
        button = self.page.locator(f'.choice[data-does^="{start}"]:enabled').last
        await expect(button).to_be_visible()
        return await button.get_attribute("data-does") or ""

    async def to_top(self, words: str = "") -> None:
        """Scroll the newest message, or the newest with these words, to the top of the window."""
        found = self.messages.filter(has_text=words).last
        await found.evaluate("(it) => it.closest('.log').scrollTo(0, it.offsetTop - 5)")

    def choice(self, end: str) -> Locator:
        """The newest button whose doing ends so."""
        return self.page.locator(f'.choice[data-does$="{end}"]:enabled').last

    async def _answered(self) -> None:
        await expect(self.page.locator(".unsent")).to_have_count(0)
        await expect(self.messages.last).to_have_class(re.compile(r"\bbot\b"))
