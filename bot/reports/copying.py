"""The evidence that goes along with an export: the copies, or originals that may leave.

Knows no right: who asks for an original is asked elsewhere, and only the items told are opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.cases.kinds import Mark
from bot.evidence.copies import Bytes, copy_of, of_copy, of_original
from bot.reports.bundle import Along
from bot.reports.dossier import Dossier, Exhibit
from bot.store import copies
from bot.store.keyring import KeyGone
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import Unreadable, open_file

ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/webm": "webm",
    "text/plain; charset=utf-8": "txt",
}


async def evidence_along(writer: Writer, folder: Path, dossier: Dossier) -> tuple[Along, ...]:
    """A copy of every item that can be cleaned, and the originals that may leave.

    What cannot be opened or cleaned stays out; the document and its lists still name it. Where it
    may be about nakedness nothing goes along: passing it on is a crime (art. 252 Sr).
    """
    if Mark.NUDE in dossier.case.marks:
        return ()
    found: list[Along] = []
    for exhibit in dossier.exhibits:
        try:
            found += await _of(
                writer, folder, exhibit, original=exhibit.item.item_id in dossier.originals
            )
        except KeyGone:
            continue  # destroyed, now or before
    return tuple(found)


async def _of(writer: Writer, folder: Path, exhibit: Exhibit, *, original: bool) -> list[Along]:
    item_id = exhibit.item.item_id
    copy = await copy_of(writer, folder, item_id)

    def key(tx: Tx) -> bytes:
        return copies.key_of(tx, item_id)

    opens = await writer.run(key)
    ending = ENDINGS.get(copy.media_type, "bin")
    found: list[Along] = []
    held = of_copy(folder, item_id, opens)
    if not copy.problem and await _is_whole(held):
        found.append(Along(exhibit.name, f"{exhibit.name}.{ending}", _Pieces(held)))
    held = of_original(folder, item_id, opens)
    if original and await _is_whole(held):
        name = f"{exhibit.name}-origineel.{ending}"
        found.append(Along(exhibit.name, name, _Pieces(held)))
    return found


async def _is_whole(held: Bytes) -> bool:
    """One file that went bad must not keep the others from going along."""
    try:
        await asyncio.to_thread(open_file, held.path, held.key, held.context)
    except Unreadable:
        return False
    return True


class _Pieces:
    """Opened when it is packed, for hundreds of files are not held open at once."""

    def __init__(self, held: Bytes) -> None:
        self._held = held

    def __iter__(self) -> Iterator[bytes]:
        return open_file(self._held.path, self._held.key, self._held.context)
