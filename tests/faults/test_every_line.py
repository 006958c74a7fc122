"""The list of faults and the tests are in step: no line without a test, no test without a line."""

import re
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "faults.md"
ROW = re.compile(r"\| (~~)?([TP]\d+)(?:~~)? \| .* \| (.*) \|")
NAMED = re.compile(r"def test_((?:[tp]\d+_(?:and_)?)+)")
SAID = re.compile(r"\b[TP]\d{1,2}\b")
EVERY = [*(f"T{number}" for number in range(1, 71)), *(f"P{number}" for number in range(1, 8))]


def lines() -> dict[str, set[str]]:
    """The files of each line; of one that is struck out nothing is asked but a reason."""
    found = [row for line in PAGE.read_text("utf-8").splitlines() if (row := ROW.match(line))]
    assert [row[2] for row in found] == EVERY
    assert all(row[3] for row in found)
    return {row[2]: set(row[3].split(", ")) for row in found if not row[1]}


def shown() -> dict[str, set[str]]:
    """The files in which a test names each line."""
    where: dict[str, set[str]] = defaultdict(set)
    for path in TESTS.rglob("test_*.py"):
        if path == Path(__file__):
            continue
        source = path.read_text("utf-8")
        named = {one for ids in NAMED.findall(source) for one in re.findall(r"[tp]\d+", ids)}
        for one in {one.upper() for one in named} | set(SAID.findall(source)):
            where[one].add(str(path.relative_to(TESTS)))
    return where


def test_every_line_has_its_tests_and_every_such_test_its_line() -> None:
    listed, found = lines(), shown()
    assert {one: files - found[one] for one, files in listed.items() if files - found[one]} == {}
    assert found.keys() <= set(EVERY)
