"""P1 of the test plan: whatever comes is kept and ended, and nothing gets where it should not."""

from pathlib import Path
from random import Random

import pytest

from tests.randomly.throwing import throw
from tests.randomly.updates import Odd, described


@pytest.mark.asyncio
@pytest.mark.parametrize("updates", [400, pytest.param(20_000, marks=pytest.mark.slow)])
async def test_p1_random_updates_are_all_ended_and_tell_nobody_anything(
    tmp_path: Path, updates: int
) -> None:
    found = await throw(tmp_path / "data", updates=updates, seed=1)
    assert found.good, (found, found.unhandled, found.elsewhere)


def test_p1_every_kind_of_update_is_among_them() -> None:
    odd = Odd(Random(1))  # noqa: S311 - repeatable
    made = {kind for _ in range(2000) for kind in odd.update()}
    assert set(described()["Update"]) <= made
