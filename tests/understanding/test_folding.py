"""Words as they are compared."""

import pytest

from bot.understanding.folding import folded


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("JAAA!!", "ja"),
        ("nee", "neeeee"),
        ("Y\N{LATIN SMALL LETTER DOTLESS I}lmaz", "yilmaz"),
        ("Müller-Łodz", "muller lodz"),
        ("  geen   idee 😭 ", "GEEN, idee."),
        ("don't", "don t"),
    ],
)
def test_spelling_is_read_past(words: str, same: str) -> None:
    assert folded(words) == folded(same)


def test_numbers_are_not_read_past() -> None:
    assert folded("11") != folded("1")


def test_nothing_is_left_of_signs_alone() -> None:
    assert folded("?! 🙈") == ""
