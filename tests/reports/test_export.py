"""A case that is exported: all of it stands there, and nobody who may not be found."""

from __future__ import annotations

import hashlib
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

from bot.cases.involved import Part
from bot.cases.kinds import Mark
from bot.flows.logwords import WORDS
from bot.store import audit, entries, evidence, involved, releases
from bot.store.tx import Tx
from tests.reports import a_school
from tests.reports.a_school import CASE, CASE_ID, GIVEN, ITEM_ID, MENTOR, PROOF, Host, colleagues
from tests.reports.conftest import Made
from tests.reports.exported import CHOSEN, NAMED, export, told, typed
from tests.vault.limits import full_disk

TWO = ("--asked-by", "mevrouw El Amrani", "--agreed-by", "meneer De Wit")
ORDER = ["zaak.pdf", "bewijs-01.txt", "ORIGINALEN.txt", "log.csv", "zaak.json", "SHA256SUMS"]


def refused(host: Host, *words: str) -> str:
    result = typed(host, "export", *words, "--to", str(host.out))
    assert result.exit_code == 2, result.output
    assert list(host.out.iterdir()) == []
    return result.stderr.strip()


def test_the_document_tells_the_whole_case_in_dutch(made: Made) -> None:
    text = made.export.text
    for words in (
        "Zaak Blauwe Otter",
        "Praktijkschool De Noordhoek",
        "gemaakt op",
        "Soort Bedreigen, ",
        "A – leerlingen onderling",
        "Staat in SOM Zet de melding in SOM. (Stroomschema leerlingen, Iedereen en Mentor; A.som)",
        f"Gedaan door {MENTOR}, maandag 23 november 2026 10:00.",
        "Niet nodig: dat zei mevrouw El Amrani",
        "De melder stuurde geen bewijs",
        "Staat in SOM, HJ.",
        "Dank je. Wij helpen je.",
        "Uitkomst Afspraken gemaakt",
        hashlib.sha256(PROOF).hexdigest(),
        "pagina 1 van ",
        "de opdrachtregel van de server",
    ):
        assert words in text, words
    assert a_school.PRIVATE not in made.export.everything


def test_arabic_and_tigrinya_stand_in_it_letter_by_letter(made: Made) -> None:
    text = made.export.text
    for word in ("يهددني", "واتساب", "መዓልታዊ", "እንታይ", "ኣይፈልጥን።"):
        assert word in text
    assert "□[skull]×2" in text
    assert "□ staat voor een teken" in text


def test_it_holds_copies_lists_and_nothing_else(made: Made) -> None:
    assert made.export.names == ORDER
    assert made.export.file("bewijs-01.txt") == PROOF
    originals = made.export.file("ORIGINALEN.txt").decode().splitlines()
    assert originals[0].split() == [
        hashlib.sha256(PROOF).hexdigest(),
        *("bewijs-01", "2026-11-23", "10:00", "file", str(len(PROOF))),
    ]
    assert originals[1].startswith("destroyed ")
    assert made.export.file("zaak.pdf") == made.export.pdf.read_bytes()


def test_plain_sha256sum_proves_the_unpacked_folder(made: Made, tmp_path: Path) -> None:
    folder = made.export.unpack(tmp_path / "unpacked")
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],  # noqa: S607 - every server has it
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(ORDER) - 1


