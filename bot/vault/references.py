"""Turns addresses, names and codes into references nobody can reverse; knows no owner of any."""

import hashlib
import hmac

_REFERENCE_BYTES = 16
# 16 MiB and some 50 ms a guess (RFC 7914); OpenSSL's own ceiling is 32 MiB.
_SCRYPT_COST = 2**14
_SCRYPT_BLOCK = 8
_SCRYPT_LANES = 1
_SLOW_BYTES = 32


def contact_ref(link_key: bytes, door: str, address: str) -> str:
    """32 hex digits that stand for one address at one door, such as a chat at Telegram."""
    return _reference(link_key, "contact", door, address)


def match_code(link_key: bytes, folded: str) -> str:
    """32 hex digits for a name; the caller folds spellings first, equal folds give equal codes."""
    return _reference(link_key, "name", folded)


def code_hash(link_key: bytes, code: str) -> str:
    """32 hex digits for an invitation code, whose own 128 random bits make a fast hash enough."""
    return _reference(link_key, "code", code)


def slow_code(link_key: bytes, words: str) -> str:
    """64 hex digits for recovery words, slow because words can be guessed.

    The key is the salt: the code can be looked up, and a stolen table alone cannot be searched.
    """
    return hashlib.scrypt(
        words.encode(),
        salt=link_key,
        n=_SCRYPT_COST,
        r=_SCRYPT_BLOCK,
        p=_SCRYPT_LANES,
        dklen=_SLOW_BYTES,
    ).hex()


def same(a: str | bytes, b: str | bytes) -> bool:
    """Compare in a time that does not tell where the two differ."""
    return hmac.compare_digest(_as_bytes(a), _as_bytes(b))


def _reference(key: bytes, *parts: str) -> str:
    digest = hmac.digest(key, b"".join(map(_framed, parts)), "sha256")
    return digest[:_REFERENCE_BYTES].hex()


def _framed(part: str) -> bytes:
    """Put the length first, or ("ab", "c") and ("a", "bc") would be one reference."""
    data = part.encode()
    return len(data).to_bytes(4, "big") + data


def _as_bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
