"""Whatever somebody types, it is read; and what hides a word with signs and gaps is read past."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.understanding.danger import Danger, danger_in


@settings(max_examples=40, deadline=None)
@given(some.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    assert danger_in(text).danger in Danger


@settings(max_examples=40, deadline=None)
@given(some.lists(some.sampled_from([*"do !\n\u200b\u200d\u202e\u00ad\ufe0fሞ💀مж7", "ik wil"])))
def test_any_spacing_can_be_read(pieces: list[str]) -> None:
    assert danger_in("".join(pieces)).danger in Danger


@pytest.mark.parametrize(
    "text",
    [
        "ik wil dood",
        "IK WIL DOOD!!!",
        "ik w1l d00d",
        "i k w i l d o o d",
        "ikwildood",
        "ik wil doooooood",
        "ik wil   \u200b dood",
        "ik 💀 wil 💀 dood",
        "ïk wíl dóód",
        "ik wil do\u200bod",
        "ik w\u00adil d\u2060ood",
        "\u202eik wil dood\u202c",
        "\u200fik\u200f \u200fwil\u200f dood",
        "ik_wil_dood",
        "ik wil d💀o💀o💀d",
        "ik wil d-o-o-d",
    ],
)
def test_the_same_cry_is_heard_however_it_is_typed(text: str) -> None:
    assert danger_in(text).danger is Danger.SUICIDE


@pytest.mark.parametrize(
    "text",
    [
        "ik wil niet dood",
        "ik ga dood van het lachen",
        "ik heb hem gekilld in fortnite",
        "moet ik een mes meenemen voor de kookles?",
    ],
)
def test_figures_of_speech_games_and_denials_are_let_be(text: str) -> None:
    assert danger_in(text).danger is Danger.NONE


def test_one_sentence_in_a_long_story_is_heard() -> None:
    calm = "we gingen naar de stad en het was gezellig met mijn nichtje. " * 40
    assert danger_in(f"{calm} ik wil niet meer leven. {calm}").danger is Danger.SUICIDE
