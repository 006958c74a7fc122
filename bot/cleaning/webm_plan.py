"""Which elements of a webm are needed to play it; knows no place in a file."""

from typing import Final

HEAD: Final = 0x1A45DFA3
SEGMENT: Final = 0x18538067
CLUSTER: Final = 0x1F43B675
SEEK: Final = 0x4DBB
SEEK_ID: Final = 0x53AB
TRACKS: Final = 0x1654AE6B
TRACK: Final = 0xAE
NUMBER: Final = 0xD7
UID: Final = 0x73C5
TYPE: Final = 0x83
CODEC: Final = 0x86
SETTINGS: Final = 0x63A2
ENCODINGS: Final = 0x6D80
SIMPLE_BLOCK: Final = 0xA3
BLOCK_GROUP: Final = 0xA0
BLOCK: Final = 0xA1
DOCTYPE: Final = 0x4282
VOID: Final = 0xEC

_SEEK_HEAD, _INFO, _CUES = 0x114D9B74, 0x1549A966, 0x1C53BB6B
_VIDEO, _COLOUR, _AUDIO = 0xE0, 0x55B0, 0xE1
_CUE, _CUE_PLACE = 0xBB, 0xB7

PLAN: Final[dict[int, frozenset[int]]] = {
    0: frozenset({HEAD, SEGMENT}),
    HEAD: frozenset({0x4286, 0x42F7, 0x42F2, 0x42F3, DOCTYPE, 0x4287, 0x4285}),
    SEGMENT: frozenset({_SEEK_HEAD, _INFO, TRACKS, CLUSTER, _CUES}),
    _SEEK_HEAD: frozenset({SEEK}),
    SEEK: frozenset({SEEK_ID, 0x53AC}),
    _INFO: frozenset({0x2AD7B1, 0x4489}),  # the scale of time and the duration
    TRACKS: frozenset({TRACK}),
    TRACK: frozenset(
        {NUMBER, UID, TYPE, CODEC, SETTINGS, _VIDEO, _AUDIO}
        | {0xB9, 0x88, 0x55AA, 0x9C, 0x23E383, 0x23314F, 0x56AA, 0x56BB}
    ),
    _VIDEO: frozenset(
        {0xB0, 0xBA, 0x54B0, 0x54BA, 0x54B2, 0x9A, 0x54AA, 0x54BB, 0x54CC, 0x54DD, _COLOUR}
    ),
    _COLOUR: frozenset({0x55B1, 0x55B2, 0x55B7, 0x55B8, 0x55B9, 0x55BA, 0x55BB}),
    _AUDIO: frozenset({0xB5, 0x78B5, 0x9F, 0x6264}),
    CLUSTER: frozenset({0xE7, SIMPLE_BLOCK, BLOCK_GROUP, 0xA7, 0xAB}),
    BLOCK_GROUP: frozenset({BLOCK, 0x9B, 0xFB, 0x75A2}),
    _CUES: frozenset({_CUE}),
    _CUE: frozenset({0xB3, _CUE_PLACE}),
    _CUE_PLACE: frozenset({0xF7, 0xF1, 0xF0, 0xB2, 0x5378}),
}
"""Which elements belong into which; one without an entry has none in it."""

# What a segment has at its own level: with one of these a cluster without a length ends.
OF_SEGMENT: Final = PLAN[SEGMENT] | {0x1043A770, 0x1941A469, 0x1254C367}  # chapters, files, tags

LONG: Final = frozenset({CODEC, SETTINGS, SIMPLE_BLOCK, BLOCK})
"""Elements that are more than a number."""

CODECS: Final = {
    1: frozenset({b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG4/ISO/AVC", b"V_MPEGH/ISO/HEVC"}),
    2: frozenset({b"A_OPUS", b"A_VORBIS", b"A_AAC", b"A_MPEG/L3"}),
}
"""By the type of a track: how pictures (1) and sound (2) may be coded."""
