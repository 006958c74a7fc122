"""The conversation that CONTRIBUTING.md writes down for a newcomer is one that runs."""

import re
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest

from tests.house import ROOT

FENCE = re.compile(r"^ *```python\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def test_the_example_of_the_contributing_guide_runs_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    example, tried = (dedent(one) for one in FENCE.findall(written))
    above = "from tests.talk import Talk\nfrom the_example import TALK_FIRST, Talked\n"
    (tmp_path / "the_example.py").write_text(example, "utf-8")
    (tmp_path / "the_example_tried.py").write_text(above + tried, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import_module("the_example_tried").test_who_did_not_dare_may_say_why()
