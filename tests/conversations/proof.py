"""Real sealed items in a case, for whoever tests looking at them."""

from __future__ import annotations

import secrets
from pathlib import Path

from bot.store import evidence
from bot.store.keyring import item_key_id
from bot.store.tx import Tx
from bot.vault import FileSealer
from tests.conversations.inside import House

FOLDER = "evidence"


def folder_of(tmp_path: Path) -> Path:
    """Where the sealed files of `a_house(tmp_path / "data")` lie."""
    folder = tmp_path / "data" / FOLDER
    folder.mkdir(exist_ok=True)
    return folder


async def sent_in(house: House, folder: Path, content: bytes, kind: str = "photo") -> str:
    """An item in the one case there is, sealed as a door does it."""
    item_id, case = secrets.token_hex(8), await house.case()
    key = await house.run(lambda tx: tx.keys.fresh(item_key_id(item_id)))
    with FileSealer(folder / item_id, key, item_id.encode()) as sealer:
        sealer.write(content)
        sealed = sealer.finish()

    def keep(tx: Tx) -> None:
        evidence.add(tx, item_id, "c" * 32, kind, sealed)
        evidence.attach(tx, [item_id], case.case_id)

    await house.run(keep)
    return item_id
