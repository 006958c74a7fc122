"""May I post this? What is asked, what comes of it, and what can be done with it."""

from __future__ import annotations

import pytest

from bot.cases.advice import Verdict
from bot.cases.kinds import ReporterRole
from bot.cases.people import Person
from bot.flows.kit import Sent
from bot.flows.may_i_post import ABOUT, MAY_I_POST, UNSEEN, Advised, advice_lines
from bot.flows.session import Session
from bot.flows.steps import FILES_NOT_HERE
from bot.flows.uploads import MAYBE_NAKED, refusal
from bot.flows.whats_next import (
    ASKED_BY,
    MANAGEMENT_ANSWERS,
    ROW,
    WHATS_NEXT,
    WORDS,
    ManagementAnswered,
    NextChosen,
    Way,
)
from bot.flows.words import appended
from tests.cases.noordhoek import noordhoek
from tests.talk import TOKEN, Talk, english, facts


def person(person_id: str) -> Person:
    found = noordhoek().person(person_id)
    assert found is not None
    return found


def asking(person_id: str, **answers: str) -> Talk:
    """A colleague who is known begins."""
    return Talk(MAY_I_POST, facts=facts(person=person(person_id)), answers=answers)


def advice(talk: Talk) -> Advised:
    (effect,) = talk.effects
    assert isinstance(effect, Advised)
    return effect


def test_a_teacher_gets_orange_after_two_taps_with_the_rule_and_a_text() -> None:
    talk = asking("b-smit", pictured="yes", about=appended("", ["t", "mag dit op insta?"]))
    assert talk.question == "Wie zijn erop te zien of te horen?"
    assert "A photo can tell where it was made." in talk.notes
    talk.press("Leerlingen", "Nog niet gevraagd")
    row = advice(talk).row
    assert (row.verdict, row.ready) == (Verdict.CONSENT_FIRST, "ask_parents")
    first, why, now = map(english, advice_lines(row, ReporterRole.STAFF, talk.facts))
    assert first == "🟠 First ask for consent."
    assert "(A5): “De privacy van anderen wordt gerespecteerd." in why
    assert now == "Vraag het eerst. Op je eigen account mag het ook dan niet."


def test_where_it_was_made_is_told_when_the_device_found_it_there() -> None:
    talk = asking("b-smit", pictured="yes", placed="yes", about=appended("", ["t", "mag dit?"]))
    assert talk.notes.startswith("This photo or film tells where it was made.\nTake the place out")
    assert "A photo can tell" not in talk.notes


@pytest.mark.parametrize("kind", ["location", "venue"])
def test_a_place_is_no_answer_and_it_is_said_what_it_tells(kind: str) -> None:
    talk = asking("b-smit").send("item", kind)
    assert talk.notes.startswith("This is a place. Who sees it, knows where somebody is.")
    assert talk.step == "about"


def test_what_the_words_tell_is_not_asked() -> None:
    talk = asking("b-smit").say("foto van klas 2b op mijn eigen facebook")
    assert advice(talk).row.verdict is Verdict.DO_NOT_POST


def test_who_is_not_known_is_asked_who_they_are_and_at_most_five_things_more() -> None:
    talk = Talk(MAY_I_POST).press("I work here").say("hoi")
    taps = ("Foto, film of geluid", "Leerlingen", "Ja, iedereen vindt dit goed")
    talk.press(*taps, "Nee, iedereen is 16 of ouder", "Van de school")
    assert advice(talk).row.verdict is Verdict.ALLOWED


def test_nothing_is_known_of_who_signs_in_that_the_school_knows() -> None:
    manager = asking("f-el-amrani").say("mijn mening over passend onderwijs op linkedin")
    assert advice(manager).row.rules[0] == "A7"


def test_words_about_somebody_naked_bring_help_first() -> None:
    talk = Talk(MAY_I_POST).press("Student").say("mag ik haar nudes doorsturen")
    assert talk.notes.startswith("Do NOT send the photo or film to me.")
    assert "Helpwanted" in talk.notes
    assert advice(talk).row.row_id == "nude"


def test_a_message_that_was_passed_on_is_read_and_other_things_are_not_taken() -> None:
    talk = Talk(MAY_I_POST).press("Student").send("item", "voice")
    assert english(FILES_NOT_HERE) in talk.notes
    talk.take(Sent("item", "text", words="mag ik een selfie van mezelf posten"))
    assert advice(talk).row.verdict is Verdict.ALLOWED


def test_a_photo_is_not_fetched_and_one_that_may_be_naked_goes_from_the_chat() -> None:
    session = Session(MAY_I_POST.name, TOKEN, answers={"asker": "student"})
    why = refusal(MAY_I_POST, session, "photo")
    assert why is not None
    assert (why.why, why.naked) == (UNSEEN, False)
    naked = refusal(MAY_I_POST, session, "photo", "mijn ex naakt")
    assert naked is not None
    assert (naked.why, naked.naked) == (MAYBE_NAKED, True)


def test_somebody_elses_work_stays_so_on_a_photo() -> None:
    about = appended("", ["t", "plaatje van google"])
    talk = asking("b-smit", pictured="yes", about=about).press("Niets gevraagd")
    assert advice(talk).row.row_id == "work"


