"""Draws the README's picture from the running demo: what a student sees beside what a mentor sees.

Knows buttons by what they do, no sentence of ours; the words in the picture are the demo's own.
"""

import asyncio
import base64
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a file, its own folder is the first place to look
    sys.path.insert(0, str(ROOT))

from scripts.browser import find_chromium  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "story.png"
PHONE: ViewportSize = {"width": 390, "height": 800}
STORY = "ze gaan me opwachten bij het station zeggen ze"
SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 34px 30px 38px; display: inline-flex; gap: 34px; background: #e3edeb;
  font: 600 19px/1.3 system-ui, "Noto Sans", sans-serif; color: #1b2529; }
figure { margin: 0; }
figcaption { margin: 0 10px 14px; }
img { display: block; width: 390px; border-radius: 30px; border: 7px solid #1b2529;
  box-shadow: 0 12px 34px rgb(20 40 40 / 22%); }
</style>"""


def main() -> int:
    """Draw it; without Chromium there is nothing to draw with."""
    if find_chromium() is None:
        print("Chromium is needed to draw the picture.", file=sys.stderr)
        return 1
    with running_demo() as url:
        asyncio.run(draw(url))
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KB")
    return 0


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


async def draw(url: str) -> None:
    """Two phones, each as it is after the report, side by side on one sheet."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        student = await _phone(browser, f"{url}p/leerling/")
        await _tell(student)
        told = await student.screenshot()
        await _tap(student, "send:send")
        mentor = await _phone(browser, f"{url}p/mentor/")
        await _open_newest(mentor)
        phones = {
            "Een leerling vertelt het": told,
            "De mentor krijgt één woord": await mentor.screenshot(),
        }
        await _compose(browser, phones)
        await browser.close()


async def _phone(browser: Browser, url: str) -> Page:
    page = await browser.new_page(
        viewport=PHONE, device_scale_factor=2, reduced_motion="reduce", locale="nl-NL"
    )
    await page.goto(url)
    await expect(page.locator(".choice").first).to_be_visible()
    return page


async def _tell(page: Page) -> None:
    """Five taps and one sentence; the sixth sends it."""
    for end in ("who:self", "danger:no", "kind:threat", "doer:student"):
        await _tap(page, end)
    await page.locator("textarea").fill(STORY)
    await page.locator("textarea").press("Enter")
    await _tap(page, "send:put.1a")
    await _to_top(page.locator(".list > .message").last)


async def _open_newest(page: Page) -> None:
    """The message without content, and under it the case that it opens."""
    ping = page.locator(".list > .message").last
    words = await ping.locator("p").first.inner_text()
    await ping.locator(".choice").click()
    await expect(page.locator('[data-does^="a:steps:"]')).to_be_visible()
    await _to_top(page.locator(".list > .message", has_text=words).last)


async def _to_top(message: Locator) -> None:
    await message.evaluate("(it) => it.closest('.log').scrollTo(0, it.offsetTop - 5)")


async def _tap(page: Page, end: str) -> None:
    await _choice(page, f":{end}").click()
    await expect(page.locator(".unsent")).to_have_count(0)
    await expect(page.locator(".list > .message").last).to_have_class(re.compile(r"\bbot\b"))


def _choice(page: Page, end: str) -> Locator:
    return page.locator(f'.choice[data-does$="{end}"]:enabled').last


async def _compose(browser: Browser, phones: dict[str, bytes]) -> None:
    page = await browser.new_page(viewport={"width": 900, "height": 900})
    figures = [
        f"<figure><figcaption>{caption}</figcaption>"
        f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}"></figure>'
        for caption, picture in phones.items()
    ]
    await page.set_content(SHEET + "".join(figures))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    await page.locator("body").screenshot(path=PICTURE)


if __name__ == "__main__":
    sys.exit(main())
