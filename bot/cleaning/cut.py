"""Reads pieces and numbers of a file that may end anywhere; knows no format."""

from typing import Literal

from bot.cleaning.verdict import broken

Piece = bytes | memoryview


def piece(data: Piece, start: int, length: int) -> Piece:
    """Exactly these bytes, of the same kind as `data`; Uncleanable when they are not all there."""
    if length < 0 or start + length > len(data):
        raise broken()
    return data[start : start + length]


def number(data: Piece, start: int, length: int, order: Literal["big", "little"] = "big") -> int:
    """An unsigned number of that many bytes; Uncleanable when they are not all there."""
    return int.from_bytes(piece(data, start, length), order)
