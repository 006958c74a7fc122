"""What a colleague types leads to their cases, and to no more than their buttons do."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.store import evidence
from tests.conversations.chats import ABOUT_ME, keep_item
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

ASKED = "What do you want to do with this?"


@pytest.mark.parametrize(
    "words", ["zaken", "Mijn zaken", "zaak", "overzicht", "cijfers", "signaal", "agenda"]
)
async def test_a_command_is_obeyed_without_its_slash(house: House, words: str) -> None:
    csv = house.chat("Schumacher", language="nl")
    await csv.join("i-schumacher", Role.SAFETY_COORDINATOR)
    await csv.command("start")
    menu = csv.screen
    await csv.type(words)
    assert csv.screen not in {menu, "Wat wil je hiermee doen?"}
    assert csv.notes == []


async def test_a_case_opens_by_the_name_in_its_ping_however_it_is_typed(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    name = (await house.case()).name
    await mentor.type(f"{name.lower()}.")
    assert mentor.screen.startswith(name)
    assert "Write a note" in "".join(mentor.labels)


async def test_a_name_of_a_case_they_may_not_see_is_words_like_any_other(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.report(*ABOUT_ME, school_class="1b")
    name = (await house.case()).name
    before = await house.snapshot(), await house.log()
    await mentor.type(name)
    assert (await house.snapshot(), await house.log()) == before
    hidden = (mentor.screen, list(mentor.notes), list(mentor.labels))
    await mentor.tap("Nothing, go to the menu")
    await mentor.type("Onbestaande Kiezel")
    assert (mentor.screen, list(mentor.notes), list(mentor.labels)) == hidden
    await sanne.type(name)
    assert "Shall I" in sanne.screen, "to a reporter it is no way in"


async def test_words_beside_the_cases_lead_to_them_first(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open")
    await mentor.type("vandaag gebeld met moeder van Bas, hij wordt bedreigd")
    assert ASKED in mentor.screen
    assert "Cases" in mentor.labels[0]
    assert "Add it to my report" not in "".join(mentor.labels)
    await mentor.type("en met vader")
    assert mentor.notes == ["Tap one of the buttons to go on."]
    await mentor.tap("Cases")
    assert "What you typed there was not sent." in mentor.said
    assert (await house.case()).name in "".join(mentor.labels)


async def test_a_command_typed_beside_words_is_one_too(house: House) -> None:
    mentor = await house.mentor()
    await mentor.type("vandaag gebeld met moeder")
    await mentor.type("zaken")
    assert "open case" in mentor.screen


@pytest.mark.parametrize("words", [(), ("dit is van moeder",)])
@pytest.mark.parametrize("way", ["zaken", "overzicht", "/zaken", "{name}"])
async def test_a_file_sent_beside_is_thrown_away_aloud(
    house: House, way: str, words: tuple[str, ...]
) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.send()
    for told in words:
        await mentor.type(told)
    typed = way.format(name=(await house.case()).name)
    await (mentor.command(typed[1:]) if typed[0] == "/" else mentor.type(typed))
    assert "I threw your file away. School does not see it." in mentor.said
    assert await house.run(lambda tx: evidence.loose_of(tx, mentor.ref)) == []


async def test_a_file_that_comes_in_behind_the_command_is_not_thrown_away(house: House) -> None:
    """On the page it lies here before its turn has come."""
    mentor = await house.mentor()
    await mentor.send()
    await house.run(lambda tx: keep_item(tx, "behind", mentor.ref, "photo", "behind"))
    await mentor.type("zaken")
    left = await house.run(lambda tx: evidence.loose_of(tx, mentor.ref))
    assert [item.item_id for item in left] == ["behind"]


async def test_a_command_is_words_where_a_colleague_writes(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "Write a note")
    await mentor.type("zaken")
    assert "open case" not in mentor.screen


async def test_who_sent_nothing_is_not_offered_a_report_to_put_it_with(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("de regels zijn stom")
    assert "Add it to my report" not in "".join(sanne.labels)
