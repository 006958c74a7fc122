"""How patterns of words are found in a text."""

from __future__ import annotations

import pytest

from bot.understanding.patterns import Vocabulary, as_read

LISTS = {"staff": "juf meester", "photo": "foto* kerst_kaart"}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("foto*", "mijn Foto's van gister", "fotos"),
        ("*foto", "een klassenfoto", "klasenfoto"),
        ("*foto*", "mijn klassenfoto's", "klasenfotos"),
        ("foto", "mijn fotos", ""),
        ("zegt/zei @staff", "zei de juf", "zei juf"),
        ("@staff .. mag", "meester heeft nu gezegd dat het mag", "mester heft nu gezegd dat mag"),
        ("@staff .. mag", "meester a1 b2 c3 d4 e5 f6 g7 mag", ""),
        ("@staff mag", "meester dat mag", ""),
        ("@photo & @staff", "de juf op mijn kerst kaart", "kerst kart … juf"),
        ("@photo & @staff", "op mijn kerst de kaart", ""),
        ("niet_leuk*/stom", "dat is niet leuke", "niet leuke"),
        ("niet_leuk", "dat is niet leuke", ""),
        ("ik .. ik", "ik ook", ""),
        ("van !@staff", "een brief van de juf", ""),
        ("van !@staff", "een brief van Noor", "van nor"),
        ("van !@staff", "waar komt het van", ""),
        ("van !mij/jou", "van mij en van jou", ""),
    ],
)
def test_a_pattern_is_found(pattern: str, text: str, found: str) -> None:
    words = Vocabulary(LISTS)
    made = words.pattern(pattern)
    assert words.see(as_read(text)).holds(made) == found
