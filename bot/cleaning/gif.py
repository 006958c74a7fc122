"""Keeps of a GIF its pictures, their time and the loop; knows no other format."""

from collections.abc import Iterator
from typing import Final

from bot.cleaning.cut import Piece, number, piece
from bot.cleaning.verdict import Cleaned, broken

_EXTENSION: Final = 0x21
_PICTURE: Final = 0x2C
_END: Final = 0x3B
_CONTROL: Final = b"\x21\xf9\4"
_LOOPS: Final = (b"\x21\xff\x0bNETSCAPE2.0\3\1", b"\x21\xff\x0bANIMEXTS1.0\3\1")


def clean(data: bytes) -> Cleaned:
    """The copy; comments, titles, other programs' blocks and what follows the end are gone."""
    return Cleaned("image/gif", b"".join(_kept(memoryview(data))))


def _kept(data: memoryview) -> Iterator[Piece]:
    position = 13 + _colours(number(data, 10, 1))
    yield piece(data, 0, position)
    while (kind := number(data, position, 1)) != _END:
        if kind == _PICTURE:
            end = _picture_end(data, position)
            yield data[position:end]
        elif kind == _EXTENSION:
            end = _blocks_end(data, position + 2)
            yield _extension(data[position:end])
        else:
            raise broken()
        position = end
    yield bytes((_END,))


def _colours(flags: int) -> int:
    """Bytes of the table of colours that follows."""
    return 3 * 2 ** (flags % 8 + 1) if flags & 0x80 else 0


def _picture_end(data: memoryview, start: int) -> int:
    return _blocks_end(data, start + 10 + _colours(number(data, start + 9, 1)) + 1)


def _blocks_end(data: memoryview, position: int) -> int:
    """Behind a row of blocks, each with its length in front and an empty one at the end."""
    while length := number(data, position, 1):
        position += 1 + length
    return position + 1


def _extension(block: memoryview) -> bytes:
    """How long and how a picture is shown, or how often all of them are; empty for all else."""
    start = bytes(block[:16])
    if start.startswith(_CONTROL):
        return bytes(block[:7]) + b"\0"
    if start in _LOOPS:
        return bytes(block[:18]) + b"\0"
    return b""
