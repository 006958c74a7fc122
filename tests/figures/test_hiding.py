"""No hidden number can be worked out, tried with every table there is up to a size."""

from collections import defaultdict
from itertools import product

import pytest

from bot.figures.hiding import LEAST, Shown, alone, shown

Seen = tuple[int, Shown]


@pytest.mark.parametrize(("cells", "most"), [(2, 12), (3, 9), (4, 7), (5, 5)])
def test_whoever_knows_the_rule_the_total_and_the_rest_cannot_tell_a_hidden_number(
    cells: int, most: int
) -> None:
    """Every table that looks the same is a table it may be: each hidden cell differs in them."""
    alike: dict[Seen, list[tuple[int, ...]]] = defaultdict(list)
    for values in product(range(most + 1), repeat=cells):
        if sum(values) >= LEAST:
            alike[sum(values), shown(values)].append(values)
    for (total, seen), tables in alike.items():
        hidden = [at for at, value in enumerate(seen.values) if value is None]
        told = [at for at in hidden if len({values[at] for values in tables}) == 1]
        assert not told, (total, seen, tables)


def test_no_small_number_is_shown_not_even_as_what_the_others_come_to() -> None:
    for values in product(range(6), repeat=4):
        seen = shown(values)
        numbers = [*seen.values, seen.rest]
        assert all(number is None or number >= LEAST for number in numbers), values


def test_shown_numbers_and_their_rest_are_true() -> None:
    assert shown([8, 5, 4]) == Shown((8, 5, 4))
    assert shown([9, 2, 2, 1]) == Shown((9, None, None, None), 5)


def test_a_single_small_number_takes_the_smallest_other_one_along() -> None:
    assert shown([9, 1, 4, 6]) == Shown((9, None, None, 6), 5)


def test_of_a_small_total_nothing_is_shown() -> None:
    assert shown([2, 0]) == Shown((None, None))
    assert shown([0, 0]) == shown([1, 0]) == shown([0, 2])


def test_small_numbers_alone_stay_hidden_when_their_sum_gives_them_away() -> None:
    assert shown([2, 2, 2]) == Shown((None, None, None))


def test_a_number_of_its_own_is_shown_from_three_on() -> None:
    assert [alone(number) for number in (0, 1, 2, 3, 12)] == [None, None, None, 3, 12]
