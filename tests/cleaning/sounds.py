"""Makes recordings byte by byte that tell everything about who made them; nobody can hear them."""

from tests.cleaning.canaries import EVERYTHING

OPUS_HEAD = b"OpusHead" + bytes(11)
TALK = (b"hoi Nour", b"tot straks " * 60, b"doei")


def frame(rate: int = 9, filler: bytes = b"\0") -> bytes:
    """A frame of an mp3 of 44,100 samples a second; at rate 9 it has 417 bytes."""
    head = bytes((0xFF, 0xFB, rate << 4, 0x40))
    return head + (filler * 420)[: 417 - len(head)]


def named_frame() -> bytes:
    """The first frame as an encoder writes it: how long the sound is, and who it is itself."""
    told = b"Info" + b"\0\0\0\x0f" + bytes(4) + bytes(4) + bytes(range(100)) + bytes(4)
    return (bytes((0xFF, 0xFB, 0x90, 0x40)) + bytes(32) + told + EVERYTHING).ljust(417, b"\0")


def id3() -> bytes:
    """Titles, and a cover that looks like sound."""
    body = EVERYTHING + frame(filler=b"!") * 2 + EVERYTHING
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\4\0\0" + size + body


def mp3() -> bytes:
    """Tags of every kind around three frames."""
    body = EVERYTHING + frame(filler=b"!") * 2
    ape = b"APETAGEX" + bytes(4) + (len(body) + 32).to_bytes(4, "little") + bytes(16)
    ape += body + b"APETAGEX" + bytes(24)
    old = b"TAG" + EVERYTHING[:125]
    frames = frame(filler=b"a") + EVERYTHING + frame(filler=b"b") + frame(filler=b"c")
    return id3() + named_frame() + frames + ape + b"LYRICSBEGIN" + EVERYTHING + old


def page(packets: list[bytes], *, flags: int = 0, stream: int = 7, number: int = 0) -> bytes:
    """A page of an Ogg file, with its sum made the slow way."""
    lengths = bytes(size for packet in packets for size in _lacing(len(packet)))
    return whole(lengths, b"".join(packets), flags=flags, stream=stream, number=number)


def whole(
    lengths: bytes, body: bytes, *, flags: int = 0, stream: int = 7, number: int = 0
) -> bytes:
    """A page from its pieces."""
    head = b"OggS\0" + bytes((flags,)) + bytes(8)
    head += stream.to_bytes(4, "little") + number.to_bytes(4, "little")
    rest = bytes((len(lengths),)) + lengths + body
    return head + checked(head + bytes(4) + rest).to_bytes(4, "little") + rest


