"""The chain over the log: a changed, moved, added or removed row is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vault import START, link, verify

KEY = bytes(range(32))
Rows = list[tuple[bytes, bytes]]

DAYS = [b"1 anna opened 7", b"2 bram opened 7", b"3 anna closed 7", b"4 anna shredded 7"]


def chained(rows: list[bytes]) -> Rows:
    found: Rows = []
    for row in rows:
        found.append((row, link(KEY, found[-1][1] if found else START, row)))
    return found


def test_a_link_is_hmac_as_rfc_4231_writes_it() -> None:
    data = (
        b"This is a test using a larger than block-size key and a larger than block-size data. "
        b"The key needs to be hashed before being used by the HMAC algorithm."
    )
    expected = "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    assert link(b"\xaa" * 131, data[:32], data[32:]).hex() == expected


@given(st.lists(st.binary()))
def test_an_untouched_log_fits(rows: list[bytes]) -> None:
    assert verify(KEY, chained(rows)) is None


@pytest.mark.parametrize("index", range(4))
def test_a_changed_row_is_found(index: int) -> None:
    rows = chained(DAYS)
    rows[index] = (rows[index][0] + b"0", rows[index][1])
    assert verify(KEY, rows) == index


@pytest.mark.parametrize("index", range(3))
def test_a_removed_row_is_found_where_it_was(index: int) -> None:
    rows = chained(DAYS)
    del rows[index]
    assert verify(KEY, rows) == index


def test_an_added_row_is_found() -> None:
    rows = chained(DAYS)
    rows.insert(2, (b"nobody did this", link(bytes(32), rows[1][1], b"nobody did this")))
    assert verify(KEY, rows) == 2


def test_two_rows_in_another_order_are_found() -> None:
    rows = chained(DAYS)
    rows[1], rows[2] = rows[2], rows[1]
    assert verify(KEY, rows) == 1


def test_a_row_linked_anew_by_somebody_without_the_key_is_found() -> None:
    rows = chained(DAYS)
    rows[-1] = (b"4 nobody", link(bytes(32), rows[-2][1], b"4 nobody"))
    assert verify(KEY, rows) == 3


def test_rows_cut_off_at_the_end_show_only_by_a_head_kept_elsewhere() -> None:
    rows = chained(DAYS)
    assert verify(KEY, rows[:-1]) is None
    assert rows[-2][1] != rows[-1][1]


def test_a_log_without_its_oldest_rows_fits_after_the_last_of_them() -> None:
    rows = chained(DAYS)
    assert verify(KEY, rows[2:], after=rows[1][1]) is None
    assert verify(KEY, rows[2:]) == 0


def test_a_link_of_another_length_is_no_link() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        link(KEY, b"", b"row")


@pytest.mark.parametrize("stored", [b"", bytes(31), bytes(33)])
def test_a_stored_link_of_another_length_is_a_broken_one(stored: bytes) -> None:
    rows = chained(DAYS)
    rows[0] = (rows[0][0], stored)
    assert verify(KEY, rows) == 0
