"""Passes text on as text, without signs that turn its direction; knows no markup."""

import re
from typing import Final

from bot.cleaning.verdict import Cleaned, Reason, Uncleanable

MEDIA_TYPE: Final = "text/plain; charset=utf-8"
# Signs that are no text: a file that has them is a program or a picture.
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# With these a name or a sum reads differently from what is written. The marks that Arabic needs
# (U+200E, U+200F, U+061C) stay: they turn nothing around. U+FEFF is a mark of bytes, no text.
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
# A page, a drawing, a letter of a word processor: text only in name, with metadata of its own.
_MARKUP: Final = re.compile(r"\s*(<[a-zA-Z!?/]|\{\\rtf)")


def clean(data: bytes) -> Cleaned:
    """The copy of valid UTF-8; what is not, or is markup, is of no known format."""
    try:
        text = _TURNS.sub("", data.decode())
    except UnicodeDecodeError:
        raise Uncleanable(Reason.UNKNOWN) from None
    if _NO_TEXT.search(text) or _MARKUP.match(text):
        raise Uncleanable(Reason.UNKNOWN)
    return Cleaned(MEDIA_TYPE, text.encode())
