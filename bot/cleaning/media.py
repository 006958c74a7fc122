"""Tells pictures, films and sound apart by their first bytes; knows nothing of papers."""

from collections.abc import Callable
from typing import Final

from bot.cleaning import gif, jpeg, mp3, mp4, ogg, png, webm, webp
from bot.cleaning.verdict import Cleaned

Cleaner = Callable[[bytes], Cleaned]

_SIGNATURES: Final[tuple[tuple[int, bytes, Cleaner], ...]] = (
    (0, b"\xff\xd8\xff", jpeg.clean),
    (0, png.MAGIC, png.clean),
    (8, b"WEBP", webp.clean),
    (0, b"GIF87a", gif.clean),
    (0, b"GIF89a", gif.clean),
    (4, b"ftyp", mp4.clean),
    (0, b"\0\0\0\x08wide", mp4.clean),  # QuickTime of before ftyp
    (0, b"\x1a\x45\xdf\xa3", webm.clean),
    (0, b"OggS", ogg.clean),
    (0, b"ID3", mp3.clean),
    *((0, bytes((0xFF, second)), mp3.clean) for second in (0xE2, 0xE3, 0xF2, 0xF3, 0xFA, 0xFB)),
)


def cleaner(data: bytes) -> Cleaner | None:
    """What cleans this kind of file, None if it is of no kind that is known here."""
    found = (clean for place, magic, clean in _SIGNATURES if data.startswith(magic, place))
    return next(found, None)
