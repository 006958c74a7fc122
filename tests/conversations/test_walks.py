"""Whatever people tap, type and send in whatever order: always an answer, never a secret."""

from __future__ import annotations

from random import Random

import pytest

from bot.store import audit
from tests.conversations.chats import Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio
SLOW = pytest.mark.slow

STEPS = 120
TYPED = (
    *("", "   ", "nee", "ja", "1", "9", "help", "stop", "terug", "klaar", "x" * 5000),
    *("mevrouw El Amrani deed het", "1a", "😭", "\ud83d", "{name} %s </b>", "\u202egpj.exe"),
)
COMMANDS = (
    *("start", "melden", "bewijs", "mijnmelding", "contact", "hulp", "taal", "privacy"),
    *("stop", "zaken", "zaak", "wis", "open", "onzin"),
    *("stil", "berichten", "mijngegevens", "vergeetmij"),
)
CANARY = "kanarie"


async def one_step(chance: Random, chat: Chat, old: list[str]) -> None:
    match chance.randrange(10):
        case 0:
            await chat.type(chance.choice(TYPED))
        case 1:
            await chat.command(chance.choice(COMMANDS))
        case 2 if old:
            await chat.press(chance.choice(old))
        case 3:
            await chat.send(chance.choice(["photo", "voice", "file", "location"]))
        case 4:
            await chat.type(f"{CANARY} {chat.name}")
        case _ if chat.offers:
            await chat.press(chance.choice(chat.offers))
        case _:
            await chat.command("start")


async def is_never_stuck(chance: Random, chat: Chat) -> None:
    """There is something to press, help is one step away, and so is the menu."""
    wiped = any(word in chat.said.casefold() for word in ("wis", "wipe"))
    assert chat.offers or wiped, chat.said
    match chance.randrange(8):
        case 0:
            await chat.command("hulp")
            assert "112" in chat.said
        case 1:
            await chat.type("HULP!!")
            assert "112" in chat.said
        case 2:
            await chat.command("start")
            assert {"a:help", "a:report", "a:resume", "a:menu"} & {*chat.offers}


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(n, marks=SLOW) for n in range(3, 60))])
async def test_p3_a_random_walk_always_gets_an_answer(house: House, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - chance for a test
    staff = [await house.mentor(), await house.csv(), await house.management()]
    others = [house.chat("Sanne"), house.chat("Sam", door="telegram"), house.chat("Mo")]
    old: list[str] = []
    for _ in range(STEPS):
        chat = chance.choice([*staff, *others])
        before = (len(chat.heard), len(chat.deleted))
        await one_step(chance, chat, old)
        assert (len(chat.heard), len(chat.deleted)) > before
        await is_never_stuck(chance, chat)
        old += chat.offers[:3]
    assert await house.run(audit.verify) is None
    for reporter in others:
        for handler in staff:
            assert reporter.ref not in handler.everything
            assert f"{CANARY} {handler.name}" not in reporter.everything or _was_told(handler)
        for other in others:
            if other is not reporter:
                assert f"{CANARY} {other.name}" not in reporter.everything


def _was_told(handler: Chat) -> bool:
    """A colleague wrote to a reporter: that is what those words are for."""
    return "The reporter sees" in handler.everything or "case end" in handler.everything
