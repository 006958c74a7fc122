"""Help is one step away from every question of every conversation, whenever it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cases.people import Role
from bot.conversations import running
from bot.conversations.every_flow import FLOWS, STAFF_FLOWS
from bot.flows.engine import HELP
from bot.flows.kit import Typed, button_data
from bot.flows.report import PRACTICE, REPORT
from bot.flows.session import Session
from bot.flows.what import YES
from bot.flows.words import Words
from bot.store.tx import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import House
from tests.flows.test_every_flow import beginning, onward
from tests.talk import Talk

pytestmark = pytest.mark.asyncio

QUESTIONS = 5
"""Of each conversation."""
A_SCHOOL_DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THE_NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 25, 11, 0, tzinfo=UTC)
MOMENTS = (A_SCHOOL_DAY, THE_NIGHT, CHRISTMAS)
WAYS = ("hulp", "HULP!!", "/hulp", "the button")


def questions(name: str) -> Iterator[Session]:
    """The first questions of a conversation, by whatever stands first below each."""
    talk = beginning(name)
    for _ in range(QUESTIONS):
        if talk.turn.finished:
            return
        yield talk.session
        step, ways = talk.flow.step(talk.step), onward(talk)
        typed = isinstance(step, Words) and step.words
        talk.take(Typed("De Boer deed het") if typed or not ways else ways[0])


async def put(house: House, chat: Chat, session: Session) -> None:
    """Open this question in a chat."""

    def opened(tx: Tx) -> None:
        was = running.load(tx, chat.ref)
        running.keep(tx, chat.ref, replace(was, session=session, parked=None))

    await chat.meet()
    await house.run(opened)


async def cry(chat: Chat, way: str, session: Session, step: str) -> None:
    if way == "/hulp":
        await chat.command("hulp")
    elif way == "the button":
        await chat.press(button_data(session.token, step, HELP))
    else:
        await chat.type(way)


async def helped(house: House, chat: Chat, session: Session, way: str) -> None:
    """Help came in one step, and the question that was open stands below it."""
    await put(house, chat, session)
    step = Talk(FLOWS[session.flow], session=session).step
    await cry(chat, way, session, step)
    place = f"{session.flow} {step} {way}"
    assert chat.notes, place
    assert chat.notes[0].splitlines()[0] == "Gevaar? Bel 112.", place
    assert any("113" in label for label in chat.labels), place
    after = await house.run(lambda tx: running.load(tx, chat.ref).session)
    assert after is not None, place
    assert after.flow == session.flow, place


async def test_help_is_one_step_away_from_every_question(house: House) -> None:
    student = house.chat("Sanne", language="nl")
    colleague = house.chat("f-el-amrani", language="nl")
    await colleague.join("f-el-amrani", Role.MANAGEMENT)
    for number, name in enumerate(FLOWS):
        house.clock.travel(MOMENTS[number % len(MOMENTS)])
        chat = colleague if name in STAFF_FLOWS else student
        for place, session in enumerate(questions(name)):
            await helped(house, chat, session, WAYS[(number + place) % len(WAYS)])


async def test_in_practice_help_is_real_too(house: House) -> None:
    sanne = house.chat("Sanne", language="nl")
    session = Session(REPORT.name, "abc123", "", {PRACTICE.key: YES})
    for way in WAYS:
        await helped(house, sanne, session, way)


async def test_the_words_that_everyone_at_school_knows_mean_help_in_every_language(
    house: House,
) -> None:
    for language in house.world.i18n.languages:
        sanne = house.chat(f"Sanne in {language}", language=language)
        for words in ("hulp", "HULP!!", "help", "help mij", "112", "113", "SOS"):
            await sanne.type(words)
            assert "112" in sanne.said, (language, words)
            assert "113" in sanne.said, (language, words)
