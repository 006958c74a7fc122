"""A number to call is heard as people write one, and a day is none."""

from bot.understanding.telephone import is_number, number_in

NUMBERS = (
    "0612345678",
    "bel 06-12345678 aub",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "06-12-34 56 78",
    "06/12345678",
    "+31 (0)6 1234 5678",
    "12-11-2026 0612345678",
    "٠٦١٢٣٤٥٦٧٨",
    "+31\u00a06\u00a012345678",
    "020\u202f624\u202f1111",
    "06\u201112\u201134\u201156\u201178",
)
NONE = (
    "it happened on 12-11-2026 at 10:30 again",
    "12-11-26 10.30",
    "12/11/2026, 10.30 - 11.30",
    "2026-11-12 10:30",
    "van 8.11.2026 tot 12.11.2026",
    "1, 2, 3, 4, 5, 6",
    "klas 1a en 2b in 2026",
    "112",
)


def test_a_number_to_call_is_known_from_a_day_and_a_time() -> None:
    assert [words for words in NUMBERS if not number_in(words)] == []
    assert [words for words in NONE if number_in(words)] == []


def test_a_number_and_nothing_else_is_told_from_words_and_amounts() -> None:
    assert is_number("+31 6 12345678")
    assert not is_number("Sanne 06 12345678")
    assert not is_number("250000")