def test_what_is_written_is_for_this_user_only_and_stands_in_the_log(made: Made) -> None:
    paths = list(made.host.out.iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert set(paths) == {made.export.zip, made.export.pdf}
    listed = hashlib.sha256(made.export.file("SHA256SUMS")).hexdigest()
    last = made.host.do(lambda tx: audit.lines(tx, obj=CASE_ID)[0])
    assert (last.who, last.what) == (audit.COMMAND_LINE, f"Exported masked {listed[:32]}")


def test_t29_nothing_of_a_nameless_reporter_stands_in_an_export(made: Made) -> None:
    asked = "SELECT contact_ref FROM contacts"
    reporter = made.host.do(lambda tx: tx.db.execute(asked).fetchone()[0])
    everything = made.export.everything
    for canary in (a_school.ADDRESS, "7931468205113", reporter, "c" * 32):
        assert canary not in everything


def test_t29_a_colleague_who_reported_without_a_name_is_the_reporter_everywhere(
    host: Host,
) -> None:
    host.settle(colleagues())
    host.do(lambda tx: audit.write(tx, "b-smit", "Refused own", CASE_ID))
    for everything in (told(host), told(host, NAMED)):
        assert "Smit" not in everything
        assert "b-smit" not in everything
        assert '"De melder vroeg iets wat niet mocht.","De melder","Refused own"' in everything


def test_names_of_who_does_not_work_the_case_are_replaced(host: Host) -> None:
    host.settle(replace(CASE, doer_person="b-smit"))
    masked, named = told(host), told(host, NAMED)
    assert "Smit" not in masked
    assert "Chen" not in masked
    assert "ook meneer collega 1 zag het" in masked
    assert MENTOR in masked
    assert "ook meneer Smit zag het" in named
    assert "mevrouw Chen" in named


def test_students_whom_a_handler_entered_are_numbered_everywhere(host: Host) -> None:
    host.settle()

    def enter(tx: Tx) -> None:
        involved.add(tx, CASE_ID, Part.DOER, "Sem de Ruiter", "2b")
        involved.add(tx, CASE_ID, Part.VICTIM, "Noor Vink", None)
        entries.add(tx, CASE_ID, "note", "Noor zegt dat Sem de Ruiter het deed.", "e-yilmaz")

    host.do(enter)
    masked, named = told(host), told(host, NAMED)
    assert "leerling 1 (2b)" in masked
    assert "leerling 2 zegt dat leerling 1 het deed." in masked
    for name in ("Sem", "Ruiter", "Noor", "Vink"):
        assert name not in masked
        assert name in named


def test_names_take_two_different_people_who_may_export_it(host: Host) -> None:
    host.settle()
    assert "two different people" in refused(host, CASE.name, "--unmasked")
    alone = ("--asked-by", "meneer De Wit", "--agreed-by", "meneer De Wit")
    assert "two different people" in refused(host, CASE.name, "--unmasked", *alone)
    mentor = ("--asked-by", "meneer De Wit", "--agreed-by", MENTOR)
    assert "may not export" in refused(host, CASE.name, "--reporter-name", *mentor)
    nobody = ("--asked-by", "meneer De Wit", "--agreed-by", "meneer Niemand")
    assert "as they stand in" in refused(host, CASE.name, "--unmasked", *nobody)
    export(host, "--unmasked", "--reporter-name", *TWO)
    found = host.do(lambda tx: [row.what for row in audit.lines(tx, obj=CASE_ID)[:3]])
    assert found[0].startswith("Exported unmasked-with-reporter ")
    assert found[1:] == ["AgreedBy j-de-wit", "AskedBy f-el-amrani"]


def test_who_was_taken_off_the_case_gets_no_export_of_it(host: Host) -> None:
    host.settle(replace(CASE, excluded=frozenset({"j-de-wit"})))
    assert "may not export" in refused(host, CASE.name, "--unmasked", *TWO)
    assert "may not export" in refused(host, CASE.name, "--asked-by", "meneer De Wit")


def test_a_name_that_was_given_stands_there_only_when_chosen(host: Host) -> None:
    host.settle(given=GIVEN)
    for everything in (told(host), told(host, NAMED)):
        assert "Zwaluwtje" not in everything
        assert "Vinkenoog" not in everything
    assert f"een leerling: {GIVEN}" in told(host, CHOSEN)


def test_an_original_goes_along_only_for_whom_it_was_released(host: Host) -> None:
    host.settle()

    def release(tx: Tx) -> None:
        releases.ask(tx, ITEM_ID, CASE_ID, "f-el-amrani", "aangifte", named=False)
        releases.answer(tx, ITEM_ID, yes=True)
        releases.confirm(tx, ITEM_ID, "j-de-wit")
        tx.db.execute("UPDATE releases SET ends_at = 9e9")

    host.do(release)
    assert export(host, "--asked-by", "meneer De Wit").names == ORDER
    theirs = export(host, "--asked-by", "mevrouw El Amrani")
    assert theirs.names[1:3] == ["bewijs-01.txt", "bewijs-01-origineel.txt"]
    assert theirs.file("bewijs-01-origineel.txt") == PROOF


def test_where_it_may_be_about_nakedness_no_file_goes_along(host: Host) -> None:
    host.settle(replace(CASE, marks=frozenset({Mark.NUDE})))
    made = export(host)
    assert "bewijs-01.txt" not in made.names
    assert "er gaat geen bestand mee" in made.text
    assert hashlib.sha256(PROOF).hexdigest() in made.text


def test_what_cannot_be_cleaned_is_named_stays_sealed_and_the_log_grows(host: Host) -> None:
    host.settle()
    host.each(
        lambda tx: host.item(tx, "00000000000000e3", bytes(range(256)) * 8),
        lambda tx: evidence.attach(tx, ["00000000000000e3"], CASE_ID),
    )
    made = export(host)
    assert made.names == ORDER
    assert "blijft verzegeld op school" in made.text
    assert "bewijs-03" in made.file("ORIGINALEN.txt").decode()
    assert "Exported masked" in told(host)


def test_no_cell_of_the_log_is_a_formula(made: Made) -> None:
    log = made.export.log
    assert [row["what"] for row in log][:3] == ["Reported", "Read", "Refused read"]
    assert [row["who"] for row in log][:2] == ["De melder", MENTOR]
    assert log[-1]["about"] == "bewijs-01"
    cells = [cell for row in log for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]


def test_a_case_that_is_not_there_is_said_in_a_sentence(made: Made) -> None:
    for name in ("Rode Vos", "", "../../etc/passwd", "=cmd"):
        result = typed(made.host, "export", name, "--to", str(made.host.out))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.strip() == "There is no case with that name."


def test_an_export_lies_open_and_has_no_place_in_the_data_folder(made: Made) -> None:
    data = made.host.folder / "data"
    for folder in (data, data / "evidence"):
        before = sorted(path.name for path in folder.iterdir())
        result = typed(made.host, "export", CASE.name, "--to", str(folder))
        assert result.exit_code == 2
        assert sorted(path.name for path in folder.iterdir()) == before


def test_an_export_that_fails_half_way_leaves_no_file(host: Host) -> None:
    host.settle()
    export(host)  # the copy is made
    for path in host.out.iterdir():
        path.unlink()
    with full_disk(after=20_000):
        result = typed(host, "export", CASE.name, "--to", str(host.out))
    assert result.exit_code == 2
    assert list(host.out.iterdir()) == []


def test_the_log_of_an_export_is_in_sentences_and_not_in_code_words(made: Made) -> None:
    told = [row["told"] for row in made.export.log]
    assert told[0] == "De melder stuurde de melding."
    assert not [words for words in told if words.split(" ")[0] in WORDS]
    assert "De melder stuurde de melding." in made.export.text
    assert "Reported" not in made.export.text
