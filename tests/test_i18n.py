"""A sentence reaches its reader in the reader's language, and nobody's words are changed by it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import bot.i18n
from bot.conversations.rendering import harmless
from bot.i18n import I18n, locales_folder
from bot.text import (
    N_,
    Button,
    Message,
    Text,
    from_data,
    message_from_data,
    message_to_data,
    to_data,
    verbatim,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""
TWO = "nplurals=2; plural=(n != 1);"
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"


def put_catalog(folder: Path, language: str, entries: str, plurals: str = TWO) -> None:
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    text = HEAD.format(language=language, plurals=plurals) + entries
    (place / "bot.po").write_text(text, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dutch = """\
msgid "Hello {name}"
msgstr "Dag {name}"

msgid "{count} file"
msgid_plural "{count} files"
msgstr[0] "{count} bestand"
msgstr[1] "{count} bestanden"

msgid "Open since {day}."
msgstr "Open sinds {day}."

msgid "Yes"
msgstr "Ja"

msgid "Still empty"
msgstr ""
"""
    polish = """\
msgid "{count} file"
msgid_plural "{count} files"
msgstr[0] "{count} plik"
msgstr[1] "{count} pliki"
msgstr[2] "{count} plików"
"""
    put_catalog(tmp_path, "nl", dutch)
    put_catalog(tmp_path, "pl", polish, POLISH)
    put_catalog(tmp_path, "ar", "")
    (tmp_path / "README.md").write_text("not a language", "utf-8")
    (tmp_path / "drafts").mkdir()
    return tmp_path


@pytest.fixture
def i18n(folder: Path) -> I18n:
    return I18n(folder, default="nl", timezone=AMSTERDAM)


def test_a_sentence_is_said_in_the_readers_language(i18n: I18n) -> None:
    assert i18n.render(N_("Hello {name}").of(name="Noor"), "nl") == "Dag Noor"


def test_a_sentence_that_nobody_translated_stands_as_it_is(i18n: I18n) -> None:
    assert i18n.render(N_("Nobody wrote this down"), "nl") == "Nobody wrote this down"
    assert i18n.render(N_("Still empty"), "nl") == "Still empty"


def test_a_language_that_is_not_there_gives_the_sentence_itself(i18n: I18n) -> None:
    assert i18n.render(N_("Yes"), "xx") == "Yes"
    assert i18n.render(N_("{count} file", "{count} files").of(count=2), "xx") == "2 files"


def test_an_empty_text_is_empty_and_not_the_head_of_the_catalog(i18n: I18n) -> None:
    assert i18n.render(Text(""), "nl") == ""


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("nl", 0, "0 bestanden"),
        ("nl", 1, "1 bestand"),
        ("nl", 2, "2 bestanden"),
        ("pl", 1, "1 plik"),
        ("pl", 3, "3 pliki"),
        ("pl", 5, "5 plików"),
        ("pl", 22, "22 pliki"),
    ],
)
def test_the_count_chooses_the_plural_of_the_language(
    i18n: I18n, language: str, count: int, said: str
) -> None:
    text = N_("{count} file", "{count} files").of(count=count)
    assert i18n.render(text, language) == said


def test_a_day_is_written_the_way_the_reader_writes_days(i18n: I18n) -> None:
    text = N_("Open since {day}.").of(day=date(2026, 11, 23))
    assert i18n.render(text, "nl") == "Open sinds maandag 23 november."
    assert i18n.render(text, "en") == "Open since Monday 23 November."


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 23, 8, 5, tzinfo=UTC), "maandag 23 november 09:05"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "donderdag 2 juli 00:30"),
    ],
)
def test_a_moment_is_shown_in_the_time_of_the_school(
    i18n: I18n, moment: datetime, said: str
) -> None:
    assert i18n.render(Text("{at}", values={"at": moment}), "nl") == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), ""),
        (("Anna",), "Anna"),
        (("Anna", "Bram"), "Anna en Bram"),
        (("Anna", "Bram", "Chris"), "Anna, Bram en Chris"),
    ],
)
def test_names_are_joined_as_one_says_them(i18n: I18n, parts: tuple[str, ...], said: str) -> None:
    assert i18n.render(Text("{list}", values={"list": parts}), "nl") == said


def test_a_sentence_inside_a_sentence_or_a_list_is_translated_too(i18n: I18n) -> None:
    assert i18n.render(N_("Hello {name}").of(name=N_("Yes")), "nl") == "Dag Ja"
    both = Text("{list}", values={"list": (N_("Yes"), "Anna")})
    assert i18n.render(both, "nl") == "Ja en Anna"


def test_a_number_is_shown_as_it_is(i18n: I18n) -> None:
    assert i18n.render(N_("Hello {name}").of(name=112), "nl") == "Dag 112"


@pytest.mark.parametrize("words", ["{name}", "{0}", "{", "}}", "{name!r}", "{words}", "%s \\1"])
def test_braces_in_somebodys_words_are_left_alone(i18n: I18n, words: str) -> None:
    assert i18n.render(verbatim(words), "nl") == words
    assert i18n.render(N_("Hello {name}").of(name=words), "nl") == f"Dag {words}"


def test_a_placeholder_without_a_value_stays_visible(i18n: I18n) -> None:
    assert i18n.render(N_("Hello {name}"), "nl") == "Dag {name}"


def test_somebodys_words_are_never_translated(i18n: I18n) -> None:
    assert i18n.render(verbatim("Yes"), "nl") == "Yes"


def test_empty_lines_of_a_message_are_left_out(i18n: I18n) -> None:
    message = Message((N_("Yes"), Text(""), verbatim("Noor")))
    assert i18n.paragraphs(message, "nl") == ("Ja", "Noor")


def test_only_folders_with_a_catalog_are_languages_and_the_schools_own_comes_first(
    i18n: I18n, folder: Path
) -> None:
    assert i18n.languages == ("nl", "ar", "pl")
    assert I18n(folder, default="pl", timezone=AMSTERDAM).languages == ("pl", "ar", "nl")


@pytest.mark.parametrize(
    ("wanted", "picked"),
    [
        ("pl", "pl"),
        ("nl-BE", "nl"),
        ("PL_pl", "pl"),
        ("de", "nl"),
        ("", "nl"),
        (None, "nl"),
    ],
)
def test_what_a_phone_says_gives_the_nearest_language(
    i18n: I18n, wanted: str | None, picked: str
) -> None:
    assert i18n.pick(wanted) == picked


def test_each_language_has_its_direction_and_its_own_name(i18n: I18n) -> None:
    assert (i18n.direction("ar"), i18n.direction("nl")) == ("rtl", "ltr")
    assert (i18n.name("nl"), i18n.name("pl")) == ("Nederlands", "Polski")


def test_the_catalogs_are_found_beside_the_code_and_inside_an_installed_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (locales_folder() / "nl" / "LC_MESSAGES" / "bot.po").is_file()
    (tmp_path / "locales").mkdir()
    monkeypatch.setattr(bot.i18n, "__file__", str(tmp_path / "i18n.py"))
    assert locales_folder() == tmp_path / "locales"


@pytest.mark.parametrize(
    "text",
    [
        N_("Yes"),
        N_("{count} file", "{count} files").of(count=3),
        N_("Open since {day}.").of(day=date(2026, 11, 23)),
        Text("{at}", values={"at": datetime(2026, 11, 23, 8, 5, tzinfo=UTC)}),
        Text("{list}", values={"list": ("Anna", N_("Yes"), date(2026, 1, 2))}),
        N_("Hello {name}").of(name=N_("Hello {name}").of(name=verbatim("{name}"))),
    ],
)
def test_a_text_comes_back_from_storage_as_it_went_in(text: Text) -> None:
    assert from_data(to_data(text)) == text


def test_a_message_comes_back_from_storage_with_its_buttons() -> None:
    button = Button(N_("Yes"), data="f:abc123:who:self")
    link = Button(verbatim("page"), url="https://example.org")
    message = Message((N_("Hello {name}").of(name="Noor"),), ((button, link), (button,)))
    assert message_from_data(message_to_data(message)) == message


def test_texts_with_other_values_are_the_same_sentence_and_are_told_apart() -> None:
    one, other = N_("Hello {name}").of(name="Noor"), N_("Hello {name}").of(name="Sam")
    assert hash(one) == hash(other)
    assert one != other
    assert {one: 1}[N_("Hello {name}").of(name="Noor")] == 1


def test_the_words_in_a_text_do_not_show_when_it_is_printed() -> None:
    assert "geheim" not in repr(verbatim("geheim"))


def test_signs_that_turn_the_reading_direction_are_taken_out_of_peoples_words() -> None:
    assert harmless("ja\u202een\u2066\x00!") == "jaen!"
