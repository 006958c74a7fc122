"""Makes films box by box that tell everything about who made them; nobody can play them."""

from dataclasses import dataclass

from tests.cleaning.canaries import EVERYTHING

PICTURES = (b"first picture", b"the second picture", b"third")
SOUNDS = (b"la", b"lala", b"la la la")
UNSEEN = EVERYTHING


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box around these parts."""
    body = b"".join(parts)
    return (len(body) + 8).to_bytes(4) + kind + body


def full(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    """A box with a version and flags."""
    return box(kind, bytes((version,)), flags.to_bytes(3), *parts)


def words(length: int = 0) -> bytes:
    """Telling bytes, as many as there is room for."""
    return (EVERYTHING * 3)[: length or None]


def longs(*numbers: int) -> bytes:
    """Numbers of four bytes."""
    return b"".join(number.to_bytes(4) for number in numbers)


def told() -> bytes:
    """What phones and programs put at any place."""
    return box(b"udta", box(b"\xa9xyz", words())) + box(b"meta", words()) + box(b"uuid", words())


@dataclass(frozen=True)
class Track:
    """What one track is made of: how its samples are coded and what they are."""

    number: int
    handler: bytes
    entry: bytes
    samples: tuple[bytes, ...]


def pictures(codec: bytes = b"avc1") -> Track:
    """A track of pictures."""
    profile, note = box(b"colr", b"prof", words()), box(b"note", words())
    entry = box(
        codec, bytes(6), b"\0\1", words(16), b"\0\x40\0\x30", longs(0x480000, 0x480000), words(4),
        b"\0\1", words(32), b"\0\x18\xff\xff", box(b"avcC", b"settings"), profile, note,
    )  # fmt: skip
    return Track(1, b"vide", entry, PICTURES)


def sound(codec: bytes = b"mp4a") -> Track:
    """A track of sound, with its settings wrapped as QuickTime does."""
    wave = box(b"wave", box(b"frma", b"mp4a"), box(b"esds", b"settings"), box(b"note", words()))
    head = bytes(6) + b"\0\1" + b"\0\1" + words(6) + b"\0\1\0\x10" + bytes(4) + longs(48000 << 16)
    return Track(2, b"soun", box(codec, head, bytes(16), wave, bytes(4)), SOUNDS)


def places() -> Track:
    """A track that tells at each moment where the phone was."""
    return Track(3, b"meta", box(b"mebx", bytes(6), b"\0\1", words()), (UNSEEN, UNSEEN, UNSEEN))


def film(*tracks: Track, brand: bytes = b"isom", version: int = 0) -> bytes:
    """A film with one sample of each track in turn, and telling bytes between them."""
    start = box(b"ftyp", brand, words(4), brand, b"mp42", words(4)) + box(b"free", words())
    body, offsets = _samples(tracks, len(start) + 8)
    traks = [_trak(track, offsets[track.number], version) for track in tracks]
    head = full(b"mvhd", _times(version, words(4)), _mvhd_rest(), version=version)
    moov = box(b"moov", head, *traks, told())
    return start + box(b"mdat", body) + moov + told()


def _samples(tracks: tuple[Track, ...], start: int) -> tuple[bytes, dict[int, list[int]]]:
    body, offsets = b"", {track.number: list[int]() for track in tracks}
    for row in zip(*(track.samples for track in tracks), strict=True):
        for track, sample in zip(tracks, row, strict=True):
            body += UNSEEN
            offsets[track.number].append(start + len(body))
            body += sample
    return body + UNSEEN, offsets


def _times(version: int, secret: bytes, *, track: bool = False) -> bytes:
    """When it was made and changed, then the scale of time and the duration."""
    width = 8 if version else 4
    made = (secret * 4)[: 2 * width]
    return made + longs(1) + (bytes(4) if track else b"") + (3000).to_bytes(width)


def _mvhd_rest() -> bytes:
    matrix = longs(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    return longs(0x10000) + b"\1\0" + words(10) + matrix + words(24) + longs(4)


def _trak(track: Track, offsets: list[int], version: int) -> bytes:
    width = 8 if version else 4
    made = words(2 * width)
    matrix = longs(0, 0x10000, 0, 0xFFFF0000, 0, 0, 0, 0, 0x40000000)
    tkhd = full(
        b"tkhd", made, longs(track.number), words(4), (3000).to_bytes(width), words(8), bytes(4),
        b"\1\0", words(2), matrix, longs(64 << 16, 48 << 16), version=version, flags=3,
    )  # fmt: skip
    mdhd = full(
        b"mdhd", made, longs(1000), (3000).to_bytes(width), b"\x15\xc7\0\0", version=version
    )
    hdlr = full(b"hdlr", bytes(4), track.handler, words(12), words())
    dref = full(b"dref", longs(1), full(b"alis", words(), flags=1))
    table = _table(track, offsets)
    minf = box(b"minf", full(b"vmhd", bytes(8), flags=1), box(b"dinf", dref), table, told())
    edits = box(b"edts", full(b"elst", longs(1, 3000, 0, 0x10000), words()))
    return box(b"trak", tkhd, edits, box(b"mdia", mdhd, hdlr, minf), told())


def _table(track: Track, offsets: list[int]) -> bytes:
    sizes = map(len, track.samples)
    return box(
        b"stbl",
        full(b"stsd", longs(1), track.entry),
        full(b"stts", longs(1, len(track.samples), 1000), words()),
        full(b"stsc", longs(1, 1, 1, 1), words()),
        full(b"stsz", longs(0, len(track.samples), *sizes), words()),
        full(b"stco", longs(len(offsets), *offsets), words()),
        box(b"sgpd", words()),
    )


def in_pieces() -> bytes:
    """A voice message as a browser records it: the head first, then pieces."""
    track = sound()
    empty = Track(track.number, track.handler, track.entry, ())
    head = full(b"mvhd", _times(0, words(4)), _mvhd_rest())
    more = box(b"mvex", full(b"trex", longs(2, 1, 0, 0, 0)), told())
    film_ = box(b"ftyp", b"iso5", bytes(4)) + box(b"moov", head, _trak(empty, [], 0), more)
    return film_ + b"".join(_piece(index, sample) for index, sample in enumerate(SOUNDS))


def _piece(index: int, sample: bytes) -> bytes:
    def moof(offset: int) -> bytes:
        run = full(b"trun", longs(1, offset, len(sample)), words(), flags=0x201)
        track = box(b"traf", full(b"tfhd", longs(2), flags=0x20000), run, told())
        hidden = box(b"traf", full(b"tfhd", longs(9), flags=0x20000), full(b"trun", longs(0)))
        return box(b"moof", full(b"mfhd", longs(index)), track, hidden, told())

    start = len(moof(0)) + 8 + len(UNSEEN)
    return moof(start) + box(b"mdat", UNSEEN, sample, UNSEEN) + box(b"emsg", words())
