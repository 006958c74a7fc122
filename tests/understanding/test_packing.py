"""Numbers by name in plain bytes: what a dict would answer, whatever the names and numbers."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from typing import Final

import pytest

from bot.understanding.concepts import DATA
from bot.understanding.packing import Packed
from bot.understanding.weighing import scales, side_by_side

MOST_WEIGHT: Final = 300


def test_what_was_put_there_is_found_and_nothing_else() -> None:
    order = random.Random(3)  # noqa: S311 - the same ones every time
    kept, packed = defaultdict[str, int](int), Packed()
    for _ in range(2_000):
        name = "".join(order.choices("ab>: é😀", k=order.randint(3, 6)))
        weights = [order.randint(-MOST_WEIGHT, MOST_WEIGHT) for _ in range(order.randint(1, 7))]
        number = side_by_side(weights, order.choice((0, 7, 12)))
        kept[name] += number
        packed.add(name, number)
    assert all(packed.get(name) == kept[name] for name in kept)
    others = {part for name in kept for part in (name[1:], name[:-1], f"{name}a", f"a{name}")}
    assert not any(map(packed.get, others - kept.keys()))


def test_no_name_is_found_within_a_number() -> None:
    packed = Packed()
    for low in range(256):
        packed.add(f"n:{low}", side_by_side([low - 128, 0xC1, 0x61, -0x3F, 0xC1], 0))
    names = (f"{one}{two}{last}" for one in "\x0f\x10ab" for two in "ab" for last in "ab")
    assert not any(map(packed.get, names))


@pytest.mark.slow
def test_each_weight_of_the_file_is_found() -> None:
    found = {name: scales()[name] for name in ("danger", "intent", "category", "route")}
    for name, read in json.loads((DATA / "learnt.json").read_text("utf-8")).items():
        for trait, weights in read["weights"].items():
            assert found[name].of(trait) == weights
