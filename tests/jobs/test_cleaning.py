"""Nightly cleaning: what has had its time is gone, what is needed stays."""

from datetime import date

import pytest

from bot.cases.kinds import ReporterRole
from bot.cases.people import Role
from bot.cases.signals import SignalKind
from bot.clock import Clock
from bot.jobs import cleaning
from bot.jobs.job import Word
from bot.store import (
    brake,
    cases,
    contacts,
    evidence,
    inbox,
    mailbox,
    outbox,
    people,
    post_questions,
    screens,
    signals,
)
from bot.store.brake import Guess
from bot.store.inbox import Incoming
from bot.store.keyring import KeyGone, case_key_id, day_key_id, item_key_id
from bot.store.outbox import Op, Outgoing
from bot.store.post_questions import PostQuestion
from bot.store.writer import Tx
from bot.text import Message, verbatim
from tests.cases.a_school import ANNA
from tests.jobs.a_house import DAY, TUESDAY_0815, House


def count(tx: Tx, table: str) -> int:
    number: int = tx.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    return number


@pytest.mark.asyncio
async def test_what_had_its_time_goes_and_the_day_keys_with_it(house: House) -> None:
    some_day = Clock().now() + 100 * DAY
    house.clock.travel(some_day)
    ref = (await house.staff(ANNA))["anna"]
    body = {"lines": ["hello"]}

    def fill(tx: Tx) -> None:
        (row,) = inbox.add(tx, "web", [Incoming("1", ref, b"{}")])
        inbox.done(tx, row.row_id)
        sent = outbox.enqueue(tx, Outgoing(ref, Op.NOTE, Message((verbatim("hi"),))))
        outbox.sent(tx, sent or 0)
        mailbox.post(tx, ref, body, mine=False)
        screens.remember(tx, ref, "1", mine=False)
        brake.count_wrong(tx, Guess.RECOVERY, ref)
        people.invite(tx, "anna", Role.MENTOR, lasts=DAY / 2)

    await house.do(fill)
    assert (await house.run(cleaning.run)).word is Word.NOTHING
    house.clock.travel(some_day + 9 * DAY)
    outcome = await house.run(cleaning.run)
    assert [one.what for one in outcome.told] == [
        "inbox: 1",
        "outbox: 1",
        "mailbox: 1",
        "chats: 1",
        "tries: 1",
        "invitations: 1",
        "day-keys: 1",
    ]
    assert outcome.sweep
    tables = ("inbox", "outbox", "mailbox", "chat_messages", "wrong_tries", "invitations")
    assert [await house.do(lambda tx, t=table: count(tx, t)) for table in tables] == [0] * 6  # type: ignore[misc]
    with pytest.raises(KeyGone):
        await house.do(lambda tx: tx.keys.key(day_key_id(some_day)))


@pytest.mark.asyncio
async def test_t70_in_24_days_what_came_and_went_stays_for_eight_and_does_not_grow(
    house: House,
) -> None:
    begun = Clock().now() + 100 * DAY
    house.clock.travel(begun)
    ref = (await house.staff(ANNA))["anna"]
    kept: list[tuple[int, ...]] = []

    def a_day(tx: Tx, day: int) -> tuple[int, ...]:
        for number in range(20):
            (row,) = inbox.add(tx, "web", [Incoming(f"{day} {number}", ref, b"{}")])
            inbox.done(tx, row.row_id)
            sent = outbox.enqueue(tx, Outgoing(ref, Op.NOTE, Message((verbatim("hi"),))))
            outbox.sent(tx, sent or 0)
            mailbox.post(tx, ref, {"lines": ["hi"]}, mine=False)
        return count(tx, "inbox"), count(tx, "outbox"), count(tx, "mailbox")

    for day in range(24):
        house.clock.travel(begun + day * DAY)
        await house.run(cleaning.run)
        kept.append(await house.do(lambda tx, day=day: a_day(tx, day)))  # type: ignore[misc]
    assert kept[7][0] == 8 * 20
    assert kept[23] == kept[12]
    assert len(await house.do(lambda tx: tx.keys.ids("day:", before=tx.now))) < 12


@pytest.mark.asyncio
async def test_loose_items_go_after_a_day_unless_somebody_is_still_telling(house: House) -> None:
    telling, silent = await house.draft("telling"), await house.student("silent")
    await house.item(telling, "a" * 16)
    gone = await house.item(silent, "b" * 16)
    assert (await house.run(cleaning.run)).files == ()
    house.clock.travel(TUESDAY_0815 + 1.5 * DAY)
    outcome = await house.run(cleaning.run)
    assert outcome.files == (gone.name,)
    assert await house.do(lambda tx: evidence.get(tx, "a" * 16)) is not None
    with pytest.raises(KeyGone):
        await house.do(lambda tx: tx.keys.key(item_key_id("b" * 16)))


