"""The commands about keys and the log's mark, as they are typed."""

import json
from pathlib import Path

import pytest

from bot.__main__ import REFUSED
from tests.typed import typed

pytestmark = pytest.mark.usefixtures("log_as_it_was")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_key_is_put_in_place_and_two_people_are_asked_to_copy_it(here: Path) -> None:
    invited = typed("invite", "mt", "--name", "Kees", "--json")
    assert invited.exit_code == 0
    before = (here / "maatje.key").read_bytes()
    told = typed("keys", "rotate")
    assert told.exit_code == 0
    assert "two people" in told.stdout
    assert (here / "maatje.key").read_bytes() != before
    assert typed("keys", "check").stdout == "0 errors, 0 warnings.\n"
    kinds = [row["kind"] for row in json.loads(typed("keys", "list", "--json").stdout)]
    assert kinds == ["people"]


def test_a_mark_of_the_log_is_read_as_it_was_sent(here: Path) -> None:
    assert not any(here.iterdir())
    assert typed("check", "--log-head", "12:1A2b3c4d5e6f").exit_code == 0
    wrong = typed("check", "--log-head", "1a2b3c4d5e6f")
    assert wrong.exit_code == REFUSED
    assert "2310:1a2b3c4d5e6f" in wrong.output


def test_a_key_is_made_by_hand_once_and_never_beside_data(here: Path) -> None:
    assert "two people" in typed("keys", "create").stdout
    key = (here / "maatje.key").read_bytes()
    assert typed("keys", "create").exit_code == REFUSED
    assert typed("invite", "mt", "--name", "Kees").exit_code == 0
    (here / "maatje.key").unlink()
    told = typed("keys", "create")
    assert told.exit_code == REFUSED
    assert "Put a copy of the key file back" in told.output
    assert key
    assert not (here / "maatje.key").exists()
