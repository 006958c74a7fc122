"""What goes into the export of one case, in a fixed order; knows no ZIP format and no paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.cases.school import School
from bot.cases.schooltime import local
from bot.i18n import I18n
from bot.reports.casefile import case_document
from bot.reports.dossier import Dossier, Exhibit
from bot.reports.logsheet import log_csv
from bot.reports.packing import Packed, Write, pack
from bot.text import Text

DOCUMENT, LOG, ORIGINALS, MACHINE = "zaak.pdf", "log.csv", "ORIGINALEN.txt", "zaak.json"
FORMAT: Final = 1
"""Raised when a program that reads zaak.json must read it in another way."""


@dataclass(frozen=True)
class Along:
    """One file of an exhibit that goes along: the copy, or the original where it may leave."""

    exhibit: str
    name: str
    pieces: Iterable[bytes] = field(repr=False)


@dataclass(frozen=True)
class Made:
    """An export: the document, and the hash of the list in its ZIP."""

    document: bytes = field(repr=False)
    list_sha256: str


def make(
    dossier: Dossier, along: Iterable[Along], school: School, i18n: I18n, write: Write
) -> Made:
    """Hand the ZIP to `write` and return the document that is in it too. Works for seconds."""
    from bot.reports.paper import draw  # noqa: PLC0415 - half a second, and only for an export

    going = tuple(along)
    inside = {one.exhibit for one in going}
    document = draw(case_document(dossier, school, i18n, inside=inside))
    files = _files(dossier, document, going, school, i18n)
    return Made(document, pack(files, write, local(school, dossier.made)))


def _files(
    dossier: Dossier, document: bytes, along: tuple[Along, ...], school: School, i18n: I18n
) -> Iterator[Packed]:
    def say(text: Text) -> str:
        return i18n.render(text, i18n.default)

    yield Packed(DOCUMENT, (document,))
    for one in along:
        yield Packed(one.name, one.pieces)
    yield Packed(ORIGINALS, (_originals(dossier, school).encode(),))
    yield Packed(LOG, (log_csv(dossier, school, say).encode(),))
    facts = json.dumps(facts_of(dossier, along), ensure_ascii=False, indent=1)
    yield Packed(MACHINE, (facts.encode(),))


def _originals(dossier: Dossier, school: School) -> str:
    """The hash of every original, whether it is inside or stays sealed at school."""
    return "".join(
        f"{one.sha256 or 'destroyed':64}  {one.name}  {local(school, one.item.received_at):%F %R}"
        f"  {one.item.kind}  {one.item.size}\n"
        for one in dossier.exhibits
    )


def facts_of(dossier: Dossier, along: tuple[Along, ...]) -> Mapping[str, Any]:
    """What a program reads: which files belong to which exhibit, and the links of the log."""
    inside: dict[str, list[str]] = {}
    for one in along:
        inside.setdefault(one.exhibit, []).append(one.name)
    return {
        "format": FORMAT,
        "house": dossier.house,
        "case": dossier.case.case_id,
        "name": dossier.case.name,
        "made": dossier.made.isoformat(),
        "unmasked": dossier.order.unmasked,
        "exhibits": [_exhibit(one, inside.get(one.name, [])) for one in dossier.exhibits],
        "log": [{"number": line.row.number, "link": line.mac} for line in dossier.log],
    }


def _exhibit(exhibit: Exhibit, files: list[str]) -> Mapping[str, Any]:
    return {
        "name": exhibit.name,
        "item": exhibit.item.item_id,
        "kind": exhibit.item.kind,
        "size": exhibit.item.size,
        "received": exhibit.item.received_at.isoformat(),
        "sha256": exhibit.sha256,
        "files": files,
    }
