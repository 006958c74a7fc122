"""Route A: the care team, the police, a measure that people choose, the end; and a light case."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.cases.people import Role
from tests.conversing import asked, choose, datas, press, report, until_screen, until_settled
from tests.phone import Phone
from tests.stories.a_running_school import RunningSchool, running_school
from tests.stories.cast import KADE, NOORDHOEK, Cast
from tests.working import advise, all_steps, close, on_card, open_case, tick, tick_all

STORY = "ze schelden me elke dag uit in de klassenapp"
QUESTION = "Zien jullie een patroon?"
PROGRESS, SETTLED = "We spraken twee keer met de leerling.", "Elke week een gesprek."
MEASURE = "Blz. 14: een dag niet in de les, met een opdracht."
ENDING = "De leerling is aangesproken. Jij krijgt hulp als je dat wilt."
MENTORS_STEPS = ("A.som", "A.zorgteam", "A.csv", "A.3")
HEARD = "Het MT sprak de leerling, maandag 11 uur, mentor erbij"


@pytest.mark.asyncio
async def test_a_case_goes_past_the_care_team_and_the_police_to_a_measure(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        mentor = await school.colleague(cast.mentor, Role.MENTOR)
        csv = await school.colleague(cast.csv, Role.SAFETY_COORDINATOR)
        mt = await school.colleague(cast.mt, Role.MANAGEMENT)
        care = await school.colleague(cast.care, Role.CARE_TEAM)
        sanne = school.stranger()
        await report(sanne, STORY, school_class=cast.school_class)
        case_id = await open_case(mentor)
        name = mentor.screen.splitlines()[0]
        for step_id in MENTORS_STEPS:
            await tick(mentor, case_id, step_id)
        await _asks_the_reporter(mentor, sanne, case_id)
        await _care_team_advises(mentor, care, case_id)

        await mt.wait_for(lambda m: m.text.startswith(f"{name}: "))
        assert await open_case(mt) == case_id
        assert PROGRESS in mt.screen
        await _management_decides(school, mt, case_id, cast)
        await close(mt, case_id, outcome="measure", words=ENDING)
        await _reads_the_end(sanne, case_id, cast.surname(cast.mt))
        await csv.wait_for(lambda m: m.text.startswith(f"{name}: "))
        for canary in (cast.surname(cast.care), MEASURE, PROGRESS, SETTLED, QUESTION):
            assert school.heard_by(sanne, canary) == []


@pytest.mark.asyncio
@pytest.mark.parametrize("cast", [NOORDHOEK, KADE], ids=["noordhoek", "kade"])
async def test_a_light_case_ends_with_what_was_told_and_to_whom(tmp_path: Path, cast: Cast) -> None:
    async with running_school(tmp_path, cast) as school:
        mt = await school.colleague(cast.mt, Role.MANAGEMENT)
        sanne = school.stranger()
        await report(sanne, STORY, school_class=cast.school_class)
        case_id = await open_case(mt)
        await press(mt, f"a:casemore:{case_id}")
        await until_settled(mt, partial(press, mt, f"a:light:{case_id}"))
        await on_card(mt, case_id)
        assert set(await tick_all(mt, case_id)) == set(MENTORS_STEPS)
        await close(mt, case_id, outcome="agreements", words=ENDING)
        await _reads_the_end(sanne, case_id, cast.surname(cast.mt))


async def _asks_the_reporter(mentor: Phone, sanne: Phone, case_id: str) -> None:
    await press(mentor, f"a:casemore:{case_id}")
    await press(mentor, f"a:question:{case_id}")
    await choose(mentor, "question", "+skip")
    await choose(mentor, "ready", "parents")
    await press(sanne, f"a:mine:{case_id}")
    await sanne.wait_for("Mogen wij je ouders bellen?")
    await sanne.tap("Ja")
    await mentor.wait_for(lambda m: m.text.endswith(": antwoord"))
    await open_case(mentor)
    await all_steps(mentor, case_id)
    await tick(mentor, case_id, "A.vraag")


async def _care_team_advises(mentor: Phone, care: Phone, case_id: str) -> None:
    """Asked from the card; the answer stands there, in its parts."""
    await press(mentor, f"a:casemore:{case_id}")
    await press(mentor, f"a:ask:{case_id}")
    await press(mentor, f"a:askwho:{case_id}:{care.person.first_name}")
    await asked(mentor, "advicewhat")
    await mentor.type(QUESTION)
    await on_card(mentor, case_id)
    await care.wait_for(lambda m: m.text.endswith("wacht op jou"))
    assert await open_case(care) == case_id
    assert QUESTION in care.screen
    await advise(care, case_id, progress=PROGRESS, settled=SETTLED)
    await open_case(mentor)
    assert SETTLED in mentor.screen


async def _management_decides(school: RunningSchool, mt: Phone, case_id: str, cast: Cast) -> None:
    """Both sides are heard before a measure; its page and words are typed, and nothing proposed."""
    await tick(mt, case_id, "A.4")
    await all_steps(mt, case_id)
    assert f"a:done:{case_id}:A.9" not in datas(mt)
    await tick(mt, case_id, "A.5", words=HEARD)
    await all_steps(mt, case_id)
    await tick(mt, case_id, "A.5b", words=HEARD)
    await _chooses_the_police(mt, case_id, cast.says("Aangifte door het MT"))
    before = len(school.sent_to(mt))
    await all_steps(mt, case_id)
    await press(mt, f"a:done:{case_id}:A.9")
    await until_screen(mt, ":x")
    proposed = school.sent_to(mt)[before:]
    assert not any(one.holds(word) for one in proposed for word in ("chors", "Blz", "dag niet"))
    ways_out = (f"a:case:{case_id}", ":x", ":!")
    assert all(data.endswith(ways_out) for data in datas(mt))
    await mt.type(MEASURE)
    await on_card(mt, case_id)
    assert MEASURE in mt.screen
    await tick_all(mt, case_id)


async def _chooses_the_police(mt: Phone, case_id: str, charged: str) -> None:
    await all_steps(mt, case_id)
    await press(mt, f"a:done:{case_id}:A.8")
    await choose(mt, "way", "charge_by_management")
    await until_screen(mt, ":x")
    await mt.type("Aangifte gedaan, maandag 14 uur")
    await on_card(mt, case_id)
    assert charged in mt.screen


async def _reads_the_end(sanne: Phone, case_id: str, *names: str) -> None:
    await press(sanne, f"a:mine:{case_id}")
    await sanne.wait_for(ENDING)
    assert not [one for one in names if one in sanne.screen]
