"""Sessions, screens and mailboxes: what a contact's chat needs to go on after a restart."""

from datetime import timedelta
from functools import partial

import pytest
import pytest_asyncio

from bot.store import contacts, mailbox, screens, sessions
from bot.store.keyring import day_key_id
from bot.store.mailbox import MailboxRow
from bot.store.screens import Screen
from bot.store.writer import Writer
from tests.store.conftest import MONDAY_MORNING, Place

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest_asyncio.fixture
async def ref(writer: Writer) -> str:
    """The reference of a contact who is there."""
    return (await writer.run(lambda tx: contacts.meet(tx, "web", "cookie", "nl"))).contact_ref


async def news(writer: Writer, ref: str, since: int) -> list[MailboxRow]:
    return await writer.run(lambda tx: mailbox.since(tx, ref, since))


@pytest.mark.asyncio
async def test_a_session_is_loaded_as_it_was_last_saved(writer: Writer, ref: str) -> None:
    assert await writer.run(lambda tx: sessions.load(tx, ref)) is None
    await writer.run(lambda tx: sessions.save(tx, ref, "report", '{"danger": "no"}'))
    await writer.run(lambda tx: sessions.save(tx, ref, "report", '{"danger": "yes"}'))
    assert await writer.run(lambda tx: sessions.load(tx, ref)) == '{"danger": "yes"}'
    await writer.run(lambda tx: sessions.drop(tx, ref))
    assert await writer.run(lambda tx: sessions.load(tx, ref)) is None


@pytest.mark.asyncio
async def test_a_session_whose_key_is_gone_is_no_session(writer: Writer, ref: str) -> None:
    await writer.run(lambda tx: sessions.save(tx, ref, "report", "{}"))
    await writer.run(lambda tx: tx.keys.destroy(day_key_id(tx.now)))
    assert await writer.run(lambda tx: sessions.load(tx, ref)) is None


@pytest.mark.asyncio
async def test_a_stale_session_is_nudged_once_until_it_is_touched(
    place: Place, writer: Writer, ref: str
) -> None:
    await writer.run(lambda tx: sessions.save(tx, ref, "report", "{}"))
    assert await writer.run(lambda tx: sessions.stale(tx, MONDAY_MORNING)) == []
    place.clock.travel(MONDAY_MORNING + HOUR)
    (stale,) = await writer.run(lambda tx: sessions.stale(tx, tx.now))
    assert (stale.contact_ref, stale.flow, stale.nudged) == (ref, "report", False)
    await writer.run(lambda tx: sessions.mark_nudged(tx, ref))
    (stale,) = await writer.run(lambda tx: sessions.stale(tx, tx.now))
    assert stale.nudged
    assert stale.updated_at - MONDAY_MORNING < HOUR
    await writer.run(lambda tx: sessions.save(tx, ref, "report", "{}"))
    place.clock.travel(MONDAY_MORNING + 2 * HOUR)
    (stale,) = await writer.run(lambda tx: sessions.stale(tx, tx.now))
    assert not stale.nudged


@pytest.mark.asyncio
async def test_one_message_at_a_time_has_live_buttons(writer: Writer, ref: str) -> None:
    assert await writer.run(lambda tx: screens.live(tx, ref)) is None
    await writer.run(lambda tx: screens.set_live(tx, ref, "7", 1))
    await writer.run(lambda tx: screens.set_live(tx, ref, "9", 2))
    assert await writer.run(lambda tx: screens.live(tx, ref)) == Screen("9", 2)
    await writer.run(lambda tx: screens.clear_live(tx, ref))
    assert await writer.run(lambda tx: screens.live(tx, ref)) is None


@pytest.mark.asyncio
async def test_messages_of_both_sides_can_be_found_to_remove_them(
    place: Place, writer: Writer, ref: str
) -> None:
    await writer.run(lambda tx: screens.remember(tx, ref, "1", mine=False))
    place.clock.travel(MONDAY_MORNING + HOUR)
    for number, mine in (("10", True), ("9", False), ("10", False)):
        await writer.run(partial(screens.remember, ref=ref, message_id=number, mine=mine))
    recent = await writer.run(lambda tx: screens.recent(tx, ref, MONDAY_MORNING + HOUR))
    assert sorted((message.message_id, message.mine) for message in recent) == [
        ("10", True),
        ("9", False),
    ]
    await writer.run(lambda tx: screens.removed(tx, ref, "9"))
    left = await writer.run(lambda tx: screens.recent(tx, ref, MONDAY_MORNING))
    assert [message.message_id for message in left] == ["1", "10"]
    assert await writer.run(lambda tx: screens.prune(tx, MONDAY_MORNING + HOUR)) == 0
    assert await writer.run(lambda tx: screens.prune(tx, MONDAY_MORNING + DAY)) == 2


