"""A number to call is heard as people write one, and a day is none."""

from bot.understanding.telephone import beside_own, is_number, number_in, of_another

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


def test_nothing_is_told_beside_a_number_that_is_said_to_be_ones_own() -> None:
    own = (
        "0612345678",
        "Mijn nummer is 06 12345678",
        "mn nr 0612345678 aub",
        "dit is mijn nummer: 06-12345678",
        "hoi, bel mij op 0612345678 alsjeblieft",
        "jullie kunnen me bellen op +31 6 12345678",
        "ik ben Sam 06 12345678",
        "my number is 0612345678, call me please",
        "numaram 0612345678",
        "mój numer to 0612345678",
        "мій номер 0612345678",
        "رقمي هو 0612345678",
        "ቁጽረይ 0612345678",
    )
    assert [words for words in own if beside_own(words) or of_another(words)] == []
    others = (
        "hij belt mij altijd van 06 87654321",
        "hij appt me steeds met 0612345678",
        "zijn nummer is 06 87654321",
        "ik ben gebeld 06 87654321",
        "he calls me from 0687654321",
    )
    assert [words for words in others if not beside_own(words)] == []


def test_what_somebody_else_does_is_told_from_who_may_call() -> None:
    assert of_another("hij belt mij altijd van 06 87654321")
    assert of_another("het is die jongen, die stuurt met 0687654321")
    assert of_another("she texts me from 0687654321")
    assert not of_another("ze mogen mij bellen op 06 12345678")
    assert not of_another("Sanne 06 12345678")


def test_a_number_that_is_said_to_be_of_another_is_told_from_ones_own() -> None:
    others = (
        "dat is zijn nummer 06 87654321",
        "zijn nummer is 06 87654321",
        "z'n nr: 0687654321",
        "haar nummer 0687654321",
        "het nummer van de dader is 0687654321",
        "nummer van die jongen 0687654321",
        "nummer van hem 0687654321",
        "that is his number 0687654321",
        "her phone number is 0687654321",
        "the number of the bully is 0687654321",
        "bu onun numarası 0687654321",  # noqa: RUF001 - as it is written
        "to jego numer 0687654321",
        "numer sprawcy 0687654321",
        "це його номер 0687654321",
        "її номер 0687654321",
        "هذا رقمه 0687654321",
        "رقم هاتفها 0687654321",
        "ቁጽሩ 0687654321",
        "ቁጽሪ ስልካ 0687654321",
    )
    assert [words for words in others if not of_another(words)] == []
    to_call = (
        "Sam, 06 12345678",
        "bel mijn moeder, haar nummer is 06 12345678",
        "nummer van mijn vader 06 12345678",
        "wij zijn thuis op nummer 06 12345678",
        "my mum, her number is 0612345678",
        "annemin numarası 0612345678",  # noqa: RUF001 - as it is written
        "mama, jej numer 0612345678",
        "мене звати Олена і номер 0612345678",  # noqa: RUF001 - as it is written
        "رقم امي 0612345678",
    )
    assert [words for words in to_call if of_another(words)] == []
