"""What everyone can ask for, and what nobody understands."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.conversations.event import Command
from bot.store import contacts, people
from bot.store.people import VALID
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

MENU = "What do you want to do?"


async def test_the_first_thing_a_visitor_sees_is_the_first_question(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("open")
    assert "Hi, I am Maatje." in sanne.notes[0]
    assert "Who are you?" in sanne.screen


async def test_who_opens_the_page_after_stopping_finds_no_question_of_the_report(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Stop")
    await sanne.command("open")
    assert sanne.screen.startswith("Stopped. Not sent yet."), "somebody else may have the phone"
    await sanne.tap("Go on")
    assert "What happens online?" in sanne.screen


async def test_a_colleague_is_greeted_by_name_and_role(house: House) -> None:
    mentor = await house.mentor()
    await mentor.command("open")
    assert mentor.notes == ["Welcome, mevrouw Yılmaz (mentor and colleague)."]  # noqa: RUF001
    assert any("Cases" in label for label in mentor.labels)


@pytest.mark.parametrize("name", ["xyzzy", "team", "start2"])
async def test_an_unknown_command_shows_what_there_is(house: House, name: str) -> None:
    sanne = house.chat("Sanne")
    await sanne.command(name)
    assert sanne.notes == ["I do not know that command. This is what I can do:"]
    assert MENU in sanne.screen


@pytest.mark.parametrize("name", ["zaken", "zaak"])
async def test_a_command_of_colleagues_is_unknown_to_others(house: House, name: str) -> None:
    await house.mentor()
    await house.reported()
    sanne = house.chat("Other")
    await sanne.command(name, (await house.case()).name)
    assert sanne.notes == ["I do not know that command. This is what I can do:"]
    assert not any("Cases" in label for label in sanne.labels)
    assert (await house.log())[0] == ("reporter", f"Refused {name}")


async def test_help_says_whom_to_call_by_day_and_by_night(house: House) -> None:
    sanne = house.chat("Sanne")
    for cry in ("help", "HELP ME!!", "112", "🆘"):
        await sanne.type(cry)
        assert "Danger? Call 112." in sanne.notes[0]
    assert "School is open now. Call 0183-625350." in sanne.notes[0]
    assert "You can also tell me what happens." in sanne.screen
    house.hours_later(12)
    await sanne.command("hulp")
    assert "School is closed now." in sanne.notes[0]


async def test_contact_says_who_is_there_today(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("contact")
    assert "mevrouw Van der Hoeven, confidant: here today." in sanne.notes[0]
    assert "Danger? Call 112." in sanne.screen
    house.days_later(2)
    house.hours_later(12)
    await sanne.command("contact")
    assert "mevrouw Van der Hoeven, confidant: at school again" in sanne.notes[0]
    assert "School is closed now. It opens" in sanne.notes[0]


@pytest.mark.parametrize("choice", ["nl", "xx", "nl-BE", "", "../../etc"])
async def test_a_language_is_chosen_and_kept(house: House, choice: str) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("taal")
    assert "Which language do you want?" in sanne.screen
    await sanne.press(f"a:language:{choice}")
    assert "Wat wil je doen?" in sanne.screen
    await sanne.command("start")
    assert "Wat wil je doen?" in sanne.screen


async def test_who_reads_no_dutch_finds_the_languages_on_every_first_screen(house: House) -> None:
    arrived = house.chat("a parent", language="nl")
    await arrived.command("open")
    for chat in (arrived, house.chat("Sam", language="nl"), await house.mentor()):
        if chat is not arrived:
            await chat.command("start")
        await chat.press("a:languages")
        assert {"Polski", "العربية", "ትግርኛ", "English"} <= set(chat.labels)
        await chat.tap(next(label for label in chat.labels if label.startswith("⬅️")))
        assert chat.screen.startswith(("Who are", "Wie ben", "Hi, I am", "Hoi, ik ben"))
    await arrived.press("a:languages")
    await arrived.tap("Polski")
    assert arrived.screen.startswith("Kto tu pisze?")


async def test_old_screens_do_not_queue_up_in_an_outage_but_notes_do(house: House) -> None:
    sanne = house.chat("Sanne")
    for name in ("hulp", "melden", "hulp"):
        await sanne.says(Command(name))
    await house.deliver()
    assert len(sanne.notes) == 2
    assert len(sanne.heard) == 3
    assert "Who are you?" in sanne.screen


async def test_a_wrong_invitation_lets_nobody_in(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("start", "x" * 26)
    assert sanne.notes == [
        "This invitation does not work (any more). Ask for a new one.",
    ]
    assert not any("Cases" in label for label in sanne.labels)
    assert (await house.log())[0] == ("stranger", "InvitationRefused")


async def test_the_invitation_of_who_left_lets_nobody_in(house: House) -> None:
    code = await house.run(lambda tx: people.invite(tx, "e-yilmaz", Role.MENTOR))
    await house.leaves("e-yilmaz")
    left = house.chat("left")
    await left.command("start", code)
    assert left.notes == []
    assert not any("Cases" in label for label in left.labels)


async def test_an_invitation_that_is_used_or_too_old_lets_nobody_in(house: House) -> None:
    code = await house.run(lambda tx: people.invite(tx, "e-yilmaz", Role.MENTOR))
    mentor, thief = house.chat("mentor"), house.chat("thief")
    await mentor.command("start", code)
    await thief.command("start", code)
    assert "does not work" in thief.notes[0]
    late = await house.run(lambda tx: people.invite(tx, "t-bakker", Role.MENTOR))
    house.clock.travel(house.clock.now() + VALID)
    await thief.command("start", late)
    assert "does not work" in thief.notes[0]
    found = await house.run(lambda tx: contacts.find(tx, thief.ref))
    assert found is not None
    assert found.person_id is None
