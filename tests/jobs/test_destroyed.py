"""The files of what was destroyed go within half a minute, not with the night."""

from datetime import timedelta

import pytest

from bot.jobs import destroyed
from bot.store import evidence
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.conversations.inside import a_world
from tests.store.conftest import MONDAY_MORNING, clock, place, writer
from tests.store.examples import an_item

__all__ = ["clock", "place", "writer"]


@pytest.mark.asyncio
async def test_the_files_of_what_was_just_destroyed_are_named(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        stays, goes = an_item(tx, "i1"), an_item(tx, "i2")
        evidence.shred_item(tx, goes)
        assert destroyed.run(tx, a_world(), MONDAY_MORNING).files == (goes,)
        assert stays
        later = MONDAY_MORNING + timedelta(hours=2)
        assert destroyed.run(tx, a_world(), later).files == ()

    await writer.run(work)
