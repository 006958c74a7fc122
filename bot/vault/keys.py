"""Makes keys and locks them away under the root key; knows not which case a key belongs to."""

import secrets
from dataclasses import dataclass, field
from typing import Final

from bot.vault.fields import Place, open_sealed, seal

_KEY_BYTES: Final = 32


@dataclass(frozen=True, eq=False)
class Key:
    """An opened key with its id; keep it no longer than the work at hand, and never store it."""

    key_id: str
    secret: bytes = field(repr=False)


def new_key() -> bytes:
    """32 fresh random bytes, fit for `seal` and for `FileSealer`."""
    return secrets.token_bytes(_KEY_BYTES)


def wrap(root_wrap_key: bytes, key: bytes, *, key_id: str) -> bytes:
    """Lock `key` away for its row; deleting the result deletes all that `key` has sealed."""
    if len(key) != _KEY_BYTES:
        raise ValueError("A key has 32 bytes.")
    return seal(root_wrap_key, key, place=_place(key_id))


def unwrap(root_wrap_key: bytes, wrapped: bytes, *, key_id: str) -> bytes:
    """Raise Unreadable if it was wrapped by another root key, for another id, or was changed."""
    return open_sealed(root_wrap_key, wrapped, place=_place(key_id))


def _place(key_id: str) -> Place:
    return Place(table="keys", column="wrapped", row=key_id)
