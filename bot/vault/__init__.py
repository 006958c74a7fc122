"""Seals and opens what lies on the disk; knows no database, no clock and no settings.

The root key makes the sub keys, `wrap` locks one key per case or file away under the root key,
`seal` and `FileSealer` use such a key. Whoever deletes the wrapped key deletes the content.
"""

from bot.vault.box import BoxSealer, open_box
from bot.vault.chain import START, link, verify
from bot.vault.fields import Place, Unreadable, open_sealed, seal
from bot.vault.files import FileSealer, Sealed, open_file, read_file
from bot.vault.keyfile import KeyFault, KeyProblem
from bot.vault.keys import Key, new_key, unwrap, wrap
from bot.vault.recovery import RecoveryFault, RecoveryKey, keep_public, public_id, read_public
from bot.vault.references import code_hash, contact_ref, match_code, same, slow_code
from bot.vault.root import RootKey

__all__ = [
    "START",
    "BoxSealer",
    "FileSealer",
    "Key",
    "KeyFault",
    "KeyProblem",
    "Place",
    "RecoveryFault",
    "RecoveryKey",
    "RootKey",
    "Sealed",
    "Unreadable",
    "code_hash",
    "contact_ref",
    "keep_public",
    "link",
    "match_code",
    "new_key",
    "open_box",
    "open_file",
    "open_sealed",
    "public_id",
    "read_file",
    "read_public",
    "same",
    "seal",
    "slow_code",
    "unwrap",
    "verify",
    "wrap",
]
