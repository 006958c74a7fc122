"""People of the school by what they are, in free words."""

import pytest

from bot.cases.people import Person, Role
from bot.understanding.names import people_nearly_named, titled
from bot.understanding.roles import InRole, keeps_from, roles_named, without_roles

CLASSES = ("1a", "1b", "2a")
NAMES = frozenset({"baker", "berg"})
COACH = ((Role.MENTOR, "coach"),)
MENTOR = InRole(Role.MENTOR, "")
TEACHER = InRole(Role.MENTOR, "", sure=False)
YILMAZ = Person("yilmaz", "mevrouw Yilmaz", frozenset({Role.MENTOR}))
BOER = Person("boer", "mevrouw De Boer", frozenset({Role.MENTOR}))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("volgens mij is het me mentor die dat account heeft", (MENTOR,)),
        ("Mijn Mentorr doet het, m'n juf ook", (MENTOR, TEACHER)),
        ("juf van 1a scheldt", (InRole(Role.MENTOR, "1a"),)),
        ("de mentor uit klas 1 B", (InRole(Role.MENTOR, "1b"),)),
        (
            "de teamleider en de directeur",
            (InRole(Role.TEAM_LEADER, ""), InRole(Role.MANAGEMENT, "")),
        ),
        ("juf Bakker en meester van den Berg", ()),
        ("de coach", (MENTOR,)),
        ("mentoruur en een mentorles", ()),
        ("öğretmenim", (TEACHER,)),
        ("", ()),
    ],
)
def test_who_is_called_by_a_role_is_found(words: str, found: tuple[InRole, ...]) -> None:
    assert roles_named(words, CLASSES, COACH, NAMES) == found


def test_what_is_said_beside_a_role_is_told_apart() -> None:
    assert without_roles("niet mijn mentor van 1a ook", CLASSES, (), NAMES).split() == [
        *("niet", "mijn", "ok")
    ]
    assert roles_named("juf van 1a", (), (), NAMES) == (TEACHER,)
    assert roles_named("de juf", (), ((Role.MENTOR, "juf"),), NAMES) == (MENTOR,)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("mijn mentor mag dit niet lezen", True),
        ("me mentor mag t nie weten want die is zn moeder", True),
        ("niet naar mijn mentor", True),
        ("liever niet mevrouw Yilmaz", True),
        ("ik wil niet dat mijn mentor het hoort", True),
        ("mijn mentor weet het al", False),
        ("ik heb het mijn mentor verteld", False),
    ],
)
def test_that_somebody_must_not_read_it_is_heard(words: str, *, kept: bool) -> None:
    assert keeps_from(words) is kept


@pytest.mark.parametrize("word", ["yilmas", "Yilmz", "yillmaz", "jilmaz"])
def test_a_misspelt_name_is_known_again(word: str) -> None:
    assert people_nearly_named((word.casefold(),), (YILMAZ, BOER)) == (YILMAZ,)
    assert titled(f"liever niet mevr {word}, toch") == {word.casefold().replace("ll", "l")}


def test_a_short_name_is_never_guessed() -> None:
    assert people_nearly_named(("boel", "weet"), (YILMAZ, BOER)) == ()
