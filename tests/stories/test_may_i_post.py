"""A teacher sends a class photo with a question, and asks management; over Telegram, for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cases.people import Role
from tests.conversing import choose, press
from tests.stories.a_running_school import running_school

pytestmark = pytest.mark.asyncio


async def test_a_photo_with_a_question_gets_orange_and_the_answer_of_management(
    tmp_path: Path,
) -> None:
    async with running_school(tmp_path) as school:
        smit = await school.colleague("b-smit", Role.STAFF)
        management = await school.colleague("f-el-amrani", Role.MANAGEMENT)

        await smit.send_photo(b"x" * 900, caption="mag dit op insta?")
        await choose(smit, "q1", "people.students")
        await choose(smit, "q2", "consent.none")
        await smit.wait_for("🟠 Vraag eerst toestemming.")
        await smit.wait_for("In het protocol staat (A5): “De privacy van anderen")
        await smit.wait_for("Wij willen graag een foto of film plaatsen")
        assert any("Ik open je foto niet" in text for text in smit.messages)
        assert not school.api.calls_of("getFile")

        await choose(smit, "way", "management")
        await choose(smit, "sure", "yes")
        await smit.wait_for("Je vraag is bij de schoolleiding.")
        await press(management, "a:postq:*")
        await management.wait_for("meneer Smit vraagt: mag dit op insta?")
        await press(management, "a:postcome:*")
        await smit.wait_for("De schoolleiding antwoordt: Kom eerst even met ons praten.")
