"""The copy of an item is made once, lies sealed, and goes with the item."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import Clock
from bot.evidence.copies import Bytes, copy_of, names_of, of_copy, of_original
from bot.jobs import files
from bot.store import copies, evidence
from bot.store.copies import Copy
from bot.store.keyring import KeyGone, item_key_id
from bot.store.writer import Writer
from bot.vault import FileSealer, Unreadable
from tests.opened import a_writer

WORDS = b"kikkerdril in de groepsapp. " * 40_000
BINARY = bytes(range(256)) * 8
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Kept:
    """A data folder with items in it."""

    writer: Writer
    folder: Path

    async def item(self, content: bytes, item_id: str = "00000000000000e1") -> str:
        key = await self.writer.run(lambda tx: tx.keys.fresh(item_key_id(item_id)))
        with FileSealer(self.folder / item_id, key, item_id.encode()) as sealer:
            sealer.write(content)
            sealed = sealer.finish()
        await self.writer.run(lambda tx: evidence.add(tx, item_id, "c" * 32, "file", sealed))
        return item_id

    async def copy(self, item_id: str) -> Copy:
        return await copy_of(self.writer, self.folder, item_id)

    async def key(self, item_id: str) -> bytes:
        return await self.writer.run(lambda tx: copies.key_of(tx, item_id))

    async def of_copy(self, item_id: str) -> Bytes:
        return of_copy(self.folder, item_id, await self.key(item_id))


@pytest_asyncio.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    data = tmp_path / "data"
    folder = data / "evidence"
    writer = await a_writer(data, Clock())
    folder.mkdir()
    yield Kept(writer, folder)
    await writer.close()


async def read(source: Bytes, first: int = 0, stop: int | None = None) -> bytes:
    return b"".join([piece async for piece in source.stream(first, stop)])


@pytest.mark.asyncio
async def test_the_copy_is_made_on_first_need_and_remembered(kept: Kept) -> None:
    item_id = await kept.item(WORDS)
    assert await kept.writer.run(lambda tx: copies.find(tx, item_id)) is None
    made = await kept.copy(item_id)
    assert made == Copy(TEXT, len(WORDS))
    assert await kept.writer.run(lambda tx: copies.find(tx, item_id)) == made
    before = (kept.folder / f"{item_id}.copy").stat().st_mtime_ns
    assert await kept.copy(item_id) == made
    assert (kept.folder / f"{item_id}.copy").stat().st_mtime_ns == before


@pytest.mark.asyncio
@pytest.mark.parametrize("rot", [b"", b"rotten" * 50_000], ids=["cut", "changed"])
async def test_a_copy_that_rotted_is_made_anew(kept: Kept, rot: bytes) -> None:
    item_id = await kept.item(WORDS)
    made = await kept.copy(item_id)
    (kept.folder / f"{item_id}.copy").write_bytes(rot)
    assert await kept.copy(item_id) == made
    assert await read(await kept.of_copy(item_id)) == WORDS


@pytest.mark.asyncio
async def test_two_who_look_at_the_same_moment_make_one_copy(kept: Kept) -> None:
    item_id = await kept.item(WORDS)
    assert (
        await asyncio.gather(*(kept.copy(item_id) for _ in range(4)))
        == [Copy(TEXT, len(WORDS))] * 4
    )


@pytest.mark.asyncio
async def test_what_cannot_be_cleaned_is_sealed_and_not_shown(kept: Kept) -> None:
    item_id = await kept.item(BINARY)
    assert (await kept.copy(item_id)).problem == "unknown"
    assert (await kept.copy(item_id)).problem == "unknown"
    assert not (kept.folder / f"{item_id}.copy").exists()
    assert await read(of_original(kept.folder, item_id, await kept.key(item_id))) == BINARY


@pytest.mark.asyncio
async def test_nothing_readable_lies_on_the_disk(kept: Kept) -> None:
    item_id = await kept.item(WORDS)
    await kept.copy(item_id)
    assert {path.name for path in kept.folder.iterdir()} == set(names_of(item_id))
    assert all(b"kikkerdril" not in path.read_bytes() for path in kept.folder.iterdir())


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("first", "stop"),
    [(0, None), (0, 1), (5, 9), (262_140, 262_150), (262_144, 524_288), (1_119_999, None)],
)
async def test_any_part_of_it_can_be_read(kept: Kept, first: int, stop: int | None) -> None:
    item_id = await kept.item(WORDS)
    await kept.copy(item_id)
    assert await read(await kept.of_copy(item_id), first, stop) == WORDS[first:stop]


@pytest.mark.asyncio
async def test_a_copy_that_a_crash_left_behind_or_took_away_is_made_anew(kept: Kept) -> None:
    item_id = await kept.item(WORDS)
    (kept.folder / f"{item_id}.copy").write_bytes(b"half of something")
    await kept.copy(item_id)
    (kept.folder / f"{item_id}.copy").unlink()
    await kept.copy(item_id)
    assert await read(await kept.of_copy(item_id)) == WORDS


@pytest.mark.asyncio
async def test_a_changed_copy_shows_nothing_of_itself(kept: Kept) -> None:
    item_id = await kept.item(WORDS)
    await kept.copy(item_id)
    path = kept.folder / f"{item_id}.copy"
    *first, last = path.read_bytes()
    path.write_bytes(bytes([*first, last ^ 1]))
    with pytest.raises(Unreadable):
        await read(await kept.of_copy(item_id), 0, 5)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "damaged",
    [lambda all_: all_[:-1], lambda all_: all_ + b"x", lambda all_: all_[:-9] + b"x" + all_[-8:]],
    ids=["cut", "longer", "changed"],
)
async def test_t58_a_damaged_original_is_refused_with_an_alarm_and_the_others_are_fine(
    kept: Kept, damaged: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    item_id = await kept.item(WORDS)
    other = await kept.item(WORDS + b"!", "00000000000000e2")
    whole = (kept.folder / item_id).read_bytes()
    (kept.folder / item_id).write_bytes(damaged(whole))
    assert (await kept.copy(item_id)).problem == "unreadable"
    assert f"ALARM: the sealed file {item_id} is absent or was changed." in caplog.text
    assert (await kept.copy(other)).media_type == TEXT
    (kept.folder / item_id).write_bytes(whole)
    assert (await kept.copy(item_id)).media_type == TEXT


@pytest.mark.asyncio
async def test_of_a_destroyed_item_there_is_no_copy(kept: Kept) -> None:
    item_id = await kept.item(WORDS)
    await kept.writer.run(lambda tx: evidence.shred_item(tx, item_id))
    with pytest.raises(KeyGone):
        await kept.copy(item_id)


@pytest.mark.asyncio
async def test_an_item_destroyed_while_its_copy_is_made_leaves_none(kept: Kept) -> None:
    item_id = await kept.item(WORDS * 8)
    making = kept.copy(item_id)

    async def destroy() -> None:
        await kept.writer.run(lambda tx: tx.keys.key(item_key_id(item_id)))
        await kept.writer.run(lambda tx: evidence.shred_item(tx, item_id))

    with pytest.raises(KeyGone):
        await asyncio.gather(making, destroy())
    assert not (kept.folder / f"{item_id}.copy").exists()


@pytest.mark.asyncio
async def test_the_copy_goes_with_its_item_and_stays_with_it(kept: Kept) -> None:
    stays = await kept.item(WORDS, "00000000000000e2")
    goes = await kept.item(WORDS)
    orphan = "00000000000000e3"
    for item_id in (stays, goes):
        await kept.copy(item_id)
    (kept.folder / f"{orphan}.copy").write_bytes(b"left over")

    await kept.writer.run(lambda tx: evidence.shred_item(tx, goes))
    later = Clock().now() + timedelta(days=2)
    await files.sweep(kept.writer, kept.folder, later)
    assert {path.name for path in kept.folder.iterdir()} == set(names_of(stays))
    await files.remove(kept.folder, [stays])
    assert not list(kept.folder.iterdir())
