"""Whatever bytes come: a copy or a reason, and nothing else; T52 for what means harm."""

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import MEDIA_TYPES, Cleaned, Uncleanable
from tests.cleaning import films, offices, papers, pictures, sounds

FILES = {
    "jpeg": pictures.jpeg(),
    "png": pictures.png(),
    "gif": pictures.gif(),
    "webp": pictures.moving("WEBP"),
    "pdf": papers.pdf(),
    "docx": offices.docx(),
    "xlsx": offices.xlsx(),
    "pptx": offices.pptx(),
    "mp4": films.film(films.pictures(), films.places(), films.sound()),
    "mp4 in pieces": films.in_pieces(),
    "webm": sounds.webm(),
    "webm live": sounds.webm(live=True),
    "opus": sounds.opus(),
    "vorbis": sounds.vorbis(),
    "mp3": sounds.mp3(),
    "text": "Hoi \u202eNour".encode(),
}
STARTS = [
    *(b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\0\0\0WEBP", b"%PDF-1.7\n"),
    *(b"PK\3\4", b"\0\0\0\x10ftypisom", b"\x1a\x45\xdf\xa3", b"OggS\0\2", b"ID3\4\0\0", b""),
]
often = settings(deadline=None, suppress_health_check=list(HealthCheck))


def copy_of(data: bytes) -> Cleaned | None:
    """The copy if there is one; that cleaning it again changes nothing is asked here too."""
    try:
        copy = cleaned(data)
    except Uncleanable:
        return None
    assert copy.media_type in MEDIA_TYPES
    assert cleaned(copy.content) == copy
    return copy


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200))
@settings(often, max_examples=300)
def test_any_bytes_come_out_clean_or_not_at_all(start: bytes, rest: bytes) -> None:
    copy_of(start + rest)


@given(
    name=st.sampled_from(sorted(FILES)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=4),
)
@settings(often, max_examples=200)
def test_t52_a_damaged_file_comes_out_clean_or_not_at_all(
    name: str, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(FILES[name])
    for place, value in changes:
        start = int(place * len(data))
        data[start : start + len(value)] = value
    copy_of(bytes(data))


@pytest.mark.parametrize("name", FILES)
def test_t52_a_file_cut_anywhere_comes_out_clean_or_not_at_all(name: str) -> None:
    data = FILES[name]
    few = max(len(data) // (12 if name in {"pdf", "docx", "xlsx", "pptx"} else 60), 1)
    for end in {*range(0, len(data), few), len(data) - 1}:
        copy_of(data[:end])


@pytest.mark.parametrize("name", ["jpeg", "png", "gif", "webp", "pdf", "mp3"])
@pytest.mark.parametrize("other", ["docx", "pdf", "jpeg", "text"])
def test_t52_what_hides_behind_a_file_is_not_in_the_copy(name: str, other: str) -> None:
    hidden = b"<script>alert(1)</script>" + FILES[other]
    copy = copy_of(FILES[name] + hidden)
    assert copy is not None
    assert copy.content == cleaned(FILES[name]).content


@pytest.mark.parametrize("name", ["mp4", "webm", "opus"])
def test_t52_what_is_hung_on_a_film_is_refused(name: str) -> None:
    assert copy_of(FILES[name] + FILES["docx"]) is None


def test_t52_a_picture_of_a_hundred_million_dots_is_not_decoded() -> None:
    dots = (10_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    packed = zlib.compress(bytes(30_001))
    parts = [(b"IHDR", dots), (b"IDAT", packed), (b"IEND", b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(pictures.chunk(kind, data) for kind, data in parts)
    assert cleaned(bomb).content == bomb
    photo = bytearray(pictures.jpeg())
    frame = photo.index(b"\xff\xc0")
    photo[frame + 5 : frame + 9] = (10_000).to_bytes(2) * 2
    assert copy_of(bytes(photo)) is not None
