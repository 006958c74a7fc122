"""What belongs to one backup, with a hash of each file; knows not how they are made.

It lies in clear, for who prunes has no recovery key: random names, sizes and hashes of sealed
bytes. A mark under the root key shows that nobody changed it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.store.audit import Head
from bot.vault import START, RootKey, link, same

_FORMAT: Final = 1
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_READ_BYTES: Final = 256 * 1024


class NotOurs(Exception):
    """A manifest that cannot be read, or was changed."""


@dataclass(frozen=True)
class Part:
    """One file as it lies in the backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One backup: `recovery` says which recovery key opens it, `keys_days` how long its keys live.

    `head` is the last line of the log.
    """

    at: datetime
    recovery: str
    keys_days: int
    data: Part
    keys: Part
    school: Part
    evidence: dict[str, Part]
    head: Head

    @property
    def stamp(self) -> str:
        """What its files are named after."""
        return stamp_of(self.at)

    def to_text(self, root: RootKey) -> str:
        """A line of JSON and a line with its mark."""
        body = json.dumps(
            {**asdict(self), "at": self.at.timestamp(), "format": _FORMAT}, sort_keys=True
        )
        return f"{body}\n{_mark(body, root)}\n"


def stamp_of(at: datetime) -> str:
    """A moment as part of a file's name; names sort as moments do."""
    return at.astimezone(UTC).strftime(_STAMP)


def read(path: Path, root: RootKey | None = None) -> Manifest:
    """Raise NotOurs when it is no manifest, or, with `root`, when its mark does not fit."""
    try:
        body, mark = path.read_text("utf-8").splitlines()
        if root is not None and not same(mark, _mark(body, root)):
            raise NotOurs
        return _from_data(json.loads(body))
    except (ValueError, KeyError, TypeError):
        raise NotOurs from None


def digest(path: Path, going_on: Callable[[], None] = lambda: None) -> Part:
    """A file's size and hash, read in pieces; `going_on` may raise between two of them."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_READ_BYTES):
            going_on()
            found.update(chunk)
            size += len(chunk)
    return Part(size, found.hexdigest())


def _from_data(data: dict[str, object]) -> Manifest:
    match data:
        case {
            "format": 1,
            "at": float(at),
            "recovery": str(recovery),
            "keys_days": int(keys_days),
            "data": dict(part),
            "keys": dict(keys),
            "school": dict(school),
            "evidence": dict(evidence),
            "head": dict(head),
        }:
            return Manifest(
                datetime.fromtimestamp(at, UTC),
                recovery,
                keys_days,
                Part(**part),
                Part(**keys),
                Part(**school),
                {name: Part(**one) for name, one in evidence.items()},
                Head(**head),
            )
        case _:
            raise NotOurs


def _mark(body: str, root: RootKey) -> str:
    return link(root.backup, START, f"manifest|{body}".encode()).hex()
