"""Leaves of a webm what plays its pictures and sound; nothing in it moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.cleaning import webm_plan as plan
from bot.cleaning.canvas import Canvas
from bot.cleaning.cut import number, piece
from bot.cleaning.elements import Element, blank, elements, inside, value, variable
from bot.cleaning.verdict import Cleaned, Reason, Uncleanable, broken
from bot.cleaning.vorbis import emptied

_PICTURES: Final = 1
_LONGEST_NUMBER: Final = 8
_THREE_PACKETS: Final = b"\2"
_FULL: Final = 255


@dataclass(frozen=True, slots=True)
class _Track:
    start: int
    number: int
    kind: int
    codec: bytes

    @property
    def is_played(self) -> bool:
        """Pictures or sound, coded in a way that is known here."""
        return self.codec in plan.CODECS.get(self.kind, ())


def clean(data: bytes) -> Cleaned:
    """The copy: titles, programs, moments, other tracks, tags and attached files are blank."""
    canvas = Canvas(data)
    root = Element(0, 0, 0, len(data))
    tracks = list(_tracks(canvas.data, root))
    played = {track.number: track for track in tracks if track.is_played}
    lost = {track.kind for track in tracks} - {track.kind for track in played.values()}
    if not played or lost & set(plan.CODECS):
        raise Uncleanable(Reason.UNKNOWN)
    _Copy(canvas, played).children(root)
    moving = any(track.kind == _PICTURES for track in played.values())
    return Cleaned("video/webm" if moving else "audio/webm", canvas.content())


def _tracks(data: memoryview, root: Element) -> Iterator[_Track]:
    for segment in inside(data, root):
        if segment.kind == plan.SEGMENT:
            for part in inside(data, segment):
                if part.kind == plan.TRACKS:
                    yield from (_track(data, track) for track in inside(data, part))


def _track(data: memoryview, track: Element) -> _Track:
    found = {child.kind: child for child in elements(data, track.body, track.end)}
    if plan.ENCODINGS in found:  # packed or encrypted once more
        raise Uncleanable(Reason.UNKNOWN)
    if not found.keys() >= {plan.NUMBER, plan.TYPE, plan.CODEC}:
        raise broken()
    kind, codec = found[plan.TYPE], found[plan.CODEC]
    return _Track(
        track.start,
        _number(data, found[plan.NUMBER]),
        _number(data, kind),
        bytes(data[codec.body : codec.end]).rstrip(b"\0"),
    )


def _number(data: memoryview, element: Element) -> int:
    return number(data, element.body, element.end - element.body)


class _Copy:
    """Takes over element by element what is played."""

    def __init__(self, canvas: Canvas, played: dict[int, _Track]) -> None:
        self._canvas = canvas
        self._data = canvas.data
        self._starts = frozenset(track.start for track in played.values())
        self._numbers = frozenset(played)
        self._uid = 0

    def children(self, parent: Element) -> None:
        """What belongs into the parent and is played stays, an empty element for the rest."""
        here = plan.PLAN[parent.kind]
        for element in elements(self._data, parent.body, parent.end):
            if element.kind in here and self._stays(element):
                self._canvas.keep(element.start, element.body)
                self._body(element)
            else:
                blank(self._canvas, element)

    def _stays(self, element: Element) -> bool:
        match element.kind:
            case plan.TRACK:
                return element.start in self._starts
            case plan.SEEK:
                return self._is_kept_place(element)
            case plan.SIMPLE_BLOCK | plan.BLOCK:
                return self._number_of(element) in self._numbers
        is_number = element.end - element.body <= _LONGEST_NUMBER
        return is_number or element.kind in plan.PLAN or element.kind in plan.LONG

    def _body(self, element: Element) -> None:
        match element.kind:
            case plan.UID:  # a number without meaning that is the same in no other film
                self._uid += 1
                self._canvas.put(element.end - 1, bytes((self._uid % 256,)))
            case plan.SETTINGS:
                self._canvas.put(element.body, _settings(self._data[element.body : element.end]))
            case kind if kind in plan.PLAN:
                self.children(element)
            case _:
                self._canvas.keep(element.body, element.end)

    def _is_kept_place(self, seek: Element) -> bool:
        return any(
            _number(self._data, child) in plan.PLAN[plan.SEGMENT]
            for child in inside(self._data, seek)
            if child.kind == plan.SEEK_ID
        )

    def _number_of(self, block: Element) -> int:
        return value(*variable(self._data, block.body))


def _settings(body: memoryview) -> bytes:
    """What a decoder has to know; three packets of Vorbis have comments in the second."""
    if bytes(body[:1]) != _THREE_PACKETS:
        return bytes(body)
    first, place = _xiph(body, 1)
    second, place = _xiph(body, place)
    start = place + first
    comments = emptied(bytes(piece(body, start, second)))
    return bytes(body[:start]) + comments + bytes(body[start + second :])


def _xiph(body: memoryview, place: int) -> tuple[int, int]:
    """A length in as many bytes of 255 as it takes, and where it ends."""
    length = 0
    while number(body, place, 1) == _FULL:
        length += _FULL
        place += 1
    return length + body[place], place + 1
