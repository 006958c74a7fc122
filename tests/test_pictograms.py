"""A pictogram has one meaning: who does not read well goes by it."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.flows.words import Words
from scripts.catalogs import ROOT
from tests.house import modules
from tests.test_locales import LANGUAGES, entries, forms

SIGN = re.compile(r"[\u21a9\u21aa\u2300-\u23ff\u2600-\u27bf\u2b05-\u2bff\U0001f000-\U0001faff]")
ROW = re.compile(r"^\| (\S+) \| ([^|]+) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
ICON, LABEL = {"labelled": 0, "Option": 2, "Offer": 2}, {"labelled": 1, "Option": 1, "Offer": 3}
"""Which argument of these is the pictogram, and which the words behind it."""
BACK = "⬅️"
"""Stands before the name of the place it leads back to."""
IN_TWO = {"team", "{name}"}
"""A place that is led back to as well, and a name, which says nothing by itself."""
TYPED = {"👍", "👎", "❌"}
"""What people send for yes and no: `signs` of an answer, nobody is shown them for that."""


@dataclass(frozen=True)
class Row:
    """One sign of docs/pictograms.md: the buttons that bear it, and the words that say it."""

    sign: str
    means: str
    buttons: frozenset[str]
    said_by: frozenset[str]

    def says(self, label: str) -> bool:
        """Whether a button says what the sign means."""
        return any(
            re.search(rf"(?<!\w){re.escape(words)}(?!\w)", label, re.IGNORECASE)
            for words in self.said_by
        )


def table() -> tuple[Row, ...]:
    """Every sign, as docs/pictograms.md has them."""
    rows = ROW.findall((ROOT / "docs" / "pictograms.md").read_text("utf-8"))
    return tuple(
        Row(sign, means, listed(buttons), listed(said_by))
        for sign, means, buttons, said_by in rows
        if SIGN.match(sign)
    )


def listed(cell: str) -> frozenset[str]:
    return frozenset(one for one in cell.split(" · ") if one)


def nodes() -> Iterator[ast.AST]:
    rooms = {"flows", "conversations", "jobs", "cases"}
    return (node for one in modules("bot") if one.room in rooms for node in one.nodes)


def calls() -> Iterator[tuple[str, str]]:
    """(pictogram, English label) of every button whose words stand in the code; "" elsewhere."""
    for node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from way_past(node)
            place = ICON.get(node.func.id, len(node.args))
            if place < len(node.args) and isinstance(icon := node.args[place], ast.Constant):
                yield str(icon.value), words_of(node.args[LABEL[node.func.id]])


def way_past(step: ast.Call) -> Iterator[tuple[str, str]]:
    """The button that leaves a step empty: a sign of its own, or that of the field."""
    named = {one.arg: one.value for one in step.keywords}
    if "skip" in named:
        sign = ast.literal_eval(named.get("skip_sign", ast.Constant(Words.skip_sign)))
        yield sign, words_of(named["skip"])


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
        for node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {sign for words in strings for sign in SIGN.findall(words)}


def test_one_pictogram_stands_for_one_meaning_and_one_meaning_has_one_pictogram() -> None:
    rows = table()
    assert len(rows) > 80
    assert len({row.sign for row in rows}) == len(rows)
    assert len({row.means for row in rows}) == len(rows)


def test_every_button_says_what_its_pictogram_means() -> None:
    several = [row for row in table() if len(row.buttons) > 1]
    assert len(several) > 40
    silent = [(row.sign, one) for row in several for one in row.buttons if not row.says(one)]
    assert silent == []
    spoken = Counter(words for row in several for words in row.said_by)
    assert {words for words, signs in spoken.items() if signs > 1} <= IN_TWO


def test_a_button_that_means_something_else_would_be_found() -> None:
    no, hidden = (next(row for row in table() if row.sign == sign) for sign in ("➖", "🕶️"))
    assert no.says("No, leave it")
    assert not no.says("Not needed")
    assert not hidden.says("Only words, no address")


def test_a_button_bears_the_pictogram_that_the_table_gives_it() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for sign, label in calls():
        if SIGN.match(sign):
            found[sign] |= {label} - {""}
    listed_on = {row.sign: set(row.buttons) for row in table() if row.sign in found or row.buttons}
    assert listed_on == dict(found)


def test_no_other_pictogram_is_shown_anywhere() -> None:
    known = {one for row in table() for one in SIGN.findall(row.sign)} | TYPED
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
