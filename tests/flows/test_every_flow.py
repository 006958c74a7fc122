"""What is owed by every flow: it ends, goes back, takes typed words, and never breaks."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot.cases.routes import RouteStep
from bot.conversations.every_flow import FLOWS
from bot.flows import casework, engine
from bot.flows.engine import BACK, HELP, STILL_OPEN, STOP
from bot.flows.kit import (
    MAX_DATA,
    MAX_LABEL,
    Answers,
    Pressed,
    Said,
    Sent,
    Typed,
    button_data,
    read_button,
)
from bot.flows.lookback import told_so_far
from bot.flows.session import Session
from bot.flows.steps import Given, Several
from bot.flows.words import Words
from tests.cases.noordhoek import noordhoek
from tests.talk import TOKEN, Talk, english, label_of

OUT = {BACK, STOP, HELP}
EVERY_FLOW = sorted(FLOWS)
MOST_SCREENS, SOME_SCREENS = 200, 25
EVERY = ", every screen"
each_flow = pytest.mark.parametrize("name", EVERY_FLOW)
each_screen = pytest.mark.parametrize(
    "name",
    [*EVERY_FLOW, *(pytest.param(f"{name}{EVERY}", marks=pytest.mark.slow) for name in EVERY_FLOW)],
)


def beginning(name: str, *, step: RouteStep | None = None) -> Talk:
    """A flow as it begins: casework about a step of the school's route."""
    answers: dict[str, str] = {}
    if name in {"step", "drop"}:
        step = step or noordhoek().routes[0].steps[0]
        answers = {"route": step.step_id[0], "step": step.step_id}
    return Talk(FLOWS[name], answers=answers)


def onward(talk: Talk) -> list[Pressed]:
    """The buttons that go on, paging and toggling apart."""
    pressed = [read_button(button.data) for button in talk.buttons]
    return [one for one in pressed if one and one.value not in OUT]


def finish(talk: Talk, pick: random.Random) -> None:
    """Press at random, and type where nothing else is left, until it ends."""
    for _ in range(400):
        if talk.turn.finished:
            return
        ways: list[Said] = list(onward(talk))
        step = talk.flow.step(talk.step)
        if isinstance(step, Words):
            ways.append(Typed("Hij zegt het / nee") if step.words else Sent("item", "photo"))
        talk.take(pick.choice(ways))
        check_screen(talk)
    raise AssertionError(f"{talk.flow.name} does not end: {talk.question}")


def check_screen(talk: Talk) -> None:
    """Whatever is shown can be read and pressed."""
    if talk.turn.finished:
        return
    assert talk.question
    assert all(line for line in talk.lines)
    assert not re.search(r"\{\w\w+\}", talk.question + talk.notes)  # a brace may be typed
    assert all(note for note in talk.turn.notes)
    assert {STOP, HELP} <= {one.value for b in talk.buttons if (one := read_button(b.data))}
    for button in talk.buttons:
        assert len(button.data.encode()) <= MAX_DATA
        assert 0 < len(label_of(button)) <= longest(talk)
        assert read_button(button.data) is not None
    data = [button.data for button in talk.buttons]
    assert len(data) == len(set(data))


def longest(talk: Talk) -> int:
    """The ways of a decision are the school's own sentences, of any length."""
    return 200 if talk.step == casework.WAY.key else MAX_LABEL


# ------------------------------------------------------------------ owed by every flow


@each_flow
@pytest.mark.parametrize("walks", [4, pytest.param(200, marks=pytest.mark.slow)])
def test_whatever_is_pressed_it_ends(name: str, walks: int) -> None:
    for seed in range(walks):
        finish(beginning(name), random.Random(seed))  # noqa: S311 - a walk, not a secret


