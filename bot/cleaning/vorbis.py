"""Empties the comments of Vorbis and Opus, in the room they had; knows no file format."""

from typing import Final

from bot.cleaning.verdict import broken

_KINDS: Final = {b"\x03vorbis": b"\1", b"OpusTags": b""}
"""How such a header begins, and how it ends."""

_NUMBERS: Final = 8  # how long the encoder's name is, and how many comments there are


def emptied(header: bytes) -> bytes:
    """The header of the same length: the encoder has zeros for a name, and comments are none."""
    for start, end in _KINDS.items():
        room = len(header) - len(start) - _NUMBERS - len(end)
        if header.startswith(start) and room >= 0:
            return start + room.to_bytes(4, "little") + bytes(room + 4) + end
    raise broken()
