"""How long a case is kept, as management sees it."""

import pytest

from bot.store import retention
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_management_keeps_a_case_and_lets_its_term_count_again(house: House) -> None:
    mt = await house.management()
    await house.reported()
    case = await house.case()
    await mt.press(f"a:keeping:{case.case_id}")
    assert "Its time begins when it is closed." in mt.screen
    await mt.tap("Keep this case")
    assert "mevrouw El Amrani said that this case must be kept." in mt.screen
    assert (await house.run(lambda tx: retention.standing(tx, case.case_id))).held_by
    await mt.tap("Let its term count again")
    assert [what for _, what in (await house.log())[:2]] == ["CaseLetGo", "CaseKept"]
