"""Runs every check and closes with a short summary; does not know what is being tested."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

BUILD = Path("build")
JUNIT = BUILD / "tests.xml"
COVERAGE = BUILD / "coverage.json"
NOT_RUN = BUILD / "not-run.txt"

STYLE = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy": ["mypy", "--no-error-summary"],
}
PYTEST = [
    *("pytest", "-q", "-n", "2", "-m", "not slow", f"--junitxml={JUNIT}"),
    *("--cov", "--cov-report=term:skip-covered", f"--cov-report=json:{COVERAGE}"),
]
# Percent, of lines and of branches each.
THRESHOLDS = {"whole": 95.0, "flows and cases": 100.0}
PURE = ("bot/flows/", "bot/cases/")


@dataclass(frozen=True, kw_only=True)
class Tests:
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


def run(name: str, command: list[str]) -> bool:
    """Run one tool of this virtual environment and say which one it is."""
    print(f"== {name}", flush=True)
    tool = str(Path(sys.executable).parent / command[0])
    return subprocess.run([tool, *command[1:]], check=False).returncode == 0  # noqa: S603  our own table


def read_tests(junit: Path, not_run: Path) -> Tests:
    """Count what pytest wrote; a run that ended before it wrote anything is one failure."""
    missed = tuple(not_run.read_text("utf-8").splitlines()) if not_run.exists() else ()
    if not junit.exists():
        return Tests(passed=0, failed=1, not_run=missed)
    cases = ET.parse(junit).iter("testcase")  # noqa: S314  written by our own pytest a moment ago
    found = [{child.tag for child in case} for case in cases]
    failed = sum(bool(tags & {"failure", "error"}) for tags in found)
    skipped = sum("skipped" in tags for tags in found)
    return Tests(passed=len(found) - failed - skipped, failed=failed, not_run=missed)


def share(done: int, total: int) -> float:
    """Percent done; nothing to do is all done."""
    return 100.0 if total == 0 else 100.0 * done / total


def measure(part: str, summaries: list[Mapping[str, int]]) -> Cover:
    """Add up the files of one part."""

    def total(key: str) -> int:
        return sum(summary[key] for summary in summaries)

    return Cover(
        part=part,
        lines=share(total("covered_lines"), total("num_statements")),
        branches=share(total("covered_branches"), total("num_branches")),
    )


def read_coverage(path: Path) -> list[Cover]:
    """Return the whole and the pure rooms that owe every branch; nothing when nothing ran."""
    if not path.exists():
        return []
    files = {
        Path(name).as_posix(): entry["summary"]
        for name, entry in json.loads(path.read_text("utf-8"))["files"].items()
    }
    pure = [summary for name, summary in files.items() if name.startswith(PURE)]
    return [measure("whole", list(files.values())), measure("flows and cases", pure)]


def run_tests() -> tuple[bool, Tests, list[Cover]]:
    """Run pytest afresh; what an earlier run left must not be taken for this one."""
    BUILD.mkdir(exist_ok=True)
    for left in (JUNIT, COVERAGE, NOT_RUN):
        left.unlink(missing_ok=True)
    done = run("pytest", PYTEST)
    return done, read_tests(JUNIT, NOT_RUN), read_coverage(COVERAGE)


def report(tests: Tests, covers: list[Cover]) -> None:
    """Print the summary; the last line is read by a tool and stands alone."""
    for cover in covers:
        print(cover if cover.enough else f"{cover}  TOO LOW")
    for name in tests.not_run:
        print(f"NOT RUN (no Chromium): {name}")
    print(f"NOT RUN: {len(tests.not_run)}. Slow tests run apart: make slow.")
    print(f"{tests.passed} passed, {tests.failed} failed")


def main() -> int:
    """Run what was asked; the exit code is 0 only when nothing is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-tests", action="store_true", help="style and types only")
    asked = parser.parse_args()
    wrong = [name for name, command in STYLE.items() if not run(name, command)]
    if asked.no_tests:
        print("Wrong: " + ", ".join(wrong) if wrong else "Style and types are in order.")
        return int(bool(wrong))
    done, tests, covers = run_tests()
    wrong += [] if done and not tests.failed else ["pytest"]
    wrong += [] if covers and all(cover.enough for cover in covers) else ["coverage"]
    # Where a change is taken in, a test that could not run is a fault, not a remark.
    wrong += ["browser tests"] if tests.not_run and os.environ.get("CI") == "true" else []
    print(f"\nWrong: {', '.join(wrong)}" if wrong else "\nEverything is in order.")
    report(tests, covers)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
