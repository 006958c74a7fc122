"""However a school folder is torn, the reader gives a school or says what is wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.problems import SchoolProblems
from bot.cases.school import School
from bot.cases.schoolfile import FILES, read_school
from bot.cases.toml_lines import Document, parse
from tests.cases.noordhoek import texts

ODD_VALUES = ["1", "-1", "1.5", "true", '""', '"x"', "[]", "[1]", "[[]]", "{}", "[{}]"]
ODD_VALUES += ["2026-02-01", "2026-02-01T10:00:00", "10:00:00", "{ a = 1 }", '"\\u0000"']


@st.composite
def torn(draw: st.DrawFn) -> dict[str, str]:
    """The folder with one to three lines lost, doubled or given another value."""
    files = texts()
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(FILES))
        lines = files[name].split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[at].partition("=")
        value = draw(st.sampled_from(ODD_VALUES))
        odd = [f"{key}= {value}"] if equals else []
        lines[at : at + 1] = draw(st.sampled_from([[], [lines[at]] * 2, odd]))
        files[name] = "\n".join(lines)
    return files


@settings(max_examples=20, deadline=None)
@given(torn())
def test_a_torn_folder_gives_a_school_or_problems_with_a_place(files: dict[str, str]) -> None:
    is_school_or_problems(files)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(torn())
def test_a_thousand_torn_folders_give_a_school_or_problems(files: dict[str, str]) -> None:
    is_school_or_problems(files)


def is_school_or_problems(files: dict[str, str]) -> None:
    try:
        school = read_school(files)
    except SchoolProblems as caught:
        for problem in caught.problems:
            name, _, line = problem.place.partition(":")
            assert 1 <= int(line) <= len(files[name].split("\n"))
    else:
        assert isinstance(school, School)


def test_every_key_of_the_folder_is_found_on_its_own_line() -> None:
    for name, text in texts().items():
        document = parse(name, text)
        assert isinstance(document, Document)
        lines = text.split("\n")
        found = {number for path, number in document.lines.items() if isinstance(path[-1], str)}
        for number, line in enumerate(lines, start=1):
            if re.match(r"[a-z_]+ = ", line):
                assert number in found, f"{name}:{number}"


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ('a = """\nb = 1\n"""\nc = 3', ("c",), 4),
        ('a = [\n  "b = 1", # ]\n]\nc = 3', ("c",), 4),
        ("[a.b]\nc = 1", ("a", "b", "c"), 2),
        ("[[a]]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", 0, "b", 1, "c"), 4),
        ("[[a]]\n[[a]]\n[[a.b]]\nc = 1", ("a", 1, "b", 0, "c"), 4),
        ("[[a]]\n[a.b]\nc.d = 1", ("a", 0, "b", "c", "d"), 3),
        ('"a" = 1', ("a",), 1),
        ("# a = 1\n[b] # [c]\nd = { e = 1 }", ("b", "d", "e"), 3),
        ("a = 1", ("z",), 1),
    ],
)
def test_a_key_is_found_inside_tables_lists_and_long_values(
    text: str, path: tuple[str | int, ...], line: int
) -> None:
    document = parse("x.toml", text)
    assert isinstance(document, Document)
    assert document.place(path) == f"x.toml:{line}"
