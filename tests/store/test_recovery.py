"""Five words lead back to a case, and guessing at them leads nowhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import Clock
from bot.store import brake, recovery
from bot.store.brake import Guess
from bot.store.recovery import Busy, TooManyTries
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.store.examples import FULL, PLAIN, a_case

WORDS = ("appel", "fiets", "lamp", "otter", "wolk")
OTHERS = ("boot", "kaas", "maan", "stoel", "trein")


def set_up(tx: Tx) -> None:
    a_case(tx)
    a_case(tx, FULL)
    recovery.put(tx, PLAIN.case_id, WORDS)
    recovery.put(tx, FULL.case_id, OTHERS)


def tried(tx: Tx, *words: str) -> str | None:
    return recovery.find(tx, words, "guest")


@pytest.mark.asyncio
async def test_the_right_words_in_the_right_order_lead_to_the_case(writer: Writer) -> None:
    await writer.run(set_up)
    assert await writer.run(lambda tx: tried(tx, *WORDS)) == PLAIN.case_id
    assert await writer.run(lambda tx: tried(tx, *map(str.upper, OTHERS))) == FULL.case_id
    assert await writer.run(lambda tx: tried(tx, *reversed(WORDS))) is None
    assert await writer.run(lambda tx: tried(tx, "\ud800")) is None


@pytest.mark.asyncio
async def test_new_words_end_the_old_ones(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        assert not recovery.has_words(tx, PLAIN.case_id)
        recovery.put(tx, PLAIN.case_id, WORDS)
        recovery.put(tx, PLAIN.case_id, OTHERS)
        assert recovery.has_words(tx, PLAIN.case_id)
        assert tried(tx, *WORDS) is None
        assert tried(tx, *OTHERS) == PLAIN.case_id

    await writer.run(work)


@pytest.mark.asyncio
async def test_after_five_wrong_tries_the_right_words_work_again_in_an_hour(
    writer: Writer, clock: Clock
) -> None:
    await writer.run(set_up)
    began = clock.now()
    for _ in range(5):
        assert await writer.run(lambda tx: tried(tx, "wrong")) is None
    with pytest.raises(TooManyTries) as slow:
        await writer.run(lambda tx: tried(tx, *WORDS))
    assert slow.value.until - began >= timedelta(minutes=59)
    assert await writer.run(lambda tx: recovery.find(tx, WORDS, "another")) == PLAIN.case_id
    clock.travel(slow.value.until)
    assert await writer.run(lambda tx: tried(tx, *WORDS)) == PLAIN.case_id


@pytest.mark.asyncio
async def test_whoever_guesses_from_many_chats_keeps_nobody_else_from_coming_back(
    writer: Writer,
) -> None:
    def work(tx: Tx) -> None:
        set_up(tx)
        for number in range(2 * brake.OF_ALL):
            brake.count_wrong(tx, Guess.RECOVERY, f"guesser {number}")
        assert tried(tx, "verkeerd") is None
        assert tried(tx, *WORDS) == PLAIN.case_id

    await writer.run(work)


@pytest.mark.asyncio
async def test_guessers_in_many_chats_leave_the_writer_to_everybody_else(writer: Writer) -> None:
    """Each look is real work: there are so many a second, however many chats there are."""

    def looks(tx: Tx) -> int:
        for number in range(100):
            try:
                recovery.find(tx, ["verkeerd"], f"guesser {tx.now} {number}")
            except Busy:
                return number
        return 100

    def work(tx: Tx) -> None:
        set_up(tx)
        assert looks(tx) == recovery.AT_ONCE
        later = replace(tx, now=tx.now + 3 * recovery.EACH)
        assert tried(later, *WORDS) == PLAIN.case_id
        assert looks(later) == 2
        assert tried(replace(tx, now=tx.now - timedelta(hours=1)), *WORDS) == PLAIN.case_id

    await writer.run(work)


@pytest.mark.asyncio
async def test_of_words_right_or_wrong_nothing_is_kept_but_a_hash_or_a_count(
    writer: Writer,
) -> None:
    def work(tx: Tx) -> None:
        set_up(tx)
        tried(tx, "verkeerd")
        for table in ("recovery", "wrong_tries"):
            kept = [*map(tuple, tx.db.execute(f"SELECT * FROM {table}"))]  # noqa: S608
            assert kept
            assert not any(word in str(kept) for word in (*WORDS, "verkeerd"))

    await writer.run(work)
