"""Whether a sentence is hard for a student, and whether it may be no Dutch."""

from __future__ import annotations

import pytest

from bot.understanding.dutch import may_be_foreign
from bot.understanding.readability import Hard, hard, reading_ease


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", ()),
        ("👍 12", ()),
        ("We hebben het gelezen. We praten met ze.", ()),
        ("Wil je morgen na de les bij mij komen? Je mag iemand meenemen.", ()),
        ("een twee drie vier vijf zes zeven acht tien elf twaalf dertien zin", (Hard.SENTENCE,)),
        ("Je bent bij de vertrouwenspersoon.", (Hard.WORD,)),
        (
            "Naar aanleiding van bovenstaande melding adviseren wij mediation.",
            (Hard.ALL,),
        ),
    ],
)
def test_every_reason_is_named(words: str, why: tuple[Hard, ...]) -> None:
    assert hard(words) == why


def test_the_formula_is_that_of_douma() -> None:
    """Two sentences of three words, ten syllables."""
    ease = reading_ease([["wij", "lezen", "snel"], ["jij", "maakt", "tekeningen"]])
    assert ease == pytest.approx(206.84 - 0.77 * 1000 / 6 - 0.93 * 3)


@pytest.mark.parametrize(
    "words",
    [
        "ok top",
        "hij zegt steeds dat ik dom ben in de app",
        "ze hebben een nepaccount van mij gemaakt",
        "ik was in the app en hij zei dat ik moet stoppen",
        "naar jij bent echt niet normaal man",
        "Bel 112 nu",
    ],
)
def test_dutch_words_ask_for_no_interpreter(words: str) -> None:
    assert not may_be_foreign(words)


@pytest.mark.parametrize(
    "words",
    [
        "he is sending me messages all the time and I am scared",
        "bana çok kötü mesajlar ve resim yolluyor",
        "on się ze mnie śmieje i to nie jest fajne",
        "هو يرسل لي رسائل سيئة كل يوم",
        "він пише мені погані слова щодня",
        "ንሱ ኩሉ መዓልቲ ሕማቕ ቃላት ይልእኽ",
    ],
)
def test_words_in_another_language_do(words: str) -> None:
    assert may_be_foreign(words)
