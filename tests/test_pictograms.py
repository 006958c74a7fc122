"""A pictogram has one meaning: who does not read well goes by it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from scripts.catalogs import ROOT
from tests.test_locales import LANGUAGES, entries, forms

SIGN = re.compile(r"[\u21a9\u21aa\u2300-\u23ff\u2600-\u27bf\u2b05-\u2bff\U0001f000-\U0001faff]")
ROW = re.compile(r"^\| (\S+) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
ICON, LABEL = {"labelled": 0, "Option": 2, "Offer": 2}, {"labelled": 1, "Option": 1, "Offer": 3}
"""Which argument of these is the pictogram, and which the words behind it."""
BACK = "⬅️"
"""Stands before the name of the place it leads back to."""
TYPED = {"👍", "👎", "❌"}
"""What people send for yes and no: `signs` of an answer, nobody is shown them for that."""


def table() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Sign, meaning, and the buttons that bear it, as docs/pictograms.md has them."""
    rows = ROW.findall((ROOT / "docs" / "pictograms.md").read_text("utf-8"))
    said = (
        (sign, means, buttons.split(" · ")) for sign, means, buttons in rows if SIGN.match(sign)
    )
    return tuple((sign, means, frozenset(one for one in on if one)) for sign, means, on in said)


@cache
def trees() -> tuple[ast.Module, ...]:
    rooms = ("flows", "conversations", "jobs", "cases")
    paths = sorted(path for room in rooms for path in (ROOT / "bot" / room).rglob("*.py"))
    return tuple(ast.parse(path.read_text("utf-8")) for path in paths)


def calls() -> Iterator[tuple[str, str]]:
    """(pictogram, English label) of every button whose words stand in the code; "" elsewhere."""
    for node in (node for tree in trees() for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = ICON.get(node.func.id, len(node.args))
            if place < len(node.args) and isinstance(icon := node.args[place], ast.Constant):
                yield str(icon.value), words_of(node.args[LABEL[node.func.id]])


def words_of(label: ast.expr) -> str:
    match label:
        case ast.Call(func=ast.Name(id="N_"), args=[ast.Constant(value=str(key)), *_]):
            return key
        case ast.Call(func=ast.Attribute(value=inner, attr="of")):
            return words_of(inner)
    return ""


def signs_in_the_code() -> set[str]:
    """Every pictogram in any string, also those within a sentence."""
    strings = (
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {sign for words in strings for sign in SIGN.findall(words)}


def test_one_pictogram_stands_for_one_meaning_and_one_meaning_has_one_pictogram() -> None:
    rows = table()
    assert len(rows) > 80
    assert len({sign for sign, _means, _on in rows}) == len(rows)
    assert len({means for _sign, means, _on in rows}) == len(rows)


def test_a_button_bears_the_pictogram_that_the_table_gives_it() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sign, label in calls():
        if SIGN.match(sign):
            found[sign] |= {label} - {""}
    assert {sign: set(on) for sign, _means, on in table() if sign in found or on} == dict(found)


def test_no_other_pictogram_is_shown_anywhere() -> None:
    known = {one for sign, _means, _on in table() for one in SIGN.findall(sign)} | TYPED
    assert signs_in_the_code() <= known


def test_the_same_words_never_bear_two_pictograms() -> None:
    signs: defaultdict[str, set[str]] = defaultdict(set)
    for sign, label in calls():
        if label not in {"", "{name}"} and SIGN.match(sign) and sign != BACK:
            signs[label].add(sign)
    assert {label: found for label, found in signs.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_bears_the_pictograms_of_its_sentence(language: str) -> None:
    pairs = (pair for message in entries(language) for pair in forms(message))
    assert not [key for key, said in pairs if SIGN.findall(key) != SIGN.findall(said)]