@pytest.mark.asyncio
async def test_only_contacts_that_lead_nowhere_are_forgotten(house: House) -> None:
    staff = (await house.staff(ANNA))["anna"]
    talking = await house.draft("talking")
    reporter, waiting = await house.student("reporter"), await house.student("waiting")
    heard, stranger = await house.student("heard"), await house.student("stranger")
    reading, chatting = await house.student("reading"), await house.student("chatting")
    await house.do(lambda tx: contacts.add_case(tx, reporter, "00" * 8))
    await house.do(lambda tx: outbox.enqueue(tx, Outgoing(waiting, Op.NOTE)))
    await house.do(lambda tx: inbox.add(tx, "web", [Incoming("2", heard, b"{}")]))
    house.clock.travel(TUESDAY_0815 + 3 * DAY)
    fresh = await house.student("fresh")
    await house.do(lambda tx: mailbox.post(tx, reading, {"lines": []}, mine=True))
    await house.do(lambda tx: screens.remember(tx, chatting, "1", mine=True))
    await house.run(cleaning.run)
    assert await house.do(lambda tx: contacts.find(tx, stranger)) is None
    for ref in (staff, talking, reporter, waiting, heard, fresh, reading, chatting):
        assert await house.do(lambda tx, ref=ref: contacts.find(tx, ref)) is not None  # type: ignore[misc]


@pytest.mark.asyncio
async def test_keys_without_a_row_go_and_those_of_cases_stay(house: House) -> None:
    case = await house.case()
    await house.do(lambda tx: tx.keys.fresh(case_key_id("ff" * 8)))
    house.clock.travel(TUESDAY_0815 + 2 * DAY)
    outcome = await house.run(cleaning.run)
    assert "orphan-keys: 1" in [one.what for one in outcome.told]
    assert await house.do(lambda tx: cases.get(tx, case.case_id)) is not None


@pytest.mark.asyncio
async def test_one_kind_that_cannot_be_cleaned_does_not_stop_the_others(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    ref = await house.student("bad")
    await house.student("good")
    await house.do(
        lambda tx: tx.db.execute("UPDATE contacts SET cases = x'00' WHERE contact_ref = ?", (ref,))
    )
    await house.do(lambda tx: tx.keys.fresh(case_key_id("ff" * 8)))
    house.clock.travel(TUESDAY_0815 + 3 * DAY)
    outcome = await house.run(cleaning.run)
    assert outcome.word is Word.PARTLY
    assert "row contacts of a job was left out" in caplog.text
    assert "orphan-keys: 1" in [one.what for one in outcome.told]


@pytest.mark.asyncio
async def test_what_a_signal_says_goes_after_the_next_school_year_and_is_counted_on(
    house: House,
) -> None:
    """TUESDAY_0815 is in the school year that began in August 2026."""
    old, last = date(2025, 7, 31), date(2025, 8, 1)

    def fill(tx: Tx) -> list[str]:
        breach = signals.Written(SignalKind.BREACH, "Een collega", about="stef")
        return [signals.add(tx, "anna", day, breach).signal_id for day in (old, last)]

    gone, kept = await house.do(fill)
    house.clock.travel(TUESDAY_0815)
    outcome = await house.run(cleaning.run)
    assert "signals: 1" in [one.what for one in outcome.told]
    assert await house.do(lambda tx: signals.words(tx, gone)) == ""
    assert await house.do(lambda tx: signals.words(tx, kept)) == "Een collega"
    first, second = await house.do(lambda tx: signals.since(tx, old))
    assert (first.about, second.about, second.author) == ("stef", None, "")
    assert signals.counted([first, second]) == {SignalKind.BREACH: 2}
    again = await house.run(cleaning.run)
    assert not [one for one in again.told if one.what.startswith("signals")]


@pytest.mark.asyncio
async def test_a_question_about_posting_goes_with_its_asker_or_after_its_term_and_is_counted_on(
    house: House,
) -> None:
    """Who still waits for an answer of management is not forgotten before it."""
    today = TUESDAY_0815.date()
    waits, heard = await house.student("waits"), await house.student("heard")

    def fill(tx: Tx) -> list[str]:
        asked = [
            post_questions.add(
                tx, PostQuestion("", ReporterRole.STUDENT, None, "doubt", ref, "mag dit"), today
            )
            for ref in (waits, heard)
        ]
        post_questions.answered(tx, asked[1], "anna", "Ja")
        post_questions.see(tx, asked[1].question_id)
        return [one.question_id for one in asked]

    first, second = await house.do(fill)
    house.clock.travel(TUESDAY_0815 + 3 * DAY)
    await house.run(cleaning.run)
    assert await house.do(lambda tx: contacts.find(tx, waits)) is not None
    assert await house.do(lambda tx: contacts.find(tx, heard)) is None
    assert await house.do(lambda tx: post_questions.get(tx, second)) is None
    house.clock.travel(TUESDAY_0815 + 365 * DAY)
    await house.run(cleaning.run)
    assert await house.do(lambda tx: post_questions.get(tx, first)) is not None
    house.clock.travel(TUESDAY_0815 + 366 * DAY)
    outcome = await house.run(cleaning.run)
    assert "post-questions: 1" in [one.what for one in outcome.told]
    for one in (first, second):
        with pytest.raises(KeyGone):
            await house.do(lambda tx, one=one: tx.keys.key(f"question:{one}"))  # type: ignore[misc]
    assert await house.do(lambda tx: post_questions.counted(tx, today, today)) == 2
    assert not await house.do(post_questions.waiting)
