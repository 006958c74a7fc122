"""Draws every picture of the documents anew, from the running demo: `make pictures`.

The README's shows what a student sees beside what a mentor sees; those of the guides are drawn by
`guide_pictures`. The words in them are the demo's own.
"""

import asyncio
import base64
import sys
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a file, its own folder is the first place to look
    sys.path.insert(0, str(ROOT))

from scripts.browser import find_chromium  # noqa: E402
from scripts.demo_phone import Phone, running_demo  # noqa: E402
from scripts.guide_pictures import SHORTEST, STORY, draw_guides  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "story.png"
SHEET = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 34px 30px 38px; display: inline-flex; gap: 34px; background: #e3edeb;
  font: 600 19px/1.3 system-ui, "Noto Sans", sans-serif; color: #1b2529; }
figure { margin: 0; }
figcaption { margin: 0 10px 14px; }
img { display: block; width: 390px; border-radius: 30px; border: 7px solid #1b2529;
  box-shadow: 0 12px 34px rgb(20 40 40 / 22%); }
</style>"""


def main() -> int:
    """Draw them; without Chromium there is nothing to draw with."""
    if find_chromium() is None:
        print("Chromium is needed to draw the pictures.", file=sys.stderr)
        return 1
    for path in asyncio.run(draw_all()):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")
    return 0


async def draw_all() -> list[Path]:
    """Two demos, so that no picture shows what another one left."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        with running_demo() as url:
            await draw_story(browser, url)
        with running_demo() as url:
            drawn = await draw_guides(browser, url)
        await browser.close()
    return [PICTURE, *drawn]


async def draw_story(browser: Browser, url: str) -> None:
    """Two phones, each as it is after the report, side by side on one sheet."""
    student = await Phone.of(browser, url, "leerling")
    await student.tap(*SHORTEST)
    await student.type(STORY)
    await student.tap("send:put.1a")
    await student.to_top()
    told = await student.page.screenshot()
    await student.tap("send:send")
    mentor = await Phone.of(browser, url, "mentor")
    await _open_newest(mentor)
    phones = {
        "Een leerling vertelt het": told,
        "De mentor krijgt één woord": await mentor.page.screenshot(),
    }
    await _compose(browser, phones)


async def _open_newest(mentor: Phone) -> None:
    """The message without content, and under it the case that it opens."""
    ping = mentor.messages.last
    words = await ping.locator("p").first.inner_text()
    await ping.locator(".choice").click()
    await expect(mentor.page.locator('[data-does^="a:steps:"]')).to_be_visible()
    await mentor.to_top(words)


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
