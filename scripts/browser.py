"""Finds Chromium and installs it where that is allowed; knows nothing of the tests that use it."""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
"""Chromium without its windows: the same pages for half of the processor time."""
NAMES = (SHELL, "/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
PACKAGES = (SHELL, "fonts-noto-core", "fonts-noto-color-emoji")


def find_chromium() -> str | None:
    """Return the program's path; a `CHROMIUM` in the environment is taken at its word."""
    chosen = os.environ.get("CHROMIUM")
    if chosen is not None:
        return shutil.which(chosen)
    return next((path for path in map(shutil.which, NAMES) if path), None)


def may_install() -> bool:
    """Only root on a Debian-like machine, and never beside a browser somebody chose."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and "CHROMIUM" not in os.environ and shutil.which("apt-get") is not None


def install() -> bool:
    """Install Debian's Chromium and fonts; a failure is told by the exit code of apt-get."""
    quiet = ["apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
    calm = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        # The words are this file's own; apt-get is looked up where the machine has it.
        done = subprocess.run([*quiet, *command], env=calm, check=False)  # noqa: S603
        if done.returncode != 0:
            return False
    return True


def main() -> int:
    """Never fails: without a browser the tests that need one are listed as not run."""
    if shutil.which(SHELL) is None and may_install():
        print("Installing Chromium ...", flush=True)
        if not install() and find_chromium() is None:
            print("Chromium could not be installed.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
