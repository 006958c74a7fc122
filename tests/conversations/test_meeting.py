"""Who says yes to a talk: they read with whom and how, and it is told to who that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Person, Role
from bot.store import cases, people
from tests.conversations.inside import House
from tests.conversations.test_talking import talking

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("there", ["in", "unreachable"])
async def test_who_says_yes_to_a_talk_reads_with_whom_and_on_which_number(
    house: House, there: str
) -> None:
    confidant = await house.confidant() if there != "unreachable" else None
    mentor, sanne = await talking(house)
    await mentor.tap("Ask the reporter", "Choose a ready question", "Do you want to talk?")
    await sanne.tap("Look", "Yes, with the confidant")
    assert "mevrouw Van der Hoeven, confidant: here today." in sanne.notes[0]
    assert "Call school: 0183-625350." in sanne.notes[0]
    hears = "mevrouw Van der Hoeven hears that you want to talk." in sanne.notes[0]
    assert hears is (there == "in")
    if confidant is None or not hears:
        assert "I cannot tell mevrouw Van der Hoeven now. Walk in" in sanne.notes[0]
        return
    assert confidant.notes[-1].endswith(": waiting for you")
    await confidant.tap("Open")
    assert "Ja, vertrouwenspersoon" in confidant.screen


@pytest.mark.parametrize("why", ["kept from", "doer", "unreachable"])
async def test_who_cannot_be_told_is_passed_over_for_a_colleague(house: House, why: str) -> None:
    if why != "unreachable":
        await house.confidant()
    mentor, sanne = await talking(house)
    if why == "kept from":
        await house.taken_off("d-van-der-hoeven")
    if why == "doer":
        about_her = replace(await house.case(), doer_person="d-van-der-hoeven")
        await house.run(lambda tx: cases.save(tx, about_her))
    ask = ("Ask the reporter", "Choose a ready question", "Do you want to talk?")
    if why != "unreachable":
        await mentor.tap(*ask)
        await sanne.tap("Look", "Yes, with the confidant")
        assert "Van der Hoeven" not in sanne.notes[0]
        assert "You can walk in too, or call school." in sanne.notes[0]
        assert "Call school: 0183-625350." in sanne.notes[0]
    other = Person("z-smit", "mevrouw Smit", frozenset({Role.CONFIDANT}))
    await house.run(lambda tx: people.put(tx, other))
    smit = await house.staff("z-smit", Role.CONFIDANT)
    await mentor.tap(*ask)
    await sanne.tap("Look", "Yes, with the confidant")
    assert "mevrouw Smit hears that you want to talk." in sanne.notes[0]
    assert smit.notes[-1].endswith(": waiting for you")


async def test_a_talk_with_the_mentor_is_with_the_one_of_the_class(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Ask the reporter", "Choose a ready question", "Do you want to talk?")
    await sanne.tap("Look", "Yes, with my mentor")
    assert "mevrouw Y\u0131lmaz, mentor: here today." in sanne.notes[0]
    sanne = await house.reported(school_class="")
    management = await house.management()
    (case,) = [one for one in await house.cases() if not one.school_class]
    await management.press(f"a:case:{case.case_id}")
    await management.tap("Ask the reporter", "Choose a ready question", "Do you want to talk?")
    await sanne.tap("Look", "Yes, with my mentor")
    assert "You can walk in too, or call school." in sanne.notes[0]
