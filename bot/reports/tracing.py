"""Holds an export against the house it says it comes from; knows no ZIP format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bot.store import audit, evidence
from bot.store.keyring import KeyGone
from bot.store.tx import Tx
from bot.vault import same

HASH_SHOWN: Final = 32
"""So many hex digits of the list's hash stand in the log: 128 bits, and the line stays short."""


@dataclass(frozen=True)
class Claim:
    """What an export says of itself, read from its zaak.json."""

    house: str
    case_id: str
    links: dict[int, str] = field(repr=False)
    originals: dict[str, str] = field(repr=False)


def read_claim(content: bytes) -> Claim | None:
    """None when it is not what an export holds."""
    try:
        facts = json.loads(content)
        return Claim(
            house=str(facts["house"]),
            case_id=str(facts["case"]),
            links={int(line["number"]): str(line["link"]) for line in facts["log"]},
            originals=_originals(facts["exhibits"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def stamp(list_sha256: str, mode: str) -> str:
    """What the log says of an export: with it the list is held to what was made here."""
    return f"Exported {mode} {list_sha256[:HASH_SHOWN]}"


def trace(tx: Tx, claim: Claim, list_sha256: str) -> list[str]:
    """What of the claim this house denies, a sentence each; empty when all of it is true."""
    return [*_of_log(tx, claim), *_of_list(tx, claim, list_sha256), *_of_originals(tx, claim)]


def _of_log(tx: Tx, claim: Claim) -> Iterator[str]:
    broken = audit.verify(tx)
    if broken is not None:
        yield f"The log of this house is not as it was written, from line {broken} on."
    kept = audit.links_at(tx, claim.links)
    for number, link in claim.links.items():
        if not same(kept.get(number, ""), link):
            yield f"Line {number} of the log is not the one this house wrote."


def _of_list(tx: Tx, claim: Claim, list_sha256: str) -> Iterator[str]:
    wanted = list_sha256[:HASH_SHOWN]
    made = (line.row.what for line in audit.linked(tx, (claim.case_id,)))
    if not any(what.startswith("Exported ") and what.endswith(wanted) for what in made):
        yield "This house made no export of this case with this list of hashes."


def _of_originals(tx: Tx, claim: Claim) -> Iterator[str]:
    for item_id, sha256 in claim.originals.items():
        try:
            kept = evidence.sha256(tx, item_id)
        except (KeyError, KeyGone):
            continue  # destroyed since: nothing is left to hold it against
        if not same(kept, sha256):
            yield "The hash of an original is not the one this house keeps."


def _originals(exhibits: list[dict[str, Any]]) -> dict[str, str]:
    return {str(one["item"]): str(one["sha256"]) for one in exhibits if one["sha256"]}
