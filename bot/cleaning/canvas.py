"""A copy as long as its original that begins as zeros; knows not what is kept, nor why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cleaning.cut import number


class Canvas:
    """Nothing moves: what is kept stands in the copy where it stood, so all offsets stay right."""

    def __init__(self, data: bytes) -> None:
        """Start with zeros only."""
        self.data = memoryview(data)
        self._copy = bytearray(len(data))

    def keep(self, start: int, end: int) -> None:
        """Take over what stands there."""
        self._copy[start:end] = self.data[start:end]

    def put(self, start: int, value: bytes) -> None:
        """Write something else there; what has no room is left out."""
        room = max(len(self._copy) - start, 0)
        self._copy[start : start + len(value)] = value[:room]

    def content(self) -> bytes:
        """The copy as it is now."""
        return bytes(self._copy)


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the canvas, with places counted from its start; nothing outside it is touched."""

    canvas: Canvas
    start: int
    end: int

    def __len__(self) -> int:
        """In bytes."""
        return self.end - self.start

    def number(self, place: int, length: int) -> int:
        """An unsigned number of the original; Uncleanable when it is not all in this field."""
        return number(self.canvas.data[self.start : self.end], place, length)

    def read(self, place: int, length: int) -> bytes:
        """As many bytes of the original as there are."""
        return bytes(
            self.canvas.data[self.start + place : min(self.start + place + length, self.end)]
        )

    def keep(self, *spans: tuple[int, int]) -> None:
        """Take over what stands in these spans."""
        for first, last in spans:
            if first < len(self):
                self.canvas.keep(self.start + first, min(self.start + last, self.end))

    def put(self, place: int, value: bytes) -> None:
        """Write something else there; what has no room is left out."""
        self.canvas.put(self.start + place, value[: max(len(self) - place, 0)])

    def part(self, start: int) -> Field:
        """What is left from there on."""
        return Field(self.canvas, min(self.start + start, self.end), self.end)
