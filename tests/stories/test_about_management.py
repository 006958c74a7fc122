"""Route C: somebody of the management is named, and finds no trace of it anywhere."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.app.offers import export_person
from bot.cases.people import Role
from bot.reports.personfile import MACHINE
from tests.conversing import asked, choose, datas, press, until_screen, until_settled
from tests.phone import Phone
from tests.stories.a_running_school import RunningSchool, running_school
from tests.stories.cast import Cast
from tests.talk import SCHOOL_HOURS
from tests.working import all_steps, close, open_case, tick, tick_all

STORY = "hij scheldt ons uit in de klassenapp"
ENDING = "We hebben met hem gepraat. Dit mag niet meer gebeuren."
TAPS = (("who", "self"), ("danger", "no"), ("kind", "insult"), ("doer", "staff"))
ONE_TAP = ("case", "steps", "take", "reply", "note", "close", "urgent", "light", "doer", "handover")
MORE = ("evidence", "people", "som", "export")


@pytest.mark.asyncio
async def test_who_manages_the_school_finds_no_trace_of_a_case_about_them(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        named = await school.colleague(cast.other_mt, Role.MANAGEMENT)
        mt = await school.colleague(cast.mt, Role.MANAGEMENT)
        csv = await school.colleague(cast.csv, Role.SAFETY_COORDINATOR)
        for manager in (named, mt):
            await _wants_the_numbers(manager)
        sanne = school.stranger()
        await _report(sanne, cast.other_mt)
        case_id = await open_case(mt)
        name = mt.screen.splitlines()[0]
        assert await open_case(csv) == case_id
        assert STORY in csv.screen

        await _looks_everywhere(named, case_id, name)
        await _is_worked_to_its_end(mt, case_id)
        await sanne.wait_for(lambda m: "nieuws" in m.text)
        await _looks_everywhere(named, case_id, name)
        await school.at(SCHOOL_HOURS + timedelta(days=1))
        await school.at(SCHOOL_HOURS + timedelta(days=7))
        await mt.wait_for(lambda m: "Nieuw: 1. Gesloten: 1." in m.text)
        await named.wait_for(lambda m: "Nieuw: 0. Gesloten: 0." in m.text)
        await _looks_everywhere(named, case_id, name)
        await _asks_for_their_own_data(school, tmp_path, cast, case_id, name)

        for canary in (name, case_id, STORY, ENDING):
            assert school.heard_by(named, canary) == []
        assert not [text for text in named.messages if text.endswith((": nieuw", ": spoed", "jou"))]
        await mt.say("/logboek")
        assert name in mt.screen


async def _wants_the_numbers(manager: Phone) -> None:
    await press(manager, "a:cases")
    await until_settled(manager, partial(_forge, manager, "a:digest:yes"))
    await until_screen(manager, "a:digest:no")


async def _asks_for_their_own_data(
    school: RunningSchool, folder: Path, cast: Cast, case_id: str, name: str
) -> None:
    """The command on the server, while Maatje runs; its data says what its document says."""
    made = await export_person(school.house.settings, cast.other_mt, folder)
    with ZipFile(made.zip) as archive:
        told = archive.read(MACHINE).decode()
    assert cast.name(cast.other_mt) in told
    assert [canary for canary in (name, case_id, STORY, ENDING) if canary in told] == []


async def _report(sanne: Phone, doer: str) -> None:
    await sanne.type("/melden")
    for step, value in TAPS:
        await choose(sanne, step, value)
    await asked(sanne, "doerwho")
    while not any(data.endswith(f":doerwho:{doer}") for data in datas(sanne)):
        await until_settled(sanne, partial(choose, sanne, "doerwho", "+page"))
    await choose(sanne, "doerwho", doer)
    await asked(sanne, "story")
    await sanne.type(STORY)
    await choose(sanne, "send", "send")
    await until_screen(sanne, "a:codeonly:*")


async def _looks_everywhere(named: Phone, case_id: str, name: str) -> None:
    """Lists, numbers, the log, patterns, the name itself, and buttons they never got."""
    await named.say("/zaken")
    await named.wait_for("0 open zaken")
    for door in (f"/zaak {name}", "/zorgoverleg", "/signaal", "/logboek", f"/logboek {name}"):
        await named.say(door)
    for action in (*ONE_TAP, *MORE):
        await _forge(named, f"a:{action}:{case_id}")
    await _forge(named, f"a:done:{case_id}:C.csv")
    await _forge(named, f"a:exportmake:{case_id}")


async def _forge(phone: Phone, data: str) -> None:
    """A button this person never got."""
    ended = len(phone.api.calls_of("answerCallbackQuery"))
    await phone.press_data(data, phone.shown[-1].message_id)
    await phone.api.until(lambda: len(phone.api.calls_of("answerCallbackQuery")) > ended)


async def _is_worked_to_its_end(mt: Phone, case_id: str) -> None:
    await all_steps(mt, case_id)
    assert {"C.csv", "C.feiten"} <= {data.rsplit(":", 1)[1] for data in datas(mt) if ":C." in data}
    await tick(mt, case_id, "C.csv")
    done = await tick_all(mt, case_id)
    assert {"C.hoor1", "C.hoor2", "C.aangifte", "C.maatregel"} <= set(done)
    await close(mt, case_id, outcome="measure", words=ENDING)
    await press(mt, f"a:casemore:{case_id}")
    await press(mt, f"a:export:{case_id}")
    await mt.wait_for("Een export gaat via de pagina.")
