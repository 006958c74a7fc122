"""Route Z: worries about home; nobody speaks with the parents before the care team says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cases.people import Role
from tests.conversing import datas, press, report, until_screen
from tests.phone import Phone
from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast
from tests.working import all_steps, close, on_card, open_case, tick

STORY = "ik durf niet naar huis, mijn vader slaat als hij de foto ziet"
LOCKED = "Eerst moet het zorgteam zeggen dat praten met de ouders veilig is."
ENDING = "We hebben samen hulp geregeld."


@pytest.mark.asyncio
async def test_telling_parents_stays_locked_until_the_care_team_says_it_is_safe(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        mentor = await school.colleague(cast.mentor, Role.MENTOR)
        care = await school.colleague(cast.care, Role.CARE_TEAM)
        mt = await school.colleague(cast.mt, Role.MANAGEMENT)
        sanne = school.stranger()
        await report(sanne, STORY, school_class=cast.school_class)
        case_id = await open_case(mentor)

        assert "Let op: zorgen over thuis." in mentor.screen  # by what she told
        await all_steps(mentor, case_id)
        await tick(mentor, case_id, "A.vraag")
        await _locked(mentor, case_id, "A.ouders", cast.says(LOCKED))
        await all_steps(mentor, case_id)
        await press(mentor, f"a:done:{case_id}:Z.veilig")
        await mentor.wait_for(cast.says("Alleen het zorgteam"))

        await press(mentor, f"a:casemore:{case_id}")
        await press(mentor, f"a:onlyhome:{case_id}")
        await mentor.wait_for("Klaar.")
        for phone in (mentor, mt):
            await phone.press_data(f"a:case:{case_id}", phone.shown[-1].message_id)
            await phone.wait_for("Ik ken geen zaak met die naam.")
        await _care_team_goes_on(care, case_id, cast.says(LOCKED))
        await sanne.wait_for(lambda m: "nieuws" in m.text)


async def _locked(phone: Phone, case_id: str, step_id: str, why: str) -> None:
    """Not offered, and refused when an old button is pressed."""
    assert f"a:done:{case_id}:{step_id}" not in datas(phone)
    await phone.press_data(f"a:done:{case_id}:{step_id}", phone.shown[-1].message_id)
    await phone.wait_for(why)
    await on_card(phone, case_id)


async def _care_team_goes_on(care: Phone, case_id: str, why: str) -> None:
    await until_screen(care, f"a:case:{case_id}")
    assert await open_case(care) == case_id
    assert STORY in care.screen
    await tick(care, case_id, "Z.nu")
    await tick(care, case_id, "Z.1")
    await tick(care, case_id, "Z.2")
    await _locked(care, case_id, "Z.3", why)
    await all_steps(care, case_id)
    await tick(care, case_id, "Z.veilig")
    await tick(care, case_id, "Z.3", words="Samen met Sanne, maandag 15 uur")
    await tick(care, case_id, "Z.4")
    await tick(care, case_id, "Z.som")
    await close(care, case_id, outcome="help", words=ENDING, urgent=True)
