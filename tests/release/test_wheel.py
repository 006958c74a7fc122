"""The wheel is whole: in an environment in which nothing else is, it does what it says."""

from __future__ import annotations

import json
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

import pytest

import bot
from tests.house import ROOT
from tests.release.conftest import Release, bare

pytestmark = pytest.mark.slow


def test_it_holds_every_file_of_the_program_and_nothing_else(release: Release) -> None:
    with zipfile.ZipFile(release.wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = {Path(name).name for name in archive.namelist() if "/licenses/" in name}
    assert names == {*_tracked("bot"), *(f"bot/{name}" for name in _tracked("locales"))}
    assert {"LICENSE", "OFL.txt"} <= licences


def test_the_sdist_takes_along_what_a_host_needs(release: Release) -> None:
    with tarfile.open(release.sdist) as archive:
        listed = set(archive.getnames())
    for name in (".env.example", "LICENSE", "constraints.txt", "deploy/README.md", "CHANGELOG.md"):
        assert f"maatje-{bot.__version__}/{name}" in listed


def test_it_checks_a_school_that_has_nothing_yet(release: Release, tmp_path: Path) -> None:
    done = _maatje(release, "check", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert {one["level"] for one in json.loads(done.stdout)} == {"warning"}
    assert [*tmp_path.iterdir()] == []
    assert bot.__version__ in _maatje(release, "--version", cwd=tmp_path).stdout


def test_before_real_use_it_asks_what_was_decided(release: Release, tmp_path: Path) -> None:
    done = _maatje(release, "check", "--go-live", "--json", cwd=tmp_path)
    asked = {one["what"] for one in json.loads(done.stdout) if one["level"] == "error"}
    assert done.returncode == 1
    board = "Not decided yet: the day the board decided to use Maatje."
    council = "Not decided yet: the day the participation council (MR) consented."
    assert {board, council} <= asked


def test_the_demo_shows_its_page_with_everything_on_it(release: Release, tmp_path: Path) -> None:
    with _demo(release, tmp_path) as url:
        page = _get(url)
        files = [part.split('"')[0] for part in page.split('"/static/')[1:]]
        assert files
        for name in files:
            assert _get(f"{url}static/{name}")
        assert "Leerling" in _get(f"{url}demo/state")


def test_it_understands_words_without_a_school_of_its_own(release: Release, tmp_path: Path) -> None:
    told = json.loads(_maatje(release, "understand", "ik wil dood", cwd=tmp_path).stdout)
    assert told["danger"] == "acute_suicide"


def _tracked(folder: str) -> set[str]:
    listed = subprocess.run(  # noqa: S603 - a program of the system
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(listed.stdout.split())


def _maatje(release: Release, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [release.bin / "maatje", *words],
        cwd=cwd,
        env=bare(),
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def _demo(release: Release, cwd: Path) -> Iterator[str]:
    command = [str(release.bin / "maatje"), "demo", "--no-browser", "--listen", "127.0.0.1:0"]
    demo = subprocess.Popen(command, cwd=cwd, env=bare(), stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert demo.stdout is not None
    try:
        told = next(line for line in demo.stdout if "http://" in line)
        yield "http://" + told.split("http://")[1].split()[0].rstrip(".,")
    finally:
        demo.terminate()
        demo.communicate(timeout=30)


def _get(url: str) -> str:
    with urlopen(url, timeout=10) as answer:  # noqa: S310 - loopback
        assert answer.status == HTTPStatus.OK
        return str(answer.read().decode("utf-8", errors="replace"))
