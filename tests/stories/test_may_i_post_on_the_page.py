"""The same at the page: a photo that is not read, a question, and management's answer."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.cases.people import Role
from tests.conversing import choose, press
from tests.stories.a_running_school import running_school
from tests.stories.on_the_page import Device, PagePhone
from tests.web.visitor import visiting

pytestmark = pytest.mark.asyncio


async def test_a_photo_with_a_question_gets_orange_and_the_answer_of_management(
    tmp_path: Path,
) -> None:
    async with AsyncExitStack() as stack:
        school = await stack.enter_async_context(running_school(tmp_path))
        origin = f"http://127.0.0.1:{school.served.web.port}"
        pages = []
        for person_id, role in (("b-smit", Role.STAFF), ("f-el-amrani", Role.MANAGEMENT)):
            visitor = await stack.enter_async_context(visiting(origin))
            pages.append(PagePhone(visitor, school.house))
            await Device(school.house, pages[-1]).enrol(person_id, role)
        smit, management = pages

        await smit.type("mag dit op insta?")
        status, said = await smit.visitor.send(b"x" * 900, placed=True)
        assert status == 403
        assert "Ik open je foto niet" in said["error"]
        await smit.wait_for("In deze foto of film staat waar hij gemaakt is.")
        await choose(smit, "q1", "people.students")
        await choose(smit, "q2", "consent.none")
        await smit.wait_for("🟠 Vraag eerst toestemming.")
        await smit.wait_for("In het protocol staat (A5): “De privacy van anderen")
        await smit.wait_for("Wij willen graag een foto of film plaatsen")

        await choose(smit, "way", "management")
        await choose(smit, "sure", "yes")
        await smit.wait_for("Je vraag is bij de schoolleiding.")
        await press(management, "a:postq:*")
        await management.wait_for("meneer Smit vraagt: mag dit op insta?")
        await press(management, "a:postcome:*")
        await smit.wait_for("De schoolleiding antwoordt: Kom eerst even met ons praten.")
