"""Keeps of a JPEG what is needed to draw it, and which way up; knows no other format."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from bot.cleaning.cut import Piece, number, piece
from bot.cleaning.exif import minimal, way_up
from bot.cleaning.verdict import Cleaned, broken

_FILL: Final = 0xFF
_SCAN: Final = 0xDA
_END: Final = 0xD9
_JFIF: Final = 0xE0
_EXIF: Final = 0xE1
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCA, 0xCB})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
# In a scan FF 00 is a byte of the picture and FF D0..D7 restarts it; all else ends it.
_SCAN_ENDS: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def clean(data: bytes) -> Cleaned:
    """The copy; what follows the picture's end (second pictures, films, archives) is gone."""
    return Cleaned("image/jpeg", rewrite(data))


def rewrite(data: Piece) -> bytes:
    """The same picture in the segments that draw it, also for a picture inside another file."""
    first: dict[int, Piece] = {}
    parts: list[Piece] = []
    seen: set[int] = set()
    for marker, payload in _segments(memoryview(data)):
        seen.add(marker)
        if marker in _FIRST:
            first[marker] = first.get(marker) or _FIRST[marker](payload)
        elif marker in _KEPT:
            parts += _segment(marker, _KEPT[marker](payload))
        elif marker == _PICTURE:
            parts.append(payload)
    if not seen & _FRAMES or _PICTURE not in seen:
        raise broken()
    head = [part for marker in sorted(first) for part in _segment(marker, first[marker])]
    return b"".join([b"\xff\xd8", *head, *parts, bytes((0xFF, _END))])


_PICTURE: Final = 0  # no marker: under this number the bytes of a scan come along


def _segments(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Marker and payload of each segment until the end of the picture, which has to be there."""
    position = 2
    while True:
        position = _after_fill(data, position)
        marker = data[position]
        position += 1
        if marker == _END:
            return
        if marker in _BARE:
            continue
        length = number(data, position, 2)
        yield marker, memoryview(piece(data, position + 2, length - 2))
        position += length
        if marker == _SCAN:
            end = _scan_end(data, position)
            yield _PICTURE, data[position:end]
            position = end


def _after_fill(data: memoryview, position: int) -> int:
    """Where the marker's own byte stands; any number of FF may come before it."""
    start = position
    while number(data, position, 1) == _FILL:
        position += 1
    if position == start:
        raise broken()
    return position


def _scan_end(data: memoryview, start: int) -> int:
    found = _SCAN_ENDS.search(data, start)
    if found is None:
        raise broken()
    return found.start()


def _segment(marker: int, payload: Piece) -> list[Piece]:
    """The segment in pieces; an empty payload stands for a segment that is dropped."""
    if not payload:
        return []
    return [bytes((0xFF, marker)), (len(payload) + 2).to_bytes(2), payload]


def _jfif(payload: Piece) -> Piece:
    """Version and density; without the thumbnail, which may show what was cut off."""
    if bytes(payload[:5]) != b"JFIF\0":
        return b""
    return bytes(piece(payload, 0, 12)) + bytes(2)


def _exif(payload: Piece) -> Piece:
    """Nothing but the way up: without it a photo from a phone lies on its side."""
    if bytes(payload[:6]) != b"Exif\0\0":
        return b""
    turned = way_up(payload[6:])
    return b"Exif\0\0" + minimal(turned) if turned else b""


def _adobe(payload: Piece) -> Piece:
    """How the colours are coded."""
    return piece(payload, 0, 12) if bytes(payload[:5]) == b"Adobe" else b""


def _quantization(payload: Piece) -> Piece:
    end = 0
    while end < len(payload):
        end += 129 if payload[end] >> 4 else 65
    return piece(payload, 0, end)


def _huffman(payload: Piece) -> Piece:
    end = 0
    while end < len(payload):
        end += 17 + sum(piece(payload, end + 1, 16))
    return piece(payload, 0, end)


def _frame(payload: Piece) -> Piece:
    return piece(payload, 0, 6 + 3 * number(payload, 5, 1))


def _scan(payload: Piece) -> Piece:
    return piece(payload, 0, 4 + 2 * number(payload, 0, 1))


def _two_bytes(payload: Piece) -> Piece:
    return piece(payload, 0, 2)


def _pairs(payload: Piece) -> Piece:
    return payload[: len(payload) // 2 * 2]


Keep = Callable[[Piece], Piece]

# Of these only the first counts, and it stands at the very start.
_FIRST: Final[dict[int, Keep]] = {_JFIF: _jfif, _EXIF: _exif}
_KEPT: Final[dict[int, Keep]] = {
    **dict.fromkeys(_FRAMES, _frame),
    0xC4: _huffman,
    0xCC: _pairs,  # the arithmetic coding's conditions
    _SCAN: _scan,
    0xDB: _quantization,
    0xDC: _two_bytes,  # the number of lines, when it was not known before
    0xDD: _two_bytes,  # the restart interval
    0xEE: _adobe,
}
