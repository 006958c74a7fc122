"""What may be passed on, and under which licence; reads what pip installed, not the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import bot
from tests.house import ROOT

KIND = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|LGPL|MPL|Mozilla|Zlib|CC0|matplotlib",
    re.IGNORECASE,
)
"""The kinds that docs/decisions/0031 speaks of."""


def test_the_version_stands_in_one_place() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'dynamic = ["version"]' in text
    assert bot.__version__ not in text


def test_the_licence_lies_beside_the_program_and_the_fonts() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "SIL Open Font License" in (ROOT / "bot/reports/fonts/OFL.txt").read_text("utf-8")


def test_every_library_may_be_used_with_it() -> None:
    unknown = {one.name: said for one in _needed() if not KIND.search(said := _said(one))}
    assert unknown == {}


def _needed() -> Iterator[Distribution]:
    """What the running bot needs, and what that needs in turn."""
    waiting, seen = ["maatje"], {"maatje"}
    while waiting:
        try:
            found = distribution(waiting.pop())
        except PackageNotFoundError:  # for another Python or another system
            continue
        if found.name != "maatje":
            yield found
        for line in found.requires or ():
            name = re.split(r"[ ;<>=!~\[(]", line)[0].lower().replace("_", "-")
            if "extra ==" not in line and "platform" not in line and name not in seen:
                seen.add(name)
                waiting.append(name)


def _said(one: Distribution) -> str:
    told = one.metadata.json
    classifiers = told.get("classifier", [])
    listed = [line for line in classifiers if str(line).startswith("License")]
    return " ".join(
        map(str, (told.get("license_expression", ""), told.get("license", ""), *listed))
    )
