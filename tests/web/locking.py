"""A house whose colleagues' devices lock themselves, and Joris, who works there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp

from bot.cases.people import Person, Role
from bot.store import contacts, mailbox, people
from bot.store.writer import Tx
from bot.web.locks import IDLE
from tests.web.echo import Echo, echo
from tests.web.visitor import Visitor

JORIS = Person("joris", "Joris de Wit", frozenset({Role.MENTOR}), frozenset({"2B"}), frozenset())
CONTENT = "Blauwe Otter: nieuw"


@asynccontextmanager
async def house_with_locks(folder: Path) -> AsyncIterator[Echo]:
    """The web door as a school has it."""
    async with echo(folder, locks=True) as house:
        yield house


async def enrolled(house: Echo, page: Visitor) -> None:
    """Joris comes in; his device has no lock yet."""

    def invite(tx: Tx) -> str:
        people.put(tx, JORIS)
        return people.invite(tx, JORIS.person_id, Role.MENTOR)

    code = await house.site.writer.run(invite)
    async with page.post("enrol", {"code": code}) as answer:
        assert answer.status == 200


async def ask(page: Visitor, path: str, held: object) -> tuple[int, Any]:
    """One question of the lock screen."""
    async with page.post(path, held) as answer:
        return answer.status, await answer.json()


def code_at(house: Echo, secret: str, steps: int = 0) -> str:
    """What the app shows now, or some steps from now."""
    return pyotp.TOTP(secret).at(house.site.clock.now(), counter_offset=steps)


async def with_lock(house: Echo, page: Visitor) -> str:
    """Joris chose an app; the secret it holds."""
    await enrolled(house, page)
    _, given = await ask(page, "lock/begin", {"way": "totp"})
    code = code_at(house, given["secret"])
    status, _ = await ask(page, "lock/end", {"way": "totp", "code": code})
    assert status == 200
    return str(given["secret"])


def later(house: Echo, by: timedelta = IDLE) -> None:
    """Nobody does anything for a while."""
    house.site.clock.travel(house.site.clock.now() + by)


def cookies(page: Visitor) -> dict[str, str]:
    return {cookie.key: cookie.value for cookie in page.session.cookie_jar}


async def his_ref(house: Echo) -> str:
    [contact] = await house.site.writer.run(lambda tx: contacts.of_person(tx, "joris"))
    return contact.contact_ref


async def put_in_mailbox(house: Echo, ref: str) -> None:
    body = {"lines": [CONTENT], "buttons": []}
    await house.site.writer.run(lambda tx: mailbox.post(tx, ref, body, mine=False))
    house.site.hub.publish(ref)
