"""A teacher sends a class photo with a question, and asks management; over Telegram, for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.a_running_school import running_school
from tests.stories.cast import Cast
from tests.stories.posting import ASKED, management_is_asked, students_are_on_it, works_here

pytestmark = pytest.mark.asyncio


async def test_a_photo_with_a_question_gets_orange_and_the_answer_of_management(
    tmp_path: Path, cast: Cast
) -> None:
    async with running_school(tmp_path, cast) as school:
        smit, management = [await school.colleague(who, role) for who, role in works_here(cast)]
        await smit.send_photo(b"x" * 900, caption=ASKED)
        await students_are_on_it(smit)
        assert any("Ik open je foto niet" in text for text in smit.messages)
        assert not school.api.calls_of("getFile")
        await management_is_asked(smit, management, cast)
