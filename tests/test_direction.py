"""In a line from right to left names and numbers stay in order: drawn by Unicode's own rules."""

from __future__ import annotations

import re

import pytest
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from bot.direction import begun_right, kept_apart
from bot.flows.kit import Option
from bot.text import N_, Text
from scripts.catalogs import LOCALES
from tests.cases.noordhoek import noordhoek
from tests.wording import dutch_first

I18N = dutch_first()
UNSEEN = re.compile("[\u200e\u200f\u2066-\u2069]")
NUMBER = re.compile(r"\d[\d -]*\d(?:-[\d ]+\d)?")
ARABIC = re.compile(r'^msgstr(?:\[\d\])? "(.*)"$', re.MULTILINE)


def drawn(line: str) -> str:
    """What the eye meets from left to right, without what it cannot see."""
    return UNSEEN.sub("", BidiParagraph(line, TextDirection.RTL).get_reordered_string())


@pytest.mark.parametrize(
    "value", ["020-261 52 75", "mevrouw Van der Hoeven", "0900-111 3 111", "09:30 - 10:00"]
)
def test_a_name_or_number_keeps_its_order(value: str) -> None:
    line = I18N.render(N_("School is open now. Call {phone}.").of(phone=value), "ar")
    assert value in drawn(line)
    assert kept_apart(value) != value


@pytest.mark.parametrize("value", ["3", "1a", "Kaya", "https://school.nl/a", "x7-Qk_2", "👥", ""])
def test_what_has_no_order_to_lose_stays_as_it_is(value: str) -> None:
    assert kept_apart(value) == value


def test_back_points_to_where_the_reader_came_from() -> None:
    back = Option("<", N_("Back"), "⬅️").shown
    assert I18N.render(back, "ar").startswith("➡️")
    assert I18N.render(back, "nl") == "⬅️ Terug"


def test_names_in_a_row_are_read_from_the_right() -> None:
    names = ("mevrouw Yilmaz", "meneer De Wit", "meneer Kaya")
    line = drawn(I18N.render(N_("These people read it: {people}.").of(people=names), "ar"))
    places = [line.index(name) for name in names]
    assert places == sorted(places, reverse=True)


def test_a_line_that_begins_with_a_name_still_runs_from_the_right() -> None:
    role = N_("confidant")
    said = I18N.render(N_("{name}, {role}: {days}.").of(name="Kaya", role=role, days="1"), "ar")
    assert said.startswith("\u200f")
    assert begun_right("Kaya") == "Kaya"


def test_somebodys_own_words_are_not_touched() -> None:
    assert (
        I18N.render(Text("{words}", values={"words": "hij zegt: 1 - 2"}), "ar") == "hij zegt: 1 - 2"
    )


def test_other_languages_have_no_unseen_signs() -> None:
    said = N_("School is open now. Call {phone}.").of(phone="0183-625350")
    assert not any(UNSEEN.search(I18N.render(said, one)) for one in I18N.languages if one != "ar")


def test_no_number_of_the_arabic_catalog_is_turned_round() -> None:
    """Also those that stand in a sentence itself, beside what was filled in."""
    phone, hour = noordhoek().phone, "09:30"
    written = (LOCALES / "ar" / "LC_MESSAGES" / "bot.po").read_text("utf-8")
    turned = []
    for sentence in ARABIC.findall(written):
        line = begun_right(re.sub(r"\{\w+\}", kept_apart(phone), sentence))
        seen = drawn(line.replace('\\"', '"'))
        turned += [n for n in NUMBER.findall(UNSEEN.sub("", line)) if n not in seen]
    assert turned == []
    assert hour in drawn(begun_right(f"الساعة {hour}"))
