"""Pages of a long list: nothing is left out, whatever the count."""

from __future__ import annotations

import pytest

from bot.conversations.paging import page_of


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 14, 15, 16, 22, 100])
def test_going_through_the_pages_shows_each_once_and_comes_back_to_the_first(count: int) -> None:
    found, page = list(range(count)), "0"
    seen: list[int] = []
    while True:
        here, page = page_of(found, page)
        seen += here
        if page in {"", "0"}:
            break
    assert seen == found
