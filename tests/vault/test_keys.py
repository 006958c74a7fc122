"""Wrapped keys: open for their own id under their own root key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import Key, Place, RootKey, Unreadable, new_key, open_sealed, seal, unwrap, wrap

WRAP = bytes(range(32))
# Made once with the format of version 1: keys of years ago must still open.
OLD_WRAPPED = bytes.fromhex(
    "0157b4a412a8ce41fdde72b393e2b3fa53b14ed097d387e6f7f9eeea153098f7822fbcc8bccd0ebc5018604e5d6f"
    "0e7f3c0c6e30e7e1ab8c2e9dc8eef4"
)


def test_t59_a_key_wrapped_long_ago_still_opens() -> None:
    assert unwrap(WRAP, OLD_WRAPPED, key_id="case-1") == bytes(32)


@given(st.binary(min_size=32, max_size=32), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_wrapped_key_opens_as_it_was(key: bytes, key_id: str) -> None:
    assert unwrap(WRAP, wrap(WRAP, key, key_id=key_id), key_id=key_id) == key


def test_a_key_put_in_the_row_of_another_case_is_refused() -> None:
    with pytest.raises(Unreadable):
        unwrap(WRAP, OLD_WRAPPED, key_id="case-2")


def test_the_root_key_of_another_school_opens_nothing() -> None:
    with pytest.raises(Unreadable):
        unwrap(RootKey.from_bytes(bytes(32)).wrap, OLD_WRAPPED, key_id="case-1")


def test_every_bit_of_a_wrapped_key_counts() -> None:
    for bit in range(len(OLD_WRAPPED) * 8):
        wrapped = bytearray(OLD_WRAPPED)
        wrapped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            unwrap(WRAP, bytes(wrapped), key_id="case-1")


def test_only_a_whole_key_is_wrapped() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        wrap(WRAP, bytes(16), key_id="case-1")


def test_new_keys_differ_and_seal() -> None:
    keys = {new_key() for _ in range(1000)}
    assert len(keys) == 1000
    key = keys.pop()
    place = Place("answers", "words", "7")
    assert open_sealed(key, seal(key, "ja", place=place), place=place) == b"ja"


def test_a_key_shows_its_id_only() -> None:
    assert repr(Key("case-1", b"secret" * 5)) == "Key(key_id='case-1')"
