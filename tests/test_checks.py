"""The closing summary tells the truth; knows the scripts, not the house."""

from pathlib import Path

import pytest

from scripts.browser import find_chromium, install, may_install
from scripts.checks import (
    Cover,
    Outcome,
    covers,
    faults,
    measured,
    read_tests,
    report,
)

FULL = [
    Cover(part="whole", lines=96.0, branches=95.0),
    Cover(part="flows and cases", lines=100.0, branches=100.0),
]
JUNIT = """<testsuites><testsuite>
<testcase name="good"/>
<testcase name="bad"><failure/></testcase>
<testcase name="broken"><error/></testcase>
<testcase classname="tests.test_page" name="left_out"><skipped/></testcase>
</testsuite></testsuites>"""


def test_an_error_counts_as_failed_and_a_skip_as_not_run(tmp_path: Path) -> None:
    junit = tmp_path / "tests.xml"
    junit.write_text(JUNIT, "utf-8")
    skipped = ("tests.test_page.left_out (skipped)",)
    assert read_tests(junit, tmp_path / "none") == Outcome(passed=1, failed=2, not_run=skipped)


def test_a_run_that_wrote_nothing_is_a_failure(tmp_path: Path) -> None:
    assert read_tests(tmp_path / "none", tmp_path / "none").failed == 1


def test_what_could_not_run_is_named(tmp_path: Path) -> None:
    record = tmp_path / "not-run.txt"
    record.write_text("tests/test_page.py::test_one\n", "utf-8")
    missed = read_tests(tmp_path / "none", record).not_run
    assert missed == ("tests/test_page.py::test_one (no Chromium)",)


def test_only_the_pure_rooms_owe_every_branch() -> None:
    files = {
        "bot/flows/engine.py": _summary(lines=(10, 0), branches=(4, 0)),
        "bot/web/page.py": _summary(lines=(5, 5), branches=(0, 4)),
    }
    whole, pure = covers({"files": files})
    assert (whole.lines, whole.branches, whole.enough) == (75.0, 50.0, False)
    assert (pure.lines, pure.branches, pure.enough) == (100.0, 100.0, True)


def test_where_nothing_ran_nothing_was_measured() -> None:
    assert covers({"files": {"bot/text.py": _summary(lines=(0, 3), branches=(0, 0))}}) == []
    assert covers({"files": {}}) == []


def test_a_run_that_was_broken_off_measured_nothing(tmp_path: Path) -> None:
    assert covers(measured(tmp_path / "nothing")) == []


def test_nothing_measured_is_not_enough() -> None:
    assert faults(Outcome(passed=1, failed=0), [], finished=True, strict=False) == ["coverage"]


def test_a_missing_browser_is_a_fault_only_where_a_change_is_taken_in() -> None:
    tests = Outcome(passed=1, failed=0, not_run=("test_page",))
    assert not faults(tests, FULL, finished=True, strict=False)
    assert faults(tests, FULL, finished=True, strict=True) == ["tests not run"]


def test_a_branch_too_few_is_a_fault_even_when_every_line_ran() -> None:
    found = [FULL[0], Cover(part="flows and cases", lines=100.0, branches=99.9)]
    assert faults(Outcome(passed=1, failed=0), found, finished=True, strict=False) == ["coverage"]


def test_a_run_that_was_broken_off_is_a_fault_without_a_failed_test() -> None:
    assert faults(Outcome(passed=1, failed=0), FULL, finished=False, strict=False) == ["pytest"]


def test_the_last_line_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    report(Outcome(passed=12, failed=1, not_run=("test_page",)), FULL, seconds=83.4)
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "12 passed, 1 failed"
    assert lines[-2] == "It took 83 seconds (budget: 120 on two cores)"
    assert "NOT RUN: test_page" in lines


def test_a_browser_somebody_chose_is_neither_replaced_nor_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert find_chromium() is None
    assert not may_install()


@pytest.mark.parametrize(("exit_code", "works"), [(0, True), (100, False)])
def test_an_installation_that_fails_is_not_taken_for_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exit_code: int, works: bool
) -> None:
    program = tmp_path / "apt-get"
    program.write_text(f"#!/bin/sh\necho $* >> {tmp_path}/asked\nexit {exit_code}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert install() is works
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert len(asked) == (2 if works else 1)


def _summary(*, lines: tuple[int, int], branches: tuple[int, int]) -> dict[str, dict[str, int]]:
    keys = ("covered_lines", "missing_lines", "covered_branches", "missing_branches")
    return {"summary": dict(zip(keys, (*lines, *branches), strict=True))}
