"""Empties the comments of an Ogg file with Opus or Vorbis sound; knows nothing of the sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from bot.cleaning.cut import number, piece
from bot.cleaning.verdict import Cleaned, Reason, Uncleanable, broken
from bot.cleaning.vorbis import emptied

_HEAD: Final = 27
_MAGIC: Final = b"OggS\0"
_BEGINS: Final = 2
_CHECK: Final = 22
_FULL: Final = 255  # a packet goes on behind a piece of this length
_COMMENTS: Final = 1  # the second packet
_SOUNDS: Final = (b"OpusHead", b"\x01vorbis")
_MIRROR: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_ONES: Final = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    flags: int
    stream: int
    lengths: bytes

    @property
    def body(self) -> int:
        """Where its packets begin."""
        return self.start + _HEAD + len(self.lengths)

    @property
    def end(self) -> int:
        """Where the next page begins."""
        return self.body + sum(self.lengths)


def clean(data: bytes) -> Cleaned:
    """The copy: as long as it was, without the encoder's name, titles and pictures."""
    copy, pages = bytearray(data), list(_pages(memoryview(data)))
    streams: dict[int, _Comments] = {}
    for page in pages:
        if page.flags & _BEGINS:
            _refuse_other(data, page)
            streams[page.stream] = _Comments(copy)
        if page.stream not in streams:
            raise broken()
        streams[page.stream].read(page)
    if not all(comments.are_empty for comments in streams.values()):
        raise broken()
    for page in pages:
        copy[page.start + _CHECK : page.start + _CHECK + 4] = bytes(4)
        copy[page.start + _CHECK : page.start + _CHECK + 4] = _check(copy[page.start : page.end])
    return Cleaned("audio/ogg", bytes(copy))


class _Comments:
    """Finds the comments of one sound, which may go on over many pages, and empties them."""

    def __init__(self, copy: bytearray) -> None:
        self._copy = copy
        self._packet = 0
        self._spans: list[tuple[int, int]] = []

    @property
    def are_empty(self) -> bool:
        """They were there, and whole."""
        return self._packet > _COMMENTS

    def read(self, page: _Page) -> None:
        """Go on with the next page of this sound."""
        place = page.body
        for length in page.lengths:
            if self.are_empty:
                return
            self._spans.append((place, place + length))
            place += length
            if length < _FULL:
                self._end_packet()

    def _end_packet(self) -> None:
        if self._packet == _COMMENTS:
            new = emptied(b"".join(self._copy[start:end] for start, end in self._spans))
            for start, end in self._spans:
                self._copy[start:end] = new[: end - start]
                new = new[end - start :]
        self._packet += 1
        self._spans = []


def _pages(data: memoryview) -> Iterator[_Page]:
    start = 0
    while start < len(data):
        if bytes(data[start : start + len(_MAGIC)]) != _MAGIC:
            raise broken()
        lengths = bytes(piece(data, start + _HEAD, number(data, start + 26, 1)))
        page = _Page(start, data[start + 5], number(data, start + 14, 4, "little"), lengths)
        piece(data, page.body, page.end - page.body)
        yield page
        start = page.end


def _refuse_other(data: bytes, page: _Page) -> None:
    """Pictures or text beside the sound: nothing that is known here."""
    if not data.startswith(_SOUNDS, page.body):
        raise Uncleanable(Reason.UNKNOWN)


def _check(page: bytearray) -> bytes:
    """Ogg's own sum: that of zip, with all bits the other way around and no start."""
    mirrored = crc32(page.translate(_MIRROR), _ONES) ^ _ONES
    return int(f"{mirrored:032b}"[::-1], 2).to_bytes(4, "little")
