"""Call me back: who is offered, what is asked, and what comes of it in a report."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.cases.case import Reader
from bot.cases.people import Role
from bot.flows.call_loose import CallAbout
from bot.flows.calling import ANYONE, CALL_ME, MENTOR, NOT_THESE, WANTED, CallAsked, number_told
from bot.flows.engine import ask
from bot.flows.kit import Facts
from bot.flows.loose import LOOSE
from bot.flows.report import REPORT, Report
from bot.flows.words import Told
from tests.cases.noordhoek import noordhoek
from tests.flows.reporting import sent
from tests.talk import SATURDAY_NIGHT, Talk, facts

CONFIDANT, COORDINATOR, KAYA = "d-van-der-hoeven", "i-schumacher", "o-kaya"


def alarmed(words: str, *, facts: Facts | None = None, **known: str) -> Talk:
    """Words of danger out of the blue, below which somebody tapped "Call me back"."""
    told = {"thing": json.dumps([["t", words]]), "alarmed": "yes", WANTED.key: "yes"}
    return Talk(LOOSE, facts=facts, answers={**told, **known})


def wanting() -> Talk:
    """A report in which somebody tapped "Call me back"."""
    return Talk(REPORT, answers={WANTED.key: "yes", "danger": "yes"})


def test_who_is_in_today_is_named_first_with_when_the_others_are_back() -> None:
    talk = Talk(CALL_ME)
    assert talk.lines[0] == "Who may call you?"
    assert talk.lines[1] == "mevrouw Van der Hoeven, confidant: here today."
    assert talk.labels[-4:-2] == ("My mentor", "Anyone may call")
    night = Talk(CALL_ME, facts=facts(now=SATURDAY_NIGHT))
    assert "confidant: at school again 2026-11-23." in night.lines[1]


def test_nobody_is_offered_whom_no_message_reaches_or_who_may_not_read_it() -> None:
    unreached = Talk(CALL_ME, facts=facts(reachable=lambda who: who != CONFIDANT))
    assert "mevrouw Van der Hoeven" not in unreached.labels
    kept = Talk(CALL_ME, answers={NOT_THESE.key: f"{CONFIDANT},{COORDINATOR}"})
    assert {"mevrouw Van der Hoeven", "mevrouw Schumacher"}.isdisjoint(kept.labels)
    herself = noordhoek().person(COORDINATOR)
    assert "mevrouw Schumacher" not in Talk(CALL_ME, facts=facts(person=herself)).labels


@pytest.mark.parametrize("whom", [CONFIDANT, MENTOR, ANYONE])
def test_of_a_report_that_was_sent_the_name_and_number_go_along(whom: str) -> None:
    effect = Talk(CALL_ME).press(whom).say("Sanne 0612345678").effect
    assert effect == CallAsked(whom, "Sanne 0612345678")


def test_words_of_danger_go_to_school_with_the_number_and_nothing_else_is_asked() -> None:
    talk = alarmed("ik wil niet meer leven").say("meneer Kaya doet het")
    assert talk.step == "notthem", "who may not read it comes before the number"
    assert "These people do not read it: meneer Kaya." in talk.lines
    assert "meneer Kaya" not in talk.labels
    report = talk.press("Done", CONFIDANT).say("Sanne 0612345678").effect
    assert isinstance(report, Report)
    assert report.call
    assert report.story.text == "ik wil niet meer leven\nmeneer Kaya doet het"
    assert "suicide" in str(report.details)
    assert KAYA in report.case.excluded
    assert report.case.urgent
    assert report.case.asked == {CONFIDANT}
    assert report.name == "Sanne 0612345678"
    assert "0612345678" not in str(report.details)


@pytest.mark.parametrize("words", ["mijn mentor zit aan mij", "de vertrouwenspersoon slaat mij"])
def test_words_about_whoever_works_there_first_ask_who_may_not_read_them(words: str) -> None:
    spoken = facts(say=lambda text: {"confidant": "vertrouwenspersoon"}.get(text.key, text.key))
    talk = alarmed(words, facts=spoken, reported="yes")
    assert talk.step == "notthem"
    talk.say("Schumacher").press("Done")
    assert "mevrouw Schumacher" not in talk.labels, "she does not call either"
    assert COORDINATOR in talk.press(ANYONE).say("0612345678").effect.case.excluded


def test_words_are_put_with_a_report_that_was_sent_only_by_who_says_so() -> None:
    talk = alarmed("ik wil niet meer leven", reported="yes")
    assert talk.step == "callwith"
    effect = talk.press("yes").effect
    assert effect == CallAbout(Told(("ik wil niet meer leven",)), naked=False)
    apart = alarmed("ik wil niet meer leven", reported="yes").press("no", ANYONE)
    assert isinstance(apart.say("0612345678").effect, Report)


def test_a_number_typed_at_another_question_of_the_call_is_used() -> None:
    at_once = alarmed("ik wil niet meer leven")
    assert at_once.step == "caller"
    told = number_told(at_once.session, "ik ben Sam 06 12345678", at_once.facts)
    assert told is not None
    (report,) = ask(LOOSE, told, at_once.facts).effects
    assert isinstance(report, Report)
    assert report.name == "ik ben Sam 06 12345678"
    none = alarmed("ik wil niet meer leven").press(ANYONE, "+skip")
    assert none.step == "where"
    told = number_told(none.session, "06 12345678", none.facts)
    assert told is not None
    assert ask(LOOSE, told, none.facts).effects


def test_whoever_is_named_beside_the_number_is_not_taken_for_who_may_call() -> None:
    talk = alarmed("ik wil niet meer leven")
    told = number_told(talk.session, "06 12345678 niet Schumacher", talk.facts)
    assert told is not None
    assert ask(LOOSE, told, talk.facts).step == "caller"


@pytest.mark.parametrize(
    "words",
    [
        "hij belt mij altijd van 06 87654321",
        "hij appt me steeds met 0612345678",
        "zijn nummer is 06 87654321",
        "meneer Kaya appt me van 06 87654321",
        "niet bellen 06 87654321",
        "Bas 0687654321",
    ],
)
def test_a_number_among_other_words_is_not_taken_for_one_to_be_called_on(words: str) -> None:
    talk = alarmed("ik wil niet meer leven")
    assert number_told(talk.session, words, talk.facts) is None
    talk.say(words)
    assert words in talk.session.answers["thing"]
    if talk.step == "notthem":  # a colleague is named in it
        talk.press("Done")
    report = talk.press(ANYONE).say("0612345678").effect
    assert report.name == "0612345678"
    assert words in report.story.text


@pytest.mark.parametrize("words", ["niet meneer Kaya 06 12345678", "mijn mentor mag 0612345678"])
def test_who_may_call_or_may_not_stands_beside_the_number(words: str) -> None:
    talk = alarmed("ik wil niet meer leven")
    assert number_told(talk.session, words, talk.facts) is not None


@pytest.mark.parametrize(
    "words", ["hij belt mij altijd van 06 87654321", "dat is zijn nummer 06 87654321"]
)
def test_the_number_of_whoever_does_it_is_no_answer_to_where_to_call(words: str) -> None:
    talk = alarmed("ik wil niet meer leven").press(ANYONE).say(words)
    assert talk.step == "callnumber"
    assert words in talk.session.answers["thing"]
    assert talk.say("06 12345678").effect.name == "06 12345678"
    sent_before = Talk(CALL_ME).press(ANYONE).say(words)
    assert sent_before.step == "callnumber"
    assert sent_before.say("06 12345678").effect == CallAsked(ANYONE, f"{words}\n06 12345678")


@pytest.mark.parametrize("words", ["hij wil 250000 euro", "om 10:30 bij de fietsen", "1a"])
def test_what_is_no_whole_number_is_not_taken_for_one_elsewhere(words: str) -> None:
    talk = alarmed("ik wil niet meer leven")
    assert number_told(talk.session, words, talk.facts) is None


def test_a_number_is_no_call_where_none_is_wanted_and_none_is_written_over() -> None:
    plain = Talk(LOOSE, answers={"thing": json.dumps([["t", "hij slaat mij"]])})
    assert number_told(plain.session, "06 12345678", plain.facts) is None
    given = wanting().press(ANYONE).say("06 12345678")
    assert number_told(given.session, "zijn nummer is 06 87654321", given.facts) is None


def test_a_word_without_a_number_asks_once_more_and_goes_along() -> None:
    talk = Talk(CALL_ME).press(MENTOR).say("1a")
    assert talk.step == "callnumber"
    assert "Without a number: talk here" in talk.labels
    assert talk.say("06 12345678").effect == CallAsked(MENTOR, "1a 06 12345678")
    without = Talk(CALL_ME).press(MENTOR).say("1a").press("+skip")
    assert without.effect == CallAsked(MENTOR, "1a")
    assert Talk(CALL_ME).press(MENTOR).say("1a", "weet ik niet").effect.number == "1a weet ik niet"


def test_of_what_was_sent_only_pictures_stay_behind() -> None:
    both = '[["t", "ik wil dood"], ["i", "a", "photo"], ["i", "b", "voice"]]'
    talk = Talk(LOOSE, answers={"thing": both, "alarmed": "yes", WANTED.key: "yes"})
    report = talk.press(ANYONE).say("0612345678").effect
    assert [item for item, _kind in report.items] == ["b"]


def test_a_number_in_a_report_sends_nothing_unseen() -> None:
    talk = wanting().press(ANYONE).say("Sanne 0612345678")
    assert talk.step == "who"


def test_a_name_that_was_given_too_stands_beside_the_number() -> None:
    talk = wanting().press(ANYONE).say("06-123456").press("self", "other", "unknown", "Skip this")
    assert sent(talk.press("Add my name").say("Kim")).name == "Kim, 06-123456"


def test_whoever_it_is_kept_from_does_not_read_it_to_call() -> None:
    talk = wanting().press(COORDINATOR, "+skip", "self", "other", "unknown", "Skip this")
    assert not any(line.startswith("I cannot tell") for line in talk.lines)
    talk.change("reader").press(Reader.CONFIDANT)
    assert "I cannot tell mevrouw Schumacher. School hears that you want a call." in talk.lines
    assert sent(talk).case.asked == frozenset()


def test_who_goes_back_to_their_number_may_give_none_after_all() -> None:
    talk = wanting().press("Anyone may call").say("0612345678").back()
    talk.press("Without a number: talk here")
    assert "I have no number. So nobody can call." in talk.notes
    assert "0612345678" not in str(talk.session)


def test_who_goes_back_to_a_wrong_number_gives_the_right_one_instead() -> None:
    talk = wanting().press("Anyone may call").say("0612345678").back().say("Sanne 0687654321")
    assert talk.session.answers["callnumber"] == '[["t", "Sanne 0687654321"]]'


def test_who_must_not_read_words_of_danger_may_be_the_mentor_and_calls_nobody_then() -> None:
    mentor = noordhoek().person("e-yilmaz")
    assert mentor is not None
    cares = replace(mentor, roles=mentor.roles | {Role.CONFIDANT})
    people = tuple(cares if one == mentor else one for one in noordhoek().people)
    talk = alarmed("mijn mentor slaat mij en ik wil dood", facts=facts(people=people))
    assert talk.question.startswith("Who must NOT read it?")
    talk.say("niet mijn mentor").press("Done")
    assert cares.name not in talk.labels
    report = talk.press("Anyone may call").say("0612345678").effect
    assert cares.person_id in report.case.excluded
