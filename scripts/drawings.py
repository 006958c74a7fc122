"""Draws what the coach shows: `python scripts/drawings.py` writes each drawing as SVG and as PNG.

The page shows the SVG, Telegram the PNG made of it; both are kept with the code.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # run as a file, its own folder is the first place to look
    sys.path.insert(0, str(ROOT))

from bot.cases.coach import Picture  # noqa: E402
from scripts.browser import find_chromium  # noqa: E402

PAGE = ROOT / "bot" / "web" / "static"
CHAT = ROOT / "bot" / "data" / "pictures"
WIDTH, HEIGHT = 240, 200
INK, GROUND, SOFT, ACCENT = "#1b2529", "#f7f8f7", "#c3cfcd", "#0b6a66"
"""Those of the page by day; the drawing has its own ground, so it is read by night too."""
LARGEST = 15_000
"""Bytes of a PNG."""


def box(x: int, y: int, width: int, height: int, *, round_: int = 8, fill: str = "none") -> str:
    """A rectangle with round corners."""
    size = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{round_}"'
    return f'<rect {size} fill="{fill}"/>'


def line(x: int, y: int, length: int) -> str:
    """A line of writing nobody can read."""
    return f'<path d="M{x} {y}h{length}"/>'


def number(start: int, y: int, which: int) -> str:
    """The mark beside what is meant, and a line to it."""
    x = 206
    font = 'font-family="sans-serif" font-size="16" font-weight="bold" text-anchor="middle"'
    words = f'<text x="{x}" y="{y + 6}" fill="#ffffff" {font}>{which}</text>'
    to_it = f'<path d="M{start} {y}h{x - start - 14}" stroke="{ACCENT}" stroke-dasharray="1 5"/>'
    return f'{to_it}<g stroke="none"><circle cx="{x}" cy="{y}" r="12" fill="{ACCENT}"/>{words}</g>'


def phone(x: int, y: int, width: int, height: int) -> str:
    """A phone with its screen."""
    return box(x, y, width, height, round_=14, fill="#ffffff")


def face(x: int, y: int) -> str:
    """The round picture beside a name."""
    head = f'<circle cx="{x}" cy="{y}" r="10"/><circle cx="{x}" cy="{y - 2}" r="3.5"/>'
    return f'{head}<path d="M{x - 6} {y + 7}a6.5 6 0 0 1 12 0"/>'


def chat() -> tuple[str, ...]:
    """A conversation: the name on top, the day, a message."""
    return (
        phone(56, 8, 116, 184),
        face(76, 32),
        line(94, 32, 54),
        '<path d="M56 52h116"/>',
        line(96, 70, 36),
        box(68, 86, 84, 44, fill=SOFT),
        line(78, 101, 62),
        line(78, 115, 44),
        box(98, 142, 62, 28),
        line(108, 156, 40),
        number(156, 32, 1),
        number(140, 70, 2),
        number(160, 108, 3),
    )


def post() -> tuple[str, ...]:
    """Something an account has put online: the account, the day, what it says."""
    return (
        phone(56, 8, 116, 184),
        face(76, 32),
        line(94, 32, 54),
        box(68, 52, 92, 66, round_=6, fill=SOFT),
        '<path d="M68 108l26-26 18 18 14-12 28 24"/>',
        '<circle cx="138" cy="70" r="7"/>',
        line(68, 134, 34),
        line(68, 154, 88),
        line(68, 168, 60),
        number(156, 32, 1),
        number(110, 134, 2),
        number(162, 164, 3),
    )


def other_phone() -> tuple[str, ...]:
    """One phone is held before another."""
    return (
        phone(20, 28, 92, 150),
        face(38, 50),
        line(54, 50, 40),
        box(32, 74, 60, 34, fill=SOFT),
        line(40, 86, 44),
        line(40, 97, 28),
        line(32, 124, 56),
        phone(142, 48, 80, 130),
        box(152, 62, 60, 78, round_=4, fill=SOFT),
        box(160, 70, 44, 62, round_=4),
        line(166, 82, 28),
        line(166, 96, 32),
        line(166, 108, 20),
        '<circle cx="182" cy="160" r="10"/>',
        '<path d="M136 96l-16-10M136 110h-18M136 124l-16 10" stroke-dasharray="5 5"/>',
    )


DRAWINGS = {Picture.CHAT: chat, Picture.POST: post, Picture.OTHER_PHONE: other_phone}


def svg(picture: Picture) -> str:
    """One drawing, whole."""
    shapes = "\n".join(DRAWINGS[picture]())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="12" fill="{GROUND}"/>\n'
        f'<g fill="none" stroke="{INK}" stroke-width="2.5" stroke-linecap="round"'
        f' stroke-linejoin="round">\n{shapes}\n</g>\n</svg>\n'
    )


def main() -> int:
    """Draw all of them; without Chromium the PNGs stay as they are, and that is said."""
    for picture in Picture:
        (PAGE / f"{picture}.svg").write_text(svg(picture), "utf-8")
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is needed to draw the PNGs.", file=sys.stderr)
        return 1
    CHAT.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in Picture:
            shoot(browser, picture)
        browser.close()
    return 0


def shoot(browser: Browser, picture: Picture) -> None:
    """The drawing as a phone shows it, half as fine again as on paper."""
    page = browser.new_page(device_scale_factor=1.5)
    page.set_content(f'<body style="margin:0">{svg(picture)}</body>')
    path = CHAT / f"{picture}.png"
    page.locator("svg").screenshot(path=path)
    if (size := path.stat().st_size) > LARGEST:
        raise SystemExit(f"{path.name} is too large: {size} bytes.")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
