"""Names that may be the same are found; a person decides whether they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.spelling import spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sem Bakker", "sem bakkr"),
        ("Sem Bakker", "Bakker, Sem"),
        ("Soufiane El Amrani", "Soufian Amrani"),
        ("Yasin Yildiz", "Jasin Jildis"),
        ("Kylian de Vries", "Kilian Vries"),
        ("Anouk van der Heijden", "Anouk van der Heiden"),
        ("Zoë Philips", "Zoe Filips"),
        ("Mohammed Chaoui", "Mohamed Chaoui"),
        ("Chantal Schouten", "Shantal Schouten"),
        ("Daan Thijssen", "Daan Tijsen"),
    ],
)
def test_the_same_name_spelled_otherwise_is_found(one: str, other: str) -> None:
    assert spellings(one) & spellings(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sem Bakker", "Sem Visser"),
        ("Sem Bakker", "Tim Bakker"),
        ("Noor de Wit", "Lotte de Wit"),
        ("Anna van Dijk", "Bram van Dijk"),
    ],
)
def test_another_first_or_last_name_is_another_student(one: str, other: str) -> None:
    assert not spellings(one) & spellings(other)


@given(st.text(max_size=60))
def test_any_text_has_spellings_and_is_like_itself(name: str) -> None:
    assert spellings(name) == spellings(f" {name} ")
