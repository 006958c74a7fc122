"""What a button says that belongs to no question fits on a small phone too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from bot.cases.steps import OWN_STEPS_OF_REPORTER
from bot.flows.kit import MAX_LABEL
from bot.text import Text
from tests.cases.noordhoek import noordhoek
from tests.house import modules
from tests.wording import dutch_first

I18N = dutch_first()
each_language = pytest.mark.parametrize("language", I18N.languages)


@each_language
def test_every_label_outside_the_flows_fits_too(language: str) -> None:
    labels = {I18N.render(Text(key), language) for key in labels_in_the_code()}
    assert len(labels) > 40
    assert not {label for label in labels if not 1 <= len(label) <= MAX_LABEL}


@each_language
def test_every_step_of_the_protocol_has_a_button_that_fits(language: str) -> None:
    """Beside a pictogram and a second button on its row: 26 characters."""
    steps = [step for route in noordhoek().routes for step in route.steps]
    ticked = [step for step in steps if step.owner not in OWN_STEPS_OF_REPORTER]
    shown = {I18N.render(step.button, language) for step in ticked}
    assert not {label for label in shown if not 1 <= len(label) <= 26}


LABEL_ARGUMENT = {"Option": 1, "labelled": 1, "act": 0, "Button": 0}
"""Which argument of these is what a button says."""


@cache
def labels_in_the_code() -> set[str]:
    calls = (
        node
        for module in modules("bot")
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )
    return {key for call in calls for key in _label(call)}


def _label(call: ast.Call) -> Iterator[str]:
    place = LABEL_ARGUMENT.get(getattr(call.func, "id", ""))
    if place is None or len(call.args) <= place:
        return
    match call.args[place]:
        case ast.Call(func=ast.Name(id="N_"), args=[ast.Constant(value=str(key)), *_]):
            yield key
