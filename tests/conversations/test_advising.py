"""Advice: who is asked sees the case from then on, answers, and who has the case reads it."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.conversations.advising import NOBODY
from tests.conversations.chats import STORY
from tests.conversations.inside import House
from tests.conversations.test_involving import enter, everyone, second_case

pytestmark = pytest.mark.asyncio


async def test_the_care_team_is_asked_answers_in_its_parts_and_those_it_ticks_hear(
    house: House,
) -> None:
    mentor, care, mt = await house.mentor(), await house.care_team(), await house.management()
    smw = await house.staff("m-jansen", Role.SOCIAL_WORKER)
    sanne = await house.reported()
    name = (await house.case()).name
    await care.command("zaken")
    assert "0 open cases." in care.screen
    await mentor.tap("Open", "Ask for advice")
    await mentor.tap("mevrouw Haddad – care team")
    await mentor.type("Wat kan ik met deze klas doen?")
    assert mentor.screen.startswith("Asked: mevrouw Haddad.")
    assert care.notes[-1] == f"{name}: waiting for you"
    assert "klas doen" not in "".join(care.notes)

    assert "Asked for advice: mevrouw Haddad." in mentor.screen
    await care.command("zaken")
    assert "1 open case." in care.screen
    await care.press(care.offers[0])
    assert "asks for advice: mevrouw Haddad – Wat kan ik met deze klas doen?" in care.screen
    assert STORY in care.screen
    await care.tap("Answer the advice")
    await care.type("Wij spraken de klas.")
    await care.type("De mentor belt elke week.")
    await care.tap("Not yet")
    assert any("Parents" in label for label in care.labels)
    await care.tap("Mentor", "Management", "School social worker", "Done")
    assert mt.notes[-1] == smw.notes[-1] == mentor.notes[-1] == f"{name}: answer"
    assert any("MELDING SOCIALE MEDIA" in note for note in care.notes)

    await mentor.tap("Open")
    assert "Advice of mevrouw Haddad: Voortgang: Wij spraken de klas." in mentor.screen
    assert "Afhandeling: De mentor belt elke week." in mentor.screen
    assert "Evaluatie" not in mentor.screen
    await smw.tap("Open")
    assert STORY in smw.screen
    assert "klas" not in sanne.everything


async def test_another_adviser_answers_in_words_of_their_own(house: House) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    await house.reported()
    await mentor.tap("Open", "Ask for advice", "mevrouw Schumacher – safety coordinator")
    await mentor.type("Moet dit naar de politie?")
    await csv.tap("Open", "Answer the advice")
    await csv.type("Ja, bel de wijkagent.")
    assert csv.screen.startswith("Your advice is kept.")
    assert "Your advice" not in "".join(csv.notes)
    await mentor.tap("Open")
    assert "Advice of mevrouw Schumacher: Ja, bel de wijkagent." in mentor.screen


async def test_advice_for_a_case_that_was_closed_meanwhile_is_shown_back(house: House) -> None:
    mentor, care = await house.mentor(), await house.care_team()
    await house.reported()
    await mentor.tap("Open", "Ask for advice", "mevrouw Haddad – care team")
    await mentor.type("Wat nu?")
    await care.tap("Open", "Answer the advice")
    await care.type("Besproken")
    await mentor.tap("Not true, or a joke", "Use the usual sentence")
    await care.tap("Not yet", "Not yet", "Done")
    assert "Besproken" in care.notes[0]
    assert not any("MELDING" in note for note in care.notes)


async def test_with_worries_about_home_nobody_ticks_that_parents_are_told(house: House) -> None:
    mentor, care = await house.mentor(), await house.care_team()
    await house.reported()
    await mentor.tap("Open", "Worries about home", "Ask for advice", "mevrouw Haddad – care team")
    await mentor.type("Wat nu?")
    await care.tap("Open", "Answer the advice")
    await care.type("Besproken")
    await care.tap("Not yet", "Not yet")
    assert not [label for label in care.labels if "Parents" in label]


async def test_who_cannot_be_asked_any_more_is_not_and_the_words_are_shown_back(
    house: House,
) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "Ask for advice")
    assert mentor.screen.startswith(NOBODY.key)
    care = await house.care_team()
    await mentor.tap("Ask for advice", "mevrouw Haddad – care team")
    await house.leaves("n-haddad")
    await mentor.type("Wat nu?")
    assert mentor.notes == [f"{NOBODY.key}\nWat nu?"]
    assert not (await house.case()).asked
    assert "waiting" not in "".join(care.notes)


async def test_a_pattern_asks_the_care_team_tells_who_must_know_and_gives_the_text_for_som(
    house: House,
) -> None:
    mentor, care = await house.mentor(), await house.care_team()
    csv, mt = await house.csv(), await house.management()
    await house.reported()
    await mentor.tap("Open", "People and SOM")
    await enter(mentor, "Sem Bakker", "It is done to this person")
    await second_case(house)
    await mentor.tap("Open", "People and SOM")
    await enter(mentor, "Sem Bakker", "It is done to this person")
    await mentor.tap("The same")
    assert len(await house.run(everyone)) == 2
    await mentor.command("zorgoverleg")
    await mentor.tap("Sem Bakker", "Ask the care team")
    await mentor.type("Wij zien een patroon.")
    assert any("Wij zien een patroon." in note for note in mentor.notes)
    for told in (care, csv, mt):
        assert told.notes[-1].endswith(": waiting for you")
