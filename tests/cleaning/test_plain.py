"""Text is shown as text, and nothing else passes as text."""

import pytest

from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import LIMIT, Reason, Uncleanable


@pytest.mark.parametrize("text", ["", "Hoi <3 Nour\r\n\t👍", "مرحبا\u200f", "a < b en 1 > 2"])
def test_text_is_passed_on_as_it_is(text: str) -> None:
    copy = cleaned(text.encode())
    assert copy.media_type == "text/plain; charset=utf-8"
    assert copy.content.decode() == text


def test_signs_that_turn_the_direction_are_taken_out() -> None:
    assert cleaned("\ufefffoto\u202egpj.exe\u2066\u2069".encode()).content == b"fotogpj.exe"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg onload=alert(1)>",
        b"\xef\xbb\xbf <!DOCTYPE html><script>",
        b"<?xml version='1.0'?><svg/>",
        b"{\\rtf1{\\info{\\author Nour}}}",
        b"MZ\x90\0",
        b"hallo\0daar",
        "groetjes".encode("utf-16"),
        b"\xff\xfe\xfd",
        b"\0\0\0\x18ftypheic" + bytes(40),
        b"\x1f\x8b\x08tgs",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_t52_what_is_of_no_known_kind_is_not_shown(data: bytes) -> None:
    with pytest.raises(Uncleanable) as caught:
        cleaned(data)
    assert caught.value.reason is Reason.UNKNOWN


def test_more_than_20_mb_is_too_large() -> None:
    assert len(cleaned(b"a" * LIMIT).content) == LIMIT
    with pytest.raises(Uncleanable) as caught:
        cleaned(b"a" * (LIMIT + 1))
    assert caught.value.reason is Reason.TOO_LARGE
