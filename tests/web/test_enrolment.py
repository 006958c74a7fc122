"""An invitation ties a device to a person, once, and never says why it does not."""

from pathlib import Path

import pytest

from bot.cases.people import Person, Role
from bot.store import audit, brake, contacts, people
from bot.store.writer import Tx
from tests.web.echo import Echo, echo
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.asyncio

JORIS = Person("joris", "Joris de Wit", frozenset({Role.MENTOR}), frozenset({"2B"}), frozenset())


async def invited(house: Echo) -> str:
    """A code for Joris."""

    def invite(tx: Tx) -> str:
        people.put(tx, JORIS)
        return people.invite(tx, JORIS.person_id, Role.MENTOR)

    return await house.site.writer.run(invite)


async def enrol(page: Visitor, code: object) -> int:
    """Press the one button of the page."""
    async with page.post("enrol", {"code": code}) as answer:
        return answer.status


async def test_the_device_is_the_persons_from_then_on(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        assert await enrol(page, await invited(house)) == 200
        await house.until(lambda: house.heard)
        assert house.heard[0].contact.person_id == "joris"
        assert house.let_in == [house.heard[0].contact.contact_ref]


async def test_a_code_works_once(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as one, visiting(house.url) as other:
        code = await invited(house)
        assert await enrol(one, code) == 200
        assert await enrol(other, code) == 403


@pytest.mark.parametrize("code", ["", "guess", "a" * 5000, "\ud800", None, 5])
async def test_a_guess_is_refused_and_ties_nobody(tmp_path: Path, code: object) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await invited(house)
        async with page.post("enrol", {"code": code}) as answer:
            assert answer.status == 403
            words = "This invitation does not work (any more). Ask for a new one."
            assert await answer.json() == {"error": words}
        assert house.let_in == []
        tied = await house.site.writer.run(lambda tx: contacts.of_person(tx, "joris"))
        assert tied == []


async def test_guessing_on_beyond_the_brake_adds_no_line_to_the_log(tmp_path: Path) -> None:
    """It is never cut short: whoever likes could fill the disk, and bury what matters."""
    async with echo(tmp_path) as house, visiting(house.url) as page:
        for _ in range(brake.OF_ONE + 3):
            assert await enrol(page, "wrong") == 403
        told = await house.site.writer.run(lambda tx: audit.head(tx).number)
        assert told == brake.OF_ONE


async def test_wrong_guesses_are_counted_although_refused(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        code = await invited(house)
        for _ in range(6):
            assert await enrol(page, "wrong") == 403
        assert await house.site.writer.run(brake.prune) == 0  # they are of this hour
        house.site.clock.travel(house.site.clock.now() + brake.WINDOW)
        assert await house.site.writer.run(brake.prune) == brake.OF_ONE
        assert await enrol(page, code) == 200
