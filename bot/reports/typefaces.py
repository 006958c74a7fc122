"""The letters that come with the program, and which of them a text is set in; knows no page."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.reports.letters import runs_right_to_left

FONTS: Final = Path(__file__).parent / "fonts"
LATIN, ARABIC, ETHIOPIC, SYMBOLS = "latin", "arabic", "ethiopic", "symbols"
FALLBACKS: Final = (LATIN, ARABIC, ETHIOPIC, SYMBOLS)
FILES: Final = (
    (LATIN, "", "NotoSans-Regular.ttf"),
    (LATIN, "B", "NotoSans-Bold.ttf"),
    (ARABIC, "", "NotoSansArabic-Regular.ttf"),
    (ETHIOPIC, "", "NotoSansEthiopic-Regular.ttf"),
    (SYMBOLS, "", "NotoSansSymbols2-Regular.ttf"),
)
BOLD_TOO: Final = (
    (ARABIC, "B", "NotoSansArabic-Bold.ttf"),
    (ETHIOPIC, "B", "NotoSansEthiopic-Bold.ttf"),
)
"""For what is read from afar; a document does without, and is made sooner."""
ETHIOPIC_LETTERS: Final = range(0x1200, 0x13A0)


def script(words: str) -> str:
    """The font that holds most of it; for what it does not hold there are the others."""
    if runs_right_to_left(words):
        return ARABIC
    letters = [ord(char) for char in words if char.isalpha()]
    ethiopic = sum(letter in ETHIOPIC_LETTERS for letter in letters)
    return ETHIOPIC if 2 * ethiopic > len(letters) else LATIN
