"""Who may read a report is said truly, and chosen by the reporter."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.case import Reader
from bot.flows.report import REPORT
from tests.cases.noordhoek import noordhoek
from tests.flows.test_review import ready
from tests.talk import Talk, facts


def test_somebody_else_can_be_chosen_with_their_days() -> None:
    talk = ready().change("reader")
    assert "mevrouw Schumacher, safety coordinator: every school day." in talk.question
    assert "mevrouw Van der Hoeven, confidant: monday, tuesday, thursday." in talk.question
    report = talk.press("Only the confidant").press("send").effect
    assert report.case.reader is Reader.CONFIDANT


def test_no_mentor_is_promised_when_the_confidant_alone_reads_it() -> None:
    talk = ready().change("reader").press("confidant")
    assert "What is your class?" in talk.lines
    assert "mentor" not in talk.question
    talk = Talk(REPORT).press("other", "no", "threat", "student", "student").say("x")
    assert "Which class? Then the mentor of that class reads it." in talk.lines
    talk.change("reader").press("confidant")
    assert "Which class is it?" in talk.lines


def test_on_a_day_off_it_says_when_the_confidant_is_back() -> None:
    wednesday = facts().now.replace(day=25)
    talk = ready(now=wednesday).change("reader")
    assert "Not here today, back on 2026-11-26." in talk.question


def test_when_the_confidant_is_away_the_reporter_may_take_who_is_here_now() -> None:
    wednesday = facts().now.replace(day=25)
    talk = ready(now=wednesday).change("reader").press("confidant")
    assert "The confidant is back on 2026-11-26." in talk.question
    waiting = talk.press("wait").press("send").effect
    assert waiting.case.reader is Reader.CONFIDANT
    talk = ready(now=wednesday).change("reader").press("confidant").press("now")
    assert talk.press("send").effect.case.reader is Reader.SAFETY_COORDINATOR


def test_who_never_comes_back_is_only_not_here() -> None:
    people = tuple(
        replace(p, days=frozenset({6})) if p.person_id == "d-van-der-hoeven" else p
        for p in noordhoek().people
    )
    talk = ready(people=people).change("reader")
    assert "mevrouw Van der Hoeven, confidant: saturday. Not here today." in talk.lines
