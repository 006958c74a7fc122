"""Route C, something sexual by a colleague to a student: the board is called, nobody else hears."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cases.people import Role
from tests.conversing import choose, datas, until_screen
from tests.phone import Phone
from tests.stories.a_running_school import RunningSchool, running_school
from tests.stories.cast import Cast
from tests.talk import SCHOOL_HOURS
from tests.working import on_card, open_case, tick

DUTY = "Bel het bestuur. Nu."
HALF_HOUR = timedelta(minutes=31)


def must_hear(cast: Cast) -> dict[str, Role]:
    return {
        cast.board: Role.BOARD,
        cast.mt: Role.MANAGEMENT,
        cast.csv: Role.SAFETY_COORDINATOR,
        cast.confidant: Role.CONFIDANT,
    }


def must_not(cast: Cast) -> dict[str, Role]:
    return {
        cast.staff: Role.STAFF,
        cast.mentor: Role.MENTOR,
        cast.team_leader: Role.TEAM_LEADER,
        cast.care: Role.CARE_TEAM,
        cast.admin: Role.ADMIN,
    }


@pytest.mark.asyncio
async def test_the_board_is_pinged_until_it_looked_and_nobody_hears_who_should_not(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        told = await _let_in(school, must_hear(cast))
        kept_out = await _let_in(school, must_not(cast))
        board, mt = told[cast.board], told[cast.mt]
        sanne = school.stranger()
        await _report(school, sanne, cast.name(cast.staff))
        for phone in told.values():
            await phone.wait_for(lambda m: m.text.endswith(": spoed"))
        case_id = await open_case(mt)
        name = board.messages[-1].partition(": ")[0]
        assert cast.surname(cast.staff) not in "".join(board.messages)

        await _rings_every_half_hour(school, board)
        await _management_calls(mt, case_id)
        assert await open_case(board) == case_id
        await _falls_silent(school, board)
        await tick(mt, case_id, "C.inspecteur", words="Vandaag 11:15 gebeld")

        for phone in kept_out.values():
            for canary in (name, case_id, "spoed", DUTY):
                assert school.heard_by(phone, canary) == [], phone.person.first_name
        for phone in told.values():
            for canary in (str(sanne.person.user_id), "Sanne"):
                assert school.heard_by(phone, canary) == []


async def _let_in(school: RunningSchool, people: dict[str, Role]) -> dict[str, Phone]:
    phones = await asyncio.gather(*(school.colleague(*one) for one in people.items()))
    return dict(zip(people, phones, strict=True))


async def _report(school: RunningSchool, sanne: Phone, name: str) -> None:
    """No further question, no upload; the duty of school stands where it is read."""
    await sanne.type("/melden")
    for step, value in (("who", "self"), ("danger", "no"), ("kind", "image"), ("nude", "yes")):
        await choose(sanne, step, value)
    await choose(sanne, "doer", "staff")
    await until_screen(sanne, ":doerwho:*")
    await sanne.type(name)
    await until_screen(sanne, ":send:*")
    await sanne.send_photo(b"\xff\xd8\xff\xe0 photo nobody may have")
    await sanne.wait_for(lambda m: "Stuur" in m.text)
    assert school.api.calls_of("getFile") == []
    await choose(sanne, "send", "send")
    await until_screen(sanne, "a:codeonly:*")


async def _rings_every_half_hour(school: RunningSchool, board: Phone) -> None:
    for number in range(1, 4):
        before = board.chat.changes
        await school.at(SCHOOL_HOURS + number * HALF_HOUR)
        await board.wait_for(lambda m: m.text.endswith(": spoed"), after=before)


async def _management_calls(mt: Phone, case_id: str) -> None:
    assert DUTY in mt.screen
    assert f"a:done:{case_id}:C.bestuur" in datas(mt)
    await tick(mt, case_id, "C.bestuur", words="Gebeld om 11:05, met de voorzitter")
    await on_card(mt, case_id)


async def _falls_silent(school: RunningSchool, board: Phone) -> None:
    """What is sent to one chat is sent in its order: after the list nothing is under way."""
    before = _rings(school, board)
    await school.at(SCHOOL_HOURS + 5 * HALF_HOUR)
    await board.type("/zaken")
    await until_screen(board, "a:case:*")
    assert _rings(school, board) == before


def _rings(school: RunningSchool, board: Phone) -> int:
    return sum(
        one.method == "sendMessage" and one.holds(": spoed") for one in school.sent_to(board)
    )
