"""Every button of every question fits, says one thing, and may be typed instead of pressed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from bot.conversations.every_flow import FLOWS as RUNNING
from bot.flows import casework
from bot.flows.engine import NAVIGATION, SEND_NOW
from bot.flows.kit import (
    MAX_LABEL,
    Answers,
    Asking,
    Option,
    Step,
    Stored,
    Typed,
)
from bot.flows.reading import meant
from bot.flows.report import REPORT
from bot.flows.steps import Given
from bot.text import Text
from bot.understanding.folding import folded
from tests.walking import EVERY, FLOWS, facts, walked
from tests.wording import dutch_first

I18N = dutch_first()

THOROUGH = pytest.param(f"{REPORT.name}{EVERY}", marks=pytest.mark.slow)
each_flow = pytest.mark.parametrize("flow", [*(flow.name for flow in FLOWS), THOROUGH])


SCHOOLS_OWN = {casework.WAY.key}
"""Its answers are the school's own words, of whatever length its file gives them."""


@each_flow
def test_the_walk_comes_to_every_question(flow: str) -> None:
    come_to = {turn.step for turn, _question in walked(flow)}
    questions = RUNNING[flow.partition(EVERY)[0]].questions
    assert {step.key for step in questions if is_asked(step)} <= come_to


def is_asked(step: Step[object]) -> bool:
    """Not what is known from the start, nor a default that nobody is shown."""
    return not isinstance(step, Given) and (step.default is None or step.label is not None)


@each_flow
def test_every_label_fits_on_a_small_phone(flow: str) -> None:
    shown = {
        option.label
        for turn, asked in walked(flow)
        if turn.step not in SCHOOLS_OWN
        for option in (*asked.options, *NAVIGATION, SEND_NOW)
    }
    labels = ((one, I18N.render(label, one)) for label in shown for one in I18N.languages)
    assert not [(one, label) for one, label in labels if not 1 <= len(label) <= MAX_LABEL]


@cache
def screens(flow: str) -> frozenset[tuple[Option, ...]]:
    """The buttons that are shown together."""
    return frozenset(asked.options for _turn, asked in walked(flow))


@each_flow
def test_typing_what_a_button_says_is_pressing_it(flow: str) -> None:
    missed = [
        (language, words, screen)
        for language in I18N.languages
        for screen in screens(flow)
        for words in not_pressed(screen, language)
    ]
    assert not missed


def not_pressed(screen: tuple[Option, ...], language: str) -> Iterator[str]:
    """The labels that press another button, or none, when they are typed."""

    def say(text: Text) -> str:
        return I18N.render(text, language)

    options = (*screen, *NAVIGATION, SEND_NOW)
    for option in screen:
        words = say(option.label)
        if meant(words, options, say, exact=True) is not option:
            yield words


@each_flow
def test_no_word_means_two_answers_of_one_question(flow: str) -> None:
    doubled = []
    for language, screen in product(I18N.languages, screens(flow)):
        owners: dict[str, str] = {}
        for option in screen:
            also = I18N.render(option.also, language).split("|") if option.also else []
            words = {folded(w) for w in (I18N.render(option.label, language), *also)}
            owned = ((word, owners.setdefault(word, option.value)) for word in words)
            doubled += [(language, word) for word, owner in owned if owner != option.value]
    assert not doubled


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("who", "ik", "self"),
        ("who", "een vriendin", "other"),
        ("who", "Mama", "parent"),
        ("who", "docent", "staff"),
        ("danger", "jaaaa", "yes"),
        ("danger", "tuurlijk", "yes"),
        ("danger", "tuurlijk niet", "no"),
        ("danger", "kweenie", "unsure"),
        ("danger", "ik weet het niet", "unsure"),
        ("kind", "chantage", "coercion"),
        ("kind", "gehackt!!", "hacking"),
        ("kind", "pesten", "insult"),
        ("doer", "klasgenoot", "student"),
        ("doer", "mijn stage", "placement"),
        ("app", "insta", "instagram"),
        ("app", "snap", "snapchat"),
        ("app", "appje", "whatsapp"),
    ],
)
def test_what_a_dutch_teenager_types_is_understood(key: str, words: str, value: str) -> None:
    step, about = REPORT.step(key), facts("nl")
    assert step.take(Typed(words), Asking(Answers({}), about, flow=REPORT)) == Stored(value)


@each_flow
def test_nothing_is_shown_with_a_hole_in_it(flow: str) -> None:
    lines = {line for turn, _asked in walked(flow) for note in turn.notes for line in note}
    lines |= {line for turn, _asked in walked(flow) if turn.message for line in turn.message.lines}
    said = ((one, I18N.render(line, one)) for line in lines for one in I18N.languages)
    assert not [(one, words) for one, words in said if "{" in words]
