"""Looks at a page as axe does, in every way a person may have set their screen; knows no page."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

WCAG: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.2, level AA, and what its makers advise beside it."""
RUN: Final = """async (runOnly) => (await axe.run(document, {runOnly, resultTypes: ["violations"]}))
  .violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)}`))"""
STILL: Final = "document.getAnimations().forEach((one) => one.finish())"
"""What still moves has no colour of its own yet."""
FITS: Final = "document.documentElement.scrollWidth <= innerWidth"
LARGE: Final = "(size) => { document.documentElement.style.fontSize = size }"
TURN: Final = """(dir) => {
  document.documentElement.dir = dir;
  document.querySelectorAll("main[dir], main > [dir]").forEach((one) => (one.dir = dir));
}"""

Way = Callable[[Page], Coroutine[Any, Any, object]]


def _width(pixels: int) -> Way:
    return lambda page: page.set_viewport_size({"width": pixels, "height": 640})


def _media(**wanted: Any) -> Way:
    return lambda page: page.emulate_media(**wanted)


WAYS: Final[Mapping[str, tuple[Way, Way]]] = {
    "light": (_media(color_scheme="light"), _media(color_scheme="light")),
    "dark": (_media(color_scheme="dark"), _media(color_scheme="light")),
    "320 wide": (_width(320), _width(1280)),
    "letters of 200 %": (
        lambda page: page.evaluate(LARGE, "200%"),
        lambda page: page.evaluate(LARGE, ""),
    ),
    "from the right": (
        lambda page: page.evaluate(TURN, "rtl"),
        lambda page: page.evaluate(TURN, "ltr"),
    ),
    "forced colours": (_media(forced_colors="active"), _media(forced_colors="none")),
    "no movement": (_media(reduced_motion="reduce"), _media(reduced_motion="no-preference")),
}
"""Each with the way back."""
SHORT: Final = ("light", "dark", "320 wide")


async def violations(page: Page, *ways: str) -> list[str]:
    """What is wrong with this page in each of these ways, and what is wider than the screen."""
    await page.evaluate(Axe().axe_script)
    found = []
    for way in ways or WAYS:
        there, back = WAYS[way]
        await there(page)
        await page.evaluate(STILL)
        wrong = await page.evaluate(RUN, list(WCAG))
        if not await page.evaluate(FITS):
            wrong.append("wider than the screen")
        found += [f"{way}: {one}" for one in wrong]
        await back(page)
    return found


def shown(found: list[str]) -> str:
    """One a line, for who has to mend them."""
    return json.dumps(found, indent=1)
