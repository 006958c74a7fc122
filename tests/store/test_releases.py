"""The original of an item leaves for one person, after two others agreed, for ten minutes."""

import pytest

from bot.clock import Clock
from bot.store import releases
from bot.store.releases import LASTS, Reporter
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.store.examples import PLAIN, a_case, an_item

ASKER, SECOND = "dekker", "smit"


def wanted(tx: Tx, *, named: bool = False) -> None:
    a_case(tx)
    an_item(tx, "i1")
    releases.ask(tx, "i1", PLAIN.case_id, ASKER, "De politie vraagt erom.", named=named)


def leaves(tx: Tx) -> bool:
    return releases.original_may_leave(tx, "i1", ASKER)


@pytest.mark.asyncio
async def test_a_nameless_reporter_is_asked_and_then_a_second_person(
    writer: Writer, clock: Clock
) -> None:
    def work(tx: Tx) -> None:
        assert not leaves(tx)
        wanted(tx)
        (asked,) = releases.asked_of_reporter(tx, PLAIN.case_id)
        assert asked.reason == "De politie vraagt erom."
        assert not releases.confirm(tx, "i1", SECOND)
        assert releases.answer(tx, "i1", yes=True)
        assert not releases.answer(tx, "i1", yes=False)
        assert releases.asked_of_reporter(tx, PLAIN.case_id) == []
        assert not releases.confirm(tx, "i1", ASKER)
        assert not leaves(tx)
        assert releases.confirm(tx, "i1", SECOND)
        assert not releases.confirm(tx, "i1", "bos")
        assert leaves(tx)
        assert not releases.original_may_leave(tx, "i1", SECOND)

    await writer.run(work)
    clock.travel(clock.now() + LASTS)
    assert not await writer.run(leaves)


@pytest.mark.asyncio
async def test_no_is_no_also_when_it_is_asked_again(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        wanted(tx)
        releases.answer(tx, "i1", yes=False)
        assert not releases.confirm(tx, "i1", SECOND)
        again = releases.ask(tx, "i1", PLAIN.case_id, ASKER, "Toch.", named=False)
        assert again.reporter is Reporter.NO
        assert not releases.confirm(tx, "i1", SECOND)
        assert not leaves(tx)

    await writer.run(work)


@pytest.mark.asyncio
async def test_of_a_report_with_a_name_the_second_person_is_enough(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        wanted(tx, named=True)
        assert releases.asked_of_reporter(tx, PLAIN.case_id) == []
        assert releases.confirm(tx, "i1", SECOND)
        assert leaves(tx)
        again = releases.ask(tx, "i1", PLAIN.case_id, SECOND, "Ik ook.", named=True)
        assert again.confirmed_by is None
        assert not leaves(tx)

    await writer.run(work)
