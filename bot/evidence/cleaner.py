"""Cleans nothing but plain text; anything else stays sealed and is not shown."""

from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why something cannot be cleaned."""

    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Cleaned:
    """What may be shown."""

    media_type: str
    content: bytes = field(repr=False)


class Uncleanable(Exception):
    """It cannot be shown."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


async def clean(source: AsyncIterable[bytes] | Iterable[bytes]) -> Cleaned:
    """Text has no metadata; raise Uncleanable for anything else."""
    content = b"".join([chunk async for chunk in _chunks(source)])
    try:
        content.decode()
    except UnicodeDecodeError:
        raise Uncleanable(Reason.UNKNOWN) from None
    return Cleaned("text/plain; charset=utf-8", content)


async def _chunks(source: AsyncIterable[bytes] | Iterable[bytes]) -> AsyncIterable[bytes]:
    if isinstance(source, AsyncIterable):
        async for chunk in source:
            yield chunk
    else:
        for chunk in source:
            yield chunk
