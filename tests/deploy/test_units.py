"""The units of systemd: one of many schools, one of a single one, and how little each may do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import ROOT

UNITS = ROOT / "deploy" / "systemd"
MANY, SINGLE = "maatje@.service", "maatje.service"
MOST = 2.0
"""Of ten: 10 is a service that may do anything."""

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine"
)


def _directives(name: str) -> list[str]:
    lines = (UNITS / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_a_single_school_may_do_what_one_of_many_may() -> None:
    many = [re.sub(r"-%i|/%i| of %i", "", line) for line in _directives(MANY)]
    assert many == _directives(SINGLE)


def test_one_command_is_handed_the_same_as_the_service() -> None:
    script = (UNITS / "maatje-at").read_text("utf-8").replace('"', "")
    for line in _directives(MANY):
        name, _, value = line.partition("=")
        if name in {"User", "Group", "WorkingDirectory", "EnvironmentFile", "LoadCredential"}:
            here = value.replace("maatje-%i", "$user").replace("/%i", "$under")
            assert f"--property={name}={here}" in script


def test_a_wrong_school_is_refused_before_anything_is_started() -> None:
    for words in ([], ["noordhoek"], ["../etc", "check"]):
        done = subprocess.run(  # noqa: S603 - our own script
            ["/bin/sh", UNITS / "maatje-at", *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert done.stderr


@pytest.mark.slow
@needs_systemd
@pytest.mark.parametrize("name", [MANY, SINGLE])
def test_systemd_takes_it_and_finds_little_exposed(name: str, tmp_path: Path) -> None:
    text = (UNITS / name).read_text("utf-8")
    unit = tmp_path / name
    unit.write_text(text.replace("/opt/maatje/bin/maatje", sys.executable), "utf-8")
    assert _analyze("verify", "--man=no", str(unit)) == ""
    told = _analyze("security", "--offline=true", "--no-pager", str(unit))
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)
    assert level, told
    print(f"{name}: exposure {level[1]} of 10 (at most {MOST})")  # noqa: T201 - the figure itself
    assert float(level[1]) <= MOST


def _analyze(*words: str) -> str:
    done = subprocess.run(  # noqa: S603 - a program of the system
        ["systemd-analyze", *words],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
