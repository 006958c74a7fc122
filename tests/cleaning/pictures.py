"""Makes pictures that tell everything about who made them, in each place that can hold words."""

import io
import warnings
import zlib
from typing import Final

from PIL import Image

from tests.cleaning.canaries import EVERYTHING

TURNED: Final = 6
"""How a photo made with the phone upright is marked in EXIF."""


def painting(size: tuple[int, int] = (40, 24), mode: str = "RGB") -> Image.Image:
    """A picture in which every corner has a colour of its own."""
    slope = Image.linear_gradient("L").resize(size)
    bands = [
        slope,
        slope.transpose(Image.Transpose.ROTATE_180),
        slope,
        slope.point(lambda x: x // 2),
    ]
    return Image.merge(mode, bands[: len(mode)])


def pixels(content: bytes) -> list[bytes]:
    """What is seen, picture by picture if it moves, not turned by EXIF."""
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as picture:
        frames = getattr(picture, "n_frames", 1)
        seen = []
        for index in range(frames):
            picture.seek(index)
            seen.append(picture.convert("RGBA").tobytes())
        return seen


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as Pillow writes it."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def exif(turned: int = TURNED) -> bytes:
    """EXIF with a device, a place, a thumbnail and the way up."""
    tags = Image.Exif()
    tags[0x0112] = turned
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298):
        tags[tag] = EVERYTHING.decode()
    tags.get_ifd(0x8825)[1] = "N"
    tags.get_ifd(0x8825)[29] = EVERYTHING.decode()
    tags.get_ifd(0x8769)[0x9286] = EVERYTHING
    return tags.tobytes()


def segment(marker: int, payload: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2) + payload


def jpeg(*, turned: int = TURNED, **options: object) -> bytes:
    """A photo with words in every segment that can have them, and a second one behind it."""
    plain = saved(painting(), "JPEG", quality=90, exif=exif(turned), **options)
    told = [segment(marker, EVERYTHING) for marker in (*range(0xE1, 0xF0), 0xFE)]
    thumbnail = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\x09\x01" + EVERYTHING[:27])
    xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + EVERYTHING)
    profile = segment(0xE2, b"ICC_PROFILE\0\1\1" + EVERYTHING)
    more = segment(0xE2, b"MPF\0" + EVERYTHING)
    adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + EVERYTHING)
    extra = b"".join([thumbnail, xmp, profile, more, adobe, *told])
    jfif_end = 2 + 2 + 16
    return plain[:jfif_end] + extra + plain[jfif_end:] + plain + EVERYTHING


def chunk(kind: bytes, payload: bytes) -> bytes:
    """A chunk of a PNG."""
    return len(payload).to_bytes(4) + kind + payload + zlib.crc32(kind + payload).to_bytes(4)


def png(**options: object) -> bytes:
    """A screenshot with words in every chunk that can have them."""
    plain = saved(painting(), "PNG", **options)
    names = b"tEXt iTXt eXIf tIME sPLT prVt vpAg".split()
    told = b"".join(chunk(name, EVERYTHING) for name in names)
    return plain[:33] + told + plain[33:-12] + chunk(b"tEXt", EVERYTHING) + plain[-12:] + EVERYTHING


def moving(kind: str) -> bytes:
    """Two pictures, one after the other."""
    second = painting().transpose(Image.Transpose.ROTATE_180)
    return saved(painting(), kind, save_all=True, append_images=[second], duration=80, loop=2)


def gif() -> bytes:
    """A moving picture with words in every block that can have them."""
    plain = moving("GIF")
    start = plain.index(b"\x21\xff")
    words = bytes((len(EVERYTHING),)) + EVERYTHING + b"\0"
    comment = b"\x21\xfe" + words
    program = b"\x21\xff\x0bXMP DataXMP" + words
    title = b"\x21\x01\x0c" + EVERYTHING[:12] + words
    long_loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x02\0" + words
    extra = comment + program + title + long_loop
    return plain[:start] + extra + plain[start:-1] + comment + b";" + EVERYTHING


def webp(**options: object) -> bytes:
    """A picture with EXIF, XMP, a profile, an unknown chunk and words behind it."""
    plain = saved(
        painting(), "WEBP", exif=exif(), xmp=EVERYTHING, icc_profile=EVERYTHING, **options
    )
    extra = (
        b"note" + len(EVERYTHING).to_bytes(4, "little") + EVERYTHING + bytes(len(EVERYTHING) % 2)
    )
    body = plain[8:] + extra
    return b"RIFF" + len(body).to_bytes(4, "little") + body + EVERYTHING
