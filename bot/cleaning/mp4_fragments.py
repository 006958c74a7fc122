"""Where in a film that was written in pieces the samples of its tracks lie; knows no table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.cleaning.boxes import Box
from bot.cleaning.cut import number
from bot.cleaning.mp4_samples import Span, numbers

_BASE, _DESCRIPTION, _LASTS, _SIZE = 0x1, 0x2, 0x8, 0x10
_FROM_FRAGMENT = 0x20000
_OFFSET, _SAMPLE_LASTS, _SAMPLE_SIZE = 0x1, 0x100, 0x200
_ONCE, _OF_SAMPLES = 0x5, 0xF00


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a track's piece says: whose it is, from where it counts, a sample's size."""

    track: int
    base: int | None
    size: int | None


def sizes(data: memoryview, film: Box) -> dict[int, int]:
    """By track the size of a sample whose piece does not say it."""
    return {
        number(data, box.body + 4, 4): number(data, box.body + 16, 4)
        for more in film.all(b"mvex")
        for box in more.all(b"trex")
    }


def track_of(data: memoryview, piece: Box) -> int:
    """The track that this piece belongs to."""
    return number(data, piece.one(b"tfhd").body + 4, 4)


def fragment_spans(
    data: memoryview, fragment: Box, usual: Mapping[int, int]
) -> Iterator[tuple[int, Span]]:
    """Track and place of each run of samples in one fragment (moof)."""
    after = fragment.start
    for piece in fragment.all(b"traf"):
        head = _head(data, piece.one(b"tfhd"), fragment.start)
        base = after if head.base is None else head.base
        size = usual.get(head.track, 0) if head.size is None else head.size
        after = base
        for run in piece.all(b"trun"):
            start, length = _run(data, run, base, after, size)
            after = start + length
            yield head.track, (start, after)


def _head(data: memoryview, box: Box, fragment: int) -> _Head:
    flags, place = number(data, box.body + 1, 3), box.body + 8
    base = fragment if flags & _FROM_FRAGMENT else None
    if flags & _BASE:
        base = number(data, place, 8)
        place += 8
    place += 4 * (flags & (_DESCRIPTION | _LASTS)).bit_count()
    size = number(data, place, 4) if flags & _SIZE else None
    return _Head(number(data, box.body + 4, 4), base, size)


def _run(data: memoryview, box: Box, base: int, after: int, size: int) -> Span:
    """Start and length of one run."""
    flags, count = number(data, box.body + 1, 3), number(data, box.body + 4, 4)
    start = after
    if flags & _OFFSET:
        offset = number(data, box.body + 8, 4)
        start = base + offset - ((offset & 0x8000_0000) << 1)
    if not flags & _SAMPLE_SIZE:
        return start, count * size
    once, width = (flags & _ONCE).bit_count(), (flags & _OF_SAMPLES).bit_count()
    rows = numbers(data, box, 8 + 4 * once, width * count)
    return start, sum(rows[(flags & _SAMPLE_LASTS).bit_count() :: width])
