"""People come back as they went in; an invitation lets one person in, once, in one role."""

import logging
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.people import Person, Role
from bot.clock import Clock
from bot.store import brake, people
from bot.store.people import InvitationFault, InvitationProblem, UnknownPerson
from bot.store.tx import Tx
from bot.store.writer import Reader, Writer
from bot.vault import Unreadable
from tests.store.examples import MENTOR

COLLEAGUE = Person(
    "kok",
    "Sem Kok",
    frozenset({Role.MANAGEMENT, Role.CONFIDANT}),
    frozenset({"1A", "3C"}),
    frozenset({1, 4}),
    active=False,
    deputies=("dekker", "bos"),
    director=True,
    speaks_for_school=True,
    made_up=True,
    phone="0612345678",
)
GUEST = "guest"


def put_all(tx: Tx, *persons: Person) -> None:
    for person in persons:
        people.put(tx, person)


def invited(tx: Tx, role: Role = Role.CONFIDANT) -> str:
    people.put(tx, MENTOR)
    return people.invite(tx, MENTOR.person_id, role)


def outcome(tx: Tx, code: str, contact_ref: str = GUEST) -> str:
    """How it ended, told within the unit of work as every caller must."""
    try:
        return people.redeem(tx, code, contact_ref).person_id
    except InvitationProblem as problem:
        return problem.kind


@pytest.mark.asyncio
async def test_people_come_back_as_they_went_in(writer: Writer, reader: Reader) -> None:
    await writer.run(lambda tx: put_all(tx, MENTOR, COLLEAGUE))
    assert await reader.read(people.all_people) == (MENTOR, COLLEAGUE)
    assert await reader.read(lambda tx: people.get(tx, "kok")) == COLLEAGUE
    assert await reader.read(lambda tx: people.get(tx, "nobody")) is None


@pytest.mark.asyncio
async def test_a_person_put_again_changes_and_keeps_their_place(writer: Writer) -> None:
    married = replace(MENTOR, name="Zoë Bos", active=False)

    def work(tx: Tx) -> None:
        put_all(tx, MENTOR, COLLEAGUE, married)
        assert people.all_people(tx) == (married, COLLEAGUE)
        assert people.find_by_name(tx, "Zoë Dekker") == ()
        people.remove(tx, "kok")
        assert people.all_people(tx) == (married,)

    await writer.run(work)


@pytest.mark.asyncio
@pytest.mark.parametrize("typed", ["Zoë Dekker", "zoe dekker", "ZOË  DEKKER.", "Zoé-Dekker"])
async def test_a_person_is_found_however_the_name_is_written(writer: Writer, typed: str) -> None:
    namesake = replace(MENTOR, person_id="dekker2", name="zoe dekker")
    await writer.run(lambda tx: put_all(tx, MENTOR, namesake, COLLEAGUE))
    assert await writer.run(lambda tx: people.find_by_name(tx, typed)) == (MENTOR, namesake)


@pytest.mark.asyncio
async def test_a_name_laid_under_another_person_does_not_open(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        people.put(tx, MENTOR)
        people.put(tx, COLLEAGUE)
        tx.db.execute("UPDATE people SET name = (SELECT name FROM people WHERE person_id = 'kok')")
        with pytest.raises(Unreadable):
            people.get(tx, MENTOR.person_id)

    await writer.run(work)


@pytest.mark.asyncio
async def test_an_invitation_lets_in_once_and_in_its_own_role(writer: Writer) -> None:
    code = await writer.run(invited)
    person = await writer.run(lambda tx: people.redeem(tx, f" {code.upper()} ", GUEST))
    assert person == replace(MENTOR, roles=frozenset({Role.MENTOR, Role.CONFIDANT}))
    assert await writer.run(lambda tx: people.get(tx, MENTOR.person_id)) == person
    assert await writer.run(lambda tx: outcome(tx, code)) == InvitationFault.USED
    assert await writer.run(lambda tx: outcome(tx, code, "another")) == InvitationFault.USED


@pytest.mark.asyncio
async def test_a_code_fits_a_telegram_link_and_lies_nowhere(writer: Writer) -> None:
    def work(tx: Tx) -> None:
        code = invited(tx)
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code)
        assert code not in {invited(tx) for _ in range(20)}
        rows = tx.db.execute("SELECT * FROM invitations").fetchall()
        assert code not in {str(value) for row in rows for value in row}

    await writer.run(work)


@pytest.mark.asyncio
@pytest.mark.parametrize(("hours", "expected"), [(71.9, "dekker"), (72, InvitationFault.EXPIRED)])
async def test_an_invitation_is_good_for_72_hours(
    writer: Writer, clock: Clock, hours: float, expected: str
) -> None:
    code = await writer.run(invited)
    clock.travel(clock.now() + timedelta(hours=hours))
    assert await writer.run(lambda tx: outcome(tx, code)) == expected


