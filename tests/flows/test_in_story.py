"""Nobody of school reads a report who is accused in it or must not read it, named or not."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Doer, RouteId
from bot.cases.people import Role
from bot.flows.report import REPORT
from bot.flows.session import Session
from tests.cases.noordhoek import noordhoek
from tests.flows.reporting import sent, told
from tests.talk import Talk, english

MENTOR_OF_1A, LEADER_OF_1A = "e-yilmaz", "a-van-dijk"
MENTORS = {p.person_id for p in noordhoek().people if Role.MENTOR in p.roles}
ACCUSED = "volgens mij is het me mentor die dat account heeft"
NOT_TO_READ = "mijn mentor mag dit niet lezen"


def again(session: Session) -> Talk:
    """The same conversation, to answer otherwise."""
    return Talk(REPORT, session=session)


def test_a_mentor_in_the_story_is_asked_about_and_kept_out_although_the_class_comes_later() -> None:
    talk = told(doer="unknown").say(ACCUSED)
    assert talk.question.startswith("Is it this person who does it?")
    talk.press("the mentor")
    assert "What is your class?" in talk.lines
    case = sent(talk.say("1a")).case
    assert (case.route, case.doer, case.doer_person) == (RouteId.C, Doer.STAFF, None)
    assert case.excluded == {MENTOR_OF_1A}


def test_a_mentor_who_must_not_read_it_is_left_out_and_need_not_have_done_it() -> None:
    talk = told().say(NOT_TO_READ).press("No, but may not read it")
    assert "What is your class?" in talk.lines
    talk.say("1a")
    assert (
        "These people do not read it: mevrouw Y\N{LATIN SMALL LETTER DOTLESS I}lmaz." in talk.lines
    )
    case = sent(talk).case
    assert (case.route, case.doer) == (RouteId.A, Doer.STUDENT)
    assert case.excluded == {MENTOR_OF_1A}


def test_without_a_class_every_mentor_is_left_out_and_somebody_still_reads_it() -> None:
    talk = told(doer="staff").say("me mentor").say("hij scheldt")
    assert any(line.startswith("These people read it: ") for line in talk.lines)
    assert sent(talk).case.excluded == MENTORS


def test_without_a_class_who_must_not_read_it_stands_with_the_report() -> None:
    report = sent(told().say(NOT_TO_READ).press("No, but may not read it"))
    assert report.case.excluded == MENTORS
    details = {label.key: english(answer) for label, answer in report.details}
    assert details["Named in your story"] == "the mentor (does not do it, but may not read this)"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("mevrouw Yılmaz", "mevrouw Yılmaz (does it)"),  # noqa: RUF001 - as she is written
        ("No, but may not read it", "{both} (does not do it, but may not read this)"),
        ("No, may read it", "{both} (does not do it, and may read this)"),
    ],
)
def test_the_answer_says_by_itself_of_whom_and_what_it_is_said(answer: str, said: str) -> None:
    both = "mevrouw Yılmaz, meneer Bakker"  # noqa: RUF001 - as she is written
    talk = told().say("mevrouw Yilmaz of meneer Bakker mag dit niet lezen").press(answer)
    assert f"Named in your story: {said.format(both=both)}" in talk.lines


def test_a_bare_no_lets_nobody_read_it_who_may_have_to_be_kept_out() -> None:
    talk = told().say(NOT_TO_READ)
    assert talk.say("no").step == "about"
    assert "What is your class? Then your mentor reads it." in talk.press("No, may read it").lines
    assert not sent(talk.say("1a")).case.excluded


def test_a_mentor_who_only_knows_of_it_reads_it() -> None:
    talk = told().say("ik heb het mijn mentor verteld").say("no")
    assert not sent(talk.say("1a")).case.excluded


def test_whether_somebody_may_read_it_is_asked_also_when_it_is_said_later() -> None:
    talk = told().say("mijn mentor weet het").press("No")
    assert talk.step == "send"
    assert talk.say("en ze mag dit verder niet lezen van mij").step == "about"


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("de juf van 1a doet het", MENTOR_OF_1A),
        ("de teamleider van klas 1a doet het", LEADER_OF_1A),
        ("de directeur scheldt mij uit", "f-el-amrani"),
        ("mevr yilmas mag dit niet weten", MENTOR_OF_1A),
    ],
)
def test_who_is_called_by_a_role_or_misspelt_is_found_as_a_person(words: str, who: str) -> None:
    talk = told(doer="unknown").say(words)
    assert sent(talk.press(who)).case.doer_person == who


def test_who_is_called_by_title_and_name_is_no_mentor_besides() -> None:
    talk = told().say("juf Bakker doet het")
    assert talk.labels[:2] == ("meneer Bakker", "No, but may not read it")


def test_a_mentor_is_not_asked_about_who_would_not_read_it_anyway() -> None:
    assert told(doer="staff").press("+untold").say("mijn mentor weet het").step == "send"


@pytest.mark.parametrize("words", ["me mentor", "het is mijn mentor", "mentrix"])
def test_who_works_here_may_be_named_by_being_the_mentor(words: str) -> None:
    talk = told(doer="staff").say(words)
    assert talk.step == "story"
    assert "What is your class?" in talk.say("hij scheldt").lines
    case = sent(talk.say("1a")).case
    assert (case.route, case.doer_person) == (RouteId.C, None)
    assert case.excluded == {MENTOR_OF_1A}


@pytest.mark.parametrize("words", ["juf van 1a", "mevrouw Yilmz", "yilmas"])
def test_who_works_here_may_be_named_by_class_or_misspelt(words: str) -> None:
    talk = told(doer="staff").say(words).say("zij scheldt")
    assert sent(talk).case.doer_person == MENTOR_OF_1A


@pytest.mark.parametrize("words", ["mijn juf", "meester", "de juf", "mijn mentor en mijn juf"])
def test_a_teacher_called_by_no_name_may_be_any_and_accuses_no_mentor(words: str) -> None:
    assert told(doer="staff").say(words).step == "doerwho"
    asked = told(doer="unknown").say("mijn juf scheldt mij uit")
    assert asked.labels[0] == "the mentor"
    assert asked.say(words).step == "about"


@pytest.mark.parametrize("words", ["niet mijn juf", "de meester mag het niet lezen"])
def test_whether_a_teacher_is_the_mentor_is_asked_before_they_are_left_out(words: str) -> None:
    talk = told().say("x").say("1a")
    assert talk.say(words).step == "about"


def test_a_misspelt_teacher_is_not_the_mentor_besides() -> None:
    talk = told().say("x").say("2a").say("niet juf yilmas")
    assert sent(talk).case.excluded == {MENTOR_OF_1A}


@pytest.mark.parametrize("words", ["ik heb het mijn mentor verteld", "niet mijn mentor"])
def test_a_mentor_in_a_longer_sentence_is_not_who_works_here(words: str) -> None:
    assert told(doer="staff").say(words).step == "doerwho"


@pytest.mark.parametrize(
    "words",
    [
        *("mijn mentor", "me mentor niet", "mijn mentor mag dit niet lezen"),
        *("yilmas", "mevr yilmaz niet", "liever niet juf yilmaz", "mentor van 1a"),
    ],
)
def test_who_must_not_read_it_may_be_typed_as_people_say_it(words: str) -> None:
    talk = told().say("x").say("1a").press("May not read it").say(words)
    assert "May not read it: " in talk.notes
    assert sent(talk.press("Done")).case.excluded == {MENTOR_OF_1A}


@pytest.mark.parametrize("words", ["niet de mentor", "liever niet mevr yilmaz", NOT_TO_READ])
def test_who_must_not_read_it_is_left_out_by_saying_so_on_the_last_screen(words: str) -> None:
    talk = told().say("x").say("1a").say(words)
    assert talk.step == "send"
    assert "May not read it: " in talk.question
    report = sent(talk)
    assert report.case.excluded == {MENTOR_OF_1A}
    assert report.story.text == "x"


def test_who_is_left_out_on_the_last_screen_is_left_out_besides_the_others() -> None:
    talk = told().say("x").say("1a").say("niet Jansen", "niet de mentor")
    assert sent(talk).case.excluded == {MENTOR_OF_1A, "m-jansen"}


@pytest.mark.parametrize(
    "words", ["mijn mentor", "liever mijn mentor", "meneer Kaya zag het niet gebeuren"]
)
def test_words_that_leave_out_nobody_plainly_go_to_the_story(words: str) -> None:
    talk = told().say("x").say("1a").say(words)
    assert talk.step == "about"


@pytest.mark.parametrize(
    "words",
    ["mijn mentor mag het lezen, de directeur niet", "yilmas mag het lezen, de mentor niet"],
)
def test_who_may_read_it_is_not_left_out_with_who_may_not(words: str) -> None:
    assert told().say("x").say("1a").say(words).step == "about"


def test_one_word_for_two_people_leaves_out_both_by_one_not() -> None:
    talk = told().say("x").say("1a").say("niet de directeur, niet yilmas")
    directors = {p.person_id for p in noordhoek().people if p.director}
    assert sent(talk).case.excluded == {MENTOR_OF_1A, *directors}


def test_who_says_not_my_mentor_twice_takes_nobody_off_again() -> None:
    talk = (
        told().say("x").say("1a").press("May not read it").say("me mentor niet", "niet me mentor")
    )
    assert sent(talk.press("Done")).case.excluded == {MENTOR_OF_1A}


@pytest.mark.parametrize("words", ["yes", "de mentor", "ja mijn mentor"])
def test_who_does_it_may_be_confirmed_in_words(words: str) -> None:
    assert sent(told(doer="unknown").say(ACCUSED).say(words)).case.doer is Doer.STAFF


def test_that_somebody_may_not_read_it_may_be_typed_and_a_bare_yes_is_unclear_there() -> None:
    talk = told().say(NOT_TO_READ)
    assert talk.say("yes").step == "about"
    case = sent(talk.say("may not read it").say("1a")).case
    assert (case.doer, case.excluded) == (Doer.STUDENT, frozenset({MENTOR_OF_1A}))


@pytest.mark.parametrize("words", ["yes and meneer Kaya", "mevrouw Jansen deed niks"])
def test_a_sentence_accuses_nobody_in_passing(words: str) -> None:
    assert told().say("mevrouw Jansen zag het").say(words).step == "about"


@pytest.mark.parametrize(
    "words",
    [
        *("mijn mentor en meneer Kaya", "meneer Kaya en mijn mentor"),
        *("mijn mentor of meneer Kaya", "my mentor and mr Kaya"),
    ],
)
def test_a_mentor_told_of_beside_somebody_named_is_a_second_one(words: str) -> None:
    assert told(doer="unknown").say(f"{words} doen het").say(words).step == "about"
    kept = told().say("x").say("1a").press("May not read it").say(words).press("Done")
    assert sent(kept).case.excluded == {MENTOR_OF_1A, "o-kaya"}
    unasked = told().say("x").say("1a").say(f"niet {words}")
    assert unasked.step == "about", 'one "not" may be of the first of them only'


def test_whether_a_teacher_beside_somebody_named_is_the_mentor_is_asked() -> None:
    assert told().say("x").say("1a").say("niet mijn juf en niet meneer Kaya").step == "about"
