"""P4 and T26: long texts are cut where a reader would not see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.texts import LONGEST, characters, split, units, whole

FAMILY = "👨‍👩‍👧‍👦"
PIECES = st.sampled_from(
    ["a", " ", "\n", "é", "e\u0301", "👍🏽", FAMILY, "🇳🇱", "한", "\u200d", "😀", "ش"]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(TEXTS, st.integers(min_value=2, max_value=40))
def test_p4_the_pieces_joined_are_the_text_and_none_is_too_long(text: str, longest: int) -> None:
    pieces = split(text, longest)
    assert "".join(pieces) == text
    assert all(units(piece) <= longest for piece in pieces)


@given(TEXTS, st.integers(min_value=12, max_value=60))
def test_p4_a_cut_never_falls_inside_a_character(text: str, longest: int) -> None:
    seen = list(characters(text))
    if any(units(character) > longest for character in seen):
        return
    borders = {len("".join(seen[:count])) for count in range(len(seen) + 1)}
    end = 0
    for piece in split(text, longest):
        end += len(piece)
        assert end in borders


@pytest.mark.parametrize("size", [4095, 4096, 4097, 20_000])
def test_t26_the_number_of_pieces_is_the_least_there_can_be(size: int) -> None:
    pieces = split("x" * size)
    assert len(pieces) == -(-size // LONGEST)


def test_t26_a_family_at_the_cut_goes_whole_to_the_next_piece() -> None:
    first, second = split("x" * (LONGEST - 3) + FAMILY)
    assert (first, second) == ("x" * (LONGEST - 3), FAMILY)


def test_a_text_is_cut_after_a_line_when_there_is_one_near() -> None:
    first, second = split("a" * 3000 + "\n" + "b" * 2000)
    assert (first[-1], second[0]) == ("\n", "b")


def test_half_a_character_is_replaced() -> None:
    assert whole("a\ud83d") == "a\ufffd"
    assert whole("\ud83d\ude00") == "😀"
