"""JSON for what every tap reads and writes, quickly; whatever is odd is left to Python's own.

Not for what a hash or a file of others is made of: spaces and escapes are not those of `json`.
Otherwise than by `json` a whole number of more than 64 bits is read as a float, and a UUID and an
Enum are written as their value.
"""

from __future__ import annotations

import json
from typing import Any

import orjson

_REFUSED = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
"""What `json` does not write either: the content of a dataclass is never written unasked."""


def pack(value: Any) -> bytes:
    """UTF-8, or ASCII where half a character cannot be written otherwise.

    Copied, for orjson gives away the room it wrote in: 4 kB for the 1,200 bytes of a tap.
    """
    try:
        return bytes(memoryview(orjson.dumps(value, option=_REFUSED)))
    except TypeError:
        return json.dumps(value).encode("ascii")


def unpack(data: bytes | str) -> Any:
    """ValueError for what is no JSON, RecursionError for what lies too deep."""
    try:
        return orjson.loads(data)
    except ValueError:
        return json.loads(data)
