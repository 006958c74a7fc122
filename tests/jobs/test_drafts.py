"""Reports that were not sent: asked about once, gone after the school's term."""

from pathlib import Path

import pytest

from bot.conversations import running
from bot.jobs import drafts
from bot.jobs.job import Outcome, Word
from bot.store import contacts, evidence, sessions
from bot.store.keyring import KeyGone, item_key_id
from tests.jobs.a_house import DAY, HOUR, TUESDAY_0815, House


async def after(house: House, days: float) -> Outcome:
    house.clock.travel(TUESDAY_0815 + days * DAY + HOUR)
    return await house.run(drafts.run)


@pytest.mark.asyncio
async def test_a_report_that_was_not_sent_is_asked_about_once(house: House) -> None:
    ref = await house.draft()
    assert (await after(house, 0.5)).told == ()
    outcome = await after(house, 1)
    assert [(one.who, one.what) for one in outcome.told] == [(ref, "draft nudge")]
    (row,) = await house.sendable()
    assert house.text(row) == "Not sent yet. Nobody reads this."
    assert row.message is not None
    data = [button.data for line in row.message.buttons for button in line]
    assert data == ["a:resume", "a:discard"]
    assert (await after(house, 2)).word is Word.NOTHING


@pytest.mark.asyncio
async def test_nobody_is_asked_at_night(house: House) -> None:
    await house.draft()
    assert (await after(house, 1 + 14 / 24)).told == ()
    assert len((await after(house, 2)).told) == 1


@pytest.mark.asyncio
async def test_practice_other_talk_and_chats_that_are_gone_are_not_asked_about(
    house: House,
) -> None:
    await house.draft("practising", practice="yes", who="self")
    blocked = await house.draft("blocked")
    await house.do(lambda tx: contacts.blocked(tx, blocked))
    other = await house.student("other")
    await house.do(lambda tx: sessions.save(tx, other, "gone", '{"session": null}'))
    assert (await after(house, 1)).told == ()


@pytest.mark.asyncio
async def test_after_the_term_the_report_and_its_items_are_gone(house: House) -> None:
    ref = await house.draft()
    path: Path = await house.item(ref, "a" * 16)
    kept = await house.draft("other")
    await house.item(kept, "b" * 16)
    house.clock.travel(TUESDAY_0815 + DAY)
    await house.do(lambda tx: running.keep(tx, kept, running.load(tx, kept)))
    outcome = await after(house, 14)
    assert outcome.files == (path.name,)
    assert await house.do(lambda tx: sessions.load(tx, ref)) is None
    assert await house.do(lambda tx: sessions.load(tx, kept)) is not None
    assert await house.do(lambda tx: evidence.get(tx, "a" * 16)) is None
    assert await house.do(lambda tx: evidence.get(tx, "b" * 16)) is not None
    with pytest.raises(KeyGone):
        await house.do(lambda tx: tx.keys.key(item_key_id("a" * 16)))


@pytest.mark.asyncio
async def test_a_report_that_cannot_be_read_does_not_stop_the_others(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = await house.draft("bad"), await house.draft("good")
    await house.do(
        lambda tx: tx.db.execute("UPDATE sessions SET data = x'00' WHERE contact_ref = ?", (bad,))
    )
    outcome = await after(house, 1)
    assert [one.who for one in outcome.told] == [good]
    assert (outcome.word, outcome.bad) == (Word.PARTLY, 1)
    assert bad in caplog.text
