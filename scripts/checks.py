"""Runs every check and closes with a short summary; does not know what is being tested."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import slipcover

from scripts.measuring import INTO

BUILD = Path("build")

STYLE = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy": ["mypy", "--no-error-summary"],
    "audit": ["python", "-m", "scripts.audit"],
}
PLUGINS = ("scripts.measuring", "scripts.side_by_side", "tests.ready")
PYTEST = ["python", "-m", "pytest", *(f"-p{name}" for name in PLUGINS), "-q", "-m", "not slow"]
JUNIT, NOT_RUN, MEASURED = (BUILD / name for name in ("tests.xml", "tests.not-run.txt", "ran.json"))
# Percent, of lines and of branches each.
THRESHOLDS = {"whole": 95.0, "flows and cases": 100.0}
PURE = ("bot/flows/", "bot/cases/")
ROOM_IN_MEMORY = 2 * 2**30
# Seconds; only told, for a busy machine is nobody's fault.
BUDGET = 120


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of the tests; an error while collecting or tearing down is a failure."""

    passed: int
    failed: int
    not_run: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Lines and branches of one part of the source, in percent."""

    part: str
    lines: float
    branches: float

    @property
    def enough(self) -> bool:
        """Both count: a file without branches could otherwise stay unrun."""
        return min(self.lines, self.branches) >= THRESHOLDS[self.part]

    def __str__(self) -> str:
        return (
            f"Coverage, {self.part}: branches {self.branches:.1f} %, lines {self.lines:.1f} % "
            f"(at least {THRESHOLDS[self.part]:g} %)"
        )


def start(
    command: list[str], *, output: int | None = None, settings: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start one tool of this virtual environment; its output goes on, or waits where it is put."""
    tool = [str(Path(sys.executable).parent / command[0]), *command[1:]]
    error = None if output is None else subprocess.STDOUT
    return subprocess.Popen(  # noqa: S603  our own table
        tool, stdout=output, stderr=error, text=True, env={**os.environ, **(settings or {})}
    )


def start_style() -> dict[str, subprocess.Popen[str]]:
    """Style and types at once; they fill what the tests leave of the processor."""
    return {name: start(command, output=subprocess.PIPE) for name, command in STYLE.items()}


def in_order(name: str, tool: subprocess.Popen[str]) -> bool:
    """Wait for a tool that was started and tell what it said."""
    said, _ = tool.communicate()
    print(f"== {name}\n{said}", end="", flush=True)
    return tool.returncode == 0


def read_tests(junit: Path, not_run: Path) -> Outcome:
    """Count what pytest wrote; a run that ended before it wrote anything is one failure."""
    names = not_run.read_text("utf-8").splitlines() if not_run.exists() else []
    missed = [f"{name} (no Chromium)" for name in names]
    if not junit.exists():
        return Outcome(passed=0, failed=1, not_run=tuple(missed))
    cases = list(ET.parse(junit).iter("testcase"))  # noqa: S314  written by our own pytest
    failed = sum(_has(case, "failure", "error") for case in cases)
    skipped = [f"{_name(case)} (skipped)" for case in cases if _has(case, "skipped")]
    return Outcome(
        passed=len(cases) - failed - len(skipped),
        failed=failed,
        not_run=(*missed, *skipped),
    )


def _has(case: ET.Element, *tags: str) -> bool:
    return any(child.tag in tags for child in case)


def _name(case: ET.Element) -> str:
    return f"{case.get('classname')}.{case.get('name')}"


def share(done: int, missing: int) -> float:
    """Percent done; nothing to do is all done."""
    return 100.0 * done / (done + missing) if done + missing else 100.0


def measure(part: str, summaries: list[Mapping[str, int]]) -> Cover:
    """Add up the files of one part."""

    def added(key: str) -> int:
        return sum(summary[key] for summary in summaries)

    return Cover(
        part=part,
        lines=share(added("covered_lines"), added("missing_lines")),
        branches=share(added("covered_branches"), added("missing_branches")),
    )


def measured(ran: Path) -> dict[str, Any]:
    """What ran of each file; a run that was broken off wrote nothing."""
    found: dict[str, Any] = json.loads(ran.read_text("utf-8")) if ran.exists() else {"files": {}}
    return found


def covers(found: Mapping[str, Any]) -> list[Cover]:
    """Return the whole and the pure rooms that owe every branch; nothing when nothing ran."""
    files = {Path(name).as_posix(): entry["summary"] for name, entry in found["files"].items()}
    if not any(summary["covered_lines"] for summary in files.values()):
        return []
    pure = [summary for name, summary in files.items() if name.startswith(PURE)]
    return [measure("whole", list(files.values())), measure("flows and cases", pure)]


def scratch() -> Path | None:
    """Where the tests put their files: in memory where there is room, for each commit is flushed.

    None is the machine's usual place.
    """
    memory = Path("/dev/shm")  # noqa: S108  only a place to make a folder of our own
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_IN_MEMORY
    return memory if roomy and os.access(memory, os.W_OK) else None


def run_tests() -> tuple[bool, Outcome, list[Cover]]:
    """Run them afresh; what an earlier run left must not be taken for this one."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    with tempfile.TemporaryDirectory(dir=scratch(), ignore_cleanup_errors=True) as folder:
        settings = {INTO: str(MEASURED.absolute()), "TMPDIR": folder}
        finished = start([*PYTEST, f"--junitxml={JUNIT}"], settings=settings).wait() == 0
    found = measured(MEASURED)
    slipcover.print_coverage(found, skip_covered=True)
    return finished, read_tests(JUNIT, NOT_RUN), covers(found)


def faults(tests: Outcome, found: list[Cover], *, finished: bool, strict: bool) -> list[str]:
    """Name what is wrong; a test that could not run is a fault only where a change is taken in."""
    wrong = {
        "pytest": not finished or tests.failed > 0,
        "coverage": not found or not all(cover.enough for cover in found),
        "tests not run": strict and bool(tests.not_run),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def report(tests: Outcome, found: list[Cover], *, seconds: float) -> None:
    """Print the summary; the last line is read by a tool and stands alone."""
    if not found:
        print("Coverage was not measured.")
    for cover in found:
        print(cover if cover.enough else f"{cover}  TOO LOW")
    for name in tests.not_run:
        print(f"NOT RUN: {name}")
    print(f"{len(tests.not_run)} NOT RUN (slow tests run apart: make slow)")
    print(f"It took {seconds:.0f} seconds (budget: {BUDGET} on two cores)")
    print(f"{tests.passed} passed, {tests.failed} failed")


def main() -> int:
    """Run what was asked; the exit code is 0 only when nothing is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-tests", action="store_true", help="style and types only")
    asked = parser.parse_args()
    begun = time.monotonic()
    style = start_style()
    ran = None if asked.no_tests else run_tests()
    wrong = [name for name, tool in style.items() if not in_order(name, tool)]
    if ran is None:
        print("Wrong: " + ", ".join(wrong) if wrong else "Style, types and licences are in order.")
        return int(bool(wrong))
    finished, tests, found = ran
    if not finished and not tests.failed:
        tests = replace(tests, failed=1)  # pytest itself went wrong: the last line says so too
    strict = os.environ.get("CI") == "true"
    wrong += faults(tests, found, finished=finished, strict=strict)
    print(f"\nWrong: {', '.join(wrong)}" if wrong else "\nEverything is in order.")
    report(tests, found, seconds=time.monotonic() - begun)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
