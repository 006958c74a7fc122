"""Which app is counted for what somebody tells."""

import pytest

from bot.figures import incident
from bot.understanding.apps import SEVERAL, app_named


@pytest.mark.parametrize(
    ("words", "app"),
    [
        ("ze staan op insta over mij", "instagram"),
        ("Op snap sturen ze foto's", "snapchat"),
        ("in de whats app groep", "whatsapp"),
        ("iemand op tik tok doet mij na", "tiktok"),
        ("op snap en op insta", SEVERAL),
        ("zij lacht mij uit", ""),
        ("", ""),
    ],
)
def test_an_app_is_known_by_what_it_is_called(words: str, app: str) -> None:
    assert app_named(words) == app


def test_the_count_says_several_as_the_reading_does() -> None:
    assert incident.SEVERAL == SEVERAL
