"""The one thing of EXIF that is kept: which way up a photo is; knows no picture format."""

from typing import Final, Literal

from bot.cleaning.cut import Piece, number
from bot.cleaning.verdict import Uncleanable

_WAY_UP: Final = 0x0112
_SHORT: Final = 3
_ORDERS: Final[dict[bytes, Literal["big", "little"]]] = {b"II*\0": "little", b"MM\0*": "big"}
_TURNED: Final = range(2, 9)


def way_up(tiff: Piece) -> int:
    """How the photo is turned or mirrored (2 to 8); 0 when it is not or does not tell."""
    order = _ORDERS.get(bytes(tiff[:4]))
    if order is None:
        return 0
    try:
        turned = _short(tiff, number(tiff, 4, 4, order), order)
    except Uncleanable:  # broken EXIF is no broken picture: it is dropped anyway
        return 0
    return turned if turned in _TURNED else 0


def _short(tiff: Piece, directory: int, order: Literal["big", "little"]) -> int:
    for index in range(number(tiff, directory, 2, order)):
        entry = directory + 2 + 12 * index
        if number(tiff, entry, 2, order) == _WAY_UP:
            kind = number(tiff, entry + 2, 2, order)
            return number(tiff, entry + 8, 2, order) if kind == _SHORT else 0
    return 0


def minimal(turned: int) -> bytes:
    """A directory of one entry."""
    entry = _WAY_UP.to_bytes(2) + _SHORT.to_bytes(2) + (1).to_bytes(4) + turned.to_bytes(2)
    return b"MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + bytes(2) + bytes(4)