@pytest.mark.asyncio
async def test_a_page_gets_what_changed_since_it_looked(writer: Writer, ref: str) -> None:
    first = await writer.run(lambda tx: mailbox.post(tx, ref, {"lines": ["Hoi"]}, mine=False))
    second = await writer.run(lambda tx: mailbox.post(tx, ref, {"lines": ["Dag"]}, mine=True))
    assert [first, second] == [1, 2]
    assert await writer.run(lambda tx: mailbox.change(tx, ref, first, {"lines": ["Hallo"]}))
    (row,) = await news(writer, ref, 2)
    assert (row.message_id, row.revision, row.mine) == (1, 3, False)
    assert row.body == {"lines": ["Hallo"]}
    assert "Hallo" not in repr(row)
    assert [row.message_id for row in await news(writer, ref, 0)] == [2, 1]


@pytest.mark.asyncio
async def test_a_page_gets_much_in_parts_and_each_message_once(writer: Writer, ref: str) -> None:
    for length in (1, 300_000, 1, 100_000, 100_000, 100_000, *[1] * mailbox.MOST_ROWS):
        await writer.run(partial(mailbox.post, ref=ref, body={"lines": ["x" * length]}, mine=True))
    seen, parts = [0], []
    more = True
    while more:
        part = await writer.run(partial(mailbox.part_since, ref=ref, after=seen[-1]))
        more = part.more
        parts.append(len(part.rows))
        seen += [row.revision for row in part.rows]
        assert part.revision == seen[-1]
    assert seen == list(range(mailbox.MOST_ROWS + 7))
    assert parts == [1, 1, 3, mailbox.MOST_ROWS, 1]


@pytest.mark.asyncio
async def test_a_page_is_level_after_a_count_that_no_message_has(writer: Writer, ref: str) -> None:
    """Else it would look again and again for what is not there."""
    await writer.run(lambda tx: mailbox.post(tx, ref, {"lines": ["Hoi"]}, mine=False))
    assert not await writer.run(lambda tx: mailbox.remove(tx, ref, 99))
    part = await writer.run(lambda tx: mailbox.part_since(tx, ref, 1))
    assert (part.rows, part.more) == ([], False)
    assert part.revision == await writer.run(lambda tx: mailbox.revision(tx, ref))


@pytest.mark.asyncio
async def test_a_page_that_was_away_learns_that_a_message_is_gone(writer: Writer, ref: str) -> None:
    await writer.run(lambda tx: mailbox.post(tx, ref, {"lines": ["Hoi"]}, mine=False))
    assert await writer.run(lambda tx: mailbox.remove(tx, ref, 1))
    (row,) = await news(writer, ref, 1)
    assert (row.message_id, row.body) == (1, None)
    assert not await writer.run(lambda tx: mailbox.remove(tx, ref, 1))
    assert not await writer.run(lambda tx: mailbox.change(tx, ref, 1, {"lines": ["back"]}))
    assert not await writer.run(lambda tx: mailbox.change(tx, ref, 9, {"lines": ["new"]}))


@pytest.mark.asyncio
async def test_a_pruned_mailbox_goes_on_counting(place: Place, writer: Writer, ref: str) -> None:
    assert await writer.run(lambda tx: mailbox.revision(tx, ref)) == 0
    await writer.run(lambda tx: mailbox.post(tx, ref, {"lines": ["Hoi"]}, mine=False))
    assert await writer.run(lambda tx: mailbox.prune(tx, tx.now)) == 0
    place.clock.travel(MONDAY_MORNING + DAY)
    assert await writer.run(lambda tx: mailbox.prune(tx, tx.now)) == 1
    assert await writer.run(lambda tx: mailbox.revision(tx, ref)) == 1
    assert await writer.run(lambda tx: mailbox.post(tx, ref, {}, mine=False)) == 2
    assert [row.revision for row in await news(writer, ref, 1)] == [2]


@pytest.mark.asyncio
async def test_a_message_whose_key_is_gone_counts_as_removed(writer: Writer, ref: str) -> None:
    await writer.run(lambda tx: mailbox.post(tx, ref, {"lines": ["Hoi"]}, mine=False))
    await writer.run(lambda tx: tx.keys.destroy(day_key_id(tx.now)))
    (row,) = await news(writer, ref, 0)
    assert row.body is None


@pytest.mark.asyncio
async def test_a_message_keeps_its_moment_when_it_is_changed(
    place: Place, writer: Writer, ref: str
) -> None:
    await writer.run(lambda tx: mailbox.post(tx, ref, {"lines": ["Hoi"]}, mine=False))
    (posted,) = await news(writer, ref, 0)
    place.clock.travel(MONDAY_MORNING + HOUR)
    await writer.run(lambda tx: mailbox.change(tx, ref, 1, {"lines": ["Dag"]}))
    changed = await writer.run(lambda tx: mailbox.get(tx, ref, 1))
    assert changed is not None
    assert (changed.body, changed.at) == ({"lines": ["Dag"]}, posted.at)
    assert posted.at - MONDAY_MORNING < HOUR
    assert await writer.run(lambda tx: mailbox.get(tx, ref, 2)) is None
