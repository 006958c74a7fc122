"""What is typed: the key is shown to a person only, a drill is three commands, a hold is ended."""

from __future__ import annotations

import errno
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import REFUSED
from bot.backups.folder import BackupFolder
from bot.backups.problems import BackupFault
from bot.vault import KeyProblem, RecoveryFault, RecoveryKey, RootKey, read_public
from tests.house import ROOT
from tests.typed import typed

OK, USAGE = 0, 2

pytestmark = pytest.mark.usefixtures("log_as_it_was")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder after a first start, with a recovery key in the file `rk`."""
    monkeypatch.chdir(tmp_path)
    assert typed("jobs", "run").exit_code == OK
    (tmp_path / "rk").write_text(typed("backup", "key", "--to-stdout").stdout)
    return tmp_path


def test_a_drill_is_a_backup_and_a_restore_elsewhere(here: Path) -> None:
    made = typed("backup")
    assert made.exit_code == OK, made.stderr
    assert made.stdout.startswith("Backup 20")
    as_written = (here / "rk").read_text()
    back = typed("restore", "--from", "backups", "--into", "drill/data", answers=as_written)
    assert back.exit_code == OK, back.stderr
    assert f"DATA_DIR={here}/drill/data" in back.stdout
    assert f"KEY_FILE={here}/drill/maatje.key" in back.stdout
    assert f"SCHOOL_DIR={here}/drill/school" in back.stdout
    assert rk(here).split()[0] not in back.stdout
    restored = dict(line.split("=") for line in back.stdout.splitlines() if "=" in line)
    assert "is on hold" in typed("check", **restored).stdout
    assert (
        "Messages that waited: 0, dropped."
        in typed("restore", "--release", "drop", **restored).stdout
    )
    assert typed("restore", "--release", "send", **restored).stdout == "It was not on hold.\n"
    assert typed("restore", "--release", "send", "--json", **restored).stdout == "null\n"


def rk(here: Path) -> str:
    """What was written down, on one line."""
    return " ".join((here / "rk").read_text().split()) + "\n"


def test_a_program_can_read_what_was_done(here: Path) -> None:
    made = json.loads(typed("backup", "--to", "elsewhere", "--json").stdout)
    assert made["items"] == 0
    assert [one.stamp for one in BackupFolder(here / "elsewhere").whole()] == [made["stamp"]]
    words = ("--into", "new/data", "--recovery-key-file", "rk", "--json")
    back = json.loads(typed("restore", "--from", "elsewhere", *words).stdout)
    assert back["damaged"] == []
    ended = typed("restore", "--release", "send", DATA_DIR="new/data", KEY_FILE="new/maatje.key")
    assert ended.stdout == "Messages that waited: 0, sent now. Escalations go on.\n"


AT_NIGHT = ("jobs", "run", "--at", "2031-11-23T04:00", "--json")


def outcome() -> str:
    """How the night's backup ended."""
    rows = json.loads(typed("jobs", "list", "--json").stdout)
    return str(next(row["outcome"] for row in rows if row["job"] == "backup"))


def test_every_night_there_is_a_backup_of_that_night(here: Path) -> None:
    """By the machine's own clock: a moment that is only tried must not end other backups."""
    before = json.loads(typed("backup", "--json").stdout)["stamp"]
    ran = json.loads(typed(*AT_NIGHT).stdout)
    assert [row["outcome"] for row in ran if row["job"] == "backup"] == ["begun"]
    assert outcome() == "done"
    kept = [one.stamp for one in BackupFolder(here / "backups").whole()]
    assert kept[0] == before
    assert len(kept) == 2


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda here: (here / "data" / "recovery.pub").unlink(), "no_recovery_key"),
        (lambda here: (here / "backups").write_text("a file"), "failed"),
    ],
)
def test_a_night_without_a_backup_says_why(
    here: Path, spoil: Callable[[Path], object], word: str
) -> None:
    spoil(here)
    assert typed(*AT_NIGHT).exit_code == OK
    assert outcome() == word


