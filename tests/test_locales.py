"""Every sentence is there in every language offered, and short enough for who reads it."""

from __future__ import annotations

import ast
import re
from datetime import date, timedelta
from functools import cache
from gettext import c2py

import pytest
from babel.core import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.catalog import read_catalog
from bot.flows.day import MONTHS, WEEKDAYS
from bot.text import Text
from bot.understanding.folding import folded
from scripts import catalogs
from tests.house import modules
from tests.wording import dutch_first

LANGUAGES = sorted(path.parent.parent.name for path in catalogs.LOCALES.glob("*/*/bot.po"))
I18N = dutch_first()
SAFETY = {
    line
    for line in (catalogs.LOCALES / "safety.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
}

each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def catalog(language: str) -> Catalog:
    with (catalogs.LOCALES / language / "LC_MESSAGES" / "bot.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def entries(language: str) -> tuple[Message, ...]:
    return tuple(message for message in catalog(language) if message.id)


def forms(message: Message) -> tuple[tuple[str, str], ...]:
    """(sentence, translation) of each plural form, or of the one there is."""
    if isinstance(message.id, str):
        return ((message.id, str(message.string)),)
    one, *more = tuple(message.string or ("",))
    return ((message.id[0], one), *((message.id[1], form) for form in more))


# ------------------------------------------------------------------ the catalogs themselves


def test_every_marked_sentence_is_collected_however_its_call_is_written() -> None:
    marked = {
        str(node.args[0].value)
        for module in modules("bot")
        for node in module.nodes
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_"
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(marked) > 1000
    assert not [key for key in marked if key not in catalogs.template()]


def test_the_template_holds_what_the_code_says() -> None:
    written = catalogs.written(catalogs.template())
    assert (catalogs.LOCALES / "bot.pot").read_text("utf-8") == written, "run `make catalogs`"


@each_language
def test_a_catalog_is_in_step_with_the_code(language: str) -> None:
    path = catalogs.LOCALES / language / "LC_MESSAGES" / "bot.po"
    wanted = catalogs.updated(path, catalogs.template())
    assert path.read_text("utf-8") == wanted, "run `make catalogs`"


@each_language
def test_every_language_offered_is_complete(language: str) -> None:
    empty = [m.id for m in entries(language) if not all(said for _key, said in forms(m))]
    assert not empty


@each_language
def test_every_plural_has_as_many_forms_as_the_language(language: str) -> None:
    plurals = [m for m in entries(language) if m.pluralizable]
    assert plurals
    assert {len(forms(m)) for m in plurals} == {catalog(language).num_plurals}


@each_language
def test_the_bot_reads_what_the_translators_tools_read(language: str) -> None:
    path = catalogs.LOCALES / language / "LC_MESSAGES" / "bot.po"
    read = read_catalog(path, path.stat().st_mtime_ns)
    assert read.sentences == {
        forms(message)[0][0]: tuple(said for _key, said in forms(message))
        for message in entries(language)
    }
    assert [read.rule(n) for n in range(210)] == [plural_form(language, n) for n in range(210)]


@each_language
def test_nothing_is_guessed(language: str) -> None:
    assert not [m.id for m in entries(language) if m.fuzzy]


@each_language
def test_a_translation_has_the_placeholders_of_its_sentence(language: str) -> None:
    def names(sentence: str) -> list[str]:
        return sorted(re.findall(r"\{\w*\}", sentence))

    pairs = [pair for message in entries(language) for pair in forms(message)]
    assert not [key for key, said in pairs if names(key) != names(said)]


@each_language
def test_a_translation_begins_and_ends_as_its_sentence(language: str) -> None:
    """No stray space, no question without its sign."""
    pairs = [pair for message in entries(language) for pair in forms(message)]
    spaced = [key for key, said in pairs if said != said.strip() or "  " in said]
    asking = [key for key, said in pairs if key.endswith("?") and not said.endswith(("?", "؟"))]
    assert (spaced, asking) == ([], [])


@each_language
def test_a_plural_rule_never_parts_what_the_unicode_rule_joins(language: str) -> None:
    """A language may have fewer forms than CLDR's rule, never other ones."""
    rule = Locale.parse(language).plural_form
    forms_of: dict[str, set[int]] = {}
    for number in range(210):
        forms_of.setdefault(rule(number), set()).add(plural_form(language, number))
    assert all(len(found) == 1 for found in forms_of.values()), forms_of


def plural_form(language: str, number: int) -> int:
    return int(c2py(catalog(language).plural_expr)(number))


# ------------------------------------------------------------------ sentences about danger


def test_every_sentence_with_a_number_to_call_in_danger_is_in_the_list() -> None:
    shown = {m.id for m in entries("en") if isinstance(m.id, str) and m.id.endswith((".", "?"))}
    assert {key for key in shown if re.search(r"\b11[23]\b|your fault", key)} <= SAFETY


def test_the_list_holds_sentences_that_are_said() -> None:
    assert {message.id for message in entries("nl")} >= SAFETY


@each_language
def test_a_sentence_about_danger_has_the_dutch_one_below_it_until_somebody_read_it(
    language: str,
) -> None:
    said = I18N.render(Text("Danger? Call 112."), language)
    assert ("Gevaar? Bel 112." in said.splitlines()) is (language == "nl" or not reviewed(language))
    assert I18N.render(Text("Thank you."), language).count("\n") == 0


def reviewed(language: str) -> bool:
    table = (catalogs.LOCALES / "README.md").read_text("utf-8")
    [row] = [line for line in table.splitlines() if f"| `{language}` |" in line]
    return not row.split("|")[-2].strip().startswith("not yet")


# ------------------------------------------------------------------ lists of words


@each_language
@pytest.mark.parametrize(("ordered", "count"), [(WEEKDAYS, 7), (MONTHS, 12)])
def test_days_and_months_keep_their_order_and_number(
    language: str, ordered: Text, count: int
) -> None:
    names = [folded(name) for name in I18N.render(ordered, language).split("|")]
    first = date(2026, 6, 1)  # a Monday
    days = [first + timedelta(days=n) for n in range(7)]
    wanted = [format_date(day, "EEEE", locale=language) for day in days]
    if count == 12:
        months = [date(2026, n, 1) for n in range(1, 13)]
        wanted = [format_date(day, "LLLL", locale=language) for day in months]
    assert names == [folded(name) for name in wanted]


@each_language
def test_other_words_for_an_answer_are_small_and_each_is_there_once(language: str) -> None:
    lists = [said.split("|") for m in entries(language) for _k, said in forms(m) if "|" in said]
    assert lists
    for words in lists:
        assert all(word == word.strip().lower() != "" for word in words), words
        assert len(words) == len({folded(word) for word in words}), words


# ------------------------------------------------------------------ what was agreed on


@pytest.mark.parametrize(
    ("key", "dutch"),
    [
        ("Thank you. It is good to tell this.", "Bedankt. Het is goed om dit te vertellen."),
        ("Not sent yet. Nobody reads this.", "Nog niet verstuurd. Niemand leest dit."),
        (
            "We do not know who you are. So we cannot find you.",
            "Wij weten niet wie je bent. Daarom kunnen wij je niet vinden.",
        ),
        ("Danger? Call 112.", "Gevaar? Bel 112."),
        (
            "School can call parents. We ask you first.",
            "School kan ouders bellen. Wij vragen het jou eerst.",
        ),
        ("Without my name", "Zonder mijn naam"),
        ("Send now", "Nu versturen"),
        ("Help now", "Hulp nu"),
        ("Back", "Terug"),
        ("Stop", "Stop"),
        ("Someone forces me", "Iemand dwingt mij"),
        ("Is it about being naked, or about sex?", "Gaat het om bloot of seks?"),
        ("People may know you by your voice.", "Mensen kunnen je stem herkennen."),
        (
            "I cannot understand your voice. Is there danger? Call 112.",
            "Ik kan je stem niet begrijpen. Is er gevaar? Bel 112.",
        ),
        ("I keep it myself", "Ik bewaar het zelf"),
        ("I send it now", "Ik stuur het"),
        ("May not read it", "Niet deze persoon"),
        ("I do not know", "Weet ik niet"),
        ("Received", "Ontvangen"),
        ("Read", "Gelezen"),
        ("We are working on it", "We zijn bezig"),
        ("Done", "Klaar"),
        ("new", "nieuw"),
        ("urgent", "spoed"),
        ("answer", "antwoord"),
        ("waiting for you", "wacht op jou"),
    ],
)
def test_what_the_school_agreed_on_is_said_in_those_words(key: str, dutch: str) -> None:
    assert key in {message.id for message in entries("nl")}
    assert I18N.render(Text(key), "nl") == dutch


def test_the_schools_own_sentences_are_said_as_its_file_has_them() -> None:
    changed = [
        said for _file, said in catalogs.school_sentences() if I18N.render(Text(said), "nl") != said
    ]
    assert not changed


def test_english_sentences_are_said_as_the_code_has_them() -> None:
    school = {said for _file, said in catalogs.school_sentences()}
    own = [m for m in entries("en") if m.id not in school]
    assert not [key for m in own for key, said in forms(m) if key != said]
    assert not [m.id for m in entries("en") if m.id in school and m.id == m.string]
