"""Chains the rows of a log so that no change goes unseen; knows not what a row tells."""

import hmac
from collections.abc import Iterable
from typing import Final

_LINK_BYTES: Final = 32
START: Final = bytes(_LINK_BYTES)
"""What the first row of a log is linked to."""


def link(audit_key: bytes, previous: bytes, row: bytes) -> bytes:
    """The 32-byte link of `row`: HMAC-SHA256 over the link before it (or START) and the row."""
    if len(previous) != _LINK_BYTES:
        raise ValueError("A link has 32 bytes.")
    return hmac.digest(audit_key, previous + row, "sha256")


def verify(
    audit_key: bytes, rows: Iterable[tuple[bytes, bytes]], *, after: bytes = START
) -> int | None:
    """Return the index of the first (row, link) that does not fit, None if all do.

    Rows cut off at the end leave a chain that fits: compare the last link with a head kept
    elsewhere. `after` is the link before the first row, when older rows are gone.
    """
    previous = after
    for index, (row, stored) in enumerate(rows):
        if not hmac.compare_digest(link(audit_key, previous, row), stored):
            return index
        previous = stored
    return None
