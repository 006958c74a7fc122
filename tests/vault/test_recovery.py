"""The recovery key: typed by people, known answers; what lies with the data opens nothing."""

from pathlib import Path

import pytest

from bot.vault import (
    BoxSealer,
    KeyProblem,
    RecoveryFault,
    RecoveryKey,
    RootKey,
    Unreadable,
    keep_public,
    open_box,
    read_public,
)

ROOT = RootKey.from_bytes(b"r" * 32)
OLD = RecoveryKey(bytes(range(32)))
TYPED = "AAAQ EAYE AUDA OCAJ BIFQ YDIO B4IB\nCEQT CQKR MFYY DENB WHA5 DYPS QPCM"
CONTEXT = b"backup|data"
# Made once, the public half as RFC 7748 has it for these bytes: backups of years ago must open.
PUBLIC = "8f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f"
OLD_BOX = bytes.fromhex(
    "6d6161746a652d626f782d310a66c5880492a0be7585f4ff88530cc49b487f0a7c1cec0dab46cca2fa23ecb13dbb"
    "3922e42a17b5639bb2800a1d6d1c33b9ab4b681efad79ea8ed334053349261a5497dfe5b12b1814baf1200355b95"
    "9aab10164f7ea4fdbcd33a8d6ba76a72c3cdb90bd44755bb03a57211347fc852ad71db"
)
MARKER = b"a marker nobody may find "


def boxed(path: Path, data: bytes) -> Path:
    with BoxSealer(path, OLD.public(), CONTEXT) as box:
        box.write(data)
        box.finish()
    return path


def test_a_key_and_a_box_of_long_ago_still_open(tmp_path: Path) -> None:
    assert OLD.typed() == TYPED
    assert OLD.public().hex() == PUBLIC
    (tmp_path / "box").write_bytes(OLD_BOX)
    recovery = RecoveryKey.from_typed(TYPED)
    assert b"".join(open_box(tmp_path / "box", recovery, CONTEXT)) == b"Hallo Nour"


def test_two_keys_agree_as_in_rfc_7748() -> None:
    bob = RecoveryKey(
        bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    )
    alice = bytes.fromhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    assert bob.public().hex() == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    assert bob.agree(alice).hex() == shared


@pytest.mark.parametrize(
    "typed",
    [TYPED.lower(), TYPED.replace(" ", "-"), TYPED.replace(" ", ""), TYPED.replace("O", "0")],
)
def test_a_key_may_be_typed_as_people_type(typed: str) -> None:
    assert RecoveryKey.from_typed(typed).public() == OLD.public()


@pytest.mark.parametrize(
    "typed", ["", "AAAQ", TYPED.replace("WHA5", "WHA6"), TYPED[:-1], TYPED + "A", TYPED * 2, "ÄÖ#"]
)
def test_a_key_with_a_mistake_in_it_is_told(typed: str) -> None:
    with pytest.raises(KeyProblem) as refused:
        RecoveryKey.from_typed(typed)
    assert refused.value.sentence == RecoveryFault.MISTYPED
    assert not typed or typed not in str(refused.value)


def test_every_single_letter_that_is_wrong_is_noticed() -> None:
    letters = TYPED.replace(" ", "").replace("\n", "")
    for at, letter in enumerate(letters):
        other = "B" if letter != "B" else "C"
        with pytest.raises(KeyProblem):
            RecoveryKey.from_typed(letters[:at] + other + letters[at + 1 :])


def test_a_key_is_shown_in_no_repr() -> None:
    assert repr(OLD) == "RecoveryKey()"


@pytest.mark.parametrize("size", [0, 1, 700_001])
def test_a_box_of_any_size_opens_with_its_key_only(tmp_path: Path, size: int) -> None:
    data = (MARKER * (size // len(MARKER) + 1))[:size]
    box = boxed(tmp_path / "box", data)
    assert MARKER not in box.read_bytes()
    assert box.stat().st_mode & 0o777 == 0o600
    assert b"".join(open_box(box, OLD, CONTEXT)) == data
    for key, context in ((RecoveryKey.create(), CONTEXT), (OLD, b"backup|keys")):
        with pytest.raises(Unreadable):
            open_box(box, key, context)


def test_a_box_that_is_cut_or_changed_or_absent_does_not_open(tmp_path: Path) -> None:
    whole = boxed(tmp_path / "box", MARKER * 3).read_bytes()
    torn = (whole[:-1], whole[:40], b"", whole + b"x", b"M" + whole[1:], whole[:13] + bytes(32))
    flipped = (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in (0, 20, 60, 100))
    for content in (*torn, *flipped):
        (tmp_path / "torn").write_bytes(content)
        with pytest.raises(Unreadable):
            open_box(tmp_path / "torn", OLD, CONTEXT)
    with pytest.raises(Unreadable):
        open_box(tmp_path / "absent", OLD, CONTEXT)


def test_equal_boxes_differ(tmp_path: Path) -> None:
    one, two = (boxed(tmp_path / name, b"").read_bytes() for name in ("one", "two"))
    assert one != two


def test_the_half_that_seals_is_read_back_and_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "recovery.pub"
    with pytest.raises(KeyProblem) as refused:
        read_public(path, ROOT)
    assert refused.value.sentence == RecoveryFault.NONE_YET
    for recovery in (OLD, RecoveryKey.create()):
        keep_public(path, recovery.public(), ROOT)
        assert read_public(path, ROOT) == recovery.public()


@pytest.mark.parametrize("line", ["", "maatje-recovery-1:x:y", "a:b", "maatje-recovery-1:YQ==:00"])
def test_a_half_that_the_root_key_did_not_mark_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "recovery.pub"
    path.write_text(line)
    with pytest.raises(KeyProblem) as refused:
        read_public(path, ROOT)
    assert refused.value.sentence == RecoveryFault.NOT_OURS
    keep_public(path, OLD.public(), ROOT)
    with pytest.raises(KeyProblem):
        read_public(path, RootKey.from_bytes(b"s" * 32))
