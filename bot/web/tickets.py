"""Tickets for the event stream: who holds one may read one contact's messages for 12 hours.

Several people stand on one page in the demo, each with a cookie for a path of its own, so the
shared stream cannot go by cookies. Knows no contact, only its reference.
"""

from __future__ import annotations

import hmac
import secrets
import time

LIFETIME = 12 * 60 * 60


class Tickets:
    """Makes and reads tickets; the key lives as long as the process, a page asks anew by itself."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def make(self, contact_ref: str) -> str:
        """A ticket for this contact, good for `LIFETIME` seconds."""
        body = f"{contact_ref}.{int(self._seconds()) + LIFETIME}"
        return f"{body}.{self._mark(body)}"

    def read(self, ticket: str) -> str | None:
        """The contact's reference, or None for a ticket that is old, changed or made up."""
        body, _, mark = ticket.rpartition(".")
        if not hmac.compare_digest(mark.encode(), self._mark(body).encode()):
            return None
        contact_ref, _, until = body.rpartition(".")
        return contact_ref if int(until) > self._seconds() else None

    def _mark(self, body: str) -> str:
        return hmac.digest(self._key, body.encode(), "sha256").hex()

    def _seconds(self) -> float:
        """A duration, so that the demo's jumps in time do not end a ticket."""
        return time.monotonic()
