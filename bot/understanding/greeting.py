"""Hears that somebody only says hello, in the languages of a school; answers nothing."""

from __future__ import annotations

from typing import Final

from bot.understanding.folding import folded

NAME: Final = f" {folded('maatje')}"
GREETINGS: Final = frozenset(
    map(
        folded,
        (
            *("hoi", "hallo", "hey", "hi", "hé", "hee", "heej", "hai", "yo", "hello", "hoihoi"),
            *("goedemorgen", "goedemiddag", "goedenavond", "goeiemorgen", "goedendag", "dag"),
            *("hoi hoi", "good morning", "good afternoon", "good evening", "hey there"),
            *("merhaba", "selam", "selamün aleyküm", "gunaydin", "iyi günler", "iyi akşamlar"),
            *("salam", "salaam", "مرحبا", "مرحبًا", "أهلا", "أهلًا", "السلام عليكم", "سلام", "هاي"),
            *("cześć", "hej", "siema", "witam", "dzień dobry", "dobry wieczór"),
            *("привіт", "вітаю", "добрий день", "доброго дня", "доброго ранку", "добрий вечір"),
            *("ሰላም", "ሃሎ", "ከመይ", "ከመይ ኣለኹም", "ከመይ ኣለኻ", "ከመይ ኣለኺ"),
        ),
    )
)


def is_greeting(words: str) -> bool:
    """Whether this is a greeting and nothing else, but for the name of who is greeted."""
    return folded(words).removesuffix(NAME) in GREETINGS
