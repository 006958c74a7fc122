"""What comes in is sealed whole or not at all, whatever the disk and the sender do."""

import asyncio
import errno
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.evidence.intake import EMPTY, LARGEST, PIECE, TOO_BIG, Intake, Kept, Refused, too_big
from bot.evidence.room import NO_ROOM, Room
from bot.store import evidence
from bot.store.keyring import item_key_id
from bot.store.writer import Tx
from bot.vault import read_file
from tests.opened import a_writer

pytestmark = pytest.mark.asyncio

MANY_YEARS = 2100


@asynccontextmanager
async def an_intake(folder: Path, room: Room | None = None) -> AsyncIterator[Intake]:
    writer = await a_writer(folder, Clock())
    try:
        yield Intake(writer, folder / "evidence", room or Room())
    finally:
        await writer.close()


async def pieces(*sizes: int) -> AsyncIterator[bytes]:
    for size in sizes:
        yield b"k" * size


async def take(intake: Intake, source: AsyncIterator[bytes]) -> Kept:
    return await intake.take(source, "sanne", "file", may=whatever, then=lambda _tx, kept: kept)


def whatever(_tx: Tx) -> None:
    """Anybody may send anything."""


async def left(intake: Intake) -> tuple[list[str], list[str]]:
    """The files and the keys there are."""
    files = [path.name for path in intake.folder.iterdir()] if intake.folder.exists() else []
    keys = await intake.writer.run(
        lambda tx: tx.keys.ids("item:", before=tx.now.replace(year=MANY_YEARS))
    )
    return files, keys


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The system refuses to let a file grow beyond this, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("sizes", [(1,), (7, 0, PIECE, 1), (PIECE - 1, PIECE + 1)])
async def test_what_is_kept_opens_again_and_its_row_is_there(
    tmp_path: Path, sizes: tuple[int, ...]
) -> None:
    async with an_intake(tmp_path) as intake:
        kept = await take(intake, pieces(*sizes))
        key = await intake.writer.run(lambda tx: tx.keys.key(item_key_id(kept.item_id)))
        item = await intake.writer.run(lambda tx: evidence.get(tx, kept.item_id))
    sealed = intake.folder / kept.item_id
    assert read_file(sealed, key, kept.item_id.encode()) == b"k" * sum(sizes)
    assert item is not None
    assert item.size == sum(sizes)


@pytest.mark.parametrize(("sizes", "why"), [((), EMPTY), ((LARGEST, 1), TOO_BIG)])
async def test_t47_nothing_and_too_much_leave_nothing(
    tmp_path: Path, sizes: tuple[int, ...], why: object
) -> None:
    async with an_intake(tmp_path) as intake:
        with pytest.raises(Refused) as refused:
            await take(intake, pieces(*sizes))
        assert refused.value.why == why
        assert await left(intake) == ([], [])


async def test_a_full_disk_refuses_one_file_in_words_and_others_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with an_intake(tmp_path) as intake:
        first = await take(intake, pieces(10))
        with files_of_at_most(8 * PIECE), pytest.raises(Refused) as refused:
            await take(intake, pieces(*[PIECE] * 16))
        assert refused.value.why == NO_ROOM
        assert (await left(intake))[0] == [first.item_id]
        await take(intake, pieces(10))
    assert "ALARM: the disk is full" in caplog.text


async def test_a_disk_that_fails_otherwise_is_no_matter_of_room(tmp_path: Path) -> None:
    (tmp_path / "evidence").touch()
    async with an_intake(tmp_path) as intake:
        with pytest.raises(OSError, match="exists") as problem:
            await take(intake, pieces(10))
        assert problem.value.errno == errno.EEXIST


async def test_who_is_cut_or_changes_their_mind_leaves_nothing(tmp_path: Path) -> None:
    async def cut() -> AsyncIterator[bytes]:
        yield b"k" * PIECE
        raise ConnectionResetError

    def no(_tx: Tx, _kept: Kept) -> None:
        raise LookupError

    async with an_intake(tmp_path) as intake:
        with pytest.raises(ConnectionResetError):
            await take(intake, cut())
        with pytest.raises(LookupError):
            await intake.take(pieces(9), "sanne", "file", may=whatever, then=no)
        assert await left(intake) == ([], [])
        assert await intake.writer.run(evidence.loose_bytes) == 0


async def test_who_is_cancelled_half_way_leaves_nothing(tmp_path: Path) -> None:
    begun, never = asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"k" * PIECE
        begun.set()
        await never.wait()

    async with an_intake(tmp_path) as intake:
        async with asyncio.TaskGroup() as tasks:
            taking = tasks.create_task(take(intake, slow()))
            await begun.wait()
            taking.cancel()
        assert await left(intake) == ([], [])


async def test_what_fills_up_while_it_comes_in_counts_too(tmp_path: Path) -> None:
    async with an_intake(tmp_path, Room(of_one=10)) as intake:
        both = (take(intake, pieces(10)), take(intake, pieces(10)))
        kept = await asyncio.gather(*both, return_exceptions=True)
        assert sorted(isinstance(one, Refused) for one in kept) == [False, True]
        assert len((await left(intake))[0]) == 1


async def test_who_sends_too_much_hears_what_fits_what_it_is() -> None:
    for kind in ("photo", "video", "voice", "audio", "file", "sticker"):
        assert ("Make it shorter" in too_big(kind).key) == (kind == "video")
        assert ("Record a shorter one" in too_big(kind).key) == (kind in {"voice", "audio"})
        assert "20 MB" in too_big(kind).key
