"""Tickets, the pace and what a page is handed, apart from any request."""

import time

import pytest

from bot.conversations.rendering import Rendered
from bot.web.bodies import of_bot
from bot.web.pace import Pace
from bot.web.tickets import LIFETIME, Tickets
from tests.wording import dutch_first


def test_a_ticket_tells_its_contact_and_no_other_key_makes_it() -> None:
    tickets = Tickets()
    ticket = tickets.make("abc")
    assert tickets.read(ticket) == "abc"
    assert Tickets().read(ticket) is None
    assert tickets.read(ticket.replace("abc", "abd")) is None


def test_a_ticket_is_over_in_half_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = Tickets()
    ticket = tickets.make("abc")
    later = time.monotonic() + LIFETIME
    monkeypatch.setattr("bot.web.tickets.Tickets._seconds", lambda _: later)
    assert tickets.read(ticket) is None


@pytest.mark.parametrize("ticket", ["", ".", "..", "a.b", "é.1.2", "a" * 5000])
def test_a_garbled_ticket_is_none(ticket: str) -> None:
    assert Tickets().read(ticket) is None


@pytest.mark.asyncio
async def test_a_flood_is_told_to_come_back_and_others_are_not_slowed() -> None:
    pace = Pace(burst=2, per_second=0.1, patience=0.0)
    assert [await pace.wait("a") for _ in range(2)] == [0.0, 0.0]
    assert await pace.wait("a") > 5.0
    assert await pace.wait("b") == 0.0


@pytest.mark.asyncio
async def test_a_little_too_fast_only_waits() -> None:
    pace = Pace(burst=1, per_second=1000)
    assert [await pace.wait("a") for _ in range(5)] == [0.0] * 5


def test_a_chart_lies_nowhere_but_in_its_message() -> None:
    body = of_bot(
        Rendered(("Cijfers",), drawn=b"abc"), language="nl", i18n=dutch_first(), uploads=False
    )
    assert (body["kind"], body["picture"]) == ("picture", "data:image/png;base64,YWJj")
