"""A case comes back as it went in, and who reported it lies nowhere in clear."""

from dataclasses import replace

import pytest

from bot.cases.case import CaseState, StepState, StepStatus
from bot.store import cases
from bot.store.cases import NameTaken, NoSuchCase
from bot.store.keyring import KeyGone, case_key_id
from bot.store.tx import Tx
from bot.store.writer import Reader, Writer
from bot.vault import Unreadable
from tests.store.examples import FULL, MORNING, NOON, PLAIN, SENDER, a_case


@pytest.mark.asyncio
@pytest.mark.parametrize("case", [PLAIN, FULL], ids=["plain", "full"])
async def test_a_case_comes_back_as_it_went_in(
    writer: Writer, reader: Reader, case: object
) -> None:
    await writer.run(lambda tx: a_case(tx, case))  # type: ignore[arg-type]
    assert await reader.read(cases.all_cases) == (case,)


@pytest.mark.asyncio
async def test_what_changed_is_kept_and_name_and_reporter_stay(writer: Writer) -> None:
    changed = replace(FULL, case_id=PLAIN.case_id, name=PLAIN.name)

    def work(tx: Tx) -> None:
        cases.create(tx, PLAIN, reporter=SENDER, reporter_name="Noor")
        cases.save(tx, changed)
        assert cases.get(tx, PLAIN.case_id) == changed
        assert cases.reporter(tx, PLAIN.case_id) == SENDER
        assert cases.reporter_name(tx, PLAIN.case_id) == "Noor"
        cases.save(tx, PLAIN)
        assert cases.get(tx, PLAIN.case_id) == PLAIN

    await writer.run(work)


@pytest.mark.asyncio
async def test_the_steps_keep_the_order_of_the_route(writer: Writer) -> None:
    steps = tuple(StepState(f"A.{number}") for number in (3, 1, 10, 2))
    await writer.run(lambda tx: a_case(tx, steps=steps))
    done = (*steps[:1], replace(steps[1], status=StepStatus.DONE, by="kok", at=NOON), *steps[2:])
    await writer.run(lambda tx: cases.save(tx, replace(PLAIN, steps=done)))
    found = await writer.run(lambda tx: cases.get(tx, PLAIN.case_id))
    assert found is not None
    assert found.steps == done


@pytest.mark.asyncio
@pytest.mark.parametrize("typed", ["Blauwe Otter", " blauwe  OTTER! ", "bláuwe-otter"])
async def test_a_name_is_found_however_it_is_typed(writer: Writer, typed: str) -> None:
    await writer.run(a_case)
    assert await writer.run(lambda tx: cases.by_name(tx, typed)) == PLAIN
    assert await writer.run(lambda tx: cases.by_name(tx, f"{typed}s")) is None


@pytest.mark.asyncio
async def test_two_kept_cases_never_share_a_name(writer: Writer) -> None:
    await writer.run(a_case)
    with pytest.raises(NameTaken):
        await writer.run(lambda tx: a_case(tx, FULL, name="BLAUWE OTTER"))
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.keys.key(case_key_id(FULL.case_id)))
    assert await writer.run(cases.names_taken) == {"Blauwe Otter"}


@pytest.mark.asyncio
async def test_open_cases_come_oldest_first_and_closed_ones_not(writer: Writer) -> None:
    await writer.run(lambda tx: a_case(tx, FULL))
    await writer.run(lambda tx: a_case(tx, created=NOON))
    older = await writer.run(
        lambda tx: a_case(tx, case_id="00000000000000a0", name="Oude Boom", created=MORNING)
    )
    found = await writer.run(cases.open_cases)
    assert [case.case_id for case in found] == [older.case_id, PLAIN.case_id]
    assert all(case.state is not CaseState.CLOSED for case in found)
    some = await writer.run(lambda tx: cases.of_ids(tx, (FULL.case_id, "nothing")))
    assert some == (FULL,)
    assert await writer.run(lambda tx: cases.of_ids(tx, ())) == ()


