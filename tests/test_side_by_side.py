"""Tests run in several processes and are counted as in one; knows the plugin, not the house."""

import os
import sys
from pathlib import Path
from subprocess import run
from typing import cast

import pytest

from scripts.side_by_side import in_order

TESTS = """
import os, pytest

def test_passes():
    pass

def test_fails():
    print("said before it failed")
    assert 1 == 2

@pytest.mark.skip
def test_left_out():
    pass
"""
DIES = "import os\ndef test_dies():\n    os._exit(1)\n"


def test_every_test_is_counted_once_and_what_it_said_is_told(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"test_{name}.py").write_text(TESTS, "utf-8")
    code, said = _pytest(tmp_path)
    assert "3 failed, 3 passed, 3 skipped" in said
    assert said.count("said before it failed") == 6  # shown, and in the line of the source
    assert code == 1


@pytest.mark.slow
def test_a_worker_that_dies_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "test_dies.py").write_text(DIES, "utf-8")
    code, said = _pytest(tmp_path)
    assert "ended too early, tests that did not run: 1" in said
    assert code == 1


LEAKS = """
async def never_awaited():
    pass

def test_leaks():
    one = [never_awaited()]
    one.append(one)  # only the garbage collector finds it
"""


@pytest.mark.slow
def test_what_shows_only_at_the_last_clean_up_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "test_leaks.py").write_text(LEAKS, "utf-8")
    strict = "[pytest]\nfilterwarnings = error\nasyncio_default_fixture_loop_scope = function\n"
    (tmp_path / "pytest.ini").write_text(strict, "utf-8")
    code, said = _pytest(tmp_path)
    assert "left over at the end of a worker" in said
    assert code == 1


def test_a_file_stays_together_and_so_does_all_that_needs_a_browser() -> None:
    a_page, a_walk = _item("tests/web/test_page.py::test_a", browser=True), _item("tests/a.py::b")
    a_story = _item("tests/stories/test_page.py::test_a", browser=True)
    long, short = _item("tests/faults/test_x.py::test_a"), _item("tests/a.py::a")
    units = in_order([short, a_page, long, a_story, a_walk])
    assert units == [[a_page, a_story], [long], [short, a_walk]]


def _pytest(folder: Path) -> tuple[int, str]:
    plugin = ["-p", "scripts.side_by_side", "-p", "no:cacheprovider", "-q"]
    command = [sys.executable, "-m", "pytest", *plugin, f"--rootdir={folder}", str(folder)]
    kept = {name: value for name, value in os.environ.items() if name != "MEASURE_INTO"}
    env = kept | {"PYTHONPATH": str(Path.cwd())}
    done = run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    return done.returncode, done.stdout


class _Item:
    def __init__(self, nodeid: str, *, browser: bool) -> None:
        self.nodeid = nodeid
        self._browser = browser

    def get_closest_marker(self, name: str) -> bool:
        return self._browser and name == "browser"


def _item(nodeid: str, *, browser: bool = False) -> pytest.Item:
    return cast(pytest.Item, _Item(nodeid, browser=browser))
