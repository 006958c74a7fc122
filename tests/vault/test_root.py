"""The key file: made once, refused with a reason, never shown."""

import base64
import hmac
import os
import stat
import struct
from pathlib import Path

import pytest

from bot.vault import KeyFault, KeyProblem, RootKey
from tests.vault.limits import full_disk, ordinary_user

COUNTING = bytes(range(32))


def write_key(path: Path, line: bytes, mode: int = 0o400) -> Path:
    path.write_bytes(line)
    path.chmod(mode)
    return path


def key_line(secret: bytes) -> bytes:
    return b"maatje-key-1:" + base64.b64encode(secret)


def refusal(path: Path) -> str:
    with pytest.raises(KeyProblem) as caught:
        RootKey.load(path)
    return caught.value.sentence


def rfc_5869(secret: bytes, info: bytes) -> bytes:
    extracted = hmac.digest(bytes(32), secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def test_a_made_key_is_the_loaded_key(tmp_path: Path) -> None:
    made = RootKey.create(tmp_path / "key")
    loaded = RootKey.load(tmp_path / "key")
    assert (loaded.link, loaded.audit, loaded.wrap) == (made.link, made.audit, made.wrap)
    assert loaded.fingerprint() == made.fingerprint()


def test_every_made_key_is_another(tmp_path: Path) -> None:
    keys = [RootKey.create(tmp_path / str(number)) for number in range(50)]
    assert len({key.fingerprint() for key in keys}) == 50


def test_a_made_key_file_is_one_line_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "key"
    RootKey.create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    line = path.read_bytes()
    assert line.startswith(b"maatje-key-1:")
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key"
    RootKey.create(path)
    before = path.read_bytes()
    with pytest.raises(KeyProblem) as caught:
        RootKey.create(path)
    assert caught.value.sentence == KeyFault.EXISTS
    assert path.read_bytes() == before


def test_a_link_to_nowhere_is_not_filled_with_a_key(tmp_path: Path) -> None:
    (tmp_path / "key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyProblem, match="already"):
        RootKey.create(tmp_path / "key")
    assert not (tmp_path / "elsewhere").exists()


def test_a_key_needs_a_folder_to_lie_in(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem) as caught:
        RootKey.create(tmp_path / "absent" / "key")
    assert caught.value.sentence == KeyFault.NO_FOLDER


def test_a_full_disk_leaves_no_half_key(tmp_path: Path) -> None:
    with full_disk(after=20), pytest.raises(OSError, match="File too large"):
        RootKey.create(tmp_path / "key")
    assert list(tmp_path.iterdir()) == []
    RootKey.create(tmp_path / "key")


def test_a_missing_key_is_said_and_not_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "key") == KeyFault.MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_key_below_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "key") == KeyFault.MISSING


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o420, 0o402, 0o410, 0o401, 0o644, 0o777])
def test_a_key_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = write_key(tmp_path / "key", key_line(COUNTING), mode)
    assert refusal(path) == KeyFault.OPEN_TO_OTHERS


def test_a_key_this_user_cannot_read_is_said(tmp_path: Path) -> None:
    path = write_key(tmp_path / "key", key_line(COUNTING), 0o000)
    tmp_path.chmod(0o711)
    with ordinary_user():
        assert refusal(path) == KeyFault.NOT_READABLE


def test_a_folder_is_not_a_key(tmp_path: Path) -> None:
    assert refusal(tmp_path) == KeyFault.NOT_A_FILE


def test_a_pipe_is_not_a_key_and_does_not_hold_up_the_start(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "key", 0o400)
    assert refusal(tmp_path / "key") == KeyFault.NOT_A_FILE


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"hello",
        base64.b64encode(COUNTING),
        b"maatje-key-2:" + base64.b64encode(COUNTING),
        key_line(COUNTING)[:-1],
        key_line(COUNTING).replace(b"A", b"!"),
        key_line(COUNTING) + b"\n" + key_line(COUNTING),
        b"\xff\xfe\x00",
    ],
)
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, line: bytes) -> None:
    assert refusal(write_key(tmp_path / "key", line)) == KeyFault.MALFORMED


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    path = write_key(tmp_path / "key", key_line(bytes(length)))
    assert refusal(path) == KeyFault.WRONG_LENGTH
    with pytest.raises(KeyProblem, match="length"):
        RootKey.from_bytes(bytes(length))


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n", b"  \n"])
def test_an_editor_may_have_changed_the_line_ending(tmp_path: Path, ending: bytes) -> None:
    path = write_key(tmp_path / "key", key_line(COUNTING) + ending)
    assert RootKey.load(path).link == RootKey.from_bytes(COUNTING).link


