"""Reads the boxes that mp4 and mov are made of; knows not which of them are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.cleaning.canvas import Canvas, Field
from bot.cleaning.cut import number, piece
from bot.cleaning.verdict import broken

HEAD: Final = 8
_LONG_HEAD: Final = 16
FREE: Final = b"free"
"""The kind of a box that every reader passes over."""

Plan = Mapping[bytes, frozenset[bytes]]
"""Which kinds of boxes belong into which; a kind without an entry is not looked into."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where it starts, where its body does, where both end, what belongs into it."""

    kind: bytes
    start: int
    body: int
    end: int
    inner: tuple[Box, ...] = ()

    def all(self, kind: bytes) -> list[Box]:
        """The boxes of that kind right in this one."""
        return [box for box in self.inner if box.kind == kind]

    def one(self, *path: bytes) -> Box:
        """The first box on that path; Uncleanable if there is none."""
        box = self
        for kind in path:
            found = box.all(kind)
            if not found:
                raise broken()
            box = found[0]
        return box


def boxes(data: memoryview, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places; fewer bytes than a head has are no box."""
    while end - start >= HEAD:
        kind, body, after = _head(data, start, end)
        yield Box(kind, start, body, after)
        start = after


def tree(data: memoryview, box: Box, plan: Plan) -> Box:
    """The box with all that belongs into it, as far down as the plan goes; the rest is left out."""
    here = plan.get(box.kind)
    if here is None:
        return box
    inner = (child for child in boxes(data, box.body, box.end) if child.kind in here)
    return replace(box, inner=tuple(tree(data, child, plan) for child in inner))


def _head(data: memoryview, start: int, end: int) -> tuple[bytes, int, int]:
    size, kind, body = number(data, start, 4), bytes(piece(data, start + 4, 4)), start + HEAD
    if size == 1:
        size, body = number(data, start + HEAD, 8), start + _LONG_HEAD
    elif size == 0:  # up to the end
        size = end - start
    if start + size > end or start + size < body:
        raise broken()
    return kind, body, start + size


def inside(place: Field) -> Iterator[Box]:
    """The boxes in that part of a canvas."""
    return boxes(place.canvas.data, place.start, place.end)


def head(canvas: Canvas, box: Box, kind: bytes = b"") -> None:
    """Take over the box's head, under another kind if one is given."""
    canvas.keep(box.start, box.body)
    if kind:
        canvas.put(box.start + 4, kind)


def field(canvas: Canvas, box: Box) -> Field:
    """The body of the box."""
    return Field(canvas, box.body, box.end)
