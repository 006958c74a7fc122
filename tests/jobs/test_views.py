"""What shows a case does not stay in a colleague's chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversations.arrived import remember
from bot.conversations.delivery import Delivered
from bot.jobs import views
from bot.jobs.job import Outcome
from bot.store import contacts, outbox, screens
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.tx import Tx
from bot.text import Message, verbatim
from tests.cases.a_school import PEOPLE
from tests.jobs.a_house import HOUR, TUESDAY_0815, House

pytestmark = pytest.mark.asyncio
ANNA = PEOPLE[0].person_id


async def sent(house: House, ref: str, message_id: str, **options: object) -> None:
    """Something arrived in a chat."""

    def send(tx: Tx) -> None:
        told = {"op": Op.NOTE, "message": Message((verbatim("hoi"),)), **options}
        outbox.enqueue(tx, Outgoing(ref, **told))  # type: ignore[arg-type]
        for row in outbox.due(tx, "web", tx.now, 100):
            outbox.sent(tx, row.row_id)
            remember(tx, row, Delivered(message_id))

    await house.do(send)


async def removed(house: House, hours: float) -> list[tuple[str, str]]:
    """What is taken out of which chat, so many hours after the morning."""
    house.clock.travel(TUESDAY_0815 + hours * HOUR)
    await house.run(views.run)
    rows: list[OutboxRow] = await house.waiting()
    assert {row.op for row in rows} <= {Op.DELETE}
    return [(row.contact_ref, row.target) for row in rows]


async def test_a_card_a_list_and_a_talk_go_after_twelve_hours_once(house: House) -> None:
    refs = await house.staff(PEOPLE[0])
    ref = refs[ANNA]
    await sent(house, ref, "1", op=Op.SHOW, person_id=ANNA, case_id="c", guard="read")
    await sent(house, ref, "2", person_id=ANNA, guard="listed:c")
    assert await removed(house, 11) == []
    assert await removed(house, 12.1) == [(ref, "1,2")]
    assert await removed(house, 13) == []


async def test_a_screen_that_shows_something_else_by_now_stays(house: House) -> None:
    ref = (await house.staff(PEOPLE[0]))[ANNA]
    await sent(house, ref, "1", op=Op.SHOW, person_id=ANNA, case_id="c", guard="read")
    await sent(house, ref, "1", op=Op.SHOW)
    assert await removed(house, 12.1) == []


async def test_a_case_looked_at_again_counts_from_then(house: House) -> None:
    ref = (await house.staff(PEOPLE[0]))[ANNA]
    await sent(house, ref, "1", op=Op.SHOW, person_id=ANNA, case_id="c", guard="read")
    house.clock.travel(TUESDAY_0815 + 6 * HOUR)
    await sent(house, ref, "1", op=Op.SHOW, person_id=ANNA, case_id="d", guard="read")
    assert await removed(house, 12.1) == []
    assert await removed(house, 18.1) == [(ref, "1")]


async def test_no_button_counts_on_a_screen_that_is_gone(house: House) -> None:
    ref = (await house.staff(PEOPLE[0]))[ANNA]
    await sent(house, ref, "1", op=Op.SHOW, person_id=ANNA, case_id="c", guard="read")
    await sent(house, ref, "2", op=Op.SHOW)
    await removed(house, 12.1)
    assert await house.do(lambda tx: screens.live(tx, ref)) is not None
    await sent(house, ref, "3", op=Op.SHOW, person_id=ANNA, case_id="c", guard="read")
    await removed(house, 36)
    assert await house.do(lambda tx: screens.live(tx, ref)) is None


async def test_pings_and_what_a_reporter_sees_stay(house: House) -> None:
    ref = (await house.staff(PEOPLE[0]))[ANNA]
    student = await house.do(lambda tx: contacts.meet(tx, "web", "sanne", "nl").contact_ref)
    await sent(house, ref, "1", person_id=ANNA, case_id="c", guard="read", priority=2)
    await sent(house, student, "1", case_id="c", guard="news")
    assert await removed(house, 40) == []


async def test_nothing_to_do_is_nothing_done(house: House) -> None:
    house.clock.travel(TUESDAY_0815 + timedelta(hours=1))
    assert await house.run(views.run) == Outcome()
