"""Which boxes of a film are needed to play it, and what of each; knows no place in a file."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.cleaning.boxes import FREE, Plan, field, head, inside
from bot.cleaning.canvas import Field

PLAN: Final[Plan] = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"moof", b"mdat"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex"}),
    b"trak": frozenset({b"tkhd", b"edts", b"mdia"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset({b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stco", b"co64"}),
    b"mvex": frozenset({b"trex"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun"}),
}

CODECS: Final = {
    b"vide": frozenset(b"avc1 avc3 hvc1 hev1 mp4v s263 vp08 vp09 av01".split()),
    b"soun": frozenset(b"mp4a alac samr sawb Opus fLaC ac-3 ec-3".split()),
}
"""How pictures and sound may be coded; a track of another kind (places, timecodes) is blanked."""

_BRANDS: Final = frozenset(
    b"isom iso2 iso4 iso5 iso6 iso8 avc1 hvc1 mp41 mp42 dash cmfc 3gp4 3gp5 3gp6 av01".split()
) | {b"M4A ", b"M4V ", b"M4B ", b"qt  "}
_NO_LANGUAGE: Final = (0x55C4).to_bytes(2)  # "und"
_PICTURE_HEAD, _SOUND_HEADS = 78, {0: 28, 1: 44, 2: 64}

_VERSION: Final = 4
_UNKNOWN_COLOURS: Final = b"nclc" + (2).to_bytes(2) * 3

Keep = Callable[[Field], None]
"""Takes over what is needed of a box's body; the rest of it stays zeros."""


def _only(*spans: tuple[int, int], later: tuple[tuple[int, int], ...] = ()) -> Keep:
    """These spans; the others when version 1 makes the times longer."""

    def keep(body: Field) -> None:
        body.keep(*(later if later and body.number(0, 1) else spans))

    return keep


def _rows(width: int, *, later: int = 0) -> Keep:
    """As many rows as the head says, and no byte behind the last of them."""

    def keep(body: Field) -> None:
        wide = later if later and body.number(0, 1) else width
        body.keep((0, 8 + wide * body.number(4, 4)))

    return keep


def _sizes(body: Field) -> None:
    """One size for all samples, or one for each."""
    each = 0 if body.number(4, 4) else 4
    body.keep((0, 12 + each * body.number(8, 4)))


def _brands(body: Field) -> None:
    """Which readers can read it, as far as the brands are known ones; without a version."""
    for place in range(0, len(body) - 3, 4):
        brand = body.read(place, 4)
        if place != _VERSION:
            body.put(place, brand if brand in _BRANDS else b"isom")


def _media(body: Field) -> None:
    """Without times and without the language, which is the maker's."""
    long = bool(body.number(0, 1))
    body.keep((0, 4), (20, 32) if long else (12, 20))
    body.put(32 if long else 20, _NO_LANGUAGE)


def _sources(body: Field) -> None:
    """Every source is this file itself; a path on somebody's disk is gone."""
    body.keep((0, 8))
    for box in inside(body.part(8)):
        head(body.canvas, box)
        field(body.canvas, box).put(0, (1).to_bytes(4))


def _fragment(body: Field) -> None:
    """As many numbers as its flags say."""
    flags = body.number(1, 3)
    body.keep((0, 8 + 8 * (flags & 1) + 4 * (flags & 0x3A).bit_count()))


def _run(body: Field) -> None:
    """As many numbers as its flags say, some once and some for each sample."""
    flags = body.number(1, 3)
    each = 4 * (flags & 0xF00).bit_count()
    body.keep((0, 8 + 4 * (flags & 5).bit_count() + each * body.number(4, 4)))


def _descriptions(body: Field) -> None:
    """How the samples are coded; without the names of the encoder and its maker."""
    body.keep((0, 8))
    for box in inside(body.part(8)):
        head(body.canvas, box)
        entry = field(body.canvas, box)
        if box.kind in CODECS[b"vide"]:
            size = _PICTURE_HEAD
            entry.keep((6, 8), (24, 36), (40, 42), (74, size))
        else:
            size = _SOUND_HEADS.get(entry.number(8, 2), _SOUND_HEADS[0])
            entry.keep((6, 10), (16, size))
        _settings(entry.part(size), _SETTINGS)


def _settings(place: Field, known: Mapping[bytes, Keep]) -> None:
    """The boxes in the description of a track; one that is not known stays as an empty one."""
    for box in inside(place):
        keep = known.get(box.kind)
        head(place.canvas, box, b"" if keep else FREE)
        if keep:
            keep(field(place.canvas, box))


def _all(body: Field) -> None:
    body.keep((0, len(body)))


def _colours(body: Field) -> None:
    """Three numbers; a profile, which may name a device, is gone."""
    if body.read(0, 4) in {b"nclx", b"nclc"}:
        body.keep((0, 11))
    else:
        body.put(0, _UNKNOWN_COLOURS)


def _wave(body: Field) -> None:
    """How QuickTime wraps the settings of a sound."""
    _settings(body, dict.fromkeys((b"frma", b"esds", b"alac", b"mp4a", bytes(4)), _all))


# What a decoder has to know about a track.
_SETTINGS: Final[dict[bytes, Keep]] = {
    **dict.fromkeys(b"avcC hvcC vpcC av1C esds btrt dOps dfLa alac dac3 dec3".split(), _all),
    b"pasp": _only((0, 8)),
    b"colr": _colours,
    b"damr": _only((4, 9)),  # the first four bytes name the maker
    b"d263": _only((4, 7)),
    b"wave": _wave,
}

LEAVES: Final[dict[bytes, Keep]] = {
    b"ftyp": _brands,
    b"styp": _brands,
    b"mvhd": _only(
        (0, 4), (12, 26), (36, 72), (96, 100), later=((0, 4), (20, 38), (48, 84), (108, 112))
    ),
    b"tkhd": _only(
        (0, 4),
        (12, 16),
        (20, 24),
        (32, 38),
        (40, 84),
        later=((0, 4), (20, 24), (28, 36), (44, 50), (52, 96)),
    ),
    b"mdhd": _media,
    b"hdlr": _only((0, 12)),
    b"elst": _rows(12, later=20),
    b"vmhd": _only((0, 12)),
    b"smhd": _only((0, 8)),
    b"dref": _sources,
    b"stsd": _descriptions,
    b"stts": _rows(8),
    b"ctts": _rows(8),
    b"stss": _rows(4),
    b"stsc": _rows(12),
    b"stsz": _sizes,
    b"stco": _rows(4),
    b"co64": _rows(8),
    b"trex": _only((0, 24)),
    b"mfhd": _only((0, 8)),
    b"tfhd": _fragment,
    b"tfdt": _only((0, 8), later=((0, 12),)),
    b"trun": _run,
}
"""What is kept of the body of each box that has no boxes in it (mdat aside: see mp4_samples)."""
