"""Lists every library that is installed with its licence, and asks whether one has a known hole.

Knows licences only from what each library says of itself, holes only from the database it asks.
Where that does not answer it says so, and is neither content nor cross.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

PINS = Path("constraints.txt")
DATABASE = "https://api.osv.dev/v1/querybatch"
PATIENCE = 1.5
"""Seconds; this runs with every check."""

ALLOWED = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC"}
    | {"MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Unlicense", "Zlib"}
    | {"LGPL-3.0-only", "MPL-2.0"}  # separate packages of pip, never copied into ours
)
"""What docs/decisions/0031 speaks of; each asks no more than that its notice goes along."""

MEANT = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}
"""How libraries write what has a short name."""

READ = {"axe-playwright-python": "MIT", "locate": "MIT"}
"""What stands in the licence file of those whose metadata does not say it."""

ACCEPTED: Mapping[str, str] = {}
"""Known holes that do not touch us, by their id, and why not."""


@dataclass(frozen=True)
class Library:
    """One pinned library that is installed here."""

    name: str
    version: str
    licence: str

    @property
    def allowed(self) -> bool:
        """Of an OR one is enough, of an AND each counts."""
        choices = re.split(r"\s+OR\s+", self.licence.replace("(", " ").replace(")", " ").strip())
        return any(set(re.split(r"\s+AND\s+", one.strip())) <= ALLOWED for one in choices)


def installed(pins: Path = PINS) -> tuple[list[Library], list[str]]:
    """The pinned libraries that are here, and the names of those that are not."""
    found: list[Library] = []
    missing: list[str] = []
    for name in pinned(pins.read_text("utf-8")):
        try:
            here = distribution(name)
        except PackageNotFoundError:
            missing.append(name)
        else:
            found.append(Library(name, here.version, licence_of(here)))
    return found, missing


def pinned(text: str) -> Iterator[str]:
    """The name in each line."""
    lines = (line.partition("#")[0].partition(";")[0].strip() for line in text.splitlines())
    for line in lines:
        name, _, version = line.partition("==")
        if version:
            yield name


def licence_of(library: Distribution) -> str:
    """By its short name where it can be told, else as the library says it; "" when it does not."""
    told = library.metadata.json
    if expression := told.get("license_expression"):
        return str(expression)
    listed = map(str, told.get("classifier", []))
    kinds = [line.rpartition(" :: ")[2] for line in listed if line.startswith("License")]
    said = [str(told.get("license", "")).strip().partition("\n")[0], *kinds]
    short = [MEANT.get(one.lower(), one) for one in said]
    by_hand = READ.get(library.name.lower().replace("_", "-"))
    return by_hand or next((one for one in short if one in ALLOWED), next(filter(None, short), ""))


def holes(libraries: Sequence[Library], database: str = DATABASE) -> dict[str, list[str]] | None:
    """The ids of known holes by library; None when the database does not answer in time.

    A thread of its own, for looking a name up cannot be given a time limit.
    """
    answers: list[dict[str, list[str]]] = []
    asking = threading.Thread(target=_ask, args=(libraries, database, answers), daemon=True)
    asking.start()
    asking.join(PATIENCE)
    return answers[0] if answers else None


def _ask(libraries: Sequence[Library], database: str, into: list[dict[str, list[str]]]) -> None:
    queries = [
        {"package": {"name": one.name, "ecosystem": "PyPI"}, "version": one.version}
        for one in libraries
    ]
    body = json.dumps({"queries": queries}).encode()
    request = Request(database, body, {"Content-Type": "application/json"})  # noqa: S310 - ours
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - as above
            results = json.load(answer)["results"]
        into.append(dict(_holes_in(libraries, results)))
    except (URLError, OSError, ValueError, KeyError, TypeError):
        return  # whatever it was, it was no answer


def _holes_in(
    libraries: Sequence[Library], results: Sequence[Mapping[str, list[dict[str, str]]]]
) -> Iterator[tuple[str, list[str]]]:
    for one, result in zip(libraries, results, strict=True):
        ids = [hole["id"] for hole in result.get("vulns", []) if hole["id"] not in ACCEPTED]
        if ids:
            yield f"{one.name} {one.version}", ids


def refused(libraries: Iterable[Library]) -> list[str]:
    """A line for each library that may not be here."""
    return [
        f"{one.name}: {one.licence or 'says no licence'} is not allowed"
        for one in libraries
        if not one.allowed
    ]


def main() -> int:
    """Print what was found; 1 for a licence that is not allowed or a known hole."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--list", action="store_true", help="every library with its licence")
    ask.add_argument("--database", default=DATABASE, help="where holes are asked for")
    told = ask.parse_args()
    found, missing = installed()
    if told.list:
        for one in found:
            print(f"{one.name:<28}{one.version:<18}{one.licence}")
        print(f"Not installed here: {', '.join(missing) or 'none'}.")
    wrong = refused(found)
    known = holes(found, told.database)
    wrong += [f"{name}: {', '.join(ids)}" for name, ids in (known or {}).items()]
    for line in wrong:
        print(line)
    print(_summary(len(found), len(missing), audited=known is not None))
    return int(bool(wrong))


def _summary(found: int, missing: int, *, audited: bool) -> str:
    told = f"{found} licences looked at, {missing} pinned libraries are not installed here."
    return told if audited else f"{told}\nNOT AUDITED: {DATABASE} did not answer."


if __name__ == "__main__":
    sys.exit(main())
