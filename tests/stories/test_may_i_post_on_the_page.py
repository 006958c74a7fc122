"""The same at the page: a photo that is not read, a question, and management's answer."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast
from tests.stories.on_the_page import Device, PagePhone
from tests.stories.posting import ASKED, management_is_asked, students_are_on_it, works_here
from tests.web.visitor import visiting

pytestmark = pytest.mark.asyncio


async def test_a_photo_with_a_question_gets_orange_and_the_answer_of_management(
    tmp_path: Path, cast: Cast
) -> None:
    async with AsyncExitStack() as stack:
        school = await stack.enter_async_context(running_school(tmp_path, cast))
        origin = f"http://127.0.0.1:{school.served.web.port}"
        pages = []
        for person_id, role in works_here(cast):
            visitor = await stack.enter_async_context(visiting(origin))
            pages.append(PagePhone(visitor, school.house))
            await Device(school.house, pages[-1]).enrol(person_id, role)
        smit, management = pages

        await smit.type(ASKED)
        status, said = await smit.visitor.send(b"x" * 900, placed=True)
        assert status == 403
        assert "Ik open je foto niet" in said["error"]
        await smit.wait_for("In deze foto of film staat waar hij gemaakt is.")
        await students_are_on_it(smit)
        await management_is_asked(smit, management, cast)
