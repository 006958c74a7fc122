"""What somebody gets who asks for their own data: all of theirs, and nobody else with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cases.involved import Part
from bot.cases.kinds import ReporterRole
from bot.cases.signals import SignalKind
from bot.i18n import FORMAL
from bot.store import audit, cases, contacts, entries, involved, post_questions, signals
from bot.store.post_questions import PostQuestion
from bot.store.signals import Written
from bot.store.tx import Tx
from tests.reports.a_school import CASE, GIVEN, MENTOR, PRIVATE, STORY, Host, colleagues
from tests.reports.conftest import Made
from tests.reports.exported import Export, typed

OTHER = replace(CASE, case_id="00000000000000a9", name="Rode Vos")


def of_person(host: Host, wanted: str) -> Export:
    result = typed(host, "export", "--person", wanted, "--to", str(host.out), "--json")
    assert result.exit_code == 0, result.output
    written = json.loads(result.stdout)
    return Export(Path(written["zip"]), Path(written["pdf"]), "gegevens.pdf")


@pytest.fixture
def mentor(made: Made, tmp_path: Path) -> Export:
    """What the mentor gets; the house is only looked at, and its folder stays as it was."""
    result = typed(made.host, "export", "--person", MENTOR, "--to", str(tmp_path), "--json")
    written = json.loads(result.stdout)
    return Export(Path(written["zip"]), Path(written["pdf"]), "gegevens.pdf")


def test_a_colleague_reads_what_they_are_did_and_wrote(mentor: Export) -> None:
    assert mentor.names == ["gegevens.pdf", "gegevens.json", "SHA256SUMS"]
    for told in (MENTOR, "Rollen mentor", "Zaak Blauwe Otter", "eigenaar, deed een stap"):
        assert told in mentor.text
    assert "Dank je. Wij helpen je." in mentor.text
    assert PRIVATE in mentor.text
    assert "UAVG art. 41" in mentor.text
    data = json.loads(mentor.file("gegevens.json"))
    assert [row["what"] for row in data["log"]] == ["Read", "Looked"]
    assert data["cases"][0]["part"] == ["owner", "steps"]


def test_others_are_masked_and_no_reporter_is_in_it(mentor: Export) -> None:
    assert "Gesproken met mevrouw collega 1." in mentor.everything
    for canary in ("Chen", "Smit", "El Amrani", STORY.splitlines()[0]):
        assert canary not in mentor.everything


def test_who_is_named_in_a_note_reads_the_note_and_nothing_else_of_it(made: Made) -> None:
    named = of_person(made.host, "mevrouw Chen")
    assert "Gesproken met mevrouw Chen." in named.text
    assert MENTOR not in named.everything
    assert "Wij helpen je" not in named.everything
    assert json.loads(named.file("gegevens.json"))["cases"][0]["part"] == []
    for path in (named.zip, named.pdf):
        path.unlink()


def test_a_case_that_must_stay_closed_to_somebody_is_not_in_their_data(host: Host) -> None:
    host.settle(replace(CASE, doer_person="x-chen", excluded=frozenset({"k-visser"})))

    def more(tx: Tx) -> None:
        cases.create(
            tx,
            replace(colleagues(), case_id=OTHER.case_id, name=OTHER.name),
            reporter=None,
            reporter_name=GIVEN,
        )
        entries.add(tx, CASE.case_id, "note", "Meneer Visser belt.", "e-yilmaz")
        entries.add(tx, OTHER.case_id, "note", "Smit sprak met Zwaluwtje.", "e-yilmaz")
        audit.write(tx, "b-smit", "Refused own", OTHER.case_id)

    host.do(more)
    for name in ("x-chen", "meneer Visser", "b-smit"):
        data = json.loads(of_person(host, name).file("gegevens.json"))
        assert data["cases"] == [] or name == "b-smit"
        assert data["log"] == []
        assert "Rode Vos" not in json.dumps(data)
    written = of_person(host, "e-yilmaz").everything
    assert "collega" in written
    assert "Zwaluwtje" not in written


def test_what_a_colleague_signalled_and_asked_is_in_it_and_nothing_said_about_them(
    host: Host,
) -> None:
    host.settle()

    def write(tx: Tx) -> None:
        day = date(2026, 11, 23)
        signals.add(tx, "e-yilmaz", day, Written(SignalKind.SEEN, "Ik zag dit bij mevrouw Chen."))
        signals.add(tx, "b-smit", day, Written(SignalKind.BREACH, f"{MENTOR} appt leerlingen."))
        asked = PostQuestion("", ReporterRole.STAFF, "e-yilmaz", "row", "ref", "Mag de klasfoto?")
        one = post_questions.add(tx, asked, day)
        post_questions.answered(tx, one, "f-el-amrani", "Ja, dat mag.")
        chat = contacts.meet(tx, "telegram", "4711", f"nl{FORMAL}")  # who came as a parent first
        contacts.bind(tx, chat.contact_ref, "e-yilmaz")

    host.do(write)
    mine, management = of_person(host, "e-yilmaz"), of_person(host, "f-el-amrani")
    said = json.loads(mine.file("gegevens.json"))["said"]
    assert "telegram (nl)" in mine.text
    assert FORMAL not in mine.everything
    assert [one["what"] for one in said] == ["signal", "question"]
    assert "Mag de klasfoto?" in mine.text
    assert "Ik zag dit bij mevrouw collega" in mine.text
    assert "appt" not in mine.everything
    assert "Ja, dat mag." not in mine.everything
    assert json.loads(management.file("gegevens.json"))["said"][0]["words"] == "Ja, dat mag."


def test_who_does_not_work_here_is_found_by_all_of_their_name(host: Host) -> None:
    host.settle()

    def enter(tx: Tx) -> None:
        entries.add(tx, CASE.case_id, "note", "Noor Vink sprak Sem.", "e-yilmaz")
        involved.add(tx, CASE.case_id, Part.WITNESS, "Noor Vink", "2b")
        involved.add(tx, CASE.case_id, Part.DOER, "Sem de Ruiter", "2b")

    host.do(enter)
    found = of_person(host, "Noor Vink")
    assert "Noor Vink sprak leerling 1." in found.text
    assert "Uw rol erin u zag het" in found.text
    assert json.loads(of_person(host, "Sem de Ruiter").file("gegevens.json"))["cases"] == []
    assert json.loads(of_person(host, "Noor de Ruiter").file("gegevens.json"))["cases"] == []
    assert json.loads(of_person(host, "Al").file("gegevens.json"))["cases"] == []
    last = host.do(lambda tx: audit.lines(tx)[0])
    assert (last.who, last.object) == (audit.COMMAND_LINE, "")
    assert last.what.startswith("Exported person ")


def test_a_case_in_which_one_name_of_theirs_stands_as_doer_stays_closed(host: Host) -> None:
    host.settle()

    def enter(tx: Tx) -> None:
        entries.add(tx, CASE.case_id, "note", "Sem de Ruiter zit in 2b.", "e-yilmaz")
        involved.add(tx, CASE.case_id, Part.DOER, "Sem", "2b")

    host.do(enter)
    assert json.loads(of_person(host, "Sem de Ruiter").file("gegevens.json"))["cases"] == []


def test_it_is_about_a_case_or_about_a_person(made: Made) -> None:
    for words in ((), (CASE.name, "--person", "mevrouw Chen")):
        result = typed(made.host, "export", *words)
        assert result.exit_code == 2
        assert "one of the two" in result.stderr


def test_what_is_written_is_told_to_who_looks(made: Made, tmp_path: Path) -> None:
    told = typed(made.host, "export", "--person", "x-chen", "--to", str(tmp_path)).stdout
    assert "Both lie open." in told
    assert "Evidence:" not in told
    told = typed(made.host, "export", CASE.name, "--to", str(tmp_path)).stdout
    assert "Evidence:  1 of 2 inside" in told
    assert "Names:     replaced" in told
    proven = typed(made.host, "verify", str(next(tmp_path.glob("gegevens-*.zip"))))
    assert proven.exit_code == 0
