"""Keeps of a WebP the chunks that draw it; knows no other format."""

from collections.abc import Iterator
from typing import Final

from bot.cleaning.cut import Piece, number, piece
from bot.cleaning.verdict import Cleaned, broken

_IN_FRAME: Final = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_PICTURES: Final = frozenset({b"VP8 ", b"VP8L", b"ANMF"})
_ALPHA_AND_MOVING: Final = 0x12
_FRAME_HEAD: Final = 16


def clean(data: bytes) -> Cleaned:
    """The copy; profile, EXIF, XMP, unknown chunks and what follows the end are gone."""
    size = number(data, 4, 4, "little")
    kinds = []
    parts: list[Piece] = []
    for kind, payload in _chunks(memoryview(piece(memoryview(data), 12, size - 4))):
        if kept := _chunk(kind, payload):
            kinds.append(kind)
            parts += kept
    if not _PICTURES.intersection(kinds):
        raise broken()
    body = b"".join([b"WEBP", *parts])
    return Cleaned("image/webp", b"".join([b"RIFF", len(body).to_bytes(4, "little"), body]))


def _chunks(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    position = 0
    while position < len(data):
        kind = bytes(piece(data, position, 4))
        length = number(data, position + 4, 4, "little")
        yield kind, memoryview(piece(data, position + 8, length))
        position += 8 + length + length % 2


def _chunk(kind: bytes, payload: memoryview) -> list[Piece]:
    """The chunk in pieces; none if it draws nothing."""
    if kind == b"VP8X":
        flags = number(payload, 0, 1) & _ALPHA_AND_MOVING
        return _packed(kind, [bytes((flags, 0, 0, 0)), piece(payload, 4, 6)])
    if kind == b"ANMF":
        return _packed(kind, _frame(payload))
    if kind == b"ANIM":
        return _packed(kind, [piece(payload, 0, 6)])
    return _packed(kind, [payload]) if kind in _IN_FRAME else []


def _frame(payload: memoryview) -> list[Piece]:
    parts: list[Piece] = [piece(payload, 0, _FRAME_HEAD)]
    for kind, inner in _chunks(payload[_FRAME_HEAD:]):
        if kind in _IN_FRAME:
            parts += _packed(kind, [inner])
    return parts


def _packed(kind: bytes, parts: list[Piece]) -> list[Piece]:
    length = sum(map(len, parts))
    return [kind, length.to_bytes(4, "little"), *parts, bytes(length % 2)]
