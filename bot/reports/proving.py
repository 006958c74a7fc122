"""Proves that files and hash list belong together, in a ZIP or in a folder; knows no house."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final

from bot.reports.packing import SUMS

MOST_LISTED: Final = 4 * 1024 * 1024
"""Bytes of a hash list; one of ten thousand files is a quarter of that."""

_PIECE: Final = 256 * 1024
_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](.+)")


class Fault(StrEnum):
    """What is wrong with one file."""

    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"
    TWICE = "twice"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Fallacy:
    """One file that does not belong to the list, or that the list names in vain."""

    name: str
    fault: Fault


@dataclass(frozen=True)
class Proof:
    """What came of it: how many files are as the list says, and which are not."""

    good: int
    faults: tuple[Fallacy, ...]
    list_sha256: str


class NoExport(Exception):
    """There is nothing here that could be proven."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This is no export that can be verified: {why}.")


Opener = Callable[[], BinaryIO]


def prove(path: Path) -> Proof:
    """Look at every file once; raises NoExport when there is no list to hold them to."""
    with opened(path) as files:
        if SUMS not in files:
            raise NoExport(f"it holds no {SUMS}")
        listed = _listed(files[SUMS][0])
        sums, broken = _sums(listed)
        held = [*_faults(files, sums)]
        good = sum(name in files for name in sums) - sum(
            one.fault is not Fault.EXTRA and one.name in files for one in held
        )
        faults = (*broken, *sorted(held, key=lambda one: one.name))
        return Proof(good, faults, hashlib.sha256(listed).hexdigest())


@contextmanager
def opened(path: Path) -> Iterator[dict[str, list[Opener]]]:
    """Every file by its name, with what opens it; a ZIP can hold one name more than once."""
    with ExitStack() as stack:
        if path.is_dir():
            yield {name: [opener] for name, opener in _in_folder(path)}
            return
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
        except zipfile.BadZipFile:
            raise NoExport("it is no whole ZIP file and no folder") from None
        yield _in_archive(archive)


def read_small(opener: Opener) -> bytes:
    """A file that is read whole; NoExport when it is larger than any of ours, or broken."""
    return _listed(opener)


def _in_folder(folder: Path) -> Iterator[tuple[str, Opener]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), _opening(path)


def _opening(path: Path) -> Opener:
    return lambda: path.open("rb")


def _in_archive(archive: zipfile.ZipFile) -> dict[str, list[Opener]]:
    found: dict[str, list[Opener]] = {}
    for info in archive.infolist():
        if not info.is_dir():
            found.setdefault(info.filename, []).append(_unpacking(archive, info))
    return found


def _unpacking(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Opener:
    return lambda: archive.open(info)  # type: ignore[return-value]  # reads like any other file


def _listed(opener: Opener) -> bytes:
    try:
        with opener() as file:
            content = file.read(MOST_LISTED + 1)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        raise NoExport("a list in it cannot be read") from None
    if len(content) > MOST_LISTED:
        raise NoExport("a list in it is too large to be one of ours")
    return content


def _sums(listed: bytes) -> tuple[dict[str, str], list[Fallacy]]:
    """The hash of each name, and the lines that are none or name a file again."""
    sums: dict[str, str] = {}
    lines = [_LINE.fullmatch(line) for line in listed.decode(errors="replace").splitlines()]
    broken = [Fallacy(SUMS, Fault.UNREADABLE)] if None in lines else []
    again = Counter(found[2] for found in lines if found)
    for found in lines:
        if found:
            sums[found[2]] = found[1]
    return sums, [*broken, *(Fallacy(name, Fault.TWICE) for name in again if again[name] > 1)]


def _faults(files: dict[str, list[Opener]], sums: dict[str, str]) -> Iterator[Fallacy]:
    for name, expected in sums.items():
        if name not in files:
            yield Fallacy(name, Fault.MISSING)
        elif (fault := _fault(files[name], expected)) is not None:
            yield Fallacy(name, fault)
    for name in files.keys() - sums.keys() - {SUMS}:
        yield Fallacy(name, Fault.EXTRA)
    if len(files[SUMS]) > 1:
        yield Fallacy(SUMS, Fault.TWICE)


def _fault(openers: list[Opener], expected: str) -> Fault | None:
    if len(openers) > 1:
        return Fault.TWICE
    try:
        return None if _hash(openers[0]) == expected else Fault.CHANGED
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return Fault.CHANGED
    except (OSError, RuntimeError, NotImplementedError):
        return Fault.UNREADABLE


def _hash(opener: Opener) -> str:
    digest = hashlib.sha256()
    with opener() as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
