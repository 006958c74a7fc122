"""A report from the first tap to the effect: what is asked, of whom, and what comes of it."""

from __future__ import annotations

from itertools import product

import pytest

from bot.cases.case import Reader
from bot.cases.kinds import Doer, Kind, Mark, ReporterRole, RouteId, Victim
from bot.flows.report import REPORT, Report, practising
from bot.flows.session import Session
from bot.flows.words import Told
from bot.text import Text
from tests.cases.noordhoek import noordhoek
from tests.flows.reporting import sent, told
from tests.talk import TOKEN, Talk, english, facts

JANSEN = "m-jansen"


# ------------------------------------------------------------------ the short path


def test_six_taps_and_one_sentence_send_a_report_with_a_class() -> None:
    taps = ["self", "no", "threat", "student"]
    talk = Talk(REPORT).press(*taps).say("He wants to hit me")
    last = ["1a", "Send"]
    report = talk.press("put.1a", "Send").effect
    assert len([*taps, *last]) == 6
    assert isinstance(report, Report)
    assert report.case.school_class == "1a"
    assert report.story.text == "He wants to hit me"
    assert report.case.route is RouteId.A


def test_five_taps_and_one_sentence_send_a_report_without_a_class() -> None:
    taps = ["self", "no", "threat", "student"]
    talk = Talk(REPORT).press(*taps).say("He wants to hit me").press("Send")
    assert len([*taps, "Send"]) == 5
    assert talk.effect.case.school_class is None
    assert talk.effect.name == ""


def test_the_same_report_can_be_typed_from_beginning_to_end() -> None:
    talk = Talk(REPORT).say("student", "NO!", "Threats", "a student", "he hits me", "1 A", "send")
    report = talk.effect
    assert (report.case.kind, report.case.school_class) == (Kind.THREAT, "1a")
    assert report.own


def test_twenty_thousand_characters_are_kept() -> None:
    words = "a b " * 5000
    report = sent(told().say(words))
    assert report.story.text == words


def test_a_report_of_nothing_but_taps_is_not_refused() -> None:
    report = sent(told(kind="other", doer="unknown").press("Skip this"))
    assert report.story == Told()
    assert report.case.doer is Doer.UNKNOWN


def test_a_frightened_child_who_tells_it_at_the_first_question_loses_no_word() -> None:
    talk = Talk(REPORT).say(
        "there is a boy who keeps sending me messages", "please help me with it"
    )
    talk.press("self", "no", "stalking", "student")
    assert "I have this: there is a boy" in talk.question
    report = sent(talk.press("Done"))
    assert report.story.words == (
        "there is a boy who keeps sending me messages",
        "please help me with it",
    )


def test_a_voice_message_tells_it_too_and_is_warned_about() -> None:
    talk = told()
    assert "People may know you by your voice." in talk.question
    talk.send("item1", "voice")
    assert talk.notes.startswith("I cannot understand your voice. Is there danger? Call 112.")
    assert sent(talk).items == (("item1", "voice"),)


def test_who_asks_about_posting_in_the_story_hears_where_that_is_asked() -> None:
    hint = "Tap “May I post this?” or type /mag."
    asked = "mag ik een foto van mijn vriend op insta zetten?"
    talk = told().say(asked)
    assert hint in talk.notes
    assert sent(talk).story.text == asked, "nothing is lost"
    assert hint in told().say("hij stuurt nare dingen", asked).notes, "told beside another question"
    for other in (
        "hij zette mijn foto op insta",
        "mag ik een naaktfoto posten?",
        f"{asked} help ik wil dood",
    ):
        assert "/mag" not in told().say(other).notes
    in_danger = Talk(REPORT).press("self", "yes", "threat", "student").say(asked)
    assert "/mag" not in in_danger.notes


def test_staff_are_not_warned_about_their_voice() -> None:
    talk = told("staff").press("student", "yes")
    assert talk.step == "story"
    assert "voice" not in talk.question


# ------------------------------------------------------------------ who does it, to whom


