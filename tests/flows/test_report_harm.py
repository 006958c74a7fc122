"""Danger, force, naked pictures, staff and sex: help first, words only, nothing more asked."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Doer, Kind, Mark, RouteId
from bot.flows.mine import GIVE_NAME
from bot.flows.report import REPORT
from bot.flows.steps import FILES_NOT_HERE
from bot.flows.uploads import FIRST_ANSWER, Refusal, refusal
from bot.flows.what import NO_FILES
from bot.flows.words import Told
from tests.flows.reporting import sent, told
from tests.talk import SATURDAY_NIGHT, Talk, english, facts

# ------------------------------------------------------------------ danger and force


@pytest.mark.parametrize(("danger", "urgent"), [("yes", True), ("unsure", True), ("no", False)])
def test_danger_makes_it_urgent_and_names_112_before_the_next_question(
    danger: str, urgent: bool
) -> None:
    talk = Talk(REPORT).press("self", danger)
    assert ("112" in talk.notes) is (danger != "no")
    assert ("Call 112 now." in talk.notes) is (danger == "yes")
    assert ("113" in talk.notes) is (danger == "yes"), "who is unsure is not sent past the lines"
    assert talk.step == "kind"
    report = sent(talk.press("insult", "student").say("x"))
    assert report.case.urgent is urgent


def test_someone_forces_me_gets_help_before_any_further_question() -> None:
    talk = Talk(REPORT).press("self", "no", "Someone forces me")
    assert talk.step == "nude"
    for words in (
        "not your fault",
        "Do not pay",
        "Keep the name",
        "Helpwanted",
        "113",
        "same school",
    ):
        assert words in talk.notes
    report = sent(talk.press("no", "outsider").say("money"))
    assert report.case.kind is Kind.THREAT
    assert report.case.marks == {Mark.COERCION}
    assert report.case.urgent


def test_six_taps_send_what_somebody_is_forced_to_with_a_class() -> None:
    taps = ["self", "Someone forces me", "yes", "unknown"]
    talk = Talk(REPORT).press(*taps)
    assert "Call 112" in Talk(REPORT).press(*taps[:2]).notes
    report = sent(talk.say("he wants money").press("put.1a"))
    assert len([*taps, "1a", "Send"]) == 6
    assert report.case.urgent
    assert report.case.marks == {Mark.COERCION, Mark.NUDE}


def test_who_is_not_forced_after_all_is_asked_about_danger() -> None:
    talk = Talk(REPORT).press("self").say("someone forces me").back()
    assert talk.step == "danger"
    talk = Talk(REPORT).press("self", "Someone forces me", "no", "student").say("x")
    assert talk.change("kind").press("insult").step == "danger"
    talk.press("no")
    assert "coercion" not in talk.change("danger").values, "that was answered"
    assert Talk(REPORT).press("self").send("item", "photo").step == "danger"


def test_force_found_on_the_look_back_is_as_urgent_and_gets_the_same_help() -> None:
    talk = told().say("x").change("kinds").press("coercion", "Done")
    assert talk.step == "nude"
    assert "It is not your fault." in talk.notes
    report = sent(talk.press("no"))
    assert report.case.urgent
    assert Mark.COERCION in report.case.marks
    assert report.case.more_kinds == frozenset()


def test_numbers_are_for_who_asks_and_for_the_hour() -> None:
    night = Talk(REPORT, facts=facts(now=SATURDAY_NIGHT)).press("self", "no", "coercion")
    assert "Kindertelefoon" not in night.notes
    parent = Talk(REPORT).press("parent", "no", "coercion")
    assert "Kindertelefoon" not in parent.notes


def test_who_is_forced_reads_what_to_do_who_helps_and_what_comes_before_any_question() -> None:
    talk = Talk(REPORT).press("self", "no", "coercion")
    told = talk.notes.splitlines()
    assert told[:3] == [
        "It is not your fault.",
        "Do not pay. Send nothing more. Do not answer.",
        "Keep the name and the chat.",
    ]
    assert any("Helpwanted" in line for line in told)
    assert "After you send this, school gets a message at once." in told
    assert told[-1] == "Is it over? After two days I ask how you are."
    assert talk.step == "nude"


# ------------------------------------------------------------------ naked or sex


@pytest.mark.parametrize("kind", ["image", "forwarding", "coercion"])
@pytest.mark.parametrize("naked", ["yes", "unsure"])
def test_the_nude_path_takes_words_only(kind: str, naked: str) -> None:
    talk = Talk(REPORT).press("self", "no", kind)
    help_came = "You can talk with mevrouw Van der Hoeven at school." in talk.notes
    assert help_came is (kind == "coercion")
    talk.press(naked)
    assert "Do NOT send the photo or film to me." in talk.notes
    assert help_came or "You can talk with mevrouw Van der Hoeven at school." in talk.notes
    assert talk.refused() == NO_FILES
    talk.press("student")
    assert "Words only, please." in talk.question
    assert talk.send("item1", "photo").notes == english(NO_FILES)
    talk.say("on Snapchat, Tuesday", "more words")
    assert talk.send("item2", "photo").notes == english(NO_FILES)
    assert talk.refused() == NO_FILES
    talk.press("more")
    asked = [talk.step]
    while talk.step != "send":
        talk.press("Skip this" if "Skip this" in talk.labels else talk.labels[0])
        asked.append(talk.step)
    assert not {"keep", "items"} & set(asked)
    report = sent(talk)
    assert report.items == ()
    assert Mark.NUDE in report.case.marks
    assert report.story.text == "on Snapchat, Tuesday\nmore words"


def test_the_help_for_naked_pictures_is_not_said_twice() -> None:
    forced = Talk(REPORT).press("self", "no", "coercion", "yes")
    assert "These people can help you:" not in forced.notes
    image = Talk(REPORT).press("self", "no", "image", "yes")
    assert "These people can help you:" in image.notes


def test_a_picture_is_not_taken_while_it_is_asked_what_is_on_it() -> None:
    talk = Talk(REPORT).press("self", "no", "image")
    assert talk.refused() == FIRST_ANSWER
    assert talk.press("no").refused() is None


@pytest.mark.parametrize(("naked", "kept"), [("no", 1), ("yes", 0), ("unsure", 0)])
def test_a_picture_of_another_kind_is_asked_about_and_goes_no_further(
    naked: str, kept: int
) -> None:
    talk = told().send("item1", "photo")
    assert talk.question == "Is it about being naked, or about sex?"
    assert talk.refused() == FIRST_ANSWER
    report = sent(talk.press(naked))
    assert len(report.items) == len(report.story.items) == kept
    assert (Mark.NUDE in report.case.marks) is (kept == 0)


@pytest.mark.parametrize(("naked", "step"), [("no", "items"), ("yes", "account")])
def test_before_files_are_sent_it_is_asked_what_is_on_them(naked: str, step: str) -> None:
    talk = told().say("x").press("more", "1a", "snapchat", "today", "yes", "send", naked)
    assert talk.step == step


def test_a_fake_made_with_ai_is_asked_about_too() -> None:
    talk = told().say("x").change("marks").press("ai_fake", "Done")
    assert talk.step == "nude"
    report = sent(talk.press("no"))
    assert report.case.marks == {Mark.AI_FAKE}


def test_an_answer_that_becomes_naked_later_throws_the_files_out() -> None:
    talk = Talk(REPORT).press("self", "no", "image", "no", "student").send("item1", "photo")
    talk.change("nude").press("yes")
    assert "Do NOT send" in talk.notes
    assert sent(talk).items == ()


def test_where_nobody_can_be_asked_first_no_picture_comes() -> None:
    assert refusal(None, None, "photo") == Refusal(FIRST_ANSWER)
    assert refusal(None, None, "voice") is None
    assert Talk(GIVE_NAME).refused() == FILES_NOT_HERE


# ------------------------------------------------------------------ staff and sex


def staff_sex(who: str = "self") -> Talk:
    return Talk(REPORT).press(who, "no", "image", "yes", "staff", "+untold")


def test_sex_and_staff_come_to_the_send_screen_without_a_further_question() -> None:
    talk = staff_sex()
    assert talk.step == "send"
    assert "I ask nothing more." in talk.notes
    assert "Centrum Seksueel Geweld" in talk.notes
    assert "School & Veiligheid" not in talk.notes
    assert "Tell more" not in talk.labels
    assert talk.refused() == NO_FILES
    report = sent(talk)
    assert report.case.urgent
    assert report.case.route is RouteId.C
    assert Mark.NUDE in report.case.marks
    assert report.story == Told()


@pytest.mark.parametrize("who", ["other", "parent", "staff"])
def test_only_to_whom_is_asked_of_someone_else_about_sex_and_staff(who: str) -> None:
    talk = staff_sex(who)
    assert talk.step == "whom"
    assert "I ask nothing more." not in talk.notes
    talk.press("student")
    assert talk.step == "send"
    assert "I ask nothing more." in talk.notes


def test_sex_between_adults_is_told_in_words() -> None:
    talk = staff_sex("staff").press("me")
    assert talk.step == "story"
    assert "I ask nothing more." not in talk.notes
    assert not sent(talk.say("he wrote to me")).case.urgent


def test_sex_and_somebody_who_is_found_to_work_here_is_as_urgent() -> None:
    talk = Talk(REPORT).press("self", "no", "image", "yes", "unknown").say("meneer De Wit")
    report = sent(talk.press("j-de-wit"))
    assert (report.case.route, report.case.urgent) == (RouteId.C, True)


def test_what_is_told_unasked_about_sex_and_staff_is_kept() -> None:
    talk = staff_sex().say("it happened in the gym last week")
    assert talk.notes == "I put that with your story."
    assert talk.send("item1", "photo").notes == english(NO_FILES)
    report = sent(talk)
    assert report.story.text == "it happened in the gym last week"
    assert report.items == ()


def test_a_name_told_unasked_about_sex_and_staff_never_reads_it() -> None:
    report = sent(staff_sex().say("it was meneer Kaya in the gym"))
    assert report.case.excluded == {"o-kaya"}
    report = sent(staff_sex().say("de directeur deed het"))
    assert report.case.excluded == {"f-el-amrani", "j-de-wit"}


def test_somebody_at_home_is_read_by_the_right_people_and_never_by_the_mentor() -> None:
    talk = Talk(REPORT).press("self", "no", "other", "home")
    assert "Home must be safe for you. You can call:\n0800-2000" in talk.notes
    talk.say("mijn broer maakt filmpjes van mij")
    assert "School calls home only when that is safe." in talk.notes
    assert "class" not in talk.question
    case = sent(talk).case
    assert case.route is RouteId.Z
    assert case.marks == {Mark.HOME}
    assert case.doer is Doer.OUTSIDER
    other = Talk(REPORT).press("other", "no", "other", "home")
    assert "A home must be safe." in other.notes


def test_a_line_that_stands_above_is_not_named_again() -> None:
    talk = Talk(REPORT).press("self", "yes")
    assert "0800-2000" in talk.notes
    assert "0800-2000" not in talk.press("other", "home").notes
    forced = Talk(REPORT).press("self", "yes", "Someone forces me")
    assert "Helpwanted" in forced.notes
    assert "113" not in forced.notes


def test_at_home_is_for_a_student_only_and_a_colleague_stays_on_the_way_of_colleagues() -> None:
    talk = Talk(REPORT).press("staff", "no", "other", "home", "staff", "+untold", "no")
    assert sent(talk.say("x")).case.route is RouteId.B
