"""What is promised about understanding, measured on sentences that nothing was learnt from."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from bot.understanding.about import category_of, intent_of, route_of
from bot.understanding.concepts import DATA
from bot.understanding.danger import danger_in
from bot.understanding.noticing import notice
from scripts import learn, learn_verdicts
from tests.understanding import sets
from tests.understanding.sets import Sentence

Failed = list[str]


def _held_out(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [one for one in sentences if one.held_out]


def _failed(sentences: Sequence[Sentence], right: Callable[[Sentence], bool]) -> Failed:
    return [one.sign for one in sentences if not right(one)]


def _share(failed: Failed, sentences: Sequence[Sentence]) -> float:
    return 1 - len(failed) / len(sentences)


def test_danger_is_heard_in_all_languages_and_everyday_talk_is_let_be() -> None:
    held = _held_out(sets.danger())
    heard = {one: danger_in(one.text).danger for one in held}
    told = [one for one in held if one.answer not in {"none", "ambiguous"}]
    suicide = [one for one in told if one.answer == "acute_suicide"]
    everyday = [one for one in held if one.answer == "none"]
    missed = _failed(told, lambda one: heard[one] != "none")
    wrong_kind = _failed(told, lambda one: heard[one] == one.answer)
    alarms = _failed(everyday, lambda one: heard[one] == "none")
    assert _share(missed, told) >= 0.90, missed
    assert sum(sign.startswith("acute_suicide") for sign in missed) <= 0.09 * len(suicide), missed
    assert _share(alarms, everyday) >= 0.90, alarms
    assert _share(wrong_kind, told) >= 0.79, wrong_kind


def test_what_somebody_wants_is_understood() -> None:
    held = _held_out(sets.intent())
    failed = _failed(held, lambda one: intent_of(notice(one.text)) == one.answer)
    assert _share(failed, held) >= 0.91, failed


def test_the_kind_of_misuse_is_understood() -> None:
    held = _held_out(sets.category())
    failed = _failed(held, lambda one: category_of(notice(one.text)) == one.answer)
    assert _share(failed, held) >= 0.79, failed


def test_who_does_it_to_whom_is_understood() -> None:
    held = _held_out(sets.route())
    failed = _failed(held, lambda one: route_of(notice(one.text)) == one.answer)
    assert _share(failed, held) >= 0.90, failed


def test_what_was_learnt_is_in_step_with_its_sentences() -> None:
    """Where it fails, `make learn` was forgotten after a change of the sentences."""
    scales = json.loads((DATA / "learnt.json").read_text("utf-8"))
    verdicts = json.loads((DATA / "verdicts.json").read_text("utf-8"))
    stored = {name: scale["from"] for name, scale in (scales | verdicts).items()}
    now = {name: learn.sentences_of(name) for name in learn.QUESTIONS}
    assert stored == {**now, "verdict": learn_verdicts.sentences()}


@pytest.mark.slow
def test_the_weights_are_learnt_from_these_sentences() -> None:
    """Where it fails, `make learn` was forgotten after a change."""
    assert learn.written(learn.learnt()) == (DATA / "learnt.json").read_text("utf-8")