def test_a_question_about_posting_is_answered_in_own_words_too() -> None:
    talk = Talk(MAY_I_POST).press("Student").say("een foto")
    assert "Wie zijn erop" in talk.question
    assert "Wie zijn erop" in talk.say("tja").question
    assert "Vindt iedereen" in talk.say("van mij en mijn vriendin").question
    assert "Vindt iedereen" in talk.say("ja maar hij wil mij neersteken").question
    talk.press("Ja, iedereen vindt dit goed")
    assert advice(talk.say("nee we zijn 14")).row.verdict is not Verdict.ALLOWED


def test_nothing_is_allowed_by_words_that_may_be_misread() -> None:
    """Who types that somebody does not want it, or that it is not so, is asked with buttons."""
    talk = Talk(MAY_I_POST).press("Student").say("een foto")
    for alone in ("niet alleen ik", "alleen ik en mijn hond", "dokładnie nie tylko ja"):
        assert "Wie zijn erop" in talk.say(alone).question
    talk.press("Leerlingen")
    words = ("ze vinden het niet goed", "niemand vindt het goed", "niet iedereen vindt het goed")
    for no in (*words, "ja zij vindt het goed", "everyone is fine with it", "ኣይፈቐዱን"):
        assert "Vindt iedereen" in talk.say(no).question
    staff = asking("b-smit", about=appended("", ["t", "een foto van klas 2b voor de lol"]))
    assert not any("account" in one for one in staff.say("niet op mijn eigen account").labels)


def test_who_was_read_wrongly_is_asked_everything() -> None:
    about = appended("", ["t", "foto van klas 2b op mijn eigen facebook"])
    assert asking("b-smit", plain="yes", about=about).question == "Wat wil je plaatsen?"


def test_a_staff_rule_is_quoted_where_no_other_fits() -> None:
    row = next(one for one in noordhoek().advice.rows if one.row_id == "work")
    why = english(advice_lines(row, ReporterRole.STUDENT, facts())[1])
    assert "(M11)" in why


def whats_next(
    asker: str, words: str = "foto van klas 2b", person_id: str = "", row: str = "doubt"
) -> Talk:
    known = {WORDS.key: words, ASKED_BY.key: asker, ROW.key: row}
    told = facts(person=person(person_id)) if person_id else facts()
    return Talk(WHATS_NEXT, answers=known, facts=told)


def chosen(talk: Talk) -> NextChosen:
    (effect,) = talk.effects
    assert isinstance(effect, NextChosen)
    return effect


def test_a_colleague_may_ask_a_colleague_management_or_call_for_help() -> None:
    talk = whats_next("staff", person_id="b-smit")
    assert {"Ask a colleague", "Ask management", "It gets out of hand"} <= set(talk.labels)
    assert "Do you doubt?" in talk.question
    assert chosen(talk.press("It gets out of hand")).way is Way.OUT_OF_HAND


def test_what_may_be_posted_is_neither_doubted_nor_out_of_hand() -> None:
    green = next(x.row_id for x in noordhoek().advice.rows if x.verdict is Verdict.ALLOWED)
    talk = whats_next("staff", person_id="b-smit", row=green)
    assert talk.question == "What do you want to do now?"
    assert "It gets out of hand" not in talk.labels
    assert "Ask management" in talk.labels


def test_a_student_may_ask_management_without_a_name() -> None:
    talk = whats_next("student")
    assert "Ask a colleague" not in talk.labels
    talk.press("Ask management")
    assert "Management reads this, without your name:\nfoto van klas 2b" in talk.question
    assert chosen(talk.press("Yes")).way is Way.MANAGEMENT


def test_who_told_nothing_is_asked_what_management_should_read() -> None:
    talk = whats_next("staff", "", "b-smit").press("Ask management").say("mag de foto mee?")
    assert "Management reads this with your name:" in talk.question
    assert chosen(talk.press("Yes")).words == "mag de foto mee?"


def test_no_is_no() -> None:
    talk = whats_next("parent").press("Ask management", "No")
    assert talk.notes == "I sent nothing."
    assert chosen(talk).way is Way.DONE


@pytest.mark.parametrize("label", ["Report something", "You understood me wrongly", "Done"])
def test_the_other_ways_end_at_once(label: str) -> None:
    assert whats_next("student").press(label).turn.finished


def test_management_answers_in_its_own_words() -> None:
    talk = Talk(MANAGEMENT_ANSWERS).say("Kom even langs.")
    assert talk.effects == (ManagementAnswered("Kom even langs."),)
    assert ABOUT.key == "about"


def test_what_is_told_before_who_asks_is_kept_and_a_student_gets_words_for_a_friend() -> None:
    talk = Talk(MAY_I_POST).say("hoi?").say("mag ik een foto op insta zetten")
    talk.say("ok")
    assert talk.step == "asker"
    assert talk.say("een foto van mijn vriendin").step == "asker"
    assert "I have this: " in talk.question
    assert "een foto van mijn vriendin" in talk.question
    talk.press("student", "consent.yes", "age.young")
    assert advice(talk).row.ready == "ask_friend_parents"


def test_neither_a_thumb_nor_words_without_end_are_kept_where_it_is_asked_who_asks() -> None:
    talk = Talk(MAY_I_POST).say("Mag dit?", "👍", "a" * ABOUT.most)
    assert talk.step == "asker"
    assert talk.session.answers[ABOUT.key] == appended("", ["t", "Mag dit?"])
