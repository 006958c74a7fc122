"""A report, its proof and a posting question, from the first tap to the last, in each language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from babel.dates import format_date

from bot.conversations.rendering import render
from bot.direction import begun_right
from bot.text import Text, from_data, message_from_data
from scripts.catalogs import template
from tests.cases.noordhoek import noordhoek
from tests.conversations.chats import Chat
from tests.conversations.inside import MONDAY, House
from tests.wording import dutch_first

pytestmark = pytest.mark.asyncio

I18N = dutch_first()
KEYS = {one for m in template() for one in ([m.id] if isinstance(m.id, str) else m.id)}
HOLE = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Spoken:
    """What a student types: what happened, and what they would like to post."""

    story: str
    posting: str


TYPED = {
    "nl": Spoken("hij stuurt elke dag nare berichten", "een foto van mijn vriend"),
    "en": Spoken("he sends nasty messages every day", "a photo of my friend"),
    "tr": Spoken("her gün bana kötü mesajlar gönderiyor", "bir resim"),
    "ar": Spoken("يرسل لي رسائل سيئة كل يوم", "صورة صديقي"),
    "pl": Spoken("codziennie pisze do mnie brzydkie wiadomości", "zdjęcie mojego kolegi"),
    "uk": Spoken("він щодня пише мені погані повідомлення", "фото мого друга"),
    "ti": Spoken("መዓልታዊ ሕማቕ መልእኽቲ ይሰደለይ ኣሎ", "ስእሊ ናይ ዓርከይ"),
}


async def pick(chat: Chat, *values: str) -> None:
    """Tap the buttons that carry these answers: what they say differs by language."""
    for value in values:
        ending = next((one for one in chat.offers if one.endswith(f":{value}")), None)
        assert ending, f"no {value!r} among {chat.offers} below {chat.screen!r}"
        await chat.press(ending)


async def whole_report(chat: Chat, spoken: Spoken) -> None:
    await chat.command("start")
    await chat.press("a:report")
    await pick(chat, "self", "no", "threat", "student")
    await chat.type(spoken.story)
    await pick(chat, "put.1a", "more", "whatsapp", "today", "yes", "none", "+skip", "+skip", "send")


async def whole_proof(chat: Chat) -> None:
    await chat.command("bewijs")
    await pick(chat, "send", "no")
    await chat.send("photo")
    await pick(chat, "+done", "snapchat", "+skip", "+skip", "+skip")


async def whole_question(chat: Chat, spoken: Spoken) -> None:
    await chat.command("mag")
    if any(one.endswith(":student") for one in chat.offers):  # not asked of who reported before
        await pick(chat, "student")
    await chat.type(spoken.posting)
    while asked := [one for one in chat.offers if re.search(r":q\d:\w+\.", one)]:
        await chat.press(asked[-1])
    assert any(sign in chat.said for sign in "🟢🟠🔴"), chat.said


def texts(heard: list[str]) -> Iterator[Text]:
    """Every sentence and every sentence within one, as it went out."""
    for message in map(json.loads, heard):
        lines = [*message["lines"], *(b["label"] for row in message["buttons"] for b in row)]
        for line in lines:
            yield from within(from_data(line))


def within(text: Text) -> Iterator[Text]:
    yield text
    for value in text.values.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Text):
                yield from within(one)


def filled_in(heard: list[str]) -> set[str]:
    """What stands in the sentences without being one: names, numbers, somebody's own words."""
    values: Iterator[Any] = (v for text in texts(heard) for v in text.values.values())
    flat = (one for value in values for one in (value if isinstance(value, tuple) else (value,)))
    return {one for one in flat if isinstance(one, str) and re.search(r"[^\W\d_]{2}", one)}


async def known_names(house: House, spoken: Spoken) -> set[str]:
    """The same in every language: who works here, the lines to call, the case, their words."""
    school = noordhoek()
    lines = {part for one in school.help_lines for part in (one.name, one.number, one.site)}
    quoted = {rule.source.strip(" ;.") for rule in school.rules}
    people = {person.name for person in school.people}
    named = {one.name.removeprefix(one.number).strip() for one in school.help_lines}
    return {
        *people,
        *lines,
        *named,
        *quoted,
        (await house.case()).name,
        spoken.story,
        spoken.posting,
    }


def shown(heard: list[str], language: str) -> list[str]:
    """Every line and label as the reader's eye meets it."""
    messages = (render(message_from_data(json.loads(one)), I18N, language) for one in heard)
    both = ([*m.lines, *(label for row in m.buttons for label, _d, _u in row)] for m in messages)
    return [line for lines in both for each in lines for line in each.splitlines()]


QUICK = ("ar",)
"""From the right, where most can go wrong; in Dutch and English every story is told anyhow."""


@pytest.mark.parametrize(
    "language",
    [pytest.param(one, marks=() if one in QUICK else pytest.mark.slow) for one in I18N.languages],
)
async def test_a_student_gets_from_the_first_tap_to_the_verdict(
    house: House, language: str
) -> None:
    spoken = TYPED[language]
    await house.mentor()
    await house.csv()
    sanne = house.chat("Sanne", language=language)
    await whole_report(sanne, spoken)
    await whole_proof(sanne)
    await whole_question(sanne, spoken)
    ours = {text.key for text in texts(sanne.heard) if re.search(r"\w", HOLE.sub("", text.key))}
    classes = {one.name for one in noordhoek().classes}
    assert len(ours) > 80
    assert ours <= KEYS | classes
    assert filled_in(sanne.heard) <= await known_names(house, spoken)
    lines = shown(sanne.heard, language)
    assert any(format_date(MONDAY, "d MMMM", locale=language) in line for line in lines)
    if I18N.direction(language) == "rtl":
        assert [line for line in lines if line != begun_right(line)] == []