@pytest.mark.usefixtures("here")
def test_what_cannot_be_restored_is_one_sentence() -> None:
    into = ("--into", "new/data", "--recovery-key-file", "rk")
    told = typed("restore", "--from", "backups", *into)
    assert (told.exit_code, told.stderr) == (REFUSED, f"{BackupFault.NOTHING_THERE}\n")
    assert typed("restore", "--from", "backups").exit_code == USAGE
    there = ("restore", "--from", "backups", "--into")
    told = typed(*there, "new/data")
    assert told.stderr == f"{BackupFault.NOTHING_THERE}\n", "before 56 letters are typed"
    assert typed("backup").exit_code == OK
    assert typed(*there, "data").stderr == f"{BackupFault.NOT_EMPTY}\n"
    told = typed(*there, "new/data", answers="AAAA\nBBBB\n")
    assert told.stderr.endswith(f"{RecoveryFault.MISTYPED}\n")


def test_a_key_is_not_made_twice_unless_that_is_meant(here: Path) -> None:
    told = typed("backup", "key", "--to-stdout")
    assert (told.exit_code, told.stderr) == (REFUSED, f"{RecoveryFault.THERE_IS_ONE}\n")
    new = typed("backup", "key", "--new", "--to-stdout").stdout
    assert RecoveryKey.from_typed(new).public() == public(here)
    assert RecoveryKey.from_typed(rk(here)).public() != public(here)


def public(here: Path) -> bytes:
    return read_public(here / "data" / "recovery.pub", RootKey.load(here / "maatje.key"))


def test_nothing_secret_is_shown_where_no_person_sits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = typed("backup", "key")
    assert told.exit_code == USAGE
    assert "on a terminal only" in told.stderr
    assert not (tmp_path / "data" / "recovery.pub").exists()
    assert typed("backup").exit_code == REFUSED
    assert typed("restore", "--release", "send").exit_code == REFUSED


def on_a_terminal(*words: str, here: Path, answer: bool) -> str:
    """The real program on a real terminal; the key's end is typed back, or something else.

    It is asked to end once it says that it is open. A start of its own: what the tests import
    has Python read from a terminal in another way.
    """
    mine, its = pty.openpty()
    program = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *words],
        cwd=here,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TERM": "dumb",
            "WEB_LISTEN": "127.0.0.1:0",
        },
        stdin=its,
        stdout=its,
        stderr=its,
    )
    os.close(its)
    seen = ""
    while (piece := _read(mine)) != "":
        seen += piece
        if piece.rstrip().endswith("]:"):
            os.write(mine, f"{_end(seen) if answer else 'none'}\n".encode())
        if "Maatje is open" in piece:
            program.terminate()
    program.wait(30)
    os.close(mine)
    return seen


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 4096).decode()
    except OSError as error:
        if error.errno != errno.EIO:  # the program left
            raise
        return ""


def _end(seen: str) -> str:
    lines = [line.split() for line in seen.splitlines()]
    return [line for line in lines if len(line) == 7 and all(len(one) == 4 for one in line)][1][-1]


def test_on_a_terminal_the_key_counts_when_its_end_is_typed_back(tmp_path: Path) -> None:
    seen = on_a_terminal("backup", "key", here=tmp_path, answer=True)
    assert "It is shown once and kept nowhere." in " ".join(seen.split())
    assert "Backups are made for it from now on." in seen
    assert public(tmp_path)


def test_a_key_that_nobody_wrote_down_is_not_kept(tmp_path: Path) -> None:
    seen = on_a_terminal("backup", "key", here=tmp_path, answer=False)
    assert "It was not kept." in seen
    with pytest.raises(KeyProblem):
        public(tmp_path)


def test_the_first_start_on_a_terminal_shows_the_key_once(tmp_path: Path) -> None:
    seen = on_a_terminal("run", here=tmp_path, answer=True)
    assert "It is shown once and kept nowhere." in " ".join(seen.split())
    assert "Maatje is open" in seen
    assert public(tmp_path)