@pytest.mark.asyncio
async def test_a_case_with_only_words_to_come_back_has_no_reporter(writer: Writer) -> None:
    await writer.run(lambda tx: cases.create(tx, PLAIN, reporter=None, reporter_name=None))
    assert await writer.run(lambda tx: cases.reporter(tx, PLAIN.case_id)) is None
    assert await writer.run(lambda tx: cases.reporter_name(tx, PLAIN.case_id)) is None


@pytest.mark.asyncio
async def test_a_reporter_can_move_give_a_name_and_be_forgotten(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        cases.set_reporter(tx, PLAIN.case_id, "another")
        cases.set_reporter_name(tx, PLAIN.case_id, "Noor van den Berg-" * 9)
        assert cases.reporter(tx, PLAIN.case_id) == "another"
        assert cases.reporter_name(tx, PLAIN.case_id) == "Noor van den Berg-" * 9
        cases.forget_reporter(tx, PLAIN.case_id)
        assert cases.reporter(tx, PLAIN.case_id) is None
        assert tx.db.execute("SELECT reporter FROM cases").fetchone()[0] is None

    await writer.run(work)


@pytest.mark.asyncio
async def test_the_length_of_what_is_sealed_does_not_tell_who_it_is(writer: Writer) -> None:
    def work(tx: Tx) -> set[int]:
        a_case(tx, reporter_person="al", victim_person="van-nieuwenhuizen-bakker")
        row = tx.db.execute("SELECT reporter_person, victim_person FROM cases").fetchone()
        return {len(row[0]), len(row[1])}

    assert len(await writer.run(work)) == 1


@pytest.mark.asyncio
async def test_a_case_that_is_not_there_is_said_to_be_so(writer: Writer) -> None:
    with pytest.raises(NoSuchCase):
        await writer.run(lambda tx: cases.save(tx, PLAIN))
    with pytest.raises(NoSuchCase):
        await writer.run(lambda tx: cases.forget_reporter(tx, PLAIN.case_id))
    assert await writer.run(lambda tx: cases.get(tx, PLAIN.case_id)) is None
    assert await writer.run(lambda tx: cases.reporter(tx, PLAIN.case_id)) is None


@pytest.mark.asyncio
async def test_a_case_whose_key_is_gone_is_as_if_it_never_was(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        a_case(tx)
        other = a_case(tx, FULL)
        tx.keys.destroy(case_key_id(PLAIN.case_id))
        assert cases.all_cases(tx) == (other,)
        assert cases.get(tx, PLAIN.case_id) is None
        assert cases.reporter(tx, PLAIN.case_id) is None

    await writer.run(work)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "swap",
    [
        "UPDATE cases SET reporter = (SELECT reporter FROM cases WHERE case_id = :other)",
        "UPDATE cases SET reporter = reporter_name",
    ],
    ids=["from another case", "from another column"],
)
async def test_a_sealed_value_moved_elsewhere_does_not_open(writer: Writer, swap: str) -> None:
    def work(tx: Tx) -> None:
        cases.create(tx, PLAIN, reporter=SENDER, reporter_name="Noor")
        a_case(tx, FULL)
        tx.db.execute(
            f"{swap} WHERE case_id = :mine", {"other": FULL.case_id, "mine": PLAIN.case_id}
        )
        with pytest.raises(Unreadable):
            cases.reporter(tx, PLAIN.case_id)

    await writer.run(work)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "damage",
    ["kind = 'no such kind'", "marks = 'not json'", "victim_person = x'00'"],
    ids=["kind", "marks", "sealed"],
)
async def test_a_case_that_cannot_be_read_hides_no_other(
    writer: Writer, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = replace(PLAIN, case_id="other", name="Rode Vos")
    await writer.run(lambda tx: (a_case(tx), a_case(tx, other)))
    await writer.run(
        lambda tx: tx.db.execute(
            f"UPDATE cases SET {damage} WHERE case_id = ?",  # noqa: S608 - of this test
            (PLAIN.case_id,),
        )
    )
    assert await writer.run(cases.open_cases) == (other,)
    assert f"ALARM: case {PLAIN.case_id} cannot be read" in caplog.text
