"""Files from the page, in a real Chromium."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, FilePayload, expect

from bot.evidence.intake import LARGEST, TOO_BIG_OF
from bot.flows.kit import Sent
from tests.web.browsing import page_of
from tests.web.echo import echo, what_was_heard

KINDS = ("jpeg", "png", "webp")

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]


async def test_several_files_go_one_after_the_other(tmp_path: Path, chromium: Browser) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        both = [
            FilePayload(name="a.png", mimeType="image/png", buffer=b"not really"),
            FilePayload(name="b.mp4", mimeType="video/mp4", buffer=b"not really either"),
        ]
        await page.locator("input[type=file]").set_input_files(both)
        await expect(page.get_by_text("Bewaard: photo.")).to_be_visible()
        await expect(page.get_by_text("Bewaard: video.")).to_be_visible()
        assert [one.kind for one in what_was_heard(house) if isinstance(one, Sent)] == [
            "photo",
            "video",
        ]
        await expect(page.locator("progress:visible")).to_have_count(0)


async def test_a_file_that_is_too_big_is_refused_in_words_that_stay(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        film = tmp_path / "a.mp4"
        film.write_bytes(b"x" * (LARGEST + 1))
        await page.locator("input[type=file]").set_input_files(film)
        await expect(page.locator(".mine").get_by_text(TOO_BIG_OF["video"].key)).to_be_visible()
        assert what_was_heard(house) == []
        await page.get_by_role("textbox").fill("dan in woorden")
        await page.keyboard.press("Enter")
        await expect(page.locator(".mine").last).to_contain_text("dan in woorden")


def located(kind: str, **latitude: float) -> bytes:
    """A picture with EXIF that names who held the camera, and a place if there is one."""
    tags = Image.Exif()
    tags[0x0110] = "a telephone"
    gps = tags.get_ifd(0x8825)
    gps[1] = "N"
    if latitude:
        gps[2] = (51.0, 49.0, latitude["north"])
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind, exif=tags.tobytes())
    return file.getvalue()


async def test_the_page_itself_finds_where_a_photo_or_film_was_made(
    tmp_path: Path, chromium: Browser
) -> None:
    plain = BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG")
    files: list[tuple[str, bytes, bool]] = [
        *((f"image/{kind}", located(kind.upper(), north=12.5), True) for kind in KINDS),
        *((f"image/{kind}", located(kind.upper()), False) for kind in KINDS),
        ("image/jpeg", plain.getvalue(), False),
        ("image/jpeg", b"Exif\0\0II*\0\x08\0\0\0\xff\xff", False),
        ("image/jpeg", b'<x exif:GPSLatitude="51,49N"/>', True),
        ("video/mp4", b"....\xa9xyz..+51.8+004.6/", True),
        ("video/quicktime", b"mdta com.apple.quicktime.location.ISO6709", True),
        ("video/mp4", b"moov and nothing else", False),
        ("application/pdf", located("JPEG", north=12.5), False),
    ]
    ask = """async ([type, bytes]) => {
        const { tellsWhere } = await import("/static/where.js");
        return tellsWhere(new File([new Uint8Array(bytes)], "a", { type }));
    }"""
    async with echo(tmp_path) as house, page_of(chromium, house) as page:
        for media_type, content, found in files:
            assert await page.evaluate(ask, [media_type, list(content)]) is found, media_type