def some_screens(name: str) -> Iterator[Talk]:
    """Questions of the systematic walk from its beginning to its end, each as somebody came to it.

    All of them where `EVERY` stands behind the name.
    """
    name, every, _ = name.partition(EVERY)
    found = systematic_walk(name)
    step = 1 if every else max(1, len(found) // SOME_SCREENS)
    return (Talk(FLOWS[name], session=session) for session in found[::step])


@cache
def systematic_walk(name: str) -> tuple[Session, ...]:
    """Up to `MOST_SCREENS` questions with every way on, breadth first."""
    waiting, seen, found = [beginning(name)], set[tuple[str, str, str]](), list[Session]()
    while waiting and len(found) < MOST_SCREENS:
        talk = waiting.pop(0)
        found.append(talk.session)
        step = talk.flow.step(talk.step)
        ways: list[Said] = list(onward(talk))
        if isinstance(step, Words):
            ways += [Typed("De Boer deed het"), Sent("item", "photo"), Sent("item", "voice")]
        for said in ways:
            sign = (talk.step, talk.session.changing, repr(said))
            if sign not in seen:
                seen.add(sign)
                after = Talk(talk.flow, session=talk.session).take(said)
                if not after.turn.finished:
                    waiting.append(after)
    return tuple(found)


@each_screen
def test_from_every_question_there_is_an_end(name: str) -> None:
    for talk in some_screens(name):
        check_screen(talk)
        finish(Talk(talk.flow, session=talk.session), random.Random(1))  # noqa: S311


@each_screen
def test_what_was_said_so_far_can_be_told_in_words_at_every_question(name: str) -> None:
    for talk in some_screens(name):
        for question, answer in told_so_far(talk.flow, talk.session, talk.facts):
            assert english(question)
            assert '["' not in english(answer)


@each_screen
def test_back_works_from_everywhere_and_comes_to_the_first_question(name: str) -> None:
    first = beginning(name.partition(EVERY)[0]).step
    for talk in some_screens(name):
        for _ in range(60):
            if not engine.can_go_back(talk.flow, talk.session, talk.facts):
                break
            was = (talk.step, talk.session)
            talk.back()
            assert (talk.step, talk.session) != was
            check_screen(talk)
        assert talk.step == first
        assert "Back" not in talk.labels
        assert talk.tap(BACK).step == first


@each_screen
def test_typed_back_is_back(name: str) -> None:
    for talk in some_screens(name):
        pressed = Talk(talk.flow, session=talk.session).tap(BACK)
        typed = Talk(talk.flow, session=talk.session).say("BACK")
        assert typed.step == pressed.step
        assert typed.session == pressed.session


@each_screen
def test_an_old_doubled_or_forged_button_shows_the_open_question(name: str) -> None:
    for talk in some_screens(name):
        step, session = talk.step, talk.session
        talk.tap("yes", step="gone")
        assert (talk.step, talk.notes) == (step, english(STILL_OPEN))
        talk.tap("yes", token="zzzzzz")  # noqa: S106 - a session's mark
        assert (talk.step, talk.notes) == (step, english(STILL_OPEN))
        talk.tap("nonsense")
        assert (talk.step, talk.notes) == (step, english(STILL_OPEN))
        assert talk.session == session


@each_screen
def test_a_button_tapped_twice_answers_once(name: str) -> None:
    for talk in some_screens(name):
        for said in onward(talk):
            once = Talk(talk.flow, session=talk.session).take(said)
            if once.turn.finished or once.step == talk.step:
                continue
            answered = once.session
            assert once.take(said).session == answered
            assert once.notes == english(STILL_OPEN)


@each_screen
def test_every_button_can_be_typed(name: str) -> None:
    for talk in some_screens(name):
        for button in talk.buttons:
            said = read_button(button.data)
            if (
                said is None
                or said.value in {STOP, HELP}
                or talk.labels.count(label_of(button)) > 1
            ):
                continue
            pressed = Talk(talk.flow, session=talk.session).take(said)
            typed = Talk(talk.flow, session=talk.session).say(label_of(button).upper() + " 🙈!")
            assert typed.session == pressed.session, label_of(button)


@each_screen
@pytest.mark.parametrize("said", [Typed(""), Typed(" \n"), Sent("item", "photo")])
def test_an_empty_message_or_a_file_is_answered_in_a_friendly_way(name: str, said: Said) -> None:
    for talk in some_screens(name):
        talk.take(said)
        assert talk.turn.finished or (talk.question and talk.buttons)


@each_screen
def test_a_stored_answer_that_no_longer_parses_counts_as_unanswered(name: str) -> None:
    for talk in some_screens(name):
        for key in talk.session.answers:
            step = talk.flow.step(key)
            if isinstance(step, Given):
                continue
            answers = {**talk.session.answers, key: "+a value of another release"}
            after = Talk(talk.flow, session=replace(talk.session, answers=answers))
            kept = after.session.answers.get(key)
            if isinstance(step, Several) and not step.fixed():
                continue  # who is there to be chosen changes: a name that is gone is nobody's
            assert kept is None or Answers({key: kept})[step] == ()


@each_flow
def test_keys_are_unique_and_data_and_labels_short(name: str) -> None:
    flow = FLOWS[name]
    keys = [step.key for step in flow.steps]
    assert len(keys) == len(set(keys))
    for step in flow.questions:
        for value in step.values():
            assert len(button_data("x" * 6, step.key, value).encode()) <= MAX_DATA


@given(
    name=some.sampled_from(EVERY_FLOW),
    acts=some.lists(
        some.one_of(
            some.integers(0, 20),
            some.text(max_size=40),
            some.sampled_from(["photo", "voice", "video", "sticker", "location"]).map(
                lambda kind: Sent("item", kind)
            ),
            some.builds(Pressed, some.just(TOKEN), some.text(max_size=8), some.text(max_size=8)),
        ),
        max_size=25,
    ),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_said_or_pressed_ever_breaks_it(name: str, acts: list[int | str | Said]) -> None:
    talk = beginning(name)
    for act in acts:
        if talk.turn.finished:
            assert talk.effects
            return
        talk.take(_as_said(talk, act))
        check_screen(talk)


def _as_said(talk: Talk, act: int | str | Said) -> Said:
    if isinstance(act, str):
        return Typed(act)
    if isinstance(act, int):
        pressed = read_button(talk.buttons[act % len(talk.buttons)].data)
        assert pressed is not None
        return pressed
    return act