def test_someone_who_works_here_is_named_and_never_reads_it() -> None:
    talk = told(doer="staff")
    assert "This person will not read your report." in talk.question
    report = sent(talk.say("it is mevrouw Jansen").say("she shouts"))
    assert report.case.doer_person == JANSEN
    assert report.case.excluded == {JANSEN}
    assert report.case.route is RouteId.C
    assert report.case.school_class is None


@pytest.mark.parametrize("answer", ["+untold", "+unlisted"])
def test_someone_who_works_here_need_not_be_named(answer: str) -> None:
    report = sent(told(doer="staff").press(answer).say("x"))
    assert (report.case.doer_person, report.case.excluded) == (None, frozenset())
    assert report.case.route is RouteId.C


def test_the_list_of_colleagues_goes_round_and_is_typed_too() -> None:
    talk = told(doer="staff")
    first = talk.labels
    talk.press("More")
    assert talk.labels != first
    for _ in range(3):
        talk.say("MORE")
    assert talk.labels == first
    assert talk.say("meneer Nobody").step == "doerwho"
    assert talk.say("Jansen or Kaya").step == "doerwho"
    assert talk.say("Visser").step == "story"


def test_a_colleague_in_the_story_is_asked_about() -> None:
    talk = told().say("meneer Kaya saw it and did nothing")
    assert talk.question.startswith("Is it this person who does it?")
    assert "meneer Kaya" in talk.labels
    report = sent(Talk(REPORT, session=talk.session).press("No"))
    assert report.case.route is RouteId.A
    report = sent(talk.press("meneer Kaya"))
    assert (report.case.doer, report.case.doer_person) == (Doer.STAFF, "o-kaya")
    assert report.case.excluded == {"o-kaya"}
    assert report.case.route is RouteId.C


def test_another_name_that_comes_later_is_asked_about_too() -> None:
    talk = told().say("meneer Kaya saw it").press("No")
    assert talk.step == "send"
    talk.say("mevrouw Jansen was there as well")
    assert talk.step == "about"
    assert {"meneer Kaya", "mevrouw Jansen"} <= set(talk.labels)


def test_the_one_who_was_named_already_is_not_asked_about_again() -> None:
    talk = told(doer="staff").say("mevrouw jansen").say("mevrouw Jansen shouts")
    assert talk.step == "send"


WHOM = {"student": Victim.STUDENT, "staff": Victim.STAFF, "me": Victim.STAFF}
WHOM |= {"school": Victim.SCHOOL}


@pytest.mark.parametrize(
    ("who", "whom", "doer"),
    [
        (who, whom, doer)
        for who, whom, doer in product(["other", "parent", "staff"], WHOM, list(Doer))
        if whom != "me" or who == "staff"
    ],
)
def test_to_whom_and_by_whom_decide_the_route(who: str, whom: str, doer: Doer) -> None:
    talk = told(who, doer=doer.value)
    if talk.step == "doerwho":
        talk.press("+untold")
    assert talk.step == "whom"
    talk.press(whom)
    if whom == "staff":
        talk.press("+untold")
    while talk.step != "send":
        talk.press("Skip this" if talk.step == "story" else "yes")
    report = sent(talk)
    assert (report.case.victim, report.case.doer) == (WHOM[whom], doer)
    assert report.case.route is noordhoek().victim_doer[WHOM[whom], doer]
    assert report.case.route is _route(whom, doer)
    assert report.own is (whom == "me")


def _route(whom: str, doer: Doer) -> RouteId:
    if doer in {Doer.STAFF, Doer.PLACEMENT}:
        return RouteId.C
    return RouteId.A if whom == "student" else RouteId.B


def test_a_colleague_who_tells_it_is_known_to_the_case_in_both_roles() -> None:
    kaya = noordhoek().person("o-kaya")
    talk = Talk(REPORT, facts=facts(person=kaya)).press("staff", "no", "insult", "student", "me")
    report = sent(talk.say("they shout at me"))
    assert (report.case.victim_person, report.case.reporter_person) == ("o-kaya", "o-kaya")
    assert not report.case.on_behalf
    talk = Talk(REPORT, facts=facts(person=kaya)).press("staff", "no", "insult", "student")
    report = sent(talk.press("student", "yes").say("x"))
    assert report.case.on_behalf
    assert report.case.victim_person is None


