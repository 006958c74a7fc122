"""T33: pictures lose what tells who made them, and look the same."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from bot.cleaning.formats import cleaned
from bot.cleaning.verdict import Reason, Uncleanable
from tests.cleaning import pictures
from tests.cleaning.canaries import CANARIES, EVERYTHING, told

MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a photo": ("image/jpeg", pictures.jpeg),
    "a photo sent in steps": ("image/jpeg", lambda: pictures.jpeg(progressive=True)),
    "a photo with restarts": ("image/jpeg", lambda: pictures.jpeg(restart_marker_rows=1)),
    "a screenshot": ("image/png", pictures.png),
    "a moving screenshot": ("image/png", lambda: pictures.moving("PNG")),
    "a moving picture": ("image/gif", pictures.gif),
    "a picture of a page": ("image/webp", pictures.webp),
    "a drawn picture of a page": ("image/webp", lambda: pictures.webp(lossless=True)),
    "a moving picture of a page": ("image/webp", lambda: pictures.moving("WEBP")),
}


@pytest.fixture(params=MADE)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    media_type, make = MADE[request.param]
    return media_type, make()


def test_t33_a_copy_tells_nothing_of_who_made_it(made: tuple[str, bytes]) -> None:
    media_type, original = made
    copy = cleaned(original)
    assert copy.media_type == media_type
    assert not told(copy.content)


def test_a_copy_looks_the_same(made: tuple[str, bytes]) -> None:
    assert pictures.pixels(cleaned(made[1]).content) == pictures.pixels(made[1])


def test_a_clean_copy_stays_as_it_is(made: tuple[str, bytes]) -> None:
    copy = cleaned(made[1])
    assert cleaned(copy.content) == copy


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.gif, pictures.webp])
def test_the_pictures_of_these_tests_do_tell(make: Callable[[], bytes]) -> None:
    assert told(make()) == list(CANARIES)


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_photo_from_a_phone_is_still_upright(turned: int) -> None:
    copy = cleaned(pictures.jpeg(turned=turned)).content
    with Image.open(io.BytesIO(copy)) as photo:
        assert photo.getexif().get(0x0112, 1) == turned


def test_a_photo_keeps_the_way_its_colours_are_coded() -> None:
    for mode in ("L", "CMYK"):
        original = pictures.saved(pictures.painting(mode=mode), "JPEG")
        assert pictures.pixels(cleaned(original).content) == pictures.pixels(original)


def test_a_loop_goes_on_as_often_as_it_did() -> None:
    for kind in ("GIF", "WEBP", "PNG"):
        with Image.open(io.BytesIO(cleaned(pictures.moving(kind)).content)) as picture:
            picture.load()
            assert picture.info["loop"] == 2
            assert picture.info["duration"] == 80


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0\0\1",
        pictures.jpeg()[:300],
        pictures.jpeg()[:-2500],
        b"\x89PNG\r\n\x1a\n",
        pictures.png()[:-300],
        b"\x89PNG\r\n\x1a\n" + pictures.chunk(b"IEND", b""),
        pictures.gif()[:40],
        b"GIF89a" + bytes(7) + b"\x99",
        pictures.webp()[:60],
        b"RIFF\4\0\0\0WEBP",
    ],
)
def test_a_picture_that_is_not_whole_is_not_shown(broken: bytes) -> None:
    with pytest.raises(Uncleanable) as caught:
        cleaned(broken)
    assert caught.value.reason is Reason.BROKEN


@pytest.mark.parametrize("kind", [b"gAMA", b"sRGB", b"cICP", b"iCCP", b"cHRM", b"acTL", b"tRNS"])
def test_words_do_not_hide_where_numbers_belong(kind: bytes) -> None:
    plain = pictures.saved(pictures.painting(), "PNG")
    hidden = plain[:33] + pictures.chunk(kind, EVERYTHING * 9) + plain[33:]
    assert cleaned(hidden).content == plain


@pytest.mark.parametrize(
    ("tiff", "turned"),
    [
        (b"II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0", 6),
        (b"II*\0\x08\0\0\0\1\0\x12\1\4\0\1\0\0\0\6\0\0\0", 1),
        (b"II*\0\x08\0\0\0\1\0\x0f\1\3\0\1\0\0\0\6\0\0\0", 1),
        (b"II*\0\x08\0\0\0\xff\xff", 1),
        (b"MM\0*\xff\xff\xff\xff", 1),
        (b"no tiff", 1),
    ],
)
def test_the_way_up_is_found_in_any_exif_and_a_broken_one_harms_nothing(
    tiff: bytes, turned: int
) -> None:
    plain = pictures.saved(pictures.painting(), "JPEG")
    copy = cleaned(plain[:2] + pictures.segment(0xE1, b"Exif\0\0" + tiff) + plain[2:]).content
    with Image.open(io.BytesIO(copy)) as photo:
        assert photo.getexif().get(0x0112, 1) == turned
