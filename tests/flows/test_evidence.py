"""Proof: kept at home with the coach, or sent; never anything that may show somebody naked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows.coach import APP
from bot.flows.evidence import NUDE_CASE, PROOF, ProofTold
from bot.flows.uploads import FIRST_ANSWER
from bot.flows.what import NO_FILES
from bot.flows.words import Told
from tests.cases.noordhoek import noordhoek
from tests.talk import Talk, english, facts

NUDE_REPORT = {NUDE_CASE.key: "yes"}
APPS = [option.value for option in APP.fixed()]


def told(talk: Talk) -> ProofTold:
    effect = talk.effect
    assert isinstance(effect, ProofTold)
    return effect


def said(talk: Talk) -> dict[str, str]:
    return {label.key: english(answer) for label, answer in told(talk).details}


def skip_all(talk: Talk) -> Talk:
    while "Skip this" in talk.labels:
        talk.press("Skip this")
    return talk


def test_keeping_it_oneself_comes_first() -> None:
    assert Talk(PROOF).values[:2] == ("self", "send")


@pytest.mark.parametrize("way", ["self", "send"])
def test_before_anything_is_pictured_or_sent_it_is_asked_what_can_be_seen(way: str) -> None:
    talk = Talk(PROOF).press(way)
    assert talk.question == "Is it about being naked, or about sex?"
    assert talk.refused() == FIRST_ANSWER


@pytest.mark.parametrize("app", APPS)
def test_the_coach_has_at_most_four_screens_and_short_ones(app: str) -> None:
    talk = Talk(PROOF).press("self", "no").tap(app)
    pictures = []
    for number in range(1, 5):
        assert talk.step == f"coach{number}"
        assert len(talk.lines) <= 3
        pictures.append(talk.turn.picture)
        talk.press("Next")
    assert [one for one in pictures if one]
    assert talk.step == "account"


def test_snapchat_tells_the_other_side_and_that_is_said_first() -> None:
    talk = Talk(PROOF).press("self", "no", "snapchat")
    assert "Snapchat vertelt het" in talk.question
    assert talk.press("Next").turn.picture == "other_phone"


def test_a_drawing_is_shown_once() -> None:
    talk = Talk(PROOF).press("self", "no", "whatsapp")
    assert talk.turn.picture == "chat"
    assert not talk.say("what do you mean").turn.picture
    assert not talk.press("Next").turn.picture
    assert not talk.back().turn.picture


def test_how_it_is_removed_names_who_can_help() -> None:
    talk = Talk(PROOF).press("self", "no", "tiktok", "Next", "Next", "Next")
    assert "Melden of Rapporteren" in talk.question
    assert "020-261 52 75" in talk.question


def test_without_a_line_that_can_help_none_is_promised() -> None:
    school = noordhoek()
    alone = facts(school=replace(school, help_lines=()))
    talk = Talk(PROOF, facts=alone).press("self", "no", "tiktok", "Next", "Next", "Next")
    assert "Helpwanted" not in talk.question


def test_without_a_coach_the_rest_still_works() -> None:
    school = replace(noordhoek(), coach=())
    talk = Talk(PROOF, facts=facts(school=school)).press("self", "no", "whatsapp")
    assert talk.step == "coach3"
    assert talk.press("Next").question.startswith("This is how you ask to remove it:")


def test_kept_at_home_it_may_still_be_told_what_it_is() -> None:
    talk = Talk(PROOF).press("self", "no", "whatsapp", "Next", "Next", "Next", "Next")
    talk.say("@pester_kim").say("gisteren om 8 uur").say("https://voorbeeld.nl/1")
    assert told(talk).told == Told()
    assert said(talk) == {
        "App": "WhatsApp",
        "Account": "@pester_kim",
        "When": "gisteren om 8 uur",
        "Link": "https://voorbeeld.nl/1",
    }


def test_sent_items_are_counted_one_by_one() -> None:
    talk = Talk(PROOF).press("send", "no")
    assert talk.refused() is None
    talk.send("a", "photo")
    assert talk.question == "Kept: 1 file. Is there one more?"
    talk.send("b", "file")
    assert talk.question == "Kept: 2 files. Is there one more?"
    skip_all(talk.press("Done", "whatsapp"))
    assert told(talk).told == Told((), (("a", "photo"), ("b", "file")))
    assert said(talk) == {"App": "WhatsApp"}


def test_nothing_has_to_be_sent() -> None:
    assert told(skip_all(Talk(PROOF).press("send", "no", "Skip this").tap("other"))).told == Told()


def test_a_file_that_comes_while_one_keeps_it_is_not_lost() -> None:
    talk = Talk(PROOF).press("self", "no").send("a", "photo")
    assert "I put that with your story." in talk.notes
    talk.press("whatsapp", "Next", "Next", "Next", "Next")
    assert told(skip_all(talk)).told == Told((), (("a", "photo"),))


@pytest.mark.parametrize("way", ["self", "send"])
@pytest.mark.parametrize("naked", ["yes", "unsure"])
def test_what_may_be_naked_is_told_in_words_and_nobody_pictures_it(way: str, naked: str) -> None:
    talk = Talk(PROOF).press(way, naked)
    assert "Do NOT send" in talk.notes
    assert "Take no picture of it." in talk.notes
    assert talk.refused() == NO_FILES
    assert talk.step == "app"
    talk.press("snapchat")
    assert talk.step == "account"
    talk.say("@x").press("Skip this", "Skip this").say("de hele klas")
    assert told(talk).naked
    assert said(talk) == {"App": "Snapchat", "Account": "@x", "Who saw it": "de hele klas"}


def test_proof_of_a_nude_report_is_told_in_words_at_once() -> None:
    talk = Talk(PROOF, answers=NUDE_REPORT)
    assert "Do NOT send" in talk.notes
    assert talk.step == "app"
    assert talk.refused() == NO_FILES


def test_every_app_of_the_coach_has_its_button_and_the_other_way_round() -> None:
    coached = {app.app_id for app in noordhoek().coach}
    assert coached == set(APPS) - {"unsure"}