@pytest.mark.asyncio
async def test_nobody_is_invited_or_given_a_role_who_is_not_known(writer: Writer) -> None:
    with pytest.raises(UnknownPerson):
        await writer.run(lambda tx: people.invite(tx, "nobody", Role.MENTOR))
    with pytest.raises(UnknownPerson):
        await writer.run(lambda tx: people.grant(tx, "nobody", roles=(Role.MENTOR,)))


@pytest.mark.asyncio
async def test_withdrawn_and_forgotten_invitations_are_merely_wrong(
    writer: Writer, clock: Clock
) -> None:
    code, used = await writer.run(lambda tx: (invited(tx), invited(tx)))
    await writer.run(lambda tx: outcome(tx, used))
    assert await writer.run(lambda tx: people.withdraw(tx, MENTOR.person_id)) == 1
    assert await writer.run(lambda tx: outcome(tx, code)) == InvitationFault.WRONG
    assert await writer.run(lambda tx: people.prune_invitations(tx, clock.now())) == 0
    later = clock.now() + timedelta(days=4)
    assert await writer.run(lambda tx: people.prune_invitations(tx, later)) == 1
    assert await writer.run(lambda tx: outcome(tx, used)) == InvitationFault.WRONG


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "garbage", ["", "a" * 65, "../../etc/passwd", "' OR 1=1 --", "\ud800", "ключ", "a\0b"]
)
async def test_garbage_is_a_wrong_code(writer: Writer, garbage: str) -> None:
    assert await writer.run(lambda tx: outcome(tx, garbage)) == InvitationFault.WRONG


@pytest.mark.asyncio
async def test_after_five_wrong_codes_only_wrong_ones_are_slowed_down(
    writer: Writer, clock: Clock
) -> None:
    code = await writer.run(invited)
    tries = [await writer.run(lambda tx: outcome(tx, "wrong")) for _ in range(6)]
    assert tries == [InvitationFault.WRONG] * 5 + [InvitationFault.SLOW]
    assert await writer.run(lambda tx: outcome(tx, code)) == "dekker"
    clock.travel(clock.now() + timedelta(hours=1))
    assert await writer.run(lambda tx: outcome(tx, "wrong")) == InvitationFault.WRONG


@pytest.mark.asyncio
async def test_the_brake_of_one_does_not_slow_another(writer: Writer) -> None:
    code = await writer.run(invited)
    for _ in range(5):
        await writer.run(lambda tx: outcome(tx, "wrong", "somebody"))
    assert await writer.run(lambda tx: outcome(tx, code)) == "dekker"


@pytest.mark.asyncio
async def test_ten_thousand_guesses_of_fifty_contacts_hit_nothing_and_ring_the_alarm(
    writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    code = await writer.run(invited)

    def guess(tx: Tx) -> Counter[str]:
        tries = (f"{number:026x}" for number in range(10_000))
        return Counter(outcome(tx, one, f"guesser {i % 50}") for i, one in enumerate(tries))

    with caplog.at_level(logging.WARNING):
        found = await writer.run(guess)
    assert found == {InvitationFault.WRONG: 250, InvitationFault.SLOW: 9_750}
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert await writer.run(lambda tx: outcome(tx, code)) == "dekker"


@pytest.mark.asyncio
async def test_wrong_tries_are_forgotten_after_an_hour(writer: Writer, clock: Clock) -> None:
    for name in ("one", "two"):
        await writer.run(lambda tx, name=name: outcome(tx, "wrong", name))  # type: ignore[misc]
    clock.travel(clock.now() + timedelta(hours=1))
    assert await writer.run(brake.prune) == 2
    assert await writer.run(brake.prune) == 0


@pytest.mark.asyncio
async def test_a_wrong_try_leaves_a_count_and_nothing_of_the_code(writer: Writer) -> None:
    def work(tx: Tx) -> list[tuple[object, ...]]:
        outcome(tx, "wrong")
        return [tuple(row) for row in tx.db.execute("SELECT * FROM wrong_tries")]

    ((kind, who, _at),) = await writer.run(work)
    assert (kind, who) == ("invitation", GUEST)


@pytest.mark.asyncio
async def test_who_is_kept_is_opened_once_and_anew_when_they_change(writer: Writer) -> None:
    other = replace(MENTOR, person_id="bos", name="Bo Bos")
    await writer.run(lambda tx: put_all(tx, MENTOR, other))
    before = await writer.run(people.all_people)
    again = await writer.run(people.all_people)
    assert all(one is same for one, same in zip(before, again, strict=True))
    gone = replace(MENTOR, active=False)

    def changed_in_vain(tx: Tx) -> None:
        people.put(tx, gone)
        assert people.all_people(tx) == (gone, other)
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        await writer.run(changed_in_vain)
    assert await writer.run(people.all_people) == (MENTOR, other)
    await writer.run(lambda tx: people.put(tx, gone))
    assert await writer.run(people.all_people) == (gone, other)
    await writer.run(lambda tx: people.remove(tx, "bos"))
    assert await writer.run(people.all_people) == (gone,)
