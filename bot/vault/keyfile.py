"""A secret file that only its owner can read, made once or replaced whole; knows no key in it."""

import os
import stat
import struct
from enum import StrEnum
from pathlib import Path

from bot.vault.durable import sync_directory

_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 1024
# How Linux keeps a list of rights: a head, then a tag, what is allowed and to whom, each time.
_ACL, _ACL_HEAD = "system.posix_acl_access", 4
_NAMED_USER, _OWNER_AND_MASK = 0x02, frozenset({0x01, 0x10})


class KeyFault(StrEnum):
    """What can be wrong with a key file, each with the one sentence the operator reads."""

    MISSING = "The file that KEY_FILE names is missing. Put a copy of the key file back there."
    NO_FOLDER = "The folder for the key file does not exist."
    NOT_READABLE = "The key file cannot be read by this user."
    NOT_A_FILE = "The key file is not an ordinary file."
    OPEN_TO_OTHERS = "The key file can be read by other users; set its mode to 0400."
    MALFORMED = "The key file does not hold a key of this program."
    WRONG_LENGTH = "The key in the key file has the wrong length."
    EXISTS = "There is a key file already; it is never overwritten."
    NOT_REPLACEABLE = "The key file cannot be replaced here; let this user write in its folder."


class KeyProblem(Exception):
    """The key file cannot be used; `sentence` says why and never holds key or path."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence as it is, so that it can be looked up in another language."""
        super().__init__(sentence)
        self.sentence = sentence


def write_once(path: Path, content: bytes) -> None:
    """Make the file (mode 0400), lasting; raise KeyProblem rather than overwrite."""
    _write(path, content)
    sync_directory(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Put another content in its place: at every moment there is the old file or the new one.

    The owner stays who it was. Raise KeyProblem when that cannot be done; nothing changed then.
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.unlink(missing_ok=True)  # what a power cut left; nothing is sealed with it
        _write(beside, content, like=path.stat())
        beside.replace(path)
        sync_directory(path.parent)
    except OSError:
        raise KeyProblem(KeyFault.NOT_REPLACEABLE) from None


def read_private(path: Path) -> bytes:
    """Look at the opened file, not at the path, so that nobody can swap it in between."""
    try:
        # Without O_NONBLOCK a named pipe in this place would hang the start for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        raise KeyProblem(KeyFault.MISSING) from None
    except PermissionError:
        raise KeyProblem(KeyFault.NOT_READABLE) from None
    try:
        _refuse_unsafe(handle)
        return os.read(handle, _LONGEST)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes, *, like: os.stat_result | None = None) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        raise KeyProblem(KeyFault.EXISTS) from None
    except FileNotFoundError:
        raise KeyProblem(KeyFault.NO_FOLDER) from None
    try:
        with os.fdopen(handle, "wb") as file:
            if like is not None and os.fstat(handle).st_uid != like.st_uid:
                os.fchown(handle, like.st_uid, like.st_gid)
            file.write(content)
            file.flush()
            os.fsync(handle)
    except OSError:
        path.unlink()  # half a key would block the next try, and nothing is sealed with it yet
        raise


def _refuse_unsafe(handle: int) -> None:
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        raise KeyProblem(KeyFault.NOT_A_FILE)
    if mode & _OPEN_TO_OTHERS and not _named_for_us_alone(handle):
        raise KeyProblem(KeyFault.OPEN_TO_OTHERS)


def _named_for_us_alone(handle: int) -> bool:
    """systemd hands a credential to its user by name, which looks like a right of the group."""
    try:
        rights = os.getxattr(handle, _ACL)[_ACL_HEAD:]
    except (AttributeError, OSError):  # no such list, or a system that knows none
        return False
    ours = {(_NAMED_USER, os.geteuid())}
    return all(
        tag in _OWNER_AND_MASK or not allowed or (tag, who) in ours
        for tag, allowed, who in struct.iter_unpack("<HHI", rights)
    )
