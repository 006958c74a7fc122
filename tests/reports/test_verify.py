"""An export proves itself: every file that was changed, is missing or does not belong is named."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.reports.proving import NoExport, prove
from tests.reports.conftest import Made
from tests.reports.exported import typed

PROOF, LIST, LOG, FACTS = "bewijs-01.txt", "SHA256SUMS", "log.csv", "zaak.json"


@pytest.fixture
def folder(made: Made, tmp_path: Path) -> Path:
    """The unpacked export, to be spoilt."""
    return made.export.unpack(tmp_path / "unpacked")


def verified(path: Path, **environ: str) -> Result:
    return CliRunner().invoke(main, ["verify", str(path)], env=environ)


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return path


def faults(path: Path) -> list[str]:
    return [f"{one.fault} {one.name}" for one in prove(path).faults]


def test_an_export_as_it_was_made_is_proven_where_nothing_is_installed(
    made: Made, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (made.export.zip, folder):
        result = verified(path)
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith("5 files as made, 0 not. Held against its own list only")
    assert list(tmp_path.iterdir()) == [folder]


def test_beside_the_house_that_made_it_database_and_log_agree(made: Made) -> None:
    result = typed(made.host, "verify", str(made.export.zip))
    assert result.exit_code == 0, result.output
    assert "Also held against the database and the log" in result.stdout


def append(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with (folder / name).open("ab") as file:
            file.write(b" ")

    return spoil


SPOILT: dict[str, Callable[[Path], None]] = {
    f"changed {PROOF}": append(PROOF),
    f"changed {LOG}": append(LOG),
    f"missing {PROOF}": lambda folder: (folder / PROOF).unlink(),
    "extra bewijs-09.jpg": lambda folder: (folder / "bewijs-09.jpg").touch(),
}


@pytest.mark.parametrize("told", SPOILT)
def test_each_file_that_is_not_as_it_was_made_is_named(folder: Path, told: str) -> None:
    SPOILT[told](folder)
    for path in (folder, zipped(folder)):
        assert faults(path) == [told]
        result = verified(path)
        assert result.exit_code == 1
        fault, name = told.split()
        assert f"{fault:11}'{name}'" in result.stdout


def test_a_zip_with_a_flipped_bit_names_the_file(made: Made, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.zip"
    content = bytearray(made.export.zip.read_bytes())
    with zipfile.ZipFile(made.export.zip) as archive:
        place = archive.getinfo(PROOF).header_offset + 30 + len(PROOF) + 4
    content[place] ^= 1
    spoilt.write_bytes(content)
    assert faults(spoilt) == [f"changed {PROOF}"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_holds_a_name_twice_shows_one_and_proves_none(
    made: Made, tmp_path: Path
) -> None:
    doubled = shutil.copy(made.export.zip, tmp_path / "doubled.zip")
    with zipfile.ZipFile(doubled, "a") as archive:
        archive.writestr(PROOF, b"another")
        archive.writestr(LIST, b"another")
    assert faults(Path(doubled)) == ["twice SHA256SUMS", f"twice {PROOF}"]


def test_a_list_that_is_spoilt_or_names_what_lies_elsewhere_proves_nothing(folder: Path) -> None:
    (folder.parent / "outside.txt").write_bytes(b"")
    listed = (folder / LIST).read_text()
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (folder / LIST).write_text(f"{listed}nonsense\n{nothing}  ../outside.txt\n")
    assert faults(folder) == ["unreadable SHA256SUMS", "missing ../outside.txt"]
    (folder / LIST).write_text(listed + listed.splitlines()[0] + "\n")
    assert faults(folder) == ["twice zaak.pdf"]


def test_a_link_in_a_folder_is_no_file_of_an_export(folder: Path) -> None:
    (folder / PROOF).rename(folder.parent / "elsewhere.txt")
    (folder / PROOF).symlink_to(folder.parent / "elsewhere.txt")
    assert faults(folder) == [f"missing {PROOF}"]


def test_what_is_no_export_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK\x03\x04 nonsense")
    empty = tmp_path / "empty"
    empty.mkdir()
    for path, why in ((tmp_path / "no.zip", "no whole ZIP"), (empty, "holds no SHA256SUMS")):
        result = verified(path)
        assert result.exit_code == 2
        assert why in result.stderr
    (empty / LIST).write_bytes(b"\n" * 5_000_000)
    with pytest.raises(NoExport, match="too large"):
        prove(empty)
    (empty / LIST).unlink()
    (empty / LIST).mkdir()
    with pytest.raises(NoExport, match="holds no"):
        prove(empty)


def relist(folder: Path) -> None:
    """Make the list anew, as somebody would who wants the change not to show."""
    names = [line.split("  ")[1] for line in (folder / LIST).read_text().splitlines()]
    digests = (hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names)
    lines = (f"{digest}  {name}\n" for digest, name in zip(digests, names, strict=True))
    (folder / LIST).write_text("".join(lines))


def test_a_change_with_a_list_made_to_fit_is_denied_by_the_house(made: Made, folder: Path) -> None:
    append(PROOF)(folder)
    relist(folder)
    assert faults(folder) == []
    result = typed(made.host, "verify", str(folder))
    assert result.exit_code == 1
    assert "denied     This house made no export" in result.stdout


def test_a_log_line_or_an_original_that_the_house_never_had_is_denied(
    made: Made, folder: Path
) -> None:
    facts = json.loads((folder / FACTS).read_text())
    first = facts["log"][0]
    first["link"] = "0" * 64
    facts["log"].append({"number": 999, "link": "1" * 64})
    facts["exhibits"][0]["sha256"] = "2" * 64
    (folder / FACTS).write_text(json.dumps(facts))
    relist(folder)
    result = typed(made.host, "verify", "--json", str(folder))
    assert result.exit_code == 1
    denied = " ".join(json.loads(result.stdout)["denied"])
    assert f"Line {first['number']} of the log" in denied
    assert "Line 999 of the log" in denied
    assert "hash of an original" in denied


def test_an_export_of_another_house_is_held_against_its_own_list(made: Made, folder: Path) -> None:
    facts = json.loads((folder / FACTS).read_text())
    (folder / FACTS).write_text(json.dumps(facts | {"house": "0" * 16}))
    relist(folder)
    result = typed(made.host, "verify", str(folder))
    assert (result.exit_code, "another house" in result.stdout) == (0, True)
    (folder / FACTS).write_text("[]")
    relist(folder)
    assert "does not say which house" in typed(made.host, "verify", str(folder)).stdout
