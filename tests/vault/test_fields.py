"""Sealed values: open in their own place with their own key, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import Place, Unreadable, new_key, open_sealed, seal

KEY = bytes(range(32))
HERE = Place("answers", "words", "7")
# Made once with the format of version 1: data of years ago must still open.
OLD_BLOB = bytes.fromhex(
    "01290629dae9e5427d9acd4bc6a8a5d3fe5f6bb8d7791e038074fb7ec60b97e3603bb56516332c"
)

words = st.text(st.characters(exclude_categories=["Cs"]))
names = words.filter(lambda name: "|" not in name)


def test_a_value_sealed_long_ago_still_opens() -> None:
    assert open_sealed(KEY, OLD_BLOB, place=HERE) == b"Hallo Nour"


def test_a_sealed_value_is_version_nonce_text_and_tag() -> None:
    blob = seal(KEY, "Hallo Nour", place=HERE)
    assert blob[0] == 1
    assert len(blob) == 1 + 12 + len("Hallo Nour") + 16
    assert b"Nour" not in blob


@given(st.binary(), names, names, words)
def test_p6_what_is_sealed_opens_as_it_was(data: bytes, table: str, column: str, row: str) -> None:
    place = Place(table, column, row)
    assert open_sealed(KEY, seal(KEY, data, place=place), place=place) == data


@given(words)
def test_text_is_sealed_as_utf_8(text: str) -> None:
    assert open_sealed(KEY, seal(KEY, text, place=HERE), place=HERE).decode() == text


@given(st.binary(max_size=200), st.data())
def test_p6_any_changed_bit_is_refused(data: bytes, draw: st.DataObject) -> None:
    blob = bytearray(seal(KEY, data, place=HERE))
    bit = draw.draw(st.integers(0, len(blob) * 8 - 1))
    blob[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unreadable):
        open_sealed(KEY, bytes(blob), place=HERE)


def test_every_bit_of_a_value_counts() -> None:
    for bit in range(len(OLD_BLOB) * 8):
        blob = bytearray(OLD_BLOB)
        blob[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            open_sealed(KEY, bytes(blob), place=HERE)


def test_a_cut_value_is_refused_at_every_length() -> None:
    for length in range(len(OLD_BLOB)):
        with pytest.raises(Unreadable):
            open_sealed(KEY, OLD_BLOB[:length], place=HERE)


def test_a_longer_value_is_refused() -> None:
    with pytest.raises(Unreadable):
        open_sealed(KEY, OLD_BLOB + b"\x00", place=HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("answers", "words", "8"),
        Place("answers", "note", "7"),
        Place("people", "words", "7"),
        Place("answers", "words", ""),
        Place("answers", "words", "7|"),
    ],
)
def test_t57_a_value_moved_to_another_row_column_or_table_is_refused(elsewhere: Place) -> None:
    with pytest.raises(Unreadable):
        open_sealed(KEY, OLD_BLOB, place=elsewhere)


def test_t57_a_value_moved_to_another_case_is_refused() -> None:
    first_case, second_case = new_key(), new_key()
    blob = seal(first_case, "Hallo Nour", place=HERE)
    with pytest.raises(Unreadable):
        open_sealed(second_case, blob, place=HERE)


def test_two_places_never_look_alike() -> None:
    with pytest.raises(ValueError, match="separator"):
        Place("a|b", "c", "d")
    with pytest.raises(ValueError, match="separator"):
        Place("a", "b|c", "d")


def test_a_refusal_tells_nothing_of_what_was_sealed() -> None:
    with pytest.raises(Unreadable) as caught:
        open_sealed(bytes(32), OLD_BLOB, place=HERE)
    assert str(caught.value) == "Sealed data cannot be opened."
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("length", [0, 16, 24, 33])
def test_a_shorter_key_is_no_weaker_cipher_but_an_error(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal(bytes(length), "x", place=HERE)
    with pytest.raises(ValueError, match="32 bytes"):
        open_sealed(bytes(length), OLD_BLOB, place=HERE)


def test_t59_nonces_never_repeat_and_equal_texts_never_look_alike() -> None:
    blobs = [seal(KEY, "ja", place=HERE) for _ in range(100_000)]
    assert len({blob[1:13] for blob in blobs}) == len(blobs)
    assert len({blob[13:] for blob in blobs}) == len(blobs)
