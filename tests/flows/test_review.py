"""The look-back and the send screen: everything is shown, everything can be changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Person, Role
from bot.flows.beside import ADDED
from bot.flows.kit import Answers, Asking
from bot.flows.report import REPORT, SEND
from bot.flows.steps import NOT_UNDERSTOOD
from tests.cases.noordhoek import noordhoek
from tests.talk import SATURDAY_NIGHT, Talk, english, facts


def ready(**changed: object) -> Talk:
    """A report on its send screen."""
    talk = Talk(REPORT, facts=facts(**changed))
    return talk.press("self", "no", "threat", "student").say("He wants to hit me")


def test_every_answer_is_shown_before_it_is_sent() -> None:
    lines = ready().lines
    assert "You are: Student: about me" in lines
    assert "Danger now: No" in lines
    assert "What: Threats" in lines
    assert "Who does it: One or more students" in lines
    assert "Your story: He wants to hit me" in lines
    assert "Without your name." in lines


def test_it_says_what_without_a_name_means_in_two_short_notes() -> None:
    talk = ready()
    assert [len(note) for note in talk.turn.notes] == [2, 3]
    assert "We do not know who you are. So we cannot find you." in talk.notes
    assert "School can call parents. We ask you first." in talk.notes


def test_only_a_student_is_told_about_parents() -> None:
    talk = Talk(REPORT).press("parent", "no", "threat", "student", "student", "yes").say("x")
    assert "call parents" not in talk.notes


def test_only_on_telegram_it_says_what_telegram_knows() -> None:
    assert "Telegram does know who you are." in ready(door="telegram").notes
    assert "Telegram" not in ready(door="web").notes


def test_it_does_not_say_that_we_do_not_know_somebody_we_do_know() -> None:
    kaya = noordhoek().person("o-kaya")
    talk = Talk(REPORT, facts=facts(person=kaya))
    talk.press("staff", "no", "threat", "student", "student", "yes").say("x")
    assert "We do not know who you are" not in talk.notes
    assert "People of school do not see who you are." in talk.notes


def test_it_says_who_reads_it_and_that_they_hear_at_once() -> None:
    talk = ready().press("put.1a")
    mentor = noordhoek().class_named("1a")
    assert mentor is not None
    person = noordhoek().person(mentor.mentor)
    assert person is not None
    assert f"These people read it: {person.name}" in talk.question
    assert "They get a message at once." in talk.question


def test_it_says_in_which_roles_others_can_read_it_too() -> None:
    talk = ready()
    assert "It may be read by" not in talk.question
    talk.press("put.1a")
    assert "It may be read by the team leader, the school leaders too." in talk.question


def test_who_cannot_be_reached_or_was_taken_off_is_not_said_to_read_it() -> None:
    ours = {"e-yilmaz", "i-schumacher", "f-el-amrani"}
    talk = ready(reachable=ours.__contains__).press("put.1a")
    assert "It may be read by the school leaders too." in talk.question
    talk.change("notthem").say("mevrouw El Amrani").press("Done")
    assert "It may be read by" not in talk.question


def test_what_is_for_the_confidant_only_is_read_by_nobody_else() -> None:
    talk = ready().press("put.1a").change("reader").press("confidant")
    assert "It may be read by" not in talk.question


def test_the_deputy_who_will_have_it_is_said_to_read_it() -> None:
    deputy = Person("x", "X", frozenset({Role.MENTOR}), classes=frozenset())
    school = noordhoek()
    people = tuple(
        replace(one, days=frozenset({5}), deputies=("x",)) if one.person_id == "e-yilmaz" else one
        for one in (*school.people, deputy)
    )
    talk = ready(people=people).press("put.1a")
    assert "It may be read by the mentor, the team leader, the school leaders too." in talk.question


def test_when_school_is_closed_it_says_when_it_is_read() -> None:
    talk = ready(now=SATURDAY_NIGHT)
    assert "School is closed. They read it 2026-11-23" in talk.question


def test_when_nobody_can_read_it_the_phone_is_given() -> None:
    talk = ready(reachable=lambda _person: False)
    assert "I have nobody who may read this. Call school: 0183-625350." in talk.question


def test_with_a_name_nothing_is_said_about_no_name() -> None:
    talk = ready().press("Add my name").say("Kim de Vries")
    assert "School sees your name: Kim de Vries." in talk.question
    assert "do not see" not in talk.notes
    number = ready().press("Add my name").say("0612345678")
    assert "School sees this: 0612345678." in number.question, "that is no name"
    assert talk.press("put.1a", "Send").effect.name == "Kim de Vries"


def test_a_name_can_be_taken_off_before_sending() -> None:
    talk = ready().press("Add my name").say("Kim").press("Add my name")
    assert "Your new answer replaces the old one." in talk.question
    talk.press("Without my name")
    assert "Your name: Without my name" in talk.question
    assert talk.press("send").effect.name == ""


# ------------------------------------------------------------------ changing


def everything_told() -> Talk:
    """A report with all that may come later, on its send screen."""
    talk = ready().press("put.1a", "Tell more", "whatsapp", "yesterday", "no", "none")
    return talk.say("Sam and Kim").say("that he stops")


CHANGES = {
    "who": ("other", "student", "1b"),
    "danger": ("yes",),
    "kind": ("insult",),
    "kinds": ("insult", "stalking", "Done"),
    "marks": ("discrimination", "exclusion", "Done"),
    "doer": ("outsider",),
    "class": ("2b",),
    "app": ("snapchat",),
    "since": ("today",),
    "still": ("yes",),
    "keep": ("self", "no", *["next"] * 4, *["+skip"] * 2),
    "reader": ("confidant",),
    "notthem": ("i-schumacher", "Done"),
    "name": ("Without my name",),
}
TYPED = {"story": "another story", "names": "Sam", "wish": "that it stops"}


@pytest.mark.parametrize("key", [*CHANGES, *TYPED])
def test_each_answer_can_be_changed_on_the_look_back(key: str) -> None:
    talk = everything_told().change(key)
    assert talk.step == key
    before = dict(talk.session.answers)
    talk.press(*CHANGES[key]) if key in CHANGES else talk.say(TYPED[key])
    assert talk.step == "send"
    assert talk.session.answers[key] != before.get(key)
    assert talk.press("send").turn.finished


def test_back_leaves_the_answer_as_it_was() -> None:
    talk = ready().press("Change something", "set.kind").back()
    assert (talk.step, talk.session.answers["kind"]) == ("send", "threat")
    talk.press("Change something").back()
    assert "Send" in talk.labels


def test_another_answer_may_open_a_question() -> None:
    talk = ready().press("list", "set.doer", "staff")
    assert talk.step == "doerwho"
    talk.press("+untold")
    assert talk.step == "send"
    assert "Send" in talk.labels


def test_the_list_of_answers_can_be_typed_and_paged() -> None:
    talk = ready().say("change something").say("who does it")
    assert talk.step == "doer"
    talk.back().say("change something", "more")
    assert "You are" not in talk.labels
    talk.say("more")
    assert "You are" in talk.labels
    assert talk.send("item", "voice").notes.startswith("I put that with your story.")


def test_not_this_person_is_one_tap_away_and_may_be_typed() -> None:
    talk = ready().press("put.1a", "May not read it").say("Schumacher and meneer Kaya")
    assert talk.step == "notthem"
    talk.say("done")
    assert "May not read it: mevrouw Schumacher, meneer Kaya" in talk.question
    report = talk.press("Send").effect
    assert report.case.excluded == {"i-schumacher", "o-kaya"}


def test_the_one_taken_off_is_not_among_who_reads_it() -> None:
    talk = ready()
    assert "mevrouw Schumacher" in talk.question
    talk.press("May not read it", "i-schumacher", "Done")
    read = next(line for line in talk.lines if line.startswith("These people"))
    assert "Schumacher" not in read


# ------------------------------------------------------------------ on the send screen


@pytest.mark.parametrize("typed", ["1a", "1 A", "I am in 1a", "class 1a", "1"])
def test_a_class_can_be_typed_on_the_send_screen(typed: str) -> None:
    assert ready().say(typed).session.answers["class"] == "1a"


@pytest.mark.parametrize(
    "typed",
    [
        "ok and then he said he would kill me",
        "yes he also hit me",
        "8",
        "he is in 1a and so is his friend",
    ],
)
def test_no_sentence_sends_a_report(typed: str) -> None:
    talk = ready().say(typed)
    assert (talk.step, talk.notes.splitlines()[0]) == ("send", english(ADDED))
    assert talk.session.answers["story"].endswith(f'["t", "{typed}"]]')


@pytest.mark.parametrize("typed", ["send", "SEND!", "📤", "1"])
def test_send_can_be_typed(typed: str) -> None:
    assert ready().press("put.1a").say(typed).turn.finished


def test_what_tells_nothing_is_not_put_with_the_story() -> None:
    talk = ready()
    was = talk.session.answers["story"]
    for bare in ("no", "??", "Huh?", "hoe"):
        assert talk.say(bare).notes == english(NOT_UNDERSTOOD)
    assert talk.session.answers["story"] == was
    assert "😭" in talk.say("😭").session.answers["story"]


def test_more_classes_than_a_page_are_paged_on_the_send_screen() -> None:
    school = noordhoek()
    many = tuple(replace(school.classes[0], name=f"{n}x") for n in range(1, 13))
    talk = ready(school=replace(school, classes=many)).press("More")
    assert "12x" in talk.labels
    assert talk.labels[0] == "Send", "below so many it would not be seen"
    assert ready().labels.index("Send") > 0
    talk.say("more")
    assert "1x" in talk.labels
    assert talk.say("9x").session.answers["class"] == "9x"


def test_a_class_that_is_gone_counts_as_unanswered() -> None:
    school = noordhoek()
    talk = ready().press("put.5a")
    fewer = facts(school=replace(school, classes=school.classes[:2]))
    talk.facts = fewer
    assert "Send" in talk.tap("list").labels or talk.step == "send"
    assert "class" not in talk.session.answers


def test_telling_more_asks_what_is_left_and_send_now_comes_back() -> None:
    talk = ready().press("put.1a", "Tell more")
    assert talk.question == "Which app is it?"
    talk.press("whatsapp").press("Send now")
    assert "App: WhatsApp" in talk.lines
    talk.press("Tell more")
    assert talk.question == "When did it start?"


def test_when_all_is_told_there_is_no_more_to_tell() -> None:
    talk = everything_told()
    assert talk.step == "send"
    assert "Tell more" not in talk.labels
    assert "Since: 2026-11-22" in talk.lines


def test_a_file_on_the_send_screen_goes_with_the_story() -> None:
    talk = ready().send("item1", "photo")
    assert talk.step == "nudefiles"
    assert talk.press("no").press("send").effect.items == (("item1", "photo"),)


def test_without_classes_in_the_school_none_is_asked() -> None:
    talk = ready(school=replace(noordhoek(), classes=()))
    assert talk.labels[0] == "Send"


def test_the_send_screen_alone_knows_no_other_answers() -> None:
    asking = Asking(Answers({}), facts())
    assert english(SEND.shown(asking)) == "Send"
    assert SEND.parse("no") is None
    assert [option.value for row in SEND.rows(asking) for option in row] == ["send", "list"]
