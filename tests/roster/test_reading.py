"""A staff list is read however a school saved it; what is wrong is said line by line."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from bot.cases.people import WORKDAYS, Role
from bot.roster.faults import NoList
from bot.roster.lines import Read, read_lines
from bot.roster.table import MOST_BYTES, rows_of
from bot.roster.words import days_of, role_of
from tests.cases.noordhoek import noordhoek

HEADING = "naam;rol;klas;dagen;vervanger;e-mail;telefoon"
ONE = "mevrouw Zoë Nieuw;mentor, vertrouwenspersoon;1a en 2b;ma, di;;zoe@school.example;0612345678"


def read(words: str | bytes) -> Read:
    content = words.encode() if isinstance(words, str) else words
    return read_lines(rows_of(content), noordhoek())


def faults(*lines: str) -> list[str]:
    return [str(one) for one in read("\n".join((HEADING, *lines))).faults]


def why_not(content: bytes) -> str:
    with pytest.raises(NoList) as refused:
        read(content)
    return str(refused.value)


def a_book(*rows: tuple[str | float | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_list_is_read_in_every_way_it_may_be_saved(encoding: str, sign: str) -> None:
    words = "\r\n".join((HEADING, ONE)).replace(";", sign)
    (line,) = read(words.encode(encoding)).lines
    assert line.name == "mevrouw Zoë Nieuw"
    assert line.roles == frozenset({Role.MENTOR, Role.CONFIDANT})
    assert line.classes == frozenset({"1a", "2b"})
    assert line.days == frozenset({1, 2})
    assert line.deputies == ()
    assert (line.email, line.phone) == ("zoe@school.example", "0612345678")


def test_columns_come_in_any_order_and_either_language_and_others_are_named() -> None:
    found = read(
        'Class,E-mail address,Schoenmaat,Full Name,ROLE\n"1A, 1b",,43,Bo Bos,Team Leader\n'
    )
    (line,) = found.lines
    assert (line.number, line.name) == (2, "Bo Bos")
    assert line.roles == frozenset({Role.TEAM_LEADER})
    assert line.classes == frozenset({"1a", "1b"})
    assert line.days is None
    assert found.left_out == ("Schoenmaat",)
    assert found.faults == ()


def test_a_name_may_stand_in_parts_and_empty_lines_do_not_count() -> None:
    found = read("voornaam;tussenvoegsel;achternaam\n\nBo;van der;Bos\n;;\nAn;;Smit\n")
    assert [(one.number, one.name) for one in found.lines] == [
        (3, "Bo van der Bos"),
        (5, "An Smit"),
    ]


def test_an_excel_list_is_read_with_numbers_as_they_are_typed() -> None:
    content = a_book(("naam", "dagen", "rol"), ("Bo Bos", 1, "MT"), ("An Smit", 2.0, None))
    bo, an = read(content).lines
    assert bo.days == frozenset({1})
    assert bo.roles == frozenset({Role.MANAGEMENT})
    assert an.days == frozenset({2})
    assert an.roles == frozenset({Role.STAFF})


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (";mentor", "Line 2: There is no name."),
        ("Bo;prins", 'Line 2: "prins" is no role here. Choose from mentor,'),
        ("Bo;leerling", 'Line 2: "leerling" is no role here.'),
        ("Bo;mentor;9z", 'Line 2: There is no class "9z". Choose from 1a,'),
        ("Bo;mentor;1a;nooit", 'Line 2: "nooit" are no days. Write them as'),
        ("Bo;mentor;;;;niets", "Line 2: This is no e-mail address."),
        ("Bo;mentor;;;;;bel me", "Line 2: This is no phone number."),
        ("=HYPERLINK(1);mentor", 'Line 2: "name" begins with "=", as a formula does.'),
        ("@SUM(A1);mentor", 'Line 2: "name" begins with "@"'),
        ("-2+3;mentor", 'Line 2: "name" begins with "-"'),
        ("x" * 61 + ";mentor", "Line 2: The name is longer than 60 characters."),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_mend(line: str, what: str) -> None:
    (found,) = faults(line)
    assert found.startswith(what)


def test_a_formula_of_excel_is_refused_and_never_worked_out() -> None:
    (fault,) = read(a_book(("naam",), ("=1+1",))).faults
    assert "as a formula does" in fault.what


def test_a_phone_number_may_begin_with_a_plus_and_a_dash_is_nothing() -> None:
    (line,) = read(f"{HEADING}\nBo;-;-;;-;;+31 6 12345678").lines
    assert line.phone == "+31 6 12345678"
    assert line.classes == frozenset()
    assert line.roles == frozenset({Role.STAFF})


def test_one_name_twice_is_told_of_the_second_line() -> None:
    (fault,) = faults("Bo Bos;mentor", "BO  BÖS;mt")
    assert fault == ("Line 3: This is the name of line 2 too. Write a fuller name for one of them.")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("ma-vr", WORKDAYS),
        ("ma t/m wo", {1, 2, 3}),
        ("di & do", {2, 4}),
        ("Monday, friday", {1, 5}),
        ("alle dagen", WORKDAYS),
        ("", WORKDAYS),
        ("1,3", {1, 3}),
        ("zo", None),
        ("ma-di-wo", None),
        ("vr-ma", None),
    ],
)
def test_days_are_read_as_schools_write_them(words: str, days: frozenset[int] | None) -> None:
    assert days_of(words) == days


@pytest.mark.parametrize("words", ["Safety coordinator", "CSV", "safety_coordinator"])
def test_a_role_has_its_short_its_dutch_and_its_english_name(words: str) -> None:
    assert role_of(words) is Role.SAFETY_COORDINATOR


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"\n\n;;\n", "The file is empty."),
        (b"rol;klas\nmentor;1a", 'No column is called "name"'),
        (b"naam;rol;functie\nBo;mentor;mt", 'Two columns mean "roles".'),
        (b"naam\nBo\x00\xff", "This is no CSV and no Excel file."),
        (b"\xd0\xcf\x11\xe0old", "This is an old Excel file (.xls)."),
        (b"PK\x03\x04 torn", "The Excel file cannot be read."),
        (b"naam\n" + b"Bo\n" * 10_000, "The list has more than 2000 lines."),
        (b"x" * (MOST_BYTES + 1), "The file is larger than 5 MB."),
        (b"naam\n" + b"x" * 200_000, "The file is torn: a cell goes on and on."),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    assert why_not(content).startswith(why)


def test_an_excel_file_that_swells_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    assert "far larger inside" in why_not(file.getvalue())
