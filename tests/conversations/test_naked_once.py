"""Words about somebody naked bring one calm set: a kind word, the rules, the lines once."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Mark
from bot.flows.what import NO_FILES
from bot.store import evidence
from tests.conversations.chats import ABOUT_ME
from tests.conversations.inside import House
from tests.conversations.test_naked_words import HELPWANTED, NAKED_WORDS, QUESTION

pytestmark = pytest.mark.asyncio

BLACKMAIL = "hij chanteert mij met mijn naaktfoto, ik moet geld betalen"


@pytest.mark.parametrize("where", ["menu", "talk", "story", "before"])
async def test_one_calm_set_answers_them_wherever_they_are_typed(house: House, where: str) -> None:
    sanne = await house.reported() if where == "talk" else house.chat("Sanne")
    if where == "talk":
        await sanne.tap("My report", "Say something")
    elif where != "menu":
        await sanne.command("melden")
        await sanne.tap(*(ABOUT_ME if where == "story" else ()))
    await sanne.type(NAKED_WORDS)
    assert "How is it now?" not in sanne.said
    kind, lines = sanne.notes[-2:]
    assert kind.splitlines()[0] == "Good that you tell me this."
    assert "Do not pass it on." in kind
    assert "Danger? Call 112." in lines.splitlines()[-2:]
    assert sanne.said.count(HELPWANTED) == 1
    assert len(sanne.notes) == 2 or where in {"story", "before"}, "its own words stand above"


@pytest.mark.parametrize("role", ["student", "colleague"])
async def test_blackmail_in_so_many_words_is_named_and_the_lines_still_come_once(
    house: House, role: str
) -> None:
    sanne = house.chat("Sanne") if role == "student" else await house.csv()
    await sanne.type(BLACKMAIL)
    first = "Pay nothing" if role == "student" else "This sounds like danger."
    assert first in sanne.notes[0]
    assert ("Call me back" in "".join(sanne.labels)) is (role == "student")
    assert sanne.said.count(HELPWANTED) == 1
    assert len(sanne.notes) == (2 if role == "student" else 3)


async def test_they_are_answered_anew_where_the_conversation_said_its_part_already(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(NAKED_WORDS)
    await sanne.type(NAKED_WORDS)
    assert "How is it now?" in sanne.said
    assert sanne.said.count(HELPWANTED) == 1


@pytest.mark.parametrize("where", ["nothing open", "menu", "story", "parked", "sent", "two sent"])
async def test_a_changed_message_brings_the_lines_once_and_its_words_are_kept(
    house: House, where: str
) -> None:
    sanne = await house.reported() if "sent" in where else house.chat("Sanne")
    if where == "two sent":
        await sanne.report(*ABOUT_ME, school_class="1a", story="en dit ook")
    elif where in {"story", "parked"}:
        await sanne.command("melden")
        await sanne.tap(*ABOUT_ME)
        await sanne.type("hij heeft iets van mij")
    if where in {"menu", "parked"}:
        await sanne.command("start")
    await sanne.change(NAKED_WORDS)
    assert sanne.said.count(HELPWANTED) == 1
    assert "Please type it again" not in sanne.said
    if where in {"nothing open", "menu", "two sent"}:
        await sanne.tap("No")
        await sanne.command("melden")
        assert sanne.screen == "Who are you?"
    if where == "sent":
        await sanne.tap("Look") if "Look" in "".join(sanne.labels) else None
        await sanne.command("mijnmelding")
        assert NAKED_WORDS in sanne.screen


async def test_what_is_read_before_sending_waits_until_it_is_known_what_can_be_seen(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(NAKED_WORDS)
    assert sanne.screen.startswith(QUESTION)
    assert "do not see who you are" not in sanne.said
    await sanne.tap("No")
    assert "do not see who you are" in sanne.notes[0]


async def test_what_another_report_holds_outlives_a_naked_one_that_is_sent(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    item = await sanne.send("voice")
    await sanne.tap("Stop")
    await sanne.type(NAKED_WORDS)
    await sanne.tap("Yes")
    await sanne.type(BLACKMAIL)
    await sanne.tap("Call me back", "Anyone may call")
    await sanne.type("0612345678")
    assert Mark.NUDE in (await house.case()).marks
    assert await house.run(lambda tx: evidence.get(tx, item)), "nobody naked is heard on it"
    await sanne.command("melden")
    assert "1 file" in sanne.screen


async def test_stopped_it_is_still_words_only(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Photo, film or sound", "Yes", "Stop")
    why = await house.run(lambda tx: house.refuses_upload(tx, sanne))
    assert why == NO_FILES
    await sanne.type("kijk zelf maar")
    assert await house.run(lambda tx: house.refuses_upload(tx, sanne)) == NO_FILES
    await sanne.tap("Stop", "Go on with my report", "Stop", "Throw it away")
    assert await house.run(lambda tx: house.refuses_upload(tx, sanne)) != NO_FILES