def test_every_fault_has_a_sentence_of_its_own() -> None:
    sentences = [str(fault) for fault in KeyFault]
    assert len(set(sentences)) == len(KeyFault.__members__)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_problem_shows_neither_key_nor_path(tmp_path: Path) -> None:
    path = write_key(tmp_path / "key", key_line(COUNTING) + b"!")
    with pytest.raises(KeyProblem) as caught:
        RootKey.load(path)
    shown = repr(caught.value) + str(caught.value)
    assert str(tmp_path) not in shown
    assert base64.b64encode(COUNTING).decode()[:8] not in shown
    assert caught.value.__suppress_context__


def test_a_root_key_shows_nothing_of_itself() -> None:
    root = RootKey.from_bytes(COUNTING)
    _ = root.link, root.audit, root.wrap
    assert repr(root) == str(root) == "RootKey()"


def test_sub_keys_are_hkdf_as_the_standard_writes_it() -> None:
    root = RootKey.from_bytes(COUNTING)
    assert root.link == rfc_5869(COUNTING, b"maatje-1 link")
    assert root.audit == rfc_5869(COUNTING, b"maatje-1 audit")
    assert root.wrap == rfc_5869(COUNTING, b"maatje-1 wrap")


def test_sub_keys_stay_what_they_were_when_the_data_was_written() -> None:
    root = RootKey.from_bytes(COUNTING)
    assert root.link.hex() == "e31ad4fa6ccef1ab7e0d709ff8d6977570210339a9c6257cb17908b2822f6a76"
    assert root.audit.hex() == "6af18af17fcb1615f48f106c370263e97320eaef60a6b1e7f08f372cc2a1b82a"
    assert root.wrap.hex() == "6a9b7ad6bf496a0df9036aa7456c6cdbf9fe634a54c86ac2a2405eb36d003a8e"
    assert root.fingerprint() == "cc473d481d183d69"


def test_a_rotated_key_keeps_its_references_and_locks_with_another(tmp_path: Path) -> None:
    old = RootKey.from_bytes(COUNTING)
    both = old.rotated()
    assert both.rotated() is both
    assert both.wrap == old.wrap
    new = both.successor
    assert new is not None
    assert (new.link, new.audit, new.backup) == (old.link, old.audit, old.backup)
    assert new.fingerprint() == old.fingerprint()
    assert new.wrap != old.wrap
    assert new.lock_fingerprint() != old.lock_fingerprint() == old.fingerprint()
    for number, key in enumerate((old, both, new, new.rotated())):
        key.keep(tmp_path / str(number))
        again = (RootKey.load(tmp_path / str(number)), RootKey.from_bytes(key.to_bytes()))
        assert [one.to_bytes() for one in again] == [key.to_bytes()] * 2


@pytest.mark.parametrize("lines", [(1, 1), (0,), (2, 1), (1, 2, 0), (1, 0, 2, 2)], ids=str)
def test_lines_in_another_order_are_no_key_file(tmp_path: Path, lines: tuple[int, ...]) -> None:
    names = (b"maatje-lock-1:", b"maatje-key-1:", b"maatje-next-1:")
    part = base64.b64encode(COUNTING)
    content = b"\n".join(names[line] + part for line in lines)
    assert refusal(write_key(tmp_path / "key", content)) == KeyFault.MALFORMED


def test_no_sub_key_tells_another() -> None:
    root = RootKey.from_bytes(COUNTING)
    assert len({root.link, root.audit, root.wrap, COUNTING}) == 4
    assert all(root.fingerprint() not in key.hex() for key in (root.link, root.audit, root.wrap))


def test_a_right_that_names_us_is_no_right_of_others(tmp_path: Path) -> None:
    """systemd hands out a credential that root owns, with a list that names its one reader."""
    path = tmp_path / "key"
    RootKey.create(path)

    def name(uid: int, *, everybody: int = 0) -> None:
        rights = [(1, 4, -1), (2, 4, uid), (4, 0, -1), (16, 4, -1), (32, everybody, -1)]
        packed = b"".join(struct.pack("<HHi", *one) for one in rights)
        os.setxattr(path, "system.posix_acl_access", struct.pack("<I", 2) + packed)

    name(os.geteuid())
    assert path.stat().st_mode & stat.S_IRGRP
    RootKey.load(path)
    name(os.geteuid() + 1)
    assert refusal(path) == KeyFault.OPEN_TO_OTHERS
    name(os.geteuid(), everybody=4)
    assert refusal(path) == KeyFault.OPEN_TO_OTHERS
