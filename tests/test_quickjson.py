"""Quick JSON reads and writes whatever Python's own does."""

import json
import tracemalloc
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from bot.quickjson import pack, unpack


class Colour(StrEnum):
    """What a store holds as words."""

    RED = "red"


@dataclass(frozen=True)
class Told:
    """What no store holds as it is."""

    words: str


def test_what_is_packed_is_read_by_either_reader_as_it_was() -> None:
    """Also half a character, a number beyond 64 bits, and names that are numbers."""
    odd = (
        {"key": ["é", "ж", "👍", 1, -0.5, None, True, Colour.RED]},
        {"half": "\ud83d"},
        {"long": 1 << 80},
        {1: "a number as a name"},
        ("a", ("tuple",)),
        1_795_651_200.123_456_7,
    )
    for value in odd:
        as_ever = json.loads(json.dumps(value))
        assert unpack(pack(value)) == json.loads(pack(value)) == as_ever


def test_what_is_nobodys_json_is_not_written() -> None:
    """A dataclass may hold what somebody told."""
    for value in (object(), datetime(2026, 1, 1, tzinfo=UTC), Told("canary")):
        with pytest.raises(TypeError):
            pack(value)


def test_a_whole_number_beyond_64_bits_is_read_as_about_as_much() -> None:
    """Nothing that is kept or that Telegram sends is as long."""
    assert unpack(str((1 << 80) + 1)) == float(1 << 80)
    assert unpack(str((1 << 64) - 1)) == (1 << 64) - 1


def test_what_python_wrote_is_read() -> None:
    """Data from before stays readable, as words too."""
    for value in ({"half": "\ud83d", "whole": "ж👍"}, [float("inf")], "", 0):
        assert unpack(json.dumps(value)) == unpack(json.dumps(value).encode()) == value


def test_no_json_and_what_lies_too_deep_are_refused() -> None:
    """As by Python's own."""
    for broken in (b"", b"{", b"\xff", "[1,]"):
        with pytest.raises(ValueError, match=r".*"):
            unpack(broken)
    with pytest.raises(RecursionError):
        unpack("[" * 100_000)


def test_what_is_packed_takes_no_more_room_than_it_is_long() -> None:
    """Hundreds wait in a burst, each with what came in."""
    value = {"key": "a" * 1_200}
    tracemalloc.start()
    try:
        packed = [pack(value) for _ in range(20)]
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 1.5 * sum(map(len, packed))
