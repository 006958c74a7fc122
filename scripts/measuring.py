"""Notes which lines and branches of `bot` run, for the closing summary; knows no test.

A plugin of pytest (`-p scripts.measuring`), there before the first line of `bot` is read: the marks
are put into the code as it is imported. Why no tracer: docs/decisions/0022.
"""

import atexit
import gc
import json
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

import slipcover.slipcover as marking
from slipcover import FileMatcher, Slipcover
from slipcover.importer import SlipcoverMetaPathFinder

if sys.version_info < (3, 12):  # later ones need no marks: the interpreter itself tells
    from slipcover import probe

MEASURED = "bot"
LEFT_OUT = [
    r"assert_never\(",
    r"raise NotImplementedError",  # what a step of any kind owes; nothing to run
]
INTO = "MEASURE_INTO"
"""The setting that names the file to write."""
Seen = dict[str, set[int | tuple[int, int]]]
"""By file, the lines and the branches (from, to) that ran."""


class _OnlyOurs(SlipcoverMetaPathFinder):  # type: ignore[misc]  # it carries no types
    """Leaves every other import as it is: the tests are rewritten by pytest itself."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != MEASURED:
            return None
        found: ModuleSpec | None = super().find_spec(fullname, path, target)
        return found


class _InPlace:
    """Makes marks that are taken out of the code that runs.

    Slipcover takes a mark out of `co_code`, and in Python 3.11 that is a copy: the code itself goes
    on calling every mark it passes. So each mark is handed the place of the code, told as a
    distance from other bytes, for it is bytes that a mark is asked to change.
    """

    _BYTES: Final = b""
    _THEIR_PLACE: Final = id(_BYTES) + bytes.__basicsize__ - 1  # the last is the zero at the end

    def __init__(self) -> None:
        self._made: list[tuple[object, int]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(probe, name)

    def set_immediate(self, mark: object, _: bytes, offset: int) -> None:
        self._made.append((mark, offset))

    def settle(self, code: CodeType) -> None:
        """The marks of this code have all been made."""
        far = id(code) + CodeType.__basicsize__ - self._THEIR_PLACE
        for mark, offset in self._made:
            probe.set_immediate(mark, self._BYTES, far + offset)
        self._made.clear()


class Marks(Slipcover):  # type: ignore[misc]  # it carries no types
    """Slipcover, with marks that cost nothing once they were passed."""

    def instrument(self, co: CodeType, parent: CodeType | None = None) -> CodeType:
        marked: CodeType = super().instrument(co, parent)
        if sys.version_info < (3, 12):
            _in_place.settle(marked)
        return marked


_in_place = _InPlace()
if sys.version_info < (3, 12):
    marking.probe = _in_place
_ran = Marks(branch=True, immediate=True, source=[MEASURED], exclude_also=LEFT_OUT)


def begin(into: Path) -> None:
    """Measure from the next import on, and write what ran when this process ends.

    What is marked stays: to look for rubbish meanwhile takes a tenth of the time.
    """
    gc.disable()
    sys.meta_path.insert(0, _OnlyOurs(_ran, FileMatcher(sources=[MEASURED])))
    atexit.register(lambda: into.write_text(json.dumps(_ran.get_coverage()), "utf-8"))


def seen() -> Seen:
    """What ran in this process since it began, or since it was split off."""
    return dict(_ran.newly_seen)


def add(others: Seen) -> None:
    """Count what ran in another process as if it ran here."""
    for file, marks in others.items():
        _ran.newly_seen[file] |= marks


if INTO in os.environ:
    begin(Path(os.environ[INTO]))