@pytest.mark.parametrize("as_whom", ["self", "parent", "other"])
def test_a_colleague_who_tells_it_as_somebody_else_is_known_to_the_case_too(as_whom: str) -> None:
    yilmaz = noordhoek().person("e-yilmaz")
    talk = Talk(REPORT, facts=facts(person=yilmaz)).press(as_whom, "no", "insult", "student")
    while talk.step != "send":
        talk.press(
            "Skip this" if talk.step == "story" else "yes" if talk.step == "knows" else "student"
        )
    report = sent(talk)
    assert report.case.reporter_person == "e-yilmaz"
    assert (report.case.on_behalf, report.case.victim_person) == (False, None)


# ------------------------------------------------------------------ each asks their own


def test_a_parent_is_asked_whether_the_child_knows() -> None:
    talk = told("parent").press("My child")
    assert talk.question == "Does your child know that you tell this?"
    report = sent(talk.press("no").say("x"))
    assert report.case.reporter_role is ReporterRole.PARENT
    assert "Your child knows" in {english(label) for label, _answer in report.details}


def test_a_colleague_is_asked_whether_they_spoke_and_may_doubt() -> None:
    talk = told("staff").press("A student")
    assert talk.question == "Did you speak with this person yourself?"
    talk.press("That is not possible").say("x").change("doubt").press("yes")
    report = sent(talk)
    assert report.case.reporter_role is ReporterRole.STAFF
    assert Mark.DOUBT in report.case.marks


def test_a_changed_first_answer_closes_what_only_the_other_was_asked() -> None:
    talk = told("staff").press("me").say("x").change("who").press("other")
    assert talk.step == "whom"
    assert "Me" not in talk.labels
    report = sent(talk.press("student"))
    assert report.case.victim is Victim.STUDENT


# ------------------------------------------------------------------ practice


def test_a_practice_report_says_so_and_is_marked() -> None:
    talk = Talk(REPORT, session=practising(Session("report", TOKEN)))
    assert talk.notes == "This is practice.\nNobody gets this report."
    talk.press("self", "no", "insult", "student").say("x")
    assert "This is practice. Nobody gets it." in talk.question
    assert "These people read it" not in talk.question
    assert sent(talk).case.practice


def test_details_hold_the_answers_but_not_the_story_and_not_the_name() -> None:
    talk = told().say("my story").press("Add my name").say("Kim")
    report = sent(talk)
    shown = {english(label): english(answer) for label, answer in report.details}
    assert shown["What"] == "Threats"
    assert "my story" not in shown.values()
    assert "Kim" not in shown.values()
    assert report.name == "Kim"
    assert report.case.reader is Reader.DEFAULT


def test_every_detail_is_a_sentence_to_be_translated() -> None:
    for label, answer in sent(told().say("x")).details:
        assert isinstance(label, Text)
        assert isinstance(answer, Text)


def test_a_colleague_to_whom_it_happens_is_known_to_the_case_and_is_no_doer_of_it() -> None:
    talk = told("other", doer="student").press("staff")
    assert "meneer De Wit" not in talk.labels[:2]
    talk.say("meneer De Wit").say("ze filmen meneer De Wit")
    assert talk.step == "send"  # nobody asks whether it is him who does it
    [readers] = [line for line in talk.lines if "read it:" in line]
    assert "meneer De Wit" not in readers
    report = sent(talk)
    assert (report.case.victim_person, report.case.doer_person) == ("j-de-wit", None)


def test_a_question_who_somebody_is_accuses_nobody_and_no_is_no_news_for_staff() -> None:
    assert told().say("hij scheldt. wie is mevrouw Schumacher?").step == "send"
    talk = told().say("mevrouw Schumacher weet ervan")
    assert talk.step == "about"
    shown = {english(label) for label, _answer in sent(talk.press("No")).details}
    assert "Named in your story" not in shown
