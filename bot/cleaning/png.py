"""Keeps of a PNG the chunks that draw it; knows no other format."""

import zlib
from collections.abc import Iterator
from typing import Final

from bot.cleaning.cut import Piece, number, piece
from bot.cleaning.verdict import Cleaned, broken

MAGIC: Final = b"\x89PNG\r\n\x1a\n"
# Chunks that draw, with the bytes they can have at most. A colour profile is not among them: it
# has free text that names devices and people. Nor are the main colours of a screen (cHRM).
_KEPT: Final[dict[bytes, int | None]] = {
    b"IHDR": 13,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"sRGB": 1,
    b"cICP": 4,
    b"IDAT": None,
    b"acTL": 8,
    b"fcTL": 26,
    b"fdAT": None,
    b"IEND": 0,
}


def clean(data: bytes) -> Cleaned:
    """The copy, moving if the picture was; what follows the end is gone (the rest of a larger
    picture, as some phones left it there).
    """
    parts: list[Piece] = [MAGIC]
    kinds = []
    for kind, payload in _chunks(memoryview(data)):
        most = _KEPT.get(kind, -1)
        if most is None or len(payload) <= most:
            kinds.append(kind)
            parts += _chunk(kind, payload)
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds:
        raise broken()
    return Cleaned("image/png", b"".join(parts))


def _chunks(data: memoryview) -> Iterator[tuple[bytes, Piece]]:
    position, kind = len(MAGIC), b""
    while kind != b"IEND":
        length, kind = number(data, position, 4), bytes(piece(data, position + 4, 4))
        yield kind, piece(data, position + 8, length)
        position += 12 + length


def _chunk(kind: bytes, payload: Piece) -> tuple[Piece, ...]:
    check = zlib.crc32(payload, zlib.crc32(kind))
    return len(payload).to_bytes(4), kind, payload, check.to_bytes(4)
