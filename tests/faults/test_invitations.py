"""Codes that are guessed, used, late or torn let nobody in and are refused politely (T42, T43)."""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.cases.people import Role
from bot.store import brake, contacts, people
from bot.store.brake import Guess
from bot.store.people import InvitationFault, InvitationProblem
from bot.store.writer import Tx
from tests.conversations.inside import House, a_house

pytestmark = pytest.mark.asyncio

GUESSES, ACCOUNTS = 10_000, 50
WRONG = "This invitation does not work (any more). Ask for a new one."
PAYLOADS = (
    "a" * 64,
    "a" * 65,
    "é" * 20,
    "../../etc/passwd",
    "' OR 1=1; DROP TABLE people; --",
    "%00\x00",
    "\u202egpj",
)


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path / "data") as house:
        yield house


async def test_ten_thousand_guesses_of_fifty_accounts_let_nobody_in(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """T42: 0 hits, each account slowed down after five, and an alarm in the log."""
    caplog.set_level(logging.WARNING)

    def guess(tx: Tx) -> Counter[str]:
        code = people.invite(tx, "e-yilmaz", Role.MENTOR)
        found = Counter[str]()
        for number in range(GUESSES):
            found[_outcome(tx, _near(code, number), f"account {number % ACCOUNTS}")] += 1
        slow = (brake.slow_until(tx, Guess.INVITATION, f"account {n}") for n in range(ACCOUNTS))
        assert all(slow)
        assert _outcome(tx, code, "account 0") == "in"  # a right code is never slowed down
        return found

    found = await house.run(guess)
    assert found == {
        InvitationFault.WRONG: ACCOUNTS * brake.OF_ONE,
        InvitationFault.SLOW: GUESSES - ACCOUNTS * brake.OF_ONE,
    }
    assert any("ALARM" in record.message for record in caplog.records)


def _near(code: str, number: int) -> str:
    """A guess of the right form; every other one differs in one sign only."""
    if number % 2:
        return secrets.token_hex(13).translate(str.maketrans("0189", "abcd"))
    place = number % len(code)
    return code[:place] + ("a" if code[place] != "a" else "b") + code[place + 1 :]


def _outcome(tx: Tx, code: str, who: str) -> str:
    try:
        people.redeem(tx, code, who)
    except InvitationProblem as problem:
        return problem.kind
    return "in"


async def test_a_code_that_was_used_is_late_or_withdrawn_sounds_like_any_wrong_one(
    house: House,
) -> None:
    """T42."""
    used = await house.run(lambda tx: people.invite(tx, "e-yilmaz", Role.MENTOR))
    late = await house.run(lambda tx: people.invite(tx, "t-bakker", Role.MENTOR))
    await house.chat("mentor").command("start", used)
    house.days_later(4)
    for code in (used, late, "wrong"):
        guest = house.chat(f"guest {code[:3]}")
        await guest.command("start", code)
        assert guest.notes == [WRONG]
        assert "🗂️ Cases" not in guest.labels


async def test_an_invitation_gives_the_role_it_was_made_for_and_no_other(house: House) -> None:
    """T42."""
    code = await house.run(lambda tx: people.invite(tx, "b-smit", Role.ADMIN))
    guest = house.chat("guest")
    await guest.command("start", code)
    person = await house.run(lambda tx: people.get(tx, "b-smit"))
    assert person is not None
    assert Role.ADMIN in person.roles
    assert not person.has(Role.MANAGEMENT, Role.MENTOR)


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_a_torn_or_hostile_deep_link_is_refused_politely(house: House, payload: str) -> None:
    """T43."""
    guest = house.chat("guest", door="telegram")
    before = await house.snapshot()
    await guest.command("start", payload)
    assert guest.notes == [WRONG]
    assert "📣 Report something" in guest.labels
    assert payload not in guest.everything
    assert await house.snapshot() == before


async def test_a_deep_link_without_anything_shows_the_menu(house: House) -> None:
    """T43."""
    guest = house.chat("guest", door="telegram")
    await guest.command("start", "")
    assert guest.notes == []
    assert "📣 Report something" in guest.labels
    assert await house.run(lambda tx: contacts.of_staff(tx, "telegram")) == []
