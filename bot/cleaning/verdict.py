"""What cleaning ends in: a copy, or the reason why there is none; knows no format."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

LIMIT: Final = 20 * 1024 * 1024
"""Bytes of the largest file that is cleaned, and of the largest copy."""

MEDIA_TYPES: Final = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "video/mp4",
        "video/quicktime",
        "video/webm",
        "audio/ogg",
        "audio/mpeg",
        "audio/mp4",
        "audio/webm",
        "text/plain; charset=utf-8",
    }
)
"""Every media type a copy can have; none of them is run by a browser that is told not to guess."""


class Reason(StrEnum):
    """Why there is no copy; the name is kept in the database."""

    UNKNOWN = "unknown"  # no format that can be cleaned
    BROKEN = "broken"  # says it is of a known format, but is not whole
    LOCKED = "locked"  # asks for a password
    ACTIVE = "active"  # carries a program, such as macros
    TOO_LARGE = "too_large"  # more bytes than LIMIT, packed or unpacked, or than the memory takes
    TOO_SLOW = "too_slow"
    FAILED = "failed"  # a fault of ours; the log says more
    UNLIMITED = "unlimited"  # this machine cannot hold a process to limits


class Uncleanable(Exception):
    """There is no copy that may be shown; the original stays sealed."""

    def __init__(self, reason: Reason) -> None:
        """Carry the reason and nothing of the file."""
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Cleaned:
    """A copy without what tells who made it; `media_type` is one of MEDIA_TYPES."""

    media_type: str
    content: bytes = field(repr=False)


def broken() -> Uncleanable:
    """The most frequent reason, ready to be raised."""
    return Uncleanable(Reason.BROKEN)
