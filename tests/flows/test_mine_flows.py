"""What a reporter does after sending."""

from __future__ import annotations

import pytest

from bot.flows.evidence import NUDE_CASE
from bot.flows.loose import LOOSE, UNSENT, Loose
from bot.flows.mine import (
    GIVE_NAME,
    RECOVER,
    TAKE_BACK,
    TALK,
    NameGiven,
    Said,
    TakenBack,
    WordsTyped,
)
from bot.flows.what import NO_FILES, YES
from bot.flows.words import Told
from tests.talk import Talk, english

NUDE_REPORT = {NUDE_CASE.key: "yes"}
PHOTO = (("a", "photo"),)


def test_the_talk_is_one_message() -> None:
    assert Talk(TALK).say("It happened again").effect == Said(Told(("It happened again",)))


def test_a_voice_message_in_the_talk_is_warned_about() -> None:
    talk = Talk(TALK).send("a", "voice")
    assert "I cannot understand your voice." in talk.notes
    assert talk.effect == Said(Told((), (("a", "voice"),)))


@pytest.mark.parametrize(("naked", "items"), [("no", PHOTO), ("yes", ()), ("unsure", ())])
def test_a_picture_in_the_talk_is_asked_about(
    naked: str, items: tuple[tuple[str, str], ...]
) -> None:
    talk = Talk(TALK).send("a", "photo")
    assert talk.question == "Is it about being naked, or about sex?"
    talk.press(naked)
    assert talk.effect == Said(Told((), items), naked=not items)
    assert ("Do NOT send" in talk.notes) is not bool(items)


def test_in_the_talk_about_a_nude_report_only_words_come() -> None:
    talk = Talk(TALK, answers=NUDE_REPORT)
    assert talk.refused() == NO_FILES
    assert talk.send("a", "photo").notes == english(NO_FILES)
    assert talk.say("it was on Snapchat").effect == Said(Told(("it was on Snapchat",)))


def test_a_name_is_given_once_and_without_spaces_around_it() -> None:
    talk = Talk(GIVE_NAME)
    assert "You cannot take your name back later." in talk.question
    assert talk.say("  Kim de Vries ").effect == NameGiven("Kim de Vries")


@pytest.mark.parametrize(("answer", "sure"), [("yes", True), ("NO", False), ("👍", True)])
def test_taking_back_is_asked_once_more(answer: str, sure: bool) -> None:
    assert Talk(TAKE_BACK).say(answer).effect == TakenBack(sure)


def test_five_words_are_handed_on_as_typed() -> None:
    talk = Talk(RECOVER).send("a", "photo").say("een twee drie vier vijf")
    assert talk.effect == WordsTyped("een twee drie vier vijf")


def loose(entry: str) -> Talk:
    """Of somebody with a report that is not sent yet."""
    return Talk(LOOSE, answers={"thing": f"[{entry}]", UNSENT.key: YES})


@pytest.mark.parametrize("where", ["report", "mine", "nothing"])
def test_loose_words_go_where_they_are_wanted(where: str) -> None:
    assert loose('["t", "hi"]').press(where).effect == Loose(where, Told(("hi",)))


def test_more_loose_words_and_files_are_kept_with_the_first() -> None:
    talk = loose('["t", "hi"]').say("they pass on a picture of me and I am afraid")
    assert "I put that with your words." in talk.notes
    talk.send("a", "photo").send("b", "photo").press("report")
    told = Told(("hi", "they pass on a picture of me and I am afraid"), (*PHOTO, ("b", "photo")))
    assert talk.effect == Loose("report", told)


def test_the_rest_of_an_album_is_kept_in_the_talk() -> None:
    talk = Talk(TALK).send("a", "photo").send("b", "photo").say("look at the second one")
    assert talk.question == "Is it about being naked, or about sex?"
    talk.press("no")
    assert talk.effect == Said(Told(("look at the second one",), (*PHOTO, ("b", "photo"))))


@pytest.mark.parametrize(("naked", "items"), [("no", PHOTO), ("yes", ()), ("unsure", ())])
def test_a_loose_picture_is_asked_about_before_it_goes_to_a_report(
    naked: str, items: tuple[tuple[str, str], ...]
) -> None:
    talk = loose('["i", "a", "photo"]').press("mine", naked)
    assert talk.effect == Loose("mine", Told((), items), {"nudefiles": naked})
    assert talk.effect.naked is not bool(items)


def test_a_loose_picture_for_a_new_report_is_asked_about_there() -> None:
    assert loose('["i", "a", "photo"]').press("report").effect == Loose("report", Told((), PHOTO))
