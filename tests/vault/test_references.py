"""References and codes: the same for the same, and of no use to a thief."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import code_hash, contact_ref, match_code, same, slow_code

KEY = bytes(range(32))
OTHER = bytes(32)


def test_references_stay_what_they_were_when_the_data_was_written() -> None:
    assert contact_ref(KEY, "telegram", "1001") == "c4ae0dbbd945454b19e4b436ab1d022b"
    assert match_code(KEY, "nour") == "a505e3bb1cc4bff9fce1a56c04e52014"
    assert code_hash(KEY, "abc") == "426ccc6612ac9a748f09bd92c6e4991c"


def test_a_slow_code_is_scrypt_as_rfc_7914_writes_it() -> None:
    expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    assert slow_code(b"SodiumChloride", "pleaseletmein") == expected


def test_another_key_gives_other_references() -> None:
    assert contact_ref(KEY, "web", "7") != contact_ref(OTHER, "web", "7")
    assert match_code(KEY, "nour") != match_code(OTHER, "nour")
    assert code_hash(KEY, "abc") != code_hash(OTHER, "abc")
    assert slow_code(KEY, "een twee") != slow_code(OTHER, "een twee")


def test_one_word_gives_another_code_for_every_use() -> None:
    codes = {match_code(KEY, "x"), code_hash(KEY, "x"), contact_ref(KEY, "x", "")}
    assert len(codes | {slow_code(KEY, "x")[:32]}) == 4


def test_a_reference_is_128_bits_of_plain_hex() -> None:
    reference = contact_ref(KEY, "telegram", "1001")
    assert len(bytes.fromhex(reference)) == 16
    assert "1001" not in reference


few_letters = st.text("ab", max_size=3)  # so few that joined parts often look alike


@given(few_letters, few_letters, few_letters, few_letters)
def test_two_addresses_never_share_a_reference(a: str, b: str, c: str, d: str) -> None:
    alike = contact_ref(KEY, a, b) == contact_ref(KEY, c, d)
    assert alike == ((a, b) == (c, d))


def test_moving_a_letter_from_door_to_address_is_another_contact() -> None:
    assert contact_ref(KEY, "web1", "23") != contact_ref(KEY, "web", "123")


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("abc", "abc", True),
        ("abc", "abd", False),
        ("abc", "ab", False),
        ("é", "é", True),
        (b"abc", "abc", True),
        (b"abc", b"abd", False),
    ],
)
def test_comparing_takes_text_and_bytes(a: str | bytes, b: str | bytes, *, alike: bool) -> None:
    assert same(a, b) is alike
