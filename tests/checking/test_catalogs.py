"""What a translator has not finished is listed, with its line."""

from __future__ import annotations

import pytest

from tests.checking.a_host import Host


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('msgid "Stop"\nmsgstr ""\n', "1 of 2 sentences are not translated; this is the first."),
        ('#, fuzzy\nmsgid "Stop"\nmsgstr "Halt"\n', "1 of 2 sentences are only guessed (fuzzy)"),
        ('msgid "At {at}"\nmsgstr "Om {tijd}"\n', "other {placeholders} than the sentence"),
        ('msgid "At {at}"\nmsgstr "Straks"\n', "other {placeholders} than the sentence"),
        (
            'msgid "{count} day"\nmsgid_plural "{count} days"\n'
            'msgstr[0] "een dag"\nmsgstr[1] "{aantal} dagen"\n',
            "other {placeholders} than the sentence",
        ),
    ],
)
async def test_an_entry_that_is_not_finished_is_named_with_its_line(
    host: Host, entry: str, told: str
) -> None:
    host.po.write_text(host.po.read_text("utf-8") + "\n" + entry, "utf-8")
    [line] = await host.told()
    assert told in line
    assert "locales/nl/LC_MESSAGES/bot.po:1" in line


@pytest.mark.asyncio
async def test_a_plural_may_say_one_in_a_word(host: Host) -> None:
    entry = (
        'msgid "{count} day"\nmsgid_plural "{count} days"\n'
        'msgstr[0] "een dag"\nmsgstr[1] "{count} dagen"\n'
    )
    host.po.write_text(host.po.read_text("utf-8") + "\n" + entry, "utf-8")
    assert await host.told() == []


@pytest.mark.asyncio
async def test_untranslated_sentences_are_an_error_when_going_live(host: Host) -> None:
    host.po.write_text(host.po.read_text("utf-8") + '\nmsgid "Stop"\nmsgstr ""\n', "utf-8")
    [line] = await host.told(go_live=True)
    assert line.startswith("error")


@pytest.mark.asyncio
async def test_a_language_without_a_catalog_is_an_error(host: Host) -> None:
    [told] = await host.told(DEFAULT_LANGUAGE="fy")
    assert told.startswith('error    DEFAULT_LANGUAGE: There is no catalog of the language "fy".')
