"""Parents are addressed formally in every sentence they can meet, in every language that has it."""

from __future__ import annotations

import json
import re
from functools import cache
from random import Random

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.conversations.rendering import render
from bot.flows.grownups import FOR_PARENTS
from bot.flows.kit import MAX_LABEL
from bot.i18n import FORMAL
from bot.text import Text, message_from_data
from scripts import catalogs
from scripts.plain_dutch import STUDENTS
from tests.conversations.chats import Chat
from tests.conversations.inside import House
from tests.test_locales import entries
from tests.test_pictograms import SIGN, calls
from tests.wording import dutch_first

I18N = dutch_first()
HAVE_IT = ("ar", "nl", "pl", "tr", "uk")
"""In English there is one "you"; in Tigrinya students are addressed as parents are."""
FRIENDLY = {
    "nl": re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE),
    "pl": re.compile(
        r"\b(ty|ciebie|cię|ci|tobie|tobą|tw[oó]j\w*|\w+(?:asz|esz|isz))\b", re.IGNORECASE
    ),
    "uk": re.compile(r"\b(ти|тебе|тобі|тобою|твій|тво[гєїюя]\w*|\w+(?:еш|єш))\b", re.IGNORECASE),
}
"""What is only said to somebody whom one knows well."""
QUOTED = "Ik wil deze foto plaatsen. Jij staat erop. Vind je dat goed? Nee zeggen mag altijd."
"""To copy: the parent says it to a child."""
ELSEWHERE = {"accused.py", "ready.py", "poster.py", "pages.py", "chat.py"}
"""Files that hold for students and parents apart what is said to each, or only what others see."""
NOT_THEIRS = {
    QUOTED,
    "Are you in doubt whether this is an incident?",
    "Management reads this with your name:",
    "School can call parents. We ask you first.",
    "What is your class?",
    "What is your class? Then your mentor reads it.",
    "I read {name}. Is that your class? Then tap it.",
    "When you work here",
}
"""Asked of students or of colleagues only."""
BUTTONS = {label for _sign, label in calls()}
COMMANDS = [
    "start",
    "melden",
    "bewijs",
    "mijnmelding",
    "contact",
    "regels",
    "mag",
    "hulp",
    "wis",
    "privacy",
    "stil",
    "berichten",
]
TYPED = ("hij stuurt nare berichten", "ze slaan mijn kind", "help", "een foto van mijn kind", "ja")


@cache
def formal(language: str) -> tuple[Message, ...]:
    path = catalogs.LOCALES / language / "LC_MESSAGES" / "formal.po"
    with path.open("rb") as file:
        return tuple(message for message in read_po(file, locale=language) if message.id)


def for_parents(message: Message) -> bool:
    """Whether it stands in a file for students, and is not one for them or colleagues alone."""
    files = {place for place, _line in message.locations}
    elsewhere = {place.rsplit("/", 1)[-1] for place in files} <= ELSEWHERE
    key = message.id if isinstance(message.id, str) else message.id[0]
    return bool(files & STUDENTS) and not elsewhere and key not in NOT_THEIRS


def test_what_is_said_formally_is_said_elsewise_with_the_same_places_and_signs() -> None:
    for language in HAVE_IT:
        usual = {message.id: message.string for message in entries(language)}
        assert len(formal(language)) > 200
        for message in formal(language):
            key, said = str(message.id), str(message.string)
            assert said != usual[key], key
            assert sorted(re.findall(r"\{\w+\}", key)) == sorted(re.findall(r"\{\w+\}", said)), said
            assert SIGN.findall(key) == SIGN.findall(said), said
            assert len(said) <= MAX_LABEL or key not in BUTTONS, said


@pytest.mark.parametrize("language", FRIENDLY)
def test_no_sentence_for_a_parent_is_one_for_a_student(language: str) -> None:
    said = {str(message.id): str(message.string) for message in formal(language)}
    friendly = []
    for message in filter(for_parents, entries(language)):
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key in FOR_PARENTS and key not in said:
            continue
        found = said.get(key) or str(message.string)
        friendly += [found] if "|" not in found and FRIENDLY[language].search(found) else []
    assert friendly == []


@pytest.mark.asyncio
async def test_from_the_word_parent_on_a_chat_is_formal_and_a_student_ends_that(
    house: House,
) -> None:
    chat = house.chat("a parent", language="nl")
    await chat.command("open")
    assert "Wie ben je?" in chat.screen
    await _press(chat, "parent")
    await chat.command("mijnmelding")
    assert "Hebt u vijf woorden?" in chat.screen
    await chat.press("a:language:tr")
    assert await _language(house, chat) == f"tr{FORMAL}"
    await chat.press("a:language:nl")
    await chat.command("contact")
    await chat.press("a:contact:parent")
    await chat.command("start")
    assert "Wat wilt u doen?" in chat.screen
    await chat.command("contact")
    assert "De mentor van uw kind kan u ook helpen." in chat.said
    await chat.command("mag")
    await _press(chat, "student")
    await chat.command("start")
    assert "Wat wil je doen?" in chat.screen
    await chat.press("a:contact:parent")
    assert await _language(house, chat) == f"nl{FORMAL}"


async def _press(chat: Chat, value: str) -> None:
    await chat.press(next(one for one in chat.offers if one.endswith(f":{value}")))


async def _language(house: House, chat: Chat) -> str:
    return (await house.run(lambda tx: house.known(tx, chat))).language


@pytest.mark.slow
@pytest.mark.asyncio
@pytest.mark.parametrize("language", FRIENDLY)
async def test_a_parent_who_taps_anywhere_is_never_addressed_as_a_student(
    house: House, language: str
) -> None:
    chance = Random(7)  # noqa: S311 - the same walk each time
    await house.mentor()
    for number in range(4):
        chat = house.chat(f"parent {number}", language=language)
        await chat.command("start")
        await chat.press("a:contact:parent")
        chat.heard.clear()
        for _ in range(120):
            await _wander(chat, chance)
        shown = {line for one in chat.heard for line in _lines(one, language)}
        shown -= {I18N.render(Text(QUOTED), language)}
        assert [line for line in shown if FRIENDLY[language].search(line)] == []


def _lines(heard: str, language: str) -> list[str]:
    message = render(message_from_data(json.loads(heard)), I18N, language + FORMAL)
    return [*message.lines, *(label for row in message.buttons for label, _data, _url in row)]


async def _wander(chat: Chat, chance: Random) -> None:
    parent = [one for one in chat.offers if one.endswith(":parent")]
    ways = [one for one in chat.offers if not re.match(r"a:(language|forgetyes)|f:\w+:who:", one)]
    if parent:
        await chat.press(parent[0])
    elif ways and chance.random() < 0.75:
        await chat.press(chance.choice(ways))
    elif chance.random() < 0.5:
        await chat.command(chance.choice(COMMANDS))
    else:
        await chat.type(chance.choice(TYPED))
