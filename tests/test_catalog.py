"""A catalog is read as its translator wrote it."""

from __future__ import annotations

from pathlib import Path

from bot.catalog import Catalog, read_catalog

HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def catalog_of(folder: Path, written: str) -> Catalog:
    path = folder / "bot.po"
    path.write_text(written, "utf-8")
    return read_catalog(path, path.stat().st_mtime_ns)


def test_a_long_sentence_goes_over_many_lines(tmp_path: Path) -> None:
    written = """\
#. a note
#: bot/text.py
msgid ""
"A long sentence, "
"with \\"quotes\\"\\n"
"and a second line."
msgstr ""
"Een zin met \\\\ erin,\\n"
"en \\tnog een."
"""
    read = catalog_of(tmp_path, HEAD + written)
    key = 'A long sentence, with "quotes"\nand a second line.'
    assert read.say(key) == "Een zin met \\ erin,\nen \tnog een."


def test_what_is_guessed_empty_or_of_before_is_left_out(tmp_path: Path) -> None:
    written = """\
#, fuzzy
msgid "Guessed"
msgstr "Geraden"

#, python-brace-format, fuzzy
#| msgid "{count} old day"
msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "een dag"
msgstr[1] "dagen"

msgid "Empty"
msgstr ""

#~ msgid "Before"
#~ msgstr "Vroeger"

msgid "Yes"
msgstr "Ja"
"""
    assert catalog_of(tmp_path, HEAD + written).sentences == {"Yes": ("Ja",)}


def test_a_form_that_is_empty_or_missing_is_said_by_another(tmp_path: Path) -> None:
    written = """\
msgid "{count} hour"
msgid_plural "{count} hours"
msgstr[0] "{count} uur"
msgstr[1] ""

msgid "one form"
msgid_plural "forms"
msgstr[0] "een vorm"
"""
    read = catalog_of(tmp_path, HEAD + written)
    assert read.say("{count} hour", "{count} hours", 2) == "{count} hours"
    assert read.say("one form", "forms", 2) == "een vorm"


def test_the_rule_of_the_head_chooses_the_form_and_without_one_it_is_one_or_more(
    tmp_path: Path,
) -> None:
    day = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "dag"\nmsgstr[1] "dagen"'
    for head, said in ((HEAD, ["dag", "dag", "dagen"]), ("", ["dagen", "dag", "dagen"])):
        read = catalog_of(tmp_path, head + day)
        assert [read.say("day", "days", count) for count in (0, 1, 2)] == said


def test_what_is_not_in_it_stands_as_it_is() -> None:
    assert [Catalog().say("day", "days", count) for count in (0, 1, 2)] == ["days", "day", "days"]
    assert Catalog().say("Yes") == "Yes"
