"""T27 of the test plan: what looks like markup, a link or another direction is shown as typed."""

import json
from pathlib import Path

import pytest

from bot.cases.people import Role
from tests.conversing import asked, choose, press, report
from tests.stories.a_running_school import running_school
from tests.working import on_card, open_case

pytestmark = pytest.mark.asyncio

SEEN = "<b>vet</b> *vet* _x_ [klik](tg://user?id=1) <a href='https://kwaad.example'>x</a> @allen"
UNSEEN = "\u202e\u202a\u2066\x00"
NASTY = f"{SEEN} {UNSEEN}gpj.exe"


async def test_t27_markup_links_and_directions_in_every_field_are_shown_as_they_were_typed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_school(tmp_path) as school:
        mentor = await school.colleague("t-bakker", Role.MENTOR)
        sanne = school.stranger(NASTY)
        await report(sanne, NASTY, school_class="1b")
        case_id = await open_case(mentor)
        assert SEEN in mentor.screen
        for field in ("note", "reply"):
            await press(mentor, f"a:{field}:{case_id}")
            await asked(mentor, field)
            await mentor.type(NASTY)
            if field == "note":
                await choose(mentor, "private", "all")
            await on_card(mentor, case_id)
        await sanne.wait_for(lambda m: "nieuws" in m.text.lower() or SEEN in m.text)
        await press(sanne, f"a:mine:{case_id}")
        await press(sanne, f"a:name:{case_id}")
        await sanne.wait_for("Hoe heet je?")
        await sanne.type(NASTY)
        await mentor.say(f"/zaak {NASTY}")
        calls = [call for call in school.api.calls if "text" in call.params]
    assert any(SEEN in call.params["text"] for call in calls)
    for call in school.api.calls:
        assert "parse_mode" not in call.params
        assert not set(UNSEEN) & set(json.dumps(call.params, default=str, ensure_ascii=False))
    for call in calls:
        kinds = {one["type"] for one in call.params.get("entities") or ()}
        assert kinds <= {"pre"}
        if call.method in {"sendMessage", "editMessageText"}:
            assert call.params["link_preview_options"] == {"is_disabled": True}
    assert "can never be sent" not in caplog.text
