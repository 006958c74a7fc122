"""Leaves of an mp4 or mov what plays its pictures and sound; nothing in it moves."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from bot.cleaning.boxes import FREE, Box, boxes, field, head, tree
from bot.cleaning.canvas import Canvas
from bot.cleaning.cut import number, piece
from bot.cleaning.mp4_fragments import fragment_spans, sizes, track_of
from bot.cleaning.mp4_plan import CODECS, LEAVES, PLAN
from bot.cleaning.mp4_samples import Span, chunk_spans, within
from bot.cleaning.verdict import Cleaned, Reason, Uncleanable

_PICTURES: Final = b"vide"


@dataclass(frozen=True, slots=True)
class _Track:
    box: Box
    number: int
    kind: bytes
    codecs: frozenset[bytes]

    @property
    def is_played(self) -> bool:
        """Pictures or sound, coded in a way that is known here."""
        return bool(self.codecs) and self.codecs <= CODECS.get(self.kind, frozenset())


def clean(data: bytes) -> Cleaned:
    """The copy: places, names, times, other tracks and bytes that belong to no track are zeros."""
    canvas = Canvas(data)
    root = tree(canvas.data, Box(b"", 0, 0, len(data)), PLAN)
    if not root.all(b"moov"):  # a photo of the same family, such as HEIC
        raise Uncleanable(Reason.UNKNOWN)
    tracks = [_track(canvas.data, box) for box in root.one(b"moov").all(b"trak")]
    played = [track for track in tracks if track.is_played]
    _refuse_half(tracks, played)
    gone = {track.box.start for track in tracks if not track.is_played}
    numbers = {track.number for track in played}
    gone |= {piece.start for piece in _pieces(root) if track_of(canvas.data, piece) not in numbers}
    _copy(canvas, root, gone)
    samples = [*_table_spans(canvas.data, played), *_fragment_spans(canvas.data, root, numbers)]
    for start, end in within(samples, ((box.body, box.end) for box in root.all(b"mdat"))):
        canvas.keep(start, end)
    return Cleaned(_media_type(data, played), canvas.content())


def _track(data: memoryview, box: Box) -> _Track:
    head, media = box.one(b"tkhd"), box.one(b"mdia")
    place = 20 if number(data, head.body, 1) else 12
    codings = media.one(b"minf", b"stbl", b"stsd")
    return _Track(
        box,
        number(data, head.body + place, 4),
        bytes(piece(data, media.one(b"hdlr").body + 8, 4)),
        frozenset(entry.kind for entry in boxes(data, codings.body + 8, codings.end)),
    )


def _refuse_half(tracks: list[_Track], played: list[_Track]) -> None:
    """A film that would lose all its sound or all its pictures is evidence no longer."""
    lost = {track.kind for track in tracks} - {track.kind for track in played}
    if not played or lost & set(CODECS):
        raise Uncleanable(Reason.UNKNOWN)


def _copy(canvas: Canvas, parent: Box, gone: Container[int]) -> None:
    for box in boxes(canvas.data, parent.body, parent.end):
        stays = box.kind in PLAN[parent.kind] and box.start not in gone
        head(canvas, box, b"" if stays else FREE)
        if not stays:
            continue
        if box.kind in PLAN:
            _copy(canvas, box, gone)
        elif keep := LEAVES.get(box.kind):
            keep(field(canvas, box))


def _pieces(root: Box) -> Iterator[Box]:
    for fragment in root.all(b"moof"):
        yield from fragment.all(b"traf")


def _table_spans(data: memoryview, played: list[_Track]) -> Iterator[Span]:
    for track in played:
        yield from chunk_spans(data, track.box.one(b"mdia", b"minf", b"stbl"))


def _fragment_spans(data: memoryview, root: Box, numbers: Container[int]) -> Iterator[Span]:
    usual = sizes(data, root.one(b"moov"))
    for fragment in root.all(b"moof"):
        for track, span in fragment_spans(data, fragment, usual):
            if track in numbers:
                yield span


def _media_type(data: bytes, played: list[_Track]) -> str:
    if data[4:8] != b"ftyp" or data[8:12] == b"qt  ":
        return "video/quicktime"
    if any(track.kind == _PICTURES for track in played):
        return "video/mp4"
    return "audio/mp4"
