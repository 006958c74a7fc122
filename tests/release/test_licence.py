"""What may be passed on, and under which licence; the libraries are looked at by `make audit`."""

from __future__ import annotations

import bot
from tests.house import ROOT


def test_the_version_stands_in_one_place() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'dynamic = ["version"]' in text
    assert bot.__version__ not in text


def test_the_licence_lies_beside_the_program_and_the_fonts() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "SIL Open Font License" in (ROOT / "bot/reports/fonts/OFL.txt").read_text("utf-8")
