"""Route B: a teacher is filmed, a student tells it, and victim support is named to the teacher."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cases.people import Role
from tests.conversing import asked, choose, datas, press, until_screen
from tests.phone import Phone
from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast
from tests.working import all_steps, close, open_case, tick, tick_all

STORY = "ze filmen {teacher} stiekem en zetten het op TikTok"
TAPS = (
    *(("who", "other"), ("danger", "no"), ("kind", "image"), ("nude", "no")),
    *(("doer", "student"), ("whom", "staff")),
)
ENDING = "De film is weg. We hebben met de leerlingen gepraat."


@pytest.mark.asyncio
async def test_a_filmed_teacher_is_heard_first_and_pointed_to_victim_support(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        mt = await school.colleague(cast.mt, Role.MANAGEMENT)
        csv = await school.colleague(cast.csv, Role.SAFETY_COORDINATOR)
        smit = await school.colleague(cast.staff, Role.STAFF)
        mentor = await school.colleague(cast.mentor, Role.MENTOR)
        noor = school.stranger("Noor")
        name_of_smit = cast.name(cast.staff)
        story = STORY.format(teacher=name_of_smit)
        await _tells_of_another(noor, name_of_smit, story)
        case_id = await open_case(mt)
        name = mt.screen.splitlines()[0]
        assert story in mt.screen
        await csv.wait_for(lambda m: m.text == f"{name}: nieuw")

        await _smit_follows(smit, case_id, name)
        await _hears_in_order(mt, case_id)
        await _asks_noor_first(mt, noor, case_id)
        done = await tick_all(mt, case_id)
        assert {"B.mt4", "B.mt6", "B.mt7", "B.mt8"} <= set(done)
        await close(mt, case_id, outcome="agreements", words=ENDING)

        await smit.say("/mijnmelding")
        assert "Klaar" in smit.screen
        for phone, canaries in ((smit, (story, "Noor")), (mentor, (name, case_id, story))):
            for canary in canaries:
                assert school.heard_by(phone, canary) == []


async def _tells_of_another(noor: Phone, teacher: str, story: str) -> None:
    await noor.type("/melden")
    for step, value in TAPS:
        await choose(noor, step, value)
    await asked(noor, "whomwho")
    await noor.type(teacher)
    await asked(noor, "story")
    await noor.type(story)
    await choose(noor, "send", "send")
    await until_screen(noor, "a:codeonly:*")


async def _smit_follows(smit: Phone, case_id: str, name: str) -> None:
    """How far it is, and never the handlers' card."""
    await press(smit, "a:mine")
    await smit.wait_for(f"{name}: ")
    assert "Slachtofferhulp" in smit.screen
    await smit.press_data(f"a:case:{case_id}", smit.shown[-1].message_id)
    await smit.wait_for("Ik ken geen zaak met die naam.")


async def _hears_in_order(mt: Phone, case_id: str) -> None:
    """First the facts, then the teacher, and only after that the students."""
    await all_steps(mt, case_id)
    assert f"a:done:{case_id}:B.mt2" not in datas(mt)
    await tick(mt, case_id, "B.feiten")
    await all_steps(mt, case_id)
    assert f"a:done:{case_id}:B.mt3" not in datas(mt)
    await tick(mt, case_id, "B.mt2", words="Het MT sprak de collega, maandag 11 uur, samen")
    await all_steps(mt, case_id)
    await tick(mt, case_id, "B.mt1", words="Twee leerlingen uit 2b")
    await all_steps(mt, case_id)
    await tick(mt, case_id, "B.mt3", words="Het MT sprak beiden, maandag 13 uur, mentor erbij")


async def _asks_noor_first(mt: Phone, noor: Phone, case_id: str) -> None:
    """What the send screen promised: parents are called only after she was asked."""
    await all_steps(mt, case_id)
    assert f"a:done:{case_id}:B.mt4" not in datas(mt)
    await press(mt, f"a:case:{case_id}")
    await press(mt, f"a:casemore:{case_id}")
    await press(mt, f"a:question:{case_id}")
    await choose(mt, "question", "+skip")
    await choose(mt, "ready", "parents")
    await press(noor, f"a:mine:{case_id}")
    await noor.wait_for("Mogen wij je ouders bellen?")
    await noor.tap("Nee")
    await mt.wait_for(lambda m: m.text.endswith(": antwoord"))
    assert await open_case(mt) == case_id
    assert "Nee" in mt.screen
    await tick(mt, case_id, "B.mw3")
    await all_steps(mt, case_id)
    await tick(mt, case_id, "B.vraag", words="Liever niet; eerst met de melder praten")
