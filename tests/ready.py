"""Reads what many tests need before the process splits itself, or each worker reads it again.

A plugin of pytest, beside `scripts/side_by_side.py`; knows no test.
"""

import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.kinds import ReporterRole
from bot.flows.report import REPORT
from bot.understanding import danger, posting
from bot.web import passkey
from tests import walking, warm
from tests.cases.noordhoek import noordhoek
from tests.house import modules
from tests.wording import dutch_first


def pytest_collection_finish() -> None:
    """The school, the catalogs, what danger and a question about posting are heard by, passkeys.

    The syntax of the house, which several tests look through, a walk through the report, and what
    made up words are drawn from: every letter there is, and every word in the code. And a process
    beside this one: every real bot that a test starts is a fork of it.
    """
    noordhoek()
    dutch_first()
    danger.get_ready()
    posting.read("mag dit online?", ReporterRole.STUDENT)
    passkey.ask_new("https://maatje.example")
    assert all(module.nodes for module in modules("bot"))
    _some_words()
    walking.walked(REPORT.name)
    if sys.platform == "linux":  # elsewhere each start is one of its own
        warm.split_off()


@settings(database=None)
@given(st.text())
def _some_words(words: str) -> None:
    """Nothing has to be true of them."""
