"""Whom to call, who is there for what, and the rules; one story a test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Role
from bot.cases.schoolfile import RULES, read_school
from bot.conversations.take import Conversations
from tests.cases.noordhoek import texts
from tests.conversations.inside import House
from tests.flows.test_rules_and_contact import OWN

pytestmark = pytest.mark.asyncio

HELP = "Danger? Call 112."


async def test_help_has_six_buttons_number_first_and_is_one_step_away(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("hulp")
    assert HELP in sanne.notes[0]
    assert {"tel:112", "tel:113", "tel:0202615275", "tel:08002000"} <= set(sanne.urls)
    assert "tel:0183625350" in sanne.urls
    assert len(sanne.urls) == 6

    await sanne.command("melden")
    await sanne.tap("Help now")
    assert HELP in sanne.notes[0]
    assert "Who are you?" in sanne.screen


async def test_at_night_school_is_not_dialled_and_telegram_shows_the_lines(house: House) -> None:
    house.hours_later(14)
    omar = house.chat("Omar", door="telegram")
    await omar.command("hulp")
    assert not omar.urls
    await omar.tap("020-261 52 75 – naked, force")
    assert (
        "020-261 52 75 – Helpwanted (naked photos and force). I do not know when it is open."
        in omar.said
    )
    assert "Or look at https://www.helpwanted.nl." in omar.said
    assert "You can also tell me what happens." in omar.screen
    await omar.press("a:helpline:nonsense")
    assert HELP in omar.said

    await omar.command("melden")
    await omar.press("a:helpline:suicide")
    assert "Open now." in omar.said
    assert "Who are you?" in omar.screen


async def test_on_wednesday_the_confidant_is_not_there_and_who_is_stands_first(
    house: House,
) -> None:
    house.days_later(2)
    sanne = house.chat("Sanne")
    await sanne.command("contact")
    assert "mevrouw Schumacher, safety coordinator: here today." in sanne.notes[0]
    assert "Van der Hoeven, confidant: not here today, back Thursday 26 November." in sanne.notes[0]
    await sanne.tap("In confidence")
    first, second, *_ = sanne.screen.splitlines()
    assert first.startswith("mevrouw Schumacher")
    assert second.startswith("mevrouw Van der Hoeven")
    assert "Outside school:" in sanne.screen
    await sanne.tap("Back", "My mentor", "1a")
    assert "mevrouw Yılmaz, mentor: here today." in sanne.screen  # noqa: RUF001
    assert "mevrouw Van Dijk, team leader: here today." in sanne.screen


async def test_contact_outside_school_hours_and_from_an_open_question(house: House) -> None:
    house.hours_later(14)
    sanne = house.chat("Sanne")
    await sanne.command("contact")
    await sanne.tap("At home")
    assert "0800-2000 – Veilig Thuis (when home is not safe). Open now." in sanne.screen
    assert "School is closed now. It opens" in sanne.screen
    assert not any("Call school" in label for label in sanne.labels)
    await sanne.press("a:contactfor:nonsense")
    assert "What is it about?" in sanne.screen
    await sanne.command("melden")
    await sanne.command("contact")
    assert "Who are you?" in sanne.screen


async def test_once_school_is_over_nobody_is_said_to_be_there_and_open_lines_stand_first(
    house: House,
) -> None:
    house.hours_later(8)
    sanne = house.chat("Sanne")
    await sanne.command("contact")
    first, line, *_ = sanne.notes[0].splitlines()
    assert first == "School is closed now. These people are there:"
    assert line.startswith("0800-0432 – De Kindertelefoon (talk,")
    assert "mevrouw Schumacher, safety coordinator: at school again Tuesday" in sanne.notes[0]
    assert "here today" not in sanne.said
    await sanne.tap("At home")
    assert sanne.screen.splitlines()[0] == "Outside school:"


async def test_parents_and_colleagues_are_told_of_lines_for_them(house: House) -> None:
    house.hours_later(8)
    parent, smit = house.chat("a parent"), await house.staff("b-smit", Role.STAFF)
    await parent.command("contact")
    await parent.tap("I am a parent")
    assert "The mentor of your child can help you too." in parent.notes[0]
    assert "Kindertelefoon" not in parent.said
    await parent.tap("At home")
    assert "Kindertelefoon" not in parent.screen
    assert "Veilig Thuis" in parent.screen
    await parent.tap("Back")
    assert "The mentor of my child" in "".join(parent.labels)
    await smit.command("contact")
    assert "mentor" not in smit.said
    await smit.tap("Something online")
    assert "Kindertelefoon" not in smit.screen


async def test_the_rules_of_students_with_the_protocol_one_tap_away(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("regels")
    assert not any("Rules for staff" in label for label in sanne.labels)
    await sanne.tap("Rules for students")
    assert "L2. " in sanne.screen
    await sanne.tap("L2")
    assert "The protocol says: “In de pauze mag ik mijn telefoon gebruiken”" in sanne.screen
    await sanne.tap("Back")
    assert "L2. " in sanne.screen
    await sanne.tap("All rules", "Rules for everyone")
    assert "A8. " not in sanne.screen
    for forged in ("a:rules:M", "a:rules:nonsense", "a:rules"):
        await sanne.press(forged)
        assert "Which rules do you want to read?" in sanne.screen
    await sanne.press("a:rule:X9")
    assert "What do you want to do?" in sanne.screen


async def test_colleagues_read_their_thirteen_and_to_speak_to_each_other(house: House) -> None:
    smit = await house.staff("b-smit", Role.STAFF)
    await smit.command("regels")
    await smit.tap("Rules for staff", "More")
    assert "M13. " in smit.screen
    assert "S1. " in smit.screen
    await smit.tap("S1", "Back")
    assert "M1. " in smit.screen


async def test_what_the_school_agreed_on_itself_is_a_chapter(house: House) -> None:
    files = texts()
    checked = files[RULES].replace("[programme]", "[programme]\nchecked = 2026-11-25")
    school = read_school({**files, RULES: checked + OWN})
    house.conversations = Conversations(replace(house.world, school=school))
    sanne = house.chat("Sanne")
    await sanne.command("regels")
    await sanne.tap("What we agreed at school")
    assert "Telefoons in de kluis." in sanne.screen
    assert "Wij appen niet na zes uur." not in sanne.screen
    assert "https://www.itsuptoyou.nl" in sanne.urls
