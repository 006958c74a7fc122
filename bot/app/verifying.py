"""`maatje verify`: proves an export by itself, and against the house where it is at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.app.ground import DATA, KEYS
from bot.cases.problems import Problems
from bot.clock import Clock
from bot.reports.bundle import MACHINE
from bot.reports.proving import Fallacy, Proof, opened, prove, read_small
from bot.reports.tracing import Claim, read_claim, trace
from bot.settings import read_settings
from bot.store.problems import StoreProblem
from bot.store.reader import Reader
from bot.vault import KeyProblem, RootKey

ALONE: Final = "Held against its own list only: no data folder and key of Maatje are at hand."
ELSEWHERE: Final = "Held against its own list only: another house than this one made it."
NO_CLAIM: Final = "Held against its own list only: it does not say which house made it."
TRACED: Final = "Also held against the database and the log of this house."


@dataclass(frozen=True)
class Verified:
    """What came of it; `against` says what the export was held against."""

    good: int
    faults: tuple[Fallacy, ...]
    denied: tuple[str, ...]
    against: str

    @property
    def proven(self) -> bool:
        """Whether everything fits."""
        return not self.faults and not self.denied


async def verify(
    path: Path, environ: Mapping[str, str], *, env_file: Path | None = Path(".env")
) -> Verified:
    """Changes nothing, and works without any settings. Raises NoExport."""
    proof, claim = await asyncio.to_thread(_look, path)
    if claim is None:
        return Verified(proof.good, proof.faults, (), NO_CLAIM)
    reader, root = await _house(environ, env_file)
    if reader is None or root is None:
        return Verified(proof.good, proof.faults, (), ALONE)
    try:
        if root.fingerprint() != claim.house:
            return Verified(proof.good, proof.faults, (), ELSEWHERE)
        denied = await reader.read(lambda tx: trace(tx, claim, proof.list_sha256))
    finally:
        await reader.close()
    return Verified(proof.good, proof.faults, tuple(denied), TRACED)


def _look(path: Path) -> tuple[Proof, Claim | None]:
    proof = prove(path)
    with opened(path) as files:
        return proof, read_claim(read_small(files[MACHINE][0])) if MACHINE in files else None


async def _house(
    environ: Mapping[str, str], env_file: Path | None
) -> tuple[Reader | None, RootKey | None]:
    """The database to read, where it and its key are; whatever is missing there is no trouble."""
    try:
        settings = read_settings(environ, env_file=env_file)
        root = RootKey.load(settings.key_file)
        folder = settings.data_dir
        return await Reader.open(folder / DATA, folder / KEYS, root, Clock()), root
    except (Problems, KeyProblem, StoreProblem, OSError):
        return None, None
