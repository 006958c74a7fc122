"""Cuts a long list into pages that a button's data can name; knows not what is on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.flows.steps import PAGE, next_page, pages

T = TypeVar("T")
LONGEST_NUMBER = 4
"""Digits of a page that may be a page: anyone can send any button."""


def page_of(found: Sequence[T], page: str) -> tuple[Sequence[T], str]:
    """What is on a page, and the number of the next one ("" when there is only this one)."""
    here, more = part_of(len(found), page)
    return found[here], more


def part_of(count: int, page: str) -> tuple[slice, str]:
    """Where a page of so many begins and ends, and the number of the next one ("" for none).

    What is no page is the first; after the last comes the first. One left over stands on the last.
    """
    last = pages(count) - 1
    if not last:
        return slice(0, count), ""
    number = int(page) if page.isdecimal() and len(page) <= LONGEST_NUMBER else 0
    number %= last + 1
    end = count if number == last else (number + 1) * PAGE
    return slice(number * PAGE, end), str(next_page(count, number))
