"""JSON for what every tap reads and writes, quickly; whatever is odd is left to Python's own.

Not for what a hash or a file of others is made of: spaces and escapes are not those of `json`.
"""

from __future__ import annotations

import json
from typing import Any

import orjson


def pack(value: Any) -> bytes:
    """UTF-8, or ASCII where half a character cannot be written otherwise."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value).encode("ascii")


def unpack(data: bytes | str) -> Any:
    """ValueError for what is no JSON, RecursionError for what lies too deep."""
    try:
        return orjson.loads(data)
    except ValueError:
        return json.loads(data)
