"""What ran is noted once, and costs nothing after that; knows the plugin, not the house."""

import dis
import sys
from types import FunctionType

import pytest

from scripts.measuring import Marks

SOURCE = "def asked(much):\n    if much:\n        return 2\n    return 1\n"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the interpreter needs no marks there")
def test_a_mark_that_was_passed_is_taken_out_of_the_code_that_runs() -> None:
    marks = Marks(immediate=True)
    names: dict[str, FunctionType] = {}
    exec(marks.instrument(compile(SOURCE, "made_up.py", "exec")), names)  # noqa: S102  our own
    assert _left(names["asked"]) == 3
    names["asked"](0)
    assert _left(names["asked"]) == 1
    assert marks.newly_seen == {"made_up.py": {1, 2, 4}}
    names["asked"](1)
    assert _left(names["asked"]) == 0
    assert marks.newly_seen == {"made_up.py": {1, 2, 3, 4}}


def _left(function: FunctionType) -> int:
    """Marks that would be called again: where one was taken out, the code jumps over it."""
    return sum(one.opname == "NOP" for one in dis.get_instructions(function, adaptive=True))
