"""Six digits from an authenticator app: their secret, its picture, and whether a code is right."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

import pyotp

from bot.web.pages import NAME

STEP: Final = 30
"""Seconds that a code is shown; one step of a clock that is off is forgiven to either side."""


def new_secret() -> str:
    """160 random bits, as an app wants them."""
    return pyotp.random_base32()


def address(secret: str) -> str:
    """What an app reads; a phone opens it by itself. Names nobody."""
    return pyotp.TOTP(secret).provisioning_uri(name=NAME, issuer_name=NAME)


def picture(words: str) -> str:
    """A QR code for the other device's camera, as an address of its own."""
    import segno  # noqa: PLC0415 - read when somebody sees one

    return segno.make_qr(words, error="m").svg_data_uri(scale=4, border=4, light="#fff")


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Which step shows this code around a moment; None when it is wrong."""
    digits = "".join(code.split())
    now = int(at.timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    right = [
        step
        for step in (now - 1, now, now + 1)
        if hmac.compare_digest(totp.at(step * STEP).encode(), digits.encode(errors="replace"))
    ]
    return right[0] if right else None
