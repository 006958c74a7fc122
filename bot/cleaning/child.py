"""The process that cleans: bytes in, one line and bytes out; knows no key, no path, no name."""

import json
import sys
from typing import BinaryIO

from bot.cleaning.formats import cleaned
from bot.cleaning.limits import hold
from bot.cleaning.verdict import LIMIT, Reason, Uncleanable


def main() -> None:
    """Held to limits before the first byte is read; without them nothing is read at all."""
    try:
        hold()
    except (ValueError, OSError):  # a system that does not know one of them
        _line(sys.stdout.buffer, {"reason": Reason.UNLIMITED.value})
    else:
        answer(sys.stdin.buffer, sys.stdout.buffer)


def answer(source: BinaryIO, target: BinaryIO) -> None:
    """Write the media type and length and then the copy, or the reason why there is none."""
    try:
        copy = cleaned(source.read(LIMIT + 1))
    except Uncleanable as why:
        _line(target, {"reason": why.reason.value})
    except MemoryError:
        _line(target, {"reason": Reason.TOO_LARGE.value})
    else:
        _line(target, {"media_type": copy.media_type, "length": len(copy.content)})
        target.write(copy.content)
    target.flush()


def _line(target: BinaryIO, head: dict[str, str | int]) -> None:
    target.write(json.dumps(head).encode() + b"\n")
