"""Sealed files: whole or refused, never in clear on the disk, never large in memory."""

import hashlib
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.vault import FileSealer, Sealed, Unreadable, new_key, open_file, read_file
from tests.vault.limits import full_disk

KEY = bytes(range(32))
CONTEXT = b"evidence|1"
MARKER = b"a marker nobody may find "
CHUNK = 16 * 1024
# Made once with Cobblestone-256: files of years ago must still open.
OLD_FILE = bytes.fromhex(
    "5f8fd479449456260f119b20f7b9dde31c0c8b09699a04067b0b24bd74344af10e9cfe19d31107735399876b7379"
    "b966d5da9175ce54a412a3b42b2262ef41438e5e69d9cb9a50c3404218e39d1e58f5fee2"
)


def seal_file(path: Path, data: bytes, key: bytes = KEY) -> Sealed:
    with FileSealer(path, key, CONTEXT) as sealer:
        sealer.write(data)
        return sealer.finish()


def assert_refused(path: Path, key: bytes = KEY, context: bytes = CONTEXT) -> None:
    with pytest.raises(Unreadable):
        read_file(path, key, context)
    with pytest.raises(Unreadable):
        open_file(path, key, context)


def test_t59_a_file_sealed_long_ago_still_opens(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(OLD_FILE)
    assert read_file(tmp_path / "photo", KEY, CONTEXT) == b"Hallo Nour"


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 40 * CHUNK, 700_001])
def test_a_file_of_any_size_opens_as_it_was(tmp_path: Path, size: int) -> None:
    path, data = tmp_path / "photo", (MARKER * (size // len(MARKER) + 1))[:size]
    assert seal_file(path, data) == Sealed(hashlib.sha256(data).hexdigest(), size)
    assert b"".join(open_file(path, KEY, CONTEXT)) == read_file(path, KEY, CONTEXT) == data


def test_pieces_of_any_size_make_one_file(tmp_path: Path) -> None:
    data = MARKER * 5000
    with FileSealer(tmp_path / "photo", KEY, CONTEXT) as sealer:
        for start in range(0, len(data), 977):
            sealer.write(data[start : start + 977])
        sealed = sealer.finish()
    assert sealed.sha256 == hashlib.sha256(data).hexdigest()
    assert read_file(tmp_path / "photo", KEY, CONTEXT) == data


def test_a_file_lies_sealed_for_its_owner_only_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    seal_file(path, MARKER * 5000)
    assert MARKER not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_equal_files_never_look_alike(tmp_path: Path) -> None:
    seal_file(tmp_path / "one", MARKER)
    seal_file(tmp_path / "two", MARKER)
    assert (tmp_path / "one").read_bytes() != (tmp_path / "two").read_bytes()


def test_every_bit_of_a_file_counts(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    for bit in range(len(OLD_FILE) * 8):
        changed = bytearray(OLD_FILE)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        with pytest.raises(Unreadable):
            read_file(path, KEY, CONTEXT)


@pytest.mark.parametrize("at", [0, 30, 60, 5 * CHUNK, -CHUNK, -1])
def test_t58_a_flip_anywhere_in_a_long_file_is_refused(tmp_path: Path, at: int) -> None:
    path = tmp_path / "photo"
    seal_file(path, MARKER * 40_000)
    changed = bytearray(path.read_bytes())
    changed[at] ^= 0x80
    path.write_bytes(changed)
    assert_refused(path)


# 56 bytes before the first chunk, 16 after each: cuts between chunks are the sly ones.
@pytest.mark.parametrize(
    "length", [0, 10, 40, 56, 40 + CHUNK + 16, 56 + CHUNK + 16, 40 + 3 * (CHUNK + 16), -1, -CHUNK]
)
def test_t58_a_cut_file_is_refused(tmp_path: Path, length: int) -> None:
    path = tmp_path / "photo"
    seal_file(path, MARKER * 40_000)
    path.write_bytes(path.read_bytes()[:length])
    assert_refused(path)


@pytest.mark.parametrize("more", [b"\x00", bytes(16), bytes(3 * CHUNK), OLD_FILE])
def test_t58_an_extended_file_is_refused(tmp_path: Path, more: bytes) -> None:
    path = tmp_path / "photo"
    seal_file(path, MARKER * 40_000)
    path.write_bytes(path.read_bytes() + more)
    assert_refused(path)


def test_chunks_in_another_order_are_refused(tmp_path: Path) -> None:
    path, step = tmp_path / "photo", CHUNK + 16
    seal_file(path, bytes(4 * CHUNK))
    whole = path.read_bytes()
    head = len(whole) - 4 * step
    chunks = [whole[head + step * n : head + step * (n + 1)] for n in range(4)]
    path.write_bytes(b"".join([whole[:head], chunks[1], chunks[0], chunks[2], chunks[3]]))
    assert_refused(path)


def test_a_file_under_another_key_or_context_is_refused(tmp_path: Path) -> None:
    seal_file(tmp_path / "photo", MARKER)
    assert_refused(tmp_path / "photo", key=new_key())
    assert_refused(tmp_path / "photo", context=b"evidence|8")


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    assert_refused(tmp_path / "photo")


def test_t58_a_damaged_file_leaves_the_others_readable(tmp_path: Path) -> None:
    seal_file(tmp_path / "one", MARKER, key=KEY)
    other = new_key()
    seal_file(tmp_path / "two", MARKER, key=other)
    (tmp_path / "one").write_bytes(b"")
    assert_refused(tmp_path / "one")
    assert read_file(tmp_path / "two", other, CONTEXT) == MARKER


def test_t57_two_files_changed_for_each_other_are_refused(tmp_path: Path) -> None:
    one, two = new_key(), new_key()
    seal_file(tmp_path / "one", MARKER, key=one)
    seal_file(tmp_path / "two", MARKER, key=two)
    (tmp_path / "one").replace(tmp_path / "between")
    (tmp_path / "two").replace(tmp_path / "one")
    (tmp_path / "between").replace(tmp_path / "two")
    assert_refused(tmp_path / "one", key=one)
    assert_refused(tmp_path / "two", key=two)


def test_a_file_cut_while_it_is_shown_stops_with_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    seal_file(path, MARKER * 40_000)
    pieces = open_file(path, KEY, CONTEXT)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Unreadable):
        list(pieces)


def test_a_refusal_tells_nothing_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(tmp_path / "photo", KEY, CONTEXT)
    assert str(caught.value) == "Sealed data cannot be opened."
    assert caught.value.__suppress_context__


def test_a_sealed_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    seal_file(path, MARKER)
    with pytest.raises(FileExistsError, match="never replaced"):
        FileSealer(path, KEY, CONTEXT)
    assert read_file(path, KEY, CONTEXT) == MARKER


def test_a_file_that_appeared_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    sealer = FileSealer(path, KEY, CONTEXT)
    path.write_bytes(OLD_FILE)
    with pytest.raises(FileExistsError, match="never replaced"):
        sealer.finish()
    assert list(tmp_path.iterdir()) == [path]
    assert read_file(path, KEY, CONTEXT) == b"Hallo Nour"


def test_a_wrong_key_length_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        FileSealer(tmp_path / "photo", bytes(16), CONTEXT)
    assert list(tmp_path.iterdir()) == []


def test_an_abandoned_file_leaves_nothing(tmp_path: Path) -> None:
    sealer = FileSealer(tmp_path / "photo", KEY, CONTEXT)
    sealer.write(MARKER * 5000)
    sealer.abandon()
    sealer.abandon()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="abandoned"):
        sealer.write(MARKER)


def test_a_finished_file_takes_no_more(tmp_path: Path) -> None:
    sealer = FileSealer(tmp_path / "photo", KEY, CONTEXT)
    sealer.write(MARKER)
    sealer.finish()
    with pytest.raises(ValueError, match="finished"):
        sealer.write(MARKER)
    with pytest.raises(ValueError, match="finished"):
        sealer.finish()
    sealer.abandon()
    assert read_file(tmp_path / "photo", KEY, CONTEXT) == MARKER


def upload_that_breaks_off(path: Path) -> None:
    with FileSealer(path, KEY, CONTEXT) as sealer:
        sealer.write(MARKER * 5000)
        raise ConnectionResetError


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        upload_that_breaks_off(tmp_path / "photo")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    with full_disk(after=CHUNK), pytest.raises(OSError, match="File too large"):
        seal_file(tmp_path / "photo", MARKER * 5000)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_full_at_the_last_piece_leaves_nothing(tmp_path: Path) -> None:
    sealer = FileSealer(tmp_path / "photo", KEY, CONTEXT)
    sealer.write(MARKER)
    with full_disk(after=10), pytest.raises(OSError, match="File too large"):
        sealer.finish()
    assert list(tmp_path.iterdir()) == []


KILLED_HALFWAY = """
import sys
from pathlib import Path
from bot.vault import FileSealer
sealer = FileSealer(Path(sys.argv[1]), bytes(range(32)), b"evidence|1")
sealer.write(b"a marker nobody may find " * 40_000)
print("halfway", flush=True)
sys.stdin.read()
"""


def kill_halfway(path: Path) -> None:
    with subprocess.Popen(  # noqa: S603 - our own lines, our own Python
        [sys.executable, "-c", KILLED_HALFWAY, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"halfway\n"
        process.kill()


def test_a_power_cut_leaves_no_file_and_nothing_to_read(tmp_path: Path) -> None:
    path, part = tmp_path / "photo", tmp_path / "photo.part"
    kill_halfway(path)
    assert list(tmp_path.iterdir()) == [part]
    assert part.stat().st_size > 0
    assert MARKER not in part.read_bytes()
    assert_refused(part)


def test_a_file_can_be_sealed_again_after_a_power_cut(tmp_path: Path) -> None:
    kill_halfway(tmp_path / "photo")
    seal_file(tmp_path / "photo", MARKER)
    assert [found.name for found in tmp_path.iterdir()] == ["photo"]
    assert read_file(tmp_path / "photo", KEY, CONTEXT) == MARKER


@pytest.fixture
def memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("memory")
def test_twenty_megabytes_pass_through_little_memory(tmp_path: Path) -> None:
    piece = bytes(64 * 1024)
    tracemalloc.reset_peak()
    with FileSealer(tmp_path / "film", KEY, CONTEXT) as sealer:
        for _ in range(320):
            sealer.write(piece)
        sealed = sealer.finish()
    shown = sum(map(len, open_file(tmp_path / "film", KEY, CONTEXT)))
    _, peak = tracemalloc.get_traced_memory()
    assert shown == sealed.size == 20 * 1024 * 1024
    assert peak < 8 * 1024 * 1024
