"""Tells from a file's bytes, never from its name, how it is cleaned; knows no format's inside."""

from collections.abc import Callable
from typing import Final

from bot.cleaning import gif, jpeg, mp3, mp4, ogg, plain, png, webm, webp
from bot.cleaning.verdict import LIMIT, Cleaned, Reason, Uncleanable

Cleaner = Callable[[bytes], Cleaned]


def cleaned(data: bytes) -> Cleaned:
    """The copy, made here and now in this process; raises Uncleanable and nothing else."""
    if len(data) > LIMIT:
        raise Uncleanable(Reason.TOO_LARGE)
    copy = _cleaner(data)(data)
    if len(copy.content) > LIMIT:
        raise Uncleanable(Reason.TOO_LARGE)
    return copy


def _cleaner(data: bytes) -> Cleaner:
    """By the first signature that fits; what has none may still be text."""
    found = (clean for place, magic, clean in _SIGNATURES if data.startswith(magic, place))
    return next(found, plain.clean)


def _pdf(data: bytes) -> Cleaned:
    from bot.cleaning import pdf  # noqa: PLC0415 - takes longer to load than the rest to work

    return pdf.clean(data)


_SIGNATURES: Final[tuple[tuple[int, bytes, Cleaner], ...]] = (
    (0, b"\xff\xd8\xff", jpeg.clean),
    (0, png.MAGIC, png.clean),
    (8, b"WEBP", webp.clean),
    (0, b"GIF87a", gif.clean),
    (0, b"GIF89a", gif.clean),
    (0, b"%PDF-", _pdf),
    (4, b"ftyp", mp4.clean),
    (0, b"\0\0\0\x08wide", mp4.clean),  # QuickTime of before ftyp
    (0, b"\x1a\x45\xdf\xa3", webm.clean),
    (0, b"OggS", ogg.clean),
    (0, b"ID3", mp3.clean),
    *((0, bytes((0xFF, second)), mp3.clean) for second in (0xE2, 0xE3, 0xF2, 0xF3, 0xFA, 0xFB)),
)
