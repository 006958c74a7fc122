"""The command line: what it can do is said in its help, what it cannot in plain sentences."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import REFUSED
from bot.commandline.shared import print_rows
from bot.settings import packaged_school
from bot.store.lock import DataFolderLock
from bot.store.problems import DataFolderInUse
from bot.vault import KeyFault, RootKey
from tests.house import ROOT
from tests.typed import typed

HALF_A_MINUTE = 30
COMMANDS: tuple[list[str], ...] = (
    [],
    ["run"],
    ["demo"],
    ["check"],
    ["invite"],
    ["roster"],
    ["export"],
    ["verify"],
    ["jobs"],
    ["jobs", "list"],
    ["jobs", "run"],
    ["backup"],
    ["backup", "key"],
    ["restore"],
    ["understand"],
    ["keys"],
    ["keys", "list"],
    ["keys", "check"],
    ["keys", "create"],
    ["keys", "rotate"],
    ["poster"],
)

STARTED = ("invite", "mt", "--name", "mevrouw De Wit")
"""What makes key and store, as the first start does."""

pytestmark = pytest.mark.usefixtures("log_as_it_was")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(*words: str, **environ: str) -> list[str]:
    """The sentences of a command that is not done."""
    result = typed(*words, **environ)
    assert result.exit_code == REFUSED, result.output
    assert result.stdout == ""
    return result.stderr.splitlines()


def started_python(*words: str, here: Path) -> subprocess.Popen[str]:
    """The real program in a process of its own."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(here)}
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *words],
        cwd=here,
        env={**environ, "WEB_LISTEN": "127.0.0.1:0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_what_it_does(command: list[str]) -> None:
    result = typed(*command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    assert len(result.stdout.splitlines()) > 5


def test_every_option_tells_what_it_is_for() -> None:
    for command in COMMANDS:
        for line in typed(*command, "--help").stdout.splitlines():
            if line.startswith("  --"):
                assert "  " in line.strip(), line


def test_who_only_asks_makes_no_key_and_no_data_where_nothing_was_ever_started(here: Path) -> None:
    (here / "team.csv").write_text("naam;rol\nmevrouw Nieuw;mentor\n", "utf-8")
    for words in (
        *(("report", "--out", "a"), ("export", "Otter", "--to", "a"), ("roster", "team.csv")),
        *(("jobs", "list"), ("jobs", "run", "--dry-run"), ("keys", "list"), ("keys", "check")),
    ):
        [told] = refused(*words)
        assert told.startswith("There is no database in the data folder yet."), words
    assert [path.name for path in here.iterdir()] == ["team.csv"]


def test_the_version_is_told() -> None:
    assert typed("--version").stdout.startswith("maatje, version ")


@pytest.mark.parametrize("address", ["0.0.0.0:8080", "192.168.1.5:8080", "[::]:8080", "school:80"])
def test_the_demo_refuses_an_address_that_others_can_reach(address: str) -> None:
    *_, told = refused("demo", "--listen", address)
    assert "only listens on this machine itself" in told


def test_an_address_without_a_port_is_told_with_the_mend() -> None:
    *_, told = refused("demo", "--listen", "127.0.0.1")
    assert "is not host:port. Write it as 127.0.0.1:8080 or [::1]:8080." in told


@pytest.mark.parametrize("words", [["run"], ["jobs", "list"], ["invite", "mt", "--name", "x"]])
def test_wrong_settings_are_all_told_and_nothing_is_started(words: list[str], here: Path) -> None:
    (here / ".env").write_text("LOG_LEVEL=loud\nSEND_RATE=fast\n")
    told = refused(*words)
    assert sorted(line.partition(": ")[0] for line in told) == [".env:1", ".env:2"]
    assert [path.name for path in here.iterdir()] == [".env"]


def test_wrong_school_files_are_all_told(here: Path) -> None:
    (here / "school").mkdir()
    told = refused("run", SCHOOL_DIR="school")
    assert [line.partition(": ")[0] for line in told] == [
        "school.toml",
        "protocol.toml",
        "help_lines.toml",
        "rules.toml",
        "calendar.toml",
        "coach.toml",
        "advice.toml",
    ]
    assert not (here / "data").exists()


def test_t61_a_key_that_others_can_read_is_refused(here: Path) -> None:
    RootKey.create(here / "maatje.key")
    (here / "maatje.key").chmod(0o444)
    [told] = refused("run")
    assert told == "The key file can be read by other users; set its mode to 0400."
    assert not (here / "data").exists()


def test_t61_a_missing_key_is_not_replaced_by_a_new_one(here: Path) -> None:
    assert typed(*STARTED).exit_code == 0
    (here / "maatje.key").unlink()
    assert refused("run") == [KeyFault.MISSING.value]
    assert not (here / "maatje.key").exists()


def test_a_damaged_database_is_refused_and_stays_as_it_is(here: Path) -> None:
    assert typed(*STARTED).exit_code == 0
    database = here / "data" / "maatje.db"
    torn = database.read_bytes()[:100] + b"\xff" * 4000 + database.read_bytes()[4100:]
    database.write_bytes(torn)
    [told] = refused("run")
    assert told.startswith("The database is damaged")
    assert database.read_bytes() == torn


def test_a_second_instance_is_refused(here: Path) -> None:
    lock = DataFolderLock(here / "data")
    try:
        assert refused("run") == [DataFolderInUse.sentence]
    finally:
        lock.release()


@pytest.mark.usefixtures("here")
def test_a_check_of_a_new_folder_has_warnings_only() -> None:
    result = typed("check")
    assert result.exit_code == 0, result.stdout
    count, then = result.stdout.splitlines()[-2:]
    assert count.startswith("0 errors, ")
    assert "maatje check --go-live" in then


@pytest.mark.usefixtures("here")
def test_a_check_before_real_use_finds_errors_in_the_made_up_school() -> None:
    result = typed("check", "--go-live", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert set(found[0]) == {"level", "place", "what", "mend"}
    assert any("made up" in one["what"] and one["level"] == "error" for one in found)


@pytest.mark.usefixtures("here")
def test_a_check_tells_wrong_settings_as_findings() -> None:
    result = typed("check", LOG_LEVEL="loud")
    assert result.exit_code == 1
    assert "error    environment: LOG_LEVEL is none of the words it may be." in result.stdout


@pytest.mark.usefixtures("here")
def test_an_invitation_is_printed_for_a_program() -> None:
    words = ("invite", "mt", "--name", "mevrouw El Amrani", "--json")
    result = typed(*words, PUBLIC_URL="https://maatje.example")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert set(told) == {"code", "telegram_url", "web_url", "expires_at", "confirmed"}
    assert told["confirmed"] is True
    assert told["web_url"] == f"https://maatje.example/in/{told['code']}"
    assert told["telegram_url"] is None
    assert datetime.fromisoformat(told["expires_at"]).tzinfo is not None


@pytest.mark.usefixtures("here")
def test_an_invitation_is_printed_for_a_person() -> None:
    result = typed("invite", "Team-Leader", "--name", "meneer Pinas", "--class", "1A")
    assert result.exit_code == 0, result.stderr
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        "Code",
        "Web",
        "Until",
    ]


@pytest.mark.usefixtures("here")
def test_an_unknown_class_or_role_is_told_with_the_known_ones() -> None:
    [told] = refused("invite", "mentor", "--name", "meneer Bakker", "--class", "9z")
    assert "There is no class '9z'. The classes are: 1a" in told
    *_, told = refused("invite", "boss", "--name", "meneer Bakker")
    assert "'boss' is not a role. The roles are: student, " in told


@pytest.mark.usefixtures("here")
def test_the_jobs_are_listed() -> None:
    assert typed(*STARTED).exit_code == 0
    assert ":" in typed("jobs", "list").stdout
    rows = json.loads(typed("jobs", "list", "--json").stdout)
    assert rows
    assert all("job" in row for row in rows)


def test_what_a_run_told_is_printed_below_its_job(capsys: pytest.CaptureFixture[str]) -> None:
    told = [{"who": "a1b2", "what": "ping", "why": ""}]
    print_rows([{"job": "ladder", "told": told, "last_run": None}], as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "job: ladder  last_run: -",
        "    who: a1b2  what: ping  why: -",
    ]


@pytest.mark.usefixtures("here")
def test_a_dry_run_of_the_jobs_takes_the_schools_own_time() -> None:
    assert typed(*STARTED).exit_code == 0
    result = typed("jobs", "run", "--at", "2026-11-23T08:00", "--dry-run", "--json")
    assert result.exit_code == 0, result.stderr
    assert isinstance(json.loads(result.stdout), list)
    *_, told = refused("jobs", "run", "--at", "tomorrow")
    assert "Write it as 2026-11-23T08:00" in told


def test_the_real_program_runs_alone_in_its_folder_and_ends_when_asked(here: Path) -> None:
    first = started_python("run", here=here)
    assert first.stdout is not None
    try:
        assert first.stdout.readline().startswith("Maatje is open at http://127.0.0.1:")
        for words in (("run",), ("jobs", "run", "--at", "2031-11-23T08:00")):
            assert refused(*words) == [DataFolderInUse.sentence]
        assert typed("jobs", "run", "--dry-run").exit_code == 0
    finally:
        first.send_signal(signal.SIGTERM)
        _out, told = first.communicate(timeout=HALF_A_MINUTE)
    assert first.returncode == 0
    assert "Traceback" not in told


def test_the_real_demo_needs_nothing_and_leaves_nothing(here: Path) -> None:
    demo = started_python("demo", "--listen", "127.0.0.1:0", "--no-browser", here=here)
    assert demo.stdout is not None
    try:
        assert "http://127.0.0.1:" in demo.stdout.readline()
        assert [path.name[:12] for path in here.iterdir()] == ["maatje-demo-"]
    finally:
        demo.send_signal(signal.SIGTERM)
        _, told = demo.communicate(timeout=HALF_A_MINUTE)
    assert demo.returncode == 0
    assert "Traceback" not in told
    assert list(here.iterdir()) == []


def test_the_packaged_school_is_found_from_any_folder(here: Path) -> None:
    assert packaged_school().is_dir()
    assert typed(*STARTED).exit_code == 0
    assert (here / "maatje.key").stat().st_mode & 0o777 == 0o400
