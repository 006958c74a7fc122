"""Where in a film the pictures and the sound of its tracks lie; knows not what they show."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise

from bot.cleaning.boxes import Box
from bot.cleaning.cut import number
from bot.cleaning.verdict import broken

Span = tuple[int, int]


def chunk_spans(data: memoryview, table: Box) -> Iterator[Span]:
    """The places of the samples that a track's table (stbl) names."""
    starts = _starts(data, table)
    before = _bytes_before(data, table.one(b"stsz"))
    first = 0
    for start, count in zip(starts, _counts(data, table.one(b"stsc"), len(starts)), strict=False):
        yield start, start + before(first + count) - before(first)
        first += count


def numbers(data: memoryview, box: Box, place: int, count: int, kind: str = "I") -> array[int]:
    """Many numbers at once; Uncleanable when the box does not have that many."""
    made = array(kind)
    end = place + count * made.itemsize
    if box.body + end > box.end:
        raise broken()
    made.frombytes(data[box.body + place : box.body + end])
    if sys.byteorder == "little":
        made.byteswap()
    return made


def _starts(data: memoryview, table: Box) -> array[int]:
    for kind, width in ((b"stco", "I"), (b"co64", "Q")):
        if found := table.all(kind):
            return numbers(data, found[0], 8, number(data, found[0].body + 4, 4), width)
    raise broken()


def _counts(data: memoryview, box: Box, chunks: int) -> Iterator[int]:
    """How many samples each chunk has: rows of first chunk, samples, description."""
    rows = numbers(data, box, 8, 3 * number(data, box.body + 4, 4))
    firsts = [*rows[::3], chunks + 1]
    for (first, after), samples in zip(pairwise(firsts), rows[1::3], strict=True):
        for _ in range(first, min(after, chunks + 1)):
            yield samples


def _bytes_before(data: memoryview, box: Box) -> Callable[[int], int]:
    """How many bytes the samples before a number have together."""
    each, count = number(data, box.body + 4, 4), number(data, box.body + 8, 4)
    if each:
        return lambda index: each * min(index, count)
    sums = array("Q", accumulate(numbers(data, box, 12, count), initial=0))
    return lambda index: sums[min(index, count)]


def within(spans: Iterable[Span], places: Iterable[Span]) -> Iterator[Span]:
    """What of the spans lies in these places, which are in order and do not overlap."""
    rest = iter(places)
    place = next(rest, None)
    for start, end in _joined(spans):
        while place and place[0] < end:
            if start < place[1]:
                yield max(start, place[0]), min(end, place[1])
            if place[1] >= end:
                break
            place = next(rest, None)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The same places in order, none of them twice."""
    last = (0, 0)
    for start, end in sorted(spans):
        if start > last[1]:
            yield last
            last = (start, end)
        else:
            last = (last[0], max(last[1], end))
    yield last
