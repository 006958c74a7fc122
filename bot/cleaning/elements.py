"""Reads the elements that a webm is made of; knows which belong where from the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.cleaning.canvas import Canvas
from bot.cleaning.cut import number
from bot.cleaning.verdict import broken
from bot.cleaning.webm_plan import CLUSTER, OF_SEGMENT, PLAN, SEGMENT, VOID

_LONGEST_ID, _LONGEST_SIZE = 4, 8
_SHORT_VOID: Final = 2 + 126


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element starts, where its body does and where both end."""

    kind: int
    start: int
    body: int
    end: int


def elements(data: memoryview, start: int, end: int) -> Iterator[Element]:
    """The elements between two places, one after the other, without what is in them."""
    while start < end:
        element = _element(data, start, end)
        yield element
        start = element.end


def inside(data: memoryview, element: Element) -> Iterator[Element]:
    """The elements right in this one that belong there."""
    here = PLAN[element.kind]
    return (child for child in elements(data, element.body, element.end) if child.kind in here)


def variable(data: memoryview, place: int, longest: int = _LONGEST_SIZE) -> tuple[int, int]:
    """A number with its own length in its first bits: the number with those bits, the length."""
    length = 9 - number(data, place, 1).bit_length()
    if length > longest:
        raise broken()
    return number(data, place, length), length


def value(raw: int, length: int) -> int:
    """Such a number without the bits of its length."""
    return raw & ~(1 << 7 * length)


def _element(data: memoryview, start: int, end: int) -> Element:
    kind, width = variable(data, start, _LONGEST_ID)
    raw, length = variable(data, start + width)
    body, size = start + width + length, value(raw, length)
    is_open = size == (1 << 7 * length) - 1
    after = _open_end(data, kind, body, end) if is_open else body + size
    if after > end or body > end:
        raise broken()
    return Element(kind, start, body, after)


def _open_end(data: memoryview, kind: int, body: int, end: int) -> int:
    """Where an element ends that was begun before its length was known, as browsers do."""
    if kind == SEGMENT:
        return end
    if kind != CLUSTER:
        raise broken()
    place = body
    while place < end and variable(data, place, _LONGEST_ID)[0] not in OF_SEGMENT:
        place = _element(data, place, end).end
    return place


def blank(canvas: Canvas, element: Element) -> None:
    """An empty element of the same length in its place."""
    length = element.end - element.start
    if length <= _SHORT_VOID:
        canvas.put(element.start, bytes((VOID, 0x80 | (length - 2))))
    else:
        canvas.put(element.start, bytes((VOID, 1)) + (length - 9).to_bytes(7))
