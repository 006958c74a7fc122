"""Runs every check and closes with a short summary; does not know what is being tested."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

BUILD = Path("build")
COVERAGE = BUILD / "coverage.json"

STYLE = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy": ["mypy", "--no-error-summary"],
}
# Parts of about the same length, side by side: workers of one run would each read every test first.
PARTS = {
    "conversations": ["tests/conversations"],
    "doors": ["tests/web", "tests/handlers", "tests/stories"],
    "faults": ["tests/faults", "tests/reports", "tests/backups"],
}
REST = "rest"
PYTEST = ["pytest", "-q", "-m", "not slow", "--cov", "--cov-report="]
COMBINE = ["coverage", "combine", "--quiet"]
MEASURED = [
    ["coverage", "report", "--skip-covered"],
    ["coverage", "json", "-q", "-o", str(COVERAGE)],
]
# Percent, of lines and of branches each.
THRESHOLDS = {"whole": 95.0, "flows and cases": 100.0}
PURE = ("bot/flows/", "bot/cases/")
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
    command: list[str], *, output: int | IO[str] | None = None, **env: str
) -> subprocess.Popen[str]:
    """Start one tool of this virtual environment; its output goes on, or waits where it is put."""
    tool = [str(Path(sys.executable).parent / command[0]), *command[1:]]
    error = None if output is None else subprocess.STDOUT
    return subprocess.Popen(  # noqa: S603  our own table
        tool, stdout=output, stderr=error, text=True, env=os.environ | env
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


def share(done: int, total: int) -> float:
    """Percent done; nothing to do is all done."""
    return 100.0 if total == 0 else 100.0 * done / total


def measure(part: str, summaries: list[Mapping[str, int]]) -> Cover:
    """Add up the files of one part."""

    def added(key: str) -> int:
        return sum(summary[key] for summary in summaries)

    return Cover(
        part=part,
        lines=share(added("covered_lines"), added("num_statements")),
        branches=share(added("covered_branches"), added("num_branches")),
    )


def read_coverage(path: Path) -> list[Cover]:
    """Return the whole and the pure rooms that owe every branch; nothing when nothing ran."""
    found = json.loads(path.read_text("utf-8"))["files"] if path.exists() else {}
    files = {Path(name).as_posix(): entry["summary"] for name, entry in found.items()}
    # Without a single line of ours run, coverage leaves the branches out of its report.
    if not all("num_branches" in summary for summary in files.values()) or not files:
        return []
    pure = [summary for name, summary in files.items() if name.startswith(PURE)]
    return [measure("whole", list(files.values())), measure("flows and cases", pure)]


def parts() -> dict[str, list[str]]:
    """What each part runs; the rest is whatever no other part names."""
    named = [path for paths in PARTS.values() for path in paths]
    return {**PARTS, REST: ["tests", *(f"--ignore={path}" for path in named)]}


def start_part(name: str, paths: list[str]) -> subprocess.Popen[str]:
    """One part of the tests, with its own output, its own count and its own measurement."""
    junit, data = BUILD / f"{name}.xml", BUILD / f"coverage.{name}"
    with (BUILD / f"{name}.log").open("w", encoding="utf-8") as log:
        return start(
            [*PYTEST, f"--junitxml={junit}", *paths], output=log, COVERAGE_FILE=str(data.absolute())
        )


def run_tests() -> tuple[bool, Outcome, list[Cover]]:
    """Run all parts afresh; what an earlier run left must not be taken for this one."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    running = {name: start_part(name, paths) for name, paths in parts().items()}
    finished = [tests.wait() == 0 for tests in running.values()]
    for name in running:
        print(
            f"== pytest, {name}\n{(BUILD / f'{name}.log').read_text('utf-8')}", end="", flush=True
        )
    start([*COMBINE, *map(str, BUILD.glob("coverage.*"))]).wait()
    for command in MEASURED:
        start(command).wait()
    found = (read_tests(BUILD / f"{one}.xml", BUILD / f"{one}.not-run.txt") for one in running)
    return all(finished), total(found), read_coverage(COVERAGE)


def total(outcomes: Iterable[Outcome]) -> Outcome:
    """Of all parts together."""
    found = list(outcomes)
    return Outcome(
        passed=sum(one.passed for one in found),
        failed=sum(one.failed for one in found),
        not_run=tuple(name for one in found for name in one.not_run),
    )


def faults(tests: Outcome, covers: list[Cover], *, finished: bool, strict: bool) -> list[str]:
    """Name what is wrong; a test that could not run is a fault only where a change is taken in."""
    found = {
        "pytest": not finished or tests.failed > 0,
        "coverage": not covers or not all(cover.enough for cover in covers),
        "tests not run": strict and bool(tests.not_run),
    }
    return [name for name, is_wrong in found.items() if is_wrong]


def report(tests: Outcome, covers: list[Cover], *, seconds: float) -> None:
    """Print the summary; the last line is read by a tool and stands alone."""
    if not covers:
        print("Coverage was not measured.")
    for cover in covers:
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
        print("Wrong: " + ", ".join(wrong) if wrong else "Style and types are in order.")
        return int(bool(wrong))
    finished, tests, covers = ran
    strict = os.environ.get("CI") == "true"
    wrong += faults(tests, covers, finished=finished, strict=strict)
    print(f"\nWrong: {', '.join(wrong)}" if wrong else "\nEverything is in order.")
    report(tests, covers, seconds=time.monotonic() - begun)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
