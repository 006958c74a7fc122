"""People of the school in free words."""

import pytest

from bot.cases.people import Person, Role
from bot.understanding.names import names_an_account, people_named, without_who_is

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
