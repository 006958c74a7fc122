"""Who posted something puts it right; who is accused hears what happens."""

from __future__ import annotations

import pytest

from bot.cases.people import Person, Role
from bot.flows.accused import ACCUSED, Heard
from bot.flows.kit import Facts
from bot.flows.posted import POSTED, Posted
from tests.cases.noordhoek import noordhoek
from tests.talk import Talk, facts

MENTOR = next(one for one in noordhoek().people if Role.MENTOR in one.roles)


def colleague(person: Person = MENTOR) -> Facts:
    return facts(person=person)


def test_take_it_away_say_sorry_and_say_who_changed_it() -> None:
    talk = Talk(POSTED).press("A photo or film", "Yes, it is gone")
    assert "say sorry" in talk.question
    talk.press("Yes")
    assert "“I took it away. It was not good of me. I am sorry.”" in talk.notes
    assert "“I changed this myself.”" in talk.question
    talk.press("I do that")
    assert "I send nothing by myself." in talk.question
    assert talk.press("Yes, I tell my mentor here").effect == Posted("photo", tell=True)


def test_who_did_not_take_it_away_yet_says_so_in_the_text() -> None:
    talk = Talk(POSTED).press("Words", "Not yet")
    assert "Do it now." in talk.notes
    talk.press("Yes")
    assert "I am going to take it away." in talk.notes


def test_who_cannot_take_it_away_asks_the_app() -> None:
    talk = Talk(POSTED).press("I passed it on", "I cannot take it away")
    assert "Ask the app to take it away." in talk.notes
    assert talk.press("No", "That is not possible", "No, I am done").effect == Posted(
        "passed", tell=False
    )


def test_about_being_naked_the_rules_and_the_help_come_first() -> None:
    talk = Talk(POSTED).press("It is about being naked")
    assert "Do not send it to me." in talk.notes
    assert "020-261 52 75" in talk.notes
    talk.press("Yes, it is gone")
    assert talk.step == "tell"
    assert talk.press("I go to my mentor myself").effect == Posted("naked", tell=False)


def test_a_photo_of_it_is_not_taken() -> None:
    assert Talk(POSTED).refused() is not None


def test_who_works_here_is_told_to_go_to_management() -> None:
    talk = Talk(POSTED, facts=colleague())
    talk.press("Words", "Yes, it is gone", "No", "I do that")
    assert "Tell management too." in talk.notes
    assert talk.effect == Posted("words", tell=False)


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("Student", "School listens to you too."),
        ("Parent or carer", "The school hears your child before it decides anything."),
        ("I work here", "You are heard before anything is decided."),
    ],
)
def test_each_hears_what_happens_in_words_of_their_own(role: str, told: str) -> None:
    talk = Talk(ACCUSED).press(role)
    assert told in talk.notes
    assert ("0900-111 3 111" in talk.notes) is (role == "I work here")
    assert talk.press("No, to the menu").effect == Heard(contact=False)


def test_a_colleague_we_know_is_not_asked_who_they_are() -> None:
    talk = Talk(ACCUSED, facts=colleague())
    assert "The confidant is there for you too." in talk.notes
    assert talk.press("Who can help me?").effect == Heard(contact=True)
