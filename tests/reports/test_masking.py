"""Names are taken out of words in any spelling, and come back as the same number each time."""

from __future__ import annotations

from bot.cases.people import Person, Role
from bot.reports.masking import Masks
from bot.text import Text

SEM = Person("sem", "Sem de Boer", frozenset({Role.STUDENT}))
NOOR = Person("noor", "Noor Vink", frozenset({Role.STUDENT}))
MOTHER = Person("moeder", "Fatma Yildiz", frozenset({Role.PARENT}))
SMIT = Person("smit", "meneer Smit", frozenset({Role.STAFF}))
KAYA = Person("kaya", "meneer Kaya", frozenset({Role.MANAGEMENT}))


def say(text: Text) -> str:
    return text.key.format(**text.values)


def masks(*shown: Person, reporter: str | None = None) -> Masks:
    people = (SEM, NOOR, MOTHER, SMIT, KAYA)
    return Masks(people, shown=[one.person_id for one in shown], reporter=reporter, say=say)


def test_a_name_is_found_however_it_is_written() -> None:
    found = masks(KAYA)
    assert found.masked("SEM sloeg Noor. sems broer zag het; NÓÓR niet.") == (
        "student 1 sloeg student 2. student 1 broer zag het; student 2 niet."
    )
    assert found.masked("Meneer Kaya belde Fatma.") == "Meneer Kaya belde parent 1."
    assert found.name("noor") == "student 2"
    assert found.name("smit") == "colleague 1"
    assert found.name("kaya") == "meneer Kaya"
    assert found.name(None) == found.name("nobody") == "–"


def test_first_and_last_name_are_one_person() -> None:
    assert masks().masked("Noor Vink en Sem-Boer, Vink!") == "student 1 en student 2, student 1!"


def test_the_eleventh_is_not_taken_for_the_first() -> None:
    many = [
        Person(f"p{n}", f"Naam{'abcdefghijk'[n]}x", frozenset({Role.STUDENT})) for n in range(11)
    ]
    found = Masks(many, shown=(), reporter=None, say=say)
    for one in many:
        found.masked(one.name)
    assert found.masked("Naamax Naamkx") == "student 1 student 11"
    assert found.masked("Naamkx van der Naamkx") == "student 11"


def test_a_reporter_is_hidden_before_anybody_else() -> None:
    found = masks(reporter="Sem Jansen")
    assert found.masked("Sem zei dat Jansen Noor zag") == "reporter zei dat reporter student 1 zag"


def test_words_without_names_stay_as_they_are() -> None:
    words = "  Een zin, met  spaties\nen (leestekens)! 😀 \x00"
    assert masks().masked(words) == words
    assert masks().masked("") == ""


def test_the_name_of_an_account_goes_whole_or_stays_whole() -> None:
    found = masks(KAYA)
    assert found.masked("@sem_deboer en sem.vink2011, noor_x: @anders_1 2b kaya_7") == (
        "student 1 en student 1, student 2: @anders_1 2b kaya_7"
    )
    assert found.masked("https://snap.example/sem_b?x=1") == "https://snap.example/student 1?x=1"
