"""What a school gets: the built wheel in an environment in which nothing else is; made once."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house import ROOT


@dataclass(frozen=True)
class Release:
    """The two files of a release, and where the wheel was installed."""

    sdist: Path
    wheel: Path
    environment: Path

    @property
    def bin(self) -> Path:
        """Where `maatje` lies."""
        return self.environment / "bin"


def bare(**more: str) -> dict[str, str]:
    """An environment without the tester's own settings and paths to the source."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    return {**kept, **pip, "PYTHONUNBUFFERED": "1", **more}


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Built the way it is published: a wheel out of the sdist, so that nothing is missing there."""
    folder = tmp_path_factory.mktemp("release")
    builder, environment = folder / "builder", folder / "environment"
    _run(sys.executable, "-m", "venv", builder, cwd=folder)
    _run(builder / "bin/pip", "install", "--quiet", "hatchling", cwd=folder)
    build = (builder / "bin/hatchling", "build")
    _run(*build, "-t", "sdist", "-d", folder / "dist", cwd=ROOT)
    sdist = next((folder / "dist").glob("*.tar.gz"))
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    unpacked = folder / sdist.name.removesuffix(".tar.gz")
    _run(*build, "-t", "wheel", "-d", folder / "dist", cwd=unpacked)
    wheel = next((folder / "dist").glob("*.whl"))
    _run(sys.executable, "-m", "venv", environment, cwd=folder)
    constraints = unpacked / "constraints.txt"
    _run(environment / "bin/pip", "install", "--quiet", "-c", constraints, wheel, cwd=folder)
    return Release(sdist, wheel, environment)


def _run(*words: str | Path, cwd: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(word) for word in words],
        cwd=cwd,
        env=bare(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{words[0]}: {done.stdout}\n{done.stderr}"