def _lacing(length: int) -> list[int]:
    return [255] * (length // 255) + [length % 255]


def checked(data: bytes) -> int:
    """Ogg's sum, bit by bit as its description has it."""
    total = 0
    for byte in data:
        total ^= byte << 24
        for _ in range(8):
            total = total << 1 ^ (0x104C11DB7 if total >> 31 else 0)
    return total


def opus() -> bytes:
    """A voice message; its comments are so long that they go on over three pages."""
    named = len(EVERYTHING).to_bytes(4, "little") + EVERYTHING
    comments = b"OpusTags" + named + (2).to_bytes(4, "little") + named * 2
    comments = comments.ljust(255 * 6 + 20, b"\0")
    return b"".join(
        [
            page([OPUS_HEAD], flags=2),
            whole(bytes([255] * 2), comments[:510], number=1),
            whole(bytes([255] * 4), comments[510 : 510 + 1020], flags=1, number=2),
            page([comments[1530:]], flags=1, number=3),
            page(list(TALK), flags=4, number=4),
        ]
    )


def vorbis() -> bytes:
    """A recording with comments, settings and sound."""
    packets = vorbis_heads()
    return page(packets[:1], flags=2) + page(packets[1:]) + page(list(TALK), flags=4, number=2)


def vorbis_heads() -> list[bytes]:
    """Who it is, what was remarked, how it is coded."""
    named = len(EVERYTHING).to_bytes(4, "little") + EVERYTHING
    comments = b"\x03vorbis" + named + (1).to_bytes(4, "little") + named + b"\1"
    return [b"\x01vorbis" + bytes(23), comments, b"\x05vorbis settings"]


def element(kind: int, *parts: bytes) -> bytes:
    """An element of a webm."""
    body = b"".join(parts)
    return _kind(kind) + (len(body) | 1 << 56).to_bytes(8) + body


def opened(kind: int, *parts: bytes) -> bytes:
    """An element whose length is not known yet when it is written."""
    return _kind(kind) + b"\x01" + b"\xff" * 7 + b"".join(parts)


def _kind(kind: int) -> bytes:
    return kind.to_bytes((kind.bit_length() + 7) // 8)


def number(kind: int, value: int) -> bytes:
    """An element that is a number."""
    return element(kind, value.to_bytes(2))


HEAD = element(0x1A45DFA3, element(0x4282, b"webm"), element(0x4281, EVERYTHING))
TAGS = element(0x1254C367, EVERYTHING) + element(0x1941A469, EVERYTHING)
INFO = element(
    0x1549A966, number(0x2AD7B1, 1000), element(0x4D80, EVERYTHING), element(0x5741, EVERYTHING),
    element(0x7BA9, EVERYTHING), element(0x4461, EVERYTHING[:8]), element(0x73A4, EVERYTHING[:16]),
)  # fmt: skip
SEEKS = element(
    0x114D9B74,
    element(0x4DBB, element(0x53AB, b"\x16\x54\xae\x6b"), number(0x53AC, 9)),
    element(0x4DBB, element(0x53AB, b"\x12\x54\xc3\x67"), number(0x53AC, 9)),
)


def track(index: int, kind: int, codec: bytes, *more: bytes) -> bytes:
    """One track of a webm."""
    named = element(0x536E, EVERYTHING) + element(0x22B59C, b"nld")
    uid = element(0x73C5, EVERYTHING[:8])
    return element(
        0xAE, number(0xD7, index), uid, number(0x83, kind), element(0x86, codec), named, *more
    )


def blocks(*tracks: int) -> bytes:
    """Some sound or pictures of each track, and what only one that is not played has."""
    made = (element(0xA3, bytes((0x80 | index, 0, 0, 0)), TALK[0]) for index in tracks)
    hidden = element(0xA3, b"\x89\0\0\0", EVERYTHING)
    group = element(0xA0, element(0xA1, b"\x89\0\0\0", EVERYTHING), element(0x75A1, EVERYTHING))
    return number(0xE7, 1) + b"".join(made) + hidden + group + element(0xBF, EVERYTHING[:4])


def webm(*, live: bool = False) -> bytes:
    """A film of a browser, with a track of words that is not played."""
    private = element(0x63A2, b"\2" + _laced(vorbis_heads()))
    video = element(0xE0, number(0xB0, 64), number(0xBA, 48), element(0x55B0, number(0x55B1, 1)))
    tracks = element(
        0x1654AE6B, track(1, 1, b"V_VP8", video), track(2, 2, b"A_VORBIS", private),
        track(9, 0x11, b"S_TEXT/UTF8"),
    )  # fmt: skip
    write = opened if live else element
    clusters = write(0x1F43B675, blocks(1, 2)) + write(0x1F43B675, blocks(2))
    return HEAD + write(0x18538067, SEEKS, INFO, tracks, clusters, TAGS)


def voice() -> bytes:
    """A voice message as a browser records it."""
    tracks = element(0x1654AE6B, track(1, 2, b"A_OPUS", element(0x63A2, OPUS_HEAD)))
    return HEAD + opened(0x18538067, INFO, tracks, opened(0x1F43B675, blocks(1)))


def _laced(packets: list[bytes]) -> bytes:
    return bytes((len(packets[0]), *_lacing(len(packets[1])))) + b"".join(packets)
