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
from types import ModuleType

from slipcover import FileMatcher, Slipcover
from slipcover.importer import SlipcoverMetaPathFinder

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


_ran = Slipcover(branch=True, immediate=True, source=[MEASURED], exclude_also=LEFT_OUT)


def begin(into: Path) -> None:
    """Measure from the next import on, and write what ran when this process ends.

    What is marked stays: to look for rubbish until all is read takes a tenth of the time.
    """
    gc.disable()  # `side_by_side` enables it again
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
