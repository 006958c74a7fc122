"""People of the school in free words."""

import pytest

from bot.cases.people import Person, Role
from bot.understanding.names import (
    classes_named,
    names_an_account,
    own_classes,
    people_named,
    without_who_is,
)

STAFF = frozenset({Role.STAFF})
JANSEN = Person("jansen", "meneer Jansen", STAFF)
BERG = Person("berg", "mevrouw Van den Berg", frozenset({Role.MENTOR}))
YILMAZ = Person("yilmaz", "mevrouw Y\N{LATIN SMALL LETTER DOTLESS I}lmaz", STAFF)
LEFT = Person("left", "meneer Pietersen", STAFF, active=False)
STUDENT = Person("kim", "Kim Visser", frozenset({Role.STUDENT}))
BO = Person("bo", "juf Bo", STAFF)
EVERYONE = (JANSEN, BERG, YILMAZ, LEFT, STUDENT, BO)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Meneer JANSEN doet het", (JANSEN,)),
        ("het is jansens schuld", (JANSEN,)),
        ("Jansen's app", (JANSEN,)),
        ("van den Berg en yilmaz", (BERG, YILMAZ)),
        ("meneer en mevrouw van der", ()),
        ("Pietersen deed het", ()),
        ("Kim Visser scheldt", ()),
        ("Jansenius", ()),
        ("bo", ()),
        ("", ()),
    ],
)
def test_who_works_here_is_found_by_a_word_of_the_name(
    words: str, found: tuple[Person, ...]
) -> None:
    assert people_named(words, EVERYONE) == found


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("mag dit van janjansen2011 erbij", True),
        ("de post van @kim.visser", True),
        ("jan_jansen plaatste het", True),
        ("jan.jansen plaatste het", True),
        ("mag een foto van klas 3a van 24 november", False),
        ("Mag dit? Ja. Het is van 2011.", False),
        ("", False),
    ],
)
def test_the_name_of_an_account_is_known_by_how_it_is_written(words: str, *, named: bool) -> None:
    assert names_an_account(words) is named


def test_a_question_who_somebody_is_names_nobody_and_anything_more_does() -> None:
    for asked in ("wie is meneer Jansen?", "hij scheldt\nwie is Jansen", "help. Who is Jansen?"):
        assert not people_named(without_who_is(asked, EVERYONE), EVERYONE)
    for told in ("wie is Jansen? Jansen slaat", "wie is Jansen hij slaat", "Jansen, wie is dat?"):
        assert people_named(without_who_is(told, EVERYONE), EVERYONE) == (JANSEN,)


def test_a_colleague_called_kim_is_named_and_not_asked_after_in_turkish() -> None:
    kim = Person("schumacher", "Kim Schumacher", STAFF)
    told = "iemand scheldt mij uit in de app. Kim Schumacher"
    assert people_named(without_who_is(told, (kim,)), (kim,)) == (kim,)


CLASSES = ("1a", "1b", "2a", "2b", "3a", "4a")


def test_a_number_of_times_is_no_class() -> None:
    for words in (
        "hij stuurde 1 à 2 foto's per dag",
        "om 3 a 4 uur begint het",
        "hij dreigt al 2 a 3 weken",
        "ik heb 1 a 4tje",
        "ik ben 1 a 2 dagen ziek",
    ):
        assert not classes_named(words, CLASSES) + own_classes(words, CLASSES), words
    assert classes_named("uit 1 a en 2b", CLASSES) == ("1a", "2b")


def test_their_own_class_is_the_one_they_say_to_be_in_now() -> None:
    for words in ("ik zit in 1 A", "nu zit ik in 1a", "Mijn klas is 1a.", "I'm in class 1a"):
        assert own_classes(words, CLASSES) == ("1a",), words
    for words in (
        "een jongen uit 2b noemt mij dik",
        "ik zit niet meer in 1a",
        "vroeger zat ik in 1b",
        "mijn zus zit in 4a",
        "ik ben verliefd op iemand uit 2b",
    ):
        assert own_classes(words, CLASSES) == (), words
