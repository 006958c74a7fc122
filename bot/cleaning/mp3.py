"""Keeps of an mp3 its frames of sound; knows not what they sound like."""

import re
from collections.abc import Iterator
from typing import Final

from bot.cleaning.cut import Piece, number
from bot.cleaning.verdict import Cleaned, broken

_HEAD: Final = 4
_MPEG1: Final = 3
_MONO: Final = 3
_RATES: Final = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
"""Kilobits per second, by whether it is MPEG 1; 0 cannot be read."""

_SAMPLES: Final = {
    _MPEG1: (44100, 48000, 32000, 0),
    2: (22050, 24000, 16000, 0),
    1: (0, 0, 0, 0),
    0: (11025, 12000, 8000, 0),
}
_SYNC: Final = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")  # layer 3, with or without a sum


def clean(data: bytes) -> Cleaned:
    """The copy: tags before, between and behind the frames are gone, and the encoder's name."""
    frames = list(_frames(memoryview(data)))
    if not frames:
        raise broken()
    return Cleaned("audio/mpeg", b"".join([_unnamed(bytes(frames[0])), *frames[1:]]))


def _frames(data: memoryview) -> Iterator[Piece]:
    """Those with another before or behind them: other bytes may look like one by chance."""
    place, last = 0, -1
    while place < len(data):
        end = place + _length(data, place)
        if place < end <= len(data) and (last == place or _length(data, end) or end == len(data)):
            yield data[place:end]
            place = last = end
        else:
            place = _after(data, place)


def _length(data: memoryview, place: int) -> int:
    """Bytes of the frame that begins here; 0 if none does."""
    if not _SYNC.match(data, place) or place + _HEAD > len(data):
        return 0
    version, bits = data[place + 1] >> 3 & 3, data[place + 2]
    rate, samples = _RATES[version == _MPEG1][bits >> 4], _SAMPLES[version][bits >> 2 & 3]
    if not rate or not samples:
        return 0
    return (144 if version == _MPEG1 else 72) * 1000 * rate // samples + (bits >> 1 & 1)


def _after(data: memoryview, place: int) -> int:
    """Where it may go on behind a tag, whose pictures may look like sound, or behind anything."""
    start = bytes(data[place : place + 8])
    if start.startswith(b"ID3"):
        sizes = (number(data, place + 6 + index, 1) & 0x7F for index in range(4))
        return place + 10 + sum(size << 21 - 7 * index for index, size in enumerate(sizes))
    if start == b"APETAGEX":
        return place + 32 + number(data, place + 12, 4, "little")
    found = _SYNC.search(data, place + 1)
    return found.start() if found else len(data)


def _unnamed(frame: bytes) -> bytes:
    """The first frame may be none of sound but tell how long it is, and which program made it."""
    version, is_mono = frame[1] >> 3 & 3, frame[3] >> 6 == _MONO
    side = (17 if is_mono else 32) if version == _MPEG1 else (9 if is_mono else 17)
    start = _HEAD + (0 if frame[1] & 1 else 2) + side
    if frame[start : start + 4] not in {b"Xing", b"Info"}:
        return frame
    flags = frame[start + 7]
    end = start + 8 + 4 * (flags & 0b1011).bit_count() + 100 * (flags >> 2 & 1)
    return frame[:_HEAD] + bytes(start - _HEAD) + frame[start:end].ljust(len(frame) - start, b"\0")
