"""Cuts a long list into pages that a button's data can name; knows not what is on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.flows.steps import PAGE, next_page, pages

T = TypeVar("T")
LONGEST_NUMBER = 4
"""Digits of a page that may be a page: anyone can send any button."""


def page_of(found: Sequence[T], page: str) -> tuple[Sequence[T], str]:
    """What is on a page, and the number of the next one ("" when there is only this one).

    What is no page is the first; after the last comes the first.
    """
    count = len(found)
    if pages(count) == 1:
        return found, ""
    number = int(page) if page.isdecimal() and len(page) <= LONGEST_NUMBER else 0
    number %= pages(count)
    return found[number * PAGE : (number + 1) * PAGE], str(next_page(count, number))
